//! The values inside a line: secrets, Java-style maps, bodies.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use bytes::Bytes;

/// A text of which a log shows the last six characters only; each of the others becomes `*` (F§1.2). One of six or
/// fewer is shown whole, as the rule says.
pub fn redact(text: &str) -> String {
    let hidden = text.chars().count().saturating_sub(6);
    text.chars()
        .enumerate()
        .map(|(at, shown)| if at < hidden { '*' } else { shown })
        .collect()
}

/// A value that is redacted wherever it is printed: an API key, a token, a principal.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Secret(pub String);

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&redact(&self.0))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({self})")
    }
}

impl FromStr for Secret {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

/// Headers or parameters as Java prints a map: `{k=v, k2=v2}`, `{}` when empty. Several values of one name are
/// joined by `,` by whoever builds the map. `Authorization` and `x-api-key` are redacted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JavaMap(pub Vec<(String, String)>);

/// A text that is not a map as Java prints it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a map begins with '{{'")]
pub struct NotAMap;

fn is_secret(name: &str) -> bool {
    name.eq_ignore_ascii_case("authorization") || name.eq_ignore_ascii_case("x-api-key")
}

impl fmt::Display for JavaMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (at, (name, value)) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            if is_secret(name) {
                write!(f, "{comma}{name}={}", redact(value))?;
            } else {
                write!(f, "{comma}{name}={value}")?;
            }
        }
        f.write_str("}")
    }
}

impl FromStr for JavaMap {
    type Err = NotAMap;

    /// Best effort, because the form is ambiguous: a comma and a space end a value only where a name and `=`
    /// follow, a name being free of spaces, commas and braces. A missing `}` is a map that was cut.
    fn from_str(text: &str) -> Result<Self, NotAMap> {
        let inner = text.strip_prefix('{').ok_or(NotAMap)?;
        let inner = inner.strip_suffix('}').unwrap_or(inner);
        let mut pairs: Vec<(String, String)> = Vec::new();
        for piece in inner.split(", ") {
            match piece.split_once('=') {
                Some((name, value)) if pairs.is_empty() || is_name(name) => {
                    pairs.push((name.to_owned(), value.to_owned()));
                }
                _ => match pairs.last_mut() {
                    Some((_, value)) => {
                        value.push_str(", ");
                        value.push_str(piece);
                    }
                    None if piece.is_empty() => {}
                    None => pairs.push((piece.to_owned(), String::new())),
                },
            }
        }
        Ok(Self(pairs))
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains([' ', ',', '{', '}', '"', ';'])
}

/// A body as a line shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Text, printed as it is; bytes that are not UTF-8 print as U+FFFD. Cheap to clone from a request's bytes.
    Text(Bytes),
    /// A body that the API treats as binary, printed as `[Binary Data]`.
    Binary,
}

const BINARY_DATA: &str = "[Binary Data]";

impl Body {
    /// An empty text.
    pub const EMPTY: Self = Self::Text(Bytes::new());
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        Self::Text(Bytes::copy_from_slice(text.as_bytes()))
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Binary => f.write_str(BINARY_DATA),
            Self::Text(bytes) => bytes.utf8_chunks().try_for_each(|chunk| {
                f.write_str(chunk.valid())?;
                if chunk.invalid().is_empty() {
                    Ok(())
                } else {
                    f.write_str("\u{fffd}")
                }
            }),
        }
    }
}

impl FromStr for Body {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(if text == BINARY_DATA {
            Self::Binary
        } else {
            text.into()
        })
    }
}

/// What a Lambda authorizer identifies the caller by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    /// A TOKEN authorizer's token.
    Token(Secret),
    /// A REQUEST authorizer's identity sources with their values:
    /// `{method.request.header.Hash=********aaaaaa}`.
    Sources(Vec<(String, Secret)>),
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Token(token) => token.fmt(f),
            Self::Sources(sources) => {
                let shown = sources
                    .iter()
                    .map(|(name, value)| (name.clone(), value.to_string()));
                JavaMap(shown.collect()).fmt(f)
            }
        }
    }
}

impl FromStr for Identity {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text.parse::<JavaMap>() {
            Ok(map) => Self::Sources(
                map.0
                    .into_iter()
                    .map(|(name, value)| (name, Secret(value)))
                    .collect(),
            ),
            Err(NotAMap) => Self::Token(Secret(text.to_owned())),
        })
    }
}
