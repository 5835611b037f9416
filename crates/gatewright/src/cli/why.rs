//! `gatewright why`: what happened to one request, which rule explains it, and what to do; from a
//! server's memory, from an account's execution logs, or from lines that somebody pasted.

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Read as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use bytes::Bytes;
use clap::Args;
use gatewright_doctor::explain::explain;
use gatewright_doctor::mend::look;
use gatewright_doctor::report::Entry;
use gatewright_doctor::source::live::{Narrow, Options};
use gatewright_doctor::why::{Line, Told, by_request, read, sample};
use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::routing::Router;
use gatewright_gateway::trace::{Class, log_group};
use gatewright_wire::client::Client;
use gatewright_wire::logs::{DescribeLogGroupsRequest, FilterLogEventsRequest};
use gatewright_wire::transport::Transport;
use http::{Request, StatusCode, Uri};
use serde_json::Value;

use super::CannotRun;
use super::aws::{Settings, Target};
use super::template::written;
use crate::clock::Clock;

/// How many log groups are looked through at most.
const MOST_GROUPS: usize = 50;

/// With more rules than these a command that names them is too long to read.
const MOST_CODES: usize = 5;

/// How many rules of an answer are told in full.
const MOST_SUMMARIES: usize = 12;

/// What `why` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The request's id: the answer's x-amzn-requestid, or $context.requestId. Without it, lines of a
    /// log from --log or the standard input.
    #[arg(value_name = "REQUEST-ID")]
    request_id: Option<String>,
    /// Lines of an execution log, in any form.
    #[arg(long, value_name = "LINES", conflicts_with = "request_id")]
    log: Option<String>,
    #[command(flatten)]
    settings: Settings,
    /// Only the logs of this API, by id.
    #[arg(long)]
    api: Option<String>,
    /// Only the logs of this stage.
    #[arg(long, requires = "api")]
    stage: Option<String>,
    /// Write the request as a sample for `gatewright template render` to this file; the stage must log
    /// with data trace.
    #[arg(long, value_name = "FILE")]
    sample: Option<PathBuf>,
    /// How far back to look in an account's logs, in hours.
    #[arg(long, default_value_t = 24, value_name = "HOURS")]
    since: u32,
}

