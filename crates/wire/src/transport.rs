//! HTTP and HTTPS for clients: with [`crate::resolver`] the one place of this crate that does I/O.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::ClientConfig;
use rustls_platform_verifier::BuilderVerifierExt;

use crate::resolver::Resolver;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Why no response came.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// Nobody answers there.
    #[error("can not connect to {authority}: {reason}")]
    Unreachable {
        /// The host and port.
        authority: String,
        /// What the system says.
        reason: String,
    },
    /// The connection broke.
    #[error("the connection to {authority} failed: {reason}")]
    Broken {
        /// The host and port.
        authority: String,
        /// What happened.
        reason: String,
    },
    /// No answer in time.
    #[error("{authority} did not answer within {} s", timeout.as_secs())]
    TimedOut {
        /// The host and port.
        authority: String,
        /// How long it was given.
        timeout: Duration,
    },
    /// The system's certificates can not be used.
    #[error("TLS is not available: {0}")]
    Tls(String),
}

type Plain = HttpConnector<Resolver>;
type Secure = HttpsConnector<Plain>;
type Pool<C> = Client<C, Full<Bytes>>;

/// Pooled connections. The TLS half, with the system's certificates, is made when first needed.
#[derive(Clone, Debug)]
pub struct Transport {
    plain: Pool<Plain>,
    secure: Arc<OnceLock<Result<Pool<Secure>, String>>>,
}

impl Default for Transport {
    fn default() -> Self {
        Self {
            plain: Client::builder(TokioExecutor::new()).build(connector()),
            secure: Arc::default(),
        }
    }
}

impl Transport {
    /// Sends a request with an absolute URI, and reads the whole response within `timeout`.
    pub async fn send(
        &self,
        request: Request<Bytes>,
        timeout: Duration,
    ) -> Result<Response<Bytes>, TransportError> {
        let authority = request
            .uri()
            .authority()
            .map(ToString::to_string)
            .unwrap_or_default();
        let secure = request.uri().scheme_str() == Some("https");
        let request = request.map(Full::new);
        let response = async {
            let response = if secure {
                match self.secure.get_or_init(secure_client) {
                    Ok(client) => client.request(request).await,
                    Err(reason) => return Err(TransportError::Tls(reason.clone())),
                }
            } else {
                self.plain.request(request).await
            };
            let response = response.map_err(|error| {
                let (authority, reason) = (authority.clone(), chain(&error));
                if error.is_connect() {
                    TransportError::Unreachable { authority, reason }
                } else {
                    TransportError::Broken { authority, reason }
                }
            })?;
            let (parts, body) = response.into_parts();
            let body = body
                .collect()
                .await
                .map_err(|error| TransportError::Broken {
                    authority: authority.clone(),
                    reason: chain(&error),
                })?;
            Ok(Response::from_parts(parts, body.to_bytes()))
        };
        match tokio::time::timeout(timeout, response).await {
            Ok(result) => result,
            Err(_) => Err(TransportError::TimedOut { authority, timeout }),
        }
    }
}

fn connector() -> Plain {
    let mut connector = HttpConnector::new_with_resolver(Resolver::default());
    connector.set_nodelay(true);
    connector.set_connect_timeout(Some(CONNECT_TIMEOUT));
    connector.enforce_http(false);
    connector
}

fn secure_client() -> Result<Pool<Secure>, String> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(|error| error.to_string())?
        .with_no_client_auth();
    let connector = HttpsConnectorBuilder::new()
        .with_tls_config(config)
        .https_only()
        .enable_http1()
        .wrap_connector(connector());
    Ok(Client::builder(TokioExecutor::new()).build(connector))
}

/// An error with its causes, which hyper keeps apart.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = error.source();
    }
    text
}
