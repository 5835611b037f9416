//! Who calls: whose credentials a request was signed with, as far as they say so.
//!
//! Signatures of the control plane's calls are not verified. An access key that IAM made here is its user's; temporary credentials
//! carry who they are for and until when in their session token, so that nothing of them is stored;
//! any other credentials are the root of the account that they select.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gatewright_wire::auth::Authorization;
use serde::{Deserialize, Serialize};

use super::iam;
use crate::store::{self, Store};

/// Somebody who calls, as GetCallerIdentity tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// The account's twelve digits.
    pub account: String,
    /// `AIDA…` for a user, `AROA…:session` for a role's session, the account for its root.
    pub user_id: String,
    /// The ARN of the user, the session or the root.
    pub arn: String,
}

/// Why credentials are not taken.
#[derive(Debug, thiserror::Error)]
pub enum Unidentified {
    /// Temporary credentials whose time is over.
    #[error("The security token included in the request is expired")]
    Expired,
    /// An access key that was made inactive, or a session token that was cut.
    #[error("The security token included in the request is invalid.")]
    Invalid,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// How our session tokens begin; the rest is a [`Session`] in base64.
const TOKEN_PREFIX: &str = "GWTOKEN//";

/// What a session token carries.
#[derive(Serialize, Deserialize)]
pub struct Session {
    /// Whose the credentials are.
    pub caller: Caller,
    /// Until when, in milliseconds since the epoch.
    pub expires: i64,
    /// Their secret access key.
    #[serde(default)]
    pub secret: String,
}

impl Session {
    /// Reads a session token; `None` for what is none of ours.
    pub fn read(token: &str) -> Option<Result<Self, Unidentified>> {
        let session = token.strip_prefix(TOKEN_PREFIX)?;
        let session = STANDARD
            .decode(session)
            .ok()
            .and_then(|session| serde_json::from_slice(&session).ok());
        Some(session.ok_or(Unidentified::Invalid))
    }
}

impl Caller {
    /// The root of an account.
    pub fn root(account: &str) -> Self {
        Self {
            account: account.to_owned(),
            user_id: account.to_owned(),
            arn: format!("arn:aws:iam::{account}:root"),
        }
    }

    /// Whether it is a role's session.
    pub fn is_session(&self) -> bool {
        self.arn.contains(":assumed-role/")
    }

    /// The role's name, if it is a role's session.
    pub fn role_name(&self) -> Option<&str> {
        self.arn.split_once(":assumed-role/")?.1.split('/').next()
    }

    /// The user's name without its path, if it is a user.
    pub fn user_name(&self) -> Option<&str> {
        let path = self.arn.split_once(":user/")?.1;
        path.rsplit('/').next()
    }

    /// Whether it is the root of its account.
    pub fn is_root(&self) -> bool {
        self.arn.ends_with(":root")
    }

    /// The session token of temporary credentials for this caller, with the secret of the same.
    pub fn session_token(&self, expires: i64, secret: &str) -> String {
        let session = serde_json::json!({ "caller": self, "expires": expires, "secret": secret });
        format!("{TOKEN_PREFIX}{}", STANDARD.encode(session.to_string()))
    }

    /// Who signed a request: `token` is its session token, `default_account` the account of those
    /// whose credentials name none.
    pub fn identify(
        store: &Store,
        authorization: Option<&Authorization>,
        token: Option<&str>,
        default_account: &str,
        now: i64,
    ) -> Result<Self, Unidentified> {
        if let Some(session) = token.and_then(Session::read) {
            let session = session?;
            return if session.expires > now {
                Ok(session.caller)
            } else {
                Err(Unidentified::Expired)
            };
        }
        if let Some(authorization) = authorization
            && let Some(key) = iam::access_key(store, &authorization.access_key_id)?
        {
            return key.caller.ok_or(Unidentified::Invalid);
        }
        let account = authorization.and_then(Authorization::account);
        Ok(Self::root(account.unwrap_or(default_account)))
    }
}
