//! Parameter mappings: AWS's validation texts and what expressions give.

use std::borrow::Cow;
use std::collections::BTreeMap;

use gatewright_gateway::mapping::{
    BodyNotJson, BodyPath, Lookup, Mapping, Side, Source, Target, compile, looks_like_json,
    validate_gateway_response, validate_request, validate_response,
};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Tables {
    validation: Vec<Validation>,
    evaluation: Vec<Evaluation>,
}

#[derive(Deserialize)]
struct Validation {
    side: String,
    parameters: BTreeMap<String, String>,
    declared: Vec<String>,
    error: Option<String>,
}

#[derive(Deserialize)]
struct Evaluation {
    side: String,
    expression: String,
    gives: Vec<String>,
}

fn tables() -> Tables {
    serde_json::from_str(include_str!("../data/mapping.json")).unwrap()
}

#[test]
fn mappings_are_refused_in_the_words_of_aws() {
    for row in tables().validation {
        let declared = row.declared.into_iter().map(|key| (key, true)).collect();
        let found = match row.side.as_str() {
            "request" => validate_request(&row.parameters, &declared),
            "gatewayresponse" => validate_gateway_response(&row.parameters),
            _ => validate_response(&row.parameters, &declared),
        };
        let found = found.err().map(|error| error.to_string());
        assert_eq!(found, row.error, "{:?}", row.parameters);
    }
}

struct World;

impl Lookup for World {
    fn path(&self, name: &str) -> Option<Cow<'_, str>> {
        (name == "id").then_some("12%2F3".into())
    }
    fn querystring(&self, name: &str) -> Vec<Cow<'_, str>> {
        match name {
            "q" => vec!["one".into(), "two".into()],
            _ => vec![],
        }
    }
    fn header(&self, name: &str) -> Vec<Cow<'_, str>> {
        match name {
            "X-A" => vec!["1".into(), "2".into()],
            _ => vec![],
        }
    }
    fn body(&self) -> Option<Cow<'_, str>> {
        Some(r#"{"a":{"b":1}}"#.into())
    }
    fn body_path(&self, path: &BodyPath) -> Result<Option<Cow<'_, str>>, BodyNotJson> {
        match path.as_str() {
            "$.broken" => path.read("{not json"),
            _ => path.read(r#"{"a":{"b":1},"list":[{"c":"x"}],"null":null}"#),
        }
        .map(|value| value.map(Cow::Owned))
    }
    fn stage_variable(&self, name: &str) -> Option<Cow<'_, str>> {
        (name == "v").then_some("value".into())
    }
    fn context(&self, path: &str) -> Option<Cow<'_, str>> {
        Some(format!("{path} of the context").into())
    }
}

#[test]
fn expressions_read_what_they_name() {
    for row in tables().evaluation {
        let side = match row.side.as_str() {
            "request" => Side::Request,
            "response" => Side::Response,
            _ => Side::GatewayResponse,
        };
        let source = Source::parse(&row.expression, side).unwrap();
        let values = source.evaluate(&World).unwrap().into_values();
        assert_eq!(values, row.gives, "{}", row.expression);
    }
    let broken = Source::parse("method.request.body.broken", Side::Request).unwrap();
    assert_eq!(broken.evaluate(&World), Err(BodyNotJson));
}

#[test]
fn a_broken_mapping_leaves_the_others_usable() {
    let parameters = BTreeMap::from([
        ("integration.request.header.a".to_owned(), "'x'".to_owned()),
        ("integration.request.header.b".to_owned(), "x".to_owned()),
    ]);
    let (mappings, errors) = compile(&parameters, Side::Request);
    assert_eq!(
        mappings,
        [Mapping {
            target: Target::Header("a".to_owned()),
            source: Source::Static("x".to_owned()),
        }]
    );
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].0, "integration.request.header.b");
}

#[test]
fn only_what_looks_like_json_is_read_as_json() {
    for (body, looks) in [
        ("{", true),
        ("[1]", true),
        ("\"a\"", true),
        ("'a'", true),
        ("1", false),
        ("", false),
        (" {}", false),
    ] {
        assert_eq!(looks_like_json(body), looks, "{body}");
    }
}

proptest! {
    #[test]
    fn any_text_parses_or_is_refused(key in ".*", expression in ".*") {
        for side in [Side::Request, Side::Response, Side::GatewayResponse] {
            let _ = Target::parse(&key, side);
            if let Ok(source) = Source::parse(&expression, side) {
                let _ = source.evaluate(&World);
            }
        }
    }
}
