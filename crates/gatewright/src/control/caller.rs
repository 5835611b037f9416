//! Who calls: whose credentials a request was signed with, as far as they say so.
//!
//! Signatures of the control plane's calls are not verified. An access key that IAM made here is its user's; temporary
//! credentials carry in their session token who they are for and until when; any other credentials, AWS's own temporary
//! ones among them, are the root of the account that they select.

use gatewright_wire::auth::Authorization;
use serde::{Deserialize, Serialize};

use super::iam;
use crate::server::Server;
use crate::sessions::Sessions;
use crate::store;

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
    /// An access key that was made inactive, or a session token that was changed or is another key's.
    #[error("The security token included in the request is invalid.")]
    Invalid,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
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

    /// Who signed a request; `token` is its session token.
    pub fn identify(
        server: &Server,
        authorization: Option<&Authorization>,
        token: Option<&str>,
    ) -> Result<Self, Unidentified> {
        if let Some(authorization) = authorization {
            let id = &*authorization.access_key_id;
            if let Some(token) = token.filter(|token| Sessions::is_ours(token)) {
                let session = server.sessions.read(id, token);
                let session = session.ok_or(Unidentified::Invalid)?;
                return if session.expires > server.clock.now_ms() {
                    Ok(session.caller)
                } else {
                    Err(Unidentified::Expired)
                };
            }
            if let Some(key) = iam::access_key(&server.store, id)? {
                return key.caller.ok_or(Unidentified::Invalid);
            }
        }
        let account = authorization.and_then(Authorization::account);
        Ok(Self::root(account.unwrap_or(&server.settings.account)))
    }
}
