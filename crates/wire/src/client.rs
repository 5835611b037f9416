//! The client's half of the protocols: requests out, responses in; and a small client that sends
//! them. The neutral tree is [`crate::server`]'s.

mod codec;
mod pace;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

pub use aws_credential_types::Credentials;
use aws_credential_types::provider::ProvideCredentials as _;
pub use aws_credential_types::provider::SharedCredentialsProvider;
use bytes::Bytes;
use http::{Request, Uri};
use serde_json::Value;

use crate::auth::{self, SigningError};
use crate::error::ServiceError;
use crate::model::{Input, Kind, Operation, Service};
use crate::transport::{Transport, TransportError};
pub use codec::{decode, encode};
use pace::Pace;

/// How often a call is tried, all in all.
const ATTEMPTS: u32 = 7;

/// The limit for one attempt.
const TIMEOUT: Duration = Duration::from_mins(1);

/// How long the second attempt waits; each further one waits twice as long: 8 s in all, which is
/// enough for the control planes' buckets to fill again.
const FIRST_WAIT: Duration = Duration::from_millis(125);

/// The longest wait that a `Retry-After` can ask of us.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Calls operations of any service, of AWS or of a local server.
#[derive(Clone, Debug)]
pub struct Client {
    region: String,
    endpoint: Option<Uri>,
    /// Endpoints of single services, by the services' names.
    endpoints: BTreeMap<&'static str, Uri>,
    credentials: SharedCredentialsProvider,
    transport: Transport,
    pace: Option<Arc<Pace>>,
}

impl Client {
    /// A client for AWS. The provider is asked before every attempt; one that is slow should
    /// cache.
    pub fn new(region: impl Into<String>, credentials: SharedCredentialsProvider) -> Self {
        Self {
            region: region.into(),
            endpoint: None,
            endpoints: BTreeMap::new(),
            credentials,
            transport: Transport::default(),
            pace: None,
        }
    }

    /// The same at a pace that AWS's control planes bear: calls wait for their turn.
    #[must_use]
    pub fn paced(mut self) -> Self {
        self.pace = Some(Arc::default());
        self
    }

    /// The same for another endpoint (`http://127.0.0.1:4566`), which serves all services.
    #[must_use]
    pub fn with_endpoint(mut self, endpoint: Uri) -> Self {
        self.endpoint = Some(endpoint);
        self
    }

    /// The same with another endpoint for one service.
    #[must_use]
    pub fn with_endpoint_of(mut self, service: &Service, endpoint: Uri) -> Self {
        self.endpoints.insert(service.name, endpoint);
        self
    }

    /// The region that it speaks to.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// Calls one operation.
    pub async fn call<I: Input>(&self, input: &I) -> Result<I::Output, ClientError> {
        let tree = self.send(I::SERVICE, I::OPERATION, to_tree(input)?).await?;
        from_tree(tree)
    }

    /// Calls an operation that lists, until its answer names no next page.
    pub async fn pages<I: Input>(&self, input: &I) -> Result<Vec<I::Output>, ClientError> {
        let mut input = to_tree(input)?;
        let mut pages = Vec::new();
        loop {
            let page = self.send(I::SERVICE, I::OPERATION, input.clone()).await?;
            let next = next_page(I::OPERATION, &page);
            pages.push(from_tree(page)?);
            match (next, &mut input) {
                // The same token again would loop for ever.
                (Some((name, token)), Value::Object(input)) if input.get(name) != Some(&token) => {
                    input.insert(name.to_owned(), token);
                }
                _ => return Ok(pages),
            }
        }
    }

    /// Calls an operation with a tree and gives a tree. Tries again when the service is busy.
    pub async fn send(
        &self,
        service: &Service,
        operation: &Operation,
        input: Value,
    ) -> Result<Value, ClientError> {
        if operation.events().is_some() {
            return Err(ClientError::Unwritable(format!(
                "{} answers with a stream of events, which this client does not read",
                operation.name
            )));
        }
        let mut request = encode(service, operation, input)?;
        let given = self.endpoints.get(service.name).or(self.endpoint.as_ref());
        let endpoint = Endpoint::of(service, &self.region, given)?;
        *request.uri_mut() = endpoint.uri(request.uri())?;
        let mut attempt = 1;
        loop {
            if let Some(pace) = &self.pace {
                pace.turn(service.name).await;
            }
            let response = self
                .transport
                .send(self.signed(service, &endpoint, &request).await?, TIMEOUT)
                .await?;
            let result = decode(service, operation, &response);
            match &result {
                Err(ClientError::Service(error)) if attempt < ATTEMPTS && is_passing(error) => {
                    let wait = match error.retry_after {
                        Some(seconds) => Duration::from_secs(seconds.into()).min(LONGEST_WAIT),
                        None => FIRST_WAIT * 2u32.pow(attempt - 1),
                    };
                    tokio::time::sleep(wait).await;
                    attempt += 1;
                }
                _ => return result,
            }
        }
    }

