//! The API keys of a usage plan. A place in a plan is kept without the key's name and value, which
//! are the key's.

use gatewright_wire::apigateway::{
    ApiKey, CreateUsagePlanKeyRequest, DeleteUsagePlanKeyRequest, GetUsagePlanKeyRequest,
    GetUsagePlanKeysRequest, UsagePlan, UsagePlanKey, UsagePlanKeys,
};
use gatewright_wire::error::ServiceError;

use super::api_keys;
use super::documents::{found, page_where, remove, transact};
use super::plans_changed;
use super::refusals::{bad_request, conflict, no_api_key, no_usage_plan};
use super::usage_plans::{key as plan_key, plan_key_key};
use crate::control::Scope;
use crate::store::{Batch, Stored};

/// The place with its key's name and value.
fn answered(place: UsagePlanKey, key: ApiKey) -> UsagePlanKey {
    UsagePlanKey {
        value: key.value,
        name: key.name,
        ..place
    }
}

fn api_key(scope: &Scope, id: &str) -> Result<Stored<ApiKey>, ServiceError> {
    found(scope, &api_keys::key(scope, id), no_api_key)
}

/// CreateUsagePlanKey.
pub async fn create(
    scope: &Scope,
    input: CreateUsagePlanKeyRequest,
) -> Result<UsagePlanKey, ServiceError> {
    if input.key_type != "API_KEY" {
        return Err(bad_request("Usage plan key type must be API_KEY")); // [C]
    }
    let done = transact(scope, || {
        let plan: Stored<UsagePlan> =
            found(scope, &plan_key(scope, &input.usage_plan_id), no_usage_plan)?;
        let api_key = api_key(scope, &input.key_id)?;
        let key = plan_key_key(scope, &input.usage_plan_id, &input.key_id);
        if scope.get::<UsagePlanKey>(&key)?.is_some() {
            // [C]: no recording of these words.
            return Err(conflict("Usage Plan Key already exists"));
        }
        let place = UsagePlanKey {
            id: Some(input.key_id.clone()),
            r#type: Some(input.key_type.clone()),
            ..UsagePlanKey::default()
        };
        let batch = Batch::new()
            .expect_revision(plan.key, plan.revision)
            .expect_revision(api_key.key, api_key.revision)
            .expect_absent(&*key)
            .put(key, &place);
        Ok((batch, answered(place, api_key.value)))
    })
    .await;
    plans_changed(scope);
    done
}

/// GetUsagePlanKey.
pub async fn get(
    scope: &Scope,
    input: GetUsagePlanKeyRequest,
) -> Result<UsagePlanKey, ServiceError> {
    let plan = &input.usage_plan_id;
    found::<UsagePlan>(scope, &plan_key(scope, plan), no_usage_plan)?;
    let key = plan_key_key(scope, plan, &input.key_id);
    let place: Stored<UsagePlanKey> = found(scope, &key, no_api_key)?;
    Ok(answered(place.value, api_key(scope, &input.key_id)?.value))
}

/// GetUsagePlanKeys. `nameQuery` is how a key's name begins \[C\].
pub async fn list(
    scope: &Scope,
    input: GetUsagePlanKeysRequest,
) -> Result<UsagePlanKeys, ServiceError> {
    let plan = &input.usage_plan_id;
    found::<UsagePlan>(scope, &plan_key(scope, plan), no_usage_plan)?;
    let key_of = |place: &UsagePlanKey| api_key(scope, place.id.as_deref().unwrap_or_default());
    let (places, position) = page_where(
        scope,
        &scope.key(&["usageplans", plan, "keys"]),
        input.position.as_deref(),
        input.limit,
        |place: &UsagePlanKey| {
            let Some(query) = &input.name_query else {
                return Ok(true);
            };
            let name = key_of(place)?.value.name.unwrap_or_default();
            Ok(name.starts_with(query))
        },
    )?;
    let items: Result<_, ServiceError> = places
        .into_iter()
        .map(|place| {
            let key = key_of(&place)?.value;
            Ok(answered(place, key))
        })
        .collect();
    Ok(UsagePlanKeys {
        position,
        items: Some(items?),
    })
}

/// DeleteUsagePlanKey.
pub async fn delete(scope: &Scope, input: DeleteUsagePlanKeyRequest) -> Result<(), ServiceError> {
    let plan = &input.usage_plan_id;
    found::<UsagePlan>(scope, &plan_key(scope, plan), no_usage_plan)?;
    let key = plan_key_key(scope, plan, &input.key_id);
    let done = remove::<UsagePlanKey>(scope, &key, no_api_key).await;
    plans_changed(scope);
    done
}
