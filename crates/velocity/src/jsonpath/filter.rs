//! Jayway 2.9's filters.

use crate::equality;
use crate::json;
use crate::jsonpath::parse::{closing, end_of_quoted, unescape};
use crate::jsonpath::{JsonPath, ReadError, eval, parse};
use crate::methods;
use crate::number;
use crate::text;
use crate::value::Value;

#[derive(Clone, Debug)]
pub(super) enum Test {
    Or(Vec<Test>),
    And(Vec<Test>),
    Not(Box<Test>),
    /// Whether a path leads anywhere.
    Exists(JsonPath),
    Compare(Operand, Operator, Operand),
}

#[derive(Clone, Debug)]
pub(super) enum Operand {
    Path(JsonPath),
    Text(String),
    /// Any other literal, as JSON text: values are not shared between threads.
    Json(String),
    /// A regular expression as Java writes it, its flags in front.
    Pattern(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    SameTypeEqual,
    SameTypeNotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Matches,
    In,
    NotIn,
    SubsetOf,
    AnyOf,
    NoneOf,
    Contains,
    Size,
    Empty,
    All,
}

const SYMBOLS: &[(&str, Operator)] = &[
    ("===", Operator::SameTypeEqual),
    ("!==", Operator::SameTypeNotEqual),
    ("==", Operator::Equal),
    ("!=", Operator::NotEqual),
    ("<=", Operator::LessOrEqual),
    (">=", Operator::GreaterOrEqual),
    ("=~", Operator::Matches),
    ("<", Operator::Less),
    (">", Operator::Greater),
];

const WORDS: &[(&str, Operator)] = &[
    ("IN", Operator::In),
    ("NIN", Operator::NotIn),
    ("SUBSETOF", Operator::SubsetOf),
    ("ANYOF", Operator::AnyOf),
    ("NONEOF", Operator::NoneOf),
    ("CONTAINS", Operator::Contains),
    ("SIZE", Operator::Size),
    ("EMPTY", Operator::Empty),
    ("ALL", Operator::All),
];

/// Parses what stands between a filter's parentheses.
pub(super) fn parse(chars: &[char], depth: u32) -> Result<Test, String> {
    let mut parser = Parser {
        chars,
        at: 0,
        depth: depth + 1,
        nesting: 0,
    };
    let test = parser.or()?;
    parser.skip_blanks();
    if parser.at < chars.len() {
        return Err(format!("unexpected {:?} in a filter", chars[parser.at]));
    }
    Ok(test)
}

struct Parser<'a> {
    chars: &'a [char],
    at: usize,
    depth: u32,
    nesting: u32,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    fn starts_with(&self, text: &str) -> bool {
        text.chars()
            .enumerate()
            .all(|(offset, c)| self.chars.get(self.at + offset) == Some(&c))
    }

    fn accept(&mut self, text: &str) -> bool {
        self.skip_blanks();
        let found = self.starts_with(text);
        if found {
            self.at += text.chars().count();
        }
        found
    }

    fn or(&mut self) -> Result<Test, String> {
        let mut tests = vec![self.and()?];
        while self.accept("||") {
            tests.push(self.and()?);
        }
        Ok(if tests.len() == 1 {
            tests.remove(0)
        } else {
            Test::Or(tests)
        })
    }

    fn and(&mut self) -> Result<Test, String> {
        let mut tests = vec![self.operand()?];
        while self.accept("&&") {
            tests.push(self.operand()?);
        }
        Ok(if tests.len() == 1 {
            tests.remove(0)
        } else {
            Test::And(tests)
        })
    }

    fn operand(&mut self) -> Result<Test, String> {
        self.nesting += 1;
        if self.nesting > 100 {
            return Err("a filter nests too deeply".to_owned());
        }
        self.skip_blanks();
        let test = if self.peek() == Some('!') {
            self.at += 1;
            Test::Not(Box::new(self.operand()?))
        } else if self.accept("(") {
            let inner = self.or()?;
            if !self.accept(")") {
                return Err("a parenthesis in a filter is not closed".to_owned());
            }
            inner
        } else {
            self.comparison()?
        };
        self.nesting -= 1;
        Ok(test)
    }

    fn comparison(&mut self) -> Result<Test, String> {
        let left = self.value()?;
        self.skip_blanks();
        let Some(operator) = self.operator()? else {
            return match left {
                Operand::Path(path) => Ok(Test::Exists(path)),
                _ => Err("a filter needs an operator after a literal".to_owned()),
            };
        };
        let right = self.value()?;
        Ok(Test::Compare(left, operator, right))
    }

    fn operator(&mut self) -> Result<Option<Operator>, String> {
        match self.peek() {
            None | Some(')' | '&' | '|') => return Ok(None),
            Some(_) => {}
        }
        if let Some((symbol, operator)) =
            SYMBOLS.iter().find(|(symbol, _)| self.starts_with(symbol))
        {
            self.at += symbol.len();
            return Ok(Some(*operator));
        }
        let word: String = self.chars[self.at..]
            .iter()
            .take_while(|c| c.is_ascii_alphabetic())
            .collect();
        let upper = word.to_ascii_uppercase();
        match WORDS.iter().find(|(name, _)| *name == upper) {
            Some((name, operator)) => {
                self.at += name.len();
                Ok(Some(*operator))
            }
            None => Err(format!("{word:?} is no operator of filters")),
        }
    }

