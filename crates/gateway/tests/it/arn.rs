//! ARNs, integration URIs, source ARNs and ARN patterns.

use gatewright_gateway::arn::{
    Arn, FunctionArn, IntegrationUri, SourceArn, arn_difference, arn_like, glob,
};
use proptest::prelude::*;
use serde_json::Value;

fn rows(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).expect(line))
        .collect()
}

#[test]
fn integration_uris() {
    for row in rows(include_str!("../data/integration-uris.jsonl")) {
        let uri = row["uri"].as_str().unwrap();
        let parsed = uri.parse::<IntegrationUri>();
        let function = match &parsed {
            Ok(parsed) => {
                assert_eq!(parsed.to_string(), uri);
                if let Some(host) = row["host"].as_str() {
                    assert_eq!(parsed.host(), host);
                }
                parsed.function().map_err(|error| error.to_string())
            }
            Err(error) => Err(error.to_string()),
        };
        match function {
            Ok(function) => {
                assert_eq!(row["function"], function.to_string(), "{uri}");
            }
            Err(error) => {
                let wanted = row["error"]
                    .as_str()
                    .unwrap_or_else(|| panic!("{uri}: {error}"));
                assert!(error.contains(wanted), "{uri}: {error}");
            }
        }
    }
}

#[test]
fn patterns_say_which_part_differs() {
    let usual = "arn:aws:execute-api:us-east-1:123456789012:abc123/prod/GET/pets/{petId}";
    for row in rows(include_str!("../data/arn-patterns.jsonl")) {
        let (pattern, arn) = (
            row["pattern"].as_str().unwrap(),
            row["arn"].as_str().unwrap_or(usual),
        );
        let differs = arn_difference(pattern, arn).map(|part| part.to_string());
        assert_eq!(
            differs.as_deref(),
            row["differs"].as_str(),
            "{pattern} of {arn}"
        );
        assert_eq!(arn_like(pattern, arn), differs.is_none());
    }
}

#[test]
fn sources() {
    for text in [
        "arn:aws:execute-api:us-east-1:123456789012:abc123/prod/GET/pets/{petId}",
        "arn:aws:execute-api:us-east-1:123456789012:abc123/test-invoke-stage/ANY/",
        "arn:aws:execute-api:us-west-2:123456789012:abc123/authorizers/elkw5b",
    ] {
        assert_eq!(text.parse::<SourceArn>().unwrap().to_string(), text);
    }
    for text in [
        "arn:aws:execute-api:us-east-1:1:abc123",
        "arn:aws:s3:::abc/a/b/c",
        "abc123/*",
    ] {
        assert!(text.parse::<SourceArn>().is_err(), "{text}");
    }
}

/// F§4.3: `$LATEST` shares the function's policy; aliases and versions have their own.
#[test]
fn policies_belong_to_qualifiers() {
    let owner = |text: &str| {
        text.parse::<FunctionArn>()
            .unwrap()
            .policy_owner()
            .to_string()
    };
    let function = "arn:aws:lambda:us-east-1:123456789012:function:f";
    assert_eq!(owner(&format!("{function}:$LATEST")), function);
    assert_eq!(
        owner(&format!("{function}:prod")),
        format!("{function}:prod")
    );
    assert_eq!(owner(function), function);
}

/// The plain recursive definition of a glob.
fn glob_by_definition(pattern: &[char], text: &[char]) -> bool {
    match (pattern, text) {
        ([], []) => true,
        (['*', rest @ ..], _) => {
            (0..=text.len()).any(|skipped| glob_by_definition(rest, &text[skipped..]))
        }
        (['?', pattern @ ..], [_, text @ ..]) => glob_by_definition(pattern, text),
        ([wanted, pattern @ ..], [sent, text @ ..]) => {
            wanted == sent && glob_by_definition(pattern, text)
        }
        _ => false,
    }
}

proptest! {
    #[test]
    fn arns_round_trip(text in "arn:[a-z]{1,4}:[a-z-]{1,5}:[a-z0-9-]{0,5}:[0-9]{0,12}:.{0,20}") {
        prop_assert_eq!(text.parse::<Arn>().unwrap().to_string(), text);
    }

    #[test]
    fn nothing_panics(text in "(arn:)?[a-z:/.$*{}0-9-]{0,60}", other in "\\PC{0,40}") {
        for text in [&text, &other] {
            let _ = text.parse::<Arn>();
            if let Ok(function) = text.parse::<FunctionArn>() {
                prop_assert_eq!(&function.to_string(), text);
            }
            if let Ok(source) = text.parse::<SourceArn>() {
                prop_assert_eq!(&source.to_string(), text);
            }
            if let Ok(uri) = text.parse::<IntegrationUri>() {
                prop_assert_eq!(&uri.to_string(), text);
                let _ = uri.function();
            }
            let _ = arn_difference(text, &other);
        }
    }

    #[test]
    fn globs_match_by_definition(pattern in "[ab*?]{0,8}", text in "[ab]{0,8}") {
        let (p, t): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
        prop_assert_eq!(glob(&pattern, &text), glob_by_definition(&p, &t));
    }
}
