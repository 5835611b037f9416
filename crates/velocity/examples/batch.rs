//! Renders cases from standard input, one JSON object a line, and prints one result a line.
//!
//! The protocol is that of `tests/data/README.md`: `name`, `profile`, `template`, `context` (an object, or the name
//! of one in `contexts.json` when that file is given as the only argument), `input`, `ctx`, `stageVariables` in;
//! `{"name", "output", "overrides"?}` or `{"name", "error": {…}}` out.

use std::io::{self, BufRead, Write};

#[path = "../tests/it/case.rs"]
mod case;

fn main() -> io::Result<()> {
    let contexts = match std::env::args().nth(1) {
        Some(path) => serde_json::from_str(&std::fs::read_to_string(path)?)?,
        None => serde_json::Value::Null,
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let case: serde_json::Value = serde_json::from_str(&line)?;
        let outcome = case::run(&case, &contexts);
        writeln!(out, "{}", case::report(&case, &outcome))?;
    }
    out.flush()
}
