//! A line's text, made and read: `Display` and `FromStr` of [`Event`].

use std::fmt;
use std::str::FromStr;

use super::{Event, ExecutionFailure, KeyRefusal, MAX_LINE_CHARS, MethodLimit, Secret, TRUNCATED};
use Event as E;

/// A text that is no line of an execution log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a line of an API Gateway execution log: '{0}'")]
pub struct UnknownLine(pub String);

/// Lines that are a fixed text, and lines that are a fixed text and one value: one table for both directions.
macro_rules! plain_lines {
    (fixed { $($text:literal $fixed:ident,)* } valued { $($prefix:literal $valued:ident,)* }) => {
        fn write_plain(event: &Event, f: &mut fmt::Formatter<'_>) -> Option<fmt::Result> {
            match event {
                $(E::$fixed => Some(f.write_str($text)),)*
                $(E::$valued(value) => Some(f.write_str($prefix).and_then(|()| fmt::Display::fmt(value, f))),)*
                _ => None,
            }
        }

        fn read_plain(text: &str) -> Option<Event> {
            $(if text == $text { return Some(E::$fixed); })*
            $(if let Some(value) = text.strip_prefix($prefix) { return value.parse().ok().map(E::$valued); })*
            None
        }
    };
}

plain_lines! {
    fixed {
        "Successfully completed authorizer execution" AuthorizerCompleted,
        "The client is not authorized to perform this operation." ClientNotAuthorized,
        "Unauthorized" Unauthorized,
        "AuthorizerConfigurationException" AuthorizerConfigurationException,
        "Usage Plan check failed due to an internal error" UsagePlanCheckFailed,
        "Successfully completed execution" SuccessfullyCompleted,
    }
    valued {
        "Extended Request Id: " ExtendedRequestId,
        "Incoming identity: " IncomingIdentity,
        "Authorizer result body before parsing: " AuthorizerResultBody,
        "Using valid authorizer policy for principal: " UsingAuthorizerPolicy,
        "Unauthorized request: " UnauthorizedRequest,
        "Starting execution for request: " StartingExecution,
        "API Key: " ApiKey,
        "API Key ID: " ApiKeyId,
        "Method request path: " MethodRequestPath,
        "Method request query string: " MethodRequestQuery,
        "Method request headers: " MethodRequestHeaders,
        "Method request body before transformations: " MethodRequestBody,
        "Endpoint request URI: " EndpointRequestUri,
        "Endpoint request headers: " EndpointRequestHeaders,
        "Endpoint request body after transformations: " EndpointRequestBody,
        "Sending request to " SendingRequest,
        "Endpoint response headers: " EndpointResponseHeaders,
        "Endpoint response body before transformations: " EndpointResponseBody,
        "Execution failed due to configuration error: " ConfigurationError,
        "Method response body after transformations: " MethodResponseBody,
        "Method response headers: " MethodResponseHeaders,
        "Method completed with status: " MethodCompleted,
        "AWS Integration Endpoint RequestId : " IntegrationRequestId,
        "X-ray Tracing ID : " XrayTracingId,
    }
}

// The words around the values of the lines that have several.
const EXECUTION_LOG: &str = "Execution log for request ";
const STARTING_AUTHORIZER: &str = "Starting authorizer: ";
const FOR_REQUEST: &str = " for request: ";
const VERIFYING: &str = "Verifying Usage Plan for request: ";
const VERIFYING_KEY: &str = ". API Key: ";
const VERIFYING_STAGE: &str = " API Stage: ";
const KEY: &str = "API Key ";
const KEY_AUTHORIZED: &str = " authorized because method '";
const KEY_AUTHORIZED_END: &str =
    "' does not require API Key. Request will not contribute to throttle or quota limits";
const KEY_REFUSED: &str = " not authorized because method '";
const KEY_REFUSED_STAGE: &str =
    "' requires API Key and API Key is not associated with a Usage Plan for API Stage ";
