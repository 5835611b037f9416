//! Values outside a render: plain data on its way in and out.

use crate::keys::Keys;
use crate::limits;
use crate::value::{Map, MapKind, Value};

/// Plain data that owns itself: what enters a render and what comes out, free to cross threads.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Plain {
    /// Nothing.
    #[default]
    Null,
    /// A truth value.
    Bool(bool),
    /// An integer: a Java `Integer` where it fits, else a `Long`.
    Int(i64),
    /// A floating-point number.
    Double(f64),
    /// A string, and any object or number that the other variants do not hold, as it prints.
    Str(String),
    /// A list.
    List(Vec<Plain>),
    /// A map in its order.
    Map(Vec<(String, Plain)>),
}

impl Plain {
    /// The value under a key of a map.
    pub fn get(&self, key: &str) -> Option<&Plain> {
        match self {
            Plain::Map(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        if let Plain::Str(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// A render-time value, with maps of `outer` kind whose inner maps are of `inner` kind.
    pub(crate) fn to_value(&self, outer: MapKind, inner: MapKind) -> Value {
        self.shared(outer, inner, &mut Keys::default())
    }

    fn shared(&self, outer: MapKind, inner: MapKind, keys: &mut Keys) -> Value {
        match self {
            Plain::Null => Value::Null,
            Plain::Bool(b) => Value::Bool(*b),
            Plain::Int(n) => crate::number::integer(*n),
            Plain::Double(n) => Value::Double(*n),
            Plain::Str(text) => Value::from(text.as_str()),
            Plain::List(items) => Value::list(
                items
                    .iter()
                    .map(|item| item.shared(inner, inner, keys))
                    .collect(),
            ),
            Plain::Map(entries) => {
                let map = Map::new(outer);
                for (key, value) in entries {
                    let key = Value::Str(keys.share(key));
                    map.put(key, value.shared(inner, inner, keys));
                }
                Value::Map(map)
            }
        }
    }

    /// Plain data from a render-time value; what is nested deeper than `depth` or comes after `parts` is left out.
    fn from_value(value: &Value, depth: u32, parts: &mut usize) -> Plain {
        if depth == 0 || *parts == 0 {
            return Plain::Null;
        }
        *parts -= 1;
        match value {
            Value::Null => Plain::Null,
            Value::Bool(b) => Plain::Bool(*b),
            Value::Int(n) => Plain::Int(i64::from(*n)),
            Value::Long(n) => Plain::Int(*n),
            Value::Float(n) => Plain::Double(f64::from(*n)),
            Value::Double(n) => Plain::Double(*n),
            Value::Str(text) => Plain::Str(text.to_string()),
            Value::List(list) => Plain::List(
                list.items()
                    .iter()
                    .map(|item| Plain::from_value(item, depth - 1, parts))
                    .collect(),
            ),
            Value::Array(array) => Plain::List(
                array
                    .items()
                    .iter()
                    .map(|item| Plain::from_value(item, depth - 1, parts))
                    .collect(),
            ),
            Value::Map(map) => {
                let entries = map.entries();
                let plain = entries.iter().map(|(key, item)| {
                    (
                        crate::print::to_text(key),
                        Plain::from_value(item, depth - 1, parts),
                    )
                });
                Plain::Map(plain.collect())
            }
            other => Plain::Str(crate::print::to_text(other)),
        }
    }
}

impl From<&Plain> for Value {
    /// Maps become `LinkedHashMap`s, lists `ArrayList`s.
    fn from(plain: &Plain) -> Value {
        plain.to_value(MapKind::Linked, MapKind::Linked)
    }
}

impl From<&Value> for Plain {
    fn from(value: &Value) -> Plain {
        Plain::from_value(value, limits::NESTING, &mut { limits::ITEMS })
    }
}
