//! Changes of a document: what they are, when they make sense, and what they lead to. A change is tried
//! out before it is given away.

use std::sync::Arc;

use serde_json::Value as Json;

use super::node::{Entry, Mapping, Node, Style, Value, index};
use super::splice::{Editor, Splice};
use super::{Document, LineEnd, Place, Span};

/// A change.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Replaces a scalar by another, in its style of quotes where that can be. A tag stays.
    Set {
        /// The scalar's place.
        place: Place,
        /// A text, number, truth value or null.
        value: Json,
    },
    /// Adds a key at the end of a mapping.
    Insert {
        /// The mapping's place; nothing (null) may stand there as well.
        mapping: Place,
        /// The new key.
        key: String,
        /// Its value.
        value: Json,
    },
    /// Adds an item at the end of a sequence.
    Push {
        /// The sequence's place.
        sequence: Place,
        /// The item.
        value: Json,
    },
    /// Removes a key with its value, or an item.
    Remove {
        /// The value's place.
        place: Place,
    },
}

impl Edit {
    /// What is changed, or added to.
    fn place(&self) -> &Place {
        match self {
            Self::Set { place, .. } | Self::Remove { place } => place,
            Self::Insert { mapping, .. } => mapping,
            Self::Push { sequence, .. } => sequence,
        }
    }
}

/// Why an edit cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// There is no such place.
    #[error("nothing stands at '{0}'")]
    Missing(Place),
    /// What stands there is of another kind.
    #[error("'{place}' is no {wanted}")]
    WrongKind {
        /// The place.
        place: Place,
        /// What the edit needs.
        wanted: &'static str,
    },
    /// The key is there already.
    #[error("'{0}' is there already")]
    Exists(Place),
    /// The place is reached through an alias or a merge key, so that the edit would change others.
    #[error("'{0}' is shared by an alias, and a change would show elsewhere")]
    Shared(Place),
    /// The file is written in a way that the edit cannot follow.
    #[error("the lines at '{0}' are written in a way that is not edited here")]
    Unwritable(Place),
}

pub(super) fn splice(
    document: &Document,
    edit: &Edit,
    reword: &dyn Fn(&str) -> Option<String>,
) -> Result<Splice, EditError> {
    if document.is_taken || document.line_end == LineEnd::Cr {
        return Err(EditError::Unwritable(edit.place().clone()));
    }
    makes_sense(document, edit)?;
    let editor = Editor::new(document);
    let place = edit.place();
    let splice = match edit {
        Edit::Set { value, .. } => editor.set(place, value),
        Edit::Insert { key, value, .. } => editor.insert(place, key, value),
        Edit::Push { value, .. } => editor.push(place, value),
        Edit::Remove { .. } => editor.remove(place),
    };
    let unwritable = || EditError::Unwritable(place.clone());
    let splice = splice.ok_or_else(unwritable)?;
    let reworded = reword(&splice.replacement).map(|replacement| Splice {
        span: splice.span,
        replacement,
    });
    let mut choices = reworded.into_iter().chain([splice]);
    choices
        .find(|splice| does(document, edit, splice))
        .ok_or_else(unwritable)
}

/// Whether a splice makes exactly the edit. A file may be long and have many edits: each is tried out
/// on the smallest piece around it that can be read by itself, and only else on the whole.
fn does(document: &Document, edit: &Edit, splice: &Splice) -> bool {
    let steps = edit.place().steps();
    let mut nodes = vec![document.root()];
    for step in steps {
        match nodes.last().and_then(|node| node.child(step)) {
            Some(child) => nodes.push(child),
            None => break,
        }
    }
    // A value that stands in two places changes in both: that shows in the whole only.
    if !document.has_anchors {
        let target = nodes.get(steps.len());
        let alone = target.and_then(|node| with_last_only(node, edit, splice));
        if alone.is_some_and(|node| {
            let open = if node.style == Style::Flow { "{" } else { "" };
            does_in_piece(document, open, &node, &[], edit, splice)
        }) {
            return true;
        }
        // What is emptied is written in brackets from then on: whether these may stand there, only the
        // lines around it show.
        let is_emptied = |depth: usize, node: &Node| {
            let entries = node.as_mapping().map(|it| it.entries.len());
            let items = node.as_sequence().map(<[Node]>::len);
            let is_alone = entries.or(items) == Some(1);
            matches!(edit, Edit::Remove { .. }) && depth + 1 == steps.len() && is_alone
        };
        let pieces = nodes.iter().enumerate().skip(1).rev();
        let mut pieces = pieces.filter(|(depth, node)| !is_emptied(*depth, node));
        if pieces.any(|(depth, node)| {
            let steps = steps.get(depth..).unwrap_or_default();
            does_in_piece(document, "", &bare(node), steps, edit, splice)
        }) {
            return true;
        }
    }
    let wanted = changed(document.root(), steps, edit).unwrap_or(Json::Null);
    leads_to(document, edit, splice, &wanted)
}

