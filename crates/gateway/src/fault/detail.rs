//! What a fault knows beyond what AWS tells: the part that tells rules apart.

use std::fmt;

use crate::permission::Decision;

/// An invocation that Lambda refused.
#[derive(Debug, Clone, PartialEq)]
pub struct InvokeRefusal {
    /// The function's ARN as called, after substitution; not always a well-formed one.
    pub function: String,
    /// The source ARN that was shown; none with a role.
    pub source_arn: Option<String>,
    /// Why it was refused.
    pub reason: RefusalReason,
}

/// Why an invocation was refused. To the client and the log all are `Invalid permissions on Lambda function`.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RefusalReason {
    /// The function has no resource policy.
    #[error("the function has no resource policy")]
    NoPolicy,
    /// The function's resource policy, the one of its qualifier, does not allow it or denies it.
    #[error("by the function's resource policy, {0}")]
    Policy(Decision),
    /// The alias or version has no resource policy of its own, whatever the function's says (F§4.3).
    #[error("'{qualifier}' has no resource policy of its own{}", if *function_allows { ", though the unqualified function's would allow it" } else { "" })]
    QualifierWithoutPolicy {
        /// The alias or version.
        qualifier: String,
        /// Whether the unqualified function's policy would have allowed it.
        function_allows: bool,
    },
    /// There is nothing to invoke.
    #[error("the {0} does not exist")]
    Missing(MissingFunction),
    /// The function is in another region than the endpoint that was called.
    #[error("the function is in {function}, and the integration calls Lambda in {endpoint}")]
    OtherRegion {
        /// The function's region.
        function: String,
        /// The region in the integration's URI.
        endpoint: String,
    },
    /// A stage variable in the URI is not defined, and so left nothing in its place.
    #[error("the stage variable '{0}' in the integration's URI is not defined")]
    UndefinedStageVariable(String),
    /// The ARN in the URI is not that of a function.
    #[error("the integration's URI does not name a function: {0}")]
    MalformedUri(String),
    /// The integration's role may not invoke the function.
    #[error("by the policies of the role '{role}', {decision}")]
    Role {
        /// The role's ARN.
        role: String,
        /// What its policies say.
        decision: Decision,
    },
    /// The caller, whose credentials are passed through, may not invoke the function.
    #[error("by the policies of the caller '{caller}', {decision}")]
    PassedCaller {
        /// The caller's ARN.
        caller: String,
        /// What its policies say.
        decision: Decision,
    },
}

/// What there is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MissingFunction {
    /// The function itself.
    Function,
    /// The function has no such alias.
    Alias(String),
    /// The function has no such version.
    Version(String),
}

impl fmt::Display for MissingFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Function => f.write_str("function"),
            Self::Alias(name) => write!(f, "alias '{name}'"),
            Self::Version(number) => write!(f, "version {number}"),
        }
    }
}

/// A function's error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionError {
    /// The status of Lambda's answer, 200.
    pub status: u16,
    /// `errorMessage`
    pub message: String,
    /// `errorType`
    pub error_type: Option<String>,
    /// Lambda's request id.
    pub lambda_request_id: String,
}

impl FunctionError {
    /// Whether the function ran out of time, which only its message tells.
    pub fn is_timeout(&self) -> bool {
        self.message.contains("Task timed out after ")
    }
}

/// Why an address cannot be called.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressProblem {
    /// The name does not resolve.
    #[error("the host name does not resolve")]
    Unresolvable,
    /// The name resolves to an address that is not public.
    #[error("the host name resolves to the private address {0}")]
    Private(String),
    /// Not the form of a URI with a host.
    #[error("it has no valid host")]
    Malformed,
    /// A stage variable in the URI is not defined.
    #[error("the stage variable '{0}' is not defined")]
    UndefinedStageVariable(String),
}

/// Why a VPC link does not carry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkProblem {
    /// No link has this id.
    #[error("no VPC link has this id")]
    Missing,
    /// The link is there and not `AVAILABLE`.
    #[error("its status is {0}")]
    Status(String),
    /// The link is available, and its load balancer leads nowhere.
    #[error("its target cannot be reached: {0}")]
    Target(String),
    /// A stage variable in the connection's id is not defined.
    #[error("the stage variable '{0}' is not defined")]
    UndefinedStageVariable(String),
}

/// Why a role cannot be assumed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RoleProblem {
    /// There is no such role.
    #[error("the role does not exist")]
    Missing,
    /// Its trust policy does not let API Gateway in.
    #[error("by its trust policy, {0}")]
    Trust(Decision),
    /// A stage variable in the ARN is not defined.
    #[error("the stage variable '{0}' is not defined")]
    UndefinedStageVariable(String),
}

/// Why a template could not transform a body.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransformProblem {
    /// The template cannot be parsed or fails when it runs.
    #[error("{0}")]
    Template(String),
    /// The body is binary, and a template applies to it.
    #[error("the body is binary, and a template cannot read it")]
    BinaryBody,
}

/// What an authorizer did instead of answering.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuthorizerOutputProblem {
    /// The function raised something other than `Unauthorized`.
    #[error("the function failed: {0}")]
    FunctionError(String),
    /// A key that the answer must not have.
    #[error(
        "it has the key '{0}'; only principalId, policyDocument, context and usageIdentifierKey are allowed"
    )]
    UnknownKey(String),
    /// Anything else: no policy, a policy that cannot be read, a context with objects in it.
    #[error("{0}")]
    Invalid(String),
}

impl AuthorizerOutputProblem {
    /// What follows `Invalid JSON in response: ` in the log. Only the unknown key's text is recorded (F§2.3); a
    /// function's error is one too, because its answer has `errorType` for a key.
    pub(super) fn logged(&self) -> String {
        let unrecognized =
            |key: &str| format!("Unrecognized field \"{key}\" , not marked as ignorable");
        match self {
            Self::FunctionError(_) => unrecognized("errorType"),
            Self::UnknownKey(key) => unrecognized(key),
            Self::Invalid(what) => what.clone(),
        }
    }
}

/// Why a token does not pass.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenProblem {
    /// None was sent.
    #[error("none was sent")]
    Missing,
    /// It has expired.
    #[error("it has expired")]
    Expired,
    /// Its form, signature, issuer or audience is wrong.
    #[error("{0}")]
    Invalid(String),
    /// It has none of the scopes that the method wants.
    #[error("it has none of the method's scopes")]
    Scopes,
}

/// Why a signature does not pass (F§2.4).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureProblem {
    /// The request is not signed.
    #[error("the request is not signed")]
    Missing,
    /// The `Authorization` header is there and is no signature.
    #[error("the Authorization header is not a signature")]
    Incomplete {
        /// AWS's message.
        message: String,
    },
    /// The signature is not the one that the request should have.
    #[error("it does not match the request")]
    Mismatch,
    /// The request's date is too old.
    #[error("it has expired")]
    Expired {
        /// AWS's message.
        message: String,
    },
    /// The access key or the session token is unknown.
    #[error("its access key or session token is not known")]
    UnknownToken,
}
