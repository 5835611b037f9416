//! AWS shapes and operation tables, and the protocols that carry them.
//!
//! The shapes are generated from the service models (`models/`, `cargo xtask codegen`) and used in
//! both directions: the server decodes requests and encodes responses with them, a client the
//! other way round. The codecs walk the tables; they do no I/O and do not panic. Only the client's
//! `transport` reaches the network.

pub mod auth;
mod aws_json;
pub mod client;
pub mod error;
pub mod event_stream;
mod generated;
mod json;
pub mod model;
mod query;
pub mod resolver;
mod rest_json;
mod route;
mod scalar;
pub mod server;
pub mod signature;
pub mod transport;
pub mod validate;
pub mod values;
mod xml;

pub use error::ServiceError;
pub use generated::{apigateway, elbv2, iam, lambda, logs, sts};
