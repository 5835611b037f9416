//! `cargo xtask bench functions`: a Lambda proxy method's hello in Python, Node.js and Rust against the bare Runtime API loop
//! (`examples/runtime_loop.rs`) with the same runtime and the same event, warm and cold, at one connection. Server,
//! function and client share one core. Needs `python3.11`, `node` and `taskset`. Results go to
//! `target/bench/functions.json`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::Result;
use super::proxy::{example, pinned};
use super::serve::{Connection, Ended, first_line, median, send, zip_of};

/// Rounds of warm requests; each is as many requests to the loop, then to ours.
const ROUNDS: usize = 5;
/// Warm requests a round, after a tenth as many that are not measured.
const REQUESTS: usize = 1000;
/// Cold starts.
const STARTS: usize = 15;
/// So long may what was ended take to be gone.
const PAUSE: Duration = Duration::from_millis(300);

/// A runtime that is measured.
struct Runtime {
    name: &'static str,
    identifier: &'static str,
    /// The package's one file.
    file: &'static str,
    code: Vec<u8>,
    /// What starts it before the loop.
    command: Vec<PathBuf>,
}

/// Runs the benchmark and prints its table.
pub(crate) fn run(root: &Path) -> Result<()> {
    let program = super::release(root)?;
    let work = root.join("target/bench/functions");
    fs::create_dir_all(&work)?;
    let runtime_loop = example(root, "runtime_loop")?;
    let bootstrap = example(root, "bootstrap")?;
    let mut process = Ended(
        pinned(&program)
            .args(["serve", "--ephemeral", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()?,
    );
    let ready = first_line(&mut process.0)?;
    let port = ready.trim().rsplit(':').next().ok_or("no port")?.parse()?;
    let runtimes = runtimes(root, &bootstrap)?;
    let echo = Runtime {
        name: "event",
        code: b"import json\ndef handler(event, context):\n    return {'statusCode': 200, 'body': json.dumps(event)}\n".to_vec(),
        ..python(root)?
    };
    deploy(port, runtimes.iter().chain([&echo]))?;
    let event = work.join("event.json");
    let of = |name: &str| format!("/restapis/bench/prod/_user_request_/{name}");
    fs::write(&event, Connection::open(port)?.get(&of("event"))?)?;
    let _pinned = Pinned::new()?;
    let mut rows = Vec::new();
    eprintln!("hello in              bare loop        ours   ratio");
    for runtime in &runtimes {
        let directory = work.join(runtime.name);
        fs::create_dir_all(&directory)?;
        fs::write(directory.join(runtime.file), &runtime.code)?;
        let mut peer = Ended(
            pinned(&runtime_loop)
                .arg(&event)
                .args(&runtime.command)
                .envs([
                    ("_HANDLER", "app.handler"),
                    ("_LAMBDA_LAYERS", "/opt"),
                    ("TZ", ":UTC"),
                ])
                .env("LAMBDA_TASK_ROOT", &directory)
                .stdout(Stdio::piped())
                .spawn()?,
        );
        let peer_port = first_line(&mut peer.0)?.trim().parse()?;
        let warm = warm(peer_port, port, &of(runtime.name))?;
        let cold = cold(peer_port, port, runtime.name, &of(runtime.name))?;
        Connection::open(peer_port)?.get("/end")?;
        for (kind, (peer, own)) in [("warm", warm), ("cold", cold)] {
            let microseconds = |time: Duration| time.as_secs_f64() * 1e6;
            let ratio = own.as_secs_f64() / peer.as_secs_f64();
            eprintln!(
                "{:14} {kind} {:9.0} µs {:8.0} µs {ratio:7.2}",
                runtime.name,
                microseconds(peer),
                microseconds(own)
            );
            rows.push(json!({
                "server": format!("Lambda, {}, {kind}", runtime.name), "peer": "bare Runtime API loop",
                "connections": 1, "median_microseconds": microseconds(own),
                "peer_median_microseconds": microseconds(peer), "ratio": ratio,
            }));
        }
    }
    super::save(root, "functions", &Value::Array(rows))
}

/// Keeps the calling thread on the one core of the servers.
struct Pinned;

impl Pinned {
    fn new() -> Result<Self> {
        affinity("1")?;
        Ok(Self)
    }
}

impl Drop for Pinned {
    fn drop(&mut self) {
        // What runs slower for it has measured already.
        let _ = affinity("0-1023");
    }
}

fn affinity(processors: &str) -> Result<()> {
    let own = std::process::id().to_string();
    let status = Command::new("taskset")
        .args(["-cp", processors, &own])
        .stdout(Stdio::null())
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err("taskset fails".into())
    }
}

fn python(root: &Path) -> Result<Runtime> {
    Ok(Runtime {
        name: "Python",
        identifier: "python3.11",
        file: "app.py",
        code: b"def handler(event, context):\n    return {'statusCode': 200, 'body': 'hello'}\n"
            .to_vec(),
        command: vec![
            interpreter("python3.11", &["-c", "import sys; print(sys.executable)"])?,
            root.join("crates/lambda/src/runtime/bootstrap.py"),
        ],
    })
}

fn runtimes(root: &Path, bootstrap: &Path) -> Result<[Runtime; 3]> {
    Ok([
        python(root)?,
        Runtime {
            name: "Node.js",
            identifier: "nodejs20.x",
            file: "app.js",
            code: b"exports.handler = async () => ({ statusCode: 200, body: 'hello' });\n".to_vec(),
            command: vec![
                interpreter("node", &["-p", "process.execPath"])?,
                root.join("crates/lambda/src/runtime/bootstrap.js"),
            ],
        },
        Runtime {
            name: "Rust",
            identifier: "provided.al2023",
            file: "bootstrap",
            code: fs::read(bootstrap)?,
            command: vec![bootstrap.to_owned()],
        },
    ])
}

/// The program itself, behind what a version manager puts in the path.
fn interpreter(program: &str, arguments: &[&str]) -> Result<PathBuf> {
    let output = Command::new(program).args(arguments).output()?;
    Ok(PathBuf::from(String::from_utf8(output.stdout)?.trim()))
}

/// The API `bench` with a method for each function.
fn deploy<'a>(port: u16, runtimes: impl Iterator<Item = &'a Runtime>) -> Result<()> {
    let mut paths = serde_json::Map::new();
    for Runtime {
        name,
        identifier,
        file,
        code,
        ..
    } in runtimes
    {
        let zip = STANDARD.encode(zip_of(file, code)?);
        send(
            port,
            "POST",
            "/2015-03-31/functions",
            Some(&json!({
                "FunctionName": id(name), "Runtime": identifier, "Handler": "app.handler",
                "Role": "arn:aws:iam::123456789012:role/bench", "Code": { "ZipFile": zip },
            })),
        )?;
        send(
            port,
            "POST",
            &format!("/2015-03-31/functions/{}/policy", id(name)),
            Some(&json!({
                "StatementId": "bench", "Action": "lambda:InvokeFunction",
                "Principal": "apigateway.amazonaws.com",
                "SourceArn": "arn:aws:execute-api:us-east-1:123456789012:bench/*",
            })),
        )?;
        let uri = format!(
            "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:{}/invocations",
            id(name)
        );
        paths.insert(
            format!("/{name}"),
            json!({"get": {"x-amazon-apigateway-integration": {
                "type": "aws_proxy", "httpMethod": "POST", "uri": uri,
            }}}),
        );
    }
    let api = json!({
        "openapi": "3.0.1",
        "info": { "title": "bench", "version": "1", "x-gatewright-id": "bench" },
        "paths": paths,
    });
    send(port, "POST", "/restapis?mode=import", Some(&api))?;
    let stage = json!({ "stageName": "prod" });
    send(port, "POST", "/restapis/bench/deployments", Some(&stage))?;
    Ok(())
}

