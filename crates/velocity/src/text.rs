//! Java strings on Rust's: UTF-16 indices, `hashCode`, comparison. A half of a surrogate pair, which Rust cannot
//! hold, becomes `?`, as Java itself prints it.

use std::cmp::Ordering;

/// `length()`.
pub(crate) fn length(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.encode_utf16().count()
    }
}

/// The UTF-16 code units.
pub(crate) fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

/// A string from UTF-16 code units.
pub(crate) fn from_units(units: &[u16]) -> String {
    char::decode_utf16(units.iter().copied())
        .map(|unit| unit.unwrap_or('?'))
        .collect()
}

/// `substring(start, end)` in UTF-16 units; `None` where Java throws.
pub(crate) fn substring(text: &str, start: i64, end: i64) -> Option<String> {
    let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
    if start > end {
        return None;
    }
    if text.is_ascii() {
        return text.get(start..end).map(str::to_owned);
    }
    units(text).get(start..end).map(from_units)
}

/// `indexOf(needle, from)` in UTF-16 units, -1 if absent.
pub(crate) fn index_of(text: &str, needle: &str, from: i64) -> i32 {
    let (text, needle) = (units(text), units(needle));
    let from = usize::try_from(from.max(0)).unwrap_or(0);
    if from > text.len() {
        return if needle.is_empty() {
            text.len() as i32
        } else {
            -1
        };
    }
    (from..=text.len())
        .find(|at| text[*at..].starts_with(&needle))
        .map_or(-1, |at| at as i32)
}

/// `lastIndexOf(needle, from)` in UTF-16 units, -1 if absent.
pub(crate) fn last_index_of(text: &str, needle: &str, from: i64) -> i32 {
    let (text, needle) = (units(text), units(needle));
    let Ok(from) = usize::try_from(from) else {
        return -1;
    };
    (0..=from.min(text.len()))
        .rev()
        .find(|at| text[*at..].starts_with(&needle))
        .map_or(-1, |at| at as i32)
}

/// `offsetByCodePoints(index, offset)`: the index that lies so many characters away.
pub(crate) fn offset(text: &str, index: i32, offset: i32) -> Option<i32> {
    let units = units(text);
    let at = usize::try_from(index).ok()?;
    let width = |c: Result<char, _>| c.map_or(1, |c: char| c.len_utf16() as i32);
    let count = offset.unsigned_abs() as usize;
    let walk = |part: Vec<u16>| {
        let chars: Vec<i32> = char::decode_utf16(part)
            .map(|c| width(c.map_err(drop)))
            .collect();
        (chars.len() >= count).then_some(chars)
    };
    if offset >= 0 {
        let widths = walk(units.get(at..)?.to_vec())?;
        Some(index + widths[..count].iter().sum::<i32>())
    } else {
        let widths = walk(units.get(..at)?.to_vec())?;
        Some(index - widths[widths.len() - count..].iter().sum::<i32>())
    }
}

/// `lines()`: parted by `\\n`, `\\r` or both.
pub(crate) fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        lines.push(&rest[..end]);
        rest = &rest[end..];
        rest = rest
            .strip_prefix("\r\n")
            .or(rest.strip_prefix(['\n', '\r']))
            .unwrap_or(rest);
    }
    lines
}

/// `String.hashCode()`.
pub(crate) fn hash(text: &str) -> i32 {
    text.encode_utf16().fold(0i32, |hash, unit| {
        hash.wrapping_mul(31).wrapping_add(i32::from(unit))
    })
}

/// `compareTo`: the difference of the first units that differ, or of the lengths.
pub(crate) fn compare(left: &str, right: &str) -> i32 {
    let (mut l, mut r) = (left.encode_utf16(), right.encode_utf16());
    loop {
        match (l.next(), r.next()) {
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) => return i32::from(a) - i32::from(b),
            _ => return length(left) as i32 - length(right) as i32,
        }
    }
}

/// `compareTo` as an ordering.
pub(crate) fn order(left: &str, right: &str) -> Ordering {
    compare(left, right).cmp(&0)
}

/// `Character.isWhitespace` (which excludes the no-break spaces).
pub(crate) fn is_whitespace(c: char) -> bool {
    matches!(c, '\u{1c}'..='\u{1f}')
        || (c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{85}'))
}

/// `trim()`: everything up to and including the blank goes at both ends.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(|c| c <= ' ')
}
