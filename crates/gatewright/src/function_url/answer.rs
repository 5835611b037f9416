//! What a function's answer means in HTTP ("Response payload format" in Lambda's guide).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use gatewright_gateway::proxy::metadata::{metadata, split};
use gatewright_gateway::rest::Rest;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Map, Value};

/// An HTTP answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers that the function set, and the type of the content.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// An answer that HTTP cannot carry: the client gets 502.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the function's answer is no HTTP answer")]
pub struct Malformed;

/// Reads a buffered answer: an object with `statusCode` says all; anything else is the body of a 200
/// as it is.
pub fn read(payload: &Bytes) -> Result<Answer, Malformed> {
    match serde_json::from_slice::<Value>(payload) {
        Ok(Value::Object(answer)) if answer.contains_key("statusCode") => {
            let mut read = head(&answer)?;
            read.body = body(&answer)?;
            Ok(read)
        }
        _ => {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, JSON);
            Ok(Answer {
                status: 200,
                headers,
                body: payload.clone(),
            })
        }
    }
}

/// The content type of an answer that begins with metadata (`awslambda.HttpResponseStream`).
const WITH_METADATA: &str = "application/vnd.awslambda.http-integration-response";

/// Reads the head of an answer that a function streams, and what follows it.
///
/// # Errors
/// The metadata that it says it has are none.
pub async fn read_head(
    content_type: Option<&str>,
    answer: Rest,
) -> Result<(Answer, Rest), Malformed> {
    if content_type == Some(WITH_METADATA) {
        let (metadata, body) = metadata(answer).await.map_err(|_| Malformed)?;
        return Ok((read_streamed(&metadata)?, body));
    }
    let content_type = content_type.and_then(|content_type| content_type.parse().ok());
    Ok((body_alone(content_type, Bytes::new()), answer))
}

/// Reads a streamed answer that is there as a whole: metadata and the body, or the body alone.
///
/// # Errors
/// The metadata are none of an HTTP answer.
pub fn read_streamed(payload: &Bytes) -> Result<Answer, Malformed> {
    if let Some((metadata, body)) = split(payload)
        && let Ok(Value::Object(metadata)) = serde_json::from_slice(&metadata)
    {
        let mut read = head(&metadata)?;
        read.body = body;
        return Ok(read);
    }
    Ok(body_alone(None, payload.clone()))
}

fn body_alone(content_type: Option<HeaderValue>, body: Bytes) -> Answer {
    let bytes = HeaderValue::from_static("application/octet-stream");
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, content_type.unwrap_or(bytes));
    Answer {
        status: 200,
        headers,
        body,
    }
}

const JSON: HeaderValue = HeaderValue::from_static("application/json");

fn head(answer: &Map<String, Value>) -> Result<Answer, Malformed> {
    let status = match answer.get("statusCode") {
        None => Some(200),
        Some(Value::String(text)) => text.parse().ok(),
        Some(value) => value.as_u64(),
    };
    let status = status
        .and_then(|status| u16::try_from(status).ok())
        .filter(|status| (100..1000).contains(status))
        .ok_or(Malformed)?;
    let mut headers = HeaderMap::new();
    match answer.get("headers") {
        None | Some(Value::Null) => {}
        Some(Value::Object(given)) => {
            for (name, value) in given {
                let value = match value {
                    Value::String(text) => text.clone(),
                    Value::Number(_) | Value::Bool(_) => value.to_string(),
                    _ => return Err(Malformed),
                };
                append(&mut headers, name, &value)?;
            }
        }
        Some(_) => return Err(Malformed),
    }
    let cookies = answer.get("cookies").and_then(Value::as_array);
    for cookie in cookies.into_iter().flatten() {
        let cookie = cookie.as_str().ok_or(Malformed)?;
        append(&mut headers, "set-cookie", cookie)?;
    }
    headers.entry(CONTENT_TYPE).or_insert(JSON);
    Ok(Answer {
        status,
        headers,
        body: Bytes::new(),
    })
}

fn append(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), Malformed> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| Malformed)?;
    let value = HeaderValue::from_str(value).map_err(|_| Malformed)?;
    // The length is the front end's to state.
    if name != http::header::CONTENT_LENGTH && name != http::header::TRANSFER_ENCODING {
        headers.append(name, value);
    }
    Ok(())
}

fn body(answer: &Map<String, Value>) -> Result<Bytes, Malformed> {
    let text = match answer.get("body") {
        None | Some(Value::Null) => return Ok(Bytes::new()),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    };
    if answer.get("isBase64Encoded") == Some(&Value::Bool(true)) {
        let bytes = STANDARD.decode(text).map_err(|_| Malformed)?;
        return Ok(bytes.into());
    }
    Ok(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(payload: &'static str) -> Result<(u16, String, String), Malformed> {
        let read = read(&Bytes::from_static(payload.as_bytes()))?;
        let content = read.headers.get("content-type").unwrap().to_str().unwrap();
        let body = String::from_utf8_lossy(&read.body).into_owned();
        Ok((read.status, content.to_owned(), body))
    }

    #[test]
    fn answers_mean_what_the_guide_says() {
        let json = "application/json";
        let cases = [
            (r#""Hello, world!""#, 200, json, r#""Hello, world!""#),
            (r#"{"message": "hi"}"#, 200, json, r#"{"message": "hi"}"#),
            (r#"{"statusCode": 201, "body": "x"}"#, 201, json, "x"),
            (r#"{"statusCode": "404"}"#, 404, json, ""),
            (
                r#"{"statusCode": 200, "headers": {"Content-Type": "text/plain"}, "body": "aGk=", "isBase64Encoded": true}"#,
                200,
                "text/plain",
                "hi",
            ),
            (
                r#"{"statusCode": 200, "body": {"a": 1}}"#,
                200,
                json,
                r#"{"a":1}"#,
            ),
            ("null", 200, json, "null"),
        ];
        for (payload, status, content, body) in cases {
            let wanted = (status, content.to_owned(), body.to_owned());
            assert_eq!(of(payload), Ok(wanted), "{payload}");
        }
        for payload in [
            r#"{"statusCode": 7}"#,
            r#"{"statusCode": null}"#,
            r#"{"statusCode": 200, "headers": {"a b": "c"}}"#,
            r#"{"statusCode": 200, "headers": []}"#,
            r#"{"statusCode": 200, "body": "?", "isBase64Encoded": true}"#,
        ] {
            assert_eq!(of(payload), Err(Malformed), "{payload}");
        }
    }

    #[test]
    fn a_stream_may_begin_with_metadata() {
        let with = b"{\"statusCode\":418,\"headers\":{\"x-a\":\"b\"}}\0\0\0\0\0\0\0\0tea";
        let read = read_streamed(&Bytes::from_static(with)).unwrap();
        assert_eq!((read.status, read.body.as_ref()), (418, b"tea".as_slice()));
        assert_eq!(read.headers.get("x-a").unwrap(), "b");
        let without = Bytes::from_static(b"tea");
        let read = read_streamed(&without).unwrap();
        assert_eq!((read.status, read.body), (200, without));
    }
}
