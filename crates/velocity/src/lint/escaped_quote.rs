//! `"a \" b"`: the string ends at the quote.

use crate::diagnose::Refused;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::scanner::Kind;
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    accepted: None,
    refused: Some(name),
};

fn name(refused: &Refused<'_>) -> Option<Diagnostic> {
    let last = refused.tokens[..refused.at]
        .iter()
        .rev()
        .take(4)
        .find(|token| token.kind == Kind::StringLiteral)?;
    let text = refused.text(last);
    let quote = text.chars().next()?;
    if text.len() < 3 || !text.ends_with(['"', '\'']) || !text[..text.len() - 1].ends_with('\\') {
        return None;
    }
    let place = Span {
        start: last.end - 2,
        end: last.end,
    };
    let opened = Span {
        start: last.start,
        end: last.start + 1,
    };
    Some(
        Diagnostic::new(
            Lint::EscapedQuote,
            Severity::Error,
            place,
            format!("a backslash does not escape `{quote}`: the string ends here"),
        )
        .label(opened, "the string starts here")
        .help(format!(
            "double the quote, `{quote}{quote}`, or use the other kind of quotes around the string"
        ))
        .edit(place, format!("{quote}{quote}"), true),
    )
}
