//! JSON patterns: `{ $.latency > 500 && ($.user.id NOT EXISTS || $.errors[0].code = "4*") }`.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::InvalidPattern;
use super::compare::{Actual, Comparison};
use super::expression::Expression;
use super::scanner::{Scanner, is_word};

/// What a JSON message must fulfil; any other message does not match.
#[derive(Debug)]
pub(super) struct JsonPattern(Expression<Condition>);

#[derive(Debug)]
struct Condition {
    selector: Selector,
    check: Check,
}

#[derive(Debug)]
enum Check {
    Compare(Comparison),
    IsNull,
    Is(bool),
    NotExists,
}

/// A path into the message: `$.user.ids[0]`.
#[derive(Debug)]
struct Selector(Vec<Step>);

#[derive(Debug)]
enum Step {
    Member(String),
    Element(usize),
}

impl JsonPattern {
    pub(super) fn parse(scanner: &mut Scanner<'_>) -> Result<Self, InvalidPattern> {
        let expression = Expression::parse(scanner, &mut Condition::parse)?;
        scanner.expect_end()?;
        Ok(Self(expression))
    }

    pub(super) fn matches(&self, message: &str) -> bool {
        read(message).is_some_and(|message| self.holds(&message))
    }

    pub(super) fn extract(&self, message: &str) -> Option<BTreeMap<String, String>> {
        let message = read(message).filter(|message| self.holds(message))?;
        let mut values = BTreeMap::new();
        self.0.visit(&mut |condition| {
            if let Some(value) = condition.selector.find(&message).and_then(Leaf::of) {
                values.insert(condition.selector.to_string(), value.text);
            }
        });
        Some(values)
    }

    fn holds(&self, message: &Value) -> bool {
        self.0.holds(&|condition| condition.holds(message))
    }
}

/// The message as JSON, if it is an object or an array.
fn read(message: &str) -> Option<Value> {
    // Most log lines are not; a look at the first character saves parsing them.
    if !message.trim_start().starts_with(['{', '[']) {
        return None;
    }
    serde_json::from_str(message).ok()
}

impl Condition {
    fn parse(scanner: &mut Scanner<'_>) -> Result<Self, InvalidPattern> {
        let selector = Selector::parse(scanner)?;
        scanner.skip_space();
        let check = match scanner.peek() {
            Some('I') if scanner.keyword() == "IS" => match scanner.keyword() {
                "NULL" => Check::IsNull,
                "TRUE" => Check::Is(true),
                "FALSE" => Check::Is(false),
                _ => return Err(InvalidPattern::Malformed),
            },
            Some('N') if scanner.keyword() == "NOT" => match scanner.keyword() {
                "EXISTS" => Check::NotExists,
                _ => return Err(InvalidPattern::Malformed),
            },
            _ => Check::Compare(Comparison::parse(scanner)?),
        };
        Ok(Self { selector, check })
    }

    fn holds(&self, message: &Value) -> bool {
        let found = self.selector.find(message);
        match &self.check {
            Check::NotExists => found.is_none(),
            Check::IsNull => matches!(found, Some(Value::Null)),
            Check::Is(wanted) => found.and_then(Value::as_bool) == Some(*wanted),
            // Only strings and numbers are compared; for anything else, and for what does not exist
            // [C], neither `=` nor `!=` holds.
            Check::Compare(comparison) => found
                .and_then(Leaf::of)
                .is_some_and(|leaf| comparison.holds(&leaf.actual())),
        }
    }
}

impl Selector {
    fn parse(scanner: &mut Scanner<'_>) -> Result<Self, InvalidPattern> {
        scanner.skip_space();
        if !scanner.eat("$") {
            return Err(scanner.unexpected());
        }
        let mut selector = Self(Vec::new());
        loop {
            if scanner.eat(".") {
                let name = scanner.take_while(|c| is_word(c) || c == '-');
                if name.is_empty() {
                    // AWS quotes the selector up to the fault: `$."`.
                    let fault = scanner.peek().map_or(String::new(), String::from);
                    return Err(InvalidPattern::Characters(format!("{selector}.{fault}")));
                }
                selector.0.push(Step::Member(name.to_owned()));
            } else if scanner.eat("[") {
                let index = scanner.take_while(|c| c.is_ascii_digit()).parse();
                if !scanner.eat("]") {
                    return Err(scanner.unexpected());
                }
                let index = index.map_err(|_| InvalidPattern::Malformed)?;
                selector.0.push(Step::Element(index));
            } else if selector.0.is_empty() {
                return Err(InvalidPattern::Characters("$".to_owned()));
            } else {
                return Ok(selector);
            }
        }
    }

    fn find<'a>(&self, message: &'a Value) -> Option<&'a Value> {
        self.0.iter().try_fold(message, |value, step| match step {
            Step::Member(name) => value.as_object()?.get(name),
            Step::Element(index) => value.as_array()?.get(*index),
        })
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        self.0.iter().try_for_each(|step| match step {
            Step::Member(name) => write!(f, ".{name}"),
            Step::Element(index) => write!(f, "[{index}]"),
        })
    }
}

/// A value that can be compared.
struct Leaf {
    text: String,
    number: Option<f64>,
}

impl Leaf {
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self {
                text: text.clone(),
                number: None,
            }),
            Value::Number(number) => Some(Self {
                text: number.to_string(),
                number: number.as_f64(),
            }),
            _ => None,
        }
    }

    fn actual(&self) -> Actual<'_> {
        Actual {
            text: &self.text,
            number: self.number,
        }
    }
}
