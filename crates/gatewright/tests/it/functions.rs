//! Lambda's operations on functions, versions, aliases and policies.

use std::io::{Cursor, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gatewright::control::Scope;
use gatewright::control::lambda::check_json;
use gatewright_wire::lambda::SERVICE;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::control::{scope, send};
use crate::script::{self, Captured};

/// Each case has a function name and a package of its own.
async fn begin(_: &Scope, case: usize) -> Captured {
    [
        ("case".to_owned(), format!("function{case}")),
        ("zip".to_owned(), STANDARD.encode(package())),
    ]
    .into()
}

pub(crate) fn package() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("app.py", zip::write::SimpleFileOptions::default())
        .unwrap();
    zip.write_all(b"def handler(event, context): return event")
        .unwrap();
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn functions() {
    let text = include_str!("../data/lambda/functions.txt");
    script::run(&SERVICE, "functions.txt", text, begin).await;
}

#[tokio::test]
async fn permissions() {
    let text = include_str!("../data/lambda/permissions.txt");
    script::run(&SERVICE, "permissions.txt", text, begin).await;
}

/// `$LATEST` cannot have a policy, and is called by whoever may call the function (F§4.3).
#[tokio::test]
async fn a_policy_for_each_qualifier() {
    let (scope, _folder) = scope();
    let function = json!({
        "FunctionName": "f", "Runtime": "python3.11", "Handler": "app.handler",
        "Role": "arn:aws:iam::123456789012:role/r", "Code": {"ZipFile": STANDARD.encode(package())},
    });
    let statement = json!({
        "StatementId": "s", "Action": "lambda:InvokeFunction", "Principal": "apigateway.amazonaws.com",
    });
    for (path, body) in [
        ("", function),
        ("/f/versions", json!({})),
        (
            "/f/aliases",
            json!({"Name": "prod", "FunctionVersion": "1"}),
        ),
        ("/f/policy", statement),
    ] {
        let path = format!("/2015-03-31/functions{path}");
        let answer = send(&scope, &SERVICE, "POST", &path, &body.to_string()).await;
        assert_eq!(answer.status, 201, "{path}: {}", answer.body);
    }
    let functions = &scope.server.functions;
    let known = functions.get(&scope.account, &scope.region, "f");
    let known = known.await.unwrap().unwrap();
    for (qualifier, has) in [
        (None, true),
        (Some("$LATEST"), true),
        (Some("1"), false),
        (Some("prod"), false),
    ] {
        assert_eq!(known.policy(qualifier).is_some(), has, "{qualifier:?}");
    }
}

#[tokio::test]
async fn event_invoke_configs() {
    let text = include_str!("../data/lambda/event_invoke_configs.txt");
    script::run(&SERVICE, "event_invoke_configs.txt", text, begin).await;
}

#[test]
fn payloads_that_are_no_json() {
    for line in include_str!("../data/lambda/payloads.jsonl").lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let error = check_json(row["payload"].as_str().unwrap().as_bytes()).unwrap_err();
        assert_eq!(error.message, row["message"].as_str().unwrap(), "{row}");
    }
    let not_text = check_json(b"[\"\x97\"]").unwrap_err().message;
    assert!(
        not_text.contains("Invalid UTF-8 start byte 0x97\n at ["),
        "{not_text}"
    );
    let control = check_json(b"\x9b+").unwrap_err().message;
    assert!(
        control.contains("Unexpected character ((CTRL-CHAR, code 155)): expected a valid value"),
        "{control}"
    );
    // Deeper than a recursive reader would go.
    let deep = [vec![b'['; 100_000], vec![b']'; 100_000]].concat();
    check_json(&deep).unwrap();
}

proptest! {
    /// As another reader of JSON decides, whatever is sent.
    #[test]
    fn payloads_are_json_or_not(
        text in prop_oneof![
            "[\\[\\]{}:,\"\\\\a-f0-9eE.+ \nutrlsn-]{0,12}",
            "\\PC{0,20}",
        ],
        bytes in prop::collection::vec(any::<u8>(), 0..12),
    ) {
        let is_json = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
        prop_assert_eq!(check_json(text.as_bytes()).is_ok(), is_json, "{}", text);
        let _ = check_json(&bytes);
    }

    #[test]
    fn json_is_json(depth in 0..4usize, numbers in prop::collection::vec(any::<f64>(), 0..4), text in ".*") {
        let mut value = serde_json::json!([numbers, text, null, true, false, {}]);
        for _ in 0..depth {
            value = serde_json::json!({ text.clone(): [value] });
        }
        check_json(value.to_string().as_bytes()).unwrap();
        check_json(serde_json::to_string_pretty(&value).unwrap().as_bytes()).unwrap();
    }
}
