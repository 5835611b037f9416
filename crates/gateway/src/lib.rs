//! What a REST API is, and what happens to a request.

pub mod api;
pub mod arn;
pub mod compile;
mod context;
pub mod engine;
pub mod fault;
pub mod gateway_response;
pub mod header_rules;
pub mod headers;
pub mod integration_check;
pub mod io;
pub mod mapping;
pub mod media;
pub mod openapi;
pub mod permission;
pub mod problem;
pub mod proxy;
pub mod query;
pub mod request;
pub mod routing;
pub mod selection;
pub mod snapshot;
pub mod stage_variables;
mod templates;
pub mod throttle;
pub mod trace;
pub mod validation;
