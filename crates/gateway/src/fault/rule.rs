//! The rules: one table from code to name. Most explain faults; the others are about what makes no request fail by
//! itself.
//!
//! The hundreds are the causes 1 to 6 (permission; function; integration type and method; mapping; backend and VPC
//! link; stage variables), then 7 for deployment, stages and logging, 8 for authorizers, keys and limits. A code once
//! released never changes its meaning and is never used again.

use std::fmt;
use std::str::FromStr;

use super::{
    AddressProblem, AuthorizerOutputProblem, Fault, InvokeRefusal, LinkProblem, MissingFunction,
    RefusalReason, RoleProblem, SignatureProblem, TransformProblem,
};
use crate::arn::ArnPart;
use crate::permission::{Decision, Mismatch, Verdict};
use crate::trace::KeyRefusal;

macro_rules! rules {
    ($($number:literal $variant:ident $name:literal, $what:literal;)*) => {
        /// A rule. Its `Display` is its code, `GW101`; its name reads well after "ignore".
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RuleCode { $(#[doc = $what] $variant,)* }

        impl RuleCode {
            /// All rules, by code.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The code without its letters: 101.
            pub const fn number(self) -> u16 {
                match self { $(Self::$variant => $number,)* }
            }

            /// The name: `lambda-permission-missing`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What is wrong, in one sentence.
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $what,)* }
            }
        }
    };
}