const PLAN_SUCCEEDED: &str = "Usage Plan check succeeded for API Key ";
const PLAN_STAGE: &str = " and API Stage ";
const THROTTLE: &str = "Key throttle limit exceeded for RestApi ";
const QUOTA: &str = "Key quota limit exceeded for RestApi ";
const LIMIT_STAGE: &str = ", Stage ";
const LIMIT_RESOURCE: &str = ", Resource ";
const LIMIT_METHOD: &str = ", HttpMethod ";
const LIMIT: &str = ". Limit: ";
const BURST: &str = " Burst: ";
const HTTP_METHOD: &str = "HTTP Method: ";
const RESOURCE_PATH: &str = ", Resource Path: ";
const BODY_MODEL: &str = "Request body does not match model schema for content type ";
const MISSING_PARAMETERS: &str = "Missing required request parameters: [";
const RECEIVED: &str = "Received response. ";
const RECEIVED_STATUS: &str = "Status: ";
const LATENCY: &str = "Integration latency: ";
const EXECUTION_FAILED: &str = "Lambda execution failed with status ";
const FUNCTION_ERROR: &str = " due to customer function error: ";
const INVOCATION_FAILED: &str = "Lambda invocation failed with status: ";
const LAMBDA_REQUEST: &str = ". Lambda request id: ";
const FAILED: &str = "Execution failed due to ";
const TIMEOUT: &str = "a timeout error";
const NETWORK: &str = "a network error communicating with endpoint";
const VPC_LINK: &str = "an vpc link error";
const INTERNAL: &str = "an internal error";
const GATEWAY_RESPONSE: &str = "Gateway response type: ";
const STATUS_CODE: &str = " with status code: ";

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(written) = write_plain(self, f) {
            return written;
        }
        match self {
            E::ExecutionLog { request_id } => write!(f, "{EXECUTION_LOG}{request_id}"),
            E::StartingAuthorizer {
                authorizer,
                request_id,
            } => {
                write!(
                    f,
                    "{STARTING_AUTHORIZER}{authorizer}{FOR_REQUEST}{request_id}"
                )
            }
            E::VerifyingUsagePlan {
                request_id,
                key,
                stage,
            } => {
                write!(
                    f,
                    "{VERIFYING}{request_id}{VERIFYING_KEY}{key}{VERIFYING_STAGE}{stage}"
                )
            }
            E::KeyNotRequired { key, method } => {
                write!(f, "{KEY}{key}{KEY_AUTHORIZED}{method}{KEY_AUTHORIZED_END}")
            }
            E::KeyRefused {
                key,
                method,
                stage,
                reason,
            } => {
                write!(
                    f,
                    "{KEY}{key}{KEY_REFUSED}{method}{KEY_REFUSED_STAGE}{stage}: {reason}"
                )
            }
            E::UsagePlanCheckSucceeded { key, stage } => {
                write!(f, "{PLAN_SUCCEEDED}{key}{PLAN_STAGE}{stage}")
            }
            E::ThrottleLimitExceeded {
                method,
                rate,
                burst,
            } => {
                write!(f, "{THROTTLE}{method}{LIMIT}{rate:.2}{BURST}{burst}")
            }
            E::QuotaLimitExceeded { method, limit } => write!(f, "{QUOTA}{method}{LIMIT}{limit}"),
            E::HttpMethod { method, path } => {
                write!(f, "{HTTP_METHOD}{method}{RESOURCE_PATH}{path}")
            }
            E::BodyDoesNotMatchModel {
                content_type,
                violations,
            } => {
                write!(f, "{BODY_MODEL}{content_type}: {violations}")
            }
            E::MissingRequestParameters(names) => {
                write!(f, "{MISSING_PARAMETERS}{}]", names.join(", "))
            }
            E::ReceivedResponse {
                status: Some(status),
                latency,
            } => {
                write!(
                    f,
                    "{RECEIVED}{RECEIVED_STATUS}{status}, {LATENCY}{latency} ms"
                )
            }
            E::ReceivedResponse {
                status: None,
                latency,
            } => write!(f, "{RECEIVED}{LATENCY}{latency} ms"),
            E::LambdaExecutionFailed {
                status,
                message,
                lambda_request_id,
            } => {
                write!(
                    f,
                    "{EXECUTION_FAILED}{status}{FUNCTION_ERROR}{message}{LAMBDA_REQUEST}{lambda_request_id}"
                )
            }
            E::LambdaInvocationFailed {
                status,
                lambda_request_id,
            } => {
                write!(
                    f,
                    "{INVOCATION_FAILED}{status}{LAMBDA_REQUEST}{lambda_request_id}"
                )
            }
            E::ExecutionFailed(failure) => write!(f, "{FAILED}{failure}"),
            E::GatewayResponse {
                response_type,
                status,
            } => {
                write!(f, "{GATEWAY_RESPONSE}{response_type}{STATUS_CODE}{status}")
            }
            // Every other variant is in the table of plain lines; the round-trip test has them all.
            _ => Err(fmt::Error),
        }
    }
}

