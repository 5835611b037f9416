//! What is examined: one REST API with its stages, and what is known of the world around it. Every
//! source (a live account, OpenAPI, CloudFormation, Terraform) makes subjects of this one form; the
//! rules read nothing else.

mod place;
mod world;

use gatewright_gateway::api::Api;
use gatewright_wire::apigateway::{CanarySettings, Stage};

use crate::known::Known;
use crate::logged::Logged;

pub use place::{Place, Thing, segment};
pub use world::{
    Backend, CannotStart, Endpoint, Function, Listener, LoadBalancer, Plan, ResourcePolicy, Target,
    World,
};

/// One REST API.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// What people call it: the file, or the API's name and id.
    pub name: String,
    /// Its configuration as it stands: in an account, what a next deployment would deploy.
    pub api: Api,
    /// Its stages.
    pub stages: Vec<StageSubject>,
    /// What is known of the functions, roles, links and endpoints that it uses.
    pub world: World,
    /// Failures that requests met lately.
    pub logged: Vec<Logged>,
    /// Its deployments, as far as a file makes them.
    pub deployments: Vec<Deployment>,
    /// The id of its newest deployment, in an account.
    pub newest_deployment: Option<String>,
    /// Where it came from.
    pub origin: Origin,
}

/// A deployment that a file makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deployment {
    /// Its name in the file.
    pub name: String,
    /// The stages that serve it: [`Thing::Deployment`] is known by their names.
    pub stages: Vec<String>,
    /// Methods that may be made after it, and so be missing from it: they are made one by one, and
    /// nothing says that it waits for them.
    pub unawaited: Vec<Thing>,
    /// Whether nothing in the file has it made anew when the API changes; known of Terraform's alone.
    pub never_renewed: bool,
}

/// Where a subject came from: what its fixes become, and what can be known of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// A file that is yet to be deployed: what it does not say, somebody else may.
    #[default]
    File,
    /// An account, or a local server.
    Live,
}

/// A stage of the API.
#[derive(Clone, Debug, Default)]
pub struct StageSubject {
    /// Its settings, variables among them.
    pub stage: Stage,
    /// The API as the stage serves it. A file's stages serve what the file says.
    pub deployed: Known<Api>,
    /// Whether the stage's variables are known. An OpenAPI file cannot say them: each that it uses
    /// has a placeholder then, and nothing is said about it.
    pub variables_unseen: bool,
}

impl StageSubject {
    /// The stage's canary, as far as what it serves is known: the deployment of the stage itself with
    /// variables of its own, or in a file what the file says.
    pub fn canary(&self) -> Option<&CanarySettings> {
        let canary = self.stage.canary_settings.as_ref()?;
        let is_own = canary.deployment_id.is_none()
            || canary.deployment_id == self.stage.deployment_id
            || matches!(self.deployed, Known::Unseen);
        is_own.then_some(canary)
    }

    /// The stage's name; empty where the source has none.
    pub fn name(&self) -> &str {
        self.stage.stage_name.as_deref().unwrap_or_default()
    }
}
