//! HTTP to the backends of integrations: pooled connections, TLS with checked certificates, and
//! failures told apart as API Gateway's execution log tells them apart (F§2.2).
//!
//! A local server's backends are mostly local, so addresses that API Gateway itself could not
//! reach (loopback, private networks) are called; pointing that out is a check's business.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use gatewright_gateway::headers::Headers;
use gatewright_gateway::io::{HttpCall, HttpFailure, HttpReply};
use gatewright_gateway::rest::{Cut, Rest};
use gatewright_wire::resolver::{Resolver, Unresolved};
use http::Uri;
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, SignatureScheme};
use rustls_platform_verifier::Verifier;
use tokio::time::{Sleep, sleep};

use crate::identities::Identity;

/// The largest answer that API Gateway takes from a backend (F§3.14).
const MAX_ANSWER: usize = 10 * 1024 * 1024;

/// How long a stream may say nothing: that of regional and private APIs, whatever the API's type.
const SILENCE: Duration = Duration::from_mins(5);

type Pool = Client<HttpsConnector<Connector>, Full<Bytes>>;

/// The client; one pool of connections for each way of connecting.
#[derive(Debug, Default)]
pub struct Outbound {
    pools: Mutex<HashMap<Way, Pool>>,
}

/// What makes two connections to the same host differ.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Way {
    insecure_skip_verification: bool,
    connect_to: Option<String>,
    /// The name of the client certificate.
    identity: Option<String>,
}

impl Outbound {
    /// Sends one request and reads the whole answer, within the call's time-out; of one that is
    /// wanted as it comes, its head.
    pub async fn send(&self, call: HttpCall<'_>) -> Result<HttpReply, HttpFailure> {
        self.send_as(call, None).await
    }

    /// The same, showing a certificate to a backend that asks for one.
    pub async fn send_as(
        &self,
        call: HttpCall<'_>,
        identity: Option<&Identity>,
    ) -> Result<HttpReply, HttpFailure> {
        let timeout = call.timeout;
        tokio::time::timeout(timeout, self.exchange(call, identity))
            .await
            .unwrap_or(Err(HttpFailure::TimedOut))
    }

    async fn exchange(
        &self,
        call: HttpCall<'_>,
        identity: Option<&Identity>,
    ) -> Result<HttpReply, HttpFailure> {
        let broken = |error: &dyn std::fmt::Display| HttpFailure::Broken(error.to_string());
        let end = call.stream.then(|| Box::pin(sleep(call.timeout)));
        let host = Uri::try_from(call.url)
            .ok()
            .and_then(|uri| uri.host().map(str::to_owned))
            .unwrap_or_default();
        let mut request = http::Request::builder().method(call.method).uri(call.url);
        for (name, value) in call.headers.iter() {
            request = request.header(name, value);
        }
        let request = request
            .body(Full::new(call.body))
            .map_err(|error| broken(&error))?;
        let way = Way {
            insecure_skip_verification: call.insecure_skip_verification,
            connect_to: call.connect_to.map(str::to_owned),
            identity: identity.map(|identity| identity.name.clone()),
        };
        let pool = self.pool(&way, identity)?;
        let answer = pool
            .request(request)
            .await
            .map_err(|error| failure(&error, &host))?;
        let (parts, body) = answer.into_parts();
        let mut headers = Headers::default();
        for (name, value) in &parts.headers {
            headers.append(
                title_case(name.as_str()),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            );
        }
        if let Some(end) = end {
            return Ok(HttpReply {
                status: parts.status.as_u16(),
                headers,
                body: Bytes::new(),
                rest: Some(passing(body, end)),
            });
        }
        let length = body.size_hint().lower();
        if length > MAX_ANSWER as u64 {
            return Err(HttpFailure::TooLarge { length });
        }
        let body = Limited::new(body, MAX_ANSWER)
            .collect()
            .await
            .map_err(|error| {
                if error.is::<LengthLimitError>() {
                    let length = MAX_ANSWER as u64 + 1;
                    HttpFailure::TooLarge { length }
                } else {
                    broken(&error)
                }
            })?
            .to_bytes();
        Ok(HttpReply {
            status: parts.status.as_u16(),
            headers,
            body,
            rest: None,
        })
    }

