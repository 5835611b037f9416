//! API Gateway.

pub mod rest_apis;
