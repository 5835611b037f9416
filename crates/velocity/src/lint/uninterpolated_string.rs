//! `'Hello $name'`: in single quotes nothing is put in.

use std::collections::HashSet;

use crate::lint::document::{Document, shift};
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::source::Span;
use crate::tree::{ExprKind, StepKind};

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    // A `$` in a regular expression or its replacement means something else.
    let mut patterns = HashSet::new();
    for seen in &document.references {
        for step in &seen.reference.steps {
            if let StepKind::Method(name, args) = &step.kind
                && matches!(
                    name.as_str(),
                    "replaceAll"
                        | "replaceFirst"
                        | "replace"
                        | "matches"
                        | "split"
                        | "indexOf"
                        | "contains"
                )
            {
                patterns.extend(args.iter().map(|arg| shift(arg.literal, seen.base).start));
            }
        }
    }
    for expr in &document.expressions {
        let ExprKind::String(image) = &expr.node.kind else {
            continue;
        };
        let span = shift(expr.node.literal, expr.base);
        if !image.starts_with('\'') || patterns.contains(&span.start) {
            continue;
        }
        let Some((at, name)) = reference(document, image) else {
            continue;
        };
        let start = span.start + at;
        let mut diagnostic = Diagnostic::new(
            Lint::UninterpolatedString,
            Severity::Warning,
            Span {
                start,
                end: start + 1 + name.len(),
            },
            format!("in single quotes `${name}` is plain text"),
        )
        .help("put the string in double quotes");
        let inner = image.get(1..image.len() - 1).unwrap_or("");
        if !inner.contains(['"', '#', '\'']) && expr.base == 0 {
            diagnostic = diagnostic.edit(span, format!("\"{inner}\""), false);
        }
        found.push(diagnostic);
    }
}

/// The first `$name` of a variable that there is.
fn reference<'i>(document: &Document<'_>, image: &'i str) -> Option<(usize, &'i str)> {
    image.match_indices('$').find_map(|(at, _)| {
        let name = &image[at + 1..];
        let name = name.strip_prefix('!').unwrap_or(name);
        let name = name.strip_prefix('{').unwrap_or(name);
        let sign = image.len() - at - name.len();
        let length = name
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'_')
            .count();
        let name = &name[..length];
        let after = &image[at + sign + length..];
        let is_object = matches!(name, "input" | "context" | "stageVariables" | "util")
            && after.starts_with('.');
        (document.variables.is_set(name) || is_object).then_some((at + sign - 1, name))
    })
}