    fn pool(&self, way: &Way, identity: Option<&Identity>) -> Result<Pool, HttpFailure> {
        let mut pools = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pool) = pools.get(way) {
            return Ok(pool.clone());
        }
        let connector = connector(way, identity)?;
        let pool = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(Duration::from_secs(30))
            .http1_title_case_headers(true)
            .set_host(false)
            .build(connector);
        pools.insert(way.clone(), pool.clone());
        Ok(pool)
    }
}

/// A body as it comes, until its time ends or it says nothing for too long.
fn passing(mut body: Incoming, mut end: Pin<Box<Sleep>>) -> Rest {
    let mut silence = Box::pin(sleep(SILENCE));
    Rest::new(move |context| {
        loop {
            if end.as_mut().poll(context).is_ready() {
                return Poll::Ready(Some(Err(Cut("it took too long".to_owned()))));
            }
            match Pin::new(&mut body).poll_frame(context) {
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => {
                    return Poll::Ready(Some(Err(Cut(error.to_string()))));
                }
                Poll::Ready(Some(Ok(frame))) => {
                    silence = Box::pin(sleep(SILENCE));
                    // Trailers do not pass.
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
                Poll::Pending if silence.as_mut().poll(context).is_ready() => {
                    return Poll::Ready(Some(Err(Cut("it said nothing for too long".to_owned()))));
                }
                Poll::Pending => return Poll::Pending,
            }
        }
    })
}

/// Connects to a backend, with https as far as the end of the handshake, and sends nothing: how it
/// went, and the names that a certificate is for that is not for this host.
pub async fn reach(
    url: &str,
    insecure_skip_verification: bool,
    patience: Duration,
) -> (Result<(), HttpFailure>, Vec<String>) {
    let way = Way {
        insecure_skip_verification,
        ..Way::default()
    };
    let broken = |error: &dyn std::fmt::Display| HttpFailure::Broken(error.to_string());
    let (uri, mut connector) = match (url.parse::<Uri>(), connector(&way, None)) {
        (Ok(uri), Ok(connector)) => (uri, connector),
        (Err(error), _) => return (Err(broken(&error)), Vec::new()),
        (_, Err(failure)) => return (Err(failure), Vec::new()),
    };
    let host = uri.host().unwrap_or_default().to_owned();
    let connecting = tower_service::Service::call(&mut connector, uri);
    match tokio::time::timeout(patience, connecting).await {
        Ok(Ok(_)) => (Ok(()), Vec::new()),
        Ok(Err(error)) => {
            let names = causes(&*error).into_iter().find_map(presented);
            (Err(failure(&*error, &host)), names.unwrap_or_default())
        }
        Err(_) => (Err(HttpFailure::TimedOut), Vec::new()),
    }
}

/// The names of a certificate that has not the one that was called.
fn presented(error: &(dyn StdError + 'static)) -> Option<Vec<String>> {
    match error.downcast_ref() {
        Some(rustls::Error::InvalidCertificate(CertificateError::NotValidForNameContext {
            presented,
            ..
        })) => Some(
            presented
                .iter()
                .map(|name| plain(name).to_owned())
                .collect(),
        ),
        _ => None,
    }
}

fn connector(
    way: &Way,
    identity: Option<&Identity>,
) -> Result<HttpsConnector<Connector>, HttpFailure> {
    let mut http = HttpConnector::new_with_resolver(Resolver::default());
    http.enforce_http(false);
    http.set_nodelay(true);
    let instead = way
        .connect_to
        .as_deref()
        .map(|target| format!("http://{target}").parse())
        .transpose()
        .map_err(|error| HttpFailure::Broken(format!("cannot follow the vpc link: {error}")))?;
    let tls = tls(way.insecure_skip_verification, identity)
        .map_err(|error| HttpFailure::Broken(format!("cannot set up tls: {error}")))?;
    Ok(HttpsConnectorBuilder::new()
        .with_tls_config(tls)
        .https_or_http()
        .enable_http1()
        .wrap_connector(Connector { http, instead }))
}

/// Servers spell header names in title case; hyper hands them over in lower case.
fn title_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for character in name.chars() {
        out.push(if start {
            character.to_ascii_uppercase()
        } else {
            character
        });
        start = character == '-';
    }
    out
}

/// Opens the connection: to where the URL says, or to where the VPC link leads, whatever host and
/// port the URL names (F§6). TLS goes on top, and checks the URL's name.
#[derive(Clone, Debug)]
struct Connector {
    http: HttpConnector<Resolver>,
    instead: Option<Uri>,
}

impl tower_service::Service<Uri> for Connector {
    type Response = <HttpConnector<Resolver> as tower_service::Service<Uri>>::Response;
    type Error = <HttpConnector<Resolver> as tower_service::Service<Uri>>::Error;
    type Future = <HttpConnector<Resolver> as tower_service::Service<Uri>>::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.http.poll_ready(context)
    }

    fn call(&mut self, url: Uri) -> Self::Future {
        self.http.call(self.instead.clone().unwrap_or(url))
    }
}

