//! `java.util.regex` on `fancy-regex`: patterns are translated where the two differ, replacements are Java's.

use std::fmt::Write;
use std::time::Instant;

use fancy_regex::{Captures, Regex, RegexBuilder};

use crate::error::Thrown;
use crate::limits;

/// Steps that a match may take back before it is given up.
const BACKTRACKING: usize = 200_000;

fn compile(pattern: &str) -> Result<Regex, Thrown> {
    let illegal = |message: String| Thrown::new("java.util.regex.PatternSyntaxException", message);
    RegexBuilder::new(&translate(pattern).map_err(illegal)?)
        .backtrack_limit(BACKTRACKING)
        .delegate_size_limit(1 << 20)
        .build()
        .map_err(|error| illegal(error.to_string()))
}

/// `Matcher.find()` from a place on, which is beyond the text when all has been searched. `begun` is when the first
/// search began.
fn find<'t>(
    regex: &Regex,
    text: &'t str,
    from: usize,
    begun: Instant,
) -> Result<Option<Captures<'t, str>>, Thrown> {
    if from > text.len() {
        return Ok(None);
    }
    if begun.elapsed() > limits::MATCHING {
        return Err(takes_too_long());
    }
    regex.captures_from_pos(text, from).map_err(gave_up)
}

/// Where Java goes on after a match: behind it, and one character further if it was empty. (So an empty match may
/// directly follow another match.)
fn after(text: &str, start: usize, end: usize) -> usize {
    if start < end {
        return end;
    }
    end + text[end..].chars().next().map_or(1, char::len_utf8)
}

fn gave_up(_: fancy_regex::Error) -> Thrown {
    takes_too_long()
}

fn takes_too_long() -> Thrown {
    Thrown::new(
        "LimitExceeded",
        "has a regular expression that takes too many steps",
    )
}

/// `String.matches`: the whole string.
pub(super) fn matches(text: &str, pattern: &str) -> Result<bool, Thrown> {
    compile(pattern)?;
    compile(&format!("^(?:{pattern})\\z"))?
        .is_match(text)
        .map_err(gave_up)
}

/// `replaceAll` and `replaceFirst`.
pub(super) fn replace(
    text: &str,
    pattern: &str,
    replacement: &str,
    all: bool,
) -> Result<String, Thrown> {
    let plain = !replacement.contains(['\\', '$']);
    if let Some(literal) = literal(pattern).filter(|literal| plain && !literal.is_empty()) {
        let growth = text
            .matches(&literal)
            .count()
            .saturating_mul(replacement.len());
        check_length(text.len() + growth)?;
        return Ok(text.replacen(&literal, replacement, if all { usize::MAX } else { 1 }));
    }
    let regex = compile(pattern)?;
    let begun = Instant::now();
    let mut out = String::new();
    let mut copied = 0;
    let mut from = 0;
    while let Some(captures) = find(&regex, text, from, begun)? {
        let Some(whole) = captures.get(0) else {
            break;
        };
        from = after(text, whole.start(), whole.end());
        out.push_str(&text[copied..whole.start()]);
        append_replacement(&mut out, &regex, &captures, replacement)?;
        copied = whole.end();
        check_length(out.len())?;
        if !all {
            break;
        }
    }
    out.push_str(&text[copied..]);
    Ok(out)
}

fn check_length(length: usize) -> Result<(), Thrown> {
    if length > limits::OUTPUT {
        return Err(Thrown::new(
            "LimitExceeded",
            "makes a string that is too long",
        ));
    }
    Ok(())
}

/// `Matcher.appendReplacement`: `\x` is x, `$n` and `${name}` are groups.
fn append_replacement(
    out: &mut String,
    regex: &Regex,
    captures: &Captures<'_, str>,
    replacement: &str,
) -> Result<(), Thrown> {
    let illegal = |message: &str| Thrown::new("java.lang.IllegalArgumentException", message);
    let mut rest = replacement.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next() {
                Some(c) => out.push(c),
                None => return Err(illegal("character to be escaped is missing")),
            },
            '$' => match rest.next() {
                Some('{') => {
                    let mut name = String::new();
                    loop {
                        match rest.next() {
                            Some('}') => break,
                            Some(c) => name.push(c),
                            None => {
                                return Err(illegal(
                                    "named capturing group is missing trailing '}'",
                                ));
                            }
                        }
                    }
                    if !regex.capture_names().flatten().any(|known| known == name) {
                        return Err(illegal("No group with this name"));
                    }
                    out.push_str(captures.name(&name).map_or("", |group| group.as_str()));
                }
                Some(digit) if digit.is_ascii_digit() => {
                    let mut group = digit.to_digit(10).unwrap_or(0) as usize;
                    if group >= captures.len() {
                        let message = format!("No group {group}");
                        return Err(Thrown::new("java.lang.IndexOutOfBoundsException", message));
                    }
                    // More digits belong to the number as long as there is such a group.
                    while let Some(digit) = rest.peek().and_then(|c| c.to_digit(10)) {
                        let longer = group * 10 + digit as usize;
                        if longer >= captures.len() {
                            break;
                        }
                        group = longer;
                        rest.next();
                    }
                    out.push_str(captures.get(group).map_or("", |group| group.as_str()));
                }
                _ => return Err(illegal("Illegal group reference")),
            },
            c => out.push(c),
        }
    }
    Ok(())
}

