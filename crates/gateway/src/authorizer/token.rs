//! JSON web tokens (RFC 7519) as user pools and other issuers make them (F§3.4).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use super::{Key, Keys, Validation};
use crate::fault::TokenProblem;
use crate::trace::java_date;

/// Who issues tokens.
#[derive(Debug)]
pub(crate) struct Issuer {
    /// The `iss` of its tokens.
    pub(crate) name: String,
    /// Whom its tokens have to be for.
    pub(crate) audience: Audience,
    /// Whether it is a user pool, whose tokens are of two kinds.
    pub(crate) is_user_pool: bool,
    /// The algorithms by which its tokens may be signed, by JWS's names; all where there is none.
    pub(crate) algorithms: Vec<String>,
    /// The claims that its tokens have to have besides those of every token.
    pub(crate) additional_claims: Vec<AdditionalClaim>,
    pub(crate) keys: Keys,
}

/// A claim of an issuer's tokens, a text.
#[derive(Debug)]
pub(crate) struct AdditionalClaim {
    pub(crate) name: String,
    /// Whether a token without it does not pass.
    pub(crate) required: bool,
    /// What it may be; anything where there is none.
    pub(crate) expected_values: Vec<String>,
}

/// Whom tokens have to be for.
#[derive(Debug)]
pub(crate) enum Audience {
    /// What a user pool authorizer's expression takes.
    Taken(Validation),
    /// One of those that an issuer is configured with.
    Of(Vec<String>),
}

impl Issuer {
    /// Whether its access tokens name whom they are for as `client_id`: a user pool's do, whatever authorizer takes them
    /// \[C\].
    fn names_clients(&self) -> bool {
        self.is_user_pool || self.name.starts_with("https://cognito-idp.")
    }
}

impl AdditionalClaim {
    /// Whether a token with this claim passes. A claim that is no single text is not met \[C\].
    fn is_met(&self, claim: Option<&Value>) -> bool {
        match claim {
            None => !self.required,
            Some(Value::String(text)) => {
                self.expected_values.is_empty() || self.expected_values.contains(text)
            }
            Some(_) => false,
        }
    }
}

impl Audience {
    fn has(&self, claim: &str) -> bool {
        match self {
            Self::Taken(validation) => validation.takes(claim),
            Self::Of(audiences) => audiences.iter().any(|audience| audience == claim),
        }
    }
}

/// A token, taken apart. Nothing of it is believed yet.
#[derive(Debug)]
pub(crate) struct Token<'t> {
    algorithm: String,
    /// The id of the key that it says it is signed with.
    pub(crate) key_id: Option<String>,
    pub(crate) claims: Map<String, Value>,
    signed: &'t str,
    signature: Vec<u8>,
}

fn invalid(what: &str) -> TokenProblem {
    TokenProblem::Invalid(what.to_owned())
}

impl<'t> Token<'t> {
    /// Takes a token apart; `Bearer ` may stand before it.
    pub(crate) fn parse(text: &'t str) -> Result<Self, TokenProblem> {
        let text = text.strip_prefix("Bearer ").unwrap_or(text).trim();
        Self::of(text).ok_or_else(|| invalid("it is not a JSON web token"))
    }

