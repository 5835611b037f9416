//! Published versions: frozen copies of `$LATEST`.

use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    AliasConfiguration, FunctionConfiguration, ListVersionsByFunctionRequest,
    ListVersionsByFunctionResponse, PublishVersionRequest, errors,
};

use super::configuration::check_revision;
use super::document::{load, update, version_key};
use super::functions::{listed, page_size};
use super::name::Target;
use crate::control::Scope;

/// PublishVersion.
pub async fn publish(
    scope: &Scope,
    input: PublishVersionRequest,
) -> Result<FunctionConfiguration, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    publish_latest(
        scope,
        &target,
        input.description,
        input.code_sha256.as_deref(),
        input.revision_id.as_deref(),
    )
    .await
}

/// Publishes `$LATEST`. If nothing has changed since the last version, that version is the answer.
/// The new version has no policy (F§4.3).
pub(super) async fn publish_latest(
    scope: &Scope,
    target: &Target,
    description: Option<String>,
    code_sha256: Option<&str>,
    revision_id: Option<&str>,
) -> Result<FunctionConfiguration, ServiceError> {
    update(scope, target, |stored, batch| {
        let function = &mut stored.value;
        let latest = &function.configuration;
        check_revision(revision_id, latest.revision_id.as_deref(), "GetFunction/GetAlias")?;
        let current = latest.code_sha256.as_deref().unwrap_or_default();
        if let Some(wanted) = code_sha256.filter(|wanted| *wanted != current) {
            return Err(errors::INVALID_PARAMETER_VALUE.with(format!(
                "CodeSHA256 ({wanted}) is different from current CodeSHA256 in $LATEST ({current}). Please try again with the CodeSHA256 in $LATEST."
            )));
        }
        let mut version = latest.clone();
        if let Some(description) = &description {
            version.description = Some(description.clone());
        }
        let last: Option<FunctionConfiguration> = match function.last_version {
            0 => None,
            last => scope.get(&version_key(
                &scope.account,
                &scope.region,
                &target.name,
                &last.to_string(),
            ))?,
        };
        if let Some(last) = last.filter(|last| same(last, &version)) {
            return Ok((last, batch));
        }
        function.last_version += 1;
        let number = function.last_version.to_string();
        version.version = Some(number.clone());
        version.function_arn = Some(format!("{}:{number}", target.arn));
        version.revision_id = Some(super::configuration::new_revision());
        let key = version_key(&scope.account, &scope.region, &target.name, &number);
        let mut batch = batch.put(key.clone(), &version);
        if let Some(blob) = stored.blob {
            batch = batch.attach(key, blob);
        }
        Ok((version, batch))
    })
    .await
}

/// Whether two configurations would run the same.
fn same(one: &FunctionConfiguration, other: &FunctionConfiguration) -> bool {
    let bare = |configuration: &FunctionConfiguration| FunctionConfiguration {
        function_arn: None,
        version: None,
        revision_id: None,
        last_modified: None,
        ..configuration.clone()
    };
    bare(one) == bare(other)
}

/// ListVersionsByFunction: `$LATEST`, then the versions by number.
pub async fn list(
    scope: &Scope,
    input: ListVersionsByFunctionRequest,
) -> Result<ListVersionsByFunctionResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    let stored = load(scope, &target)?;
    let mut latest = stored.value.configuration;
    latest.function_arn = Some(format!("{}:$LATEST", target.arn));
    let mut versions: Vec<FunctionConfiguration> =
        scope.children(&format!("{}/versions", stored.key))?;
    versions.sort_by_key(number);
    versions.insert(0, latest);
    let first = input
        .marker
        .and_then(|marker| marker.parse::<u64>().ok())
        .map_or(0, |after| {
            versions
                .iter()
                .take_while(|version| number(version) <= after)
                .count()
        });
    let limit = page_size(input.max_items);
    let page: Vec<FunctionConfiguration> = versions
        .drain(first..)
        .take(limit + 1)
        .map(listed)
        .collect();
    let more = page.len() > limit;
    let page: Vec<FunctionConfiguration> = page.into_iter().take(limit).collect();
    Ok(ListVersionsByFunctionResponse {
        next_marker: page
            .last()
            .filter(|_| more)
            .map(|version| number(version).to_string()),
        versions: Some(page),
    })
}

/// A version's number; 0 for `$LATEST`.
fn number(version: &FunctionConfiguration) -> u64 {
    version
        .version
        .as_deref()
        .and_then(|version| version.parse().ok())
        .unwrap_or(0)
}

/// Whether an alias leads to a version, with any weight.
pub fn is_used_by(alias: &AliasConfiguration, version: &str) -> bool {
    alias.function_version.as_deref() == Some(version)
        || alias
            .routing_config
            .as_ref()
            .and_then(|routing| routing.additional_version_weights.as_ref())
            .is_some_and(|weights| weights.contains_key(version))
}
