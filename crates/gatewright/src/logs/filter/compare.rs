//! Comparing a value of the message with one of the pattern: `= 4*`, `!= "text"`, `>= 500`, `= %re%`.

use std::cmp::Ordering;

use super::InvalidPattern;
use super::regex::Regex;
use super::scanner::{Scanner, is_word};

/// An operator and what stands to the right of it.
#[derive(Debug)]
pub(super) enum Comparison {
    Text {
        equal: bool,
        wanted: Wildcard,
        number: Option<f64>,
    },
    Regex {
        equal: bool,
        regex: Regex,
    },
    Order {
        accept: fn(Ordering) -> bool,
        number: f64,
    },
}

/// A value of the message. One that has a number is compared as such with numbers.
pub(super) struct Actual<'a> {
    pub(super) text: &'a str,
    pub(super) number: Option<f64>,
}

impl Comparison {
    /// Reads an operator and its value. `=!` is another way to write `!=`.
    pub(super) fn parse(scanner: &mut Scanner<'_>) -> Result<Self, InvalidPattern> {
        scanner.skip_space();
        let equal = if scanner.eat("!=") || scanner.eat("=!") {
            false
        } else if scanner.eat("=") {
            true
        } else {
            return order(scanner);
        };
        scanner.skip_space();
        if scanner.peek() == Some('%') {
            let regex = Regex::parse(scanner)?;
            return Ok(Self::Regex { equal, regex });
        }
        if scanner.peek() == Some('"') {
            let wanted = Wildcard::new(&scanner.quoted()?);
            return Ok(Self::Text {
                equal,
                wanted,
                number: None,
            });
        }
        let bare = scanner.take_while(is_bare);
        if bare.is_empty() {
            return Err(scanner.unexpected());
        }
        Ok(Self::Text {
            equal,
            wanted: Wildcard::new(bare),
            number: number(bare),
        })
    }

    pub(super) fn holds(&self, actual: &Actual<'_>) -> bool {
        match self {
            Self::Text {
                equal,
                wanted,
                number,
            } => {
                let same = match (number, actual.number) {
                    (Some(wanted), Some(actual)) => wanted.total_cmp(&actual).is_eq(),
                    _ => wanted.matches(actual.text),
                };
                same == *equal
            }
            Self::Regex { equal, regex } => regex.matches(actual.text) == *equal,
            Self::Order { accept, number } => actual
                .number
                .and_then(|actual| actual.partial_cmp(number))
                .is_some_and(accept),
        }
    }
}

fn order(scanner: &mut Scanner<'_>) -> Result<Comparison, InvalidPattern> {
    let accept = if scanner.eat(">=") {
        Ordering::is_ge
    } else if scanner.eat("<=") {
        Ordering::is_le
    } else if scanner.eat(">") {
        Ordering::is_gt
    } else if scanner.eat("<") {
        Ordering::is_lt
    } else {
        return Err(scanner.unexpected());
    };
    scanner.skip_space();
    let number = number(scanner.take_while(is_bare)).ok_or(InvalidPattern::Malformed)?;
    Ok(Comparison::Order { accept, number })
}

/// What a value may hold outside quotation marks. The guide asks for quotation marks around all that
/// is not alphanumeric and then writes `123.123.*`; which others pass is a guess (F§7.4 [C]).
fn is_bare(c: char) -> bool {
    is_word(c) || "-+.*:/#".contains(c)
}

/// A decimal number, with an optional sign and exponent; nothing else that Rust calls one.
pub(super) fn number(text: &str) -> Option<f64> {
    let allowed = |c: char| c.is_ascii_digit() || "+-.eE".contains(c);
    let number = text.chars().all(allowed).then(|| text.parse::<f64>().ok());
    // Equal numbers compare as equal: no negative zero.
    number.flatten().map(|number| number + 0.0)
}

/// A text with `*` for anything before or after it; within it an asterisk is itself.
#[derive(Debug)]
pub(super) struct Wildcard {
    text: String,
    before: bool,
    after: bool,
}

impl Wildcard {
    fn new(text: &str) -> Self {
        let (before, text) = text
            .strip_prefix('*')
            .map_or((false, text), |rest| (true, rest));
        let (after, text) = text
            .strip_suffix('*')
            .map_or((false, text), |rest| (true, rest));
        Self {
            text: text.to_owned(),
            before,
            // `*` alone matches everything.
            after: after || (before && text.is_empty()),
        }
    }

    fn matches(&self, actual: &str) -> bool {
        let text = self.text.as_str();
        match (self.before, self.after) {
            (false, false) => actual == text,
            (true, false) => actual.ends_with(text),
            (false, true) => actual.starts_with(text),
            (true, true) => actual.contains(text),
        }
    }
}
