//! The deployed stages as the request path sees them: compiled once, kept until an operation
//! changes them. A request loads its stage's snapshot once and never touches the store.

use std::sync::Arc;

use gatewright_gateway::api::Api;
use gatewright_gateway::compile::compile;
use gatewright_gateway::problem::Problem;
use gatewright_gateway::snapshot::Snapshot;
use gatewright_wire::apigateway::{Account, Stage};

use crate::home::Home;
use crate::kept::Kept;
use crate::store::{self, Store};

/// The stages of all APIs.
pub struct Stages {
    store: Store,
    /// By API and name, with a slash between.
    deployed: Kept<Deployed>,
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
            deployed: Kept::default(),
        }
    }

    /// The stage, if the API has one of that name. Reads and compiles it at the first call.
    pub fn get(&self, api: &str, stage: &str) -> Result<Option<Arc<Deployed>>, store::Error> {
        // Both come out of a URL; what cannot be a key names nothing.
        if api.is_empty() || stage.is_empty() {
            return Ok(None);
        }
        self.deployed
            .get(&format!("{api}/{stage}"), || self.read(api, stage))
    }

    /// Called after a commit that changed an API's stages or deployments.
    pub fn forget(&self, api: &str) {
        self.deployed.forget(|key| {
            key.strip_prefix(api)
                .is_some_and(|rest| rest.starts_with('/'))
        });
    }

    /// Called after a commit that changed what concerns every stage: an account's settings, or all.
    pub fn forget_all(&self) {
        self.deployed.forget(|_| true);
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
            let parent = format!("{}/restapis/{api}/stages", home.value);
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
        let Some(home) = self.store.get::<Home>(&store::path(&["apis", api]))? else {
            return Ok(None);
        };
        let home = home.value;
        let api_key = format!("{home}/{}", store::path(&["restapis", api]));
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
        let settings = self.store.get::<Account>(&format!("{home}/account"))?;
        let may_log = settings.is_some_and(|settings| settings.value.cloudwatch_role_arn.is_some());
        let (snapshot, problems) = compile(&frozen.value, &stage);
        Ok(Some(Deployed {
            snapshot,
            problems,
            may_log,
        }))
    }
}
