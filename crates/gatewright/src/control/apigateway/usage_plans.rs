//! Usage plans: which keys may call which stages, how fast and how often (F§3.5).

use std::collections::BTreeMap;

use gatewright_wire::apigateway::{
    ApiStage, CreateUsagePlanRequest, DeleteUsagePlanRequest, GetUsagePlanRequest,
    GetUsagePlansRequest, PatchOperation, QuotaSettings, Stage, ThrottleSettings,
    UpdateUsagePlanRequest, UsagePlan, UsagePlanKey, UsagePlans,
};
use gatewright_wire::error::ServiceError;

use super::documents::{edit, found, new_id, page_where, transact};
use super::patch::{Op, Otherwise, Patch, Rule, Rules, Wording, no_path};
use super::plans_changed;
use super::refusals::{bad_request, no_usage_plan, not_found};
use super::rest_apis::name;
use super::stages::stage_key;
use super::tags;
use crate::control::Scope;
use crate::store::{Batch, Page, Stored};

/// The key of a plan.
pub(super) fn key(scope: &Scope, id: &str) -> String {
    scope.key(&["usageplans", id])
}

/// The key of an API key's place in a plan.
pub(super) fn plan_key_key(scope: &Scope, plan: &str, id: &str) -> String {
    scope.key(&["usageplans", plan, "keys", id])
}

/// The stages that a plan newly names are there (F§5.3).
fn check_stages(scope: &Scope, plan: &UsagePlan, known: &[ApiStage]) -> Result<(), ServiceError> {
    for stage in plan.api_stages.iter().flatten() {
        let (Some(api), Some(name)) = (&stage.api_id, &stage.stage) else {
            return Err(bad_request("Invalid API Stage specified"));
        };
        let is_known = known
            .iter()
            .any(|it| it.api_id == stage.api_id && it.stage == stage.stage);
        if !is_known && scope.get::<Stage>(&stage_key(scope, api, name))?.is_none() {
            return Err(not_found(format!(
                "Invalid API Stage {{api: {api}, stage: {name}}} specified for usageplan {}",
                plan.id.as_deref().unwrap_or_default()
            )));
        }
    }
    Ok(())
}

/// A quota's limit, period and offset fit together. The words are a guess \[C\].
fn check_quota(quota: Option<&QuotaSettings>) -> Result<(), ServiceError> {
    let Some(quota) = quota else { return Ok(()) };
    let last = match quota.period.as_deref() {
        Some("DAY") => 0,
        Some("WEEK") => 6,
        Some("MONTH") => 27,
        _ => {
            return Err(bad_request(
                "Usage Plan quota period must be DAY, WEEK or MONTH",
            ));
        }
    };
    if quota.limit.is_none_or(|limit| limit < 0) {
        return Err(bad_request("Usage Plan quota limit must not be negative"));
    }
    if !(0..=last).contains(&quota.offset.unwrap_or(0)) {
        return Err(bad_request(format!(
            "Usage Plan quota offset must be between 0 and {last}"
        )));
    }
    Ok(())
}

/// CreateUsagePlan.
pub async fn create(
    scope: &Scope,
    input: CreateUsagePlanRequest,
) -> Result<UsagePlan, ServiceError> {
    if input.name.is_empty() {
        return Err(bad_request("Usage Plan name cannot be blank")); // [C]
    }
    let mut quota = input.quota;
    check_quota(quota.as_ref())?;
    if let Some(quota) = &mut quota {
        quota.offset.get_or_insert(0);
    }
    let plan = UsagePlan {
        id: None,
        name: Some(input.name),
        description: input.description,
        api_stages: Some(input.api_stages.unwrap_or_default()),
        throttle: input.throttle,
        quota,
        product_code: None,
        tags: tags::given(input.tags)?,
    };
    let done = transact(scope, || {
        let id = new_id(6);
        let key = key(scope, &id);
        let plan = UsagePlan {
            id: Some(id),
            ..plan.clone()
        };
        check_stages(scope, &plan, &[])?;
        let batch = Batch::new().expect_absent(&*key).put(key, &plan);
        Ok((batch, plan))
    })
    .await;
    plans_changed(scope);
    done
}

