//! What AWS checks of an integration when it is put, changed or imported (F§5.1, F§5.2).

use std::collections::BTreeMap;

use gatewright_gateway::mapping;
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
    let kind = integration.r#type.as_deref().unwrap_or_default();
    let verb = integration.http_method.as_deref().unwrap_or_default();
    if kind != "MOCK" && verb.is_empty() {
        return Err(bad_request(
            "Enumeration value for HttpMethod must be non-empty",
        ));
    }
    if !verb.is_empty() {
        check_verb(verb)?;
    }
    let uri = integration.uri.as_deref().unwrap_or_default();
    match kind {
        "HTTP" | "HTTP_PROXY" => check_url(uri)?,
        "AWS" => {
            service_of(uri)?;
        }
        "AWS_PROXY" => check_proxy(uri)?,
        _ => {}
    }
    if let Some(timeout) = integration.timeout_in_millis
        && !(50..=29_000).contains(&timeout)
    {
        return Err(bad_request("Timeout should be between 50 ms and 29000 ms"));
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
    check_content_types(integration.request_templates.as_ref())?;
    if let Some(parameters) = &integration.request_parameters {
        let none = BTreeMap::new();
        let declared = method.request_parameters.as_ref().unwrap_or(&none);
        mapping::validate_request(parameters, declared).map_err(bad_mapping)?;
    }
    Ok(())
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

/// An HTTP endpoint: `http` or `https` and a host, which a stage variable may be or hold.
fn check_url(uri: &str) -> Result<(), ServiceError> {
    let rest = ["http://", "https://"]
        .iter()
        .find_map(|scheme| uri.strip_prefix(scheme));
    match rest.and_then(|rest| rest.chars().next()) {
        Some(first) if !"/?#:".contains(first) => Ok(()),
        _ => Err(bad_request("Invalid HTTP endpoint specified for URI")),
    }
}

/// The service that an `AWS` integration calls, and the path or action of it.
fn service_of(uri: &str) -> Result<(&str, &str), ServiceError> {
    let parts: Vec<&str> = uri.splitn(6, ':').collect();
    let &["arn", _, _, _, service, target] = parts.as_slice() else {
        return Err(bad_request("Invalid ARN specified in the request"));
    };
    if target.starts_with("path/") || target.starts_with("action/") {
        Ok((service.rsplit('.').next().unwrap_or(service), target))
    } else {
        Err(bad_request(
            "AWS ARN for integration must contain path or action",
        ))
    }
}

fn check_proxy(uri: &str) -> Result<(), ServiceError> {
    let (service, target) = service_of(uri)?;
    let function = target.strip_prefix("path/").is_some_and(|path| {
        let path = path.trim_start_matches('/');
        let buffered = path.starts_with("2015-03-31/functions/") && path.ends_with("/invocations");
        let streamed = path.starts_with("2021-11-15/functions/")
            && path.ends_with("/response-streaming-invocations");
        buffered || streamed
    });
    let stream = target.strip_prefix("action/").is_some();
    if (service == "lambda" && function) || (service == "firehose" && stream) {
        Ok(())
    } else {
        Err(bad_request(
            "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
        ))
    }
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
