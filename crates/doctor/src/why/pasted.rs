//! The lines of a log in a text that somebody pasted: out of a terminal with its colours and width, a table, CSV, or
//! JSON in one of its many wrappings.

use serde_json::Value;

use super::{Line, known};

/// Over how many lines of a terminal one line of a log is looked for.
const MOST_WRAPPED: usize = 12;

/// What the columns and members that hold a log's lines are called.
const MESSAGE: [&str; 2] = ["message", "@message"];

/// The lines, each with what it says.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let text = without_escapes(text);
    let mut entries = Vec::new();
    match serde_json::from_str::<Value>(&text) {
        Ok(value @ (Value::Object(_) | Value::Array(_) | Value::String(_))) => {
            of_json(&value, &mut entries);
        }
        _ => match of_csv(&text) {
            Some(messages) => messages.iter().for_each(|it| message(it, &mut entries)),
            None => of_lines(&text, &mut entries),
        },
    }
    unwrapped(&entries)
}

/// A text without a terminal's escape sequences and the marks that editors put in front.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(it) = rest.next() {
        match it {
            '\u{1b}' => match rest.next() {
                // Up to the letter that says what is to be done.
                Some('[') => {
                    rest.find(|it| ('@'..='~').contains(it));
                }
                // A title or a link.
                Some(']') => {
                    while let Some(it) = rest.next() {
                        if it == '\u{7}' || (it == '\u{1b}' && rest.next_if_eq(&'\\').is_some()) {
                            break;
                        }
                    }
                }
                _ => {}
            },
            '\u{feff}' | '\u{200b}' => {}
            '\u{a0}' => plain.push(' '),
            it => plain.push(it),
        }
    }
    plain
}

/// The messages of JSON, wherever they stand in it.
fn of_json(value: &Value, entries: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| of_json(value, entries)),
        Value::String(text) => of_lines(text, entries),
        Value::Object(members) => {
            let before = entries.len();
            let text = |name: &str| members.get(name).and_then(Value::as_str);
            // A query's results are lists of these.
            if let (Some("@message" | "message"), Some(value)) = (text("field"), text("value")) {
                message(value, entries);
            }
            for (name, member) in members {
                match (name.to_ascii_lowercase().as_str(), member) {
                    ("message" | "@message", Value::String(text)) => message(text, entries),
                    ("log", Value::String(text)) => of_lines(text, entries),
                    (_, Value::Array(values)) => {
                        let inner = values.iter().filter(|it| !it.is_string());
                        inner.for_each(|value| of_json(value, entries));
                    }
                    (_, Value::Object(_)) => of_json(member, entries),
                    _ => {}
                }
            }
            let says_nothing = entries.len() == before && !members.contains_key("field");
            if says_nothing && members.values().all(|it| !it.is_array() && !it.is_object()) {
                entries.push(value.to_string());
            }
        }
        _ => {}
    }
}

/// One message: a line, which may have line breaks of its own, or several.
fn message(text: &str, entries: &mut Vec<String>) {
    let text = text.trim();
    let starts_again = || text.lines().skip(1).any(|line| known(line).is_some());
    if text.contains('\n') && known(text).is_some() && !starts_again() {
        entries.push(text.to_owned());
    } else {
        of_lines(text, entries);
    }
}

/// The messages of CSV whose first record names a column of them (RFC 4180).
fn of_csv(text: &str) -> Option<Vec<String>> {
    let (head, mut rest) = record(text.trim_start());
    let name = |field: &String| field.trim().to_ascii_lowercase();
    let column = head
        .iter()
        .map(name)
        .position(|it| MESSAGE.contains(&it.as_str()))?;
    (head.len() > 1).then_some(())?;
    let mut messages = Vec::new();
    while !rest.trim().is_empty() {
        let (mut fields, after) = record(rest);
        if column < fields.len() {
            messages.push(fields.swap_remove(column));
        }
        rest = after;
    }
    Some(messages)
}

/// The fields of a record, and what follows it.
fn record(text: &str) -> (Vec<String>, &str) {
    let (mut fields, mut field) = (Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.char_indices().peekable();
    while let Some((at, it)) = letters.next() {
        match it {
            '"' if quoted && letters.next_if(|(_, next)| *next == '"').is_some() => field.push('"'),
            '"' if quoted || field.is_empty() => quoted = !quoted,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                fields.push(field.trim_end_matches('\r').to_owned());
                return (fields, text.get(at + 1..).unwrap_or_default());
            }
            it => field.push(it),
        }
    }
    fields.push(field);
    (fields, "")
}

