//! Documents: what is read, where it stands, and that edits change what they should and nothing else.

use gatewright_doctor::document::{Document, Edit, Lines, Place, ReadError, Span, Splice};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

/// Cases separated by lines of `=`, parts by lines of `-`.
fn cases(file: &str) -> Vec<Vec<String>> {
    let file = file.replace("\r\n", "\n");
    let cases = file.split("\n========\n").map(|case| {
        let parts = case.split("\n--------\n");
        parts.map(str::to_owned).collect()
    });
    cases.collect()
}

fn edit(line: &str) -> Edit {
    let mut words = line.splitn(3, ' ');
    let kind = words.next().unwrap();
    let place: Place = words.next().unwrap().parse().unwrap();
    let value = words.next().unwrap_or("null");
    match kind {
        "set" => Edit::Set {
            place,
            value: serde_json::from_str(value).unwrap(),
        },
        "push" => Edit::Push {
            sequence: place,
            value: serde_json::from_str(value).unwrap(),
        },
        "remove" => Edit::Remove { place },
        "insert" => {
            let (mapping, key) = place.split_last().unwrap();
            Edit::Insert {
                mapping,
                key: key.to_owned(),
                value: serde_json::from_str(value).unwrap(),
            }
        }
        other => panic!("{other}"),
    }
}

/// `␍` stands for a carriage return.
fn text_of(part: &str) -> String {
    part.replace('␍', "\r")
}

#[test]
fn edits_keep_the_rest_of_the_file() {
    for case in cases(include_str!("../data/edits.txt")) {
        let [line, before, after] = case.as_slice() else {
            panic!("three parts: {case:?}");
        };
        let (before, after) = (text_of(before), text_of(after));
        let document = Document::parse(&before).unwrap_or_else(|error| panic!("{line}: {error}"));
        let splice = document.splice(&edit(line.trim()));
        let edited = match splice {
            Ok(splice) => splice.apply(&before),
            Err(error) => format!("error: {error}"),
        };
        assert_eq!(
            edited.trim_end_matches('\n'),
            after.trim_end_matches('\n'),
            "{line}"
        );
    }
}

/// Every character of each value is looked for in the file.
#[test]
fn values_know_where_they_are_written() {
    for case in cases(include_str!("../data/places.txt")) {
        let [file, place, needle, expected] = case.as_slice() else {
            panic!("four parts: {case:?}");
        };
        let file = text_of(file);
        let document = Document::parse(&file).unwrap();
        let node = document.get(&place.parse().unwrap()).unwrap();
        let needle: String = serde_json::from_str(needle).unwrap();
        let value = node.as_str().unwrap();
        let at = value
            .find(&needle)
            .unwrap_or_else(|| panic!("{needle:?} is not in {value:?}"));
        let span = document
            .source_map(node)
            .span(Span::new(at, at + needle.len()));
        let (from, to) = Lines::new(&file).ends(span);
        let found = format!(
            "{}:{}-{}:{} {}",
            from.line,
            from.column,
            to.line,
            to.column,
            Json::from(&file[span.range()])
        );
        assert_eq!(found, expected.trim_end(), "{needle:?} in {file}");
    }
}

#[test]
fn what_is_no_document_is_said_with_its_place() {
    let place = |file: &str| {
        let error = Document::parse(file).unwrap_err();
        let at = Lines::new(file).position(error.span().start);
        (at.line, at.column, error.to_string())
    };
    let (line, column, message) = place("a: 1\nb: [1, 2\nc: 3\n");
    assert_eq!((line, column), (3, 2), "{message}");
    let several = "a: 1\n---\nb: 2\n";
    assert!(matches!(
        Document::parse(several),
        Err(ReadError::SeveralDocuments { span }) if span == Span::new(5, 8)
    ));
    assert!(Document::parse("---\na: 1\n...\n").is_ok());
    for empty in ["", "\n", "# nothing\n", "---\n"] {
        assert_eq!(
            Document::parse(empty).unwrap_err(),
            ReadError::Empty,
            "{empty:?}"
        );
    }
    let deep = format!("{}{}", "[".repeat(150), "]".repeat(150));
    assert!(matches!(
        Document::parse(&deep),
        Err(ReadError::TooDeep { .. })
    ));
    assert!(Document::parse("a: *nobody\n").is_err());
    assert!(Document::parse("a: &a [*a]\n").is_err());
}

/// A small file must not become a large tree.
#[test]
fn aliases_of_aliases_end() {
    let mut file = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..12 {
        let items = vec![format!("*a{}", n - 1); 10].join(", ");
        file = format!("{file}a{n}: &a{n} [{items}]\n");
    }
    assert!(matches!(
        Document::parse(&file),
        Err(ReadError::TooLarge { .. })
    ));
}

