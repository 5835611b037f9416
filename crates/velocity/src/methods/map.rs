//! Methods of maps.

use crate::equality;
use crate::error::Thrown;
use crate::limits;
use crate::methods::{Call, Called, value};
use crate::value::{List, ListKind, Map, Value};

pub(super) const WITHOUT_PARAMETERS: &[&str] = &[
    "size", "isEmpty", "clear", "keySet", "values", "entrySet", "clone",
];

fn check_size(map: &Map) -> Result<(), Thrown> {
    if map.len() > limits::ITEMS {
        return Err(Thrown::new(
            "LimitExceeded",
            "makes a map that is too large",
        ));
    }
    Ok(())
}

pub(super) fn call(map: &Map, name: &str, args: &[Value]) -> Call {
    let view = |kind| value(Value::List(List::view(kind, map)));
    match (name, args) {
        ("get", [key]) => value(map.get(key).unwrap_or_default()),
        ("getOrDefault", [key, default]) => value(map.get(key).unwrap_or_else(|| default.clone())),
        ("put", [key, new]) => {
            check_size(map)?;
            value(map.put(key.clone(), new.clone()).unwrap_or_default())
        }
        ("putIfAbsent", [key, new]) => {
            check_size(map)?;
            match map.get(key) {
                Some(old) if !old.is_null() => value(old),
                _ => value(map.put(key.clone(), new.clone()).unwrap_or_default()),
            }
        }
        ("putAll", [Value::Map(more)]) => {
            for (key, new) in more.entries() {
                check_size(map)?;
                map.put(key, new);
            }
            Ok(Called::Void)
        }
        ("replace", [key, new]) => match map.get(key) {
            Some(_) => value(map.put(key.clone(), new.clone()).unwrap_or_default()),
            None => value(Value::Null),
        },
        ("replace", [key, old, new]) => {
            let found = map
                .get(key)
                .is_some_and(|value| equality::equals(&value, old));
            if found {
                map.put(key.clone(), new.clone());
            }
            value(found)
        }
        ("remove", [key]) => value(map.remove(key).unwrap_or_default()),
        ("remove", [key, old]) => {
            let found = map
                .get(key)
                .is_some_and(|value| equality::equals(&value, old));
            if found {
                map.remove(key);
            }
            value(found)
        }
        ("containsKey", [key]) => value(map.get(key).is_some()),
        ("containsValue", [wanted]) => value(
            map.entries()
                .iter()
                .any(|(_, v)| equality::equals(v, wanted)),
        ),
        ("size", []) => value(map.len()),
        ("isEmpty", []) => value(map.is_empty()),
        ("clear", []) => {
            map.clear();
            Ok(Called::Void)
        }
        ("keySet", []) => view(ListKind::KeySet),
        ("values", []) => view(ListKind::Values),
        ("entrySet", []) => view(ListKind::EntrySet),
        ("putAll" | "forEach" | "replaceAll", [Value::Null])
        | ("compute" | "computeIfAbsent" | "computeIfPresent", [_, Value::Null]) => {
            Err(Thrown::null("the argument"))
        }
        ("clone", []) => {
            let copy = Map::new(map.kind);
            for (key, item) in map.entries() {
                copy.put(key, item);
            }
            value(Value::Map(copy))
        }
        _ => Ok(Called::Missing),
    }
}
