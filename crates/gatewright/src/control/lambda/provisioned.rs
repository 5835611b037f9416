//! Provisioned concurrency. It is kept, shown and counted; instances start when they are needed
//! whether it is there or not, and `AWS_LAMBDA_INITIALIZATION_TYPE` stays `on-demand`.

use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    DeleteProvisionedConcurrencyConfigRequest, GetProvisionedConcurrencyConfigRequest,
    GetProvisionedConcurrencyConfigResponse, ListProvisionedConcurrencyConfigsRequest,
    ListProvisionedConcurrencyConfigsResponse, ProvisionedConcurrencyConfigListItem,
    PutProvisionedConcurrencyConfigRequest, PutProvisionedConcurrencyConfigResponse, errors,
};

use super::configuration::last_modified;
use super::document::{Provisioned, configuration, load, update};
use super::functions::page_size;
use super::name::Target;
use crate::control::Scope;

/// PutProvisionedConcurrencyConfig, of a version or an alias.
pub async fn put(
    scope: &Scope,
    input: PutProvisionedConcurrencyConfigRequest,
) -> Result<PutProvisionedConcurrencyConfigResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, Some(&input.qualifier))?;
    let unpublished = || {
        errors::INVALID_PARAMETER_VALUE.with(
            "Provisioned Concurrency Configs cannot be applied to unpublished function versions.",
        )
    };
    if input.qualifier == "$LATEST" {
        return Err(unpublished());
    }
    let requested = input.provisioned_concurrent_executions;
    let modified = last_modified(scope);
    update(scope, &target, |stored, batch| {
        configuration(scope, &target, &stored.value)?;
        let alias = stored.value.aliases.get(&input.qualifier);
        if alias.is_some_and(|alias| alias.function_version.as_deref() == Some("$LATEST")) {
            return Err(unpublished());
        }
        let configs = &mut stored.value.provisioned_concurrency;
        let others: i32 = configs
            .iter()
            .filter(|(qualifier, _)| **qualifier != input.qualifier)
            .map(|(_, config)| config.requested)
            .sum();
        if let Some(reserved) = stored.value.reserved_concurrency
            && others.saturating_add(requested) > reserved
        {
            return Err(errors::INVALID_PARAMETER_VALUE.with(format!(
                "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function: {}",
                target.name
            )));
        }
        let config = Provisioned {
            requested,
            last_modified: modified.clone(),
        };
        configs.insert(input.qualifier.clone(), config);
        Ok(((), batch))
    })
    .await?;
    Ok(PutProvisionedConcurrencyConfigResponse {
        requested_provisioned_concurrent_executions: Some(requested),
        allocated_provisioned_concurrent_executions: Some(0),
        available_provisioned_concurrent_executions: Some(0),
        // As AWS answers before it has them; afterwards they are there.
        status: Some("IN_PROGRESS".to_owned()),
        status_reason: None,
        last_modified: Some(modified),
    })
}

/// GetProvisionedConcurrencyConfig.
pub async fn get(
    scope: &Scope,
    input: GetProvisionedConcurrencyConfigRequest,
) -> Result<GetProvisionedConcurrencyConfigResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, Some(&input.qualifier))?;
    let function = load(scope, &target)?.value;
    let config = function
        .provisioned_concurrency
        .get(&input.qualifier)
        .ok_or_else(has_none)?;
    Ok(GetProvisionedConcurrencyConfigResponse {
        requested_provisioned_concurrent_executions: Some(config.requested),
        available_provisioned_concurrent_executions: Some(config.requested),
        allocated_provisioned_concurrent_executions: Some(config.requested),
        status: Some("READY".to_owned()),
        status_reason: None,
        last_modified: Some(config.last_modified.clone()),
    })
}

/// DeleteProvisionedConcurrencyConfig; where there is none, that is well too.
pub async fn delete(
    scope: &Scope,
    input: DeleteProvisionedConcurrencyConfigRequest,
) -> Result<(), ServiceError> {
    let target = Target::parse(scope, &input.function_name, Some(&input.qualifier))?;
    update(scope, &target, |stored, batch| {
        stored
            .value
            .provisioned_concurrency
            .remove(&input.qualifier);
        Ok(((), batch))
    })
    .await
}

/// ListProvisionedConcurrencyConfigs, by qualifier.
pub async fn list(
    scope: &Scope,
    input: ListProvisionedConcurrencyConfigsRequest,
) -> Result<ListProvisionedConcurrencyConfigsResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    let limit = page_size(input.max_items);
    let mut found: Vec<(String, Provisioned)> = load(scope, &target)?
        .value
        .provisioned_concurrency
        .into_iter()
        .filter(|(name, _)| input.marker.as_ref().is_none_or(|after| name > after))
        .take(limit + 1)
        .collect();
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|(name, _)| name.clone());
    let item = |(qualifier, config): (String, Provisioned)| ProvisionedConcurrencyConfigListItem {
        function_arn: Some(format!("{}:{qualifier}", target.arn)),
        requested_provisioned_concurrent_executions: Some(config.requested),
        available_provisioned_concurrent_executions: Some(config.requested),
        allocated_provisioned_concurrent_executions: Some(config.requested),
        status: Some("READY".to_owned()),
        status_reason: None,
        last_modified: Some(config.last_modified),
    };
    Ok(ListProvisionedConcurrencyConfigsResponse {
        provisioned_concurrency_configs: Some(found.into_iter().map(item).collect()),
        next_marker: next,
    })
}

fn has_none() -> ServiceError {
    errors::PROVISIONED_CONCURRENCY_CONFIG_NOT_FOUND
        .with("No Provisioned Concurrency Config found for this function")
}
