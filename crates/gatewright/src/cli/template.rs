//! `gatewright template`: checks mapping templates, and renders one against a sample request.

use std::io::{IsTerminal as _, Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use gatewright_doctor::document::{Document, Place};
use gatewright_doctor::report::{self, Report};
use gatewright_doctor::source::file::{files_in, is_candidate, may_be_known};
use gatewright_doctor::template::{RenderProblem, Sample, check, is_api_file, render};

use super::CannotRun;

/// What `template` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check mapping templates: bare ones (.vtl, .vm), and those in OpenAPI, SAM and CloudFormation files.
    Check(CheckArguments),
    /// Render a mapping template against a sample request.
    Render(RenderArguments),
}

#[derive(Debug, Args)]
struct CheckArguments {
    /// Files to check, or folders, whose templates and API files are checked; `-` is the standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Run the request templates against this request as well (JSON; a Lambda proxy event will do).
    #[arg(long, value_name = "SAMPLE.JSON")]
    request: Option<String>,
    /// How to write what is found.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Fail on these as well.
    #[arg(long, value_name = "LEVEL")]
    deny: Option<Deny>,
}

#[derive(Debug, Args)]
struct RenderArguments {
    /// The template, or an OpenAPI, SAM or CloudFormation file; `-` is the standard input.
    #[arg(value_name = "FILE")]
    file: String,
    /// The request to render it for (JSON; a Lambda proxy event will do). Without it, an empty one.
    #[arg(long, value_name = "SAMPLE.JSON")]
    request: Option<String>,
    /// Which template of the file, as a JSON pointer.
    #[arg(long, value_name = "POINTER")]
    at: Option<Place>,
    /// Tell what each reference was, which branches were taken and how often loops ran, on the standard error.
    #[arg(long)]
    trace: bool,
}

/// The forms of a report.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(super) enum Format {
    /// For people.
    #[default]
    Text,
    /// This program's JSON, version 1.
    Json,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
    /// GitHub's annotations.
    Github,
    /// JUnit's XML, for build servers.
    Junit,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Deny {
    /// Warnings fail, as errors do.
    Warnings,
}

impl From<Format> for report::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Json => Self::Json,
            Format::Sarif => Self::Sarif,
            Format::Github => Self::Github,
            Format::Junit => Self::Junit,
        }
    }
}

/// Checks or renders.
pub fn run(arguments: Arguments) -> Result<ExitCode, CannotRun> {
    match arguments.command {
        Command::Check(arguments) => run_check(&arguments),
        Command::Render(arguments) => run_render(&arguments),
    }
}

fn run_check(arguments: &CheckArguments) -> Result<ExitCode, CannotRun> {
    let sample = arguments.request.as_deref().map(sample).transpose()?;
    let mut files = Vec::new();
    for path in &arguments.files {
        if Path::new(path).is_dir() {
            files.extend(inside(path)?);
            continue;
        }
        let text = read(path)?;
        // A bare template may have any name but that.
        if is_yaml(path) && Document::parse(&text).is_ok_and(|it| !is_api_file(&it)) {
            return Err(CannotRun::new(format!("{path} is no file of an API")).hint(
                "understood are OpenAPI, Swagger, SAM and CloudFormation files; a bare template is \
                 checked as such if its name ends in .vtl",
            ));
        }
        files.push((shown(path), text));
    }
    let reader = |path: &Path| std::fs::read_to_string(path);
    let report = check(files, sample.as_ref(), &reader).map_err(|error| {
        CannotRun::new(error.to_string()).hint(
            "mend the file first; a bare template is checked as such if its name ends in .vtl",
        )
    })?;
    let deny_warnings = arguments.deny.is_some();
    print_report(&report, arguments.format.into(), deny_warnings)?;
    Ok(ExitCode::from(report.exit_code(deny_warnings)))
}

