//! Cases as data: the files of `tests/data/apigateway`.
//!
//! A file holds cases. `== name` begins one, with a new API of its own in an empty server that
//! the whole file shares. Then come requests, each with what is expected of its answer:
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

use serde_json::{Value, json};

use super::{NLB, new_api, scope, send};

type Captured = BTreeMap<String, String>;

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

async fn run(file: &str, text: &str) {
    let (scope, _folder) = scope().await;
    let mut captured = Captured::new();
    let mut request: Option<String> = None;
    let mut case = String::new();
    let mut checked = 0;
    let mut failures = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if let Some(name) = line.strip_prefix("== ") {
            let (api, root) = new_api(&scope).await;
            captured = [("api".to_owned(), api), ("root".to_owned(), root)].into();
            for (name, text) in [("nlb", NLB), ("nl", "\n"), ("tab", "\t")] {
                captured.insert(name.to_owned(), text.to_owned());
            }
            name.clone_into(&mut case);
        } else if line.is_empty() || line.starts_with('#') {
        } else if let Some(sent) = request.take() {
            let mut parts = sent.splitn(3, ' ');
            let mut part = || parts.next().unwrap_or_default();
            let answer = send(&scope, part(), part(), part()).await;
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
                answer.error.as_deref() == Some(code)
                    && answer.body == json!({ "message": message })
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

macro_rules! files {
    ($($name:ident)*) => {
        $(#[tokio::test]
        async fn $name() {
            let file = concat!(stringify!($name), ".txt");
            run(file, include_str!(concat!("../../data/apigateway/", stringify!($name), ".txt"))).await;
        })*
    };
}

files! {
    refusals
    rest_apis
    resources
    methods
    models
    gateway_responses
    imports
    deployments
    stages
    vpc_links
    account_and_tags
}
