//! Log streams.

use gatewright_wire::error::ServiceError;
use gatewright_wire::logs::{
    CreateLogStreamRequest, DeleteLogStreamRequest, DescribeLogStreamsRequest,
    DescribeLogStreamsResponse, LogStream,
};

use super::{group, owner, refusal};
use crate::control::Scope;
use crate::logs::{self, DescribeStreams};

/// CreateLogStream.
pub async fn create(scope: &Scope, input: CreateLogStreamRequest) -> Result<(), ServiceError> {
    let logs = &scope.server.logs;
    let created = logs
        .create_stream(&owner(scope), &input.log_group_name, &input.log_stream_name)
        .await;
    created.map_err(refusal)
}

/// DeleteLogStream.
pub async fn delete(scope: &Scope, input: DeleteLogStreamRequest) -> Result<(), ServiceError> {
    let logs = &scope.server.logs;
    let deleted = logs
        .delete_stream(&owner(scope), &input.log_group_name, &input.log_stream_name)
        .await;
    deleted.map_err(refusal)
}

/// DescribeLogStreams.
pub async fn describe(
    scope: &Scope,
    input: DescribeLogStreamsRequest,
) -> Result<DescribeLogStreamsResponse, ServiceError> {
    let request = DescribeStreams {
        group: group(input.log_group_name, input.log_group_identifier)?,
        prefix: input.log_stream_name_prefix,
        by_last_event: input.order_by.as_deref() == Some("LastEventTime"),
        descending: input.descending == Some(true),
        limit: input.limit.map(i64::from),
        next_token: input.next_token,
    };
    let described = scope
        .server
        .logs
        .describe_streams(&owner(scope), request)
        .await;
    let (streams, next_token) = described.map_err(refusal)?;
    Ok(DescribeLogStreamsResponse {
        log_streams: Some(streams.into_iter().map(shown).collect()),
        next_token,
    })
}

fn shown(stream: logs::LogStream) -> LogStream {
    LogStream {
        log_stream_name: Some(stream.name),
        creation_time: Some(stream.creation_time),
        first_event_timestamp: stream.first_event_timestamp,
        last_event_timestamp: stream.last_event_timestamp,
        last_ingestion_time: stream.last_ingestion_time,
        upload_sequence_token: Some(stream.upload_sequence_token),
        arn: Some(stream.arn),
        // AWS reports none since June 2019.
        stored_bytes: Some(0),
    }
}
