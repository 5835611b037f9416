//! `#if($x)` where `$x` cannot be false.

use crate::lint::document::{Document, Placed};
use crate::lint::infer::{Type, gives_no_boolean};
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::tree::{Expr, ExprKind, Operator, StepKind};

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for condition in &document.conditions {
        test(document, *condition, condition.node, false, found);
    }
}

fn test(
    document: &Document<'_>,
    place: Placed<&Expr>,
    expr: &Expr,
    negated: bool,
    found: &mut Vec<Diagnostic>,
) {
    match &expr.kind {
        ExprKind::Parenthesized(inner) => test(document, place, inner, negated, found),
        ExprKind::Not(inner) => test(document, place, inner, !negated, found),
        ExprKind::Binary(Operator::And | Operator::Or, left, right) => {
            test(document, place, left, negated, found);
            test(document, place, right, negated, found);
        }
        ExprKind::Reference(reference) => {
            let kind = document.variables.of(expr);
            let no_boolean = matches!(reference.steps.last().map(|step| &step.kind), Some(StepKind::Method(name, _)) if gives_no_boolean(name));
            let span = Document::extent(expr, place.base);
            let text = document.text(span);
            if kind.is_never_false() || (kind == Type::Unknown && no_boolean) {
                let what = if negated {
                    "`!` of it is always false"
                } else {
                    "it is always true"
                };
                let comparison = if negated { "== \"\"" } else { "!= \"\"" };
                let mut diagnostic = Diagnostic::new(
                    Lint::AlwaysTrue,
                    Severity::Warning,
                    span,
                    format!("`{text}` is never the Boolean false, so that {what}"),
                );
                diagnostic = if no_boolean && text.ends_with("size()") {
                    diagnostic.help(format!(
                        "compare it: `{text} {} 0`",
                        if negated { "==" } else { "!=" }
                    ))
                } else {
                    diagnostic.help(format!(
                        "a missing value is the empty string: compare it, `{text} {comparison}`"
                    ))
                };
                if !negated && !no_boolean && kind == Type::Text && place.base == 0 {
                    diagnostic = diagnostic.edit(span, format!("{text} {comparison}"), false);
                }
                found.push(diagnostic);
            } else if kind == Type::Unknown {
                found.push(
                    Diagnostic::new(
                        Lint::AlwaysTrue,
                        Severity::Note,
                        span,
                        format!("only the Boolean false makes `{text}` false; a missing value, 0 and \"\" count as true"),
                    )
                    .help(format!("to ask whether there is a value, write `{text} != \"\"`")),
                );
            }
        }
        _ => {}
    }
}
