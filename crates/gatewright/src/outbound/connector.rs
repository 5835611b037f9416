//! How a backend is connected to: directly or through a VPC link, with checked certificates on top.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use gatewright_gateway::io::HttpFailure;
use gatewright_wire::resolver::Resolver;
use http::Uri;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, SignatureScheme};
use rustls_platform_verifier::Verifier;

use crate::identities::Identity;

/// What makes two connections to the same host differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Way<'a> {
    pub(super) insecure_skip_verification: bool,
    pub(super) connect_to: Option<Cow<'a, str>>,
    /// The name of the client certificate.
    pub(super) identity: Option<Cow<'a, str>>,
}

impl Way<'_> {
    /// The same, to keep.
    pub(super) fn kept(&self) -> Way<'static> {
        let owned = |text: &Cow<'_, str>| Cow::Owned(text.as_ref().to_owned());
        Way {
            insecure_skip_verification: self.insecure_skip_verification,
            connect_to: self.connect_to.as_ref().map(owned),
            identity: self.identity.as_ref().map(owned),
        }
    }
}

pub(super) fn connector(
    way: &Way<'_>,
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

/// Opens the connection: to where the URL says, or to where the VPC link leads, whatever host and
/// port the URL names (F§6). TLS goes on top, and checks the URL's name.
#[derive(Clone, Debug)]
pub(super) struct Connector {
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
