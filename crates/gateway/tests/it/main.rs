//! The gateway's behaviour through its public interface.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod arn;
mod fault;
mod gateway_response;
mod permission;
mod rows;
mod test_invoke;
mod trace;
mod trace_lines;
mod world;
