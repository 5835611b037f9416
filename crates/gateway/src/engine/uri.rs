//! The URL of an HTTP integration: path parameters filled in, query parameters appended, and read
//! as strictly as AWS reads it (F§2.2 #9, #20). Knows no mapping and no I/O.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Why a URL cannot be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UriFault {
    /// No scheme that is HTTP, or no host: `Invalid endpoint address` (#9).
    NoHost,
    /// A character that may not stand where it stands, in the words of `java.net.URI` (#20).
    Illegal(String),
}

/// What stays as it is in a query parameter.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// Replaces every `{name}` for which there is a value; the others stay and fail in [`check`].
pub(crate) fn fill_path<'v>(template: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut uri = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        uri.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            uri.push('{');
            rest = after;
            continue;
        };
        // `{proxy+}` in a URI names the parameter `proxy`.
        match value(name.strip_suffix('+').unwrap_or(name)) {
            Some(value) => uri.push_str(value),
            None => {
                let _ = write!(uri, "{{{name}}}");
            }
        }
        rest = tail;
    }
    uri.push_str(rest);
    uri
}

/// Appends a query string that is encoded already.
pub(crate) fn append_query(uri: &mut String, query: &str) {
    if !query.is_empty() {
        uri.push(separator(uri));
        uri.push_str(query);
    }
}

/// Appends one query parameter, encoding its value.
pub(crate) fn append_parameter(uri: &mut String, name: &str, value: &str) {
    uri.push(separator(uri));
    let _ = write!(
        uri,
        "{}={}",
        utf8_percent_encode(name, QUERY),
        utf8_percent_encode(value, QUERY)
    );
}

fn separator(uri: &str) -> char {
    if uri.contains('?') { '&' } else { '?' }
}

/// Checks a URL as `java.net.URI` parses it, and gives its authority (`host[:port]`).
pub(crate) fn check(uri: &str) -> Result<&str, UriFault> {
    let rest = strip_scheme(uri).ok_or(UriFault::NoHost)?;
    let start = uri.len() - rest.len();
    let end = rest
        .find(['/', '?', '#'])
        .map_or(uri.len(), |at| start + at);
    let authority = uri.get(start..end).unwrap_or_default();
    if authority.is_empty() || authority.starts_with(':') {
        return Err(UriFault::NoHost);
    }
    if authority.chars().any(|c| !legal(c, "$,;:@&=+[]%")) {
        return Err(illegal("Illegal character in authority", start, uri));
    }
    let tail = uri.get(end..).unwrap_or_default();
    let fragment = tail.find('#').unwrap_or(tail.len());
    let query = tail.find('?').unwrap_or(fragment).min(fragment);
    for (at, c) in tail.char_indices() {
        let (part, also) = if at < query {
            ("path", "/:@&=+$,;%")
        } else if at < fragment || at == fragment && c != '#' {
            ("query", ";/?:@&=+$,[]%")
        } else {
            ("fragment", ";/?:@&=+$,[]%#")
        };
        let escape = tail.as_bytes().get(at + 1..at + 3);
        let escapes = escape.is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit));
        if !legal(c, also) {
            return Err(illegal(
                &format!("Illegal character in {part}"),
                utf16(uri, end + at),
                uri,
            ));
        }
        if c == '%' && !escapes {
            return Err(illegal("Malformed escape pair", utf16(uri, end + at), uri));
        }
    }
    Ok(authority)
}

fn illegal(what: &str, index: usize, uri: &str) -> UriFault {
    UriFault::Illegal(format!("{what} at index {index}: {uri}"))
}

fn strip_scheme(uri: &str) -> Option<&str> {
    ["http://", "https://"].iter().find_map(|scheme| {
        uri.get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
            .then(|| uri.get(scheme.len()..))?
    })
}

/// The characters that `java.net.URI` accepts everywhere, non-ASCII ones that are no controls or
/// spaces among them, and those of `also`.
fn legal(c: char, also: &str) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || "_-!.~'()*".contains(c) || also.contains(c)
    } else {
        !c.is_control() && !c.is_whitespace()
    }
}

fn utf16(text: &str, end: usize) -> usize {
    text.get(..end)
        .map_or(end, |head| head.encode_utf16().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_read_as_java_reads_them() {
        let illegal = |text: &str| Err(UriFault::Illegal(text.to_owned()));
        let cases: &[(&str, Result<&str, UriFault>)] = &[
            ("https://a.example.com/b?c=d", Ok("a.example.com")),
            ("http://127.0.0.1:8080", Ok("127.0.0.1:8080")),
            ("http://[::1]:8080/x", Ok("[::1]:8080")),
            ("https://", Err(UriFault::NoHost)),
            ("https:///path", Err(UriFault::NoHost)),
            ("ftp://a/b", Err(UriFault::NoHost)),
            (
                "http://a/ b",
                illegal("Illegal character in path at index 9: http://a/ b"),
            ),
            (
                "http://a/{b}",
                illegal("Illegal character in path at index 9: http://a/{b}"),
            ),
            (
                "http://a/b?c=d e",
                illegal("Illegal character in query at index 14: http://a/b?c=d e"),
            ),
            (
                "http://a{b}/",
                illegal("Illegal character in authority at index 7: http://a{b}/"),
            ),
            (
                "http://a/%zz",
                illegal("Malformed escape pair at index 9: http://a/%zz"),
            ),
            (
                "http://a/ü{",
                illegal("Illegal character in path at index 10: http://a/ü{"),
            ),
        ];
        for (uri, expected) in cases {
            assert_eq!(&check(uri), expected, "{uri}");
        }
    }

    #[test]
    fn paths_and_queries_are_filled_in() {
        let value = |name: &str| (name == "a").then_some("1/2");
        assert_eq!(
            fill_path("http://h/{a}/{b}/{a+}/{", value),
            "http://h/1/2/{b}/1/2/{"
        );
        let mut uri = "http://h/".to_owned();
        append_query(&mut uri, "");
        append_parameter(&mut uri, "a b", "c&d");
        append_query(&mut uri, "x=1");
        assert_eq!(uri, "http://h/?a%20b=c%26d&x=1");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_url_or_refused(text in "(https?://)?\\PC{0,40}") {
            if let Ok(authority) = check(&text) {
                proptest::prop_assert!(!authority.is_empty() && text.contains(authority));
            }
            let unfilled = fill_path(&text, |_| None);
            proptest::prop_assert_eq!(unfilled, text);
        }
    }
}
