//! Lambda's operations on functions, versions, aliases and policies.

use std::io::{Cursor, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gatewright::control::Scope;
use gatewright_wire::lambda::SERVICE;
use serde_json::json;

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