/// A mapping with nothing but its last entry, behind which another is added: a template may have many
/// resources.
fn with_last_only(node: &Node, edit: &Edit, splice: &Splice) -> Option<Node> {
    let last = node.as_mapping()?.entries.last()?;
    let adds = matches!(edit, Edit::Insert { .. }) && splice.span.start >= last.key_span.end;
    (adds && !last.merges).then(|| Node {
        span: Span::new(last.key_span.start, node.span.end),
        value: Arc::new(Value::Mapping(Mapping {
            entries: vec![last.clone()],
            ..Mapping::default()
        })),
        ..bare(node)
    })
}

/// Whether a splice makes the edit below a node, as far as its own lines show; `open` is a bracket that
/// does not stand right in front of them.
fn does_in_piece(
    document: &Document,
    open: &str,
    node: &Node,
    steps: &[String],
    edit: &Edit,
    splice: &Splice,
) -> bool {
    let Some((piece, start)) = piece(document.text(), node, splice) else {
        return false;
    };
    let moved = |at: usize| at - start + open.len();
    let splice = Splice {
        span: Span::new(moved(splice.span.start), moved(splice.span.end)),
        replacement: splice.replacement.clone(),
    };
    let read = Document::parse(&format!("{open}{piece}"));
    let read = read
        .ok()
        .filter(|read| read.root.to_json() == node.to_json());
    read.is_some_and(|read| {
        changed(node, steps, edit).is_some_and(|wanted| leads_to(&read, edit, &splice, &wanted))
    })
}

fn leads_to(document: &Document, edit: &Edit, splice: &Splice, wanted: &Json) -> bool {
    let read = Document::parse(&splice.apply(document.text()));
    read.is_ok_and(|read| {
        read.root.to_json() == *wanted
            && read.duplicates.len() == document.duplicates.len()
            && read.comments.len()
                + usize::from(matches!(edit, Edit::Remove { .. })) * document.comments.len()
                >= document.comments.len()
    })
}

/// The text of a mapping or sequence, as far as a splice is all in it, and where it starts: brackets
/// with what is in them, or whole lines.
fn piece<'t>(text: &'t str, node: &Node, splice: &Splice) -> Option<(&'t str, usize)> {
    let span = match (&*node.value, node.style) {
        (Value::Scalar { .. }, _) => return None,
        (_, Style::Flow) => node.span,
        _ => {
            let line = text.get(..node.span.start)?.rfind('\n');
            let start = line.map_or(0, |at| at + 1);
            let is_indentation = |before: &str| before.bytes().all(|byte| byte == b' ');
            text.get(start..node.span.start)
                .filter(|before| is_indentation(before))?;
            let last = node.span.end.max(splice.span.end);
            let rest = text.get(last..)?;
            let end = rest.find('\n').map_or(text.len(), |at| last + at + 1);
            Span::new(start, end)
        }
    };
    let is_inside = span.start <= splice.span.start && splice.span.end <= span.end;
    is_inside.then_some(())?;
    Some((text.get(span.range())?, span.start))
}

