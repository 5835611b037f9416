//! API Gateway's refusals that more than one kind of document makes (F§5).

use gatewright_gateway::integration_check::InvalidIntegration;
use gatewright_wire::apigateway::errors;
use gatewright_wire::error::ServiceError;

use crate::control::Scope;

pub(super) fn bad_request(text: impl Into<String>) -> ServiceError {
    errors::BAD_REQUEST.with(text)
}

pub(super) fn not_found(text: impl Into<String>) -> ServiceError {
    errors::NOT_FOUND.with(text)
}

pub(super) fn conflict(text: impl Into<String>) -> ServiceError {
    errors::CONFLICT.with(text)
}

/// What the gateway refuses of an integration is refused in its words.
pub(super) fn invalid(error: InvalidIntegration) -> ServiceError {
    bad_request(error.to_string())
}

/// What others keep changing at the same time.
pub(super) fn busy() -> ServiceError {
    conflict("Unable to complete operation due to concurrent modification. Please try again later.")
}

pub(super) fn no_api(scope: &Scope, id: &str) -> ServiceError {
    not_found(format!(
        "Invalid API identifier specified {}:{id}",
        scope.account
    ))
}

pub(super) fn no_resource() -> ServiceError {
    not_found("Invalid Resource identifier specified")
}

pub(super) fn no_method() -> ServiceError {
    not_found("Invalid Method identifier specified")
}

pub(super) fn no_integration() -> ServiceError {
    not_found("Invalid Integration identifier specified")
}

pub(super) fn no_status_code() -> ServiceError {
    not_found("Invalid Response status code specified")
}

pub(super) fn no_content_type() -> ServiceError {
    not_found("Content-Type specified was not found")
}

pub(super) fn no_parameter() -> ServiceError {
    not_found("Invalid parameter name specified")
}

pub(super) fn no_stage() -> ServiceError {
    not_found("Invalid stage identifier specified")
}

pub(super) fn no_api_key() -> ServiceError {
    not_found("Invalid API Key identifier specified")
}

pub(super) fn no_usage_plan() -> ServiceError {
    not_found("Invalid Usage Plan ID specified")
}

pub(super) fn no_link() -> ServiceError {
    not_found("Invalid Vpc Link identifier specified")
}
