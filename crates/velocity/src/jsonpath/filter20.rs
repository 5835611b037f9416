//! Jayway 2.0's filters: symbols only, every literal a string that is compared as what it meets.

use std::cmp::Ordering;

use crate::decimal::Decimal;
use crate::jsonpath::{JsonPath, ReadError, eval, parse20};
use crate::methods;
use crate::number;
use crate::print;
use crate::text;
use crate::value::Value;

#[derive(Clone, Debug)]
pub(super) enum Test {
    Or(Vec<Test>),
    And(Vec<Test>),
    Exists(JsonPath),
    /// `!@.name`
    Absent(JsonPath),
    /// `[?]`: a predicate that a program would have to hand over.
    Unbound,
    Compare(Operand, Operator, Operand),
}

#[derive(Clone, Debug)]
pub(super) enum Operand {
    Path(JsonPath),
    Text(String),
    Pattern(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Matches,
}

/// Parses what stands between a filter's parentheses.
pub(super) fn parse(text: &str) -> Result<Test, String> {
    if text.trim().is_empty() {
        return Err("the filter is empty".to_owned());
    }
    let mut any = Vec::new();
    for part in split(text, "||") {
        let mut all = Vec::new();
        for part in split(part, "&&") {
            let part = part.trim();
            let inner = part
                .strip_prefix('(')
                .and_then(|rest| rest.strip_suffix(')'))
                .unwrap_or(part);
            all.push(comparison(inner.trim())?);
        }
        any.push(if all.len() == 1 {
            all.remove(0)
        } else {
            Test::And(all)
        });
    }
    Ok(if any.len() == 1 {
        any.remove(0)
    } else {
        Test::Or(any)
    })
}

/// Splits at an operator outside quotes.
fn split<'a>(text: &'a str, operator: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        if c == '\'' {
            quoted = !quoted;
        }
        if !quoted && at >= start && text[at..].starts_with(operator) {
            parts.push(&text[start..at]);
            start = at + operator.len();
        }
    }
    parts.push(&text[start..]);
    parts
}

fn comparison(text: &str) -> Result<Test, String> {
    let (negated, text) = match text.strip_prefix('!') {
        Some(rest) if rest.starts_with('@') => (true, rest),
        _ => (false, text),
    };
    let mut quoted = false;
    let found = text.char_indices().find(|(_, c)| {
        quoted ^= *c == '\'';
        !quoted && matches!(c, '=' | '!' | '<' | '>' | '~')
    });
    let Some((at, _)) = found else {
        // Without `@` or `$` in front, it is no path.
        if !text.starts_with(['@', '$']) {
            return Err(format!("{text:?} is no test"));
        }
        let path = parse20::parse(text)?;
        return Ok(if negated {
            Test::Absent(path)
        } else {
            Test::Exists(path)
        });
    };
    let symbol: String = text[at..]
        .chars()
        .take_while(|c| matches!(c, '=' | '!' | '<' | '>' | '~'))
        .collect();
    let operator = match symbol.as_str() {
        "==" | "===" => Operator::Equal,
        "!=" => Operator::NotEqual,
        "<" => Operator::Less,
        "<=" => Operator::LessOrEqual,
        ">" => Operator::Greater,
        ">=" => Operator::GreaterOrEqual,
        "=~" => Operator::Matches,
        symbol => return Err(format!("{symbol:?} is no operator of filters")),
    };
    Ok(Test::Compare(
        operand(text[..at].trim())?,
        operator,
        operand(text[at + symbol.len()..].trim())?,
    ))
}

fn operand(text: &str) -> Result<Operand, String> {
    if text.starts_with(['$', '@']) {
        return Ok(Operand::Path(parse20::parse(text)?));
    }
    if let Some(inner) = text
        .strip_prefix('\'')
        .and_then(|rest| rest.strip_suffix('\''))
    {
        return Ok(Operand::Text(inner.to_owned()));
    }
    if let Some((pattern, flags)) = text
        .strip_prefix('/')
        .and_then(|rest| rest.rsplit_once('/'))
    {
        let ignore_case = if flags.contains('i') { "(?i)" } else { "" };
        return Ok(Operand::Pattern(format!("{ignore_case}{pattern}")));
    }
    if text.is_empty() {
        Err("a filter lacks a value".to_owned())
    } else {
        Ok(Operand::Text(text.to_owned()))
    }
}

