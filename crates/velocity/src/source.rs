//! Places in a template's text: byte spans, and lines and columns as Velocity counts them.

/// A range of bytes in the template's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A line and a column, both from 1, in UTF-16 units; a tab runs to the next multiple of eight. (-1, -1) where
/// Velocity itself does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: i32,
    /// The column.
    pub column: i32,
}

impl Position {
    /// Velocity reports no place.
    pub const UNKNOWN: Position = Position {
        line: -1,
        column: -1,
    };

    /// The place of something inside a string literal that itself stands at `outer`.
    pub(crate) fn inside(self, outer: Option<Position>) -> Position {
        match outer {
            None => self,
            Some(outer) => Position {
                line: self.line + outer.line - 1,
                column: if self.line == 1 {
                    self.column + outer.column
                } else {
                    self.column
                },
            },
        }
    }
}

/// Walks through a text once, counting lines and columns.
pub(crate) struct Cursor<'a> {
    source: &'a str,
    /// How many bytes have been counted.
    at: usize,
    line: i32,
    column: i32,
    after_lf: bool,
    after_cr: bool,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        Cursor {
            source,
            at: 0,
            line: 1,
            column: 0,
            after_lf: false,
            after_cr: false,
        }
    }

    /// The position of the character that starts at a byte.
    pub(crate) fn position(&mut self, offset: usize) -> Position {
        if offset < self.at {
            *self = Cursor::new(self.source);
        }
        let source = self.source;
        for c in source[self.at..offset].chars() {
            self.advance(c);
        }
        self.at = offset;
        let mut here = Cursor { ..*self };
        if let Some(c) = source[offset..].chars().next() {
            // Of a character beyond the basic plane, the first half counts.
            here.advance(if c.len_utf16() == 2 { 'x' } else { c });
        }
        Position {
            line: here.line,
            column: here.column,
        }
    }

    fn advance(&mut self, c: char) {
        self.column += 1;
        if self.after_lf || (self.after_cr && c != '\n') {
            self.column = 1;
            self.line += 1;
        }
        self.after_lf = c == '\n';
        self.after_cr = c == '\r';
        match c {
            '\t' => {
                self.column -= 1;
                self.column += 8 - (self.column & 7);
            }
            c => self.column += c.len_utf16() as i32 - 1,
        }
    }
}
