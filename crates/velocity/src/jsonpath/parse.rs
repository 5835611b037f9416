//! Jayway 2.9's path grammar.

use crate::jsonpath::function::Function;
use crate::jsonpath::{Filter, JsonPath, Step, Version, filter};

/// Filters hold paths, which hold filters: deeper than this is refused.
const DEEPEST: u32 = 16;

/// Parses a path; the error says what is wrong.
pub(super) fn parse(path: &str, depth: u32) -> Result<JsonPath, String> {
    if depth > DEEPEST {
        return Err("filters nest too deeply".to_owned());
    }
    if path.is_empty() {
        return Err("path can not be null or empty".to_owned());
    }
    let trimmed = path.trim_matches(' ');
    let text = if trimmed.starts_with(['$', '@']) {
        trimmed.to_owned()
    } else {
        format!("$.{path}").trim_matches(' ').to_owned()
    };
    if text.ends_with('.') {
        return Err("a path must not end with '.' or '..'".to_owned());
    }
    let chars: Vec<char> = text.chars().collect();
    let from_root = chars.first() == Some(&'$');
    let mut parser = Parser {
        chars,
        at: 1,
        depth,
        steps: Vec::new(),
    };
    if parser.at < parser.chars.len() {
        if !matches!(parser.peek(), Some('.' | '[')) {
            return Err("expected '.' or '[' after the first character".to_owned());
        }
        while parser.at < parser.chars.len() {
            parser.step()?;
        }
    }
    Ok(JsonPath {
        steps: parser.steps,
        from_root,
        version: Version::V2_9,
    })
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    depth: u32,
    steps: Vec<Step>,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// The place of the first character after `from` that is no blank.
    fn significant(&self, from: usize) -> usize {
        let blanks = self
            .chars
            .iter()
            .skip(from + 1)
            .take_while(|c| **c == ' ')
            .count();
        from + 1 + blanks
    }

    fn step(&mut self) -> Result<(), String> {
        match self.peek() {
            Some('[') => self.bracket(),
            Some('.') => {
                if self.chars.get(self.at + 1) == Some(&'.') {
                    self.steps.push(Step::Scan);
                    self.at += 1;
                }
                self.at += 1;
                match self.peek() {
                    Some('.') => Err(format!("'.' at position {} is not valid", self.at)),
                    Some(_) => self.step(),
                    None => Err("a path must not end with '.'".to_owned()),
                }
            }
            Some('*') => {
                self.at += 1;
                self.steps.push(Step::Wildcard);
                Ok(())
            }
            _ => self.property_or_function(),
        }
    }

    fn property_or_function(&mut self) -> Result<(), String> {
        let start = self.at;
        while let Some(c) = self.peek() {
            match c {
                ' ' => {
                    return Err(
                        "use brackets and quotes around a name that contains blanks".to_owned()
                    );
                }
                '.' | '[' => break,
                '(' => {
                    let name: String = self.chars[start..self.at].iter().collect();
                    return self.function(&name);
                }
                _ => self.at += 1,
            }
        }
        if self.at == start {
            return Err(format!("expected a name at position {start}"));
        }
        self.steps.push(Step::Property(vec![
            self.chars[start..self.at].iter().collect(),
        ]));
        Ok(())
    }

    fn function(&mut self, name: &str) -> Result<(), String> {
        let open = self.at;
        let Some(length) = self.chars[open..].iter().position(|c| *c == ')') else {
            return Err("a function's arguments are not closed".to_owned());
        };
        let argument: String = self.chars[open + 1..open + length].iter().collect();
        self.at = open + length + 1;
        self.steps
            .push(Step::Function(Function::new(name, argument.trim())?));
        if self.at < self.chars.len() {
            return Err("nothing can follow a function".to_owned());
        }
        Ok(())
    }

    fn bracket(&mut self) -> Result<(), String> {
        let first = self.significant(self.at);
        match self.chars.get(first) {
            Some(quote @ ('\'' | '"')) => self.quoted_properties(first, *quote),
            Some('?') => self.filter(first),
            Some('*') => {
                let close = self.significant(first);
                if self.chars.get(close) != Some(&']') {
                    return Err("expected ']' after '*'".to_owned());
                }
                self.at = close + 1;
                self.steps.push(Step::Wildcard);
                Ok(())
            }
            Some(c) if c.is_ascii_digit() || matches!(c, '-' | ':') => self.indices(),
            _ => Err(format!("expected ?, ', 0-9 or * at position {first}")),
        }
    }

    fn quoted_properties(&mut self, first: usize, quote: char) -> Result<(), String> {
        let mut names = Vec::new();
        let mut name: Option<String> = None;
        let mut after_comma = false;
        let mut at = first;
        loop {
            let Some(c) = self.chars.get(at).copied() else {
                return Err("a quoted name or its bracket is not closed".to_owned());
            };
            match (&mut name, c) {
                (_, '\\') => {
                    let escaped = self.chars.get(at + 1).copied();
                    if let Some(name) = &mut name {
                        at += unescape(name, &self.chars[at..]);
                        continue;
                    }
                    if escaped.is_none() {
                        return Err("a quoted name or its bracket is not closed".to_owned());
                    }
                    at += 1;
                }
                (Some(_), c) if c == quote => {
                    if !matches!(self.chars.get(self.significant(at)), Some(']' | ',')) {
                        return Err(format!("expected ',' or ']' after position {at}"));
                    }
                    names.extend(name.take());
                }
                (Some(name), c) => name.push(c),
                (None, ']') if after_comma => return Err("an empty name after a comma".to_owned()),
                (None, ']') => break,
                (None, c) if c == quote => {
                    name = Some(String::new());
                    after_comma = false;
                }
                (None, ',') if after_comma => return Err("an empty name after a comma".to_owned()),
                (None, ',') => after_comma = true,
                (None, _) => {}
            }
            at += 1;
        }
        self.at = at + 1;
        self.steps.push(Step::Property(names));
        Ok(())
    }

    fn indices(&mut self) -> Result<(), String> {
        let Some(length) = self.chars[self.at..].iter().position(|c| *c == ']') else {
            return Err("an index is not closed".to_owned());
        };
        let text: String = self.chars[self.at + 1..self.at + length].iter().collect();
        let text = text.trim();
        if !text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '-' | ':' | ' '))
        {
            return Err(format!("{text:?} is no index"));
        }
        self.steps.push(index_step(text)?);
        self.at += length + 1;
        Ok(())
    }

    fn filter(&mut self, question: usize) -> Result<(), String> {
        let open = self.significant(question);
        if self.chars.get(open) != Some(&'(') {
            return Err("a filter without parentheses needs a predicate from outside".to_owned());
        }
        let close = closing(&self.chars, open).ok_or("a filter is not closed")?;
        let end = self.significant(close);
        if self.chars.get(end) != Some(&']') {
            return Err("expected ']' after a filter".to_owned());
        }
        let test = filter::parse(&self.chars[open + 1..close], self.depth)?;
        self.steps.push(Step::Filter(Filter::Modern(test)));
        self.at = end + 1;
        Ok(())
    }
}

