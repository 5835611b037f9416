//! The keys of issuers: JSON Web Key Sets (RFC 7517), and the signatures that they check (RFC 7518).

use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p521::ecdsa::signature::Verifier as _;
use p521::ecdsa::{Signature as P521Signature, VerifyingKey as P521Key};
use ring::signature::{
    self, ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RsaParameters, RsaPublicKeyComponents,
    UnparsedPublicKey,
};
use serde::Deserialize;

/// For how long keys are used, in milliseconds.
const FRESH: i64 = 3_600_000;
/// How long an issuer is left alone after it was asked, whatever tokens come, in milliseconds.
const PAUSE: i64 = 10_000;

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    id: Option<String>,
    material: Material,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Material {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    P256(Vec<u8>),
    P384(Vec<u8>),
    P521(Vec<u8>),
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<WrittenKey>,
}

#[derive(Deserialize)]
struct WrittenKey {
    kid: Option<String>,
    kty: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// Reads a key set. Keys of kinds that check no token are left out.
pub(crate) fn read_keys(text: &[u8]) -> Result<Vec<Key>, serde_json::Error> {
    let set: KeySet = serde_json::from_slice(text)?;
    Ok(set.keys.into_iter().filter_map(Key::of).collect())
}

impl Key {
    fn of(written: WrittenKey) -> Option<Self> {
        let bytes = |text: Option<String>| URL_SAFE_NO_PAD.decode(text?).ok();
        let point = |length: usize, x: Option<String>, y: Option<String>| {
            let (x, y) = (bytes(x)?, bytes(y)?);
            // 4: both coordinates follow.
            (x.len() == length && y.len() == length).then(|| [&[4][..], &x, &y].concat())
        };
        let material = match (written.kty.as_deref(), written.crv.as_deref()) {
            (Some("RSA"), _) => Material::Rsa {
                n: bytes(written.n)?,
                e: bytes(written.e)?,
            },
            (Some("EC"), Some("P-256")) => Material::P256(point(32, written.x, written.y)?),
            (Some("EC"), Some("P-384")) => Material::P384(point(48, written.x, written.y)?),
            (Some("EC"), Some("P-521")) => Material::P521(point(66, written.x, written.y)?),
            _ => return None,
        };
        Some(Self {
            id: written.kid,
            material,
        })
    }

    /// Whether a signature by an algorithm of JWS's names is this key's. What the key cannot check is not.
    pub(crate) fn signed(&self, algorithm: &str, message: &[u8], signature: &[u8]) -> bool {
        match &self.material {
            Material::Rsa { n, e } => {
                let parameters: &RsaParameters = match algorithm {
                    "RS256" => &RSA_PKCS1_2048_8192_SHA256,
                    "RS384" => &RSA_PKCS1_2048_8192_SHA384,
                    "RS512" => &RSA_PKCS1_2048_8192_SHA512,
                    _ => return false,
                };
                let key = RsaPublicKeyComponents { n, e };
                key.verify(parameters, message, signature).is_ok()
            }
            Material::P256(point) => {
                algorithm == "ES256"
                    && verified(&ECDSA_P256_SHA256_FIXED, point, message, signature)
            }
            Material::P384(point) => {
                algorithm == "ES384"
                    && verified(&ECDSA_P384_SHA384_FIXED, point, message, signature)
            }
            // Ring does not know this curve.
            Material::P521(point) => {
                let key = P521Key::from_sec1_bytes(point);
                let signature = P521Signature::from_slice(signature);
                algorithm == "ES512"
                    && matches!((key, signature), (Ok(key), Ok(signature)) if key.verify(message, &signature).is_ok())
            }
        }
    }
}

fn verified(
    algorithm: &'static dyn signature::VerificationAlgorithm,
    point: &[u8],
    message: &[u8],
    signature: &[u8],
) -> bool {
    let key = UnparsedPublicKey::new(algorithm, point);
    key.verify(message, signature).is_ok()
}

/// The keys of one issuer, as they were when it was asked.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    asked: Mutex<Option<(i64, Arc<[Key]>)>>,
}

impl Keys {
    /// The keys that may have made a signature at `now`; none where the issuer is to be asked: it has not been for
    /// long, or no key has that id, and it was not asked just now. Issuers change their keys.
    pub(crate) fn candidates(&self, id: Option<&str>, now: i64) -> Option<Vec<Key>> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, keys) = asked.as_ref()?;
        let age = now.saturating_sub(*at);
        let of_id = |key: &&Key| id.is_none() || key.id.as_deref() == id;
        let found: Vec<Key> = keys.iter().filter(of_id).cloned().collect();
        let is_known = age < FRESH && !found.is_empty();
        (is_known || age < PAUSE).then_some(found)
    }

    /// Keeps what the issuer answered.
    pub(crate) fn keep(&self, now: i64, keys: Vec<Key>) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        *asked = Some((now, keys.into()));
    }
}
