//! From places in a scalar's value back to places in the file, through indentation, line folding and
//! escapes.

use super::Span;
use super::node::{Node, Style, Value};

/// Where each byte of a text is written. The text may be a scalar's value, or a part of several.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    pieces: Vec<Piece>,
    length: usize,
}

/// Bytes of the text that one stretch of the source makes.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where they start in the text.
    at: usize,
    source: Span,
    /// Whether each byte is written as itself; else all of them together are written as the stretch.
    verbatim: bool,
}

impl SourceMap {
    pub(super) fn of(file: &str, node: &Node) -> Self {
        let Value::Scalar { text, .. } = &*node.value else {
            return Self::default();
        };
        let read = Reading {
            file,
            value: text,
            out: String::new(),
            map: Self::default(),
        };
        let exact = match node.style {
            Style::Literal { indent, end } => {
                read.literal(Span::new(node.written.start, end), indent)
            }
            Style::Folded { indent, end } => {
                read.folded(Span::new(node.written.start, end), indent)
            }
            Style::SingleQuoted => read.quoted(node.written, '\''),
            Style::DoubleQuoted => read.quoted(node.written, '"'),
            Style::Plain => read.flowing(node.written),
            Style::Block | Style::Flow => None,
        };
        // Where the reading here and the parser's should ever differ, the whole scalar is the place.
        exact.unwrap_or_else(|| {
            let mut map = Self::default();
            map.push(text.len(), node.written, false);
            map
        })
    }

    /// Adds the next `length` bytes of the text, and where they are written.
    pub fn push(&mut self, length: usize, source: Span, verbatim: bool) {
        if length == 0 {
            return;
        }
        let at = self.length;
        self.length += length;
        if let Some(last) = self.pieces.last_mut()
            && verbatim
            && last.verbatim
            && last.source.end == source.start
        {
            last.source.end = source.end;
            return;
        }
        self.pieces.push(Piece {
            at,
            source,
            verbatim,
        });
    }

    /// Where a span of the text is written.
    pub fn span(&self, span: Span) -> Span {
        let start = self.edge(span.start, false);
        if span.end <= span.start {
            return Span::new(start, start);
        }
        let end = self.edge(span.end - 1, true);
        Span::new(start, end.max(start))
    }

    /// The start of what writes a byte, or its end.
    fn edge(&self, offset: usize, end: bool) -> usize {
        let number = self.pieces.partition_point(|piece| piece.at <= offset);
        let Some(piece) = number.checked_sub(1).and_then(|it| self.pieces.get(it)) else {
            return self.pieces.first().map_or(0, |piece| piece.source.start);
        };
        if offset >= self.length {
            return piece.source.end;
        }
        match (piece.verbatim, end) {
            (true, false) => piece.source.start + (offset - piece.at),
            (true, true) => piece.source.start + (offset - piece.at) + 1,
            (false, false) => piece.source.start,
            (false, true) => piece.source.end,
        }
    }
}

/// One reading of a scalar's source: what it means so far, and where that is written.
struct Reading<'f> {
    file: &'f str,
    /// What the parser says that it means.
    value: &'f str,
    out: String,
    map: SourceMap,
}

