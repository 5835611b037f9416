//! The Lambda proxy event: AWS's keys in AWS's order (F§3.8).

use std::collections::BTreeMap;

use gatewright_gateway::headers::Headers;
use gatewright_gateway::proxy::event::{ClientCertificate, Event, Identity, RequestContext};
use gatewright_gateway::query::Query;
use serde_json::{Value, json};

fn context() -> RequestContext<'static> {
    RequestContext {
        resource_id: "a1b2c3",
        resource_path: "/pets/{id}",
        http_method: "GET",
        extended_request_id: "abc=",
        received_ms: 1_700_000_000_123,
        path: "/prod/pets/1",
        account_id: "123456789012",
        protocol: "HTTP/1.1",
        stage: "prod",
        domain_prefix: "api1",
        request_id: "11111111-2222-4333-8444-555555555555",
        identity: Identity {
            source_ip: Some("127.0.0.1"),
            user_agent: Some("curl/8"),
            ..Identity::default()
        },
        domain_name: "api1.execute-api.us-east-1.amazonaws.com",
        deployment_id: "d1",
        api_id: "api1",
        ..RequestContext::default()
    }
}

struct Parts {
    headers: Headers,
    query: &'static str,
    path_parameters: Vec<(&'static str, &'static str)>,
    stage_variables: BTreeMap<String, String>,
    body: &'static [u8],
    binary: bool,
}

fn parts() -> Parts {
    Parts {
        headers: Headers::new(),
        query: "",
        path_parameters: vec![],
        stage_variables: BTreeMap::new(),
        body: b"",
        binary: false,
    }
}

fn written(parts: &Parts, context: &RequestContext<'_>) -> String {
    let query = Query::parse(parts.query);
    let mut out = Vec::new();
    event(parts, &query, context).write(&mut out);
    String::from_utf8(out).unwrap()
}

fn event<'a>(parts: &'a Parts, query: &'a Query<'a>, context: &RequestContext<'a>) -> Event<'a> {
    Event {
        resource: "/pets/{id}",
        path: "/pets/1",
        http_method: "GET",
        headers: &parts.headers,
        query,
        path_parameters: &parts.path_parameters,
        stage_variables: &parts.stage_variables,
        context: *context,
        body: parts.body,
        binary: parts.binary,
    }
}

fn read(parts: &Parts) -> Value {
    serde_json::from_str(&written(parts, &context())).unwrap()
}

#[test]
fn an_event_without_anything_has_nulls() {
    assert_eq!(
        written(&parts(), &context()),
        concat!(
            r#"{"resource":"/pets/{id}","path":"/pets/1","httpMethod":"GET","headers":null,"multiValueHeaders":null,"#,
            r#""queryStringParameters":null,"multiValueQueryStringParameters":null,"pathParameters":null,"stageVariables":null,"#,
            r#""requestContext":{"resourceId":"a1b2c3","resourcePath":"/pets/{id}","httpMethod":"GET","extendedRequestId":"abc=","#,
            r#""requestTime":"14/Nov/2023:22:13:20 +0000","path":"/prod/pets/1","accountId":"123456789012","protocol":"HTTP/1.1","#,
            r#""stage":"prod","domainPrefix":"api1","requestTimeEpoch":1700000000123,"requestId":"11111111-2222-4333-8444-555555555555","#,
            r#""identity":{"cognitoIdentityPoolId":null,"accountId":null,"cognitoIdentityId":null,"caller":null,"sourceIp":"127.0.0.1","#,
            r#""principalOrgId":null,"accessKey":null,"cognitoAuthenticationType":null,"cognitoAuthenticationProvider":null,"#,
            r#""userArn":null,"userAgent":"curl/8","user":null},"domainName":"api1.execute-api.us-east-1.amazonaws.com","#,
            r#""deploymentId":"d1","apiId":"api1"},"body":null,"isBase64Encoded":false}"#,
        )
    );
}

#[test]
fn maps_hold_the_last_value_and_multi_maps_all() {
    let event = read(&Parts {
        headers: [("X-A", "1"), ("Host", "h"), ("X-A", "2")]
            .into_iter()
            .collect(),
        query: "q=one+1&q=%2B2&empty&=x&semi=1;colon=%C3%A9",
        path_parameters: vec![("id", "a%2Fb")],
        stage_variables: BTreeMap::from([("v".to_owned(), "\"1\"".to_owned())]),
        body: "{\"é\":1}\n".as_bytes(),
        ..parts()
    });
    assert_eq!(event["headers"], json!({"X-A": "2", "Host": "h"}));
    assert_eq!(
        event["multiValueHeaders"],
        json!({"X-A": ["1", "2"], "Host": ["h"]})
    );
    assert_eq!(
        event["queryStringParameters"],
        json!({"q": "+2", "empty": "", "": "x", "semi": "1", "colon": "é"})
    );
    assert_eq!(
        event["multiValueQueryStringParameters"]["q"],
        json!(["one 1", "+2"])
    );
    assert_eq!(event["pathParameters"], json!({"id": "a%2Fb"}));
    assert_eq!(event["stageVariables"], json!({"v": "\"1\""}));
    assert_eq!(event["body"], json!("{\"é\":1}\n"));
    assert_eq!(event["isBase64Encoded"], json!(false));
}

#[test]
fn binary_bodies_are_base64() {
    let event = read(&Parts {
        body: b"\x00\xff",
        binary: true,
        ..parts()
    });
    assert_eq!(event["body"], json!("AP8="));
    assert_eq!(event["isBase64Encoded"], json!(true));
    let event = read(&Parts {
        body: b"\xff",
        ..parts()
    });
    assert_eq!(event["body"], json!("\u{fffd}"));
}

/// The order in which `java.util.HashMap` gives its keys.
fn java_order(keys: &mut [&str]) {
    let mut buckets = 16;
    while keys.len() * 4 > buckets * 3 {
        buckets *= 2;
    }
    keys.sort_by_key(|key| {
        let hash = key.encode_utf16().fold(0_u32, |hash, unit| {
            hash.wrapping_mul(31).wrapping_add(u32::from(unit))
        });
        (hash ^ (hash >> 16)) as usize & (buckets - 1)
    });
}

#[test]
fn members_that_come_and_go_lie_where_java_would_put_them() {
    let authorizer = json!({"principalId": "me", "integrationLatency": 3});
    let variants = |bits: u32| {
        let on = |bit: u32| bits & (1 << bit) != 0;
        RequestContext {
            authorizer: on(0).then(|| authorizer.as_object().unwrap()),
            operation_name: on(1).then_some("op"),
            is_canary_request: on(2).then_some(true),
            identity: Identity {
                api_key: on(3).then_some("key"),
                api_key_id: on(3).then_some("id"),
                client_cert: on(4).then(ClientCertificate::default),
                ..Identity::default()
            },
            ..context()
        }
    };
    for bits in 0..32 {
        let event: Value = serde_json::from_str(&written(&parts(), &variants(bits))).unwrap();
        let context = event["requestContext"].as_object().unwrap();
        let identity = context["identity"].as_object().unwrap();
        for object in [context, identity] {
            let found: Vec<&str> = object.keys().map(String::as_str).collect();
            let mut expected = found.clone();
            java_order(&mut expected);
            assert_eq!(found, expected);
        }
        assert_eq!(context.contains_key("authorizer"), bits & 1 != 0);
        assert_eq!(identity.contains_key("apiKeyId"), bits & 8 != 0);
    }
}
