//! `TestInvokeAuthorizer` (F§1.4, F§2.3, F§3.4).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gatewright_gateway::api::Api;
use gatewright_gateway::engine::Engine;
use gatewright_wire::apigateway::{
    Authorizer, TestInvokeAuthorizerRequest, TestInvokeAuthorizerResponse,
};
use serde_json::{Value, json};

use crate::rows::ready;
use crate::world::{NOW, World};

const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:auth";
const POOL: &str = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a";

fn uri() -> String {
    format!("arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{FUNCTION}/invocations")
}

fn api() -> Api {
    serde_json::from_value(json!({
        "account": "123456789012", "region": "us-east-1", "restApi": {"id": "abc123"}
    }))
    .unwrap()
}

fn merged(mut base: Value, more: Value) -> Value {
    let more = more.as_object().unwrap().clone();
    base.as_object_mut().unwrap().extend(more);
    base
}

fn run(
    authorizer: Value,
    world: Value,
    input: Value,
) -> (TestInvokeAuthorizerResponse, Vec<String>) {
    let authorizer: Authorizer = serde_json::from_value(authorizer).unwrap();
    let input = merged(
        json!({"restApiId": "abc123", "authorizerId": "auth01"}),
        input,
    );
    let input: TestInvokeAuthorizerRequest = serde_json::from_value(input).unwrap();
    let world: World = serde_json::from_value(world).unwrap();
    let engine = Engine::new(world);
    let answer = ready(engine.test_authorizer(&api(), &authorizer, &input));
    let sent = engine.io().sent.lock().unwrap();
    let sent = sent.iter().map(|sent| sent.body.clone()).collect();
    (answer, sent)
}

fn token_authorizer() -> Value {
    json!({
        "id": "auth01", "type": "TOKEN", "authorizerUri": uri(),
        "identitySource": "method.request.header.Authorization",
        "identityValidationExpression": "[a-z]+",
    })
}

fn request_authorizer() -> Value {
    json!({
        "id": "auth01", "type": "REQUEST", "authorizerUri": uri(),
        "identitySource": "method.request.header.H, method.request.querystring.q, stageVariables.v, context.c",
    })
}

/// A function that answers, and that only this authorizer may invoke.
fn world(answer: Value) -> Value {
    json!({"functions": {FUNCTION: {"reply": {"payload": answer}, "policy": {
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "apigateway.amazonaws.com"},
            "Action": "lambda:InvokeFunction",
            "Resource": FUNCTION,
            "Condition": {"ArnLike": {"AWS:SourceArn":
                "arn:aws:execute-api:us-east-1:123456789012:abc123/authorizers/auth01"}},
        }],
    }}}})
}

fn policy() -> Value {
    json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Deny", "Action": "execute-api:Invoke", "Resource": "*"}
    ]})
}

fn answer() -> Value {
    json!({"principalId": "me", "policyDocument": policy(), "context": {"a": 1}})
}

/// The log's lines without their dates.
fn lines(answer: &TestInvokeAuthorizerResponse) -> Vec<String> {
    let log = answer.log.as_deref().unwrap();
    let lines = log.lines().skip(1);
    lines
        .map(|line| line.split_once(" : ").unwrap().1.to_owned())
        .collect()
}

#[test]
fn a_token_is_shown_to_the_function() {
    let input =
        json!({"headers": {"Authorization": "abcdefghij"}, "pathWithQueryString": "/pets?x=1"});
    let (answer, sent) = run(token_authorizer(), world(answer()), input);
    assert_eq!(answer.client_status, Some(200));
    assert_eq!(answer.principal_id.as_deref(), Some("me"));
    let shown: Value = serde_json::from_str(answer.policy.as_deref().unwrap()).unwrap();
    assert_eq!(shown, policy());
    assert_eq!(
        sent,
        [
            r#"{"type":"TOKEN","authorizationToken":"abcdefghij","methodArn":"arn:aws:execute-api:us-east-1:123456789012:abc123/ESTestInvoke-stage/GET/pets"}"#
        ]
    );
    let lines = lines(&answer);
    assert!(lines[0].starts_with("Starting authorizer: auth01 for request: "));
    assert_eq!(lines[1], "Incoming identity: ****efghij");
    assert!(lines.iter().any(|line| line.contains(
        "X-Amz-Source-Arn=arn:aws:execute-api:us-east-1:123456789012:abc123/authorizers/auth01"
    )));
    assert_eq!(
        lines.last().unwrap(),
        "Successfully completed authorizer execution"
    );
}

#[test]
fn a_request_is_shown_to_the_function() {
    let input = json!({
        "headers": {"H": "header"},
        "pathWithQueryString": "/pets?q=1",
        "stageVariables": {"v": "variable"},
        "additionalContext": {"c": "context"},
    });
    let (answer, sent) = run(request_authorizer(), world(answer()), input);
    assert_eq!(answer.client_status, Some(200), "{:?}", answer.log);
    let event: Value = serde_json::from_str(&sent[0]).unwrap();
    let keys: Vec<_> = event.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "type",
            "methodArn",
            "resource",
            "path",
            "httpMethod",
            "headers",
            "multiValueHeaders",
            "queryStringParameters",
            "multiValueQueryStringParameters",
            "pathParameters",
            "stageVariables",
            "requestContext"
        ]
    );
    assert_eq!(
        event["requestContext"]["resourceId"],
        "test-invoke-resource-id"
    );
    assert_eq!(event["queryStringParameters"], json!({"q": "1"}));
}

