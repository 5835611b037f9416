//! Invoke.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use gatewright_gateway::payload::check_json;
use gatewright_lambda::{ASYNCHRONOUS_REQUEST_LIMIT, Invocation, InvokeError, Outcome};
use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    InvocationRequest, InvocationResponse, InvokeAsyncRequest, InvokeAsyncResponse, errors,
};
use gatewright_wire::values::Blob;

use super::asynchronous;
use super::name::Target;
use crate::control::Scope;
use crate::control::internal;
use crate::functions::Unrunnable;
use crate::lambda_endpoint::told;

/// Refuses a payload that is not JSON.
pub fn check_payload(payload: &[u8]) -> Result<(), ServiceError> {
    check_json(payload).map_err(|error| errors::INVALID_REQUEST_CONTENT.with(error.to_string()))
}

/// Invoke: RequestResponse, Event or DryRun.
pub async fn invoke(
    scope: &Scope,
    input: InvocationRequest,
) -> Result<InvocationResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, input.qualifier.as_deref())?;
    let mut invocation = Invocation {
        payload: payload(input.payload)?,
        invoked_arn: target.qualified_arn(),
        client_context: client_context(input.client_context.as_deref())?,
        trace_id: None,
        log_tail: input.log_type.as_deref() == Some("Tail"),
    };
    match input.invocation_type.as_deref() {
        Some("DryRun") => {
            prepare(scope, &target).await?;
            Ok(InvocationResponse {
                status_code: Some(204),
                ..InvocationResponse::default()
            })
        }
        Some("Event") => {
            invocation.log_tail = false;
            start(scope, &target, invocation).await?;
            Ok(InvocationResponse {
                status_code: Some(202),
                ..InvocationResponse::default()
            })
        }
        _ => {
            let Some(endpoint) = &scope.server.settings.lambda_endpoint else {
                return run(scope, &target, invocation).await.map(answer);
            };
            match run(scope, &target, invocation.clone()).await {
                Ok(outcome) => Ok(answer(outcome)),
                Err(error) if is_for_elsewhere(&error) => {
                    let function = invocation.invoked_arn.clone();
                    let answer = endpoint.invoke(&function, invocation, false).await;
                    answer.map_err(told)
                }
                Err(error) => Err(error),
            }
        }
    }
}

fn answer(outcome: Outcome) -> InvocationResponse {
    InvocationResponse {
        status_code: Some(200),
        function_error: outcome
            .function_error
            .map(|error| error.as_str().to_owned()),
        log_result: log_result(&outcome),
        payload: Some(Blob(outcome.payload)),
        executed_version: Some(outcome.executed_version),
        ..InvocationResponse::default()
    }
}

/// Whether the function is not here, or cannot run here.
fn is_for_elsewhere(error: &ServiceError) -> bool {
    [
        errors::RESOURCE_NOT_FOUND.code,
        errors::INVALID_RUNTIME.code,
    ]
    .contains(&&*error.code)
}

/// InvokeAsync, the oldest form of an asynchronous invocation.
pub async fn invoke_async(
    scope: &Scope,
    input: InvokeAsyncRequest,
) -> Result<InvokeAsyncResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    let invocation = Invocation {
        payload: payload(Some(input.invoke_args))?,
        invoked_arn: target.qualified_arn(),
        ..Invocation::default()
    };
    start(scope, &target, invocation).await?;
    Ok(InvokeAsyncResponse { status: Some(202) })
}

async fn start(scope: &Scope, target: &Target, invocation: Invocation) -> Result<(), ServiceError> {
    prepare(scope, target).await?;
    let server = &scope.server;
    let function = target.qualified_arn().parse().map_err(internal)?;
    asynchronous::start(
        &server.functions,
        &server.lambda,
        &server.tasks,
        function,
        invocation,
    )
    .map(drop)
    .map_err(|error| refusal(&error))
}

/// The event in a request; `{}` if there is none.
pub(super) fn payload(sent: Option<Blob>) -> Result<Bytes, ServiceError> {
    let payload = sent.map_or_else(Bytes::new, |payload| payload.0);
    if payload.is_empty() {
        return Ok(Bytes::from_static(b"{}"));
    }
    check_payload(&payload)?;
    Ok(payload)
}

/// The end of the invocation's log, if it was asked for.
pub(super) fn log_result(outcome: &Outcome) -> Option<String> {
    let tail = outcome.log_tail.as_ref()?;
    Some(STANDARD.encode(tail))
}

/// Runs the version that the target names.
pub(super) async fn run(
    scope: &Scope,
    target: &Target,
    invocation: Invocation,
) -> Result<Outcome, ServiceError> {
    let version = prepare(scope, target).await?;
    scope
        .server
        .lambda
        .invoke(&version, invocation)
        .await
        .map_err(|error| refusal(&error))
}

pub(super) async fn prepare(
    scope: &Scope,
    target: &Target,
) -> Result<Arc<gatewright_lambda::FunctionVersion>, ServiceError> {
    let functions = &scope.server.functions;
    let not_found = || {
        // An unqualified call is shown as one of $LATEST (F§4.5).
        Target {
            qualifier: Some(
                target
                    .qualifier
                    .clone()
                    .unwrap_or_else(|| "$LATEST".to_owned()),
            ),
            ..target.clone()
        }
        .not_found()
    };
    let known = functions
        .get(&scope.account, &scope.region, &target.name)
        .await
        .map_err(internal)?
        .ok_or_else(not_found)?;
    functions
        .runnable(&known, target.qualifier.as_deref())
        .await
        .map_err(|error| match error {
            Unrunnable::NoQualifier(_) => not_found(),
            Unrunnable::Package(error) => errors::INVALID_ZIP_FILE.with(error.to_string()),
            error => internal(error),
        })
}

/// Lambda's answer to an invocation that did not reach the function.
pub fn refusal(error: &InvokeError) -> ServiceError {
    match error {
        InvokeError::Throttled { reason, .. } => errors::TOO_MANY_REQUESTS
            .with("Rate Exceeded.")
            .member("Reason", reason.to_string()),
        InvokeError::RequestTooLarge { size, limit } => {
            let invocation_type = match *limit {
                ASYNCHRONOUS_REQUEST_LIMIT => "Event",
                _ => "RequestResponse",
            };
            errors::REQUEST_TOO_LARGE.with(format!(
                "{size} byte payload is too large for the {invocation_type} invocation type (limit {limit} bytes)"
            ))
        }
        InvokeError::QueueFull { .. } => errors::TOO_MANY_REQUESTS.with(error.to_string()),
        InvokeError::UnsupportedRuntime { .. } | InvokeError::InterpreterMissing { .. } => {
            errors::INVALID_RUNTIME.with(error.to_string())
        }
        InvokeError::Package(error) => errors::INVALID_ZIP_FILE.with(error.to_string()),
        error => errors::SERVICE.with(error.to_string()),
    }
}

/// The client context travels as base64 JSON.
pub(super) fn client_context(text: Option<&str>) -> Result<Option<String>, ServiceError> {
    let Some(text) = text else {
        return Ok(None);
    };
    STANDARD
        .decode(text)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .filter(|text| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok())
        .map(Some)
        .ok_or_else(|| {
            errors::INVALID_REQUEST_CONTENT
                .with("Client context must be a valid Base64-encoded JSON object.")
        })
}
