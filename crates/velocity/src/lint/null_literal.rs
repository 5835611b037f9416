//! `null` where an expression is due.

use crate::diagnose::Refused;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::scanner::Kind;

pub(super) const RULE: Rule = Rule {
    accepted: None,
    refused: Some(name),
};

fn name(refused: &Refused<'_>) -> Option<Diagnostic> {
    let token = refused.found()?;
    let word = refused.text(token);
    let is_null = matches!(word, "null" | "nil" | "None" | "undefined");
    if !is_null || !matches!(token.kind, Kind::Word | Kind::Identifier) {
        return None;
    }
    let place = refused.place();
    Some(
        Diagnostic::new(
            Lint::NullLiteral,
            Severity::Error,
            place,
            format!("Velocity has no `{word}`"),
        )
        .help("what is missing or null is the empty string: write `\"\"`")
        .edit(place, "\"\"", true),
    )
}
