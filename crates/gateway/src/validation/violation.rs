//! Violations in the words of `json-schema-validator`, which AWS uses: the text in the execution
//! log's brackets (F§1.7).

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

use crate::trace::MAX_LINE_CHARS;

/// Nobody reads more: a line of the execution log shows no more characters, and what a client is told of
/// `$context.error.validationErrorString` is no longer \[C\].
const ENOUGH: usize = MAX_LINE_CHARS;

/// One text a violated keyword, the properties that one object lacks together, until there are [`ENOUGH`] characters.
pub(super) fn texts<'a>(errors: impl Iterator<Item = ValidationError<'a>>) -> Vec<String> {
    let mut texts = Vec::new();
    let mut room = ENOUGH;
    let mut errors = errors.peekable();
    while room > 0
        && let Some(error) = errors.next()
    {
        let mut text = match lacking(&error) {
            None => text(&error),
            Some(property) => {
                let mut properties = vec![property];
                while let Some(next) = errors.peek()
                    && next.instance_path() == error.instance_path()
                    && let Some(property) = lacking(next)
                {
                    properties.push(property);
                    errors.next();
                }
                let properties = list(properties);
                format!("object has missing required properties ({properties})")
            }
        };
        if let Some((end, _)) = text.char_indices().nth(room) {
            text.truncate(end);
        }
        room -= text.chars().count();
        texts.push(text);
    }
    texts
}

/// The required property that an object lacks, if that is the error.
fn lacking(error: &ValidationError<'_>) -> Option<String> {
    match error.kind() {
        Kind::Required { property } => property.as_str().map(str::to_owned),
        _ => None,
    }
}

fn text(error: &ValidationError<'_>) -> String {
    let instance = error.instance().as_ref();
    match error.kind() {
        Kind::Type { kind } => format!(
            "instance type ({}) does not match any allowed primitive type (allowed: {})",
            type_name(instance),
            list(allowed(kind))
        ),
        Kind::Enum { options } => {
            format!("instance value ({instance}) not found in enum (possible values: {options})")
        }
        Kind::AdditionalProperties { unexpected } => format!(
            "object instance has properties which are not allowed by the schema: {}",
            list(unexpected.clone())
        ),
        Kind::Pattern { pattern } => {
            format!("ECMA 262 regex \"{pattern}\" does not match input string {instance}")
        }
        Kind::MinLength { limit } => format!(
            "string {instance} is too short (length: {}, required minimum: {limit})",
            length(instance)
        ),
        Kind::MaxLength { limit } => format!(
            "string {instance} is too long (length: {}, maximum allowed: {limit})",
            length(instance)
        ),
        Kind::Minimum { limit } => format!(
            "numeric instance is lower than the required minimum (minimum: {limit}, found: {instance})"
        ),
        Kind::Maximum { limit } => format!(
            "numeric instance is greater than the required maximum (maximum: {limit}, found: {instance})"
        ),
        Kind::ExclusiveMinimum { limit } => {
            format!("numeric instance is not strictly greater than the required minimum {limit}")
        }
        Kind::ExclusiveMaximum { limit } => {
            format!("numeric instance is not strictly lower than the required maximum {limit}")
        }
        Kind::MultipleOf { multiple_of } => {
            format!("remainder of division is not zero ({instance} / {multiple_of})")
        }
        Kind::MinItems { limit } => format!(
            "array is too short: must have at least {limit} elements but instance has {} elements",
            length(instance)
        ),
        Kind::MaxItems { limit } => format!(
            "array is too long: must have at most {limit} elements but instance has {} elements",
            length(instance)
        ),
        Kind::AdditionalItems { limit } => format!(
            "schema only allows {limit} elements in array, but instance has {} elements",
            length(instance)
        ),
        Kind::UniqueItems => "array must not contain duplicate elements".to_owned(),
        Kind::MinProperties { limit } => format!(
            "object has too few properties (found {} but schema requires at least {limit})",
            length(instance)
        ),
        Kind::MaxProperties { limit } => format!(
            "object has too many properties (found {} but schema requires at most {limit})",
            length(instance)
        ),
        Kind::AnyOf { context } => format!(
            "instance failed to match at least one required schema among {}",
            context.len()
        ),
        Kind::OneOfNotValid { context } => format!(
            "instance failed to match exactly one schema (matched 0 out of {})",
            context.len()
        ),
        Kind::OneOfMultipleValid { context } => format!(
            "instance failed to match exactly one schema (matched {} out of {})",
            context.iter().filter(|errors| errors.is_empty()).count(),
            context.len()
        ),
        Kind::Not { .. } => "instance matched a schema which it should not have".to_owned(),
        _ => error.to_string(),
    }
}

/// In the order of the validator's own type names; a `number` may be an `integer`.
fn allowed(kind: &TypeKind) -> Vec<String> {
    let mut names: Vec<String> = match kind {
        TypeKind::Single(one) => vec![one.to_string()],
        TypeKind::Multiple(set) => set.iter().map(|one| one.to_string()).collect(),
    };
    if names.iter().any(|name| name == "number") && !names.iter().any(|name| name == "integer") {
        names.push("integer".to_owned());
    }
    names
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.chars().count(),
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    }
}

/// `["a","b"]`, sorted.
fn list(mut names: Vec<String>) -> String {
    names.sort_unstable();
    Value::from(names).to_string()
}
