//! As much XML as the query protocol needs: elements, text, one namespace.

use quick_xml::Reader;
use quick_xml::escape::{escape, resolve_predefined_entity};
use quick_xml::events::Event;

use crate::scalar::Mismatch;

/// Deeper documents are refused; AWS's go a handful of levels.
const MAX_DEPTH: usize = 64;

/// An element with its text (of a leaf) or its children.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

impl Element {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    pub(crate) fn text(name: &str, text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::new(name)
        }
    }

    pub(crate) fn with(mut self, child: Element) -> Self {
        self.children.push(child);
        self
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The element as a document with a default namespace.
    pub(crate) fn document(&self, namespace: &str) -> String {
        let mut out = String::new();
        self.write(&format!(" xmlns=\"{}\"", escape(namespace)), &mut out);
        out
    }

    fn write(&self, attribute: &str, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        out.push_str(attribute);
        out.push('>');
        for character in escape(self.text.as_str()).chars() {
            match character {
                // A parser would read it as a line feed.
                '\r' => out.push_str("&#13;"),
                // XML 1.0 has no way to write the other control characters.
                '\t' | '\n' | ' '.. => out.push(character),
                _ => out.push('\u{FFFD}'),
            }
        }
        for child in &self.children {
            child.write("", out);
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }
}

/// Parses a document into its root element; namespaces and attributes are dropped.
pub(crate) fn parse(body: &[u8]) -> Result<Element, Mismatch> {
    let text = std::str::from_utf8(body).map_err(|error| Mismatch(error.to_string()))?;
    let bad = |what: &str| Mismatch(format!("the body is not XML: {what}"));
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        let event = reader
            .read_event()
            .map_err(|error| bad(&error.to_string()))?;
        match event {
            Event::Start(start) => {
                if open.len() > MAX_DEPTH {
                    return Err(bad("it is nested too deeply"));
                }
                open.push(Element::new(start.local_name().as_ref()));
            }
            Event::Empty(start) => {
                let element = Element::new(start.local_name().as_ref());
                if let Some(parent) = open.last_mut() {
                    parent.children.push(element);
                }
            }
            Event::End(_) => {
                let element = open.pop().ok_or_else(|| bad("an element ends twice"))?;
                let parent = open
                    .last_mut()
                    .ok_or_else(|| bad("an element ends twice"))?;
                parent.children.push(element);
            }
            Event::Text(piece) => add(&mut open, &piece),
            Event::CData(piece) => add(&mut open, &piece),
            Event::GeneralRef(reference) => {
                let character = reference
                    .resolve_char_ref()
                    .map_err(|error| bad(&error.to_string()))?;
                match character {
                    Some(character) => add(&mut open, character.encode_utf8(&mut [0; 4])),
                    None => add(
                        &mut open,
                        resolve_predefined_entity(&reference)
                            .ok_or_else(|| bad("it has an unknown entity"))?,
                    ),
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match (open.pop(), open.is_empty()) {
        (Some(mut top), true) => top.children.pop().ok_or_else(|| bad("it is empty")),
        _ => Err(bad("an element does not end")),
    }
}

fn add(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}
