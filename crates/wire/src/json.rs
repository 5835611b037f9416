//! JSON bodies: between AWS's JSON, with its wire names, and the neutral tree, with the members'
//! names (see [`crate::server`]).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use crate::model::{Kind, Location, Member, Shape, Structure};
use crate::scalar::Mismatch;
use crate::values::Timestamp;

/// Parses a body. An empty one is an empty object.
pub(crate) fn parse(body: &[u8]) -> Result<Value, Mismatch> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(Value::Object(Map::new()));
    }
    serde_json::from_slice(body).map_err(|error| Mismatch(format!("the body is not JSON: {error}")))
}

/// Wire to tree. Nulls in structures and maps are taken as absent, unknown members left out.
pub(crate) fn read(shape: &Shape, wire: Value) -> Result<Value, Mismatch> {
    match &shape.kind {
        Kind::Structure(structure) => read_members(structure, fields(wire)?).map(Value::Object),
        Kind::Map(_, of) => fields(wire)?
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| Ok((key, read(of, value)?)))
            .collect::<Result<Map<_, _>, _>>()
            .map(Value::Object),
        Kind::List(of, _) => match wire {
            Value::Array(values) => values
                .into_iter()
                .map(|value| match value {
                    Value::Null => Ok(Value::Null), // for validation to refuse
                    value => read(of, value),
                })
                .collect::<Result<Vec<_>, _>>()
                .map(Value::Array),
            Value::Object(_) => Err(unexpected(&wire, "")),
            _ => Err(Mismatch("Expected list or null".to_owned())),
        },
        Kind::String(_) => match wire {
            Value::String(_) => Ok(wire),
            other => Err(unexpected(&other, "String")),
        },
        Kind::Boolean => match wire {
            Value::Bool(_) => Ok(wire),
            other => Err(unexpected(&other, "Boolean")),
        },
        // Java's numbers truncate (coral's class is named for it).
        Kind::Integer(_) => match &wire {
            Value::Number(number) => Ok(Value::from(whole(number) as i32)),
            other => Err(unexpected(other, "Integer")),
        },
        Kind::Long(_) => match &wire {
            Value::Number(number) => Ok(Value::from(whole(number))),
            other => Err(unexpected(other, "Long")),
        },
        Kind::Double => match wire {
            Value::Number(_) => Ok(wire),
            other => Err(unexpected(&other, "Double")),
        },
        Kind::Timestamp => match &wire {
            Value::Number(seconds) => {
                Ok(Timestamp::from_seconds(seconds.as_f64().unwrap_or_default()).seconds())
            }
            Value::String(text) => Timestamp::parse_iso8601(text)
                .map(Timestamp::seconds)
                .ok_or_else(|| unexpected(&wire, "Date")),
            other => Err(unexpected(other, "Date")),
        },
        Kind::EventStream(_) => Err(Mismatch("a body holds no events".to_owned())),
        Kind::Blob => match &wire {
            Value::String(text) if STANDARD.decode(text).is_ok() => Ok(wire),
            other => Err(unexpected(other, "ByteBuffer")),
        },
    }
}

/// The body members of a structure, wire to tree, in the model's order.
pub(crate) fn read_members(
    structure: &Structure,
    mut wire: Map<String, Value>,
) -> Result<Map<String, Value>, Mismatch> {
    let mut tree = Map::new();
    for member in structure.members {
        if !is_body(structure, member) {
            continue;
        }
        match wire.remove(member.wire_name) {
            None | Some(Value::Null) => {}
            Some(value) => {
                tree.insert(member.name.to_owned(), read(member.shape, value)?);
            }
        }
    }
    Ok(tree)
}

/// Tree to wire.
pub(crate) fn write(shape: &Shape, tree: Value) -> Value {
    match (&shape.kind, tree) {
        (Kind::Structure(structure), Value::Object(tree)) => {
            Value::Object(write_members(structure, tree))
        }
        (Kind::Map(_, of), Value::Object(tree)) => tree
            .into_iter()
            .map(|(key, value)| (key, write(of, value)))
            .collect(),
        (Kind::List(of, _), Value::Array(values)) => {
            values.into_iter().map(|value| write(of, value)).collect()
        }
        (_, scalar) => scalar,
    }
}

/// The body members of a structure, tree to wire.
pub(crate) fn write_members(structure: &Structure, tree: Map<String, Value>) -> Map<String, Value> {
    let mut wire = Map::new();
    for (name, value) in tree {
        let Some(member) = structure.member(&name) else {
            continue;
        };
        if is_body(structure, member) && !value.is_null() {
            wire.insert(member.wire_name.to_owned(), write(member.shape, value));
        }
    }
    wire
}

/// Whether a member travels as a field of the JSON body.
fn is_body(structure: &Structure, member: &Member) -> bool {
    member.location == Location::Body
        && structure.payload != Some(member.name)
        && !matches!(member.shape.kind, Kind::EventStream(_))
}

/// The fields of an object.
pub(crate) fn fields(wire: Value) -> Result<Map<String, Value>, Mismatch> {
    match wire {
        Value::Object(fields) => Ok(fields),
        Value::Array(_) => Err(unexpected(&wire, "")),
        other => Err(Mismatch(format!(
            "Unrecognized collection type {}",
            java_class(&other)
        ))),
    }
}

fn whole(number: &serde_json::Number) -> i64 {
    number
        .as_i64()
        .unwrap_or_else(|| number.as_f64().unwrap_or_default() as i64)
}

/// Coral's words for a value of the wrong type. The first two classes are recorded for `String`
/// (F§5.3); the rest follows their form \[C\].
fn unexpected(wire: &Value, wanted: &str) -> Mismatch {
    Mismatch(match wire {
        Value::Array(_) => "Start of list found where not expected".to_owned(),
        Value::Object(_) => "Start of structure or map found where not expected.".to_owned(),
        scalar => format!("{} can not be converted to an {wanted}", java_class(scalar)),
    })
}

fn java_class(scalar: &Value) -> &'static str {
    match scalar {
        Value::Bool(_) => "class java.lang.Boolean",
        Value::Number(_) => "class com.amazon.coral.value.json.numbers.TruncatingBigNumber",
        _ => "class java.lang.String",
    }
}
