//! The gateway's behaviour through its public interface.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod access_log;
mod arn;
mod authorizer;
mod caching;
mod compile;
mod compression;
mod fault;
mod gateway_response;
mod header_rules;
mod headers;
mod mapping;
mod media;
mod openapi;
mod openapi_export;
mod payload;
mod permission;
mod proxy_event;
mod proxy_response;
mod routing;
mod rows;
mod selection;
mod stage_variables;
mod test_authorizer;
mod test_invoke;
mod throttle;
mod trace;
mod trace_header;
mod trace_lines;
mod validation;
mod world;
