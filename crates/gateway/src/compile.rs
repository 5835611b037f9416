//! From the documents of an API and a stage to a [`Snapshot`]. Never fails: what is broken answers
//! as AWS would answer, and is reported as a [`Problem`].

mod authorizer;
mod caching;
mod integration;
mod validator;

pub(crate) use integration::is_streamed;

pub(crate) use authorizer::authorizer;

use std::collections::BTreeMap;
use std::sync::Arc;

use gatewright_wire::apigateway::{self as wire, CanarySettings, Stage};

use crate::access_log::{AccessLog, Format};
use crate::api::Api;
use crate::authorizer::Authorizer;
use crate::gateway_response::{GatewayResponse, GatewayResponses, ResponseType};
use crate::media::BinaryMediaTypes;
use crate::permission::Policy;
use crate::problem::{Place, Problem, ProblemKind};
use crate::routing::Router;
use crate::snapshot::{KeySource, Method, Snapshot, Substituted};
use crate::stage_variables;
use crate::throttle::{Limit, Throttle};
use crate::trace::{LogLevel, Logging};
use crate::validation::BodySchema;

/// Compiles a stage of an API. The stage's variables are put in now, so a changed stage is
/// compiled anew.
pub fn compile(api: &Api, stage: &Stage) -> (Snapshot, Vec<Problem>) {
    Compiler::new(api, stage).run()
}

/// Compiles the canary of a stage (F§3.13): its deployment, `api`, with the stage's settings, and with the stage's
/// variables under the canary's overrides.
pub fn compile_canary(
    api: &Api,
    stage: &Stage,
    canary: &CanarySettings,
) -> (Snapshot, Vec<Problem>) {
    let mut compiler = Compiler::new(api, stage);
    let overrides = canary.stage_variable_overrides.clone();
    compiler.variables.extend(overrides.unwrap_or_default());
    compiler.deployment_id = canary.deployment_id.clone().unwrap_or_default();
    compiler.is_canary = Some(true);
    compiler.run()
}

/// Compiles one method alone, for `TestInvokeMethod`.
pub(crate) fn compile_method(
    api: &Api,
    stage: &Stage,
    resource: &wire::Resource,
    verb: &str,
    document: &wire::Method,
) -> Snapshot {
    let mut compiler = Compiler::new(api, stage);
    let method = compiler.method(resource, verb, document);
    Snapshot {
        methods: vec![method],
        gateway_responses: compiler.gateway_responses(),
        ..compiler.shell()
    }
}

struct Compiler<'a> {
    api: &'a Api,
    stage: &'a Stage,
    stage_name: &'a str,
    variables: BTreeMap<String, String>,
    deployment_id: String,
    is_canary: Option<bool>,
    /// The schemas of the API's models by name.
    models: BTreeMap<String, String>,
    /// Those that were used so far, compiled; `None` for a name that no model has.
    schemas: BTreeMap<String, Option<Result<Arc<BodySchema>, String>>>,
    /// The authorizers that methods have named so far.
    authorizers: BTreeMap<String, Arc<Authorizer>>,
    /// Where the part that is being compiled stands.
    place: Place,
    problems: Vec<Problem>,
}

impl<'a> Compiler<'a> {
    fn new(api: &'a Api, stage: &'a Stage) -> Self {
        Self {
            api,
            stage,
            stage_name: stage.stage_name.as_deref().unwrap_or_default(),
            variables: stage.variables.clone().unwrap_or_default(),
            deployment_id: stage.deployment_id.clone().unwrap_or_default(),
            is_canary: stage.canary_settings.as_ref().map(|_| false),
            models: validator::models(api),
            schemas: BTreeMap::new(),
            authorizers: BTreeMap::new(),
            place: Place::default(),
            problems: Vec::new(),
        }
    }

    /// Compiles the whole API.
    fn run(mut self) -> (Snapshot, Vec<Problem>) {
        let mut router = Router::new();
        let mut methods = Vec::new();
        for (resource, verb, document) in self.api.methods() {
            let path = resource.path.as_deref().unwrap_or("/");
            router.add(path, verb, methods.len());
            methods.push(self.method(resource, verb, document));
        }
        self.place = Place::default();
        let snapshot = Snapshot {
            router,
            methods,
            gateway_responses: self.gateway_responses(),
            ..self.shell()
        };
        (snapshot, self.problems)
    }

