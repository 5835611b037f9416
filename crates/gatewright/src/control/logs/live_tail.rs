//! StartLiveTail.

use std::time::Duration;

use gatewright_wire::error::ServiceError;
use gatewright_wire::logs::{
    LiveTailSessionLogEvent, LiveTailSessionMetadata, LiveTailSessionStart, LiveTailSessionUpdate,
    SessionTimeoutException, StartLiveTailRequest, StartLiveTailResponse,
    StartLiveTailResponseStream,
};
use tokio::time::{Instant, MissedTickBehavior};

use super::{owner, refusal};
use crate::control::Scope;
use crate::control::events::EventSender;
use crate::logs::{StartTail, Tail, TailedEvent};

/// How often a session is told what was written.
const UPDATE: Duration = Duration::from_secs(1);
/// How long a session lasts.
const SESSION: Duration = Duration::from_hours(3);

/// StartLiveTail: a session's start, then an update each second, until the client leaves, the time is
/// over, or the server stops.
pub async fn start(
    scope: &Scope,
    input: StartLiveTailRequest,
    events: EventSender,
) -> Result<StartLiveTailResponse, ServiceError> {
    let request = StartTail {
        groups: input.log_group_identifiers.clone(),
        streams: input.log_stream_names.clone().unwrap_or_default(),
        stream_prefixes: input.log_stream_name_prefixes.clone().unwrap_or_default(),
        pattern: input.log_event_filter_pattern.clone(),
    };
    let tail = scope.server.logs.start_tail(&owner(scope), request).await;
    let tail = tail.map_err(refusal)?;
    let start = LiveTailSessionStart {
        request_id: Some(scope.request_id.clone()),
        session_id: Some(uuid::Uuid::new_v4().to_string()),
        log_group_identifiers: Some(input.log_group_identifiers),
        log_stream_names: Some(input.log_stream_names.unwrap_or_default()),
        log_stream_name_prefixes: Some(input.log_stream_name_prefixes.unwrap_or_default()),
        log_event_filter_pattern: Some(input.log_event_filter_pattern.unwrap_or_default()),
    };
    let mut stopping = scope.server.stopping.subscribe();
    scope.server.tasks.spawn(async move {
        tokio::select! {
            result = follow(&tail, start, &events) => {
                if let Err(error) = result {
                    tracing::error!("a live tail ends: {error}");
                }
            }
            () = events.closed() => {}
            // An error means that the server is gone already.
            _ = stopping.wait_for(|stopping| *stopping) => {}
        }
    });
    Ok(StartLiveTailResponse::default())
}

async fn follow(
    tail: &Tail,
    start: LiveTailSessionStart,
    events: &EventSender,
) -> Result<(), ServiceError> {
    let begun = Instant::now();
    let event = StartLiveTailResponseStream {
        session_start: Some(start),
        ..StartLiveTailResponseStream::default()
    };
    let mut there = events.send(&event).await?;
    let mut ticks = tokio::time::interval(UPDATE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first is at once.
    ticks.tick().await;
    while there {
        ticks.tick().await;
        if begun.elapsed() > SESSION {
            let timeout = SessionTimeoutException {
                message: Some("Session timed out.".to_owned()),
            };
            let event = StartLiveTailResponseStream {
                session_timeout_exception: Some(timeout),
                ..StartLiveTailResponseStream::default()
            };
            events.send(&event).await?;
            return Ok(());
        }
        let update = tail.update();
        let update = LiveTailSessionUpdate {
            session_metadata: Some(LiveTailSessionMetadata {
                sampled: Some(update.sampled),
            }),
            session_results: Some(update.events.into_iter().map(shown).collect()),
        };
        let event = StartLiveTailResponseStream {
            session_update: Some(update),
            ..StartLiveTailResponseStream::default()
        };
        there = events.send(&event).await?;
    }
    Ok(())
}

fn shown(event: TailedEvent) -> LiveTailSessionLogEvent {
    LiveTailSessionLogEvent {
        log_stream_name: Some(event.stream),
        log_group_identifier: Some(event.group),
        message: Some(event.message),
        timestamp: Some(event.timestamp),
        ingestion_time: Some(event.ingestion_time),
    }
}
