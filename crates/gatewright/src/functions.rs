//! The functions as the request path sees them: documents read and policies parsed once, code
//! unpacked, all kept in memory until an operation changes the function.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use gatewright_gateway::permission::Policy;
use gatewright_lambda::{FunctionVersion, Package, PackageError};
use gatewright_wire::lambda::{AliasConfiguration, FunctionConfiguration};

use crate::control::lambda::{Function, key, layer_blob, log_group, version_key};
use crate::control::{Caller, iam};
use crate::kept::Kept;
use crate::sessions::{Session, Sessions};
use crate::store::{self, BlobId, Store, Stored};
use crate::tasks;

/// The functions of all accounts and regions.
pub struct Functions {
    store: Store,
    sessions: Arc<Sessions>,
    /// By the key of the document.
    known: Kept<Known>,
}

/// One function in memory.
pub struct Known {
    account: String,
    region: String,
    name: String,
    /// Its document.
    pub document: Function,
    blob: Option<BlobId>,
    /// Its policies by qualifier (`""` the unqualified function's).
    policies: HashMap<String, Arc<Policy>>,
    /// The versions that are known to be published.
    published: Kept<()>,
    /// The versions that ran already, by version.
    runnable: Mutex<HashMap<String, Arc<FunctionVersion>>>,
}

/// Why a version cannot be made to run.
#[derive(Debug, thiserror::Error)]
pub enum Unrunnable {
    /// There is no such version or alias.
    #[error("there is no version or alias {0:?}")]
    NoQualifier(String),
    /// Its package cannot be used.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The store has no code for it.
    #[error("the store has no code of {0}")]
    NoCode(String),
}

impl Functions {
    /// The functions of a store.
    pub fn new(store: Store, sessions: Arc<Sessions>) -> Self {
        Self {
            store,
            sessions,
            known: Kept::default(),
        }
    }

    /// The function, if there is one.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn get(
        &self,
        account: &str,
        region: &str,
        name: &str,
    ) -> Result<Option<Arc<Known>>, store::Error> {
        let key = key(account, region, name);
        if let Some(known) = self.known.kept(&key) {
            return Ok(Some(known));
        }
        let store = self.store.clone();
        let [account, region, name] = [account, region, name].map(str::to_owned);
        let document = key.clone();
        let read = move || {
            let stored = store.get::<Function>(&document)?;
            Ok(stored.map(|stored| Known::new(account, region, name, stored)))
        };
        self.known.load(&key, read).await
    }

    /// Whether the function has that alias or version, or it is `$LATEST`.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn has(&self, known: &Known, qualifier: Option<&str>) -> Result<bool, store::Error> {
        let Some(qualifier) = qualifier.filter(|qualifier| *qualifier != "$LATEST") else {
            return Ok(true);
        };
        if known.document.aliases.contains_key(qualifier)
            || known.published.kept(qualifier).is_some()
        {
            return Ok(true);
        }
        let key = version_key(&known.account, &known.region, &known.name, qualifier);
        let store = self.store.clone();
        let read = move || Ok(store.get::<FunctionConfiguration>(&key)?.map(|_| ()));
        Ok(known.published.load(qualifier, read).await?.is_some())
    }

    /// Called after a commit that changed the function.
    pub fn forget(&self, account: &str, region: &str, name: &str) {
        let changed = key(account, region, name);
        self.known.forget(|key| key == changed);
    }

    /// Called when the store was emptied.
    pub fn forget_all(&self) {
        self.known.forget(|_| true);
    }

    /// What the host runs for a qualifier of the function: `$LATEST` if there is none; of an alias
    /// with weights, one of its versions by chance. The first call for a version reads its code.
    pub async fn runnable(
        &self,
        known: &Arc<Known>,
        qualifier: Option<&str>,
    ) -> Result<Arc<FunctionVersion>, Unrunnable> {
        let version = known.version(qualifier)?;
        if let Some(runnable) = known.ready(&version) {
            return Ok(runnable);
        }
        let (known, store) = (Arc::clone(known), self.store.clone());
        let sessions = Arc::clone(&self.sessions);
        tasks::blocking(move || known.prepare(&store, &sessions, &version)).await
    }
}

impl Known {
    fn new(account: String, region: String, name: String, stored: Stored<Function>) -> Self {
        let policies = stored
            .value
            .policies
            .iter()
            .filter_map(|(qualifier, policy)| {
                // What AddPermission wrote is a policy.
                let policy = policy.document().parse().ok()?;
                Some((qualifier.clone(), Arc::new(policy)))
            })
            .collect();
        Self {
            account,
            region,
            name,
            document: stored.value,
            blob: stored.blob,
            policies,
            published: Kept::default(),
            runnable: Mutex::default(),
        }
    }

    /// The resource policy of that very qualifier; `$LATEST` shares the unqualified function's
    /// (F§4.3).
    pub fn policy(&self, qualifier: Option<&str>) -> Option<Arc<Policy>> {
        let owner = qualifier.filter(|qualifier| *qualifier != "$LATEST");
        self.policies.get(owner.unwrap_or_default()).cloned()
    }

