//! The filter pattern grammar of CloudWatch Logs (F§7.4), whole: terms, regular expressions, JSON
//! patterns and space-delimited patterns.
//!
//! A pattern is parsed once ([`FilterPattern::parse`]) and matched often. Parsing never panics, and
//! matching takes time in proportion to the message.

mod compare;
mod expression;
mod fields;
mod json;
mod regex;
mod scanner;
mod terms;

use std::collections::BTreeMap;

use fields::Fields;
use json::JsonPattern;
use regex::Regex;
use scanner::Scanner;
use terms::Terms;

/// The longest pattern, in characters (F§7.1).
pub const MAX_LENGTH: usize = 1024;
/// The most regular expressions in one pattern (F§7.4).
const MAX_REGEXES: usize = 2;

/// A compiled filter pattern.
#[derive(Debug)]
pub struct FilterPattern(Pattern);

#[derive(Debug)]
enum Pattern {
    Everything,
    Terms(Terms),
    Regex(Regex),
    Json(JsonPattern),
    Fields(Fields),
}

/// Why a pattern is not one. `Display` is the message of AWS's `InvalidParameterException`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPattern {
    /// A character where none such may be, outside quotation marks.
    #[error("Invalid character(s) in term '{0}'")]
    Characters(String),
    /// `{` without `}` at the end, or `[` without `]`.
    #[error("If a filter pattern starts with '{0}' it must end with '{1}'")]
    Unclosed(char, char),
    /// Anything else.
    #[error("Invalid filter pattern")]
    Malformed,
}

impl FilterPattern {
    /// Compiles a pattern. A blank one matches every event.
    pub fn parse(pattern: &str) -> Result<Self, InvalidPattern> {
        if pattern.chars().count() > MAX_LENGTH {
            return Err(InvalidPattern::Malformed);
        }
        let pattern = pattern.trim();
        let inside = |open, close| {
            pattern.strip_prefix(open).map(|rest| {
                rest.strip_suffix(close)
                    .ok_or(InvalidPattern::Unclosed(open, close))
            })
        };
        let parsed = if pattern.is_empty() {
            Pattern::Everything
        } else if let Some(inside) = inside('{', '}') {
            Pattern::Json(JsonPattern::parse(&mut Scanner::new(inside?))?)
        } else if let Some(inside) = inside('[', ']') {
            Pattern::Fields(Fields::parse(&mut Scanner::new(inside?))?)
        } else if pattern.starts_with('%') {
            // A regular expression stands alone; it is no term among others.
            let mut scanner = Scanner::new(pattern);
            let regex = Regex::parse(&mut scanner)?;
            scanner.expect_end()?;
            Pattern::Regex(regex)
        } else {
            Pattern::Terms(Terms::parse(&mut Scanner::new(pattern))?)
        };
        Ok(Self(parsed))
    }

    /// Whether the pattern selects this message.
    pub fn matches(&self, message: &str) -> bool {
        match &self.0 {
            Pattern::Everything => true,
            Pattern::Terms(terms) => terms.matches(message),
            Pattern::Regex(regex) => regex.matches(message),
            Pattern::Json(json) => json.matches(message),
            Pattern::Fields(fields) => fields.matches(message),
        }
    }

    /// The fields that a space-delimited pattern names in the message, without the `$` of
    /// [`extract`](Self::extract); none for other patterns. `None` when it does not match.
    pub fn fields(&self, message: &str) -> Option<BTreeMap<String, String>> {
        match &self.0 {
            Pattern::Fields(fields) => {
                let fields = fields.extract(message)?.into_iter();
                let named = |(name, value): (String, String)| {
                    (name.trim_start_matches('$').to_owned(), value)
                };
                Some(fields.map(named).collect())
            }
            _ => self.matches(message).then(BTreeMap::new),
        }
    }

    /// The values that the pattern names in the message, as `TestMetricFilter` returns them: `$name`
    /// or `$3` for the fields of a space-delimited pattern, `$.selector` for a JSON pattern (F§7.4
    /// [C]: the guide shows the former only), none for the others. `None` when it does not match.
    pub fn extract(&self, message: &str) -> Option<BTreeMap<String, String>> {
        match &self.0 {
            Pattern::Json(json) => json.extract(message),
            Pattern::Fields(fields) => fields.extract(message),
            _ => self.matches(message).then(BTreeMap::new),
        }
    }
}
