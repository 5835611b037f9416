//! The world as the engine sees it: functions, HTTP, VPC links, roles and the clock. The server
//! hands it the real one, the doctor's dry run one that answers from records or refuses.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Method;

use crate::arn::{FunctionArn, IntegrationUri};
use crate::headers::Headers;
use crate::permission::Policy;
use crate::rest::Rest;
use crate::throttle::{Limit, Throttle};

/// What the engine asks of the world. Time-outs are the implementor's to keep: it has the timer.
pub trait Io: Send + Sync {
    /// The time in milliseconds since the epoch.
    fn now_ms(&self) -> i64;

    /// Takes one request from the limit's bucket ([`crate::throttle::Bucket`]), full at first; whether the bucket had
    /// it to give.
    fn admit(&self, limit: &Limit) -> bool;

    /// What all calls of an account's APIs in a region may be together, if that is limited.
    fn account_throttle(&self) -> Option<Throttle>;

    /// What an API key opens.
    fn api_key(
        &self,
        asked: KeyAsked<'_>,
    ) -> impl Future<Output = Result<KeyLookup, LookupFailed>> + Send;

    /// Counts a request against a quota; whether it was within it.
    fn count(&self, quota: &Quota) -> bool;

    /// What Lambda holds about the function, alias or version that an integration names: whether
    /// it exists, and its resource policy. The engine decides from it (`permission`).
    fn function(
        &self,
        function: &FunctionArn,
    ) -> impl Future<Output = Result<FunctionLookup, LookupFailed>> + Send;

    /// What IAM holds about a role; `None` if it does not exist.
    fn role(&self, arn: &str) -> impl Future<Output = Result<Option<Role>, LookupFailed>> + Send;

    /// Whose an access key is, and what proves that a request is theirs; `token` is the session token that came with
    /// it. `None` for a key, or a token, that nobody has (any longer).
    fn signer(
        &self,
        access_key_id: &str,
        token: Option<&str>,
    ) -> impl Future<Output = Result<Option<Signer>, LookupFailed>> + Send;

    /// Invokes a function, once it is known that it may be invoked.
    fn invoke_lambda(
        &self,
        call: LambdaCall<'_>,
    ) -> impl Future<Output = Result<LambdaReply, LambdaFailure>> + Send;

    /// Sends one HTTP request; redirects are handed back, not followed (F§3.7).
    fn http(
        &self,
        call: HttpCall<'_>,
    ) -> impl Future<Output = Result<HttpReply, HttpFailure>> + Send;

    /// Signs a request to an AWS service with credentials of the call's role, and sends it to
    /// where that service is.
    fn aws(&self, call: AwsCall<'_>) -> impl Future<Output = Result<HttpReply, AwsFailure>> + Send;

    /// The state of a VPC link.
    fn vpc_link(
        &self,
        id: &str,
    ) -> impl Future<Output = Result<VpcLinkLookup, LookupFailed>> + Send;
}

/// A lookup came to no answer: whether the thing exists is not known, and nothing may be concluded
/// from it. The text says what happened, for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct LookupFailed(pub String);

/// What [`Io::function`] found.
#[derive(Clone, Debug)]
pub enum FunctionLookup {
    /// It exists; with the resource policy of that very qualifier, if it has one (F§4.3).
    Found {
        /// The policy.
        policy: Option<Arc<Policy>>,
    },
    /// There is no such function.
    NoFunction,
    /// The function exists; the alias or version does not.
    NoQualifier,
    /// Nobody can tell; the decision is left to the invocation (`--lambda-endpoint`).
    Unseen,
}

/// What [`Io::role`] found.
#[derive(Clone, Debug)]
pub struct Role {
    /// Who may assume it.
    pub trust_policy: Arc<Policy>,
    /// What it may do: its inline and attached policies by name.
    pub policies: Vec<(Arc<str>, Arc<Policy>)>,
}

/// A key that came with a request to a method.
#[derive(Clone, Copy, Debug)]
pub struct KeyAsked<'a> {
    /// The API's account.
    pub account: &'a str,
    /// The API's region.
    pub region: &'a str,
    /// The API's id.
    pub api: &'a str,
    /// The stage's name.
    pub stage: &'a str,
    /// The resource's path.
    pub path: &'a str,
    /// The method's verb, or `ANY`.
    pub verb: &'a str,
    /// The key's value.
    pub value: &'a str,
}

