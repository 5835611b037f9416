//! A comment without its end.

use crate::lint::document::Document;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::scanner::Kind;
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

/// What no token has is what a comment swallowed.
fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let mut tokens = document.tokens.iter().rev();
    let read = tokens.find(|token| token.kind != Kind::Eof);
    let start = read.map_or(0, |token| token.end);
    let end = document.source.len();
    if !document.text(Span { start, end }).starts_with("#*") {
        return;
    }
    let sign = Span {
        start,
        end: start + "#*".len(),
    };
    found.push(
        Diagnostic::new(
            Lint::OpenComment,
            Severity::Warning,
            sign,
            "this comment has no `*#`: the rest of the template belongs to it",
        )
        .help("close it with `*#`")
        .edit(Span { start: end, end }, "*#", false),
    );
}