/// The templates and the files of APIs in a folder and below it.
fn inside(folder: &str) -> Result<Vec<(String, String)>, CannotRun> {
    let is_bare = |name: &str| {
        let extension = Path::new(name).extension().unwrap_or_default();
        ["vtl", "vm", "velocity"].iter().any(|it| extension == *it)
    };
    let wanted = |name: &str| is_bare(name) || is_candidate(name);
    let paths = files_in(Path::new(folder), &wanted, &|_| false);
    let mut files = Vec::new();
    for path in paths.map_err(|error| CannotRun::new(error.to_string()))? {
        let path = path.display().to_string();
        if is_bare(&path) {
            let text = read(&path)?;
            files.push((path, text));
        } else if let Ok(text) = std::fs::read_to_string(&path)
            && may_be_known(&text)
            // One that cannot be read is named when it is checked.
            && Document::parse(&text).map_or(true, |it| is_api_file(&it))
        {
            files.push((path, text));
        }
    }
    if files.is_empty() {
        return Err(
            CannotRun::new(format!("there are no templates in {folder}")).hint(
                "looked for are .vtl, .vm and .velocity files, and OpenAPI, Swagger, SAM and CloudFormation files",
            ),
        );
    }
    Ok(files)
}

fn is_yaml(path: &str) -> bool {
    let extension = Path::new(path).extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
}

fn run_render(arguments: &RenderArguments) -> Result<ExitCode, CannotRun> {
    let sample = arguments.request.as_deref().map(sample).transpose()?;
    let sample = sample.unwrap_or_default();
    let text = read(&arguments.file)?;
    let path = shown(&arguments.file);
    match render(
        &path,
        &text,
        arguments.at.as_ref(),
        &sample,
        arguments.trace,
    ) {
        Ok(rendered) => {
            let mut out = std::io::stdout().lock();
            let mut bytes = rendered.output.into_bytes();
            // A prompt or a trace behind the last line would be hard to tell from the output.
            let is_open = !bytes.ends_with(b"\n");
            let is_shown = std::io::stdout().is_terminal();
            if is_open && is_shown {
                bytes.push(b'\n');
            }
            written(out.write_all(&bytes).and_then(|()| out.flush()))?;
            drop(out);
            let mut trace = rendered.trace;
            if is_open && !is_shown && !trace.is_empty() {
                trace.insert(0, '\n');
            }
            written(anstream::stderr().write_all(trace.as_bytes()))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(RenderProblem::Broken { report, trace }) => {
            let text = report.write(report::Format::Text, false);
            let text = format!("{trace}{text}");
            let mut out = anstream::stderr().lock();
            written(out.write_all(text.as_bytes()))?;
            Ok(ExitCode::from(1))
        }
        Err(RenderProblem::NoSingleTemplate { what, places }) => {
            let problem = CannotRun::new(what);
            if places.is_empty() {
                return Err(problem);
            }
            let places = places
                .iter()
                .map(|place| format!("\n        --at '{place}'"));
            let places: String = places.collect();
            Err(problem.hint(format!("say which one:{places}")))
        }
        Err(RenderProblem::Unreadable(error)) => Err(CannotRun::new(error.to_string())),
    }
}

pub(super) fn print_report(
    report: &Report,
    format: report::Format,
    deny_warnings: bool,
) -> Result<(), CannotRun> {
    let text = report.write(format, deny_warnings);
    let bytes = text.as_bytes();
    if format == report::Format::Text {
        // Colours are for terminals that want them.
        let mut out = anstream::stdout().lock();
        written(out.write_all(bytes).and_then(|()| out.flush()))
    } else {
        let mut out = std::io::stdout().lock();
        written(out.write_all(bytes).and_then(|()| out.flush()))
    }
}

/// A reader that went away, as `head` does, is no error.
pub(super) fn written(result: std::io::Result<()>) -> Result<(), CannotRun> {
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(CannotRun::new(format!("cannot write: {error}")))
        }
        _ => Ok(()),
    }
}

fn sample(path: &str) -> Result<Sample, CannotRun> {
    Sample::parse(&read(path)?)
        .map_err(|error| CannotRun::new(format!("{}: {error}", shown(path))).hint(error.hint))
}

/// A file's name for people.
fn shown(path: &str) -> String {
    if path == "-" {
        "<stdin>".to_owned()
    } else {
        path.to_owned()
    }
}

fn read(path: &str) -> Result<String, CannotRun> {
    let cannot = |error: &dyn std::fmt::Display| {
        CannotRun::new(format!("cannot read {}: {error}", shown(path)))
    };
    let bytes = if path == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map(|_| bytes)
    } else {
        if Path::new(path).is_dir() {
            return Err(cannot(&"it is a folder"));
        }
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|error| cannot(&error))?;
    String::from_utf8(bytes).map_err(|_| cannot(&"it is not UTF-8"))
}
