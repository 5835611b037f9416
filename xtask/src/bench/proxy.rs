//! `cargo xtask bench proxy`: what a request costs, `HTTP_PROXY` against nginx and HAProxy before the same backend, `MOCK`
//! against a bare hyper server. Everything is pinned to one core; of each server the processor time is told that the
//! kernel counts, divided by the requests, and the requests a second, medians of interleaved repetitions. Needs
//! `nginx`, `haproxy`, `wrk` and `taskset`. Results go to `target/bench/proxy.json`.

use std::collections::BTreeMap;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Result;
use super::serve::{first_line, send};

/// How often each server is measured at each number of connections.
const REPETITIONS: usize = 5;
/// For how long, in seconds.
const SECONDS: u32 = 2;
/// The numbers of connections.
const CONNECTIONS: [usize; 2] = [1, 64];

/// A server that is measured.
struct Server {
    name: &'static str,
    /// What it is compared with.
    peer: &'static str,
    process: Child,
    url: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Gone already is as good. nginx's master ends its worker when it is asked to end.
        let _ = Command::new("kill")
            .arg(self.process.id().to_string())
            .status();
        let _ = self.process.wait();
    }
}

/// One measurement.
#[derive(Clone, Copy)]
struct Cost {
    /// Processor time a request, in microseconds.
    microseconds: f64,
    /// Requests a second.
    rate: f64,
}

/// Runs the benchmark and prints its table.
pub(crate) fn run(root: &Path) -> Result<()> {
    for needed in ["nginx", "haproxy", "wrk", "taskset"] {
        if !has(needed) {
            return Err(format!(
                "{needed} is needed: apt-get install nginx-light haproxy wrk util-linux"
            )
            .into());
        }
    }
    let program = super::release(root)?;
    let constant = example(root)?;
    let work = root.join("target/bench/proxy");
    fs::create_dir_all(&work)?;
    let (backend_port, nginx_port, haproxy_port) = (free_port()?, free_port()?, free_port()?);
    let _backend = nginx(
        &work,
        "backend",
        backend_port,
        &format!("return 200 '{}';", "x".repeat(1024)),
        "",
    )?;
    let upstream = format!("upstream backend {{ server 127.0.0.1:{backend_port}; keepalive 64; }}");
    let pass = "proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection '';";
    let servers = [
        Server {
            name: "nginx",
            peer: "nginx",
            process: nginx(&work, "proxy", nginx_port, pass, &upstream)?,
            url: format!("http://127.0.0.1:{nginx_port}/x"),
        },
        Server {
            name: "HAProxy",
            peer: "nginx",
            process: haproxy(&work, haproxy_port, backend_port)?,
            url: format!("http://127.0.0.1:{haproxy_port}/x"),
        },
        gatewright(&program, "HTTP_PROXY", "nginx", backend_port)?,
        bare(&constant)?,
        gatewright(&program, "MOCK", "bare hyper", backend_port)?,
    ];
    let mut costs: BTreeMap<(usize, &str), Vec<Cost>> = BTreeMap::new();
    for connections in CONNECTIONS {
        for round in 0..=REPETITIONS {
            for server in &servers {
                let cost = measure(server, connections)?;
                // The first is for warming up.
                if round > 0 {
                    costs
                        .entry((connections, server.name))
                        .or_default()
                        .push(cost);
                }
            }
        }
    }
    report(root, &servers, &costs)
}

fn report(
    root: &Path,
    servers: &[Server],
    costs: &BTreeMap<(usize, &str), Vec<Cost>>,
) -> Result<()> {
    let mut rows = Vec::new();
    eprintln!("connections  server        µs a request   ratio   requests/s   ratio");
    for connections in CONNECTIONS {
        let cost = |name: &str| {
            let costs = costs
                .iter()
                .find(|((of, it), _)| *of == connections && *it == name);
            median(costs.map_or(&[], |(_, costs)| costs))
        };
        for server in servers {
            let (own, peer) = (cost(server.name), cost(server.peer));
            let (time, rate) = (own.microseconds / peer.microseconds, own.rate / peer.rate);
            eprintln!(
                "{connections:11}  {:12} {:13.2} {time:7.2} {:12.0} {rate:7.2}",
                server.name, own.microseconds, own.rate
            );
            rows.push(json!({
                "connections": connections, "server": server.name, "peer": server.peer,
                "microseconds": own.microseconds, "microseconds_ratio": time,
                "requests_per_second": own.rate, "requests_per_second_ratio": rate,
            }));
        }
    }
    super::save(root, "proxy", &Value::Array(rows))
}

/// The medians, of each figure by itself.
fn median(costs: &[Cost]) -> Cost {
    let of = |figure: fn(&Cost) -> f64| {
        let mut figures: Vec<f64> = costs.iter().map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
    };
    Cost {
        microseconds: of(|cost| cost.microseconds),
        rate: of(|cost| cost.rate),
    }
}

fn measure(server: &Server, connections: usize) -> Result<Cost> {
    let before = processor_time(server.process.id())?;
    let begin = Instant::now();
    let output = pinned("wrk")
        .args(["-t1", &format!("-c{connections}"), &format!("-d{SECONDS}s")])
        .arg(&server.url)
        .stderr(Stdio::inherit())
        .output()?;
    let seconds = begin.elapsed().as_secs_f64();
    let used = processor_time(server.process.id())?.saturating_sub(before);
    let text = String::from_utf8_lossy(&output.stdout);
    if text.contains("Non-2xx") || text.contains("Socket errors") {
        return Err(format!("{} fails:\n{text}", server.name).into());
    }
    let requests: f64 = text
        .lines()
        .find_map(|line| line.trim().split_once(" requests in "))
        .ok_or_else(|| format!("wrk says:\n{text}"))?
        .0
        .parse()?;
    Ok(Cost {
        microseconds: used.as_secs_f64() * 1e6 / requests,
        rate: requests / seconds,
    })
}

