//! Answers that functions stream: taken as they come, or gathered.

use gatewright_lambda::FunctionVersion;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use crate::bed::{Bed, node, with};

/// Writes "one", waits for a byte from the port in its event, then does as the event says.
fn streaming() -> FunctionVersion {
    node(
        "const net = require('net');
exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  if (event.early) throw new Error('too early');
  stream.write('one');
  if (event.port) await new Promise((go) => net.connect(event.port, '127.0.0.1').once('data', go));
  if (event.late) throw new Error('too late');
  stream.end('two');
});",
    )
}

#[tokio::test]
async fn pieces_come_before_the_function_ends() {
    let bed = Bed::new();
    let function = streaming();
    let gate = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let event = json!({"port": gate.local_addr().unwrap().port()});
    for _ in 0..2 {
        let invocation = with(&function, event.clone());
        let mut streaming = bed.lambda.invoke_streaming(&function, invocation).unwrap();
        assert_eq!(streaming.next().await.unwrap(), "one");
        let (mut waiting, _) = gate.accept().await.unwrap();
        waiting.write_all(b"!").await.unwrap();
        assert_eq!(streaming.next().await.unwrap(), "two");
        assert_eq!(streaming.next().await, None);
        let request_id = streaming.request_id.clone();
        let outcome = streaming.outcome().await.unwrap();
        assert_eq!((outcome.payload.len(), outcome.function_error), (0, None));
        assert_eq!(outcome.request_id, request_id);
    }
    bed.end().await;
}

#[tokio::test]
async fn a_caller_who_takes_it_whole_gets_it_whole() {
    let bed = Bed::new();
    let outcome = bed.invoke(&streaming(), json!({})).await;
    assert_eq!(outcome.payload, "onetwo");
    bed.end().await;
}

#[tokio::test]
async fn an_error_ends_the_answer_wherever_it_happens() {
    let bed = Bed::new();
    let function = streaming();
    for (event, wanted, message) in [
        (json!({"early": true}), None, "too early"),
        (json!({"late": true}), Some("one"), "too late"),
    ] {
        let invocation = with(&function, event.clone());
        let mut streaming = bed.lambda.invoke_streaming(&function, invocation).unwrap();
        let first = streaming.next().await;
        assert_eq!(first.as_deref(), wanted.map(str::as_bytes));
        if first.is_some() {
            assert_eq!(streaming.next().await, None);
        }
        let outcome = streaming.outcome().await.unwrap();
        assert!(outcome.function_error.is_some());
        let error: Value = serde_json::from_slice(&outcome.payload).unwrap();
        assert_eq!(error["errorMessage"], message);
        // Whoever wants all of it gets the error in its place.
        assert_eq!(bed.error(&function, event).await.0["errorMessage"], message);
    }
    bed.end().await;
}

#[tokio::test]
async fn a_caller_who_goes_does_not_end_the_function() {
    let mut bed = Bed::new();
    let function = node(
        "exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  for (let i = 0; i < 200; i++) if (!stream.write('x'.repeat(65536))) await new Promise((go) => stream.once('drain', go));
  stream.end();
  console.log('wrote all');
});",
    );
    let invocation = with(&function, json!({}));
    let mut streaming = bed.lambda.invoke_streaming(&function, invocation).unwrap();
    assert!(streaming.next().await.is_some());
    drop(streaming);
    let mut ended = false;
    while !ended {
        let records = bed.records.recv().await.unwrap();
        ended = records
            .iter()
            .any(|record| record.message.ends_with("wrote all\n"));
    }
    bed.end().await;
}

#[tokio::test]
async fn one_that_does_not_stream_answers_at_its_end() {
    let bed = Bed::new();
    let function = node("exports.handler = async () => 'hello';");
    let invocation = with(&function, json!({}));
    let mut streaming = bed.lambda.invoke_streaming(&function, invocation).unwrap();
    assert_eq!(streaming.next().await, None);
    assert_eq!(streaming.outcome().await.unwrap().payload, "\"hello\"");
    bed.end().await;
}
