//! Whether a payload is JSON, and if not what AWS says of it: Lambda reads payloads with Jackson, and
//! its answer is Jackson's.
//!
//! Recorded ("Could not parse request body into json: Could not parse payload into json: …", 2020 to
//! 2022, in public issues): an unexpected value, an unrecognised token, a missing name, a missing
//! space after a number, a minus sign without a digit, a byte that is not UTF-8, the `[Source: …]`
//! with its cut after 500 bytes, and that the column is the one after the offending character. The
//! other texts are Jackson 2.12's for the same breakages: our choice [C].
//!
//! Jackson stops after the first value; what follows it is refused here all the same [C].

use std::fmt::Write;

/// How much of the payload the message shows, in bytes.
const SHOWN: usize = 500;
const VALUES: &str = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/// What Lambda says of a payload that is not JSON (400 InvalidRequestContentException).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Could not parse request body into json: Could not parse payload into json: {0}")]
pub struct NotJson(String);

/// Whether a function may be given the payload.
pub fn check_json(payload: &[u8]) -> Result<(), NotJson> {
    let mut reader = Reader {
        bytes: payload,
        at: 0,
        open: Vec::new(),
    };
    reader.read().map_err(|what| {
        let place = reader.location(reader.at);
        NotJson(format!("{what}\n at [{place}]"))
    })
}

/// What is wrong, in Jackson's words.
type Fault = String;

struct Reader<'a> {
    bytes: &'a [u8],
    /// The next byte; after a fault the one after the offending character.
    at: usize,
    /// What is open: `{` or `[`, and where it began.
    open: Vec<(u8, usize)>,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq)]
enum Expect {
    Value,
    /// A value, or the end of the array that has just begun.
    FirstItem,
    Name,
    /// A name, or the end of the object that has just begun.
    FirstName,
    /// A comma or an end.
    AfterValue,
}

