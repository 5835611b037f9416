//! More text than API Gateway takes.

use crate::lint::document::Document;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

/// Bytes that a template may have: "300 KB" (F§4.1); whether AWS counts 1,000 or 1,024 to the kilobyte it does not say.
const MOST: usize = 300 * 1024;

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let length = document.source.len();
    if length > MOST {
        let start = document.source.floor_char_boundary(MOST);
        found.push(
            Diagnostic::new(
                Lint::TemplateTooLarge,
                Severity::Error,
                Span { start, end: length },
                format!(
                    "the template has {} KB; API Gateway takes at most 300",
                    length / 1024
                ),
            )
            .help("do the work in the integration"),
        );
    }
}
