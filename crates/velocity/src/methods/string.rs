//! Methods of strings, the static ones too. Indices count UTF-16 units.

use crate::error::Thrown;
use crate::limits;
use crate::methods::{Call, Called, format, regex, value};
use crate::print;
use crate::text;
use crate::value::{Array, ArrayKind, Object, Value};

pub(super) const WITHOUT_PARAMETERS: &[&str] = &[
    "length",
    "isEmpty",
    "isBlank",
    "trim",
    "strip",
    "stripLeading",
    "stripTrailing",
    "stripIndent",
    "intern",
    "toLowerCase",
    "toUpperCase",
    "toCharArray",
    "getBytes",
    "lines",
    "chars",
    "codePoints",
    "translateEscapes",
    "describeConstable",
];

pub(super) fn is_blank(receiver: &str) -> bool {
    receiver.chars().all(text::is_whitespace)
}

/// `stripIndent()`: the blanks that all lines begin with are cut off, and those at their ends.
fn strip_indent(receiver: &str) -> String {
    let lines: Vec<&str> = text::lines(receiver);
    let ends_open = receiver.ends_with(['\n', '\r']);
    let indent = |line: &str| line.len() - line.trim_start_matches(text::is_whitespace).len();
    let mut least = lines
        .iter()
        .filter(|line| !is_blank(line))
        .map(|line| indent(line))
        .min()
        .unwrap_or(0);
    if let Some(last) = lines.last().filter(|line| is_blank(line)) {
        least = least.min(last.len());
    }
    if ends_open {
        least = 0;
    }
    let mut stripped: Vec<&str> = lines
        .iter()
        .map(|line| {
            line.get(least..)
                .unwrap_or("")
                .trim_end_matches(text::is_whitespace)
        })
        .collect();
    if ends_open {
        stripped.push("");
    }
    stripped.join("\n")
}

/// `translateEscapes()`: those of Java's string literals.
fn translate_escapes(receiver: &str) -> Result<String, Thrown> {
    let mut out = String::with_capacity(receiver.len());
    let mut chars = receiver.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let escape = chars.next();
        match escape {
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('s') => out.push(' '),
            Some('t') => out.push('\t'),
            Some(c @ ('\'' | '"' | '\\')) => out.push(c),
            Some(first @ '0'..='7') => {
                let mut code = first as u8 - b'0';
                for _ in 0..if first <= '3' { 2 } else { 1 } {
                    match chars.peek() {
                        Some(digit @ '0'..='7') => code = code * 8 + (*digit as u8 - b'0'),
                        _ => break,
                    }
                    chars.next();
                }
                out.push(char::from(code));
            }
            Some('\n') => {}
            Some('\r') => {
                chars.next_if_eq(&'\n');
            }
            _ => {
                return Err(Thrown::new(
                    "java.lang.IllegalArgumentException",
                    "invalid escape sequence",
                ));
            }
        }
    }
    Ok(out)
}

/// `getBytes(charset)`; `None` for a charset that is not known here.
fn encoded(receiver: &str, charset: &str) -> Option<Value> {
    let units = |bytes: fn(u16) -> [u8; 2]| receiver.encode_utf16().flat_map(bytes).collect();
    let narrow = |most: u32| {
        let c = |c: char| u8::try_from(c).ok().filter(|_| u32::from(c) <= most);
        receiver
            .chars()
            .map(|next| c(next).unwrap_or(b'?'))
            .collect()
    };
    let bytes: Vec<u8> = match charset.to_ascii_uppercase().as_str() {
        "UTF-8" | "UTF8" => receiver.bytes().collect(),
        "UTF-16" | "UTF16" if receiver.is_empty() => Vec::new(),
        "UTF-16" | "UTF16" => {
            let mut marked = vec![0xfe, 0xff];
            marked.extend(receiver.encode_utf16().flat_map(u16::to_be_bytes));
            marked
        }
        "UTF-16BE" => units(u16::to_be_bytes),
        "UTF-16LE" => units(u16::to_le_bytes),
        "ISO-8859-1" | "ISO8859_1" | "LATIN1" => narrow(0xff),
        "US-ASCII" | "ASCII" => narrow(0x7f),
        _ => return None,
    };
    let bytes = bytes
        .into_iter()
        .map(|byte| Value::Int(i32::from(byte as i8)));
    Some(Value::Array(Array::new(ArrayKind::Byte, bytes.collect())))
}

