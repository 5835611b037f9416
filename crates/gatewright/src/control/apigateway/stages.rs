//! Stages: a deployment under a name, with the settings that take effect at once.

use std::collections::BTreeMap;

use gatewright_gateway::stage_variables::{self, InvalidStageVariable};
use gatewright_wire::apigateway::{
    CanarySettings, CreateStageRequest, DeleteStageRequest, FlushStageAuthorizersCacheRequest,
    FlushStageCacheRequest, GetStageRequest, GetStagesRequest, Stage, Stages, UpdateStageRequest,
};
use gatewright_wire::error::ServiceError;
use gatewright_wire::values::Timestamp;

use super::documents::{api, api_key, found, transact};
use super::refusals::{bad_request, conflict, no_stage};
use super::{
    account, client_certificates, deployments, documentation_versions, stage_patch, tags,
    usage_plans,
};
use crate::control::Scope;
use crate::store::{Batch, Stored};

/// The key of a stage.
pub(super) fn stage_key(scope: &Scope, api_id: &str, name: &str) -> String {
    api_key(scope, api_id, &["stages", name])
}

/// How long a stage's name can be.
const MAX_NAME: usize = 128;

/// A stage with nothing but its name and AWS's defaults.
pub(super) fn new(name: &str, now: Timestamp) -> Result<Stage, ServiceError> {
    // A hyphen is allowed by now, and the text still does not say so (F§5.2).
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    if !is_name {
        return Err(bad_request("Stage name only allows a-zA-Z0-9_"));
    }
    // The limit is documented, the text is not recorded [C].
    if name.len() > MAX_NAME {
        return Err(bad_request(format!(
            "Stage name cannot be longer than {MAX_NAME} characters"
        )));
    }
    Ok(Stage {
        stage_name: Some(name.to_owned()),
        cache_cluster_enabled: Some(false),
        cache_cluster_status: Some("NOT_AVAILABLE".to_owned()),
        method_settings: Some(BTreeMap::new()),
        tracing_enabled: Some(false),
        created_date: Some(now),
        last_updated_date: Some(now),
        ..Stage::default()
    })
}

/// Refuses stage variables that AWS refuses (F§3.6). The words are AWS's as others checked them
/// \[C\].
pub(super) fn check_variables(variables: &BTreeMap<String, String>) -> Result<(), ServiceError> {
    for (name, value) in variables {
        stage_variables::check(name, value).map_err(|error| match error {
            InvalidStageVariable::Name(name) => bad_request(format!(
                "Invalid stage variable name: {name}.  Please use names with alphanumeric characters and underscores."
            )),
            InvalidStageVariable::Value { name } => bad_request(format!(
                "Invalid stage variable value of key {name}.  Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','."
            )),
        })?;
    }
    Ok(())
}

/// Refuses a canary's share that is none. The words are not recorded \[C\].
pub(super) fn check_percent(percent: Option<f64>) -> Result<(), ServiceError> {
    match percent {
        Some(percent) if !(0.0..=100.0).contains(&percent) => Err(bad_request(
            "Invalid percentTraffic specified. It must be between 0.0 and 100.0",
        )),
        _ => Ok(()),
    }
}

/// Switches a stage's cache. What is cached is the data plane's business; here are the fields. A size that was given
/// stays while the cache is off \[C\].
pub(super) fn set_cache(
    stage: &mut Stage,
    enabled: bool,
    size: Option<&str>,
) -> Result<(), ServiceError> {
    const SIZES: [&str; 8] = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"];
    if let Some(size) = size {
        if !SIZES.contains(&size) {
            // [C]: no recording of this text.
            return Err(bad_request(format!(
                "Invalid cache cluster size specified. Valid options are {}",
                SIZES.join(",")
            )));
        }
        stage.cache_cluster_size = Some(size.to_owned());
    }
    stage.cache_cluster_enabled = Some(enabled);
    stage.cache_cluster_status = Some(
        if enabled {
            "AVAILABLE"
        } else {
            "NOT_AVAILABLE"
        }
        .to_owned(),
    );
    if enabled {
        stage
            .cache_cluster_size
            .get_or_insert_with(|| "0.5".to_owned());
    }
    Ok(())
}

