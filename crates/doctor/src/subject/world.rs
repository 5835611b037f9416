//! What is known of the world around an API. What a source did not look at is simply not here, and
//! counts as unseen.

use std::collections::BTreeMap;
use std::sync::Arc;

use gatewright_gateway::arn::FunctionArn;
use gatewright_gateway::io::{HttpFailure, Role};
use gatewright_gateway::permission::Policy;
use gatewright_wire::apigateway::{Account, UsagePlan, VpcLink};
use gatewright_wire::lambda::FunctionConfiguration;

use crate::known::Known;

/// The world, as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Functions by unqualified ARN.
    pub functions: BTreeMap<String, Known<Function>>,
    /// Roles by ARN.
    pub roles: BTreeMap<String, Known<Role>>,
    /// VPC links by id.
    pub vpc_links: BTreeMap<String, Known<VpcLink>>,
    /// What became of attempts to reach backends.
    pub endpoints: BTreeMap<Backend, Endpoint>,
    /// The load balancers behind VPC links, by ARN.
    pub load_balancers: BTreeMap<String, Known<LoadBalancer>>,
    /// The account's usage plans; of a file, those that it makes.
    pub usage_plans: Known<Vec<Plan>>,
    /// The account's API Gateway settings in the API's region.
    pub account: Known<Account>,
}

/// A usage plan.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Its settings, and the stages that are in it.
    pub plan: UsagePlan,
    /// The ids of its keys that are enabled.
    pub keys: Known<Vec<String>>,
    /// Whether it may have stages that nobody sees.
    pub stages_unseen: bool,
}

impl Plan {
    /// Whether a stage is in the plan, as far as that can be seen.
    pub fn may_be_of(&self, api: &str, stage: &str) -> bool {
        let mut stages = self.plan.api_stages.iter().flatten();
        self.stages_unseen
            || stages
                .any(|of| of.api_id.as_deref() == Some(api) && of.stage.as_deref() == Some(stage))
    }
}

/// A load balancer.
#[derive(Clone, Debug, Default)]
pub struct LoadBalancer {
    /// `network`, `application` or `gateway`.
    pub kind: String,
    /// `active` and others; none where it is not known.
    pub state: Option<String>,
    /// What it listens on.
    pub listeners: Known<Vec<Listener>>,
}

/// A listener of a load balancer.
#[derive(Clone, Debug, Default)]
pub struct Listener {
    /// Its port.
    pub port: u16,
    /// What it forwards to.
    pub targets: Known<Vec<Target>>,
}

/// A target behind a listener.
#[derive(Clone, Debug, Default)]
pub struct Target {
    /// Its id, with its port.
    pub name: String,
    /// Whether it gets requests.
    pub is_healthy: bool,
    /// Its state in AWS's words, with the reason.
    pub state: String,
}

/// A function.
#[derive(Clone, Debug, Default)]
pub struct Function {
    /// Its configuration: state, time-out, runtime.
    pub configuration: Known<FunctionConfiguration>,
    /// Its aliases and versions, as far as they were asked for.
    pub qualifiers: BTreeMap<String, Known<()>>,
    /// Whether it has aliases that are not among these.
    pub other_aliases: Known<()>,
    /// The folder that its code is packaged from, as a file names it.
    pub folder: Option<String>,
    /// Why its code cannot be started, where that is known.
    pub cannot_start: Option<CannotStart>,
    /// Resource policies: by qualifier, `None` for the unqualified function's (F§4.3).
    pub policies: BTreeMap<Option<String>, Known<ResourcePolicy>>,
}

/// Why a function's code cannot be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannotStart {
    /// Whether nothing that happens before the deployment can change it.
    pub is_certain: bool,
    /// Why, as a sentence's part: "its handler 'app.main' names …".
    pub why: String,
}

