//! `cargo xtask bench control`: what the control plane's operations cost when there is much of everything. One API gets
//! 10,000 resources with a method and an integration each, is listed, deployed and emptied; then there are 1,000 APIs. Told
//! are the time of an item among the first hundred and among the last, and operations a second against moto's server and
//! ministack in the same run, which do a tenth of it. Needs `python3` with `venv`; the peers are installed into
//! `target/bench/peers`. Results go to `target/bench/control.json`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Result;
use super::serve::{Ended, Server};

const RESOURCES: usize = 10_000;
const APIS: usize = 1_000;
/// What is compared with the rest.
const FIRST: usize = 100;
/// The part of it that peers do.
const SHARE_OF_PEERS: usize = 10;

const PEERS: [(&str, &str); 2] = [
    ("moto", "moto[server]==5.2.5"),
    ("ministack", "ministack==1.5.33"),
];

/// Seconds of each operation, in their order, by what they do.
type Times = BTreeMap<&'static str, Vec<f64>>;

/// Runs the benchmark and prints its tables.
pub(crate) fn run(root: &Path) -> Result<()> {
    let program = super::release(root)?;
    let peers = root.join("target/bench/peers");
    install(&peers)?;
    let ours = {
        let server = Server::start(&program)?;
        eprintln!("gatewright…");
        work(server.port, RESOURCES, APIS)?
    };
    let mut others = Vec::new();
    for (name, _) in PEERS {
        eprintln!("{name}…");
        let (process, port) = peer(&peers, name)?;
        let times = work(port, RESOURCES / SHARE_OF_PEERS, APIS / SHARE_OF_PEERS);
        drop(process);
        // A peer that cannot do it is told as such.
        let times = times.inspect_err(|error| eprintln!("{name} cannot: {error}"));
        others.push((name, times.unwrap_or_default()));
    }
    report(root, &ours, &others)
}

fn install(peers: &Path) -> Result<()> {
    if peers.join("bin/pip").exists() {
        return Ok(());
    }
    let mut venv = Command::new("python3");
    crate::test::succeed(venv.args(["-m", "venv"]).arg(peers), "python3 -m venv")?;
    let mut pip = Command::new(peers.join("bin/pip"));
    pip.args(["install", "--quiet"])
        .args(PEERS.map(|(_, package)| package));
    crate::test::succeed(&mut pip, "pip install")?;
    Ok(())
}

