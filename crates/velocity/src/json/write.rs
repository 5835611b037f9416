//! json-smart's two ways of writing: `LT_COMPRESS` (`$input.json`) and `NO_COMPRESS` (`JSONArray.toString()`).

use std::fmt::Write;

use crate::limits;
use crate::number;
use crate::print;
use crate::value::{ListKind, Value};

/// Compact JSON; `/` is not escaped, characters beyond ASCII are kept (F§4.2).
pub fn to_string(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value, false, limits::NESTING);
    out
}

/// As `JSONArray.toString()` writes it: `/` becomes `\/`.
pub(crate) fn write_escaping_slashes(out: &mut String, value: &Value) {
    write(out, value, true, limits::NESTING);
}

fn write(out: &mut String, value: &Value, slashes: bool, depth: u32) {
    if depth == 0 || out.len() > limits::OUTPUT {
        out.push_str("null");
        return;
    }
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
        Value::Str(text) => write_quoted(out, text, slashes),
        Value::Double(n) if n.is_infinite() => out.push_str("null"),
        Value::List(list) if list.is_indexed() || list.kind != ListKind::EntrySet => {
            write_items(out, &list.items(), slashes, depth);
        }
        Value::Array(array) => write_items(out, &array.items(), slashes, depth),
        Value::Map(map) => {
            out.push('{');
            let mut first = true;
            map.each(|key, item| {
                if !std::mem::take(&mut first) {
                    out.push(',');
                }
                match key {
                    Value::Str(key) => write_quoted(out, key, slashes),
                    key => write_quoted(out, &print::to_text(key), slashes),
                }
                out.push(':');
                write(out, item, slashes, depth - 1);
            });
            out.push('}');
        }
        value if number::write_number(out, value) => {}
        other => write_quoted(out, &print::to_text(other), slashes),
    }
}

fn write_items(out: &mut String, items: &[Value], slashes: bool, depth: u32) {
    out.push('[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write(out, item, slashes, depth - 1);
    }
    out.push(']');
}

fn write_quoted(out: &mut String, text: &str, slashes: bool) {
    out.push('"');
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        let escape = match c {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\u{8}' => "\\b",
            '\u{c}' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '/' if slashes => "\\/",
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2000}'..='\u{20ff}' => "",
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        plain = at + c.len_utf8();
        out.push_str(escape);
        if escape.is_empty() {
            let _ = write!(out, "\\u{:04X}", u32::from(c));
        }
    }
    out.push_str(&text[plain..]);
    out.push('"');
}
