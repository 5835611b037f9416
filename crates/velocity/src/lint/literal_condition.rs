//! `#if(1)` and `#if('a')` are false.

use crate::lint::document::{Document, shift};
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::tree::{Expr, ExprKind, Operator};

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for condition in &document.conditions {
        test(condition.node, condition.base, found);
    }
}

fn test(expr: &Expr, base: usize, found: &mut Vec<Diagnostic>) {
    match &expr.kind {
        ExprKind::Parenthesized(inner) | ExprKind::Not(inner) => test(inner, base, found),
        ExprKind::Binary(Operator::And | Operator::Or, left, right) => {
            test(left, base, found);
            test(right, base, found);
        }
        ExprKind::String(_)
        | ExprKind::Integer(_)
        | ExprKind::Float(_)
        | ExprKind::List(_)
        | ExprKind::Map(_)
        | ExprKind::Range(..) => found.push(
            Diagnostic::new(
                Lint::LiteralCondition,
                Severity::Warning,
                shift(expr.literal, base),
                "a bare number, string, list or map is false as a condition",
            )
            .help("write `true` or `false`, or compare it"),
        ),
        _ => {}
    }
}
