//! Functions: create, get, list, configure, delete.

use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    Concurrency, CreateFunctionRequest, DeleteFunctionRequest, DeleteFunctionResponse,
    FunctionCodeLocation, FunctionConfiguration, GetFunctionConfigurationRequest,
    GetFunctionRequest, GetFunctionResponse, ListFunctionsRequest, ListFunctionsResponse,
    UpdateFunctionConfigurationRequest, errors,
};

use super::document::{self, Function, forget, key, load, update, version_key};
use super::name::{Target, is_version};
use super::{code, configuration, layers, urls, versions};
use crate::control::Scope;
use crate::control::internal;
use crate::store::{self, Batch, Stored};

/// CreateFunction.
pub async fn create(
    scope: &Scope,
    mut input: CreateFunctionRequest,
) -> Result<FunctionConfiguration, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    let publish = input.publish == Some(true);
    let tags = input.tags.take().unwrap_or_default();
    let code = std::mem::take(&mut input.code);
    let layers = layers::resolve(scope, input.layers.as_deref().unwrap_or_default())?;
    let mut configuration = configuration::create(scope, &target, input)?;
    let package = code::package(scope, code).await?;
    code::describe(&mut configuration, &package);
    layers::check_size(package.unzipped(), layers.unzipped)?;
    configuration.layers = layers.shown();
    let function = Function {
        configuration: configuration.clone(),
        code_unzipped: package.unzipped(),
        tags,
        ..Function::default()
    };
    let key = key(&scope.account, &scope.region, &target.name);
    let batch = Batch::new()
        .expect_absent(key.clone())
        .put(key.clone(), &function)
        .put_blob(key, package.zip().clone());
    match scope.server.store.commit(batch).await {
        Ok(_) => {}
        Err(store::Error::Conflict { .. }) => {
            return Err(
                errors::RESOURCE_CONFLICT.with(format!("Function already exist: {}", target.name))
            );
        }
        Err(error) => return Err(internal(error)),
    }
    forget(scope, &target);
    if publish {
        configuration = versions::publish_latest(scope, &target, None, None, None).await?;
    }
    // The function is there; AWS says Pending while it prepares it, and clients wait.
    configuration.state = Some("Pending".to_owned());
    configuration.state_reason = Some("The function is being created.".to_owned());
    configuration.state_reason_code = Some("Creating".to_owned());
    configuration.last_update_status = None;
    Ok(configuration)
}

/// GetFunction.
pub async fn get(
    scope: &Scope,
    input: GetFunctionRequest,
) -> Result<GetFunctionResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, input.qualifier.as_deref())?;
    let function = load(scope, &target)?.value;
    let configuration = document::configuration(scope, &target, &function)?;
    let location = format!(
        "http://{}/_gatewright/packages/{}/{}/{}/{}",
        scope.server.settings.listen,
        scope.account,
        scope.region,
        target.name,
        configuration.version.as_deref().unwrap_or("$LATEST")
    );
    Ok(GetFunctionResponse {
        configuration: Some(configuration),
        code: Some(FunctionCodeLocation {
            repository_type: Some("S3".to_owned()),
            location: Some(location),
            ..FunctionCodeLocation::default()
        }),
        tags: (!function.tags.is_empty()).then_some(function.tags),
        tags_error: None,
        concurrency: function.reserved_concurrency.map(|reserved| Concurrency {
            reserved_concurrent_executions: Some(reserved),
        }),
    })
}

/// GetFunctionConfiguration.
pub async fn get_configuration(
    scope: &Scope,
    input: GetFunctionConfigurationRequest,
) -> Result<FunctionConfiguration, ServiceError> {
    let target = Target::parse(scope, &input.function_name, input.qualifier.as_deref())?;
    let function = load(scope, &target)?.value;
    document::configuration(scope, &target, &function)
}

