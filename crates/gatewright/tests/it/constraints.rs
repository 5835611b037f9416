//! Every constraint of every operation's input that the models state, broken one at a time: what the
//! server answers, in form and status. The requests are made from the models' shapes, so that an
//! operation that is built anew is tested with it.

use bytes::Bytes;
use gatewright::control::{Scope, answer, handler};
use gatewright_wire::client;
use gatewright_wire::model::{Kind, Location, Operation, Protocol, Service, Shape};
use gatewright_wire::validate::validate;
use gatewright_wire::{apigateway, iam, lambda, logs, sts};
use http::Request;
use serde_json::{Map, Value, json};

use crate::control::scope;

const SERVICES: [&Service; 5] = [
    &apigateway::SERVICE,
    &iam::SERVICE,
    &lambda::SERVICE,
    &logs::SERVICE,
    &sts::SERVICE,
];

/// How deep in an input constraints are broken.
const DEPTH: usize = 4;

/// A value that keeps the shape's constraints.
fn valid(shape: &Shape) -> Value {
    match &shape.kind {
        Kind::String(text) => {
            if let Some(value) = text.values.first() {
                return json!(value);
            }
            let least = usize::try_from(text.length.min.unwrap_or(1).max(1)).unwrap();
            // What fits a pattern is found among what people write.
            let candidates = [
                "a",
                "abc",
                "1",
                "200",
                "v1",
                "name",
                "$LATEST",
                "/",
                "*",
                "arn:aws:lambda:us-east-1:123456789012:function:name",
                "arn:aws:iam::123456789012:role/name",
                "arn:aws:kms:us-east-1:123456789012:key/1",
                "arn:aws:s3:::bucket",
                "arn:aws:sqs:us-east-1:123456789012:queue",
                "arn:aws:lambda:us-east-1:123456789012:layer:name:1",
                "lambda:InvokeFunction",
                "lambda:GetLayerVersion",
                "principal.amazonaws.com",
                "2026-11-23T00:00:00.000Z",
            ];
            let fitting = candidates.iter().find(|candidate| {
                candidate.len() >= least
                    && text
                        .length
                        .max
                        .is_none_or(|max| candidate.len() as i64 <= max)
                    && fits(text.pattern, candidate)
            });
            match fitting {
                Some(text) => json!(text),
                None => json!("a".repeat(least)),
            }
        }
        Kind::Integer(range) | Kind::Long(range) => {
            json!(
                range
                    .min
                    .unwrap_or(1)
                    .max(1)
                    .min(range.max.unwrap_or(i64::MAX))
            )
        }
        Kind::Double => json!(1.5),
        Kind::Boolean => json!(true),
        Kind::Timestamp => json!(1_700_000_000),
        Kind::Blob => json!("e30="),
        Kind::List(of, length) => {
            let count = length.min.unwrap_or(1).max(1);
            (0..count).map(|_| valid(of)).collect()
        }
        Kind::Map(key, of) => {
            let key = valid(key);
            json!({key.as_str().unwrap(): valid(of)})
        }
        Kind::Structure(structure) => {
            let members = structure
                .members
                .iter()
                .filter(|member| member.required)
                .map(|member| (member.name.to_owned(), valid(member.shape)));
            Value::Object(members.collect())
        }
        Kind::EventStream(_) => Value::Null,
    }
}

fn fits(pattern: Option<&str>, text: &str) -> bool {
    pattern.is_none_or(|pattern| {
        fancy_regex::Regex::new(&format!(r"\A(?:{pattern})\z"))
            .is_ok_and(|pattern| pattern.is_match(text).unwrap_or(false))
    })
}

/// A broken constraint: the members on the way to the value, the value to put there, and what is
/// broken.
struct Breach {
    path: Vec<&'static str>,
    value: Option<Value>,
    what: &'static str,
}

