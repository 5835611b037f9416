//! A function as it is stored.

use std::collections::BTreeMap;

use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    AliasConfiguration, FunctionConfiguration, FunctionEventInvokeConfig, FunctionUrlConfig, errors,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::name::{Target, is_version};
use crate::control::Scope;
use crate::store::{self, Batch, Stored};

/// A function and all that is not a published version's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Function {
    /// `$LATEST`.
    pub configuration: FunctionConfiguration,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
    /// Its aliases, by name.
    pub aliases: BTreeMap<String, AliasConfiguration>,
    /// Its resource policies: of the unqualified function under `""`, else by version or alias
    /// (F§4.3: each has its own).
    pub policies: BTreeMap<String, ResourcePolicy>,
    /// `PutFunctionConcurrency`.
    pub reserved_concurrency: Option<i32>,
    /// How asynchronous invocations are retried, by qualifier (the unqualified function's under
    /// `$LATEST`).
    pub event_invoke_configs: BTreeMap<String, FunctionEventInvokeConfig>,
    /// The number of the version published last; numbers are never used again.
    pub last_version: u64,
    /// What its code takes unpacked, in bytes.
    pub code_unzipped: u64,
    /// Its URLs: the unqualified function's under `""`, else by alias.
    pub urls: BTreeMap<String, FunctionUrlConfig>,
    /// `PutProvisionedConcurrencyConfig`, by version or alias.
    pub provisioned_concurrency: BTreeMap<String, Provisioned>,
    /// `PutRuntimeManagementConfig`, by qualifier (the unqualified function's under `$LATEST`).
    pub runtime_management: BTreeMap<String, RuntimeManagement>,
    /// `PutFunctionRecursionConfig`.
    pub recursive_loop: Option<String>,
}

/// Provisioned concurrency of a version or an alias.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Provisioned {
    /// How many instances were asked for.
    pub requested: i32,
    /// When, as AWS writes it.
    pub last_modified: String,
}

/// Which build of a runtime runs a function.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RuntimeManagement {
    /// `Auto`, `FunctionUpdate` or `Manual`.
    pub update_runtime_on: String,
    /// The build, with `Manual`.
    pub runtime_version_arn: Option<String>,
}

/// One resource policy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ResourcePolicy {
    /// Changes with the policy.
    pub revision_id: String,
    /// Its statements, in the order added.
    pub statements: Vec<Value>,
}

impl ResourcePolicy {
    /// The document as GetPolicy shows it.
    pub fn document(&self) -> String {
        serde_json::json!({
            "Version": "2012-10-17",
            "Id": "default",
            "Statement": self.statements,
        })
        .to_string()
    }
}

/// The key of a function's document.
pub fn key(account: &str, region: &str, name: &str) -> String {
    format!("{account}/{region}/{}", store::path(&["functions", name]))
}

/// The key of a published version's document.
pub fn version_key(account: &str, region: &str, name: &str, version: &str) -> String {
    format!("{}/versions/{version}", key(account, region, name))
}

impl Function {
    /// Drops all that belongs to a version or an alias that goes; gives the id of its URL, if it had
    /// one.
    pub(super) fn drop_qualifier(&mut self, qualifier: &str) -> Option<String> {
        self.policies.remove(qualifier);
        self.event_invoke_configs.remove(qualifier);
        self.provisioned_concurrency.remove(qualifier);
        self.runtime_management.remove(qualifier);
        let url = self.urls.remove(qualifier)?;
        super::urls::id(&url).map(str::to_owned)
    }
}

/// The function's document, or AWS's "Function not found".
pub(super) fn load(scope: &Scope, target: &Target) -> Result<Stored<Function>, ServiceError> {
    scope
        .find(&key(&scope.account, &scope.region, &target.name))?
        .ok_or_else(|| target.not_found())
}

/// The configuration that a target's qualifier names, with `FunctionArn` as AWS shows it for that
/// qualifier.
pub(super) fn configuration(
    scope: &Scope,
    target: &Target,
    function: &Function,
) -> Result<FunctionConfiguration, ServiceError> {
    let Some(qualifier) = target.qualifier.as_deref() else {
        return Ok(function.configuration.clone());
    };
    let mut found = if qualifier == "$LATEST" {
        function.configuration.clone()
    } else if is_version(qualifier) {
        version(scope, target, qualifier)?
    } else {
        let alias = function
            .aliases
            .get(qualifier)
            .and_then(|alias| alias.function_version.as_deref())
            .ok_or_else(|| target.not_found())?;
        if alias == "$LATEST" {
            function.configuration.clone()
        } else {
            version(scope, target, alias)?
        }
    };
    found.function_arn = Some(target.qualified_arn());
    Ok(found)
}

fn version(
    scope: &Scope,
    target: &Target,
    number: &str,
) -> Result<FunctionConfiguration, ServiceError> {
    let key = version_key(&scope.account, &scope.region, &target.name, number);
    scope.get(&key)?.ok_or_else(|| target.not_found())
}

/// Changes a function: reads its document, applies `change`, writes it with what `change` adds to
/// the batch; again if somebody else wrote in between.
pub(super) async fn update<T: Send>(
    scope: &Scope,
    target: &Target,
    change: impl Fn(&mut Stored<Function>, Batch) -> Result<(T, Batch), ServiceError> + Send + Sync,
) -> Result<T, ServiceError> {
    let busy = || {
        errors::RESOURCE_CONFLICT
            .with("The operation cannot be performed at this time. An update is in progress for the function.")
    };
    let result = scope
        .transact(busy, || {
            let mut stored = load(scope, target)?;
            let (key, revision) = (stored.key.clone(), stored.revision);
            let (result, batch) = change(&mut stored, Batch::new())?;
            let batch = batch
                .expect_revision(key.clone(), revision)
                .put(key, &stored.value);
            Ok((batch, result))
        })
        .await?;
    forget(scope, target);
    Ok(result)
}

/// Tells those who hold the function in memory that it has changed.
pub(super) fn forget(scope: &Scope, target: &Target) {
    scope
        .server
        .functions
        .forget(&scope.account, &scope.region, &target.name);
    scope.server.lambda.retire(&target.arn);
}
