//! TLS for those who call: certificates of a local authority, for whatever name is asked for, and callers' certificates,
//! judged by the truststores of domain names. Knows no HTTP.

mod authority;
mod caller;
mod truststores;

pub use authority::{Authority, NoAuthority};
pub use caller::read;
pub use truststores::{Truststore, Truststores, Untrusted};

use std::net::SocketAddr;
use std::sync::Arc;

use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, ring};
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{DigitallySignedStruct, DistinguishedName, ServerConfig, SignatureScheme};

/// Where TLS is spoken, and by whose certificates.
pub struct Endpoint {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Who signs its certificates.
    pub authority: Arc<Authority>,
    /// For those who need not say who they are.
    pub(crate) open: Arc<ServerConfig>,
    /// For those who have to.
    pub(crate) asking: Arc<ServerConfig>,
}

impl Endpoint {
    /// The end of connections to `listen`.
    ///
    /// # Errors
    /// None that is known: the cryptography is the one that the program is built with.
    pub fn new(listen: SocketAddr, authority: Authority) -> Result<Self, rustls::Error> {
        let authority = Arc::new(authority);
        let certificates = Arc::new(Certificates {
            authority: Arc::clone(&authority),
            listen,
        });
        let provider = provider();
        let builder = || {
            ServerConfig::builder_with_provider(Arc::clone(&provider))
                .with_safe_default_protocol_versions()
        };
        let asked = Arc::new(Asked(provider.signature_verification_algorithms));
        let finished = |mut config: ServerConfig| {
            config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
            Arc::new(config)
        };
        let open = builder()?.with_no_client_auth();
        let asking = builder()?.with_client_cert_verifier(asked);
        Ok(Self {
            listen,
            authority,
            open: finished(open.with_cert_resolver(certificates.clone())),
            asking: finished(asking.with_cert_resolver(certificates)),
        })
    }
}

/// The cryptography of all TLS here.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

/// A certificate for each name that is asked for; who asks for none calls by an address.
#[derive(Debug)]
struct Certificates {
    authority: Arc<Authority>,
    listen: SocketAddr,
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let own = [self.listen.ip().to_canonical()];
        let name = hello.server_name().unwrap_or("localhost");
        let made = self.authority.certificate(name, &own);
        made.inspect_err(|error| tracing::error!("cannot make a certificate: {error}"))
            .ok()
    }
}

/// Asks for a certificate and takes any whose key the caller has: whether it is trusted is the truststore's to say, which
/// belongs to a domain name, and answered in HTTP.
#[derive(Debug)]
struct Asked(WebPkiSupportedAlgorithms);

impl ClientCertVerifier for Asked {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn client_auth_mandatory(&self) -> bool {
        false
    }

    fn verify_client_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, rustls::Error> {
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<rustls::client::danger::HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls12_signature(message, certificate, signature, &self.0)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<rustls::client::danger::HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls13_signature(message, certificate, signature, &self.0)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_schemes()
    }
}
