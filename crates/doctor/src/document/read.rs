//! From text to the tree, bounded in depth and size.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use granit_parser::{Event, Options, Parser, ScalarStyle, StructureStyle, options};

use super::node::{self, Entry, Kind, Mapping, Node, Style, Tag, Value};
use super::{Comment, Document, Duplicate, LineEnd, Span};

/// How deep a document may nest.
const MAX_DEPTH: usize = 100;
/// How many nodes it may have once its aliases are followed.
const MAX_NODES: usize = 1_000_000;

/// Why a text is no document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Neither YAML nor JSON.
    #[error("{message}")]
    Syntax {
        /// What is wrong.
        message: String,
        /// Where.
        span: Span,
    },
    /// More than one document. AWS reads the first, or none.
    #[error(
        "a second document starts here, and API definitions and templates are one document each"
    )]
    SeveralDocuments {
        /// Where the second starts.
        span: Span,
    },
    /// Nested deeper than 100 levels.
    #[error("nested deeper than {MAX_DEPTH} levels")]
    TooDeep {
        /// Where it becomes too deep.
        span: Span,
    },
    /// More than a million values, aliases followed.
    #[error("larger than {MAX_NODES} values once its aliases are followed")]
    TooLarge {
        /// Where it becomes too large.
        span: Span,
    },
    /// Nothing in it.
    #[error("nothing in it but space and comments")]
    Empty,
}

impl ReadError {
    /// Where it stands in the file.
    pub fn span(&self) -> Span {
        match self {
            Self::Syntax { span, .. }
            | Self::SeveralDocuments { span }
            | Self::TooDeep { span }
            | Self::TooLarge { span } => *span,
            Self::Empty => Span::default(),
        }
    }
}

pub(super) fn read(text: &str) -> Result<Document, ReadError> {
    let mut reader = Reader {
        text,
        at: 0,
        dashes: VecDeque::new(),
        header: None,
        open: Vec::new(),
        anchors: HashMap::new(),
        nodes: 0,
        root: None,
        duplicates: Vec::new(),
        comments: Vec::new(),
    };
    let options: Options = options! {
        max_buffered_comment_events: text.len(),
        simple_key_max_lookahead: 4096,
    };
    let mut ended = false;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, place) = event.map_err(|error| {
            let at = error.marker().byte_offset().unwrap_or(text.len());
            ReadError::Syntax {
                message: error.kind().to_string(),
                span: character_at(text, at),
            }
        })?;
        let span = place
            .byte_range()
            .map_or(Span::default(), |range| Span::new(range.start, range.end));
        let tag = |tag: Option<&granit_parser::Tag>| {
            let name = tag?.original();
            let span = place.tag_span()?.byte_range()?;
            // `!` alone only says that a text is a text.
            (!tag?.is_yaml_core_schema() && name != "!").then(|| Tag {
                name,
                span: Span::new(span.start, span.end),
            })
        };
        match event {
            Event::DocumentStart(..) if ended => {
                return Err(ReadError::SeveralDocuments { span });
            }
            Event::DocumentEnd => ended = true,
            Event::Comment(words, _) => reader.comments.push(Comment {
                text: words.into_owned(),
                span,
            }),
            Event::Scalar(value, style, anchor, kind) => {
                let core = kind.as_deref().filter(|tag| tag.is_yaml_core_schema());
                let is_text = core.is_some_and(|tag| tag.is_yaml_core_schema_tag("str"))
                    || kind.as_deref().is_some_and(|tag| tag.original() == "!");
                let tag = tag(kind.as_deref());
                reader.scalar(&value, style, is_text, tag, span, anchor)?;
            }
            Event::SequenceStart(style, anchor, kind) => {
                let tag = tag(kind.as_deref());
                reader.open(Value::Sequence(vec![]), style, tag, span, anchor)?;
            }
            Event::MappingStart(style, anchor, kind) => {
                let tag = tag(kind.as_deref());
                reader.open(Value::Mapping(Mapping::default()), style, tag, span, anchor)?;
            }
            Event::SequenceEnd | Event::MappingEnd => reader.close(span),
            Event::Alias(anchor) => reader.alias(anchor, span)?,
            _ => reader.skip_to(span),
        }
    }
    let root = reader.root.ok_or(ReadError::Empty)?;
    if root.span.start == root.span.end && root.tag.is_none() {
        return Err(ReadError::Empty);
    }
    let is_json = root.style == Style::Flow && reader.comments.is_empty() && node::is_json(&root);
    Ok(Document {
        text: Arc::from(text),
        root,
        duplicates: reader.duplicates,
        comments: reader.comments,
        has_anchors: !reader.anchors.is_empty(),
        is_taken: false,
        is_json,
        line_end: LineEnd::of(text),
    })
}

