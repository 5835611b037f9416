//! `cargo xtask bench velocity`: rendering and parsing against the real Velocity 1.7 on Java, warm and in the same
//! run, `minijinja` on equivalent templates and `serde_json` on the bodies.
//!
//! Ours, minijinja and `serde_json` are timed by the crate's example `bench`, Velocity by `VelocityBench.java` beside
//! this file. Outputs are compared byte for byte. With valgrind, instructions are counted too: the example renders so
//! many times under callgrind and then more often, and the difference is what the additional renders took.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::Result;

/// The jars of Debian's `velocity` and of what it needs.
const JARS: [&str; 3] = [
    "velocity.jar",
    "commons-lang.jar",
    "commons-collections3.jar",
];

const DEBIAN: [&str; 2] = ["velocity", "default-jdk-headless"];

/// Renders under callgrind, few and many.
const COUNTED: [u32; 2] = [20, 120];

/// Runs the benchmark and prints its table.
pub(crate) fn run(root: &Path) -> Result<()> {
    install()?;
    let examples = root.join("crates/velocity/tests/data/bench/bench.jsonl");
    let work = root.join("target/bench/velocity");
    std::fs::create_dir_all(&work)?;
    let built = Command::new("cargo")
        .current_dir(root)
        .args(["build", "--release", "--package", "gatewright-velocity"])
        .args(["--example", "bench"])
        .status()?;
    if !built.success() {
        return Err("the release build failed".into());
    }
    let program = root.join("target/release/examples/bench");

    eprintln!("timing ours, minijinja and serde_json…");
    let ours = output(Command::new(&program).arg(&examples).arg(&work))?;
    eprintln!("timing Velocity 1.7 on Java, 14 s a template…");
    let java = java(root, &examples, &work)?;
    let instructions = has("valgrind");

    let mut report = Vec::new();
    eprintln!(
        "\n{:12} {:>9} {:>9} {:>6} {:>9} {:>6} {:>9} {:>9} {:>6} {:>12}",
        "",
        "render µs",
        "Velocity",
        "ratio",
        "minijinja",
        "ratio",
        "body µs",
        "serde",
        "ratio",
        "instructions"
    );
    for (line, java) in ours.lines().zip(java.lines()) {
        let mut row: Value = serde_json::from_str(line)?;
        let name = row["name"].as_str().ok_or("no name")?.to_owned();
        let fields: Vec<&str> = java.split('\t').collect();
        let [java_name, shortest, median, parse] = fields.as_slice() else {
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
        row["render_instructions"] = if instructions {
            json!(count(&program, &examples, &name, &work)?)
        } else {
            Value::Null
        };
        let number = |key: &str| row[key].as_f64().unwrap_or(f64::NAN);
        let (render, velocity) = (number("render_us"), number("velocity_render_us"));
        let (jinja, body, serde) = (
            number("minijinja_us"),
            number("parse_body_us"),
            number("serde_json_us"),
        );
        eprintln!(
            "{name:12} {render:9.2} {velocity:9.2} {:6.1} {jinja:9.2} {:6.1} {body:9.2} {serde:9.2} {:6.1} {:>12}",
            velocity / render,
            jinja / render,
            serde / body,
            row["render_instructions"]
        );
        row["ratio_to_velocity"] = json!(velocity / render);
        row["ratio_to_minijinja"] = json!(jinja / render);
        row["body_ratio_to_serde_json"] = json!(serde / body);
        report.push(row);
    }
    if !instructions {
        eprintln!("instructions are not counted: valgrind is not installed");
    }
    eprintln!("ratios say how many times as long the peer takes");
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
        for arguments in [&["update"][..], &["install", "--yes", DEBIAN[0], DEBIAN[1]]] {
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

/// The instructions of one render.
fn count(program: &Path, examples: &Path, name: &str, work: &Path) -> Result<u64> {
    let mut totals = [0; 2];
    for (total, times) in totals.iter_mut().zip(COUNTED) {
        let file = work.join("callgrind.out");
        let done = Command::new("valgrind")
            .args(["--tool=callgrind", "--quiet"])
            .arg(format!("--callgrind-out-file={}", file.display()))
            .arg(program)
            .arg(examples)
            .args([name, &times.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        if !done.success() {
            return Err("valgrind failed".into());
        }
        let report = std::fs::read_to_string(&file)?;
        let line = report.lines().find_map(|line| {
            line.strip_prefix("summary:")
                .or(line.strip_prefix("totals:"))
        });
        *total = line
            .ok_or("callgrind reported no total")?
            .trim()
            .parse::<u64>()?;
    }
    Ok((totals[1] - totals[0]) / u64::from(COUNTED[1] - COUNTED[0]))
}