/// `String.split(pattern, limit)`.
pub(super) fn split(text: &str, pattern: &str, limit: i32) -> Result<Vec<String>, Thrown> {
    let most = usize::try_from(limit).ok().filter(|limit| *limit > 0);
    let mut parts: Vec<String> = Vec::new();
    let mut start = 0;
    let mut cut = |from: usize, to: usize| -> Result<bool, Thrown> {
        if most.is_some_and(|most| parts.len() + 1 >= most) {
            return Ok(false);
        }
        // A match of nothing at the beginning makes no empty first part.
        if !(start == 0 && from == 0 && to == 0) {
            if parts.len() > limits::ITEMS {
                return Err(Thrown::new(
                    "LimitExceeded",
                    "splits a string into too many parts",
                ));
            }
            parts.push(text[start..from].to_owned());
            start = to;
        }
        Ok(true)
    };
    if let Some(literal) = literal(pattern).filter(|literal| !literal.is_empty()) {
        for (from, found) in text.match_indices(&literal) {
            if !cut(from, from + found.len())? {
                break;
            }
        }
    } else {
        let regex = compile(pattern)?;
        let begun = Instant::now();
        let mut from = 0;
        while let Some(captures) = find(&regex, text, from, begun)? {
            let Some(found) = captures.get(0) else {
                break;
            };
            from = after(text, found.start(), found.end());
            if !cut(found.start(), found.end())? {
                break;
            }
        }
    }
    if parts.is_empty() && start == 0 {
        return Ok(vec![text.to_owned()]);
    }
    parts.push(text[start..].to_owned());
    if limit == 0 {
        while parts.last().is_some_and(String::is_empty) {
            parts.pop();
        }
    }
    Ok(parts)
}

/// The string that a pattern without any operator matches.
fn literal(pattern: &str) -> Option<String> {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push(chars.next().filter(char::is_ascii_punctuation)?),
            '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '^' | '$' | '|' => {
                return None;
            }
            c => out.push(c),
        }
    }
    Some(out)
}

/// What `\h` stands for.
const HORIZONTAL: &str =
    " \\t\\x{a0}\\x{1680}\\x{180e}\\x{2000}-\\x{200a}\\x{202f}\\x{205f}\\x{3000}";

