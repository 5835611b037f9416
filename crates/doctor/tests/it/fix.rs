//! Fixes as commands: the guide's forms, and words that survive a shell.

use gatewright_doctor::fix::{Fix, MethodKey};
use proptest::prelude::*;

use crate::shell::words;

/// The guide's commands, as they stand in it.
const GUIDE: &str = include_str!("../../../../tests/e2e/guide_commands.txt");

/// The command under that heading.
fn of_guide(name: &str) -> &'static str {
    let (_, rest) = GUIDE.split_once(&format!("## {name}\n")).unwrap();
    rest.split("\n## ").next().unwrap().trim_end()
}

fn method() -> MethodKey {
    MethodKey {
        api: "abc123".into(),
        resource: "def456".into(),
        verb: "GET".into(),
    }
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
        method: method(),
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
            Fix::SetStageVariable {
                api: "abc123".into(),
                stage: "prod".into(),
                name: "functionName".into(),
                value: "my-function".into(),
            },
        ),
        (
            "create-deployment",
            Fix::Redeploy {
                api: "abc123".into(),
                stage: "prod".into(),
            },
        ),
    ];
    for (name, fix) in cases {
        assert_eq!(fix.call().command().to_string(), of_guide(name), "{name}");
    }
}

#[test]
fn a_template_is_replaced_by_a_patch() {
    let fix = Fix::SetRequestTemplate {
        method: method(),
        content_type: "application/json".into(),
        template: "{\"id\": \"$input.params('id')\"}".into(),
    };
    let expected = r#"aws apigateway update-integration \
  --rest-api-id abc123 \
  --resource-id def456 \
  --http-method GET \
  --patch-operations '[{"op":"replace","path":"/requestTemplates/application~1json","value":"{\"id\": \"$input.params('\''id'\'')\"}"}]'"#;
    let command = fix.call().command();
    assert_eq!(command.to_string(), expected);
    assert_eq!(words(expected), command.words());
}

fn any_fix() -> impl Strategy<Value = Fix> {
    let text = || any::<String>();
    let method = (text(), text(), text()).prop_map(|(api, resource, verb)| MethodKey {
        api,
        resource,
        verb,
    });
    prop_oneof![
        (text(), proptest::option::of(text()), text(), text()).prop_map(
            |(function, qualifier, statement_id, source_arn)| Fix::GrantInvoke {
                function,
                qualifier,
                statement_id,
                source_arn,
            }
        ),
        (method.clone(), text()).prop_map(|(method, uri)| Fix::ProxyToFunction { method, uri }),
        (method.clone(), text()).prop_map(|(method, uri)| Fix::SetUri { method, uri }),
        (method, text(), text()).prop_map(|(method, content_type, template)| {
            Fix::SetRequestTemplate {
                method,
                content_type,
                template,
            }
        }),
        (text(), text(), text(), text()).prop_map(|(api, stage, name, value)| {
            Fix::SetStageVariable {
                api,
                stage,
                name,
                value,
            }
        }),
        (text(), text()).prop_map(|(api, stage)| Fix::Redeploy { api, stage }),
    ]
}

proptest! {
    #[test]
    fn a_shell_reads_back_the_words(fix in any_fix()) {
        let command = fix.call().command();
        prop_assert_eq!(words(&command.to_string()), command.words());
    }
}
