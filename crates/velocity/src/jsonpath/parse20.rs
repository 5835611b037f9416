//! Jayway 2.0's path grammar: no blanks outside quotes, single quotes only, functions are names.

use crate::jsonpath::parse::index_step;
use crate::jsonpath::{Filter, JsonPath, Step, Version, filter20};

const ENDED: &str = "the path ends too early";

/// Parses a path; the error says what is wrong.
pub(super) fn parse(path: &str) -> Result<JsonPath, String> {
    if path.is_empty() {
        return Err("path can not be null or empty".to_owned());
    }
    let trimmed = crate::text::trim(path);
    let text = match trimmed.chars().next() {
        None => return Err(ENDED.to_owned()),
        Some('$' | '@') => trimmed.to_owned(),
        Some(_) => format!("$.{trimmed}"),
    };
    let chars: Vec<char> = text.chars().collect();
    if chars.len() > 1 && !matches!(chars[1], '.' | '[') {
        return Err(format!("invalid path {text}"));
    }
    let mut steps = Vec::new();
    let mut at = 1;
    while at < chars.len() {
        match chars[at] {
            ' ' => return Err("space not allowed in path".to_owned()),
            '[' => {
                let length = bracket_length(&chars[at..]);
                steps.push(component(&chars[at..at + length])?);
                at += length;
            }
            '.' => {
                at += 1;
                match chars.get(at) {
                    None => return Err(ENDED.to_owned()),
                    Some('.') => {
                        steps.push(Step::Scan);
                        at += 1;
                    }
                    Some(_) => at = name(&chars, at, &mut steps)?,
                }
            }
            '*' => {
                steps.push(Step::Wildcard);
                at += 1;
            }
            _ => at = name(&chars, at, &mut steps)?,
        }
    }
    if matches!(steps.last(), Some(Step::Scan)) {
        return Err(ENDED.to_owned());
    }
    Ok(JsonPath {
        steps,
        from_root: chars[0] == '$',
        version: Version::V2_0,
    })
}

/// A name up to the next point, bracket or blank.
fn name(chars: &[char], at: usize, steps: &mut Vec<Step>) -> Result<usize, String> {
    let name: String = chars[at..]
        .iter()
        .take_while(|c| !matches!(c, '.' | '[' | ' '))
        .collect();
    let end = at + name.chars().count();
    if chars.get(end) == Some(&' ') {
        return Err("space not allowed in path".to_owned());
    }
    match name.as_str() {
        "" => {}
        "*" => steps.push(Step::Wildcard),
        // A bracket that nothing has opened leaves no names at all.
        name if name.contains(']') => steps.push(Step::Property(Vec::new())),
        _ => steps.push(Step::Property(vec![name])),
    }
    Ok(end)
}

fn bracket_length(chars: &[char]) -> usize {
    let mut nested = 0;
    for (at, c) in chars.iter().enumerate().skip(1) {
        match c {
            ']' if nested == 0 => return at + 1,
            ']' => nested -= 1,
            '[' => nested += 1,
            _ => {}
        }
    }
    chars.len()
}

/// What stands in brackets, decided by the first character that means something.
fn component(chars: &[char]) -> Result<Step, String> {
    let text: String = chars.iter().collect();
    if text == "[*]" {
        return Ok(Step::Wildcard);
    }
    for (at, c) in chars.iter().enumerate() {
        match c {
            '?' => return filter(&text, at),
            '\'' => return properties(&chars[at..]),
            '(' => return from_end(&text),
            c if c.is_ascii_digit() || matches!(c, ':' | '-' | '@') => {
                let inner: String = chars[at..].iter().take_while(|c| **c != ']').collect();
                if inner.len() + at == chars.len() {
                    return Err(ENDED.to_owned());
                }
                return index_step(inner.trim());
            }
            _ => {}
        }
    }
    Err(format!("could not analyze path component: {text}"))
}

fn properties(chars: &[char]) -> Result<Step, String> {
    let mut names = Vec::new();
    let mut name: Option<String> = None;
    for c in chars {
        match (*c, &mut name) {
            // A bracket ends the names even inside quotes.
            (']', _) => return Ok(Step::Property(names)),
            ('\'', Some(_)) => names.extend(name.take()),
            ('\'', None) => name = Some(String::new()),
            (c, Some(name)) => name.push(c),
            _ => {}
        }
    }
    Err(ENDED.to_owned())
}

/// `[(@.length-1)]`: the only script there is.
fn from_end(text: &str) -> Result<Step, String> {
    let inner: String = text.chars().filter(|c| *c != ' ').collect();
    inner
        .strip_prefix("[(@.length-")
        .and_then(|rest| rest.strip_suffix(")]"))
        .and_then(|back| back.parse().ok())
        .map(Step::FromEnd)
        .ok_or_else(|| format!("could not analyze path component: {text}"))
}

fn filter(text: &str, question: usize) -> Result<Step, String> {
    let inner = text.chars().skip(question + 1).collect::<String>();
    let inner = inner.strip_suffix(']').ok_or(ENDED)?.trim().to_owned();
    if inner.chars().all(|c| matches!(c, '?' | ',' | ' ')) {
        return Ok(Step::Filter(Filter::Old(filter20::Test::Unbound)));
    }
    let inner = inner
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .ok_or(ENDED)?;
    Ok(Step::Filter(Filter::Old(filter20::parse(inner)?)))
}
