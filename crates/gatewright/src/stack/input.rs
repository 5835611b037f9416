//! CloudFormation's properties as the input of an operation. The names are the same, but for the case of
//! their first letter; CloudFormation takes texts for numbers, lists of keys and values for maps, and
//! documents where the operation wants their text.

use gatewright_wire::model::{Kind, Shape};
use serde_json::{Map, Value};

/// What of `properties` fits a shape; what the shape does not have is left out.
pub(super) fn input(shape: &Shape, properties: &Value) -> Value {
    match &shape.kind {
        // Terraform writes a block as a list of one.
        Kind::Structure(_) if matches!(properties, Value::Array(items) if items.len() == 1) => {
            input(shape, &properties[0])
        }
        Kind::Structure(structure) => {
            let Some(given) = properties.as_object() else {
                return Value::Null;
            };
            let members = structure.members.iter().filter_map(|member| {
                let mut given = given.iter();
                let (_, value) = given.find(|(name, _)| name.eq_ignore_ascii_case(member.name))?;
                let value = input(member.shape, value);
                (!value.is_null()).then(|| (member.name.to_owned(), value))
            });
            Value::Object(members.collect())
        }
        Kind::List(item, _) => match properties {
            Value::Array(items) => items.iter().map(|it| input(item, it)).collect(),
            Value::Null => Value::Null,
            one => Value::Array(vec![input(item, one)]),
        },
        Kind::Map(_, value) => Value::Object(entries(properties, value)),
        Kind::String(_) => match properties {
            Value::String(_) | Value::Null => properties.clone(),
            other => Value::String(other.to_string()),
        },
        Kind::Integer(_) | Kind::Long(_) | Kind::Double | Kind::Boolean => match properties {
            Value::String(text) => serde_json::from_str(text).unwrap_or(Value::Null),
            other => other.clone(),
        },
        Kind::Timestamp | Kind::Blob | Kind::EventStream(_) => properties.clone(),
    }
}

fn entries(properties: &Value, shape: &Shape) -> Map<String, Value> {
    match properties {
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| (key.clone(), input(shape, value)))
            .collect(),
        Value::Array(tags) => tags
            .iter()
            .filter_map(|tag| {
                let key = tag.get("Key")?.as_str()?.to_owned();
                Some((key, input(shape, tag.get("Value")?)))
            })
            .collect(),
        _ => Map::new(),
    }
}