    /// Reports a problem at a member of the place that is being compiled.
    fn problem(&mut self, member: &str, kind: impl Into<ProblemKind>) {
        let mut place = self.place.clone();
        place.pointer.push_str(member);
        self.problems.push(Problem {
            place,
            kind: kind.into(),
        });
    }

    /// Puts the stage's variables into a text; an undefined one becomes nothing (F§3.6).
    fn substitute(&mut self, member: &str, text: &str) -> Substituted {
        let value = |name: &str| self.variables.get(name).map(String::as_str);
        let substituted = stage_variables::substitute(text, value);
        let text = substituted.text.into_owned();
        let undefined = substituted.undefined.first().cloned();
        for name in substituted.undefined {
            self.problem(member, ProblemKind::UndefinedStageVariable(name));
        }
        Substituted { text, undefined }
    }

    /// What begins the ARNs of all that can be called of the API, less the slash.
    fn api_arn(&self) -> String {
        format!(
            "arn:aws:execute-api:{}:{}:{}",
            self.api.region,
            self.api.account,
            self.api.id()
        )
    }

    /// A snapshot without methods.
    fn shell(&self) -> Snapshot {
        let api = &self.api.rest_api;
        Snapshot {
            account: self.api.account.clone(),
            region: self.api.region.clone(),
            api_id: self.api.id().to_owned(),
            stage: self.stage_name.to_owned(),
            deployment_id: self.deployment_id.clone(),
            is_canary: self.is_canary,
            variables: self.variables.clone(),
            tracing: self.stage.tracing_enabled.unwrap_or_default(),
            cache: (self.stage.cache_cluster_enabled == Some(true)).then(Arc::default),
            minimum_compression_size: api
                .minimum_compression_size
                .and_then(|size| size.try_into().ok()),
            policy: api
                .policy
                .as_deref()
                .filter(|policy| !policy.is_empty())
                .map(|policy| Ok(policy.parse::<Policy>()?.of_api(&self.api_arn()))),
            endpoint_type: api
                .endpoint_configuration
                .as_ref()
                .and_then(|endpoint| endpoint.types.as_ref()?.first().cloned()),
            access_log: self.access_log(),
            key_source: match api.api_key_source.as_deref() {
                Some("AUTHORIZER") => KeySource::Authorizer,
                _ => KeySource::Header,
            },
            client_certificate: self
                .stage
                .client_certificate_id
                .clone()
                .filter(|id| !id.is_empty()),
            default_endpoint_disabled: api.disable_execute_api_endpoint.unwrap_or(false),
            router: Router::new(),
            methods: Vec::new(),
            gateway_responses: GatewayResponses::default(),
            binary_media_types: BinaryMediaTypes::new(
                api.binary_media_types.iter().flatten().map(String::as_str),
            ),
        }
    }

    /// The stage's access log. One that leads nowhere is none.
    fn access_log(&self) -> Option<AccessLog> {
        let settings = self.stage.access_log_settings.as_ref()?;
        Some(AccessLog {
            destination: settings.destination_arn.as_deref()?.parse().ok()?,
            format: Format::parse(settings.format.as_deref()?),
        })
    }

    fn method(&mut self, resource: &wire::Resource, verb: &str, document: &wire::Method) -> Method {
        let path = resource.path.as_deref().unwrap_or("/");
        self.place = Place {
            resource: Some(path.to_owned()),
            method: Some(verb.to_owned()),
            pointer: String::new(),
        };
        let settings = Settings::of(self.stage, path, verb);
        let resource_id = resource.id.clone().unwrap_or_default();
        // AWS's guide applies a stage's limits "at the API method level": every method has a bucket of its own, also
        // where one setting is for all. A canary shares the stage's \[C\].
        let limit = settings.throttle().map(|throttle| Limit {
            bucket: format!("{}/{}/{resource_id}/{verb}", self.api.id(), self.stage_name),
            throttle,
        });
        let caching = self.caching(&settings, verb, &resource_id, document);
        Method {
            resource_id,
            resource_path: path.to_owned(),
            http_method: verb.to_owned(),
            operation_name: document.operation_name.clone(),
            authorization: self.authorization(document),
            api_key_required: document.api_key_required.unwrap_or_default(),
            metrics_enabled: settings.get(|setting| setting.metrics_enabled) == Some(true),
            logging: settings.logging(),
            limit,
            caching,
            validator: self.validator(document),
            integration: self.integration(path, verb, document),
        }
    }