/// GetUsagePlan.
pub async fn get(scope: &Scope, input: GetUsagePlanRequest) -> Result<UsagePlan, ServiceError> {
    let stored: Stored<UsagePlan> = found(scope, &key(scope, &input.usage_plan_id), no_usage_plan)?;
    Ok(stored.value)
}

/// GetUsagePlans: all, or those that an API key is in.
pub async fn list(scope: &Scope, input: GetUsagePlansRequest) -> Result<UsagePlans, ServiceError> {
    let (items, position) = page_where(
        scope,
        &scope.key(&["usageplans"]),
        input.position.as_deref(),
        input.limit,
        |plan: &UsagePlan| {
            let Some(id) = &input.key_id else {
                return Ok(true);
            };
            let key = plan_key_key(scope, plan.id.as_deref().unwrap_or_default(), id);
            Ok(scope.get::<UsagePlanKey>(&key)?.is_some())
        },
    )?;
    Ok(UsagePlans {
        position,
        items: Some(items),
    })
}

fn number<N: std::str::FromStr>(patch: &Patch<'_>) -> Result<Option<N>, ServiceError> {
    if patch.op == Op::Remove {
        return Ok(None);
    }
    // [C]: no recording of these words.
    let number = patch.value.unwrap_or_default().parse();
    number.map(Some).map_err(|_| {
        bad_request(format!(
            "Invalid patch value specified for path {}",
            patch.path
        ))
    })
}

/// Adds the stage `api:stage` that the value names, or takes it away.
fn set_stage(plan: &mut UsagePlan, patch: &Patch<'_>) -> Result<(), ServiceError> {
    let named = patch.value.and_then(|value| value.split_once(':'));
    let (api, name) = named.ok_or_else(|| bad_request("Invalid API Stage specified"))?;
    let stages = plan.api_stages.get_or_insert_default();
    let at = stages.iter().position(|stage| {
        stage.api_id.as_deref() == Some(api) && stage.stage.as_deref() == Some(name)
    });
    match (patch.op, at) {
        (Op::Remove, Some(at)) => {
            stages.remove(at);
        }
        (Op::Remove, None) => return Err(bad_request("Invalid API Stage specified")),
        (_, Some(_)) => {}
        (_, None) => stages.push(ApiStage {
            api_id: Some(api.to_owned()),
            stage: Some(name.to_owned()),
            throttle: None,
        }),
    }
    Ok(())
}

const RULES: Rules<UsagePlan> = Rules {
    wording: Wording::ListsPaths,
    rules: &[
        Rule::with("/name", |plan, patch| {
            plan.name = Some(name(patch)?);
            Ok(())
        }),
        Rule::text("/description", |it| &mut it.description),
        Rule::<UsagePlan>::with("/apiStages", set_stage).on(Op::ADD_REMOVE, Otherwise::NoPath),
        Rule::<UsagePlan>::with("/quota", |plan, _| {
            plan.quota = None;
            Ok(())
        })
        .on(Op::REMOVE, Otherwise::NoPath),
        Rule::<UsagePlan>::with("/quota/limit", |plan, patch| {
            plan.quota.get_or_insert_default().limit = number(patch)?;
            Ok(())
        })
        .on(Op::ADD_REPLACE, Otherwise::NoPath),
        Rule::<UsagePlan>::with("/quota/offset", |plan, patch| {
            plan.quota.get_or_insert_default().offset = number(patch)?;
            Ok(())
        })
        .on(Op::ADD_REPLACE, Otherwise::NoPath),
        Rule::<UsagePlan>::with("/quota/period", |plan, patch| {
            plan.quota.get_or_insert_default().period = patch.text();
            Ok(())
        })
        .on(Op::ADD_REPLACE, Otherwise::NoPath),
        Rule::<UsagePlan>::with("/throttle", |plan, _| {
            plan.throttle = None;
            Ok(())
        })
        .on(Op::REMOVE, Otherwise::NoPath),
        Rule::<UsagePlan>::with("/throttle/burstLimit", |plan, patch| {
            plan.throttle.get_or_insert_default().burst_limit = number(patch)?;
            Ok(())
        })
        .on(Op::ADD_REPLACE, Otherwise::NoPath),
        Rule::<UsagePlan>::with("/throttle/rateLimit", |plan, patch| {
            plan.throttle.get_or_insert_default().rate_limit = number(patch)?;
            Ok(())
        })
        .on(Op::ADD_REPLACE, Otherwise::NoPath),
        Rule::<UsagePlan>::text("/productCode", |it| &mut it.product_code)
            .on(Op::ADD_REMOVE_REPLACE, Otherwise::NoPath),
        Rule::<UsagePlan>::with(METHOD_LIMITS, no_stage_path).on(Op::REMOVE, Otherwise::NoPath),
        Rule::<UsagePlan>::with(STAGE_LIMITS, no_stage_path).on(Op::REMOVE, Otherwise::NoPath),
    ],
};

