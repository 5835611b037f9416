//! `gatewright doctor`: what is wrong with the APIs of an account, of a running server or in files, what
//! callers will get, and how to mend it.

mod baseline;
mod files;
mod probe;
mod selection;

use std::collections::BTreeSet;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use clap::{Args, ValueEnum};
use gatewright_doctor::config;
use gatewright_doctor::explain::explain;
use gatewright_doctor::lint::Lint;
use gatewright_doctor::mend::{Applied, Mending, look, mend, plan};
use gatewright_doctor::named::Named;
use gatewright_doctor::report::{Checked, Entry, Report, Unseen};
use gatewright_doctor::rule::Finding;
use gatewright_doctor::rules::RULES;
use gatewright_doctor::source::live::probe::{Answer, Call, Probed};
use gatewright_doctor::source::live::{Calls, Loaded, Narrow, Options, Reach};
use gatewright_doctor::subject::{Backend, Endpoint};
use gatewright_doctor::template::lints;
use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::io::HttpFailure;

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;

use self::baseline::Baseline;
use self::selection::Selection;
use super::CannotRun;
use super::aws::{Settings, Target};
use super::template::{Format, print_report, written};
use crate::clock::Clock;
use crate::outbound::{self, Outbound};

/// How long a backend may take to accept a connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// What `doctor` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Files or folders to check; without any, the account or server that AWS's settings point at.
    #[arg(value_name = "TARGET")]
    targets: Vec<PathBuf>,
    #[command(flatten)]
    settings: Settings,
    /// Only this API, by id or name.
    #[arg(long)]
    api: Option<String>,
    /// Only this stage.
    #[arg(long)]
    stage: Option<String>,
    /// Apply safe fixes, check again, and report what remains.
    #[arg(long)]
    fix: bool,
    /// Show what --fix would do, and do nothing.
    #[arg(long)]
    dry_run: bool,
    /// Apply the fixes too that want a second look.
    #[arg(long)]
    unsafe_fixes: bool,
    /// How to write what is found.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Explain a rule, by code or name.
    #[arg(long, value_name = "RULE")]
    explain: Option<Named>,
    /// List the rules.
    #[arg(long)]
    rules: bool,
    /// Only these rules and lints, by code or name; may be given several times.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    only: Vec<Named>,
    /// Not these rules and lints.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<Named>,
    /// From which severity on the run fails.
    #[arg(long, value_name = "LEVEL")]
    deny: Option<Deny>,
    /// The settings to use, instead of the gatewright.toml that is found from the target upward.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A report in JSON of an earlier run: what it has is not told again.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is found to the baseline, so that later runs tell only of what is new.
    #[arg(long)]
    write_baseline: bool,
    /// Show no progress, and nothing at all where nothing is found.
    #[arg(long, short)]
    quiet: bool,
    /// Call the stages' methods that are safe to call (GET, HEAD and OPTIONS, without authorization or
    /// key), list the calls, and report what fails.
    #[arg(long, conflicts_with = "fix")]
    probe: bool,
    /// Do not try to reach the HTTP backends.
    #[arg(long)]
    no_backends: bool,
    /// Do not read the execution logs of the last hour.
    #[arg(long)]
    no_logs: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Deny {
    /// Errors fail, and nothing else.
    Errors,
    /// Warnings fail, as errors do.
    Warnings,
}

impl From<Deny> for config::Deny {
    fn from(deny: Deny) -> Self {
        match deny {
            Deny::Errors => Self::Errors,
            Deny::Warnings => Self::Warnings,
        }
    }
}

/// Checks, and mends if asked to.
pub fn run(arguments: &Arguments) -> Result<ExitCode, CannotRun> {
    if arguments.rules {
        return print(&list()).map(|()| ExitCode::SUCCESS);
    }
    match arguments.explain {
        Some(Named::Rule(rule)) => return print(&page(rule)).map(|()| ExitCode::SUCCESS),
        Some(Named::Lint(lint)) => return print(lint.page()).map(|()| ExitCode::SUCCESS),
        None => {}
    }
    if arguments.unsafe_fixes && !arguments.fix && !arguments.dry_run {
        return Err(CannotRun::new("--unsafe-fixes alone applies nothing")
            .hint("add --fix to apply them, or --dry-run to see them"));
    }
    let selection = Selection::of(arguments)?;
    if arguments.write_baseline && selection.baseline().is_none() {
        return Err(CannotRun::new("nothing says where the baseline is")
            .hint("add --baseline FILE, or set doctor.baseline in gatewright.toml"));
    }
    if !arguments.targets.is_empty() {
        return files::run(arguments, &selection);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| CannotRun::new(format!("cannot start: {error}")))?;
    runtime.block_on(live(arguments, &selection))
}

