//! `$method.request.…` and its kin belong to parameter mappings, not to templates.

use crate::lint::document::{Document, Role};
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::tree::{Reference, StepKind};

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for seen in &document.references {
        let root = seen.reference.root.as_str();
        let (Some(side), true) = (name(seen.reference, 0), seen.role != Role::Target) else {
            continue;
        };
        let is_expression = matches!(
            (root, side),
            ("method" | "integration", "request" | "response")
        );
        if !is_expression || document.variables.is_known(root) {
            continue;
        }
        let mut diagnostic = Diagnostic::new(
            Lint::MappingExpression,
            Severity::Warning,
            seen.span,
            format!(
                "`{root}.{side}` is known to parameter mappings only: in a template this is empty"
            ),
        );
        if let (Some("path" | "querystring" | "header"), Some(parameter)) =
            (name(seen.reference, 1), name(seen.reference, 2))
            && (root, side) == ("method", "request")
        {
            let instead = format!("$input.params('{parameter}')");
            diagnostic = diagnostic.help(format!("write `{instead}`"));
            if seen.reference.steps.len() == 3 && document.text(seen.span).starts_with("$m") {
                diagnostic = diagnostic.edit(seen.span, instead, true);
            }
        } else {
            diagnostic =
                diagnostic.help("templates read `$input`, `$context` and `$stageVariables`");
        }
        found.push(diagnostic);
    }
}

fn name(reference: &Reference, at: usize) -> Option<&str> {
    match &reference.steps.get(at)?.kind {
        StepKind::Property(name) => Some(name),
        _ => None,
    }
}