/// How a refusal names the paths of [`STAGE_RULES`] that can be removed (boto3#2629).
const METHOD_LIMITS: &str = "/apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>";
const STAGE_LIMITS: &str = "/apiStages/<apidId:stageName>/throttle";

/// Nobody means these letters.
fn no_stage_path(_: &mut UsagePlan, patch: &Patch<'_>) -> Result<(), ServiceError> {
    Err(no_path(patch.path))
}

/// The methods' limits of a plan's stage, keyed by path and verb (`/pets/GET`).
fn method_limits<'p>(
    plan: &'p mut UsagePlan,
    patch: &Patch<'_>,
) -> Result<&'p mut Option<BTreeMap<String, ThrottleSettings>>, ServiceError> {
    let named = patch.segments.get(1).and_then(|it| it.split_once(':'));
    let (api, name) = named.ok_or_else(|| no_path(patch.path))?;
    let stages = plan.api_stages.iter_mut().flatten();
    stages
        .filter(|it| it.api_id.as_deref() == Some(api) && it.stage.as_deref() == Some(name))
        .map(|stage| &mut stage.throttle)
        .next()
        .ok_or_else(|| bad_request("Invalid API Stage specified"))
}

fn method_name(patch: &Patch<'_>) -> String {
    let segment = |at| patch.segments.get(at).map_or("", String::as_str);
    format!("{}/{}", segment(3), segment(4))
}

/// The limits of one method, made if there are none yet.
fn method_limit<'p>(
    plan: &'p mut UsagePlan,
    patch: &Patch<'_>,
) -> Result<&'p mut ThrottleSettings, ServiceError> {
    let limits = method_limits(plan, patch)?.get_or_insert_default();
    Ok(limits.entry(method_name(patch)).or_default())
}

/// A path below a stage of a plan, with the slashes of a method's resource escaped: Terraform writes them as they are
/// (`/apiStages/a1b2c3:dev/throttle//pets/GET/rateLimit`).
fn escaped(path: &str) -> Option<String> {
    let (stage, method) = path.strip_prefix("/apiStages/")?.split_once("/throttle")?;
    let settings = ["/rateLimit", "/burstLimit"];
    let of = |setting: &&str| method.ends_with(*setting);
    let setting = settings.into_iter().find(of).unwrap_or_default();
    let method = method.strip_suffix(setting).unwrap_or(method);
    let Some((resource, verb)) = method.strip_prefix('/').and_then(|it| it.rsplit_once('/')) else {
        return Some(path.to_owned());
    };
    let resource = resource.replace("~1", "/");
    let resource = resource.trim_start_matches('/').replace('/', "~1");
    Some(format!(
        "/apiStages/{stage}/throttle/~1{resource}/{verb}{setting}"
    ))
}

/// Takes a stage of an API, or all of them, out of the plans.
pub(super) fn without(
    scope: &Scope,
    mut batch: Batch,
    api: &str,
    stage: Option<&str>,
) -> Result<Batch, ServiceError> {
    let is_it = |it: &ApiStage| {
        it.api_id.as_deref() == Some(api) && (stage.is_none() || it.stage.as_deref() == stage)
    };
    for mut stored in
        scope.children_page::<UsagePlan>(&scope.key(&["usageplans"]), Page::default())?
    {
        let stages = stored.value.api_stages.get_or_insert_default();
        if stages.iter().any(is_it) {
            stages.retain(|it| !is_it(it));
            batch = batch
                .expect_revision(&*stored.key, stored.revision)
                .put(stored.key, &stored.value);
        }
    }
    Ok(batch)
}

