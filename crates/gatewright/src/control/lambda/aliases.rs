//! Aliases: names for versions, with weights.

use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    AliasConfiguration, AliasRoutingConfiguration, CreateAliasRequest, DeleteAliasRequest,
    GetAliasRequest, ListAliasesRequest, ListAliasesResponse, UpdateAliasRequest, errors,
};

use super::configuration::{check_revision, new_revision};
use super::document::{configuration, load, update};
use super::functions::page_size;
use super::name::{Target, is_version};
use super::urls;
use crate::control::Scope;

/// CreateAlias.
pub async fn create(
    scope: &Scope,
    input: CreateAliasRequest,
) -> Result<AliasConfiguration, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    let alias_arn = format!("{}:{}", target.arn, input.name);
    update(scope, &target, |stored, batch| {
        let function = &mut stored.value;
        if function.aliases.contains_key(&input.name) {
            return Err(
                errors::RESOURCE_CONFLICT.with(format!("Alias already exists: {alias_arn}"))
            );
        }
        check_version(scope, &target, function, &input.function_version)?;
        check_routing(
            scope,
            &target,
            function,
            &input.function_version,
            input.routing_config.as_ref(),
        )?;
        let alias = AliasConfiguration {
            alias_arn: Some(alias_arn.clone()),
            name: Some(input.name.clone()),
            function_version: Some(input.function_version.clone()),
            description: Some(input.description.clone().unwrap_or_default()),
            routing_config: routing(input.routing_config.clone()),
            revision_id: Some(new_revision()),
        };
        function.aliases.insert(input.name.clone(), alias.clone());
        Ok((alias, batch))
    })
    .await
}

/// GetAlias.
pub async fn get(
    scope: &Scope,
    input: GetAliasRequest,
) -> Result<AliasConfiguration, ServiceError> {
    let target = Target::parse(scope, &input.function_name, Some(&input.name))?;
    let function = load(scope, &target).map_err(|_| target.alias_not_found())?;
    function
        .value
        .aliases
        .get(&input.name)
        .cloned()
        .ok_or_else(|| target.alias_not_found())
}

/// UpdateAlias.
pub async fn change(
    scope: &Scope,
    input: UpdateAliasRequest,
) -> Result<AliasConfiguration, ServiceError> {
    let target = Target::parse(scope, &input.function_name, Some(&input.name))?;
    update(scope, &target, |stored, batch| {
        let function = &mut stored.value;
        let mut alias = function
            .aliases
            .get(&input.name)
            .cloned()
            .ok_or_else(|| target.alias_not_found())?;
        check_revision(
            input.revision_id.as_deref(),
            alias.revision_id.as_deref(),
            "GetFunction/GetAlias",
        )?;
        if let Some(version) = &input.function_version {
            check_version(scope, &target, function, version)?;
            alias.function_version = Some(version.clone());
        }
        if let Some(description) = &input.description {
            alias.description = Some(description.clone());
        }
        if input.routing_config.is_some() {
            let version = alias.function_version.clone().unwrap_or_default();
            check_routing(
                scope,
                &target,
                function,
                &version,
                input.routing_config.as_ref(),
            )?;
            alias.routing_config = routing(input.routing_config.clone());
        }
        alias.revision_id = Some(new_revision());
        function.aliases.insert(input.name.clone(), alias.clone());
        Ok((alias, batch))
    })
    .await
}

/// DeleteAlias; its policy, its URL and the like go with it. An alias that is not there is deleted all the same.
pub async fn delete(scope: &Scope, input: DeleteAliasRequest) -> Result<(), ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    update(scope, &target, |stored, batch| {
        stored.value.aliases.remove(&input.name);
        let batch = match stored.value.drop_qualifier(&input.name) {
            Some(url) => batch.delete(urls::key(&url)),
            None => batch,
        };
        Ok(((), batch))
    })
    .await
}

/// ListAliases, by name; those of one version if asked.
pub async fn list(
    scope: &Scope,
    input: ListAliasesRequest,
) -> Result<ListAliasesResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    let function = load(scope, &target)?.value;
    let limit = page_size(input.max_items);
    let mut aliases: Vec<AliasConfiguration> = function
        .aliases
        .into_iter()
        .filter(|(name, _)| input.marker.as_ref().is_none_or(|after| name > after))
        .map(|(_, alias)| alias)
        .filter(|alias| {
            input
                .function_version
                .as_ref()
                .is_none_or(|version| alias.function_version.as_ref() == Some(version))
        })
        .take(limit + 1)
        .collect();
    let more = aliases.len() > limit;
    aliases.truncate(limit);
    Ok(ListAliasesResponse {
        next_marker: aliases
            .last()
            .filter(|_| more)
            .and_then(|alias| alias.name.clone()),
        aliases: Some(aliases),
    })
}

fn check_version(
    scope: &Scope,
    target: &Target,
    function: &super::Function,
    version: &str,
) -> Result<(), ServiceError> {
    let version = Target {
        qualifier: Some(version.to_owned()),
        ..target.clone()
    };
    configuration(scope, &version, function).map(drop)
}

/// Weights are of one other published version, between 0 and 1.
fn check_routing(
    scope: &Scope,
    target: &Target,
    function: &super::Function,
    version: &str,
    routing: Option<&AliasRoutingConfiguration>,
) -> Result<(), ServiceError> {
    let Some(weights) = routing.and_then(|routing| routing.additional_version_weights.as_ref())
    else {
        return Ok(());
    };
    let invalid = |message: String| Err(errors::INVALID_PARAMETER_VALUE.with(message));
    if weights.len() > 1 {
        return invalid(format!(
            "Number of items in AdditionalVersionWeights cannot be greater than 1. Actual: {}",
            weights.len()
        ));
    }
    if version == "$LATEST" && !weights.is_empty() {
        return invalid(
            "$LATEST is not supported for an alias pointing to more than 1 version".to_owned(),
        );
    }
    for (other, weight) in weights {
        if other == version {
            return invalid(format!(
                "Invalid function version {other}. Function version {other} is already included in routing configuration."
            ));
        }
        if !(0.0..=1.0).contains(weight) || !is_version(other) {
            return invalid(format!(
                "{weight} is not a weight between 0.0 and 1.0 of a published version ({other})"
            ));
        }
        check_version(scope, target, function, other)?;
    }
    Ok(())
}

/// An empty routing configuration is none.
fn routing(config: Option<AliasRoutingConfiguration>) -> Option<AliasRoutingConfiguration> {
    config.filter(|config| {
        config
            .additional_version_weights
            .as_ref()
            .is_some_and(|weights| !weights.is_empty())
    })
}
