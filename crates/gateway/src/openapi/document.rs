//! Reading a document that may be wrong anywhere: what is not of the expected shape counts as
//! absent.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// The two dialects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Swagger 2.0.
    Swagger2,
    /// OpenAPI 3.0.
    OpenApi3,
}

/// A whole document.
#[derive(Clone, Copy)]
pub(super) struct Document<'d> {
    pub(super) root: &'d Map<String, Value>,
    pub(super) dialect: Dialect,
}

impl<'d> Document<'d> {
    /// A document that says that it is Swagger 2.0 or OpenAPI 3.0.
    pub(super) fn new(value: &'d Value) -> Option<Self> {
        let root = value.as_object()?;
        let version = |key: &str| root.get(key).and_then(text);
        let dialect = if version("swagger").is_some_and(|it| it == "2" || it.starts_with("2.")) {
            Dialect::Swagger2
        } else if version("openapi").is_some_and(|it| it == "3" || it.starts_with("3.0")) {
            Dialect::OpenApi3
        } else {
            return None;
        };
        Some(Self { root, dialect })
    }

    /// The value itself, or what its `$ref` leads to within the document; `None` if that leads
    /// nowhere.
    pub(super) fn resolve(&self, value: &'d Value) -> Option<&'d Value> {
        let mut value = value;
        for _ in 0..16 {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
                return Some(value);
            };
            value = self.pointer(reference)?;
        }
        None
    }

    /// An object, `$ref` followed.
    pub(super) fn object(&self, value: Option<&'d Value>) -> Option<&'d Map<String, Value>> {
        self.resolve(value?)?.as_object()
    }

    /// A named thing of Swagger's top level or of OpenAPI's `components`.
    pub(super) fn named(&self, swagger: &str, component: &str) -> Option<&'d Map<String, Value>> {
        match self.dialect {
            Dialect::Swagger2 => self.root.get(swagger)?.as_object(),
            Dialect::OpenApi3 => self.root.get("components")?.get(component)?.as_object(),
        }
    }

    fn pointer(&self, reference: &str) -> Option<&'d Value> {
        let mut keys = reference.strip_prefix("#/")?.split('/').map(unescape);
        let first = self.root.get(&keys.next()?)?;
        keys.try_fold(first, |value, key| match value {
            Value::Array(items) => items.get(key.parse::<usize>().ok()?),
            _ => value.get(&key),
        })
    }
}

/// One step of a JSON pointer in a URI.
pub(super) fn unescape(step: &str) -> String {
    percent_decode_str(step)
        .decode_utf8_lossy()
        .replace("~1", "/")
        .replace("~0", "~")
}

/// A scalar as text: numbers and booleans as they would be written.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// A boolean, or text that says one.
pub(super) fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) => text.to_ascii_lowercase().parse().ok(),
        _ => None,
    }
}

/// An integer, or text that says one.
pub(super) fn integer(value: &Value) -> Option<i32> {
    match value {
        Value::Number(number) => number.as_i64()?.try_into().ok(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// The scalar under a key, as text.
pub(super) fn text_at(object: &Map<String, Value>, key: &str) -> Option<String> {
    object.get(key).and_then(text)
}

/// A list of scalars, as texts; `None` if there is no list.
pub(super) fn texts_at(object: &Map<String, Value>, key: &str) -> Option<Vec<String>> {
    let items = object.get(key)?.as_array()?;
    Some(items.iter().filter_map(text).collect())
}

/// A map of scalars, as texts; `None` if there is none. Anything else in it is written as JSON, as
/// people write templates.
pub(super) fn map_at(object: &Map<String, Value>, key: &str) -> Option<BTreeMap<String, String>> {
    let members = object.get(key)?.as_object()?;
    let written = |value: &Value| match value {
        Value::Null => String::new(),
        other => text(other).unwrap_or_else(|| other.to_string()),
    };
    Some(
        members
            .iter()
            .map(|(name, value)| (name.clone(), written(value)))
            .collect(),
    )
}
