//! HTTP to the backends of integrations: pooled connections, TLS with checked certificates, and
//! failures told apart as API Gateway's execution log tells them apart (F§2.2).
//!
//! A local server's backends are mostly local, so addresses that API Gateway itself could not
//! reach (loopback, private networks) are called; pointing that out is a check's business.

mod connections;
mod connector;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use gatewright_gateway::headers::Headers;
use gatewright_gateway::io::{HttpCall, HttpFailure, HttpReply};
use gatewright_gateway::rest::Rest;
use gatewright_wire::resolver::Unresolved;
use http::{HeaderMap, HeaderValue, Uri};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};
use rustls::CertificateError;
use tokio::time::{Sleep, sleep};

use crate::header_names::{on_the_wire, title_case};
use crate::identities::Identity;
use crate::passing::passing;
use connections::{Busy, Pool};
use connector::{Way, connector};

/// The largest answer that API Gateway takes from a backend (F§3.14).
const MAX_ANSWER: usize = 10 * 1024 * 1024;

/// How long a connection may wait for its next request.
const IDLE: Duration = Duration::from_secs(30);

/// The client; connections are shared by requests that connect in the same way.
pub struct Outbound {
    pool: Pool,
}

impl Default for Outbound {
    fn default() -> Self {
        Self {
            pool: Pool::new(IDLE),
        }
    }
}

impl Outbound {
    /// Sends one request and reads the whole answer, within the call's time-out; of one that is
    /// wanted as it comes, its head.
    pub fn send(&self, call: HttpCall<'_>) -> impl Future<Output = Result<HttpReply, HttpFailure>> {
        self.send_as(call, None)
    }

    /// The same, showing a certificate to a backend that asks for one.
    pub fn send_as(
        &self,
        call: HttpCall<'_>,
        identity: Option<&Identity>,
    ) -> impl Future<Output = Result<HttpReply, HttpFailure>> {
        let answered = tokio::time::timeout(call.timeout, self.exchange(call, identity));
        async { answered.await.unwrap_or(Err(HttpFailure::TimedOut)) }
    }

    async fn exchange(
        &self,
        call: HttpCall<'_>,
        identity: Option<&Identity>,
    ) -> Result<HttpReply, HttpFailure> {
        let end = call.stream.then(|| Box::pin(sleep(call.timeout)));
        let url = Uri::try_from(call.url).map_err(|error| broken(&error))?;
        let way = Way {
            insecure_skip_verification: call.insecure_skip_verification,
            connect_to: call.connect_to.map(Cow::Borrowed),
            identity: identity.map(|identity| Cow::Borrowed(identity.name.as_str())),
        };
        let mut headers = HeaderMap::with_capacity(call.headers.len());
        for (name, value) in call.headers {
            let name = on_the_wire(&name)
                .ok_or_else(|| HttpFailure::Broken(format!("{name:?} is no header's name")))?;
            let value = HeaderValue::try_from(value).map_err(|error| broken(&error))?;
            headers.append(name, value);
        }
        let connect = || connector(&way, identity);
        let connections = self.pool.connections(call.url, &way, connect)?;
        let (answer, busy) = connections
            .send(call.method, url, headers, call.body)
            .await
            .map_err(|error| {
                let url = Uri::try_from(call.url).unwrap_or_default();
                failure(&*error, url.host().unwrap_or_default())
            })?;
        let (parts, body) = answer.into_parts();
        let mut headers = Headers::with_capacity(parts.headers.len() + 4);
        for (name, value) in &parts.headers {
            headers.append(
                title_case(name),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            );
        }
        let (body, rest) = if let Some(end) = end {
            (Bytes::new(), Some(as_it_comes(body, end, busy)))
        } else {
            let body = whole(body).await?;
            busy.keep();
            (body, None)
        };
        Ok(HttpReply {
            status: parts.status.as_u16(),
            headers,
            body,
            rest,
        })
    }
}

fn broken(error: &dyn std::fmt::Display) -> HttpFailure {
    HttpFailure::Broken(error.to_string())
}

/// Reads an answer to its end.
async fn whole(body: Incoming) -> Result<Bytes, HttpFailure> {
    let length = body.size_hint().lower();
    if length > MAX_ANSWER as u64 {
        return Err(HttpFailure::TooLarge { length });
    }
    let body = Limited::new(body, MAX_ANSWER).collect().await;
    let body = body.map_err(|error| {
        if error.is::<LengthLimitError>() {
            let length = MAX_ANSWER as u64 + 1;
            HttpFailure::TooLarge { length }
        } else {
            broken(&error)
        }
    })?;
    Ok(body.to_bytes())
}

/// A body as it comes.
fn as_it_comes(mut body: Incoming, end: Pin<Box<Sleep>>, busy: Busy) -> Rest {
    let mut busy = Some(busy);
    let next = move |context: &mut Context<'_>| loop {
        match ready!(Pin::new(&mut body).poll_frame(context)) {
            None => {
                if let Some(busy) = busy.take() {
                    busy.keep();
                }
                return Poll::Ready(None);
            }
            Some(Err(error)) => return Poll::Ready(Some(Err(error.to_string()))),
            // Trailers do not pass.
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Poll::Ready(Some(Ok(data)));
                }
            }
        }
    };
    passing(next, end)
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
