//! The same override set twice on the way through a template.

use std::collections::HashMap;

use crate::lint::document::{Document, constant, shift};
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::source::Span;
use crate::tree::{ExprKind, Reference, StepKind};

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<String, (usize, Span)> = HashMap::new();
    for set in &document.sets {
        let Some(name) = overridden(set.node.target) else {
            continue;
        };
        let span = shift(set.node.target.span, set.base);
        match first.get(&name) {
            Some((block, earlier)) if document.is_within(set.block, *block) => found.push(
                Diagnostic::new(
                    Lint::RepeatedOverride,
                    Severity::Warning,
                    span,
                    format!("`{name}` is set a second time; API Gateway may answer 500"),
                )
                .label(*earlier, "first set here")
                .help("set a variable as often as needed, and the override once, at the end"),
            ),
            Some(_) => {}
            None => {
                first.insert(name, (set.block, span));
            }
        }
    }
}

/// Such as `responseOverride.header.X`.
fn overridden(target: &Reference) -> Option<String> {
    if target.root != "context" {
        return None;
    }
    let mut parts = Vec::new();
    for step in &target.steps {
        parts.push(match &step.kind {
            StepKind::Property(name) => name.clone(),
            StepKind::Index(index) if matches!(index.kind, ExprKind::String(_)) => constant(index)?,
            _ => return None,
        });
    }
    matches!(
        parts.first()?.as_str(),
        "requestOverride" | "responseOverride"
    )
    .then(|| parts.join("."))
}
