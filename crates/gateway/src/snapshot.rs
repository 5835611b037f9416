//! A stage of an API, compiled: everything that a request needs, so that it never touches the
//! documents. Knows nothing of how it was made (`compile`) or how it is run (`engine`).

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use http::Method as Verb;

use crate::access_log::AccessLog;
use crate::arn::{FunctionArn, IntegrationUri, SourceArn};
use crate::authorizer::Authorizer;
use crate::caching::{Caching, ResponseCache};
use crate::fault::{Fault, RefusalReason};
use crate::gateway_response::GatewayResponses;
use crate::mapping::Mapping;
use crate::media::{BinaryMediaTypes, ContentHandling};
use crate::permission::{Policy, PolicyError};
use crate::routing::Router;
use crate::selection::Selector;
use crate::templates::Templates;
use crate::throttle::Limit;
use crate::trace::{self, Logging};
use crate::validation::{BodySchema, RequiredParameters};

/// A deployed stage.
#[derive(Debug)]
pub struct Snapshot {
    /// The API's account.
    pub account: String,
    /// The API's region.
    pub region: String,
    /// The API's id.
    pub api_id: String,
    /// The stage's name.
    pub stage: String,
    /// The deployment that is served.
    pub deployment_id: String,
    /// `$context.isCanaryRequest`: whether this is the stage's canary; `None` if the stage has none (F§3.13).
    pub is_canary: Option<bool>,
    /// The stage's variables; a canary's with its overrides.
    pub variables: BTreeMap<String, String>,
    /// Whether X-Ray tracing is on.
    pub tracing: bool,
    /// `EDGE`, `REGIONAL` or `PRIVATE`.
    pub endpoint_type: Option<String>,
    /// The stage's access log, if it keeps one.
    pub access_log: Option<AccessLog>,
    /// Where callers' API keys come from.
    pub key_source: KeySource,
    /// The client certificate that HTTP backends are shown, by its id.
    pub client_certificate: Option<String>,
    /// Whether only a custom domain leads to the API.
    pub default_endpoint_disabled: bool,
    /// The responses that the stage keeps, if it has a cache.
    pub cache: Option<Arc<ResponseCache>>,
    /// `minimumCompressionSize`: how long a response has to be to be compressed, if any is.
    pub minimum_compression_size: Option<usize>,
    /// The API's resource policy; `Err` holds one that cannot be read.
    pub(crate) policy: Option<Result<Policy, PolicyError>>,
    pub(crate) router: Router,
    pub(crate) methods: Vec<Method>,
    pub(crate) gateway_responses: GatewayResponses,
    pub(crate) binary_media_types: BinaryMediaTypes,
}

impl Snapshot {
    /// The methods, in the order of the documents.
    pub fn methods(&self) -> &[Method] {
        &self.methods
    }

    /// The log group of its requests: a canary's are kept apart (F§3.13).
    pub fn log_group(&self) -> String {
        let stage = trace::log_group(&self.api_id, &self.stage);
        match self.is_canary {
            Some(true) => format!("{stage}/Canary"),
            Some(false) | None => stage,
        }
    }
}

/// `apiKeySource`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// `HEADER`: the client's `x-api-key`.
    Header,
    /// `AUTHORIZER`: the authorizer's `usageIdentifierKey`.
    Authorizer,
}

/// A method of a resource, compiled.
#[derive(Debug)]
pub struct Method {
    /// The resource's id.
    pub resource_id: String,
    /// The resource's path, parameters unexpanded.
    pub resource_path: String,
    /// The verb, or `ANY`.
    pub http_method: String,
    /// `operationName`.
    pub operation_name: Option<String>,
    /// Who may call it.
    pub authorization: Authorization,
    /// Whether a call needs an API key.
    pub api_key_required: bool,
    /// Whether the stage measures it by itself (`metricsEnabled`).
    pub metrics_enabled: bool,
    /// What the stage logs of it.
    pub logging: Logging,
    /// The stage's limit for it, if one is set.
    pub limit: Option<Limit>,
    /// How its responses are kept, if they are.
    pub caching: Option<Caching>,
    /// What a request must fulfil.
    pub(crate) validator: Validator,
    /// What it does.
    pub integration: Integration,
}

impl Method {
    /// As usage-plan lines name it: `POST /pets/{petId}` (F§1.2).
    pub fn title(&self) -> String {
        format!("{} {}", self.http_method, self.resource_path)
    }
}

/// `authorizationType` with what belongs to it.
#[derive(Debug)]
pub enum Authorization {
    /// `NONE`: everybody may.
    Open,
    /// `AWS_IAM`: who signs, and is allowed to.
    Iam,
    /// `CUSTOM`, `COGNITO_USER_POOLS`, `JWT`: whom an authorizer lets in.
    Authorizer {
        /// The authorizer.
        authorizer: Arc<Authorizer>,
        /// `authorizationScopes`, one of which a token has to have.
        scopes: Vec<String>,
    },
    /// Nobody: the method names no authorizer that the API has.
    Broken(Fault),
}