impl Test {
    pub(super) fn accepts(
        &self,
        item: &Value,
        root: &Value,
        work: &mut eval::Work,
    ) -> Result<bool, ReadError> {
        work.spend(1)?;
        match self {
            Test::Or(tests) => {
                for test in tests {
                    if test.accepts(item, root, work)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Test::And(tests) => {
                for test in tests {
                    if !test.accepts(item, root, work)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Test::Exists(path) | Test::Absent(path) => {
                let wanted = matches!(self, Test::Exists(_));
                match eval::read_within(path, item, root, true, work) {
                    Ok(found) => Ok(found.is_null() != wanted),
                    Err(ReadError::NotFound) => Ok(!wanted),
                    Err(error) => Err(error),
                }
            }
            Test::Unbound => Err(ReadError::Invalid(
                "a filter without parentheses needs a predicate from outside".to_owned(),
            )),
            Test::Compare(left, operator, right) => {
                let (Some(l), Some(r)) = (
                    left.value(item, root, work)?,
                    right.value(item, root, work)?,
                ) else {
                    return Ok(false);
                };
                match (left, right) {
                    (Operand::Pattern(pattern), _) if *operator == Operator::Matches => {
                        matches(&r, pattern)
                    }
                    (_, Operand::Pattern(pattern)) if *operator == Operator::Matches => {
                        matches(&l, pattern)
                    }
                    // The literal is what is expected; the other side is read as the same.
                    (Operand::Text(_), Operand::Path(_)) => Ok(holds(*operator, compare(&l, &r)?)),
                    _ => Ok(holds(*operator, compare(&r, &l)?.map(Ordering::reverse))),
                }
            }
        }
    }
}

impl Operand {
    fn value(
        &self,
        item: &Value,
        root: &Value,
        work: &mut eval::Work,
    ) -> Result<Option<Value>, ReadError> {
        match self {
            Operand::Path(path) => match eval::read_within(path, item, root, false, work) {
                Ok(value) => Ok(Some(value)),
                Err(ReadError::NotFound) => Ok(None),
                Err(error) => Err(error),
            },
            Operand::Text(text) | Operand::Pattern(text) => Ok(Some(Value::from(text.as_str()))),
        }
    }
}

/// Whatever there is, its text is matched.
fn matches(value: &Value, pattern: &str) -> Result<bool, ReadError> {
    if value.is_null() {
        return Ok(false);
    }
    methods::matches(&print::to_text(value), pattern)
        .map_err(|thrown| ReadError::Invalid(thrown.message))
}

fn holds(operator: Operator, order: Option<Ordering>) -> bool {
    match (operator, order) {
        (Operator::NotEqual, order) => order != Some(Ordering::Equal),
        (_, None) | (Operator::Matches, _) => false,
        (Operator::Equal, Some(order)) => order.is_eq(),
        (Operator::Less, Some(order)) => order.is_lt(),
        (Operator::LessOrEqual, Some(order)) => order.is_le(),
        (Operator::Greater, Some(order)) => order.is_gt(),
        (Operator::GreaterOrEqual, Some(order)) => order.is_ge(),
    }
}

fn is_nullish(value: &Value) -> bool {
    value.is_null() || value.as_str() == Some("null")
}

/// Compares what is expected with what is there; `None` if they cannot be compared.
fn compare(expected: &Value, actual: &Value) -> Result<Option<Ordering>, ReadError> {
    match (is_nullish(expected), is_nullish(actual)) {
        (true, true) => return Ok(Some(Ordering::Equal)),
        (true, false) => return Ok(Some(Ordering::Less)),
        (false, true) => return Ok(Some(Ordering::Greater)),
        (false, false) => {}
    }
    Ok(match (expected, actual) {
        (Value::Str(l), Value::Str(r)) => Some(text::order(&l.replace("\\'", "'"), r)),
        (Value::Str(text), Value::Bool(actual)) => {
            Some(text.eq_ignore_ascii_case("true").cmp(actual))
        }
        (Value::Bool(l), Value::Bool(r)) => Some(l.cmp(r)),
        (Value::Str(text), actual) if number::long_value(actual).is_some() => {
            let Some(expected) = Decimal::parse(text) else {
                return Err(ReadError::Invalid(format!(
                    "{text:?} is compared with a number but is none"
                )));
            };
            number::compare_printed(&Value::Decimal(std::rc::Rc::new(expected)), actual)
        }
        (expected, actual) => number::compare_printed(expected, actual),
    })
}
