//! How far each kind of token reaches from where it would start; 0 where it does not.

pub(super) fn newline(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

/// Blanks and one newline, if there is a newline.
pub(super) fn line_end(bytes: &[u8]) -> usize {
    let blanks = bytes
        .iter()
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .count();
    match newline(&bytes[blanks..]) {
        0 => 0,
        length => blanks + length,
    }
}

pub(super) fn set_directive(rest: &str) -> usize {
    let name = rest.trim_start_matches([' ', '\t']);
    let Some(after) = name
        .strip_prefix("#set")
        .or_else(|| name.strip_prefix("#{set}"))
    else {
        return 0;
    };
    match after.trim_start_matches(' ').strip_prefix('(') {
        Some(after) => rest.len() - after.len(),
        None => 0,
    }
}

pub(super) fn escape_directive(rest: &str) -> usize {
    let name = rest.trim_start_matches('\\');
    let slashes = rest.len() - name.len();
    if slashes.is_multiple_of(2) || !name.starts_with('#') {
        return 0;
    }
    let bytes = &name.as_bytes()[1..];
    match word(bytes, true).max(bracketed_word(bytes)) {
        0 => 0,
        length => slashes + 1 + length,
    }
}

pub(super) fn word(bytes: &[u8], at_sign_first: bool) -> usize {
    let first = |b: &u8| b.is_ascii_alphabetic() || *b == b'_' || (at_sign_first && *b == b'@');
    if !bytes.first().is_some_and(first) {
        return 0;
    }
    bytes
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'@'))
        .count()
}

pub(super) fn bracketed_word(bytes: &[u8]) -> usize {
    if bytes.first() != Some(&b'{') {
        return 0;
    }
    match word(&bytes[1..], false) {
        0 => 0,
        length if bytes.get(length + 1) == Some(&b'}') => length + 2,
        _ => 0,
    }
}

pub(super) fn identifier(bytes: &[u8]) -> usize {
    if !bytes
        .first()
        .is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_')
    {
        return 0;
    }
    bytes
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .count()
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_digit()).count()
}

/// An integer; the two points of a range count, so that `1..3` is not the number `1.`.
pub(super) fn integer(bytes: &[u8]) -> usize {
    let sign = usize::from(bytes.first() == Some(&b'-'));
    match digits(&bytes[sign..]) {
        0 => 0,
        length => {
            sign + length
                + if bytes[sign + length..].starts_with(b"..") {
                    2
                } else {
                    0
                }
        }
    }
}

pub(super) fn float(bytes: &[u8]) -> usize {
    let sign = usize::from(bytes.first() == Some(&b'-'));
    let whole = digits(&bytes[sign..]);
    let mut end = sign + whole;
    let mut fraction = None;
    if bytes.get(end) == Some(&b'.') {
        let length = digits(&bytes[end + 1..]);
        if whole > 0 || length > 0 {
            fraction = Some(length);
            end += 1 + length;
        }
    }
    let exponent = exponent(&bytes[end..]);
    if (whole == 0 && fraction.is_none()) || (fraction.is_none() && exponent == 0) {
        0
    } else {
        end + exponent
    }
}

fn exponent(bytes: &[u8]) -> usize {
    if !matches!(bytes.first(), Some(b'e' | b'E')) {
        return 0;
    }
    let sign = usize::from(matches!(bytes.get(1), Some(b'+' | b'-')));
    match digits(&bytes[1 + sign..]) {
        0 => 0,
        length => 1 + sign + length,
    }
}

/// A quoted string. A doubled quote stands for one; the longest match may so reach across what looks like two
/// strings, and a string that never closes falls back on the last quote that could close it.
pub(super) fn string_literal(bytes: &[u8]) -> usize {
    let Some(quote) = bytes.first().filter(|b| matches!(b, b'"' | b'\'')) else {
        return 0;
    };
    let mut closed = 0;
    let mut at = 1;
    while let Some(length) = bytes[at..].iter().position(|b| b == quote) {
        at += length + 1;
        closed = at;
        if bytes.get(at) != Some(quote) {
            break;
        }
        at += 1;
    }
    closed
}
