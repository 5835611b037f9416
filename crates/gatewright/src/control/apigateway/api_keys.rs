//! API keys: what callers identify themselves with to usage plans (F§3.5).

use std::collections::BTreeMap;

use gatewright_wire::apigateway::{
    ApiKey, ApiKeys, CreateApiKeyRequest, DeleteApiKeyRequest, GetApiKeyRequest, GetApiKeysRequest,
    Stage, StageKey, UpdateApiKeyRequest, UsagePlan,
};
use gatewright_wire::error::ServiceError;
use gatewright_wire::values::Timestamp;

use super::documents::{edit, found, new_id, page_where, transact};
use super::patch::{Op, Otherwise, Rule, Rules, Wording};
use super::plans_changed;
use super::refusals::{bad_request, conflict, no_api_key, no_stage};
use super::stages::stage_key;
use super::tags;
use super::usage_plans::{key as plan_key, plan_key_key};
use crate::control::Scope;
use crate::plans::usage_key;
use crate::store::{Batch, Stored};

/// The key of an API key.
pub(super) fn key(scope: &Scope, id: &str) -> String {
    scope.key(&["apikeys", id])
}

/// The key that makes a value unique in its account and region, and says whose it is.
pub(super) fn value_key(scope: &Scope, value: &str) -> String {
    scope.key(&["apikeyvalues", value])
}

pub(super) fn check_value(value: &str) -> Result<(), ServiceError> {
    match value.chars().count() {
        0..20 => Err(bad_request(
            "API Key value should be at least 20 characters",
        )),
        20..=128 => Ok(()),
        _ => Err(bad_request(
            "API Key value exceeds maximum size of 128 characters",
        )),
    }
}

/// The refusal of a value that another key has.
pub(super) fn taken() -> ServiceError {
    conflict("API Key already exists")
}

/// What CreateApiKey and UpdateApiKey check of the whole key.
pub(super) fn check(key: &ApiKey) -> Result<(), ServiceError> {
    let length = |text: &Option<String>| text.as_deref().map_or(0, |text| text.chars().count());
    if length(&key.name) > 1024 {
        return Err(bad_request(
            "Invalid API Key name, can be at most 1024 characters.",
        ));
    }
    // [C]: the refusal is recorded, the limit is not.
    if length(&key.description) > 125_000 {
        return Err(bad_request("Invalid API Key description specified."));
    }
    Ok(())
}

/// A stage that a key names must be there. The words for one that is not are a guess \[C\].
fn stage_text(scope: &Scope, stage: &StageKey) -> Result<String, ServiceError> {
    let api = stage.rest_api_id.as_deref().unwrap_or_default();
    let name = stage.stage_name.as_deref().unwrap_or_default();
    scope
        .get::<Stage>(&stage_key(scope, api, name))?
        .map(|_| format!("{api}/{name}"))
        .ok_or_else(no_stage)
}

/// The time in whole seconds, as AWS keeps dates.
pub(super) fn now(scope: &Scope) -> Timestamp {
    Timestamp::from_millis(scope.now_ms() / 1000 * 1000)
}

/// CreateApiKey.
pub async fn create(scope: &Scope, input: CreateApiKeyRequest) -> Result<ApiKey, ServiceError> {
    let value = match input.value {
        Some(value) if !value.is_empty() => {
            check_value(&value)?;
            value
        }
        _ => new_id(20) + &new_id(20),
    };
    let stages = input.stage_keys.unwrap_or_default();
    let api_key = ApiKey {
        id: None,
        value: Some(value.clone()),
        name: input.name,
        customer_id: input.customer_id,
        description: input.description,
        enabled: Some(input.enabled.unwrap_or(false)),
        created_date: Some(now(scope)),
        last_updated_date: Some(now(scope)),
        stage_keys: None,
        tags: tags::given(input.tags)?,
    };
    check(&api_key)?;
    let done = transact(scope, || {
        let index = value_key(scope, &value);
        if scope.get::<String>(&index)?.is_some() {
            return Err(taken());
        }
        let id = new_id(10);
        let stages: Result<_, _> = stages.iter().map(|it| stage_text(scope, it)).collect();
        let api_key = ApiKey {
            id: Some(id.clone()),
            stage_keys: Some(stages?),
            ..api_key.clone()
        };
        let batch = Batch::new()
            .expect_absent(&*index)
            .put(index, &id)
            .put(key(scope, &id), &api_key);
        Ok((batch, api_key))
    })
    .await;
    plans_changed(scope);
    done
}

