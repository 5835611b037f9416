//! Refusals on the wire, in every protocol, there and back.

use bytes::Bytes;
use gatewright_wire::client::{self, ClientError};
use gatewright_wire::error::ServiceError;
use gatewright_wire::model::Service;
use gatewright_wire::server::encode_error;
use gatewright_wire::{apigateway, iam, lambda, logs};
use http::Response;
use serde_json::json;

fn body(response: &Response<Bytes>) -> String {
    String::from_utf8(response.body().to_vec()).unwrap()
}

/// What our client makes of it.
fn read(service: &'static Service, response: &Response<Bytes>) -> ServiceError {
    match client::decode(service, service.operations[0], response) {
        Err(ClientError::Service(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn api_gateway_says_message_and_names_the_type_in_a_header() {
    let error = apigateway::errors::TOO_MANY_REQUESTS
        .with("Too Many Requests")
        .retry_after(7);
    let response = encode_error(&apigateway::SERVICE, &error, "id-1");
    assert_eq!(response.status(), 429);
    assert_eq!(
        response.headers()["x-amzn-errortype"],
        "TooManyRequestsException"
    );
    assert_eq!(response.headers()["x-amzn-requestid"], "id-1");
    assert_eq!(response.headers()["retry-after"], "7");
    assert_eq!(body(&response), r#"{"message":"Too Many Requests"}"#);
    assert_eq!(read(&apigateway::SERVICE, &response), error);
}

#[test]
fn lambda_says_type_and_spells_message_by_the_error() {
    let missing = lambda::errors::RESOURCE_NOT_FOUND.with("Function not found: f");
    let response = encode_error(&lambda::SERVICE, &missing, "id");
    assert_eq!(response.status(), 404);
    assert_eq!(
        body(&response),
        r#"{"Message":"Function not found: f","Type":"User"}"#
    );
    let read_back = read(&lambda::SERVICE, &response);
    assert_eq!(read_back, missing);
    assert!(lambda::errors::RESOURCE_NOT_FOUND.is(&read_back));

    let throttled = lambda::errors::TOO_MANY_REQUESTS
        .with("Rate Exceeded.")
        .member(
            "Reason",
            "ReservedFunctionConcurrentInvocationLimitExceeded",
        );
    let response = encode_error(&lambda::SERVICE, &throttled, "id");
    assert_eq!(
        body(&response),
        r#"{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}"#
    );
    assert_eq!(read(&lambda::SERVICE, &response), throttled);
}

#[test]
fn logs_name_the_type_in_the_body() {
    let error = logs::errors::RESOURCE_NOT_FOUND.with("The specified log group does not exist.");
    let response = encode_error(&logs::SERVICE, &error, "id");
    assert_eq!(response.status(), 400);
    assert_eq!(
        response.headers()["content-type"],
        "application/x-amz-json-1.1"
    );
    assert_eq!(
        body(&response),
        r#"{"__type":"ResourceNotFoundException","message":"The specified log group does not exist."}"#
    );
    assert_eq!(read(&logs::SERVICE, &response), error);
}

#[test]
fn iam_answers_in_xml() {
    let error = iam::errors::NO_SUCH_ENTITY.with("The role with name <r> cannot be found.");
    let response = encode_error(&iam::SERVICE, &error, "id");
    assert_eq!(response.status(), 404);
    assert_eq!(
        body(&response),
        "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type>\
         <Code>NoSuchEntity</Code><Message>The role with name &lt;r&gt; cannot be found.</Message>\
         </Error><RequestId>id</RequestId></ErrorResponse>"
    );
    assert_eq!(read(&iam::SERVICE, &response), error);
}

#[test]
fn what_aws_adds_to_a_code_is_cut() {
    let cases = [
        (
            "NotFoundException:http://internal.amazon.com/coral/",
            json!({"message": "m"}),
        ),
        (
            "",
            json!({"__type": "com.amazonaws.apigateway#NotFoundException", "message": "m"}),
        ),
        ("", json!({"code": "NotFoundException", "Message": "m"})),
    ];
    for (header, body) in cases {
        let mut response = Response::builder().status(404);
        if !header.is_empty() {
            response = response.header("x-amzn-ErrorType", header);
        }
        let error = read(
            &apigateway::SERVICE,
            &response.body(body.to_string().into()).unwrap(),
        );
        assert_eq!((&*error.code, &*error.message), ("NotFoundException", "m"));
    }
}

#[test]
fn a_page_that_is_no_refusal_is_shown() {
    for service in crate::SERVICES {
        let page = Response::builder()
            .status(502)
            .body(Bytes::from_static(b"<html><br>Bad Gateway"))
            .unwrap();
        let error = read(service, &page);
        assert_eq!(error.status, 502);
        assert_eq!(error.to_string(), "502: <html><br>Bad Gateway");
    }
}

#[test]
fn a_page_says_its_title() {
    for (body, said) in [
        (
            "<!doctype html>\n<html lang=en>\n<TITLE>500 Internal\nServer Error</title>\n<p>Sorry",
            "a page that says '500 Internal Server Error'",
        ),
        ("<title>never ends", "<title>never ends"),
        ("", "an empty answer"),
        (
            "no\nwell \u{130}<title>\u{130}</title>",
            "a page that says '\u{130}'",
        ),
    ] {
        let page = Response::builder().status(500).body(body.into()).unwrap();
        let error = read(&gatewright_wire::apigateway::SERVICE, &page);
        assert_eq!(error.message, said, "{body}");
    }
}
