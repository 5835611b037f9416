//! `cargo xtask bench hostile`: what callers notice of clients and backends that mean harm. The latency of one who calls a
//! mock is measured alone, and beside each of: thousands of idle connections, heads that trickle, floods of headers, bodies
//! that are too large, smuggled requests, and calls of a backend that never answers. Attackers take turns of a few
//! milliseconds, so that it is not their own work that is measured. Results go to `target/bench/hostile.json`.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::resource::{Resource, getrlimit, setrlimit};
use serde_json::{Value, json};

use super::Result;
use super::serve::{Server, send};

/// How long each is measured.
const LENGTH: Duration = Duration::from_secs(3);
/// Between two turns of an attacker.
const PAUSE: Duration = Duration::from_millis(5);
const IDLE: usize = 10_000;
const TRICKLING: usize = 200;
const STALLED: usize = 200;

/// Runs the benchmark and prints its table.
pub(crate) fn run(root: &Path) -> Result<()> {
    // For both ends of the idle connections: the server takes the limit over.
    let (_, most) = getrlimit(Resource::RLIMIT_NOFILE)?;
    setrlimit(Resource::RLIMIT_NOFILE, most, most)?;
    let server = Server::start(&super::release(root)?)?;
    let stalled = TcpListener::bind(("127.0.0.1", 0))?;
    deploy(server.port, stalled.local_addr()?.port())?;
    let idle = IDLE.min(usize::try_from(most)? / 2);
    let port = server.port;
    let attacks: [(&str, Attack); 7] = [
        ("nobody else", Box::new(|_| Ok(()))),
        (
            "idle connections",
            Box::new(move |stop| idling(port, idle, stop)),
        ),
        (
            "trickling heads",
            Box::new(move |stop| trickling(port, stop)),
        ),
        (
            "floods of headers",
            Box::new(move |stop| again(port, &flood(), stop)),
        ),
        (
            "bodies of 11 MB",
            Box::new(move |stop| again(port, &large(), stop)),
        ),
        (
            "smuggled requests",
            Box::new(move |stop| again(port, SMUGGLED, stop)),
        ),
        (
            "a stalled backend",
            Box::new(move |stop| stalling(port, stop)),
        ),
    ];
    let mut rows = Vec::new();
    let mut alone: Option<Latency> = None;
    eprintln!("beside               p50 µs  ratio     p99 µs  ratio");
    for (name, attack) in &attacks {
        let latency = beside(port, attack)?;
        let alone = alone.get_or_insert(latency);
        let (half, most) = (latency.p50 / alone.p50, latency.p99 / alone.p99);
        eprintln!(
            "{name:18} {:8.1} {half:6.2} {:10.1} {most:6.2}",
            latency.p50, latency.p99
        );
        rows.push(json!({
            "beside": name, "p50_us": latency.p50, "p50_ratio": half,
            "p99_us": latency.p99, "p99_ratio": most,
        }));
    }
    drop(stalled);
    super::save(root, "hostile", &Value::Array(rows))
}

/// Goes on until it is told to stop.
type Attack = Box<dyn Fn(&AtomicBool) -> Result<()> + Send + Sync>;

#[derive(Clone, Copy)]
struct Latency {
    p50: f64,
    p99: f64,
}

fn beside(port: u16, attack: &Attack) -> Result<Latency> {
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let attacker = scope.spawn(|| attack(&stop).map_err(|error| error.to_string()));
        // What has to be opened is open.
        thread::sleep(Duration::from_secs(1));
        let latency = measure(port);
        stop.store(true, Ordering::Relaxed);
        match attacker.join() {
            Ok(Ok(())) => latency,
            Ok(Err(error)) => Err(error.into()),
            Err(_) => Err("an attacker panicked".into()),
        }
    })
}

