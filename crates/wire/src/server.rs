//! The server's half of the protocols: requests in, responses out.
//!
//! ```text
//! route(service, request) -> Call      which operation it is
//! call.decode::<I>(request) -> I       its input, read and validated
//! call.encode(&output, id)             its answer
//! encode_error(service, &error, id)    or its refusal
//! ```
//!
//! An operation that streams events answers with a head from `encode`; its body is the stream's
//! beginning, and [`crate::event_stream::frame`]s follow.
//!
//! In between, every value is a neutral tree: a `serde_json::Value` in the model's member names,
//! where bytes are base64 text, points in time are numbers of seconds, and what is not there is
//! absent. The generic functions are a thin edge over it.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::ServiceError;
use crate::model::{Input, Operation, Protocol, Service};
pub use crate::route::{Call, route};
use crate::scalar::Mismatch;
use crate::{aws_json, query, rest_json, validate};

impl Call {
    /// Reads and validates the request as the operation's input. `I` must be the input of
    /// `self.operation`.
    pub fn decode<I: Input>(&self, request: &Request<Bytes>) -> Result<I, ServiceError> {
        typed(self.decode_tree(request)?)
    }

    /// The same as a neutral tree.
    pub fn decode_tree(&self, request: &Request<Bytes>) -> Result<Value, ServiceError> {
        let tree = match self.service.protocol {
            Protocol::RestJson => rest_json::read_request(self.operation, &self.labels, request),
            Protocol::AwsJson { .. } => aws_json::read(self.operation.input, request.body()),
            Protocol::Query { .. } => query::read_request(self.operation, request),
        }
        .map_err(|Mismatch(text)| ServiceError::serialization(text))?;
        validate::check(self.service, self.operation, &tree)?;
        Ok(tree)
    }

    /// Writes the operation's answer.
    pub fn encode(&self, output: &impl Serialize, request_id: &str) -> Response<Bytes> {
        encode(self.service, self.operation, output, request_id)
    }
}

fn typed<I: Input>(tree: Value) -> Result<I, ServiceError> {
    serde_json::from_value(tree).map_err(|error| ServiceError::serialization(error.to_string()))
}

/// Writes an operation's answer: `output` is its output structure, or `()`.
pub fn encode(
    service: &Service,
    operation: &Operation,
    output: &impl Serialize,
    request_id: &str,
) -> Response<Bytes> {
    match serde_json::to_value(output) {
        Ok(tree) => encode_tree(service, operation, tree, request_id),
        Err(error) => encode_error(
            service,
            &ServiceError::internal(error.to_string()),
            request_id,
        ),
    }
}

/// The same from a neutral tree; anything but an object counts as an empty one.
pub fn encode_tree(
    service: &Service,
    operation: &Operation,
    tree: Value,
    request_id: &str,
) -> Response<Bytes> {
    let tree = match tree {
        Value::Object(tree) => tree,
        _ => Map::new(),
    };
    let written = match service.protocol {
        Protocol::RestJson => rest_json::write_response(operation, tree),
        Protocol::AwsJson { .. } => aws_json::write_response(operation, tree),
        Protocol::Query { xml_namespace } => Ok(query::write_response(
            xml_namespace,
            operation,
            tree,
            request_id,
        )),
    };
    match written {
        Ok(mut response) => {
            mark(service, &mut response, request_id);
            response
        }
        Err(Mismatch(text)) => encode_error(service, &ServiceError::internal(text), request_id),
    }
}

/// Writes a refusal.
pub fn encode_error(service: &Service, error: &ServiceError, request_id: &str) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() =
        StatusCode::from_u16(error.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    let body = match service.protocol {
        Protocol::RestJson => {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            if let Ok(code) = HeaderValue::from_str(&error.code) {
                headers.insert(HeaderName::from_static("x-amzn-errortype"), code);
            }
            let mut body = error.members.clone();
            if error.typed {
                let kind = if error.is_callers() {
                    "User"
                } else {
                    "Service"
                };
                body.insert("Type".to_owned(), Value::from(kind));
            }
            body.insert(error.message_key.to_owned(), Value::from(&*error.message));
            body.into_iter().collect::<Value>().to_string()
        }
        Protocol::AwsJson { .. } => {
            headers.insert(CONTENT_TYPE, aws_json::MEDIA_TYPE);
            let mut body = Map::new();
            body.insert("__type".to_owned(), Value::from(&*error.code));
            body.extend(error.members.clone());
            body.insert(error.message_key.to_owned(), Value::from(&*error.message));
            Value::Object(body).to_string()
        }
        Protocol::Query { xml_namespace } => {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/xml"));
            query::write_error(xml_namespace, error, request_id)
        }
    };
    if let Some(seconds) = error.retry_after {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    *response.body_mut() = body.into();
    mark(service, &mut response, request_id);
    response
}

fn mark(service: &Service, response: &mut Response<Bytes>, request_id: &str) {
    let Ok(id) = HeaderValue::from_str(request_id) else {
        return;
    };
    let headers = response.headers_mut();
    if service.name == "apigateway" {
        headers.insert(HeaderName::from_static("x-amz-apigw-id"), id.clone());
    }
    headers.insert(HeaderName::from_static("x-amzn-requestid"), id);
}