/// Tells why. 0: told, or nothing failed; 1: no line is known.
pub fn run(arguments: &Arguments) -> Result<ExitCode, CannotRun> {
    if let Some(id) = &arguments.request_id {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|error| CannotRun::new(format!("cannot start: {error}")))?;
        return runtime.block_on(of_request(arguments, id));
    }
    let text = match &arguments.log {
        Some(text) => text.clone(),
        None if std::io::stdin().is_terminal() => {
            return Err(CannotRun::new("nothing to explain").hint(
                "name a request's id, or give lines of its log: gatewright why --log \"…\", or on the \
                 standard input",
            ));
        }
        None => {
            let mut bytes = Vec::new();
            std::io::stdin()
                .lock()
                .read_to_end(&mut bytes)
                .map_err(|error| CannotRun::new(format!("cannot read the lines: {error}")))?;
            String::from_utf8_lossy(&bytes).into_owned()
        }
    };
    let lines = read(&text);
    if lines.is_empty() {
        return Err(CannotRun::new("there are no lines to explain"));
    }
    write_sample(arguments, &lines, &[])?;
    let is_known = lines.iter().any(|line| !matches!(line, Line::Unknown(_)));
    show(&told_of(lines))?;
    Ok(if is_known {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

/// The lines as steps, request by request, and what those mean that tell of failures.
fn told_of(lines: Vec<Line>) -> String {
    let requests = by_request(lines);
    let mut out: String = requests.iter().map(|lines| steps(lines)).collect();
    let mut explained = Explained::default();
    for lines in &requests {
        out.push_str(&explained.add(lines, &Told::by(lines)));
    }
    if explained.sets.is_empty() {
        out.push_str("\nNo line tells of a failure whose cause is known.\n");
    }
    out
}

async fn of_request(arguments: &Arguments, id: &str) -> Result<ExitCode, CannotRun> {
    let target = arguments.settings.target().await?;
    if let Some(endpoint) = &target.endpoint
        && let Some(request) = remembered(endpoint, id).await
    {
        return of_memory(arguments, &target, &request).await;
    }
    let lines = logged(arguments, &target.client, id).await?;
    if lines.is_empty() {
        return Err(CannotRun::new(format!(
            "no execution log of {} has the request {id}",
            target.name
        ))
        .hint(
            "the stage may write no execution log (`gatewright doctor --only execution-logs-off` \
             tells), or the request is older than --since says",
        ));
    }
    write_sample(arguments, &lines, &[])?;
    show(&told_of(lines))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the sample that was asked for, with what is known of the request's context besides the log.
fn write_sample(
    arguments: &Arguments,
    lines: &[Line],
    context: &[(&str, &str)],
) -> Result<(), CannotRun> {
    let Some(path) = &arguments.sample else {
        return Ok(());
    };
    let Some(mut sample) = sample(lines) else {
        return Err(CannotRun::new("the log has nothing of the request itself").hint(
            "turn the stage's data trace on (update-stage, /*/*/logging/dataTrace), and send the \
             request again",
        ));
    };
    for (name, value) in context {
        sample["context"][name] = Value::from(*value);
    }
    std::fs::write(path, format!("{sample:#}\n"))
        .map_err(|error| CannotRun::new(format!("cannot write {}: {error}", path.display())))
}

/// What a server of this program remembers of a request.
async fn remembered(endpoint: &Uri, id: &str) -> Option<Value> {
    let base = endpoint.to_string();
    let base = base.trim_end_matches('/');
    let request = Request::get(format!("{base}/_gatewright/requests/{id}"));
    let request = request.body(Bytes::new()).ok()?;
    let patience = Duration::from_secs(10);
    let answer = Transport::default().send(request, patience).await.ok()?;
    if answer.status() != StatusCode::OK {
        return None;
    }
    let value: Value = serde_json::from_slice(answer.body()).ok()?;
    value.get("log").is_some().then_some(value)
}

async fn of_memory(
    arguments: &Arguments,
    target: &Target,
    request: &Value,
) -> Result<ExitCode, CannotRun> {
    let text = |pointer: &str| {
        let value = request.pointer(pointer).and_then(Value::as_str);
        value.unwrap_or_default()
    };
    let mut out = format!(
        "{} {} of {}/{}, answered {} after {} ms\n\n",
        text("/method"),
        text("/path"),
        text("/api"),
        text("/stage"),
        request["status"],
        request["latency"],
    );
    let mut lines = Vec::new();
    for line in request["log"].as_array().into_iter().flatten() {
        let words = line["text"].as_str().unwrap_or_default();
        let read = read(words)
            .pop()
            .unwrap_or_else(|| Line::Unknown(words.to_owned()));
        let after = line["after"].as_u64().unwrap_or_default();
        step(&mut out, &format!("{after:>6} ms"), &read);
        lines.push(read);
    }
    let context = [("apiId", text("/api")), ("stage", text("/stage"))];
    write_sample(arguments, &lines, &context)?;
    let mut told = Told::by(&lines);
    told.stage = Some((text("/api").to_owned(), text("/stage").to_owned()));
    told.asked_for = Some((text("/method").to_owned(), text("/path").to_owned()));
    if lines.is_empty() {
        out.push_str("The stage writes no execution log, and so the steps were not kept.\n");
    }
    let Ok(rule) = text("/fault/rule").parse::<RuleCode>() else {
        out.push_str("\nThe request did not fail.\n");
        show(&out)?;
        return Ok(ExitCode::SUCCESS);
    };
    let why = text("/fault/why");
    let _ = writeln!(out, "\nIt failed: {why}");
    let mut words = why.split_whitespace();
    let function = words.find(|word| word.contains(":lambda:") && word.contains(":function:"));
    let function = function.map(|word| word.trim_end_matches([':', ',', '.']).to_owned());
    told.function = told.function.or(function);
    let mends = mends(target, rule, &told).await;
    out.push_str(&rule_in_words(rule));
    out.push_str(&listed("look", &told.looks(rule)));
    out.push_str(&listed("mend", &mends));
    show(&out)?;
    Ok(ExitCode::SUCCESS)
}

/// The commands of the doctor's mends for what a request met, as things are now.
async fn mends(target: &Target, rule: RuleCode, told: &Told) -> Vec<String> {
    let (Some((api, stage)), Some((method, path))) = (&told.stage, &told.asked_for) else {
        return Vec::new();
    };
    let options = Options {
        narrow: Narrow {
            api: Some(api.clone()),
            stage: Some(stage.clone()),
        },
        reach: None,
        logs_until_ms: None,
        calls: None,
        progress: &|_, _, _| {},
    };
    // Whatever keeps the doctor from looking, the explanation stands without it.
    let Ok((loaded, findings)) = look(&target.client, &options, Clock.now_ms()).await else {
        return Vec::new();
    };
    let mut commands = Vec::new();
    for (subject, findings) in loaded.subjects.iter().zip(&findings) {
        let methods: Vec<(String, String)> = subject
            .api
            .methods()
            .map(|(resource, verb, _)| {
                let path = resource.path.clone().unwrap_or_else(|| "/".to_owned());
                (path, verb.to_owned())
            })
            .collect();
        let mut router = Router::new();
        for (index, (path, verb)) in methods.iter().enumerate() {
            router.add(path, verb, index);
        }
        let served_by = router
            .find(path, method)
            .and_then(|it| methods.get(it.method));
        let of_request = findings
            .iter()
            .filter(|finding| finding.rule == rule && finding.method.as_ref() == served_by);
        for finding in of_request {
            let entry = Entry::of(finding, subject);
            commands.extend(entry.mends.into_iter().flat_map(|mend| mend.commands));
        }
    }
    commands.dedup();
    commands
}

/// The lines of a request in an account's execution logs.
async fn logged(arguments: &Arguments, client: &Client, id: &str) -> Result<Vec<Line>, CannotRun> {
    let cannot = |error: &dyn std::fmt::Display| {
        CannotRun::new(format!("cannot read the execution logs: {error}")).hint(
            "name the API and its stage with --api and --stage if you may not list log groups",
        )
    };
    let groups = match (&arguments.api, &arguments.stage) {
        (Some(api), Some(stage)) => vec![log_group(api, stage)],
        (api, _) => {
            let prefix = log_group(api.as_deref().unwrap_or_default(), "");
            let prefix = match api {
                Some(_) => prefix,
                None => prefix.trim_end_matches('/').to_owned(),
            };
            let request = DescribeLogGroupsRequest {
                log_group_name_prefix: Some(prefix),
                ..DescribeLogGroupsRequest::default()
            };
            let pages = client
                .pages(&request)
                .await
                .map_err(|error| cannot(&error))?;
            let groups = pages
                .into_iter()
                .flat_map(|page| page.log_groups.unwrap_or_default());
            groups.filter_map(|group| group.log_group_name).collect()
        }
    };
    let since = i64::from(arguments.since) * 60 * 60 * 1000;
    for group in groups.into_iter().take(MOST_GROUPS) {
        let request = FilterLogEventsRequest {
            log_group_name: Some(group),
            start_time: Some(Clock.now_ms() - since),
            filter_pattern: Some(format!("\"{}\"", id.replace('"', ""))),
            ..FilterLogEventsRequest::default()
        };
        let pages = client
            .pages(&request)
            .await
            .map_err(|error| cannot(&error))?;
        let events = pages
            .into_iter()
            .flat_map(|page| page.events.unwrap_or_default());
        let messages: Vec<String> = events.filter_map(|event| event.message).collect();
        if !messages.is_empty() {
            return Ok(read(&messages.join("\n")));
        }
    }
    Ok(Vec::new())
}

/// The lines as steps.
fn steps(lines: &[Line]) -> String {
    let mut out = String::new();
    let mut of_request: Option<&String> = None;
    for line in lines {
        if let Line::Known {
            request_id: Some(id),
            ..
        } = line
            && of_request != Some(id)
        {
            let _ = writeln!(out, "request {id}");
            of_request = Some(id);
        }
        step(&mut out, " ", line);
    }
    out
}

fn step(out: &mut String, before: &str, line: &Line) {
    let red = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    let dim = Style::new().dimmed();
    let _ = match line {
        Line::Known { event, .. } if event.class() == Class::Failure => {
            writeln!(out, "{before}  {red}✗ {}{red:#}", event.line())
        }
        Line::Known { event, .. } => writeln!(out, "{before}    {}", event.line()),
        Line::Answer(message) => writeln!(out, "{before}  {red}✗ {message}{red:#}"),
        Line::Unknown(text) => writeln!(
            out,
            "{before}  ? {text} {dim}(no line of an API Gateway execution log that is known){dim:#}"
        ),
    };
}

/// What has been explained: each set of rules once.
#[derive(Default)]
struct Explained {
    sets: Vec<&'static [RuleCode]>,
}

impl Explained {
    /// What the lines of a request mean that tell of failures, as far as that is not explained yet.
    fn add(&mut self, lines: &[Line], told: &Told) -> String {
        let mut out = String::new();
        for line in lines {
            let rules = line.rules();
            let Some((likeliest, others)) = rules.split_first() else {
                continue;
            };
            if self.sets.iter().any(|told| told.contains(likeliest)) {
                continue;
            }
            self.sets.push(rules);
            match line {
                Line::Known { event, .. } => {
                    let _ = writeln!(out, "\n{}", event.line());
                }
                Line::Answer(message) => {
                    out.push_str(&answered(message, rules, told));
                    continue;
                }
                Line::Unknown(_) => {}
            }
            out.push_str(&rule_in_words(*likeliest));
            if !others.is_empty() {
                out.push_str("  or one of these, which make the same line:\n");
                out.push_str(&summaries(others));
            }
            let mut looks = told.looks(*likeliest);
            looks.push(doctors(rules, told));
            out.push_str(&listed("look", &looks));
        }
        out
    }
}

/// What an answer alone can tell: what it may be, and how to learn which of these it is.
fn answered(message: &str, rules: &[RuleCode], told: &Told) -> String {
    let mut out = format!("\nAPI Gateway itself answers '{message}'; ");
    if let [rule] = rules {
        let _ = writeln!(out, "that is\n{}", rule_in_words(*rule).trim_end());
    } else {
        let _ = write!(
            out,
            "the answer alone does not tell which of these it is, the likeliest first:\n{}",
            summaries(rules.get(..MOST_SUMMARIES).unwrap_or(rules))
        );
        let rarer = rules.get(MOST_SUMMARIES..).unwrap_or_default();
        let rarer: Vec<String> = rarer
            .iter()
            .map(|it| format!("{it} {}", it.name()))
            .collect();
        for rarer in rarer.chunks(4) {
            let _ = writeln!(out, "    {}", rarer.join(", "));
        }
    }
    let _ = writeln!(
        out,
        "  The execution log of the stage tells which; it needs no new deployment. Turn it on, send the request \
         again,\n  and ask for the id in the answer's header x-amzn-requestid:"
    );
    let (api, stage) = told.api_and_stage();
    let log = [
        format!(
            "aws apigateway update-stage --rest-api-id {api} --stage-name {stage} --patch-operations \
             'op=replace,path=/*/*/logging/loglevel,value=INFO'"
        ),
        "gatewright why REQUEST-ID".to_owned(),
    ];
    out.push_str(&listed("learn", &log));
    out.push_str(&listed("look", &[doctors(rules, told)]));
    out
}

fn summaries(rules: &[RuleCode]) -> String {
    let line = |rule: &RuleCode| format!("    {rule} {}: {}\n", rule.name(), rule.summary());
    rules.iter().map(line).collect()
}

/// The doctor's own look for rules.
fn doctors(rules: &[RuleCode], told: &Told) -> String {
    let codes: Vec<String> = rules.iter().map(ToString::to_string).collect();
    let narrow = told
        .stage
        .as_ref()
        .map_or_else(String::new, |(api, stage)| {
            format!(" --api {api} --stage {stage}")
        });
    let only = if codes.len() > MOST_CODES {
        String::new()
    } else {
        format!(" --only {}", codes.join(","))
    };
    format!("gatewright doctor{narrow}{only}")
}

fn rule_in_words(rule: RuleCode) -> String {
    let bold = Style::new().bold();
    let explanation = explain(rule);
    format!(
        "  {bold}{rule} {}{bold:#}: {}\n  {}\n  {}\n",
        rule.name(),
        explanation.title,
        explanation.why,
        explanation.advice
    )
}

fn listed(what: &str, commands: &[String]) -> String {
    let indented = |command: &String| format!("    {}\n", command.replace('\n', "\n    "));
    let commands: String = commands.iter().map(indented).collect();
    if commands.is_empty() {
        commands
    } else {
        format!("  {what}:\n{commands}")
    }
}

fn show(text: &str) -> Result<(), CannotRun> {
    let mut out = anstream::stdout().lock();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}
