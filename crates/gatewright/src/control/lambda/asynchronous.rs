//! Asynchronous invocations, whoever asks for them: Lambda's own Invoke and API Gateway's
//! integrations with `X-Amz-Invocation-Type: Event`.

use std::sync::Arc;
use std::time::Duration;

use gatewright_gateway::arn::FunctionArn;
use gatewright_lambda::{Found, Invocation, InvokeError, Lambda, RetryPolicy};

use super::event_invoke_config::UNQUALIFIED;
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
    let event = lambda.accept(invocation)?;
    let request_id = event.request_id().to_owned();
    let (functions, lambda, id) = (Arc::clone(functions), lambda.clone(), request_id.clone());
    tasks.spawn(async move {
        let discarded = lambda
            .carry_out(event, || find(&functions, &function))
            .await
            .err();
        // AWS tells a dead-letter queue or a destination, if there is one, and nobody otherwise.
        if let Some(why) = discarded {
            tracing::warn!(%function, request_id = id, "asynchronous invocation discarded: {why}");
        }
    });
    Ok(request_id)
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
