//! `$util.escapeJavaScript` in JSON: it escapes apostrophes, which JSON does not allow.

use crate::lint::document::{Document, Role};
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::source::Span;
use crate::tree::StepKind;

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    if !document.options.output_json {
        return;
    }
    for seen in &document.references {
        let [only] = seen.reference.steps.as_slice() else {
            continue;
        };
        let escapes = matches!(&only.kind, StepKind::Method(name, _) if name == "escapeJavaScript");
        if seen.role != Role::Printed || seen.reference.root != "util" || !escapes || seen.base != 0
        {
            continue;
        }
        let end = seen.step(only).end;
        found.push(
            Diagnostic::new(
                Lint::EscapedApostrophe,
                Severity::Note,
                seen.span,
                "`escapeJavaScript` turns `'` into `\\'`, which is not JSON",
            )
            .help(
                "where an apostrophe may come, append `.replaceAll(\"\\\\'\",\"'\")`"
                    .replace("\\\\", "\\"),
            )
            .edit(Span { start: end, end }, ".replaceAll(\"\\'\",\"'\")", true),
        );
    }
}
