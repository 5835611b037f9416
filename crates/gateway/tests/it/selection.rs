//! Selection patterns and the choice of an integration response (F§3.7).

use gatewright_gateway::selection::{SelectionPattern, Selector};
use serde::Deserialize;

#[derive(Deserialize)]
struct Tables {
    patterns: Vec<PatternRow>,
    invalid: Vec<String>,
    selection: Vec<Selection>,
}

#[derive(Deserialize)]
struct PatternRow {
    pattern: String,
    matches: Vec<String>,
    not: Vec<String>,
}

#[derive(Deserialize)]
struct Selection {
    fact: String,
    responses: Vec<(String, Option<String>)>,
    error_message: Vec<(Option<String>, Option<String>)>,
    status: Vec<(u16, Option<String>)>,
}

fn tables() -> Tables {
    serde_json::from_str(include_str!("../data/selection.json")).unwrap()
}

#[test]
fn patterns_match_whole_texts_as_in_java() {
    for row in tables().patterns {
        let pattern = SelectionPattern::new(&row.pattern).unwrap();
        for (texts, matches) in [(&row.matches, true), (&row.not, false)] {
            for text in texts {
                let found = pattern.matches(text);
                assert_eq!(found, matches, "{} on {text:?}", row.pattern);
            }
        }
    }
}

#[test]
fn broken_patterns_are_reported_and_never_match() {
    for pattern in tables().invalid {
        assert!(SelectionPattern::new(&pattern).is_err(), "{pattern}");
        let (selector, invalid) = Selector::new([("200", None), ("500", Some(&*pattern))]);
        assert_eq!(invalid.len(), 1);
        assert_eq!(invalid[0].0, 1);
        assert_eq!(selector.by_status(500), Some(0));
    }
}

#[test]
fn the_right_response_is_chosen() {
    for row in tables().selection {
        let responses = row
            .responses
            .iter()
            .map(|(code, pattern)| (&**code, pattern.as_deref()));
        let (selector, invalid) = Selector::new(responses);
        assert!(invalid.is_empty());
        let code = |index: Option<usize>| index.map(|index| row.responses[index].0.clone());
        for (message, expected) in row.error_message {
            let found = code(selector.by_error_message(message.as_deref()));
            assert_eq!(found, expected, "{}: {message:?}", row.fact);
        }
        for (status, expected) in row.status {
            assert_eq!(
                code(selector.by_status(status)),
                expected,
                "{}: {status}",
                row.fact
            );
        }
    }
}