/// Starts a peer and waits until it answers.
fn peer(peers: &Path, name: &str) -> Result<(Ended, u16)> {
    let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    let log = File::create(peers.join(format!("{name}.log")))?;
    let mut command;
    if name == "moto" {
        command = Command::new(peers.join("bin/moto_server"));
        command.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
    } else {
        command = Command::new(peers.join("bin/ministack"));
        command
            .env("GATEWAY_PORT", port.to_string())
            .env("BIND_HOST", "127.0.0.1")
            .env("IOT_MTLS_ENABLED", "0");
    }
    let process = Ended(
        command
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?,
    );
    let begin = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if begin.elapsed() > Duration::from_secs(30) {
            return Err(format!("{name} does not listen").into());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok((process, port))
}

/// Does all that is measured, one operation after the other.
fn work(port: u16, resources: usize, apis: usize) -> Result<Times> {
    let mut client = Client::new(port)?;
    let mut times = Times::new();
    let api = client.send("POST", "/restapis", &json!({"name": "large"}))?;
    let api = text(&api, "id")?;
    let base = format!("/restapis/{api}");
    let root = client.send("GET", &format!("{base}/resources"), &Value::Null)?;
    let root = items(&root)
        .and_then(|items| items.first())
        .ok_or("no root resource")
        .and_then(|root| root["id"].as_str().ok_or("a root without an id"))?
        .to_owned();
    let mut ids = Vec::with_capacity(resources);
    for number in 0..resources {
        let made = client.timed(
            &mut times,
            "CreateResource",
            "POST",
            &format!("{base}/resources/{root}"),
            &json!({"pathPart": format!("r{number}")}),
        )?;
        let id = text(&made, "id")?;
        let method = format!("{base}/resources/{id}/methods/GET");
        client.timed(
            &mut times,
            "PutMethod",
            "PUT",
            &method,
            &json!({"authorizationType": "NONE"}),
        )?;
        client.timed(
            &mut times,
            "PutIntegration",
            "PUT",
            &format!("{method}/integration"),
            &json!({"type": "MOCK", "requestTemplates": {"application/json": "{\"statusCode\": 200}"}}),
        )?;
        ids.push(id);
        if number + 1 == FIRST || number + 1 == resources {
            let listed = client.list(&format!("{base}/resources"))?;
            times
                .entry("GetResources")
                .or_default()
                .push(listed / (number + 1) as f64);
            let begin = Instant::now();
            let stage = json!({"stageName": "prod"});
            client.send("POST", &format!("{base}/deployments"), &stage)?;
            times
                .entry("CreateDeployment")
                .or_default()
                .push(begin.elapsed().as_secs_f64() / (number + 1) as f64);
        }
    }
    for id in &ids {
        let path = format!("{base}/resources/{id}");
        client.timed(&mut times, "DeleteResource", "DELETE", &path, &Value::Null)?;
    }
    let mut made = Vec::with_capacity(apis);
    for number in 0..apis {
        let name = json!({"name": format!("api{number}")});
        let api = client.timed(&mut times, "CreateRestApi", "POST", "/restapis", &name)?;
        made.push(text(&api, "id")?);
        if number + 1 == FIRST || number + 1 == apis {
            let listed = client.list("/restapis")?;
            times
                .entry("GetRestApis")
                .or_default()
                .push(listed / (number + 1) as f64);
        }
    }
    for id in &made {
        let path = format!("/restapis/{id}");
        client.timed(&mut times, "DeleteRestApi", "DELETE", &path, &Value::Null)?;
    }
    Ok(times)
}

fn text(value: &Value, member: &str) -> Result<String> {
    let text = value[member]
        .as_str()
        .ok_or_else(|| format!("no {member} in {value}"))?;
    Ok(text.to_owned())
}

/// The items of a page; peers spell the member in other ways.
fn items(page: &Value) -> Option<&Vec<Value>> {
    page["item"].as_array().or_else(|| page["items"].as_array())
}

/// One kept connection, and one that is opened anew where the server closes it.
struct Client {
    port: u16,
    connection: BufReader<TcpStream>,
}

impl Client {
    fn new(port: u16) -> Result<Self> {
        Ok(Self {
            port,
            connection: connect(port)?,
        })
    }

    fn timed(
        &mut self,
        times: &mut Times,
        name: &'static str,
        method: &str,
        path: &str,
        body: &Value,
    ) -> Result<Value> {
        let begin = Instant::now();
        let answer = self.send(method, path, body)?;
        times
            .entry(name)
            .or_default()
            .push(begin.elapsed().as_secs_f64());
        Ok(answer)
    }

    /// Reads a whole list, page by page; gives the seconds that it took.
    fn list(&mut self, path: &str) -> Result<f64> {
        let begin = Instant::now();
        let mut position = String::new();
        loop {
            let page = self.send("GET", &format!("{path}?limit=500{position}"), &Value::Null)?;
            match page["position"].as_str() {
                Some(next) => position = format!("&position={next}"),
                None => return Ok(begin.elapsed().as_secs_f64()),
            }
        }
    }

    fn send(&mut self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let body = match body {
            Value::Null => String::new(),
            body => body.to_string(),
        };
        // What no peer checks, but by which they tell whose request it is.
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: apigateway.us-east-1.amazonaws.com\r\n\
             Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/apigateway/aws4_request, \
             SignedHeaders=host;x-amz-date, Signature=0000000000000000000000000000000000000000000000000000000000000000\r\n\
             X-Amz-Date: 20260101T000000Z\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.connection.get_mut().write_all(request.as_bytes())?;
        let (status, keeps, answer) = read(&mut self.connection)?;
        if !keeps {
            self.connection = connect(self.port)?;
        }
        if !(200..300).contains(&status) {
            return Err(format!("{method} {path}: {status} {answer}").into());
        }
        Ok(serde_json::from_str(&answer).unwrap_or(Value::Null))
    }
}

fn connect(port: u16) -> Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    Ok(BufReader::new(stream))
}

