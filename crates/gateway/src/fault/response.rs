//! What the client gets: F§2.0 to F§2.4.

use super::{Fault, SignatureProblem, TokenProblem};
use crate::gateway_response::{RaisedError, ResponseType as T, quoted};
use crate::permission::Verdict;

const SERVER_ERROR: &str = "InternalServerErrorException";
const BAD_REQUEST: &str = "BadRequestException";
const CONFIGURATION: &str = "AuthorizerConfigurationException";
const ACCESS_DENIED: &str = "AccessDeniedException";

impl Fault {
    /// What the client gets unless a configured gateway response says otherwise.
    pub fn response(&self) -> RaisedError {
        match self {
            Self::InvokeRefused(_)
            | Self::LambdaThrottled { .. }
            | Self::FunctionNotFound { .. }
            | Self::LambdaRefused { .. }
            | Self::VpcLink { .. }
            | Self::CertificateHostMismatch { .. }
            | Self::CertificateUntrusted { .. }
            | Self::CertificateExpired { .. }
            | Self::LookupFailed { .. }
            | Self::RoleNotAssumable { .. }
            | Self::NoMockStatusCode { .. }
            | Self::IllegalUri(_)
            // [C]: its type is not recorded.
            | Self::EndpointAnswerTooLarge { .. }
            | Self::ReservedHeader(_) => internal(T::Default5xx, 500),
            Self::MalformedProxyResponse(_) | Self::FunctionError(_) => {
                internal(T::Default5xx, 502)
            }
            Self::LambdaUnavailable { .. } => internal(T::Default5xx, 503),
            // A type whose default is 504, and yet 500 (F§2.2 #5).
            Self::LambdaNotPost { .. } => internal(T::IntegrationFailure, 500),
            Self::IntegrationTimeout { .. } => in_pipeline(
                T::IntegrationTimeout,
                504,
                SERVER_ERROR,
                "Endpoint request timed out",
            ),
            Self::NetworkError { .. } => {
                let message = "Network error communicating with endpoint";
                in_pipeline(T::IntegrationFailure, 504, SERVER_ERROR, message)
            }
            Self::InvalidEndpointAddress { .. }
            | Self::NoOutputMapping { .. }
            | Self::NoMethodResponse { .. }
            | Self::RequestTransform(_)
            | Self::ResponseTransform(_)
            | Self::BodyNotBase64 => internal(T::ApiConfigurationError, 500),
            Self::ResponseBodyNotJson => in_pipeline(
                T::Default5xx,
                500,
                "InternalFailureException",
                "Internal server error",
            ),
            Self::RequestBodyNotJson => in_pipeline(
                T::Default4xx,
                400,
                BAD_REQUEST,
                "Invalid JSON in request body",
            ),
            Self::MissingParameters(names) => {
                let message = format!(
                    "Missing required request parameters: [{}]",
                    names.join(", ")
                );
                in_pipeline(T::BadRequestParameters, 400, BAD_REQUEST, &message)
            }
            Self::InvalidBody { invalid, .. } => RaisedError {
                validation_error: Some(invalid.to_string()),
                ..in_pipeline(T::BadRequestBody, 400, BAD_REQUEST, "Invalid request body")
            },
            Self::UnsupportedMediaType { .. } | Self::ContentEncoding { .. } => in_pipeline(
                T::UnsupportedMediaType,
                415,
                BAD_REQUEST,
                "Unsupported Media Type",
            ),

            Self::IdentityMissing { .. } | Self::AuthorizerUnauthorized { .. } => {
                unauthorized("Unauthorized")
            }
            Self::TokenRejected(TokenProblem::Expired) => {
                unauthorized("The incoming token has expired")
            }
            Self::TokenRejected(_) => unauthorized("Unauthorized"),
            Self::AuthorizerDenied { decision, .. } => {
                // The suffix is that of 2026; in 2023 it ended with "deny" (F§2.0).
                let suffix = match decision.verdict {
                    Verdict::ExplicitlyDenied(_) => {
                        " with an explicit deny in an identity-based policy"
                    }
                    Verdict::Allowed(_) | Verdict::NotAllowed => "",
                };
                denied(&format!(
                    "User is not authorized to access this resource{suffix}"
                ))
            }
            Self::AuthorizerRefused(_)
            | Self::AuthorizerRoleNotAssumable { .. }
            | Self::AuthorizerOutput(_)
            // An invalid user pool's (F§3.4); of another issuer's nothing is recorded [C].
            | Self::IssuerKeys { .. } => RaisedError {
                response_type: T::AuthorizerConfigurationError,
                status: 500,
                error_type: CONFIGURATION,
                message: None,
                validation_error: None,
                body: "{\"message\":null}".to_owned(),
                content_type: "application/json",
            },
            // [C]: neither the type nor the error's type is recorded (F§2.3).
            Self::AuthorizerFailure { .. } => in_pipeline(
                T::AuthorizerFailure,
                500,
                "AuthorizerFailureException",
                "Internal server error",
            ),

            Self::NoRoute { .. } | Self::Signature(SignatureProblem::Missing) => {
                let message = "Missing Authentication Token";
                before_pipeline(
                    T::MissingAuthenticationToken,
                    403,
                    "MissingAuthenticationTokenException",
                    message,
                )
            }
            // Not a type of its own in F§2.4: no API is found that could have configured one, or the
            // API is not there for this host [C].
            Self::NoStage { .. }
            | Self::NoBasePathMapping { .. }
            // [C]: the facts name no answer; AWS's troubleshooting of mutual TLS speaks of 403 Forbidden.
            | Self::ClientCertificateRefused { .. }
            | Self::DefaultEndpointDisabled => {
                before_pipeline(T::Default4xx, 403, "ForbiddenException", "Forbidden")
            }
            Self::Signature(SignatureProblem::Incomplete { message }) => before_pipeline(
                T::InvalidSignature,
                403,
                "IncompleteSignatureException",
                message,
            ),
            Self::Signature(SignatureProblem::Mismatch) => {
                let message = "The request signature we calculated does not match the signature you provided. \
                    Check your AWS Secret Access Key and signing method. \
                    Consult the service documentation for details.";
                before_pipeline(
                    T::InvalidSignature,
                    403,
                    "InvalidSignatureException",
                    message,
                )
            }
            Self::Signature(SignatureProblem::Expired { message }) => before_pipeline(
                T::InvalidSignature,
                403,
                "InvalidSignatureException",
                message,
            ),
            Self::Signature(SignatureProblem::UnknownToken) => {
                let message = "The security token included in the request is invalid.";
                before_pipeline(T::AccessDenied, 403, "UnrecognizedClientException", message)
            }
            Self::AccessDenied {
                user,
                method_arn,
                decision,
                ..
            } => {
                let suffix = match decision.verdict {
                    Verdict::ExplicitlyDenied(_) => " with an explicit deny",
                    Verdict::Allowed(_) | Verdict::NotAllowed => "",
                };
                let resource = mask_account(method_arn);
                denied(&format!(
                    "User: {user} is not authorized to perform: execute-api:Invoke on resource: {resource}{suffix}"
                ))
            }
            // [C]: only the status is known.
            Self::CacheInvalidationDenied {
                user, method_arn, ..
            } => {
                let resource = mask_account(method_arn);
                denied(&format!(
                    "User: {user} is not authorized to perform: execute-api:InvalidateCache on resource: {resource}"
                ))
            }
            Self::KeyRefused { .. } => {
                before_pipeline(T::InvalidApiKey, 403, "ForbiddenException", "Forbidden")
            }
            Self::Throttled { .. } => before_pipeline(
                T::Throttled,
                429,
                "TooManyRequestsException",
                "Too Many Requests",
            ),
            Self::QuotaExceeded { .. } => before_pipeline(
                T::QuotaExceeded,
                429,
                "LimitExceededException",
                "Limit Exceeded",
            ),
            Self::RequestTooLarge => {
                let message = "HTTP content length exceeded 10485760 bytes.";
                RaisedError {
                    body: message.to_owned(),
                    content_type: "text/plain",
                    // [C]: the error's type is not recorded (F§2.1).
                    ..before_pipeline(T::RequestTooLarge, 413, "RequestTooLargeException", message)
                }
            }
            Self::NotSupported(_) => in_pipeline(
                T::Default5xx,
                501,
                "NotImplementedException",
                &self.to_string(),
            ),
            // [C]: the facts give the status alone, and leave 400 open (F§2.4); the message is HTTP's name for it.
            Self::HeadersTooLarge => before_pipeline(
                T::Default4xx,
                431,
                BAD_REQUEST,
                "Request Header Fields Too Large",
            ),
            // [C]: only status and message are known (F§2.4), and those of the ARN; a URL's are taken to be the same.
            Self::UriTooLong => {
                before_pipeline(T::Default4xx, 414, BAD_REQUEST, "Request URI too long")
            }
        }
    }
}

