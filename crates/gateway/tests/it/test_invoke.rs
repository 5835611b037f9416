//! `TestInvokeMethod` (F§1.4).

use gatewright_gateway::api::Api;
use gatewright_gateway::engine::{Engine, TestInvokeError};
use gatewright_wire::apigateway::{TestInvokeMethodRequest, TestInvokeMethodResponse};
use serde_json::{Value, json};

use crate::rows::{fits, ready};
use crate::world::World;

const DATE: &str = "Tue Feb 26 15:29:33 UTC 2019 : ";
const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:pets";

fn api(integration: Value) -> Api {
    serde_json::from_value(json!({
        "account": "123456789012",
        "region": "us-east-1",
        "restApi": {"id": "abc123"},
        "resources": [{"id": "res001", "path": "/pets/{petId}", "resourceMethods": {"GET": {
            "authorizationType": "AWS_IAM",
            "apiKeyRequired": true,
            "methodResponses": {"200": {"statusCode": "200"}},
            "methodIntegration": integration,
        }}}],
    }))
    .unwrap()
}

fn test(integration: Value, world: Value, input: Value) -> TestInvokeMethodResponse {
    let mut whole = json!({"restApiId": "abc123", "resourceId": "res001", "httpMethod": "GET"});
    whole
        .as_object_mut()
        .unwrap()
        .extend(input.as_object().unwrap().clone());
    let input: TestInvokeMethodRequest = serde_json::from_value(whole).unwrap();
    let world: World = serde_json::from_value(world).unwrap();
    ready(Engine::new(world).test_invoke(&api(integration), &input)).unwrap()
}

fn assert_log(response: &TestInvokeMethodResponse, expected: &[&str]) {
    let log = response.log.as_deref().unwrap();
    assert!(log.ends_with('\n'), "{log}");
    let mut lines = log.lines();
    let first = lines.next().unwrap();
    assert!(fits("Execution log for request …", first), "{first}");
    let lines: Vec<&str> = lines.collect();
    for (at, line) in lines.iter().enumerate() {
        let text = line
            .strip_prefix(DATE)
            .unwrap_or_else(|| panic!("no date: {line}"));
        let wanted = expected.get(at).copied().unwrap_or("(no line)");
        assert!(
            fits(wanted, text),
            "line {at}\n  expected {wanted}\n  got      {text}\nin\n{log}"
        );
    }
    assert_eq!(lines.len(), expected.len(), "{log}");
}

fn mock() -> Value {
    json!({
        "type": "MOCK",
        "requestTemplates": {"application/json": "{\"statusCode\": 200}"},
        "integrationResponses": {"200": {"statusCode": "200", "responseTemplates": {
            "application/json": "{\"petId\": \"$input.params('petId')\", \"stage\": \"$context.stage\", \"color\": \"$stageVariables.color\"}"
        }}},
    })
}

#[test]
fn a_mock_is_served_without_authorization_and_key() {
    let input = json!({
        "pathWithQueryString": "/pets/123?name=Rex",
        "headers": {"X-Kind": "dog"},
        "body": "{\"a\": 1}",
        "stageVariables": {"color": "red"},
    });
    let response = test(mock(), json!({}), input);
    assert_eq!(response.status, Some(200));
    let body = r#"{"petId": "123", "stage": "test-invoke-stage", "color": "red"}"#;
    assert_eq!(response.body.as_deref(), Some(body));
    assert_eq!(
        json!(response.headers),
        json!({"Content-Type": "application/json"})
    );
    assert_eq!(
        json!(response.multi_value_headers),
        json!({"Content-Type": ["application/json"]})
    );
    assert_log(
        &response,
        &[
            "Starting execution for request: …",
            "HTTP Method: GET, Resource Path: /pets/123",
            "Method request path: {petId=123}",
            "Method request query string: {name=Rex}",
            "Method request headers: {X-Kind=dog}",
            "Method request body before transformations: {\"a\": 1}",
            &format!("Method response body after transformations: {body}"),
            "Method response headers: {Content-Type=application/json}",
            "Successfully completed execution",
            "Method completed with status: 200",
        ],
    );
}

#[test]
fn without_a_path_parameters_are_their_own_placeholders() {
    let response = test(mock(), json!({}), json!({}));
    let body = response.body.unwrap_or_default();
    assert_eq!(
        body,
        r#"{"petId": "{petId}", "stage": "test-invoke-stage", "color": ""}"#
    );
    let log = response.log.unwrap_or_default();
    assert!(log.contains("Resource Path: /pets/{petId}\n"), "{log}");
    assert!(
        log.contains("Method request path: {petId={petId}}\n"),
        "{log}"
    );
}

#[test]
fn a_path_that_does_not_fit_has_no_parameters() {
    let response = test(mock(), json!({}), json!({"pathWithQueryString": "/dogs"}));
    let log = response.log.unwrap_or_default();
    assert!(log.contains("Resource Path: /dogs\n"), "{log}");
    assert!(log.contains("Method request path: {}\n"), "{log}");
}

