//! Fixes as commands: the guide's forms, and words that survive a shell.

use gatewright_doctor::fix::Fix;
use gatewright_doctor::subject::{Thing, segment};
use gatewright_gateway::api::Api;
use proptest::prelude::*;
use serde_json::json;

use crate::shell::words;

/// The guide's commands, as they stand in it.
const GUIDE: &str = include_str!("../../../../tests/e2e/guide_commands.txt");

/// The command under that heading.
fn of_guide(name: &str) -> &'static str {
    let (_, rest) = GUIDE.split_once(&format!("## {name}\n")).unwrap();
    rest.split("\n## ").next().unwrap().trim_end()
}

/// The guide's API.
fn api() -> Api {
    serde_json::from_value(json!({
        "account": "123456789012",
        "region": "us-east-1",
        "restApi": {"id": "abc123"},
        "resources": [{
            "id": "def456",
            "path": "/my-resource",
            "resourceMethods": {"GET": {
                "httpMethod": "GET",
                "methodIntegration": {"type": "AWS", "requestTemplates": {"application/json": "{}"}}
            }}
        }]
    }))
    .unwrap()
}

/// A member of the guide's method.
fn set(pointer: &str, value: impl Into<serde_json::Value>) -> Fix {
    Fix::set(Thing::method("/my-resource", "GET").member(pointer), value)
}

fn grant(statement_id: &str, qualifier: Option<&str>, path: &str) -> Fix {
    Fix::GrantInvoke {
        function: "my-function".into(),
        qualifier: qualifier.map(str::to_owned),
        statement_id: statement_id.into(),
        source_arn: format!("arn:aws:execute-api:us-east-1:123456789012:abc123/{path}"),
    }
}

fn proxy(function: &str) -> Fix {
    let arn = format!("arn:aws:lambda:us-east-1:123456789012:function:{function}");
    Fix::ProxyToFunction {
        path: "/my-resource".into(),
        verb: "GET".into(),
        uri: format!(
            "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{arn}/invocations"
        ),
    }
}

#[test]
fn fixes_are_written_as_the_guide_writes_them() {
    let cases = [
        (
            "add-permission",
            grant("apigateway-invoke", None, "*/GET/my-resource"),
        ),
        (
            "add-permission-all",
            grant("apigateway-invoke-all", None, "*"),
        ),
        (
            "add-permission-alias",
            grant("apigateway-invoke-alias", Some("prod"), "*"),
        ),
        ("put-integration-new-function", proxy("new-function")),
        ("put-integration-my-function", proxy("my-function")),
        (
            "set-stage-variable",
            Fix::set(
                Thing::Stage("prod".into()).member("/variables/functionName"),
                "my-function",
            ),
        ),
        (
            "create-deployment",
            Fix::Redeploy {
                stage: "prod".into(),
            },
        ),
    ];
    for (name, fix) in cases {
        assert_eq!(
            fix.call(&api()).unwrap().command().to_string(),
            of_guide(name),
            "{name}"
        );
    }
}

