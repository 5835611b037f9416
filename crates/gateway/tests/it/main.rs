//! The gateway's behaviour through its public interface.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod header_rules;
mod headers;
mod mapping;
mod media;
mod openapi;
mod proxy_event;
mod proxy_response;
mod routing;
mod selection;
mod stage_variables;
mod validation;