/// `getBytes()` in UTF-8.
pub(super) fn bytes(receiver: &str) -> Value {
    let bytes = receiver
        .bytes()
        .map(|byte| Value::Int(i32::from(byte as i8)))
        .collect();
    Value::Array(Array::new(ArrayKind::Byte, bytes))
}

fn characters(receiver: &str) -> Value {
    // Java's arrays hold halves of surrogate pairs; a character beyond the basic plane counts as two.
    let mut items = Vec::new();
    for c in receiver.chars() {
        items.push(Value::Char(c));
        if c.len_utf16() == 2 {
            items.push(Value::Char('?'));
        }
    }
    Value::Array(Array::new(ArrayKind::Char, items))
}

fn out_of_range(index: impl std::fmt::Display, length: usize) -> Thrown {
    Thrown::new(
        "java.lang.StringIndexOutOfBoundsException",
        format!("index {index}, length {length}"),
    )
}

fn substring(receiver: &str, start: i32, end: Option<i32>) -> Call {
    let length = text::length(receiver);
    let end = end.map_or(length as i64, i64::from);
    match text::substring(receiver, i64::from(start), end) {
        Some(part) => value(part),
        None => Err(out_of_range(start, length)),
    }
}

/// A `CharSequence` argument: null is refused, other objects are none.
fn sequence(argument: &Value) -> Result<Option<&str>, Thrown> {
    match argument {
        Value::Str(text) => Ok(Some(text)),
        Value::Null => Err(Thrown::null("the argument")),
        _ => Ok(None),
    }
}

fn check_length(length: usize) -> Result<(), Thrown> {
    if length > limits::OUTPUT {
        return Err(Thrown::new(
            "LimitExceeded",
            "makes a string that is too long",
        ));
    }
    Ok(())
}

fn replace(receiver: &str, from: &str, to: &str) -> Call {
    if to.len() > from.len() {
        check_length(receiver.len() + receiver.matches(from).count().saturating_mul(to.len()))?;
    }
    value(receiver.replace(from, to))
}

pub(super) fn call(receiver: &str, name: &str, args: &[Value]) -> Call {
    match args {
        [] => without_arguments(receiver, name),
        [first] => match one(receiver, name, first)? {
            Called::Missing => statics(name, args),
            called => Ok(called),
        },
        _ => match several(receiver, name, args)? {
            Called::Missing => statics(name, args),
            called => Ok(called),
        },
    }
}

fn without_arguments(receiver: &str, name: &str) -> Call {
    match name {
        "length" => value(text::length(receiver)),
        "isEmpty" => value(receiver.is_empty()),
        "isBlank" => value(is_blank(receiver)),
        "trim" => value(text::trim(receiver)),
        "strip" => value(receiver.trim_matches(text::is_whitespace)),
        "stripLeading" => value(receiver.trim_start_matches(text::is_whitespace)),
        "stripTrailing" => value(receiver.trim_end_matches(text::is_whitespace)),
        "intern" | "toString" => value(receiver),
        "toLowerCase" => value(receiver.to_lowercase()),
        "toUpperCase" => value(receiver.to_uppercase()),
        "toCharArray" => value(characters(receiver)),
        "getBytes" => value(bytes(receiver)),
        "stripIndent" => value(strip_indent(receiver)),
        "translateEscapes" => value(translate_escapes(receiver)?),
        "lines" => value(Value::Object(Object::Stream(text::lines(receiver).len()))),
        "chars" => value(Value::Object(Object::Stream(text::length(receiver)))),
        // Java's take an array, which Velocity leaves empty.
        "valueOf" | "copyValueOf" => value(""),
        "codePoints" => value(Value::Object(Object::Stream(receiver.chars().count()))),
        _ => Ok(Called::Missing),
    }
}

