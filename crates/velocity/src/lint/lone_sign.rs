//! `$` or `#` as the last character.

use crate::diagnose::Refused;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    accepted: None,
    refused: Some(name),
};

fn name(refused: &Refused<'_>) -> Option<Diagnostic> {
    let source = refused.source;
    if !refused.is_lexical() || refused.error.span.start < source.len() {
        return None;
    }
    let read = refused.tokens.last().map_or(0, |token| token.end);
    let unread = source.get(read..)?;
    if unread.is_empty()
        || !unread
            .trim_start_matches('\\')
            .trim_matches(['$', '#', '!', '*'])
            .is_empty()
        || unread.starts_with("#*")
    {
        return None;
    }
    let end = Span {
        start: source.len(),
        end: source.len(),
    };
    Some(
        Diagnostic::new(
            Lint::LoneSign,
            Severity::Error,
            Span {
                start: read,
                end: source.len(),
            },
            format!("a template may not end in `{unread}`: Velocity waits for a name"),
        )
        .help("let a newline follow, or set a variable to '$' and print that")
        .edit(end, "\n", false),
    )
}
