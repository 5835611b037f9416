//! The bytes of a file that an edit changes: found by the spans of the tree, written in the manner of
//! the lines around.

use serde_json::Value as Json;

use super::node::{Mapping, Node, Style, Value, index};
use super::write::{self, Layout};
use super::{Document, LineEnd, Place, Span};

/// One replaced stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

impl Splice {
    fn new(start: usize, end: usize, replacement: String) -> Self {
        Self {
            span: Span::new(start, end),
            replacement,
        }
    }

    /// The one stretch in which two texts differ.
    pub fn between(before: &str, after: &str) -> Self {
        let same = |pair: &(char, char)| pair.0 == pair.1;
        let length = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
            pairs.take_while(same).map(|(it, _)| it.len_utf8()).sum()
        };
        let start = length(&mut before.chars().zip(after.chars()));
        let (old, new) = (&before[start..], &after[start..]);
        let end = length(&mut old.chars().rev().zip(new.chars().rev()));
        let replacement = new[..new.len() - end].to_owned();
        Self::new(start, before.len() - end, replacement)
    }

    /// Whether both can be made: they neither overlap, nor does one add where the other takes away.
    /// Two that only add at one place can, one behind the other.
    pub fn goes_with(&self, other: &Self) -> bool {
        let adds = |splice: &Self| splice.span.start == splice.span.end;
        let both_add = adds(self) && adds(other) && self.replacement != other.replacement;
        both_add || !self.span.touches(other.span)
    }

    /// The text with several changes that go with each other; those at one place in their order.
    pub fn apply_all(splices: &[&Self], text: &str) -> String {
        let mut splices = splices.to_vec();
        splices.sort_by_key(|splice| splice.span.start);
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for splice in splices {
            out.push_str(text.get(at..splice.span.start).unwrap_or_default());
            out.push_str(&splice.replacement);
            at = splice.span.end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }

    /// The text with the change.
    pub fn apply(&self, text: &str) -> String {
        let before = text.get(..self.span.start).unwrap_or(text);
        let after = text.get(self.span.end..).unwrap_or_default();
        format!("{before}{}{after}", self.replacement)
    }
}

/// Finds the bytes that an edit changes.
pub(super) struct Editor<'d> {
    document: &'d Document,
    text: &'d str,
}

