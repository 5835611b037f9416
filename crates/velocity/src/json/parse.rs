//! json-smart 2.2's parser in `MODE_PERMISSIVE`: quotes are optional, commas may be missing a value, what follows
//! the first value is ignored.

use std::rc::Rc;

use num_bigint::BigInt;
use thiserror::Error;

use crate::decimal::Decimal;
use crate::limits;
use crate::number;
use crate::text;
use crate::value::{List, ListKind, Map, MapKind, Value};

/// Why a text is no JSON even to json-smart.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{problem} at byte {offset}")]
pub struct JsonError {
    /// What is wrong.
    pub problem: &'static str,
    /// Where, in bytes.
    pub offset: usize,
}

/// Reads a text as JSON. Objects become `LinkedHashMap`s, arrays `JSONArray`s.
///
/// ```
/// use gatewright_velocity::json;
/// let value = json::parse("{statusCode: 200,, 'x': tru}").unwrap();
/// assert_eq!(json::to_string(&value), r#"{"statusCode":200,"x":"tru"}"#);
/// assert!(json::parse(r#"{"a": "#).is_err());
/// ```
pub fn parse(text: &str) -> Result<Value, JsonError> {
    let mut parser = Parser {
        text,
        bytes: text.as_bytes(),
        at: 0,
    };
    parser.skip_space();
    match parser.peek() {
        END => Ok(Value::from("")),
        _ => parser.value(Stop::Nothing, limits::NESTING),
    }
}

/// json-smart marks the end with this character, and so takes it for the end wherever it stands.
const END: u8 = 0x1a;

/// What ends an unquoted string.
#[derive(Clone, Copy)]
enum Stop {
    Nothing,
    Key,
    Value,
    Item,
}

