//! `$x -1` and `5-3`: two operands with nothing between them.

use crate::diagnose::Refused;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::scanner::Kind;
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    accepted: None,
    refused: Some(name),
};

fn name(refused: &Refused<'_>) -> Option<Diagnostic> {
    let token = refused.found()?;
    let number = refused.text(token);
    let follows_operand = matches!(
        refused.previous()?.kind,
        Kind::Integer
            | Kind::Float
            | Kind::Identifier
            | Kind::RParen
            | Kind::RefMod2RParen
            | Kind::IndexRBracket
            | Kind::RCurly
    );
    if !matches!(token.kind, Kind::Integer | Kind::Float)
        || !number.starts_with('-')
        || !follows_operand
        || refused.takes_plain_values_only()
    {
        return None;
    }
    let place = refused.place();
    let gap = if refused.directly_before()?.kind == Kind::Whitespace {
        ""
    } else {
        " "
    };
    let minus = Span {
        start: place.start,
        end: place.start + 1,
    };
    Some(
        Diagnostic::new(
            Lint::SignedOperand,
            Severity::Error,
            place,
            format!("`{number}` is one number here, so that no operator stands between the two"),
        )
        .help("put a blank after the minus")
        .edit(minus, format!("{gap}- "), true),
    )
}