/// Everything that can be broken at `shape` and below it, lists and maps aside, whose elements are
/// not members.
fn breaches(shape: &'static Shape, path: &[&'static str], found: &mut Vec<Breach>) {
    let Kind::Structure(structure) = &shape.kind else {
        return;
    };
    for member in structure.members {
        let mut path = path.to_vec();
        path.push(member.name);
        let mut breach = |value: Option<Value>, what: &'static str| {
            found.push(Breach {
                path: path.clone(),
                value,
                what,
            });
        };
        // A label that is missing leaves no path to send to.
        if member.required && member.location != Location::Uri {
            breach(None, "missing");
        }
        match &member.shape.kind {
            Kind::String(text) => {
                if !text.values.is_empty() {
                    breach(Some(json!("no-such-word")), "enum");
                }
                if let Some(min) = text.length.min.filter(|min| *min > 0) {
                    let short = "a".repeat(usize::try_from(min - 1).unwrap());
                    // An empty label leaves no path to send to either.
                    if !(short.is_empty() && member.location == Location::Uri) {
                        breach(Some(json!(short)), "too short");
                    }
                }
                if let Some(max) = text.length.max.filter(|max| *max < 10_000) {
                    let long = "a".repeat(usize::try_from(max + 1).unwrap());
                    breach(Some(json!(long)), "too long");
                }
                if text.pattern.is_some_and(|it| !fits(Some(it), "\u{1}")) {
                    breach(Some(json!("\u{1}")), "pattern");
                }
            }
            Kind::Integer(range) | Kind::Long(range) => {
                if let Some(min) = range.min {
                    breach(Some(json!(min - 1)), "too small");
                }
                if let Some(max) = range.max.filter(|max| *max < i64::from(i32::MAX)) {
                    breach(Some(json!(max + 1)), "too large");
                }
            }
            Kind::List(of, length) => {
                // Of structures with nothing in them the query protocol writes nothing.
                let element = valid(of);
                let is_written = element
                    .as_object()
                    .is_none_or(|members| !members.is_empty());
                if let Some(max) = length.max.filter(|max| *max < 1000 && is_written) {
                    let many = (0..=max).map(|_| valid(of)).collect();
                    breach(Some(many), "too many");
                }
            }
            Kind::Structure(_) if path.len() < DEPTH => breaches(member.shape, &path, found),
            _ => {}
        }
    }
}

/// The input with the breach in it.
fn broken(operation: &Operation, breach: &Breach) -> Value {
    let mut input = valid(operation.input);
    let mut shape = operation.input;
    let mut at = &mut input;
    let (last, way) = breach.path.split_last().unwrap();
    for name in way {
        let Kind::Structure(structure) = &shape.kind else {
            unreachable!("a way leads through structures")
        };
        shape = structure.member(name).unwrap().shape;
        let members = at.as_object_mut().unwrap();
        at = members.entry(*name).or_insert_with(|| valid(shape));
    }
    let members: &mut Map<String, Value> = at.as_object_mut().unwrap();
    match &breach.value {
        Some(value) => members.insert((*last).to_owned(), value.clone()),
        None => members.remove(*last),
    };
    input
}

/// What is wrong with an answer: `None` if it is a refusal of the service's form.
fn wrong(service: &Service, answer: &http::Response<Bytes>) -> Option<String> {
    let status = answer.status().as_u16();
    let body = String::from_utf8_lossy(answer.body()).into_owned();
    if status != 400 {
        return Some(format!("{status} {body}"));
    }
    let code = match service.protocol {
        Protocol::RestJson => {
            let code = answer.headers().get("x-amzn-errortype");
            let message: Option<Value> = serde_json::from_str(&body).ok();
            let message = message
                .as_ref()
                .and_then(|body| body.get("message").or_else(|| body.get("Message")))
                .and_then(Value::as_str)
                .filter(|message| !message.is_empty());
            message
                .and(code)
                .map(|code| code.to_str().unwrap().to_owned())
        }
        Protocol::AwsJson { .. } => {
            let body: Option<Value> = serde_json::from_str(&body).ok();
            body.and_then(|body| Some(body.get("__type")?.as_str()?.to_owned()))
        }
        Protocol::Query { .. } => body
            .split_once("<Code>")
            .and_then(|(_, rest)| rest.split_once("</Code>"))
            .map(|(code, _)| code.to_owned())
            .filter(|_| body.contains("<Message>") && body.contains("<Type>Sender</Type>")),
    };
    match code {
        Some(code) if !code.is_empty() => None,
        _ => Some(format!("no error of the protocol: {body}")),
    }
}

