//! `compile` never fails: it reports what is wrong, with its place.

use gatewright_gateway::api::Api;
use gatewright_gateway::compile::{compile, compile_canary};
use gatewright_gateway::snapshot::Snapshot;
use gatewright_gateway::throttle::Throttle;
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
    let limit = method.limit.as_ref().unwrap();
    assert_eq!(limit.bucket, "abc123/prod/res001/GET");
    let (rate, burst) = (10.0, 5);
    assert_eq!(limit.throttle, Throttle { rate, burst });
}

#[test]
fn a_limit_is_what_its_settings_say() {
    let cases = [
        (json!({}), None),
        (
            json!({"throttlingRateLimit": 0.5, "throttlingBurstLimit": 2}),
            Some((0.5, 2)),
        ),
        (
            json!({"throttlingRateLimit": 0.0, "throttlingBurstLimit": 0}),
            Some((0.0, 0)),
        ),
        (json!({"throttlingBurstLimit": 7}), Some((10_000.0, 7))),
        (json!({"throttlingRateLimit": 7.0}), Some((7.0, 5000))),
        (
            json!({"throttlingRateLimit": -1.0, "throttlingBurstLimit": -1}),
            None,
        ),
        (
            json!({"throttlingRateLimit": -1.0, "throttlingBurstLimit": 5}),
            None,
        ),
    ];
    for (settings, expected) in cases {
        let stage = json!({"stageName": "prod", "methodSettings": {"*/*": settings}});
        let stage: Stage = serde_json::from_value(stage).unwrap();
        let (snapshot, _) = compile(&api(with(lambda(FUNCTION))), &stage);
        let limit = snapshot.methods()[0].limit.as_ref();
        let expected = expected.map(|(rate, burst)| Throttle { rate, burst });
        assert_eq!(limit.map(|limit| limit.throttle), expected, "{settings}");
    }
}

#[test]
fn a_canary_is_the_stage_with_its_own_deployment_and_overrides() {
    let stage: Stage = serde_json::from_value(json!({
        "stageName": "prod",
        "deploymentId": "dep001",
        "variables": {"a": "1", "b": "1"},
        "methodSettings": {"*/*": {"throttlingRateLimit": 1.0}},
        "canarySettings": {"deploymentId": "dep002", "percentTraffic": 10.0, "stageVariableOverrides": {"a": "2", "c": "3"}},
    }))
    .unwrap();
    let api = api(with(lambda(FUNCTION)));
    let (base, _) = compile(&api, &stage);
    let (canary, _) = compile_canary(&api, &stage, stage.canary_settings.as_ref().unwrap());
    let variables = |snapshot: &Snapshot| {
        let pairs = snapshot.variables.iter();
        let pairs = pairs.map(|(name, value)| format!("{name}{value}"));
        pairs.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        (base.is_canary, canary.is_canary),
        (Some(false), Some(true))
    );
    assert_eq!(base.deployment_id, "dep001");
    assert_eq!(canary.deployment_id, "dep002");
    assert_eq!(variables(&base), "a1 b1");
    assert_eq!(variables(&canary), "a2 b1 c3");
    assert_eq!(base.log_group(), "API-Gateway-Execution-Logs_abc123/prod");
    assert_eq!(
        canary.log_group(),
        "API-Gateway-Execution-Logs_abc123/prod/Canary"
    );
    assert_eq!(base.methods()[0].limit, canary.methods()[0].limit);
    let (plain, _) = compile(&api, &Stage::default());
    assert_eq!(plain.is_canary, None);
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
