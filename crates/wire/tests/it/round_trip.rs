//! What one side writes the other reads: every operation, both directions.

use bytes::Bytes;
use gatewright_wire::apigateway::{PatchOperation, UpdateStageRequest};
use gatewright_wire::model::{Input, Operation, Service};
use gatewright_wire::server::{self, route};
use gatewright_wire::{client, iam, lambda};
use http::Request;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestRng, TestRunner};
use serde_json::{Value, json};

use crate::{SERVICES, any_value};

const CASES: usize = 6;

fn each_operation(check: impl Fn(&'static Service, &'static Operation, &mut TestRunner)) {
    let rng = TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    for service in SERVICES {
        for operation in service.operations {
            check(service, operation, &mut runner);
        }
    }
}

fn any(
    operation: &Operation,
    values: &impl Strategy<Value = Value>,
    runner: &mut TestRunner,
) -> Value {
    values
        .new_tree(runner)
        .unwrap_or_else(|error| panic!("no value for {}: {error}", operation.name))
        .current()
}

#[test]
fn every_input_arrives_as_it_was_sent() {
    each_operation(|service, operation, runner| {
        let inputs = any_value::tree(operation.input, 0);
        for _ in 0..CASES {
            let input = any(operation, &inputs, runner);
            let request = client::encode(service, operation, input.clone())
                .unwrap_or_else(|error| panic!("{} {input}: {error}", operation.name));
            let call = route(service, &request)
                .unwrap_or_else(|error| panic!("{}: {error}", request.uri()));
            assert_eq!(call.operation.name, operation.name, "{}", request.uri());
            let read = call
                .decode_tree(&request)
                .unwrap_or_else(|error| panic!("{} {input}: {error}", operation.name));
            assert_eq!(
                sorted(read),
                sorted(input),
                "{} {request:?}",
                operation.name
            );
        }
    });
}

#[test]
fn every_output_arrives_as_it_was_sent() {
    each_operation(|service, operation, runner| {
        let Some(output) = operation.output.filter(|_| operation.events().is_none()) else {
            return;
        };
        let outputs = any_value::tree(output, 0);
        for _ in 0..CASES {
            let sent = any(operation, &outputs, runner);
            let response = server::encode_tree(service, operation, sent.clone(), "id");
            assert!(response.status().is_success(), "{response:?}");
            let read = client::decode(service, operation, &response)
                .unwrap_or_else(|error| panic!("{} {sent}: {error}", operation.name));
            let expected = match response.status().as_u16() {
                204 => json!({}),
                _ => sent,
            };
            let read = without_defaults(operation, read, &expected);
            assert_eq!(
                sorted(read),
                sorted(expected),
                "{} {response:?}",
                operation.name
            );
        }
    });
}

/// A response always has a status and a content type, sent or not.
fn without_defaults(operation: &Operation, mut read: Value, sent: &Value) -> Value {
    use gatewright_wire::model::{Kind, Location};
    let Some(Kind::Structure(output)) = operation.output.map(|output| &output.kind) else {
        return read;
    };
    for member in output.members {
        let defaulted = member.location == Location::Status
            || (member.location == Location::Header && member.wire_name == "Content-Type");
        if defaulted && sent.get(member.name).is_none() {
            read.as_object_mut().unwrap().remove(member.name);
        }
    }
    read
}

/// Members in one order, to compare.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.into_iter().map(|(k, v)| (k, sorted(v))).collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            entries.into_iter().collect()
        }
        Value::Array(values) => values.into_iter().map(sorted).collect(),
        scalar => scalar,
    }
}

fn send<I: Input>(input: &I) -> (Request<Bytes>, I) {
    let tree = serde_json::to_value(input).unwrap();
    let request = client::encode(I::SERVICE, I::OPERATION, tree).unwrap();
    let read = route(I::SERVICE, &request)
        .unwrap()
        .decode::<I>(&request)
        .unwrap();
    (request, read)
}

#[test]
fn a_typed_input_arrives_as_it_was_sent() {
    let input = UpdateStageRequest {
        rest_api_id: "a1b2c3d4e5".to_owned(),
        stage_name: "prod".to_owned(),
        patch_operations: Some(vec![PatchOperation {
            op: Some("replace".to_owned()),
            path: Some("/*/*/logging/loglevel".to_owned()),
            value: Some("INFO".to_owned()),
            from: None,
        }]),
    };
    let (request, read) = send(&input);
    assert_eq!(read, input);
    assert_eq!(request.method(), "PATCH");
    assert_eq!(request.uri(), "/restapis/a1b2c3d4e5/stages/prod");
    // The body that the AWS CLI sends.
    assert_eq!(
        serde_json::from_slice::<Value>(request.body()).unwrap(),
        json!({"patchOperations": [{"op": "replace", "path": "/*/*/logging/loglevel", "value": "INFO"}]})
    );
}

#[test]
fn a_blob_payload_is_the_whole_body() {
    let input = lambda::InvocationRequest {
        function_name: "f".to_owned(),
        payload: Some(gatewright_wire::values::Blob(Bytes::from_static(
            b"{\"a\": 1}",
        ))),
        ..Default::default()
    };
    let (request, read) = send(&input);
    assert_eq!(&request.body()[..], b"{\"a\": 1}");
    assert_eq!(read, input);
}

#[test]
fn a_query_answer_is_xml_as_aws_writes_it() {
    let role = iam::GetRoleResponse {
        role: Some(iam::Role {
            role_name: Some("r & <d>".to_owned()),
            create_date: Some(gatewright_wire::values::Timestamp::from_millis(
                1_700_000_000_000,
            )),
            tags: Some(vec![iam::Tag {
                key: Some("k".to_owned()),
                value: Some(String::new()),
            }]),
            ..Default::default()
        }),
    };
    let operation = iam::SERVICE.operation("GetRole").unwrap();
    let response = server::encode(&iam::SERVICE, operation, &role, "id-1");
    assert_eq!(
        String::from_utf8_lossy(response.body()),
        "<GetRoleResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><GetRoleResult><Role>\
         <RoleName>r &amp; &lt;d&gt;</RoleName><CreateDate>2023-11-14T22:13:20Z</CreateDate>\
         <Tags><member><Key>k</Key><Value></Value></member></Tags></Role></GetRoleResult>\
         <ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></GetRoleResponse>"
    );
}

#[test]
fn api_gateway_lists_travel_as_item() {
    let operation = gatewright_wire::apigateway::SERVICE
        .operation("GetRestApis")
        .unwrap();
    let response = server::encode_tree(
        &gatewright_wire::apigateway::SERVICE,
        operation,
        json!({"items": [{"id": "a", "createdDate": 1_700_000_000}]}),
        "id",
    );
    assert_eq!(
        serde_json::from_slice::<Value>(response.body()).unwrap(),
        json!({"item": [{"id": "a", "createdDate": 1_700_000_000}]})
    );
}
