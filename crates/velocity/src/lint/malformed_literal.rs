//! What lists, maps and arguments do not take: blanks alone, a comma at the end, operators.

use crate::diagnose::Refused;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::scanner::Kind;
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    accepted: None,
    refused: Some(name),
};

fn name(refused: &Refused<'_>) -> Option<Diagnostic> {
    let place = refused.place();
    let error =
        |message: &str| Diagnostic::new(Lint::MalformedLiteral, Severity::Error, place, message);
    let previous = refused.previous()?;
    let rest = refused.rest();
    if let Some(found) = refused.found()
        && matches!(
            found.kind,
            Kind::RBracket | Kind::RefMod2RParen | Kind::RightCurley | Kind::IndexRBracket
        )
    {
        if previous.kind == Kind::Comma {
            let comma = Span {
                start: previous.start,
                end: previous.end,
            };
            return Some(
                error("a value is missing after the last comma")
                    .label(comma, "the comma")
                    .edit(comma, "", true),
            );
        }
        if matches!(previous.kind, Kind::LBracket | Kind::LParen) {
            let blanks = Span {
                start: previous.end,
                end: found.start,
            };
            return Some(
                error("blanks alone may not stand between brackets")
                    .help("close the bracket at once")
                    .edit(blanks, "", true),
            );
        }
    }
    let after_literal = matches!(
        previous.kind,
        Kind::StringLiteral | Kind::RBracket | Kind::RightCurley
    );
    if rest.starts_with('.') && after_literal {
        return Some(
            error("a literal has no methods")
                .help("`#set` a variable to it, and call the method on that"),
        );
    }
    let operator = rest.starts_with(['+', '-', '*', '/', '%', '=', '!', '<', '>', '&', '|']);
    if operator && refused.takes_plain_values_only() {
        return Some(
            error("lists, maps, indices and arguments take plain values, not expressions")
                .help("`#set` a variable to the expression, and use that"),
        );
    }
    None
}