fn one(receiver: &str, name: &str, first: &Value) -> Call {
    if let ("getBytes", Value::Str(charset)) = (name, first) {
        return match encoded(receiver, charset) {
            Some(bytes) => value(bytes),
            None => Err(Thrown::new(
                "java.io.UnsupportedEncodingException",
                &**charset,
            )),
        };
    }
    if let Value::Int(number) = first {
        return with_number(receiver, name, *number);
    }
    let takes_text = matches!(
        name,
        "concat"
            | "contains"
            | "startsWith"
            | "endsWith"
            | "equalsIgnoreCase"
            | "compareTo"
            | "compareToIgnoreCase"
            | "contentEquals"
            | "indexOf"
            | "lastIndexOf"
            | "matches"
            | "split"
    );
    if !takes_text || (name == "equalsIgnoreCase" && first.is_null()) {
        return if takes_text {
            value(false)
        } else {
            Ok(Called::Missing)
        };
    }
    let Some(other) = sequence(first)? else {
        return Ok(Called::Missing);
    };
    match name {
        "concat" => {
            check_length(receiver.len() + other.len())?;
            value(format!("{receiver}{other}"))
        }
        "contains" => value(receiver.contains(other)),
        "startsWith" => value(receiver.starts_with(other)),
        "endsWith" => value(receiver.ends_with(other)),
        "equalsIgnoreCase" => value(fold(receiver) == fold(other)),
        "compareTo" => value(text::compare(receiver, other)),
        "compareToIgnoreCase" => value(text::compare(&fold(receiver), &fold(other))),
        "contentEquals" => value(receiver == other),
        "indexOf" => value(text::index_of(receiver, other, 0)),
        "lastIndexOf" => value(text::last_index_of(receiver, other, i64::from(i32::MAX))),
        "matches" => value(regex::matches(receiver, other)?),
        _ => split(receiver, other, 0),
    }
}

/// Java compares characters in upper, then in lower case.
fn fold(text: &str) -> String {
    let single = |c: char, mut mapped: std::iter::Take<std::vec::IntoIter<char>>| match (
        mapped.next(),
        mapped.next(),
    ) {
        (Some(only), None) => only,
        _ => c,
    };
    text.chars()
        .map(|c| single(c, c.to_uppercase().collect::<Vec<_>>().into_iter().take(2)))
        .map(|c| single(c, c.to_lowercase().collect::<Vec<_>>().into_iter().take(2)))
        .collect()
}

fn with_number(receiver: &str, name: &str, number: i32) -> Call {
    let units = || text::units(receiver);
    match name {
        "substring" => substring(receiver, number, None),
        "charAt" => {
            let units = units();
            match usize::try_from(number).ok().and_then(|at| units.get(at)) {
                Some(unit) => value(Value::Char(char::from_u32(u32::from(*unit)).unwrap_or('?'))),
                None => Err(out_of_range(number, units.len())),
            }
        }
        "codePointAt" => {
            let units = units();
            match usize::try_from(number)
                .ok()
                .and_then(|at| units.get(at..))
                .filter(|rest| !rest.is_empty())
            {
                Some(rest) => value(match char::decode_utf16(rest.iter().copied()).next() {
                    Some(Ok(c)) => u32::from(c) as i32,
                    _ => i32::from(rest[0]),
                }),
                None => Err(out_of_range(number, units.len())),
            }
        }
        "codePointBefore" => {
            let units = units();
            let before = usize::try_from(number).ok().and_then(|at| units.get(..at));
            match before.filter(|before| !before.is_empty()) {
                Some(before) => value(match char::decode_utf16(before.iter().copied()).last() {
                    Some(Ok(c)) => u32::from(c) as i32,
                    _ => i32::from(before[before.len() - 1]),
                }),
                None => Err(out_of_range(number, units.len())),
            }
        }
        "indexOf" | "lastIndexOf" => {
            let Some(c) = u32::try_from(number).ok().and_then(char::from_u32) else {
                return value(-1);
            };
            let needle = c.to_string();
            value(if name == "indexOf" {
                text::index_of(receiver, &needle, 0)
            } else {
                text::last_index_of(receiver, &needle, i64::from(i32::MAX))
            })
        }
        "repeat" => match usize::try_from(number) {
            Ok(count) => {
                check_length(receiver.len().saturating_mul(count))?;
                value(receiver.repeat(count))
            }
            Err(_) => Err(Thrown::new(
                "java.lang.IllegalArgumentException",
                "count is negative",
            )),
        },
        "indent" => {
            check_length(
                receiver
                    .len()
                    .saturating_mul(number.unsigned_abs() as usize + 1),
            )?;
            let mut out = String::new();
            for line in receiver.lines() {
                let removable = line.chars().take_while(|c| text::is_whitespace(*c)).count();
                match usize::try_from(number) {
                    Ok(count) => out.extend(std::iter::repeat_n(' ', count).chain(line.chars())),
                    Err(_) => out.extend(
                        line.chars()
                            .skip(removable.min(number.unsigned_abs() as usize)),
                    ),
                }
                out.push('\n');
            }
            value(out)
        }
        _ => Ok(Called::Missing),
    }
}

