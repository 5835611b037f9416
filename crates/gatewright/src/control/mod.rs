//! The control plane: AWS's operations, one function and one line each.
//!
//! An operation takes the scope that it acts in and its generated input, and gives its generated
//! output or the service's error. It knows documents and the server's parts; it knows nothing of
//! HTTP. An operation with no line in the table answers "not implemented" and its name.

pub mod apigateway;
pub mod caller;
mod events;
pub mod iam;
pub mod lambda;
pub mod logs;
mod operations;
mod scope;
pub mod sts;

use bytes::Bytes;
use gatewright_wire::apigateway::SERVICE;
use gatewright_wire::error::ServiceError;
use gatewright_wire::model::{Protocol, Service};
use gatewright_wire::server;
use http::{Request, Response};

use crate::home::is_region;
use apigateway::turns::Turn;
use caller::Unidentified;

pub use caller::Caller;
pub use events::Frames;
pub use operations::{Handler, IMPLEMENTED, handler};
pub use scope::{Scope, internal};

/// Answers a request to an AWS service's control plane, refusals included.
pub async fn answer(
    scope: &Scope,
    service: &'static Service,
    request: &Request<Bytes>,
) -> Response<Bytes> {
    match run(scope, service, request).await {
        Ok(response) => response,
        Err(error) => server::encode_error(service, &error, &scope.request_id),
    }
}

/// Answers a request whose credentials are not taken.
pub fn refuse(service: &'static Service, why: &Unidentified) -> Response<Bytes> {
    // The query services leave out what the others end their codes with, or have their own.
    let query = matches!(service.protocol, Protocol::Query { .. });
    let (code, status) = match why {
        Unidentified::Expired if query => ("ExpiredToken", 403),
        Unidentified::Expired => ("ExpiredTokenException", 403),
        Unidentified::Invalid if query => ("InvalidClientTokenId", 403),
        Unidentified::Invalid => ("UnrecognizedClientException", 403),
        Unidentified::Store(_) => ("InternalFailure", 500),
    };
    let error = ServiceError::unmodelled(code, status, why.to_string());
    server::encode_error(service, &error, &uuid::Uuid::new_v4().to_string())
}

async fn run(
    scope: &Scope,
    service: &'static Service,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, ServiceError> {
    if !is_region(&scope.region) {
        return Err(ServiceError::unmodelled(
            "InvalidSignatureException",
            403,
            "Credential should be scoped to a valid region. ".to_owned(),
        ));
    }
    let call = server::route(service, request)?;
    match handler(service.name, call.operation.name) {
        Some(handler) => {
            // What the other services change is one document each.
            let turn = if service.name == SERVICE.name {
                Turn::of(&call)
            } else {
                Turn::AnyTime
            };
            let turns = &scope.server.turns;
            turns.wait(turn, handler(scope, call, request)).await
        }
        None => Err(ServiceError::not_implemented(
            service.name,
            call.operation.name,
        )),
    }
}
