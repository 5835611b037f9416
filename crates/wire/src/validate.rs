//! The models' constraints on inputs, and AWS's words for breaking them (F§5.3).

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock, RwLock};

use fancy_regex::Regex;
use serde_json::Value;

use crate::error::ServiceError;
use crate::model::{Kind, Location, Operation, Range, Service, Shape, Text};
use crate::scalar;

/// One constraint that an input breaks. Displays as AWS's sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Value {value} at '{path}' failed to satisfy constraint: {constraint}")]
pub struct Violation {
    /// Where: `putIntegrationInput.type`, `statusCode`, `patchOperations.1.member.op`.
    pub path: String,
    /// The value as Java prints it, in quotes; `null` without.
    pub value: String,
    /// `Member must …`.
    pub constraint: String,
}

/// Checks a tree against the operation's input shape.
pub fn validate(service: &Service, operation: &Operation, input: &Value) -> Vec<Violation> {
    let mut found = Vec::new();
    let Kind::Structure(structure) = &operation.input.kind else {
        return found;
    };
    let body_prefix = match service.name {
        "apigateway" => format!("{}Input.", lower_camel(operation.name)),
        _ => String::new(),
    };
    // API Gateway lists the body's violations before the path's (F§5.3, UpdateMethodResponse).
    for in_body in [true, false] {
        let prefix = if in_body { body_prefix.as_str() } else { "" };
        for member in structure.members {
            if (member.location == Location::Body) == in_body {
                let path = format!("{prefix}{}", lower_camel(member.name));
                let value = input.get(member.name).unwrap_or(&Value::Null);
                visit(
                    service,
                    member.shape,
                    member.required,
                    value,
                    path,
                    &mut found,
                );
            }
        }
    }
    found
}

/// The same as one error, in the service's words. Lambda and API Gateway say
/// `ValidationException`, logs `InvalidParameterException` (F§7.1), IAM and STS `ValidationError`.
pub fn check(service: &Service, operation: &Operation, input: &Value) -> Result<(), ServiceError> {
    let violations = validate(service, operation, input);
    if violations.is_empty() {
        return Ok(());
    }
    let mut message = format!(
        "{} validation error{} detected: ",
        violations.len(),
        if violations.len() == 1 { "" } else { "s" }
    );
    for (index, violation) in violations.iter().enumerate() {
        let separator = if index == 0 { "" } else { "; " };
        let _ = write!(message, "{separator}{violation}");
    }
    let code = match service.name {
        "logs" => "InvalidParameterException",
        "iam" | "sts" => "ValidationError",
        _ => "ValidationException",
    };
    Err(ServiceError::unmodelled(code, 400, message))
}

fn visit(
    service: &Service,
    shape: &Shape,
    required: bool,
    value: &Value,
    path: String,
    found: &mut Vec<Violation>,
) {
    let mut fail = |value: String, constraint: String| {
        found.push(Violation {
            path: path.clone(),
            value,
            constraint,
        });
    };
    match (&shape.kind, value) {
        (_, Value::Null) => {
            if required {
                fail("null".to_owned(), "Member must not be null".to_owned());
            }
        }
        (Kind::Structure(structure), value) => {
            for member in structure.members {
                let path = format!("{path}.{}", lower_camel(member.name));
                let value = value.get(member.name).unwrap_or(&Value::Null);
                visit(service, member.shape, member.required, value, path, found);
            }
        }
        (Kind::List(of, length), Value::Array(values)) => {
            for constraint in broken_length(*length, values.len()) {
                fail(format!("'{}'", java(value)), constraint);
            }
            if matches!(of.kind, Kind::Structure(_) | Kind::List(..) | Kind::Map(..)) {
                for (index, value) in values.iter().enumerate() {
                    let path = format!("{path}.{}.member", index + 1);
                    visit(service, of, true, value, path, found);
                }
            } else if values
                .iter()
                .any(|value| value.is_null() || is_broken(of, value))
            {
                fail(
                    format!("'{}'", java(value)),
                    format!(
                        "Member must satisfy constraint: {}",
                        all_constraints(service, of)
                    ),
                );
            }
        }
        (Kind::Map(key, of), Value::Object(map)) => {
            if map
                .keys()
                .any(|name| is_broken(key, &Value::from(name.as_str())))
            {
                fail(
                    format!("'{}'", java(value)),
                    format!(
                        "Map keys must satisfy constraint: {}",
                        all_constraints(service, key)
                    ),
                );
            }
            if matches!(of.kind, Kind::Structure(_) | Kind::List(..) | Kind::Map(..)) {
                for (name, value) in map {
                    // No recording shows such a path (F§5.3 [C]).
                    let path = format!("{path}.{name}.member");
                    visit(service, of, true, value, path, found);
                }
            } else if map.values().any(|value| is_broken(of, value)) {
                fail(
                    format!("'{}'", java(value)),
                    format!(
                        "Map value must satisfy constraint: {}",
                        all_constraints(service, of)
                    ),
                );
            }
        }
        (_, scalar) => {
            for constraint in broken(shape, scalar) {
                fail(format!("'{}'", scalar::write(shape, scalar)), constraint);
            }
        }
    }
}

fn is_broken(shape: &Shape, value: &Value) -> bool {
    !broken(shape, value).is_empty()
}

