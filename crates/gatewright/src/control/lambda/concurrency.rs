//! Reserved concurrency.

use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    Concurrency, DeleteFunctionConcurrencyRequest, GetFunctionConcurrencyRequest,
    GetFunctionConcurrencyResponse, PutFunctionConcurrencyRequest,
};

use super::document::{load, update};
use super::name::Target;
use crate::control::Scope;

/// PutFunctionConcurrency.
pub async fn put(
    scope: &Scope,
    input: PutFunctionConcurrencyRequest,
) -> Result<Concurrency, ServiceError> {
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