fn tls(
    insecure_skip_verification: bool,
    identity: Option<&Identity>,
) -> Result<ClientConfig, rustls::Error> {
    static VERIFIER: OnceLock<Result<Arc<Verifier>, rustls::Error>> = OnceLock::new();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = VERIFIER
        .get_or_init(|| Verifier::new(Arc::clone(&provider)).map(Arc::new))
        .clone()?;
    let verifier: Arc<dyn ServerCertVerifier> = if insecure_skip_verification {
        Arc::new(AnyIssuer(verifier))
    } else {
        verifier
    };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(verifier);
    match identity {
        None => Ok(config.with_no_client_auth()),
        Some(identity) => config
            .with_client_auth_cert(vec![identity.certificate.clone()], identity.key.clone_key()),
    }
}

/// `tlsConfig.insecureSkipVerification`: any issuer will do, the name must still be right.
#[derive(Debug)]
struct AnyIssuer(Arc<Verifier>);

impl ServerCertVerifier for AnyIssuer {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        match self
            .0
            .verify_server_cert(certificate, intermediates, name, ocsp, now)
        {
            Err(rustls::Error::InvalidCertificate(
                CertificateError::UnknownIssuer | CertificateError::Other(_),
            )) => {
                let parsed = rustls::server::ParsedCertificate::try_from(certificate)?;
                rustls::client::verify_server_name(&parsed, name)?;
                Ok(ServerCertVerified::assertion())
            }
            verdict => verdict,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.0
            .verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.0
            .verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}

/// Reads the failure out of the chain of causes.
fn failure(error: &(dyn StdError + 'static), host: &str) -> HttpFailure {
    for cause in causes(error) {
        if cause.is::<Unresolved>() {
            return HttpFailure::UnknownHost;
        }
        if let Some(rustls::Error::InvalidCertificate(certificate)) = cause.downcast_ref() {
            return certificate_failure(certificate, host);
        }
        if let Some(io) = cause.downcast_ref::<std::io::Error>()
            && io.kind() == std::io::ErrorKind::ConnectionRefused
        {
            return HttpFailure::Refused;
        }
    }
    HttpFailure::Broken(error.to_string())
}

/// An error and what caused it, outermost first.
fn causes<'a>(error: &'a (dyn StdError + 'static)) -> Vec<&'a (dyn StdError + 'static)> {
    let mut all = Vec::new();
    let mut next = Some(error);
    while let Some(error) = next {
        all.push(error);
        // `io::Error::source` skips the error that it carries.
        next = match error.downcast_ref::<std::io::Error>() {
            Some(io) => io
                .get_ref()
                .map(|inner| -> &(dyn StdError + 'static) { inner }),
            None => error.source(),
        };
    }
    all
}

/// A name without the words that rustls writes around it.
fn plain(name: &str) -> &str {
    let inner = name.strip_prefix("DnsName(\"");
    let inner = inner.and_then(|rest| rest.strip_suffix("\")"));
    inner.unwrap_or(name)
}

fn certificate_failure(error: &CertificateError, host: &str) -> HttpFailure {
    match error {
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => HttpFailure::TlsExpired(error.to_string()),
        CertificateError::NotValidForName => HttpFailure::TlsNameMismatch {
            host: host.to_owned(),
            subject: "CN=".to_owned(),
        },
        // Java names the subject; the names that rustls has are the alternative ones, of which a
        // certificate's common name is by custom the first.
        CertificateError::NotValidForNameContext { presented, .. } => {
            HttpFailure::TlsNameMismatch {
                host: host.to_owned(),
                subject: presented
                    .first()
                    .map_or_else(|| "CN=".to_owned(), |name| format!("CN={}", plain(name))),
            }
        }
        _ => HttpFailure::TlsUntrusted,
    }
}
