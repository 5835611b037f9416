//! All that can go wrong with a request. A [`Fault`] has three total functions: [`Fault::response`], what the client
//! gets; [`Fault::log_events`], what the execution log gets; [`Fault::rule`], what explains it. The first two are AWS's
//! own text and hide the details; the details are for the doctor, and `Display` tells them.
//!
//! Knows AWS's answers to failures; detects none.

mod detail;
mod log;
mod response;
mod rule;

use crate::io::LookupFailed;
use crate::permission::Decision;
use crate::proxy::response::Malformed;
use crate::trace::{KeyRefusal, MethodLimit, Secret};
use crate::validation::InvalidBody;

pub use detail::{
    AddressProblem, AuthorizerOutputProblem, FunctionError, InvokeRefusal, LinkProblem,
    MissingFunction, RefusalReason, RoleProblem, SignatureProblem, TokenProblem, TransformProblem,
};
pub use rule::{RuleCode, UnknownRule};

/// Something that went wrong with one request. Numbers are rows of F§2.2.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Fault {
    /// #1: Lambda refused the invocation, or API Gateway found nothing that it might invoke.
    #[error("API Gateway may not invoke {}: {}", .0.function, .0.reason)]
    InvokeRefused(Box<InvokeRefusal>),
    /// #2: a proxy integration's function answered in a form that API Gateway does not take.
    #[error("the function's answer is not a proxy response: {0}")]
    MalformedProxyResponse(Malformed),
    /// #3: a proxy integration's function raised an error, ran out of memory or out of time.
    #[error("the function failed: {}", .0.message)]
    FunctionError(Box<FunctionError>),
    /// #4: Lambda had no room for another instance.
    #[error("Lambda throttled the function")]
    LambdaThrottled {
        /// Lambda's request id.
        lambda_request_id: String,
    },
    /// #5: a Lambda integration with an HTTP method other than POST.
    #[error("Lambda is invoked by POST, and the integration's HTTP method is {method}")]
    LambdaNotPost {
        /// The integration's HTTP method.
        method: String,
        /// Lambda's request id.
        lambda_request_id: String,
    },
    /// #6: Lambda itself is not available.
    #[error("Lambda answered with status 503")]
    LambdaUnavailable {
        /// Lambda's request id.
        lambda_request_id: String,
    },
    /// F§2.2.1 [C]: a role may invoke, and there is nothing to invoke.
    #[error("the {what} does not exist: {message}")]
    FunctionNotFound {
        /// What is missing.
        what: MissingFunction,
        /// Lambda's message: `Function not found: …`.
        message: String,
        /// Lambda's request id.
        lambda_request_id: String,
    },
    /// Lambda refused the request itself, as one whose payload is not JSON (F§2.2.1 [C], by analogy with #4 and #5).
    #[error("Lambda answered with status {status}: {message}")]
    LambdaRefused {
        /// The status of Lambda's answer.
        status: u16,
        /// Lambda's message.
        message: String,
        /// Lambda's request id.
        lambda_request_id: String,
    },
    /// #7: no answer in time.
    #[error("the endpoint did not answer within {timeout} ms")]
    IntegrationTimeout {
        /// The integration's timeout in milliseconds.
        timeout: u64,
    },
    /// The endpoint's answer is larger than API Gateway takes (F§3.14).
    #[error("the endpoint's answer of {length} bytes is larger than 10485760 bytes")]
    EndpointAnswerTooLarge {
        /// What the endpoint says, or how much was read when it was too much.
        length: u64,
    },
    /// #8: the connection failed.
    #[error("the endpoint could not be reached: {cause}")]
    NetworkError {
        /// What API Gateway tells after the line's colon, such as `Connection is closed`.
        detail: Option<String>,
        /// What happened, for people.
        cause: String,
    },
    /// #9: an address that cannot be called.
    #[error("'{address}' cannot be called: {problem}")]
    InvalidEndpointAddress {
        /// The host or URI after substitution.
        address: String,
        /// Why not.
        problem: AddressProblem,
    },
    /// #10: a VPC link that does not carry.
    #[error("the VPC link '{link}' cannot be used: {problem}")]
    VpcLink {
        /// The link's id after substitution.
        link: String,
        /// Why not.
        problem: LinkProblem,
    },
    /// #11: the endpoint's certificate is for another host.
    #[error("the certificate of '{host}' is for {subject}")]
    CertificateHostMismatch {
        /// The host that was called.
        host: String,
        /// `CN=…`
        subject: String,
    },
    /// #12: nobody trusted signed the endpoint's certificate.
    #[error("the endpoint's certificate is not trusted: {cause}")]
    CertificateUntrusted {
        /// What the verifier said.
        cause: String,
    },
    /// #12 [C]: the endpoint's certificate has expired, or is not valid yet.
    #[error("the endpoint's certificate cannot be used: {cause}")]
    CertificateExpired {
        /// What the verifier said.
        cause: String,
    },
    /// #13: the integration's role cannot be assumed.
    #[error("the role '{role}' cannot be assumed: {problem}")]
    RoleNotAssumable {
        /// The role's ARN after substitution.
        role: String,
        /// Why not.
        problem: RoleProblem,
    },
    /// #14: no integration response is for this answer.
    #[error(
        "no integration response matches the endpoint's status {status}, and none is the default"
    )]
    NoOutputMapping {
        /// The endpoint's status.
        status: u16,
    },
    /// #15: an integration response names a status that the method does not have.
    #[error("the method has no response for status {status}, which its integration response names")]
    NoMethodResponse {
        /// The status.
        status: String,
    },
    /// #16: a request template failed.
    #[error("the request could not be transformed: {0}")]
    RequestTransform(TransformProblem),
    /// #17: a response template failed.
    #[error("the response could not be transformed: {0}")]
    ResponseTransform(TransformProblem),
    /// #18: a body that should be base64 is not.
    #[error("the body is not base64")]
    BodyNotBase64,
    /// #19: a MOCK integration's template gave no status code.
    #[error(
        "the request template of a MOCK integration must give an integer statusCode, and gave '{output}'"
    )]
    NoMockStatusCode {
        /// What the template gave.
        output: String,
    },
    /// #20: the URI is not one after substitution. The text is that of `java.net.URISyntaxException`: `Illegal
    /// character in path at index 76: {uri}`.
    #[error("the integration's URI is not valid: {0}")]
    IllegalUri(String),
    /// #21: a mapping sets a header that is API Gateway's own.
    #[error("a request parameter maps to the header '{0}', which API Gateway sets itself")]
    ReservedHeader(String),
    /// `method.request.body.…` of a body that is not JSON (F§2.4).
    #[error("a parameter is mapped from the request's body, which is not JSON")]
    RequestBodyNotJson,
    /// `integration.response.body.…` of a body that is not JSON (F§2.1 [C]).
    #[error("a parameter is mapped from the response's body, which is not JSON")]
    ResponseBodyNotJson,

    /// An identity source is missing, or does not match the validation expression; the function was not called.
    #[error("the authorizer '{authorizer}' found no usable identity in the request")]
    IdentityMissing {
        /// The authorizer's id.
        authorizer: String,
    },
    /// The authorizer's function raised `Unauthorized`.
    #[error("the authorizer '{authorizer}' answered 'Unauthorized'")]
    AuthorizerUnauthorized {
        /// The authorizer's id.
        authorizer: String,
    },
    /// The authorizer's policy does not allow the method.
    #[error("the policy of the authorizer '{authorizer}' does not allow the method: {decision}")]
    AuthorizerDenied {
        /// The authorizer's id.
        authorizer: String,
        /// What its policy said.
        decision: Box<Decision>,
    },
    /// API Gateway may not invoke the authorizer's function.
    #[error("API Gateway may not invoke the authorizer's function {}: {}", .0.function, .0.reason)]
    AuthorizerRefused(Box<InvokeRefusal>),
    /// The authorizer's role cannot be assumed.
    #[error("the authorizer's role '{role}' cannot be assumed: {problem}")]
    AuthorizerRoleNotAssumable {
        /// The role's ARN.
        role: String,
        /// Why not.
        problem: RoleProblem,
    },
    /// The authorizer's function failed, or returned what API Gateway does not take.
    #[error("the authorizer's answer cannot be used: {0}")]
    AuthorizerOutput(AuthorizerOutputProblem),
    /// Lambda was not available for the authorizer.
    #[error("Lambda could not run the authorizer: {cause}")]
    AuthorizerFailure {
        /// What happened, for people.
        cause: String,
    },
    /// Whether a token is its issuer's could not be found out.
    #[error("the keys of the issuer '{issuer}' are not to be had: {cause}")]
    IssuerKeys {
        /// The issuer.
        issuer: String,
        /// What happened, for people.
        cause: String,
    },
    /// A token of a user pool or another issuer does not pass.
    #[error("the token is not accepted: {0}")]
    TokenRejected(TokenProblem),

    /// No method is for this path and verb (F§3.1).
    #[error("no resource serves {method} {path}")]
    NoRoute {
        /// The verb.
        method: String,
        /// The path.
        path: String,
    },
    /// The API has no such stage, or there is no such API.
    #[error("there is no stage '{stage}'")]
    NoStage {
        /// The stage's name in the URL.
        stage: String,
    },
    /// No base path mapping of the custom domain is for the path.
    #[error("no base path mapping of the domain name '{domain}' is for the path '{path}'")]
    NoBasePathMapping {
        /// The domain name.
        domain: String,
        /// The path that was asked for.
        path: String,
    },
    /// A custom domain name with mutual TLS was called without a certificate that its truststore vouches for.
    #[error("the domain name '{domain}' wants a certificate of its callers: {problem}")]
    ClientCertificateRefused {
        /// The domain name.
        domain: String,
        /// What is wrong with theirs.
        problem: String,
    },
    /// The API's `disableExecuteApiEndpoint` is on: only a custom domain leads to it.
    #[error("the API's default endpoint is disabled")]
    DefaultEndpointDisabled,
    /// An `AWS_IAM` method's request is not signed, or not rightly.
    #[error("the request's signature is not accepted: {0}")]
    Signature(SignatureProblem),
    /// The caller's own policies, or the API's resource policy, do not allow the method.
    #[error("{user} may not invoke {method_arn}: {decision}")]
    AccessDenied {
        /// The caller's ARN, or `anonymous`.
        user: String,
        /// The ARN of the method that was called.
        method_arn: String,
        /// What the policies said.
        decision: Box<Decision>,
        /// Whether it was the API's resource policy.
        by_resource_policy: bool,
    },
    /// A fresh response is wanted by somebody who may not have a kept one replaced, and the method fails such requests.
    #[error("{user} may not invalidate the cache of {method_arn}: {decision}")]
    CacheInvalidationDenied {
        /// The caller's ARN, or `anonymous`.
        user: String,
        /// The ARN of the method that was called.
        method_arn: String,
        /// What the policies said.
        decision: Box<Decision>,
    },
    /// The method wants an API key, and the request has none that opens it.
    #[error("'{method}' requires an API key: {reason}")]
    KeyRefused {
        /// The key that was sent, or empty.
        key: Secret,
        /// The configured method and the resource's path.
        method: String,
        /// `{api}/{stage}`
        stage: String,
        /// Why it does not open.
        reason: KeyRefusal,
    },
    /// A rate limit is exceeded.
    #[error("the rate limit of {rate} requests a second with bursts of {burst} is exceeded")]
    Throttled {
        /// Where the limit applies.
        method: Box<MethodLimit>,
        /// Requests a second.
        rate: f64,
        /// The bucket's size.
        burst: u32,
    },
    /// A usage plan's quota is used up.
    #[error("the quota of {limit} requests is used up")]
    QuotaExceeded {
        /// Where the limit applies.
        method: Box<MethodLimit>,
        /// Requests in a period.
        limit: u64,
    },
    /// Required parameters are missing or blank.
    #[error("required parameters are missing: {}", .0.join(", "))]
    MissingParameters(Vec<String>),
    /// The body does not match its model.
    #[error("the body does not match the model for {content_type}: {invalid}")]
    InvalidBody {
        /// The content type whose model was used.
        content_type: String,
        /// What is wrong with the body.
        invalid: InvalidBody,
    },
    /// No template is for the request's content type, and the passthrough behaviour forbids passing it on.
    #[error("no request template is for '{content_type}'")]
    UnsupportedMediaType {
        /// The request's content type.
        content_type: String,
    },
    /// The body is not encoded in a way that API Gateway decodes, or not as it says.
    #[error("the body cannot be decoded: {cause}")]
    ContentEncoding {
        /// What is wrong.
        cause: String,
    },
    /// More than 10 MB.
    #[error("the request is larger than 10485760 bytes")]
    RequestTooLarge,
    /// All headers together are more than 10,240 bytes.
    #[error("the request's headers are larger than 10240 bytes")]
    HeadersTooLarge,
    /// The method's ARN is longer than 1600 bytes, or the URL than the kind of endpoint takes.
    #[error("the request's URI is too long")]
    UriTooLong,
    /// Whether something exists that the request needs could not be found out. AWS's own failures of this kind are not
    /// recorded; the line is the one that F§2.2 #23 knows for them [C].
    #[error("{what} could not be looked up: {cause}")]
    LookupFailed {
        /// What was looked for: `the role 'arn:…'`.
        what: String,
        /// What happened, for people.
        cause: String,
    },
    /// Something that API Gateway does and this program does not. Not a fault that AWS has.
    #[error("{0} is not supported by gatewright")]
    NotSupported(String),
}

impl Fault {
    /// The fault of a lookup that failed; `what` says what was looked for.
    pub fn lookup(what: impl Into<String>, failed: LookupFailed) -> Self {
        Self::LookupFailed {
            what: what.into(),
            cause: failed.0,
        }
    }
}
