//! Requests out, responses in: the tables walked the client's way. No I/O.

use std::borrow::Cow;
use std::collections::BTreeMap;

use bytes::Bytes;
use http::header::RETRY_AFTER;
use http::{Request, Response};
use serde_json::{Map, Value};

use super::ClientError;
use crate::error::ServiceError;
use crate::model::{Operation, Protocol, Service};
use crate::scalar::Mismatch;
use crate::{aws_json, json, query, rest_json};

/// Writes a request from a tree; its URI is a path with its query, and it is not signed.
pub fn encode(
    service: &Service,
    operation: &Operation,
    tree: Value,
) -> Result<Request<Bytes>, ClientError> {
    let tree = match tree {
        Value::Object(tree) => tree,
        _ => Map::new(),
    };
    match service.protocol {
        Protocol::RestJson => rest_json::write_request(operation, tree),
        Protocol::AwsJson { target_prefix } => {
            aws_json::write_request(target_prefix, operation, tree)
        }
        Protocol::Query { .. } => query::write_request(service, operation, tree),
    }
    .map_err(|Mismatch(text)| ClientError::Unwritable(text))
}

/// Reads a response into a tree; `null` for an operation without an output.
pub fn decode(
    service: &Service,
    operation: &Operation,
    response: &Response<Bytes>,
) -> Result<Value, ClientError> {
    if !response.status().is_success() {
        return Err(ClientError::Service(decode_error(service, response)));
    }
    let Some(output) = operation.output else {
        return Ok(Value::Null);
    };
    match service.protocol {
        Protocol::RestJson => rest_json::read_response(output, response),
        Protocol::AwsJson { .. } => aws_json::read(output, response.body()),
        Protocol::Query { .. } => query::read_response(operation, output, response.body()),
    }
    .map_err(|Mismatch(reason)| ClientError::Unreadable {
        status: response.status().as_u16(),
        reason,
    })
}

/// Reads a refusal. One that is not in the service's form (a proxy's page) becomes an error
/// whose code is the status and whose message is what the body says first.
fn decode_error(service: &Service, response: &Response<Bytes>) -> ServiceError {
    let status = response.status();
    let body = response.body();
    let header = |name: &str| response.headers().get(name)?.to_str().ok();
    let mut error = if let Protocol::Query { .. } = service.protocol {
        query::read_error(body)
            .map(|(code, message)| ServiceError::unmodelled(code, status.as_u16(), message))
    } else {
        let mut members = match json::parse(body) {
            Ok(Value::Object(members)) => members,
            _ => Map::new(),
        };
        let mut take = |name: &str| match members.remove(name) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        };
        let in_body = take("__type").or_else(|| take("code"));
        let code = header("x-amzn-errortype").map(str::to_owned).or(in_body);
        let typed = take("Type").is_some();
        let (message_key, message) = match (take("message"), take("Message")) {
            (None, Some(message)) => ("Message", message),
            (message, _) => ("message", message.unwrap_or_default()),
        };
        code.map(|code| ServiceError {
            code: Cow::Owned(bare_code(&code).to_owned()),
            status: status.as_u16(),
            message,
            message_key,
            typed,
            members: members.into_iter().collect(),
            retry_after: None,
        })
    }
    .unwrap_or_else(|| ServiceError {
        code: Cow::Owned(status.as_u16().to_string()),
        status: status.as_u16(),
        message: beginning(body),
        message_key: "message",
        typed: false,
        members: BTreeMap::new(),
        retry_after: None,
    });
    error.retry_after = header(RETRY_AFTER.as_str()).and_then(|text| text.parse().ok());
    error
}

/// What a body that is no service's says: of a page its title, else its beginning, in one line.
fn beginning(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let lower = text.to_ascii_lowercase();
    let title = lower.find("<title>").and_then(|start| {
        let start = start + "<title>".len();
        text.get(start..start + lower.get(start..)?.find("</title>")?)
    });
    let words: Vec<&str> = title.unwrap_or(&text).split_whitespace().collect();
    let said: String = words.join(" ").chars().take(200).collect();
    match (title, said.is_empty()) {
        (Some(_), _) => format!("a page that says '{said}'"),
        (None, true) => "an empty answer".to_owned(),
        (None, false) => said,
    }
}

/// `NotFoundException` of `com.amazon.coral.service#NotFoundException:http://internal.amazon…`.
fn bare_code(code: &str) -> &str {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    code.rsplit_once('#').map_or(code, |(_, code)| code)
}
