//! `cargo xtask bench soak [SECONDS]`: a server at full load for ten minutes, or for so many seconds. Eight clients call a
//! mock, a backend, a function and a function that crashes, while the API is deployed again every second. Every status is
//! checked; memory and descriptors are compared between the end of the first minute (or the first tenth) and the end.
//! Prints the latencies, and fails where AWS would not. Results go to `target/bench/soak.json`.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::Result;
use super::serve::{Ended, first_line, send};

const CLIENTS: usize = 8;
/// What memory may be more at the end than when everything was warm: allocators and caches breathe.
const MAX_GROWTH: f64 = 1.1;

/// What is called, and what has to come back.
const CALLS: [(&str, u16); 4] = [("mock", 200), ("http", 200), ("work", 200), ("crash", 502)];

const FUNCTIONS: &str = "import os\n\
    def work(event, context):\n    return {'statusCode': 200, 'body': event['path']}\n\
    def crash(event, context):\n    os._exit(1)\n";

/// Runs the soak for so many seconds and prints what it came to.
pub(crate) fn run(root: &Path, seconds: u64) -> Result<()> {
    let program = super::release(root)?;
    let constant = super::proxy::example(root, "constant")?;
    let data = root.join("target/bench/soak");
    if data.exists() {
        fs::remove_dir_all(&data)?;
    }
    let mut backend = Ended(Command::new(constant).stdout(Stdio::piped()).spawn()?);
    let backend_port: u16 = first_line(&mut backend.0)?.trim().parse()?;
    let mut server = Ended(
        Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(&data)
            .stdout(Stdio::piped())
            .spawn()?,
    );
    let ready = first_line(&mut server.0)?;
    let port: u16 = ready.trim().rsplit(':').next().ok_or("no port")?.parse()?;
    let mut deployment = deploy(port, backend_port)?;

    let stop = AtomicBool::new(false);
    let length = Duration::from_secs(seconds);
    let warm = (length / 10).min(Duration::from_mins(1));
    let (before, after, deployments, clients) = thread::scope(|scope| -> Result<_> {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let stop = &stop;
                scope.spawn(move || call(port, client, stop))
            })
            .collect();
        let begin = Instant::now();
        let (mut before, mut deployments) = (None, 0);
        let mut watch = || -> Result<Usage> {
            while begin.elapsed() < length {
                thread::sleep(Duration::from_secs(1));
                deployment = deploy_again(port, &deployment)?;
                deployments += 1;
                if before.is_none() && begin.elapsed() >= warm {
                    before = Some(Usage::of(server.0.id())?);
                }
            }
            Usage::of(server.0.id())
        };
        let after = watch();
        stop.store(true, Ordering::Relaxed);
        let clients: Vec<Calls> = clients
            .into_iter()
            .map(|client| client.join().unwrap_or_default())
            .collect();
        let after = after?;
        Ok((before.unwrap_or(after), after, deployments, clients))
    })?;
    report(root, seconds, deployments, before, after, &clients)
}

/// What a process holds.
#[derive(Clone, Copy)]
struct Usage {
    kib: u64,
    descriptors: usize,
}

impl Usage {
    fn of(process: u32) -> Result<Self> {
        let status = fs::read_to_string(format!("/proc/{process}/status"))?;
        let resident = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .ok_or("no VmRSS")?;
        Ok(Self {
            kib: resident.trim().trim_end_matches(" kB").trim().parse()?,
            descriptors: fs::read_dir(format!("/proc/{process}/fd"))?.count(),
        })
    }
}

/// What a client met.
#[derive(Default)]
struct Calls {
    microseconds: Vec<u32>,
    wrong: Vec<String>,
}

fn call(port: u16, client: usize, stop: &AtomicBool) -> Calls {
    let mut calls = Calls::default();
    while !stop.load(Ordering::Relaxed) {
        if let Err(error) = on_one_connection(port, client, stop, &mut calls) {
            calls.wrong.push(error.to_string());
        }
    }
    calls
}

fn on_one_connection(port: u16, client: usize, stop: &AtomicBool, calls: &mut Calls) -> Result<()> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    for (path, expected) in CALLS.iter().cycle().skip(client) {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let begin = Instant::now();
        write!(
            stream,
            "GET /restapis/soak/prod/_user_request_/{path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        )?;
        let (status, body) = answer(&mut reader)?;
        if status != *expected {
            calls
                .wrong
                .push(format!("GET /{path} answered {status} {body}"));
        }
        let microseconds = begin.elapsed().as_micros();
        calls
            .microseconds
            .push(u32::try_from(microseconds).unwrap_or(u32::MAX));
    }
    Ok(())
}

