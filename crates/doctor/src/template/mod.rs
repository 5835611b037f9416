//! Mapping templates in files: bare ones, and those within OpenAPI, SAM and CloudFormation files. Found,
//! checked, and rendered against a sample request.
//!
//! Knows where AWS's files keep templates; what a template means, the `velocity` crate knows.

mod api;
mod check;
mod find;
mod render;
mod sample;
mod trace;

pub use api::lints;
pub use check::{Unreadable, check, findings};
pub use find::{Backend, Found, Hidden, Part, Refused, Side, Template, find, is_api_file};
pub use render::{RenderProblem, Rendered, render};
pub use sample::{Sample, SampleError};

use gatewright_velocity::{Position, RenderError};

use crate::document::Span;

/// The character of a template that Velocity's line and column mean: columns count UTF-16 units, and a
/// tab runs to the next multiple of eight.
pub fn place_of(text: &str, position: Position) -> Span {
    let mut start = 0;
    for _ in 1..position.line.max(1) {
        match text[start..].find('\n') {
            Some(at) => start += at + 1,
            None => break,
        }
    }
    let mut column = 1;
    for (at, it) in text[start..].char_indices() {
        let width = if it == '\t' {
            8 - (column - 1) % 8
        } else {
            it.len_utf16() as i32
        };
        if it == '\n' || column + width > position.column {
            return Span::new(start + at, start + at + it.len_utf8());
        }
        column += width;
    }
    Span::new(text.len(), text.len())
}

/// What failed, without the place, which is shown.
fn failure(error: &RenderError) -> String {
    format!("the template fails when it runs: {}", error.message)
}
