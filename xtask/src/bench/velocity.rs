//! `cargo xtask bench velocity`: rendering and parsing against the real Velocity 1.7 on Java, warm and in the same
//! run, `minijinja` on equivalent templates and `serde_json` on the bodies.
//!
//! Ours, minijinja and `serde_json` are timed by the crate's example `bench`, Velocity by `VelocityBench.java` beside
//! this file. Each is timed at the same work: a render with the parsed body at hand, and a whole request, which parses
//! the body, makes a context and renders (with Java, Jackson parses; ours reads the body with `$input.path('$')`).
//! Outputs are compared byte for byte. With valgrind, the crate's benchmark `instructions` counts with `gungraun`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::Result;

/// The jars of Debian's `velocity` and `libjackson2-databind-java` and of what they need.
const JARS: [&str; 6] = [
    "velocity.jar",
    "commons-lang.jar",
    "commons-collections3.jar",
    "jackson-core.jar",
    "jackson-databind.jar",
    "jackson-annotations.jar",
];

const DEBIAN: [&str; 3] = [
    "velocity",
    "libjackson2-databind-java",
    "default-jdk-headless",
];

/// The program that `gungraun` runs its benchmarks with; its version must be the library's.
const RUNNER: &str = "gungraun-runner";

/// Runs the benchmark and prints its table.
pub(crate) fn run(root: &Path) -> Result<()> {
    install()?;
    let examples = root.join("crates/velocity/tests/data/bench/bench.jsonl");
    let work = root.join("target/bench/velocity");
    std::fs::create_dir_all(&work)?;
    crate::cargo::run(
        root,
        &[
            "build",
            "--release",
            "--package",
            "gatewright-velocity",
            "--example",
            "bench",
        ],
    )?;
    let program = root.join("target/release/examples/bench");

    eprintln!("timing ours, minijinja and serde_json…");
    let ours = output(Command::new(&program).arg(&examples).arg(&work))?;
    eprintln!("timing Velocity 1.7 on Java, 21 s a template…");
    let java = java(root, &examples, &work)?;
    let instructions = if has("valgrind") {
        eprintln!("counting instructions…");
        count(root)?
    } else {
        eprintln!("instructions are not counted: valgrind is not installed");
        HashMap::new()
    };

    let mut report = Vec::new();
    eprintln!(
        "\n{:12}|{:^45}|{:^26}|{:^26}|{:^13}\n{:12}|{:>9} {:>9} {:>6} {:>11} {:>6}|{:>9} {:>9} {:>6}|{:>9} {:>9} {:>6}|{:>13}",
        "",
        "render, µs",
        "request, µs",
        "parse of body, µs",
        "instructions",
        "",
        "ours",
        "Velocity",
        "ratio",
        "minijinja",
        "ratio",
        "ours",
        "Velocity",
        "ratio",
        "ours",
        "serde",
        "ratio",
        "of a render"
    );
    for (line, java) in ours.lines().zip(java.lines()) {
        let mut row: Value = serde_json::from_str(line)?;
        let name = row["name"].as_str().ok_or("no name")?.to_owned();
        let fields: Vec<&str> = java.split('\t').collect();
        let [java_name, shortest, median, parse, request] = fields.as_slice() else {
            return Err(format!("Velocity reported {java:?}").into());
        };
        if *java_name != name {
            return Err(format!("Velocity reported {java_name} for {name}").into());
        }
        let text = |suffix: &str| std::fs::read(work.join(format!("{name}{suffix}")));
        if text(".ours.txt")? != text(".txt")? {
            return Err(format!("{name}: the output differs from Velocity's").into());
        }
        let microseconds =
            |nanoseconds: &str| -> Result<f64> { Ok(nanoseconds.parse::<f64>()? / 1000.0) };
        row["velocity_render_us"] = json!(microseconds(shortest)?);
        row["velocity_render_median_us"] = json!(microseconds(median)?);
        row["velocity_parse_template_us"] = json!(microseconds(parse)?);
        row["velocity_request_us"] = json!(microseconds(request)?);
        for work in ["render", "parse_body", "parse_template"] {
            row[format!("{work}_instructions")] =
                json!(instructions.get(&(work.to_owned(), name.clone())));
        }
        for (ratio, peer, ours) in [
            ("ratio_to_velocity", "velocity_render_us", "render_us"),
            ("ratio_to_minijinja", "minijinja_us", "render_us"),
            (
                "request_ratio_to_velocity",
                "velocity_request_us",
                "request_us",
            ),
            ("body_ratio_to_serde_json", "serde_json_us", "parse_body_us"),
        ] {
            let number = |key: &str| row[key].as_f64().unwrap_or(f64::NAN);
            row[ratio] = json!(number(peer) / number(ours));
        }
        let number = |key: &str| row[key].as_f64().unwrap_or(f64::NAN);
        eprintln!(
            "{name:12}|{:9.2} {:9.2} {:6.1} {:11.2} {:6.1}|{:9.2} {:9.2} {:6.1}|{:9.2} {:9.2} {:6.1}|{:>13}",
            number("render_us"),
            number("velocity_render_us"),
            number("ratio_to_velocity"),
            number("minijinja_us"),
            number("ratio_to_minijinja"),
            number("request_us"),
            number("velocity_request_us"),
            number("request_ratio_to_velocity"),
            number("parse_body_us"),
            number("serde_json_us"),
            number("body_ratio_to_serde_json"),
            row["render_instructions"]
        );
        report.push(row);
    }
    eprintln!(
        "render: the template and the parsed body are at hand. request: the body is parsed, a context made, and the \
         template, which is at hand, rendered.\nratios say how many times as long the peer takes"
    );
    super::save(root, "velocity", &Value::Array(report))
}