async fn live(arguments: &Arguments, selection: &Selection<'_>) -> Result<ExitCode, CannotRun> {
    let target = arguments.settings.target().await?;
    let now_ms = Clock.now_ms();
    let bar = Mutex::new(None);
    let shows_progress = !arguments.quiet && std::io::stderr().is_terminal();
    let progress = |name: &str, at: usize, of: usize| {
        if shows_progress {
            show_progress(&bar, name, at, of);
        }
    };
    // What API Gateway reaches a local server does too, and the other way round.
    let public_only = target.endpoint.is_none();
    let reach_backend =
        move |backend: Backend| -> std::pin::Pin<Box<dyn Future<Output = Endpoint> + Send>> {
            Box::pin(reach(backend, public_only))
        };
    let endpoint = target.endpoint.clone();
    let region = target.client.region().to_owned();
    let backends = Arc::new(Outbound::default());
    let call = move |call: Call| -> std::pin::Pin<
        Box<dyn Future<Output = Result<Answer, String>> + Send>,
    > {
        let url = invoke_url(endpoint.as_ref(), &region, &call);
        Box::pin(probe::send(Arc::clone(&backends), url, call))
    };
    let probed = |probed: &Probed| suspended(&bar, || probe::tell(probed));
    let calls = arguments.probe.then_some(Calls {
        call: &call,
        probed: &probed,
        now_ms,
    });
    let options = Options {
        calls,
        narrow: Narrow {
            api: arguments.api.clone(),
            stage: arguments.stage.clone(),
        },
        reach: (!arguments.no_backends).then_some(&reach_backend as &Reach<'_>),
        logs_until_ms: (!arguments.no_logs).then_some(now_ms),
        progress: &progress,
    };
    let wanted = |finding: &Finding| selection.asks_for(&finding.rule.to_string(), None);
    let looked = if arguments.fix && !arguments.dry_run {
        let mending = Mending {
            also_unsafe: arguments.unsafe_fixes,
            wanted: &wanted,
            now_ms,
            applied: &|applied| suspended(&bar, || log(applied)),
        };
        mend(&target.client, &options, &mending).await
    } else {
        look(&target.client, &options, now_ms).await
    };
    finish(&bar);
    let (loaded, mut findings) =
        looked.map_err(|error| CannotRun::new(error.to_string()).hint(hint(&target)))?;
    for findings in &mut findings {
        findings.retain(wanted);
    }
    let mut report = reported(&target.name, &loaded, &findings);
    for subject in &loaded.subjects {
        let mut lints = lints(&subject.api);
        lints.retain(|entry| selection.asks_for_lint(entry, &report.findings, None));
        report.findings.append(&mut lints);
    }
    let code = conclude(arguments, selection, report)?;
    if arguments.dry_run {
        let mut text = String::new();
        for (subject, findings) in loaded.subjects.iter().zip(&findings) {
            for step in plan(subject, findings, arguments.unsafe_fixes) {
                text.push_str(&was(step.replaced.as_ref()));
                text.push_str(&step.call.command().to_string());
                text.push('\n');
            }
        }
        let text = if text.is_empty() {
            "# no fix would be applied\n".to_owned()
        } else {
            format!("# --fix would run:\n{text}")
        };
        // A program that reads the report wants nothing else on its standard input.
        written(anstream::stderr().write_all(text.as_bytes()))?;
    }
    Ok(code)
}

/// Tells what was found and is not known, or writes it down for later runs.
fn conclude(
    arguments: &Arguments,
    selection: &Selection<'_>,
    mut report: Report,
) -> Result<ExitCode, CannotRun> {
    let baseline = selection.baseline();
    if let Some(path) = baseline.as_deref().filter(|_| arguments.write_baseline) {
        Baseline::write(path, &report)?;
        let number = report.findings.len();
        let text = format!("{number} findings are in {}\n", path.display());
        written(anstream::stderr().write_all(text.as_bytes()))?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(path) = &baseline {
        Baseline::read(path)?.take_out(&mut report);
    }
    let deny_warnings = selection.deny_warnings();
    let exit_code = report.exit_code(deny_warnings);
    let has_none = report.findings.is_empty() && report.unseen.is_empty();
    if !(arguments.quiet && has_none && matches!(arguments.format, Format::Text)) {
        print_report(&report, arguments.format.into(), deny_warnings)?;
    }
    Ok(ExitCode::from(exit_code))
}

fn reported(target: &str, loaded: &Loaded, findings: &[Vec<Finding>]) -> Report {
    let subjects = || loaded.subjects.iter();
    let functions: BTreeSet<&String> = subjects()
        .flat_map(|subject| &subject.world.functions)
        .filter(|(_, function)| function.is().is_some())
        .map(|(arn, _)| arn)
        .collect();
    Report {
        target: target.to_owned(),
        checked: Checked {
            apis: Some(loaded.subjects.len()),
            stages: Some(subjects().map(|subject| subject.stages.len()).sum()),
            methods: Some(subjects().map(|it| it.api.methods().count()).sum()),
            functions: Some(functions.len()),
            templates: None,
        },
        findings: subjects()
            .zip(findings)
            .flat_map(|(subject, findings)| {
                let findings = findings.iter();
                findings.map(move |finding| Entry::of(finding, subject))
            })
            .collect(),
        files: Vec::new(),
        unseen: loaded
            .unseen
            .iter()
            .map(|unseen| Unseen {
                what: unseen.what.clone(),
                why: unseen.why.clone(),
                location: None,
            })
            .collect(),
    }
}

/// Where a stage is called: at its own host on AWS, at the server's path for it elsewhere.
fn invoke_url(endpoint: Option<&http::Uri>, region: &str, call: &Call) -> String {
    let Call {
        api, stage, path, ..
    } = call;
    if let Some(endpoint) = endpoint {
        let endpoint = endpoint.to_string();
        let endpoint = endpoint.trim_end_matches('/');
        return format!("{endpoint}/restapis/{api}/{stage}/_user_request_{path}");
    }
    let suffix = if region.starts_with("cn-") {
        "amazonaws.com.cn"
    } else {
        "amazonaws.com"
    };
    format!("https://{api}.execute-api.{region}.{suffix}/{stage}{path}")
}

/// Tries to reach a backend, as API Gateway would: not at a private address where it is AWS's.
async fn reach(backend: Backend, public_only: bool) -> Endpoint {
    if public_only && let Some(address) = private_address(&backend.origin).await {
        return Endpoint {
            reached: Err(HttpFailure::PrivateAddress(address)),
            certificate_names: Vec::new(),
        };
    }
    let (reached, certificate_names) = outbound::reach(
        &backend.origin,
        backend.insecure_skip_verification,
        PATIENCE,
    )
    .await;
    Endpoint {
        reached,
        certificate_names,
    }
}

/// The address of a host all of whose addresses are in private networks.
async fn private_address(url: &str) -> Option<String> {
    let uri: http::Uri = url.parse().ok()?;
    let host = uri.host()?.trim_matches(['[', ']']);
    let addresses = tokio::net::lookup_host((host, uri.port_u16().unwrap_or(80))).await;
    let addresses: Vec<std::net::IpAddr> = addresses.ok()?.map(|address| address.ip()).collect();
    let is_private = |address: &std::net::IpAddr| match address {
        std::net::IpAddr::V4(v4) => v4.is_private() || v4.is_loopback() || v4.is_link_local(),
        std::net::IpAddr::V6(v6) => {
            v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local()
        }
    };
    let all = addresses.iter().all(is_private);
    addresses.first().filter(|_| all).map(ToString::to_string)
}

fn hint(target: &Target) -> String {
    if target.endpoint.is_some() {
        "is the server running? `gatewright serve` starts one at http://127.0.0.1:4566".to_owned()
    } else {
        "`aws sts get-caller-identity` tells whether the credentials work; for a local server, add \
         --endpoint-url http://127.0.0.1:4566"
            .to_owned()
    }
}

/// Tells of a change, with what it replaced.
fn log(applied: &Applied) {
    let mut text = match &applied.error {
        None => "applied:\n".to_owned(),
        Some(error) => format!("failed: {error}\n"),
    };
    text.push_str(&was(applied.replaced.as_ref()));
    text.push_str(&applied.command);
    text.push('\n');
    // Nothing can be done about an error stream that is closed.
    let _ = anstream::stderr().write_all(text.as_bytes());
}

fn was(replaced: Option<&Value>) -> String {
    replaced.map_or_else(String::new, |value| format!("# was: {value}\n"))
}

fn show_progress(bar: &Mutex<Option<ProgressBar>>, name: &str, at: usize, of: usize) {
    let mut bar = bar
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let bar = bar.get_or_insert_with(|| {
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}");
        let bar = ProgressBar::new(of as u64);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar
    });
    bar.set_length(of as u64);
    bar.set_position(at as u64);
    bar.set_message(name.to_owned());
}

fn suspended(bar: &Mutex<Option<ProgressBar>>, tell: impl FnOnce()) {
    let bar = bar
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    match &*bar {
        Some(bar) => bar.suspend(tell),
        None => tell(),
    }
}

fn finish(bar: &Mutex<Option<ProgressBar>>) {
    let bar = bar
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(bar) = &*bar {
        bar.finish_and_clear();
    }
}

/// Every rule and every lint, a line each, by code.
fn list() -> String {
    let line = |code: &str, name: &str, summary: &str| format!("{code}  {name:<36} {summary}\n");
    let rules = RuleCode::ALL.iter();
    let rules = rules.map(|rule| line(&rule.to_string(), rule.name(), rule.summary()));
    let lints = Lint::ALL.iter();
    let lints = lints.map(|lint| line(lint.code(), lint.name(), lint.summary()));
    let mut lines: Vec<String> = rules.chain(lints).collect();
    lines.sort();
    lines.concat()
}

/// The page of a rule; those that only requests show have their sentences.
fn page(rule: RuleCode) -> String {
    let mut rules = RULES.iter();
    if let Some(known) = rules.find(|known| known.code == rule) {
        return known.page.to_owned();
    }
    let explanation = explain(rule);
    format!(
        "# {rule} {}\n\n{}\n\n{}\n\n## What to do\n\n{}\n",
        rule.name(),
        explanation.title,
        explanation.why,
        explanation.advice
    )
}

fn print(text: &str) -> Result<(), CannotRun> {
    let mut out = std::io::stdout().lock();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}
