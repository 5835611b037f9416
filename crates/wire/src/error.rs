//! What a service answers when it refuses: the modelled errors, and the few that AWS's front ends
//! add to every service. Knows no protocol; [`crate::server`] writes these and [`crate::client`]
//! reads them back.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::ErrorShape;

/// One error of a service, as a client sees it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct ServiceError {
    /// The code that clients match on (`NotFoundException`, `NoSuchEntity`).
    pub code: Cow<'static, str>,
    /// The HTTP status.
    pub status: u16,
    /// The text for people, in AWS's words where AWS has any.
    pub message: String,
    /// How a JSON body spells the message's key: `message` or `Message` (F§4.5).
    pub message_key: &'static str,
    /// Whether a JSON body carries `Type` (`User` or `Service`), as Lambda's do.
    pub typed: bool,
    /// Further members of the body (`Reason`).
    pub members: BTreeMap<String, Value>,
    /// The `Retry-After` header, in seconds.
    pub retry_after: Option<u32>,
}

impl ErrorShape {
    /// The error with its text: `errors::NOT_FOUND.with("Invalid Resource identifier specified")`.
    pub fn with(&'static self, message: impl Into<String>) -> ServiceError {
        ServiceError {
            code: Cow::Borrowed(self.code),
            status: self.status,
            message: message.into(),
            message_key: self.message_key,
            typed: self.typed,
            members: BTreeMap::new(),
            retry_after: None,
        }
    }

    /// Whether `error` is this one.
    pub fn is(&self, error: &ServiceError) -> bool {
        error.code == self.code
    }
}

impl ServiceError {
    /// An error that the service's model does not name.
    pub fn unmodelled(
        code: impl Into<Cow<'static, str>>,
        status: u16,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code: code.into(),
            status,
            message: message.into(),
            message_key: "message",
            typed: false,
            members: BTreeMap::new(),
            retry_after: None,
        }
    }

    /// Input that breaks the model's constraints (F§5.0).
    pub fn validation(message: impl Into<String>) -> Self {
        Self::unmodelled("ValidationException", 400, message)
    }

    /// A request whose parts are not of the types that the model wants (F§5.0).
    pub fn serialization(message: impl Into<String>) -> Self {
        Self::unmodelled("SerializationException", 400, message)
    }

    /// A caller who may not.
    pub fn access_denied(message: impl Into<String>) -> Self {
        Self::unmodelled("AccessDeniedException", 403, message)
    }

    /// A request that is no operation of the service.
    pub fn unknown_operation(status: u16, message: impl Into<String>) -> Self {
        Self::unmodelled("UnknownOperationException", status, message)
    }

    /// A failure of our own.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::unmodelled("InternalFailure", 500, message)
    }

    /// An operation that AWS has and we do not. Status 501, which no SDK retries.
    pub fn not_implemented(service: &str, operation: &str) -> Self {
        Self::unmodelled(
            "NotImplementedException",
            501,
            format!("gatewright does not implement {service} {operation} yet"),
        )
    }

    /// The same with one more member in its body.
    #[must_use]
    pub fn member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.members.insert(name.into(), value.into());
        self
    }

    /// The same with a `Retry-After` of that many seconds.
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Whose fault it is, in AWS's body words.
    pub(crate) fn is_callers(&self) -> bool {
        self.status < 500
    }
}
