//! Lines and columns of a text.

use std::borrow::Cow;

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
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t str,
    breaks: Cow<'t, [usize]>,
}

/// Where the lines of a text end.
pub(crate) fn breaks(text: &str) -> Vec<usize> {
    let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    breaks.map(|(at, _)| at).collect()
}

impl<'t> Lines<'t> {
    /// The lines of a text.
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            breaks: Cow::Owned(breaks(text)),
        }
    }

    /// The lines of a text whose [`breaks`] are known.
    pub(crate) fn with(text: &'t str, breaks: &'t [usize]) -> Self {
        Self {
            text,
            breaks: Cow::Borrowed(breaks),
        }
    }

    /// The position of a byte; of one behind the text, the end.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.breaks.partition_point(|at| *at < offset);
        let start = self.start(line);
        Position {
            line: line + 1,
            // A byte order mark is no column that anybody sees.
            column: self.text[start..offset]
                .chars()
                .filter(|it| *it != '\u{feff}')
                .count()
                + 1,
        }
    }

    /// Where a line starts, counted from 0.
    fn start(&self, line: usize) -> usize {
        let before = line.checked_sub(1).and_then(|line| self.breaks.get(line));
        before.map_or(0, |at| at + 1)
    }

    /// The bytes of the whole lines of a span with some lines before and behind it, and the number of
    /// the first.
    pub(crate) fn around(&self, span: Span, more: usize) -> (Span, usize) {
        let line = |offset: usize| self.breaks.partition_point(|at| *at < offset);
        let first = line(span.start).saturating_sub(more);
        let last = line(span.end) + more;
        let end = self.breaks.get(last).map_or(self.text.len(), |at| at + 1);
        (Span::new(self.start(first), end), first + 1)
    }

    /// The positions of a span's two ends.
    pub fn ends(&self, span: Span) -> (Position, Position) {
        (self.position(span.start), self.position(span.end))
    }
}