    fn of(text: &'t str) -> Option<Self> {
        let object = |part: &str| -> Option<Map<String, Value>> {
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
        };
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let header = object(header)?;
        let text = |name: &str| header.get(name).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            algorithm: text("alg")?,
            key_id: text("kid"),
            claims: object(claims)?,
            signed,
            signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
        })
    }

    fn claim(&self, name: &str) -> Option<&str> {
        self.claims.get(name).and_then(Value::as_str)
    }

    /// Who says that it issued the token.
    pub(crate) fn issuer(&self) -> Option<&str> {
        self.claim("iss")
    }

    /// Whether one of the keys made its signature.
    pub(crate) fn check_signature(&self, keys: &[Key]) -> Result<(), TokenProblem> {
        let message = self.signed.as_bytes();
        let mut keys = keys.iter();
        if keys.any(|key| key.signed(&self.algorithm, message, &self.signature)) {
            Ok(())
        } else {
            Err(invalid("its signature is of none of its issuer's keys"))
        }
    }

    /// Whether it counts at `now`, in milliseconds since the epoch, for whom the issuer's tokens have to be.
    pub(crate) fn check_claims(&self, issuer: &Issuer, now: i64) -> Result<(), TokenProblem> {
        let time = |name: &str| {
            let seconds = self.claims.get(name)?.as_f64()?;
            Some(seconds * 1000.0)
        };
        if !issuer.algorithms.is_empty() && !issuer.algorithms.contains(&self.algorithm) {
            let what = format!("{} is none of the authorizer's algorithms", self.algorithm);
            return Err(TokenProblem::Invalid(what));
        }
        let now = now as f64;
        let expires = time("exp").ok_or_else(|| invalid("it does not say when it expires"))?;
        if expires <= now {
            return Err(TokenProblem::Expired);
        }
        if time("nbf").is_some_and(|from| from > now) {
            return Err(invalid("it does not count yet"));
        }
        let is_for = |claim: &Value| claim.as_str().is_some_and(|it| issuer.audience.has(it));
        let audience = self.claims.get("aud").or_else(|| {
            let client = self.claims.get("client_id");
            client.filter(|_| issuer.names_clients())
        });
        let fits = match audience {
            Some(Value::Array(several)) => several.iter().any(is_for),
            Some(one) => is_for(one),
            None => issuer.audience.has(""),
        };
        if !fits {
            return Err(invalid("its audience does not match"));
        }
        let mut wanted = issuer.additional_claims.iter();
        match wanted.find(|wanted| !wanted.is_met(self.claims.get(&wanted.name))) {
            None => Ok(()),
            Some(AdditionalClaim { name, .. }) => {
                let what = format!("its claim '{name}' is not what the authorizer wants");
                Err(TokenProblem::Invalid(what))
            }
        }
    }

    /// Whether it has one of the method's scopes. A user pool's token for a method without scopes is one that tells
    /// who somebody is, not one of access.
    pub(crate) fn check_scopes(
        &self,
        issuer: &Issuer,
        wanted: &[String],
    ) -> Result<(), TokenProblem> {
        let kind = self.claim("token_use");
        if wanted.is_empty() {
            return if issuer.is_user_pool && kind == Some("access") {
                Err(invalid(
                    "it is an access token, and the method has no scopes",
                ))
            } else {
                Ok(())
            };
        }
        if issuer.is_user_pool && kind.is_some_and(|kind| kind != "access") {
            return Err(invalid("it is no access token, and the method has scopes"));
        }
        let claim = self.claims.get("scope").or_else(|| self.claims.get("scp"));
        let has = |scope: &str| wanted.iter().any(|it| it == scope);
        let found = match claim {
            Some(Value::String(scopes)) => scopes.split(' ').any(has),
            Some(Value::Array(scopes)) => scopes.iter().filter_map(Value::as_str).any(has),
            _ => false,
        };
        if found {
            Ok(())
        } else {
            Err(TokenProblem::Scopes)
        }
    }
}

/// Claims as `$context.authorizer.claims` shows them, every one a text: times of validity as Java prints dates, lists
/// with commas \[C\].
pub(crate) fn shown_claims(claims: &Map<String, Value>) -> Map<String, Value> {
    let plain = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let shown = claims.iter().map(|(name, value)| {
        let text = match value {
            Value::Number(seconds) if matches!(name.as_str(), "exp" | "iat") => {
                let seconds = seconds.as_i64().unwrap_or_default();
                java_date(seconds.saturating_mul(1000))
            }
            Value::Array(several) => several.iter().map(plain).collect::<Vec<_>>().join(","),
            other => plain(other),
        };
        (name.clone(), Value::String(text))
    });
    shown.collect()
}
