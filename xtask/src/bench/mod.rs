//! `cargo xtask bench`: how fast the program is, against named peers in the same run. One benchmark, one file; each
//! prints a table and writes `target/bench/NAME.json`.

pub(crate) mod control;
pub(crate) mod doctor;
pub(crate) mod functions;
pub(crate) mod hostile;
mod large;
pub(crate) mod proxy;
pub(crate) mod serve;
pub(crate) mod soak;
pub(crate) mod velocity;

use std::path::{Path, PathBuf};

use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Writes `target/bench/NAME.json`.
fn save(root: &Path, name: &str, report: &Value) -> Result<()> {
    let results = root.join("target/bench");
    std::fs::create_dir_all(&results)?;
    let file = results.join(format!("{name}.json"));
    std::fs::write(file, serde_json::to_string_pretty(report)?)?;
    Ok(())
}

/// Builds the program for release, and says where it is.
fn release(root: &Path) -> Result<PathBuf> {
    crate::cargo::run(root, &["build", "--release", "--package", "gatewright"])?;
    Ok(root.join("target/release/gatewright"))
}
