//! `gatewright demo`: the six causes of "Execution failed due to configuration error", each failing,
//! explained, mended and working, on a server of its own. All that it does it does as a client does
//! it, over HTTP.

mod backend;
mod cases;
mod client;
mod deploy;
mod page;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use gatewright_doctor::explain::explain;
use gatewright_doctor::fix::NoCall;
use gatewright_gateway::api::Api;
use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::trace::log_group;
use gatewright_lambda::Lambda;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::CannotRun;
use super::serve::{invoke_url, stop_signal};
use crate::listener;
use crate::server::{Server, Settings, Storage};
use crate::services::Elsewhere;
use cases::{ACCOUNT, API, CASES, Case, REGION, STAGE, Setting};
use client::{CallError, Caller};
use deploy::{DeployError, Language};
use page::{BAD, GOOD, PLAIN, Page};

/// The load balancer of the demo's own backend.
const LOAD_BALANCER: &str = "backend-nlb";

/// What `demo` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// End when all is shown, instead of serving until Ctrl-C.
    #[arg(long)]
    exit: bool,
}

/// Why the demo cannot go on.
#[derive(Debug, thiserror::Error)]
enum DemoError {
    #[error("the demo's API cannot be set up: {0}")]
    Deploy(#[from] DeployError),
    #[error(transparent)]
    Call(#[from] CallError),
    #[error("a mend cannot be made: {0}")]
    Mend(#[from] NoCall),
    #[error("cannot write: {0}")]
    Output(#[from] io::Error),
}

/// Shows the demo; the exit code is 1 when a mend did not help.
pub fn run(arguments: Arguments) -> Result<ExitCode, CannotRun> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| CannotRun::new(format!("cannot start: {error}")))?;
    runtime.block_on(serve_and_show(&arguments))
}

/// Runs the server and the backend as long as the demo needs them.
async fn serve_and_show(arguments: &Arguments) -> Result<ExitCode, CannotRun> {
    let (listener, listen) = bind().await?;
    let (backend, backend_address) = bind().await?;
    // Given back at once, so that nothing listens there.
    let (_, closed) = bind().await?;
    let settings = Settings {
        listen,
        account: ACCOUNT.to_owned(),
        region: REGION.to_owned(),
        load_balancers: [(
            deploy::load_balancer(LOAD_BALANCER),
            backend_address.to_string(),
        )]
        .into(),
        path: std::env::var_os("PATH").unwrap_or_default(),
        account_throttle: None,
        user_pools: None,
        s3: None,
        lambda_endpoint: None,
        otlp: None,
        elsewhere: Elsewhere::default(),
    };
    let mut stop = std::pin::pin!(stop_signal()?);
    let server = Server::start(settings, Storage::Memory)
        .map_err(|error| CannotRun::new(error.to_string()))?;
    let (end, ended) = oneshot::channel::<()>();
    let serving = listener::serve(listener, Arc::clone(&server), async {
        // Told or let go of, it is the end.
        let _ = ended.await;
    });
    let showing = async {
        let mut backend = std::pin::pin!(backend::serve(backend));
        let shown = async {
            let language = language(&server.lambda).await?;
            let targets = (backend_address.to_string(), closed.to_string());
            match show(listen, &language, targets, arguments.exit).await {
                Ok(mended) => Ok(Some(mended)),
                Err(DemoError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                    Ok(None)
                }
                Err(error) => Err(CannotRun::new(error.to_string())),
            }
        };
        let shown = tokio::select! {
            shown = shown => shown,
            () = &mut stop => return Ok(ExitCode::SUCCESS),
            never = &mut backend => match never {},
        };
        if matches!(shown, Ok(Some(_))) && !arguments.exit {
            tokio::select! {
                () = &mut stop => {}
                never = &mut backend => match never {},
            }
        }
        shown.map(|mended| match mended {
            Some(false) => ExitCode::FAILURE,
            // Who stopped reading has seen enough.
            Some(true) | None => ExitCode::SUCCESS,
        })
    };
    let ((), result) = tokio::join!(serving, async {
        let result = showing.await;
        drop(end);
        result
    });
    server.stop().await;
    result
}

/// A free port of this machine.
async fn bind() -> Result<(TcpListener, SocketAddr), CannotRun> {
    let cannot = |error| CannotRun::new(format!("cannot listen on 127.0.0.1: {error}"));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .map_err(cannot)?;
    let address = listener.local_addr().map_err(cannot)?;
    Ok((listener, address))
}

/// What functions can be written in on this machine, at the version that is installed.
async fn language(lambda: &Lambda) -> Result<Language, CannotRun> {
    let found = |found: gatewright_lambda::RuntimeMatch| Some(found.found?.version);
    if let Ok(runtime) = lambda.describe_runtime("python3.13").await
        && let Some(version) = found(runtime)
    {
        let minor: Vec<&str> = version.split('.').take(2).collect();
        return Ok(Language::python(format!("python{}", minor.join("."))));
    }
    if let Ok(runtime) = lambda.describe_runtime("nodejs22.x").await
        && let Some(version) = found(runtime)
    {
        let major = version.split('.').next().unwrap_or_default();
        return Ok(Language::node(format!("nodejs{major}.x")));
    }
    Err(
        CannotRun::new("the demo needs Python or Node.js for its function, and finds neither")
            .hint("install python3 or node, or put its directory on the PATH"),
    )
}

/// Shows everything; gives whether every mend helped.
async fn show(
    listen: SocketAddr,
    language: &Language,
    (backend, closed): (String, String),
    exit: bool,
) -> Result<bool, DemoError> {
    let mut page = Page(anstream::stdout());
    let caller = Caller::new(listen)?;
    page.heading("Six causes of \"Execution failed due to configuration error\", and their mends")?;
    page.text(&format!(
        "The API {API}, stage {STAGE}, with a function in {}, on http://{listen}. In a shell with \
         these settings the aws commands below do what is done here:",
        language.runtime
    ))?;
    page.command(
        "",
        &format!(
            "export AWS_ENDPOINT_URL=http://{listen} AWS_DEFAULT_REGION={REGION}\n\
             export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any"
        ),
    )?;
    let (setting, failed_link) =
        deploy::backends(&caller.client, language, backend, closed).await?;
    let api = deploy::api(&caller.client, &setting, failed_link).await?;
    let mut still_failing = Vec::new();
    for case in CASES {
        if !show_case(&mut page, &caller, &setting, case, &api).await? {
            still_failing.push(case);
        }
    }
    summarize(&mut page, &still_failing)?;
    if exit {
        page.text("Without --exit the server stays up, to be tried by hand.")?;
    } else {
        farewell(&mut page, listen)?;
    }
    page.0.flush()?;
    Ok(still_failing.is_empty())
}

/// One method: failing, explained, mended, working. Gives whether it failed and then worked.
async fn show_case<W: Write>(
    page: &mut Page<W>,
    caller: &Caller,
    setting: &Setting,
    case: &Case,
    api: &Api,
) -> Result<bool, DemoError> {
    page.heading(&format!("{}  {}", case.cause, case.title))?;
    page.row("call", PLAIN, "", &format!("GET {}", caller.url(case)))?;
    let before = caller.invoke(case).await?;
    let fails = before.status >= 400;
    let style = if fails { BAD } else { GOOD };
    page.row("answer", style, &before.status.to_string(), &before.body)?;
    for line in caller.failure_lines(&before.request_id).await? {
        page.row("log", PLAIN, "", &line)?;
    }
    match caller.fault(&before.request_id).await? {
        Some(fault) => {
            let rule = format!("{} {}:", fault.rule, fault.name);
            page.row("cause", BAD, &rule, &format!("{}.", fault.why))?;
            if let Ok(rule) = fault.rule.parse::<RuleCode>() {
                page.row("why", PLAIN, "", explain(rule).why)?;
            }
        }
        None => page.row("cause", PLAIN, "", "The server knows of no fault.")?,
    }
    for (index, fix) in (case.fixes)(setting).iter().enumerate() {
        let label = if index == 0 { "mend" } else { "" };
        let call = fix.call(api)?;
        page.command(label, &call.command().to_string())?;
        if let Err(error) = call.send(&caller.client).await {
            page.row("", BAD, "refused:", &error.to_string())?;
        }
    }
    let after = caller.invoke(case).await?;
    let works = after.status == 200;
    let style = if works { GOOD } else { BAD };
    page.row("answer", style, &after.status.to_string(), &after.body)?;
    if !works {
        for line in caller.failure_lines(&after.request_id).await? {
            page.row("log", PLAIN, "", &line)?;
        }
        if let Some(fault) = caller.fault(&after.request_id).await? {
            let rule = format!("{} {}:", fault.rule, fault.name);
            page.row("cause", BAD, &rule, &format!("{}.", fault.why))?;
        }
    }
    Ok(fails && works)
}

fn summarize<W: Write>(page: &mut Page<W>, still_failing: &[&Case]) -> io::Result<()> {
    let causes: BTreeSet<u8> = CASES.iter().map(|case| case.cause).collect();
    let failing: BTreeSet<u8> = still_failing.iter().map(|case| case.cause).collect();
    let style = if failing.is_empty() { GOOD } else { BAD };
    writeln!(page.0)?;
    page.line(
        style,
        &format!(
            "{} of {} causes mended",
            causes.len() - failing.len(),
            causes.len()
        ),
        &format!(
            ": {} of {} methods failed and now answer 200.",
            CASES.len() - still_failing.len(),
            CASES.len()
        ),
    )?;
    for case in still_failing {
        page.line(
            BAD,
            "not mended",
            &format!(": {} {}", case.cause, case.title),
        )?;
    }
    Ok(())
}

/// What can be done while the server is up.
fn farewell<W: Write>(page: &mut Page<W>, listen: SocketAddr) -> io::Result<()> {
    page.heading(&format!("Serving at http://{listen} until Ctrl-C"))?;
    let stage = invoke_url(API, STAGE, listen.port());
    for case in CASES {
        page.row(
            "",
            PLAIN,
            "",
            &format!("{stage}{}{}", case.path, case.query),
        )?;
    }
    page.heading("Commands to try")?;
    page.command(
        "",
        &format!(
            "curl {stage}{}\n\
             aws lambda get-policy --function-name {} --query Policy --output text\n\
             aws logs filter-log-events --log-group-name {} --filter-pattern \"Execution failed\"\n\
             aws apigateway get-stage --rest-api-id {API} --stage-name {STAGE}\n\
             curl http://{listen}/_gatewright/requests",
            cases::CASES.first().map_or("", |case| case.path),
            cases::FUNCTION,
            log_group(API, STAGE),
        ),
    )
}
