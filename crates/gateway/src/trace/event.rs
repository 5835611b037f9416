//! The events, one for each line of an execution log (F§1, F§2).

use super::{Body, Class, ConfigurationError, Identity, JavaMap, Secret};
use crate::gateway_response::ResponseType;

/// Something that happened to a request. The doc comment of each variant shows its line.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// `Execution log for request {id}`: the first line of a `TestInvokeMethod` log, before the dated ones.
    ExecutionLog {
        /// The request's id.
        request_id: String,
    },
    /// `Extended Request Id: {id}`
    ExtendedRequestId(String),

    /// `Starting authorizer: {authorizer} for request: {id}`
    StartingAuthorizer {
        /// The authorizer's id.
        authorizer: String,
        /// The request's id.
        request_id: String,
    },
    /// `Incoming identity: {redacted}`
    IncomingIdentity(Identity),
    /// `Authorizer result body before parsing: {body}`
    AuthorizerResultBody(Body),
    /// `Using valid authorizer policy for principal: {redacted}`
    UsingAuthorizerPolicy(Secret),
    /// `Successfully completed authorizer execution`
    AuthorizerCompleted,
    /// `Unauthorized request: {id}`
    UnauthorizedRequest(String),
    /// `The client is not authorized to perform this operation.`
    ClientNotAuthorized,
    /// `Unauthorized`: the error's type at the end of an authorizer's test.
    Unauthorized,
    /// `AuthorizerConfigurationException`: the error's type at the end of a failed authorizer.
    AuthorizerConfigurationException,

    /// `Verifying Usage Plan for request: {id}. API Key: {key} API Stage: {api}/{stage}`
    VerifyingUsagePlan {
        /// The request's id.
        request_id: String,
        /// The key; empty where the client sent none, which leaves two spaces in the line.
        key: Secret,
        /// `{api}/{stage}`
        stage: String,
    },
    /// `API Key {key} authorized because method '{method}' does not require API Key. Request will not contribute to
    /// throttle or quota limits`
    KeyNotRequired {
        /// The key that was sent nonetheless; usually empty.
        key: Secret,
        /// The configured method and the resource's path: `ANY /{resource+}`.
        method: String,
    },
    /// `API Key {key} not authorized because method '{method}' requires API Key and API Key is not associated with a
    /// Usage Plan for API Stage {stage}: {reason}`
    KeyRefused {
        /// The key that was sent, or empty.
        key: Secret,
        /// The configured method and the resource's path.
        method: String,
        /// `{api}/{stage}`
        stage: String,
        /// Which of the reasons it was.
        reason: KeyRefusal,
    },
    /// `Usage Plan check succeeded for API Key {key} and API Stage {stage}`
    UsagePlanCheckSucceeded {
        /// The key, or empty.
        key: Secret,
        /// `{api}/{stage}`
        stage: String,
    },
    /// `Usage Plan check failed due to an internal error`: the request is served without limits.
    UsagePlanCheckFailed,
    /// `Key throttle limit exceeded for RestApi {api}, Stage {stage}, Resource {id}, HttpMethod {method}. Limit: 1.00
    /// Burst: 1`, also for the limits of a method or a stage.
    ThrottleLimitExceeded {
        /// Where the limit applies.
        method: Box<MethodLimit>,
        /// Requests a second.
        rate: f64,
        /// The bucket's size.
        burst: u32,
    },
    /// `Key quota limit exceeded for …. Limit: {n}`. The exact text is not recorded (F§1.5 [C]); this one is formed
    /// like the throttle's.
    QuotaLimitExceeded {
        /// Where the limit applies.
        method: Box<MethodLimit>,
        /// Requests in a period.
        limit: u64,
    },

    /// `Starting execution for request: {id}`
    StartingExecution(String),
    /// `HTTP Method: {verb}, Resource Path: {path}`
    HttpMethod {
        /// The verb of the request, not of the configured method.
        method: String,
        /// The path of the request without its stage, not the resource's template.
        path: String,
    },
    /// `API Key: {redacted}`, where the client sent a key.
    ApiKey(Secret),
    /// `API Key ID: {id}`
    ApiKeyId(String),
    /// `Method request path: {name=value}`
    MethodRequestPath(JavaMap),
    /// `Method request query string: {name=value}`
    MethodRequestQuery(JavaMap),
    /// `Method request headers: {name=value}`
    MethodRequestHeaders(JavaMap),
    /// `Method request body before transformations: {body}`
    MethodRequestBody(Body),
    /// `Request body does not match model schema for content type {type}: {violations}`
    BodyDoesNotMatchModel {
        /// The content type whose model was used.
        content_type: String,
        /// The validator's messages, comma separated, in brackets.
        violations: String,
    },
    /// `Missing required request parameters: [{name, name}]`
    MissingRequestParameters(Vec<String>),

    /// `Endpoint request URI: {uri}`
    EndpointRequestUri(String),
    /// `Endpoint request headers: {name=value}`
    EndpointRequestHeaders(JavaMap),
    /// `Endpoint request body after transformations: {body}`
    EndpointRequestBody(Body),
    /// `Sending request to {uri}`
    SendingRequest(String),
    /// `Received response. Status: {status}, Integration latency: {n} ms`
    ReceivedResponse {
        /// The endpoint's status; lines from before September 2019 have none.
        status: Option<u16>,
        /// How long the endpoint took, in milliseconds.
        latency: u64,
    },
    /// `Endpoint response headers: {name=value}`
    EndpointResponseHeaders(JavaMap),
    /// `Endpoint response body before transformations: {body}`
    EndpointResponseBody(Body),

    /// `Lambda execution failed with status {n} due to customer function error: {message}. Lambda request id: {id}`
    LambdaExecutionFailed {
        /// The status of Lambda's answer, 200.
        status: u16,
        /// The function's `errorMessage`.
        message: String,
        /// Lambda's request id; empty where the line was cut before it.
        lambda_request_id: String,
    },
    /// `Lambda invocation failed with status: {n}. Lambda request id: {id}`
    LambdaInvocationFailed {
        /// The status of Lambda's answer.
        status: u16,
        /// Lambda's request id.
        lambda_request_id: String,
    },
    /// `Execution failed due to configuration error: {which}`
    ConfigurationError(ConfigurationError),
    /// `Execution failed due to {something that is not the configuration}`
    ExecutionFailed(ExecutionFailure),
    /// `Gateway response type: {type} with status code: {n}`: a configured gateway response was applied.
    GatewayResponse {
        /// The type whose configuration was applied.
        response_type: ResponseType,
        /// The final status.
        status: u16,
    },

    /// `Method response body after transformations: {body}`
    MethodResponseBody(Body),
    /// `Method response headers: {name=value}`
    MethodResponseHeaders(JavaMap),
    /// `Successfully completed execution`
    SuccessfullyCompleted,
    /// `Method completed with status: {n}`
    MethodCompleted(u16),
    /// `AWS Integration Endpoint RequestId : {id}`
    IntegrationRequestId(String),
    /// `X-ray Tracing ID : {id}`, a bare id in 2019, `Root={id}` now.
    XrayTracingId(String),
}

