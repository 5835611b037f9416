//! What a line of an execution log says of the rules: which of them can have made it, and failures
//! that requests really met.

use gatewright_gateway::fault::{RuleCode, RuleCode as R};
use gatewright_gateway::trace::{ConfigurationError as C, Event, ExecutionFailure, KeyRefusal};

/// A failure that requests met, as the answer to one of ours or a stage's execution log tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// The stage.
    pub stage: String,
    /// The rule that explains it.
    pub rule: RuleCode,
    /// The resource's path and the verb, where the log has the request's line about them.
    pub method: Option<(String, String)>,
    /// The newest line, without the request's id before it.
    pub line: String,
    /// The id of the request that the line is of.
    pub request_id: String,
    /// How many lines there are.
    pub times: usize,
    /// How it was seen.
    pub seen: Seen,
}

/// How a failure was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Seen {
    /// In the execution log.
    #[default]
    Log,
    /// By a request of our own.
    Probe,
}

/// What the runtimes say of code that does not even start: Python and Node of modules and handlers,
/// Java of classes, custom ones of their bootstrap.
const CANNOT_START: [&str; 10] = [
    "Unable to import module ",
    "Syntax error in module ",
    "Bad handler ",
    "Cannot find module ",
    " is undefined or not exported",
    " missing on module ",
    "Class not found: ",
    "Couldn't find valid bootstrap",
    "fork/exec ",
    "exec format error",
];

/// The rules that can make a line, the likeliest first; none for a line that tells of no failure, or
/// of one whose text is unknown.
pub fn rules_of(event: &Event) -> &'static [RuleCode] {
    match event {
        Event::ConfigurationError(error) => of_configuration(error),
        Event::LambdaExecutionFailed { message, .. } => {
            if message.contains("Task timed out after") {
                &[R::FunctionTimeout]
            } else if CANNOT_START.iter().any(|word| message.contains(word)) {
                &[R::FunctionCannotStart]
            } else {
                &[R::FunctionError]
            }
        }
        Event::LambdaInvocationFailed { status, .. } => match status {
            429 => &[R::FunctionThrottled],
            403 => &[R::LambdaMethodNotPost],
            404 => &[
                R::FunctionMissing,
                R::FunctionAliasMissing,
                R::FunctionVersionMissing,
            ],
            500.. => &[R::LambdaUnavailable],
            _ => &[R::LambdaPayloadNotJson, R::LambdaRefusedRequest],
        },
        Event::ExecutionFailed(failure) => match failure {
            ExecutionFailure::Timeout => &[R::EndpointTimeout],
            ExecutionFailure::Network(_) => &[R::EndpointUnreachable],
            ExecutionFailure::VpcLink => &[R::VpcLinkTargetUnreachable, R::VpcLinkNotAvailable],
            ExecutionFailure::Internal => &[],
        },
        Event::MissingRequestParameters(_) => &[R::RequestParameterMissing],
        Event::BodyDoesNotMatchModel { .. } => &[R::RequestBodyInvalid],
        Event::UnauthorizedRequest(_) => &[
            R::AuthorizerIdentityMissing,
            R::AuthorizerUnauthorized,
            R::TokenRejected,
        ],
        Event::Unauthorized => &[R::AuthorizerUnauthorized],
        Event::ClientNotAuthorized => &[R::AuthorizerDenied],
        Event::AuthorizerConfigurationException => {
            &[R::AuthorizerOutputInvalid, R::AuthorizerFunctionError]
        }
        Event::KeyRefused { reason, .. } => match reason {
            KeyRefusal::NoKey => &[R::ApiKeyMissing],
            KeyRefusal::StageNotInPlan => &[R::StageWithoutPlan],
            KeyRefusal::NoPlanForKey | KeyRefusal::Other(_) => &[R::ApiKeyWithoutPlan],
        },
        Event::ThrottleLimitExceeded { .. } => &[R::RateLimitExceeded],
        Event::QuotaLimitExceeded { .. } => &[R::QuotaExceeded],
        _ => &[],
    }
}

