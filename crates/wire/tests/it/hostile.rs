//! Input that no client sends: it is refused, and nothing panics. (`fuzz/` looks harder.)

use bytes::Bytes;
use gatewright_wire::model::Protocol;
use gatewright_wire::server::{encode_error, route};
use gatewright_wire::{apigateway, client, iam, logs};
use http::{Request, Response};
use proptest::prelude::*;

use crate::{SERVICES, request};

/// Text from the pieces that the readers look for.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just("\""),
        Just(":"),
        Just(","),
        Just("null"),
        Just("1e999"),
        Just("-1"),
        Just("true"),
        Just("name"),
        Just("patchOperations"),
        Just("op"),
        Just("&"),
        Just("="),
        Just("."),
        Just("%"),
        Just("%2"),
        Just("%FF"),
        Just("+"),
        Just("member"),
        Just("entry"),
        Just("key"),
        Just("Tags"),
        Just("<"),
        Just(">"),
        Just("</"),
        Just("<a>"),
        Just("</a>"),
        Just("&amp;"),
        Just("&#x0;"),
        Just("&x;"),
        Just("<![CDATA["),
        Just("\u{FFFD}"),
        Just("é"),
        Just("\0"),
        Just(" "),
        Just("\n"),
    ];
    proptest::collection::vec(piece.prop_map(|text| text.as_bytes().to_vec()), 0..24)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_request_is_read_or_refused(
        service in 0..SERVICES.len(),
        index in any::<prop::sample::Index>(),
        query in "[a-zA-Z0-9%&=+./]{0,20}",
        body in pieces(),
    ) {
        let service = SERVICES[service];
        let operation = *index.get(service.operations);
        let uri = format!("{}?{query}", operation.uri.replace(['{', '}'], ""));
        let mut builder = Request::builder().method(operation.method).uri(uri);
        let mut form = Vec::new();
        match service.protocol {
            Protocol::AwsJson { target_prefix } => {
                builder = builder.header("x-amz-target", format!("{target_prefix}.{}", operation.name));
            }
            Protocol::Query { .. } => form = format!("Action={}&", operation.name).into_bytes(),
            Protocol::RestJson => {}
        }
        form.extend(body);
        let request = builder.body(Bytes::from(form)).unwrap();
        if let Err(error) = route(service, &request).and_then(|call| call.decode_tree(&request)) {
            prop_assert!(error.status >= 400, "{error}");
            prop_assert_eq!(encode_error(service, &error, "id").status().as_u16(), error.status);
        }
    }

    #[test]
    fn any_response_is_read_or_refused(
        service in 0..SERVICES.len(),
        index in any::<prop::sample::Index>(),
        status in prop_oneof![Just(200u16), Just(204), Just(400), Just(500)],
        body in pieces(),
    ) {
        let service = SERVICES[service];
        let response = Response::builder().status(status).body(Bytes::from(body)).unwrap();
        let operation = index.get(service.operations);
        let read = client::decode(service, operation, &response);
        prop_assert!(status < 400 || read.is_err());
    }
}

#[test]
fn depth_is_limited() {
    let deep = "[".repeat(100_000);
    let json = request("POST", "/restapis", &deep);
    let error = route(&apigateway::SERVICE, &json)
        .unwrap()
        .decode_tree(&json)
        .unwrap_err();
    assert_eq!(error.code, "SerializationException");

    let operation = iam::SERVICE.operation("GetRole").unwrap();
    let xml = Response::new(Bytes::from("<a>".repeat(100_000)));
    assert!(client::decode(&iam::SERVICE, operation, &xml).is_err());
}

#[test]
fn what_http_can_not_carry_is_an_error_not_a_panic() {
    let operation = apigateway::SERVICE.operation("GetExport").unwrap();
    let input = serde_json::json!({
        "restApiId": "a", "stageName": "s", "exportType": "oas30", "accepts": "a\nb"
    });
    assert!(client::encode(&apigateway::SERVICE, operation, input).is_err());
    let operation = logs::SERVICE.operation("CreateLogGroup").unwrap();
    let request = client::encode(&logs::SERVICE, operation, serde_json::json!([1])).unwrap();
    assert_eq!(&request.body()[..], b"{}");
}