/// What [`Io::api_key`] found.
#[derive(Clone, Debug)]
pub enum KeyLookup {
    /// The stage is in no usage plan.
    StageNotInPlan,
    /// No enabled key of that value is in a plan of the stage.
    NotInPlan,
    /// It opens the stage.
    Opens(KeyPlan),
}

/// What a usage plan grants a key.
#[derive(Clone, Debug)]
pub struct KeyPlan {
    /// The key's id.
    pub key_id: String,
    /// How fast its requests may come.
    pub limit: Option<Limit>,
    /// How many there may be.
    pub quota: Option<Quota>,
}

/// So many requests in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// What counts for it: unique among all that a server counts.
    pub counter: String,
    /// The requests.
    pub limit: u32,
    /// In what time.
    pub period: Period,
    /// The day of the week or month, from 0, that periods begin on.
    pub offset: i32,
}

/// The time that a quota is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are AWS's")]
pub enum Period {
    Day,
    Week,
    Month,
}

/// What [`Io::signer`] found: somebody who may sign requests.
#[derive(Clone, Debug)]
pub struct Signer {
    /// The key's id.
    pub access_key_id: String,
    /// The secrets that belong to the key: one, but for keys whose secret nobody has fixed.
    pub secrets: Vec<String>,
    /// The account.
    pub account: String,
    /// `AIDA…` for a user, `AROA…:session` for a role's session, the account for its root.
    pub user_id: String,
    /// The ARN of the user, the session or the root.
    pub arn: String,
    /// What it may do by its own policies, inline and attached, by name; `None` for an account's root, which may all.
    pub policies: Option<Vec<(Arc<str>, Arc<Policy>)>>,
}

/// One call of Lambda's Invoke.
#[derive(Clone, Debug)]
pub struct LambdaCall<'a> {
    /// What to invoke.
    pub function: &'a FunctionArn,
    /// The payload.
    pub payload: Bytes,
    /// `X-Amz-Invocation-Type: Event`: answer 202 at once.
    pub asynchronous: bool,
    /// `X-Amz-Client-Context`, base64, if a mapping sets it.
    pub client_context: Option<&'a str>,
    /// The value of `X-Amzn-Trace-Id`.
    pub trace_id: &'a str,
    /// How long API Gateway waits.
    pub timeout: Duration,
    /// Whether the answer is wanted as it comes ([`LambdaReply::rest`]), if the function streams it.
    pub stream: bool,
}

/// Lambda's answer to an invocation that it accepted.
#[derive(Clone, Debug, Default)]
pub struct LambdaReply {
    /// 200, or 202 for an asynchronous one.
    pub status: u16,
    /// `X-Amz-Function-Error`: `Unhandled` or `Handled`.
    pub function_error: Option<String>,
    /// What the function returned.
    pub payload: Bytes,
    /// What it returns, as it comes, where the call wants that.
    pub rest: Option<Rest>,
    /// The invocation's request id.
    pub request_id: String,
    /// `X-Amz-Executed-Version`; absent when asynchronous.
    pub executed_version: Option<String>,
}

/// Why an invocation did not come to an answer.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LambdaFailure {
    /// Lambda refused: its error response.
    #[error("lambda answered {status}: {message}")]
    Refused {
        /// 404, 429, 503, ….
        status: u16,
        /// The exception's message (`Rate Exceeded.`).
        message: String,
        /// Its body, as sent.
        body: Bytes,
        /// The request id that Lambda gave it.
        request_id: String,
    },
    /// No answer within the time-out.
    #[error("no answer within the time-out")]
    TimedOut,
    /// The Lambda endpoint could not be reached.
    #[error("cannot reach lambda: {0}")]
    Unreachable(String),
}