impl Stop {
    fn at(self, byte: u8) -> bool {
        byte == END
            || match self {
                Stop::Nothing => false,
                Stop::Key => byte == b':',
                Stop::Value => matches!(byte, b',' | b'}'),
                Stop::Item => matches!(byte, b',' | b']'),
            }
    }
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(END)
    }

    fn error<T>(&self, problem: &'static str) -> Result<T, JsonError> {
        Err(JsonError {
            problem,
            offset: self.at,
        })
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\r' | b'\n' | b'\t') {
            self.at += 1;
        }
    }

    fn skip_digits(&mut self) {
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
    }

    fn value(&mut self, stop: Stop, depth: u32) -> Result<Value, JsonError> {
        self.skip_space();
        match self.peek() {
            b':' | b'}' | b']' => self.error("unexpected character"),
            b'{' | b'[' if depth == 0 => self.error("too many nested values"),
            b'{' => self.object(depth - 1),
            b'[' => self.array(depth - 1),
            b'"' | b'\'' => self.quoted().map(Value::from),
            b'0'..=b'9' | b'-' => self.number(stop),
            END => self.error("unexpected end"),
            _ => Ok(match self.unquoted(stop) {
                "null" => Value::Null,
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                "NaN" => Value::Float(f32::NAN),
                text => Value::from(text),
            }),
        }
    }

    fn object(&mut self, depth: u32) -> Result<Value, JsonError> {
        let map = Map::new(MapKind::Linked);
        self.at += 1;
        loop {
            self.skip_space();
            match self.peek() {
                b':' | b']' | b'[' | b'{' => return self.error("unexpected character"),
                b'}' => {
                    self.at += 1;
                    return Ok(Value::Map(map));
                }
                b',' => {
                    self.at += 1;
                    continue;
                }
                _ => {}
            }
            let key = match self.peek() {
                b'"' | b'\'' => Value::from(self.quoted()?),
                _ => Value::from(self.unquoted(Stop::Key)),
            };
            self.skip_space();
            match self.peek() {
                b':' => self.at += 1,
                END => return self.error("unexpected end"),
                _ => return self.error("unexpected character"),
            }
            if self.at >= self.bytes.len() {
                return self.error("unexpected end");
            }
            let value = self.value(Stop::Value, depth)?;
            map.put(key, value);
            self.skip_space();
            match self.peek() {
                b'}' => {
                    self.at += 1;
                    return Ok(Value::Map(map));
                }
                b',' => self.at += 1,
                END => return self.error("unexpected end"),
                _ => return self.error("unexpected character"),
            }
        }
    }

    fn array(&mut self, depth: u32) -> Result<Value, JsonError> {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            self.skip_space();
            match self.peek() {
                b']' => {
                    self.at += 1;
                    return Ok(Value::List(List::new(ListKind::JsonArray, items)));
                }
                b':' | b'}' => return self.error("unexpected character"),
                b',' => self.at += 1,
                END => return self.error("unexpected end"),
                _ => items.push(self.value(Stop::Item, depth)?),
            }
        }
    }

    fn skip_unquoted(&mut self, stop: Stop) {
        while !stop.at(self.peek()) {
            self.at += 1;
        }
    }

    /// Without the white space at both ends, of which one character is left if there is nothing else.
    fn trimmed(&self, start: usize) -> &'a str {
        let text = self.text.get(start..self.at).unwrap_or("");
        let trimmed = text.trim_matches(text::is_whitespace);
        match trimmed {
            "" => text
                .char_indices()
                .last()
                .map_or("", |(last, _)| &text[last..]),
            trimmed => trimmed,
        }
    }

    fn unquoted(&mut self, stop: Stop) -> &'a str {
        let start = self.at;
        self.skip_unquoted(stop);
        self.trimmed(start)
    }

    fn number(&mut self, stop: Stop) -> Result<Value, JsonError> {
        let start = self.at;
        self.at += 1;
        self.skip_digits();
        let mut float = false;
        if self.peek() == b'.' {
            float = true;
            self.at += 1;
            self.skip_digits();
        }
        if matches!(self.peek(), b'e' | b'E') {
            float = true;
            self.at += 1;
            if !matches!(self.peek(), b'+' | b'-' | b'0'..=b'9') {
                self.skip_unquoted(stop);
                return Ok(Value::from(self.trimmed(start)));
            }
            self.at += 1;
            self.skip_digits();
        }
        self.skip_space();
        // Characters beyond ASCII do not make it a string: json-smart looks only at its table of stops.
        if self.peek() < 126 && !stop.at(self.peek()) {
            self.skip_unquoted(stop);
            return Ok(Value::from(self.trimmed(start)));
        }
        let digits = self.trimmed(start);
        if !float {
            return Ok(integer(digits));
        }
        let parsed = if digits.len() > 18 {
            Decimal::parse(digits).map(|number| Value::Decimal(Rc::new(number)))
        } else {
            digits.parse().ok().map(Value::Double)
        };
        match parsed {
            Some(value) => Ok(value),
            None => self.error("malformed number"),
        }
    }

    fn quoted(&mut self) -> Result<String, JsonError> {
        let quote = self.peek();
        let start = self.at + 1;
        let Some(length) = self.bytes[start..].iter().position(|byte| *byte == quote) else {
            self.at = self.bytes.len();
            return self.error("unexpected end");
        };
        let simple = self.text.get(start..start + length).unwrap_or("");
        if !simple.contains('\\') {
            self.at = start + length + 1;
            return Ok(simple.to_owned());
        }
        self.escaped(quote, start)
    }

    /// A string with a backslash somewhere. Unknown escapes vanish, and so do control characters.
    fn escaped(&mut self, quote: u8, start: usize) -> Result<String, JsonError> {
        let mut out = String::new();
        // A high surrogate that waits for its other half.
        let mut high: Option<u16> = None;
        let mut chars = self.text[start..].char_indices();
        loop {
            let Some((offset, c)) = chars.next() else {
                self.at = self.bytes.len();
                return self.error("unexpected end");
            };
            self.at = start + offset;
            let unit = match c {
                '\u{1a}' => return self.error("unexpected end"),
                '"' | '\'' if c as u8 == quote => {
                    self.at += 1;
                    if high.is_some() {
                        out.push('?');
                    }
                    return Ok(out);
                }
                '\0'..='\u{1f}' | '\u{7f}' => continue,
                '\\' => match chars.next().map(|(_, c)| c) {
                    Some('t') => '\t' as u16,
                    Some('n') => '\n' as u16,
                    Some('r') => '\r' as u16,
                    Some('f') => 0x0c,
                    Some('b') => 0x08,
                    Some(c @ ('\\' | '/' | '\'' | '"')) => c as u16,
                    Some(digits @ ('u' | 'x')) => {
                        let mut unit = 0;
                        for _ in 0..if digits == 'u' { 4 } else { 2 } {
                            match chars.next().and_then(|(_, c)| c.to_digit(16)) {
                                Some(digit) => unit = unit * 16 + digit as u16,
                                None => return self.error("malformed escape"),
                            }
                        }
                        unit
                    }
                    _ => continue,
                },
                c => {
                    if high.take().is_some() {
                        out.push('?');
                    }
                    out.push(c);
                    continue;
                }
            };
            match (high.take(), unit) {
                (None, 0xd800..=0xdbff) => high = Some(unit),
                (Some(first), 0xdc00..=0xdfff) => out.push_str(&text::from_units(&[first, unit])),
                (Some(_), 0xd800..=0xdbff) => {
                    out.push('?');
                    high = Some(unit);
                }
                (first, unit) => {
                    if first.is_some() {
                        out.push('?');
                    }
                    out.push_str(&text::from_units(&[unit]));
                }
            }
        }
    }
}

/// An integer of any length; a lone minus sign is 0, as json-smart's arithmetic has it.
fn integer(digits: &str) -> Value {
    if digits == "-" {
        return Value::Int(0);
    }
    match digits.parse::<i64>() {
        // json-smart decides by the number of characters, so leading zeros can make a BigInteger.
        Ok(number) if digits.trim_start_matches('-').len() <= 19 => number::integer(number),
        _ => digits.parse::<BigInt>().map_or_else(
            |_| Value::from(digits),
            |number| Value::BigInt(Rc::new(number)),
        ),
    }
}
