//! `cargo xtask bench doctor`: how long the release build's doctor takes for an API with 1,000 methods, and how much
//! memory, in each kind of file and live on the program's own server: sound, and with every method broken. The mends of
//! a broken one are planned too (`--fix --dry-run`). Results go to `target/bench/doctor.json`.
//!
//! Peak memory is the kernel's account of the ended process, `ru_maxrss`. That is kept of the largest of all children,
//! so each is started by a process of its own: `cargo xtask measured`.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use nix::sys::resource::{UsageWho, getrusage};
use serde_json::{Value, json};

use super::large::{self, KINDS};
use super::serve::{Server, package, send};
use super::{Result, release, save};

/// Methods of each API.
const METHODS: usize = 1000;

/// Runs of each check; the fastest and the largest count.
const RUNS: usize = 3;

/// What a check may take.
const MOST_SECONDS: f64 = 2.0;
const MOST_MIB: f64 = 200.0;

/// Runs the benchmark and prints its table.
pub(crate) fn run(root: &Path) -> Result<()> {
    let doctor = Doctor {
        program: release(root)?,
        out: root.join("target/bench/doctor"),
    };
    std::fs::create_dir_all(&doctor.out)?;
    eprintln!(
        "{METHODS} methods, the fastest and the largest of {RUNS} runs; to keep below are {MOST_SECONDS} s and \
         {MOST_MIB} MiB\n\n{:16}{:22}{:>9}{:>9}{:>10}{:>12}",
        "", "", "findings", "s", "peak MiB", "file MiB"
    );
    let mut report = Vec::new();
    for (kind, name) in KINDS {
        for sound in [true, false] {
            let file = doctor
                .out
                .join(format!("{}-{name}", if sound { "sound" } else { "broken" }));
            let text = serde_json::to_string_pretty(&large::file(kind, METHODS, sound))?;
            std::fs::write(&file, &text)?;
            let file = file.to_str().ok_or("the path is no text")?;
            report.extend(doctor.checks(kind, sound, &[file], text.len())?);
        }
    }
    for sound in [true, false] {
        let server = Server::start(&doctor.program)?;
        deploy(server.port, sound)?;
        let endpoint = format!("http://127.0.0.1:{}", server.port);
        report.extend(doctor.checks("live", sound, &["--endpoint-url", &endpoint], 0)?);
    }
    save(root, "doctor", &Value::Array(report))
}

/// The program, and where what it writes goes.
struct Doctor {
    program: PathBuf,
    out: PathBuf,
}

impl Doctor {
    /// A check, and where there is something to mend its plan; each with its line of the table.
    fn checks(&self, kind: &str, sound: bool, target: &[&str], size: usize) -> Result<Vec<Value>> {
        let state = if sound { "sound" } else { "broken" };
        let mut rows = Vec::new();
        for (what, options) in [
            (state.to_owned(), &[][..]),
            (format!("{state}, --fix --dry-run"), &["--fix", "--dry-run"]),
        ] {
            if sound && !options.is_empty() {
                continue;
            }
            let (mut seconds, mut mib, mut findings) = (f64::INFINITY, 0.0_f64, 0);
            for _ in 0..RUNS {
                let measured = self.measure(&[target, options].concat())?;
                seconds = seconds.min(measured["seconds"].as_f64().ok_or("no time")?);
                mib = mib.max(measured["peak_mib"].as_f64().ok_or("no memory")?);
                findings = self.findings()?;
            }
            // A check that finds nothing, or something in what is sound, measures something else.
            if sound != (findings == 0) || (!sound && findings < METHODS) {
                return Err(format!("{kind}, {what}: {findings} findings").into());
            }
            let missed = seconds > MOST_SECONDS || mib > MOST_MIB;
            let file_mib = size as f64 / 1024.0 / 1024.0;
            eprintln!(
                "{kind:16}{what:22}{findings:9}{seconds:9.2}{mib:10.1}{file_mib:12.2}{}",
                if missed { "  too much" } else { "" }
            );
            rows.push(json!({
                "kind": kind, "what": what, "methods": METHODS, "findings": findings,
                "seconds": seconds, "peak_mib": mib, "file_mib": file_mib, "missed": missed,
            }));
        }
        Ok(rows)
    }

    fn report(&self) -> PathBuf {
        self.out.join("report.json")
    }

    fn measure(&self, arguments: &[&str]) -> Result<Value> {
        let done = Command::new(std::env::current_exe()?)
            .arg("measured")
            .arg(self.report())
            .arg(&self.program)
            .args(["doctor", "--format", "json"])
            .args(arguments)
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .env("AWS_REGION", "us-east-1")
            .env("AWS_CONFIG_FILE", "/dev/null")
            .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
            .stderr(Stdio::null())
            .output()?;
        Ok(serde_json::from_slice(&done.stdout)?)
    }

    /// How many errors and warnings the last check has found.
    fn findings(&self) -> Result<usize> {
        let report: Value = serde_json::from_slice(&std::fs::read(self.report())?)?;
        let findings = report["findings"].as_array().ok_or("no findings")?;
        let counts = |it: &&Value| it["severity"] != "note";
        Ok(findings.iter().filter(counts).count())
    }
}

/// Runs a program with its output in a file, and prints what it took as JSON.
pub(crate) fn measured(words: &[&str]) -> Result<()> {
    let [out, program, arguments @ ..] = words else {
        return Err("usage: cargo xtask measured OUT PROGRAM ARGUMENT…".into());
    };
    let begin = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .stdout(File::create(out)?)
        .status()?;
    let seconds = begin.elapsed().as_secs_f64();
    // Linux counts in KiB.
    let peak_mib = getrusage(UsageWho::RUSAGE_CHILDREN)?.max_rss() as f64 / 1024.0;
    // A benchmark reads its standard output.
    #[allow(clippy::print_stdout, reason = "this is the task's result")]
    {
        println!(
            "{}",
            json!({ "seconds": seconds, "peak_mib": peak_mib, "status": status.code() })
        );
    }
    Ok(())
}

/// The API on a server, with its functions and, if it is to be sound, their permissions.
fn deploy(port: u16, sound: bool) -> Result<()> {
    let zip = STANDARD.encode(package()?);
    for function in large::functions(METHODS) {
        let details = json!({
            "FunctionName": format!("handler-{function}"), "Runtime": "python3.11",
            "Handler": "app.handler", "Role": "arn:aws:iam::123456789012:role/items",
            "Code": { "ZipFile": zip },
        });
        send(port, "POST", "/2015-03-31/functions", Some(&details))?;
    }
    for method in large::methods(METHODS).filter(|_| sound) {
        let large::Method {
            resource,
            verb,
            function,
        } = method;
        let statement = json!({
            "StatementId": format!("{verb}-items{resource}"), "Action": "lambda:InvokeFunction",
            "Principal": "apigateway.amazonaws.com",
            "SourceArn": format!("arn:aws:execute-api:us-east-1:123456789012:items/*/{verb}/items{resource}"),
        });
        let path = format!("/2015-03-31/functions/handler-{function}/policy");
        send(port, "POST", &path, Some(&statement))?;
    }
    let document = large::file("OpenAPI", METHODS, true);
    send(port, "POST", "/restapis?mode=import", Some(&document))?;
    let stage = json!({ "stageName": "prod" });
    send(port, "POST", "/restapis/items/deployments", Some(&stage))?;
    Ok(())
}