/// An answer: its status, whether the connection stays open, and its body.
fn read(connection: &mut BufReader<TcpStream>) -> Result<(u16, bool, String)> {
    let mut line = String::new();
    connection.read_line(&mut line)?;
    let status = line.split(' ').nth(1).ok_or("the connection was closed")?;
    let status = status.trim().parse()?;
    let mut keeps = line.starts_with("HTTP/1.1");
    let (mut length, mut chunked) = (None, false);
    loop {
        line.clear();
        connection.read_line(&mut line)?;
        let header = line.trim().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        match header
            .split_once(':')
            .map(|(name, value)| (name, value.trim()))
        {
            Some(("content-length", value)) => length = Some(value.parse()?),
            Some(("transfer-encoding", "chunked")) => chunked = true,
            Some(("connection", "close")) => keeps = false,
            _ => {}
        }
    }
    let mut body = Vec::new();
    if chunked {
        loop {
            line.clear();
            connection.read_line(&mut line)?;
            let size = usize::from_str_radix(line.trim(), 16)?;
            let before = body.len();
            body.resize(before + size + 2, 0);
            connection.read_exact(body.get_mut(before..).unwrap_or_default())?;
            body.truncate(before + size);
            if size == 0 {
                break;
            }
        }
    } else if let Some(length) = length {
        body.resize(length, 0);
        connection.read_exact(&mut body)?;
    } else if !keeps {
        connection.read_to_end(&mut body)?;
    }
    Ok((status, keeps, String::from_utf8_lossy(&body).into_owned()))
}

fn median(times: &[f64]) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn report(root: &Path, ours: &Times, others: &[(&str, Times)]) -> Result<()> {
    let mut rows = Vec::new();
    eprint!("µs an item         first 100  last 100  ratio");
    for (name, _) in others {
        eprint!("  {name:>10}  times");
    }
    eprintln!();
    for (name, times) in ours {
        let count = times.len().min(FIRST);
        let (first, last) = if times.len() == 2 {
            // Of lists and deployments, of so many items each.
            (
                times.first().copied().unwrap_or(f64::NAN),
                times.last().copied().unwrap_or(f64::NAN),
            )
        } else {
            let of = |times: Option<&[f64]>| median(times.unwrap_or_default());
            (of(times.get(..count)), of(times.get(times.len() - count..)))
        };
        eprint!(
            "{name:18} {:10.1} {:9.1} {:6.2}",
            first * 1e6,
            last * 1e6,
            last / first
        );
        let mean = |times: &[f64]| times.iter().sum::<f64>() / times.len() as f64;
        let mut row = json!({
            "operation": name, "first_us": first * 1e6, "last_us": last * 1e6, "ratio": last / first,
            "mean_us": mean(times) * 1e6,
        });
        for (peer, theirs) in others {
            let theirs = theirs.get(name).map_or(f64::NAN, |times| mean(times));
            eprint!("  {:10.1} {:6.1}", theirs * 1e6, theirs / mean(times));
            row[format!("{peer}_us")] = json!(theirs * 1e6);
            row[format!("{peer}_times")] = json!(theirs / mean(times));
        }
        eprintln!();
        rows.push(row);
    }
    super::save(root, "control", &Value::Array(rows))
}
