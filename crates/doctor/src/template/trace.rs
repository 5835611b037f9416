//! What a render did, as a person likes to read it: place by place in the template's order, with what a
//! loop did many times on one line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use gatewright_velocity::{Plain, TraceEvent, Traced};

use crate::document::{Position, Span};

/// As many values of one reference are shown.
const MOST_VALUES: usize = 4;
/// As many characters of one value are shown.
const MOST_CHARACTERS: usize = 72;

const UNDEFINED: Style = Style::new()
    .bold()
    .fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
const PLACE: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::BrightBlue)));

/// What happened at one place.
#[derive(Default)]
struct Line {
    source: String,
    values: Vec<(Traced, usize)>,
    held: usize,
    decided: usize,
    loops: Vec<usize>,
}

/// Writes a trace; `place` says where a span of the template stands for people.
pub(super) fn write(
    source: &str,
    events: &[TraceEvent],
    context: &Plain,
    place: &dyn Fn(Span) -> Position,
) -> String {
    // By place; of two that start together, the longer says what the shorter led to.
    let mut lines: BTreeMap<(usize, usize), Line> = BTreeMap::new();
    for event in events {
        let (TraceEvent::Reference { span, .. }
        | TraceEvent::Branch { span, .. }
        | TraceEvent::Loop { span, .. }) = event;
        let line = lines.entry((span.start, span.end)).or_default();
        let text = source.get(span.start..span.end).unwrap_or_default();
        text.clone_into(&mut line.source);
        match event {
            TraceEvent::Reference { value, .. } => match line.values.last_mut() {
                Some((last, times)) if last == value => *times += 1,
                _ => line.values.push((value.clone(), 1)),
            },
            TraceEvent::Branch { taken, .. } => {
                line.decided += 1;
                line.held += usize::from(*taken);
            }
            TraceEvent::Loop { iterations, .. } => line.loops.push(*iterations),
        }
    }
    let mut rows: Vec<(Position, String, String)> = Vec::new();
    for ((start, end), line) in &lines {
        let at = place(Span::new(*start, *end));
        let shown = shortened(&line.source);
        if !line.values.is_empty() {
            rows.push((at, shown.clone(), values(&line.values)));
        }
        if line.decided > 0 {
            rows.push((at, format!("if {shown}"), branch(line)));
        }
        if !line.loops.is_empty() {
            rows.push((at, format!("foreach {shown}"), loops(&line.loops)));
        }
    }
    let width = rows.iter().map(|(_, what, _)| what.chars().count());
    let width = width.max().unwrap_or_default().min(40);
    let mut out = String::new();
    for (at, what, result) in rows {
        let at = format!("{}:{}", at.line, at.column);
        // Writing to a string does not fail.
        let _ = writeln!(out, "{PLACE}{at:>7}{PLACE:#}  {what:<width$}  {result}");
    }
    if out.is_empty() {
        out.push_str(
            "        the template has no references, conditions or loops that were reached\n",
        );
    }
    for (name, value) in overrides(context) {
        let _ = writeln!(out, "         {name:<width$}  set to {value}");
    }
    out
}

fn values(values: &[(Traced, usize)]) -> String {
    let mut shown: Vec<String> = Vec::new();
    for (value, times) in values.iter().take(MOST_VALUES) {
        let value = match value {
            Traced::Undefined => format!("{UNDEFINED}undefined{UNDEFINED:#}"),
            Traced::Block => "a #define block".to_owned(),
            Traced::Value { text, class } => match class.rsplit('.').next() {
                Some("String") => shortened(&serde_json::Value::from(text.as_str()).to_string()),
                Some("Integer" | "Boolean" | "Long" | "Double") | None => shortened(text),
                Some(class) => format!("{} ({class})", shortened(text)),
            },
        };
        shown.push(match times {
            1 => value,
            times => format!("{value} ({times} times)"),
        });
    }
    let all: usize = values.iter().map(|(_, times)| times).sum();
    let told: usize = values
        .iter()
        .take(MOST_VALUES)
        .map(|(_, times)| times)
        .sum();
    let mut text = format!("= {}", shown.join(", then "));
    if all > told {
        let _ = write!(text, ", and {} more", all - told);
    }
    text
}

fn branch(line: &Line) -> String {
    match (line.held, line.decided) {
        (1, 1) => "holds: this branch is taken".to_owned(),
        (0, 1) => "does not hold".to_owned(),
        (held, decided) => format!("held {held} of {decided} times"),
    }
}

fn loops(loops: &[usize]) -> String {
    let times = |number: usize| match number {
        0 => format!("{UNDEFINED}never ran{UNDEFINED:#}"),
        1 => "ran once".to_owned(),
        number => format!("ran {number} times"),
    };
    match loops {
        [one] => times(*one),
        several => {
            let each: Vec<String> = several.iter().take(8).map(usize::to_string).collect();
            let more = if several.len() > 8 { ", …" } else { "" };
            format!(
                "reached {} times, and ran {}{more} times",
                several.len(),
                each.join(", ")
            )
        }
    }
}

/// `$context.requestOverride` and `$context.responseOverride`, as far as the template set them.
fn overrides(context: &Plain) -> Vec<(String, String)> {
    let mut set = Vec::new();
    for side in ["requestOverride", "responseOverride"] {
        let Some(Plain::Map(parts)) = context.get(side) else {
            continue;
        };
        for (part, value) in parts {
            let name = format!("$context.{side}.{part}");
            match value {
                Plain::Map(entries) => {
                    let entries = entries.iter();
                    set.extend(entries.map(|(key, value)| (format!("{name}.{key}"), plain(value))));
                }
                Plain::Null => {}
                value => set.push((name, plain(value))),
            }
        }
    }
    set
}

fn plain(value: &Plain) -> String {
    match value {
        Plain::Str(text) => shortened(&serde_json::Value::from(text.as_str()).to_string()),
        Plain::Int(number) => number.to_string(),
        Plain::Bool(value) => value.to_string(),
        Plain::Double(number) => number.to_string(),
        Plain::Null => "null".to_owned(),
        Plain::List(items) => {
            let items: Vec<String> = items.iter().map(plain).collect();
            shortened(&format!("[{}]", items.join(", ")))
        }
        Plain::Map(_) => "a map".to_owned(),
    }
}

/// On one line, and not too long.
fn shortened(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
