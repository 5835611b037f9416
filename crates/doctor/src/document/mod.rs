//! YAML and JSON files with the place of everything in them: for findings that point at a line, and
//! for edits that change a few bytes and leave the rest of the file as somebody wrote it.
//!
//! ```
//! use gatewright_doctor::document::{Document, Edit, Place};
//!
//! let file = "Resources: # all of them\n  Api:\n    Type: AWS::ApiGateway::RestApi\n";
//! let document = Document::parse(file)?;
//! let kind = Place::root().key("Resources").key("Api").key("Type");
//! let node = document.get(&kind).unwrap();
//! assert_eq!(&file[node.span.range()], "AWS::ApiGateway::RestApi");
//!
//! let name = Edit::Insert {
//!     mapping: Place::root().key("Resources").key("Api"),
//!     key: "Name".to_owned(),
//!     value: "pets".into(),
//! };
//! let changed = document.splice(&name)?.apply(document.text());
//! assert_eq!(changed, "Resources: # all of them\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Name: pets\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod edit;
mod lines;
mod node;
mod place;
mod read;
mod source_map;
mod splice;
mod write;

use std::sync::Arc;

pub use edit::{Edit, EditError};
pub(crate) use lines::breaks;
pub use lines::{Lines, Position};
pub use node::{Argument, Entry, Kind, Mapping, Node, Style, Tag, Value};
pub use place::Place;
pub use read::ReadError;
pub use source_map::SourceMap;
pub use splice::Splice;

/// A range of bytes: of a file, or of a text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// From `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// As the range that slices a text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    /// Whether the two have a byte in common, or touch.
    pub fn touches(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

/// A key that a mapping has twice. YAML forbids it; here the last one counts, as it does with AWS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The key.
    pub key: String,
    /// Where it stands first.
    pub first: Span,
    /// Where it stands again.
    pub again: Span,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// What stands after `#`.
    pub text: String,
    /// From `#` to the end of the line.
    pub span: Span,
}

/// One YAML or JSON document with its text.
#[derive(Clone, Debug)]
pub struct Document {
    text: Arc<str>,
    root: Node,
    duplicates: Vec<Duplicate>,
    comments: Vec<Comment>,
    /// Whether a value may stand in more than one place.
    has_anchors: bool,
    /// Whether the tree is not what the text says, but what follows from it.
    is_taken: bool,
    /// Whether it is JSON by its looks, and how its lines end: each edit asks for both.
    is_json: bool,
    line_end: LineEnd,
}

/// How a text's lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineEnd {
    Lf,
    CrLf,
    /// Some end in a carriage return alone, which is a line break for YAML and for few others.
    Cr,
}

impl LineEnd {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut returns = text.match_indices('\r').map(|(at, _)| at).peekable();
        if returns.peek().is_none() {
            Self::Lf
        } else if returns.all(|at| bytes.get(at + 1) == Some(&b'\n')) {
            Self::CrLf
        } else {
            Self::Cr
        }
    }
}

impl Document {
    /// Reads a file of one document. JSON is read as the YAML that it is.
    pub fn parse(text: &str) -> Result<Self, ReadError> {
        read::read(text)
    }

    /// The same text, taken for another tree: its nodes have their spans in this text. It takes no edits.
    #[must_use]
    pub fn taken_for(&self, root: Node) -> Self {
        Self {
            text: Arc::clone(&self.text),
            root,
            duplicates: Vec::new(),
            comments: Vec::new(),
            has_anchors: self.has_anchors,
            is_taken: true,
            is_json: self.is_json,
            line_end: self.line_end,
        }
    }

    /// The file's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The file's text, without a copy.
    pub fn shared_text(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// The whole document.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Keys that stand twice in a mapping.
    pub fn duplicates(&self) -> &[Duplicate] {
        &self.duplicates
    }

    /// The comments, in order.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// Whether the file is JSON by its looks: its first character opens an object or an array, and
    /// all its texts are quoted.
    pub fn is_json(&self) -> bool {
        self.is_json
    }

    /// What stands at a place.
    pub fn get(&self, place: &Place) -> Option<&Node> {
        let mut steps = place.steps().iter();
        steps.try_fold(&self.root, |node, step| node.child(step))
    }

    /// The key that leads to a place; none where no mapping does.
    pub fn key_span(&self, place: &Place) -> Option<Span> {
        let (parent, last) = place.split_last()?;
        let entry = self.get(&parent)?.as_mapping()?.entry(last)?;
        Some(entry.key_span)
    }

    /// Where each byte of a scalar's value stands in the file.
    pub fn source_map(&self, node: &Node) -> SourceMap {
        SourceMap::of(&self.text, node)
    }

    /// The change of the text that makes an edit. It has been tried out: the text that it leads to
    /// has been read, and is the document with exactly this change.
    pub fn splice(&self, edit: &Edit) -> Result<Splice, EditError> {
        edit::splice(self, edit, &|_| None)
    }

    /// As [`Self::splice`], with the new lines in the words of `reword` where it has some and they
    /// say the same.
    pub fn splice_in_words(
        &self,
        edit: &Edit,
        reword: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Splice, EditError> {
        edit::splice(self, edit, reword)
    }
}
