//! Arithmetic that has no result: what it is set to becomes the empty string.

use crate::lint::document::Document;
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
        let kinds = [document.variables.of(left), document.variables.of(right)];
        let warn = |message: &str| {
            Diagnostic::new(Lint::EmptyArithmetic, Severity::Warning, span, message)
        };
        match operator {
            Operator::Divide | Operator::Modulo if is_zero(right) => {
                found.push(warn(
                    "division by zero gives nothing: the result is the empty string",
                ));
            }
            Operator::Subtract | Operator::Multiply | Operator::Divide | Operator::Modulo
                if kinds
                    .iter()
                    .any(|kind| matches!(kind, Type::Text | Type::List | Type::Map)) =>
            {
                found.push(
                        warn("only numbers can be calculated with: the result is the empty string")
                            .help("make a number of a text first: `#set($n = 0)`, then `$n.parseInt($text)`"),
                    );
            }
            Operator::Add => {
                let collections =
                    |kind: &Type| matches!(kind, Type::List | Type::Map | Type::Number);
                let both =
                    kinds.iter().all(collections) && kinds.iter().any(|kind| *kind != Type::Number);
                if both {
                    found.push(
                        warn("lists and maps cannot be added: the result is the empty string")
                            .help("`#set($ignored = $list.addAll($other))` appends to the list itself"),
                    );
                }
            }
            _ => {}
        }
    }
}

fn is_zero(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Integer(image) if image.parse() == Ok(0i64))
}