/// Whether the stage serves that deployment, as its base or as its canary.
pub(super) fn points_at(stage: &Stage, deployment_id: &str) -> bool {
    let canary = stage.canary_settings.as_ref();
    stage.deployment_id.as_deref() == Some(deployment_id)
        || canary.and_then(|canary| canary.deployment_id.as_deref()) == Some(deployment_id)
}

/// CreateStage.
pub async fn create(scope: &Scope, input: CreateStageRequest) -> Result<Stage, ServiceError> {
    let api_id = &input.rest_api_id;
    let stage = transact(scope, || {
        let stored = api(scope, api_id)?;
        if input.deployment_id.is_empty() {
            return Err(bad_request("DeploymentId cannot be empty"));
        }
        let key = stage_key(scope, api_id, &input.stage_name);
        let mut batch = Batch::new()
            .expect_revision(stored.key, stored.revision)
            .expect_absent(&*key);
        batch = deployments::expect(scope, batch, api_id, Some(&input.deployment_id))?;
        let now = Timestamp::from_millis(scope.now_ms() / 1000 * 1000);
        let mut stage = new(&input.stage_name, now)?;
        if scope.find::<Stage>(&key)?.is_some() {
            return Err(conflict("Stage already exists"));
        }
        let documentation = input.documentation_version.as_deref();
        batch = documentation_versions::expect(scope, batch, api_id, documentation)?;
        stage
            .documentation_version
            .clone_from(&input.documentation_version);
        if let Some(variables) = &input.variables {
            check_variables(variables)?;
        }
        stage.deployment_id = Some(input.deployment_id.clone());
        stage.description.clone_from(&input.description);
        stage.variables.clone_from(&input.variables);
        stage.tags = tags::given(input.tags.clone())?;
        stage.tracing_enabled = Some(input.tracing_enabled.unwrap_or(false));
        if let Some(canary) = &input.canary_settings {
            // A canary without a deployment begins with the stage's own [C].
            let deployment = canary
                .deployment_id
                .as_ref()
                .unwrap_or(&input.deployment_id);
            batch = deployments::expect(scope, batch, api_id, Some(deployment))?;
            check_percent(canary.percent_traffic)?;
            if let Some(overrides) = &canary.stage_variable_overrides {
                check_variables(overrides)?;
            }
            stage.canary_settings = Some(CanarySettings {
                deployment_id: Some(deployment.clone()),
                percent_traffic: Some(canary.percent_traffic.unwrap_or(0.0)),
                use_stage_cache: Some(canary.use_stage_cache.unwrap_or(false)),
                ..canary.clone()
            });
        }
        let enabled = input.cache_cluster_enabled.unwrap_or(false);
        set_cache(&mut stage, enabled, input.cache_cluster_size.as_deref())?;
        Ok((batch.put(key, &stage), stage))
    })
    .await?;
    super::changed(scope, Some(api_id));
    Ok(stage)
}

/// GetStage.
pub async fn get(scope: &Scope, input: GetStageRequest) -> Result<Stage, ServiceError> {
    let key = stage_key(scope, &input.rest_api_id, &input.stage_name);
    let stored: Stored<Stage> = found(scope, &key, no_stage)?;
    Ok(stored.value)
}

/// GetStages: all of them, or those that point at a deployment.
pub async fn list(scope: &Scope, input: GetStagesRequest) -> Result<Stages, ServiceError> {
    api(scope, &input.rest_api_id)?;
    let mut stages: Vec<Stage> =
        scope.children(&api_key(scope, &input.rest_api_id, &["stages"]))?;
    if let Some(deployment) = &input.deployment_id {
        stages.retain(|stage| points_at(stage, deployment));
    }
    Ok(Stages { item: Some(stages) })
}