/// The character at a byte, as a span.
fn character_at(text: &str, at: usize) -> Span {
    let mut start = at.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let length = text[start..].chars().next().map_or(0, char::len_utf8);
    Span::new(start, start + length)
}

struct Reader<'t> {
    text: &'t str,
    /// Up to where the text has been looked through.
    at: usize,
    /// Dashes that no item has claimed yet.
    dashes: VecDeque<usize>,
    /// The `|` or `>` of the block scalar that comes next.
    header: Option<usize>,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    nodes: usize,
    root: Option<Node>,
    duplicates: Vec<Duplicate>,
    comments: Vec<Comment>,
}

/// A collection that is not closed yet.
struct Open {
    node: Node,
    value: Value,
    /// The key whose value comes next.
    key: Option<(String, Span)>,
    keys: HashMap<String, Span>,
    anchor: usize,
    nodes_before: usize,
    depth: usize,
}

#[derive(Clone)]
struct Anchored {
    node: Node,
    nodes: usize,
    depth: usize,
}

impl Reader<'_> {
    /// Looks through what stands before a node, for its dash and its header: the parser tells
    /// neither.
    fn skip_to(&mut self, span: Span) {
        let bytes = self.text.as_bytes();
        let is_blank = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
        let end = span.start.min(bytes.len());
        while self.at < end {
            match bytes[self.at] {
                b'#' => {
                    let rest = &bytes[self.at..end];
                    self.at += rest
                        .iter()
                        .position(|it| *it == b'\n')
                        .unwrap_or(rest.len());
                }
                b'&' | b'!' => {
                    while self.at < end && !is_blank(self.at) {
                        self.at += 1;
                    }
                }
                b'|' | b'>' => {
                    self.header = Some(self.at);
                    self.at = end;
                }
                b'-' if is_blank(self.at + 1) => {
                    self.dashes.push_back(self.at);
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
        self.at = self.at.max(span.end);
    }

    fn count(&mut self, nodes: usize, span: Span) -> Result<(), ReadError> {
        self.nodes += nodes;
        if self.nodes > MAX_NODES {
            return Err(ReadError::TooLarge { span });
        }
        Ok(())
    }

    /// The dash of the item that starts now, if it is one of a block sequence.
    fn dash(&mut self) -> Option<usize> {
        let parent = self.open.last()?;
        let is_item =
            parent.node.style == Style::Block && matches!(parent.value, Value::Sequence(_));
        is_item.then(|| self.dashes.pop_front()).flatten()
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        is_text: bool,
        tag: Option<Tag>,
        span: Span,
        anchor: usize,
    ) -> Result<(), ReadError> {
        self.header = None;
        self.skip_to(span);
        self.count(1, span)?;
        let dash = self.dash();
        let is_empty = style == ScalarStyle::Plain && span.start == span.end;
        let text = if is_empty { "" } else { text };
        let span = if is_empty {
            self.behind_indicator(span, dash)
        } else {
            span
        };
        let (style, span) = match style {
            ScalarStyle::Plain => (Style::Plain, span),
            ScalarStyle::SingleQuoted => (Style::SingleQuoted, span),
            ScalarStyle::DoubleQuoted => (Style::DoubleQuoted, span),
            ScalarStyle::Literal | ScalarStyle::Folded => self.block(style, span),
        };
        let kind = if style == Style::Plain && !is_text {
            kind_of(text)
        } else {
            Kind::String
        };
        let node = Node {
            value: Arc::new(Value::Scalar {
                text: text.to_owned(),
                kind,
            }),
            span,
            written: span,
            tag,
            style,
            alias: false,
            dash,
        };
        self.finish(node, anchor, 1, 1);
        Ok(())
    }

    /// Where a value would stand that is not there: behind its colon or dash. The parser puts it
    /// somewhere around.
    fn behind_indicator(&self, span: Span, dash: Option<usize>) -> Span {
        let key = self.open.last().and_then(|open| open.key.as_ref());
        let colon = key.and_then(|(_, key)| {
            let rest = &self.text[key.end..];
            let space = rest.len() - rest.trim_start().len();
            rest[space..]
                .starts_with(':')
                .then_some(key.end + space + 1)
        });
        let behind = colon.or(dash.map(|dash| dash + 1));
        // Behind a tag or an anchor the parser is right.
        let at = behind.map_or(span.start, |behind| behind.max(span.start));
        let is_next_line = behind.is_some_and(|behind| self.text[behind..at].contains('\n'));
        let at = behind.filter(|_| is_next_line).unwrap_or(at);
        Span::new(at, at)
    }

    /// The span of a block scalar from its header to its last line, and how it is indented.
    fn block(&self, style: ScalarStyle, content: Span) -> (Style, Span) {
        let start = self.header.unwrap_or(content.start);
        let written = &self.text[start..content.end];
        let header_end = written.find('\n').map_or(content.end, |at| start + at + 1);
        let first = self.text[header_end.min(content.end)..content.end]
            .split_inclusive('\n')
            .find(|line| !line.trim().is_empty());
        // The parser's own start is behind the indentation of the first line that is not blank.
        let line = self.text[..content.start]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let before = &self.text[line..content.start];
        let detected = first.map_or(0, |line| line.len() - line.trim_start_matches(' ').len());
        let indent = if line >= header_end && before.bytes().all(|it| it == b' ') {
            before.len()
        } else {
            detected
        };
        let end = start + written.trim_end().len();
        // The parser's end includes the indentation of what comes next.
        let last_break = written.rfind('\n').map_or(0, |at| at + 1);
        let behind = if written[last_break..].trim().is_empty() {
            start + last_break
        } else {
            content.end
        };
        let behind = behind.max(end);
        let style = if style == ScalarStyle::Literal {
            Style::Literal {
                indent,
                end: behind,
            }
        } else {
            Style::Folded {
                indent,
                end: behind,
            }
        };
        (style, Span::new(start, end))
    }

    fn open(
        &mut self,
        value: Value,
        style: StructureStyle,
        tag: Option<Tag>,
        span: Span,
        anchor: usize,
    ) -> Result<(), ReadError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(ReadError::TooDeep { span });
        }
        self.skip_to(span);
        let nodes_before = self.nodes;
        self.count(1, span)?;
        let node = Node {
            value: Arc::new(Value::Sequence(vec![])),
            span,
            written: span,
            tag,
            style: match style {
                StructureStyle::Block => Style::Block,
                StructureStyle::Flow => Style::Flow,
            },
            alias: false,
            dash: self.dash(),
        };
        self.open.push(Open {
            node,
            value,
            key: None,
            keys: HashMap::new(),
            anchor,
            nodes_before,
            depth: 0,
        });
        Ok(())
    }

    fn close(&mut self, span: Span) {
        let Some(mut open) = self.open.pop() else {
            return;
        };
        let mut node = open.node;
        if let Value::Mapping(mapping) = &mut open.value {
            settle(mapping);
        }
        if node.style == Style::Flow {
            self.skip_to(span);
            node.span.end = span.end;
        } else {
            let (first, last) = match &open.value {
                Value::Sequence(items) => (
                    items
                        .first()
                        .map(|item| item.dash.unwrap_or(item.span.start)),
                    items.last().map(|item| item.span.end),
                ),
                Value::Mapping(mapping) => (
                    mapping.entries.first().map(|entry| entry.key_span.start),
                    mapping
                        .entries
                        .last()
                        .map(|entry| entry.value.span.end.max(entry.key_span.end)),
                ),
                Value::Scalar { .. } => (None, None),
            };
            let start = first.unwrap_or(node.span.start);
            node.span = Span::new(start, last.unwrap_or(start).max(start));
        }
        node.written = node.span;
        node.value = Arc::new(open.value);
        let nodes = self.nodes - open.nodes_before;
        self.finish(node, open.anchor, nodes, open.depth + 1);
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), ReadError> {
        self.skip_to(span);
        let Some(anchored) = self.anchors.get(&anchor).cloned() else {
            return Err(ReadError::Syntax {
                message: "an alias within the value that it stands for".to_owned(),
                span,
            });
        };
        if anchored.depth + self.open.len() > MAX_DEPTH {
            return Err(ReadError::TooDeep { span });
        }
        self.count(anchored.nodes, span)?;
        let dash = self.dash();
        let node = Node {
            span,
            alias: true,
            dash,
            ..anchored.node
        };
        self.finish(node, 0, anchored.nodes, anchored.depth);
        Ok(())
    }

    /// Puts a finished node into what is open.
    fn finish(&mut self, node: Node, anchor: usize, nodes: usize, depth: usize) {
        if anchor != 0 {
            let node = node.clone();
            self.anchors.insert(anchor, Anchored { node, nodes, depth });
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        open.depth = open.depth.max(depth);
        match (&mut open.value, open.key.take()) {
            (Value::Sequence(items), _) => items.push(node),
            (Value::Mapping(_), None) => {
                let key = match &*node.value {
                    Value::Scalar { text, .. } => text.clone(),
                    _ => self
                        .text
                        .get(node.span.range())
                        .unwrap_or_default()
                        .to_owned(),
                };
                open.key = Some((key, node.span));
            }
            (Value::Mapping(mapping), Some((key, key_span))) => {
                let key_text = self.text.get(key_span.range());
                let merges = key == "<<" && key_text == Some("<<") && mappings(&node).is_some();
                if merges {
                    for source in mappings(&node).unwrap_or_default() {
                        mapping.merged.extend(source.iter().cloned());
                    }
                } else if let Some(first) = open.keys.insert(key.clone(), key_span) {
                    self.duplicates.push(Duplicate {
                        key: key.clone(),
                        first,
                        again: key_span,
                    });
                }
                mapping.entries.push(Entry {
                    key,
                    key_span,
                    value: node,
                    merges,
                    counts: false,
                });
            }
            (Value::Scalar { .. }, _) => {}
        }
    }
}

/// Settles which entries count: of a key that stands twice the last, of merged ones those whose key is
/// not there yet.
fn settle(mapping: &mut Mapping) {
    let mut seen: HashSet<&str> = HashSet::new();
    for entry in mapping.entries.iter_mut().rev() {
        entry.counts = !entry.merges && seen.insert(&entry.key);
    }
    let fresh = mapping.merged.iter();
    let fresh: Vec<bool> = fresh.map(|entry| seen.insert(&entry.key)).collect();
    let mut fresh = fresh.into_iter();
    mapping.merged.retain(|_| fresh.next().unwrap_or_default());
}

/// The mappings that a merge key adds: one, or several in a sequence.
fn mappings(node: &Node) -> Option<Vec<&Mapping>> {
    match &*node.value {
        Value::Mapping(mapping) => Some(vec![mapping]),
        Value::Sequence(items) if !items.is_empty() => items.iter().map(Node::as_mapping).collect(),
        _ => None,
    }
}

/// What a scalar without quotes is.
pub(super) fn kind_of(text: &str) -> Kind {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Kind::Null,
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => return Kind::Bool,
        _ => {}
    }
    let starts = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    if starts && text.parse::<serde_json::Number>().is_ok() {
        Kind::Number
    } else {
        Kind::String
    }
}
