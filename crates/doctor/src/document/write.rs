//! Values written as text: as JSON, or as YAML in the manner of the lines around.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::node::{Kind, Style};
use super::read::kind_of;

/// Words that older readers of YAML take for something else than a text.
const WORDS: [&str; 10] = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~",
];

/// How lines are laid out.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// What stands in front of the line.
    pub(super) indent: String,
    /// One more level.
    pub(super) step: String,
    /// `\n` or `\r\n`
    pub(super) newline: &'static str,
}

impl Layout {
    pub(super) fn deeper(&self) -> Self {
        Self {
            indent: format!("{}{}", self.indent, self.step),
            ..self.clone()
        }
    }

    /// A line break and the indentation.
    pub(super) fn line(&self) -> String {
        format!("{}{}", self.newline, self.indent)
    }
}

/// A scalar as YAML; `style` is what it replaces. Where texts run over several lines, they are
/// indented as `inner` says, unless the place is within brackets.
pub(super) fn scalar(value: &Json, style: Style, inner: Option<&Layout>) -> String {
    let Json::String(text) = value else {
        return value.to_string();
    };
    if let Some(layout) = inner
        && text.trim_end_matches('\n').contains('\n')
        && let Some(block) = literal(text, layout)
    {
        return block;
    }
    let plain = is_plain(text, inner.is_none());
    match style {
        Style::SingleQuoted if text.chars().all(|it| !it.is_control()) => {
            format!("'{}'", text.replace('\'', "''"))
        }
        Style::Plain
        | Style::Literal { .. }
        | Style::Folded { .. }
        | Style::Block
        | Style::Flow
            if plain =>
        {
            text.clone()
        }
        _ => quoted(text),
    }
}

/// A key as YAML.
pub(super) fn key(text: &str, in_brackets: bool) -> String {
    // A key that is digits, such as a status code, is a text to JSON and a number to YAML.
    if is_plain(text, in_brackets) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// In quotes, as JSON and YAML both read it.
pub(super) fn quoted(text: &str) -> String {
    let json = Json::from(text).to_string();
    // JSON allows these as they are, and YAML takes them for line breaks or not at all.
    let mut safe = String::with_capacity(json.len());
    for it in json.chars() {
        let is_odd = matches!(
            it,
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        );
        if is_odd {
            // Writing to a string does not fail.
            let _ = write!(safe, "\\u{:04x}", u32::from(it));
        } else {
            safe.push(it);
        }
    }
    safe
}

/// Whether a text reads as itself without quotes, to old and new readers alike.
fn is_plain(text: &str, in_brackets: bool) -> bool {
    let starts =
        text.starts_with(|first: char| first.is_ascii_alphabetic() || "/_$".contains(first));
    let allowed = |it: char| {
        it.is_ascii_alphanumeric()
            || "_-./$+=@ ".contains(it)
            || (!in_brackets && "(){}*,;:".contains(it))
    };
    starts
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(allowed)
        && kind_of(text) == Kind::String
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// A text as a block of lines, `|`, if it can be one.
fn literal(text: &str, layout: &Layout) -> Option<String> {
    let body = text.trim_end_matches('\n');
    let chomp = match text.len() - body.len() {
        0 => "|-",
        1 => "|",
        _ => return None,
    };
    let odd = |it: char| {
        (it.is_control() && it != '\n' && it != '\t')
            || ('\u{2028}'..='\u{2029}').contains(&it)
            || it == '\u{feff}'
    };
    if body.starts_with([' ', '\n', '\t']) || body.chars().any(odd) {
        return None;
    }
    let mut block = chomp.to_owned();
    for line in body.split('\n') {
        if line.is_empty() {
            block.push_str(layout.newline);
        } else {
            block.push_str(&layout.line());
            block.push_str(line);
        }
    }
    Some(block)
}

/// Any value as YAML lines behind `key:` or `-`, with the space in front. `layout` is that of the
/// lines that the value takes.
pub(super) fn block(value: &Json, layout: &Layout) -> String {
    match value {
        Json::Object(members) if !members.is_empty() => {
            let entries = members.iter().map(|(name, value)| {
                let value = block(value, &layout.deeper());
                format!("{}{}:{value}", layout.line(), key(name, false))
            });
            entries.collect()
        }
        Json::Array(items) if !items.is_empty() => {
            let items = items
                .iter()
                .map(|item| format!("{}-{}", layout.line(), self::item(item, layout)));
            items.collect()
        }
        value => format!(" {}", scalar(value, Style::Plain, Some(layout))),
    }
}

/// Any value behind the dash of an item, which stands at `layout`.
pub(super) fn item(value: &Json, layout: &Layout) -> String {
    let inner = Layout {
        indent: format!("{}  ", layout.indent),
        ..layout.clone()
    };
    let text = block(value, &inner);
    // The first line goes behind the dash.
    let line = inner.line();
    match text.strip_prefix(line.as_str()) {
        Some(rest) => format!(" {rest}"),
        None => text,
    }
}

/// Any value within brackets: as JSON, over several lines if there is a layout.
pub(super) fn flow(
    value: &Json,
    layout: Option<&Layout>,
    colon: &str,
    strings: &dyn Fn(&str) -> String,
) -> String {
    let (open, close, parts): (_, _, Vec<String>) = match value {
        Json::Object(members) => {
            let inner = layout.map(Layout::deeper);
            let parts = members.iter().map(|(name, value)| {
                let value = flow(value, inner.as_ref(), colon, strings);
                format!("{}{colon}{value}", strings(name))
            });
            ('{', '}', parts.collect())
        }
        Json::Array(items) => {
            let inner = layout.map(Layout::deeper);
            let parts = items
                .iter()
                .map(|item| flow(item, inner.as_ref(), colon, strings));
            ('[', ']', parts.collect())
        }
        Json::String(text) => return strings(text),
        scalar => return scalar.to_string(),
    };
    match layout {
        Some(layout) if !parts.is_empty() => {
            let line = layout.deeper().line();
            let separator = format!(",{line}");
            format!(
                "{open}{line}{}{}{close}",
                parts.join(&separator),
                layout.line()
            )
        }
        _ => {
            let space = if colon.ends_with(' ') { ", " } else { "," };
            format!("{open}{}{close}", parts.join(space))
        }
    }
}
