//! awsJson1.1: `POST /`, the operation in `X-Amz-Target`, everything else in a JSON body.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response};
use serde_json::{Map, Value};

use crate::event_stream;
use crate::json;
use crate::model::{Operation, Shape};
use crate::scalar::Mismatch;

pub(crate) const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/x-amz-json-1.1");

/// Reads a body into a tree: a request's, or a success's.
pub(crate) fn read(shape: &Shape, body: &[u8]) -> Result<Value, Mismatch> {
    json::read(shape, json::parse(body)?)
}

/// Writes a request from a tree.
pub(crate) fn write_request(
    target_prefix: &str,
    operation: &Operation,
    tree: Map<String, Value>,
) -> Result<Request<Bytes>, Mismatch> {
    Request::builder()
        .method("POST")
        .uri("/")
        .header(CONTENT_TYPE, MEDIA_TYPE)
        .header(
            "x-amz-target",
            format!("{target_prefix}.{}", operation.name),
        )
        .body(body(operation.input, tree))
        .map_err(|error| Mismatch(error.to_string()))
}

/// Writes a response from a tree. One that streams events begins with its other members, as an
/// event of their own.
pub(crate) fn write_response(
    operation: &Operation,
    tree: Map<String, Value>,
) -> Result<Response<Bytes>, Mismatch> {
    let body = operation
        .output
        .map_or_else(Bytes::new, |shape| body(shape, tree));
    let (media_type, body) = match operation.events() {
        Some(_) => (
            event_stream::MEDIA_TYPE,
            event_stream::initial_response(body)?,
        ),
        None => (MEDIA_TYPE, body),
    };
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    Ok(response)
}

fn body(shape: &Shape, tree: Map<String, Value>) -> Bytes {
    json::write(shape, Value::Object(tree)).to_string().into()
}