impl Reading<'_> {
    fn push(&mut self, text: &str, source: Span, verbatim: bool) {
        self.map.push(text.len(), source, verbatim);
        self.out.push_str(text);
    }

    /// The map, if the reading is the parser's.
    fn done(self) -> Option<SourceMap> {
        (self.out == self.value).then_some(self.map)
    }

    /// The lines of a block scalar: where each starts behind its indentation, where its text ends, and
    /// where its line break ends.
    fn lines(&self, block: Span, indent: usize) -> Option<Vec<(usize, usize, usize)>> {
        let written = self.file.get(block.range())?;
        let Some(header) = written.find('\n') else {
            return Some(vec![]);
        };
        let mut at = block.start + header + 1;
        let mut lines = Vec::new();
        for line in written[header + 1..].split_inclusive('\n') {
            let text = line.strip_suffix('\n').unwrap_or(line);
            let text = text.strip_suffix('\r').unwrap_or(text);
            let spaces = text.len() - text.trim_start_matches(' ').len();
            lines.push((at + spaces.min(indent), at + text.len(), at + line.len()));
            at += line.len();
        }
        Some(lines)
    }

    fn literal(mut self, block: Span, indent: usize) -> Option<SourceMap> {
        for (start, end, next) in self.lines(block, indent)? {
            let text = self.file.get(start..end)?;
            self.push(text, Span::new(start, end), true);
            self.push("\n", Span::new(end, next), next - end == 1);
        }
        self.clip()
    }

    /// Line breaks at the end count as far as the chomping says, which the value shows.
    fn clip(mut self) -> Option<SourceMap> {
        if !self.out.starts_with(self.value) {
            return None;
        }
        self.map.length = self.value.len();
        let length = self.value.len();
        self.map.pieces.retain(|piece| piece.at < length);
        self.out.truncate(length);
        self.done()
    }

    /// Between two lines with text stands a space, or as many line breaks as the value has there.
    fn folded(mut self, block: Span, indent: usize) -> Option<SourceMap> {
        let mut gap: Option<usize> = None;
        let mut blanks = 0;
        let mut last_end = block.start;
        for (start, end, _) in self.lines(block, indent)? {
            let text = self.file.get(start..end)?;
            if text.is_empty() {
                blanks += 1;
                continue;
            }
            let rest = self.value.get(self.out.len()..)?;
            let source = Span::new(gap.unwrap_or(last_end), start);
            let separators = ["\n".repeat(blanks), "\n".repeat(blanks + 1), " ".to_owned()];
            let first = gap.is_none();
            let separator = separators.iter().find(|separator| {
                (first || !separator.is_empty())
                    && rest
                        .strip_prefix(separator.as_str())
                        .is_some_and(|rest| rest.starts_with(text))
            })?;
            self.push(separator, source, false);
            self.push(text, Span::new(start, end), true);
            gap = Some(end);
            last_end = end;
            blanks = 0;
        }
        let rest = self.value.get(self.out.len()..)?;
        if !rest.bytes().all(|it| it == b'\n') {
            return None;
        }
        self.push(rest, Span::new(last_end, block.end), false);
        self.done()
    }

    /// A scalar without quotes, over one line or several.
    fn flowing(mut self, span: Span) -> Option<SourceMap> {
        let mut at = span.start;
        while at < span.end {
            let rest = &self.file[at..span.end];
            let Some(length) = rest.find(['\r', '\n']) else {
                self.push(rest, Span::new(at, span.end), true);
                break;
            };
            let text = rest[..length].trim_end_matches([' ', '\t']);
            self.push(text, Span::new(at, at + text.len()), true);
            at = self.fold(at + text.len(), span.end);
        }
        self.done()
    }

    /// A line break within a flowing scalar, with the space around it: a space, or a line break for
    /// each blank line. Returns where the text goes on.
    fn fold(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.file[at..end];
        let space = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        let breaks = rest[..space].matches('\n').count();
        let text = if breaks <= 1 {
            " ".to_owned()
        } else {
            "\n".repeat(breaks - 1)
        };
        self.push(&text, Span::new(at, at + space), false);
        at + space
    }

    fn quoted(mut self, span: Span, quote: char) -> Option<SourceMap> {
        let end = span.end.checked_sub(1)?;
        let mut at = span.start + 1;
        while at < end {
            let rest = self.file.get(at..end)?;
            let special = rest
                .find(|it| it == quote || it == '\n' || (it == '\\' && quote == '"'))
                .unwrap_or(rest.len());
            let text = &rest[..special];
            let Some(found) = rest[special..].chars().next() else {
                self.push(text, Span::new(at, end), true);
                break;
            };
            if found == '\n' {
                let text = text.trim_end_matches([' ', '\t', '\r']);
                self.push(text, Span::new(at, at + text.len()), true);
                at = self.fold(at + text.len(), end);
                continue;
            }
            self.push(text, Span::new(at, at + special), true);
            at += special;
            if found == '\'' {
                self.push("'", Span::new(at, at + 2), false);
                at += 2;
                continue;
            }
            let (text, length) = escape(&self.file[at..end])?;
            self.push(&text, Span::new(at, at + length), false);
            at += length;
        }
        self.done()
    }
}

/// What an escape sequence means, and how long it is.
fn escape(source: &str) -> Option<(String, usize)> {
    let kind = source[1..].chars().next()?;
    let simple = |text: &str| Some((text.to_owned(), 1 + kind.len_utf8()));
    match kind {
        '0' => simple("\0"),
        'a' => simple("\u{7}"),
        'b' => simple("\u{8}"),
        't' | '\t' => simple("\t"),
        'n' => simple("\n"),
        'v' => simple("\u{b}"),
        'f' => simple("\u{c}"),
        'r' => simple("\r"),
        'e' => simple("\u{1b}"),
        ' ' | '"' | '/' | '\\' => Some((kind.to_string(), 2)),
        'N' => simple("\u{85}"),
        '_' => simple("\u{a0}"),
        'L' => simple("\u{2028}"),
        'P' => simple("\u{2029}"),
        'x' => number(source, 2),
        'U' => number(source, 8),
        'u' => number(source, 4).or_else(|| {
            // JSON writes what lies beyond the basic plane as two halves.
            let half = |text: &str| {
                let digits = text.strip_prefix("\\u")?.get(..4)?;
                u16::from_str_radix(digits, 16).ok()
            };
            let halves = [half(source)?, half(source.get(6..)?)?];
            let text = String::from_utf16(&halves).ok()?;
            Some((text, 12))
        }),
        // A line break that is none, and the indentation of the next line.
        '\n' | '\r' => {
            let rest = &source[1..];
            let space = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
            let breaks = rest[..space].matches('\n').count();
            Some(("\n".repeat(breaks.saturating_sub(1)), 1 + space))
        }
        _ => None,
    }
}

fn number(source: &str, digits: usize) -> Option<(String, usize)> {
    let number = u32::from_str_radix(source.get(2..2 + digits)?, 16).ok()?;
    Some((char::from_u32(number)?.to_string(), 2 + digits))
}
