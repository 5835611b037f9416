//! What a REST API is and what happens to a request.

pub mod api;
