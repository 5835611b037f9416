//! `cargo xtask bench serve` starts the release build with an empty store in memory and measures: start to first
//! answer, idle memory, the size of the binary, and at one connection the latency of a Lambda proxy
//! method (a warm Python function) and of an HTTP proxy method. The peer is Python's `http.server`
//! with the same handler, called directly. Results go to `target/bench/serve.json`.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::Result;

/// Requests that are measured, after a tenth as many that are not.
const REQUESTS: usize = 3000;

const FUNCTION: &str = "import json\ndef handler(event, context):\n    return {'statusCode': 200, 'body': json.dumps({'path': event['path']})}\n";

const PEER: &str = r"
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True
    def do_GET(self):
        body = json.dumps({'path': self.path}).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *arguments):
        pass
server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
";

/// Runs the benchmark and prints its table.
pub(crate) fn run(root: &Path) -> Result<()> {
    let program = super::release(root)?;
    let size = std::fs::metadata(&program)?.len();

    let starts: Vec<Duration> = (0..10)
        .map(|_| Server::start(&program).map(|server| server.started))
        .collect::<Result<_>>()?;
    let server = Server::start(&program)?;
    std::thread::sleep(Duration::from_secs(1));
    let memory = server.resident_kib()?;

    let mut peer = Ended(
        Command::new("python3")
            .args(["-c", PEER])
            .stdout(Stdio::piped())
            .spawn()?,
    );
    let peer_port: u16 = first_line(&mut peer.0)?.trim().parse()?;
    deploy(server.port, peer_port)?;

    let direct = Latency::measure(peer_port, "/x")?;
    let http = Latency::measure(server.port, "/restapis/bench/prod/_user_request_/http")?;
    let lambda = Latency::measure(server.port, "/restapis/bench/prod/_user_request_/lambda")?;

    let start = median(starts);
    let report = json!({
        "start_to_first_answer_ms": start.as_secs_f64() * 1000.0,
        "idle_memory_mib": memory as f64 / 1024.0,
        "binary_mib": size as f64 / 1024.0 / 1024.0,
        "requests": REQUESTS,
        "peer": "python http.server, direct",
        "peer_latency": direct.json(&direct),
        "http_proxy_latency": http.json(&direct),
        "lambda_proxy_latency": lambda.json(&direct),
    });
    super::save(root, "serve", &report)?;
    eprintln!(
        "start to first answer  {:8.1} ms",
        start.as_secs_f64() * 1000.0
    );
    eprintln!("idle memory            {:8.1} MiB", memory as f64 / 1024.0);
    eprintln!(
        "binary                 {:8.1} MiB",
        size as f64 / 1024.0 / 1024.0
    );
    eprintln!("\nlatency at one connection     median       99 %      ratio to peer");
    for (name, latency) in [
        ("python http.server, direct", &direct),
        ("HTTP_PROXY to it", &http),
        ("AWS_PROXY, warm Python", &lambda),
    ] {
        eprintln!(
            "{name:28} {:6.3} ms  {:6.3} ms  {:10.2}",
            milliseconds(latency.median),
            milliseconds(latency.ninety_nine),
            latency.ratio(&direct)
        );
    }
    Ok(())
}

/// A process that ends with the benchmark.
pub(super) struct Ended(pub(super) Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // Gone already is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A server of the program with an empty store, which ends with the benchmark.
pub(super) struct Server {
    process: Ended,
    pub(super) port: u16,
    started: Duration,
}

impl Server {
    pub(super) fn start(program: &Path) -> Result<Self> {
        let begin = Instant::now();
        let mut process = Ended(
            Command::new(program)
                .args(["serve", "--ephemeral", "--listen", "127.0.0.1:0"])
                .stdout(Stdio::piped())
                .spawn()?,
        );
        let ready = first_line(&mut process.0)?;
        let port = ready.trim().rsplit(':').next().ok_or("no port")?.parse()?;
        let answer = send(port, "GET", "/_gatewright/health", None)?;
        if answer["status"] != "ok" {
            return Err(format!("not healthy: {answer}").into());
        }
        Ok(Self {
            process,
            port,
            started: begin.elapsed(),
        })
    }

    fn resident_kib(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.0.id()))?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .ok_or("no VmRSS")?;
        Ok(line.trim().trim_end_matches(" kB").trim().parse()?)
    }
}

pub(super) fn first_line(process: &mut Child) -> Result<String> {
    let output = process.stdout.take().ok_or("no output")?;
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line)?;
    if line.is_empty() {
        return Err("the process ended before it was ready".into());
    }
    Ok(line)
}

