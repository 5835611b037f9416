//! A template that cannot be rendered with the sample.

use crate::lint::document::Document;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::objects::input::Params;
use crate::plain::Plain;
use crate::source::{Cursor, Position, Span};
use crate::{Profile, RenderError, Scope, Template};

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

/// Renders with the sample, if there is one, and no parameters.
pub(super) fn render(document: &Document<'_>) -> Option<Result<String, RenderError>> {
    let sample = document.options.sample?;
    let template = Template::parse(document.source, Profile::Aws).ok()?;
    let mut scope = Scope::new()
        .with_input(sample, Params::default())
        .with_context(&Plain::Null)
        .with_stage_variables(&Plain::Null);
    Some(template.render(&mut scope))
}

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    if let Some(Err(error)) = render(document) {
        let span = place(document.source, error.position);
        found.push(
            Diagnostic::new(
                Lint::FailsWithSample,
                Severity::Error,
                span,
                format!("rendered with the sample, this fails: {}", error.message),
            )
            .help("API Gateway answers 500, and its log names no place"),
        );
    }
}

/// The character at a position, or nothing at the start.
fn place(source: &str, position: Position) -> Span {
    let mut cursor = Cursor::new(source);
    let mut characters = source.char_indices();
    match characters
        .find(|(at, _)| position != Position::UNKNOWN && cursor.position(*at) == position)
    {
        Some((start, c)) => Span {
            start,
            end: start + c.len_utf8(),
        },
        None => Span::default(),
    }
}