/// Java's classes are ASCII, its `.` stops at more line ends, and its `$` matches in front of the last of them.
fn translate(pattern: &str) -> Result<String, String> {
    let dot_all = pattern.contains("(?s");
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut chars = pattern.chars().peekable();
    let mut class = 0;
    let groups = groups(pattern);
    let ascii_case = pattern.contains("(?i") && !pattern.contains("(?iu");
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('Q') => {
                    let mut quoted = String::new();
                    for c in chars.by_ref() {
                        quoted.push(c);
                        if quoted.ends_with("\\E") {
                            quoted.truncate(quoted.len() - 2);
                            break;
                        }
                    }
                    out.push_str(&fancy_regex::escape(&quoted));
                }
                Some(letter @ ('d' | 'w' | 's' | 'h')) => {
                    let set = match letter {
                        'd' => "0-9",
                        'w' => "a-zA-Z_0-9",
                        'h' => HORIZONTAL,
                        _ => " \\t\\n\\x0b\\f\\r",
                    };
                    if class > 0 {
                        out.push_str(set);
                    } else {
                        out.extend(["[", set, "]"]);
                    }
                }
                Some('D') => out.push_str("[^0-9]"),
                Some('W') => out.push_str("[^a-zA-Z_0-9]"),
                Some('S') => out.push_str("[^ \\t\\n\\x0b\\f\\r]"),
                Some('R') => out.push_str("(?:\\r\\n|[\\n\\x0b\\f\\r\\x{85}\\x{2028}\\x{2029}])"),
                Some('Z') => out.push_str("(?=(?:\\r\\n|[\\n\\r])?\\z)"),
                Some('e') => out.push_str("\\x1b"),
                Some('v') if class > 0 => out.push_str("\\n\\x0b\\f\\r\\x{85}\\x{2028}\\x{2029}"),
                Some('v') => out.push_str("[\\n\\x0b\\f\\r\\x{85}\\x{2028}\\x{2029}]"),
                Some('V') => out.push_str("[^\\n\\x0b\\f\\r\\x{85}\\x{2028}\\x{2029}]"),
                Some('H') => out.extend(["[^", HORIZONTAL, "]"]),
                Some('X') => out.push_str("(?>\\r\\n|\\P{M}\\p{M}*|\\p{M}+)"),
                Some('0') => {
                    let mut code = 0;
                    let mut digits = 0;
                    while let Some(digit) = chars.peek().and_then(|c| c.to_digit(8)) {
                        if digits == 3 || code * 8 + digit > 0o377 {
                            break;
                        }
                        code = code * 8 + digit;
                        digits += 1;
                        chars.next();
                    }
                    if digits == 0 {
                        return Err("illegal octal escape sequence".to_owned());
                    }
                    let _ = write!(out, "\\x{{{code:x}}}");
                }
                Some('c') => match chars.next() {
                    Some(c) => {
                        let _ = write!(out, "\\x{{{:x}}}", u32::from(c) ^ 64);
                    }
                    None => return Err("illegal control escape sequence".to_owned()),
                },
                Some(digit @ '1'..='9') if class == 0 => {
                    let mut group = digit as usize - '0' as usize;
                    while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
                        if group * 10 + digit as usize > groups {
                            break;
                        }
                        group = group * 10 + digit as usize;
                        chars.next();
                    }
                    // A group that is not there matches nothing at all.
                    if group > groups {
                        out.push_str("(?!)");
                    } else {
                        let _ = write!(out, "(?:\\{group})");
                    }
                }
                Some(p @ ('p' | 'P')) => {
                    let mut name = String::new();
                    if chars.peek() == Some(&'{') {
                        chars.next();
                        name.extend(chars.by_ref().take_while(|c| *c != '}'));
                    } else {
                        name.extend(chars.next());
                    }
                    posix(&mut out, &name, p == 'P', class > 0);
                }
                Some(c) if c.is_ascii_alphanumeric() => out.extend(['\\', c]),
                Some(c) => out.push_str(&fancy_regex::escape(&c.to_string())),
                None => out.push('\\'),
            },
            '(' if class == 0 && {
                let mut ahead = chars.clone();
                ahead.next() == Some('?') && ahead.next() == Some('#')
            } =>
            {
                return Err("unknown inline modifier".to_owned());
            }
            // Java has no POSIX classes in brackets, and a second colon makes it none.
            ':' if class > 0 && out.ends_with(['[', '^']) => out.push_str("::"),
            // Without `u`, Java knows the case of ASCII letters only.
            c if ascii_case && class == 0 && !c.is_ascii() => {
                out.extend(["(?-i:", c.encode_utf8(&mut [0; 4]), ")"]);
            }
            '[' => {
                class += 1;
                out.push('[');
                if chars.peek() == Some(&'^') {
                    chars.next();
                    out.push('^');
                }
            }
            ']' if class > 0 => {
                class -= 1;
                out.push(']');
            }
            '.' if class == 0 && !dot_all => out.push_str("[^\\n\\r\\x{85}\\x{2028}\\x{2029}]"),
            '$' if class == 0 && !pattern.contains("(?m") => {
                out.push_str("(?=(?:\\r\\n|[\\n\\r])?\\z)");
            }
            '{' if class == 0 && !is_repetition(&out, chars.clone()) => {
                return Err("illegal repetition".to_owned());
            }
            c => out.push(c),
        }
    }
    Ok(out)
}

/// How many groups capture.
fn groups(pattern: &str) -> usize {
    let mut count = 0;
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            '(' => {
                let mut ahead = chars.clone();
                let captures = match (ahead.next(), ahead.next(), ahead.next()) {
                    (Some('?'), Some('<'), next) => !matches!(next, Some('=' | '!')),
                    (Some('?'), ..) => false,
                    _ => true,
                };
                count += usize::from(captures);
            }
            _ => {}
        }
    }
    count
}

/// Whether a brace repeats what stands before it; Java has no other use for one.
fn is_repetition(before: &str, after: impl Iterator<Item = char>) -> bool {
    let inner: String = after.take_while(|c| *c != '}').take(20).collect();
    let (least, most) = inner.split_once(',').unwrap_or((&inner, ""));
    let number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    !before.is_empty()
        && !before.ends_with(['(', '|', '^'])
        && !least.is_empty()
        && number(least)
        && number(most)
}

/// Java's names of character classes: POSIX ones are ASCII, the others are Unicode properties.
fn posix(out: &mut String, name: &str, negated: bool, in_class: bool) {
    let class = match name {
        "Lower" | "Upper" | "Alpha" | "Digit" | "Alnum" | "Punct" | "Graph" | "Print" | "Blank"
        | "Cntrl" | "XDigit" | "Space" | "ASCII" => name.to_lowercase(),
        name => {
            out.push_str(if negated { "\\P{" } else { "\\p{" });
            out.push_str(match name {
                "IsAlphabetic" => "Alphabetic",
                "IsDigit" => "Nd",
                "javaLowerCase" => "Ll",
                "javaUpperCase" => "Lu",
                name => name.strip_prefix("Is").unwrap_or(name),
            });
            out.push('}');
            return;
        }
    };
    let caret = if negated { "^" } else { "" };
    let inner = format!("[:{caret}{class}:]");
    if in_class {
        out.push_str(&inner);
    } else {
        out.extend(["[", &inner, "]"]);
    }
}
