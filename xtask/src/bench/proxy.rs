//! `cargo xtask bench proxy`: what a request costs, `HTTP_PROXY` against nginx and HAProxy before the same backend, `MOCK`
//! against a bare hyper server, and against itself with logs and among 10,000 routes. (Functions: `bench functions`.)
//! Everything is pinned to one core; of each server the processor time is told that the kernel counts, divided by the
//! requests, and the requests a second, medians of interleaved repetitions. Needs `nginx`, `haproxy`, `wrk` and `taskset`.
//! Results go to `target/bench/proxy.json`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Result;
use super::serve::first_line;

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
    process: Stopped,
    url: String,
}

/// A process that is asked to end with the benchmark: nginx's master ends its worker then.
struct Stopped(Child);

impl Drop for Stopped {
    fn drop(&mut self) {
        // Gone already is as good.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
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
    let constant = example(root, "constant")?;
    let work = root.join("target/bench/proxy");
    fs::create_dir_all(&work)?;
    let (backend_port, nginx_port, haproxy_port) = (free_port()?, free_port()?, free_port()?);
    let constant_body = format!("return 200 '{}';", "x".repeat(1024));
    let _backend = Stopped(nginx(&work, "backend", backend_port, &constant_body, "")?);
    let upstream = format!("upstream backend {{ server 127.0.0.1:{backend_port}; keepalive 64; }}");
    let pass = "proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection '';";
    let ours = |name, peer, case| gatewright(&program, &work, name, peer, case, backend_port);
    let of = |is_proxy, logged, routes| Case {
        is_proxy,
        logged,
        routes,
    };
    let servers = [
        Server {
            name: "nginx",
            peer: "nginx",
            process: Stopped(nginx(&work, "proxy", nginx_port, pass, &upstream)?),
            url: format!("http://127.0.0.1:{nginx_port}/x"),
        },
        Server {
            name: "HAProxy",
            peer: "nginx",
            process: Stopped(haproxy(&work, haproxy_port, backend_port)?),
            url: format!("http://127.0.0.1:{haproxy_port}/x"),
        },
        ours("HTTP_PROXY", "nginx", of(true, false, 1))?,
        ours("HTTP_PROXY, logged", "HTTP_PROXY", of(true, true, 1))?,
        bare(&constant)?,
        ours("MOCK", "bare hyper", of(false, false, 10))?,
        ours("MOCK, logged", "MOCK", of(false, true, 10))?,
        ours("MOCK of 10,000", "MOCK", of(false, false, 10_000))?,
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
    super::save(root, "proxy", &report(&servers, &costs))
}

fn report(servers: &[Server], costs: &BTreeMap<(usize, &str), Vec<Cost>>) -> Value {
    let mut rows = Vec::new();
    eprintln!("connections  server               µs a request   ratio   requests/s   ratio");
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
                "{connections:11}  {:19} {:13.2} {time:7.2} {:12.0} {rate:7.2}",
                server.name, own.microseconds, own.rate
            );
            rows.push(json!({
                "connections": connections, "server": server.name, "peer": server.peer,
                "microseconds": own.microseconds, "microseconds_ratio": time,
                "requests_per_second": own.rate, "requests_per_second_ratio": rate,
            }));
        }
    }
    Value::Array(rows)
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
    let before = processor_time(server.process.0.id())?;
    let begin = Instant::now();
    let output = pinned("wrk")
        .args(["-t1", &format!("-c{connections}"), &format!("-d{SECONDS}s")])
        .arg(&server.url)
        .stderr(Stdio::inherit())
        .output()?;
    let seconds = begin.elapsed().as_secs_f64();
    let used = processor_time(server.process.0.id())?.saturating_sub(before);
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
pub(super) fn pinned(program: impl AsRef<std::ffi::OsStr>) -> Command {
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
        process: Stopped(process),
        url: format!("http://127.0.0.1:{}/", port.trim()),
    })
}

/// What ours is measured at.
#[derive(Clone, Copy)]
struct Case {
    /// Whether there is a backend behind it, or a small template in it.
    is_proxy: bool,
    logged: bool,
    routes: usize,
}

