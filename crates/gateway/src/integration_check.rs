//! What PutIntegration, PutIntegrationResponse and PutGatewayResponse refuse of the documents alone,
//! in AWS's words (F§5.1, F§5.2); an import refuses the same.

use std::collections::BTreeMap;

use gatewright_wire::apigateway::{
    GatewayResponse, Integration, IntegrationResponse, MethodResponse,
};

use crate::arn::{IntegrationTarget, IntegrationUri, IntegrationUriError};
use crate::compile::is_streamed;
use crate::header_rules::IntegrationType;
use crate::mapping::{self, ValidationResult};

/// The methods that a resource or an endpoint can have, in AWS's order.
const VERBS: [&str; 8] = [
    "GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY",
];

/// Why an integration or its response is refused. `Display` is AWS's message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidIntegration {
    /// All types but `MOCK` need the method of the endpoint.
    #[error("Enumeration value for HttpMethod must be non-empty")]
    NoHttpMethod,
    /// No such method.
    #[error("Invalid HttpMethod specified. Valid options are {}", VERBS.join(","))]
    HttpMethod,
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
    /// A connection through a VPC link that is not named \[C\]: no recording of this text.
    #[error("Connection Id must be specified for connection type VPC_LINK")]
    NoVpcLink,
    /// Keys of templates that are no media types.
    #[error("Validation Result: warnings : [], errors : [{}]", content_types(.0))]
    ContentTypes(Vec<String>),
    /// In `requestParameters` or `responseParameters`.
    #[error("Invalid mapping expression specified: {0}")]
    Mapping(#[from] ValidationResult),
}

fn content_types(wrong: &[String]) -> String {
    let errors: Vec<_> = wrong
        .iter()
        .map(|key| format!("Invalid content type specified: {key}"))
        .collect();
    errors.join(", ")
}

impl From<IntegrationUriError> for InvalidIntegration {
    fn from(error: IntegrationUriError) -> Self {
        match error {
            IntegrationUriError::NotAnArn(_) | IntegrationUriError::NoService => Self::NotAnArn,
            IntegrationUriError::NoPathOrAction | IntegrationUriError::NotApiGateway(_) => {
                Self::NoPathOrAction
            }
        }
    }
}

/// Refuses what is no method of a resource or an endpoint.
pub fn check_verb(verb: &str) -> Result<(), InvalidIntegration> {
    if VERBS.contains(&verb) {
        Ok(())
    } else {
        Err(InvalidIntegration::HttpMethod)
    }
}

/// The longest time-outs in milliseconds: everywhere; where the account's quota was raised, which regional and private
/// APIs allow (F§3.14; how far is \[C\]); of an answer in a stream ("Stream the integration response" in the guide).
const LONGEST: i32 = 29_000;
const RAISED: i32 = 300_000;
const STREAMED: i32 = 900_000;

/// Checks an integration. `declared` are the method's `requestParameters`; `may_be_raised` tells whether the
/// API's time-outs may be, which only those of edge-optimised ones may not. That a Lambda function
/// exists is not checked, by AWS neither.
pub fn check(
    integration: &Integration,
    declared: Option<&BTreeMap<String, bool>>,
    may_be_raised: bool,
) -> Result<(), InvalidIntegration> {
    let kind = integration.r#type.as_deref().unwrap_or_default();
    let uri = integration.uri.as_deref().unwrap_or_default();
    let verb = integration.http_method.as_deref().unwrap_or_default();
    let kind =
        IntegrationType::parse(kind).ok_or_else(|| InvalidIntegration::Type(kind.to_owned()))?;
    if kind != IntegrationType::Mock && verb.is_empty() {
        return Err(InvalidIntegration::NoHttpMethod);
    }
    match kind {
        IntegrationType::Http | IntegrationType::HttpProxy => check_http(uri)?,
        IntegrationType::Aws => drop(uri.parse::<IntegrationUri>()?),
        IntegrationType::AwsProxy => check_proxied(&uri.parse()?)?,
        IntegrationType::Mock => {}
    }
    let longest = match kind.is_proxy() && is_streamed(integration) {
        true => STREAMED,
        false if may_be_raised => RAISED,
        false => LONGEST,
    };
    if integration
        .timeout_in_millis
        .is_some_and(|timeout| !(50..=longest).contains(&timeout))
    {
        return Err(InvalidIntegration::Timeout);
    }
    if let Some(parameters) = &integration.request_parameters {
        mapping::validate_request(parameters, declared.unwrap_or(&BTreeMap::new()))?;
    }
    if !verb.is_empty() {
        check_verb(verb)?;
    }
    let link = integration.connection_id.as_deref().unwrap_or_default();
    if integration.connection_type.as_deref() == Some("VPC_LINK") && link.is_empty() {
        return Err(InvalidIntegration::NoVpcLink);
    }
    check_content_types(integration.request_templates.as_ref())
}

/// Checks an integration's response against the method's response with its status.
pub fn check_response(
    response: &IntegrationResponse,
    declared: Option<&MethodResponse>,
) -> Result<(), InvalidIntegration> {
    check_content_types(response.response_templates.as_ref())?;
    if let Some(parameters) = &response.response_parameters {
        let declared = declared.and_then(|declared| declared.response_parameters.as_ref());
        mapping::validate_response(parameters, declared.unwrap_or(&BTreeMap::new()))?;
    }
    Ok(())
}

/// Checks a gateway response.
pub fn check_gateway_response(response: &GatewayResponse) -> Result<(), InvalidIntegration> {
    if let Some(parameters) = &response.response_parameters {
        mapping::validate_gateway_response(parameters)?;
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

/// The function need not be an ARN yet: stage variables may stand in it.
fn check_proxied(uri: &IntegrationUri) -> Result<(), InvalidIntegration> {
    let puts_records = uri.service == "firehose"
        && matches!(&uri.target, IntegrationTarget::Action(action) if action.starts_with("PutRecord"));
    if puts_records || uri.function_text().is_ok() {
        Ok(())
    } else {
        Err(InvalidIntegration::NotProxyable)
    }
}

/// The keys of templates are media types.
fn check_content_types(
    templates: Option<&BTreeMap<String, String>>,
) -> Result<(), InvalidIntegration> {
    let wrong: Vec<_> = templates
        .into_iter()
        .flat_map(BTreeMap::keys)
        .filter(|key| check_content_type(key).is_err())
        .cloned()
        .collect();
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(InvalidIntegration::ContentTypes(wrong))
    }
}

/// Refuses a template's key that is no media type.
pub fn check_content_type(key: &str) -> Result<(), InvalidIntegration> {
    let mime = key.split(';').next().unwrap_or_default().trim();
    let is_media_type = mime
        .split_once('/')
        .is_some_and(|(kind, subtype)| !kind.is_empty() && !subtype.is_empty());
    if is_media_type || key == "$default" {
        Ok(())
    } else {
        Err(InvalidIntegration::ContentTypes(vec![key.to_owned()]))
    }
}
