//! Function URLs: their configurations. Which function a URL's id leads to stands in `urls/{id}`,
//! which makes ids unique in the server; serving them is the listener's and `crate::function_url`'s.

use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    CreateFunctionUrlConfigRequest, CreateFunctionUrlConfigResponse,
    DeleteFunctionUrlConfigRequest, FunctionUrlConfig, GetFunctionUrlConfigRequest,
    GetFunctionUrlConfigResponse, ListFunctionUrlConfigsRequest, ListFunctionUrlConfigsResponse,
    UpdateFunctionUrlConfigRequest, UpdateFunctionUrlConfigResponse, errors,
};
use serde::{Deserialize, Serialize};

use super::document::{Function, load, update};
use super::functions::page_size;
use super::name::Target;
use crate::control::Scope;
use crate::store::path;

/// Where a URL leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Leads {
    /// The function's account.
    pub account: String,
    /// Its region.
    pub region: String,
    /// Its name.
    pub function: String,
    /// The alias, if it is one's URL.
    pub qualifier: Option<String>,
}

/// The key of the document that says where a URL leads.
pub fn key(id: &str) -> String {
    path(&["urls", id])
}

/// The id in a configuration's URL.
pub(super) fn id(config: &FunctionUrlConfig) -> Option<&str> {
    let host = config.function_url.as_deref()?.strip_prefix("http://")?;
    host.split('.').next()
}

/// CreateFunctionUrlConfig.
pub async fn create(
    scope: &Scope,
    input: CreateFunctionUrlConfigRequest,
) -> Result<CreateFunctionUrlConfigResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, input.qualifier.as_deref())?;
    let id = new_id();
    let now = now(scope);
    let config = FunctionUrlConfig {
        function_url: Some(format!(
            "http://{id}.lambda-url.localhost:{}/",
            scope.server.settings.listen.port()
        )),
        function_arn: Some(target.qualified_arn()),
        creation_time: Some(now.clone()),
        last_modified_time: Some(now),
        cors: input.cors,
        auth_type: Some(input.auth_type),
        invoke_mode: Some(input.invoke_mode.unwrap_or_else(|| "BUFFERED".to_owned())),
    };
    let leads = Leads {
        account: scope.account.clone(),
        region: scope.region.clone(),
        function: target.name.clone(),
        qualifier: target.qualifier.clone(),
    };
    update(scope, &target, |stored, batch| {
        check_qualifier(&target, &stored.value)?;
        if stored.value.urls.contains_key(qualifier(&target)) {
            return Err(errors::RESOURCE_CONFLICT.with(format!(
                "Failed to create function url config for [functionArn = {}]. Error message:  FunctionUrlConfig exists for this Lambda function",
                target.qualified_arn()
            )));
        }
        let urls = &mut stored.value.urls;
        urls.insert(qualifier(&target).to_owned(), config.clone());
        Ok(((), batch.expect_absent(key(&id)).put(key(&id), &leads)))
    })
    .await?;
    Ok(CreateFunctionUrlConfigResponse {
        function_url: config.function_url,
        function_arn: config.function_arn,
        auth_type: config.auth_type,
        cors: config.cors,
        creation_time: config.creation_time,
        invoke_mode: config.invoke_mode,
    })
}

/// GetFunctionUrlConfig.
pub async fn get(
    scope: &Scope,
    input: GetFunctionUrlConfigRequest,
) -> Result<GetFunctionUrlConfigResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, input.qualifier.as_deref())?;
    let mut urls = load(scope, &target).map_err(|_| not_there())?.value.urls;
    let config = urls.remove(qualifier(&target)).ok_or_else(not_there)?;
    Ok(GetFunctionUrlConfigResponse {
        function_url: config.function_url,
        function_arn: config.function_arn,
        auth_type: config.auth_type,
        cors: config.cors,
        creation_time: config.creation_time,
        last_modified_time: config.last_modified_time,
        invoke_mode: config.invoke_mode,
    })
}

/// UpdateFunctionUrlConfig: what is not given stays.
pub async fn change(
    scope: &Scope,
    input: UpdateFunctionUrlConfigRequest,
) -> Result<UpdateFunctionUrlConfigResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, input.qualifier.as_deref())?;
    let now = now(scope);
    update(scope, &target, |stored, batch| {
        let urls = &mut stored.value.urls;
        let config = urls.get_mut(qualifier(&target)).ok_or_else(not_there)?;
        if let Some(auth_type) = &input.auth_type {
            config.auth_type = Some(auth_type.clone());
        }
        if let Some(cors) = &input.cors {
            config.cors = Some(cors.clone());
        }
        if let Some(mode) = &input.invoke_mode {
            config.invoke_mode = Some(mode.clone());
        }
        config.last_modified_time = Some(now.clone());
        let config = config.clone();
        let shown = UpdateFunctionUrlConfigResponse {
            function_url: config.function_url,
            function_arn: config.function_arn,
            auth_type: config.auth_type,
            cors: config.cors,
            creation_time: config.creation_time,
            last_modified_time: config.last_modified_time,
            invoke_mode: config.invoke_mode,
        };
        Ok((shown, batch))
    })
    .await
}

/// DeleteFunctionUrlConfig.
pub async fn delete(
    scope: &Scope,
    input: DeleteFunctionUrlConfigRequest,
) -> Result<(), ServiceError> {
    let target = Target::parse(scope, &input.function_name, input.qualifier.as_deref())?;
    update(scope, &target, |stored, batch| {
        let urls = &mut stored.value.urls;
        let config = urls.remove(qualifier(&target)).ok_or_else(not_there)?;
        let batch = match id(&config) {
            Some(id) => batch.delete(key(id)),
            None => batch,
        };
        Ok(((), batch))
    })
    .await
}

/// ListFunctionUrlConfigs, by qualifier.
pub async fn list(
    scope: &Scope,
    input: ListFunctionUrlConfigsRequest,
) -> Result<ListFunctionUrlConfigsResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    let limit = page_size(input.max_items);
    let mut found: Vec<FunctionUrlConfig> = load(scope, &target)?
        .value
        .urls
        .into_values()
        .filter(|config| {
            let after = input.marker.as_ref();
            after.is_none_or(|after| config.function_arn.as_ref() > Some(after))
        })
        .take(limit + 1)
        .collect();
    let more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().filter(|_| more);
    Ok(ListFunctionUrlConfigsResponse {
        next_marker: last.and_then(|last| last.function_arn.clone()),
        function_url_configs: Some(found),
    })
}

fn qualifier(target: &Target) -> &str {
    target.qualifier.as_deref().unwrap_or_default()
}

/// Only an alias can have a URL of its own.
fn check_qualifier(target: &Target, function: &Function) -> Result<(), ServiceError> {
    match target.qualifier.as_deref() {
        Some(alias) if !function.aliases.contains_key(alias) => Err(target.alias_not_found()),
        _ => Ok(()),
    }
}

fn not_there() -> ServiceError {
    errors::RESOURCE_NOT_FOUND.with("The resource you requested does not exist.")
}

/// 32 small letters and digits.
fn new_id() -> String {
    uuid::Uuid::new_v4().simple().to_string()
}

fn now(scope: &Scope) -> String {
    let now = jiff::Timestamp::from_millisecond(scope.now_ms()).unwrap_or_default();
    format!("{now:.6}")
}
