//! The account's limits, and a function's settings that change nothing in how it runs here: which
//! build of a runtime it gets, what becomes of recursive loops, code signing.

use std::collections::BTreeSet;

use gatewright_lambda::UNZIPPED_LIMIT;
use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    AccountLimit, AccountUsage, FunctionConfiguration, GetAccountSettingsRequest,
    GetAccountSettingsResponse, GetFunctionCodeSigningConfigRequest,
    GetFunctionCodeSigningConfigResponse, GetFunctionRecursionConfigRequest,
    GetFunctionRecursionConfigResponse, GetRuntimeManagementConfigRequest,
    GetRuntimeManagementConfigResponse, PutFunctionRecursionConfigRequest,
    PutFunctionRecursionConfigResponse, PutRuntimeManagementConfigRequest,
    PutRuntimeManagementConfigResponse, errors,
};

use super::code::MAX_ZIP;
use super::concurrency::{ACCOUNT_LIMIT, reserved};
use super::document::{Function, RuntimeManagement, configuration, load, update};
use super::layers;
use super::name::Target;
use crate::control::Scope;
use crate::store::{Page, Stored};

/// AWS's default for all code of an account in a region, in bytes.
const TOTAL_CODE_SIZE: i64 = 80_530_636_800;

/// GetAccountSettings.
pub async fn get_account(
    scope: &Scope,
    _: GetAccountSettingsRequest,
) -> Result<GetAccountSettingsResponse, ServiceError> {
    let functions: Vec<Stored<Function>> =
        scope.children_page(&scope.key(&["functions"]), Page::default())?;
    let size = |configuration: &FunctionConfiguration| configuration.code_size.unwrap_or(0);
    let mut total = layers::code_size(scope)?;
    for function in &functions {
        // Versions that run the same code share it.
        let mut seen: BTreeSet<Option<String>> = BTreeSet::new();
        let versions: Vec<FunctionConfiguration> =
            scope.children(&format!("{}/versions", function.key))?;
        for version in versions.iter().chain([&function.value.configuration]) {
            if seen.insert(version.code_sha256.clone()) {
                total += size(version);
            }
        }
    }
    let reserved = reserved(functions.iter().map(|function| &function.value));
    Ok(GetAccountSettingsResponse {
        account_limit: Some(AccountLimit {
            total_code_size: Some(TOTAL_CODE_SIZE),
            code_size_unzipped: Some(UNZIPPED_LIMIT as i64),
            code_size_zipped: Some(MAX_ZIP as i64),
            concurrent_executions: Some(ACCOUNT_LIMIT),
            unreserved_concurrent_executions: Some(ACCOUNT_LIMIT - reserved),
        }),
        account_usage: Some(AccountUsage {
            total_code_size: Some(total),
            function_count: Some(functions.len() as i64),
        }),
    })
}

/// PutRuntimeManagementConfig. The interpreter that is installed runs the function, whatever it says.
pub async fn put_runtime_management(
    scope: &Scope,
    input: PutRuntimeManagementConfigRequest,
) -> Result<PutRuntimeManagementConfigResponse, ServiceError> {
    let target = versioned(scope, &input.function_name, input.qualifier.as_deref())?;
    let manual = input.update_runtime_on == "Manual";
    if manual != input.runtime_version_arn.is_some() {
        // The texts are ours [C].
        return Err(errors::INVALID_PARAMETER_VALUE.with(if manual {
            "RuntimeVersionArn is required when UpdateRuntimeOn is Manual."
        } else {
            "RuntimeVersionArn is allowed only when UpdateRuntimeOn is Manual."
        }));
    }
    let management = RuntimeManagement {
        update_runtime_on: input.update_runtime_on,
        runtime_version_arn: input.runtime_version_arn,
    };
    update(scope, &target, |stored, batch| {
        configuration(scope, &target, &stored.value)?;
        let qualifier = target.qualifier.clone().unwrap_or_default();
        let configs = &mut stored.value.runtime_management;
        configs.insert(qualifier, management.clone());
        Ok(((), batch))
    })
    .await?;
    Ok(PutRuntimeManagementConfigResponse {
        update_runtime_on: Some(management.update_runtime_on),
        function_arn: Some(target.qualified_arn()),
        runtime_version_arn: management.runtime_version_arn,
    })
}

/// GetRuntimeManagementConfig.
pub async fn get_runtime_management(
    scope: &Scope,
    input: GetRuntimeManagementConfigRequest,
) -> Result<GetRuntimeManagementConfigResponse, ServiceError> {
    let target = versioned(scope, &input.function_name, input.qualifier.as_deref())?;
    let function = load(scope, &target)?.value;
    configuration(scope, &target, &function)?;
    let qualifier = target.qualifier.as_deref().unwrap_or_default();
    let management = function.runtime_management.get(qualifier).cloned();
    let management = management.unwrap_or_else(|| RuntimeManagement {
        update_runtime_on: "Auto".to_owned(),
        runtime_version_arn: None,
    });
    Ok(GetRuntimeManagementConfigResponse {
        update_runtime_on: Some(management.update_runtime_on),
        function_arn: Some(target.qualified_arn()),
        runtime_version_arn: management.runtime_version_arn,
    })
}

fn versioned(scope: &Scope, name: &str, beside: Option<&str>) -> Result<Target, ServiceError> {
    let mut target = Target::parse(scope, name, beside)?;
    target.qualifier.get_or_insert_with(|| "$LATEST".to_owned());
    Ok(target)
}

/// PutFunctionRecursionConfig. Loops are not looked for, so neither value stops one.
pub async fn put_recursion(
    scope: &Scope,
    input: PutFunctionRecursionConfigRequest,
) -> Result<PutFunctionRecursionConfigResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    update(scope, &target, |stored, batch| {
        stored.value.recursive_loop = Some(input.recursive_loop.clone());
        Ok(((), batch))
    })
    .await?;
    Ok(PutFunctionRecursionConfigResponse {
        recursive_loop: Some(input.recursive_loop),
    })
}

/// GetFunctionRecursionConfig.
pub async fn get_recursion(
    scope: &Scope,
    input: GetFunctionRecursionConfigRequest,
) -> Result<GetFunctionRecursionConfigResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    let kept = load(scope, &target)?.value.recursive_loop;
    Ok(GetFunctionRecursionConfigResponse {
        recursive_loop: Some(kept.unwrap_or_else(|| "Terminate".to_owned())),
    })
}

/// GetFunctionCodeSigningConfig: no function has one, since PutFunctionCodeSigningConfig is not
/// implemented. AWS then answers the name alone.
pub async fn get_code_signing(
    scope: &Scope,
    input: GetFunctionCodeSigningConfigRequest,
) -> Result<GetFunctionCodeSigningConfigResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    load(scope, &target)?;
    Ok(GetFunctionCodeSigningConfigResponse {
        code_signing_config_arn: None,
        function_name: Some(target.name),
    })
}
