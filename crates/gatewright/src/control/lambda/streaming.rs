//! InvokeWithResponseStream: the function's answer in events, as it comes if the function streams.

use bytes::Bytes;
use gatewright_lambda::{Invocation, Outcome};
use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    InvokeResponseStreamUpdate, InvokeWithResponseStreamCompleteEvent,
    InvokeWithResponseStreamRequest, InvokeWithResponseStreamResponse,
    InvokeWithResponseStreamResponseEvent,
};
use gatewright_wire::values::Blob;

use super::invoke::{client_context, log_result, payload, prepare, refusal};
use super::name::Target;
use crate::control::Scope;
use crate::control::events::EventSender;

/// The most that one event carries, in bytes.
const PIECE: usize = 256 << 10;

/// InvokeWithResponseStream.
pub async fn invoke(
    scope: &Scope,
    input: InvokeWithResponseStreamRequest,
    events: EventSender,
) -> Result<InvokeWithResponseStreamResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, input.qualifier.as_deref())?;
    let invocation = Invocation {
        payload: payload(input.payload)?,
        invoked_arn: target.qualified_arn(),
        client_context: client_context(input.client_context.as_deref())?,
        trace_id: None,
        log_tail: input.log_type.as_deref() == Some("Tail"),
    };
    if input.invocation_type.as_deref() == Some("DryRun") {
        prepare(scope, &target).await?;
        return Ok(InvokeWithResponseStreamResponse {
            status_code: Some(204),
            ..InvokeWithResponseStreamResponse::default()
        });
    }
    let version = prepare(scope, &target).await?;
    let mut streaming = scope
        .server
        .lambda
        .invoke_streaming(&version, invocation)
        .map_err(|error| refusal(&error))?;
    let executed_version = streaming.executed_version.clone();
    let Some(first) = streaming.next().await else {
        let outcome = streaming.outcome().await.map_err(|error| refusal(&error))?;
        scope.server.tasks.spawn(async move {
            let failed = outcome.function_error.is_some();
            let mut rest = if failed {
                Bytes::new()
            } else {
                outcome.payload.clone()
            };
            while !rest.is_empty() {
                let piece = rest.split_to(rest.len().min(PIECE));
                if !matches!(events.send(&chunk(piece)).await, Ok(true)) {
                    return;
                }
            }
            // A client that has gone is told nothing.
            let _ = events.send(&complete(&outcome)).await;
        });
        return Ok(begun(executed_version));
    };
    scope.server.tasks.spawn(async move {
        let mut next = Some(first);
        while let Some(piece) = next {
            if !matches!(events.send(&chunk(piece)).await, Ok(true)) {
                return;
            }
            next = streaming.next().await;
        }
        let end = match streaming.outcome().await {
            Ok(outcome) => complete(&outcome),
            // The answer has begun: it is too late for an error of the service.
            Err(error) => completed(InvokeWithResponseStreamCompleteEvent {
                error_code: Some("Unhandled".to_owned()),
                error_details: Some(error.to_string()),
                ..InvokeWithResponseStreamCompleteEvent::default()
            }),
        };
        let _ = events.send(&end).await;
    });
    Ok(begun(executed_version))
}

fn begun(executed_version: String) -> InvokeWithResponseStreamResponse {
    InvokeWithResponseStreamResponse {
        status_code: Some(200),
        executed_version: Some(executed_version),
        ..InvokeWithResponseStreamResponse::default()
    }
}

fn chunk(payload: Bytes) -> InvokeWithResponseStreamResponseEvent {
    let payload = Some(Blob(payload));
    InvokeWithResponseStreamResponseEvent {
        payload_chunk: Some(InvokeResponseStreamUpdate { payload }),
        invoke_complete: None,
    }
}

/// What came of it in the end.
fn complete(outcome: &Outcome) -> InvokeWithResponseStreamResponseEvent {
    let error = outcome.function_error;
    completed(InvokeWithResponseStreamCompleteEvent {
        error_code: error.map(|error| error.as_str().to_owned()),
        error_details: error.map(|_| String::from_utf8_lossy(&outcome.payload).into_owned()),
        log_result: log_result(outcome),
    })
}

fn completed(
    event: InvokeWithResponseStreamCompleteEvent,
) -> InvokeWithResponseStreamResponseEvent {
    InvokeWithResponseStreamResponseEvent {
        payload_chunk: None,
        invoke_complete: Some(event),
    }
}
