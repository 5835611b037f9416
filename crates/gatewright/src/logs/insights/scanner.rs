//! Reads a query character by character; the parser says what it expects.

use super::Malformed;

/// The text that is still to be read. A clone looks ahead.
#[derive(Clone)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut scanner = Self { text, at: 0 };
        scanner.skip_space();
        scanner
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest().is_empty()
    }

    /// Where it stands, in bytes.
    pub(super) fn place(&self) -> usize {
        self.at
    }

    /// What was read since a place, without the space around.
    pub(super) fn since(&self, place: usize) -> &'a str {
        self.text.get(place..self.at).unwrap_or_default().trim()
    }

    fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Skips blanks, line breaks and comments.
    fn skip_space(&mut self) {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            if self.peek() != Some('#') {
                return;
            }
            let line = self.rest().find('\n').unwrap_or(self.rest().len());
            self.at += line;
        }
    }

    /// Steps over a symbol if it comes next, and over the space after it.
    pub(super) fn eat(&mut self, symbol: &str) -> bool {
        let eaten = self.rest().starts_with(symbol);
        if eaten {
            self.at += symbol.len();
            self.skip_space();
        }
        eaten
    }

    /// Steps over a word if it comes next, in whatever case.
    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let mut ahead = self.clone();
        let found = ahead.word();
        let eaten = found.is_some_and(|found| found.eq_ignore_ascii_case(word));
        if eaten {
            *self = ahead;
        }
        eaten
    }

    /// The next word, but stays before it.
    pub(super) fn peek_word(&self) -> Option<&'a str> {
        self.clone().word()
    }

    /// A field's name, a function's or a keyword.
    pub(super) fn word(&mut self) -> Option<&'a str> {
        let begins = |c: char| c.is_alphabetic() || c == '_' || c == '@';
        if !self.peek().is_some_and(begins) {
            return None;
        }
        let continues = |c: char| c.is_alphanumeric() || "_@.".contains(c);
        let rest = self.rest();
        let end = rest.find(|c| !continues(c)).unwrap_or(rest.len());
        let word = rest.get(..end)?;
        self.at += end;
        self.skip_space();
        Some(word)
    }

    /// A name in backticks, which come next.
    pub(super) fn backticked(&mut self) -> Result<String, Malformed> {
        self.delimited('`', false)
    }

    /// A text in quotation marks, which come next.
    pub(super) fn quoted(&mut self) -> Result<String, Malformed> {
        let mark = self.peek().unwrap_or('"');
        self.delimited(mark, true)
    }

    /// What stands between slashes, the first of which comes next; `\/` is a slash.
    pub(super) fn slashed(&mut self) -> Result<String, Malformed> {
        let begin = self.at;
        self.bump();
        let mut source = String::new();
        loop {
            match self.bump() {
                None => return Err(self.malformed_from(begin, "unterminated regular expression")),
                Some('/') => break,
                Some('\\') if self.peek() == Some('/') => {
                    self.bump();
                    source.push('/');
                }
                Some('\\') => {
                    source.push('\\');
                    source.extend(self.bump());
                }
                Some(c) => source.push(c),
            }
        }
        self.skip_space();
        Ok(source)
    }

    fn delimited(&mut self, mark: char, escapes: bool) -> Result<String, Malformed> {
        let begin = self.at;
        self.bump();
        let mut text = String::new();
        loop {
            match self.bump() {
                None => return Err(self.malformed_from(begin, "unterminated string")),
                Some(c) if c == mark => break,
                Some('\\') if escapes => match self.bump() {
                    Some(c) if c == mark || c == '\\' => text.push(c),
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some(c) => {
                        text.push('\\');
                        text.push(c);
                    }
                    None => text.push('\\'),
                },
                Some(c) => text.push(c),
            }
        }
        self.skip_space();
        Ok(text)
    }

    /// A number without a sign, if one comes next.
    pub(super) fn number(&mut self) -> Option<f64> {
        let rest = self.rest();
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let mut end = digits(rest);
        if end == 0 {
            return None;
        }
        if let Some(fraction) = rest.get(end..).and_then(|after| after.strip_prefix('.')) {
            let places = digits(fraction);
            end += if places > 0 { 1 + places } else { 0 };
        }
        let after = rest.get(end..).unwrap_or_default();
        if let Some(exponent) = after.strip_prefix(['e', 'E']) {
            let sign = usize::from(exponent.starts_with(['+', '-']));
            let places = digits(exponent.get(sign..).unwrap_or_default());
            end += if places > 0 { 1 + sign + places } else { 0 };
        }
        let number = rest.get(..end)?.parse().ok()?;
        self.at += end;
        self.skip_space();
        Some(number)
    }

    /// A period such as `5m` or `1 hour`, if one comes next: how many of which unit.
    pub(super) fn period(&mut self) -> Option<(u32, &'a str)> {
        let mut ahead = self.clone();
        let rest = ahead.rest();
        let end = rest.bytes().take_while(u8::is_ascii_digit).count();
        let count = rest.get(..end)?.parse().ok()?;
        ahead.at += end;
        ahead.skip_space();
        let unit = ahead.word()?;
        *self = ahead;
        Some((count, unit))
    }

    /// What comes next cannot stand here, in AWS's words [B].
    pub(super) fn unexpected(&self) -> Malformed {
        let symbol = match self.peek() {
            None => "<EOF>".to_owned(),
            Some(c) => self
                .peek_word()
                .map_or_else(|| c.to_string(), str::to_owned),
        };
        let before = self.text.get(..self.at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let position = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count();
        let start = before.chars().count();
        Malformed {
            message: format!(
                "unexpected symbol found {symbol} at line {line} and position {position}"
            ),
            start,
            end: start + symbol.chars().count(),
        }
    }

    /// What has been read since a place cannot stand there.
    pub(super) fn malformed_from(&self, place: usize, message: impl Into<String>) -> Malformed {
        let count = |to: usize| self.text.get(..to).unwrap_or_default().chars().count();
        Malformed {
            message: message.into(),
            start: count(place),
            end: count(self.at),
        }
    }
}
