//! The command line: what a person types, turned into a call of the library, and its errors
//! rendered for a person. The only place that reads the environment and writes to the terminal.

mod aws;
pub mod demo;
mod deployed;
pub mod doctor;
pub mod serve;
pub mod template;
pub mod why;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// Runs, checks and mends Amazon API Gateway REST APIs.
#[derive(Debug, Parser)]
#[command(name = "gatewright", version, about, propagate_version = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve API Gateway, Lambda and CloudWatch Logs on one port.
    Serve(serve::Arguments),
    /// Show the six causes of "Execution failed due to configuration error": failing, explained, mended.
    Demo(demo::Arguments),
    /// Find, predict and mend what is wrong with APIs: of an account, of a running server, or in files.
    Doctor(doctor::Arguments),
    /// Tell why a request failed, by its id or by lines of its log.
    Why(why::Arguments),
    /// Check mapping templates, or render one against a sample request.
    Template(template::Arguments),
}

/// Runs the program; gives its exit code (0 well, 1 what it showed is not well, 2 could not run).
pub fn run() -> ExitCode {
    // A function's process is prepared by a re-executed self, before anything else is set up.
    let mut arguments = std::env::args_os();
    if arguments.nth(1).is_some_and(|first| first == "__sandbox") {
        gatewright_lambda::sandbox_main(arguments);
    }
    // Until asked for more (RUST_LOG), what the server could not do: nothing else would tell of it.
    let filter = EnvFilter::builder()
        .with_default_directive(LevelFilter::WARN.into())
        .from_env_lossy();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    let result = match CommandLine::parse().command {
        Command::Serve(arguments) => serve::run(arguments).map(|()| ExitCode::SUCCESS),
        Command::Demo(arguments) => demo::run(arguments),
        Command::Doctor(arguments) => doctor::run(&arguments),
        Command::Why(arguments) => why::run(&arguments),
        Command::Template(arguments) => template::run(arguments),
    };
    match result {
        Ok(code) => code,
        Err(problem) => {
            problem.print();
            ExitCode::from(2)
        }
    }
}

/// Why a command could not run, for people: what happened and what to do.
#[derive(Debug)]
pub struct CannotRun {
    what: String,
    hint: Option<String>,
}

impl CannotRun {
    /// `what` happened: a lower-case sentence without a full stop.
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: None,
        }
    }

    /// With what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    fn print(&self) {
        use anstyle::{AnsiColor, Style};
        use std::io::Write as _;
        let error = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
        let help = Style::new().bold().fg_color(Some(AnsiColor::Cyan.into()));
        let mut out = anstream::stderr().lock();
        // Nothing can be done about an error stream that is closed.
        let _ = writeln!(out, "{error}error{error:#}: {}", self.what);
        if let Some(hint) = &self.hint {
            let _ = writeln!(out, " {help}help{help:#}: {hint}");
        }
    }
}