    fn gateway_responses(&mut self) -> GatewayResponses {
        let mut responses = Vec::new();
        for document in &self.api.gateway_responses {
            let name = document.response_type.as_deref().unwrap_or_default();
            let status = document.status_code.as_deref().map(str::parse);
            match (name.parse::<ResponseType>(), status.transpose()) {
                (Ok(_), _) if document.default_response == Some(true) => {}
                (Ok(kind), Ok(status)) => responses.push((
                    kind,
                    GatewayResponse {
                        status,
                        parameters: document.response_parameters.clone().unwrap_or_default(),
                        templates: document
                            .response_templates
                            .clone()
                            .into_iter()
                            .flatten()
                            .collect(),
                    },
                )),
                (Err(unknown), _) => {
                    self.problem(
                        "/gatewayResponses",
                        ProblemKind::GatewayResponse(unknown.to_string()),
                    );
                }
                (_, Err(_)) => {
                    let status = document.status_code.clone().unwrap_or_default();
                    self.problem("/gatewayResponses", ProblemKind::StatusCode(status));
                }
            }
        }
        responses.into_iter().collect()
    }
}

/// The stage's settings for a method: its own, then those for all.
struct Settings<'a> {
    own: Option<&'a wire::MethodSetting>,
    all: Option<&'a wire::MethodSetting>,
}

impl<'a> Settings<'a> {
    fn of(stage: &'a Stage, path: &str, verb: &str) -> Self {
        let settings = stage.method_settings.iter().flatten();
        let of = |path: &str, verb: &str| {
            settings
                .clone()
                .find(|(key, _)| is_setting_of(key, path, verb))
                .map(|(_, setting)| setting)
        };
        Self {
            own: of(path, verb),
            all: of("/*", "*"),
        }
    }

    fn get<T>(&self, member: impl Fn(&'a wire::MethodSetting) -> Option<T>) -> Option<T> {
        self.own
            .and_then(&member)
            .or_else(|| self.all.and_then(&member))
    }

    fn logging(&self) -> Logging {
        let level = self.get(|setting| setting.logging_level.as_deref());
        Logging {
            level: level
                .and_then(|level| level.parse().ok())
                .unwrap_or(LogLevel::Off),
            data_trace: self
                .get(|setting| setting.data_trace_enabled)
                .unwrap_or_default(),
        }
    }

    /// The method's limit, if it has one. Less than nothing turns it off: -1 is what Terraform writes for "disabled"
    /// \[B\].
    fn throttle(&self) -> Option<Throttle> {
        let rate = self.get(|setting| setting.throttling_rate_limit);
        let burst = self.get(|setting| setting.throttling_burst_limit);
        if rate.is_none() && burst.is_none() {
            return None;
        }
        let rate = rate.unwrap_or(Throttle::ACCOUNT.rate);
        let burst = burst.map_or(Some(Throttle::ACCOUNT.burst), |burst| burst.try_into().ok())?;
        (rate >= 0.0).then_some(Throttle { rate, burst })
    }
}

/// Keys are `{path}/{verb}`, the path's slashes as `~1` or as they are, the first one at will:
/// `*/*`, `~1pets~1{petId}/GET`, `pets/GET`.
fn is_setting_of(key: &str, path: &str, verb: &str) -> bool {
    let Some((key_path, key_verb)) = key.rsplit_once('/') else {
        return false;
    };
    let key_path = key_path.replace("~1", "/").replace("~0", "~");
    key_verb == verb && key_path.trim_start_matches('/') == path.trim_start_matches('/')
}