fn internal(response_type: T, status: u16) -> RaisedError {
    in_pipeline(response_type, status, SERVER_ERROR, "Internal server error")
}

/// An error of the execution pipeline, whose body has a space after the colon (F§2.0).
fn in_pipeline(
    response_type: T,
    status: u16,
    error_type: &'static str,
    message: &str,
) -> RaisedError {
    raised(
        response_type,
        status,
        error_type,
        message,
        &format!("{{\"message\": {}}}", quoted(message)),
    )
}

/// An error from before the pipeline, made by the default template, which has no space.
fn before_pipeline(
    response_type: T,
    status: u16,
    error_type: &'static str,
    message: &str,
) -> RaisedError {
    raised(
        response_type,
        status,
        error_type,
        message,
        &format!("{{\"message\":{}}}", quoted(message)),
    )
}

fn unauthorized(message: &str) -> RaisedError {
    before_pipeline(T::Unauthorized, 401, "UnauthorizedException", message)
}

/// Access denied, the one error whose `Message` is written with a capital.
fn denied(message: &str) -> RaisedError {
    raised(
        T::AccessDenied,
        403,
        ACCESS_DENIED,
        message,
        &format!("{{\"Message\":{}}}", quoted(message)),
    )
}

fn raised(
    response_type: T,
    status: u16,
    error_type: &'static str,
    message: &str,
    body: &str,
) -> RaisedError {
    RaisedError {
        response_type,
        status,
        error_type,
        message: Some(message.to_owned()),
        validation_error: None,
        body: body.to_owned(),
        content_type: "application/json",
    }
}

/// An ARN with all but the last four digits of its account hidden: `********1234`.
fn mask_account(arn: &str) -> String {
    let mask = |(at, part): (usize, &str)| {
        let tail = part
            .char_indices()
            .rev()
            .nth(3)
            .and_then(|(start, _)| part.get(start..));
        match (at, tail) {
            (4, Some(tail)) => format!("********{tail}"),
            _ => part.to_owned(),
        }
    };
    arn.splitn(6, ':')
        .enumerate()
        .map(mask)
        .collect::<Vec<_>>()
        .join(":")
}
