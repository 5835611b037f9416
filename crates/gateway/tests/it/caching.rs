//! The responses that a stage keeps: rows of a stage, a method and the calls made to it one after the other. The response
//! to a call is its number, so a body says which call it was first given to.

use std::borrow::Cow;
use std::fmt::Write;

use bytes::Bytes;
use gatewright_gateway::api::Api;
use gatewright_gateway::compile::compile;
use gatewright_gateway::engine::Engine;
use gatewright_gateway::headers::Headers;
use gatewright_gateway::request::Request;
use gatewright_gateway::snapshot::Snapshot;
use gatewright_gateway::trace::Trace;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::rows::ready;
use crate::world::{NOW, World};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Row {
    name: String,
    #[allow(dead_code, reason = "for whoever reads the data")]
    fact: String,
    #[serde(default = "yes")]
    cluster: bool,
    /// The settings of all methods.
    #[serde(default)]
    settings: Value,
    /// Those of methods by key.
    #[serde(default)]
    method_settings: Map<String, Value>,
    #[serde(default = "any")]
    verb: String,
    #[serde(default)]
    parameters: Vec<String>,
    #[serde(default)]
    mapped: Map<String, Value>,
    /// The namespace of both resources.
    namespace: Option<String>,
    #[serde(default)]
    policy: Value,
    #[serde(default)]
    status: Option<String>,
    calls: Vec<Call>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Call {
    #[serde(default = "get")]
    verb: String,
    /// With the query.
    #[serde(default = "dog")]
    target: String,
    #[serde(default)]
    headers: Map<String, Value>,
    /// Seconds that pass before it.
    #[serde(default)]
    after: i64,
    /// The number of the call whose answer it gets; its own where it is not said.
    is: Option<usize>,
    /// The status that refuses it.
    refused: Option<u16>,
    #[serde(default)]
    warning: bool,
}

fn yes() -> bool {
    true
}

fn any() -> String {
    "ANY".to_owned()
}

fn get() -> String {
    "GET".to_owned()
}

fn dog() -> String {
    "/pets/dog".to_owned()
}

impl Row {
    fn compile(&self) -> Snapshot {
        let status = self.status.as_deref().unwrap_or("200");
        let method = json!({
            "authorizationType": "NONE",
            "methodResponses": {status: {"statusCode": status}},
            "methodIntegration": {
                "type": "MOCK",
                "requestTemplates": {"application/json": format!("{{\"statusCode\": {status}}}")},
                "integrationResponses": {status: {
                    "statusCode": status, "responseTemplates": {"application/json": "$context.requestId"},
                }},
                "requestParameters": self.mapped,
                "cacheKeyParameters": self.parameters,
                "cacheNamespace": self.namespace,
            },
        });
        let methods = json!({self.verb.as_str(): method});
        let api: Api = serde_json::from_value(json!({
            "account": "123456789012", "region": "us-east-1",
            "restApi": {"id": "abc123", "policy": self.policy},
            "resources": [
                {"id": "root", "path": "/"},
                {"id": "pets", "parentId": "root", "path": "/pets/{kind}", "resourceMethods": methods},
                {"id": "cats", "parentId": "root", "path": "/cats", "resourceMethods": methods},
            ],
        }))
        .unwrap();
        let mut settings = self.method_settings.clone();
        let all = match &self.settings {
            Value::Null => json!({"cachingEnabled": true}),
            given => given.clone(),
        };
        settings.insert("*/*".to_owned(), all);
        let stage = serde_json::from_value(json!({
            "stageName": "prod", "cacheClusterEnabled": self.cluster, "methodSettings": settings,
        }))
        .unwrap();
        compile(&api, &stage).0
    }
}

fn request(call: &Call, number: usize) -> Request {
    let (path, query) = call.target.split_once('?').unwrap_or((&call.target, ""));
    let mut headers = Headers::new();
    for (name, value) in &call.headers {
        headers.append(name.clone(), value.as_str().unwrap());
    }
    Request {
        method: call.verb.parse().unwrap(),
        raw_path: format!("/prod{path}"),
        context_path: format!("/prod{path}"),
        base_path: None,
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body: Bytes::new(),
        source_ip: "192.0.2.1".to_owned(),
        client_certificate: None,
        protocol: Cow::Borrowed("HTTP/1.1"),
        domain_name: "abc123.execute-api.us-east-1.amazonaws.com".to_owned(),
        domain_prefix: "abc123".to_owned(),
        received_ms: NOW,
        request_id: number.to_string(),
        extended_request_id: "e".to_owned(),
        trace_root: "1-5c755b5d-07b29b94e632d3da19d88789".to_owned(),
    }
}

#[test]
fn responses_are_kept_as_the_stage_says() {
    let rows: Vec<Row> = serde_json::from_str(include_str!("../data/caching.json")).unwrap();
    let mut wrong = String::new();
    for row in rows {
        let (engine, snapshot) = (Engine::new(World::default()), row.compile());
        for (number, call) in row.calls.iter().enumerate() {
            engine.io().pass(call.after * 1000);
            let mut trace = Trace::new(number.to_string(), NOW, false);
            let request = request(call, number);
            let response = ready(engine.execute(&snapshot, request, &mut trace));
            let own = response.headers.get("x-amzn-RequestId");
            assert_eq!(own, Some(&*number.to_string()), "{}", row.name);
            let body = String::from_utf8_lossy(&response.body).into_owned();
            let warning = response.headers.get("Warning");
            let ignored =
                "199 Cache-control headers were ignored because the caller was unauthorized.";
            let status = row.status.as_deref().map_or(200, |it| it.parse().unwrap());
            let is_right = match call.refused {
                Some(refused) => response.status == refused,
                None => {
                    response.status == status
                        && body == call.is.unwrap_or(number).to_string()
                        && warning == call.warning.then_some(ignored)
                }
            };
            if !is_right {
                let status = response.status;
                writeln!(
                    wrong,
                    "{}: call {number}: {status} {body} {warning:?}",
                    row.name
                )
                .unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_kept_response_leaves_the_lines_of_a_response() {
    let row: Row = serde_json::from_value(json!({
        "name": "lines", "fact": "F§3.2 #7", "calls": [{}, {}],
        "settings": {"cachingEnabled": true, "loggingLevel": "INFO", "dataTraceEnabled": true},
    }))
    .unwrap();
    let (engine, snapshot) = (Engine::new(World::default()), row.compile());
    let mut logs = row.calls.iter().map(|call| {
        let mut trace = Trace::new("r", NOW, false);
        ready(engine.execute(&snapshot, request(call, 1), &mut trace));
        let record = trace.record();
        record
            .log_events()
            .map(|(_, line)| line)
            .collect::<Vec<_>>()
    });
    let (first, kept) = (logs.next().unwrap(), logs.next().unwrap());
    assert_eq!(first, kept);
    assert!(
        kept.last()
            .unwrap()
            .ends_with("Method completed with status: 200")
    );
}

#[test]
fn a_kept_response_has_no_trace_of_another_request() {
    let api: Api = serde_json::from_value(json!({
        "account": "123456789012", "region": "us-east-1", "restApi": {"id": "abc123"},
        "resources": [{"id": "pets", "path": "/pets/{kind}", "resourceMethods": {"GET": {
            "authorizationType": "NONE", "methodResponses": {"200": {"statusCode": "200"}},
            "methodIntegration": {
                "type": "HTTP", "httpMethod": "GET", "uri": "https://pets.example.com/",
                "integrationResponses": {"200": {"statusCode": "200"}},
            },
        }}}],
    }))
    .unwrap();
    let stage = serde_json::from_value(json!({
        "stageName": "prod", "cacheClusterEnabled": true, "methodSettings": {"*/*": {"cachingEnabled": true}},
    }))
    .unwrap();
    let snapshot = compile(&api, &stage).0;
    let world: World = serde_json::from_value(json!({"http": {"status": 200}})).unwrap();
    let engine = Engine::new(world);
    let call: Call = serde_json::from_value(json!({})).unwrap();
    for root in [
        "1-00000000-000000000000000000000001",
        "1-00000000-000000000000000000000002",
    ] {
        let mut request = request(&call, 1);
        request.trace_root = root.to_owned();
        let mut trace = Trace::new("r", NOW, false);
        let response = ready(engine.execute(&snapshot, request, &mut trace));
        let told = response.headers.get("X-Amzn-Trace-Id");
        assert_eq!(told, Some(&*format!("Root={root};Sampled=0")));
    }
    assert_eq!(
        engine.io().sent.lock().unwrap().len(),
        1,
        "the second is kept"
    );
}