/// What a request must fulfil; nothing by default.
#[derive(Debug, Default)]
pub(crate) struct Validator {
    pub(crate) parameters: RequiredParameters,
    pub(crate) bodies: Vec<BodyModel>,
}

/// The model of a content type, or of `$default`.
#[derive(Debug)]
pub(crate) struct BodyModel {
    pub(crate) content_type: String,
    pub(crate) schema: Arc<BodySchema>,
}

/// What a method does with a request.
#[derive(Debug)]
pub enum Integration {
    /// Answers by itself.
    Mock(Transformation),
    /// Invokes a function.
    Lambda(Box<Lambda>),
    /// Calls a URL, directly or through a VPC link.
    Http(Box<Http>),
    /// Calls an AWS service other than Lambda's Invoke.
    Aws(Box<Service>),
    /// Fails, always: what is wrong with its configuration shows only now.
    Broken(Fault),
}

/// A Lambda integration.
#[derive(Debug)]
pub struct Lambda {
    /// The function's ARN as the URI has it, stage variables substituted.
    pub arn: String,
    /// The function, or why there is none to invoke.
    pub function: Result<FunctionArn, RefusalReason>,
    /// The URL that is logged: `https://lambda.us-east-1.amazonaws.com/2015-03-31/…` (F§1.3).
    pub url: String,
    /// What Lambda sees in `AWS:SourceArn` (F§4.1).
    pub source: SourceArn,
    /// The role to invoke it with, instead of the function's resource policy.
    pub credentials: Option<Substituted>,
    /// The verb with which the Invoke API is called; any but POST fails (F§2.2 #5).
    pub verb: String,
    /// How long to wait.
    pub timeout: Duration,
    /// Whether the function answers in a stream: `AWS_PROXY` with `responseTransferMode` `STREAM`.
    pub stream: bool,
    /// `AWS_PROXY` or `AWS`.
    pub exchange: LambdaExchange,
}

/// A text with the stage's variables put in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Substituted {
    /// The text.
    pub text: String,
    /// A variable that the stage does not define, and that left nothing in its place.
    pub undefined: Option<String>,
}

/// How a function's event and answer are made.
#[derive(Debug)]
pub enum LambdaExchange {
    /// `AWS_PROXY`: the proxy event and response.
    Proxy,
    /// `AWS`: parameters and templates.
    Mapped {
        /// `requestParameters`.
        parameters: Vec<Mapping>,
        /// Bodies and responses.
        transformation: Transformation,
    },
}

/// An HTTP integration.
#[derive(Debug)]
pub struct Http {
    /// The verb; `None` for the client's own (`ANY`).
    pub verb: Option<Verb>,
    /// The URL with its `{parameters}`.
    pub uri: Substituted,
    /// `requestParameters`.
    pub parameters: Vec<Mapping>,
    /// `HTTP`: bodies and responses. `None` for `HTTP_PROXY`.
    pub transformation: Option<Transformation>,
    /// The VPC link's id, if it goes through one.
    pub vpc_link: Option<Substituted>,
    /// How long to wait.
    pub timeout: Duration,
    /// Whether the backend's certificate is not checked.
    pub insecure_skip_verification: bool,
    /// Whether the answer passes as it comes: `HTTP_PROXY` with `responseTransferMode` `STREAM`.
    pub stream: bool,
}

/// An integration with an AWS service (F§3.7).
#[derive(Debug)]
pub struct Service {
    /// What is called, stage variables substituted, with its `{parameters}`.
    pub uri: IntegrationUri,
    /// The verb; `None` for the client's own (`ANY`).
    pub verb: Option<Verb>,
    /// `requestParameters`.
    pub parameters: Vec<Mapping>,
    /// Bodies and responses.
    pub transformation: Transformation,
    /// The role whose credentials sign the request; without one nothing does.
    pub credentials: Option<Substituted>,
    /// How long to wait.
    pub timeout: Duration,
}

/// What becomes of requests and responses where the integration is no proxy.
#[derive(Debug)]
pub struct Transformation {
    /// `requestTemplates`.
    pub(crate) templates: Templates,
    /// `passthroughBehavior`.
    pub passthrough: Passthrough,
    /// The request's `contentHandling`.
    pub content_handling: Option<ContentHandling>,
    /// The integration responses.
    pub responses: Vec<IntegrationResponse>,
    /// Chooses among them, by their index.
    pub(crate) selector: Selector,
}

/// What happens to a body that no template is for (F§3.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passthrough {
    /// It passes.
    WhenNoMatch,
    /// It passes if there is no template at all.
    WhenNoTemplates,
    /// It never passes.
    Never,
}

/// One integration response.
#[derive(Debug)]
pub struct IntegrationResponse {
    /// Its status as written.
    pub status_code: String,
    /// The same as a number; 200 for one that is none.
    pub status: u16,
    /// `responseParameters`.
    pub parameters: Vec<Mapping>,
    /// `responseTemplates`.
    pub(crate) templates: Templates,
    /// Its `contentHandling`.
    pub content_handling: Option<ContentHandling>,
    /// Whether the method has a response of this status (F§2.2 #15).
    pub declared: bool,
}
