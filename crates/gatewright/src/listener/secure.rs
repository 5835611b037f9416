//! Connections by TLS: the handshake, and what it told of the caller.

use std::sync::Arc;
use std::time::Duration;

use gatewright_gateway::request::ClientCertificate;
use tokio::net::TcpStream;
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::server::TlsStream;

use super::patience::Patient;
use crate::server::Server;
use crate::tls::{Endpoint, Untrusted, read};

/// What TLS told of a connection.
#[derive(Debug)]
pub(super) struct Secured {
    /// The domain name with mutual TLS that was asked for, and the certificate, if it is one that its truststore vouches
    /// for; else what is wrong.
    mutual: Option<(String, Result<Arc<ClientCertificate>, Untrusted>)>,
}

impl Secured {
    /// The certificate with which this caller may call a host that wants one. One that was shown to another name does
    /// not count.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn certificate(&self, host: &str) -> Result<&Arc<ClientCertificate>, String> {
        match &self.mutual {
            Some((name, vouched)) if name.eq_ignore_ascii_case(host) => {
                vouched.as_ref().map_err(ToString::to_string)
            }
            _ => Err("the connection was opened to another name".to_owned()),
        }
    }
}

/// Why a connection ended before it began.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unopened {
    #[error(transparent)]
    Broken(#[from] std::io::Error),
    #[error("the domain names cannot be read: {0}")]
    Store(#[from] crate::store::Error),
}

/// Shakes hands: a caller of a domain name with mutual TLS is asked for its certificate.
pub(super) async fn shake_hands(
    server: &Server,
    endpoint: &Endpoint,
    stream: Patient<TcpStream>,
) -> Result<(TlsStream<Patient<TcpStream>>, Secured), Unopened> {
    let start = LazyConfigAcceptor::new(rustls::server::Acceptor::default(), stream).await?;
    let name = start.client_hello().server_name().map(str::to_owned);
    let truststore = match &name {
        Some(name) => server.domains.truststore(name).await?,
        None => None,
    };
    let (Some(name), Some(truststore)) = (name, truststore) else {
        let stream = start.into_stream(Arc::clone(&endpoint.open)).await?;
        return Ok((stream, Secured { mutual: None }));
    };
    let stream = start.into_stream(Arc::clone(&endpoint.asking)).await?;
    let chain = stream.get_ref().1.peer_certificates().unwrap_or_default();
    let now = Duration::from_millis(server.clock.now_ms().unsigned_abs());
    let truststores = server.domains.truststores();
    let vouched = truststores.vouch(&server.objects, &truststore, chain, now);
    let certificate = vouched.await.and_then(|()| {
        let own = chain.first().and_then(|own| read(own));
        own.map(Arc::new).ok_or(Untrusted::None)
    });
    if let Err(untrusted) = &certificate {
        tracing::warn!(
            domain = name,
            "a caller's certificate is not taken: {untrusted}"
        );
    }
    let mutual = Some((name, certificate));
    Ok((stream, Secured { mutual }))
}
