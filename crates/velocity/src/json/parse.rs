//! json-smart 2.2's parser in `MODE_PERMISSIVE`: quotes are optional, commas may be missing a value, what follows
//! the first value is ignored.

use std::borrow::Cow;
use std::rc::Rc;

use num_bigint::BigInt;
use thiserror::Error;

use crate::decimal::Decimal;
use crate::keys::Keys;
use crate::limits;
use crate::number;
use crate::text;
use crate::value::{List, ListKind, Map, Value};

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
        keys: Keys::default(),
        width: 4,
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
    keys: Keys,
    /// How many members the last object had: the next often has as many.
    width: usize,
}

/// The members of an object as they come: a later one with the same key takes the place of an earlier one.
enum Members {
    Few(Vec<(Value, Value)>),
    Many(Map),
}

impl Members {
    /// More members than this are looked up through the map's index.
    const FEW: usize = 16;

    fn new(width: usize) -> Members {
        Members::Few(Vec::with_capacity(width.min(Members::FEW)))
    }

    fn put(&mut self, key: Rc<str>, value: Value) {
        let few = match self {
            Members::Few(few) => few,
            Members::Many(map) => {
                map.put(Value::Str(key), value);
                return;
            }
        };
        let same = few.iter_mut().find(
            |(known, _)| matches!(known, Value::Str(known) if Rc::ptr_eq(known, &key) || **known == *key),
        );
        match same {
            Some((_, old)) => *old = value,
            None => few.push((Value::Str(key), value)),
        }
        if few.len() > Members::FEW {
            *self = Members::Many(Map::linked(std::mem::take(few)));
        }
    }

    fn into_map(self) -> Map {
        match self {
            Members::Few(few) => Map::linked(few),
            Members::Many(map) => map,
        }
    }
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

    /// `skipSpace()`, which takes all control characters for space; between values only four of them are.
    fn skip_blank(&mut self) {
        while self.peek() <= b' ' && self.peek() != END {
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
            b'"' | b'\'' => Ok(Value::Str(Rc::from(&*self.quoted()?))),
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
        let mut members = Members::new(self.width);
        self.at += 1;
        loop {
            self.skip_space();
            match self.peek() {
                b':' | b']' | b'[' | b'{' => return self.error("unexpected character"),
                b'}' => {
                    self.at += 1;
                    break;
                }
                b',' => {
                    self.at += 1;
                    continue;
                }
                _ => {}
            }
            let key = match self.peek() {
                b'"' | b'\'' => self.quoted()?,
                _ => Cow::Borrowed(self.unquoted(Stop::Key)),
            };
            let key = self.keys.share(&key);
            self.skip_blank();
            match self.peek() {
                b':' => self.at += 1,
                END => return self.error("unexpected end"),
                _ => return self.error("unexpected character"),
            }
            if self.at >= self.bytes.len() {
                return self.error("unexpected end");
            }
            let value = self.value(Stop::Value, depth)?;
            members.put(key, value);
            self.skip_blank();
            match self.peek() {
                b'}' => {
                    self.at += 1;
                    break;
                }
                b',' => self.at += 1,
                END => return self.error("unexpected end"),
                _ => return self.error("unexpected character"),
            }
        }
        let map = members.into_map();
        self.width = map.len();
        Ok(Value::Map(map))
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

    /// `trim()`
    fn trimmed(&self, start: usize) -> &'a str {
        text::trim(self.text.get(start..self.at).unwrap_or(""))
    }

    fn unquoted(&mut self, stop: Stop) -> &'a str {
        let start = self.at;
        self.skip_unquoted(stop);
        self.trimmed(start)
    }

    /// An `Integer` of a few digits with its end right behind it, as nearly all numbers are.
    fn small_number(&mut self, stop: Stop) -> Option<Value> {
        let negative = self.peek() == b'-';
        let digits = &self.bytes[self.at + usize::from(negative)..];
        let mut number = 0;
        let mut length = 0;
        while let Some(digit @ b'0'..=b'9') = digits.get(length) {
            if length == 9 {
                return None;
            }
            number = number * 10 + i32::from(digit - b'0');
            length += 1;
        }
        let end = *digits.get(length)?;
        if length == 0 || !stop.at(end) {
            return None;
        }
        self.at += length + usize::from(negative);
        Some(Value::Int(if negative { -number } else { number }))
    }

    fn number(&mut self, stop: Stop) -> Result<Value, JsonError> {
        if let Some(number) = self.small_number(stop) {
            return Ok(number);
        }
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
        self.skip_blank();
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

    fn quoted(&mut self) -> Result<Cow<'a, str>, JsonError> {
        let quote = self.peek();
        let start = self.at + 1;
        let rest = &self.bytes[start..];
        let Some(length) = rest.iter().position(|b| *b == quote || *b == b'\\') else {
            self.at = self.bytes.len();
            return self.error("unexpected end");
        };
        if rest[length] == quote {
            self.at = start + length + 1;
            return Ok(Cow::Borrowed(
                self.text.get(start..start + length).unwrap_or(""),
            ));
        }
        self.escaped(quote, start).map(Cow::Owned)
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