#[test]
fn a_function_needs_permission_for_the_test_stage() {
    let integration = json!({
        "type": "AWS_PROXY",
        "httpMethod": "POST",
        "uri": format!("arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{FUNCTION}/invocations"),
    });
    let world = |stage: &str| {
        json!({"functions": {FUNCTION: {
            "policy": {"Statement": [{
                "Effect": "Allow",
                "Principal": {"Service": "apigateway.amazonaws.com"},
                "Action": "lambda:InvokeFunction",
                "Resource": FUNCTION,
                "Condition": {"ArnLike": {"AWS:SourceArn": format!("arn:aws:execute-api:us-east-1:123456789012:abc123/{stage}/GET/pets/*")}},
            }]},
            "reply": {"text": "{\"statusCode\": 200, \"body\": \"hi\"}"},
        }}})
    };
    let url = format!(
        "https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/{FUNCTION}/invocations"
    );
    let start = [
        "Starting execution for request: …".to_owned(),
        "HTTP Method: GET, Resource Path: /pets/1".to_owned(),
        "Method request path: {petId=1}".to_owned(),
        "Method request query string: {}".to_owned(),
        "Method request headers: {}".to_owned(),
        "Method request body before transformations: ".to_owned(),
        format!("Endpoint request URI: {url}"),
        "Endpoint request headers: {x-amzn-lambda-integration-tag=…, X-Amz-Source-Arn=arn:aws:execute-api:us-east-1:123456789012:abc123/test-invoke-stage/GET/pets/{petId}, …".to_owned(),
        "Endpoint request body after transformations: {\"resource\":\"/pets/{petId}\",…".to_owned(),
        format!("Sending request to {url}"),
    ];
    let with = |tail: &[&'static str]| -> Vec<String> {
        start
            .iter()
            .cloned()
            .chain(tail.iter().map(|line| (*line).to_owned()))
            .collect()
    };
    let path = json!({"pathWithQueryString": "/pets/1"});

    let allowed = test(
        integration.clone(),
        world("test-invoke-stage"),
        path.clone(),
    );
    assert_eq!(
        (allowed.status, allowed.body.as_deref()),
        (Some(200), Some("hi"))
    );
    let names: Vec<&String> = allowed.headers.as_ref().unwrap().keys().collect();
    assert_eq!(names, ["Content-Type", "X-Amzn-Trace-Id"]);
    let expected = with(&[
        "Received response. Status: 200, Integration latency: 40 ms",
        "Endpoint response headers: {…X-Amz-Executed-Version=$LATEST…}",
        "Endpoint response body before transformations: {\"statusCode\": 200, \"body\": \"hi\"}",
        "Method response body after transformations: hi",
        "Method response headers: {X-Amzn-Trace-Id=Root=…;Sampled=0, Content-Type=application/json}",
        "Successfully completed execution",
        "Method completed with status: 200",
    ]);
    assert_log(
        &allowed,
        &expected.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    assert_eq!(allowed.latency, Some(40));

    let denied = test(integration, world("prod"), path);
    assert_eq!(denied.status, Some(500));
    assert_eq!(
        denied.body.as_deref(),
        Some(r#"{"message": "Internal server error"}"#)
    );
    assert_eq!(
        json!(denied.headers),
        json!({"x-amzn-ErrorType": "InternalServerErrorException"})
    );
    let expected = with(&[
        "Execution failed due to configuration error: Invalid permissions on Lambda function",
        "Method completed with status: 500",
    ]);
    assert_log(
        &denied,
        &expected.iter().map(String::as_str).collect::<Vec<_>>(),
    );
}

#[test]
fn an_address_that_cannot_be_called_leaves_no_endpoint_lines() {
    let integration = json!({"type": "HTTP_PROXY", "httpMethod": "GET", "uri": "https://${stageVariables.testHost}"});
    let response = test(
        integration,
        json!({}),
        json!({"pathWithQueryString": "/pets/1"}),
    );
    assert_log(
        &response,
        &[
            "Starting execution for request: …",
            "HTTP Method: GET, Resource Path: /pets/1",
            "Method request path: {petId=1}",
            "Method request query string: {}",
            "Method request headers: {}",
            "Method request body before transformations: ",
            "Execution failed due to configuration error: Invalid endpoint address",
            "Method completed with status: 500",
        ],
    );
    assert_eq!(
        json!(response.headers),
        json!({"x-amzn-ErrorType": "InternalServerErrorException"})
    );
}

#[test]
fn what_is_not_there_cannot_be_tested() {
    let engine = Engine::new(World::default());
    let input = |resource: &str, verb: &str| TestInvokeMethodRequest {
        resource_id: resource.to_owned(),
        http_method: verb.to_owned(),
        ..TestInvokeMethodRequest::default()
    };
    let of = |input| ready(engine.test_invoke(&api(mock()), &input)).unwrap_err();
    assert_eq!(of(input("res002", "GET")), TestInvokeError::UnknownResource);
    assert_eq!(of(input("res001", "POST")), TestInvokeError::UnknownMethod);
}
