//! Trees that satisfy a shape, for property tests.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gatewright_wire::model::{Kind, Location, Member, Range, Shape, Text};
use gatewright_wire::validate::compile;
use proptest::prelude::*;
use proptest::string::string_regex;
use serde_json::{Map, Value};

/// Below this depth optional members are left out.
const MAX_DEPTH: usize = 5;

/// Trees of a shape; `None` where its constraints leave us without one.
pub(crate) fn tree(shape: &'static Shape, depth: usize) -> BoxedStrategy<Value> {
    match &shape.kind {
        Kind::String(text) => self::text(text),
        Kind::Integer(range) => number(*range, i64::from(i32::MIN), i64::from(i32::MAX)),
        Kind::Long(range) => number(*range, i64::MIN, i64::MAX),
        // Eighths: exact in binary, so that every printer agrees.
        Kind::Double => (-80_000..80_000i32)
            .prop_map(|eighths| Value::from(f64::from(eighths) / 8.0))
            .boxed(),
        Kind::Boolean => any::<bool>().prop_map(Value::from).boxed(),
        Kind::Timestamp => (0..4_000_000_000i64).prop_map(Value::from).boxed(),
        Kind::Blob => proptest::collection::vec(any::<u8>(), 1..40)
            .prop_map(|bytes| Value::from(STANDARD.encode(bytes)))
            .boxed(),
        Kind::List(of, length) => {
            // At least one: an empty list has no form in a query string.
            let (min, max) = lengths(*length, 1, 3);
            proptest::collection::vec(tree(of, depth + 1), min..=max)
                .prop_map(Value::from)
                .boxed()
        }
        Kind::Map(key, of) => {
            proptest::collection::vec((tree(key, depth + 1), tree(of, depth + 1)), 1..3)
                .prop_map(|entries| {
                    entries
                        .into_iter()
                        .map(|(key, value)| (key.as_str().unwrap().to_owned(), value))
                        .collect::<Map<_, _>>()
                        .into()
                })
                .boxed()
        }
        Kind::EventStream(_) => Just(Value::Null).boxed(),
        Kind::Structure(structure) => {
            let mut object = Just(Map::new()).boxed();
            for member in structure.members {
                if let Kind::EventStream(_) = member.shape.kind {
                    continue;
                }
                // A form has no way to say "an empty structure".
                let first = depth > 0 && std::ptr::eq(member, &raw const structure.members[0]);
                let value = if member.required || first {
                    self::member(member, depth).prop_map(Some).boxed()
                } else if depth < MAX_DEPTH {
                    proptest::option::weighted(0.6, self::member(member, depth)).boxed()
                } else {
                    continue;
                };
                object = (object, value)
                    .prop_map(|(mut object, value)| {
                        if let Some(value) = value {
                            object.insert(member.name.to_owned(), value);
                        }
                        object
                    })
                    .boxed();
            }
            object.prop_map(Value::Object).boxed()
        }
    }
}

fn member(member: &'static Member, depth: usize) -> BoxedStrategy<Value> {
    let values = tree(member.shape, depth + 1);
    match (member.location, &member.shape.kind) {
        // Header values: visible ASCII, no space at the ends.
        (Location::Header, Kind::String(text)) if text.values.is_empty() => match text.pattern {
            None => string_regex("[!-~]([ -~]{0,10}[!-~])?")
                .unwrap()
                .prop_map(Value::from)
                .boxed(),
            Some(_) => values
                .prop_filter("a header", |value| {
                    value.as_str().is_some_and(|text| {
                        text.trim() == text
                            && text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
                    })
                })
                .boxed(),
        },
        (Location::Uri, Kind::String(_)) => values
            .prop_filter("a label has text", |value| value != "")
            .boxed(),
        (Location::Status, _) => prop_oneof![Just(200), Just(202)]
            .prop_map(Value::from)
            .boxed(),
        // A free parameter must not be named as another member is.
        (Location::Query, Kind::Map(..)) => string_regex("x[a-zA-Z ./%+&=é]{1,8}")
            .unwrap()
            .prop_map(|name| serde_json::json!({ name: "prepend & %" }))
            .boxed(),
        _ => values,
    }
}

fn text(text: &'static Text) -> BoxedStrategy<Value> {
    if !text.values.is_empty() {
        return proptest::sample::select(text.values)
            .prop_map(Value::from)
            .boxed();
    }
    let (min, max) = lengths(text.length, 0, 20);
    let any = |line_feed: &str| {
        let any =
            format!("[a-zA-Z0-9 /%+&=?#.~:*<>\"'\\\\{{}}{line_feed}✓é\\[\\]-]{{{min},{max}}}");
        string_regex(&any).unwrap().prop_map(Value::from).boxed()
    };
    let pattern = match text.pattern {
        None => return any("\\n"),
        Some(".*") => return any(""),
        Some(pattern) => pattern,
    };
    if let Some(example) = EXAMPLES
        .iter()
        .find_map(|(part, example)| pattern.contains(part).then_some(*example))
    {
        return Just(Value::from(example)).boxed();
    }
    let range = text.length;
    let regex = compile(pattern).unwrap();
    // The generator knows no anchors; what it makes is held against the whole pattern below.
    let body = regex
        .as_str()
        .strip_prefix(r"\A(?:")
        .and_then(|rest| rest.strip_suffix(r")\z"))
        .unwrap();
    let body = body.strip_prefix('^').unwrap_or(body);
    let body = body.strip_suffix('$').unwrap_or(body);
    string_regex(body)
        .unwrap_or_else(|error| panic!("an example is needed for {pattern}: {error}"))
        .prop_filter("the pattern", move |text| regex.is_match(text).unwrap())
        .prop_filter("the length", move |text| {
            let length = text.chars().count() as i64;
            range.min.is_none_or(|min| length >= min) && range.max.is_none_or(|max| length <= max)
        })
        // XML can not carry the other control characters.
        .prop_filter("no control characters", |text| {
            !text.chars().any(|c| c.is_control() && c != '\n')
        })
        .prop_map(Value::from)
        .boxed()
}

/// Values for the patterns from which no generator can be made, by a part of the pattern.
const EXAMPLES: &[(&str, &str)] = &[
    ("((?!^", "alias-1"),
    ("kafka://", "kafka://topic-1"),
    ("(?!^[0-9]+$)", "alias-1"),
    (
        "(:((?!",
        "arn:aws:lambda:us-east-1:123456789012:function:f:alias-1",
    ),
    ("(?<!", "a.b-c"),
    (
        ":elasticfilesystem:",
        "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef0",
    ),
];

fn number(range: Range, least: i64, most: i64) -> BoxedStrategy<Value> {
    (range.min.unwrap_or(least)..=range.max.unwrap_or(most))
        .prop_map(Value::from)
        .boxed()
}

fn lengths(range: Range, least: usize, span: usize) -> (usize, usize) {
    let min = range.min.map_or(least, |min| (min as usize).max(least));
    let max = range
        .max
        .map_or(min + span, |max| (max as usize).min(min + span));
    (min, max.max(min))
}
