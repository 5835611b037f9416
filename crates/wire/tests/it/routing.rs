//! Which operation a request is.

use gatewright_wire::server::route;
use gatewright_wire::{apigateway, lambda, logs, sts};
use http::Request;
use serde_json::{Value, json};

use crate::{SERVICES, request};

#[test]
fn paths_as_clients_send_them() {
    let cases = [
        ("GET", "/restapis", "GetRestApis", json!({})),
        ("GET", "/restapis/", "GetRestApis", json!({})),
        ("POST", "/restapis", "CreateRestApi", json!({"name": "n"})),
        (
            "POST",
            "/restapis?mode=import&failonwarnings=true&basepath=prepend",
            "ImportRestApi",
            json!({"failOnWarnings": true, "parameters": {"basepath": "prepend"}, "body": "eyJuYW1lIjoibiJ9"}),
        ),
        (
            "GET",
            "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2Fa1",
            "GetTags",
            json!({"resourceArn": "arn:aws:apigateway:us-east-1::/restapis/a1"}),
        ),
        (
            "DELETE",
            "/tags/arn%3Aaws?tagKeys=k&tagKeys=k2",
            "UntagResource",
            json!({"resourceArn": "arn:aws", "tagKeys": ["k", "k2"]}),
        ),
        (
            "GET",
            "/domainnames/d/basepathmappings/%28none%29",
            "GetBasePathMapping",
            json!({"domainName": "d", "basePath": "(none)"}),
        ),
        (
            "GET",
            "/restapis/a/resources?embed=methods&limit=5&position=p%2F%2B%3D2",
            "GetResources",
            json!({"restApiId": "a", "embed": ["methods"], "limit": 5, "position": "p/+=2"}),
        ),
    ];
    for (method, uri, operation, expected) in cases {
        let body = if method == "POST" {
            "{\"name\":\"n\"}"
        } else {
            ""
        };
        let request = request(method, uri, body);
        let call = route(&apigateway::SERVICE, &request).unwrap();
        assert_eq!(call.operation.name, operation, "{uri}");
        let read = call.decode_tree(&request).unwrap();
        assert_eq!(by_key(&read), by_key(&expected), "{uri}");
    }
    let cases = [
        ("/2018-10-31/layers", "ListLayers"),
        (
            "/2018-10-31/layers?find=LayerVersion&Arn=a",
            "GetLayerVersionByArn",
        ),
        (
            "/2019-09-30/functions/f/provisioned-concurrency?List=ALL",
            "ListProvisionedConcurrencyConfigs",
        ),
        (
            "/2019-09-30/functions/f/provisioned-concurrency?Qualifier=1",
            "GetProvisionedConcurrencyConfig",
        ),
    ];
    for (uri, operation) in cases {
        let call = route(&lambda::SERVICE, &request("GET", uri, "")).unwrap();
        assert_eq!(call.operation.name, operation, "{uri}");
    }
}

fn by_key(value: &Value) -> std::collections::BTreeMap<String, Value> {
    serde_json::from_value(value.clone()).unwrap()
}

#[test]
fn every_operation_without_shapes_is_named_in_the_refusal() {
    for service in SERVICES {
        for (name, method, uri) in service.unshaped {
            let uri = uri.replace(['{', '}'], "");
            let mut request = request(method, &uri, &format!("Action={name}"));
            if service.name == "logs" {
                let target = format!("Logs_20140328.{name}").parse().unwrap();
                request.headers_mut().insert("x-amz-target", target);
            }
            let error = route(service, &request).unwrap_err();
            assert_eq!(
                (error.status, error.message.as_str()),
                (
                    501,
                    format!("gatewright does not implement {} {name} yet", service.name).as_str()
                )
            );
        }
    }
}

#[test]
fn what_is_no_operation_is_refused() {
    let refused = |service, request: Request<_>| {
        let error = route(service, &request).unwrap_err();
        (error.code.into_owned(), error.status, error.message)
    };
    let cases = [
        (
            &apigateway::SERVICE,
            request("GET", "/nothing", ""),
            "UnknownOperationException",
            404,
            "apigateway has no operation GET /nothing",
        ),
        (
            &apigateway::SERVICE,
            request("DELETE", "/restapis", ""),
            "UnknownOperationException",
            404,
            "apigateway has no operation DELETE /restapis (that path takes GET, POST)",
        ),
        (
            &logs::SERVICE,
            request("POST", "/", "{}"),
            "UnknownOperationException",
            400,
            "logs has no target ''",
        ),
        (
            &sts::SERVICE,
            request("POST", "/", "Action=GetFoo"),
            "InvalidAction",
            400,
            "Could not find operation GetFoo for version 2011-06-15",
        ),
    ];
    for (service, request, code, status, message) in cases {
        assert_eq!(
            refused(service, request),
            (code.to_owned(), status, message.to_owned())
        );
    }
}
