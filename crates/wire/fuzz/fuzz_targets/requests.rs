//! The server's half: no request makes routing, reading or validating panic, and what was read
//! can be written by the client's half and read again to the same tree.
//!
//! The input: one byte for the service, one for the operation, a line with the method and the URI
//! (empty: the operation's own), then the body.

#![no_main]

use bytes::Bytes;
use gatewright_wire::auth::Authorization;
use gatewright_wire::model::Protocol;
use gatewright_wire::server::{encode_error, route};
use gatewright_wire::{apigateway, client, iam, lambda, logs, sts};
use http::Request;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let [service, operation, rest @ ..] = data else {
        return;
    };
    let service = [
        &apigateway::SERVICE,
        &lambda::SERVICE,
        &logs::SERVICE,
        &iam::SERVICE,
        &sts::SERVICE,
    ][usize::from(*service) % 5];
    let operation = service.operations[usize::from(*operation) % service.operations.len()];
    let end = rest
        .iter()
        .position(|byte| *byte == b'\n')
        .unwrap_or(rest.len());
    let line = String::from_utf8_lossy(&rest[..end]);
    let body = rest.get(end + 1..).unwrap_or_default();
    let (method, uri) = match line.split_once(' ') {
        Some((method, uri)) => (method.to_owned(), uri.to_owned()),
        None => (
            operation.method.to_owned(),
            operation.uri.replace(['{', '}'], "") + &line,
        ),
    };
    let mut request = Request::builder()
        .method(method.as_str())
        .uri(uri)
        .header("authorization", &rest[..end]);
    if let Protocol::AwsJson { target_prefix } = service.protocol {
        request = request.header(
            "x-amz-target",
            format!("{target_prefix}.{}", operation.name),
        );
    }
    let body = match service.protocol {
        Protocol::Query { .. } => [b"Action=", operation.name.as_bytes(), b"&", body].concat(),
        _ => body.to_vec(),
    };
    let Ok(request) = request.body(Bytes::from(body)) else {
        return;
    };
    let _ = Authorization::of(request.headers(), request.uri());
    let read = route(service, &request).and_then(|call| {
        let tree = call.decode_tree(&request)?;
        Ok((call.operation, tree))
    });
    match read {
        Ok((operation, tree)) => {
            let Ok(again) = client::encode(service, operation, tree.clone()) else {
                return;
            };
            let read = route(service, &again).and_then(|call| call.decode_tree(&again));
            // Empty lists and structures have no form in a query string or form.
            if matches!(service.protocol, Protocol::AwsJson { .. }) {
                assert_eq!(read.ok(), Some(tree));
            }
        }
        Err(error) => {
            encode_error(service, &error, "id");
        }
    }
});
