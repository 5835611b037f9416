//! The deployed stages as the request path sees them: compiled once, kept until an operation
//! changes them. A request loads its stage's snapshot once and never touches the store.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use gatewright_gateway::api::Api;
use gatewright_gateway::compile::compile;
use gatewright_gateway::problem::Problem;
use gatewright_gateway::snapshot::Snapshot;
use gatewright_wire::apigateway::{Account, Stage};
use serde::{Deserialize, Serialize};

use crate::store::{self, Store};

/// Where an API lives: the document `apis/{id}`, which makes ids unique in the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// The account.
    pub account: String,
    /// The region.
    pub region: String,
}

/// The stages of all APIs.
pub struct Stages {
    store: Store,
    deployed: RwLock<HashMap<String, HashMap<String, Arc<Deployed>>>>,
    /// Counts what was forgotten, so that a reading that began before does not put back what was
    /// current then.
    forgotten: AtomicU64,
}

/// A stage that can be called.
#[derive(Debug)]
pub struct Deployed {
    /// Its deployment, compiled with the stage's settings and variables.
    pub snapshot: Snapshot,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// Whether API Gateway may write logs: the account has a role for it (F§1.1).
    pub may_log: bool,
}

impl Stages {
    /// The stages of a store.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            deployed: RwLock::default(),
            forgotten: AtomicU64::new(0),
        }
    }

    /// The stage, if the API has one of that name. Reads and compiles it at the first call.
    pub fn get(&self, api: &str, stage: &str) -> Result<Option<Arc<Deployed>>, store::Error> {
        let found = self
            .deployed
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(api)
            .and_then(|stages| stages.get(stage))
            .cloned();
        if found.is_some() {
            return Ok(found);
        }
        let forgotten = self.forgotten.load(Ordering::Acquire);
        let Some(deployed) = self.read(api, stage)?.map(Arc::new) else {
            return Ok(None);
        };
        let mut all = self
            .deployed
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if self.forgotten.load(Ordering::Acquire) == forgotten {
            all.entry(api.to_owned())
                .or_default()
                .insert(stage.to_owned(), Arc::clone(&deployed));
        }
        Ok(Some(deployed))
    }

    /// Called after a commit that changed an API's stages or deployments.
    pub fn forget(&self, api: &str) {
        let mut all = self
            .deployed
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        self.forgotten.fetch_add(1, Ordering::AcqRel);
        all.remove(api);
    }

    /// Called after a commit that changed what concerns every stage: an account's settings, or all.
    pub fn forget_all(&self) {
        let mut all = self
            .deployed
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        self.forgotten.fetch_add(1, Ordering::AcqRel);
        all.clear();
    }

    /// Every API's id with its stages' names, in the order of ids.
    pub fn names(&self) -> Result<Vec<(String, Vec<String>)>, store::Error> {
        let mut all = Vec::new();
        for home in self
            .store
            .children::<Home>("apis", store::Page::default())?
        {
            let Some(api) = home.key.rsplit('/').next() else {
                continue;
            };
            let parent = format!(
                "{}/{}/restapis/{api}/stages",
                home.value.account, home.value.region
            );
            let stages = self
                .store
                .children::<Stage>(&parent, store::Page::default())?;
            let names = stages
                .into_iter()
                .filter_map(|stage| stage.value.stage_name);
            all.push((api.to_owned(), names.collect()));
        }
        Ok(all)
    }

    fn read(&self, api: &str, stage: &str) -> Result<Option<Deployed>, store::Error> {
        // Both come out of a URL; what cannot be a key names nothing.
        if api.is_empty() || stage.is_empty() {
            return Ok(None);
        }
        let Some(home) = self.store.get::<Home>(&store::path(&["apis", api]))? else {
            return Ok(None);
        };
        let Home { account, region } = home.value;
        let api_key = format!("{account}/{region}/{}", store::path(&["restapis", api]));
        let stage_key = format!("{api_key}/{}", store::path(&["stages", stage]));
        let Some(stage) = self.store.get::<Stage>(&stage_key)? else {
            return Ok(None);
        };
        let stage = stage.value;
        let deployment = stage.deployment_id.as_deref().unwrap_or_default();
        let snapshot_key = format!("{api_key}/deployments/{deployment}/snapshot");
        let Some(frozen) = self.store.get::<Api>(&snapshot_key)? else {
            return Ok(None);
        };
        let settings = self
            .store
            .get::<Account>(&format!("{account}/{region}/account"))?;
        let may_log = settings.is_some_and(|settings| settings.value.cloudwatch_role_arn.is_some());
        let (snapshot, problems) = compile(&frozen.value, &stage);
        Ok(Some(Deployed {
            snapshot,
            problems,
            may_log,
        }))
    }
}
