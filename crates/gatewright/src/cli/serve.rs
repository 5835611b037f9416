//! `gatewright serve`.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use gatewright_gateway::arn::Arn;
use gatewright_gateway::throttle::Throttle;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::deployed::{Deployed, deployer};
use super::{CannotRun, aws};
use crate::home::is_region;
use crate::listener;
use crate::objects::S3;
use crate::server::{Server, Settings, Storage};
use crate::tls::{Authority, Endpoint};

/// What `serve` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The address and port to listen on.
    #[arg(
        long,
        default_value = "127.0.0.1:4566",
        value_name = "ADDRESS:PORT",
        value_parser = address
    )]
    listen: SocketAddr,
    /// Speak TLS too, on this address and port, with certificates of a local authority.
    #[arg(long, value_name = "ADDRESS:PORT", value_parser = address)]
    tls_listen: Option<SocketAddr>,
    /// Listen on an address that other machines can reach. Whoever reaches it can run code here.
    #[arg(long)]
    allow_remote: bool,
    /// Where the state is kept.
    #[arg(long, default_value = ".gatewright", value_name = "DIR")]
    data: PathBuf,
    /// Keep the state in memory; it is gone when the server stops.
    #[arg(long, conflicts_with = "data")]
    ephemeral: bool,
    /// The region of callers who name none.
    #[arg(long, default_value = "us-east-1", value_parser = region)]
    region: String,
    /// The account of callers whose credentials name none.
    #[arg(long, default_value = "123456789012", value_parser = account)]
    account: String,
    /// Limit each account's requests in a region; AWS does, to 10000 a second with bursts of 5000.
    #[arg(long, value_name = "RATE:BURST", value_parser = throttle)]
    account_throttle: Option<Throttle>,
    /// Where functions run that this server has not or cannot run: anything that speaks as Lambda.
    #[arg(long, value_name = "URL", value_parser = aws::endpoint)]
    lambda_endpoint: Option<http::Uri>,
    /// An OpenTelemetry collector that gets a trace of each request to a stage (OTLP over HTTP).
    #[arg(long, value_name = "URL", value_parser = aws::endpoint)]
    otlp: Option<http::Uri>,
    /// Where a network load balancer's ARN leads, for VPC links; may be given several times.
    #[arg(long, value_name = "ARN=HOST:PORT", value_parser = load_balancer)]
    nlb: Vec<(String, String)>,
    /// Deploy these first: OpenAPI, SAM, CloudFormation, what `cdk synth` writes, or a plan of Terraform.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Deploy the files again when they or the functions' code change.
    #[arg(long, requires = "files")]
    watch: bool,
    /// A value of a template's parameter; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter, requires = "files")]
    parameter: Vec<(String, String)>,
}

/// Serves until it is told to stop.
pub fn run(arguments: Arguments) -> Result<(), CannotRun> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| CannotRun::new(format!("cannot start: {error}")))?;
    runtime.block_on(serve(arguments))
}

async fn serve(arguments: Arguments) -> Result<(), CannotRun> {
    let (listener, listen) = bind(arguments.listen, arguments.allow_remote).await?;
    let secure = match arguments.tls_listen {
        Some(address) => Some(bind(address, arguments.allow_remote).await?),
        None => None,
    };
    let storage = if arguments.ephemeral {
        Storage::Memory
    } else {
        Storage::Directory(arguments.data.clone())
    };
    let region = arguments.region;
    let settings = Settings {
        listen,
        account: arguments.account,
        region: region.clone(),
        load_balancers: load_balancers(arguments.nlb)?,
        path: std::env::var_os("PATH").unwrap_or_default(),
        s3: s3(),
        lambda_endpoint: arguments
            .lambda_endpoint
            .map(|endpoint| aws::lambda_at(endpoint, &region)),
        otlp: arguments.otlp,
        elsewhere: aws::elsewhere(&region)?,
        account_throttle: arguments.account_throttle,
        user_pools: variable("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"),
    };
    let server =
        Server::start(settings, storage).map_err(|error| CannotRun::new(error.to_string()))?;
    let stop = stop_signal()?;
    let secure = match secure {
        Some((listener, listen)) => {
            let directory = (!arguments.ephemeral).then_some(&*arguments.data);
            speak_tls(&server, listen, directory)?;
            Some(listener)
        }
        None => None,
    };
    let deployed = Deployed {
        deployer: deployer(&server, arguments.parameter, arguments.data)?,
        files: arguments.files,
        watched: arguments.watch,
    };
    let result = tokio::select! {
        () = listener::serve_both(listener, secure, Arc::clone(&server), stop) => Ok(()),
        result = deployed.keep(&server) => result,
    };
    server.stop().await;
    result
}

