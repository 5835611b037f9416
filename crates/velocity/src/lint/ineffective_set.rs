//! `#set(${x} = 1)`, `#set($!x = 1)`, `#set($x.y() = 1)`: nothing is assigned; overrides that come too late.

use crate::lint::document::Document;
use crate::lint::document::shift;
use crate::lint::{Diagnostic, Lint, Place, Rule, Severity};
use crate::tree::StepKind;

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for set in &document.sets {
        let target = set.node.target;
        let span = shift(target.span, set.base);
        let text = document.text(span);
        let first = target.steps.first().map(|step| &step.kind);
        if target.root == "context"
            && document.options.place == Place::Response
            && matches!(first, Some(StepKind::Property(name)) if name == "requestOverride")
        {
            found.push(
                Diagnostic::new(
                    Lint::IneffectiveSet,
                    Severity::Warning,
                    span,
                    "when the response is mapped the request has long been sent: this overrides nothing",
                )
                .help("set `$context.responseOverride` here, or do this in the request's template"),
            );
        } else if target.steps.is_empty() {
            if target.target != target.root {
                found.push(
                    Diagnostic::new(
                        Lint::IneffectiveSet,
                        Severity::Warning,
                        span,
                        format!("`#set` to `{text}` does not set `${}`", target.root),
                    )
                    .help("name the variable with a plain `$`")
                    .edit(span, format!("${}", target.root), true),
                );
            }
        } else if matches!(
            target.steps.last().map(|step| &step.kind),
            Some(StepKind::Method(..))
        ) {
            found.push(
                Diagnostic::new(
                    Lint::IneffectiveSet,
                    Severity::Warning,
                    span,
                    "what a method gives cannot be assigned to, so that this does nothing",
                )
                .help("set a property, or use the map's `put`"),
            );
        }
    }
}