impl<'d> Editor<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            text: document.text(),
        }
    }

    fn node(&self, place: &Place) -> Option<&'d Node> {
        self.document.get(place)
    }

    pub(super) fn set(&self, place: &Place, value: &Json) -> Option<Splice> {
        let node = self.node(place)?;
        let in_brackets = self.in_brackets(place);
        // Behind a text of several lines no remark can stand.
        let end = node.span.end;
        let has_remark = !self.text[end..self.end_of_line(end)].trim().is_empty();
        let written = if in_brackets {
            self.flow_scalar(value, node.style)
        } else if has_remark {
            write::scalar(value, node.style, None)
        } else {
            let layout = Layout {
                indent: match node.style {
                    Style::Literal { indent, .. } | Style::Folded { indent, .. } => {
                        " ".repeat(indent)
                    }
                    _ => format!("{}{}", self.indent_of_line(place), self.step()),
                },
                ..self.layout("")
            };
            write::scalar(value, node.style, Some(&layout))
        };
        let span = node.span;
        let before = self.text[..span.start].chars().next_back();
        let is_glued = span.start == span.end && before.is_some_and(|it| !it.is_whitespace());
        let written = if is_glued {
            format!(" {written}")
        } else {
            written
        };
        Some(Splice::new(span.start, span.end, written))
    }

    pub(super) fn insert(&self, place: &Place, key: &str, value: &Json) -> Option<Splice> {
        let node = self.node(place)?;
        let Some(mapping) = node.as_mapping() else {
            let mut inner = serde_json::Map::new();
            inner.insert(key.to_owned(), value.clone());
            return Some(self.fill(place, node, &Json::Object(inner)));
        };
        let last = mapping.entries.last();
        if node.style == Style::Flow {
            let colon = self.colon(mapping);
            let last = last.map(|entry| {
                (
                    entry.key_span.start,
                    entry.value.span.end.max(entry.key_span.end),
                )
            });
            let flow = |layout: Option<&Layout>| {
                let key = self.flow_text(key);
                let value = write::flow(value, layout, colon, &|text| self.flow_text(text));
                format!("{key}{colon}{value}")
            };
            return self.append(node, last, &flow);
        }
        let last = last?;
        let layout = self.layout(&self.indent_at(mapping.entries.first()?.key_span.start));
        let written = write::key(key, false);
        let value = write::block(value, &layout.deeper());
        Some(self.add_line(
            &last.value,
            last.key_span.end,
            &layout,
            &format!("{written}:{value}"),
        ))
    }

    pub(super) fn push(&self, place: &Place, value: &Json) -> Option<Splice> {
        let node = self.node(place)?;
        let Some(items) = node.as_sequence() else {
            return Some(self.fill(place, node, &Json::Array(vec![value.clone()])));
        };
        if node.style == Style::Flow {
            let last = items.last().map(|item| (start_of(item), item.span.end));
            let flow = |layout: Option<&Layout>| {
                write::flow(value, layout, ": ", &|text| self.flow_text(text))
            };
            return self.append(node, last, &flow);
        }
        let last = items.last()?;
        let layout = self.layout(&self.indent_at(last.dash?));
        let line = format!("-{}", write::item(value, &layout));
        Some(self.add_line(last, last.dash? + 1, &layout, &line))
    }

    /// Puts a first entry or item where nothing is.
    fn fill(&self, place: &Place, node: &Node, value: &Json) -> Splice {
        let span = node.span;
        if self.in_brackets(place) || span.start < span.end {
            let written = write::flow(value, None, ": ", &|text| self.flow_text(text));
            return Splice::new(span.start, span.end, written);
        }
        let layout = self.layout(&format!("{}{}", self.indent_of_line(place), self.step()));
        let end = self.end_of_line(span.start);
        Splice::new(end, end, write::block(value, &layout))
    }

    /// Adds to what is within brackets.
    fn append(
        &self,
        node: &Node,
        last: Option<(usize, usize)>,
        written: &dyn Fn(Option<&Layout>) -> String,
    ) -> Option<Splice> {
        if let Some((start, end)) = last {
            // On a line of its own, the new one gets a line of its own as well.
            let line = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
            let own_line = node.span.start < line && self.text[line..start].trim().is_empty();
            let layout = own_line.then(|| self.layout(&self.text[line..start]));
            let space = match &layout {
                Some(layout) => layout.line(),
                None if self.is_compact() => String::new(),
                None => " ".to_owned(),
            };
            let written = written(layout.as_ref());
            return Some(Splice::new(end, end, format!(",{space}{written}")));
        }
        let inside = Span::new(node.span.start + 1, node.span.end.checked_sub(1)?);
        let layout = (self.document.is_json() && self.text.trim().contains('\n')).then(|| {
            let line = self.text[..node.span.start]
                .rfind('\n')
                .map_or(0, |at| at + 1);
            let rest = &self.text[line..];
            self.layout(&rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()])
        });
        let written = match &layout {
            Some(layout) => {
                let inner = layout.deeper();
                format!("{}{}{}", inner.line(), written(Some(&inner)), layout.line())
            }
            None => written(None),
        };
        Some(Splice::new(inside.start, inside.end, written))
    }

    /// Adds a line behind the last entry or item of a block.
    fn add_line(&self, last: &Node, at_least: usize, layout: &Layout, line: &str) -> Splice {
        let (end, open) = self.end_of_block(last, at_least);
        if open {
            // Behind a block scalar that keeps its line breaks, which are all its own.
            let written = format!("{}{line}{}", layout.indent, layout.newline);
            return Splice::new(end, end, written);
        }
        Splice::new(end, end, format!("{}{line}", layout.line()))
    }

    /// Where the lines of a node end, its comment included: in front of the line break, or behind it
    /// (`true`) where the line breaks belong to the value.
    fn end_of_block(&self, node: &Node, at_least: usize) -> (usize, bool) {
        if !node.alias && node.style == Style::Block {
            match &*node.value {
                Value::Mapping(mapping) => {
                    if let Some(last) = mapping.entries.last() {
                        return self.end_of_block(&last.value, last.key_span.end);
                    }
                }
                Value::Sequence(items) => {
                    if let Some(last) = items.last() {
                        return self.end_of_block(last, last.dash.map_or(at_least, |it| it + 1));
                    }
                }
                Value::Scalar { .. } => {}
            }
        }
        if let Style::Literal { end, .. } | Style::Folded { end, .. } = node.style
            && !node.alias
        {
            let header = self.text[node.span.start..]
                .lines()
                .next()
                .unwrap_or_default();
            let indicators = header.split('#').next().unwrap_or_default();
            let keeps = indicators.contains('+');
            if keeps && self.text[..end].ends_with('\n') {
                return (end, true);
            }
        }
        (self.end_of_line(node.span.end.max(at_least)), false)
    }

    fn end_of_line(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        at + line.strip_suffix('\r').unwrap_or(line).len()
    }

    pub(super) fn remove(&self, place: &Place) -> Option<Splice> {
        let (above, step) = place.split_last()?;
        let parent = self.node(&above)?;
        let (spans, number, last): (Vec<Span>, usize, &Node) = match &*parent.value {
            Value::Mapping(mapping) => {
                let number = mapping.entries.iter().position(|entry| entry.key == step)?;
                let spans = mapping.entries.iter().map(|entry| {
                    let end = entry.value.span.end.max(entry.key_span.end);
                    Span::new(entry.key_span.start, end)
                });
                (spans.collect(), number, &mapping.entries.get(number)?.value)
            }
            Value::Sequence(items) => {
                let number = index(step)?;
                let spans = items
                    .iter()
                    .map(|item| Span::new(start_of(item), item.span.end));
                (spans.collect(), number, items.get(number)?)
            }
            Value::Scalar { .. } => return None,
        };
        let span = *spans.get(number)?;
        if spans.len() == 1 {
            let empty = if matches!(&*parent.value, Value::Mapping(_)) {
                "{}"
            } else {
                "[]"
            };
            if parent.style == Style::Flow {
                return Some(Splice::new(
                    parent.span.start,
                    parent.span.end,
                    empty.to_owned(),
                ));
            }
            // Brackets must stand deeper than the key, where a dash need not.
            let column = self.indent_at(span.start).len();
            let is_keyed = self.document.key_span(&above).is_some();
            let missing = if is_keyed && column <= self.indent_of_line(&above).len() {
                self.step()
            } else {
                String::new()
            };
            return Some(Splice::new(
                span.start,
                span.end,
                format!("{missing}{empty}"),
            ));
        }
        if parent.style == Style::Flow {
            let (start, end) = match spans.get(number + 1) {
                Some(next) => (span.start, next.start),
                None => (spans.get(number.checked_sub(1)?)?.end, span.end),
            };
            return Some(Splice::new(start, end, String::new()));
        }
        let (end, open) = self.end_of_block(last, span.end);
        let line = self.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        if !self.text[line..span.start].trim().is_empty() {
            // Behind a dash: the next entry takes its place.
            let next = spans.get(number + 1)?;
            if !open && self.text.get(end..next.start)?.contains('#') {
                // Unless comments stand before it, which stay with it on their lines.
                let dash = self.text[..span.start].trim_end().len();
                return Some(Splice::new(dash, end, String::new()));
            }
            return Some(Splice::new(span.start, next.start, String::new()));
        }
        let rest = &self.text[end..];
        let end = match rest.find('\n') {
            _ if open => end,
            Some(at) => end + at + 1,
            None => {
                // The last line of a file without a last line break.
                let before = self.text[..line].trim_end_matches(['\r', '\n']).len();
                return Some(Splice::new(before, self.text.len(), String::new()));
            }
        };
        Some(Splice::new(line, end, String::new()))
    }

    /// Whether what stands at a place is within `{…}` or `[…]`.
    fn in_brackets(&self, place: &Place) -> bool {
        let steps = place.steps();
        let mut node = self.document.root();
        for step in steps {
            if node.style == Style::Flow {
                return true;
            }
            let Some(child) = node.child(step) else {
                return false;
            };
            node = child;
        }
        false
    }

    /// The indentation of the key or dash that leads to a place.
    fn indent_of_line(&self, place: &Place) -> String {
        let key = self.document.key_span(place).map(|span| span.start);
        let dash = || self.node(place).and_then(|node| node.dash);
        key.or_else(dash)
            .map_or(String::new(), |at| self.indent_at(at))
    }

    /// As much space as there is text in front of a byte in its line.
    fn indent_at(&self, at: usize) -> String {
        let line = self.text[..at].rfind('\n').map_or(0, |at| at + 1);
        let before = self.text[line..at].chars().filter(|it| *it != '\u{feff}');
        " ".repeat(before.count())
    }

    fn layout(&self, indent: &str) -> Layout {
        Layout {
            indent: indent.to_owned(),
            step: self.step(),
            newline: match self.document.line_end {
                LineEnd::CrLf => "\r\n",
                LineEnd::Lf | LineEnd::Cr => "\n",
            },
        }
    }

    /// What a level is indented by: the first indentation in the file.
    fn step(&self) -> String {
        let mut lines = self.text.lines().filter(|line| {
            let rest = line.trim_start();
            !rest.is_empty() && !rest.starts_with('#') && !rest.starts_with("- ")
        });
        let indented = lines.find(|line| line.starts_with([' ', '\t']));
        let space = indented.map(|line| &line[..line.len() - line.trim_start().len()]);
        match space {
            Some(tabs) if tabs.starts_with('\t') && self.document.is_json() => "\t".to_owned(),
            Some(space) if space.len() <= 8 && !space.contains('\t') => space.to_owned(),
            _ => "  ".to_owned(),
        }
    }

    /// Whether the file has no space that it does not need.
    fn is_compact(&self) -> bool {
        self.document.is_json() && !self.text.trim().contains(['\n']) && !self.text.contains("\": ")
    }

    fn colon(&self, mapping: &Mapping) -> &'static str {
        let after = mapping
            .entries
            .last()
            .map(|entry| &self.text[entry.key_span.end..]);
        let is_tight = after.is_some_and(|after| {
            after
                .trim_start()
                .strip_prefix(':')
                .is_some_and(|rest| !rest.starts_with(char::is_whitespace))
        });
        if is_tight || (after.is_none() && self.is_compact()) {
            ":"
        } else {
            ": "
        }
    }

    fn flow_text(&self, text: &str) -> String {
        if self.document.is_json() {
            write::quoted(text)
        } else {
            write::scalar(&Json::from(text), Style::Plain, None)
        }
    }

    fn flow_scalar(&self, value: &Json, style: Style) -> String {
        if self.document.is_json() {
            match value {
                Json::String(text) => write::quoted(text),
                other => other.to_string(),
            }
        } else {
            write::scalar(value, style, None)
        }
    }
}

/// Where an item starts, its dash, tag or anchor included as far as that is known.
fn start_of(node: &Node) -> usize {
    let tag = node
        .tag
        .as_ref()
        .map_or(node.span.start, |tag| tag.span.start);
    node.dash.unwrap_or(tag.min(node.span.start))
}