/// The time that a process, its threads and its children have run.
fn processor_time(process: u32) -> Result<Duration> {
    let mut nanoseconds = 0;
    for thread in fs::read_dir(format!("/proc/{process}/task"))? {
        let path = thread?.path();
        let scheduled = fs::read_to_string(path.join("schedstat"))?;
        nanoseconds += scheduled
            .split(' ')
            .next()
            .unwrap_or_default()
            .parse::<u64>()?;
        for child in fs::read_to_string(path.join("children"))?.split_ascii_whitespace() {
            nanoseconds += u64::try_from(processor_time(child.parse()?)?.as_nanos())?;
        }
    }
    Ok(Duration::from_nanos(nanoseconds))
}

/// A command on the one core.
fn pinned(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", "1"]).arg(program);
    command
}

fn nginx(work: &Path, name: &str, port: u16, location: &str, http: &str) -> Result<Child> {
    let directory = work.join(name);
    fs::create_dir_all(&directory)?;
    let configuration = format!(
        "worker_processes 1; daemon off; pid nginx.pid; error_log error.log;\n\
         events {{ worker_connections 1024; }}\n\
         http {{ access_log off; keepalive_requests 1000000000; {http}\n\
         client_body_temp_path .; proxy_temp_path .; fastcgi_temp_path .; uwsgi_temp_path .; scgi_temp_path .;\n\
         server {{ listen 127.0.0.1:{port}; location / {{ {location} }} }} }}\n"
    );
    fs::write(directory.join("nginx.conf"), configuration)?;
    let process = pinned("nginx")
        .arg("-p")
        .arg(&directory)
        .args(["-c", "nginx.conf", "-e", "error.log"])
        .spawn()?;
    wait_for(port)?;
    Ok(process)
}

fn haproxy(work: &Path, port: u16, backend: u16) -> Result<Child> {
    let configuration = format!(
        "global\n nbthread 1\n\
         defaults\n mode http\n timeout connect 5s\n timeout client 60s\n timeout server 60s\n http-reuse always\n\
         frontend f\n bind 127.0.0.1:{port}\n default_backend b\n\
         backend b\n server s 127.0.0.1:{backend}\n"
    );
    let file = work.join("haproxy.cfg");
    fs::write(&file, configuration)?;
    let process = pinned("haproxy").arg("-db").arg("-f").arg(&file).spawn()?;
    wait_for(port)?;
    Ok(process)
}

fn bare(program: &Path) -> Result<Server> {
    let mut process = pinned(program).stdout(Stdio::piped()).spawn()?;
    let port = first_line(&mut process)?;
    Ok(Server {
        name: "bare hyper",
        peer: "bare hyper",
        process,
        url: format!("http://127.0.0.1:{}/", port.trim()),
    })
}

/// Ours, with a method of the integration type that is measured.
fn gatewright(
    program: &Path,
    kind: &'static str,
    peer: &'static str,
    backend: u16,
) -> Result<Server> {
    let mut process = pinned(program)
        .args(["serve", "--ephemeral", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()?;
    let ready = first_line(&mut process)?;
    let port: u16 = ready.trim().rsplit(':').next().ok_or("no port")?.parse()?;
    let integration = match kind {
        "MOCK" => json!({
            "type": "mock",
            "requestTemplates": {"application/json": "{\"statusCode\": 200}"},
            "responses": {"default": {
                "statusCode": "200",
                "responseTemplates": {"application/json": "{\"message\":\"hello\"}"},
            }},
        }),
        _ => json!({
            "type": "http_proxy", "httpMethod": "GET",
            "uri": format!("http://127.0.0.1:{backend}/x"),
        }),
    };
    let definition = json!({
        "openapi": "3.0.1",
        "info": {"title": "bench", "version": "1", "x-gatewright-id": "bench"},
        "paths": {"/x": {"get": {
            "responses": {"200": {"description": "ok"}},
            "x-amazon-apigateway-integration": integration,
        }}},
    });
    send(port, "POST", "/restapis?mode=import", Some(&definition))?;
    let stage = json!({"stageName": "prod"});
    send(port, "POST", "/restapis/bench/deployments", Some(&stage))?;
    Ok(Server {
        name: kind,
        peer,
        process,
        url: format!("http://127.0.0.1:{port}/restapis/bench/prod/_user_request_/x"),
    })
}

/// Builds the bare server, and says where it is.
fn example(root: &Path) -> Result<PathBuf> {
    let built = Command::new("cargo")
        .current_dir(root)
        .args([
            "build",
            "--release",
            "--package",
            "gatewright",
            "--example",
            "constant",
        ])
        .status()?;
    if !built.success() {
        return Err("the release build failed".into());
    }
    Ok(root.join("target/release/examples/constant"))
}

fn has(program: &str) -> bool {
    let found = Command::new("which")
        .arg(program)
        .stdout(Stdio::null())
        .status();
    found.is_ok_and(|status| status.success())
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn wait_for(port: u16) -> Result<()> {
    let begin = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if begin.elapsed() > Duration::from_secs(10) {
            return Err(format!("nobody listens on {port}").into());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}