/// UpdateStage. Takes effect at once.
pub async fn update(scope: &Scope, input: UpdateStageRequest) -> Result<Stage, ServiceError> {
    let api_id = &input.rest_api_id;
    let key = stage_key(scope, api_id, &input.stage_name);
    let stage = transact(scope, || {
        let stored: Stored<Stage> = found(scope, &key, no_stage)?;
        let before = stored.value;
        let mut stage = before.clone();
        stage_patch::apply(&mut stage, input.patch_operations.as_deref())?;
        let mut batch = Batch::new().expect_revision(&*key, stored.revision);
        if stage.deployment_id != before.deployment_id {
            batch = deployments::expect(scope, batch, api_id, stage.deployment_id.as_deref())?;
        }
        if stage.documentation_version != before.documentation_version {
            let version = stage.documentation_version.as_deref();
            batch = documentation_versions::expect(scope, batch, api_id, version)?;
        }
        if stage.client_certificate_id != before.client_certificate_id {
            let id = stage.client_certificate_id.as_deref();
            batch = client_certificates::expect(scope, batch, id)?;
        }
        if let Some(canary) = &stage.canary_settings
            && before.canary_settings.as_ref() != Some(canary)
        {
            batch = deployments::expect(scope, batch, api_id, canary.deployment_id.as_deref())?;
        }
        if logs(&stage) && !logs(&before) && !account::has_logs_role(scope)? {
            return Err(bad_request(
                "CloudWatch Logs role ARN must be set in account settings to enable logging",
            ));
        }
        stage.last_updated_date = Some(Timestamp::from_millis(scope.now_ms() / 1000 * 1000));
        Ok((batch.put(&*key, &stage), stage))
    })
    .await?;
    super::changed(scope, Some(api_id));
    Ok(stage)
}

/// Whether a stage writes to CloudWatch Logs: execution logs, or access logs that go to a group.
fn logs(stage: &Stage) -> bool {
    let execution = stage
        .method_settings
        .iter()
        .flatten()
        .filter_map(|(_, settings)| settings.logging_level.as_deref())
        .any(|level| level != "OFF");
    let access = stage
        .access_log_settings
        .as_ref()
        .and_then(|settings| settings.destination_arn.as_deref())
        .is_some_and(|arn| arn.contains(":logs:"));
    execution || access
}

/// DeleteStage. Usage plans have it no more.
pub async fn delete(scope: &Scope, input: DeleteStageRequest) -> Result<(), ServiceError> {
    let (api_id, name) = (&input.rest_api_id, &input.stage_name);
    let key = stage_key(scope, api_id, name);
    transact(scope, || {
        let stored: Stored<Stage> = found(scope, &key, no_stage)?;
        let batch = Batch::new()
            .expect_revision(&*key, stored.revision)
            .delete(&*key);
        let batch = usage_plans::without(scope, batch, api_id, Some(name))?;
        Ok((batch, ()))
    })
    .await?;
    super::changed(scope, Some(api_id));
    super::plans_changed(scope);
    Ok(())
}

/// FlushStageCache.
pub async fn flush_cache(scope: &Scope, input: FlushStageCacheRequest) -> Result<(), ServiceError> {
    let key = stage_key(scope, &input.rest_api_id, &input.stage_name);
    found::<Stage>(scope, &key, no_stage)?;
    let stages = &scope.server.stages;
    stages.flush_cache(&input.rest_api_id, &input.stage_name);
    Ok(())
}

/// FlushStageAuthorizersCache: what authorizers remember lives with the compiled stage.
pub async fn flush_authorizers_cache(
    scope: &Scope,
    input: FlushStageAuthorizersCacheRequest,
) -> Result<(), ServiceError> {
    let key = stage_key(scope, &input.rest_api_id, &input.stage_name);
    found::<Stage>(scope, &key, no_stage)?;
    let stages = &scope.server.stages;
    stages.forget_stage(&input.rest_api_id, &input.stage_name);
    Ok(())
}
