//! The tree of a document.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::{Place, Span};

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value. Behind an alias it is the anchored one itself, so that a small file stays small.
    pub value: Arc<Value>,
    /// Where the node stands, from its first byte to its last one, without tag and anchor: of a
    /// block scalar from its `|`, of an alias its `*name`.
    pub span: Span,
    /// Where the value is written: for an alias at its anchor, else at `span`.
    pub written: Span,
    /// CloudFormation's tag or another, with its place.
    pub tag: Option<Tag>,
    /// How it is written.
    pub style: Style,
    /// Whether it is an alias, `*name`.
    pub alias: bool,
    /// The dash of a block sequence's item.
    pub(super) dash: Option<usize>,
}

/// `!Sub`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name with the `!`.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// How a node is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A scalar without quotes.
    Plain,
    /// `'…'`
    SingleQuoted,
    /// `"…"`
    DoubleQuoted,
    /// `|`
    Literal {
        /// How many bytes its lines are indented by.
        indent: usize,
        /// Where its content ends, blank lines behind it included.
        end: usize,
    },
    /// `>`
    Folded {
        /// How many bytes its lines are indented by.
        indent: usize,
        /// Where its content ends, blank lines behind it included.
        end: usize,
    },
    /// A mapping or sequence by indentation.
    Block,
    /// `{…}` or `[…]`
    Flow,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text, number, truth value or nothing.
    Scalar {
        /// The text after unescaping; of a number as it was written.
        text: String,
        /// What the text is.
        kind: Kind,
    },
    /// Items.
    Sequence(Vec<Node>),
    /// Keys and values.
    Mapping(Mapping),
}

/// What a scalar is. Numbers are JSON's: `0123` is a text, as account ids need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`
    Bool,
    /// A number.
    Number,
    /// A text.
    String,
}

/// Keys and values in their order.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// The mapping's own entries; a merge key `<<` is one of them.
    pub entries: Vec<Entry>,
    /// What merge keys add: entries of other mappings, whose keys are not in `entries`.
    pub merged: Vec<Entry>,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key. One that is no scalar is its own text.
    pub key: String,
    /// Where the key stands, quotes included.
    pub key_span: Span,
    /// The value.
    pub value: Node,
    /// Whether this is a merge key, `<<`, of which only what it adds is data.
    pub merges: bool,
    /// Whether it counts: it is no merge key, and its key does not stand again below.
    pub(super) counts: bool,
}

impl Mapping {
    /// The entry of a key; the last, if the key stands twice.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        let mut own = self.entries.iter();
        own.find(|entry| entry.counts && entry.key == key)
            .or_else(|| self.merged.iter().find(|entry| entry.key == key))
    }

    /// All entries that count, those of merge keys last.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        let own = self.entries.iter().filter(|entry| entry.counts);
        own.chain(&self.merged)
    }
}

impl Entry {
    /// An entry that follows from what stands at `key_span`.
    pub fn made(key: impl Into<String>, key_span: Span, value: Node) -> Self {
        Self {
            key: key.into(),
            key_span,
            value,
            merges: false,
            counts: true,
        }
    }
}

impl Node {
    /// A node that follows from what stands at `span`.
    pub fn made(value: Value, span: Span) -> Self {
        Self {
            value: Arc::new(value),
            span,
            written: span,
            tag: None,
            style: Style::Flow,
            alias: false,
            dash: None,
        }
    }

    /// A text that follows from what stands at `span`.
    pub fn made_text(text: impl Into<String>, span: Span) -> Self {
        let value = Value::Scalar {
            text: text.into(),
            kind: Kind::String,
        };
        Self {
            style: Style::DoubleQuoted,
            ..Self::made(value, span)
        }
    }

    /// A mapping that follows from what stands at `span`.
    pub fn made_mapping(entries: Vec<Entry>, span: Span) -> Self {
        let merged = Vec::new();
        Self::made(Value::Mapping(Mapping { entries, merged }), span)
    }

    /// The value under a key, or at an index.
    pub fn child(&self, step: &str) -> Option<&Node> {
        match &*self.value {
            Value::Mapping(mapping) => Some(&mapping.entry(step)?.value),
            Value::Sequence(items) => items.get(index(step)?),
            Value::Scalar { .. } => None,
        }
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &*self.value {
            Value::Scalar {
                text,
                kind: Kind::String,
            } => Some(text),
            _ => None,
        }
    }

