//! Runs the rows of the data files. A row is an API, a request and a world, and what AWS answers
//! and logs, taken from the facts that it names. `…` in an expected text stands for anything.

use std::borrow::Cow;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use gatewright_gateway::api::Api;
use gatewright_gateway::compile::{compile, compile_canary};
use gatewright_gateway::engine::Engine;
use gatewright_gateway::headers::Headers;
use gatewright_gateway::request::Request;
use gatewright_gateway::trace::Trace;
use gatewright_wire::apigateway::Stage;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::world::{NOW, World, pairs};

const REQUEST_ID: &str = "11111111-2222-4333-8444-555555555555";
const EXTENDED_ID: &str = "Vts2pH6ArPEFcuQ=";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Row {
    name: String,
    /// The fact that the expectation comes from.
    #[allow(dead_code, reason = "for whoever reads the data")]
    fact: String,
    #[serde(default = "pets")]
    resource: String,
    #[serde(default = "post")]
    verb: String,
    integration: Option<Value>,
    method_doc: Option<Value>,
    #[serde(default)]
    models: Value,
    #[serde(default)]
    request_validators: Value,
    #[serde(default)]
    gateway_responses: Value,
    #[serde(default)]
    authorizers: Value,
    #[serde(default)]
    binary_media_types: Value,
    #[serde(default)]
    policy: Value,
    #[serde(default)]
    api_key_source: Value,
    #[serde(default)]
    variables: Value,
    settings: Option<Value>,
    #[serde(default)]
    tracing: bool,
    #[serde(default)]
    canary_settings: Value,
    /// Whether the request is the canary's.
    #[serde(default)]
    to_canary: bool,
    #[serde(default)]
    request: Incoming,
    #[serde(default)]
    world: World,
    status: u16,
    error_type: Option<String>,
    body: String,
    #[serde(default)]
    headers: Map<String, Value>,
    /// The lines after `Method request body before transformations`.
    log: Option<Vec<String>>,
    /// All lines.
    whole_log: Option<Vec<String>>,
    /// The access log's format and, after the request, its line.
    access_log_format: Option<String>,
    access_log: Option<String>,
    /// What the world was asked to do, each member where it is given.
    #[serde(default)]
    sent: Value,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct Incoming {
    method: Option<String>,
    path: Option<String>,
    /// Through a custom domain.
    base_path: Option<String>,
    query: String,
    headers: Map<String, Value>,
    body: String,
    body_size: Option<usize>,
}

fn pets() -> String {
    "/pets".to_owned()
}

fn post() -> String {
    "POST".to_owned()
}

impl Row {
    fn api(&self) -> Api {
        let mut method = self.method_doc.clone().unwrap_or_else(
            || json!({"authorizationType": "NONE", "methodResponses": {"200": {"statusCode": "200"}}}),
        );
        if let Some(integration) = &self.integration {
            method["methodIntegration"] = integration.clone();
        }
        let list = |value: &Value| {
            if value.is_null() {
                json!([])
            } else {
                value.clone()
            }
        };
        serde_json::from_value(json!({
            "account": "123456789012",
            "region": "us-east-1",
            "restApi": {"id": "abc123", "name": "pets", "binaryMediaTypes": list(&self.binary_media_types), "policy": self.policy, "endpointConfiguration": {"types": ["REGIONAL"]}, "apiKeySource": self.api_key_source},
            "resources": [
                {"id": "root000001", "path": "/"},
                {"id": "res001", "parentId": "root000001", "path": self.resource, "resourceMethods": {self.verb.as_str(): method}}
            ],
            "models": list(&self.models),
            "authorizers": list(&self.authorizers),
            "requestValidators": list(&self.request_validators),
            "gatewayResponses": list(&self.gateway_responses),
        }))
        .expect("an API")
    }

    fn stage(&self) -> Stage {
        let settings = self
            .settings
            .clone()
            .unwrap_or_else(|| json!({"loggingLevel": "INFO", "dataTraceEnabled": true}));
        serde_json::from_value(json!({
            "stageName": "prod",
            "deploymentId": "dep001",
            "variables": if self.variables.is_null() { json!({}) } else { self.variables.clone() },
            "methodSettings": {"*/*": settings},
            "tracingEnabled": self.tracing,
            "canarySettings": self.canary_settings,
            "accessLogSettings": self.access_log_format.as_ref().map(|format| json!({
                "destinationArn": "arn:aws:logs:us-east-1:123456789012:log-group:access",
                "format": format,
            })),
        }))
        .expect("a stage")
    }

    fn request(&self) -> Request {
        let incoming = &self.request;
        let path = incoming
            .path
            .clone()
            .unwrap_or_else(|| self.resource.clone());
        let mut headers = Headers::default();
        for (name, value) in &incoming.headers {
            headers.append(name.clone(), value.as_str().expect("a header's value"));
        }
        let method = incoming.method.as_deref().unwrap_or(if self.verb == "ANY" {
            "POST"
        } else {
            &self.verb
        });
        Request {
            method: method.parse().expect("a verb"),
            raw_path: format!("/prod{path}"),
            context_path: match &incoming.base_path {
                None => format!("/prod{path}"),
                Some(base) => format!("/{base}{path}"),
            },
            base_path: incoming.base_path.clone(),
            path,
            query: incoming.query.clone(),
            headers,
            body: match incoming.body_size {
                Some(size) => Bytes::from(vec![b'x'; size]),
                None => Bytes::from(incoming.body.clone()),
            },
            source_ip: "192.0.2.1".to_owned(),
            client_certificate: None,
            protocol: Cow::Borrowed("HTTP/1.1"),
            domain_name: "abc123.execute-api.us-east-1.amazonaws.com".to_owned(),
            domain_prefix: "abc123".to_owned(),
            received_ms: NOW,
            request_id: REQUEST_ID.to_owned(),
            extended_request_id: EXTENDED_ID.to_owned(),
            trace_root: "1-5c755b5d-07b29b94e632d3da19d88789".to_owned(),
        }
    }
}

/// A server runs requests on many threads; that they can be is checked here, at compile time.
fn may_cross_threads<F: Future + Send>(future: F) -> F {
    future
}

/// Runs a future that never has to wait: the world of a row answers at once.
pub(crate) fn ready<F: Future>(future: F) -> F::Output {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the world of a row answers at once"),
    }
}

