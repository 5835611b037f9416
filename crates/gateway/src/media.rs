//! Media types: which payloads are binary, and how `contentHandling` converts them (F§3.6, F§3.7).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

/// The media type that a request without `Content-Type` has (F§3.6).
pub const DEFAULT: &str = "application/json";

/// The media type of a header without its parameters: of `text/html; charset=utf-8` the
/// `text/html`. Templates and models are keyed by it.
pub fn mime(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim()
}

/// The first media type of a header, before `,` and `;`: all that API Gateway heeds of `Accept`.
pub fn first(header: &str) -> &str {
    header.split([',', ';']).next().unwrap_or_default().trim()
}

/// The `binaryMediaTypes` of an API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BinaryMediaTypes {
    everything: bool,
    exact: Vec<Box<str>>,
    /// `image/` for `image/*`.
    families: Vec<Box<str>>,
}

impl BinaryMediaTypes {
    /// Reads the list. `*/*` is everything, `image/*` a family; `*/png` matches nothing (F§3.6).
    pub fn new<'a>(types: impl IntoIterator<Item = &'a str>) -> Self {
        let mut read = Self::default();
        for entry in types {
            let entry = entry.trim();
            if entry == "*/*" {
                read.everything = true;
            } else if entry.starts_with('*') {
                // Matches nothing.
            } else if let Some(family) = entry.strip_suffix('*').filter(|it| it.ends_with('/')) {
                read.families.push(family.into());
            } else {
                read.exact.push(entry.into());
            }
        }
        read
    }

    /// Whether the first media type of a `Content-Type` or `Accept` header is binary. Without the
    /// header it is [`DEFAULT`].
    pub fn contains(&self, header: Option<&str>) -> bool {
        let kind = header
            .map(first)
            .filter(|kind| !kind.is_empty())
            .unwrap_or(DEFAULT);
        let in_family = |family: &str| {
            kind.get(..family.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(family))
        };
        self.everything
            || self.exact.iter().any(|it| it.eq_ignore_ascii_case(kind))
            || self.families.iter().any(|family| in_family(family))
    }
}

/// `contentHandling`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContentHandling {
    /// Text is base64 of what is meant.
    ConvertToBinary,
    /// Binary becomes base64.
    ConvertToText,
}

impl ContentHandling {
    /// From AWS's word.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "CONVERT_TO_BINARY" => Self::ConvertToBinary,
            "CONVERT_TO_TEXT" => Self::ConvertToText,
            _ => return None,
        })
    }
}

/// A payload as the mappings see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// Bytes: no mapping template may touch them (F§2.2 #16, #17).
    Binary(Bytes),
    /// Text.
    Text(String),
}

impl Payload {
    /// The bytes to send.
    pub fn into_bytes(self) -> Bytes {
        match self {
            Self::Binary(bytes) => bytes,
            Self::Text(text) => text.into(),
        }
    }
}

/// Text that was to be base64 is none: `Unable to base64 decode the body.` (F§2.2 #18).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("body is not base64")]
pub struct NotBase64;

/// Converts a request's body for the integration. `binary` says whether the request's
/// `Content-Type` is one of the API's binary media types.
pub fn convert_request(
    body: Bytes,
    binary: bool,
    handling: Option<ContentHandling>,
) -> Result<Payload, NotBase64> {
    match (binary, handling) {
        (true, None | Some(ContentHandling::ConvertToBinary)) => Ok(Payload::Binary(body)),
        (true, Some(ContentHandling::ConvertToText)) => Ok(Payload::Text(STANDARD.encode(body))),
        (false, Some(ContentHandling::ConvertToBinary)) => decode(&body),
        (false, None | Some(ContentHandling::ConvertToText)) => Ok(text(&body)),
    }
}

/// Converts an integration's response for the client. `binary` says whether the response's
/// `Content-Type` is one of the API's binary media types, `accepts_binary` whether the first media
/// type of the request's `Accept` is.
pub fn convert_response(
    body: Bytes,
    binary: bool,
    accepts_binary: bool,
    handling: Option<ContentHandling>,
) -> Result<Payload, NotBase64> {
    match (binary, accepts_binary, handling) {
        (false, _, Some(ContentHandling::ConvertToBinary)) | (false, true, None) => decode(&body),
        (false, false, None) | (false, _, Some(ContentHandling::ConvertToText)) => Ok(text(&body)),
        (true, false, None) | (true, _, Some(ContentHandling::ConvertToText)) => {
            Ok(Payload::Text(STANDARD.encode(body)))
        }
        (true, true, None) | (true, _, Some(ContentHandling::ConvertToBinary)) => {
            Ok(Payload::Binary(body))
        }
    }
}

fn decode(body: &[u8]) -> Result<Payload, NotBase64> {
    let decoded = STANDARD.decode(body.trim_ascii()).map_err(|_| NotBase64)?;
    Ok(Payload::Binary(decoded.into()))
}

/// U+FFFD takes the place of what is no UTF-8 (F§3.6).
fn text(body: &[u8]) -> Payload {
    Payload::Text(String::from_utf8_lossy(body).into_owned())
}