    /// The text of any scalar but null: of a number or truth value as it was written.
    pub fn text(&self) -> Option<&str> {
        match &*self.value {
            Value::Scalar { text, kind } if *kind != Kind::Null => Some(text),
            _ => None,
        }
    }

    /// The mapping, if it is one.
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &*self.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The items, if it is a sequence.
    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &*self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// Whether it is nothing, `~` or `null`.
    pub fn is_null(&self) -> bool {
        matches!(
            &*self.value,
            Value::Scalar {
                kind: Kind::Null,
                ..
            }
        )
    }

    /// The CloudFormation function that the node calls, in either spelling, and its argument:
    /// `("Fn::Sub", …)` of `!Sub …` and of `{"Fn::Sub": …}`.
    pub fn function(&self) -> Option<(String, Argument<'_>)> {
        if let Some(tag) = &self.tag {
            return Some((long_form(&tag.name)?, Argument::Tagged(self)));
        }
        let mapping = self.as_mapping()?;
        let [entry] = mapping.entries.as_slice() else {
            return None;
        };
        let is_function = entry.key.starts_with("Fn::") || entry.key == "Ref";
        is_function.then(|| (entry.key.clone(), Argument::Keyed(&entry.key, &entry.value)))
    }

    /// The plain value, with tags in CloudFormation's long form: `!Ref x` is `{"Ref": "x"}`.
    pub fn to_json(&self) -> Json {
        let plain = match &*self.value {
            Value::Scalar { text, kind } => match kind {
                Kind::Null => Json::Null,
                Kind::Bool => Json::Bool(text.eq_ignore_ascii_case("true")),
                Kind::Number => text.parse().map_or(Json::Null, Json::Number),
                Kind::String => Json::String(text.clone()),
            },
            Value::Sequence(items) => items.iter().map(Node::to_json).collect(),
            Value::Mapping(mapping) => {
                let entries = mapping.iter();
                let entries = entries.map(|entry| (entry.key.clone(), entry.value.to_json()));
                Json::Object(entries.collect())
            }
        };
        let Some(name) = self.tag.as_ref().and_then(|tag| long_form(&tag.name)) else {
            return plain;
        };
        Json::Object(Map::from_iter([(name, plain)]))
    }
}

/// What a CloudFormation function is called with.
#[derive(Clone, Copy, Debug)]
pub enum Argument<'n> {
    /// The node itself, without its tag.
    Tagged(&'n Node),
    /// The value below the function's key.
    Keyed(&'n str, &'n Node),
}

impl<'n> Argument<'n> {
    /// The argument's node.
    pub fn node(self) -> &'n Node {
        match self {
            Self::Tagged(node) | Self::Keyed(_, node) => node,
        }
    }

    /// The argument's place, if the call stands at a place.
    pub fn place(self, at: &Place) -> Place {
        match self {
            Self::Tagged(_) => at.clone(),
            Self::Keyed(key, _) => at.key(key),
        }
    }
}

/// `Fn::Sub` for `!Sub`; none for YAML's own tags.
fn long_form(tag: &str) -> Option<String> {
    match tag.strip_prefix('!')? {
        "Ref" => Some("Ref".to_owned()),
        "Condition" => Some("Condition".to_owned()),
        name if name.is_empty() || name.starts_with('!') => None,
        name => Some(format!("Fn::{name}")),
    }
}

/// Whether a step of a place is an index: digits, without a zero in front.
pub(super) fn index(step: &str) -> Option<usize> {
    let number: usize = step.parse().ok()?;
    (number.to_string() == step).then_some(number)
}

pub(super) fn is_json(node: &Node) -> bool {
    if node.tag.is_some() || node.alias {
        return false;
    }
    match &*node.value {
        Value::Scalar { kind, .. } => {
            node.style == Style::DoubleQuoted
                || (*kind != Kind::String && node.span.start < node.span.end)
        }
        Value::Sequence(items) => node.style == Style::Flow && items.iter().all(is_json),
        Value::Mapping(mapping) => {
            node.style == Style::Flow
                && mapping.merged.is_empty()
                && mapping.entries.iter().all(|entry| is_json(&entry.value))
        }
    }
}
