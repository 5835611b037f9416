//! Stage variables in URIs and their limits.

use std::collections::BTreeSet;

use gatewright_gateway::stage_variables::{check, references, substitute};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Tables {
    substitution: Vec<Substitution>,
    check: Vec<Check>,
}

#[derive(Deserialize)]
struct Substitution {
    text: String,
    gives: String,
    undefined: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Check {
    name: String,
    value: String,
    ok: bool,
}

fn tables() -> Tables {
    serde_json::from_str(include_str!("../data/stage_variables.json")).unwrap()
}

fn value(name: &str) -> Option<&'static str> {
    match name {
        "host" => Some("example.com"),
        "fn" => Some("f"),
        _ => None,
    }
}

#[test]
fn references_are_replaced_and_undefined_ones_reported() {
    for row in tables().substitution {
        let found = substitute(&row.text, value);
        assert_eq!(found.text, row.gives, "{}", row.text);
        assert_eq!(found.undefined, row.undefined, "{}", row.text);
    }
}

#[test]
fn names_and_values_have_limits() {
    for row in tables().check {
        assert_eq!(
            check(&row.name, &row.value).is_ok(),
            row.ok,
            "{}={}",
            row.name,
            row.value
        );
    }
    assert!(check(&"a".repeat(64), &"b".repeat(512)).is_ok());
    assert!(check(&"a".repeat(65), "b").is_err());
    assert!(check("a", &"b".repeat(513)).is_err());
}

proptest! {
    #[test]
    fn references_lie_where_they_say(text in r"(\$\{stageVariables\.|[a-z}{$é]){0,12}") {
        for reference in references(&text) {
            let whole = &text[reference.span.clone()];
            prop_assert_eq!(whole, format!("${{stageVariables.{}}}", reference.name));
        }
        let _ = substitute(&text, value);
    }
}
