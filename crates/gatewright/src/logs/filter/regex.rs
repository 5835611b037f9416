//! Regular expressions: `%…%`, with the few operators that CloudWatch Logs knows. They need
//! neither look-around nor back-references, so the engine that never backtracks runs them.

use super::InvalidPattern;
use super::scanner::Scanner;

/// The most memory, in bytes, that a compiled expression may take: `a{900}{900}` has no use.
const MAX_COMPILED: usize = 1 << 20;

/// A compiled regular expression; found anywhere in a text unless anchored.
#[derive(Debug)]
pub(super) struct Regex(regex::Regex);

impl Regex {
    /// Reads `%…%`, which comes next. Groups, blanks and characters beyond ASCII are refused; what
    /// must be matched and may not be written is written `\xhh`.
    pub(super) fn parse(scanner: &mut Scanner<'_>) -> Result<Self, InvalidPattern> {
        scanner.count_regex()?;
        scanner.bump();
        let source = scanner.take_while(is_allowed);
        if !scanner.eat("%") {
            return Err(match scanner.peek() {
                Some(refused) => InvalidPattern::Characters(refused.to_string()),
                None => InvalidPattern::Characters("%".to_owned()),
            });
        }
        if source.is_empty() {
            return Err(InvalidPattern::Characters("%%".to_owned()));
        }
        regex::RegexBuilder::new(source)
            .size_limit(MAX_COMPILED)
            .build()
            .map(Self)
            .map_err(|_| InvalidPattern::Malformed)
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

/// F§7.4: letters, digits, some symbols and the operators.
fn is_allowed(c: char) -> bool {
    c.is_ascii_alphanumeric() || ":_#=@/;,-^$?[]{}|\\*+.".contains(c)
}
