//! What a REST API is, and what happens to a request.

pub mod arn;
pub mod gateway_response;
pub mod header_rules;
pub mod headers;
pub mod mapping;
pub mod media;
pub mod permission;
pub mod proxy;
pub mod query;
pub mod routing;
pub mod selection;
pub mod stage_variables;
pub mod trace;
pub mod validation;