rules! {
    101 LambdaPermissionMissing "lambda-permission-missing", "No statement of the function's resource policy lets API Gateway invoke it.";
    102 PermissionOnFunctionNotAlias "permission-on-function-not-alias", "The integration calls an alias or a version that has no resource policy of its own.";
    103 PermissionForOtherApi "permission-for-other-api", "The function's resource policy lets another API invoke it.";
    104 PermissionForOtherStage "permission-for-other-stage", "The function's resource policy lets another stage of the API invoke it.";
    105 PermissionForOtherMethod "permission-for-other-method", "The function's resource policy lets another HTTP method invoke it.";
    106 PermissionForOtherPath "permission-for-other-path", "The function's resource policy lets another resource of the API invoke it.";
    107 PermissionForOtherAccount "permission-for-other-account", "The function's resource policy lets another account's API invoke it.";
    108 PermissionForOtherRegion "permission-for-other-region", "The function's resource policy lets an API of another region invoke it.";
    109 PermissionExplicitlyDenied "permission-explicitly-denied", "A statement of a policy denies the invocation.";
    110 PermissionConditionNotMet "permission-condition-not-met", "A condition of the function's resource policy does not hold for API Gateway.";
    111 RoleNotAssumable "role-not-assumable", "API Gateway cannot assume the integration's role.";
    112 RoleWithoutInvokePermission "role-without-invoke-permission", "The integration's role may not invoke the function.";
    113 CallerWithoutInvokePermission "caller-without-invoke-permission", "The caller, whose credentials the integration passes on, may not invoke the function.";
    114 AuthorizerPermissionMissing "authorizer-permission-missing", "API Gateway may not invoke the authorizer's function.";
    115 AuthorizerRoleNotAssumable "authorizer-role-not-assumable", "API Gateway cannot assume the authorizer's role.";
    116 FunctionPolicyNearLimit "function-policy-near-limit", "The function's resource policy is close to the largest that Lambda takes.";

    201 FunctionMissing "function-missing", "The function does not exist.";
    202 FunctionAliasMissing "function-alias-missing", "The function has no such alias.";
    203 FunctionVersionMissing "function-version-missing", "The function has no such version.";
    204 FunctionInOtherRegion "function-in-other-region", "The function is in another region than the one that the integration calls.";
    205 FunctionError "function-error", "The function raised an error.";
    206 FunctionTimeout "function-timeout", "The function ran out of time.";
    207 FunctionThrottled "function-throttled", "Lambda had no room for another instance of the function.";
    208 LambdaUnavailable "lambda-unavailable", "Lambda itself was not available.";
    209 LambdaRefusedRequest "lambda-refused-request", "Lambda refused the request.";
    210 FunctionNotActive "function-not-active", "The function is not in the state Active.";
    211 FunctionInOtherAccount "function-in-other-account", "The function is in another account, and nobody here can see whether it lets this API in.";
    212 FunctionCannotStart "function-cannot-start", "The function's code cannot be started.";

    301 LambdaMethodNotPost "lambda-method-not-post", "A Lambda integration's HTTP method is not POST.";
    302 MalformedProxyResponse "malformed-proxy-response", "The function's answer is not of the form that a proxy integration takes.";
    303 IntegrationUriMalformed "integration-uri-malformed", "The integration's URI does not name what it should.";
    304 IntegrationUriIllegalCharacter "integration-uri-illegal-character", "The integration's URI holds a character that no URI has.";
    305 IntegrationMissing "integration-missing", "The method has no integration.";
    306 IntegrationTypeMismatch "integration-type-mismatch", "The integration's URI is not of the kind that its type calls.";
    307 IntegrationMethodMissing "integration-method-missing", "The integration does not say by which HTTP method its endpoint is called.";

    401 RequestTemplateFails "request-template-fails", "A request template cannot be parsed or run.";
    402 ResponseTemplateFails "response-template-fails", "A response template cannot be parsed or run.";
    403 TemplateOnBinaryBody "template-on-binary-body", "A template applies to a body that the API treats as binary.";
    404 IntegrationResponseMissing "integration-response-missing", "No integration response is for the endpoint's answer, and none is the default.";
    405 MethodResponseMissing "method-response-missing", "An integration response names a status that the method does not have.";
    406 MockStatusCodeMissing "mock-status-code-missing", "The request template of a MOCK integration gives no integer statusCode.";
    407 BodyNotBase64 "body-not-base64", "A body that is to be decoded from base64 is not base64.";
    408 ReservedHeaderMapped "reserved-header-mapped", "A request parameter maps to a header that API Gateway sets itself.";
    409 RequestBodyNotJson "request-body-not-json", "A parameter is mapped from a request body that is not JSON.";
    410 ResponseBodyNotJson "response-body-not-json", "A parameter is mapped from a response body that is not JSON.";
    411 ContentTypeWithoutTemplate "content-type-without-template", "No request template is for the content type, and passthrough is off.";
    412 LambdaPayloadNotJson "lambda-payload-not-json", "What a request template makes for Lambda is not JSON.";
    413 SelectionPatternInvalid "selection-pattern-invalid", "An integration response's selection pattern is not a regular expression.";
    414 MappingInvalid "mapping-invalid", "A parameter mapping cannot be read, or maps what the method does not declare.";
    415 ModelInvalid "model-invalid", "A model that a method uses does not exist, or its schema cannot be used.";
    416 BinaryMediaTypesBreakTemplates "binary-media-types-break-templates", "The API treats JSON as binary, and a template applies to it.";
    417 FunctionErrorAnswers200 "function-error-answers-200", "An error of the function reaches the client as a success.";
    418 SelectionPatternUnreachable "selection-pattern-unreachable", "No answer of the endpoint leads to the integration response.";

    501 EndpointUnresolvable "endpoint-unresolvable", "The endpoint's host name does not resolve.";
    502 EndpointPrivate "endpoint-private", "The endpoint's host name resolves to a private address.";
    503 EndpointMalformed "endpoint-malformed", "The endpoint's address has no valid host.";
    504 EndpointUnreachable "endpoint-unreachable", "The connection to the endpoint failed.";
    505 EndpointTimeout "endpoint-timeout", "The endpoint did not answer within the integration's timeout.";
    506 CertificateHostMismatch "certificate-host-mismatch", "The endpoint's certificate is for another host.";
    507 CertificateUntrusted "certificate-untrusted", "The endpoint's certificate is not signed by an authority that API Gateway trusts.";
    508 VpcLinkMissing "vpc-link-missing", "The VPC link does not exist.";
    509 VpcLinkNotAvailable "vpc-link-not-available", "The VPC link's status is not AVAILABLE.";
    510 VpcLinkTargetUnreachable "vpc-link-target-unreachable", "The VPC link's load balancer leads to nothing that answers.";
    511 CertificateExpired "certificate-expired", "The endpoint's certificate has expired, or is not valid yet.";
    512 EndpointAnswerTooLarge "endpoint-answer-too-large", "The endpoint's answer is larger than API Gateway takes.";
    513 FunctionSlowerThanIntegration "function-slower-than-integration", "The function may run longer than the integration waits for it.";

    601 StageVariableUndefined "stage-variable-undefined", "The integration uses a stage variable that the stage does not define.";
    602 StageVariableInvalid "stage-variable-invalid", "A stage variable has a name or a value that API Gateway does not take.";

    701 RouteMissing "route-missing", "The deployed API has no method for this path and verb.";
    702 StageMissing "stage-missing", "The API has no such stage.";

    703 NotSupportedHere "not-supported-here", "The API uses something that API Gateway has and gatewright has not.";
    704 ChangeNotDeployed "change-not-deployed", "The API was changed after the stage's deployment.";
    705 ExecutionLogsOff "execution-logs-off", "The stage writes no execution log.";
    706 LogRoleMissing "log-role-missing", "The stage is to write an execution log, and the account has no role for it.";
    707 DataTraceOn "data-trace-on", "The stage logs whole requests and responses.";
    708 ErrorsWithoutCors "errors-without-cors", "API Gateway's own error responses have no CORS headers.";
    709 LookupFailed "lookup-failed", "gatewright could not read what it keeps of a function, a role, a VPC link or a stage.";
    710 DefaultEndpointDisabled "default-endpoint-disabled", "The API's default endpoint is disabled.";
    711 FileRefused "file-refused", "AWS refuses the file when it is deployed.";
    712 StageOnOldDeployment "stage-on-old-deployment", "The stage serves an older deployment than the newest.";
    713 DeploymentBeforeMethods "deployment-before-methods", "The deployment does not wait for all methods that it is to contain.";
    714 DeploymentNeverRenewed "deployment-never-renewed", "Nothing makes a new deployment when the API changes.";
    715 BasePathUnmapped "base-path-unmapped", "The custom domain leads nowhere from this path.";

    801 AuthorizerIdentityMissing "authorizer-identity-missing", "The request lacks what the authorizer identifies callers by.";
    802 AuthorizerUnauthorized "authorizer-unauthorized", "The authorizer's function answered 'Unauthorized'.";
    803 AuthorizerDenied "authorizer-denied", "The authorizer's policy does not allow the method.";
    804 AuthorizerFunctionError "authorizer-function-error", "The authorizer's function raised an error.";
    805 AuthorizerOutputInvalid "authorizer-output-invalid", "The authorizer's answer is not of the form that API Gateway takes.";
    806 AuthorizerUnavailable "authorizer-unavailable", "Lambda could not run the authorizer.";
    807 TokenRejected "token-rejected", "The caller's token is missing, expired, or not for this API.";
    808 RequestNotSigned "request-not-signed", "The method wants a signed request.";
    809 SignatureInvalid "signature-invalid", "The request's signature does not fit.";
    810 SignatureExpired "signature-expired", "The request's signature has expired.";
    811 CallerDenied "caller-denied", "The caller's policies do not allow the method.";
    812 ResourcePolicyDenied "resource-policy-denied", "The API's resource policy does not allow the request.";
    813 ApiKeyMissing "api-key-missing", "The method wants an API key, and the request has none.";
    814 ApiKeyWithoutPlan "api-key-without-plan", "The API key is unknown, disabled, or in no usage plan of the stage.";
    815 StageWithoutPlan "stage-without-plan", "The method wants an API key, and the stage is in no usage plan.";
    816 RateLimitExceeded "rate-limit-exceeded", "A rate limit is exceeded.";
    817 QuotaExceeded "quota-exceeded", "A usage plan's quota is used up.";
    818 RequestParameterMissing "request-parameter-missing", "The request lacks a parameter that the method requires.";
    819 RequestBodyInvalid "request-body-invalid", "The request's body does not match its model.";
    820 RequestTooLarge "request-too-large", "The request is larger than API Gateway takes.";
    821 UriTooLong "uri-too-long", "The request's URI is longer than API Gateway takes.";
    822 AuthorizerMisconfigured "authorizer-misconfigured", "An authorizer cannot work as it is set up.";
    823 RequestEncodingUnusable "request-encoding-unusable", "The request's body is not encoded as its Content-Encoding says.";
    824 ClientCertificateRefused "client-certificate-refused", "The domain name wants a certificate that its truststore vouches for.";

    901 IgnoreUnused "ignore-unused", "An ignore comment names a rule that finds nothing there.";
    902 IgnoreUnknown "ignore-unknown", "An ignore comment names no rule that there is.";
}

