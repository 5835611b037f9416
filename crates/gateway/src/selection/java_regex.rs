//! Java's regular expressions in the words of Rust's: the differences that a pattern can meet
//! without asking for them.

/// Rewrites a `java.util.regex` pattern. `.` leaves out all of Java's line terminators, `\d`, `\w`,
/// `\s` and the POSIX classes are ASCII, `\Q…\E` quotes, and `\h` and `\R` are spelled out; the rest
/// means the same in both. A `{` that opens no repetition is an error in Java, though not in Rust.
pub(super) fn translate(pattern: &str) -> Result<String, &'static str> {
    let dot = if sets_dot_all(pattern) {
        "."
    } else {
        r"[^\n\r\u{85}\u{2028}\u{2029}]"
    };
    let mut translated = String::with_capacity(pattern.len() + 16);
    let mut in_class = 0_usize;
    let mut rest = pattern;
    while let Some(next) = rest.chars().next() {
        let (token, after) = rest.split_at(next.len_utf8());
        rest = after;
        match next {
            '\\' => rest = escape(rest, in_class > 0, &mut translated),
            '[' => {
                in_class += 1;
                translated.push('[');
            }
            ']' => {
                in_class = in_class.saturating_sub(1);
                translated.push(']');
            }
            '.' if in_class == 0 => translated.push_str(dot),
            '{' if in_class == 0 => {
                let after = repetition(rest).ok_or("illegal repetition")?;
                translated.push('{');
                translated.push_str(&rest[..rest.len() - after.len()]);
                rest = after;
            }
            _ => translated.push_str(token),
        }
    }
    Ok(translated)
}

/// What follows `2}`, `2,}` or `2,3}`.
fn repetition(rest: &str) -> Option<&str> {
    let (bounds, after) = rest.split_once('}')?;
    let (least, most) = bounds.split_once(',').unwrap_or((bounds, bounds));
    let least: u32 = least.parse().ok()?;
    let in_order = most.is_empty() || most.parse::<u32>().ok()? >= least;
    in_order.then_some(after)
}

/// Translates what follows a backslash; gives what follows that.
fn escape<'p>(rest: &'p str, in_class: bool, out: &mut String) -> &'p str {
    let mut chars = rest.chars();
    let Some(letter) = chars.next() else {
        out.push('\\');
        return rest;
    };
    let after = chars.as_str();
    match letter {
        'Q' => {
            let (quoted, after) = after.split_once(r"\E").unwrap_or((after, ""));
            out.push_str(&fancy_regex::escape(quoted));
            return after;
        }
        'E' => {}
        'd' => out.push_str("[0-9]"),
        'D' => out.push_str("[^0-9]"),
        'w' => out.push_str("[A-Za-z0-9_]"),
        'W' => out.push_str("[^A-Za-z0-9_]"),
        's' => out.push_str(r"[ \t\n\x0B\f\r]"),
        'S' => out.push_str(r"[^ \t\n\x0B\f\r]"),
        'h' => {
            out.push_str(r"[ \t\u{A0}\u{1680}\u{180e}\u{2000}-\u{200a}\u{202f}\u{205f}\u{3000}]");
        }
        'R' if !in_class => out.push_str(r"(?:\r\n|[\n\x0B\f\r\u{85}\u{2028}\u{2029}])"),
        'p' | 'P' | 'x'
            if let Some((name, after)) = after
                .strip_prefix('{')
                .and_then(|inner| inner.split_once('}')) =>
        {
            match posix_class(name) {
                Some(class) if letter != 'x' => {
                    out.push_str(if letter == 'P' { "[[:^" } else { "[[:" });
                    out.push_str(class);
                    out.push_str(":]]");
                }
                _ => out.extend(["\\", letter.encode_utf8(&mut [0; 4]), "{", name, "}"]),
            }
            return after;
        }
        _ => {
            out.push('\\');
            out.push(letter);
        }
    }
    after
}

fn posix_class(name: &str) -> Option<&'static str> {
    Some(match name {
        "Lower" => "lower",
        "Upper" => "upper",
        "ASCII" => "ascii",
        "Alpha" => "alpha",
        "Digit" => "digit",
        "Alnum" => "alnum",
        "Punct" => "punct",
        "Graph" => "graph",
        "Print" => "print",
        "Blank" => "blank",
        "Cntrl" => "cntrl",
        "XDigit" => "xdigit",
        "Space" => "space",
        _ => return None,
    })
}

/// Whether the pattern switches `s` on somewhere: `(?s)`, `(?is:…)`. It then holds for the whole
/// pattern, which is where people write it.
fn sets_dot_all(pattern: &str) -> bool {
    pattern.split("(?").skip(1).any(|group| {
        let on: &str = group.split(['-', ')', ':']).next().unwrap_or_default();
        on.contains('s') && on.bytes().all(|flag| b"idmsuxU".contains(&flag))
    })
}