/// One HTTP request to a backend.
#[derive(Clone, Debug)]
pub struct HttpCall<'a> {
    /// The verb.
    pub method: Method,
    /// The whole URL; its host is what TLS names and `Host` say.
    pub url: &'a str,
    /// The headers, in their order and spelling, `Host` among them.
    pub headers: Headers,
    /// The body.
    pub body: Bytes,
    /// How long API Gateway waits.
    pub timeout: Duration,
    /// `tlsConfig.insecureSkipVerification`.
    pub insecure_skip_verification: bool,
    /// Through a VPC link: where to connect (`host:port`), instead of to the URL's host and port.
    pub connect_to: Option<&'a str>,
    /// The certificate to show where the backend asks for one.
    pub client_certificate: Option<CertificateName<'a>>,
    /// Whether the answer's body is wanted as it comes ([`HttpReply::rest`]), without a limit to its size.
    pub stream: bool,
}

/// Which client certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CertificateName<'a> {
    /// Its account.
    pub account: &'a str,
    /// Its region.
    pub region: &'a str,
    /// Its id.
    pub id: &'a str,
}

/// One request to an AWS service.
#[derive(Clone, Debug)]
pub struct AwsCall<'a> {
    /// The API's account.
    pub account: &'a str,
    /// What the integration's URI names: the service, its region and subdomain.
    pub uri: &'a IntegrationUri,
    /// The role to sign with, which may be assumed; `None` signs nothing.
    pub role: Option<&'a str>,
    /// The verb.
    pub method: Method,
    /// The whole URL, at AWS's own host.
    pub url: &'a str,
    /// The headers, but for `Host` and those of the signature.
    pub headers: &'a Headers,
    /// The body.
    pub body: Bytes,
    /// How long API Gateway waits.
    pub timeout: Duration,
}

/// Why an AWS service gave no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsFailure {
    /// It could not be reached, or did not answer as HTTP does.
    #[error(transparent)]
    Http(#[from] HttpFailure),
    /// There are no credentials to sign with; the text says why, for people.
    #[error("{0}")]
    NoCredentials(String),
}

/// A backend's answer.
#[derive(Clone, Debug, Default)]
pub struct HttpReply {
    /// Its status.
    pub status: u16,
    /// Its headers, in their order and spelling.
    pub headers: Headers,
    /// Its body.
    pub body: Bytes,
    /// Its body as it comes, where the call wants that.
    pub rest: Option<Rest>,
}

/// Why a backend gave no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HttpFailure {
    /// The host name does not resolve.
    #[error("the host name does not resolve")]
    UnknownHost,
    /// It resolves to an address that API Gateway does not call.
    #[error("{0} is a private address")]
    PrivateAddress(String),
    /// Nobody listens there.
    #[error("connection refused")]
    Refused,
    /// The connection broke, or what answers speaks no HTTP, or no TLS.
    #[error("the connection broke: {0}")]
    Broken(String),
    /// The certificate's issuer is not trusted.
    #[error("the certificate is not trusted")]
    TlsUntrusted,
    /// The certificate has expired or is not yet valid.
    #[error("the certificate is not valid now: {0}")]
    TlsExpired(String),
    /// The certificate is for other names.
    #[error("the certificate is not for {host} but for {subject}")]
    TlsNameMismatch {
        /// The name that was called.
        host: String,
        /// The certificate's subject (`CN=X`).
        subject: String,
    },
    /// More than 10,485,760 bytes.
    #[error("the answer of {length} bytes is too large")]
    TooLarge {
        /// What it says of itself, or how much was read when it was too much.
        length: u64,
    },
    /// No whole answer within the time-out.
    #[error("no answer within the time-out")]
    TimedOut,
}

/// What [`Io::vpc_link`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VpcLinkLookup {
    /// Ready.
    Available {
        /// Where it leads: `host` or `host:port`.
        connect_to: String,
    },
    /// It exists and does not work: `PENDING`, `FAILED`, `DELETING`.
    NotReady {
        /// Its status.
        status: String,
    },
    /// There is no such link.
    Unknown,
}