fn several(receiver: &str, name: &str, args: &[Value]) -> Call {
    match (name, args) {
        ("substring" | "subSequence", [Value::Int(start), Value::Int(end)]) => {
            substring(receiver, *start, Some(*end))
        }
        ("replace", [Value::Char(from), Value::Char(to)]) => {
            replace(receiver, &from.to_string(), &to.to_string())
        }
        ("replace" | "replaceAll" | "replaceFirst", [from, to]) => {
            let (Some(from), Some(to)) = (sequence(from)?, sequence(to)?) else {
                return Ok(Called::Missing);
            };
            match name {
                "replace" => replace(receiver, from, to),
                name => value(regex::replace(receiver, from, to, name == "replaceAll")?),
            }
        }
        ("startsWith", [Value::Null, Value::Int(from)]) if *from < 0 => value(false),
        ("startsWith", [prefix, Value::Int(from)]) => {
            let Some(prefix) = sequence(prefix)? else {
                return Ok(Called::Missing);
            };
            let units = text::units(receiver);
            let rest = usize::try_from(*from)
                .ok()
                .and_then(|from| units.get(from..));
            value(rest.is_some_and(|rest| rest.starts_with(&text::units(prefix))))
        }
        ("indexOf" | "lastIndexOf", [needle, Value::Int(from)]) => {
            let needle = match needle {
                Value::Int(code) => u32::try_from(*code)
                    .ok()
                    .and_then(char::from_u32)
                    .map(String::from),
                needle => sequence(needle)?.map(str::to_owned),
            };
            let Some(needle) = needle else {
                return Ok(Called::Missing);
            };
            value(if name == "indexOf" {
                text::index_of(receiver, &needle, i64::from(*from))
            } else {
                text::last_index_of(receiver, &needle, i64::from(*from))
            })
        }
        ("offsetByCodePoints", [Value::Int(index), Value::Int(offset)]) => {
            match text::offset(receiver, *index, *offset) {
                Some(at) => value(at),
                None => Err(Thrown::index(index, text::length(receiver))),
            }
        }
        ("split", [pattern, Value::Int(limit)]) => {
            let Some(pattern) = sequence(pattern)? else {
                return Ok(Called::Missing);
            };
            split(receiver, pattern, *limit)
        }
        ("codePointCount", [Value::Int(start), Value::Int(end)]) => {
            match text::substring(receiver, i64::from(*start), i64::from(*end)) {
                Some(part) => value(part.chars().count()),
                None => Err(out_of_range(start, text::length(receiver))),
            }
        }
        ("regionMatches", [Value::Int(at), other, Value::Int(from), Value::Int(length)]) => {
            regions(receiver, other, (*at, *from, *length), false)
        }
        (
            "regionMatches",
            [
                Value::Bool(fold),
                Value::Int(at),
                other,
                Value::Int(from),
                Value::Int(length),
            ],
        ) => regions(receiver, other, (*at, *from, *length), *fold),
        _ => Ok(Called::Missing),
    }
}

