//! What a REST API is, and what happens to a request.

pub mod headers;
pub mod mapping;
pub mod proxy;
pub mod query;
pub mod routing;
