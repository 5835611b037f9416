//! The control plane: AWS's operations, one function and one line each.
//!
//! An operation takes the scope that it acts in and its generated input, and gives its generated
//! output or the service's error. It knows documents and the server's parts; it knows nothing of
//! HTTP. An operation with no line here answers "not implemented" and its name.

pub mod apigateway;
mod operations;
mod scope;

pub use operations::{Handler, handler};
pub use scope::Scope;
