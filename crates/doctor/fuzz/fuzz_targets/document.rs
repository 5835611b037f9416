//! No document makes reading, finding templates, mapping places or editing panic, and an edit that is
//! made leads to a document.
//!
//! The input: a line with a JSON pointer, then the document.

#![no_main]

use gatewright_doctor::document::{Document, Edit, Place, Span};
use gatewright_doctor::template::find;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let (pointer, text) = data.split_once('\n').unwrap_or(("", data));
    let Ok(document) = Document::parse(text) else {
        return;
    };
    let _ = find(&document);
    let Ok(place) = pointer.parse::<Place>() else {
        return;
    };
    if let Some(node) = document.get(&place) {
        assert!(text.get(node.span.range()).is_some());
        if let Some(value) = node.as_str() {
            let map = document.source_map(node);
            for (at, it) in value.char_indices() {
                let span = map.span(Span::new(at, at + it.len_utf8()));
                assert!(text.get(span.range()).is_some());
            }
        }
    }
    let edits = [
        Edit::Set { place: place.clone(), value: "new\ntext".into() },
        Edit::Insert { mapping: place.clone(), key: "new".to_owned(), value: 1.into() },
        Edit::Push { sequence: place.clone(), value: "new".into() },
        Edit::Remove { place },
    ];
    for edit in edits {
        if let Ok(splice) = document.splice(&edit) {
            assert!(Document::parse(&splice.apply(text)).is_ok());
        }
    }
});
