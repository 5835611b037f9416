//! Reserved concurrency.

use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    Concurrency, DeleteFunctionConcurrencyRequest, GetFunctionConcurrencyRequest,
    GetFunctionConcurrencyResponse, PutFunctionConcurrencyRequest, errors,
};

use super::document::{Function, load, update};
use super::name::Target;
use crate::control::Scope;

/// How many invocations an account may have at once: AWS's default, and what
/// [`gatewright_lambda::Settings::new`] sets.
pub(super) const ACCOUNT_LIMIT: i32 = 1000;
/// How many of these functions must leave to those that reserve none.
const LEAST_UNRESERVED: i32 = 100;

/// What these functions reserve together.
pub(super) fn reserved<'a>(functions: impl Iterator<Item = &'a Function>) -> i32 {
    functions
        .filter_map(|function| function.reserved_concurrency)
        .fold(0, i32::saturating_add)
}

/// PutFunctionConcurrency.
pub async fn put(
    scope: &Scope,
    input: PutFunctionConcurrencyRequest,
) -> Result<Concurrency, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    let functions: Vec<Function> = scope.children(&scope.key(&["functions"]))?;
    let others = functions.iter().filter(|function| {
        function.configuration.function_name.as_deref() != Some(target.name.as_str())
    });
    let wanted = reserved(others).saturating_add(input.reserved_concurrent_executions);
    if wanted > ACCOUNT_LIMIT - LEAST_UNRESERVED {
        return Err(errors::INVALID_PARAMETER_VALUE.with(format!(
            "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [{LEAST_UNRESERVED}]."
        )));
    }
    set(
        scope,
        &input.function_name,
        Some(input.reserved_concurrent_executions),
    )
    .await?;
    Ok(Concurrency {
        reserved_concurrent_executions: Some(input.reserved_concurrent_executions),
    })
}

/// GetFunctionConcurrency.
pub async fn get(
    scope: &Scope,
    input: GetFunctionConcurrencyRequest,
) -> Result<GetFunctionConcurrencyResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    Ok(GetFunctionConcurrencyResponse {
        reserved_concurrent_executions: load(scope, &target)?.value.reserved_concurrency,
    })
}

/// DeleteFunctionConcurrency.
pub async fn delete(
    scope: &Scope,
    input: DeleteFunctionConcurrencyRequest,
) -> Result<(), ServiceError> {
    set(scope, &input.function_name, None).await
}

async fn set(scope: &Scope, name: &str, reserved: Option<i32>) -> Result<(), ServiceError> {
    let target = Target::parse(scope, name, None)?;
    update(scope, &target, |stored, batch| {
        stored.value.reserved_concurrency = reserved;
        Ok(((), batch))
    })
    .await
}
