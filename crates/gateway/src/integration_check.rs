//! What PutIntegration refuses, in AWS's words (F§5.1, F§5.2); an import refuses the same.

use std::collections::BTreeMap;

use gatewright_wire::apigateway::Integration;

use crate::mapping::{self, ValidationResult};

/// Why an integration is refused. `Display` is AWS's message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidIntegration {
    /// All types but `MOCK` need the method of the endpoint.
    #[error("Enumeration value for HttpMethod must be non-empty")]
    NoHttpMethod,
    /// Not `http://…` or `https://…`.
    #[error("Invalid HTTP endpoint specified for URI")]
    NotAnHttpEndpoint,
    /// Not an ARN of API Gateway or of anything else.
    #[error("Invalid ARN specified in the request")]
    NotAnArn,
    /// An ARN without `path/…` or `action/…`.
    #[error("AWS ARN for integration must contain path or action")]
    NoPathOrAction,
    /// `AWS_PROXY` to something other than Lambda's invocation or Firehose.
    #[error(
        "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations."
    )]
    NotProxyable,
    /// Out of range.
    #[error("Timeout should be between 50 ms and 29000 ms")]
    Timeout,
    /// No such type.
    #[error(
        "1 validation error detected: Value '{0}' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]"
    )]
    Type(String),
    /// In `requestParameters`.
    #[error("Invalid mapping expression specified: {0}")]
    Mapping(#[from] ValidationResult),
}

/// Checks an integration. `declared` are the method's `requestParameters`. That a Lambda function
/// exists is not checked, by AWS neither.
pub fn check(
    integration: &Integration,
    declared: &BTreeMap<String, bool>,
) -> Result<(), InvalidIntegration> {
    let kind = integration.r#type.as_deref().unwrap_or_default();
    let uri = integration.uri.as_deref().unwrap_or_default();
    if !["HTTP", "MOCK", "AWS_PROXY", "HTTP_PROXY", "AWS"].contains(&kind) {
        return Err(InvalidIntegration::Type(kind.to_owned()));
    }
    if kind != "MOCK"
        && integration
            .http_method
            .as_deref()
            .unwrap_or_default()
            .is_empty()
    {
        return Err(InvalidIntegration::NoHttpMethod);
    }
    match kind {
        "HTTP" | "HTTP_PROXY" => check_http(uri)?,
        "AWS" | "AWS_PROXY" => check_arn(uri, kind == "AWS_PROXY")?,
        _ => {}
    }
    if integration
        .timeout_in_millis
        .is_some_and(|timeout| !(50..=29_000).contains(&timeout))
    {
        return Err(InvalidIntegration::Timeout);
    }
    if let Some(parameters) = &integration.request_parameters {
        mapping::validate_request(parameters, declared)?;
    }
    Ok(())
}

/// The host may be a stage variable, and so may the whole of the URI.
fn check_http(uri: &str) -> Result<(), InvalidIntegration> {
    let is_endpoint = ["http://", "https://"]
        .iter()
        .any(|scheme| uri.len() > scheme.len() && uri.starts_with(scheme));
    if is_endpoint || uri.starts_with("${stageVariables.") {
        Ok(())
    } else {
        Err(InvalidIntegration::NotAnHttpEndpoint)
    }
}

/// `arn:{partition}:apigateway:{region}:{service}:{path|action}/…`.
fn check_arn(uri: &str, proxy: bool) -> Result<(), InvalidIntegration> {
    let parts: Vec<&str> = uri.splitn(6, ':').collect();
    let [arn, _, namespace, _, service, resource] = parts[..] else {
        return Err(InvalidIntegration::NotAnArn);
    };
    if arn != "arn" {
        return Err(InvalidIntegration::NotAnArn);
    }
    let names_target = resource.starts_with("path/") || resource.starts_with("action/");
    if namespace != "apigateway" || !names_target {
        return Err(InvalidIntegration::NoPathOrAction);
    }
    let invokes_function = service.rsplit('.').next() == Some("lambda")
        && resource.starts_with("path/2015-03-31/functions/")
        && resource.ends_with("/invocations");
    let puts_records = service == "firehose" && resource.starts_with("action/PutRecord");
    if proxy && !invokes_function && !puts_records {
        return Err(InvalidIntegration::NotProxyable);
    }
    Ok(())
}
