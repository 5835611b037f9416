//! Renders cases from standard input, one JSON object a line, and prints one result a line, at once.
//!
//! The protocol is in the crate's README: `name`, `profile`, `template`, `context` (an object, or the name of one in
//! `contexts.json` when that file is given as the only argument), `input`, `ctx`, `stageVariables` in;
//! `{"name", "output", "overrides"?}` or `{"name", "error": {…}}` out. Empty lines are passed over; a line that is no
//! case is answered with an error of class `BadCase`, and the next one is read.

use std::io::{self, BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use gatewright_velocity::Position;
use serde_json::{Map, Value, json};

#[path = "../tests/it/case.rs"]
mod case;

fn main() -> io::Result<()> {
    let contexts = match std::env::args().nth(1) {
        Some(path) => serde_json::from_str(&std::fs::read_to_string(path)?)?,
        None => Value::Null,
    };
    let mut out = io::stdout().lock();
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        if !line.trim_ascii().is_empty() {
            writeln!(out, "{}", answer(&line, &contexts))?;
            out.flush()?;
        }
        line.clear();
    }
    Ok(())
}

/// The line that answers a line.
fn answer(line: &[u8], contexts: &Value) -> Value {
    let case: Value = match serde_json::from_slice(line) {
        Ok(case) => case,
        Err(error) => return bad_case(&Value::Null, &format!("the line is not JSON: {error}")),
    };
    let name = &case["name"];
    if !case["template"].is_string() {
        return bad_case(name, "the case has no template");
    }
    match &case["profile"] {
        Value::Null => {}
        profile if profile == "stock" || profile == "aws" => {}
        profile => return bad_case(name, &format!("there is no profile {profile}")),
    }
    if let Some(context) = case["context"]
        .as_str()
        .filter(|name| contexts.get(name).is_none())
    {
        return bad_case(name, &format!("there is no context {context:?}"));
    }
    // The engine does not panic; if it did, the other cases should be answered all the same.
    match catch_unwind(AssertUnwindSafe(|| case::run(&case, contexts))) {
        Ok(outcome) => report(name, &outcome),
        Err(_) => error(name, "Panic", "the engine panicked", Position::UNKNOWN),
    }
}

/// The line that reports an outcome.
fn report(name: &Value, outcome: &case::Outcome) -> Value {
    match &outcome.result {
        Ok(text) => {
            let mut line = Map::new();
            line.insert("name".to_owned(), name.clone());
            line.insert("output".to_owned(), Value::from(text.as_str()));
            if let Some(overrides) = &outcome.overrides {
                line.insert("overrides".to_owned(), overrides.clone());
            }
            Value::Object(line)
        }
        Err(failure) => error(name, failure.class, &failure.message, failure.position),
    }
}

fn bad_case(name: &Value, message: &str) -> Value {
    error(name, "BadCase", message, Position::UNKNOWN)
}

fn error(name: &Value, class: &str, message: &str, position: Position) -> Value {
    let Position { line, column } = position;
    json!({"name": name, "error": {"class": class, "message": message, "line": line, "column": column}})
}
