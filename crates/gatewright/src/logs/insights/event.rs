//! A log event as a query sees it: fields that every event has, those of Lambda's own lines, and what
//! JSON holds.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::value::Value;

/// A log event.
#[derive(Debug, Clone)]
pub struct Event {
    /// `@timestamp`, epoch milliseconds.
    pub timestamp: i64,
    /// `@ingestionTime`, epoch milliseconds.
    pub ingestion_time: i64,
    /// `@message`
    pub message: String,
    /// `@logStream`
    pub stream: String,
    /// The group's name.
    pub group: String,
    /// `@log`: the account and the group's name.
    pub log: String,
    /// `@ptr`: what GetLogRecord is asked for.
    pub pointer: String,
}

/// An event, and what was found in its message when somebody looked.
#[derive(Debug, Clone)]
pub(super) struct Discovered {
    pub(super) event: Event,
    found: OnceCell<BTreeMap<String, Value>>,
}

impl Discovered {
    pub(super) fn new(event: Event) -> Self {
        Self {
            event,
            found: OnceCell::new(),
        }
    }

    /// The value of a field.
    pub(super) fn get(&self, name: &str) -> Value {
        let event = &self.event;
        match name {
            "@timestamp" => Value::Time(event.timestamp),
            "@ingestionTime" => Value::Time(event.ingestion_time),
            "@message" => Value::Text(event.message.clone()),
            "@logStream" => Value::Text(event.stream.clone()),
            "@log" => Value::Text(event.log.clone()),
            "@ptr" => Value::Text(event.pointer.clone()),
            name => {
                let found = self.found.get_or_init(|| discover(event));
                found.get(name).cloned().unwrap_or(Value::Missing)
            }
        }
    }
}

impl Event {
    /// All fields with their values as texts, but `@ptr`.
    pub fn fields(&self) -> BTreeMap<String, String> {
        let discovered = Discovered::new(self.clone());
        let own = [
            "@timestamp",
            "@ingestionTime",
            "@message",
            "@logStream",
            "@log",
        ];
        let own = own.map(|name| (name.to_owned(), discovered.get(name)));
        let found = discover(self);
        own.into_iter()
            .chain(found)
            .filter_map(|(name, value)| Some((name, value.text()?)))
            .collect()
    }
}

fn discover(event: &Event) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    let message = event.message.trim();
    let is_lambdas = event.group.starts_with("/aws/lambda/");
    if is_lambdas {
        lambda(message, &mut found);
    }
    // In Lambda's logs the first piece of JSON, elsewhere a message that is JSON.
    let begin = match message.find('{') {
        Some(begin) if is_lambdas || begin == 0 => begin,
        _ => return found,
    };
    let text = message.get(begin..).unwrap_or_default();
    let mut documents = serde_json::Deserializer::from_str(text).into_iter::<Json>();
    if let Some(Ok(Json::Object(members))) = documents.next() {
        for (name, value) in members {
            flatten(name, value, &mut found);
        }
    }
    found
}

fn flatten(name: String, value: Json, found: &mut BTreeMap<String, Value>) {
    match value {
        Json::Null => {}
        Json::Bool(truth) => {
            found.insert(name, Value::Boolean(truth));
        }
        Json::Number(number) => {
            let value = number.as_f64().map_or(Value::Missing, Value::Number);
            found.insert(name, value);
        }
        Json::String(text) => {
            found.insert(name, Value::Text(text));
        }
        Json::Array(values) => {
            for (index, value) in values.into_iter().enumerate() {
                flatten(format!("{name}.{index}"), value, found);
            }
        }
        Json::Object(members) => {
            for (member, value) in members {
                flatten(format!("{name}.{member}"), value, found);
            }
        }
    }
}

/// The fields of Lambda's own lines, and the request id of a function's lines. Memory is in bytes, as
/// AWS's sample queries have it (`@memorySize / 1000 / 1000`).
fn lambda(message: &str, found: &mut BTreeMap<String, Value>) {
    let mut set = |name: &str, value: Value| {
        found.insert(name.to_owned(), value);
    };
    let Some((kind, rest)) = ["START", "END", "REPORT"].into_iter().find_map(|kind| {
        let rest = message.strip_prefix(kind)?.strip_prefix(" RequestId: ")?;
        Some((kind, rest))
    }) else {
        let id = message.split('\t').find(|word| is_request_id(word));
        if let Some(id) = id {
            set("@requestId", Value::Text(id.to_owned()));
        }
        return;
    };
    set("@type", Value::Text(kind.to_owned()));
    let id = rest.split_whitespace().next().unwrap_or_default();
    set("@requestId", Value::Text(id.to_owned()));
    for part in rest.split('\t') {
        let Some((label, value)) = part.split_once(": ") else {
            continue;
        };
        let Some(number) = value
            .split(' ')
            .next()
            .and_then(|text| text.parse::<f64>().ok())
        else {
            continue;
        };
        match label {
            "Duration" => set("@duration", Value::Number(number)),
            "Billed Duration" => set("@billedDuration", Value::Number(number)),
            "Init Duration" => set("@initDuration", Value::Number(number)),
            "Memory Size" => set("@memorySize", Value::Number(number * 1e6)),
            "Max Memory Used" => set("@maxMemoryUsed", Value::Number(number * 1e6)),
            _ => {}
        }
    }
}

fn is_request_id(word: &str) -> bool {
    word.len() == 36 && uuid::Uuid::try_parse(word).is_ok()
}
