//! Lines and columns of a text.

use super::Span;

/// A line and a column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// The lines of a text.
#[derive(Clone, Copy, Debug)]
pub struct Lines<'t> {
    text: &'t str,
}

impl<'t> Lines<'t> {
    /// The lines of a text.
    pub fn new(text: &'t str) -> Self {
        Self { text }
    }

    /// The position of a byte; of one behind the text, the end.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let breaks = before.bytes().filter(|byte| *byte == b'\n').count();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        Position {
            line: breaks + 1,
            // A byte order mark is no column that anybody sees.
            column: before[start..]
                .chars()
                .filter(|it| *it != '\u{feff}')
                .count()
                + 1,
        }
    }

    /// The positions of a span's two ends.
    pub fn ends(&self, span: Span) -> (Position, Position) {
        (self.position(span.start), self.position(span.end))
    }
}