/// The entries of a text line by line.
fn of_lines(text: &str, entries: &mut Vec<String>) {
    let mut rest = text;
    // The number of the cell that is a message, in a table with a head.
    let mut column = None;
    while !rest.is_empty() {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let trimmed = line.trim();
        if trimmed.starts_with(['{', '['])
            && let Some((value, length)) = leading_json(rest)
        {
            of_json(&value, entries);
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        rest = after;
        if is_border(trimmed) {
            continue;
        }
        if let Some(cells) = cells(trimmed) {
            let heading = |cell: &&str| MESSAGE.contains(&cell.to_ascii_lowercase().as_str());
            let named = cells.iter().position(heading);
            match (named.and_then(|number| cells.get(number + 1)), column) {
                // With names on the left, else in the first row.
                (Some(cell), _) if known(cell).is_some() => entries.push((*cell).to_owned()),
                _ if named.is_some() => column = named,
                (_, number) => {
                    let known_one = cells.iter().find(|cell| known(cell).is_some());
                    let cell = known_one.or_else(|| cells.get(number?));
                    entries.extend(cell.map(|cell| (*cell).to_owned()));
                }
            }
            continue;
        }
        match unescaped(trimmed) {
            Some(Value::String(text)) => entries.extend(text.lines().map(str::to_owned)),
            // A member of an object whose other lines are not here.
            Some(Value::Object(member)) => {
                let messages = MESSAGE
                    .iter()
                    .filter_map(|name| member.get(*name)?.as_str());
                messages.for_each(|text| message(text, entries));
            }
            Some(_) => {}
            None => entries.push(line.to_owned()),
        }
    }
}

/// JSON at the start of a text, and where it ends.
fn leading_json(text: &str) -> Option<(Value, usize)> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let value = values.next()?.ok()?;
    Some((value, values.byte_offset()))
}

/// Lines that only draw a table, or open and close JSON.
fn is_border(line: &str) -> bool {
    let all = |of: &str| line.chars().all(|it| of.contains(it));
    all("{}[],") || (line.len() > 2 && all("+-=|:─━│┼├┤┌┐└┘┬┴ "))
}

/// The cells of a table's row.
fn cells(line: &str) -> Option<Vec<&str>> {
    let is_edge = |it: char| it == '|' || it == '│';
    let inner = line.strip_prefix(is_edge)?.strip_suffix(is_edge)?;
    Some(inner.split(is_edge).map(str::trim).collect())
}

/// What a line of JSON says that stands in quotes or has its quotes escaped.
fn unescaped(line: &str) -> Option<Value> {
    let line = line.trim_end_matches(',');
    if line.len() > 1 && line.starts_with('"') {
        let text = serde_json::from_str(line).ok();
        return text.or_else(|| serde_json::from_str(&format!("{{{line}}}")).ok());
    }
    let is_escaped = line.contains("\\\"");
    is_escaped
        .then(|| serde_json::from_str(&format!("\"{line}\"")).ok())
        .flatten()
}

/// How much a line says.
fn weight(line: Option<&Line>) -> usize {
    match line {
        Some(line) if !line.rules().is_empty() => 2,
        Some(_) => 1,
        None => 0,
    }
}

/// The entries as lines; those that a terminal or an editor has wrapped are put together, where that
/// says more.
fn unwrapped(entries: &[String]) -> Vec<Line> {
    let width = entries.iter().map(|it| it.chars().count()).max();
    let width = width.unwrap_or_default();
    let is_full = |line: &str| line.chars().count() == width;
    let mut lines = Vec::new();
    let mut rest = entries;
    while let Some((first, others)) = rest.split_first() {
        rest = others;
        if first.trim().is_empty() {
            continue;
        }
        let mut best = known(first);
        let mut last = first;
        let (mut by_width, mut by_words) = (first.clone(), first.trim_end().to_owned());
        for (number, more) in others.iter().take(MOST_WRAPPED).enumerate() {
            if more.trim().is_empty() || known(more).is_some() {
                break;
            }
            // What ends before the terminal does has lost a space there.
            if !is_full(last) {
                by_width.push(' ');
            }
            by_width.push_str(more);
            by_words.push(' ');
            by_words.push_str(more.trim());
            let read = [known(&by_width), known(&by_words)];
            let old = weight(best.as_ref());
            let is_new =
                |it: &Option<Line>| it.as_ref().map(Line::rules) != best.as_ref().map(Line::rules);
            let says_more = |it: &Option<Line>| {
                let new = weight(it.as_ref());
                new > old || (new == 2 && is_new(it))
            };
            let goes_on = |it: &Option<Line>| is_full(last) && it.is_some() && !is_new(it);
            let found = read.iter().position(says_more);
            let found = found.or_else(|| read.iter().position(goes_on));
            if let Some(found) = found {
                best = read.into_iter().nth(found).flatten();
                rest = others.get(number + 1..).unwrap_or_default();
            }
            last = more;
        }
        lines.push(best.unwrap_or_else(|| Line::Unknown(first.trim().to_owned())));
    }
    lines
}