/// One request on a connection of its own.
pub(super) fn send(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    let body = body.map(Value::to_string).unwrap_or_default();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or("no answer")?;
    let status = head.split(' ').nth(1).unwrap_or_default();
    if !status.starts_with('2') {
        return Err(format!("{method} {path}: {status} {body}").into());
    }
    Ok(serde_json::from_str(body).unwrap_or(Value::Null))
}

/// The function, zipped.
pub(super) fn package() -> Result<Vec<u8>> {
    zipped(FUNCTION)
}

/// A package whose `app.py` is this.
pub(super) fn zipped(code: &str) -> Result<Vec<u8>> {
    zip_of("app.py", code.as_bytes())
}

/// A package of one file, which may be run.
pub(super) fn zip_of(file: &str, code: &[u8]) -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().unix_permissions(0o755);
    zip.start_file(file, options)?;
    zip.write_all(code)?;
    Ok(zip.finish()?.into_inner())
}

/// The API `bench` with a method for each kind of integration.
fn deploy(port: u16, backend: u16) -> Result<()> {
    let zip = STANDARD.encode(package()?);
    send(
        port,
        "POST",
        "/2015-03-31/functions",
        Some(&json!({
            "FunctionName": "bench", "Runtime": "python3.11", "Handler": "app.handler",
            "Role": "arn:aws:iam::123456789012:role/bench", "Code": { "ZipFile": zip },
        })),
    )?;
    send(
        port,
        "POST",
        "/2015-03-31/functions/bench/policy",
        Some(&json!({
            "StatementId": "bench", "Action": "lambda:InvokeFunction",
            "Principal": "apigateway.amazonaws.com",
            "SourceArn": "arn:aws:execute-api:us-east-1:123456789012:bench/*",
        })),
    )?;
    let integration =
        |details: Value| json!({ "get": { "x-amazon-apigateway-integration": details } });
    send(
        port,
        "POST",
        "/restapis?mode=import",
        Some(&json!({
            "openapi": "3.0.1",
            "info": { "title": "bench", "version": "1", "x-gatewright-id": "bench" },
            "paths": {
                "/http": integration(json!({
                    "type": "http_proxy", "httpMethod": "GET",
                    "uri": format!("http://127.0.0.1:{backend}/x"),
                })),
                "/lambda": integration(json!({
                    "type": "aws_proxy", "httpMethod": "POST",
                    "uri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:bench/invocations",
                })),
            },
        })),
    )?;
    send(
        port,
        "POST",
        "/restapis/bench/deployments",
        Some(&json!({ "stageName": "prod" })),
    )?;
    Ok(())
}

pub(super) struct Latency {
    pub(super) median: Duration,
    ninety_nine: Duration,
}

impl Latency {
    /// Sends requests one after the other on one connection.
    fn measure(port: u16, path: &str) -> Result<Self> {
        Connection::open(port)?.latency(path, REQUESTS)
    }

    fn ratio(&self, peer: &Self) -> f64 {
        self.median.as_secs_f64() / peer.median.as_secs_f64()
    }

    fn json(&self, peer: &Self) -> Value {
        json!({
            "median_ms": milliseconds(self.median),
            "ninety_nine_ms": milliseconds(self.ninety_nine),
            "ratio_to_peer": self.ratio(peer),
        })
    }
}

/// One connection, kept.
pub(super) struct Connection {
    port: u16,
    stream: TcpStream,
    reader: BufReader<TcpStream>,
}

impl Connection {
    pub(super) fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        let reader = BufReader::new(stream.try_clone()?);
        Ok(Self {
            port,
            stream,
            reader,
        })
    }

    /// Sends a request and gives the answer's body; an error unless its status is 200.
    pub(super) fn get(&mut self, path: &str) -> Result<Vec<u8>> {
        let port = self.port;
        let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
        self.stream.write_all(request.as_bytes())?;
        let mut length = 0;
        let mut line = String::new();
        self.reader.read_line(&mut line)?;
        if !line.contains(" 200") {
            return Err(format!("{path} answered {}", line.trim()).into());
        }
        loop {
            line.clear();
            self.reader.read_line(&mut line)?;
            if line.trim().is_empty() {
                break;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
        }
        let mut body = vec![0; length];
        self.reader.read_exact(&mut body)?;
        Ok(body)
    }

    /// Sends requests one after the other, after a tenth as many that are not measured.
    pub(super) fn latency(&mut self, path: &str, requests: usize) -> Result<Latency> {
        let mut times = Vec::with_capacity(requests);
        for index in 0..requests + requests / 10 {
            let begin = Instant::now();
            self.get(path)?;
            if index >= requests / 10 {
                times.push(begin.elapsed());
            }
        }
        times.sort_unstable();
        let at = |share: usize| {
            times
                .get(times.len() * share / 100)
                .copied()
                .unwrap_or_default()
        };
        Ok(Latency {
            median: at(50),
            ninety_nine: at(99),
        })
    }
}

pub(super) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
