//! What a runtime posts: an answer, whole or as it comes, or an error.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use serde_json::json;
use tokio::sync::mpsc;

use super::{Answer, RuntimeError, error};
use crate::function::Piece;
use crate::{RESPONSE_LIMIT, STREAM_LIMIT};

const ERROR_TYPE: &str = "Lambda-Runtime-Function-Error-Type";
/// The error document in base64, after an answer that broke off.
const ERROR_BODY: &str = "Lambda-Runtime-Function-Error-Body";

/// What came of an answer.
#[derive(Debug)]
pub(crate) enum Posted {
    /// All of it; empty when it has passed already.
    Payload(Bytes),
    /// It is larger than answers of its kind may be, in bytes.
    TooLarge(usize),
    /// The function failed while it was answering.
    Failed(RuntimeError),
}

/// Whether the runtime sends the answer as the function writes it.
pub(super) fn is_streamed(headers: &HeaderMap) -> bool {
    let mode = headers.get("Lambda-Runtime-Function-Response-Mode");
    mode.is_some_and(|mode| mode.as_bytes().eq_ignore_ascii_case(b"streaming"))
}

/// Reads an answer, or passes it on as it comes. What is over the limit is read and dropped, so that the runtime gets to
/// read the answer to it.
pub(super) async fn read(
    request: Request<Incoming>,
    pieces: Option<mpsc::Sender<Piece>>,
) -> Result<Posted, Answer> {
    let limit = match pieces {
        Some(_) => STREAM_LIMIT,
        None => RESPONSE_LIMIT,
    };
    if let Some(pieces) = &pieces
        && let Some(content_type) = request.headers().get(CONTENT_TYPE)
    {
        let content_type = String::from_utf8_lossy(content_type.as_bytes()).into_owned();
        // Whoever does not take it takes nothing that follows.
        drop(pieces.send(Piece::ContentType(content_type)).await);
    }
    let mut body = request.into_body();
    let mut payload = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Err(error(
                StatusCode::BAD_REQUEST,
                "InvalidRequest",
                "the request ended early",
            ));
        };
        match frame.into_data() {
            Ok(data) => {
                length += data.len();
                if length > limit {
                    drop((payload, pieces));
                    while let Some(Ok(_)) = body.frame().await {}
                    return Ok(Posted::TooLarge(limit));
                }
                match &pieces {
                    // The function goes on when the caller has gone.
                    Some(pieces) => drop(pieces.send(Piece::Body(data)).await),
                    None => payload.extend_from_slice(&data),
                }
            }
            Err(frame) => {
                let trailers = frame.into_trailers().unwrap_or_default();
                if trailers.contains_key(ERROR_TYPE) {
                    let document = trailers.get(ERROR_BODY);
                    let document = document.and_then(|text| STANDARD.decode(text).ok());
                    return Ok(Posted::Failed(of(
                        &trailers,
                        document.unwrap_or_default().into(),
                    )));
                }
            }
        }
    }
    Ok(Posted::Payload(payload.into()))
}

/// Reads an error.
pub(super) async fn read_error(request: Request<Incoming>) -> Result<RuntimeError, Answer> {
    let headers = request.headers().clone();
    Ok(match read(request, None).await? {
        Posted::Payload(payload) => of(&headers, payload),
        Posted::TooLarge(_) => RuntimeError {
            payload: document(
                &error_type(&headers),
                "the error is larger than a response may be",
            ),
            ..of(&headers, Bytes::new())
        },
        Posted::Failed(error) => error,
    })
}

/// An error as headers, or trailers, and its document tell it.
fn of(headers: &HeaderMap, payload: Bytes) -> RuntimeError {
    let error_type = error_type(headers);
    RuntimeError {
        payload: if payload.is_empty() {
            // The caller must see an error document all the same.
            document(&error_type, "")
        } else {
            payload
        },
        error_type,
    }
}

fn error_type(headers: &HeaderMap) -> String {
    let error_type = headers
        .get(ERROR_TYPE)
        .and_then(|value| value.to_str().ok());
    error_type.unwrap_or("Runtime.Unknown").to_owned()
}

fn document(error_type: &str, message: &str) -> Bytes {
    json!({"errorType": error_type, "errorMessage": message})
        .to_string()
        .into()
}
