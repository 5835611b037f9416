//! Filter patterns: the table of AWS's examples, values extracted, and no panic on any input.

use std::collections::BTreeMap;

use gatewright::logs::filter::FilterPattern;
use proptest::prelude::*;

const TABLE: &str = include_str!("../data/filter_patterns.tsv");

#[test]
fn patterns_match_as_aws_says() {
    let mut wrong = Vec::new();
    let mut checked = 0;
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let [pattern, message, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not three columns: {line:?}");
        };
        let actual = match FilterPattern::parse(pattern) {
            Ok(pattern) if pattern.matches(message) => "yes".to_owned(),
            Ok(_) => "no".to_owned(),
            Err(invalid) => invalid.to_string(),
        };
        if actual != expected {
            wrong.push(format!(
                "{pattern}\n  on {message}\n  is {actual}, not {expected}"
            ));
        }
        checked += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(checked > 130);
}

fn extract(pattern: &str, message: &str) -> Option<BTreeMap<String, String>> {
    FilterPattern::parse(pattern).unwrap().extract(message)
}

fn pairs(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

#[test]
fn values_are_extracted_by_name_or_place() {
    let line =
        r#"127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534"#;
    assert_eq!(
        extract("[..., request=*.html*, status_code=4*,]", line),
        Some(pairs(&[
            ("$1", "127.0.0.1"),
            ("$2", "-"),
            ("$3", "frank"),
            ("$4", "10/Oct/2000:13:25:15 -0700"),
            ("$request", "GET /index.html HTTP/1.0"),
            ("$status_code", "404"),
            ("$7", "1534"),
        ]))
    );
    assert_eq!(extract("[..., status_code=5*,]", line), None);
    assert_eq!(
        extract(
            "{ $.a[0].b = * && ($.c > 1 || $.d NOT EXISTS) }",
            r#"{"a":[{"b":"x"}],"c":2.5}"#
        ),
        Some(pairs(&[("$.a[0].b", "x"), ("$.c", "2.5")]))
    );
    assert_eq!(extract("ERROR", "an ERROR"), Some(pairs(&[])));
    assert_eq!(extract("ERROR", "fine"), None);
}

#[test]
fn deep_or_long_patterns_are_refused() {
    for pattern in [
        format!("{{{}$.a=1{}}}", "(".repeat(500), ")".repeat(500)),
        "x".repeat(1025),
        format!("%{}%", "a{900}{900}"),
    ] {
        assert!(FilterPattern::parse(&pattern).is_err(), "{pattern}");
    }
    assert!(FilterPattern::parse(&"x".repeat(1024)).is_ok());
}

proptest! {
    #[test]
    fn nothing_panics(pattern in r#"[\[{%]?[$.a1 "\\=!<>&|()\[\]{}%*,?-]{0,24}[\]}%]?"#, message in ".{0,40}") {
        if let Ok(compiled) = FilterPattern::parse(&pattern) {
            let matched = compiled.matches(&message);
            prop_assert_eq!(compiled.extract(&message).is_some(), matched);
        }
    }

    #[test]
    fn nothing_panics_on_any_text(pattern in "\\PC{0,60}", message in "\\PC{0,60}") {
        if let Ok(compiled) = FilterPattern::parse(&pattern) {
            prop_assert_eq!(compiled.extract(&message).is_some(), compiled.matches(&message));
        }
    }

    #[test]
    fn a_quoted_phrase_finds_itself(before in ".*", phrase in ".+", after in ".*") {
        let quoted = format!("\"{}\"", phrase.replace('\\', "\\\\").replace('"', "\\\""));
        prop_assume!(quoted.chars().count() <= 1024);
        let compiled = FilterPattern::parse(&quoted).unwrap();
        let message = format!("{before}{phrase}{after}");
        prop_assert!(compiled.matches(&message));
    }
}
