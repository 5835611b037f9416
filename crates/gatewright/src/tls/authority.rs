//! A certificate authority of this machine's own. Whoever trusts its certificate can call the server by any name.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use quick_cache::sync::Cache;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, SanType, SerialNumber,
};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::{CertifiedKey, SigningKey};

/// What it calls itself.
const NAME: &str = "gatewright local authority";
/// Its certificate and its key in the data directory.
const CERTIFICATE: &str = "authority.pem";
const KEY: &str = "authority-key.pem";
/// How long its own certificate is valid, and those that it makes: no longer than browsers take.
const OWN_TIME: Duration = Duration::from_hours(10 * 365 * 24);
const TIME: Duration = Duration::from_hours(365 * 24);
/// Clocks differ.
const BEFORE: Duration = Duration::from_hours(24);
/// How many certificates are kept.
const KEPT: usize = 256;

/// The authority.
pub struct Authority {
    pem: String,
    path: Option<PathBuf>,
    issuer: Issuer<'static, KeyPair>,
    /// The key of all certificates that it makes.
    key: KeyPair,
    signing: Arc<dyn SigningKey>,
    made: Cache<String, Arc<CertifiedKey>>,
    now: Duration,
}

/// Why there is no authority, or no certificate.
#[derive(Debug, thiserror::Error)]
pub enum NoAuthority {
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: io::Error,
    },
    /// A key or a certificate cannot be made, or the files hold none.
    #[error(transparent)]
    Unusable(#[from] rcgen::Error),
    /// A key cannot be used.
    #[error(transparent)]
    Key(#[from] rustls::Error),
}

impl Authority {
    /// The one in a directory, which is made at the first time; `now` is the time since the epoch.
    ///
    /// # Errors
    /// Files that cannot be read or written, or hold something else.
    pub fn in_directory(directory: &Path, now: Duration) -> Result<Self, NoAuthority> {
        let (path, key_path) = (directory.join(CERTIFICATE), directory.join(KEY));
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| NoAuthority::File { path, source }
        };
        // The key is written last: where it is, the certificate is too.
        let (pem, key) = if key_path.exists() {
            let pem = fs::read_to_string(&path).map_err(failed(&path))?;
            let key = fs::read_to_string(&key_path).map_err(failed(&key_path))?;
            (pem, KeyPair::from_pem(&key)?)
        } else {
            let (pem, key) = make(now)?;
            fs::write(&path, &pem).map_err(failed(&path))?;
            let private = |path: &Path| {
                let mut options = OpenOptions::new();
                let options = options.write(true).create_new(true).mode(0o600);
                options
                    .open(path)?
                    .write_all(key.serialize_pem().as_bytes())
            };
            private(&key_path).map_err(failed(&key_path))?;
            (pem, key)
        };
        Self::of(pem, key, Some(path), now)
    }

    /// A new one that is gone with the server.
    ///
    /// # Errors
    /// No random numbers.
    pub fn ephemeral(now: Duration) -> Result<Self, NoAuthority> {
        let (pem, key) = make(now)?;
        Self::of(pem, key, None, now)
    }

    fn of(
        pem: String,
        authority: KeyPair,
        path: Option<PathBuf>,
        now: Duration,
    ) -> Result<Self, NoAuthority> {
        let key = KeyPair::generate()?;
        let der = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        Ok(Self {
            pem,
            path,
            issuer: Issuer::new(parameters(), authority),
            signing: rustls::crypto::ring::sign::any_ecdsa_type(&der)?,
            key,
            made: Cache::new(KEPT),
            now,
        })
    }

    /// Its certificate, for those who are to trust it.
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// The file with its certificate, if its state is on the disk.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// A certificate for a name; that for `localhost` is for this machine's own addresses and `others` too.
    ///
    /// # Errors
    /// What is no name.
    pub fn certificate(
        &self,
        name: &str,
        others: &[IpAddr],
    ) -> Result<Arc<CertifiedKey>, NoAuthority> {
        self.made.get_or_insert_with(name, || {
            let mut parameters = CertificateParams::new([name.to_owned()])?;
            parameters.distinguished_name.push(DnType::CommonName, name);
            if name == "localhost" {
                let own = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
                let addresses = own.iter().chain(others).copied().map(SanType::IpAddress);
                parameters.subject_alt_names.extend(addresses);
            }
            // Browsers refuse two certificates of one number.
            parameters.serial_number =
                Some(SerialNumber::from_slice(uuid::Uuid::new_v4().as_bytes()));
            valid(&mut parameters, self.now, TIME);
            parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature];
            parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
            parameters.use_authority_key_identifier_extension = true;
            let certificate = parameters.signed_by(&self.key, &self.issuer)?;
            let chain = vec![certificate.der().clone()];
            let key = CertifiedKey::new(chain, Arc::clone(&self.signing));
            Ok(Arc::new(key))
        })
    }
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authority").finish_non_exhaustive()
    }
}

/// What its certificate says of it, but for its time.
fn parameters() -> CertificateParams {
    let mut parameters = CertificateParams::default();
    parameters.distinguished_name.push(DnType::CommonName, NAME);
    parameters.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    parameters
}

/// A new certificate as PEM, and its key.
fn make(now: Duration) -> Result<(String, KeyPair), rcgen::Error> {
    let key = KeyPair::generate()?;
    let mut parameters = parameters();
    valid(&mut parameters, now, OWN_TIME);
    let certificate = parameters.self_signed(&key)?;
    Ok((certificate.pem(), key))
}

fn valid(parameters: &mut CertificateParams, now: Duration, time: Duration) {
    let from = now.saturating_sub(BEFORE);
    parameters.not_before = rcgen::date_time_ymd(1970, 1, 1) + from;
    parameters.not_after = parameters.not_before + time;
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_hours(500_000);

    #[test]
    fn it_stays_the_same_and_its_key_is_nobody_elses() {
        use std::os::unix::fs::PermissionsExt as _;

        let directory = tempfile::tempdir().unwrap();
        let first = Authority::in_directory(directory.path(), NOW).unwrap();
        let again = Authority::in_directory(directory.path(), NOW).unwrap();
        assert_eq!(first.pem(), again.pem());
        let key = fs::metadata(directory.path().join(KEY)).unwrap();
        assert_eq!(key.permissions().mode() & 0o777, 0o600);
        let other = Authority::ephemeral(NOW).unwrap();
        assert_ne!(other.pem(), first.pem());
    }

    #[test]
    fn certificates_are_made_once() {
        let authority = Authority::ephemeral(NOW).unwrap();
        let one = authority.certificate("api.example.com", &[]).unwrap();
        let two = authority.certificate("api.example.com", &[]).unwrap();
        assert!(Arc::ptr_eq(&one, &two));
    }
}
