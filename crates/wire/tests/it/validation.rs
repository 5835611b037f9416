//! The texts that AWS was recorded to answer to input that breaks the model (F§5.3, F§4.5, F§7.1).

use bytes::Bytes;
use gatewright_wire::model::{Kind, Service, Shape};
use gatewright_wire::server::route;
use gatewright_wire::validate::compile;
use gatewright_wire::{apigateway, iam, lambda, logs};
use http::Request;

use crate::{SERVICES, request};

fn refusal(service: &'static Service, request: &Request<Bytes>) -> (String, u16, String) {
    let error = route(service, request)
        .unwrap()
        .decode_tree(request)
        .unwrap_err();
    (error.code.into_owned(), error.status, error.message)
}

const OPS: &str = "Member must satisfy enum value set: [add, remove, move, test, replace, copy]";

#[test]
fn api_gateway_names_what_is_invalid() {
    const METHOD: &str = "/restapis/a/resources/r/methods/GET";
    let method = |rest: &str| format!("{METHOD}{rest}");
    let cases: [(&str, String, &str, String); 10] = [
        ("PUT", method("/integration"), r#"{"type": "HTTPS_PROXY"}"#,
            "1 validation error detected: Value 'HTTPS_PROXY' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]".into()),
        ("PUT", method("/integration"), "{}",
            "1 validation error detected: Value null at 'putIntegrationInput.type' failed to satisfy constraint: Member must not be null".into()),
        ("POST", "/restapis".into(), r#"{"name": "n", "endpointConfiguration": {"types": ["wrong"]}}"#,
            "1 validation error detected: Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]".into()),
        ("POST", "/restapis".into(), r#"{"name": "n", "endpointConfiguration": {"ipAddressType": "wrong", "types": ["wrong"]}}"#,
            "2 validation errors detected: Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]; Value 'wrong' at 'createRestApiInput.endpointConfiguration.ipAddressType' failed to satisfy constraint: Member must satisfy enum value set: [ipv4, dualstack]".into()),
        ("POST", "/restapis".into(), r#"{"name": "n", "endpointConfiguration": {"ipAddressType": "wrong"}}"#,
            "1 validation error detected: Value 'wrong' at 'createRestApiInput.endpointConfiguration.ipAddressType' failed to satisfy constraint: Member must satisfy enum value set: [ipv4, dualstack]".into()),
        ("PATCH", "/restapis/a/gatewayresponses/DEFAULT_4XX".into(), r#"{"patchOperations": [{"op": "wrong-op"}]}"#,
            format!("1 validation error detected: Value 'wrong-op' at 'updateGatewayResponseInput.patchOperations.1.member.op' failed to satisfy constraint: {OPS}")),
        ("PATCH", method("/responses/200"), r#"{"patchOperations": [{"op": "wrong_op"}, {"op": "add"}, {"op": "wrong_op"}]}"#,
            format!("2 validation errors detected: Value 'wrong_op' at 'updateMethodResponseInput.patchOperations.1.member.op' failed to satisfy constraint: {OPS}; Value 'wrong_op' at 'updateMethodResponseInput.patchOperations.3.member.op' failed to satisfy constraint: {OPS}")),
        ("PATCH", method("/responses/wrong"), r#"{"patchOperations": [{"op": "wrong_op"}]}"#,
            format!("2 validation errors detected: Value 'wrong_op' at 'updateMethodResponseInput.patchOperations.1.member.op' failed to satisfy constraint: {OPS}; Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d")),
        ("GET", "/restapis/a/gatewayresponses/FAKE_RESPONSE_TYPE".into(), "",
            "1 validation error detected: Value 'FAKE_RESPONSE_TYPE' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: [REQUEST_TOO_LARGE, RESOURCE_NOT_FOUND, AUTHORIZER_CONFIGURATION_ERROR, MISSING_AUTHENTICATION_TOKEN, BAD_REQUEST_BODY, INVALID_SIGNATURE, INVALID_API_KEY, BAD_REQUEST_PARAMETERS, AUTHORIZER_FAILURE, UNAUTHORIZED, INTEGRATION_TIMEOUT, ACCESS_DENIED, DEFAULT_4XX, DEFAULT_5XX, WAF_FILTERED, QUOTA_EXCEEDED, THROTTLED, API_CONFIGURATION_ERROR, UNSUPPORTED_MEDIA_TYPE, INTEGRATION_FAILURE, EXPIRED_TOKEN]".into()),
        ("POST", "/restapis/a/documentation/parts".into(), r#"{"location": {"type": "INVALID"}, "properties": "{}"}"#,
            "1 validation error detected: Value 'INVALID' at 'createDocumentationPartInput.location.type' failed to satisfy constraint: Member must satisfy enum value set: [RESPONSE_BODY, RESPONSE, METHOD, MODEL, AUTHORIZER, RESPONSE_HEADER, RESOURCE, PATH_PARAMETER, REQUEST_BODY, QUERY_PARAMETER, API, REQUEST_HEADER]".into()),
    ];
    for (method, uri, body, message) in cases {
        assert_eq!(
            refusal(&apigateway::SERVICE, &request(method, &uri, body)),
            ("ValidationException".to_owned(), 400, message)
        );
    }
}

