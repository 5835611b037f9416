//! What a REST API is, and what happens to a request.

pub mod arn;
pub mod fault;
pub mod gateway_response;
pub mod permission;
pub mod trace;
