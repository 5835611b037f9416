//! Node.js handlers: module kinds, styles of answering, errors, logging.

use serde_json::json;

use crate::bed::{Bed, function, node, tail};

#[tokio::test]
async fn every_kind_of_module_and_handler_works() {
    let bed = Bed::new();
    let cases = [
        (
            "app.handler",
            vec![(
                "app.js",
                0o644,
                "exports.handler = async (event) => ({got: event});",
            )],
        ),
        (
            "app.handler",
            vec![(
                "app.js",
                0o644,
                "exports.handler = (event, context, callback) => callback(null, {got: event});",
            )],
        ),
        (
            "app.handler",
            vec![(
                "app.mjs",
                0o644,
                "export const handler = async (event) => ({got: event});",
            )],
        ),
        (
            "src/app.handler",
            vec![
                (
                    "src/app.js",
                    0o644,
                    "import {got} from './other.js';\nexport async function handler(event) { return got(event); }",
                ),
                (
                    "src/other.js",
                    0o644,
                    "export const got = (event) => ({got: event});",
                ),
                ("package.json", 0o644, r#"{"type": "module"}"#),
            ],
        ),
        (
            "app.handler",
            vec![(
                "app.cjs",
                0o644,
                "exports.handler = (event, context) => context.succeed({got: event});",
            )],
        ),
        (
            "app.nested.deep.handler",
            vec![(
                "app.js",
                0o644,
                "exports.nested = {deep: {handler: (event) => Promise.resolve({got: event})}};",
            )],
        ),
        (
            "app.handler",
            vec![(
                "app.js",
                0o644,
                "exports.handler = awslambda.streamifyResponse(async (event, stream) => { stream.write('{\"got\":'); stream.end(JSON.stringify(event) + '}'); });",
            )],
        ),
    ];
    for (number, (handler, files)) in cases.into_iter().enumerate() {
        let mut function = function("nodejs20.x", handler, &files);
        function.revision = number.to_string();
        for round in 0..2 {
            assert_eq!(
                bed.answer(&function, json!({"a": round})).await,
                json!({"got": {"a": round}}),
                "{files:?}"
            );
        }
    }
    bed.end().await;
}

#[tokio::test]
async fn a_callback_waits_for_the_event_loop_unless_told_otherwise() {
    let bed = Bed::new();
    let function = node(
        "let ran = 0;
exports.handler = (event, context, callback) => {
  context.callbackWaitsForEmptyEventLoop = event.wait;
  const before = ran;
  setTimeout(() => { ran += 1; }, event.wait ? 20 : 100000);
  const answer = {toJSON: () => ran - before};
  callback(null, answer);
};",
    );
    // The answer is read when it is sent: after the timer, or before.
    assert_eq!(bed.answer(&function, json!({"wait": true})).await, json!(1));
    assert_eq!(
        bed.answer(&function, json!({"wait": false})).await,
        json!(0)
    );
    bed.end().await;
}

#[tokio::test]
async fn errors_are_told_as_lambda_tells_them() {
    let bed = Bed::new();
    let cases = [
        (
            "exports.handler = async () => { throw new TypeError('bad'); };",
            "TypeError",
            "bad",
        ),
        (
            "exports.handler = (e, c, callback) => callback('text');",
            "string",
            "text",
        ),
        (
            "exports.handler = (e, c) => c.fail(new Error('failed'));",
            "Error",
            "failed",
        ),
        (
            "exports.handler = async () => { setTimeout(() => { throw new RangeError('late'); }, 1); await new Promise((r) => setTimeout(r, 5000)); };",
            "RangeError",
            "late",
        ),
        (
            "exports.handler = async () => { Promise.reject(new Error('nobody')); await new Promise((r) => setTimeout(r, 5000)); };",
            "Runtime.UnhandledPromiseRejection",
            "Error: nobody",
        ),
        (
            "exports.handler = async () => { await new Promise(() => {}); };",
            "Runtime.NodeJsExit",
            "The Lambda function exited without completing",
        ),
        (
            "exports.handler = async () => { const a = {}; a.a = a; return a; };",
            "Error",
            "Unable to stringify response body",
        ),
        (
            "exports.main = 1;",
            "Runtime.HandlerNotFound",
            "app.handler is undefined or not exported",
        ),
        (
            "exports.handler = 1;",
            "Runtime.HandlerNotFound",
            "app.handler is not a function",
        ),
        (
            "exports.handler = {",
            "Runtime.UserCodeSyntaxError",
            "SyntaxError: Unexpected end of input",
        ),
    ];
    for (number, (code, error_type, message)) in cases.into_iter().enumerate() {
        let mut function = node(code);
        function.revision = number.to_string();
        let (error, outcome) = bed.error(&function, json!({})).await;
        assert_eq!(
            (error["errorType"].as_str(), error["errorMessage"].as_str()),
            (Some(error_type), Some(message)),
            "{code}\n{}",
            tail(&outcome)
        );
        assert!(error["trace"].is_array());
    }
    let (error, _) = bed
        .error(
            &function(
                "nodejs20.x",
                "app.handler",
                &[("app.js", 0o644, "require('left-padder')")],
            ),
            json!({}),
        )
        .await;
    assert_eq!(error["errorType"], "Runtime.ImportModuleError");
    assert!(
        error["errorMessage"]
            .as_str()
            .unwrap()
            .starts_with("Error: Cannot find module 'left-padder'")
    );
    bed.end().await;
}

#[tokio::test]
async fn console_lines_carry_time_request_and_level() {
    let mut bed = Bed::new();
    let function = node(
        "exports.handler = async () => { console.log('one\\ntwo', {a: 1}); console.warn('careful'); };",
    );
    let outcome = bed.invoke(&function, json!({})).await;
    assert_eq!(&outcome.payload[..], b"null");
    let messages: Vec<String> = bed
        .logged()
        .into_iter()
        .map(|record| record.message)
        .collect();
    let id = &outcome.request_id;
    // One event, though the message has two lines.
    let end = format!("\t{id}\tINFO\tone\ntwo {{ a: 1 }}\n");
    assert!(
        messages
            .iter()
            .any(|message| message.ends_with(&end) && message.len() == 24 + end.len()),
        "{messages:?}"
    );
    assert!(
        messages
            .iter()
            .any(|message| message.ends_with(&format!("\t{id}\tWARN\tcareful\n"))),
        "{messages:?}"
    );
    bed.end().await;
}
