//! `toString()` of every value. Blocks are not printed here: rendering them is the renderer's work.

use std::fmt::Write;

use crate::equality;
use crate::json;
use crate::limits;
use crate::methods;
use crate::number;
use crate::value::{List, ListKind, Map, MapKind, Object, Value};

/// `String.valueOf(value)`.
pub(crate) fn to_text(value: &Value) -> String {
    if let Value::Str(text) = value {
        return text.to_string();
    }
    let mut out = String::new();
    write(&mut out, value);
    out
}

/// Appends `String.valueOf(value)`.
#[inline]
pub(crate) fn write(out: &mut String, value: &Value) {
    match value {
        Value::Str(text) => out.push_str(text),
        Value::Int(number) => out.push_str(itoa::Buffer::new().format(*number)),
        value => write_within(out, value, limits::NESTING),
    }
}

fn write_within(out: &mut String, value: &Value, depth: u32) {
    if let Value::Str(text) = value {
        out.push_str(text);
        return;
    }
    if number::write_number(out, value) || depth == 0 {
        return;
    }
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
        Value::Char(c) => out.push(*c),
        Value::List(list) if list.kind == ListKind::JsonArray => {
            json::write_escaping_slashes(out, value);
        }
        Value::List(list) => write_list(out, list, depth),
        Value::Map(map) => write_map(out, map, depth),
        Value::Array(array) => {
            let _ = write!(
                out,
                "{}@{:x}",
                value.class_name(),
                equality::identity(array)
            );
        }
        Value::Object(Object::Entry(map, key)) => {
            write_within(out, key, depth - 1);
            out.push('=');
            write_within(out, &map.get(key).unwrap_or_default(), depth - 1);
        }
        Value::Object(Object::Class(name)) => {
            out.push_str(if methods::is_interface(name) {
                "interface "
            } else {
                "class "
            });
            out.push_str(name);
        }
        Value::Object(Object::Foreach(scope)) => write_map(out, &scope.storage, depth - 1),
        Value::Object(Object::Block(_)) => {}
        Value::Object(object) => {
            let _ = write!(
                out,
                "{}@{:x}",
                value.class_name(),
                std::ptr::from_ref(object).addr() & 0x7fff_ffff
            );
        }
        _ => {}
    }
}

fn write_list(out: &mut String, list: &List, depth: u32) {
    out.push('[');
    for (at, item) in list.items().iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        match item {
            Value::List(inner) if inner.same(list) => out.push_str("(this Collection)"),
            item => write_within(out, item, depth - 1),
        }
        if out.len() > limits::OUTPUT {
            break;
        }
    }
    out.push(']');
}

fn write_map(out: &mut String, map: &Map, depth: u32) {
    if map.kind == MapKind::QuietHash {
        return;
    }
    out.push('{');
    let mut first = true;
    map.each(|key, item| {
        if out.len() > limits::OUTPUT {
            return;
        }
        if !std::mem::take(&mut first) {
            out.push_str(", ");
        }
        for (part, after) in [(key, "="), (item, "")] {
            match part {
                Value::Map(inner) if inner.same(map) => out.push_str("(this Map)"),
                part => write_within(out, part, depth - 1),
            }
            out.push_str(after);
        }
    });
    out.push('}');
}
