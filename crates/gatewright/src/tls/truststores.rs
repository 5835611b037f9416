//! Truststores: the authorities whose certificates a domain name takes, read from S3 once and kept until a domain name
//! changes, as AWS reads them when it does.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustls::RootCertStore;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::ClientCertVerifier;

use super::provider;
use crate::objects::{NoObject, Objects};

/// Where a truststore is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Truststore {
    /// `s3://bucket/key`, or, which AWS has not, `file:///path`.
    pub uri: String,
    /// The object's version.
    pub version: Option<String>,
}

/// The truststores that were read.
#[derive(Default)]
pub struct Truststores {
    known: Mutex<HashMap<Truststore, Arc<dyn ClientCertVerifier>>>,
}

/// Why a certificate is not trusted.
#[derive(Debug, thiserror::Error)]
pub enum Untrusted {
    /// None was shown.
    #[error("none was shown")]
    None,
    /// The truststore does not vouch for it.
    #[error(transparent)]
    Certificate(#[from] rustls::Error),
    /// The truststore cannot be had.
    #[error("the truststore cannot be had: {0}")]
    Object(#[from] NoObject),
    /// The truststore's file cannot be read.
    #[error("the truststore cannot be read: {0}")]
    File(#[from] std::io::Error),
    /// The truststore holds no certificates.
    #[error("the truststore {0} holds no certificate that can be used")]
    Unusable(String),
}

impl Truststores {
    /// Whether a truststore vouches for a chain of certificates, the caller's own first; `now` is the time since the
    /// epoch.
    ///
    /// # Errors
    /// If it does not, or cannot be read.
    pub async fn vouch(
        &self,
        objects: &Objects,
        truststore: &Truststore,
        chain: &[CertificateDer<'_>],
        now: Duration,
    ) -> Result<(), Untrusted> {
        let (own, others) = chain.split_first().ok_or(Untrusted::None)?;
        let kept = self.lock().get(truststore).cloned();
        let verifier = if let Some(kept) = kept {
            kept
        } else {
            let read = read(objects, truststore).await?;
            self.lock().insert(truststore.clone(), Arc::clone(&read));
            read
        };
        verifier.verify_client_cert(own, others, UnixTime::since_unix_epoch(now))?;
        Ok(())
    }

    /// Called when a domain name changed.
    pub fn forget(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Truststore, Arc<dyn ClientCertVerifier>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn read(
    objects: &Objects,
    truststore: &Truststore,
) -> Result<Arc<dyn ClientCertVerifier>, Untrusted> {
    let uri = &*truststore.uri;
    let unusable = || Untrusted::Unusable(uri.to_owned());
    let pem = if let Some(path) = uri.strip_prefix("file://") {
        tokio::fs::read(PathBuf::from(path)).await?.into()
    } else {
        let place = uri.strip_prefix("s3://");
        let (bucket, key) = place
            .and_then(|it| it.split_once('/'))
            .ok_or_else(unusable)?;
        let version = truststore.version.as_deref();
        objects.get(bucket, key, version).await?
    };
    let mut roots = RootCertStore::empty();
    let certificates = CertificateDer::pem_slice_iter(&pem).filter_map(Result::ok);
    roots.add_parsable_certificates(certificates);
    WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider())
        .build()
        .map_err(|_| unusable())
}
