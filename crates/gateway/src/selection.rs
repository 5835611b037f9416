//! Which integration response answers: selection patterns (F§3.7).

mod java_regex;

use fancy_regex::Regex;

/// A selection pattern that Java would not compile, or that we cannot.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("selection pattern `{pattern}` is not a regular expression: {reason}")]
pub struct InvalidPattern {
    /// The pattern.
    pub pattern: String,
    /// What is wrong with it.
    pub reason: String,
}

/// A Java regular expression that must match a whole text.
#[derive(Clone, Debug)]
pub struct SelectionPattern(Regex);

impl SelectionPattern {
    /// Compiles a pattern.
    pub fn new(pattern: &str) -> Result<Self, InvalidPattern> {
        let invalid = |reason: String| InvalidPattern {
            pattern: pattern.to_owned(),
            reason,
        };
        let translated = java_regex::translate(pattern).map_err(|it| invalid(it.to_owned()))?;
        Regex::new(&format!(r"\A(?:{translated})\z"))
            .map(Self)
            .map_err(|error| {
                let error = error.to_string();
                // The position is one in the translation, which nobody sees.
                let said = error.strip_prefix("Parsing error at position ");
                let said = said.and_then(|said| said.split_once(": "));
                invalid(said.map_or(error.clone(), |(_, said)| said.to_owned()))
            })
    }

    /// Whether the pattern matches the whole text. A match that takes too many steps is none.
    pub fn matches(&self, text: &str) -> bool {
        self.0.is_match(text).unwrap_or(false)
    }
}

/// The integration responses of a method, as far as choosing among them goes. They are known by
/// their index in the list that the selector was made from.
#[derive(Clone, Debug, Default)]
pub struct Selector {
    /// Those with a pattern, in the order in which they are tried.
    patterns: Vec<Choice>,
    /// The first without one.
    default: Option<usize>,
}

#[derive(Clone, Debug)]
struct Choice {
    status_code: Box<str>,
    pattern: SelectionPattern,
    index: usize,
}

impl Selector {
    /// From status codes and selection patterns; an absent or empty pattern makes the default.
    /// They are tried in the order of their status codes, which explains every recording. A
    /// pattern that does not compile is reported with its index and never matches.
    pub fn new<'a>(
        responses: impl IntoIterator<Item = (&'a str, Option<&'a str>)>,
    ) -> (Self, Vec<(usize, InvalidPattern)>) {
        let mut selector = Self::default();
        let mut invalid = Vec::new();
        for (index, (status_code, pattern)) in responses.into_iter().enumerate() {
            let Some(pattern) = pattern.filter(|pattern| !pattern.is_empty()) else {
                selector.default.get_or_insert(index);
                continue;
            };
            match SelectionPattern::new(pattern) {
                Ok(pattern) => selector.patterns.push(Choice {
                    status_code: status_code.into(),
                    pattern,
                    index,
                }),
                Err(error) => invalid.push((index, error)),
            }
        }
        selector
            .patterns
            .sort_by(|left, right| left.status_code.cmp(&right.status_code));
        (selector, invalid)
    }

    /// For `HTTP`, `MOCK` and AWS services other than Lambda: by the endpoint's status. Of several
    /// that match, the one whose own status code equals it wins; measured for `MOCK`, and taken to
    /// hold for the others (F§3.7 [C]).
    pub fn by_status(&self, status: u16) -> Option<usize> {
        let text = status.to_string();
        let mut matching = self
            .patterns
            .iter()
            .filter(|choice| choice.pattern.matches(&text))
            .peekable();
        let first = matching.peek().map(|choice| choice.index);
        matching
            .find(|choice| *choice.status_code == *text)
            .map(|choice| choice.index)
            .or(first)
            .or(self.default)
    }

    /// For Lambda: by the payload's `errorMessage`. A success is an empty one, so that `.*` matches
    /// it and `.+` does not (F§3.7).
    pub fn by_error_message(&self, message: Option<&str>) -> Option<usize> {
        let text = message.unwrap_or_default();
        self.patterns
            .iter()
            .find(|choice| choice.pattern.matches(text))
            .map(|choice| choice.index)
            .or(self.default)
    }
}