fn of_configuration(error: &C) -> &'static [RuleCode] {
    match error {
        C::InvalidLambdaPermissions => &[
            R::LambdaPermissionMissing,
            R::PermissionOnFunctionNotAlias,
            R::PermissionForOtherApi,
            R::PermissionForOtherStage,
            R::PermissionForOtherMethod,
            R::PermissionForOtherPath,
            R::PermissionForOtherAccount,
            R::PermissionForOtherRegion,
            R::PermissionExplicitlyDenied,
            R::PermissionConditionNotMet,
            R::RoleWithoutInvokePermission,
            R::CallerWithoutInvokePermission,
            R::AuthorizerPermissionMissing,
            // What does not exist allows nobody.
            R::FunctionMissing,
            R::FunctionAliasMissing,
            R::FunctionVersionMissing,
            R::FunctionInOtherRegion,
            R::IntegrationUriMalformed,
            R::StageVariableUndefined,
        ],
        C::MalformedProxyResponse => &[R::MalformedProxyResponse],
        C::RateExceeded => &[R::FunctionThrottled],
        C::Empty => &[R::LambdaMethodNotPost],
        C::InvalidEndpointAddress => &[
            R::EndpointUnresolvable,
            R::EndpointPrivate,
            R::EndpointMalformed,
            R::StageVariableUndefined,
        ],
        C::InternalError => &[
            R::VpcLinkMissing,
            R::VpcLinkNotAvailable,
            R::VpcLinkTargetUnreachable,
            R::StageVariableUndefined,
        ],
        C::CertificateHostMismatch { .. } => &[R::CertificateHostMismatch],
        C::CertificateUntrusted => &[R::CertificateUntrusted],
        C::CertificateExpired => &[R::CertificateExpired],
        C::AnswerTooLarge(_) => &[R::EndpointAnswerTooLarge],
        C::CannotAssumeRole(_) => &[
            R::RoleNotAssumable,
            R::AuthorizerRoleNotAssumable,
            R::StageVariableUndefined,
        ],
        C::NoOutputMapping(_) => &[R::IntegrationResponseMissing],
        C::NoMethodResponse(_) => &[R::MethodResponseMissing],
        C::UnableToTransformRequest => &[R::RequestTemplateFails, R::TemplateOnBinaryBody],
        C::UnableToTransformResponse => &[
            R::ResponseTemplateFails,
            R::TemplateOnBinaryBody,
            R::ResponseBodyNotJson,
        ],
        C::UnableToDecodeBody => &[R::BodyNotBase64],
        C::UnableToParseStatusCode => &[R::MockStatusCodeMissing],
        C::IllegalCharacter { .. } => &[R::IntegrationUriIllegalCharacter],
        C::HeaderAlreadyPresent(_) => &[R::ReservedHeaderMapped],
        C::AuthorizerError => &[
            R::AuthorizerPermissionMissing,
            R::AuthorizerRoleNotAssumable,
            R::AuthorizerUnavailable,
        ],
        C::InvalidAuthorizerJson(_) => &[R::AuthorizerOutputInvalid, R::AuthorizerFunctionError],
        C::Other(text) if text.starts_with("Function not found") => &[
            R::FunctionMissing,
            R::FunctionAliasMissing,
            R::FunctionVersionMissing,
        ],
        C::Other(text) if text.starts_with("Could not parse request body into json") => {
            &[R::LambdaPayloadNotJson]
        }
        C::Other(text) if text.ends_with("is not supported by gatewright") => {
            &[R::NotSupportedHere]
        }
        C::Other(_) => &[],
    }
}

/// The rules that can make an answer of API Gateway's own, by its message, the likeliest first; none
/// for a message that is not one of its.
pub fn rules_of_answer(message: &str) -> Option<&'static [RuleCode]> {
    if message.contains(" is not authorized to perform: execute-api:") {
        return Some(&[R::ResourcePolicyDenied, R::CallerDenied]);
    }
    if message.ends_with(" is not supported by gatewright") {
        return Some(&[R::NotSupportedHere]);
    }
    let mut answers = ANSWERS.iter();
    let fits = |start: &str| {
        message == start || (start.ends_with([' ', '[', ':']) && message.starts_with(start))
    };
    let (_, rules) = answers.find(|(start, _)| fits(start))?;
    Some(rules)
}

