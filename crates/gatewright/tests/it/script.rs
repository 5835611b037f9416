//! Cases as data: the files of `tests/data/{apigateway,lambda}`.
//!
//! A file holds cases. `== name` begins one, with what the service prepares for each, in an empty
//! server that the whole file shares. Then come requests, each with what is expected of its
//! answer:
//!
//! ```text
//! POST /restapis/<api>/resources/<root> {"pathPart": "pets"}
//! 201 {"id": "<id:pets>", "parentId": "<root>", "path": "/pets", "pathPart": "pets"}
//! DELETE /restapis/<api>/resources/none
//! 404 NotFoundException: Invalid Resource identifier specified
//! ```
//!
//! `<name>` stands for what was captured; `"<id:name>"` captures; `"<*>"` is anything. An answer
//! is compared whole. A number alone expects the status and nothing else.

use std::collections::BTreeMap;

use gatewright::control::Scope;
use gatewright_wire::model::Service;
use serde_json::Value;

use crate::control::{scope, send};

pub(crate) type Captured = BTreeMap<String, String>;

fn fill(text: &str, captured: &Captured) -> String {
    captured
        .iter()
        .fold(text.to_owned(), |text, (name, value)| {
            text.replace(&format!("<{name}>"), value)
        })
}

/// Whether the answer is what is expected; captures on the way.
fn fits(expected: &Value, actual: &Value, captured: &mut Captured) -> bool {
    match (expected, actual) {
        (Value::String(text), actual) if text == "<*>" => !actual.is_null(),
        (Value::String(text), Value::String(actual)) if text.starts_with("<id:") => {
            captured.insert(text[4..text.len() - 1].to_owned(), actual.clone());
            true
        }
        (Value::Object(expected), Value::Object(actual)) => {
            expected.len() == actual.len()
                && expected.iter().all(|(name, expected)| {
                    let name = fill(name, captured);
                    actual
                        .get(&name)
                        .is_some_and(|actual| fits(expected, actual, captured))
                })
        }
        (Value::Array(expected), Value::Array(actual)) => {
            expected.len() == actual.len()
                && expected
                    .iter()
                    .zip(actual)
                    .all(|(expected, actual)| fits(expected, actual, captured))
        }
        (expected, actual) => expected == actual,
    }
}

/// Whether an error's body is the message, under either spelling, with what Lambda adds to it.
fn says(body: &Value, message: &str) -> bool {
    body.as_object().is_some_and(|body| {
        body.iter().all(|(key, value)| match key.as_str() {
            "message" | "Message" => value == message,
            "Type" => value == "User",
            _ => false,
        })
    })
}

/// Runs a file's cases against `service`; `begin` prepares the case of that number and names what
/// it may use.
pub(crate) async fn run(
    service: &'static Service,
    file: &str,
    text: &str,
    begin: impl AsyncFn(&Scope, usize) -> Captured,
) {
    let (scope, _folder) = scope();
    let mut cases = 0;
    let mut captured = Captured::new();
    let mut request: Option<String> = None;
    let mut case = String::new();
    let mut checked = 0;
    let mut failures = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if let Some(name) = line.strip_prefix("== ") {
            captured = begin(&scope, cases).await;
            cases += 1;
            name.clone_into(&mut case);
        } else if line.is_empty() || line.starts_with('#') {
        } else if let Some(sent) = request.take() {
            let mut parts = sent.splitn(3, ' ');
            let mut part = || parts.next().unwrap_or_default();
            let answer = send(&scope, service, part(), part(), part()).await;
            checked += 1;
            let (status, rest) = line.split_once(' ').unwrap_or((line, ""));
            let body_fits = if rest.is_empty() {
                true
            } else if rest.starts_with(['{', '[']) {
                let expected: Value = serde_json::from_str(&fill(rest, &captured))
                    .unwrap_or_else(|error| panic!("{file}, {case}: {error} in {rest}"));
                fits(&expected, &answer.body, &mut captured)
            } else {
                let (code, message) = rest.split_once(": ").unwrap();
                // A message may end in a space, which `_` stands for.
                let mut message = fill(message, &captured);
                if message.ends_with(" _") {
                    message.pop();
                }
                answer.error.as_deref() == Some(code) && says(&answer.body, &message)
            };
            if status != answer.status.to_string() || !body_fits {
                failures.push(format!(
                    "{file}, {case}:\n  {sent}\n  expected {}\n  answered {} {} {}",
                    fill(line, &captured),
                    answer.status,
                    answer.error.unwrap_or_default(),
                    answer.body
                ));
            }
        } else {
            request = Some(fill(line, &captured));
        }
    }
    assert!(
        request.is_none(),
        "{file}: the last request expects nothing"
    );
    assert!(checked > 0, "{file} checks nothing");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
