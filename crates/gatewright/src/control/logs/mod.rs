//! CloudWatch Logs: wire shapes to and from the log service (`crate::logs`), which holds the rules.

pub mod events;
pub mod groups;
pub mod live_tail;
pub mod metric_filters;
pub mod queries;
pub mod resource_policies;
pub mod streams;
pub mod subscription_filters;
pub mod tags;

use gatewright_wire::error::ServiceError;
use gatewright_wire::logs::errors;
use serde_json::json;

use super::Scope;
use crate::home::Home;
use crate::logs::{LogError, Malformed};

/// Whose logs an operation is about.
fn owner(scope: &Scope) -> Home {
    Home::new(scope.account.as_str(), scope.region.as_str())
}

fn refusal(error: LogError) -> ServiceError {
    let refusal = ServiceError::unmodelled(error.code(), error.status(), error.to_string());
    match error {
        LogError::MalformedQuery(Malformed {
            message,
            start,
            end,
        }) => refusal.member(
            "queryCompileError",
            json!({
                "location": { "startCharOffset": start, "endCharOffset": end },
                "message": message,
            }),
        ),
        _ => refusal,
    }
}

/// A group by its name, or else by its identifier (name or ARN).
fn group(name: Option<String>, identifier: Option<String>) -> Result<String, ServiceError> {
    match (name, identifier) {
        (Some(_), Some(_)) => Err(errors::INVALID_PARAMETER
            .with("LogGroup name and LogGroup ARN are mutually exclusive parameters.")),
        (Some(group), None) | (None, Some(group)) => Ok(group),
        (None, None) => Err(errors::INVALID_PARAMETER
            .with("One of logGroupName and logGroupIdentifier must be given.")),
    }
}
