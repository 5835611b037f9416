//! Deployments: an API as it was, frozen, which stages point at.

use std::collections::BTreeMap;

use gatewright_gateway::api::Api;
use gatewright_wire::apigateway::{
    CanarySettings, CreateDeploymentRequest, DeleteDeploymentRequest, Deployment, Deployments,
    GetDeploymentRequest, GetDeploymentsRequest, Method, MethodSnapshot, Stage,
    UpdateDeploymentRequest,
};
use gatewright_wire::error::ServiceError;
use gatewright_wire::values::Timestamp;

use super::documents::{api, api_key, found, new_id, page_below, patch, transact};
use super::patch::{Rule, Rules, Wording};
use super::refusals::{bad_request, not_found};
use super::snapshot::{freeze, snapshot_key};
use super::stages::{self, check_variables, stage_key};
use super::vpc_links;
use crate::control::Scope;
use crate::store::{Batch, Page, Stored};

fn key(scope: &Scope, api_id: &str, id: &str) -> String {
    api_key(scope, api_id, &["deployments", id])
}

fn no_deployment() -> ServiceError {
    not_found("Invalid Deployment identifier specified")
}

/// Commits only if the deployment that a stage names is there and stays; refuses in a stage's
/// words.
pub(super) fn expect(
    scope: &Scope,
    batch: Batch,
    api_id: &str,
    id: Option<&str>,
) -> Result<Batch, ServiceError> {
    let key = key(scope, api_id, id.unwrap_or_default());
    let stored: Stored<Deployment> =
        found(scope, &key, || bad_request("Deployment id does not exist"))?;
    Ok(batch.expect_revision(key, stored.revision))
}

/// CreateDeployment: freezes the API, and points a stage at it where one is named.
pub async fn create(
    scope: &Scope,
    input: CreateDeploymentRequest,
) -> Result<Deployment, ServiceError> {
    let api_id = &input.rest_api_id;
    let deployment = transact(scope, || {
        let stored = api(scope, api_id)?;
        let stage_name = input.stage_name.as_deref().filter(|name| !name.is_empty());
        let stage = match stage_name {
            Some(name) => scope.find::<Stage>(&stage_key(scope, api_id, name))?,
            None => None,
        };
        check_canary(&input, stage.as_ref())?;
        let frozen = freeze(scope, api_id)?;
        check_deployable(scope, &frozen)?;
        let now = Timestamp::from_millis(scope.now_ms() / 1000 * 1000);
        let id = new_id(6);
        let deployment = Deployment {
            id: Some(id.clone()),
            description: input.description.clone(),
            created_date: Some(now),
            api_summary: None,
        };
        let key = key(scope, api_id, &id);
        let mut batch = Batch::new()
            .expect_revision(api_key(scope, api_id, &[]), stored.revision)
            .expect_absent(&*key)
            .put(key, &deployment)
            .put(snapshot_key(scope, api_id, &id), &frozen);
        if let Some(name) = stage_name {
            let key = stage_key(scope, api_id, name);
            batch = match &stage {
                Some(stage) => batch.expect_revision(&*key, stage.revision),
                None => batch.expect_absent(&*key),
            };
            let stage = pointed(&input, name, &id, stage.map(|stage| stage.value), now)?;
            batch = batch.put(key, &stage);
        }
        Ok((batch, deployment))
    })
    .await?;
    super::changed(scope, Some(api_id));
    Ok(deployment)
}

fn check_canary(
    input: &CreateDeploymentRequest,
    stage: Option<&Stored<Stage>>,
) -> Result<(), ServiceError> {
    const WRONG: &str = "Invalid deployment content specified.";
    let name = input.stage_name.as_deref();
    if input.canary_settings.is_none() {
        let has_canary = stage.is_some_and(|stage| stage.value.canary_settings.is_some());
        return match name {
            // The words are those that users of CloudFormation report \[B\].
            Some(name) if has_canary => Err(bad_request(format!(
                "{WRONG}Non canary deployment not supported on stage {name} because Canary is enabled. Provide CanarySettings in deploymentInput."
            ))),
            _ => Ok(()),
        };
    }
    match (name, stage) {
        (None | Some(""), _) => Err(bad_request(format!(
            "{WRONG}Non null and non empty stageName must be provided for canary deployment. Provided value is {}",
            name.unwrap_or("null")
        ))),
        (Some(name), None) => Err(bad_request(format!(
            "{WRONG}Stage {name} must already be created before making a canary release deployment"
        ))),
        (Some(_), Some(_)) => Ok(()),
    }
}

