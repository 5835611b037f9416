//! InvokeWithResponseStream: the function's answer in events. Functions run to their end first: what
//! comes is the whole answer, in pieces.

use gatewright_lambda::Invocation;
use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    InvokeResponseStreamUpdate, InvokeWithResponseStreamCompleteEvent,
    InvokeWithResponseStreamRequest, InvokeWithResponseStreamResponse,
    InvokeWithResponseStreamResponseEvent,
};
use gatewright_wire::values::Blob;

use super::invoke::{client_context, log_result, payload, prepare, run};
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
    let outcome = run(scope, &target, invocation).await?;
    let version = outcome.executed_version.clone();
    scope.server.tasks.spawn(async move {
        let mut complete = InvokeWithResponseStreamCompleteEvent {
            log_result: log_result(&outcome),
            ..InvokeWithResponseStreamCompleteEvent::default()
        };
        if let Some(error) = outcome.function_error {
            complete.error_code = Some(error.as_str().to_owned());
            complete.error_details = Some(String::from_utf8_lossy(&outcome.payload).into_owned());
        } else {
            let mut rest = outcome.payload;
            while !rest.is_empty() {
                let piece = rest.split_to(rest.len().min(PIECE));
                let update = InvokeResponseStreamUpdate {
                    payload: Some(Blob(piece)),
                };
                let event = InvokeWithResponseStreamResponseEvent {
                    payload_chunk: Some(update),
                    invoke_complete: None,
                };
                if !matches!(events.send(&event).await, Ok(true)) {
                    return;
                }
            }
        }
        let event = InvokeWithResponseStreamResponseEvent {
            payload_chunk: None,
            invoke_complete: Some(complete),
        };
        // A client that has gone is told nothing.
        let _ = events.send(&event).await;
    });
    Ok(InvokeWithResponseStreamResponse {
        status_code: Some(200),
        executed_version: Some(version),
        ..InvokeWithResponseStreamResponse::default()
    })
}
