//! `<` and `>` with a text on one side are always false.

use crate::lint::document::{Document, shift};
use crate::lint::infer::Type;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::tree::{Expr, ExprKind, Operator};

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for expr in &document.expressions {
        let ExprKind::Binary(operator, left, right) = &expr.node.kind else {
            continue;
        };
        let span = Document::extent(expr.node, expr.base);
        match operator {
            Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => {
                let text = [left, right]
                    .into_iter()
                    .find(|side| document.variables.of(side) == Type::Text);
                let Some(text) = text else { continue };
                found.push(
                    Diagnostic::new(
                        Lint::TextCompared,
                        Severity::Warning,
                        span,
                        "only numbers are less or greater than each other: with a text this is always false",
                    )
                    .label(Document::extent(text, expr.base), "a text")
                    .help("make a number of the text first: `#set($n = 0)`, then `$n.parseInt($text)`"),
                );
            }
            Operator::Equal | Operator::NotEqual => {
                let sides = [(left, right), (right, left)];
                let found_pair = sides.into_iter().find(|(one, other)| {
                    is_fraction(one) && document.variables.of(other) == Type::Text
                });
                let Some((number, _)) = found_pair else {
                    continue;
                };
                found.push(
                    Diagnostic::new(
                        Lint::TextCompared,
                        Severity::Note,
                        shift(number.literal, expr.base),
                        "a number and a text are equal only if they print alike: `1.0` is not `\"1\"` or `\"1.00\"`",
                    ),
                );
            }
            _ => {}
        }
    }
}

fn is_fraction(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Float(_))
}
