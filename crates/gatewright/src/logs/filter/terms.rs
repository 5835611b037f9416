//! Unstructured patterns: `ERROR "exact phrase" -excluded` and `?either ?or`.

use super::InvalidPattern;
use super::scanner::{Scanner, is_word};

/// Terms that a message must, may or must not have.
#[derive(Debug, Default)]
pub(super) struct Terms {
    required: Vec<String>,
    excluded: Vec<String>,
    any_of: Vec<String>,
}

impl Terms {
    pub(super) fn parse(scanner: &mut Scanner<'_>) -> Result<Self, InvalidPattern> {
        let mut terms = Self::default();
        scanner.skip_space();
        while scanner.peek().is_some() {
            let terms = if scanner.eat("-") {
                &mut terms.excluded
            } else if scanner.eat("?") {
                &mut terms.any_of
            } else {
                &mut terms.required
            };
            scanner.skip_space();
            terms.push(term(scanner)?);
            scanner.skip_space();
        }
        Ok(terms)
    }

    pub(super) fn matches(&self, message: &str) -> bool {
        let occurs = |term: &String| message.contains(term.as_str());
        if self.excluded.iter().any(occurs) {
            return false;
        }
        if self.required.is_empty() && self.excluded.is_empty() {
            return self.any_of.iter().any(occurs);
        }
        // `?` terms beside others count for nothing (F§7.4 [B]; beside exclusions [C]).
        self.required.iter().all(occurs)
    }
}

/// A term is found anywhere in the text, inside words too: AWS's guide of 2018 has `ERROR` match
/// `ERRORCODE` and `Exception` match `IllegalArgumentException`, where F§7.4 [C] inclines to words.
fn term(scanner: &mut Scanner<'_>) -> Result<String, InvalidPattern> {
    if scanner.peek() == Some('"') {
        let phrase = scanner.quoted()?;
        if phrase.is_empty() {
            return Err(InvalidPattern::Characters("\"\"".to_owned()));
        }
        return Ok(phrase);
    }
    let word = scanner.take_while(is_word);
    let ends_well = scanner.peek().is_none_or(char::is_whitespace);
    if word.is_empty() || !ends_well {
        return Err(scanner.unexpected());
    }
    Ok(word.to_owned())
}