    fn value(&mut self) -> Result<Operand, String> {
        self.skip_blanks();
        let start = self.at;
        match self.peek() {
            Some('@' | '$') => self.path(),
            Some('\'' | '"') => {
                let end =
                    end_of_quoted(self.chars, start).ok_or("a string in a filter is not closed")?;
                let mut text = String::new();
                let mut at = start + 1;
                while at < end {
                    if self.chars[at] == '\\' {
                        at += unescape(&mut text, &self.chars[at..end]);
                    } else {
                        text.push(self.chars[at]);
                        at += 1;
                    }
                }
                self.at = end + 1;
                Ok(Operand::Text(text))
            }
            Some('/') => {
                let end = end_of_quoted(self.chars, start)
                    .ok_or("a pattern in a filter is not closed")?;
                let pattern: String = self.chars[start + 1..end].iter().collect();
                let flags: String = self.chars[end + 1..]
                    .iter()
                    .take_while(|c| c.is_ascii_alphabetic())
                    .collect();
                self.at = end + 1 + flags.len();
                let flags: String = flags
                    .chars()
                    .filter(|flag| "imsux".contains(*flag))
                    .collect();
                Ok(Operand::Pattern(if flags.is_empty() {
                    pattern
                } else {
                    format!("(?{flags}){pattern}")
                }))
            }
            Some('[' | '{') => {
                let end = self
                    .end_of_json()
                    .ok_or("a literal in a filter is not closed")?;
                let text: String = self.chars[start..=end].iter().collect();
                json::parse(&text).map_err(|error| error.to_string())?;
                self.at = end + 1;
                Ok(Operand::Json(text))
            }
            Some(c) if c.is_ascii_alphanumeric() || c == '-' => {
                let word: String = self.chars[start..]
                    .iter()
                    .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.'))
                    .collect();
                self.at += word.len();
                let is_number = word.parse::<f64>().is_ok()
                    && !word.ends_with(|c: char| c.is_ascii_alphabetic());
                if is_number || matches!(word.as_str(), "true" | "false" | "null") {
                    Ok(Operand::Json(word))
                } else {
                    Err(format!("{word:?} is no value of filters"))
                }
            }
            _ => Err("a filter lacks a value".to_owned()),
        }
    }

    fn path(&mut self) -> Result<Operand, String> {
        let start = self.at;
        self.at += 1;
        while let Some(c) = self.peek() {
            self.at = match c {
                '[' => self
                    .end_of_json()
                    .ok_or("a bracket in a filter is not closed")?,
                '(' => {
                    closing(self.chars, self.at).ok_or("a parenthesis in a filter is not closed")?
                }
                ')' | ' ' | '<' | '>' | '=' | '~' | '!' | '&' | '|' => break,
                _ => self.at,
            } + 1;
        }
        let path: String = self.chars[start..self.at].iter().collect();
        Ok(Operand::Path(parse::parse(&path, self.depth)?))
    }

