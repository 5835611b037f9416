//! What a REST API is, and what happens to a request.

pub mod api;
pub mod arn;
pub mod gateway_response;
pub mod headers;
pub mod io;
pub mod mapping;
pub mod problem;
pub mod proxy;
pub mod query;
pub mod request;
pub mod routing;
pub mod trace;