/// Ours, serving a template made for the case.
fn gatewright(
    program: &Path,
    work: &Path,
    name: &'static str,
    peer: &'static str,
    case: Case,
    backend: u16,
) -> Result<Server> {
    let template = work.join(format!("{}.json", name.replace([' ', ','], "-")));
    fs::write(&template, template_of(case, backend).to_string())?;
    let mut process = pinned(program)
        .args(["serve", "--ephemeral", "--listen", "127.0.0.1:0"])
        .arg(&template)
        .stdout(Stdio::piped())
        .spawn()?;
    let output = process.stdout.take().ok_or("no output")?;
    let mut lines = BufReader::new(output).lines();
    let mut line = || lines.next().ok_or("the server ended");
    let (ready, stage) = (line()??, line()??);
    let address = ready.rsplit(' ').next().ok_or("no address")?;
    let (api, _) = stage
        .trim()
        .trim_start_matches("http://")
        .split_once('.')
        .ok_or("no stage")?;
    Ok(Server {
        name,
        peer,
        url: format!("{address}/restapis/{api}/prod/_user_request_/x"),
        process: Stopped(process),
    })
}

/// A CloudFormation template with an API and its stage `prod`.
fn template_of(case: Case, backend: u16) -> Value {
    let integration = if case.is_proxy {
        json!({
            "type": "http_proxy", "httpMethod": "GET",
            "uri": format!("http://127.0.0.1:{backend}/x"),
        })
    } else {
        json!({
            "type": "mock",
            "requestTemplates": {"application/json": "{\"statusCode\": 200}"},
            "responses": {"default": {
                "statusCode": "200",
                "responseTemplates": {"application/json": "{\"message\":\"hello\"}"},
            }},
        })
    };
    let method = json!({"get": {
        "responses": {"200": {"description": "ok"}},
        "x-amazon-apigateway-integration": integration,
    }});
    let mut paths = serde_json::Map::new();
    for route in 1..case.routes {
        paths.insert(
            format!("/x{}/y/{{id}}/{route}", route % 100),
            method.clone(),
        );
    }
    paths.insert("/x".to_owned(), method);
    let level = if case.logged { "INFO" } else { "OFF" };
    let trust = json!({"Statement": [{
        "Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"Service": "apigateway.amazonaws.com"},
    }]});
    let may_log = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";
    json!({"Resources": {
        "Role": {"Type": "AWS::IAM::Role", "Properties": {
            "AssumeRolePolicyDocument": trust, "ManagedPolicyArns": [may_log],
        }},
        "Account": {"Type": "AWS::ApiGateway::Account", "Properties": {
            "CloudWatchRoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
        }},
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {
            // Like its peers, without CloudFront's part.
            "EndpointConfiguration": {"Types": ["REGIONAL"]},
            "Body": {
                "openapi": "3.0.1",
                "info": {"title": "bench", "version": "1"},
                "paths": paths,
            },
        }},
        "Deployment": {"Type": "AWS::ApiGateway::Deployment", "Properties": {
            "RestApiId": {"Ref": "Api"},
        }},
        "Stage": {"Type": "AWS::ApiGateway::Stage", "DependsOn": "Account", "Properties": {
            "RestApiId": {"Ref": "Api"}, "DeploymentId": {"Ref": "Deployment"}, "StageName": "prod",
            "MethodSettings": [{
                "ResourcePath": "/*", "HttpMethod": "*",
                "LoggingLevel": level, "DataTraceEnabled": case.logged,
                // Settings of any kind have AWS's limits unless they have others.
                "ThrottlingRateLimit": 1_000_000, "ThrottlingBurstLimit": 1_000_000,
            }],
        }},
    }})
}

/// Builds one of the program's examples, and says where it is.
pub(super) fn example(root: &Path, name: &str) -> Result<PathBuf> {
    crate::cargo::run(
        root,
        &[
            "build",
            "--release",
            "--package",
            "gatewright",
            "--example",
            name,
        ],
    )?;
    Ok(root.join("target/release/examples").join(name))
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