/// Listens, and says so where others can reach it.
async fn bind(
    address: SocketAddr,
    allow_remote: bool,
) -> Result<(TcpListener, SocketAddr), CannotRun> {
    if !address.ip().is_loopback() && !allow_remote {
        return Err(CannotRun::new(format!(
            "{address} can be reached from other machines, and whoever reaches the control plane runs code on this one"
        ))
        .hint("listen on 127.0.0.1, or add --allow-remote if that is what you want"));
    }
    let failed = |error| cannot_listen(address, &error);
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    if !address.ip().is_loopback() {
        warn(&format!(
            "{address} can be reached from other machines: whoever does can run code on this one"
        ));
    }
    Ok((listener, address))
}

/// Makes the server an end of TLS connections to `listen`; the authority of its certificates is kept in the directory,
/// if there is one.
fn speak_tls(
    server: &Server,
    listen: SocketAddr,
    directory: Option<&Path>,
) -> Result<(), CannotRun> {
    let failed = |error: &dyn std::fmt::Display| {
        CannotRun::new(format!(
            "cannot set up the authority of certificates: {error}"
        ))
    };
    let now = Duration::from_millis(server.clock.now_ms().unsigned_abs());
    let authority = match directory {
        Some(directory) => Authority::in_directory(directory, now),
        None => Authority::ephemeral(now),
    };
    let authority = authority.map_err(|error| failed(&error))?;
    let endpoint = Endpoint::new(listen, authority).map_err(|error| failed(&error))?;
    // A server is told once.
    let _ = server.tls.set(Arc::new(endpoint));
    Ok(())
}

/// A variable of the environment, unless it is empty.
fn variable(name: &str) -> Option<String> {
    let value = std::env::var_os(name)?.into_string().ok()?;
    (!value.is_empty()).then_some(value)
}

/// Where the environment says that S3 is.
fn s3() -> Option<S3> {
    Some(S3 {
        endpoint: variable("AWS_ENDPOINT_URL_S3")?,
        // What local servers take.
        access_key_id: variable("AWS_ACCESS_KEY_ID").unwrap_or_else(|| "test".to_owned()),
        secret_access_key: variable("AWS_SECRET_ACCESS_KEY").unwrap_or_else(|| "test".to_owned()),
        region: variable("AWS_REGION")
            .or_else(|| variable("AWS_DEFAULT_REGION"))
            .unwrap_or_else(|| "us-east-1".to_owned()),
    })
}

