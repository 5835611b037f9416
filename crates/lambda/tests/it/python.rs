//! Python handlers: what they are given, what they may answer, how their errors are told.

use gatewright_lambda::Invocation;
use serde_json::json;

use crate::bed::{Bed, function, python, tail, with};

#[tokio::test]
async fn the_context_has_what_lambda_documents() {
    let bed = Bed::new();
    let function = python(
        "def handler(event, context):
    left = context.get_remaining_time_in_millis()
    return {
        'event': event, 'id': context.aws_request_id, 'group': context.log_group_name,
        'stream': context.log_stream_name, 'name': context.function_name, 'version': context.function_version,
        'arn': context.invoked_function_arn, 'memory': context.memory_limit_in_mb,
        'identity': context.identity.cognito_identity_id, 'custom': context.client_context.custom,
        'app': context.client_context.client.app_title, 'in time': 0 < left <= 20000,
        'trace': __import__('os').environ['_X_AMZN_TRACE_ID'],
    }",
    );
    let invocation = Invocation {
        invoked_arn: format!("{}:live", function.function_arn),
        client_context: Some(r#"{"custom":{"a":"ü"},"client":{"app_title":"T"}}"#.to_owned()),
        trace_id: Some("Root=1-5759e988-bd862e3fe1be46a994272793".to_owned()),
        ..with(&function, json!({"a": [1, "ü"]}))
    };
    let outcome = bed.lambda.invoke(&function, invocation).await.unwrap();
    let answer: serde_json::Value = serde_json::from_slice(&outcome.payload).unwrap();
    let stream = answer["stream"].as_str().unwrap().to_owned();
    assert!(
        stream.contains("/[$LATEST]") && stream.len() == "2026/01/31/[$LATEST]".len() + 32,
        "{stream}"
    );
    assert_eq!(
        answer,
        json!({
            "event": {"a": [1, "ü"]}, "id": outcome.request_id, "group": "/aws/lambda/hello", "stream": stream,
            "name": "hello", "version": "$LATEST", "arn": "arn:aws:lambda:eu-west-1:123456789012:function:hello:live",
            "memory": "256", "identity": null, "custom": {"a": "ü"}, "app": "T", "in time": true,
            "trace": "Root=1-5759e988-bd862e3fe1be46a994272793",
        })
    );
    assert_eq!(outcome.executed_version, "$LATEST");
    assert!(outcome.init_duration.is_some());
    bed.end().await;
}

#[tokio::test]
async fn answers_are_written_as_lambda_writes_them() {
    let bed = Bed::new();
    let code = "from decimal import Decimal
def handler(event, context):
    return eval(event)";
    let (old, mut new) = (python(code), python(code));
    new.runtime = "python3.12".to_owned();
    new.revision = "2".to_owned();
    for (expression, before_312) in [
        (
            "{'a': 1, 'b': [True, None]}",
            r#"{"a": 1, "b": [true, null]}"#,
        ),
        ("'ü\\u2028'", r#""\u00fc\u2028""#),
        ("{'d': Decimal('1.10')}", r#"{"d": 1.10}"#),
        ("None", "null"),
        ("float('nan')", "NaN"),
        ("b'raw'", "raw"),
    ] {
        let outcome = bed.invoke(&old, json!(expression)).await;
        assert_eq!(String::from_utf8_lossy(&outcome.payload), before_312);
    }
    for (expression, since_312) in [("'ü'", "\"ü\""), ("'\\ud800'", r#""\ud800""#)] {
        let outcome = bed.invoke(&new, json!(expression)).await;
        assert_eq!(String::from_utf8_lossy(&outcome.payload), since_312);
    }
    bed.end().await;
}

#[tokio::test]
async fn an_exception_is_an_unhandled_error_with_its_trace() {
    let bed = Bed::new();
    let function =
        python("def handler(event, context):\n    if event: raise ValueError('no ' + event)");
    let (error, outcome) = bed.error(&function, json!("such thing")).await;
    let file = error["stackTrace"][0].as_str().unwrap().to_owned();
    assert!(
        file.ends_with(
            "app.py\", line 2, in handler
    if event: raise ValueError('no ' + event)
"
        ),
        "{file}"
    );
    assert_eq!(
        String::from_utf8_lossy(&outcome.payload),
        format!(
            r#"{{"errorMessage": "no such thing", "errorType": "ValueError", "requestId": "{}", "stackTrace": [{}]}}"#,
            outcome.request_id,
            json!(file)
        )
    );
    assert_eq!(outcome.function_error.unwrap().as_str(), "Unhandled");
    let tail = tail(&outcome);
    assert!(tail.contains("[ERROR] ValueError: no such thing\nTraceback (most recent call last):\n\u{a0}\u{a0}File"), "{tail}");
    // The instance lives on.
    let (_, second) = bed.error(&function, json!("luck")).await;
    assert_eq!(second.init_duration, None);
    bed.end().await;
}

#[tokio::test]
async fn faults_of_loading_and_marshalling_have_lambdas_names() {
    let bed = Bed::new();
    for (number, (handler, files, error_type, message)) in [
        (
            "missing.handler",
            vec![("app.py", 0o644, "")],
            "Runtime.ImportModuleError",
            "Unable to import module 'missing': No module named 'missing'",
        ),
        (
            "app.handler",
            vec![("app.py", 0o644, "import boto_four\n")],
            "Runtime.ImportModuleError",
            "Unable to import module 'app': No module named 'boto_four'",
        ),
        (
            "app.main",
            vec![("app.py", 0o644, "x = 1")],
            "Runtime.HandlerNotFound",
            "Handler 'main' missing on module 'app'",
        ),
        (
            "app.handler",
            vec![("app.py", 0o644, "def handler(:\n")],
            "Runtime.UserCodeSyntaxError",
            "Syntax error in module 'app': invalid syntax (app.py, line 1)",
        ),
        (
            "app",
            vec![("app.py", 0o644, "")],
            "Runtime.MalformedHandlerName",
            "Bad handler 'app': not enough values to unpack (expected 2, got 1)",
        ),
        (
            "app.handler",
            vec![("app.py", 0o644, "def handler(e, c): return {1, 2}")],
            "Runtime.MarshalError",
            "Unable to marshal response: Object of type set is not JSON serializable",
        ),
        (
            "app.handler",
            vec![("app.py", 0o644, "raise KeyError('at import')")],
            "KeyError",
            "'at import'",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let mut function = function("python3.11", handler, &files);
        function.revision = number.to_string();
        let (error, _) = bed.error(&function, json!({})).await;
        assert_eq!(
            (error["errorType"].as_str(), error["errorMessage"].as_str()),
            (Some(error_type), Some(message))
        );
    }
    bed.end().await;
}

#[tokio::test]
async fn handlers_lie_in_folders_and_see_their_package() {
    let bed = Bed::new();
    let files = [
        (
            "src/api/app.py",
            0o644,
            "import helper, src.other\ndef handler(event, context):\n    return [helper.X, src.other.Y, open('data.txt').read()]",
        ),
        ("src/other.py", 0o644, "Y = 2"),
        ("helper.py", 0o644, "X = 1"),
        ("data.txt", 0o600, "data"),
    ];
    let function = function("python3.11", "src/api/app.handler", &files);
    assert_eq!(
        bed.answer(&function, json!(null)).await,
        json!([1, 2, "data"])
    );
    bed.end().await;
}

#[tokio::test]
async fn a_different_interpreter_is_told_of() {
    let bed = Bed::new();
    let exact = bed
        .lambda
        .describe_runtime("provided.al2023")
        .await
        .unwrap();
    assert!(exact.is_exact() && exact.found.is_none());
    // No such version will ever be.
    let other = bed.lambda.describe_runtime("python3.999").await.unwrap();
    assert!(!other.is_exact());
    assert_eq!(other.wanted.as_deref(), Some("3.999"));
    let found = other.found.clone().unwrap();
    assert_eq!(
        other.to_string(),
        format!(
            "runtime python3.999 runs on {} {}",
            found.program.display(),
            found.version
        )
    );
    bed.end().await;
}