/// `1`, `1,2`, `1:2`, `:2`, `1:`; what follows a second colon is ignored.
pub(super) fn index_step(text: &str) -> Result<Step, String> {
    let number = |text: &str| {
        text.trim()
            .parse::<i32>()
            .map_err(|_| format!("{text:?} is no index"))
    };
    if !text.contains(':') {
        return Ok(Step::Index(
            text.split(',').map(number).collect::<Result<_, _>>()?,
        ));
    }
    if text.contains([' ', ',']) {
        return Err(format!("{text:?} is no slice"));
    }
    let mut parts = text.split(':');
    let mut end = || {
        parts
            .next()
            .filter(|part| !part.is_empty())
            .map(number)
            .transpose()
    };
    let (from, to) = (end()?, end()?);
    if from.is_none() && to.is_none() {
        return Err("a slice needs a beginning or an end".to_owned());
    }
    Ok(Step::Slice(from, to))
}

/// The parenthesis that closes the one at `open`, outside strings and regular expressions.
pub(super) fn closing(chars: &[char], open: usize) -> Option<usize> {
    let mut depth = 0;
    let mut at = open;
    while let Some(c) = chars.get(at) {
        match c {
            '\'' | '"' | '/' => at = end_of_quoted(chars, at)?,
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// The quote (or slash) that closes the one at `open`.
pub(super) fn end_of_quoted(chars: &[char], open: usize) -> Option<usize> {
    let quote = chars.get(open)?;
    let mut at = open + 1;
    while let Some(c) = chars.get(at) {
        if c == quote {
            return Some(at);
        }
        at += if *c == '\\' { 2 } else { 1 };
    }
    None
}

/// Appends what an escape at the start of `chars` stands for, and returns its length.
pub(super) fn unescape(out: &mut String, chars: &[char]) -> usize {
    match chars.get(1) {
        Some('u') => {
            let code = chars
                .get(2..6)
                .map(|digits| digits.iter().collect::<String>());
            if let Some(c) = code
                .and_then(|code| u32::from_str_radix(&code, 16).ok())
                .and_then(char::from_u32)
            {
                out.push(c);
                return 6;
            }
            out.push('u');
            2
        }
        Some(c) => {
            out.push(match c {
                'r' => '\r',
                'f' => '\u{c}',
                't' => '\t',
                'n' => '\n',
                'b' => '\u{8}',
                c => *c,
            });
            2
        }
        None => 1,
    }
}