/// A function's name: without what a name may not have.
fn id(name: &str) -> String {
    name.replace('.', "-")
}

/// The medians of warm requests, of the loop and of ours.
fn warm(peer: u16, own: u16, path: &str) -> Result<(Duration, Duration)> {
    let (mut of_peer, mut of_own) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        of_peer.push(Connection::open(peer)?.latency(path, REQUESTS)?.median);
        of_own.push(Connection::open(own)?.latency(path, REQUESTS)?.median);
    }
    Ok((median(of_peer), median(of_own)))
}

/// The medians of first answers of new processes, of the loop and of ours.
fn cold(peer: u16, own: u16, name: &str, path: &str) -> Result<(Duration, Duration)> {
    let (mut of_peer, mut of_own) = (Vec::new(), Vec::new());
    let configuration = format!("/2015-03-31/functions/{}/configuration", id(name));
    for start in 0..STARTS {
        Connection::open(peer)?.get("/end")?;
        // Another revision: what is warm ends.
        let changed = json!({"Environment": {"Variables": {"START": start.to_string()}}});
        send(own, "PUT", &configuration, Some(&changed))?;
        std::thread::sleep(PAUSE);
        for (port, times) in [(peer, &mut of_peer), (own, &mut of_own)] {
            let mut connection = Connection::open(port)?;
            let begin = Instant::now();
            connection.get(path)?;
            times.push(begin.elapsed());
        }
    }
    Ok((median(of_peer), median(of_own)))
}