/// The paths below a stage of the plan, which the API reference's "Patch operations" give. They are
/// not among those that a refusal lists (F§5.3).
const STAGE_RULES: Rules<UsagePlan> = Rules {
    wording: Wording::Plain,
    rules: &[
        Rule::<UsagePlan>::with("/apiStages/{}/throttle", |plan, patch| {
            *method_limits(plan, patch)? = None;
            Ok(())
        })
        .on(Op::REMOVE, Otherwise::NoPath),
        Rule::<UsagePlan>::with("/apiStages/{}/throttle/{}/{}", |plan, patch| {
            let name = method_name(patch);
            let removed = method_limits(plan, patch)?
                .as_mut()
                .and_then(|limits| limits.remove(&name));
            removed.map(|_| ()).ok_or_else(|| no_path(patch.path))
        })
        .on(Op::REMOVE, Otherwise::NoPath),
        Rule::<UsagePlan>::with("/apiStages/{}/throttle/{}/{}/rateLimit", |plan, patch| {
            let rate = number(patch)?;
            method_limit(plan, patch)?.rate_limit = rate;
            Ok(())
        })
        .on(Op::ADD_REPLACE, Otherwise::NoPath),
        Rule::<UsagePlan>::with("/apiStages/{}/throttle/{}/{}/burstLimit", |plan, patch| {
            let burst = number(patch)?;
            method_limit(plan, patch)?.burst_limit = burst;
            Ok(())
        })
        .on(Op::ADD_REPLACE, Otherwise::NoPath),
    ],
};

/// UpdateUsagePlan.
pub async fn update(
    scope: &Scope,
    input: UpdateUsagePlanRequest,
) -> Result<UsagePlan, ServiceError> {
    let done = edit(
        scope,
        &key(scope, &input.usage_plan_id),
        no_usage_plan,
        |plan: &mut UsagePlan| {
            let before = plan.api_stages.clone().unwrap_or_default();
            for operation in input.patch_operations.iter().flatten() {
                let path = operation.path.as_deref().unwrap_or_default();
                match escaped(path) {
                    Some(path) => {
                        let path = Some(path);
                        let operation = PatchOperation {
                            path,
                            ..operation.clone()
                        };
                        STAGE_RULES.apply(plan, Some(&[operation]))?;
                    }
                    None => RULES.apply(plan, Some(std::slice::from_ref(operation)))?,
                }
            }
            check_stages(scope, plan, &before)?;
            if let Some(quota) = &mut plan.quota {
                quota.offset.get_or_insert(0);
            }
            check_quota(plan.quota.as_ref())?;
            Ok(plan.clone())
        },
    )
    .await;
    plans_changed(scope);
    done
}

/// DeleteUsagePlan with its keys' places in it, unless it names a stage.
pub async fn delete(scope: &Scope, input: DeleteUsagePlanRequest) -> Result<(), ServiceError> {
    let id = &input.usage_plan_id;
    let done = transact(scope, || {
        let key = key(scope, id);
        let stored: Stored<UsagePlan> = found(scope, &key, no_usage_plan)?;
        if let Some(stage) = stored.value.api_stages.iter().flatten().next() {
            // Users of the SDK for JavaScript report the words [B].
            return Err(bad_request(format!(
                "Cannot delete Usage Plan {id} because there are API Stages associated with it, including {}:{}",
                stage.api_id.as_deref().unwrap_or_default(),
                stage.stage.as_deref().unwrap_or_default()
            )));
        }
        let batch = Batch::new()
            .expect_revision(&*key, stored.revision)
            .delete_tree(key);
        Ok((batch, ()))
    })
    .await;
    if done.is_ok() {
        scope.server.usage.forget(&key(scope, id));
    }
    plans_changed(scope);
    done
}