impl Reader<'_> {
    fn read(&mut self) -> Result<(), Fault> {
        let mut expect = Expect::Value;
        loop {
            let Some(byte) = self.next_token() else {
                return self.end(expect);
            };
            expect = match (expect, byte) {
                (Expect::AfterValue, _) if self.open.is_empty() => {
                    return Err(self.value_fault(byte));
                }
                (Expect::AfterValue | Expect::FirstItem | Expect::FirstName, b'}' | b']') => {
                    self.close(byte)?;
                    Expect::AfterValue
                }
                (Expect::AfterValue, b',') => match self.open.last() {
                    Some((b'{', _)) => Expect::Name,
                    _ => Expect::Value,
                },
                (Expect::AfterValue, _) => {
                    let of = self.kind();
                    let what = format!("was expecting comma to separate {of} entries");
                    return Err(unexpected(byte, &what));
                }
                (Expect::Name | Expect::FirstName, b'"') => {
                    self.string("name", "in field name")?;
                    match self.next_token() {
                        Some(b':') => Expect::Value,
                        Some(other) => {
                            return Err(unexpected(
                                other,
                                "was expecting a colon to separate field name and value",
                            ));
                        }
                        None => return Err(ended("within/between Object entries")),
                    }
                }
                (Expect::Name | Expect::FirstName, _) => {
                    return Err(unexpected(
                        byte,
                        "was expecting double-quote to start field name",
                    ));
                }
                (Expect::Value | Expect::FirstItem, b'{') => {
                    self.open.push((byte, self.at - 1));
                    Expect::FirstName
                }
                (Expect::Value | Expect::FirstItem, b'[') => {
                    self.open.push((byte, self.at - 1));
                    Expect::FirstItem
                }
                (Expect::Value | Expect::FirstItem, _) => {
                    self.scalar(byte)?;
                    Expect::AfterValue
                }
            };
        }
    }

    /// The next byte that is no white space; it is taken.
    fn next_token(&mut self) -> Option<u8> {
        while let Some(byte) = self.take() {
            if !matches!(byte, b' ' | b'\t' | b'\r' | b'\n') {
                return Some(byte);
            }
        }
        None
    }

    fn take(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn end(&self, expect: Expect) -> Result<(), Fault> {
        match self.open.last() {
            Some((_, start)) => {
                let of = self.kind();
                Err(format!(
                    "Unexpected end-of-input: expected close marker for {of} (start marker at [{}])",
                    self.location(*start)
                ))
            }
            None if expect == Expect::AfterValue => Ok(()),
            None => Err("No content to map due to end-of-input".to_owned()),
        }
    }

    /// What the innermost open thing is called.
    fn kind(&self) -> &'static str {
        match self.open.last() {
            Some((b'{', _)) => "Object",
            Some(_) => "Array",
            None => "root",
        }
    }

    fn close(&mut self, byte: u8) -> Result<(), Fault> {
        let Some((opened, start)) = self.open.last().copied() else {
            return Err(self.value_fault(byte));
        };
        let wanted = if opened == b'{' { b'}' } else { b']' };
        if byte != wanted {
            return Err(format!(
                "Unexpected close marker '{}': expected '{}' (for {} starting at [{}])",
                char::from(byte),
                char::from(wanted),
                self.kind(),
                self.location(start)
            ));
        }
        self.open.pop();
        Ok(())
    }

    fn scalar(&mut self, byte: u8) -> Result<(), Fault> {
        match byte {
            b'"' => self.string(
                "string value",
                "was expecting closing quote for a string value",
            ),
            b'-' | b'0'..=b'9' => self.number(byte),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            _ => Err(self.value_fault(byte)),
        }
    }

    /// `byte`, just taken, begins no value.
    fn value_fault(&mut self, byte: u8) -> Fault {
        // Jackson asks Java whether the byte, as a character, may begin an identifier.
        if is_identifier(char::from(byte)) && !byte.is_ascii_digit() {
            let token = char::from(byte).to_string();
            self.token_fault(token)
        } else {
            unexpected(byte, &format!("expected a valid value {VALUES}"))
        }
    }

    /// `token`, and what follows of it.
    fn token_fault(&mut self, mut token: String) -> Fault {
        while self.at < self.bytes.len() {
            let next = self.character();
            if !is_identifier(next) {
                break;
            }
            token.push(next);
            if token.len() >= 256 {
                token.push_str("...");
                break;
            }
        }
        format!("Unrecognized token '{token}': was expecting {VALUES}")
    }

    /// Takes a whole character; a byte that begins none is taken for one.
    fn character(&mut self) -> char {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let rest = rest.get(..4).unwrap_or(rest);
        let valid = match std::str::from_utf8(rest) {
            Ok(text) => text,
            Err(error) => rest
                .get(..error.valid_up_to())
                .and_then(|valid| std::str::from_utf8(valid).ok())
                .unwrap_or_default(),
        };
        let found = valid.chars().next();
        self.at += found.map_or(1, char::len_utf8);
        found.unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// The first letter has been taken.
    fn word(&mut self, word: &str) -> Result<(), Fault> {
        let start = self.at - 1;
        for wanted in word.bytes().skip(1) {
            if self.peek() != Some(wanted) {
                let token = self.bytes.get(start..self.at).unwrap_or_default();
                let token = String::from_utf8_lossy(token).into_owned();
                return Err(self.token_fault(token));
            }
            self.at += 1;
        }
        match self.peek() {
            Some(next) if is_identifier(char::from(next)) => Err(self.token_fault(word.to_owned())),
            _ => Ok(()),
        }
    }

    /// The first character, a minus sign or a digit, has been taken.
    fn number(&mut self, first: u8) -> Result<(), Fault> {
        let leading = if first == b'-' {
            self.digit("expected digit (0-9) to follow minus sign, for valid numeric value")?
        } else {
            first
        };
        if leading == b'0' && self.peek().is_some_and(|next| next.is_ascii_digit()) {
            self.at += 1;
            return Err("Invalid numeric value: Leading zeroes not allowed".to_owned());
        }
        self.digits();
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digit("Decimal point not followed by a digit")?;
            self.digits();
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digit("Exponent indicator not followed by a digit")?;
            self.digits();
        }
        match self.peek() {
            Some(next) if self.open.is_empty() && !next.is_ascii_whitespace() => {
                self.at += 1;
                Err(unexpected(
                    next,
                    "Expected space separating root-level values",
                ))
            }
            _ => Ok(()),
        }
    }

    fn digits(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
    }

    fn digit(&mut self, what: &str) -> Result<u8, Fault> {
        match self.take() {
            Some(byte) if byte.is_ascii_digit() => Ok(byte),
            Some(byte) => Err(format!(
                "Unexpected character ({}) in numeric value: {what}",
                shown(byte)
            )),
            None => Err(ended("within a numeric value")),
        }
    }

    /// The opening quote has been taken.
    fn string(&mut self, of: &str, when_ended: &str) -> Result<(), Fault> {
        loop {
            match self.take() {
                Some(b'"') => return Ok(()),
                Some(b'\\') => self.escape()?,
                Some(control @ 0..0x20) => {
                    return Err(format!(
                        "Illegal unquoted character ({}): has to be escaped using backslash to be included in {of}",
                        shown(control)
                    ));
                }
                Some(first @ 0x80..) => self.multibyte(first)?,
                Some(_) => {}
                None => return Err(ended(when_ended)),
            }
        }
    }

    fn escape(&mut self) -> Result<(), Fault> {
        match self.take() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(()),
            Some(b'u') => {
                for _ in 0..4 {
                    match self.take() {
                        Some(digit) if digit.is_ascii_hexdigit() => {}
                        Some(other) => {
                            return Err(unexpected(
                                other,
                                "expected a hex-digit for character escape sequence",
                            ));
                        }
                        None => return Err(ended("in character escape sequence")),
                    }
                }
                Ok(())
            }
            Some(other) => Err(format!("Unrecognized character escape {}", shown(other))),
            None => Err(ended("in character escape sequence")),
        }
    }

    fn multibyte(&mut self, first: u8) -> Result<(), Fault> {
        let following = match first {
            0xc0..0xe0 => 1,
            0xe0..0xf0 => 2,
            0xf0..0xf8 => 3,
            _ => return Err(format!("Invalid UTF-8 start byte 0x{first:x}")),
        };
        for _ in 0..following {
            match self.take() {
                Some(0x80..0xc0) => {}
                Some(other) => return Err(format!("Invalid UTF-8 middle byte 0x{other:x}")),
                None => return Err(ended("in the middle of a UTF-8 character")),
            }
        }
        Ok(())
    }

    /// Jackson's name for a place: a part of the whole source, line and column.
    fn location(&self, at: usize) -> String {
        let before = self.bytes.get(..at).unwrap_or(self.bytes);
        let line = before.split(|byte| *byte == b'\n').count();
        let column = before
            .iter()
            .rev()
            .take_while(|byte| **byte != b'\n')
            .count()
            + 1;
        let part = self.bytes.get(..SHOWN).unwrap_or(self.bytes);
        let mut text = format!("Source: (byte[])\"{}\"", String::from_utf8_lossy(part));
        if let Some(more) = self.bytes.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let _ = write!(text, "[truncated {more} bytes]");
        }
        let _ = write!(text, "; line: {line}, column: {column}");
        text
    }
}

/// What Java calls a part of an identifier, near enough.
fn is_identifier(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$')
}

/// The payload ends too early.
fn ended(when: &str) -> Fault {
    let joint = if when.starts_with("was ") { ": " } else { " " };
    format!("Unexpected end-of-input{joint}{when}")
}

fn unexpected(byte: u8, what: &str) -> Fault {
    format!("Unexpected character ({}): {what}", shown(byte))
}

/// A byte as Jackson shows a character.
fn shown(byte: u8) -> String {
    let character = char::from(byte);
    if character.is_control() {
        format!("(CTRL-CHAR, code {byte})")
    } else {
        format!("'{character}' (code {byte})")
    }
}
