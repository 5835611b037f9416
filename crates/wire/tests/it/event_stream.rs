//! Streams of events, read back by AWS's own decoder.

use aws_smithy_eventstream::frame::read_message_from;
use aws_smithy_types::event_stream::Message;
use bytes::Bytes;
use gatewright_wire::event_stream::frame;
use gatewright_wire::model::{Input as _, Operation};
use gatewright_wire::server::encode;
use gatewright_wire::values::Blob;
use gatewright_wire::{lambda, logs};

fn read(frame: Bytes) -> Message {
    read_message_from(&mut frame.clone()).unwrap()
}

fn headers(message: &Message) -> Vec<(String, String)> {
    message
        .headers()
        .iter()
        .map(|header| {
            let value = header.value().as_string().unwrap().as_str();
            (header.name().as_str().to_owned(), value.to_owned())
        })
        .collect()
}

fn expected(named: &str, name: &str, media_type: &str, kind: &str) -> Vec<(String, String)> {
    [
        (named, name),
        (":content-type", media_type),
        (":message-type", kind),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

const INVOKE: &Operation = lambda::InvokeWithResponseStreamRequest::OPERATION;
const TAIL: &Operation = logs::StartLiveTailRequest::OPERATION;

#[test]
fn a_rest_stream_has_only_its_events() {
    let head = encode(
        &lambda::SERVICE,
        INVOKE,
        &lambda::InvokeWithResponseStreamResponse {
            executed_version: Some("$LATEST".to_owned()),
            ..Default::default()
        },
        "id",
    );
    assert_eq!(
        head.headers()["content-type"],
        "application/vnd.amazon.eventstream"
    );
    assert_eq!(head.headers()["x-amz-executed-version"], "$LATEST");
    assert!(head.body().is_empty());

    let chunk = lambda::InvokeWithResponseStreamResponseEvent {
        payload_chunk: Some(lambda::InvokeResponseStreamUpdate {
            payload: Some(Blob(Bytes::from_static(b"\x00hello"))),
        }),
        ..Default::default()
    };
    let message = read(frame(INVOKE, &chunk).unwrap());
    assert_eq!(
        headers(&message),
        expected(
            ":event-type",
            "PayloadChunk",
            "application/octet-stream",
            "event"
        )
    );
    assert_eq!(&message.payload()[..], b"\x00hello");

    let complete = lambda::InvokeWithResponseStreamResponseEvent {
        invoke_complete: Some(lambda::InvokeWithResponseStreamCompleteEvent {
            error_code: Some("Unhandled".to_owned()),
            ..Default::default()
        }),
        ..Default::default()
    };
    let message = read(frame(INVOKE, &complete).unwrap());
    assert_eq!(
        headers(&message),
        expected(":event-type", "InvokeComplete", "application/json", "event")
    );
    assert_eq!(&message.payload()[..], br#"{"ErrorCode":"Unhandled"}"#);
}

#[test]
fn a_json_stream_opens_with_its_initial_response() {
    let head = encode(
        &logs::SERVICE,
        TAIL,
        &logs::StartLiveTailResponse::default(),
        "id",
    );
    assert_eq!(
        head.headers()["content-type"],
        "application/vnd.amazon.eventstream"
    );
    let message = read(head.into_body());
    assert_eq!(
        headers(&message),
        expected(
            ":event-type",
            "initial-response",
            "application/x-amz-json-1.1",
            "event"
        )
    );
    assert_eq!(&message.payload()[..], b"{}");

    let timeout = logs::StartLiveTailResponseStream {
        session_timeout_exception: Some(logs::SessionTimeoutException {
            message: Some("m".to_owned()),
        }),
        ..Default::default()
    };
    let message = read(frame(TAIL, &timeout).unwrap());
    assert_eq!(
        headers(&message),
        expected(
            ":exception-type",
            "SessionTimeoutException",
            "application/json",
            "exception"
        )
    );
}

#[test]
fn what_is_no_event_is_refused() {
    let none = logs::StartLiveTailResponseStream::default();
    assert_eq!(
        frame(TAIL, &none).unwrap_err().to_string(),
        "InternalFailure: StartLiveTail: not one of its events"
    );
}