#[test]
fn what_fails_has_its_status_and_line() {
    let authorization = json!({"headers": {"Authorization": "abc"}});
    let error = |message: &str| {
        let mut world = world(json!({"errorMessage": message, "errorType": "Error"}));
        world["functions"][FUNCTION]["reply"]["functionError"] = json!("Unhandled");
        world
    };
    let mut unpermitted = world(answer());
    unpermitted["functions"][FUNCTION]["policy"] = Value::Null;
    let with_role = merged(
        token_authorizer(),
        json!({"authorizerCredentials": "arn:aws:iam::123456789012:role/none"}),
    );
    for (authorizer, world, input, status, line) in [
        (
            token_authorizer(),
            world(answer()),
            json!({}),
            401,
            "Unauthorized",
        ),
        (
            token_authorizer(),
            world(answer()),
            json!({"headers": {"Authorization": "A1"}}),
            401,
            "Unauthorized",
        ),
        (
            request_authorizer(),
            world(answer()),
            json!({}),
            401,
            "Unauthorized",
        ),
        (
            token_authorizer(),
            error("Unauthorized"),
            authorization.clone(),
            401,
            "Unauthorized",
        ),
        (
            token_authorizer(),
            error("other"),
            authorization.clone(),
            500,
            "AuthorizerConfigurationException",
        ),
        (
            token_authorizer(),
            unpermitted,
            authorization.clone(),
            500,
            "Execution failed due to configuration error: Authorizer error",
        ),
        (
            with_role,
            world(answer()),
            authorization.clone(),
            500,
            "Execution failed due to configuration error: Authorizer error",
        ),
        (
            token_authorizer(),
            json!({}),
            authorization.clone(),
            500,
            "Execution failed due to configuration error: Authorizer error",
        ),
        (
            token_authorizer(),
            world(json!({"principalId": "me"})),
            authorization.clone(),
            500,
            "AuthorizerConfigurationException",
        ),
        (
            token_authorizer(),
            world(json!({"policyDocument": policy()})),
            authorization.clone(),
            500,
            "AuthorizerConfigurationException",
        ),
        (
            token_authorizer(),
            world(json!({"principalId": "me", "policyDocument": {}})),
            authorization.clone(),
            500,
            "AuthorizerConfigurationException",
        ),
        (
            token_authorizer(),
            world(merged(answer(), json!({"x": 1}))),
            authorization.clone(),
            500,
            "AuthorizerConfigurationException",
        ),
        (
            token_authorizer(),
            world(merged(answer(), json!({"context": {"x": []}}))),
            authorization,
            500,
            "AuthorizerConfigurationException",
        ),
    ] {
        let (answer, _) = run(authorizer, world, input);
        let lines = lines(&answer);
        assert_eq!(answer.client_status, Some(status), "{lines:?}");
        assert_eq!(lines.last().map(String::as_str), Some(line), "{lines:?}");
        assert_eq!((answer.policy, answer.principal_id), (None, None));
    }
}

#[test]
fn a_user_pools_token_is_judged() {
    let authorizer = json!({
        "id": "auth01", "type": "COGNITO_USER_POOLS", "providerARNs": [POOL],
        "identitySource": "method.request.header.Authorization",
        "identityValidationExpression": "client",
    });
    let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let token = |claims: Value| {
        let header = part(json!({"alg": "RS256", "kid": "k"}));
        format!("{header}.{}.c2lnbmF0dXJl", part(claims))
    };
    let issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a";
    let later = NOW / 1000 + 60;
    for wrong in [
        String::new(),
        "token".to_owned(),
        "a.b.c".to_owned(),
        token(json!({"iss": "https://else.example", "exp": later, "aud": "client"})),
        token(json!({"iss": issuer, "exp": later - 120, "aud": "client"})),
        token(json!({"iss": issuer, "aud": "client"})),
        token(json!({"iss": issuer, "exp": later, "aud": "another"})),
    ] {
        let input = json!({"headers": {"Authorization": wrong}});
        let (answer, _) = run(authorizer.clone(), json!({}), input);
        assert_eq!(answer.client_status, Some(401), "{wrong}");
        assert_eq!(lines(&answer).last().unwrap(), "Unauthorized");
    }
    // Nobody's signature, as far as the keys go that the issuer tells.
    let sound = token(json!({"iss": issuer, "exp": later, "aud": "client"}));
    let input = json!({"headers": {"Authorization": format!("Bearer {sound}")}});
    for (world, expected) in [
        (
            json!({"http": {"status": 200, "body": "{\"keys\": []}"}}),
            401,
        ),
        (json!({"http": {"status": 404, "body": "{}"}}), 500),
    ] {
        let (answer, _) = run(authorizer.clone(), world, input.clone());
        assert_eq!(answer.client_status, Some(expected));
    }
}
