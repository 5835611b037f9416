//! The wire crate through its public interface.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

mod any_value;
mod auth;
mod client;
mod errors;
mod event_stream;
mod hostile;
mod round_trip;
mod routing;
mod signature;
mod validation;

use bytes::Bytes;
use gatewright_wire::model::Service;
use gatewright_wire::{apigateway, iam, lambda, logs, sts};
use http::Request;

static SERVICES: [&Service; 5] = [
    &apigateway::SERVICE,
    &iam::SERVICE,
    &lambda::SERVICE,
    &logs::SERVICE,
    &sts::SERVICE,
];

fn request(method: &str, uri: &str, body: &str) -> Request<Bytes> {
    Request::builder()
        .method(method)
        .uri(uri)
        .body(Bytes::copy_from_slice(body.as_bytes()))
        .unwrap()
}
