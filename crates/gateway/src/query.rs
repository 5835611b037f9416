//! The query string of a request, decoded as API Gateway decodes it (F§3.1).

use std::borrow::Cow;

use percent_encoding::percent_decode;

/// Decoded names and values in the order sent; names may repeat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query<'a> {
    pairs: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl<'a> Query<'a> {
    /// Decodes what stands behind the `?`: `+` is a space, `%XX` a byte, `;` splits like `&`
    /// (F§3.1), a name without `=` has the empty value, and bytes that are no UTF-8 become U+FFFD.
    pub fn parse(raw: &'a str) -> Self {
        let pairs = raw
            .split(['&', ';'])
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (decode(name), decode(value))
            })
            .collect();
        Self { pairs }
    }

    /// Whether there is no parameter.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The last value of the name, which is compared case-sensitively.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .rfind(|(other, _)| other == name)
            .map(|(_, value)| &**value)
    }

    /// Every value of the name in order.
    pub fn all<'s>(&'s self, name: &str) -> impl Iterator<Item = &'s str> {
        self.iter()
            .filter(move |(other, _)| *other == name)
            .map(|(_, value)| value)
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (&**name, &**value))
    }
}

fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains(['+', '%']) {
        return Cow::Borrowed(text);
    }
    let spaced = text.replace('+', " ");
    let decoded = percent_decode(spaced.as_bytes()).decode_utf8_lossy();
    Cow::Owned(decoded.into_owned())
}