/// Where a throttle or a quota applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodLimit {
    /// The API's id.
    pub api: String,
    /// The stage's name.
    pub stage: String,
    /// The resource's id.
    pub resource: String,
    /// The HTTP method.
    pub method: String,
}

/// Why a key does not open a method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyRefusal {
    /// The client sent none. The text is uncertain (F§1.5 [C]).
    NoKey,
    /// The key is valid, and the stage is in no usage plan.
    StageNotInPlan,
    /// The key is unknown, disabled, or in no usage plan of this stage.
    NoPlanForKey,
    /// A text that is read from a log and that we do not know.
    Other(String),
}

/// `Execution failed due to …` other than a configuration error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExecutionFailure {
    /// `a timeout error`
    Timeout,
    /// `a network error communicating with endpoint`, at times with `: Connection is closed` or the like.
    Network(Option<String>),
    /// `an vpc link error`: transient, seen in public logs.
    VpcLink,
    /// `an internal error`: not recorded for REST APIs (F§2.2 #23); emitted only where this server itself failed [C].
    Internal,
}

impl Event {
    /// Who gets to read the line.
    pub fn class(&self) -> Class {
        use Event as E;
        match self {
            E::ExtendedRequestId(_) => Class::Opening,
            E::ExecutionLog { .. }
            | E::StartingAuthorizer { .. }
            | E::UsingAuthorizerPolicy(_)
            | E::AuthorizerCompleted
            | E::VerifyingUsagePlan { .. }
            | E::KeyNotRequired { .. }
            | E::UsagePlanCheckSucceeded { .. }
            | E::UsagePlanCheckFailed
            | E::StartingExecution(_)
            | E::HttpMethod { .. }
            | E::ApiKey(_)
            | E::ApiKeyId(_)
            // F§1.7: validation lines are of level INFO.
            | E::BodyDoesNotMatchModel { .. }
            | E::MissingRequestParameters(_)
            | E::SendingRequest(_)
            | E::ReceivedResponse { .. }
            | E::SuccessfullyCompleted
            | E::IntegrationRequestId(_)
            | E::XrayTracingId(_) => Class::Milestone,
            E::IncomingIdentity(_)
            | E::AuthorizerResultBody(_)
            | E::MethodRequestPath(_)
            | E::MethodRequestQuery(_)
            | E::MethodRequestHeaders(_)
            | E::MethodRequestBody(_)
            | E::EndpointRequestUri(_)
            | E::EndpointRequestHeaders(_)
            | E::EndpointRequestBody(_)
            | E::EndpointResponseHeaders(_)
            | E::MethodResponseBody(_)
            | E::MethodResponseHeaders(_) => Class::Data,
            E::EndpointResponseBody(_) => Class::Evidence,
            E::UnauthorizedRequest(_)
            | E::ClientNotAuthorized
            | E::Unauthorized
            | E::AuthorizerConfigurationException
            | E::KeyRefused { .. }
            | E::ThrottleLimitExceeded { .. }
            | E::QuotaLimitExceeded { .. }
            | E::LambdaExecutionFailed { .. }
            | E::LambdaInvocationFailed { .. }
            | E::ConfigurationError(_)
            | E::ExecutionFailed(_)
            | E::GatewayResponse { .. } => Class::Failure,
            E::MethodCompleted(_) => Class::Closing,
        }
    }

    /// Whether the line is a failure that the endpoint's response body proves: the two with which a recording at
    /// level ERROR shows that body (F§1.1, F§2.2 #2 and #3 [C]).
    pub(super) fn needs_evidence(&self) -> bool {
        matches!(
            self,
            Self::LambdaExecutionFailed { .. }
                | Self::ConfigurationError(ConfigurationError::MalformedProxyResponse)
        )
    }

    /// Whether `TestInvokeMethod` shows the line. A test skips authorizers and usage plans (F§1.4); that it also
    /// leaves out the two lines after `Method completed` is what public console tests show [C].
    pub(super) fn in_test_log(&self) -> bool {
        !matches!(
            self,
            Self::ExecutionLog { .. }
                | Self::ExtendedRequestId(_)
                | Self::VerifyingUsagePlan { .. }
                | Self::KeyNotRequired { .. }
                | Self::UsagePlanCheckSucceeded { .. }
                | Self::UsagePlanCheckFailed
                | Self::ApiKey(_)
                | Self::ApiKeyId(_)
                | Self::IntegrationRequestId(_)
                | Self::XrayTracingId(_)
        )
    }
}
