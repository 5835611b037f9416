//! Request validation: the client's messages and the log's.

use std::borrow::Cow;
use std::collections::BTreeMap;

use gatewright_gateway::validation::{BodySchema, InvalidBody, Place, RequiredParameters};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Tables {
    parameters: Vec<Parameters>,
    bodies: Vec<Row>,
    models: BTreeMap<String, Value>,
    unusable: Vec<String>,
}

#[derive(Deserialize)]
struct Parameters {
    declared: BTreeMap<String, bool>,
    present: BTreeMap<String, String>,
    error: Option<String>,
}

#[derive(Deserialize)]
struct Row {
    schema: Value,
    body: String,
    error: Option<String>,
}

fn tables() -> Tables {
    serde_json::from_str(include_str!("../data/validation.json")).unwrap()
}

#[test]
fn missing_parameters_are_listed_by_their_whole_key() {
    for row in tables().parameters {
        let required = RequiredParameters::new(&row.declared);
        let found = required.check(|_, name| row.present.get(name).map(Cow::from));
        assert_eq!(found.err().map(|error| error.to_string()), row.error);
    }
}

#[test]
fn a_parameter_counts_only_where_it_is_declared() {
    let declared = BTreeMap::from([("method.request.path.id".to_owned(), true)]);
    let required = RequiredParameters::new(&declared);
    let elsewhere = |place, _: &str| (place != Place::Path).then_some(Cow::Borrowed("1"));
    assert!(required.check(elsewhere).is_err());
}

#[test]
fn bodies_are_checked_against_draft_four() {
    let tables = tables();
    let models: BTreeMap<String, String> = tables
        .models
        .iter()
        .map(|(name, schema)| (name.clone(), schema.to_string()))
        .collect();
    for row in tables.bodies {
        let schema = BodySchema::compile(&row.schema.to_string(), &models).unwrap();
        let found = schema.check(row.body.as_bytes());
        let found = found.err().map(|error| error.to_string());
        assert_eq!(found, row.error, "{} against {}", row.body, row.schema);
    }
    for schema in tables.unusable {
        assert!(BodySchema::compile(&schema, &models).is_err(), "{schema}");
    }
}

#[test]
fn the_log_names_the_content_type() {
    assert_eq!(
        InvalidBody::Unparsable.log_line("application/json"),
        "Request body does not match model schema for content type application/json: [Unknown error parsing request body]"
    );
}

#[test]
fn no_more_is_told_of_a_body_than_anybody_reads() {
    let model = r#"{"type": "array", "items": {"type": "object", "required": ["a", "b"]}}"#;
    let told_of = |model: &str, objects: usize| {
        let schema = BodySchema::compile(model, &BTreeMap::new()).unwrap();
        let body = format!("[{}]", vec!["{}"; objects].join(","));
        schema.check(body.as_bytes()).unwrap_err().to_string()
    };
    let told = |objects| told_of(model, objects);
    let one = r#"object has missing required properties (["a","b"])"#;
    assert_eq!(told(2), format!("[{one}, {one}]"));
    let many = told(20_000);
    assert!(many.starts_with(&format!("[{one}, {one}, ")), "{many}");
    assert!((1_024..1_200).contains(&many.chars().count()), "{many}");
    assert_eq!(told(1_000_000), format!("[{one}]").replace(r#","b""#, ""));
    let alternatives = format!(r#"{{"anyOf": [{model}, {{"type": "string"}}]}}"#);
    assert_eq!(
        told_of(&alternatives, 2),
        "[instance failed to match at least one required schema among 2]"
    );
    assert_eq!(
        told_of(&alternatives, 1_000_000),
        "[instance is too long for its violations to be told]"
    );
}
