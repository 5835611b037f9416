//! What authorizers remember, and for how long (F§3.4).

use std::borrow::Cow;

use gatewright_gateway::api::Api;
use gatewright_gateway::compile::compile;
use gatewright_gateway::engine::Engine;
use gatewright_gateway::headers::Headers;
use gatewright_gateway::request::Request;
use gatewright_gateway::snapshot::Snapshot;
use gatewright_gateway::trace::Trace;
use serde_json::{Value, json};

use crate::rows::ready;
use crate::world::{NOW, World};

const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:auth";

/// An API with `GET` and `DELETE` behind one authorizer, whose function allows `GET`.
fn setup(ttl: Value) -> (Engine<World>, Snapshot) {
    telling(ttl, "")
}

/// The same, with a function that tells something of the caller.
fn telling(ttl: Value, told: &str) -> (Engine<World>, Snapshot) {
    let method = json!({
        "authorizationType": "CUSTOM", "authorizerId": "auth01",
        "methodResponses": {"200": {"statusCode": "200"}},
        "methodIntegration": {
            "type": "MOCK", "requestTemplates": {"application/json": "{\"statusCode\": 200}"},
            "integrationResponses": {"200": {"statusCode": "200"}},
        },
    });
    let api: Api = serde_json::from_value(json!({
        "account": "123456789012", "region": "us-east-1", "restApi": {"id": "abc123"},
        "resources": [{"id": "root", "path": "/", "resourceMethods": {"GET": method, "DELETE": method}}],
        "authorizers": [{
            "id": "auth01", "type": "TOKEN", "identitySource": "method.request.header.Authorization",
            "authorizerUri": format!(
                "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{FUNCTION}/invocations"
            ),
            "authorizerResultTtlInSeconds": ttl,
        }],
    }))
    .unwrap();
    let stage = serde_json::from_value(json!({"stageName": "prod"})).unwrap();
    let policy = |action: &str, resource: &str, more: Value| {
        let mut statement = json!({"Effect": "Allow", "Action": action, "Resource": resource});
        let more = more.as_object().unwrap().clone();
        statement.as_object_mut().unwrap().extend(more);
        json!({"Version": "2012-10-17", "Statement": [statement]})
    };
    let service = json!({"Principal": {"Service": "apigateway.amazonaws.com"}});
    let world: World = serde_json::from_value(json!({"functions": {FUNCTION: {
        "policy": policy("lambda:InvokeFunction", FUNCTION, service),
        "reply": {"payload": {
            "principalId": "me",
            "context": {"told": told},
            "policyDocument": policy(
                "execute-api:Invoke", "arn:aws:execute-api:*:*:abc123/prod/GET/*", json!({})
            ),
        }},
    }}}))
    .unwrap();
    (Engine::new(world), compile(&api, &stage).0)
}

/// The status of a call, and how often the function has been asked by then.
fn call(engine: &Engine<World>, snapshot: &Snapshot, verb: &str, token: &str) -> (u16, usize) {
    let mut headers = Headers::new();
    headers.append("Authorization", token);
    let request = Request {
        method: verb.parse().unwrap(),
        raw_path: "/prod".to_owned(),
        path: "/".to_owned(),
        context_path: "/prod".to_owned(),
        base_path: None,
        query: String::new(),
        headers,
        body: bytes::Bytes::new(),
        source_ip: "192.0.2.1".to_owned(),
        client_certificate: None,
        protocol: Cow::Borrowed("HTTP/1.1"),
        domain_name: "abc123.execute-api.us-east-1.amazonaws.com".to_owned(),
        domain_prefix: "abc123".to_owned(),
        received_ms: NOW,
        request_id: "r".to_owned(),
        extended_request_id: "e".to_owned(),
        trace_root: "1-5c755b5d-07b29b94e632d3da19d88789".to_owned(),
    };
    let mut trace = Trace::new("r", NOW, false);
    let response = ready(engine.execute(snapshot, request, &mut trace));
    (response.status, engine.io().sent.lock().unwrap().len())
}

#[test]
fn an_answer_counts_for_its_time_and_for_its_token() {
    let (engine, snapshot) = setup(json!(60));
    assert_eq!(call(&engine, &snapshot, "GET", "one"), (200, 1));
    assert_eq!(call(&engine, &snapshot, "GET", "one"), (200, 1));
    assert_eq!(call(&engine, &snapshot, "GET", "two"), (200, 2));
    engine.io().pass(59_000);
    assert_eq!(call(&engine, &snapshot, "GET", "one"), (200, 2));
    engine.io().pass(1_100);
    assert_eq!(call(&engine, &snapshot, "GET", "one"), (200, 3));
}

#[test]
fn a_remembered_policy_is_judged_for_each_method() {
    let (engine, snapshot) = setup(Value::Null);
    assert_eq!(call(&engine, &snapshot, "GET", "one"), (200, 1));
    assert_eq!(call(&engine, &snapshot, "DELETE", "one"), (403, 1));
    // Five minutes, if nothing is said.
    engine.io().pass(299_000);
    assert_eq!(call(&engine, &snapshot, "GET", "one"), (200, 1));
    engine.io().pass(1_100);
    assert_eq!(call(&engine, &snapshot, "GET", "one"), (200, 2));
}

#[test]
fn without_a_time_nothing_is_remembered() {
    let (engine, snapshot) = setup(json!(0));
    assert_eq!(call(&engine, &snapshot, "GET", "one"), (200, 1));
    assert_eq!(call(&engine, &snapshot, "GET", "one"), (200, 2));
}

#[test]
fn what_is_remembered_is_bounded_by_what_it_takes() {
    let tokens = 40;
    for (told, asked_again) in [("x".repeat(1_000_000), 1), ("x".to_owned(), 0)] {
        let (engine, snapshot) = telling(json!(60), &told);
        for token in 0..tokens {
            let asked = call(&engine, &snapshot, "GET", &token.to_string());
            assert_eq!(asked, (200, token + 1));
        }
        let last = call(&engine, &snapshot, "GET", &(tokens - 1).to_string());
        assert_eq!(last, (200, tokens));
        let first = call(&engine, &snapshot, "GET", "0");
        assert_eq!(first, (200, tokens + asked_again));
    }
}