#[test]
fn api_gateway_names_what_it_can_not_convert() {
    const INTEGRATION: &str = "/restapis/a/resources/r/methods/GET/integration";
    let responses = format!("{INTEGRATION}/responses/200");
    let cases = [
        (
            INTEGRATION,
            r#"{"type": "MOCK", "requestParameters": {"a": true}}"#,
            "class java.lang.Boolean can not be converted to an String",
        ),
        (
            responses.as_str(),
            r#"{"responseTemplates": {"application/json": 42}}"#,
            "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String",
        ),
        (
            INTEGRATION,
            r#"{"type": ["MOCK"]}"#,
            "Start of list found where not expected",
        ),
        (
            INTEGRATION,
            r#"{"type": {}}"#,
            "Start of structure or map found where not expected.",
        ),
        (
            INTEGRATION,
            r#"{"requestParameters": "x"}"#,
            "Unrecognized collection type class java.lang.String",
        ),
        (
            INTEGRATION,
            r#"{"timeoutInMillis": "1"}"#,
            "class java.lang.String can not be converted to an Integer",
        ),
        (
            INTEGRATION,
            r#"{"cacheKeyParameters": true}"#,
            "Expected list or null",
        ),
        (INTEGRATION, "[]", "Start of list found where not expected"),
        (
            INTEGRATION,
            "{",
            "the body is not JSON: EOF while parsing an object at line 1 column 1",
        ),
    ];
    for (uri, body, message) in cases {
        assert_eq!(
            refusal(&apigateway::SERVICE, &request("PUT", uri, body)),
            ("SerializationException".to_owned(), 400, message.to_owned())
        );
    }
}

#[test]
fn nulls_are_absent() {
    let request = request(
        "POST",
        "/restapis",
        r#"{"name": "n", "description": null, "tags": {"k": null}}"#,
    );
    let tree = route(&apigateway::SERVICE, &request)
        .unwrap()
        .decode_tree(&request)
        .unwrap();
    assert_eq!(tree, serde_json::json!({"name": "n", "tags": {}}));
}

#[test]
fn the_other_services_name_members_bare() {
    let cases: [(&'static Service, &str, &str, &str, &str, &str); 5] = [
        (
            &lambda::SERVICE,
            "GET",
            "/2015-03-31/functions/f/policy?Qualifier=invalid-qualifier-with-%3F-char",
            "",
            "ValidationException",
            r"1 validation error detected: Value 'invalid-qualifier-with-?-char' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: \$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+",
        ),
        (
            &lambda::SERVICE,
            "POST",
            "/2015-03-31/functions/f/policy",
            r#"{"StatementId": "example.com", "Action": "lambda:InvokeFunction", "Principal": "*"}"#,
            "ValidationException",
            r"1 validation error detected: Value 'example.com' at 'statementId' failed to satisfy constraint: Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)",
        ),
        (
            &lambda::SERVICE,
            "GET",
            "/2015-03-31/functions/f%20g",
            "",
            "ValidationException",
            r"1 validation error detected: Value 'f g' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?",
        ),
        (
            &logs::SERVICE,
            "Logs_20140328.FilterLogEvents",
            "/",
            r#"{"logGroupName": "g", "limit": 10001}"#,
            "InvalidParameterException",
            "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
        ),
        (
            &iam::SERVICE,
            "POST",
            "/",
            "Action=GetRole&RoleName=a%20b",
            "ValidationError",
            r"1 validation error detected: Value 'a b' at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]+",
        ),
    ];
    for (service, method, uri, body, code, message) in cases {
        let (method, target) = match method.split_once('.') {
            Some(_) => ("POST", method),
            None => (method, "none"),
        };
        let mut request = request(method, uri, body);
        request
            .headers_mut()
            .insert("x-amz-target", target.parse().unwrap());
        assert_eq!(
            refusal(service, &request),
            (code.to_owned(), 400, message.to_owned())
        );
    }
}

/// Every pattern of the tables compiles, so that none is silently unchecked.
#[test]
fn every_pattern_compiles() {
    let mut seen = std::collections::BTreeSet::new();
    let mut patterns = 0;
    for service in SERVICES {
        for operation in service.operations {
            for shape in [Some(operation.input), operation.output]
                .into_iter()
                .flatten()
            {
                each_shape(shape, &mut seen, &mut |shape| {
                    if let Kind::String(text) = &shape.kind
                        && let Some(pattern) = text.pattern
                    {
                        patterns += 1;
                        if let Err(error) = compile(pattern) {
                            panic!("{}: {pattern}: {error}", shape.name);
                        }
                    }
                });
            }
        }
    }
    assert!(patterns > 80, "{patterns}");
}

fn each_shape(
    shape: &'static Shape,
    seen: &mut std::collections::BTreeSet<*const Shape>,
    visit: &mut impl FnMut(&'static Shape),
) {
    if !seen.insert(std::ptr::from_ref(shape)) {
        return;
    }
    visit(shape);
    match &shape.kind {
        Kind::List(of, _) => each_shape(of, seen, visit),
        Kind::Map(key, of) => {
            each_shape(key, seen, visit);
            each_shape(of, seen, visit);
        }
        Kind::Structure(structure) => {
            for member in structure.members {
                each_shape(member.shape, seen, visit);
            }
        }
        _ => {}
    }
}

/// Java's classes know ASCII only.
#[test]
fn patterns_are_javas() {
    let cases = [
        (r"[\w]+", "é", false),
        (r"\d", "٣", false),
        (r"[^\w]", "é", true),
        (r"a|b", "ab", false),
        (r"\S+", "a b", false),
        (r"[\S]", "x", true),
    ];
    for (pattern, text, matches) in cases {
        assert_eq!(
            compile(pattern).unwrap().is_match(text).unwrap(),
            matches,
            "{pattern} {text}"
        );
    }
}
