//! Asynchronous invocations, whoever asks for them: Lambda's own Invoke, API Gateway's integrations
//! with `X-Amz-Invocation-Type: Event`, subscriptions of log groups. What comes of one is told to its
//! destination, if that is a function.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use gatewright_gateway::arn::FunctionArn;
use gatewright_lambda::{Discarded, Found, Invocation, InvokeError, Lambda, Outcome, RetryPolicy};
use serde_json::{Value, json};

use super::event_invoke_config::{UNQUALIFIED, destination};
use crate::clock::Clock;
use crate::functions::Functions;
use crate::tasks::Tasks;

/// Accepts an invocation of `function` and tries it beside, as its event invoke config says. Gives
/// the request id that every try has.
pub fn start(
    functions: &Arc<Functions>,
    lambda: &Lambda,
    tasks: &Tasks,
    function: FunctionArn,
    invocation: Invocation,
) -> Result<String, InvokeError> {
    let payload = invocation.payload.clone();
    let event = lambda.accept(invocation)?;
    let request_id = event.request_id().to_owned();
    let (functions, lambda, id) = (Arc::clone(functions), lambda.clone(), request_id.clone());
    let more = tasks.clone();
    tasks.spawn(async move {
        let result = lambda
            .carry_out(event, || find(&functions, &function))
            .await;
        if let Err(why) = &result {
            tracing::warn!(%function, request_id = id, "asynchronous invocation discarded: {why}");
        }
        let Some(to) = destination_of(&functions, &function, result.is_ok()).await else {
            return;
        };
        let told = record(&function, &id, &payload, &result);
        deliver(&functions, &lambda, &more, &to, told);
    });
    Ok(request_id)
}

/// Where the function, as it is now, wants to have it told.
async fn destination_of(
    functions: &Functions,
    function: &FunctionArn,
    succeeded: bool,
) -> Option<String> {
    let known = functions
        .get(&function.account, &function.region, &function.name)
        .await
        .ok()??;
    let qualifier = function.qualifier.as_deref().unwrap_or(UNQUALIFIED);
    let config = known.document.event_invoke_configs.get(qualifier)?;
    destination(config.destination_config.as_ref()?, succeeded).cloned()
}

fn deliver(functions: &Arc<Functions>, lambda: &Lambda, tasks: &Tasks, to: &str, told: Bytes) {
    let Ok(target) = to.parse::<FunctionArn>() else {
        tracing::warn!(
            destination = to,
            "gatewright delivers the results of asynchronous invocations to functions only"
        );
        return;
    };
    let invocation = Invocation {
        payload: told,
        invoked_arn: to.to_owned(),
        ..Invocation::default()
    };
    if let Err(error) = start(functions, lambda, tasks, target, invocation) {
        tracing::warn!(
            destination = to,
            "the result of an asynchronous invocation is lost: {error}"
        );
    }
}

/// The record that AWS sends to a destination ("Capturing records of Lambda asynchronous
/// invocations" in its guide).
fn record(
    function: &FunctionArn,
    request_id: &str,
    payload: &Bytes,
    result: &Result<Outcome, Discarded>,
) -> Bytes {
    let answer = |bytes: &[u8]| -> Value { serde_json::from_slice(bytes).unwrap_or(Value::Null) };
    let context = |version: &str, error: Option<&str>| {
        let mut context = json!({ "statusCode": 200, "executedVersion": version });
        if let Some(error) = error {
            context["functionError"] = json!(error);
        }
        context
    };
    let (condition, tries, response) = match result {
        // How often a success was tried is not known here: at least once.
        Ok(outcome) => (
            "Success",
            1,
            Some((
                context(&outcome.executed_version, None),
                answer(&outcome.payload),
            )),
        ),
        Err(Discarded::RetriesExhausted { tries, last }) => {
            let error = last
                .function_error
                .map(gatewright_lambda::FunctionError::as_str);
            let context = context(&last.executed_version, error);
            (
                "RetriesExhausted",
                *tries,
                Some((context, answer(&last.payload))),
            )
        }
        Err(Discarded::EventAgeExceeded { .. }) => ("EventAgeExceeded", 1, None),
        Err(Discarded::ZeroReservedConcurrency) => ("ZeroReservedConcurrency", 0, None),
        Err(_) => ("SystemError", 0, None),
    };
    let now = jiff::Timestamp::from_millisecond(Clock.now_ms()).unwrap_or_default();
    let mut arn = function.clone();
    arn.qualifier.get_or_insert_with(|| UNQUALIFIED.to_owned());
    let mut record = json!({
        "version": "1.0",
        "timestamp": format!("{now:.3}"),
        "requestContext": {
            "requestId": request_id,
            "functionArn": arn.to_string(),
            "condition": condition,
            "approximateInvokeCount": tries,
        },
        "requestPayload": serde_json::from_slice::<Value>(payload).unwrap_or(Value::Null),
    });
    if let Some((context, payload)) = response {
        record["responseContext"] = context;
        record["responsePayload"] = payload;
    }
    record.to_string().into()
}

async fn find(functions: &Functions, function: &FunctionArn) -> Result<Found, String> {
    let known = functions
        .get(&function.account, &function.region, &function.name)
        .await
        .map_err(|error| error.to_string())?
        .ok_or_else(|| "the function is no more".to_owned())?;
    let qualifier = function.qualifier.as_deref();
    let version = functions
        .runnable(&known, qualifier)
        .await
        .map_err(|error| error.to_string())?;
    let defaults = RetryPolicy::default();
    let retries = known
        .document
        .event_invoke_configs
        .get(qualifier.unwrap_or(UNQUALIFIED))
        .map_or(defaults, |config| RetryPolicy {
            maximum_retry_attempts: config
                .maximum_retry_attempts
                .and_then(|attempts| attempts.try_into().ok())
                .unwrap_or(defaults.maximum_retry_attempts),
            maximum_event_age: config
                .maximum_event_age_in_seconds
                .and_then(|seconds| seconds.try_into().ok())
                .map_or(defaults.maximum_event_age, Duration::from_secs),
        });
    Ok(Found {
        function: version,
        retries,
    })
}
