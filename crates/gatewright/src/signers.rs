//! Who may sign requests to methods that want to know it (`AWS_IAM`): the keys that IAM made here, sessions of STS, and
//! the accounts' roots. Keys and policies are read once, and kept until an operation of IAM changes something.

use std::sync::Arc;

use gatewright_gateway::io::Signer;
use gatewright_gateway::permission::Policy;
use gatewright_wire::auth;

use crate::control::caller::Caller;
use crate::control::iam::{self, KnownKey};
use crate::kept::Kept;
use crate::sessions::Sessions;
use crate::store::{self, Store};

/// The secret of an account's root: examples write `test` and `test`, and functions sign
/// with theirs. The id of the key is one too: ours write `any` and `any`.
const ROOT_SECRETS: [&str; 2] = ["test", gatewright_lambda::SECRET_ACCESS_KEY];

/// The policies of a user or a role, by name.
type Policies = Vec<(Arc<str>, Arc<Policy>)>;

/// The signers of all accounts.
pub struct Signers {
    store: Store,
    sessions: Arc<Sessions>,
    /// The account of credentials that name none.
    account: String,
    /// The keys that IAM made, by id.
    keys: Kept<KnownKey>,
    /// What users and sessions may do, by ARN.
    policies: Kept<Policies>,
}

impl Signers {
    /// The signers of a store; `account` is that of credentials that name none.
    pub fn new(store: Store, sessions: Arc<Sessions>, account: String) -> Self {
        Self {
            store,
            sessions,
            account,
            keys: Kept::default(),
            policies: Kept::default(),
        }
    }

    /// Whose a key is, if it is anybody's; `now` is in milliseconds since the epoch. Credentials with a token that was
    /// not made here for them are nobody's.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn get(
        &self,
        id: &str,
        token: Option<&str>,
        now: i64,
    ) -> Result<Option<Signer>, store::Error> {
        let (caller, secrets) = if let Some(token) = token {
            match self.sessions.read(id, token) {
                Some(session) if session.expires > now => (session.caller, vec![session.secret]),
                _ => return Ok(None),
            }
        } else if let Some(key) = self.key(id).await? {
            match (&key.caller, &key.secret) {
                (Some(caller), Some(secret)) => (caller.clone(), vec![secret.clone()]),
                _ => return Ok(None),
            }
        } else {
            let account = auth::account(id).unwrap_or(&self.account);
            let secrets = ROOT_SECRETS.iter().copied().chain([id]);
            (Caller::root(account), secrets.map(str::to_owned).collect())
        };
        let policies = if caller.is_root() {
            None
        } else {
            let policies = self.policies(&caller).await?;
            Some(policies.map(Arc::unwrap_or_clone).unwrap_or_default())
        };
        Ok(Some(Signer {
            access_key_id: id.to_owned(),
            secrets,
            account: caller.account,
            user_id: caller.user_id,
            arn: caller.arn,
            policies,
        }))
    }

    /// Called after a commit of IAM's.
    pub fn forget_all(&self) {
        self.keys.forget(|_| true);
        self.policies.forget(|_| true);
    }

    async fn key(&self, id: &str) -> Result<Option<Arc<KnownKey>>, store::Error> {
        if iam::account_of_key(id).is_none() {
            return Ok(None);
        }
        if let Some(key) = self.keys.kept(id) {
            return Ok(Some(key));
        }
        let (store, wanted) = (self.store.clone(), id.to_owned());
        let read = move || iam::access_key(&store, &wanted);
        self.keys.load(id, read).await
    }

    async fn policies(&self, caller: &Caller) -> Result<Option<Arc<Policies>>, store::Error> {
        if let Some(policies) = self.policies.kept(&caller.arn) {
            return Ok(Some(policies));
        }
        let (store, of) = (self.store.clone(), caller.clone());
        let read = move || {
            let documents = iam::policies_of(&store, &of)?;
            // IAM took no document that is no policy.
            let parsed = documents.into_iter().filter_map(|(name, document)| {
                let policy = document.parse().ok()?;
                Some((Arc::from(name), Arc::new(policy)))
            });
            Ok(Some(parsed.collect()))
        };
        self.policies.load(&caller.arn, read).await
    }
}