async fn ask(
    scope: &Scope,
    service: &'static Service,
    request: &Request<Bytes>,
) -> http::Response<Bytes> {
    answer(scope, service, request).await
}

#[tokio::test]
async fn what_breaks_a_models_constraint_is_refused() {
    let (scope, _folder) = scope();
    let mut tried = 0;
    let mut failures = Vec::new();
    for service in SERVICES {
        for operation in service.operations {
            if handler(service.name, operation.name).is_none() {
                continue;
            }
            let mut found = Vec::new();
            breaches(operation.input, &[], &mut found);
            for breach in found {
                let input = broken(operation, &breach);
                // What cannot be written at all, such as a header of control characters, cannot come.
                let Ok(request) = client::encode(service, operation, input) else {
                    continue;
                };
                tried += 1;
                let answer = ask(&scope, service, &request).await;
                if let Some(wrong) = wrong(service, &answer) {
                    failures.push(format!(
                        "{} {}, {} {}: {wrong}",
                        service.name,
                        operation.name,
                        breach.path.join("."),
                        breach.what
                    ));
                }
            }
        }
    }
    println!("{tried} requests, each with one constraint broken");
    assert!(tried > 500, "{tried}");
    assert!(
        failures.is_empty(),
        "{} of {tried}\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// Nothing panics or answers with a failure of the server's own, whatever an empty server is asked.
#[tokio::test]
async fn what_keeps_the_constraints_is_understood() {
    let (scope, _folder) = scope();
    let mut failures = Vec::new();
    let mut tried = 0;
    for service in SERVICES {
        for operation in service.operations {
            if handler(service.name, operation.name).is_none() {
                continue;
            }
            let input = valid(operation.input);
            // A pattern that none of the texts above fits.
            if !validate(service, operation, &input).is_empty() {
                println!("{} {} is not tried", service.name, operation.name);
                continue;
            }
            tried += 1;
            let Ok(request) = client::encode(service, operation, input) else {
                failures.push(format!("{} cannot be written", operation.name));
                continue;
            };
            let answer = ask(&scope, service, &request).await;
            let body = String::from_utf8_lossy(answer.body());
            let misread = body.contains("validation error detected")
                || body.contains("SerializationException");
            if answer.status().as_u16() >= 500 || misread {
                failures.push(format!(
                    "{} {}: {} {body}",
                    service.name,
                    operation.name,
                    answer.status()
                ));
            }
        }
    }
    assert!(tried > 200, "{tried}");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[tokio::test]
async fn paths_that_no_operation_has_are_refused() {
    let (scope, _folder) = scope();
    for service in [&apigateway::SERVICE, &lambda::SERVICE] {
        for operation in service.operations {
            let (path, _) = operation.uri.split_once('?').unwrap_or((operation.uri, ""));
            let path = path.replace(['{', '}', '+'], "");
            for (method, path) in [
                (operation.method, format!("/no-such-thing{path}")),
                (operation.method, format!("{path}/no/such/thing")),
                ("TRACE", path.clone()),
            ] {
                let request = Request::builder()
                    .method(method)
                    .uri(&path)
                    .body(Bytes::new())
                    .unwrap();
                let answer = ask(&scope, service, &request).await;
                let status = answer.status().as_u16();
                let code = answer.headers().get("x-amzn-errortype");
                assert!(
                    (400..500).contains(&status) && code.is_some(),
                    "{method} {path}: {status} {:?}",
                    answer.body()
                );
            }
        }
    }
    for service in [&logs::SERVICE, &iam::SERVICE, &sts::SERVICE] {
        let request = Request::builder().method("POST").uri("/");
        let request = match service.protocol {
            Protocol::AwsJson { target_prefix } => request
                .header("x-amz-target", format!("{target_prefix}.NoSuchOperation"))
                .header("content-type", "application/x-amz-json-1.1")
                .body(Bytes::from_static(b"{}")),
            _ => request
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Bytes::from_static(b"Action=NoSuchOperation&Version=x")),
        };
        let answer = ask(&scope, service, &request.unwrap()).await;
        assert_eq!(wrong(service, &answer), None);
    }
}
