//! Edits of files that nobody has thought of: trees with tags, anchors and comments, written in every style, and an
//! edit somewhere. It changes what it says, and of the file nothing else.

use std::collections::HashMap;
use std::fmt::Write as _;

use gatewright_doctor::document::{Document, Edit, EditError, Place, Span};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

/// A tree as it is written.
#[derive(Clone, Debug)]
struct Tree {
    tag: Option<&'static str>,
    anchor: Option<usize>,
    value: Part,
}

#[derive(Clone, Debug)]
enum Part {
    Scalar(Json),
    Map(Vec<(String, Tree)>),
    List(Vec<Tree>),
    Alias(usize),
}

/// What decides on how something is written, one byte a decision.
struct Choices<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Choices<'_> {
    fn pick(&mut self, of: usize) -> usize {
        let byte = self.bytes[self.at % self.bytes.len()];
        // Over the same bytes again, other decisions follow.
        let turn = self.at / self.bytes.len();
        self.at += 1;
        (usize::from(byte) + turn * 7) % of
    }

    fn one_in(&mut self, of: usize) -> bool {
        self.pick(of) == 1
    }
}

/// Gives a value tags, anchors, and aliases in the place of some scalars.
fn tree(value: &Json, choices: &mut Choices<'_>, whole: &mut Vec<usize>, next: &mut usize) -> Tree {
    let anchor = choices.one_in(9).then(|| {
        *next += 1;
        *next
    });
    let tag = choices
        .one_in(9)
        .then(|| ["!Sub", "!Ref", "!Base64"][choices.pick(3)]);
    let value = match value {
        Json::Object(members) => Part::Map(
            members
                .iter()
                .map(|(key, value)| (key.clone(), tree(value, choices, whole, next)))
                .collect(),
        ),
        Json::Array(items) => {
            let items = items.iter();
            Part::List(items.map(|it| tree(it, choices, whole, next)).collect())
        }
        scalar => {
            if !whole.is_empty() && choices.one_in(5) {
                let of = whole[choices.pick(whole.len())];
                return Tree {
                    tag: None,
                    anchor: None,
                    value: Part::Alias(of),
                };
            }
            Part::Scalar(scalar.clone())
        }
    };
    whole.extend(anchor);
    Tree { tag, anchor, value }
}

impl Tree {
    fn plain(value: &Json) -> Self {
        let value = match value {
            Json::Object(members) => {
                let entries = members.iter();
                Part::Map(
                    entries
                        .map(|(key, it)| (key.clone(), Self::plain(it)))
                        .collect(),
                )
            }
            Json::Array(items) => Part::List(items.iter().map(Self::plain).collect()),
            scalar => Part::Scalar(scalar.clone()),
        };
        Self {
            tag: None,
            anchor: None,
            value,
        }
    }

    fn has_alias(&self) -> bool {
        match &self.value {
            Part::Alias(_) => true,
            Part::Scalar(_) => false,
            Part::Map(entries) => entries.iter().any(|(_, it)| it.has_alias()),
            Part::List(items) => items.iter().any(Self::has_alias),
        }
    }

    fn anchored(&self, known: &mut HashMap<usize, Json>) {
        match &self.value {
            Part::Map(entries) => entries.iter().for_each(|(_, it)| it.anchored(known)),
            Part::List(items) => items.iter().for_each(|it| it.anchored(known)),
            Part::Scalar(_) | Part::Alias(_) => {}
        }
        if let Some(anchor) = self.anchor {
            let json = self.json(known);
            known.insert(anchor, json);
        }
    }

    fn json(&self, known: &HashMap<usize, Json>) -> Json {
        let value = match &self.value {
            Part::Scalar(scalar) => scalar.clone(),
            Part::Map(entries) => {
                let entries = entries.iter();
                let entries = entries.map(|(key, it)| (key.clone(), it.json(known)));
                Json::Object(entries.collect())
            }
            Part::List(items) => items.iter().map(|it| it.json(known)).collect(),
            Part::Alias(of) => known[of].clone(),
        };
        match self.tag {
            Some("!Ref") => json!({"Ref": value}),
            Some(tag) => json!({format!("Fn::{}", &tag[1..]): value}),
            None => value,
        }
    }

    fn places(&self, at: &Place, into: &mut Vec<Place>) {
        into.push(at.clone());
        match &self.value {
            Part::Map(entries) => {
                for (key, it) in entries {
                    it.places(&at.key(key), into);
                }
            }
            Part::List(items) => {
                for (number, it) in items.iter().enumerate() {
                    it.places(&at.index(number), into);
                }
            }
            Part::Scalar(_) | Part::Alias(_) => {}
        }
    }

