//! `$util` functions that only AppSync has, or nobody.

use crate::lint::document::Document;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::tree::StepKind;

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

const FUNCTIONS: &[&str] = &[
    "escapeJavaScript",
    "parseJson",
    "urlEncode",
    "urlDecode",
    "base64Encode",
    "base64Decode",
];

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for seen in &document.references {
        let root = seen.reference.root.as_str();
        if matches!(root, "utils" | "ctx")
            && !document.variables.is_set(root)
            && !seen.reference.steps.is_empty()
        {
            let instead = if root == "ctx" { "context" } else { "util" };
            found.push(
                Diagnostic::new(
                    Lint::UnknownUtil,
                    Severity::Warning,
                    seen.span,
                    format!("API Gateway has no `${root}`, so that this is empty"),
                )
                .help(format!(
                    "it is called `${instead}` here, and has other members than AppSync's"
                )),
            );
            continue;
        }
        if root != "util" || document.variables.is_set("util") {
            continue;
        }
        let Some(step) = seen.reference.steps.first() else {
            continue;
        };
        let name = match &step.kind {
            StepKind::Property(name) => name,
            StepKind::Method(name, _) if !FUNCTIONS.contains(&name.as_str()) => name,
            _ => continue,
        };
        if matches!(
            name.as_str(),
            "class" | "toString" | "hashCode" | "equals" | "getClass"
        ) {
            continue;
        }
        let span = seen.step(step);
        let mut diagnostic = Diagnostic::new(
            Lint::UnknownUtil,
            Severity::Warning,
            span,
            format!("API Gateway's `$util` has no `{name}`, so that this is empty"),
        );
        let close = FUNCTIONS
            .iter()
            .find(|function| function.eq_ignore_ascii_case(name));
        diagnostic = match (close, name.as_str()) {
            (Some(function), _) => {
                let end = span.start + name.len();
                diagnostic
                    .help(format!("it is spelt `{function}`"))
                    .edit(crate::source::Span { start: span.start, end }, *function, true)
            }
            (None, "toJson" | "toJSON") => diagnostic.help("that is AppSync's; here `$input.json('$.path')` writes JSON"),
            (None, "qr" | "quiet") => {
                diagnostic.help("that is AppSync's; here `#set($ignored = …)` evaluates without printing")
            }
            (None, "defaultIfNull" | "defaultIfNullOrEmpty" | "defaultIfNullOrBlank" | "isNull" | "isNullOrEmpty" | "isNullOrBlank") => {
                diagnostic.help("that is AppSync's; here a missing value is the empty string: `#if($x != \"\")`")
            }
            (None, "error" | "appendError" | "unauthorized" | "validate") => {
                diagnostic.help("that is AppSync's; here `#set($context.responseOverride.status = 400)` answers with an error")
            }
            (None, "time" | "autoId" | "autoUlid") => {
                diagnostic.help("that is AppSync's; here there are `$context.requestTimeEpoch` and `$context.requestId`")
            }
            _ => diagnostic.help(format!("it has {}", FUNCTIONS.join(", "))),
        };
        found.push(diagnostic);
    }
}