/// Whether a text fits an expected one, in which `…` stands for anything.
pub(crate) fn fits(expected: &str, text: &str) -> bool {
    let mut pieces = expected.split('…');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let mut last = None;
    for piece in pieces {
        if let Some(before) = last.replace(piece) {
            let Some((_, after)) = rest.split_once(before) else {
                return false;
            };
            rest = after;
        }
    }
    last.map_or(rest.is_empty(), |last| rest.ends_with(last))
}

fn check(row: Row) -> Result<(), String> {
    let stage = row.stage();
    let (snapshot, _) = match &stage.canary_settings {
        Some(canary) if row.to_canary => compile_canary(&row.api(), &stage, canary),
        _ => compile(&row.api(), &stage),
    };
    let request = row.request();
    let (status, errors, headers, body) = (row.status, row.error_type, row.headers, row.body);
    let mut trace = Trace::new(REQUEST_ID, NOW, false);
    let engine = Engine::new(row.world);
    let answer = ready(may_cross_threads(
        engine.explain(&snapshot, &request, &mut trace),
    ));
    let (response, fault) = (answer.response, answer.fault);

    let mut wrong: Vec<String> = Vec::new();
    let mut differs = |what: &str, expected: String, actual: String| {
        if !fits(&expected, &actual) {
            let difference = [
                format!("  {what}:"),
                format!("    expected {expected}"),
                format!("    got      {actual}"),
            ];
            wrong.extend(difference);
        }
    };
    differs("status", status.to_string(), response.status.to_string());
    differs(
        "body",
        body,
        String::from_utf8_lossy(&response.body).into_owned(),
    );
    let sent = pairs(&response.headers);
    let header = |name: &str| {
        let values = sent
            .iter()
            .filter(|(key, _)| key.eq_ignore_ascii_case(name));
        values
            .map(|(_, value)| value.as_str())
            .collect::<Vec<_>>()
            .join(",")
    };
    differs(
        "access log",
        row.access_log.unwrap_or_default(),
        answer.access_log.unwrap_or_default(),
    );
    differs(
        "fault",
        errors.is_some().to_string(),
        fault.is_some().to_string(),
    );
    differs(
        "x-amzn-ErrorType",
        errors.unwrap_or_default(),
        header("x-amzn-ErrorType"),
    );
    differs(
        "x-amzn-RequestId",
        REQUEST_ID.to_owned(),
        header("x-amzn-RequestId"),
    );
    differs(
        "x-amz-apigw-id",
        EXTENDED_ID.to_owned(),
        header("x-amz-apigw-id"),
    );
    for (name, value) in &headers {
        differs(
            name,
            value.as_str().unwrap_or_default().to_owned(),
            header(name),
        );
    }
    let lines: Vec<String> = trace
        .record()
        .log_events()
        .map(|(_, line)| {
            line.strip_prefix(&format!("({REQUEST_ID}) "))
                .expect("the request's id")
                .to_owned()
        })
        .collect();
    let body_line = "Method request body before transformations: ";
    let (expected, actual) = match (row.whole_log, row.log) {
        (Some(whole), _) => (whole, lines),
        (None, Some(tail)) => {
            let at = lines.iter().position(|line| line.starts_with(body_line));
            (tail, lines[at.map_or(0, |at| at + 1)..].to_vec())
        }
        (None, None) => (Vec::new(), Vec::new()),
    };
    for at in 0..expected.len().max(actual.len()) {
        let line = |lines: &[String]| {
            lines
                .get(at)
                .cloned()
                .unwrap_or_else(|| "(no line)".to_owned())
        };
        differs(&format!("log line {at}"), line(&expected), line(&actual));
    }
    if let Value::Array(calls) = row.sent {
        let made = engine.io().sent.lock().unwrap();
        differs("calls", calls.len().to_string(), made.len().to_string());
        for (call, made) in calls.iter().zip(made.iter()) {
            let text = |name: &str| call[name].as_str().map(str::to_owned);
            differs(
                "call's url",
                text("url").unwrap_or("…".to_owned()),
                made.url.clone(),
            );
            differs(
                "call's method",
                text("method").unwrap_or("…".to_owned()),
                made.method.clone(),
            );
            differs(
                "call's body",
                text("body").unwrap_or("…".to_owned()),
                made.body.clone(),
            );
            for (name, value) in call["headers"].as_object().into_iter().flatten() {
                let values = made.headers.iter().filter(|(key, _)| key == name);
                let actual = values
                    .map(|(_, value)| value.as_str())
                    .collect::<Vec<_>>()
                    .join(",");
                differs(name, value.as_str().unwrap_or_default().to_owned(), actual);
            }
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(format!("{}\n{}\n", row.name, wrong.join("\n")))
    }
}

fn run(file: &str) {
    let rows: Vec<Row> = serde_json::from_str(file).expect("rows");
    let count = rows.len();
    let wrong: Vec<String> = rows
        .into_iter()
        .filter_map(|row| check(row).err())
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {count} rows are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn failures_answer_and_log_as_aws_does() {
    run(include_str!("../data/failures.json"));
}

#[test]
fn successes_answer_and_log_as_aws_does() {
    run(include_str!("../data/sequences.json"));
}

#[test]
fn access_logs_tell_what_came_of_a_request() {
    run(include_str!("../data/access_logs.json"));
}

#[test]
fn exchanges_are_mapped_as_aws_maps_them() {
    run(include_str!("../data/exchanges.json"));
}

#[test]
fn aws_services_are_called_as_aws_calls_them() {
    run(include_str!("../data/services.json"));
}

#[test]
fn callers_are_let_in_as_aws_lets_them_in() {
    run(include_str!("../data/authorization.json"));
}