impl RuleCode {
    /// The cause that the rule belongs to, 1 to 6; none for the rules about everything else.
    pub const fn cause(self) -> Option<u8> {
        match self.number() / 100 {
            cause @ 1..=6 => Some(cause as u8),
            _ => None,
        }
    }
}

impl fmt::Display for RuleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GW{}", self.number())
    }
}

/// A text that is neither a rule's code nor its name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a rule")]
pub struct UnknownRule(pub String);

impl FromStr for RuleCode {
    type Err = UnknownRule;

    /// Reads a code in any case, or a name.
    fn from_str(text: &str) -> Result<Self, UnknownRule> {
        Self::ALL
            .iter()
            .copied()
            .find(|rule| rule.name() == text || rule.to_string().eq_ignore_ascii_case(text))
            .ok_or_else(|| UnknownRule(text.to_owned()))
    }
}

use RuleCode as R;

impl Fault {
    /// The rule that explains the fault.
    pub fn rule(&self) -> RuleCode {
        match self {
            Self::InvokeRefused(refusal) => refusal.rule(),
            Self::MalformedProxyResponse(_) => R::MalformedProxyResponse,
            Self::FunctionError(error) if error.is_timeout() => R::FunctionTimeout,
            Self::FunctionError(_) => R::FunctionError,
            Self::LambdaThrottled { .. } => R::FunctionThrottled,
            Self::LambdaNotPost { .. } => R::LambdaMethodNotPost,
            Self::LambdaUnavailable { .. } => R::LambdaUnavailable,
            Self::FunctionNotFound { what, .. } => what.rule(),
            // Only Lambda's message tells it apart.
            Self::LambdaRefused { message, .. }
                if message.starts_with("Could not parse request body into json") =>
            {
                R::LambdaPayloadNotJson
            }
            Self::LambdaRefused { .. } => R::LambdaRefusedRequest,
            Self::IntegrationTimeout { .. } => R::EndpointTimeout,
            Self::NetworkError { .. } => R::EndpointUnreachable,
            Self::EndpointAnswerTooLarge { .. } => R::EndpointAnswerTooLarge,
            Self::InvalidEndpointAddress { problem, .. } => match problem {
                AddressProblem::Unresolvable => R::EndpointUnresolvable,
                AddressProblem::Private(_) => R::EndpointPrivate,
                AddressProblem::Malformed => R::EndpointMalformed,
                AddressProblem::UndefinedStageVariable(_) => R::StageVariableUndefined,
            },
            Self::VpcLink { problem, .. } => match problem {
                LinkProblem::Missing => R::VpcLinkMissing,
                LinkProblem::Status(_) => R::VpcLinkNotAvailable,
                LinkProblem::Target(_) => R::VpcLinkTargetUnreachable,
                LinkProblem::UndefinedStageVariable(_) => R::StageVariableUndefined,
            },
            Self::CertificateHostMismatch { .. } => R::CertificateHostMismatch,
            Self::CertificateUntrusted { .. } => R::CertificateUntrusted,
            Self::CertificateExpired { .. } => R::CertificateExpired,
            Self::RoleNotAssumable { problem, .. } => problem.rule(R::RoleNotAssumable),
            Self::NoOutputMapping { .. } => R::IntegrationResponseMissing,
            Self::NoMethodResponse { .. } => R::MethodResponseMissing,
            Self::RequestTransform(TransformProblem::Template(_)) => R::RequestTemplateFails,
            Self::ResponseTransform(TransformProblem::Template(_)) => R::ResponseTemplateFails,
            Self::RequestTransform(TransformProblem::BinaryBody)
            | Self::ResponseTransform(TransformProblem::BinaryBody) => R::TemplateOnBinaryBody,
            Self::BodyNotBase64 => R::BodyNotBase64,
            Self::NoMockStatusCode { .. } => R::MockStatusCodeMissing,
            Self::IllegalUri(_) => R::IntegrationUriIllegalCharacter,
            Self::ReservedHeader(_) => R::ReservedHeaderMapped,
            Self::RequestBodyNotJson => R::RequestBodyNotJson,
            Self::ResponseBodyNotJson => R::ResponseBodyNotJson,
            Self::IdentityMissing { .. } => R::AuthorizerIdentityMissing,
            Self::AuthorizerUnauthorized { .. } => R::AuthorizerUnauthorized,
            Self::AuthorizerDenied { .. } => R::AuthorizerDenied,
            Self::AuthorizerRefused(refusal) => match refusal.rule() {
                // Whatever is wrong with the permission, it is the authorizer's that has to be mended.
                permission if permission.cause() == Some(1) => R::AuthorizerPermissionMissing,
                other => other,
            },
            Self::AuthorizerRoleNotAssumable { problem, .. } => {
                problem.rule(R::AuthorizerRoleNotAssumable)
            }
            Self::AuthorizerOutput(AuthorizerOutputProblem::FunctionError(_)) => {
                R::AuthorizerFunctionError
            }
            Self::AuthorizerOutput(_) => R::AuthorizerOutputInvalid,
            Self::AuthorizerFailure { .. } => R::AuthorizerUnavailable,
            Self::IssuerKeys { .. } => R::AuthorizerMisconfigured,
            Self::TokenRejected(_) => R::TokenRejected,
            Self::NoRoute { .. } => R::RouteMissing,
            Self::NoStage { .. } => R::StageMissing,
            Self::NoBasePathMapping { .. } => R::BasePathUnmapped,
            Self::DefaultEndpointDisabled => R::DefaultEndpointDisabled,
            Self::Signature(SignatureProblem::Missing) => R::RequestNotSigned,
            Self::Signature(SignatureProblem::Expired { .. }) => R::SignatureExpired,
            Self::Signature(_) => R::SignatureInvalid,
            Self::AccessDenied {
                by_resource_policy: true,
                ..
            } => R::ResourcePolicyDenied,
            Self::AccessDenied { .. } | Self::CacheInvalidationDenied { .. } => R::CallerDenied,
            Self::KeyRefused { reason, .. } => match reason {
                KeyRefusal::NoKey => R::ApiKeyMissing,
                KeyRefusal::StageNotInPlan => R::StageWithoutPlan,
                KeyRefusal::NoPlanForKey | KeyRefusal::Other(_) => R::ApiKeyWithoutPlan,
            },
            Self::Throttled { .. } => R::RateLimitExceeded,
            Self::QuotaExceeded { .. } => R::QuotaExceeded,
            Self::MissingParameters(_) => R::RequestParameterMissing,
            Self::InvalidBody { .. } => R::RequestBodyInvalid,
            Self::UnsupportedMediaType { .. } => R::ContentTypeWithoutTemplate,
            Self::ContentEncoding { .. } => R::RequestEncodingUnusable,
            Self::RequestTooLarge | Self::HeadersTooLarge => R::RequestTooLarge,
            Self::UriTooLong => R::UriTooLong,
            Self::ClientCertificateRefused { .. } => R::ClientCertificateRefused,
            Self::LookupFailed { .. } => R::LookupFailed,
            Self::NotSupported(_) => R::NotSupportedHere,
        }
    }
}

