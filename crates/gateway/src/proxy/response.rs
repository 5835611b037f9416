//! What a function behind `AWS_PROXY` may answer (F§3.9).

use std::ops::RangeInclusive;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::{Map, Value};

use super::metadata::split;
use crate::headers::Headers;

/// The statuses that end a request.
pub(crate) const FINAL: RangeInclusive<u16> = 200..=599;

/// A function's answer, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyResponse {
    /// 200 if the function gave none.
    pub status: u16,
    /// As the function gave them: neither remapped nor completed.
    pub headers: Headers,
    /// Empty if the function gave none.
    pub body: Bytes,
}

/// Why an answer is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProxyResponseError {
    /// Not of the allowed shape: 502, `Malformed Lambda proxy response`.
    #[error("malformed Lambda proxy response: {0}")]
    Malformed(#[from] Malformed),
    /// `isBase64Encoded` was true, the client accepts a binary type, and the body is no base64:
    /// 500, `Unable to base64 decode the body.` (F§2.2 #18).
    #[error("body is not base64")]
    NotBase64,
}

/// What about an answer is not of the allowed shape.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// Not JSON; an empty payload too.
    #[error("payload is not JSON")]
    NotJson,
    /// JSON, but no object.
    #[error("payload is {0}, not an object")]
    NotAnObject(&'static str),
    /// A key besides the five.
    #[error("`{0}` is not one of isBase64Encoded, statusCode, headers, multiValueHeaders, body")]
    UnknownKey(String),
    /// No status that ends a request.
    #[error("`statusCode` is {0}, not an integer between 200 and 599")]
    StatusCode(String),
    /// `headers` or `multiValueHeaders` is no object.
    #[error("`{0}` is not an object")]
    HeadersNotAnObject(&'static str),
    /// A header's value is an object or a list.
    #[error("the value of header `{0}` is not a string")]
    HeaderValue(String),
    /// A value in `multiValueHeaders` is no list.
    #[error("the value of multi-value header `{0}` is not a list")]
    MultiValueNotAList(String),
    /// Not a string.
    #[error("`body` is {0}, not a string")]
    Body(&'static str),
    /// Not a boolean.
    #[error("`isBase64Encoded` is {0}, not a boolean")]
    IsBase64Encoded(String),
}

/// Reads the payload that a function returned. `decode` says whether a base64 body is decoded: it
/// is iff the first media type of the request's `Accept` is one of the API's binary media types,
/// whatever the response's `Content-Type` (F§3.9).
pub fn parse(payload: &[u8], decode: bool) -> Result<ProxyResponse, ProxyResponseError> {
    let value: Value = serde_json::from_slice(payload).map_err(|_| Malformed::NotJson)?;
    let Value::Object(mut object) = value else {
        return Err(Malformed::NotAnObject(kind(&value)).into());
    };
    let encoded = object.remove("isBase64Encoded");
    let status = object.remove("statusCode");
    let single = object.remove("headers");
    let multiple = object.remove("multiValueHeaders");
    let body = object.remove("body");
    if let Some(key) = object.keys().next() {
        return Err(Malformed::UnknownKey(key.clone()).into());
    }

    let status = status.map_or(Ok(200), |status| read_status(&status))?;
    let headers = read_headers(
        members(single, "headers")?,
        members(multiple, "multiValueHeaders")?,
    )?;
    let encoded = read_flag(encoded)?;
    let body = match body {
        None | Some(Value::Null) => Bytes::new(),
        Some(Value::String(text)) if encoded && decode => STANDARD
            .decode(text)
            .map_err(|_| ProxyResponseError::NotBase64)?
            .into(),
        Some(Value::String(text)) => text.into(),
        Some(other) => return Err(Malformed::Body(kind(&other)).into()),
    };
    Ok(ProxyResponse {
        status,
        headers,
        body,
    })
}

/// Reads what a function streamed: metadata in JSON (`statusCode`, `headers`, `multiValueHeaders`,
/// `cookies`), eight zero bytes, and the body as it is. What a function without metadata gets is not
/// recorded: it is malformed here [C].
pub fn parse_streamed(payload: &Bytes) -> Result<ProxyResponse, ProxyResponseError> {
    let (metadata, body) = split(payload).ok_or(Malformed::NotJson)?;
    let mut metadata: Value = serde_json::from_slice(&metadata).map_err(|_| Malformed::NotJson)?;
    let cookies = metadata
        .as_object_mut()
        .and_then(|metadata| metadata.remove("cookies"));
    let mut response = parse(metadata.to_string().as_bytes(), false)?;
    for cookie in cookies
        .as_ref()
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        if let Some(cookie) = cookie.as_str() {
            response.headers.append("Set-Cookie", cookie);
        }
    }
    response.body = body;
    Ok(response)
}

/// An integer, or a string that holds one. `null` counts as absent, and the range is that of the statuses that end a
/// request: after one below 200 HTTP expects another [C].
fn read_status(status: &Value) -> Result<u16, Malformed> {
    let number = match status {
        Value::Null => Some(200),
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    number
        .and_then(|number| u16::try_from(number).ok())
        .filter(|status| FINAL.contains(status))
        .ok_or_else(|| Malformed::StatusCode(status.to_string()))
}

/// A boolean, or a string that holds one, as Java's binding reads them [C]; `null` is false.
fn read_flag(flag: Option<Value>) -> Result<bool, Malformed> {
    match flag {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(flag),
        Some(Value::String(text)) if text == "true" || text == "false" => Ok(text == "true"),
        Some(other) => Err(Malformed::IsBase64Encoded(other.to_string())),
    }
}

fn members(headers: Option<Value>, key: &'static str) -> Result<Map<String, Value>, Malformed> {
    match headers {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(members)) => Ok(members),
        Some(_) => Err(Malformed::HeadersNotAnObject(key)),
    }
}

/// The multi-value headers first; a single value of the same name, in any case, joins them under
/// their spelling (F§3.9).
fn read_headers(
    single: Map<String, Value>,
    multiple: Map<String, Value>,
) -> Result<Headers, Malformed> {
    let mut headers = Headers::with_capacity(single.len() + multiple.len());
    let mut singles: Vec<(String, Option<String>)> = single
        .into_iter()
        .map(|(name, value)| {
            let value = read_header_value(&name, value)?;
            Ok((name, value))
        })
        .collect::<Result<_, Malformed>>()?;
    for (name, values) in multiple {
        let Value::Array(values) = values else {
            return Err(Malformed::MultiValueNotAList(name));
        };
        for value in values {
            if let Some(value) = read_header_value(&name, value)? {
                headers.append(name.clone(), value);
            }
        }
        for (other, value) in &mut singles {
            if other.eq_ignore_ascii_case(&name)
                && let Some(value) = value.take()
            {
                headers.append(name.clone(), value);
            }
        }
    }
    headers.extend(
        singles
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    Ok(headers)
}

/// Booleans and numbers become text (F§3.9); a header whose value is `null` is left out [C].
fn read_header_value(name: &str, value: Value) -> Result<Option<String>, Malformed> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        Value::Bool(_) | Value::Number(_) => Ok(Some(value.to_string())),
        Value::Array(_) | Value::Object(_) => Err(Malformed::HeaderValue(name.to_owned())),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