    fn at(&mut self, steps: &[String]) -> Option<&mut Self> {
        let Some((step, rest)) = steps.split_first() else {
            return Some(self);
        };
        let below = match &mut self.value {
            Part::Map(entries) => &mut entries.iter_mut().find(|(key, _)| key == step)?.1,
            Part::List(items) => items.get_mut(step.parse::<usize>().ok()?)?,
            Part::Scalar(_) | Part::Alias(_) => return None,
        };
        below.at(rest)
    }

    /// Makes an edit, if it makes sense.
    fn edit(&mut self, edit: &Edit) -> Option<()> {
        let is_null = |part: &Part| matches!(part, Part::Scalar(Json::Null));
        match edit {
            Edit::Set { place, value } => {
                let target = self.at(place.steps())?;
                match &target.value {
                    Part::Scalar(_) => target.value = Part::Scalar(value.clone()),
                    Part::Alias(_) => *target = Self::plain(value),
                    Part::Map(_) | Part::List(_) => return None,
                }
            }
            Edit::Insert {
                mapping,
                key,
                value,
            } => {
                let target = self.at(mapping.steps())?;
                if is_null(&target.value) {
                    target.value = Part::Map(Vec::new());
                }
                let Part::Map(entries) = &mut target.value else {
                    return None;
                };
                if entries.iter().any(|(other, _)| other == key) {
                    return None;
                }
                entries.push((key.clone(), Self::plain(value)));
            }
            Edit::Push { sequence, value } => {
                let target = self.at(sequence.steps())?;
                if is_null(&target.value) {
                    target.value = Part::List(Vec::new());
                }
                let Part::List(items) = &mut target.value else {
                    return None;
                };
                items.push(Self::plain(value));
            }
            Edit::Remove { place } => {
                let (above, last) = place.split_last()?;
                match &mut self.at(above.steps())?.value {
                    Part::Map(entries) => entries.retain(|(key, _)| key != last),
                    Part::List(items) => {
                        items.remove(last.parse().ok()?);
                    }
                    Part::Scalar(_) | Part::Alias(_) => return None,
                }
            }
        }
        Some(())
    }
}

/// Writes a tree as YAML.
struct Writer<'a> {
    choices: Choices<'a>,
    step: usize,
    comments: usize,
}

