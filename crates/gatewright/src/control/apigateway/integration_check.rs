//! What AWS checks of an integration and its responses when they are put or changed (F§5.1,
//! F§5.2): the gateway's checks, which an import makes too, and those that need the account.

use std::collections::BTreeMap;

use gatewright_gateway::{integration_check, mapping};
use gatewright_wire::apigateway::{Integration, Method};
use gatewright_wire::error::ServiceError;

use super::methods::check_verb;
use super::refusals::bad_request;

/// Checks a whole integration of a method.
pub(super) fn check(
    integration: &Integration,
    method: &Method,
    account: &str,
) -> Result<(), ServiceError> {
    let none = BTreeMap::new();
    let declared = method.request_parameters.as_ref().unwrap_or(&none);
    integration_check::check(integration, declared)
        .map_err(|error| bad_request(error.to_string()))?;
    if let Some(verb) = integration
        .http_method
        .as_deref()
        .filter(|verb| !verb.is_empty())
    {
        check_verb(verb)?;
    }
    let link = integration.connection_id.as_deref().unwrap_or_default();
    if integration.connection_type.as_deref() == Some("VPC_LINK") && link.is_empty() {
        // [C]: no recording of this text.
        return Err(bad_request(
            "Connection Id must be specified for connection type VPC_LINK",
        ));
    }
    check_role(
        integration.credentials.as_deref().unwrap_or_default(),
        account,
    )?;
    check_content_types(integration.request_templates.as_ref())
}

/// What a mapping that does not hold is answered with.
pub(super) fn bad_mapping(result: mapping::ValidationResult) -> ServiceError {
    bad_request(format!("Invalid mapping expression specified: {result}"))
}

/// The keys of templates are media types.
pub(super) fn check_content_types(
    templates: Option<&BTreeMap<String, String>>,
) -> Result<(), ServiceError> {
    let wrong: Vec<_> = templates
        .into_iter()
        .flat_map(BTreeMap::keys)
        .filter(|key| *key != "$default" && !is_media_type(key))
        .map(|key| format!("Invalid content type specified: {key}"))
        .collect();
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(bad_request(format!(
            "Validation Result: warnings : [], errors : [{}]",
            wrong.join(", ")
        )))
    }
}

fn is_media_type(text: &str) -> bool {
    let mime = text.split(';').next().unwrap_or_default().trim();
    mime.split_once('/')
        .is_some_and(|(kind, subtype)| !kind.is_empty() && !subtype.is_empty())
}

/// A role of another account cannot be passed (F§5.1 [B]).
fn check_role(credentials: &str, account: &str) -> Result<(), ServiceError> {
    let owner = credentials
        .strip_prefix("arn:")
        .and_then(|rest| rest.split_once(":iam::"))
        .and_then(|(_, rest)| rest.split_once(":role/"))
        .map(|(owner, _)| owner);
    match owner {
        Some(owner) if owner != account && !owner.contains("${") => Err(
            ServiceError::access_denied("Cross-account pass role is not allowed."),
        ),
        _ => Ok(()),
    }
}
