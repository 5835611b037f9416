//! `$util` (F§4.3).

use std::fmt::Write;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::error::Thrown;
use crate::json;
use crate::methods::Called;
use crate::print;
use crate::value::Value;

/// `java.util.Base64`'s basic codec: padding may be left out when decoding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Calls a function of `$util`. Functions that only AppSync has are missing here, and so print nothing.
pub(crate) fn call(name: &str, args: &[Value]) -> Result<Called, Thrown> {
    let illegal = |message: &str| Thrown::new("java.lang.IllegalArgumentException", message);
    Ok(Called::Value(match (name, args) {
        (
            "escapeJavaScript" | "parseJson" | "urlEncode" | "urlDecode" | "base64Encode"
            | "base64Decode",
            [Value::Null],
        ) => Value::Null,
        ("escapeJavaScript", [value]) => Value::from(escape_java_script(&print::to_text(value))),
        ("parseJson", [Value::Str(text)]) => json::parse(text).map_err(|error| {
            Thrown::new(
                "com.jayway.jsonpath.InvalidJsonException",
                error.to_string(),
            )
        })?,
        ("urlEncode", [Value::Str(text)]) => Value::from(url_encode(text)),
        ("urlDecode", [Value::Str(text)]) => {
            Value::from(url_decode(text).ok_or_else(|| illegal("malformed % escape"))?)
        }
        ("base64Encode", [Value::Str(text)]) => Value::from(BASE64.encode(text.as_bytes())),
        ("base64Decode", [Value::Str(text)]) => {
            let bytes = BASE64
                .decode(text.as_bytes())
                .map_err(|error| illegal(&error.to_string()))?;
            Value::from(String::from_utf8_lossy(&bytes).into_owned())
        }
        _ => return Ok(Called::Missing),
    }))
}

/// `StringEscapeUtils.escapeJavaScript` of commons-lang 2: `'` becomes `\'`, which is no legal JSON.
fn escape_java_script(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '\'' | '"' | '\\' | '/' => out.extend(['\\', c]),
            '\u{8}' => out.push_str("\\b"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            ' '..='\u{7f}' => out.push(c),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(out, "\\u{unit:04X}");
                }
            }
        }
    }
    out
}

/// `java.net.URLEncoder` with UTF-8.
fn url_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'*' | b'_' => {
                out.push(char::from(byte));
            }
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// `java.net.URLDecoder` with UTF-8; `None` where it throws.
fn url_decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'+' => b' ',
            b'%' => {
                let high = char::from(bytes.next()?).to_digit(16)?;
                let low = char::from(bytes.next()?).to_digit(16)?;
                (high * 16 + low) as u8
            }
            byte => byte,
        });
    }
    Some(String::from_utf8_lossy(&out).into_owned())
}