impl fmt::Display for MethodLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            api,
            stage,
            resource,
            method,
        } = self;
        write!(
            f,
            "{api}{LIMIT_STAGE}{stage}{LIMIT_RESOURCE}{resource}{LIMIT_METHOD}{method}"
        )
    }
}

impl fmt::Display for KeyRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoKey => "No API Key",
            Self::StageNotInPlan => "API Stage is not in a Usage Plan",
            Self::NoPlanForKey => "No Usage Plan found for key and API Stage",
            Self::Other(reason) => reason,
        })
    }
}

impl fmt::Display for ExecutionFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Timeout => f.write_str(TIMEOUT),
            Self::Network(None) => f.write_str(NETWORK),
            Self::Network(Some(detail)) => write!(f, "{NETWORK}: {detail}"),
            Self::VpcLink => f.write_str(VPC_LINK),
            Self::Internal => f.write_str(INTERNAL),
        }
    }
}

impl FromStr for Event {
    type Err = UnknownLine;

    /// Reads a line without its prefix. A line that was cut gives what is left of its event.
    fn from_str(line: &str) -> Result<Self, UnknownLine> {
        let text = uncut(line).unwrap_or(line);
        read_plain(text)
            .or_else(|| read(text))
            .ok_or_else(|| UnknownLine(line.to_owned()))
    }
}

/// What is left of a line that was cut, or `None` for a whole one. A shorter line that ends in the same word only
/// quotes somebody.
pub(super) fn uncut(line: &str) -> Option<&str> {
    line.strip_suffix(TRUNCATED)
        .filter(|rest| rest.chars().count() >= MAX_LINE_CHARS)
}

fn read(text: &str) -> Option<Event> {
    let owned = str::to_owned;
    if let Some(id) = text.strip_prefix(EXECUTION_LOG) {
        return Some(E::ExecutionLog {
            request_id: owned(id),
        });
    }
    if let Some(rest) = text.strip_prefix(STARTING_AUTHORIZER) {
        let (authorizer, request_id) = rest.split_once(FOR_REQUEST)?;
        return Some(E::StartingAuthorizer {
            authorizer: owned(authorizer),
            request_id: owned(request_id),
        });
    }
    if let Some(rest) = text.strip_prefix(VERIFYING) {
        let (request_id, rest) = rest.split_once(VERIFYING_KEY)?;
        // Copies of logs in the wild have the two spaces of an empty key squashed into one.
        let (key, stage) = split_key(rest, VERIFYING_STAGE)?;
        return Some(E::VerifyingUsagePlan {
            request_id: owned(request_id),
            key,
            stage: owned(stage),
        });
    }
    if let Some(rest) = text.strip_prefix(PLAN_SUCCEEDED) {
        let (key, stage) = split_key(rest, PLAN_STAGE)?;
        return Some(E::UsagePlanCheckSucceeded {
            key,
            stage: owned(stage),
        });
    }
    if let Some(rest) = text.strip_prefix(KEY) {
        return read_key(rest);
    }
    if let Some(rest) = text.strip_prefix(THROTTLE) {
        let (method, limit) = read_limit(rest)?;
        let (rate, burst) = limit.split_once(BURST)?;
        return Some(E::ThrottleLimitExceeded {
            method,
            rate: rate.parse().ok()?,
            burst: burst.parse().ok()?,
        });
    }
    if let Some(rest) = text.strip_prefix(QUOTA) {
        let (method, limit) = read_limit(rest)?;
        return Some(E::QuotaLimitExceeded {
            method,
            limit: limit.parse().ok()?,
        });
    }
    if let Some(rest) = text.strip_prefix(HTTP_METHOD) {
        let (method, path) = rest.split_once(RESOURCE_PATH)?;
        return Some(E::HttpMethod {
            method: owned(method),
            path: owned(path),
        });
    }
    if let Some(rest) = text.strip_prefix(BODY_MODEL) {
        let (content_type, violations) = rest.split_once(": ")?;
        return Some(E::BodyDoesNotMatchModel {
            content_type: owned(content_type),
            violations: owned(violations),
        });
    }
    if let Some(rest) = text.strip_prefix(MISSING_PARAMETERS) {
        let names = rest.strip_suffix(']').unwrap_or(rest);
        let names = names.split(", ").filter(|name| !name.is_empty());
        return Some(E::MissingRequestParameters(names.map(owned).collect()));
    }
    if let Some(rest) = text.strip_prefix(RECEIVED) {
        let (status, rest) = match rest.strip_prefix(RECEIVED_STATUS) {
            Some(rest) => {
                let (status, rest) = rest.split_once(", ")?;
                (Some(status.parse().ok()?), rest)
            }
            None => (None, rest),
        };
        let latency = rest
            .strip_prefix(LATENCY)?
            .strip_suffix(" ms")?
            .parse()
            .ok()?;
        return Some(E::ReceivedResponse { status, latency });
    }
    if let Some(rest) = text.strip_prefix(EXECUTION_FAILED) {
        let (status, rest) = rest.split_once(FUNCTION_ERROR)?;
        let (message, id) = rest.rsplit_once(LAMBDA_REQUEST).unwrap_or((rest, ""));
        return Some(E::LambdaExecutionFailed {
            status: status.parse().ok()?,
            message: owned(message),
            lambda_request_id: owned(id),
        });
    }
    if let Some(rest) = text.strip_prefix(INVOCATION_FAILED) {
        let (status, id) = rest.split_once(LAMBDA_REQUEST)?;
        return Some(E::LambdaInvocationFailed {
            status: status.parse().ok()?,
            lambda_request_id: owned(id),
        });
    }
    if let Some(rest) = text.strip_prefix(FAILED) {
        return read_failure(rest).map(E::ExecutionFailed);
    }
    let (response_type, status) = text
        .strip_prefix(GATEWAY_RESPONSE)?
        .split_once(STATUS_CODE)?;
    Some(E::GatewayResponse {
        response_type: response_type.parse().ok()?,
        status: status.parse().ok()?,
    })
}