/// Resolves at the first Ctrl-C or SIGTERM.
pub(super) fn stop_signal() -> Result<impl Future<Output = ()>, CannotRun> {
    let cannot =
        |error: std::io::Error| CannotRun::new(format!("cannot listen for signals: {error}"));
    let mut interrupt = signal(SignalKind::interrupt()).map_err(cannot)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(cannot)?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

fn cannot_listen(address: SocketAddr, error: &std::io::Error) -> CannotRun {
    let problem = CannotRun::new(format!("cannot listen on {address}: {error}"));
    if error.kind() == std::io::ErrorKind::AddrInUse {
        problem.hint(
            "another program has the port; stop it, or choose another with --listen 127.0.0.1:PORT",
        )
    } else {
        problem
    }
}

/// Where a stage is called; browsers, curl and our own client resolve `*.localhost` to this machine.
pub(super) fn invoke_url(api: &str, stage: &str, port: u16) -> String {
    format!("http://{api}.execute-api.localhost:{port}/{stage}/")
}

/// The ready line, and each stage's invoke URL.
pub(super) fn ready(server: &Server) -> Result<(), CannotRun> {
    let apis = server
        .stages
        .names()
        .map_err(|error| CannotRun::new(error.to_string()))?;
    let mut out = anstream::stdout().lock();
    // A closed output is no reason to stop serving.
    let _ = writeln!(
        out,
        "gatewright is ready at http://{}",
        server.settings.listen
    );
    if let Some(tls) = server.tls.get() {
        let _ = match tls.authority.path() {
            Some(path) => writeln!(
                out,
                "and at https://{}; trust {}",
                tls.listen,
                path.display()
            ),
            None => writeln!(
                out,
                "and at https://{}; trust http://{}/_gatewright/authority.pem",
                tls.listen, server.settings.listen
            ),
        };
    }
    for (api, stages) in apis {
        for stage in stages {
            let url = invoke_url(&api, &stage, server.settings.listen.port());
            let _ = writeln!(out, "  {url}");
        }
    }
    let _ = out.flush();
    Ok(())
}

pub(super) fn warn(text: &str) {
    let style = anstyle::Style::new()
        .bold()
        .fg_color(Some(anstyle::AnsiColor::Yellow.into()));
    let _ = writeln!(anstream::stderr(), "{style}warning{style:#}: {text}");
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        "write an IP address and a port, such as 127.0.0.1:4566 or [::1]:4566".to_owned()
    })
}

fn parameter(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

/// Requests a second and at once.
fn throttle(text: &str) -> Result<Throttle, String> {
    let wanted = || format!("'{text}' is not of the form RATE:BURST, as in 10000:5000");
    let (rate, burst) = text.split_once(':').ok_or_else(wanted)?;
    let rate: f64 = rate.parse().map_err(|_| wanted())?;
    let burst = burst.parse().map_err(|_| wanted())?;
    if rate.is_finite() && rate >= 0.0 {
        Ok(Throttle { rate, burst })
    } else {
        Err(wanted())
    }
}

fn region(text: &str) -> Result<String, String> {
    if is_region(text) {
        Ok(text.to_owned())
    } else {
        Err("write a region's name, such as us-east-1".to_owned())
    }
}

fn account(text: &str) -> Result<String, String> {
    if text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(text.to_owned())
    } else {
        Err("an account is twelve digits".to_owned())
    }
}

fn load_balancer(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((arn, _)) if !is_load_balancer(arn) => Err(format!(
            "{arn} is not the ARN of a network load balancer, \
             arn:aws:elasticloadbalancing:REGION:ACCOUNT:loadbalancer/net/NAME/ID"
        )),
        Some((arn, target)) if is_address(target) => Ok((arn.to_owned(), target.to_owned())),
        _ => Err("write it as ARN=HOST:PORT".to_owned()),
    }
}

/// Where each load balancer leads, which is one place.
fn load_balancers(given: Vec<(String, String)>) -> Result<BTreeMap<String, String>, CannotRun> {
    let mut all = BTreeMap::new();
    for (arn, target) in given {
        if let Some(other) = all.insert(arn.clone(), target.clone()) {
            return Err(
                CannotRun::new(format!("--nlb leads {arn} to {other} and to {target}"))
                    .hint("name each load balancer once"),
            );
        }
    }
    Ok(all)
}

/// Whether the text is `HOST:PORT`, with a port that there can be.
fn is_address(text: &str) -> bool {
    !text.contains('@')
        && text.parse::<http::uri::Authority>().is_ok_and(|address| {
            !address.host().is_empty() && address.port_u16().is_some_and(|port| port > 0)
        })
}

fn is_load_balancer(arn: &str) -> bool {
    arn.parse::<Arn>().is_ok_and(|arn| {
        arn.service == "elasticloadbalancing" && arn.resource.starts_with("loadbalancer/net/")
    })
}
