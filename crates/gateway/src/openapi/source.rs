//! From bytes to a plain document: JSON or YAML, bounded in depth and size.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, ScanError};
use serde_json::{Map, Number, Value};

/// How deep a document may nest.
const MAX_DEPTH: usize = 100;
/// How many nodes it may have once its aliases are followed.
const MAX_NODES: usize = 1_000_000;

/// Why bytes are no document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// Not text.
    #[error("not UTF-8")]
    NotUtf8,
    /// Neither JSON nor YAML.
    #[error("{0}")]
    Syntax(String),
    /// Deeper than [`MAX_DEPTH`] or, with its aliases, larger than [`MAX_NODES`].
    #[error("nested too deep or too large")]
    TooLarge,
}

impl From<ScanError> for SourceError {
    fn from(error: ScanError) -> Self {
        Self::Syntax(error.to_string())
    }
}

/// Reads the first document. JSON is read as the YAML that it is.
pub(super) fn read(bytes: &[u8]) -> Result<Value, SourceError> {
    let text = std::str::from_utf8(bytes).map_err(|_| SourceError::NotUtf8)?;
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        match event?.0 {
            Event::DocumentEnd => break,
            Event::Scalar(text, style, anchor, tag) => {
                let is_text = tag.is_some_and(|tag| tag.is_yaml_core_schema_tag("str"));
                let value = if style == ScalarStyle::Plain && !is_text {
                    plain(&text)
                } else {
                    Value::String(text.clone().into_owned())
                };
                builder.scalar(value, text.into_owned(), anchor)?;
            }
            Event::SequenceStart(_, anchor, _) => builder.open(Value::Array(vec![]), anchor)?,
            Event::MappingStart(_, anchor, _) => builder.open(Value::Object(Map::new()), anchor)?,
            Event::SequenceEnd | Event::MappingEnd => builder.close()?,
            Event::Alias(anchor) => builder.alias(anchor)?,
            _ => {}
        }
    }
    builder
        .done
        .ok_or_else(|| SourceError::Syntax("no document".to_owned()))
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    anchors: HashMap<usize, (Value, usize)>,
    nodes: usize,
    done: Option<Value>,
}

/// A sequence or mapping that is not closed yet.
struct Open {
    value: Value,
    anchor: usize,
    /// The key whose value comes next.
    key: Option<String>,
    /// How many nodes there were before it.
    nodes_before: usize,
}

impl Builder {
    fn count(&mut self, nodes: usize) -> Result<(), SourceError> {
        self.nodes += nodes;
        if self.nodes > MAX_NODES {
            return Err(SourceError::TooLarge);
        }
        Ok(())
    }

    fn scalar(&mut self, value: Value, text: String, anchor: usize) -> Result<(), SourceError> {
        self.count(1)?;
        self.remember(anchor, &value, 1);
        self.place(value, Some(text));
        Ok(())
    }

    fn open(&mut self, value: Value, anchor: usize) -> Result<(), SourceError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(SourceError::TooLarge);
        }
        self.open.push(Open {
            value,
            anchor,
            key: None,
            nodes_before: self.nodes,
        });
        self.count(1)
    }

    fn close(&mut self) -> Result<(), SourceError> {
        let Some(open) = self.open.pop() else {
            return Err(SourceError::Syntax("unbalanced".to_owned()));
        };
        let nodes = self.nodes - open.nodes_before;
        self.remember(open.anchor, &open.value, nodes);
        self.place(open.value, None);
        Ok(())
    }

    fn alias(&mut self, anchor: usize) -> Result<(), SourceError> {
        // An alias inside the very node that it names has nothing to stand for.
        let (value, nodes) = self.anchors.get(&anchor).cloned().unwrap_or_default();
        if depth(&value) + self.open.len() > MAX_DEPTH {
            return Err(SourceError::TooLarge);
        }
        self.count(nodes)?;
        let text = value.as_str().map(str::to_owned);
        self.place(value, text);
        Ok(())
    }

    fn remember(&mut self, anchor: usize, value: &Value, nodes: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, (value.clone(), nodes));
        }
    }

    /// Puts a finished node into what is open. `text` is what it says if it is a key.
    fn place(&mut self, value: Value, text: Option<String>) {
        let Some(open) = self.open.last_mut() else {
            self.done = Some(value);
            return;
        };
        match (&mut open.value, open.key.take()) {
            (Value::Array(items), _) => items.push(value),
            (Value::Object(members), Some(key)) if key == "<<" => merge(members, value),
            (Value::Object(members), Some(key)) => {
                members.insert(key, value);
            }
            (_, None) => open.key = Some(text.unwrap_or_else(|| value.to_string())),
            _ => {}
        }
    }
}

/// YAML's merge key: what is there already stays.
fn merge(members: &mut Map<String, Value>, value: Value) {
    match value {
        Value::Object(merged) => {
            for (key, value) in merged {
                members.entry(key).or_insert(value);
            }
        }
        Value::Array(several) => {
            for one in several {
                merge(members, one);
            }
        }
        _ => {}
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// A plain scalar. Numbers are JSON's: `0123` stays text, as account ids need.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let is_number = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    is_number
        .then(|| text.parse::<Number>().ok())
        .flatten()
        .map_or_else(|| Value::String(text.to_owned()), Value::Number)
}