    /// The bracket or brace that closes the one here, outside strings.
    fn end_of_json(&self) -> Option<usize> {
        let mut depth = 0;
        let mut at = self.at;
        while let Some(c) = self.chars.get(at) {
            match c {
                '\'' | '"' => at = end_of_quoted(self.chars, at)?,
                '[' | '{' => depth += 1,
                ']' | '}' => {
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
}

/// A side of a comparison; `Undefined` where its path leads nowhere.
enum Side {
    Undefined,
    Pattern(String),
    Value(Value),
}

impl Test {
    pub(super) fn accepts(
        &self,
        item: &Value,
        root: &Value,
        work: &mut eval::Work,
    ) -> Result<bool, ReadError> {
        work.spend(1)?;
        Ok(match self {
            Test::Or(tests) => {
                for test in tests {
                    if test.accepts(item, root, work)? {
                        return Ok(true);
                    }
                }
                false
            }
            Test::And(tests) => {
                for test in tests {
                    if !test.accepts(item, root, work)? {
                        return Ok(false);
                    }
                }
                true
            }
            Test::Not(test) => !test.accepts(item, root, work)?,
            Test::Exists(path) => match eval::read_within(path, item, root, true, work) {
                Ok(_) => true,
                Err(ReadError::NotFound) => false,
                Err(error) => return Err(error),
            },
            Test::Compare(left, operator, right) => {
                let left = left.side(item, root, work)?;
                let right = right.side(item, root, work)?;
                compare(&left, *operator, &right)?
            }
        })
    }
}

impl Operand {
    fn side(&self, item: &Value, root: &Value, work: &mut eval::Work) -> Result<Side, ReadError> {
        Ok(match self {
            Operand::Path(path) => match eval::read_within(path, item, root, false, work) {
                Ok(value) => Side::Value(value),
                Err(ReadError::NotFound) => Side::Undefined,
                Err(error) => return Err(error),
            },
            Operand::Text(text) => Side::Value(Value::from(text.as_str())),
            Operand::Json(text) => Side::Value(json::parse(text).unwrap_or_default()),
            Operand::Pattern(pattern) => Side::Pattern(pattern.clone()),
        })
    }
}

fn compare(left: &Side, operator: Operator, right: &Side) -> Result<bool, ReadError> {
    match (left, operator, right) {
        (_, Operator::NotEqual, _) => {
            return compare(left, Operator::Equal, right).map(|equal| !equal);
        }
        (_, Operator::SameTypeNotEqual, _) => {
            return compare(left, Operator::SameTypeEqual, right).map(|equal| !equal);
        }
        (_, Operator::NotIn, _) => return compare(left, Operator::In, right).map(|found| !found),
        (Side::Value(value), Operator::Matches, Side::Pattern(pattern))
        | (Side::Pattern(pattern), Operator::Matches, Side::Value(value)) => {
            return matches(value, pattern);
        }
        _ => {}
    }
    let (Side::Value(left), Side::Value(right)) = (left, right) else {
        return Ok(false);
    };
    let order = || match (left, right) {
        (Value::Str(l), Value::Str(r)) => Some(text::order(l, r)),
        (Value::Str(_), _) | (_, Value::Str(_)) => None,
        _ => number::compare_printed(left, right),
    };
    Ok(match operator {
        Operator::Equal => equal(left, right),
        Operator::SameTypeEqual => kind(left) == kind(right) && equal(left, right),
        Operator::Less => order().is_some_and(std::cmp::Ordering::is_lt),
        Operator::LessOrEqual => order().is_some_and(std::cmp::Ordering::is_le),
        Operator::Greater => order().is_some_and(std::cmp::Ordering::is_gt),
        Operator::GreaterOrEqual => order().is_some_and(std::cmp::Ordering::is_ge),
        Operator::In => contains(right, left),
        Operator::SubsetOf => {
            items(left).is_some_and(|items| items.iter().all(|item| contains(right, item)))
        }
        Operator::All => {
            items(right).is_some_and(|items| items.iter().all(|item| contains(left, item)))
        }
        Operator::AnyOf => {
            items(left).is_some_and(|items| items.iter().any(|item| contains(right, item)))
        }
        Operator::NoneOf => {
            items(left).is_some_and(|items| !items.iter().any(|item| contains(right, item)))
        }
        Operator::Contains => match (left, right) {
            (Value::Str(l), Value::Str(r)) => l.contains(&**r),
            _ => contains(left, right),
        },
        Operator::Size => match (size(left), number::long_value(right)) {
            (Some(size), Some(wanted)) => size as i64 == wanted,
            _ => false,
        },
        Operator::Empty => match (size(left), right) {
            (Some(size), Value::Bool(wanted)) => (size == 0) == *wanted,
            _ => false,
        },
        Operator::NotEqual | Operator::SameTypeNotEqual | Operator::NotIn | Operator::Matches => {
            false
        }
    })
}

fn matches(value: &Value, pattern: &str) -> Result<bool, ReadError> {
    let matches = |value: &Value| match value {
        Value::Null | Value::Map(_) | Value::List(_) => Ok(false),
        value => methods::matches(&crate::print::to_text(value), pattern)
            .map_err(|thrown| ReadError::Invalid(thrown.message)),
    };
    match value {
        Value::List(list) => {
            for item in list.items().iter() {
                if matches(item)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        value => matches(value),
    }
}

/// Numbers and strings are equal when either can be read as the other.
fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Str(text), number) | (number, Value::Str(text))
            if number::long_value(number).is_some() =>
        {
            match json::parse(text) {
                Ok(parsed) if !matches!(parsed, Value::Str(_)) => {
                    number::compare_printed(&parsed, number).is_some_and(std::cmp::Ordering::is_eq)
                }
                _ => false,
            }
        }
        _ => match number::compare_printed(left, right) {
            Some(order) => order.is_eq(),
            None => equality::equals(left, right),
        },
    }
}

fn kind(value: &Value) -> u8 {
    match value {
        Value::Null => 0,
        Value::Bool(_) => 1,
        Value::Str(_) => 2,
        Value::List(_) | Value::Map(_) => 3,
        _ => 4,
    }
}

fn items(value: &Value) -> Option<Vec<Value>> {
    if let Value::List(list) = value {
        Some(list.items().clone())
    } else {
        None
    }
}

fn contains(list: &Value, wanted: &Value) -> bool {
    items(list).is_some_and(|items| items.iter().any(|item| equal(item, wanted)))
}

fn size(value: &Value) -> Option<usize> {
    match value {
        Value::Str(text) => Some(text::length(text)),
        Value::List(list) => Some(list.items().len()),
        Value::Map(map) => Some(map.len()),
        _ => None,
    }
}
