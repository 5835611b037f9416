//! Answers that stream events (`InvokeWithResponseStream`, `StartLiveTail`): one binary frame an
//! event, after the response's head.

use aws_smithy_eventstream::frame::write_message_to;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;

use crate::error::ServiceError;
use crate::json;
use crate::model::{Kind, Operation};
use crate::rest_json::write_payload;
use crate::scalar::Mismatch;

pub(crate) const MEDIA_TYPE: http::HeaderValue =
    http::HeaderValue::from_static("application/vnd.amazon.eventstream");

/// Writes one event of the operation's stream: `event` is its union structure with one member set
/// (`InvokeWithResponseStreamResponseEvent { payload_chunk: Some(…), .. }`).
///
/// Errors: an event that sets none of the members, or that no frame can carry.
pub fn frame(operation: &Operation, event: &impl Serialize) -> Result<Bytes, ServiceError> {
    let internal = |text: &str| ServiceError::internal(format!("{}: {text}", operation.name));
    let tree = serde_json::to_value(event).map_err(|error| internal(&error.to_string()))?;
    let (member, value) = operation
        .events()
        .into_iter()
        .flatten()
        .find_map(|member| Some((member, tree.get(member.name)?.as_object()?)))
        .ok_or_else(|| internal("not one of its events"))?;
    let Kind::Structure(structure) = &member.shape.kind else {
        return Err(internal("its event is no structure"));
    };
    let (kind, named) = if member.shape.name.ends_with("Exception") {
        ("exception", ":exception-type")
    } else {
        ("event", ":event-type")
    };
    let (media_type, payload) = match structure.payload {
        Some(payload) => ("application/octet-stream", write_payload(payload, value)),
        None => (
            "application/json",
            Ok(Value::from(json::write_members(structure, value.clone()))
                .to_string()
                .into()),
        ),
    };
    payload
        .and_then(|payload| write(kind, named, member.wire_name, media_type, payload))
        .map_err(|Mismatch(text)| internal(&text))
}

/// The event that opens a JSON protocol's stream. botocore refuses a stream without it.
pub(crate) fn initial_response(body: Bytes) -> Result<Bytes, Mismatch> {
    write(
        "event",
        ":event-type",
        "initial-response",
        "application/x-amz-json-1.1",
        body,
    )
}

fn write(
    kind: &'static str,
    named: &'static str,
    name: &'static str,
    media_type: &'static str,
    payload: Bytes,
) -> Result<Bytes, Mismatch> {
    let mut message = Message::new(payload);
    for (header, value) in [
        (named, name),
        (":content-type", media_type),
        (":message-type", kind),
    ] {
        message = message.add_header(Header::new(header, HeaderValue::String(value.into())));
    }
    let mut frame = Vec::new();
    write_message_to(&message, &mut frame).map_err(|error| Mismatch(error.to_string()))?;
    Ok(frame.into())
}
