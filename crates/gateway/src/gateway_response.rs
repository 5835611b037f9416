//! Gateway responses: what the client gets when API Gateway itself answers. Their types, which configured response
//! applies, and the plain substitution that its templates and parameters allow.
//!
//! Knows nothing of where variables come from: it asks a lookup for them by name.

mod render;
mod response_type;

pub(crate) use render::error_variable;
pub use render::{Applied, GatewayResponse, GatewayResponses, quoted};
pub use response_type::{ResponseType, UnknownResponseType};

/// An error that API Gateway raises, before any configured gateway response is applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RaisedError {
    /// `$context.error.responseType`, and the key that a configured response is looked up by.
    pub response_type: ResponseType,
    /// The status that the client gets unless a configured response sets another.
    pub status: u16,
    /// The `x-amzn-ErrorType` header.
    pub error_type: &'static str,
    /// `$context.error.message`; `None` prints as `null`.
    pub message: Option<String>,
    /// `$context.error.validationErrorString`, for a body that fails validation.
    pub validation_error: Option<String>,
    /// The body that the client gets unless a configured response has a template, byte for byte (F§2.0).
    pub body: String,
    /// The content type of that body.
    pub content_type: &'static str,
}