impl Writer<'_> {
    fn file(&mut self, tree: &Tree) -> String {
        let mut out = String::new();
        if self.choices.one_in(4) {
            out.push_str("# the whole file\n");
        }
        if self.choices.one_in(6) {
            out.push_str("---\n");
        }
        let body = self.node(tree, 0, 0);
        out.push_str(body.trim_start_matches([' ', '\n']));
        // A block of lines at the end would have less or more line breaks.
        let end = if body.contains(" |") {
            4
        } else {
            self.choices.pick(5)
        };
        match end {
            0 => {}
            1 => out.push_str("\n# the end"),
            2 => out.push_str("\n\n"),
            _ => out.push('\n'),
        }
        if self.choices.one_in(4) {
            out = out.replace('\n', "\r\n");
        }
        out
    }

    /// A node behind its key or dash: with the space in front, or from a line break on. Lines of its own are
    /// indented by `indent`; a list may stand at `list`.
    fn node(&mut self, tree: &Tree, indent: usize, list: usize) -> String {
        let mut front = String::new();
        if let Some(anchor) = tree.anchor {
            write!(front, " &a{anchor}").unwrap();
        }
        if let Some(tag) = tree.tag {
            write!(front, " {tag}").unwrap();
        }
        let is_flow = self.choices.one_in(4);
        match &tree.value {
            Part::Alias(of) => format!(" *a{of}{}", self.remark()),
            Part::Map(entries) if !entries.is_empty() && !is_flow => {
                let mut out = front + &self.remark();
                for (key, it) in entries {
                    self.between(&mut out, indent);
                    let value = self.node(it, indent + self.step, indent);
                    write!(out, "\n{}{}:{value}", " ".repeat(indent), word(key)).unwrap();
                }
                out
            }
            Part::List(items) if !items.is_empty() && !is_flow => {
                let indent = if self.choices.one_in(2) { list } else { indent };
                let mut out = front + &self.remark();
                for it in items {
                    self.between(&mut out, indent);
                    let value = self.node(it, indent + 2, indent + 2);
                    write!(
                        out,
                        "\n{}-{}",
                        " ".repeat(indent),
                        self.beside(it, &value, indent)
                    )
                    .unwrap();
                }
                out
            }
            Part::Scalar(scalar) => {
                let value = self.scalar(scalar, Some(indent.max(1)));
                let is_block = value.starts_with(['|', '>']);
                let space = if value.is_empty() { "" } else { " " };
                let remark = if is_block {
                    String::new()
                } else {
                    self.remark()
                };
                format!("{front}{space}{value}{remark}")
            }
            Part::Map(_) | Part::List(_) => {
                let over_lines = self.choices.one_in(3).then_some(indent.max(1));
                format!(
                    "{front} {}{}",
                    self.flow(&tree.value, over_lines),
                    self.remark()
                )
            }
        }
    }

    /// A block on the line of its dash, where it can stand there.
    fn beside(&mut self, tree: &Tree, value: &str, indent: usize) -> String {
        let is_bare = tree.anchor.is_none() && tree.tag.is_none();
        let start = format!("\n{}", " ".repeat(indent + 2));
        match value.strip_prefix(start.as_str()) {
            Some(rest) if is_bare && !rest.starts_with([' ', '#']) && self.choices.one_in(2) => {
                format!(" {rest}")
            }
            _ => value.to_owned(),
        }
    }

    /// What may stand between two entries.
    fn between(&mut self, out: &mut String, indent: usize) {
        match self.choices.pick(8) {
            1 => {
                self.comments += 1;
                write!(out, "\n{}# c{}", " ".repeat(indent), self.comments).unwrap();
            }
            2 => out.push('\n'),
            _ => {}
        }
    }

    fn remark(&mut self) -> String {
        if self.choices.one_in(7) {
            self.comments += 1;
            format!(" # c{}", self.comments)
        } else {
            String::new()
        }
    }

    fn flow(&mut self, part: &Part, lines: Option<usize>) -> String {
        let mut parts = Vec::new();
        let inner = |writer: &mut Self, it: &Tree| {
            let mut front = String::new();
            if let Some(anchor) = it.anchor {
                write!(front, "&a{anchor} ").unwrap();
            }
            if let Some(tag) = it.tag {
                write!(front, "{tag} ").unwrap();
            }
            match &it.value {
                Part::Scalar(scalar) => front + &writer.scalar(scalar, None),
                Part::Alias(of) => format!("*a{of} "),
                part => front + &writer.flow(part, lines.map(|indent| indent + 2)),
            }
        };
        let (open, close) = match part {
            Part::Map(entries) => {
                for (key, it) in entries {
                    let value = inner(self, it);
                    parts.push(format!("{}: {value}", word(key)));
                }
                ('{', '}')
            }
            Part::List(items) => {
                for it in items {
                    parts.push(inner(self, it));
                }
                ('[', ']')
            }
            Part::Scalar(_) | Part::Alias(_) => unreachable!("only collections have brackets"),
        };
        if let Some(indent) = lines.filter(|_| !parts.is_empty()) {
            let line = format!("\n{}", " ".repeat(indent + 1));
            let last = if self.choices.one_in(3) { "," } else { "" };
            let separator = format!(",{line}");
            format!(
                "{open}{line}{}{last}\n{}{close}",
                parts.join(&separator),
                " ".repeat(indent)
            )
        } else {
            let separator = if self.choices.one_in(3) { " , " } else { ", " };
            format!("{open}{}{close}", parts.join(separator))
        }
    }

    /// A scalar, with lines of its own at this indentation if it may have some.
    fn scalar(&mut self, scalar: &Json, indent: Option<usize>) -> String {
        let text = match scalar {
            Json::Null if indent.is_some() => {
                return ["", "~", "null"][self.choices.pick(3)].to_owned();
            }
            Json::String(text) => text,
            other => return other.to_string(),
        };
        let body = text.trim_end_matches('\n');
        let is_tame = text
            .chars()
            .all(|it| it == '\n' || !(it.is_control() || is_break(it)));
        match self.choices.pick(4) {
            0 if is_word(text) => text.clone(),
            1 if is_tame && !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
            2 | 3
                if is_tame
                    && body.contains('\n')
                    && text.len() - body.len() < 2
                    // Behind a block whose last line is but space, nothing is added: that is refused.
                    && body.lines().all(|line| line.is_empty() || !line.trim().is_empty())
                    && !body.starts_with([' ', '\n'])
                    && indent.is_some() =>
            {
                let chomping = ["-", ""][text.len() - body.len()];
                let space = " ".repeat(indent.unwrap_or_default());
                let line = |line: &str| {
                    if line.is_empty() {
                        String::new()
                    } else {
                        format!("{space}{line}")
                    }
                };
                let lines: Vec<String> = text
                    .strip_suffix('\n')
                    .unwrap_or(text)
                    .split('\n')
                    .map(line)
                    .collect();
                format!("|{chomping}\n{}", lines.join("\n"))
            }
            _ => quoted(text),
        }
    }
}