fn has(program: &str) -> bool {
    let mut command = Command::new(program);
    let quiet = command
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

fn jars() -> Vec<PathBuf> {
    let folder = Path::new("/usr/share/java");
    JARS.iter().map(|jar| folder.join(jar)).collect()
}

/// Installs Debian's Velocity and Java where that is possible, else says what is missing.
fn install() -> Result<()> {
    let complete = || has("javac") && jars().iter().all(|jar| jar.exists());
    if complete() {
        return Ok(());
    }
    let wanted = DEBIAN.join(" ");
    let root = std::fs::read_to_string("/proc/self/status")?
        .lines()
        .any(|line| line.starts_with("Uid:\t0\t"));
    if root && has("apt-get") {
        for arguments in [
            &["update"][..],
            &["install", "--yes", DEBIAN[0], DEBIAN[1], DEBIAN[2]],
        ] {
            Command::new("apt-get").args(arguments).status()?;
        }
    }
    if complete() {
        return Ok(());
    }
    Err(format!("Velocity 1.7 is not here: install it with `apt-get install {wanted}`").into())
}

fn output(command: &mut Command) -> Result<String> {
    let done = command.stderr(Stdio::inherit()).output()?;
    if !done.status.success() {
        return Err(format!("{command:?} failed").into());
    }
    Ok(String::from_utf8(done.stdout)?)
}

/// Compiles and runs the Java peer.
fn java(root: &Path, examples: &Path, work: &Path) -> Result<String> {
    let source = root.join("xtask/src/bench/VelocityBench.java");
    let mut path: Vec<PathBuf> = jars();
    path.push(work.to_owned());
    let path = std::env::join_paths(path)?;
    output(
        Command::new("javac")
            .arg("-cp")
            .arg(&path)
            .arg("-d")
            .arg(work)
            .arg(source),
    )?;
    output(
        Command::new("java")
            .arg("-cp")
            .arg(&path)
            .arg("VelocityBench")
            .arg(examples)
            .arg(work),
    )
}

/// The version of `gungraun` that the workspace is locked to.
fn gungraun(root: &Path) -> Result<String> {
    let lock = std::fs::read_to_string(root.join("Cargo.lock"))?;
    let (_, package) = lock
        .split_once("name = \"gungraun\"\nversion = \"")
        .ok_or("Cargo.lock has no gungraun")?;
    let (version, _) = package.split_once('"').ok_or("Cargo.lock ends early")?;
    Ok(version.to_owned())
}

/// Installs the runner below the target directory, unless that version is there.
fn runner(root: &Path) -> Result<PathBuf> {
    let version = gungraun(root)?;
    let folder = root.join("target").join(format!("{RUNNER}-{version}"));
    let program = folder.join("bin").join(RUNNER);
    if !program.exists() {
        let installed = Command::new("cargo")
            .args(["install", "--locked", "--version", &version, RUNNER])
            .arg("--root")
            .arg(&folder)
            .status()?;
        if !installed.success() {
            return Err(format!("{RUNNER} {version} could not be installed").into());
        }
    }
    Ok(program)
}

/// The instructions of each work on each template.
fn count(root: &Path) -> Result<HashMap<(String, String), u64>> {
    let summaries = output(
        Command::new("cargo")
            .current_dir(root)
            .env("GUNGRAUN_RUNNER", runner(root)?)
            .args(["bench", "--package", "gatewright-velocity"])
            .args(["--bench", "instructions", "--", "--output-format=json"]),
    )?;
    let mut counts = HashMap::new();
    for summary in summaries.lines().filter(|line| line.starts_with('{')) {
        let summary: Value = serde_json::from_str(summary)?;
        let text = |key: &str| summary[key].as_str().unwrap_or_default().to_owned();
        let instructions = summary
            .pointer("/profiles/0/data/total/metrics/Ir/values/new")
            .and_then(Value::as_u64)
            .filter(|count| *count > 0)
            .ok_or_else(|| format!("gungraun reported {summary}"))?;
        counts.insert((text("function_name"), text("id")), instructions);
    }
    Ok(counts)
}
