//! The cases whose results come from the real Velocity 1.7 (`tests/data/README.md`).

use std::collections::BTreeSet;

use serde_json::Value;

use crate::case::{self, Failure, Outcome};

const CASES: &str = include_str!("../data/cases.jsonl");
/// Random templates, on which the engines agree since they once did not.
const RANDOM: &str = include_str!("../data/random.jsonl");
const CONTEXTS: &str = include_str!("../data/contexts.json");
/// Cases that are known to differ, one a line with the reason.
const KNOWN: &str = include_str!("../data/known-differences.txt");

/// Why an outcome is not what the case expects.
fn difference(case: &Value, outcome: &Outcome) -> Option<String> {
    let expected_error = case.get("error").filter(|error| !error.is_null());
    match (&outcome.result, expected_error) {
        (
            Err(Failure {
                class,
                message,
                position,
            }),
            Some(error),
        ) => {
            let place = (
                error["line"].as_i64().unwrap_or(-1),
                error["column"].as_i64().unwrap_or(-1),
            );
            let found = (i64::from(position.line), i64::from(position.column));
            let placed = place.0 == -1 || place == found;
            (error["class"] != *class || !placed).then(|| {
                format!(
                    "expected {} at {place:?}, got {class} at {found:?}: {message}",
                    error["class"]
                )
            })
        }
        (Err(Failure { class, message, .. }), None) => {
            Some(format!("unexpected {class}: {message}"))
        }
        (Ok(text), Some(error)) => {
            Some(format!("expected {} but rendered {text:?}", error["class"]))
        }
        (Ok(text), None) => {
            if let Some(pattern) = case["expected_regex"].as_str() {
                return (!fits(pattern, text))
                    .then(|| format!("expected /{pattern}/, got {text:?}"));
            }
            let expected = case["expected"].as_str().unwrap_or("");
            if text != expected {
                return Some(format!("expected {expected:?}, got {text:?}"));
            }
            let overrides = case.get("overrides").cloned().unwrap_or(Value::Null);
            let left = outcome.overrides.clone().unwrap_or(Value::Null);
            (sorted(&overrides) != sorted(&left))
                .then(|| format!("expected overrides {overrides}, got {left}"))
        }
    }
}

/// The order of keys does not count.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(entries) => {
            let mut entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| (key.clone(), sorted(value)))
                .collect();
            entries.sort_by(|left, right| left.0.cmp(&right.0));
            Value::Object(entries.into_iter().collect())
        }
        value => value.clone(),
    }
}

/// Whether a text fits a pattern in which only identity hashes vary (`[0-9a-f]+` after an `@`).
fn fits(pattern: &str, text: &str) -> bool {
    let mut rest = text;
    for (at, literal) in pattern.split("[0-9a-f]+").enumerate() {
        if at > 0 {
            let digits = rest.len()
                - rest
                    .trim_start_matches(|c: char| c.is_ascii_hexdigit())
                    .len();
            if digits == 0 {
                return false;
            }
            rest = &rest[digits..];
        }
        let Some(after) = rest.strip_prefix(literal.replace('\\', "").as_str()) else {
            return false;
        };
        rest = after;
    }
    rest.is_empty()
}

#[test]
fn every_case_renders_as_velocity_does() {
    let contexts: Value = serde_json::from_str(CONTEXTS).unwrap();
    let known: BTreeSet<&str> = KNOWN
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split_whitespace().next().unwrap_or(""))
        .collect();
    let mut names = BTreeSet::new();
    let mut problems = Vec::new();
    for line in CASES.lines().chain(RANDOM.lines()) {
        let case: Value = serde_json::from_str(line).unwrap();
        let name = case["name"].as_str().unwrap().to_owned()
            + if case["profile"] == "stock" {
                "/stock"
            } else {
                "/aws"
            };
        let found = difference(&case, &case::run(&case, &contexts));
        match (found, known.contains(name.as_str())) {
            (Some(difference), false) => {
                problems.push(format!("{name} {}\n    {difference}", case["template"]));
            }
            (None, true) => {
                problems.push(format!("{name} is listed as a known difference but passes"));
            }
            _ => {}
        }
        names.insert(name);
    }
    for listed in known.iter().filter(|listed| !names.contains(**listed)) {
        problems.push(format!(
            "{listed} is listed as a known difference but is no case"
        ));
    }
    assert!(
        problems.is_empty(),
        "{} of {} cases differ:\n{}",
        problems.len(),
        names.len(),
        problems.join("\n")
    );
}