#[test]
fn tags_merge_keys_duplicates_and_comments_are_kept() {
    let file = "base: &base {a: 1, b: 2} # shared\nitem:\n  <<: *base\n  b: !Sub \"${x}\"\n  c: !GetAtt [A, Arn]\nb: 1\nb: 2\n";
    let document = Document::parse(file).unwrap();
    assert_eq!(
        document.root().to_json(),
        json!({
            "base": {"a": 1, "b": 2},
            "item": {"b": {"Fn::Sub": "${x}"}, "c": {"Fn::GetAtt": ["A", "Arn"]}, "a": 1},
            "b": 2,
        })
    );
    let again = &document.duplicates()[0];
    assert_eq!((again.key.as_str(), &file[again.again.range()]), ("b", "b"));
    assert!(again.first < again.again);
    assert_eq!(document.comments()[0].text, " shared");
    let sub = document.get(&"/item/b".parse().unwrap()).unwrap();
    assert_eq!(&file[sub.tag.as_ref().unwrap().span.range()], "!Sub");
    assert_eq!(sub.function().unwrap().0, "Fn::Sub");
}

/// Values with all that is hard to write.
fn value() -> impl Strategy<Value = Json> {
    let text = prop_oneof![
        "[a-z]{0,6}",
        "[ -~]{0,12}",
        "([ -~]{0,6}\n){0,4}",
        "\\PC{0,6}",
        Just("yes".to_owned()),
        Just("0123".to_owned()),
        Just("a: b # c".to_owned()),
    ];
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        (-1000_i64..1000).prop_map(Json::from),
        text.clone().prop_map(Json::from),
    ];
    leaf.prop_recursive(3, 20, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::vec((text.clone(), inner), 0..4)
                .prop_map(|entries| { Json::Object(entries.into_iter().collect()) }),
        ]
    })
}

/// Files as people write them, with a comment before everything.
fn files() -> Vec<&'static str> {
    vec![
        include_str!("../data/sam.yaml"),
        include_str!("../data/pets.yaml"),
        include_str!("../data/pets.json"),
        "{\"a\":{\"b\":[1,2],\"c\":{}},\"d\":\"x\"}",
        "a:\r\n    b: |\r\n        x\r\n\r\n    c: [1, {d: e}, ] # f\r\n",
        "- a\n- - b\n  - c: d\n    e: |+\n      text\n\n- {}\n-\n- x",
    ]
}

fn places(json: &Json, at: &Place, into: &mut Vec<Place>) {
    into.push(at.clone());
    match json {
        Json::Object(members) => {
            for (key, value) in members {
                places(value, &at.key(key), into);
            }
        }
        Json::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                places(item, &at.index(number), into);
            }
        }
        _ => {}
    }
}