fn is_break(it: char) -> bool {
    matches!(it, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

fn is_word(text: &str) -> bool {
    let is_word = !text.is_empty()
        && text.starts_with(|it: char| it.is_ascii_alphabetic() || it == '/')
        && text
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || "/_.-".contains(it));
    is_word
        && !["null", "true", "false"]
            .iter()
            .any(|it| text.eq_ignore_ascii_case(it))
}

fn word(key: &str) -> String {
    if is_word(key) {
        key.to_owned()
    } else {
        quoted(key)
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::new();
    for it in Json::from(text).to_string().chars() {
        if is_break(it) || it == '\u{7f}' {
            write!(out, "\\u{:04x}", u32::from(it)).unwrap();
        } else {
            out.push(it);
        }
    }
    out
}

/// Writes a value as JSON, with as much space as somebody likes.
fn json_file(value: &Json, choices: &mut Choices<'_>) -> String {
    let text = match choices.pick(4) {
        0 => value.to_string(),
        1 => {
            let mut out = Vec::new();
            let formatter = serde_json::ser::PrettyFormatter::with_indent(b"\t");
            let mut writer = serde_json::Serializer::with_formatter(&mut out, formatter);
            serde::Serialize::serialize(value, &mut writer).unwrap();
            String::from_utf8(out).unwrap()
        }
        _ => serde_json::to_string_pretty(value).unwrap(),
    };
    let mut safe = String::new();
    for it in text.chars() {
        if is_break(it) || it == '\u{7f}' {
            write!(safe, "\\u{:04x}", u32::from(it)).unwrap();
        } else {
            safe.push(it);
        }
    }
    if choices.one_in(2) {
        safe.push('\n');
    }
    if choices.one_in(4) {
        safe = safe.replace('\n', "\r\n");
    }
    safe
}

fn value() -> impl Strategy<Value = Json> {
    let text = prop_oneof![
        3 => "[a-z]{1,6}",
        2 => "[ -~]{0,10}",
        2 => "[a-z#:-]{1,4}( ?[a-z{}$#:'\"-]{0,6}\n){1,4}",
        1 => "\\PC{0,5}",
        1 => prop::sample::select(vec!["yes", "0123", "1e3", "- a", "a: b # c", "~", "#", "%", "é ü", "a\n\n\n"])
            .prop_map(str::to_owned),
    ];
    let key = prop_oneof![
        4 => "[a-zA-Z][a-zA-Z0-9]{0,6}",
        1 => "/[a-z{}+]{0,6}",
        1 => prop::sample::select(vec!["200", "a b", "x: y", "", "<>", "application/json"]).prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![
        1 => Just(Json::Null),
        1 => any::<bool>().prop_map(Json::from),
        1 => (-1000_i64..1000).prop_map(Json::from),
        4 => text.prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            2 => prop::collection::vec((key.clone(), inner), 0..4)
                .prop_map(|entries| Json::Object(entries.into_iter().collect())),
        ]
    })
}

fn root() -> impl Strategy<Value = Json> {
    prop::collection::vec(("[a-zA-Z][a-zA-Z0-9]{0,6}", value()), 1..5)
        .prop_map(|entries| Json::Object(entries.into_iter().collect()))
}

fn edit(kind: usize, place: &Place, key: &str, value: &Json) -> Option<Edit> {
    let (place, value) = (place.clone(), value.clone());
    let is_scalar = !value.is_array() && !value.is_object();
    Some(match kind {
        0 if is_scalar => Edit::Set { place, value },
        0 => return None,
        1 => Edit::Insert {
            mapping: place,
            key: key.to_owned(),
            value,
        },
        2 => Edit::Push {
            sequence: place,
            value,
        },
        _ => Edit::Remove { place },
    })
}

/// The lines of what is removed, with a remark behind it: their comments go with it.
fn lines_of(file: &str, document: &Document, place: &Place) -> Span {
    let node = document.get(place).unwrap();
    let mut start = document
        .key_span(place)
        .unwrap_or(node.span)
        .start
        .min(node.span.start);
    let line = |at: usize| file[..at].rfind('\n').map_or(0, |at| at + 1);
    // An item begins at its dash, which may stand lines above.
    let column = start - line(start);
    start = line(start);
    let has_dash = |start: usize| {
        let text = file[start..].trim_start_matches(' ');
        text.starts_with('-') && file[start..].len() - text.len() < column
    };
    let is_item = document.key_span(place).is_none();
    while is_item && start > 0 && !has_dash(start) {
        start = line(start - 1);
    }
    let end = file[node.span.end..]
        .find('\n')
        .map_or(file.len(), |at| node.span.end + at);
    Span::new(start, end)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn an_edit_changes_what_it_says_and_nothing_else(
        json in root(),
        style in prop::collection::vec(any::<u8>(), 8..48),
        is_json in prop::bool::weighted(0.25),
        which in any::<prop::sample::Index>(),
        kind in 0..4_usize,
        key in "[a-zA-Z][a-zA-Z0-9/{}-]{0,8}",
        value in value(),
    ) {
        let mut choices = Choices { bytes: &style, at: 0 };
        let (tree, file) = if is_json {
            (Tree::plain(&json), json_file(&json, &mut choices))
        } else {
            let tree = tree(&json, &mut choices, &mut Vec::new(), &mut 0);
            let step = [2, 4, 3][choices.pick(3)];
            let file = Writer { choices, step, comments: 0 }.file(&tree);
            (tree, file)
        };
        let mut known = HashMap::new();
        tree.anchored(&mut known);
        let document = Document::parse(&file);
        prop_assert!(document.is_ok(), "{document:?}\n{file}");
        let document = document.unwrap();
        prop_assert_eq!(document.root().to_json(), tree.json(&known), "{}", file);

        let mut places = Vec::new();
        tree.places(&Place::root(), &mut places);
        let place = which.get(&places);
        let Some(edit) = edit(kind, place, &key, &value) else { return Ok(()) };
        let mut wanted = tree.clone();
        let makes_sense = wanted.edit(&edit).is_some();
        let splice = match document.splice(&edit) {
            Ok(splice) => splice,
            Err(error) => {
                let is_shared = matches!(error, EditError::Shared(_) | EditError::Unwritable(_)) && tree.has_alias();
                prop_assert!(!makes_sense || is_shared, "{edit:?}: {error}\n{file}");
                return Ok(());
            }
        };
        prop_assert!(makes_sense, "{edit:?}\n{file}");
        let changed = splice.apply(&file);
        let shown = || format!("{edit:?}\n{file}\n=>\n{changed}");
        let read = Document::parse(&changed);
        prop_assert!(read.is_ok(), "{read:?}\n{}", shown());
        let read = read.unwrap();
        prop_assert_eq!(read.root().to_json(), wanted.json(&known), "{}", shown());

        // Comments stay, in their order; those of what is removed may go with it.
        let gone = match &edit {
            Edit::Remove { place } => lines_of(&file, &document, place),
            Edit::Set { .. } | Edit::Insert { .. } | Edit::Push { .. } => Span::default(),
        };
        let stays = |span: Span| span.end <= gone.start || gone.end < span.start || gone == Span::default();
        let mut kept = read.comments().iter();
        for comment in document.comments().iter().filter(|it| stays(it.span)) {
            prop_assert!(kept.any(|it| it.text == comment.text), "{:?}\n{}", comment, shown());
        }
        // Lines end as they did.
        if file.contains("\r\n") {
            prop_assert_eq!(changed.matches('\n').count(), changed.matches("\r\n").count(), "{}", shown());
        } else {
            prop_assert!(!changed.contains('\r'), "{}", shown());
        }
        // What is written anew is where it was asked for.
        if let Edit::Set { place, .. } = &edit {
            let span = document.get(place).unwrap().span;
            prop_assert!(span.start <= splice.span.start && splice.span.end <= span.end, "{}", shown());
        }
        if let Edit::Insert { .. } | Edit::Push { .. } = &edit {
            let taken = &file[splice.span.range()];
            prop_assert!(["", "~", "null"].contains(&taken.trim()), "{taken:?}: {}", shown());
        }
        if is_json {
            prop_assert!(serde_json::from_str::<Json>(&changed).is_ok(), "{}", shown());
        }
    }
}