/// The constraints of a scalar that `value` breaks. In which order AWS lists several of one value
/// is not recorded (F§5.3 \[C\]): length, pattern, enum.
fn broken(shape: &Shape, value: &Value) -> Vec<String> {
    match (&shape.kind, value) {
        (Kind::String(text), Value::String(value)) => {
            let mut broken = broken_length(text.length, value.chars().count());
            if let Some(pattern) = text.pattern
                && !matches(pattern, value)
            {
                broken.push(must_match(pattern));
            }
            if !text.values.is_empty() && !text.values.contains(&value.as_str()) {
                broken.push(must_be_one_of(text));
            }
            broken
        }
        (Kind::Integer(range) | Kind::Long(range), Value::Number(number)) => {
            let number = number.as_i64().unwrap_or_default();
            let mut broken = Vec::new();
            if let Some(min) = range.min.filter(|min| number < *min) {
                broken.push(format!(
                    "Member must have value greater than or equal to {min}"
                ));
            }
            if let Some(max) = range.max.filter(|max| number > *max) {
                broken.push(format!(
                    "Member must have value less than or equal to {max}"
                ));
            }
            broken
        }
        _ => Vec::new(),
    }
}

fn broken_length(range: Range, length: usize) -> Vec<String> {
    let length = length as i64;
    let mut broken = Vec::new();
    if let Some(min) = range.min.filter(|min| length < *min) {
        broken.push(at_least(min));
    }
    if let Some(max) = range.max.filter(|max| length > *max) {
        broken.push(at_most(max));
    }
    broken
}

/// Every constraint of the elements of a list or map, which AWS lists whole, whichever is broken.
/// Lambda's end in "not be null" \[C\]; API Gateway's do not (F§5.3).
fn all_constraints(service: &Service, shape: &Shape) -> String {
    let mut all = Vec::new();
    match &shape.kind {
        Kind::String(text) => {
            all.extend(text.length.max.map(at_most));
            all.extend(text.length.min.map(at_least));
            all.extend(text.pattern.map(must_match));
            if !text.values.is_empty() {
                all.push(must_be_one_of(text));
            }
        }
        Kind::Integer(range) | Kind::Long(range) => {
            all.extend(
                range
                    .max
                    .map(|max| format!("Member must have value less than or equal to {max}")),
            );
            all.extend(
                range
                    .min
                    .map(|min| format!("Member must have value greater than or equal to {min}")),
            );
        }
        _ => {}
    }
    if service.name == "lambda" || all.is_empty() {
        all.push("Member must not be null".to_owned());
    }
    format!("[{}]", all.join(", "))
}

fn at_least(min: i64) -> String {
    format!("Member must have length greater than or equal to {min}")
}

fn at_most(max: i64) -> String {
    format!("Member must have length less than or equal to {max}")
}

fn must_match(pattern: &str) -> String {
    format!("Member must satisfy regular expression pattern: {pattern}")
}

fn must_be_one_of(text: &Text) -> String {
    format!(
        "Member must satisfy enum value set: [{}]",
        text.values.join(", ")
    )
}

/// `RestApiId` as Java beans spell it: `restApiId`; only the first letter changes (`kMSKeyArn`).
fn lower_camel(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_ascii_lowercase())
        .into_iter()
        .chain(letters)
        .collect()
}

/// A value as Java's `toString` prints it: `[a, b]`, `{k=v}`.
fn java(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(java).collect();
            format!("[{}]", values.join(", "))
        }
        Value::Object(map) => {
            let entries: Vec<String> = map
                .iter()
                .map(|(name, value)| format!("{name}={}", java(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        other => other.to_string(),
    }
}

/// Compiled patterns by their text. `None`: one that does not compile.
type Patterns = HashMap<&'static str, Option<Arc<Regex>>>;

/// Each pattern is compiled when first met.
static PATTERNS: LazyLock<RwLock<Patterns>> = LazyLock::new(RwLock::default);

/// Whether the whole of `text` matches. A pattern that cannot be judged (it does not compile, or
/// it backtracks beyond the limit) refuses nothing.
fn matches(pattern: &'static str, text: &str) -> bool {
    let known = PATTERNS
        .read()
        .ok()
        .and_then(|patterns| patterns.get(pattern).cloned());
    let regex = known.unwrap_or_else(|| {
        let compiled = compile(pattern).ok().map(Arc::new);
        if let Ok(mut patterns) = PATTERNS.write() {
            patterns.insert(pattern, compiled.clone());
        }
        compiled
    });
    regex.is_none_or(|regex| regex.is_match(text).unwrap_or(true))
}

/// Compiles a Java pattern for a full match. The difference that matters to the models' patterns:
/// Java's `\w`, `\d` and `\s` know ASCII only.
pub fn compile(pattern: &str) -> Result<Regex, Box<fancy_regex::Error>> {
    let mut translated = String::from(r"\A(?:");
    let mut in_class = false;
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                let escaped = characters.next().unwrap_or('\\');
                let set = match escaped {
                    'w' | 'W' => Some("A-Za-z0-9_"),
                    'd' | 'D' => Some("0-9"),
                    's' | 'S' => Some(r" \t\n\x0B\x0C\r"),
                    _ => None,
                };
                match set {
                    Some(set) if escaped.is_ascii_uppercase() => {
                        let _ = write!(translated, "[^{set}]");
                    }
                    Some(set) if in_class => translated.push_str(set),
                    Some(set) => {
                        let _ = write!(translated, "[{set}]");
                    }
                    None => {
                        translated.push('\\');
                        translated.push(escaped);
                    }
                }
                continue;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            _ => {}
        }
        translated.push(character);
    }
    translated.push_str(r")\z");
    Regex::new(&translated).map_err(Box::new)
}
