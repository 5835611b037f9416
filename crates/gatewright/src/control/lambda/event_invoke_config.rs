//! How asynchronous invocations are retried, and who is told what came of them: the event invoke
//! configs of a function, a version or an alias. Any destination can be configured; functions are
//! delivered to, queues, topics, buses and buckets are not here.

use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    DeleteFunctionEventInvokeConfigRequest, DestinationConfig, FunctionEventInvokeConfig,
    GetFunctionEventInvokeConfigRequest, ListFunctionEventInvokeConfigsRequest,
    ListFunctionEventInvokeConfigsResponse, PutFunctionEventInvokeConfigRequest,
    UpdateFunctionEventInvokeConfigRequest, errors,
};
use gatewright_wire::values::Timestamp;

use super::document::{configuration, load, update};
use super::functions::page_size;
use super::name::Target;
use crate::control::Scope;

/// The qualifier under which AWS keeps and shows the unqualified function's.
pub(super) const UNQUALIFIED: &str = "$LATEST";

/// What an operation sets; what is `None` it leaves as it was, or has none of.
struct Settings {
    maximum_retry_attempts: Option<i32>,
    maximum_event_age_in_seconds: Option<i32>,
    destination_config: Option<DestinationConfig>,
}

/// PutFunctionEventInvokeConfig: what is not given is the default again.
pub async fn put(
    scope: &Scope,
    input: PutFunctionEventInvokeConfigRequest,
) -> Result<FunctionEventInvokeConfig, ServiceError> {
    let target = target(scope, &input.function_name, input.qualifier.as_deref())?;
    let settings = Settings {
        maximum_retry_attempts: input.maximum_retry_attempts,
        maximum_event_age_in_seconds: input.maximum_event_age_in_seconds,
        destination_config: input.destination_config,
    };
    set(scope, &target, settings, false).await
}

/// UpdateFunctionEventInvokeConfig: what is not given stays.
pub async fn change(
    scope: &Scope,
    input: UpdateFunctionEventInvokeConfigRequest,
) -> Result<FunctionEventInvokeConfig, ServiceError> {
    let target = target(scope, &input.function_name, input.qualifier.as_deref())?;
    let settings = Settings {
        maximum_retry_attempts: input.maximum_retry_attempts,
        maximum_event_age_in_seconds: input.maximum_event_age_in_seconds,
        destination_config: input.destination_config,
    };
    set(scope, &target, settings, true).await
}

/// GetFunctionEventInvokeConfig.
pub async fn get(
    scope: &Scope,
    input: GetFunctionEventInvokeConfigRequest,
) -> Result<FunctionEventInvokeConfig, ServiceError> {
    let target = target(scope, &input.function_name, input.qualifier.as_deref())?;
    let mut configs = load(scope, &target)?.value.event_invoke_configs;
    configs
        .remove(qualifier(&target))
        .ok_or_else(|| has_none(&target))
}

/// DeleteFunctionEventInvokeConfig.
pub async fn delete(
    scope: &Scope,
    input: DeleteFunctionEventInvokeConfigRequest,
) -> Result<(), ServiceError> {
    let target = target(scope, &input.function_name, input.qualifier.as_deref())?;
    update(scope, &target, |stored, batch| {
        let configs = &mut stored.value.event_invoke_configs;
        match configs.remove(qualifier(&target)) {
            Some(_) => Ok(((), batch)),
            None => Err(has_none(&target)),
        }
    })
    .await
}

/// ListFunctionEventInvokeConfigs, by qualifier.
pub async fn list(
    scope: &Scope,
    input: ListFunctionEventInvokeConfigsRequest,
) -> Result<ListFunctionEventInvokeConfigsResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    let limit = page_size(input.max_items);
    let mut found: Vec<(String, FunctionEventInvokeConfig)> = load(scope, &target)?
        .value
        .event_invoke_configs
        .into_iter()
        .filter(|(name, _)| input.marker.as_ref().is_none_or(|after| name > after))
        .take(limit + 1)
        .collect();
    let more = found.len() > limit;
    found.truncate(limit);
    Ok(ListFunctionEventInvokeConfigsResponse {
        next_marker: found.last().filter(|_| more).map(|(name, _)| name.clone()),
        function_event_invoke_configs: Some(found.into_iter().map(|(_, config)| config).collect()),
    })
}

fn target(scope: &Scope, name: &str, beside: Option<&str>) -> Result<Target, ServiceError> {
    let mut target = Target::parse(scope, name, beside)?;
    // AWS's examples show the unqualified function's with this qualifier.
    target
        .qualifier
        .get_or_insert_with(|| UNQUALIFIED.to_owned());
    Ok(target)
}

fn qualifier(target: &Target) -> &str {
    target.qualifier.as_deref().unwrap_or(UNQUALIFIED)
}

async fn set(
    scope: &Scope,
    target: &Target,
    settings: Settings,
    keep: bool,
) -> Result<FunctionEventInvokeConfig, ServiceError> {
    check(&settings)?;
    update(scope, target, |stored, batch| {
        // The qualifier must be there.
        configuration(scope, target, &stored.value)?;
        let configs = &mut stored.value.event_invoke_configs;
        let before = match configs.get(qualifier(target)) {
            Some(config) if keep => config.clone(),
            None if keep => return Err(has_none(target)),
            _ => FunctionEventInvokeConfig::default(),
        };
        let config = FunctionEventInvokeConfig {
            last_modified: Some(Timestamp::from_millis(scope.server.clock.now_ms())),
            function_arn: Some(target.qualified_arn()),
            maximum_retry_attempts: settings
                .maximum_retry_attempts
                .or(before.maximum_retry_attempts),
            maximum_event_age_in_seconds: settings
                .maximum_event_age_in_seconds
                .or(before.maximum_event_age_in_seconds),
            destination_config: Some(shown(
                settings
                    .destination_config
                    .clone()
                    .or(before.destination_config),
            )),
        };
        configs.insert(qualifier(target).to_owned(), config.clone());
        Ok((config, batch))
    })
    .await
}

/// The ranges are the model's, and have been checked.
fn check(settings: &Settings) -> Result<(), ServiceError> {
    let destinations = settings.destination_config.as_ref();
    if settings.maximum_retry_attempts.is_none()
        && settings.maximum_event_age_in_seconds.is_none()
        && destinations.is_none()
    {
        // AWS refuses an empty one; the text is not recorded [C].
        return Err(errors::INVALID_PARAMETER_VALUE
            .with("You must specify at least one of error handling or destination setting."));
    }
    Ok(())
}

/// Whom to tell of a success or of a failure.
pub(super) fn destination(config: &DestinationConfig, succeeded: bool) -> Option<&String> {
    let (on_success, on_failure) = (config.on_success.as_ref(), config.on_failure.as_ref());
    let arn = if succeeded {
        on_success?.destination.as_ref()
    } else {
        on_failure?.destination.as_ref()
    };
    arn.filter(|arn| !arn.is_empty())
}

/// AWS shows both, empty where there is none.
fn shown(config: Option<DestinationConfig>) -> DestinationConfig {
    let config = config.unwrap_or_default();
    DestinationConfig {
        on_success: Some(config.on_success.unwrap_or_default()),
        on_failure: Some(config.on_failure.unwrap_or_default()),
    }
}

fn has_none(target: &Target) -> ServiceError {
    errors::RESOURCE_NOT_FOUND.with(format!(
        "The function {} doesn't have an EventInvokeConfig",
        target.qualified_arn()
    ))
}