/// The same edit of the plain value, in the few lines that it takes there.
fn edited(root: &Json, edit: &Edit) -> Json {
    let mut root = root.clone();
    match edit {
        Edit::Set { place, value } => {
            *root.pointer_mut(&place.to_string()).unwrap() = value.clone();
        }
        Edit::Insert {
            mapping,
            key,
            value,
        } => {
            let target = root.pointer_mut(&mapping.to_string()).unwrap();
            if target.is_null() {
                *target = json!({});
            }
            target
                .as_object_mut()
                .unwrap()
                .insert(key.clone(), value.clone());
        }
        Edit::Push { sequence, value } => {
            let target = root.pointer_mut(&sequence.to_string()).unwrap();
            if target.is_null() {
                *target = json!([]);
            }
            target.as_array_mut().unwrap().push(value.clone());
        }
        Edit::Remove { place } => {
            let (above, last) = place.split_last().unwrap();
            match root.pointer_mut(&above.to_string()).unwrap() {
                Json::Object(members) => {
                    members.shift_remove(last);
                }
                Json::Array(items) => {
                    items.remove(last.parse().unwrap());
                }
                _ => unreachable!(),
            }
        }
    }
    root
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// An edit that is made leads to the changed tree, and no byte outside of it changes; and in files
    /// as people write them, edits that make sense are made.
    #[test]
    fn edits_change_what_they_say(
        file in prop::sample::select(files()),
        which in any::<prop::sample::Index>(),
        kind in 0..4,
        key in "[a-zA-Z][a-zA-Z0-9/{}-]{0,8}",
        value in value(),
    ) {
        let document = Document::parse(file).unwrap();
        let json = document.root().to_json();
        let mut all = Vec::new();
        places(&json, &Place::root(), &mut all);
        let place = which.get(&all).clone();
        // What stands under a tag has another pointer in the long form.
        let Some(node) = document.get(&place) else { return Ok(()) };
        if json.pointer(&place.to_string()) != Some(&node.to_json()) || node.tag.is_some() {
            return Ok(());
        }
        let edit = match kind {
            0 if !value.is_object() && !value.is_array() => Edit::Set { place: place.clone(), value },
            0 => return Ok(()),
            1 => Edit::Insert { mapping: place.clone(), key: key.clone(), value },
            2 => Edit::Push { sequence: place.clone(), value },
            _ => Edit::Remove { place: place.clone() },
        };
        let node = json.pointer(&place.to_string()).unwrap();
        let makes_sense = match &edit {
            Edit::Set { .. } => !node.is_object() && !node.is_array(),
            Edit::Insert { .. } => node.is_null() || node.as_object().is_some_and(|it| !it.contains_key(&key)),
            Edit::Push { .. } => node.is_null() || node.is_array(),
            Edit::Remove { .. } => !place.steps().is_empty(),
        };
        match document.splice(&edit) {
            Ok(splice) => {
                prop_assert!(makes_sense);
                let changed = splice.apply(file);
                prop_assert!(changed.starts_with(&file[..splice.span.start]));
                prop_assert!(changed.ends_with(&file[splice.span.end..]));
                let read = Document::parse(&changed).unwrap().root().to_json();
                prop_assert_eq!(read, edited(&json, &edit), "{:?}\n{}", edit, changed);
                if !matches!(edit, Edit::Remove { .. }) {
                    let kept = Document::parse(&changed).unwrap();
                    for comment in document.comments() {
                        prop_assert!(kept.comments().iter().any(|it| it.text == comment.text));
                    }
                }
            }
            Err(error) => prop_assert!(!makes_sense, "{edit:?}: {error}\n{file}"),
        }
    }

    /// Whatever is read: spans lie in the file, in order, and values are found where they are written.
    #[test]
    fn nothing_panics(text in "([ -~]|\n|\t|: |- |é|\\|\n |\"|'){0,60}") {
        if let Ok(document) = Document::parse(&text) {
            let node = document.root();
            prop_assert!(node.span.end <= text.len());
            let mut all = Vec::new();
            places(&node.to_json(), &Place::root(), &mut all);
            for place in all {
                if let Some(node) = document.get(&place) {
                    prop_assert!(text.get(node.span.range()).is_some(), "{place}");
                    if let Some(value) = node.as_str() {
                        let span = document.source_map(node).span(Span::new(0, value.len()));
                        prop_assert!(text.get(span.range()).is_some());
                    }
                }
                let _ = document.splice(&Edit::Remove { place });
            }
        }
    }

    /// What is written in quotes or in a block is found again, byte by byte.
    #[test]
    fn source_maps_are_exact(value in "([ -~]|é|😀|\t){0,10}(\n[!-~]{0,8}){0,4}") {
        let json = serde_json::to_string_pretty(&json!({"a": {"t": &value}})).unwrap();
        let block = format!("a:\n  t: |2+\n{}\n", value.split('\n').map(|it| format!("    {it}")).collect::<Vec<_>>().join("\n"));
        let is_blank = value.trim().is_empty();
        for file in [Some(json), (!is_blank).then_some(block)].into_iter().flatten() {
            let Ok(document) = Document::parse(&file) else { continue };
            let node = document.get(&"/a/t".parse().unwrap()).unwrap();
            let text = node.as_str().unwrap();
            let map = document.source_map(node);
            for (at, it) in text.char_indices() {
                let written = &file[map.span(Span::new(at, at + it.len_utf8())).range()];
                let expected = serde_json::to_string(&it.to_string()).unwrap();
                prop_assert!(
                    written == it.to_string() || written == expected.trim_matches('"') || (it == '"' && written == "\\\""),
                    "{:?} of {:?} is {:?}", it, text, written
                );
            }
        }
    }
}

#[test]
fn changes_of_one_file_are_made_together() {
    let text = "a: 1\nmany:\n  x: 1\n  y: é\nz: 3\n";
    let document = Document::parse(text).unwrap();
    let place = |place: &str| place.parse::<Place>().unwrap();
    let insert = |key: &str| Edit::Insert {
        mapping: place("/many"),
        key: key.to_owned(),
        value: json!(1),
    };
    let edits = [
        Edit::Set {
            place: place("/z"),
            value: json!(4),
        },
        insert("new"),
        insert("newer"),
    ];
    let splices: Vec<Splice> = edits
        .iter()
        .map(|edit| document.splice(edit).unwrap())
        .collect();
    assert!(splices[1].goes_with(&splices[2]) && splices[0].goes_with(&splices[1]));
    assert!(!splices[0].goes_with(&splices[0]) && !splices[1].goes_with(&splices[1]));
    let after = Splice::apply_all(&splices.iter().collect::<Vec<_>>(), text);
    assert_eq!(
        after,
        "a: 1\nmany:\n  x: 1\n  y: é\n  new: 1\n  newer: 1\nz: 4\n"
    );
    assert_eq!(Splice::between(text, &after).apply(text), after);
}

proptest! {
    #[test]
    fn the_stretch_in_which_texts_differ_leads_from_one_to_the_other(
        one in "[ab\né]{0,12}",
        other in "[ab\né]{0,12}",
    ) {
        prop_assert_eq!(Splice::between(&one, &other).apply(&one), other);
    }
}
