//! The Runtime API answers the function's own processes and nobody else.

use std::io::{Read, Write};

use serde_json::json;

use crate::bed::{Bed, function, python};

#[tokio::test]
async fn strangers_are_not_answered() {
    let bed = Bed::new();
    let function = python(
        "import os\ndef handler(event, context):\n    return os.environ['AWS_LAMBDA_RUNTIME_API']",
    );
    let address = bed.answer(&function, json!({})).await;
    let address = address.as_str().unwrap().to_owned();
    let heard = tokio::task::spawn_blocking(move || {
        let mut stream = std::net::TcpStream::connect(address).unwrap();
        let _ = stream
            .write_all(b"GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n");
        let mut heard = Vec::new();
        let _ = stream.read_to_end(&mut heard);
        heard
    })
    .await
    .unwrap();
    assert!(heard.is_empty(), "{}", String::from_utf8_lossy(&heard));
    assert!(bed.answer(&function, json!({})).await.is_string());
    bed.end().await;
}

/// A runtime that tries everything out of order before it answers.
const PROBING: &str = r#"#!/usr/bin/env python3
import json, os, urllib.request, urllib.error
API = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/"
def call(path, body=None):
    try:
        with urllib.request.urlopen(urllib.request.Request(API + path, body)) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read().decode()
early = call("invocation/1/response", b"1")
while True:
    _, headers, event = call("invocation/next")
    id = headers["lambda-runtime-aws-request-id"]
    seen = [early[0], json.loads(early[2])["errorType"]]
    seen += [call("invocation/other/response", b"1")[0], call("init/error", b"{}")[0], call("nonsense")[0]]
    seen += [int(headers["lambda-runtime-deadline-ms"]) > 0, headers["lambda-runtime-invoked-function-arn"], headers.get("lambda-runtime-trace-id")]
    status, _, body = call("invocation/" + id + "/response", json.dumps(seen).encode())
    print("accepted", status, body, flush=True)
    print("again", call("invocation/" + id + "/response", b"2")[0], flush=True)
"#;

#[tokio::test]
async fn calls_out_of_order_are_refused_as_on_aws() {
    let mut bed = Bed::new();
    let function = function("provided.al2", "x", &[("bootstrap", 0o755, PROBING)]);
    let arn = function.function_arn.clone();
    for _ in 0..2 {
        assert_eq!(
            bed.answer(&function, json!({})).await,
            json!([400, "InvalidRequestID", 400, 403, 404, true, arn, null])
        );
    }
    for wanted in ["accepted 202 {\"status\":\"OK\"}\n", "again 400\n"] {
        while !bed
            .records
            .recv()
            .await
            .unwrap()
            .iter()
            .any(|record| record.message == wanted)
        {}
    }
    bed.end().await;
}