fn regions(
    receiver: &str,
    other: &Value,
    (at, from, length): (i32, i32, i32),
    ignore_case: bool,
) -> Call {
    let Some(other) = sequence(other)? else {
        return Ok(Called::Missing);
    };
    let fits = |text: &str, start: i32| {
        start >= 0 && i64::from(start) <= text::length(text) as i64 - i64::from(length)
    };
    if !fits(receiver, at) || !fits(other, from) {
        return value(false);
    }
    if length <= 0 {
        return value(true);
    }
    let part = |text: &str, start: i32| {
        text::substring(text, i64::from(start), i64::from(start) + i64::from(length))
    };
    value(match (part(receiver, at), part(other, from)) {
        (Some(left), Some(right)) if ignore_case => fold(&left) == fold(&right),
        (Some(left), Some(right)) => left == right,
        _ => false,
    })
}

fn split(receiver: &str, pattern: &str, limit: i32) -> Call {
    let parts = regex::split(receiver, pattern, limit)?;
    let parts = parts.into_iter().map(Value::from).collect();
    value(Value::Array(Array::new(ArrayKind::String, parts)))
}

/// The static methods, which Velocity calls on any string.
fn statics(name: &str, args: &[Value]) -> Call {
    match (name, args) {
        ("valueOf" | "copyValueOf", [Value::Array(array)]) if array.kind == ArrayKind::Char => {
            value(array.items().iter().map(print::to_text).collect::<String>())
        }
        ("valueOf" | "copyValueOf", [Value::Array(array), Value::Int(from), Value::Int(count)])
            if array.kind == ArrayKind::Char =>
        {
            let items = array.items();
            let range = usize::try_from(*from)
                .ok()
                .zip(usize::try_from(*count).ok());
            let part = range.and_then(|(from, count)| items.get(from..from.checked_add(count)?));
            match part {
                Some(part) => value(part.iter().map(print::to_text).collect::<String>()),
                None => Err(out_of_range(from, items.len())),
            }
        }
        ("join", [Value::Null, Value::List(_) | Value::Array(_)]) => {
            Err(Thrown::null("the delimiter"))
        }
        ("copyValueOf", [Value::Null]) => Err(Thrown::null("the argument")),
        // Null fits an array of strings as well as a collection, and so neither.
        ("join", [_, Value::Null]) => Ok(Called::Missing),
        ("valueOf", [argument]) => value(print::to_text(argument)),
        ("format", [Value::Str(format), rest @ ..]) => {
            let made = match rest {
                [Value::Array(array)]
                    if matches!(array.kind, ArrayKind::Object | ArrayKind::String) =>
                {
                    format::format(format, Some(&array.items()))?
                }
                // Null stands for the array of arguments itself.
                [Value::Null] => format::format(format, None)?,
                rest => format::format(format, Some(rest))?,
            };
            check_length(made.len())?;
            value(made)
        }
        ("join", [Value::Str(separator), rest @ ..]) => {
            let parts = match rest {
                [Value::List(list)] => list.items().clone(),
                [Value::Array(array)] if array.kind == ArrayKind::String => array.items().clone(),
                rest if rest
                    .iter()
                    .all(|part| matches!(part, Value::Str(_) | Value::Null)) =>
                {
                    rest.to_vec()
                }
                _ => return Ok(Called::Missing),
            };
            if parts
                .iter()
                .any(|part| !matches!(part, Value::Str(_) | Value::Null))
            {
                return Err(Thrown::new(
                    "java.lang.ClassCastException",
                    "an item is no CharSequence",
                ));
            }
            let lengths = parts
                .iter()
                .map(|part| separator.len() + part.as_str().map_or(4, str::len));
            check_length(lengths.fold(0, usize::saturating_add))?;
            let parts: Vec<String> = parts.iter().map(print::to_text).collect();
            value(parts.join(separator))
        }
        _ => Ok(Called::Missing),
    }
}
