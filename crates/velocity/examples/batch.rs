//! Renders cases from standard input, one JSON object a line, and prints one result a line.
//!
//! The protocol is that of `tests/data/README.md`: `name`, `profile`, `template`, `context` (an object, or the name
//! of one in `contexts.json` when that file is given as the only argument), `input`, `ctx`, `stageVariables` in;
//! `{"name", "output", "overrides"?}` or `{"name", "error": {…}}` out.

use std::io::{self, BufRead, Write};

use gatewright_velocity::Position;
use serde_json::{Map, Value, json};

#[path = "../tests/it/case.rs"]
mod case;

fn main() -> io::Result<()> {
    let contexts = match std::env::args().nth(1) {
        Some(path) => serde_json::from_str(&std::fs::read_to_string(path)?)?,
        None => Value::Null,
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let case: Value = serde_json::from_str(&line)?;
        let outcome = case::run(&case, &contexts);
        writeln!(out, "{}", report(&case, &outcome))?;
    }
    out.flush()
}

/// The line that reports an outcome.
fn report(case: &Value, outcome: &case::Outcome) -> Value {
    let mut line = Map::new();
    line.insert("name".to_owned(), case["name"].clone());
    match &outcome.result {
        Ok(text) => {
            line.insert("output".to_owned(), Value::from(text.as_str()));
            if let Some(overrides) = &outcome.overrides {
                line.insert("overrides".to_owned(), overrides.clone());
            }
        }
        Err(failure) => {
            let Position { line: row, column } = failure.position;
            let error = json!({"class": failure.class, "message": failure.message, "line": row, "column": column});
            line.insert("error".to_owned(), error);
        }
    }
    Value::Object(line)
}