fn read_key(rest: &str) -> Option<Event> {
    if let Some((key, rest)) = split_key(rest, KEY_REFUSED) {
        let (method, rest) = rest.split_once(KEY_REFUSED_STAGE)?;
        let (stage, reason) = rest.split_once(": ")?;
        let reason = [
            KeyRefusal::NoKey,
            KeyRefusal::StageNotInPlan,
            KeyRefusal::NoPlanForKey,
        ]
        .into_iter()
        .find(|known| known.to_string() == reason)
        .unwrap_or_else(|| KeyRefusal::Other(reason.to_owned()));
        return Some(E::KeyRefused {
            key,
            method: method.to_owned(),
            stage: stage.to_owned(),
            reason,
        });
    }
    let (key, rest) = split_key(rest, KEY_AUTHORIZED)?;
    Some(E::KeyNotRequired {
        key,
        method: rest.strip_suffix(KEY_AUTHORIZED_END)?.to_owned(),
    })
}

/// Splits a key from what follows `words`, which begin with the space that an empty key may have lost.
fn split_key<'a>(text: &'a str, words: &str) -> Option<(Secret, &'a str)> {
    if let Some((key, rest)) = text.split_once(words) {
        return Some((Secret(key.to_owned()), rest));
    }
    Some((Secret::default(), text.strip_prefix(words.trim_start())?))
}

fn read_limit(text: &str) -> Option<(Box<MethodLimit>, &str)> {
    let (api, rest) = text.split_once(LIMIT_STAGE)?;
    let (stage, rest) = rest.split_once(LIMIT_RESOURCE)?;
    let (resource, rest) = rest.split_once(LIMIT_METHOD)?;
    let (method, limit) = rest.split_once(LIMIT)?;
    let limited = MethodLimit {
        api: api.to_owned(),
        stage: stage.to_owned(),
        resource: resource.to_owned(),
        method: method.to_owned(),
    };
    Some((Box::new(limited), limit))
}

fn read_failure(text: &str) -> Option<ExecutionFailure> {
    match text {
        TIMEOUT => Some(ExecutionFailure::Timeout),
        VPC_LINK => Some(ExecutionFailure::VpcLink),
        INTERNAL => Some(ExecutionFailure::Internal),
        _ => match text.strip_prefix(NETWORK)? {
            "" => Some(ExecutionFailure::Network(None)),
            detail => Some(ExecutionFailure::Network(Some(
                detail.strip_prefix(": ")?.to_owned(),
            ))),
        },
    }
}