/// That the edit makes sense where it is to be made.
fn makes_sense(document: &Document, edit: &Edit) -> Result<(), EditError> {
    let wrong = |place: &Place, wanted| EditError::WrongKind {
        place: place.clone(),
        wanted,
    };
    match edit {
        Edit::Set { place, value } => {
            let node = own(document, place)?;
            if !matches!(&*node.value, Value::Scalar { .. }) && !node.alias {
                return Err(wrong(place, "scalar"));
            }
            if value.is_array() || value.is_object() {
                return Err(wrong(place, "place for more than a scalar"));
            }
        }
        Edit::Insert { mapping, key, .. } => {
            let node = own(document, mapping)?;
            if node.alias {
                return Err(EditError::Shared(mapping.clone()));
            }
            match node.as_mapping() {
                Some(entries) if entries.entries.iter().any(|entry| entry.key == *key) => {
                    return Err(EditError::Exists(mapping.key(key)));
                }
                Some(_) => {}
                None if node.is_null() => {}
                None => return Err(wrong(mapping, "mapping")),
            }
        }
        Edit::Push { sequence, .. } => {
            let node = own(document, sequence)?;
            if node.alias {
                return Err(EditError::Shared(sequence.clone()));
            }
            if node.as_sequence().is_none() && !node.is_null() {
                return Err(wrong(sequence, "sequence"));
            }
        }
        Edit::Remove { place } => {
            own(document, place)?;
            if place.steps().is_empty() {
                return Err(wrong(place, "part of the document"));
            }
        }
    }
    Ok(())
}

/// A node's plain value after the edit below it; none where it is removed.
fn changed(node: &Node, steps: &[String], edit: &Edit) -> Option<Json> {
    let Some((step, rest)) = steps.split_first() else {
        let mut value = bare(node).to_json();
        match edit {
            Edit::Remove { .. } => return None,
            Edit::Set { value: new, .. } => value = new.clone(),
            Edit::Insert {
                key, value: new, ..
            } => match &mut value {
                Json::Object(members) => {
                    members.insert(key.clone(), new.clone());
                }
                other => {
                    *other = serde_json::json!({ key: new });
                }
            },
            Edit::Push { value: new, .. } => match &mut value {
                Json::Array(items) => items.push(new.clone()),
                other => *other = Json::Array(vec![new.clone()]),
            },
        }
        return Some(tagged(node, value));
    };
    let value = match &*node.value {
        Value::Mapping(mapping) => {
            let entries = mapping.iter().filter_map(|entry| {
                let value = if entry.key == *step {
                    changed(&entry.value, rest, edit)?
                } else {
                    entry.value.to_json()
                };
                Some((entry.key.clone(), value))
            });
            let mut entries: serde_json::Map<_, _> = entries.collect();
            if !entries.contains_key(step)
                && let Some(merged) = mapping.merged_under(step)
            {
                entries.insert(step.clone(), merged.value.to_json());
            }
            Json::Object(entries)
        }
        Value::Sequence(items) => {
            let at = index(step);
            let items = items.iter().enumerate().filter_map(|(number, item)| {
                if Some(number) == at {
                    changed(item, rest, edit)
                } else {
                    Some(item.to_json())
                }
            });
            items.collect()
        }
        Value::Scalar { .. } => return Some(node.to_json()),
    };
    Some(tagged(node, value))
}

/// A node without its tag.
fn bare(node: &Node) -> Node {
    Node {
        tag: None,
        ..node.clone()
    }
}

fn tagged(node: &Node, value: Json) -> Json {
    let empty = Node {
        value: Arc::new(Value::Sequence(vec![])),
        ..node.clone()
    };
    match empty.to_json() {
        Json::Object(members) => members
            .into_iter()
            .map(|(name, _)| (name, value.clone()))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        _ => value,
    }
}

/// What stands at a place by itself, not through an alias or a merge key.
fn own<'d>(document: &'d Document, place: &Place) -> Result<&'d Node, EditError> {
    let mut node = document.root();
    for step in place.steps() {
        if node.alias {
            return Err(EditError::Shared(place.clone()));
        }
        let child = node.child(step);
        let child = child.ok_or_else(|| EditError::Missing(place.clone()))?;
        if let Some(mapping) = node.as_mapping()
            && !mapping.entries.iter().any(|entry| entry.key == *step)
        {
            return Err(EditError::Shared(place.clone()));
        }
        node = child;
    }
    Ok(node)
}

impl Mapping {
    /// The entry of a merge key that a key of the mapping's own may hide; kept only for what is shown
    /// when that is removed.
    fn merged_under(&self, key: &str) -> Option<&Entry> {
        let sources = self.entries.iter().filter(|entry| entry.merges);
        let mut mappings = sources.flat_map(|entry| match &*entry.value.value {
            Value::Mapping(mapping) => vec![mapping],
            Value::Sequence(items) => items.iter().filter_map(Node::as_mapping).collect(),
            Value::Scalar { .. } => vec![],
        });
        mappings.find_map(|mapping| mapping.entry(key))
    }
}
