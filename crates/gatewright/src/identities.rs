//! Client certificates as backends see them: a stage's, with its private key, kept until the server
//! is emptied: none changes.

use std::sync::Arc;

use gatewright_gateway::io::CertificateName;
use gatewright_wire::apigateway::ClientCertificate;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::kept::Kept;
use crate::store::{self, Store, path};

/// The client certificates of all accounts and regions.
pub struct Identities {
    store: Store,
    known: Kept<Identity>,
}

/// A certificate and its private key.
#[derive(Debug)]
pub struct Identity {
    /// What tells it from others.
    pub name: String,
    /// The certificate.
    pub certificate: CertificateDer<'static>,
    /// Its key.
    pub key: PrivateKeyDer<'static>,
}

/// Why a stage's certificate cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum NoIdentity {
    /// It is gone, or is none.
    #[error("the stage's client certificate '{0}' cannot be read")]
    Unreadable(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Identities {
    /// The client certificates of a store.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            known: Kept::default(),
        }
    }

    /// The certificate of that name.
    pub async fn get(&self, name: CertificateName<'_>) -> Result<Arc<Identity>, NoIdentity> {
        let CertificateName {
            account,
            region,
            id,
        } = name;
        let key = format!("{account}/{region}/{}", path(&["clientcertificates", id]));
        if let Some(identity) = self.known.kept(&key) {
            return Ok(identity);
        }
        let (store, name) = (self.store.clone(), key.clone());
        let read = move || {
            let certificate = store.get::<ClientCertificate>(&name)?;
            let private = store.get::<String>(&format!("{name}/private"))?;
            Ok(certificate.zip(private).and_then(|(shown, private)| {
                let certificate = shown.value.pem_encoded_certificate?;
                Some(Identity {
                    certificate: CertificateDer::from_pem_slice(certificate.as_bytes()).ok()?,
                    key: PrivateKeyDer::from_pem_slice(private.value.as_bytes()).ok()?,
                    name,
                })
            }))
        };
        let found = self.known.load(&key, read).await?;
        found.ok_or_else(|| NoIdentity::Unreadable(id.to_owned()))
    }

    /// Called when the store was emptied.
    pub fn forget_all(&self) {
        self.known.forget(|_| true);
    }
}
