//! `X-Amzn-Trace-Id`: `Root=…;Parent=…;Sampled=…` (F§3.6, F§3.14).

use std::borrow::Cow;

/// The header's name.
pub(crate) const NAME: &str = "X-Amzn-Trace-Id";

/// The header of a root alone.
pub(crate) fn of_root(root: &str) -> String {
    ["Root=", root].concat()
}

/// What a client's header says behind its root, for the header of `root`; of a part that is not well-formed, nothing.
pub(crate) fn kept(root: &str, sent: Option<&str>) -> String {
    let mut header = of_root(root);
    let Some(sent) = sent.filter(|sent| part(sent, "Root") == Some(root)) else {
        return header;
    };
    if let Some(parent) = part(sent, "Parent").filter(|it| is_segment(it)) {
        header.push_str(";Parent=");
        header.push_str(parent);
    }
    if let Some(sampled @ ("0" | "1")) = part(sent, "Sampled") {
        header.push_str(";Sampled=");
        header.push_str(sampled);
    }
    header
}

/// The whole header where a stage traces: a parent is made if there is none, and what nobody has decided is sampled.
pub(crate) fn traced(root: &str, kept: &str) -> String {
    let parent = match part(kept, "Parent") {
        Some(parent) => Cow::Borrowed(parent),
        None => Cow::Owned(new_segment()),
    };
    let sampled = part(kept, "Sampled").unwrap_or("1");
    format!("Root={root};Parent={parent};Sampled={sampled}")
}

/// A part of a header by its name, in any case.
pub(crate) fn part<'h>(header: &'h str, name: &str) -> Option<&'h str> {
    let mut parts = header
        .split(';')
        .filter_map(|part| part.trim().split_once('='));
    parts
        .find(|(other, _)| other.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// The id of a segment: sixteen hexadecimal digits.
fn is_segment(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn new_segment() -> String {
    let mut random = uuid::Uuid::encode_buffer();
    let random = uuid::Uuid::new_v4().simple().encode_lower(&mut random);
    // The last half is random throughout; the first holds the version.
    random.get(16..).unwrap_or_default().to_owned()
}
