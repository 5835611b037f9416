//! Reads a pattern character by character.

use super::{InvalidPattern, MAX_REGEXES};

/// The pattern's text that is still to be read. A clone looks ahead.
#[derive(Clone)]
pub(super) struct Scanner<'a> {
    rest: &'a str,
    regexes: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            regexes: 0,
        }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next();
        self.rest = chars.as_str();
        next
    }

    /// Steps over `text` if it comes next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    pub(super) fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    pub(super) fn take_while(&mut self, accept: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !accept(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// A word of letters, such as `EXISTS`, after blanks.
    pub(super) fn keyword(&mut self) -> &'a str {
        self.skip_space();
        self.take_while(char::is_alphabetic)
    }

    pub(super) fn expect_end(&mut self) -> Result<(), InvalidPattern> {
        self.skip_space();
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    /// What comes next cannot stand here. AWS quotes the characters that are at fault, without the
    /// words around them: `Invalid character(s) in term ':'` for `a:b`.
    pub(super) fn unexpected(&self) -> InvalidPattern {
        let bad: String = self
            .rest
            .chars()
            .take_while(|&c| !is_word(c) && !c.is_whitespace() && c != '"')
            .collect();
        match (bad.is_empty(), self.peek()) {
            (false, _) => InvalidPattern::Characters(bad),
            (true, Some('"')) => InvalidPattern::Characters("\"".to_owned()),
            (true, _) => InvalidPattern::Malformed,
        }
    }

    /// What stands in quotation marks, which come next. `\"` and `\\` are a quotation mark and a
    /// backslash; before any other character a backslash is itself.
    pub(super) fn quoted(&mut self) -> Result<String, InvalidPattern> {
        let mut text = String::new();
        self.bump();
        loop {
            match self.bump() {
                None => return Err(InvalidPattern::Characters("\"".to_owned())),
                Some('"') => return Ok(text),
                Some('\\') => match self.peek() {
                    Some(escaped @ ('"' | '\\')) => {
                        text.push(escaped);
                        self.bump();
                    }
                    _ => text.push('\\'),
                },
                Some(c) => text.push(c),
            }
        }
    }

    /// Counts a regular expression; a pattern may have few.
    pub(super) fn count_regex(&mut self) -> Result<(), InvalidPattern> {
        self.regexes += 1;
        if self.regexes > MAX_REGEXES {
            return Err(InvalidPattern::Malformed);
        }
        Ok(())
    }
}

/// The characters of a term that needs no quotation marks.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
