//! Logs Insights.

use gatewright_wire::error::ServiceError;
use gatewright_wire::logs::{
    DescribeQueriesRequest, DescribeQueriesResponse, GetLogGroupFieldsRequest,
    GetLogGroupFieldsResponse, GetLogRecordRequest, GetLogRecordResponse, GetQueryResultsRequest,
    GetQueryResultsResponse, LogGroupField, QueryInfo, QueryStatistics, ResultField,
    StartQueryRequest, StartQueryResponse, StopQueryRequest, StopQueryResponse, errors,
};

use super::{group, owner, refusal};
use crate::control::Scope;
use crate::logs::{self, DescribeQueries, StartQuery};

/// Logs Insights' own language, the only one here.
const LANGUAGE: &str = "CWLI";

/// StartQuery.
pub async fn start(
    scope: &Scope,
    input: StartQueryRequest,
) -> Result<StartQueryResponse, ServiceError> {
    check_language(input.query_language.as_deref())?;
    let named = [
        input.log_group_name.map(|name| vec![name]),
        input.log_group_names,
        input.log_group_identifiers,
    ];
    let mut named = named.into_iter().flatten();
    let groups = named.next().unwrap_or_default();
    if groups.is_empty() || named.next().is_some() {
        return Err(errors::INVALID_PARAMETER.with(
            "Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be given.",
        ));
    }
    let request = StartQuery {
        groups,
        start_time: input.start_time,
        end_time: input.end_time,
        text: input.query_string,
        limit: input.limit.map(i64::from),
    };
    let started = scope.server.logs.start_query(&owner(scope), request).await;
    Ok(StartQueryResponse {
        query_id: Some(started.map_err(refusal)?),
    })
}

/// GetQueryResults.
pub async fn get_results(
    scope: &Scope,
    input: GetQueryResultsRequest,
) -> Result<GetQueryResultsResponse, ServiceError> {
    let logs = &scope.server.logs;
    let results = logs.query_results(&owner(scope), &input.query_id);
    let results = results.map_err(refusal)?;
    let statistics = results.statistics;
    let count = results.rows.len();
    let first: usize = match &input.next_token {
        Some(token) => token
            .parse()
            .map_err(|_| errors::INVALID_PARAMETER.with("The specified nextToken is invalid."))?,
        None => 0,
    };
    let most = input.max_items.map_or(count, |most| most.max(1) as usize);
    let rows = results.rows.into_iter().skip(first).take(most);
    let rows: Vec<Vec<ResultField>> = rows
        .map(|row| {
            let cell = |(field, value)| ResultField {
                field: Some(field),
                value: Some(value),
            };
            row.into_iter().map(cell).collect()
        })
        .collect();
    let next = first + rows.len();
    Ok(GetQueryResultsResponse {
        query_language: Some(LANGUAGE.to_owned()),
        results: Some(rows),
        statistics: Some(QueryStatistics {
            records_matched: Some(statistics.records_matched as f64),
            records_scanned: Some(statistics.records_scanned as f64),
            estimated_records_skipped: Some(0.0),
            bytes_scanned: Some(statistics.bytes_scanned as f64),
            estimated_bytes_skipped: Some(0.0),
            log_groups_scanned: Some(statistics.log_groups_scanned as f64),
            result_count: Some(count as f64),
        }),
        status: Some(results.status.as_str().to_owned()),
        encryption_key: None,
        next_token: (next < count).then(|| next.to_string()),
    })
}

/// StopQuery.
pub async fn stop(
    scope: &Scope,
    input: StopQueryRequest,
) -> Result<StopQueryResponse, ServiceError> {
    let logs = &scope.server.logs;
    let stopped = logs.stop_query(&owner(scope), &input.query_id);
    stopped.map_err(refusal)?;
    Ok(StopQueryResponse {
        success: Some(true),
    })
}

/// DescribeQueries, newest first.
pub async fn describe(
    scope: &Scope,
    input: DescribeQueriesRequest,
) -> Result<DescribeQueriesResponse, ServiceError> {
    check_language(input.query_language.as_deref())?;
    let request = DescribeQueries {
        group: input.log_group_name,
        status: input.status,
        limit: input.max_results.map(i64::from),
        next_token: input.next_token,
    };
    let described = scope.server.logs.describe_queries(&owner(scope), &request);
    let (queries, next_token) = described.map_err(refusal)?;
    let shown = |query: logs::QueryInfo| QueryInfo {
        query_language: Some(LANGUAGE.to_owned()),
        query_id: Some(query.id),
        query_string: Some(query.text),
        status: Some(query.status.as_str().to_owned()),
        create_time: Some(query.create_time),
        log_group_name: Some(query.group),
        query_duration: query.duration,
        bytes_scanned: Some(query.bytes_scanned as f64),
        user_identity: None,
    };
    Ok(DescribeQueriesResponse {
        queries: Some(queries.into_iter().map(shown).collect()),
        next_token,
    })
}

/// GetLogRecord.
pub async fn get_record(
    scope: &Scope,
    input: GetLogRecordRequest,
) -> Result<GetLogRecordResponse, ServiceError> {
    let logs = &scope.server.logs;
    let record = logs
        .log_record(&owner(scope), &input.log_record_pointer)
        .await;
    Ok(GetLogRecordResponse {
        log_record: Some(record.map_err(refusal)?),
    })
}

/// GetLogGroupFields.
pub async fn get_group_fields(
    scope: &Scope,
    input: GetLogGroupFieldsRequest,
) -> Result<GetLogGroupFieldsResponse, ServiceError> {
    let group = group(input.log_group_name, input.log_group_identifier)?;
    let logs = &scope.server.logs;
    let fields = logs.group_fields(&owner(scope), &group, input.time).await;
    let field = |(name, percent)| LogGroupField {
        name: Some(name),
        percent: Some(percent),
    };
    Ok(GetLogGroupFieldsResponse {
        log_group_fields: Some(fields.map_err(refusal)?.into_iter().map(field).collect()),
    })
}

fn check_language(language: Option<&str>) -> Result<(), ServiceError> {
    match language {
        None | Some(LANGUAGE) => Ok(()),
        Some(other) => Err(errors::INVALID_PARAMETER.with(format!(
            "gatewright runs queries in Logs Insights QL ({LANGUAGE}) only, not in {other}"
        ))),
    }
}
