//! The demo as a client: of the stage, of AWS's API, and of what the server tells of requests.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use gatewright_gateway::trace::log_group;
use gatewright_wire::client::{Client, ClientError, Credentials, SharedCredentialsProvider};
use gatewright_wire::logs::FilterLogEventsRequest;
use gatewright_wire::transport::{Transport, TransportError};
use http::{Request, Response, Uri};
use serde::Deserialize;

use super::cases::{API, Case, REGION, STAGE, VERB};
use crate::cli::serve::invoke_url;

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The lines of the execution log that tell of a failure.
const FAILURES: &str = "?\"Execution failed\" ?\"invocation failed\"";
/// Log lines are written beside requests: how often to look for them, and how long to wait between.
const LOOKS: usize = 40;
const PAUSE: Duration = Duration::from_millis(25);

/// Calls the stage and the server.
pub(super) struct Caller {
    /// AWS's API, of this server.
    pub(super) client: Client,
    transport: Transport,
    listen: SocketAddr,
}

/// What a method answered.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: String,
    pub(super) request_id: String,
}

/// Why a request failed, as the server tells it.
#[derive(Deserialize)]
pub(super) struct FaultTold {
    /// `GW101`
    pub(super) rule: String,
    /// `lambda-permission-missing`
    pub(super) name: String,
    /// What is so in this case: a fragment.
    pub(super) why: String,
}

/// Why a call gave nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum CallError {
    /// AWS's API refused.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// No answer came.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// A URL is none.
    #[error(transparent)]
    Url(#[from] http::Error),
    /// The server told nothing of a request.
    #[error("the server tells nothing of the request {0}")]
    Untold(String),
}

impl Caller {
    /// A caller of the server at that address.
    pub(super) fn new(listen: SocketAddr) -> Result<Self, CallError> {
        let endpoint = Uri::builder()
            .scheme("http")
            .authority(listen.to_string())
            .path_and_query("/")
            .build()?;
        let credentials = Credentials::new("any", "any", None, None, "demo");
        let client = Client::new(REGION, SharedCredentialsProvider::new(credentials));
        Ok(Self {
            client: client.with_endpoint(endpoint),
            transport: Transport::default(),
            listen,
        })
    }

    /// The case's invoke URL.
    pub(super) fn url(&self, case: &Case) -> String {
        let stage = invoke_url(API, STAGE, self.listen.port());
        format!("{stage}{}{}", case.path, case.query)
    }

    /// Calls the case's method.
    pub(super) async fn invoke(&self, case: &Case) -> Result<Answer, CallError> {
        let response = self.send(VERB, &self.url(case)).await?;
        let request_id = response.headers().get("x-amzn-requestid");
        Ok(Answer {
            status: response.status().as_u16(),
            request_id: request_id
                .and_then(|id| id.to_str().ok())
                .unwrap_or_default()
                .to_owned(),
            body: String::from_utf8_lossy(response.body()).into_owned(),
        })
    }

    /// The lines of the stage's execution log that tell how the request failed, without the
    /// request's id; none if none appear within a second.
    pub(super) async fn failure_lines(&self, request_id: &str) -> Result<Vec<String>, CallError> {
        let input = FilterLogEventsRequest {
            log_group_name: Some(log_group(API, STAGE)),
            filter_pattern: Some(FAILURES.to_owned()),
            ..FilterLogEventsRequest::default()
        };
        let prefix = format!("({request_id}) ");
        for _ in 0..LOOKS {
            let found: Vec<String> = match self.client.pages(&input).await {
                Ok(pages) => pages
                    .into_iter()
                    .flat_map(|page| page.events.unwrap_or_default())
                    .filter_map(|event| {
                        let line = event.message?.strip_prefix(&prefix)?.trim_end().to_owned();
                        Some(line)
                    })
                    .collect(),
                // The first line makes the group.
                Err(ClientError::Service(error)) if &*error.code == "ResourceNotFoundException" => {
                    Vec::new()
                }
                Err(error) => return Err(error.into()),
            };
            if !found.is_empty() {
                return Ok(found);
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(Vec::new())
    }

    /// Why the request failed, if it did.
    pub(super) async fn fault(&self, request_id: &str) -> Result<Option<FaultTold>, CallError> {
        #[derive(Deserialize)]
        struct Told {
            fault: Option<FaultTold>,
        }
        let url = format!("http://{}/_gatewright/requests/{request_id}", self.listen);
        let response = self.send("GET", &url).await?;
        serde_json::from_slice::<Told>(response.body())
            .map(|told| told.fault)
            .map_err(|_| CallError::Untold(request_id.to_owned()))
    }

    async fn send(&self, verb: &str, url: &str) -> Result<Response<Bytes>, CallError> {
        let request = Request::builder()
            .method(verb)
            .uri(url)
            .body(Bytes::new())?;
        Ok(self.transport.send(request, PATIENCE).await?)
    }
}