    fn version(&self, qualifier: Option<&str>) -> Result<String, Unrunnable> {
        match qualifier {
            None | Some("$LATEST") => Ok("$LATEST".to_owned()),
            Some(qualifier) if qualifier.bytes().all(|byte| byte.is_ascii_digit()) => {
                Ok(qualifier.to_owned())
            }
            Some(qualifier) => self
                .document
                .aliases
                .get(qualifier)
                .and_then(pick)
                .ok_or_else(|| Unrunnable::NoQualifier(qualifier.to_owned())),
        }
    }

    fn ready(&self, version: &str) -> Option<Arc<FunctionVersion>> {
        self.runnable
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(version)
            .cloned()
    }

    /// The token that makes the function's calls of this server those of its role's session; of a role that is not
    /// here, the account's root's.
    fn session_token(
        &self,
        store: &Store,
        sessions: &Sessions,
        configuration: &FunctionConfiguration,
    ) -> Result<String, store::Error> {
        let arn = configuration.role.as_deref().unwrap_or_default();
        let caller = match iam::role_by_arn(store, arn)? {
            None => Caller::root(&self.account),
            Some(role) => Caller {
                account: self.account.clone(),
                user_id: format!("{}:{}", role.role.role_id.unwrap_or_default(), self.name),
                arn: format!(
                    "arn:aws:sts::{}:assumed-role/{}/{}",
                    self.account,
                    role.role.role_name.unwrap_or_default(),
                    self.name
                ),
            },
        };
        let session = Session {
            caller,
            // An instance cannot be given another while it lives.
            expires: i64::MAX,
            secret: gatewright_lambda::SECRET_ACCESS_KEY.to_owned(),
        };
        // Functions' access key ids are their accounts.
        Ok(sessions.token(&self.account, &session))
    }

    fn prepare(
        &self,
        store: &Store,
        sessions: &Sessions,
        version: &str,
    ) -> Result<Arc<FunctionVersion>, Unrunnable> {
        let (configuration, blob) = if version == "$LATEST" {
            (self.document.configuration.clone(), self.blob)
        } else {
            let key = version_key(&self.account, &self.region, &self.name, version);
            let stored: Stored<FunctionConfiguration> = store
                .get(&key)?
                .ok_or_else(|| Unrunnable::NoQualifier(version.to_owned()))?;
            (stored.value, stored.blob)
        };
        let no_code = || Unrunnable::NoCode(format!("{}:{version}", self.name));
        let code = store
            .blob(&blob.ok_or_else(no_code)?)?
            .ok_or_else(no_code)?;
        let runnable = Arc::new(FunctionVersion {
            function_arn: format!(
                "arn:aws:lambda:{}:{}:function:{}",
                self.region, self.account, self.name
            ),
            name: self.name.clone(),
            version: version.to_owned(),
            region: self.region.clone(),
            account: self.account.clone(),
            runtime: configuration.runtime.clone().unwrap_or_default(),
            handler: configuration.handler.clone().unwrap_or_default(),
            package: Arc::new(Package::new(code.into())?),
            layers: layers(store, &configuration)?,
            environment: configuration
                .environment
                .as_ref()
                .and_then(|environment| environment.variables.clone())
                .unwrap_or_default(),
            memory_mb: configuration.memory_size.unwrap_or(128).cast_unsigned(),
            timeout: Duration::from_secs(
                configuration
                    .timeout
                    .unwrap_or(3)
                    .max(1)
                    .cast_unsigned()
                    .into(),
            ),
            ephemeral_storage_mb: configuration
                .ephemeral_storage
                .as_ref()
                .and_then(|storage| storage.size)
                .unwrap_or(512)
                .cast_unsigned(),
            reserved_concurrency: self.document.reserved_concurrency.map(i32::cast_unsigned),
            revision: configuration.revision_id.clone().unwrap_or_default(),
            log_group: log_group(&configuration),
            session_token: self.session_token(store, sessions, &configuration)?,
        });
        self.runnable
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(version.to_owned(), Arc::clone(&runnable));
        Ok(runnable)
    }
}

/// The packages of a version's layers.
fn layers(
    store: &Store,
    configuration: &FunctionConfiguration,
) -> Result<Vec<Arc<Package>>, Unrunnable> {
    let layers = configuration.layers.as_deref().unwrap_or_default();
    let arns = layers.iter().filter_map(|layer| layer.arn.as_deref());
    let package = |arn: &str| {
        let no_code = || Unrunnable::NoCode(arn.to_owned());
        let blob = layer_blob(store, arn)?.ok_or_else(no_code)?;
        let zip = store.blob(&blob)?.ok_or_else(no_code)?;
        Ok(Arc::new(Package::new(zip.into())?))
    };
    arns.map(package).collect()
}

/// The version that an alias leads to this time.
fn pick(alias: &AliasConfiguration) -> Option<String> {
    let weights = alias
        .routing_config
        .as_ref()
        .and_then(|routing| routing.additional_version_weights.as_ref());
    // A random UUID's low bits are as good a die as any other.
    let mut chance = f64::from(uuid::Uuid::new_v4().as_u128() as u32) / f64::from(u32::MAX);
    for (version, weight) in weights.into_iter().flatten() {
        chance -= weight;
        if chance < 0.0 {
            return Some(version.clone());
        }
    }
    alias.function_version.clone()
}