    #[allow(
        clippy::disallowed_methods,
        reason = "a signature is of the moment that the server's clock will see"
    )]
    async fn signed(
        &self,
        service: &Service,
        endpoint: &Endpoint,
        request: &Request<Bytes>,
    ) -> Result<Request<Bytes>, ClientError> {
        let credentials = self
            .credentials
            .provide_credentials()
            .await
            .map_err(|error| ClientError::Credentials(error.to_string()))?;
        let mut request = request.clone();
        auth::sign(
            &mut request,
            service.endpoint_prefix,
            &endpoint.region,
            &credentials,
            std::time::SystemTime::now(),
        )?;
        Ok(request)
    }
}

/// Whether the same request may succeed a moment later.
fn is_passing(error: &ServiceError) -> bool {
    matches!(error.status, 429 | 500 | 502 | 503 | 504)
        || matches!(
            &*error.code,
            "Throttling"
                | "ThrottlingException"
                | "TooManyRequestsException"
                | "RequestLimitExceeded"
        )
}

/// The token of the next page, with the input's member that takes it.
fn next_page(operation: &Operation, page: &Value) -> Option<(&'static str, Value)> {
    const TOKENS: [(&str, &str); 4] = [
        ("position", "position"),   // API Gateway
        ("NextMarker", "Marker"),   // Lambda
        ("nextToken", "nextToken"), // logs
        ("Marker", "Marker"),       // IAM
    ];
    let Kind::Structure(input) = &operation.input.kind else {
        return None;
    };
    TOKENS.into_iter().find_map(|(given, taken)| {
        let token = page.get(given).filter(|token| !token.is_null())?;
        input.member(taken).map(|_| (taken, token.clone()))
    })
}

fn to_tree(input: &impl serde::Serialize) -> Result<Value, ClientError> {
    serde_json::to_value(input).map_err(|error| ClientError::Unwritable(error.to_string()))
}

fn from_tree<O: serde::de::DeserializeOwned>(tree: Value) -> Result<O, ClientError> {
    serde_json::from_value(tree).map_err(|error| ClientError::Unreadable {
        status: 200,
        reason: error.to_string(),
    })
}

/// Where a service is, and the region that it is signed for.
struct Endpoint {
    base: Uri,
    region: String,
}

impl Endpoint {
    /// AWS's own names cover the commercial, Chinese and European sovereign regions; others need
    /// an endpoint given. IAM is global: one host, signed for its home region.
    fn of(service: &Service, region: &str, given: Option<&Uri>) -> Result<Self, ClientError> {
        if let Some(base) = given {
            return Ok(Self {
                base: base.clone(),
                region: region.to_owned(),
            });
        }
        let (suffix, home) = if region.starts_with("cn-") {
            ("amazonaws.com.cn", "cn-north-1")
        } else if region.starts_with("eusc-") {
            ("amazonaws.eu", "eusc-de-east-1")
        } else {
            ("amazonaws.com", "us-east-1")
        };
        let prefix = service.endpoint_prefix;
        let (host, region) = match (service.name, home) {
            ("iam", "us-east-1") => (format!("iam.{suffix}"), home),
            ("iam", _) => (format!("iam.{home}.{suffix}"), home),
            _ => (format!("{prefix}.{region}.{suffix}"), region),
        };
        Ok(Self {
            base: format!("https://{host}")
                .parse()
                .map_err(|_| ClientError::Endpoint(host))?,
            region: region.to_owned(),
        })
    }

    /// The absolute form of a path with its query.
    fn uri(&self, path: &Uri) -> Result<Uri, ClientError> {
        let base = self.base.to_string();
        let base = base.trim_end_matches('/');
        match (self.base.scheme_str(), self.base.host()) {
            (Some("http" | "https"), Some(_)) => format!("{base}{path}")
                .parse()
                .map_err(|_| ClientError::Endpoint(base.to_owned())),
            _ => Err(ClientError::Endpoint(base.to_owned())),
        }
    }
}

/// Why a call gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The service refused.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The input can not be put on the wire.
    #[error("the request can not be written: {0}")]
    Unwritable(String),
    /// The answer is none of the operation's.
    #[error("the answer (status {status}) can not be read: {reason}")]
    Unreadable {
        /// The HTTP status.
        status: u16,
        /// What is wrong with it.
        reason: String,
    },
    /// The endpoint is no `http://` or `https://` URL.
    #[error("'{0}' is no endpoint: it must be an http:// or https:// URL with a host")]
    Endpoint(String),
    /// There are no credentials.
    #[error("no credentials: {0}")]
    Credentials(String),
    /// The request can not be signed.
    #[error("the request can not be signed: {0}")]
    Signing(#[from] SigningError),
    /// No answer came.
    #[error(transparent)]
    Transport(#[from] TransportError),
}
