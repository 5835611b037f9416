//! Local files that a template names.

use std::collections::BTreeMap;
use std::path::Path;

use super::{MAX_BYTES, Reader, SourceFile, Trouble};
use crate::document::{Document, Lines, Mapping, Node, Span};

/// Reads the local files that a template names: `DefinitionUri`, `BodyS3Location`, `AWS::Include`.
pub(super) fn attach(
    files: &mut Vec<SourceFile>,
    reader: Reader<'_>,
    troubles: &mut Vec<Trouble>,
) -> BTreeMap<String, usize> {
    let mut named = Vec::new();
    let Some(first) = files.first() else {
        return BTreeMap::new();
    };
    locations(first.document.root(), &mut named);
    let folder = first.path.parent().map(Path::to_owned).unwrap_or_default();
    let mut attached = BTreeMap::new();
    for (location, span) in named {
        let is_remote = location.contains("://");
        if is_remote || attached.contains_key(&location) {
            continue;
        }
        let path = folder.join(&location);
        let Ok(text) = reader(&path) else {
            continue;
        };
        match Document::parse(&text) {
            Ok(document) if text.len() <= MAX_BYTES => {
                attached.insert(location, files.len());
                files.push(SourceFile { path, document });
            }
            Ok(_) => {}
            Err(error) => {
                let position = Lines::new(&text).position(error.span().start);
                troubles.push(Trouble {
                    file: 0,
                    span,
                    message: format!(
                        "{location} cannot be read: line {}, column {}: {error}",
                        position.line, position.column
                    ),
                });
            }
        }
    }
    attached
}

fn locations(node: &Node, found: &mut Vec<(String, Span)>) {
    if let Some(items) = node.as_sequence() {
        for item in items {
            locations(item, found);
        }
    }
    for entry in node.as_mapping().into_iter().flat_map(Mapping::iter) {
        let names = ["DefinitionUri", "BodyS3Location", "Location"];
        match entry.value.as_str() {
            Some(location) if names.contains(&entry.key.as_str()) && entry.value.tag.is_none() => {
                found.push((location.to_owned(), entry.value.span));
            }
            _ => locations(&entry.value, found),
        }
    }
}
