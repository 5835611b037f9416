//! The roles as the request path sees them: their trust and their policies parsed once, kept until
//! an operation of IAM changes something.

use std::sync::Arc;

use gatewright_gateway::io::Role;

use crate::control::iam;
use crate::kept::Kept;
use crate::store::{self, Store};

/// The roles of all accounts, by ARN.
pub struct Roles {
    store: Store,
    known: Kept<Role>,
}

impl Roles {
    /// The roles of a store.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            known: Kept::default(),
        }
    }

    /// The role of that ARN, if there is one.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn get(&self, arn: &str) -> Result<Option<Arc<Role>>, store::Error> {
        if let Some(role) = self.known.kept(arn) {
            return Ok(Some(role));
        }
        let (store, wanted) = (self.store.clone(), arn.to_owned());
        self.known.load(arn, move || read(&store, &wanted)).await
    }

    /// Called after a commit of IAM's: a managed policy may be attached to any role.
    pub fn forget_all(&self) {
        self.known.forget(|_| true);
    }
}

fn read(store: &Store, arn: &str) -> Result<Option<Role>, store::Error> {
    let Some(role) = iam::role_by_arn(store, arn)? else {
        return Ok(None);
    };
    let trust = role.role.assume_role_policy_document.as_deref();
    // IAM took no document that is no policy.
    let Some(Ok(trust_policy)) = trust.map(str::parse) else {
        return Ok(None);
    };
    let policies = iam::role_policies_of(store, &role)?
        .into_iter()
        .filter_map(|(name, document)| {
            let policy = document.parse().ok()?;
            Some((Arc::from(name), Arc::new(policy)))
        })
        .collect();
    Ok(Some(Role {
        trust_policy: Arc::new(trust_policy),
        policies,
    }))
}
