//! Directives of Velocity that API Gateway does not run.

use std::collections::HashMap;

use crate::lint::document::Document;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::source::Span;
use crate::tree::ExprKind;

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let mut macros: HashMap<&str, usize> = HashMap::new();
    for directive in &document.directives {
        let node = directive.node;
        let start = directive.base + node.span.start;
        let span = Span {
            start,
            end: start + 1 + node.name.len(),
        };
        let mut report = |severity, message: String, help: &str| {
            found.push(
                Diagnostic::new(Lint::UnavailableDirective, severity, span, message).help(help),
            );
        };
        match node.name.as_str() {
            "macro" => {
                if let Some(ExprKind::Word(name)) = node.args.first().map(|arg| &arg.kind) {
                    macros.insert(name, found.len());
                }
                found.push(
                    Diagnostic::new(
                        Lint::UnavailableDirective,
                        Severity::Warning,
                        span,
                        "API Gateway allows no macros: the definition is dropped and calls are printed as they are",
                    )
                    .help("write the text out where it is used, or keep it in a `#define`"),
                );
            }
            "parse" | "include" => report(
                // Undocumented; the model throws (F§4.1 [G]).
                Severity::Error,
                format!("API Gateway has no files that `#{}` could read", node.name),
                "put the text into this template",
            ),
            "evaluate" | "return" if node.has_parentheses || node.name == "return" => report(
                Severity::Warning,
                format!(
                    "`#{}` is no directive of API Gateway: it is printed as it stands",
                    node.name
                ),
                if node.name == "return" {
                    "`#stop` ends the template"
                } else {
                    "write the template out"
                },
            ),
            name => {
                if let Some(at) = macros.get(name)
                    && found[*at].labels.len() < 8
                {
                    found[*at] = found[*at].clone().label(span, "printed as it stands");
                }
            }
        }
    }
}