/// The stage as the deployment leaves it: a canary's traffic goes to the new deployment, or all
/// of it.
fn pointed(
    input: &CreateDeploymentRequest,
    name: &str,
    deployment_id: &str,
    stage: Option<Stage>,
    now: Timestamp,
) -> Result<Stage, ServiceError> {
    if let Some(variables) = &input.variables {
        check_variables(variables)?;
    }
    let mut stage = match stage {
        Some(stage) => stage,
        None => stages::new(name, now)?,
    };
    if let Some(canary) = &input.canary_settings {
        stages::check_percent(canary.percent_traffic)?;
        if let Some(overrides) = &canary.stage_variable_overrides {
            check_variables(overrides)?;
        }
        stage.canary_settings = Some(CanarySettings {
            percent_traffic: Some(canary.percent_traffic.unwrap_or(0.0)),
            deployment_id: Some(deployment_id.to_owned()),
            stage_variable_overrides: canary.stage_variable_overrides.clone(),
            use_stage_cache: Some(canary.use_stage_cache.unwrap_or(false)),
        });
    } else {
        stage.deployment_id = Some(deployment_id.to_owned());
    }
    if let Some(description) = &input.stage_description {
        stage.description = Some(description.clone());
    }
    if let Some(variables) = &input.variables {
        stage.variables = Some(variables.clone());
    }
    if let Some(tracing) = input.tracing_enabled {
        stage.tracing_enabled = Some(tracing);
    }
    if let Some(enabled) = input.cache_cluster_enabled {
        stages::set_cache(&mut stage, enabled, input.cache_cluster_size.as_deref())?;
    }
    stage.last_updated_date = Some(now);
    Ok(stage)
}

/// What AWS wants of an API before it deploys it (F§5.2, F§6).
fn check_deployable(scope: &Scope, frozen: &Api) -> Result<(), ServiceError> {
    if frozen.methods().next().is_none() {
        return Err(bad_request("The REST API doesn't contain any methods"));
    }
    let types = frozen
        .rest_api
        .endpoint_configuration
        .as_ref()
        .and_then(|endpoint| endpoint.types.as_deref())
        .unwrap_or_default();
    if types.iter().any(|kind| kind == "PRIVATE") && frozen.rest_api.policy.is_none() {
        return Err(bad_request(
            "Private REST API doesn't have a resource policy attached to it.",
        ));
    }
    for (_, _, method) in frozen.methods() {
        if method.method_integration.is_none() {
            return Err(bad_request("No integration defined for method"));
        }
        if let Some(link) = link_of(method)
            && !vpc_links::is_available(scope, link)?
        {
            return Err(bad_request(format!(
                "Invalid vpclink id {link} referenced in integration"
            )));
        }
    }
    Ok(())
}

/// The VPC link that a method names; one that a stage variable names is known only at run time.
pub(super) fn link_of(method: &Method) -> Option<&str> {
    let integration = method.method_integration.as_ref()?;
    let link = integration.connection_id.as_deref()?;
    let through_link = integration.connection_type.as_deref() == Some("VPC_LINK");
    (through_link && !link.contains("${")).then_some(link)
}

/// GetDeployment.
pub async fn get(scope: &Scope, input: GetDeploymentRequest) -> Result<Deployment, ServiceError> {
    let (api_id, id) = (&input.rest_api_id, &input.deployment_id);
    let stored: Stored<Deployment> = found(scope, &key(scope, api_id, id), no_deployment)?;
    let mut deployment = stored.value;
    let embed = input.embed.unwrap_or_default();
    if embed
        .iter()
        .any(|name| name.eq_ignore_ascii_case("apisummary"))
    {
        let frozen: Option<Api> = scope.get(&snapshot_key(scope, api_id, id))?;
        deployment.api_summary = frozen.as_ref().map(summary);
    }
    Ok(deployment)
}

fn summary(frozen: &Api) -> BTreeMap<String, BTreeMap<String, MethodSnapshot>> {
    let mut summary: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for (resource, verb, method) in frozen.methods() {
        let snapshot = MethodSnapshot {
            authorization_type: method.authorization_type.clone(),
            api_key_required: method.api_key_required,
        };
        summary
            .entry(resource.path.clone().unwrap_or_default())
            .or_default()
            .insert(verb.to_owned(), snapshot);
    }
    summary
}

/// GetDeployments.
pub async fn list(
    scope: &Scope,
    input: GetDeploymentsRequest,
) -> Result<Deployments, ServiceError> {
    let after = input.position.as_deref();
    let (items, position) =
        page_below(scope, &input.rest_api_id, "deployments", after, input.limit)?;
    Ok(Deployments {
        position,
        items: Some(items),
    })
}

const RULES: Rules<Deployment> = Rules {
    wording: Wording::Plain,
    rules: &[Rule::text("/description", |it| &mut it.description)],
};

/// UpdateDeployment: its description; what it froze never changes.
pub async fn update(
    scope: &Scope,
    input: UpdateDeploymentRequest,
) -> Result<Deployment, ServiceError> {
    let key = key(scope, &input.rest_api_id, &input.deployment_id);
    let operations = input.patch_operations.as_deref();
    patch(scope, &key, no_deployment, &RULES, operations).await
}

/// DeleteDeployment, unless a stage points at it.
pub async fn delete(scope: &Scope, input: DeleteDeploymentRequest) -> Result<(), ServiceError> {
    let (api_id, id) = (&input.rest_api_id, &input.deployment_id);
    transact(scope, || {
        let key = key(scope, api_id, id);
        let stored: Stored<Deployment> = found(scope, &key, no_deployment)?;
        let stages: Vec<Stored<Stage>> =
            scope.children_page(&api_key(scope, api_id, &["stages"]), Page::default())?;
        let mut batch = Batch::new().expect_revision(&*key, stored.revision);
        for stage in stages {
            if stages::points_at(&stage.value, id) {
                return Err(bad_request(
                    "Active stages pointing to this deployment must be moved or deleted",
                ));
            }
            batch = batch.expect_revision(stage.key, stage.revision);
        }
        Ok((batch.delete_tree(key), ()))
    })
    .await
}
