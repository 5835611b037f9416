//! Log events: written, read, filtered.

use gatewright_wire::error::ServiceError;
use gatewright_wire::logs::{
    FilterLogEventsRequest, FilterLogEventsResponse, FilteredLogEvent, GetLogEventsRequest,
    GetLogEventsResponse, MetricFilterMatchRecord, OutputLogEvent, PutLogEventsRequest,
    PutLogEventsResponse, RejectedLogEventsInfo, TestMetricFilterRequest, TestMetricFilterResponse,
};

use super::{group, owner, refusal};
use crate::control::Scope;
use crate::logs::{FilterEvents, GetEvents, LogEvent, LogService};

/// PutLogEvents.
pub async fn put(
    scope: &Scope,
    input: PutLogEventsRequest,
) -> Result<PutLogEventsResponse, ServiceError> {
    let events = input
        .log_events
        .into_iter()
        .map(|event| LogEvent {
            timestamp: event.timestamp.unwrap_or_default(),
            message: event.message.unwrap_or_default(),
        })
        .collect();
    let logs = &scope.server.logs;
    let put = logs
        .put_events(
            &owner(scope),
            &input.log_group_name,
            &input.log_stream_name,
            events,
        )
        .await;
    let put = put.map_err(refusal)?;
    let index = |index: Option<usize>| index.and_then(|index| i32::try_from(index).ok());
    Ok(PutLogEventsResponse {
        next_sequence_token: Some(put.next_sequence_token),
        rejected_log_events_info: put.rejected.map(|rejected| RejectedLogEventsInfo {
            too_new_log_event_start_index: index(rejected.too_new_start),
            too_old_log_event_end_index: index(rejected.too_old_end),
            expired_log_event_end_index: index(rejected.expired_end),
        }),
        rejected_entity_info: None,
    })
}

/// GetLogEvents.
pub async fn get(
    scope: &Scope,
    input: GetLogEventsRequest,
) -> Result<GetLogEventsResponse, ServiceError> {
    let request = GetEvents {
        group: group(input.log_group_name, input.log_group_identifier)?,
        stream: input.log_stream_name,
        start_time: input.start_time,
        end_time: input.end_time,
        limit: input.limit.map(i64::from),
        start_from_head: input.start_from_head == Some(true),
        next_token: input.next_token,
    };
    let page = scope.server.logs.get_events(&owner(scope), request).await;
    let page = page.map_err(refusal)?;
    let events = page.events.into_iter().map(|event| OutputLogEvent {
        timestamp: Some(event.timestamp),
        message: Some(event.message),
        ingestion_time: Some(event.ingestion_time),
    });
    Ok(GetLogEventsResponse {
        events: Some(events.collect()),
        next_forward_token: Some(page.next_forward_token),
        next_backward_token: Some(page.next_backward_token),
    })
}

/// FilterLogEvents.
pub async fn filter(
    scope: &Scope,
    input: FilterLogEventsRequest,
) -> Result<FilterLogEventsResponse, ServiceError> {
    let request = FilterEvents {
        group: group(input.log_group_name, input.log_group_identifier)?,
        streams: input.log_stream_names.unwrap_or_default(),
        stream_prefix: input.log_stream_name_prefix,
        start_time: input.start_time,
        end_time: input.end_time,
        pattern: input.filter_pattern,
        limit: input.limit.map(i64::from),
        start_from_head: input.start_from_head,
        next_token: input.next_token,
    };
    let page = scope
        .server
        .logs
        .filter_events(&owner(scope), request)
        .await;
    let page = page.map_err(refusal)?;
    let events = page.events.into_iter().map(|event| FilteredLogEvent {
        log_stream_name: Some(event.stream),
        timestamp: Some(event.timestamp),
        message: Some(event.message),
        ingestion_time: Some(event.ingestion_time),
        event_id: Some(event.event_id),
    });
    Ok(FilterLogEventsResponse {
        events: Some(events.collect()),
        // Empty since May 2020 (F§7.3).
        searched_log_streams: Some(Vec::new()),
        next_token: page.next_token,
    })
}

/// TestMetricFilter.
pub async fn test_filter(
    _: &Scope,
    input: TestMetricFilterRequest,
) -> Result<TestMetricFilterResponse, ServiceError> {
    let matches = LogService::test_filter(&input.filter_pattern, input.log_event_messages);
    let matches = matches.map_err(refusal)?;
    let matches = matches.into_iter().map(|found| MetricFilterMatchRecord {
        event_number: i64::try_from(found.event_number).ok(),
        event_message: Some(found.message),
        extracted_values: Some(found.extracted),
    });
    Ok(TestMetricFilterResponse {
        matches: Some(matches.collect()),
    })
}