/// ListFunctions, in the order of names; with `FunctionVersion: ALL` every version.
pub async fn list(
    scope: &Scope,
    input: ListFunctionsRequest,
) -> Result<ListFunctionsResponse, ServiceError> {
    let parent = scope.key(&["functions"]);
    let after = input
        .marker
        .as_deref()
        .map(|marker| format!("{parent}/{marker}"));
    let limit = page_size(input.max_items);
    let stored: Vec<Stored<Function>> = scope
        .server
        .store
        .children(
            &parent,
            store::Page {
                after: after.as_deref(),
                limit: Some(limit + 1),
            },
        )
        .map_err(internal)?;
    let more = stored.len() > limit;
    let all = input.function_version.as_deref() == Some("ALL");
    let mut functions = Vec::new();
    let mut last = None;
    for stored in stored.into_iter().take(limit) {
        last = stored.key.rsplit('/').next().map(str::to_owned);
        if all {
            let versions: Vec<FunctionConfiguration> =
                scope.children(&format!("{}/versions", stored.key))?;
            functions.extend(versions.into_iter().map(listed));
        }
        let mut configuration = stored.value.configuration;
        if all {
            configuration.function_arn = configuration
                .function_arn
                .map(|arn| format!("{arn}:$LATEST"));
        }
        functions.push(listed(configuration));
    }
    Ok(ListFunctionsResponse {
        next_marker: last.filter(|_| more),
        functions: Some(functions),
    })
}

/// AWS leaves the state out of lists.
pub fn listed(configuration: FunctionConfiguration) -> FunctionConfiguration {
    FunctionConfiguration {
        state: None,
        state_reason: None,
        state_reason_code: None,
        last_update_status: None,
        last_update_status_reason: None,
        last_update_status_reason_code: None,
        runtime_version_config: None,
        ..configuration
    }
}

/// How many items a page has: 50 unless asked for fewer.
pub fn page_size(asked: Option<i32>) -> usize {
    asked.map_or(50, |asked| asked.clamp(1, 50) as usize)
}

/// UpdateFunctionConfiguration.
pub async fn update_configuration(
    scope: &Scope,
    input: UpdateFunctionConfigurationRequest,
) -> Result<FunctionConfiguration, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    let layers = match &input.layers {
        Some(layers) => Some(layers::resolve(scope, layers)?),
        None => None,
    };
    let mut changed = update(scope, &target, |stored, batch| {
        if let Some(layers) = &layers {
            layers::check_size(stored.value.code_unzipped, layers.unzipped)?;
            stored.value.configuration.layers = layers.shown();
        }
        let configuration = &mut stored.value.configuration;
        configuration::check_revision(
            input.revision_id.as_deref(),
            configuration.revision_id.as_deref(),
            "GetFunction/GetAlias",
        )?;
        configuration::update(scope, &input, configuration)?;
        Ok((configuration.clone(), batch))
    })
    .await?;
    changed.last_update_status = Some("InProgress".to_owned());
    changed.last_update_status_reason = Some("The function is being created.".to_owned());
    changed.last_update_status_reason_code = Some("Creating".to_owned());
    Ok(changed)
}

/// DeleteFunction: the function with all its versions and aliases, or one version.
pub async fn delete(
    scope: &Scope,
    input: DeleteFunctionRequest,
) -> Result<DeleteFunctionResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, input.qualifier.as_deref())?;
    match target.qualifier.as_deref() {
        None => {
            let stored = load(scope, &target)?;
            let batch = Batch::new().delete_tree(stored.key);
            let urls = stored.value.urls.values().filter_map(urls::id);
            let batch = urls.fold(batch, |batch, id| batch.delete(urls::key(id)));
            scope.server.store.commit(batch).await.map_err(internal)?;
            forget(scope, &target);
        }
        Some("$LATEST") => {
            return Err(errors::INVALID_PARAMETER_VALUE
                .with("$LATEST version cannot be deleted without deleting the function."));
        }
        Some(version) if is_version(version) => {
            let version_key = version_key(&scope.account, &scope.region, &target.name, version);
            update(scope, &target, |stored, batch| {
                let users: Vec<&str> = stored
                    .value
                    .aliases
                    .values()
                    .filter(|alias| versions::is_used_by(alias, version))
                    .filter_map(|alias| alias.name.as_deref())
                    .collect();
                if !users.is_empty() {
                    return Err(errors::RESOURCE_CONFLICT.with(format!(
                        "Cannot delete version {version}: it is referenced by alias {}",
                        users.join(", ")
                    )));
                }
                stored.value.drop_qualifier(version);
                Ok(((), batch.delete(version_key.clone())))
            })
            .await?;
        }
        Some(_) => {
            return Err(errors::INVALID_PARAMETER_VALUE
                .with("Deletion of aliases is not currently supported."));
        }
    }
    Ok(DeleteFunctionResponse {
        status_code: Some(204),
    })
}
