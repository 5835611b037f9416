//! Expressions: what they are, and their values.

use std::cmp::Ordering;

use regex::Regex;

use super::function::Function;
use super::value::Value;

/// An expression.
#[derive(Debug)]
pub(super) enum Expression {
    Literal(Value),
    Field(String),
    Call(Function, Vec<Expression>),
    /// The result of a `stats` command's aggregate of that number.
    Aggregate(usize),
    Negative(Box<Expression>),
    Not(Box<Expression>),
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
    Arithmetic(Arithmetic, Box<Expression>, Box<Expression>),
    Compare(Comparison, Box<Expression>, Box<Expression>),
    /// `like` and `=~` with a text.
    Contains(Box<Expression>, Box<Expression>),
    /// The same with a regular expression.
    Matches(Box<Expression>, Regex),
    In(Box<Expression>, Vec<Expression>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Where an expression finds what it refers to.
pub(super) trait Lookup {
    /// The value of a field.
    fn field(&self, name: &str) -> Value;

    /// What time it is, epoch milliseconds.
    fn now(&self) -> i64;

    /// The result of an aggregate; there are some after a `stats` command alone.
    fn aggregate(&self, _: usize) -> Value {
        Value::Missing
    }
}

impl Expression {
    pub(super) fn value(&self, row: &impl Lookup) -> Value {
        match self {
            Self::Literal(value) => value.clone(),
            Self::Field(name) => row.field(name),
            Self::Call(function, arguments) => {
                let arguments: Vec<Value> = arguments.iter().map(|one| one.value(row)).collect();
                function.call(&arguments, row)
            }
            Self::Aggregate(number) => row.aggregate(*number),
            Self::Negative(of) => of
                .value(row)
                .number()
                .map_or(Value::Missing, |number| Value::of(-number)),
            Self::Not(of) => Value::Boolean(!of.value(row).is_true()),
            Self::And(one, other) => {
                Value::Boolean(one.value(row).is_true() && other.value(row).is_true())
            }
            Self::Or(one, other) => {
                Value::Boolean(one.value(row).is_true() || other.value(row).is_true())
            }
            Self::Arithmetic(operation, one, other) => {
                match (one.value(row).number(), other.value(row).number()) {
                    (Some(one), Some(other)) => Value::of(operation.of(one, other)),
                    _ => Value::Missing,
                }
            }
            Self::Compare(comparison, one, other) => {
                Value::Boolean(comparison.holds(&one.value(row), &other.value(row)))
            }
            Self::Contains(text, part) => {
                let (text, part) = (text.value(row).text(), part.value(row).text());
                Value::Boolean(
                    text.zip(part)
                        .is_some_and(|(text, part)| text.contains(&part)),
                )
            }
            Self::Matches(text, regex) => {
                let text = text.value(row).text();
                Value::Boolean(text.is_some_and(|text| regex.is_match(&text)))
            }
            Self::In(value, list) => {
                let value = value.value(row);
                let mut list = list.iter();
                Value::Boolean(list.any(|one| one.value(row).equals(&value)))
            }
        }
    }
}

impl Arithmetic {
    fn of(self, one: f64, other: f64) -> f64 {
        match self {
            Self::Add => one + other,
            Self::Subtract => one - other,
            Self::Multiply => one * other,
            Self::Divide => one / other,
            Self::Remainder => one % other,
            Self::Power => one.powf(other),
        }
    }
}

impl Comparison {
    /// A field that is not there differs from everything (`@type != "REPORT"` selects a function's own
    /// lines), and is neither less nor greater.
    fn holds(self, one: &Value, other: &Value) -> bool {
        let missing = matches!(one, Value::Missing) || matches!(other, Value::Missing);
        let order = || (!missing).then(|| one.order(other));
        match self {
            Self::Equal => one.equals(other),
            Self::NotEqual => !one.equals(other),
            Self::Less => order() == Some(Ordering::Less),
            Self::LessOrEqual => order().is_some_and(Ordering::is_le),
            Self::Greater => order() == Some(Ordering::Greater),
            Self::GreaterOrEqual => order().is_some_and(Ordering::is_ge),
        }
    }
}