impl InvokeRefusal {
    /// The rule that explains the refusal.
    pub fn rule(&self) -> RuleCode {
        match &self.reason {
            RefusalReason::NoPolicy => R::LambdaPermissionMissing,
            RefusalReason::Policy(decision) => of_policy(decision),
            RefusalReason::QualifierWithoutPolicy { .. } => R::PermissionOnFunctionNotAlias,
            RefusalReason::Missing(what) => what.rule(),
            RefusalReason::OtherRegion { .. } => R::FunctionInOtherRegion,
            RefusalReason::UndefinedStageVariable(_) => R::StageVariableUndefined,
            RefusalReason::MalformedUri(_) => R::IntegrationUriMalformed,
            RefusalReason::Role { .. } => R::RoleWithoutInvokePermission,
            RefusalReason::PassedCaller { .. } => R::CallerWithoutInvokePermission,
        }
    }
}

/// Which part of the policy is to be mended: that of the statement that came closest.
fn of_policy(decision: &Decision) -> RuleCode {
    if let Verdict::ExplicitlyDenied(_) = decision.verdict {
        return R::PermissionExplicitlyDenied;
    }
    let Some(Mismatch::Condition { key, differs, .. }) =
        decision.closest().map(|near| &near.mismatch)
    else {
        return R::LambdaPermissionMissing;
    };
    match differs {
        Some(ArnPart::Api) => R::PermissionForOtherApi,
        Some(ArnPart::Stage) => R::PermissionForOtherStage,
        Some(ArnPart::Method) => R::PermissionForOtherMethod,
        Some(ArnPart::Path) => R::PermissionForOtherPath,
        Some(ArnPart::Account) => R::PermissionForOtherAccount,
        Some(ArnPart::Region) => R::PermissionForOtherRegion,
        None if key.eq_ignore_ascii_case("aws:SourceAccount") => R::PermissionForOtherAccount,
        _ => R::PermissionConditionNotMet,
    }
}

impl MissingFunction {
    fn rule(&self) -> RuleCode {
        match self {
            Self::Function => R::FunctionMissing,
            Self::Alias(_) => R::FunctionAliasMissing,
            Self::Version(_) => R::FunctionVersionMissing,
        }
    }
}

impl RoleProblem {
    fn rule(&self, otherwise: RuleCode) -> RuleCode {
        match self {
            Self::UndefinedStageVariable(_) => R::StageVariableUndefined,
            Self::Missing | Self::Trust(_) => otherwise,
        }
    }
}
