//! The client's half: no response makes reading panic.
//!
//! The input: one byte for the service, one for the operation, one for the status, a line for the
//! headers' values, then the body.

#![no_main]

use bytes::Bytes;
use gatewright_wire::{apigateway, client, iam, lambda, logs, sts};
use http::Response;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let [service, operation, status, rest @ ..] = data else {
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
    let response = Response::builder()
        .status([200, 201, 204, 400, 404, 500][usize::from(*status) % 6])
        .header("x-amzn-errortype", &rest[..end])
        .header("retry-after", &rest[..end])
        .body(Bytes::copy_from_slice(
            rest.get(end + 1..).unwrap_or_default(),
        ));
    if let Ok(response) = response {
        let _ = client::decode(service, operation, &response);
    }
});