/// The command of a fix of the guide's method, without what addresses the method.
fn command(fix: &Fix) -> String {
    let command = fix.call(&api()).unwrap().command().to_string();
    let words = words(&command);
    words
        .iter()
        .filter(|word| {
            !["--rest-api-id", "abc123", "--resource-id", "def456"].contains(&word.as_str())
        })
        .cloned()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn members_are_changed_by_the_operation_that_has_them() {
    let json = segment("application/json");
    let cases = [
        (
            set(
                &format!("/methodIntegration/requestTemplates/{json}"),
                "{\"a\": 1}",
            ),
            r#"aws apigateway update-integration --http-method GET --patch-operations [{"op":"replace","path":"/requestTemplates/application~1json","value":"{\"a\": 1}"}]"#,
        ),
        (
            set("/methodIntegration/requestTemplates/text~1xml", "<a/>"),
            r#"aws apigateway update-integration --http-method GET --patch-operations [{"op":"add","path":"/requestTemplates/text~1xml","value":"<a/>"}]"#,
        ),
        (
            set("/methodIntegration/httpMethod", "POST"),
            r#"aws apigateway update-integration --http-method GET --patch-operations [{"op":"replace","path":"/httpMethod","value":"POST"}]"#,
        ),
        (
            set("/methodIntegration/integrationResponses/200", json!({})),
            "aws apigateway put-integration-response --http-method GET --status-code 200",
        ),
        (
            set(
                "/methodIntegration/integrationResponses/200/selectionPattern",
                "2..",
            ),
            r#"aws apigateway update-integration-response --http-method GET --status-code 200 --patch-operations [{"op":"replace","path":"/selectionPattern","value":"2.."}]"#,
        ),
        (
            set("/methodResponses/200", json!({})),
            "aws apigateway put-method-response --http-method GET --status-code 200",
        ),
        (
            set("/apiKeyRequired", false),
            r#"aws apigateway update-method --http-method GET --patch-operations [{"op":"replace","path":"/apiKeyRequired","value":"false"}]"#,
        ),
        (
            Fix::Remove {
                place: Thing::method("/my-resource", "GET")
                    .member("/requestParameters/method.request.header.X"),
            },
            r#"aws apigateway update-method --http-method GET --patch-operations [{"op":"remove","path":"/requestParameters/method.request.header.X"}]"#,
        ),
        (
            Fix::set(
                Thing::Stage("prod".into()).member("/methodSettings/*~1*/loggingLevel"),
                "INFO",
            ),
            r#"aws apigateway update-stage --stage-name prod --patch-operations [{"op":"replace","path":"/*/*/logging/loglevel","value":"INFO"}]"#,
        ),
        (
            Fix::set(
                Thing::Account.member("/cloudwatchRoleArn"),
                "arn:aws:iam::1:role/x",
            ),
            r#"aws apigateway update-account --patch-operations [{"op":"replace","path":"/cloudwatchRoleArn","value":"arn:aws:iam::1:role/x"}]"#,
        ),
    ];
    for (fix, expected) in cases {
        assert_eq!(command(&fix), expected);
    }
}

#[test]
fn what_no_operation_changes_is_said() {
    let refused = |fix: Fix| fix.call(&api()).unwrap_err().to_string();
    assert_eq!(
        refused(Fix::set(
            Thing::method("/other", "GET").member("/apiKeyRequired"),
            true
        )),
        "the API has no GET /other"
    );
    assert_eq!(
        refused(Fix::set(Thing::Role("arn".into()).member("/x"), true)),
        "no operation changes /x of role arn"
    );
}

fn any_fix() -> impl Strategy<Value = Fix> {
    let text = || any::<String>();
    prop_oneof![
        (text(), proptest::option::of(text()), text(), text()).prop_map(
            |(function, qualifier, statement_id, source_arn)| Fix::GrantInvoke {
                function,
                qualifier,
                statement_id,
                source_arn,
            }
        ),
        text().prop_map(|uri| Fix::ProxyToFunction {
            path: "/my-resource".into(),
            verb: "GET".into(),
            uri
        }),
        text().prop_map(|uri| set("/methodIntegration/uri", uri)),
        (text(), text()).prop_map(|(content_type, template)| set(
            &format!(
                "/methodIntegration/requestTemplates/{}",
                segment(&content_type)
            ),
            template
        )),
        (text(), text(), text()).prop_map(|(stage, name, value)| Fix::set(
            Thing::Stage(stage).member(format!("/variables/{}", segment(&name))),
            value
        )),
        text().prop_map(|stage| Fix::Redeploy { stage }),
    ]
}

proptest! {
    #[test]
    fn a_shell_reads_back_the_words(fix in any_fix()) {
        let command = fix.call(&api()).unwrap().command();
        prop_assert_eq!(words(&command.to_string()), command.words());
    }
}
