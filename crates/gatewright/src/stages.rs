//! The deployed stages as the request path sees them: compiled once, kept until an operation
//! changes them. A request loads its stage's snapshot once and never touches the store.

use std::sync::Arc;

use gatewright_gateway::access_log::Destination;
use gatewright_gateway::api::Api;
use gatewright_gateway::compile::{compile, compile_canary};
use gatewright_gateway::problem::Problem;
use gatewright_gateway::snapshot::Snapshot;
use gatewright_wire::apigateway::{Account, Stage};

use crate::home::Home;
use crate::kept::Kept;
use crate::metrics::{Metrics, StageMetrics};
use crate::store::{self, Store};

/// The stages of all APIs.
pub struct Stages {
    store: Store,
    metrics: Arc<Metrics>,
    /// By API and name, with a slash between.
    deployed: Kept<Deployed>,
}

/// A stage that can be called.
#[derive(Debug)]
pub struct Deployed {
    /// The API's id.
    pub api: Arc<str>,
    /// The stage's name.
    pub stage: Arc<str>,
    /// Its deployment, compiled with the stage's settings and variables.
    pub snapshot: Snapshot,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// The canary release that takes a part of its requests.
    pub canary: Option<Canary>,
    /// What is counted of its requests, a canary's among them.
    pub metrics: Arc<StageMetrics>,
    /// Whether API Gateway may write logs: the account has a role for it (F§1.1).
    pub may_log: bool,
}

/// A canary release of a stage (F§3.13).
#[derive(Debug)]
pub struct Canary {
    /// Of a hundred requests, how many are its own on average: 0 to 100.
    pub percent_traffic: f64,
    /// Its deployment, compiled with the stage's settings, and its variables over the stage's.
    pub snapshot: Snapshot,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

impl Deployed {
    /// What serves the next request: a canary's share of the requests is drawn at random, each for itself.
    pub fn draw(&self) -> &Snapshot {
        match &self.canary {
            Some(canary) if draw_percent() < canary.percent_traffic => &canary.snapshot,
            _ => &self.snapshot,
        }
    }
}

/// A random number from 0 to just below 100, evenly.
fn draw_percent() -> f64 {
    /// As many bits as a float holds exactly.
    const BITS: u32 = 53;
    let (_, random) = uuid::Uuid::new_v4().as_u64_pair();
    // The upper bits say what kind of UUID it is.
    let random = random & ((1 << BITS) - 1);
    random as f64 / (1_u64 << BITS) as f64 * 100.0
}

impl Stages {
    /// The stages of a store, whose requests are counted in `metrics`.
    pub fn new(store: Store, metrics: Arc<Metrics>) -> Self {
        Self {
            store,
            metrics,
            deployed: Kept::default(),
        }
    }

    /// The stage, if the API has one of that name. Reads and compiles it at the first call.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn get(&self, api: &str, stage: &str) -> Result<Option<Arc<Deployed>>, store::Error> {
        // Both come out of a URL; what cannot be a key names nothing.
        if api.is_empty() || stage.is_empty() {
            return Ok(None);
        }
        let key = [api, "/", stage].concat();
        if let Some(deployed) = self.deployed.kept(&key) {
            return Ok(Some(deployed));
        }
        let (store, api, stage) = (self.store.clone(), api.to_owned(), stage.to_owned());
        let metrics = Arc::clone(&self.metrics);
        let read = move || read(&store, &metrics, &api, &stage);
        self.deployed.load(&key, read).await
    }

    /// Called after a commit that changed an API's stages or deployments.
    pub fn forget(&self, api: &str) {
        self.deployed.forget(|key| {
            key.strip_prefix(api)
                .is_some_and(|rest| rest.starts_with('/'))
        });
    }

    /// Forgets one stage, and what its authorizers remember.
    pub fn forget_stage(&self, api: &str, stage: &str) {
        let stage = format!("{api}/{stage}");
        self.deployed.forget(|key| key == stage);
    }

    /// Forgets the responses that a stage keeps, its canary's too.
    pub fn flush_cache(&self, api: &str, stage: &str) {
        let Some(deployed) = self.deployed.kept(&format!("{api}/{stage}")) else {
            return;
        };
        let canary = deployed.canary.as_ref().map(|canary| &canary.snapshot);
        let snapshots = [Some(&deployed.snapshot), canary];
        for cache in snapshots
            .into_iter()
            .flatten()
            .filter_map(|it| it.cache.as_ref())
        {
            cache.clear();
        }
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
}

fn read(
    store: &Store,
    metrics: &Metrics,
    id: &str,
    stage: &str,
) -> Result<Option<Deployed>, store::Error> {
    let Some(home) = store.get::<Home>(&store::path(&["apis", id]))? else {
        return Ok(None);
    };
    let home = home.value;
    let api_key = format!("{home}/{}", store::path(&["restapis", id]));
    let stage_key = format!("{api_key}/{}", store::path(&["stages", stage]));
    let Some(stage) = store.get::<Stage>(&stage_key)? else {
        return Ok(None);
    };
    let stage = stage.value;
    let frozen = |deployment: &Option<String>| {
        let Some(deployment) = deployment else {
            return Ok(None);
        };
        let key = format!("{api_key}/deployments/{deployment}/snapshot");
        store.get::<Api>(&key)
    };
    let Some(base) = frozen(&stage.deployment_id)? else {
        return Ok(None);
    };
    let mut canary = None;
    if let Some(settings) = &stage.canary_settings
        && let Some(api) = frozen(&settings.deployment_id)?
    {
        let (snapshot, problems) = compile_canary(&api.value, &stage, settings);
        canary = Some(Canary {
            percent_traffic: settings.percent_traffic.unwrap_or_default(),
            snapshot,
            problems,
        });
    }
    let settings = store.get::<Account>(&format!("{home}/account"))?;
    let may_log = settings.is_some_and(|settings| settings.value.cloudwatch_role_arn.is_some());
    let (snapshot, problems) = compile(&base.value, &stage);
    let shares = stage.canary_settings.as_ref();
    if let Some(canary) = &mut canary
        && shares.and_then(|settings| settings.use_stage_cache) == Some(true)
    {
        canary.snapshot.cache.clone_from(&snapshot.cache);
    }
    let destination = stage
        .access_log_settings
        .as_ref()
        .and_then(|settings| settings.destination_arn.as_deref());
    if let Some(Err(error)) = destination.map(str::parse::<Destination>) {
        let stage = &snapshot.stage;
        tracing::warn!("the access log of the stage {id}/{stage} goes nowhere: {error}");
    }
    Ok(Some(Deployed {
        api: id.into(),
        stage: snapshot.stage.as_str().into(),
        metrics: metrics.stage(id, &snapshot.stage),
        snapshot,
        problems,
        canary,
        may_log,
    }))
}
