//! Scalars as text: in paths, query strings, headers, forms and XML. Between the text and the
//! neutral tree (see [`crate::server`]).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::Value;

use crate::model::{Kind, Shape};
use crate::values::Timestamp;

/// What could not be read as its shape says.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Mismatch(pub(crate) String);

/// AWS's unreserved characters; everything else travels percent-encoded.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// The text percent-encoded.
pub(crate) fn percent_encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// A path segment decoded; bytes that are no UTF-8 become U+FFFD.
pub(crate) fn percent_decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The parameters of a query string or form, in order, decoded.
pub(crate) fn parameters(raw: &str) -> Vec<(String, String)> {
    raw.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let decode = |text: &str| percent_decode(&text.replace('+', " "));
            (decode(name), decode(value))
        })
        .collect()
}

/// Reads text as the scalar `shape`. `Ok(None)` where it is empty and the shape is no text.
pub(crate) fn read(shape: &Shape, text: &str) -> Result<Option<Value>, Mismatch> {
    let text = match shape.kind {
        Kind::String(_) | Kind::Blob => text,
        _ => text.trim(),
    };
    let mismatch = |what: &str| {
        // What AWS says of a bad number in a query string is not recorded.
        Err(Mismatch(format!("'{text}' can not be converted to {what}")))
    };
    if text.is_empty() && !matches!(shape.kind, Kind::String(_) | Kind::Blob) {
        return Ok(None);
    }
    let value = match &shape.kind {
        Kind::Integer(_) => match text.parse::<i32>() {
            Ok(number) => Value::from(number),
            Err(_) => return mismatch("an Integer"),
        },
        Kind::Long(_) => match text.parse::<i64>() {
            Ok(number) => Value::from(number),
            Err(_) => return mismatch("a Long"),
        },
        Kind::Double => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::from(number),
            _ => return mismatch("a Double"),
        },
        Kind::Boolean => match text {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => return mismatch("a Boolean"),
        },
        Kind::Timestamp => match Timestamp::parse_iso8601(text) {
            Some(at) => at.seconds(),
            None => return mismatch("a Timestamp"),
        },
        Kind::Blob if STANDARD.decode(text).is_err() => return mismatch("a ByteBuffer"),
        Kind::String(_) | Kind::Blob => Value::from(text),
        Kind::List(..) | Kind::Map(..) | Kind::Structure(_) | Kind::EventStream(_) => {
            return mismatch("a collection");
        }
    };
    Ok(Some(value))
}

/// Writes a scalar of the tree as text.
pub(crate) fn write(shape: &Shape, value: &Value) -> String {
    match (&shape.kind, value) {
        (Kind::Timestamp, Value::Number(seconds)) => {
            Timestamp::from_seconds(seconds.as_f64().unwrap_or_default()).iso8601()
        }
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}