/// Messages of API Gateway's answers (F§2.0 to F§2.4); one that ends in a space, a bracket or a colon is only the
/// beginning.
const ANSWERS: &[(&str, &[RuleCode])] = &[
    (
        "Internal server error",
        &[
            R::LambdaPermissionMissing,
            R::MalformedProxyResponse,
            R::FunctionError,
            R::FunctionTimeout,
            R::FunctionCannotStart,
            R::FunctionMissing,
            R::FunctionAliasMissing,
            R::PermissionOnFunctionNotAlias,
            R::PermissionForOtherApi,
            R::PermissionForOtherStage,
            R::PermissionForOtherMethod,
            R::PermissionForOtherPath,
            R::StageVariableUndefined,
            R::LambdaMethodNotPost,
            R::IntegrationResponseMissing,
            R::MethodResponseMissing,
            R::RequestTemplateFails,
            R::ResponseTemplateFails,
            R::MockStatusCodeMissing,
            R::EndpointUnresolvable,
            R::EndpointPrivate,
            R::EndpointMalformed,
            R::CertificateHostMismatch,
            R::CertificateUntrusted,
            R::CertificateExpired,
            R::VpcLinkMissing,
            R::VpcLinkNotAvailable,
            R::VpcLinkTargetUnreachable,
            R::RoleNotAssumable,
            R::RoleWithoutInvokePermission,
            R::FunctionThrottled,
            R::LambdaPayloadNotJson,
            R::TemplateOnBinaryBody,
            R::IntegrationUriIllegalCharacter,
            R::ReservedHeaderMapped,
            R::BodyNotBase64,
            R::ResponseBodyNotJson,
            R::EndpointAnswerTooLarge,
            R::LambdaUnavailable,
            R::LambdaRefusedRequest,
            R::AuthorizerUnavailable,
            R::LookupFailed,
        ],
    ),
    (
        "{\"message\":null}",
        &[
            R::AuthorizerOutputInvalid,
            R::AuthorizerFunctionError,
            R::AuthorizerPermissionMissing,
            R::AuthorizerRoleNotAssumable,
        ],
    ),
    (
        "Missing Authentication Token",
        &[R::RouteMissing, R::RequestNotSigned],
    ),
    (
        "Forbidden",
        &[
            R::ApiKeyMissing,
            R::ApiKeyWithoutPlan,
            R::StageWithoutPlan,
            R::StageMissing,
            R::BasePathUnmapped,
            R::DefaultEndpointDisabled,
        ],
    ),
    (
        "Unauthorized",
        &[
            R::AuthorizerIdentityMissing,
            R::AuthorizerUnauthorized,
            R::TokenRejected,
        ],
    ),
    ("The incoming token has expired", &[R::TokenRejected]),
    (
        "User is not authorized to access this resource",
        &[R::AuthorizerDenied],
    ),
    (
        "User is not authorized to access this resource ",
        &[R::AuthorizerDenied],
    ),
    (
        "The request signature we calculated does not match the signature you provided. ",
        &[R::SignatureInvalid],
    ),
    (
        "The security token included in the request is invalid.",
        &[R::SignatureInvalid],
    ),
    ("Signature expired: ", &[R::SignatureExpired]),
    ("Too Many Requests", &[R::RateLimitExceeded]),
    ("Limit Exceeded", &[R::QuotaExceeded]),
    (
        "Endpoint request timed out",
        &[R::EndpointTimeout, R::FunctionSlowerThanIntegration],
    ),
    (
        "Network error communicating with endpoint",
        &[R::EndpointUnreachable],
    ),
    ("Invalid request body", &[R::RequestBodyInvalid]),
    ("Invalid JSON in request body", &[R::RequestBodyNotJson]),
    (
        "Missing required request parameters: [",
        &[R::RequestParameterMissing],
    ),
    (
        "Unsupported Media Type",
        &[R::ContentTypeWithoutTemplate, R::RequestEncodingUnusable],
    ),
    (
        "HTTP content length exceeded 10485760 bytes.",
        &[R::RequestTooLarge],
    ),
    ("Request Header Fields Too Large", &[R::RequestTooLarge]),
    ("Request URI too long", &[R::UriTooLong]),
];
