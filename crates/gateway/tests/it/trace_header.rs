//! `X-Amzn-Trace-Id` on its way from a client to a backend (F§3.6, F§3.14).

use std::borrow::Cow;

use gatewright_gateway::api::Api;
use gatewright_gateway::compile::compile;
use gatewright_gateway::engine::Engine;
use gatewright_gateway::headers::Headers;
use gatewright_gateway::request::{Request, trace_root};
use gatewright_gateway::trace::Trace;
use serde_json::json;

use crate::rows::{fits, ready};
use crate::world::{NOW, World};

/// The backend's header, of a client's.
fn passed_on(tracing: bool, sent: Option<&str>) -> String {
    let api: Api = serde_json::from_value(json!({
        "account": "123456789012", "region": "us-east-1", "restApi": {"id": "abc123"},
        "resources": [{"id": "root", "path": "/", "resourceMethods": {"GET": {
            "authorizationType": "NONE",
            "methodIntegration": {"type": "HTTP_PROXY", "httpMethod": "GET", "uri": "https://pets.example.com/"},
        }}}],
    }))
    .unwrap();
    let stage = json!({"stageName": "prod", "tracingEnabled": tracing});
    let stage = serde_json::from_value(stage).unwrap();
    let mut headers = Headers::new();
    if let Some(sent) = sent {
        headers.append("x-amzn-trace-id", sent);
    }
    let mut request = Request {
        method: http::Method::GET,
        raw_path: "/prod".to_owned(),
        path: "/".to_owned(),
        context_path: "/prod".to_owned(),
        base_path: None,
        query: String::new(),
        trace_root: trace_root(&headers, NOW),
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
    };
    request.add_front_end_headers(443, true);
    let world: World = serde_json::from_value(json!({"http": {"status": 200}})).unwrap();
    let engine = Engine::new(world);
    let mut trace = Trace::new("r", NOW, false);
    ready(engine.execute(&compile(&api, &stage).0, request, &mut trace));
    let sent = engine.io().sent.lock().unwrap();
    let mut headers = sent[0].headers.iter();
    let found = headers.find(|(name, _)| name.eq_ignore_ascii_case("X-Amzn-Trace-Id"));
    found.unwrap().1.clone()
}

#[test]
fn has_the_root_alone_where_the_stage_does_not_trace() {
    let whole = "Root=1-5c755b5d-07b29b94e632d3da19d88789;Parent=53995c3f42cd8ad8;Sampled=1";
    let root = "Root=1-5c755b5d-07b29b94e632d3da19d88789";
    assert_eq!(passed_on(false, Some(whole)), root);
    assert_eq!(passed_on(false, Some(root)), root);
    assert!(fits("Root=1-…", &passed_on(false, None)));
    assert!(!passed_on(false, None).contains(';'));
}

#[test]
fn has_a_parent_and_a_decision_where_it_does() {
    let root = "Root=1-5c755b5d-07b29b94e632d3da19d88789";
    let whole = format!("{root};Parent=53995c3f42cd8ad8;Sampled=0");
    assert_eq!(passed_on(true, Some(&whole)), whole);
    let swapped = format!("Sampled=0; Parent=53995c3f42cd8ad8;{root}");
    assert_eq!(passed_on(true, Some(&swapped)), whole);
    for (sent, expected) in [
        (root.to_owned(), format!("{root};Parent=…;Sampled=1")),
        (
            format!("{root};Sampled=0"),
            format!("{root};Parent=…;Sampled=0"),
        ),
        (
            format!("{root};Parent=no id;Sampled=?"),
            format!("{root};Parent=…;Sampled=1"),
        ),
    ] {
        let header = passed_on(true, Some(&sent));
        assert!(fits(&expected, &header), "{header} of {sent}");
        assert_eq!(header.len(), whole.len(), "{header} of {sent}");
    }
    assert!(fits("Root=1-…;Parent=…;Sampled=1", &passed_on(true, None)));
}