/// A function's resource policy.
#[derive(Clone, Debug)]
pub struct ResourcePolicy {
    /// As it is evaluated.
    pub policy: Arc<Policy>,
    /// Its length as a document, in bytes: Lambda takes 20,480.
    pub length: usize,
    /// Its statements as they are written, by id: what a change replaces.
    pub written: BTreeMap<String, serde_json::Value>,
}

/// A backend, as an integration reaches it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backend {
    /// `scheme://host:port`, the port written out.
    pub origin: String,
    /// Whether anybody may have signed its certificate: `tlsConfig.insecureSkipVerification`.
    pub insecure_skip_verification: bool,
}

impl Backend {
    /// The backend of a URL; none for what is no HTTP URL.
    pub fn of(url: &str, insecure_skip_verification: bool) -> Option<Self> {
        let uri: http::Uri = url.parse().ok()?;
        let scheme = uri.scheme_str()?;
        let port = uri.port_u16().unwrap_or(match scheme {
            "http" => 80,
            "https" => 443,
            _ => return None,
        });
        Some(Self {
            origin: format!("{scheme}://{}:{port}", uri.host()?),
            insecure_skip_verification,
        })
    }
}

/// What became of an attempt to reach a backend.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// Whether a connection, and with https a handshake, came about.
    pub reached: Result<(), HttpFailure>,
    /// The names that the backend's certificate is for; empty where none was seen.
    pub certificate_names: Vec<String>,
}

impl ResourcePolicy {
    /// Of a document; none for one that is no policy.
    pub fn of(document: &str) -> Result<Self, gatewright_gateway::permission::PolicyError> {
        let policy: Policy = document.parse()?;
        let value: serde_json::Value = serde_json::from_str(document).unwrap_or_default();
        let statements = match value.get("Statement") {
            Some(serde_json::Value::Array(statements)) => statements.clone(),
            Some(one) => vec![one.clone()],
            None => Vec::new(),
        };
        let written = statements.into_iter().filter_map(|statement| {
            let id = statement.get("Sid")?.as_str()?.to_owned();
            Some((id, statement))
        });
        Ok(Self {
            policy: Arc::new(policy),
            length: document.len(),
            written: written.collect(),
        })
    }
}

impl World {
    /// What is known of a function, by any of its ARNs.
    pub fn function(&self, arn: &FunctionArn) -> Known<&Function> {
        let found = self.functions.get(&arn.unqualified().to_string());
        found.map_or(Known::Unseen, Known::as_ref)
    }

    /// What is known of a role.
    pub fn role(&self, arn: &str) -> Known<&Role> {
        self.roles.get(arn).map_or(Known::Unseen, Known::as_ref)
    }

    /// What is known of a VPC link.
    pub fn vpc_link(&self, id: &str) -> Known<&VpcLink> {
        self.vpc_links.get(id).map_or(Known::Unseen, Known::as_ref)
    }

    /// What became of the attempt to reach a backend, if somebody made one.
    pub fn endpoint(&self, backend: &Backend) -> Option<&Endpoint> {
        self.endpoints.get(backend)
    }
}

impl Function {
    /// Whether the function has this alias or version. `$LATEST` is always there.
    pub fn qualifier(&self, qualifier: Option<&str>) -> Known<()> {
        match qualifier {
            None | Some("$LATEST") => Known::Is(()),
            Some(name) => match self.qualifiers.get(name) {
                Some(known) => known.clone(),
                None if name.bytes().all(|byte| byte.is_ascii_digit()) => Known::Unseen,
                None => self.other_aliases.clone(),
            },
        }
    }

    /// The resource policy that counts for a qualifier.
    pub fn policy(&self, qualifier: Option<&str>) -> Known<&ResourcePolicy> {
        let owner = qualifier
            .filter(|qualifier| *qualifier != "$LATEST")
            .map(str::to_owned);
        self.policies
            .get(&owner)
            .map_or(Known::Unseen, Known::as_ref)
    }
}
