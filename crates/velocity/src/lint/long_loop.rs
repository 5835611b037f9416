//! A loop over more than a thousand items.

use crate::lint::document::{Document, shift};
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::profile::Profile;
use crate::tree::{Expr, ExprKind};

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let most = Profile::Aws.loops() as i64;
    for directive in &document.directives {
        if directive.node.name != "foreach" {
            continue;
        }
        let Some(over) = directive.node.args.get(2) else {
            continue;
        };
        let rounds = match &over.kind {
            ExprKind::Range(from, to) => match (whole(from), whole(to)) {
                (Some(from), Some(to)) => from.abs_diff(to).saturating_add(1),
                _ => continue,
            },
            ExprKind::List(items) => items.len() as u64,
            _ => continue,
        };
        if rounds > most as u64 {
            found.push(
                Diagnostic::new(
                    Lint::LongLoop,
                    Severity::Warning,
                    shift(over.literal, directive.base),
                    format!("this loop has {rounds} rounds, and API Gateway runs {most} of them"),
                )
                .help("the limit cannot be raised: make the list shorter, or do the work in the integration"),
            );
        }
    }
}

fn whole(expr: &Expr) -> Option<i64> {
    match &expr.kind {
        ExprKind::Integer(image) => image.parse().ok(),
        _ => None,
    }
}