fn answer(reader: &mut BufReader<TcpStream>) -> Result<(u16, String)> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status = line.split(' ').nth(1).ok_or("the connection was closed")?;
    let status = status.parse()?;
    let mut length = 0;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok((status, String::from_utf8_lossy(&body).into_owned()))
}

/// The API `soak` with its functions; gives the deployment.
fn deploy(port: u16, backend: u16) -> Result<String> {
    let zip = STANDARD.encode(super::serve::zipped(FUNCTIONS)?);
    for name in ["work", "crash"] {
        let function = json!({
            "FunctionName": name, "Runtime": "python3.11", "Handler": format!("app.{name}"),
            "Role": "arn:aws:iam::123456789012:role/soak", "Code": {"ZipFile": zip},
        });
        send(port, "POST", "/2015-03-31/functions", Some(&function))?;
        let permission = json!({
            "StatementId": "api", "Action": "lambda:InvokeFunction",
            "Principal": "apigateway.amazonaws.com",
        });
        let path = format!("/2015-03-31/functions/{name}/policy");
        send(port, "POST", &path, Some(&permission))?;
    }
    let method = |integration: Value| {
        json!({"get": {
            "responses": {"200": {"description": "ok"}},
            "x-amazon-apigateway-integration": integration,
        }})
    };
    let function = |name: &str| {
        let uri = format!(
            "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:{name}/invocations"
        );
        method(json!({"type": "aws_proxy", "httpMethod": "POST", "uri": uri}))
    };
    let definition = json!({
        "openapi": "3.0.1",
        "info": {"title": "soak", "version": "1", "x-gatewright-id": "soak"},
        "paths": {
            "/mock": method(json!({
                "type": "mock",
                "requestTemplates": {"application/json": "{\"statusCode\": 200}"},
                "responses": {"default": {"statusCode": "200"}},
            })),
            "/http": method(json!({
                "type": "http_proxy", "httpMethod": "GET",
                "uri": format!("http://127.0.0.1:{backend}/x"),
            })),
            "/work": function("work"),
            "/crash": function("crash"),
        },
    });
    send(port, "POST", "/restapis?mode=import", Some(&definition))?;
    let stage = json!({"stageName": "prod"});
    let deployed = send(port, "POST", "/restapis/soak/deployments", Some(&stage))?;
    Ok(deployed["id"].as_str().unwrap_or_default().to_owned())
}

/// Deploys what there is, and removes the deployment that it replaces.
fn deploy_again(port: u16, before: &str) -> Result<String> {
    let stage = json!({"stageName": "prod"});
    let deployed = send(port, "POST", "/restapis/soak/deployments", Some(&stage))?;
    let path = format!("/restapis/soak/deployments/{before}");
    send(port, "DELETE", &path, None)?;
    Ok(deployed["id"].as_str().unwrap_or_default().to_owned())
}

fn report(
    root: &Path,
    seconds: u64,
    deployments: u32,
    before: Usage,
    after: Usage,
    clients: &[Calls],
) -> Result<()> {
    let mut all: Vec<u32> = clients
        .iter()
        .flat_map(|client| client.microseconds.iter().copied())
        .collect();
    all.sort_unstable();
    let at = |share: usize| {
        let found = all.get(all.len() * share / 1000).copied();
        f64::from(found.unwrap_or_default()) / 1000.0
    };
    let wrong: Vec<&String> = clients.iter().flat_map(|client| &client.wrong).collect();
    let mib = |usage: Usage| usage.kib as f64 / 1024.0;
    eprintln!(
        "{} requests in {seconds} s, {deployments} deployments, {} wrong answers",
        all.len(),
        wrong.len()
    );
    eprintln!(
        "latency       p50 {:.3} ms, p99 {:.3} ms, p99.9 {:.3} ms",
        at(500),
        at(990),
        at(999)
    );
    eprintln!("memory        {:.1} → {:.1} MiB", mib(before), mib(after));
    eprintln!(
        "descriptors   {} → {}",
        before.descriptors, after.descriptors
    );
    let report = json!({
        "seconds": seconds, "requests": all.len(), "deployments": deployments, "wrong": wrong,
        "p50_ms": at(500), "p99_ms": at(990), "p999_ms": at(999),
        "memory_mib": [mib(before), mib(after)],
        "descriptors": [before.descriptors, after.descriptors],
    });
    super::save(root, "soak", &report)?;
    if let Some(first) = wrong.first() {
        return Err(format!("{} wrong answers, the first: {first}", wrong.len()).into());
    }
    if mib(after) > mib(before) * MAX_GROWTH {
        return Err("the memory grows".into());
    }
    // Instances of functions come and go.
    if after.descriptors > before.descriptors + 10 * CLIENTS {
        return Err("descriptors leak".into());
    }
    Ok(())
}