/// A key as it is answered: its value shows only where it is asked for.
fn answered(mut key: ApiKey, with_value: Option<bool>) -> ApiKey {
    if with_value != Some(true) {
        key.value = None;
    }
    key
}

/// One key as it is answered; only then an empty set of tags shows, as wire.md has it of others
/// \[C\].
fn answered_alone(key: ApiKey, with_value: Option<bool>) -> ApiKey {
    let mut key = answered(key, with_value);
    key.tags.get_or_insert_with(BTreeMap::new);
    key
}

/// GetApiKey.
pub async fn get(scope: &Scope, input: GetApiKeyRequest) -> Result<ApiKey, ServiceError> {
    let stored: Stored<ApiKey> = found(scope, &key(scope, &input.api_key), no_api_key)?;
    Ok(answered_alone(stored.value, input.include_value))
}

/// GetApiKeys. `nameQuery` is how a name begins \[C\].
pub async fn list(scope: &Scope, input: GetApiKeysRequest) -> Result<ApiKeys, ServiceError> {
    let (items, position) = page_where(
        scope,
        &scope.key(&["apikeys"]),
        input.position.as_deref(),
        input.limit,
        |key: &ApiKey| {
            let name = key.name.as_deref().unwrap_or_default();
            let named = input.name_query.as_deref();
            let customer = input.customer_id.as_ref();
            Ok(named.is_none_or(|query| name.starts_with(query))
                && customer.is_none_or(|customer| key.customer_id.as_ref() == Some(customer)))
        },
    )?;
    let items = items.into_iter();
    Ok(ApiKeys {
        warnings: None,
        position,
        items: Some(
            items
                .map(|key| answered(key, input.include_values))
                .collect(),
        ),
    })
}

const RULES: Rules<ApiKey> = Rules {
    wording: Wording::ListsPaths,
    rules: &[
        Rule::text("/description", |it| &mut it.description),
        Rule::flag("/enabled", |it| &mut it.enabled),
        Rule::text("/name", |it| &mut it.name),
        Rule::text("/customerId", |it| &mut it.customer_id),
        Rule::<ApiKey>::with("/stages", |it, patch| {
            let stage = patch.value.unwrap_or_default();
            patch.member(&mut it.stage_keys, stage);
            Ok(())
        })
        .on(Op::ADD_REMOVE, Otherwise::NoPath),
    ],
};

/// UpdateApiKey.
pub async fn update(scope: &Scope, input: UpdateApiKeyRequest) -> Result<ApiKey, ServiceError> {
    let done = edit(
        scope,
        &key(scope, &input.api_key),
        no_api_key,
        |api_key: &mut ApiKey| {
            let before = api_key.stage_keys.clone().unwrap_or_default();
            RULES.apply(api_key, input.patch_operations.as_deref())?;
            check(api_key)?;
            let stages = api_key.stage_keys.iter().flatten();
            for stage in stages.filter(|stage| !before.contains(stage)) {
                let (api, name) = stage.split_once('/').ok_or_else(no_stage)?;
                let stage = StageKey {
                    rest_api_id: Some(api.to_owned()),
                    stage_name: Some(name.to_owned()),
                };
                stage_text(scope, &stage)?;
            }
            api_key.last_updated_date = Some(now(scope));
            Ok(answered_alone(api_key.clone(), None))
        },
    )
    .await;
    plans_changed(scope);
    done
}

/// DeleteApiKey, and with it the key's place in usage plans.
pub async fn delete(scope: &Scope, input: DeleteApiKeyRequest) -> Result<(), ServiceError> {
    let id = &input.api_key;
    let done = transact(scope, || {
        let key = key(scope, id);
        let stored: Stored<ApiKey> = found(scope, &key, no_api_key)?;
        let value = stored.value.value.as_deref().unwrap_or_default();
        let mut batch = Batch::new()
            .expect_revision(&*key, stored.revision)
            .delete(&*key)
            .delete(value_key(scope, value));
        for plan in scope.children::<UsagePlan>(&scope.key(&["usageplans"]))? {
            let plan = plan.id.as_deref().unwrap_or_default();
            batch = batch
                .delete(plan_key_key(scope, plan, id))
                .delete(usage_key(&plan_key(scope, plan), id));
        }
        Ok((batch, ()))
    })
    .await;
    if done.is_ok() {
        // Not to be written again.
        for plan in scope.children::<UsagePlan>(&scope.key(&["usageplans"]))? {
            let plan = plan_key(scope, plan.id.as_deref().unwrap_or_default());
            scope.server.usage.forget(&usage_key(&plan, id));
        }
    }
    plans_changed(scope);
    done
}
