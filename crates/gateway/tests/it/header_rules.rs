//! F§3.6's tables of headers.

use gatewright_gateway::header_rules::{
    IntegrationType, Mapped, complete_request, for_client, mapped_onto_request, reaches_integration,
};
use gatewright_gateway::headers::Headers;
use serde::Deserialize;

#[derive(Deserialize)]
struct Tables {
    request: Vec<Request>,
    mapped: Vec<MappedRow>,
    response: Vec<Response>,
}

#[derive(Deserialize)]
struct Request {
    name: String,
    integration: String,
    passes: Vec<String>,
    dropped: Vec<String>,
}

#[derive(Deserialize)]
struct MappedRow {
    name: String,
    integration: String,
    sent: Vec<String>,
    dropped: Vec<String>,
    already_present: Vec<String>,
}

#[derive(Deserialize)]
struct Response {
    name: String,
    integrations: Vec<String>,
    remapped: Vec<String>,
    passes: Vec<String>,
    dropped: Vec<String>,
}

fn tables() -> Tables {
    serde_json::from_str(include_str!("../data/header_rules.json")).unwrap()
}

fn integration(name: &str) -> IntegrationType {
    let read = IntegrationType::parse(name).unwrap();
    assert_eq!(read.as_str(), name);
    read
}

#[test]
fn some_request_headers_never_reach_the_integration() {
    for row in tables().request {
        let integration = integration(&row.integration);
        for (names, reaches) in [(&row.passes, true), (&row.dropped, false)] {
            for name in names {
                let found = reaches_integration(integration, name, "value");
                assert_eq!(found, reaches, "{}: {name}", row.name);
            }
        }
        let signature = "AWS4-HMAC-SHA256 Credential=…";
        assert!(!reaches_integration(
            integration,
            "authorization",
            signature
        ));
    }
}

#[test]
fn some_names_cannot_be_mapped_onto() {
    for row in tables().mapped {
        let integration = integration(&row.integration);
        for (names, outcome) in [
            (&row.sent, Mapped::Sent),
            (&row.dropped, Mapped::Dropped),
            (&row.already_present, Mapped::AlreadyPresent),
        ] {
            for name in names {
                let found = mapped_onto_request(integration, name);
                assert_eq!(found, outcome, "{}: {name}", row.name);
            }
        }
    }
}

#[test]
fn response_headers_pass_are_renamed_or_dropped() {
    for row in tables().response {
        for integration_type in &row.integrations {
            let sent: Headers = [&row.remapped, &row.passes, &row.dropped]
                .into_iter()
                .flatten()
                .map(|name| (name.clone(), "v"))
                .collect();
            let received = for_client(integration(integration_type), sent);
            let names: Vec<String> = received.iter().map(|(name, _)| name.to_owned()).collect();
            let expected: Vec<String> = row
                .remapped
                .iter()
                .map(|name| format!("x-amzn-Remapped-{name}"))
                .chain(row.passes.iter().cloned())
                .collect();
            assert_eq!(names, expected, "{}", row.name);
        }
    }
}

#[test]
fn requests_to_integrations_are_completed() {
    let mut headers: Headers = [("user-agent", "mine"), ("x-amzn-trace-id", "Root=theirs")]
        .into_iter()
        .collect();
    complete_request(&mut headers, "abc123", "Root=1-2-3");
    assert_eq!(headers.get("Accept"), Some("application/json"));
    assert_eq!(headers.get("User-Agent"), Some("mine"));
    assert_eq!(headers.get("X-Amzn-Apigateway-Api-Id"), Some("abc123"));
    assert_eq!(
        headers.all("X-Amzn-Trace-Id").collect::<Vec<_>>(),
        ["Root=1-2-3"]
    );
}