/// One caller, one connection, one request after the other.
fn measure(port: u16) -> Result<Latency> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    let request = format!("GET {STAGE}/mock HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    let mut times = Vec::new();
    let begin = Instant::now();
    let mut answer = [0; 4096];
    while begin.elapsed() < LENGTH {
        let sent = Instant::now();
        stream.write_all(request.as_bytes())?;
        // The answer is small: it comes as one.
        let read = stream.read(&mut answer)?;
        let answer = answer.get(..read).unwrap_or_default();
        if !answer.starts_with(b"HTTP/1.1 200") {
            return Err(format!("a caller got {:?}", String::from_utf8_lossy(answer)).into());
        }
        times.push(sent.elapsed().as_secs_f64() * 1e6);
    }
    times.sort_by(f64::total_cmp);
    let at = |share: usize| {
        times
            .get(times.len() * share / 100)
            .copied()
            .unwrap_or(f64::NAN)
    };
    Ok(Latency {
        p50: at(50),
        p99: at(99),
    })
}

const STAGE: &str = "/restapis/hostile/prod/_user_request_";

fn idling(port: u16, count: usize, stop: &AtomicBool) -> Result<()> {
    let open: std::io::Result<Vec<_>> = (0..count)
        .map(|_| TcpStream::connect(("127.0.0.1", port)))
        .collect();
    let open = open?;
    until(stop);
    drop(open);
    Ok(())
}

fn trickling(port: u16, stop: &AtomicBool) -> Result<()> {
    let mut open = Vec::with_capacity(TRICKLING);
    for _ in 0..TRICKLING {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ")?;
        open.push(stream);
    }
    for stream in (0..open.len()).cycle() {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        if let Some(stream) = open.get_mut(stream) {
            stream.write_all(b"a")?;
        }
        thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}

fn flood() -> Vec<u8> {
    let mut request = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n".to_vec();
    for number in 0..10_000 {
        request.extend(format!("X-{number}: a\r\n").as_bytes());
    }
    request.extend(b"\r\n");
    request
}

fn large() -> Vec<u8> {
    let length = 11 << 20;
    let mut request = format!(
        "POST {STAGE}/mock HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n\r\n"
    )
    .into_bytes();
    request.resize(request.len() + length, b'a');
    request
}

const SMUGGLED: &[u8] = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 6\r\n\
    Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /restapis HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

/// Sends the same on connection after connection, and reads what comes.
fn again(port: u16, request: &[u8], stop: &AtomicBool) -> Result<()> {
    while !stop.load(Ordering::Relaxed) {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(Duration::from_millis(100)))?;
        // The server may refuse before it has read all.
        if stream.write_all(request).is_ok() {
            let _ = stream.read(&mut [0; 4096]);
        }
        thread::sleep(PAUSE);
    }
    Ok(())
}

/// Calls that wait for a backend that accepts and says nothing.
fn stalling(port: u16, stop: &AtomicBool) -> Result<()> {
    let mut open = Vec::with_capacity(STALLED);
    for _ in 0..STALLED {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        let request = format!("GET {STAGE}/stalled HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        stream.write_all(request.as_bytes())?;
        open.push(stream);
    }
    until(stop);
    drop(open);
    Ok(())
}

fn until(stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        thread::sleep(PAUSE);
    }
}

fn deploy(port: u16, backend: u16) -> Result<()> {
    let method = |integration: Value| {
        json!({"get": {
            "responses": {"200": {"description": "ok"}},
            "x-amazon-apigateway-integration": integration,
        }})
    };
    let definition = json!({
        "openapi": "3.0.1",
        "info": {"title": "hostile", "version": "1", "x-gatewright-id": "hostile"},
        "paths": {
            "/mock": method(json!({
                "type": "mock",
                "requestTemplates": {"application/json": "{\"statusCode\": 200}"},
                "responses": {"default": {"statusCode": "200"}},
            })),
            "/stalled": method(json!({
                "type": "http_proxy", "httpMethod": "GET",
                "uri": format!("http://127.0.0.1:{backend}/x"),
            })),
        },
    });
    send(port, "POST", "/restapis?mode=import", Some(&definition))?;
    let stage = json!({"stageName": "prod"});
    send(port, "POST", "/restapis/hostile/deployments", Some(&stage))?;
    Ok(())
}
