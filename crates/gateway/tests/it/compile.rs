//! `compile` never fails: it reports what is wrong, with its place.

use gatewright_gateway::api::Api;
use gatewright_gateway::compile::compile;
use gatewright_gateway::trace::LogLevel;
use gatewright_wire::apigateway::Stage;
use proptest::prelude::*;
use serde_json::{Value, json};

fn api(method: Value) -> Api {
    serde_json::from_value(json!({
        "account": "123456789012",
        "region": "us-east-1",
        "restApi": {"id": "abc123"},
        "resources": [{"id": "res001", "path": "/pets", "resourceMethods": {"GET": method}}],
        "models": [{"name": "Broken", "schema": "{"}],
        "requestValidators": [{"id": "val001", "validateRequestBody": true}],
    }))
    .unwrap()
}

fn problems(method: Value) -> Vec<String> {
    let (_, problems) = compile(&api(method), &Stage::default());
    problems.iter().map(ToString::to_string).collect()
}

fn with(integration: Value) -> Value {
    json!({"methodIntegration": integration, "methodResponses": {"200": {}}})
}

fn lambda(function: &str) -> Value {
    let uri = format!(
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{function}/invocations"
    );
    json!({"type": "AWS_PROXY", "httpMethod": "POST", "uri": uri})
}

const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:pets";

#[test]
fn a_sound_method_has_no_problem() {
    assert_eq!(problems(with(lambda(FUNCTION))), [""; 0]);
}

#[test]
fn each_problem_says_where_it_is() {
    let at = "GET /pets/methodIntegration";
    let cases = [
        (json!({}), format!("{at}: the method has no integration")),
        (
            with(json!({"type": "FTP"})),
            format!("{at}/type: 'FTP' is not an integration type"),
        ),
        (
            with(json!({"type": "HTTP_PROXY", "httpMethod": "GET"})),
            format!("{at}/uri: the integration has no uri"),
        ),
        (
            with(lambda(&format!("{FUNCTION}:${{stageVariables.alias}}"))),
            format!("{at}/uri: the stage does not define the variable 'alias'"),
        ),
        (
            with(json!({"type": "AWS", "httpMethod": "GET", "uri": lambda(FUNCTION)["uri"]})),
            format!("{at}/httpMethod: a Lambda function is invoked with POST, not GET"),
        ),
        (
            with(json!({"type": "MOCK", "requestTemplates": {"application/json": "#if("}})),
            format!("{at}/requestTemplates/application~1json: the template does not parse: "),
        ),
        (
            with(
                json!({"type": "MOCK", "integrationResponses": {"404": {"selectionPattern": "("}}}),
            ),
            format!("{at}/integrationResponses/404/selectionPattern: "),
        ),
        (
            with(json!({"type": "MOCK", "integrationResponses": {"404": {}}})),
            format!("{at}/integrationResponses/404: there is no method response for status 404"),
        ),
        (
            with(
                json!({"type": "HTTP_PROXY", "uri": "http://a", "requestParameters": {"integration.request.header.A": "true"}}),
            ),
            format!("{at}/requestParameters/integration.request.header.A: "),
        ),
        (
            with(
                json!({"type": "HTTP_PROXY", "uri": "http://a", "requestParameters": {"integration.request.header.Content-Length": "'1'"}}),
            ),
            format!("{at}/requestParameters: a mapping must not set the header 'Content-Length'"),
        ),
        (
            json!({"methodIntegration": lambda(FUNCTION), "requestValidatorId": "val002"}),
            "GET /pets/requestValidatorId: there is no request validator 'val002'".to_owned(),
        ),
        (
            json!({"methodIntegration": lambda(FUNCTION), "requestValidatorId": "val001", "requestModels": {"a/b": "None"}}),
            "GET /pets/requestModels: there is no model 'None'".to_owned(),
        ),
        (
            json!({"methodIntegration": lambda(FUNCTION), "requestValidatorId": "val001", "requestModels": {"a/b": "Broken"}}),
            "GET /pets/requestModels: the schema of the model 'Broken' cannot be used: ".to_owned(),
        ),
        (
            json!({"methodIntegration": lambda(FUNCTION), "authorizationType": "CUSTOM", "authorizerId": "aut001"}),
            "GET /pets/authorizerId: there is no authorizer 'aut001'".to_owned(),
        ),
    ];
    for (method, expected) in cases {
        let found = problems(method.clone());
        assert!(
            found.iter().any(|problem| problem.starts_with(&expected)),
            "{method}\n  expected {expected}\n  found    {found:?}"
        );
    }
}

#[test]
fn the_most_specific_method_setting_counts() {
    let stage: Stage = serde_json::from_value(json!({
        "stageName": "prod",
        "methodSettings": {
            "*/*": {"loggingLevel": "ERROR", "dataTraceEnabled": true, "throttlingRateLimit": 10.0, "throttlingBurstLimit": 5},
            "~1pets/GET": {"loggingLevel": "INFO"},
            "~1dogs/GET": {"loggingLevel": "OFF"},
        },
    }))
    .unwrap();
    let (snapshot, _) = compile(&api(with(lambda(FUNCTION))), &stage);
    let method = &snapshot.methods()[0];
    assert_eq!(method.logging.level, LogLevel::Info);
    assert!(method.logging.data_trace);
    let throttle = method.throttle.unwrap();
    assert_eq!(
        (throttle.rate.to_bits(), throttle.burst),
        (10.0_f64.to_bits(), 5)
    );
}

proptest! {
    #[test]
    fn whatever_the_documents_hold_it_compiles(
        kind in "MOCK|AWS|AWS_PROXY|HTTP|HTTP_PROXY|[A-Z]{0,3}",
        uri in "\\PC{0,40}",
        key in "\\PC{0,20}",
        text in "\\PC{0,40}",
    ) {
        let method = with(json!({
            "type": kind,
            "httpMethod": text,
            "uri": uri,
            "credentials": key,
            "connectionType": "VPC_LINK",
            "connectionId": text,
            "requestParameters": {key.as_str(): text},
            "requestTemplates": {key.as_str(): text},
            "integrationResponses": {key.as_str(): {
                "selectionPattern": text,
                "responseParameters": {key.as_str(): text},
                "responseTemplates": {key.as_str(): text},
            }},
        }));
        let (snapshot, _) = compile(&api(method), &Stage::default());
        prop_assert_eq!(snapshot.methods().len(), 1);
    }
}
