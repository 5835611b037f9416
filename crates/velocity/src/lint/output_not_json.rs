//! Output that is meant to be JSON and is not.

use crate::lint::document::{Document, Role};
use crate::lint::{Diagnostic, Lint, Rule, Severity, fails_with_sample, strict_json};
use crate::source::Span;
use crate::tree::{Statement, StepKind};

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    if !document.options.output_json {
        return;
    }
    let before = found.len();
    quoted_json(document, found);
    commas(document, found);
    if found.len() > before {
        return;
    }
    let Some(Ok(output)) = fails_with_sample::render(document) else {
        return;
    };
    // API Gateway itself reads no output as an empty body.
    if output.trim().is_empty() {
        return;
    }
    if let Some((at, what)) = strict_json::problem(&output) {
        let start = document.source.len() - document.source.trim_start().len();
        let whole = Span {
            start,
            end: document.source.trim_end().len().max(start),
        };
        let line = output[..output.floor_char_boundary(at)]
            .matches('\n')
            .count()
            + 1;
        let excerpt = excerpt(&output, at);
        found.push(
            Diagnostic::new(
                Lint::OutputNotJson,
                Severity::Warning,
                whole,
                format!("rendered with the sample, line {line} of the output is no JSON: {what}, at `{excerpt}`"),
            ),
        );
    }
}

/// `"$input.json('$.x')"`: a string brings its own quotes, an object has quotes in it.
fn quoted_json(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for seen in &document.references {
        let steps = seen.reference.steps.as_slice();
        let [only] = steps else { continue };
        let is_json = matches!(&only.kind, StepKind::Method(name, _) if name == "json");
        if seen.role != Role::Printed
            || seen.reference.root != "input"
            || !is_json
            || seen.base != 0
        {
            continue;
        }
        let around = Span {
            start: seen.span.start.wrapping_sub(1),
            end: seen.span.end + 1,
        };
        let text = document.text(around);
        if text.len() > 2 && text.starts_with('"') && text.ends_with('"') {
            let inner = document.text(seen.span);
            found.push(
                Diagnostic::new(
                    Lint::OutputNotJson,
                    Severity::Warning,
                    around,
                    "`$input.json` writes its own quotes, so that text comes out in two pairs of them",
                )
                .help("leave the quotes away, or escape the JSON with `$util.escapeJavaScript`")
                .edit(around, inner, false),
            );
        }
    }
}

/// A loop that ends each round in a comma, with a closing bracket after it.
fn commas(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for block in &document.blocks {
        for pair in block.node.windows(2) {
            let [Statement::Directive(directive), Statement::Text(after)] = pair else {
                continue;
            };
            if directive.name != "foreach" || !after.trim_start().starts_with(['}', ']']) {
                continue;
            }
            let last = directive.block.as_ref().and_then(|inner| {
                inner
                    .block
                    .iter()
                    .rev()
                    .find(|one| !matches!(one, Statement::Text(text) if text.trim().is_empty()))
            });
            let Some(Statement::Text(text)) = last else {
                continue;
            };
            if text.trim_end().ends_with(',') {
                let start = block.base + directive.span.start;
                found.push(
                    Diagnostic::new(
                        Lint::OutputNotJson,
                        Severity::Warning,
                        Span {
                            start,
                            end: start + "#foreach".len(),
                        },
                        "every round of this loop ends in a comma, the last one too",
                    )
                    .help("write the comma as `#if($foreach.hasNext),#end`"),
                );
            }
        }
    }
}

fn excerpt(output: &str, at: usize) -> String {
    let start = output.floor_char_boundary(at.saturating_sub(15));
    let end = output.ceil_char_boundary((at + 15).min(output.len()));
    output[start..end]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
