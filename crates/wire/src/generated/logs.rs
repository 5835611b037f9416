// Written by `cargo xtask codegen` from `crates/wire/models/logs.json` (botocore 1.44.5 data/logs/2014-03-28). Do not edit.
//! Amazon CloudWatch Logs.

#![allow(
    missing_docs,
    reason = "members are documented by AWS under the same names"
)]
#![allow(clippy::large_stack_arrays, clippy::unreadable_literal)]

#[allow(unused_imports, reason = "not every service has every kind")]
use std::collections::BTreeMap;

use crate::model::{ErrorShape, Input, Operation, Protocol, Service, declare};
#[allow(unused_imports, reason = "not every service has every kind")]
use crate::values::{Blob, Timestamp};

/// The service's table.
pub static SERVICE: Service = Service {
    name: "logs",
    endpoint_prefix: "logs",
    api_version: "2014-03-28",
    protocol: Protocol::AwsJson {
        target_prefix: "Logs_20140328",
    },
    operations: OPERATIONS,
    unshaped: UNSHAPED,
};

static OPERATIONS: &[&Operation] = &[
    &CREATE_LOG_GROUP,
    &DELETE_LOG_GROUP,
    &DESCRIBE_LOG_GROUPS,
    &CREATE_LOG_STREAM,
    &DELETE_LOG_STREAM,
    &DESCRIBE_LOG_STREAMS,
    &PUT_LOG_EVENTS,
    &GET_LOG_EVENTS,
    &FILTER_LOG_EVENTS,
    &PUT_RETENTION_POLICY,
    &DELETE_RETENTION_POLICY,
    &TAG_RESOURCE,
    &UNTAG_RESOURCE,
    &LIST_TAGS_FOR_RESOURCE,
    &START_LIVE_TAIL,
    &START_QUERY,
    &STOP_QUERY,
    &GET_QUERY_RESULTS,
    &DESCRIBE_QUERIES,
    &GET_LOG_RECORD,
    &GET_LOG_GROUP_FIELDS,
    &LIST_LOG_GROUPS,
    &TAG_LOG_GROUP,
    &UNTAG_LOG_GROUP,
    &LIST_TAGS_LOG_GROUP,
    &PUT_METRIC_FILTER,
    &DESCRIBE_METRIC_FILTERS,
    &DELETE_METRIC_FILTER,
    &TEST_METRIC_FILTER,
    &PUT_SUBSCRIPTION_FILTER,
    &DESCRIBE_SUBSCRIPTION_FILTERS,
    &DELETE_SUBSCRIPTION_FILTER,
    &PUT_RESOURCE_POLICY,
    &DESCRIBE_RESOURCE_POLICIES,
    &DELETE_RESOURCE_POLICY,
    &PUT_LOG_GROUP_DELETION_PROTECTION,
];

#[rustfmt::skip]
static UNSHAPED: &[(&str, &str, &str)] = &[
("AssociateKmsKey", "POST", "/"), 
("AssociateSourceToS3TableIntegration", "POST", "/"), 
("CancelExportTask", "POST", "/"), 
("CancelImportTask", "POST", "/"), 
("CreateDelivery", "POST", "/"), 
("CreateExportTask", "POST", "/"), 
("CreateImportTask", "POST", "/"), 
("CreateLogAnomalyDetector", "POST", "/"), 
("CreateLookupTable", "POST", "/"), 
("CreateScheduledQuery", "POST", "/"), 
("DeleteAccountPolicy", "POST", "/"), 
("DeleteDataProtectionPolicy", "POST", "/"), 
("DeleteDelivery", "POST", "/"), 
("DeleteDeliveryDestination", "POST", "/"), 
("DeleteDeliveryDestinationPolicy", "POST", "/"), 
("DeleteDeliverySource", "POST", "/"), 
("DeleteDestination", "POST", "/"), 
("DeleteIndexPolicy", "POST", "/"), 
("DeleteIntegration", "POST", "/"), 
("DeleteLogAnomalyDetector", "POST", "/"), 
("DeleteLookupTable", "POST", "/"), 
("DeleteQueryDefinition", "POST", "/"), 
("DeleteScheduledQuery", "POST", "/"), 
("DeleteSyslogConfiguration", "POST", "/"), 
("DeleteTransformer", "POST", "/"), 
("DescribeAccountPolicies", "POST", "/"), 
("DescribeConfigurationTemplates", "POST", "/"), 
("DescribeDeliveries", "POST", "/"), 
("DescribeDeliveryDestinations", "POST", "/"), 
("DescribeDeliverySources", "POST", "/"), 
("DescribeDestinations", "POST", "/"), 
("DescribeExportTasks", "POST", "/"), 
("DescribeFieldIndexes", "POST", "/"), 
("DescribeImportTaskBatches", "POST", "/"), 
("DescribeImportTasks", "POST", "/"), 
("DescribeIndexPolicies", "POST", "/"), 
("DescribeLookupTables", "POST", "/"), 
("DescribeQueryDefinitions", "POST", "/"), 
("DisassociateKmsKey", "POST", "/"), 
("DisassociateSourceFromS3TableIntegration", "POST", "/"), 
("GetDataProtectionPolicy", "POST", "/"), 
("GetDelivery", "POST", "/"), 
("GetDeliveryDestination", "POST", "/"), 
("GetDeliveryDestinationPolicy", "POST", "/"), 
("GetDeliverySource", "POST", "/"), 
("GetIntegration", "POST", "/"), 
("GetLogAnomalyDetector", "POST", "/"), 
("GetLogFields", "POST", "/"), 
("GetLogObject", "POST", "/"), 
("GetLookupTable", "POST", "/"), 
("GetScheduledQuery", "POST", "/"), 
("GetScheduledQueryHistory", "POST", "/"), 
("GetStorageTierPolicy", "POST", "/"), 
("GetTransformer", "POST", "/"), 
("ListAggregateLogGroupSummaries", "POST", "/"), 
("ListAnomalies", "POST", "/"), 
("ListIntegrations", "POST", "/"), 
("ListLogAnomalyDetectors", "POST", "/"), 
("ListLogGroupsForQuery", "POST", "/"), 
("ListScheduledQueries", "POST", "/"), 
("ListSourcesForS3TableIntegration", "POST", "/"), 
("ListSyslogConfigurations", "POST", "/"), 
("PutAccountPolicy", "POST", "/"), 
("PutBearerTokenAuthentication", "POST", "/"), 
("PutDataProtectionPolicy", "POST", "/"), 
("PutDeliveryDestination", "POST", "/"), 
("PutDeliveryDestinationPolicy", "POST", "/"), 
("PutDeliverySource", "POST", "/"), 
("PutDestination", "POST", "/"), 
("PutDestinationPolicy", "POST", "/"), 
("PutIndexPolicy", "POST", "/"), 
("PutIntegration", "POST", "/"), 
("PutQueryDefinition", "POST", "/"), 
("PutStorageTierPolicy", "POST", "/"), 
("PutSyslogConfiguration", "POST", "/"), 
("PutTransformer", "POST", "/"), 
("TestTransformer", "POST", "/"), 
("UpdateAnomaly", "POST", "/"), 
("UpdateDeliveryConfiguration", "POST", "/"), 
("UpdateLogAnomalyDetector", "POST", "/"), 
("UpdateLookupTable", "POST", "/"), 
("UpdateScheduledQuery", "POST", "/"), ];

/// The service's modelled errors.
pub mod errors {
    use super::ErrorShape;
    /// AWS's `AccessDeniedException`.
#[rustfmt::skip]
pub static ACCESS_DENIED: ErrorShape = ErrorShape { code: "AccessDeniedException", status: 400, message_key: "message", typed: false };
    /// AWS's `ConflictException`.
#[rustfmt::skip]
pub static CONFLICT: ErrorShape = ErrorShape { code: "ConflictException", status: 400, message_key: "message", typed: false };
    /// AWS's `DataAlreadyAcceptedException`.
#[rustfmt::skip]
pub static DATA_ALREADY_ACCEPTED: ErrorShape = ErrorShape { code: "DataAlreadyAcceptedException", status: 400, message_key: "message", typed: false };
    /// AWS's `InternalServerException`.
#[rustfmt::skip]
pub static INTERNAL_SERVER: ErrorShape = ErrorShape { code: "InternalServerException", status: 500, message_key: "message", typed: false };
    /// AWS's `InternalStreamingException`.
#[rustfmt::skip]
pub static INTERNAL_STREAMING: ErrorShape = ErrorShape { code: "InternalStreamingException", status: 400, message_key: "message", typed: false };
    /// AWS's `InvalidOperationException`.
#[rustfmt::skip]
pub static INVALID_OPERATION: ErrorShape = ErrorShape { code: "InvalidOperationException", status: 400, message_key: "message", typed: false };
    /// AWS's `InvalidParameterException`.
#[rustfmt::skip]
pub static INVALID_PARAMETER: ErrorShape = ErrorShape { code: "InvalidParameterException", status: 400, message_key: "message", typed: false };
    /// AWS's `InvalidSequenceTokenException`.
#[rustfmt::skip]
pub static INVALID_SEQUENCE_TOKEN: ErrorShape = ErrorShape { code: "InvalidSequenceTokenException", status: 400, message_key: "message", typed: false };
    /// AWS's `LimitExceededException`.
#[rustfmt::skip]
pub static LIMIT_EXCEEDED: ErrorShape = ErrorShape { code: "LimitExceededException", status: 400, message_key: "message", typed: false };
    /// AWS's `MalformedQueryException`.
#[rustfmt::skip]
pub static MALFORMED_QUERY: ErrorShape = ErrorShape { code: "MalformedQueryException", status: 400, message_key: "message", typed: false };
    /// AWS's `OperationAbortedException`.
#[rustfmt::skip]
pub static OPERATION_ABORTED: ErrorShape = ErrorShape { code: "OperationAbortedException", status: 400, message_key: "message", typed: false };
    /// AWS's `ResourceAlreadyExistsException`.
#[rustfmt::skip]
pub static RESOURCE_ALREADY_EXISTS: ErrorShape = ErrorShape { code: "ResourceAlreadyExistsException", status: 400, message_key: "message", typed: false };
    /// AWS's `ResourceNotFoundException`.
#[rustfmt::skip]
pub static RESOURCE_NOT_FOUND: ErrorShape = ErrorShape { code: "ResourceNotFoundException", status: 400, message_key: "message", typed: false };
    /// AWS's `ServiceQuotaExceededException`.
#[rustfmt::skip]
pub static SERVICE_QUOTA_EXCEEDED: ErrorShape = ErrorShape { code: "ServiceQuotaExceededException", status: 400, message_key: "message", typed: false };
    /// AWS's `ServiceUnavailableException`.
#[rustfmt::skip]
pub static SERVICE_UNAVAILABLE: ErrorShape = ErrorShape { code: "ServiceUnavailableException", status: 500, message_key: "message", typed: false };
    /// AWS's `SessionStreamingException`.
#[rustfmt::skip]
pub static SESSION_STREAMING: ErrorShape = ErrorShape { code: "SessionStreamingException", status: 400, message_key: "message", typed: false };
    /// AWS's `SessionTimeoutException`.
#[rustfmt::skip]
pub static SESSION_TIMEOUT: ErrorShape = ErrorShape { code: "SessionTimeoutException", status: 400, message_key: "message", typed: false };
    /// AWS's `ThrottlingException`.
#[rustfmt::skip]
pub static THROTTLING: ErrorShape = ErrorShape { code: "ThrottlingException", status: 400, message_key: "message", typed: false };
    /// AWS's `TooManyTagsException`.
#[rustfmt::skip]
pub static TOO_MANY_TAGS: ErrorShape = ErrorShape { code: "TooManyTagsException", status: 400, message_key: "message", typed: false };
    /// AWS's `UnrecognizedClientException`.
#[rustfmt::skip]
pub static UNRECOGNIZED_CLIENT: ErrorShape = ErrorShape { code: "UnrecognizedClientException", status: 400, message_key: "message", typed: false };
    /// AWS's `ValidationException`.
#[rustfmt::skip]
pub static VALIDATION: ErrorShape = ErrorShape { code: "ValidationException", status: 400, message_key: "message", typed: false };
}

declare! { CreateLogGroupRequest
  [    log_group_name "logGroupName" String,
]
  [    kms_key_id "kmsKeyId" String,
    tags "tags" BTreeMap<String, String>,
    log_group_class "logGroupClass" String,
    deletion_protection_enabled "deletionProtectionEnabled" bool,
]
}

declare! { CreateLogStreamRequest
  [    log_group_name "logGroupName" String,
    log_stream_name "logStreamName" String,
]
  []
}

declare! { DataSourceFilter
  []
  [    name "name" String,
    r#type "type" String,
]
}

declare! { DeleteLogGroupRequest
  [    log_group_name "logGroupName" String,
]
  []
}

declare! { DeleteLogStreamRequest
  [    log_group_name "logGroupName" String,
    log_stream_name "logStreamName" String,
]
  []
}

declare! { DeleteMetricFilterRequest
  [    log_group_name "logGroupName" String,
    filter_name "filterName" String,
]
  []
}

declare! { DeleteResourcePolicyRequest
  []
  [    policy_name "policyName" String,
    resource_arn "resourceArn" String,
    expected_revision_id "expectedRevisionId" String,
]
}

declare! { DeleteRetentionPolicyRequest
  [    log_group_name "logGroupName" String,
]
  []
}

declare! { DeleteSubscriptionFilterRequest
  [    log_group_name "logGroupName" String,
    filter_name "filterName" String,
]
  []
}

declare! { DescribeLogGroupsRequest
  []
  [    account_identifiers "accountIdentifiers" Vec<String>,
    log_group_name_prefix "logGroupNamePrefix" String,
    log_group_name_pattern "logGroupNamePattern" String,
    next_token "nextToken" String,
    limit "limit" i32,
    include_linked_accounts "includeLinkedAccounts" bool,
    log_group_class "logGroupClass" String,
    log_group_identifiers "logGroupIdentifiers" Vec<String>,
]
}

declare! { DescribeLogGroupsResponse
  []
  [    log_groups "logGroups" Vec<LogGroup>,
    next_token "nextToken" String,
]
}

declare! { DescribeLogStreamsRequest
  []
  [    log_group_name "logGroupName" String,
    log_group_identifier "logGroupIdentifier" String,
    log_stream_name_prefix "logStreamNamePrefix" String,
    order_by "orderBy" String,
    descending "descending" bool,
    next_token "nextToken" String,
    limit "limit" i32,
]
}

declare! { DescribeLogStreamsResponse
  []
  [    log_streams "logStreams" Vec<LogStream>,
    next_token "nextToken" String,
]
}

declare! { DescribeMetricFiltersRequest
  []
  [    log_group_name "logGroupName" String,
    filter_name_prefix "filterNamePrefix" String,
    next_token "nextToken" String,
    limit "limit" i32,
    metric_name "metricName" String,
    metric_namespace "metricNamespace" String,
]
}

declare! { DescribeMetricFiltersResponse
  []
  [    metric_filters "metricFilters" Vec<MetricFilter>,
    next_token "nextToken" String,
]
}

declare! { DescribeQueriesRequest
  []
  [    log_group_name "logGroupName" String,
    status "status" String,
    max_results "maxResults" i32,
    next_token "nextToken" String,
    query_language "queryLanguage" String,
]
}

declare! { DescribeQueriesResponse
  []
  [    queries "queries" Vec<QueryInfo>,
    next_token "nextToken" String,
]
}

declare! { DescribeResourcePoliciesRequest
  []
  [    next_token "nextToken" String,
    limit "limit" i32,
    resource_arn "resourceArn" String,
    policy_scope "policyScope" String,
]
}

declare! { DescribeResourcePoliciesResponse
  []
  [    resource_policies "resourcePolicies" Vec<ResourcePolicy>,
    next_token "nextToken" String,
]
}

declare! { DescribeSubscriptionFiltersRequest
  [    log_group_name "logGroupName" String,
]
  [    filter_name_prefix "filterNamePrefix" String,
    next_token "nextToken" String,
    limit "limit" i32,
]
}

declare! { DescribeSubscriptionFiltersResponse
  []
  [    subscription_filters "subscriptionFilters" Vec<SubscriptionFilter>,
    next_token "nextToken" String,
]
}

declare! { Entity
  []
  [    key_attributes "keyAttributes" BTreeMap<String, String>,
    attributes "attributes" BTreeMap<String, String>,
]
}

declare! { FilterLogEventsRequest
  []
  [    log_group_name "logGroupName" String,
    log_group_identifier "logGroupIdentifier" String,
    log_stream_names "logStreamNames" Vec<String>,
    log_stream_name_prefix "logStreamNamePrefix" String,
    start_time "startTime" i64,
    end_time "endTime" i64,
    filter_pattern "filterPattern" String,
    next_token "nextToken" String,
    limit "limit" i32,
    start_from_head "startFromHead" bool,
    interleaved "interleaved" bool,
    unmask "unmask" bool,
]
}

declare! { FilterLogEventsResponse
  []
  [    events "events" Vec<FilteredLogEvent>,
    searched_log_streams "searchedLogStreams" Vec<SearchedLogStream>,
    next_token "nextToken" String,
]
}

declare! { FilteredLogEvent
  []
  [    log_stream_name "logStreamName" String,
    timestamp "timestamp" i64,
    message "message" String,
    ingestion_time "ingestionTime" i64,
    event_id "eventId" String,
]
}

declare! { GetLogEventsRequest
  [    log_stream_name "logStreamName" String,
]
  [    log_group_name "logGroupName" String,
    log_group_identifier "logGroupIdentifier" String,
    start_time "startTime" i64,
    end_time "endTime" i64,
    next_token "nextToken" String,
    limit "limit" i32,
    start_from_head "startFromHead" bool,
    unmask "unmask" bool,
]
}

declare! { GetLogEventsResponse
  []
  [    events "events" Vec<OutputLogEvent>,
    next_forward_token "nextForwardToken" String,
    next_backward_token "nextBackwardToken" String,
]
}

declare! { GetLogGroupFieldsRequest
  []
  [    log_group_name "logGroupName" String,
    time "time" i64,
    log_group_identifier "logGroupIdentifier" String,
]
}

declare! { GetLogGroupFieldsResponse
  []
  [    log_group_fields "logGroupFields" Vec<LogGroupField>,
]
}

declare! { GetLogRecordRequest
  [    log_record_pointer "logRecordPointer" String,
]
  [    unmask "unmask" bool,
]
}

declare! { GetLogRecordResponse
  []
  [    log_record "logRecord" BTreeMap<String, String>,
]
}

declare! { GetQueryResultsRequest
  [    query_id "queryId" String,
]
  [    next_token "nextToken" String,
    max_items "maxItems" i32,
]
}

declare! { GetQueryResultsResponse
  []
  [    query_language "queryLanguage" String,
    results "results" Vec<Vec<ResultField>>,
    statistics "statistics" QueryStatistics,
    status "status" String,
    encryption_key "encryptionKey" String,
    next_token "nextToken" String,
]
}

declare! { InputLogEvent
  []
  [    timestamp "timestamp" i64,
    message "message" String,
]
}

declare! { ListLogGroupsRequest
  []
  [    log_group_name_pattern "logGroupNamePattern" String,
    log_group_class "logGroupClass" String,
    include_linked_accounts "includeLinkedAccounts" bool,
    account_identifiers "accountIdentifiers" Vec<String>,
    next_token "nextToken" String,
    limit "limit" i32,
    data_sources "dataSources" Vec<DataSourceFilter>,
    field_index_names "fieldIndexNames" Vec<String>,
    log_group_tags "logGroupTags" Vec<TagFilter>,
]
}

declare! { ListLogGroupsResponse
  []
  [    log_groups "logGroups" Vec<LogGroupSummary>,
    next_token "nextToken" String,
]
}

declare! { ListTagsForResourceRequest
  [    resource_arn "resourceArn" String,
]
  []
}

declare! { ListTagsForResourceResponse
  []
  [    tags "tags" BTreeMap<String, String>,
]
}

declare! { ListTagsLogGroupRequest
  [    log_group_name "logGroupName" String,
]
  []
}

declare! { ListTagsLogGroupResponse
  []
  [    tags "tags" BTreeMap<String, String>,
]
}

declare! { LiveTailSessionLogEvent
  []
  [    log_stream_name "logStreamName" String,
    log_group_identifier "logGroupIdentifier" String,
    message "message" String,
    timestamp "timestamp" i64,
    ingestion_time "ingestionTime" i64,
]
}

declare! { LiveTailSessionMetadata
  []
  [    sampled "sampled" bool,
]
}

declare! { LiveTailSessionStart
  []
  [    request_id "requestId" String,
    session_id "sessionId" String,
    log_group_identifiers "logGroupIdentifiers" Vec<String>,
    log_stream_names "logStreamNames" Vec<String>,
    log_stream_name_prefixes "logStreamNamePrefixes" Vec<String>,
    log_event_filter_pattern "logEventFilterPattern" String,
]
}

declare! { LiveTailSessionUpdate
  []
  [    session_metadata "sessionMetadata" LiveTailSessionMetadata,
    session_results "sessionResults" Vec<LiveTailSessionLogEvent>,
]
}

declare! { LogGroup
  []
  [    log_group_name "logGroupName" String,
    creation_time "creationTime" i64,
    retention_in_days "retentionInDays" i32,
    metric_filter_count "metricFilterCount" i32,
    arn "arn" String,
    stored_bytes "storedBytes" i64,
    kms_key_id "kmsKeyId" String,
    data_protection_status "dataProtectionStatus" String,
    inherited_properties "inheritedProperties" Vec<String>,
    log_group_class "logGroupClass" String,
    log_group_arn "logGroupArn" String,
    deletion_protection_enabled "deletionProtectionEnabled" bool,
    bearer_token_authentication_enabled "bearerTokenAuthenticationEnabled" bool,
    retention_policy_name "retentionPolicyName" String,
]
}

declare! { LogGroupField
  []
  [    name "name" String,
    percent "percent" i32,
]
}

declare! { LogGroupSummary
  []
  [    log_group_name "logGroupName" String,
    log_group_arn "logGroupArn" String,
    log_group_class "logGroupClass" String,
]
}

declare! { LogStream
  []
  [    log_stream_name "logStreamName" String,
    creation_time "creationTime" i64,
    first_event_timestamp "firstEventTimestamp" i64,
    last_event_timestamp "lastEventTimestamp" i64,
    last_ingestion_time "lastIngestionTime" i64,
    upload_sequence_token "uploadSequenceToken" String,
    arn "arn" String,
    stored_bytes "storedBytes" i64,
]
}

declare! { MetricFilter
  []
  [    filter_name "filterName" String,
    filter_pattern "filterPattern" String,
    metric_transformations "metricTransformations" Vec<MetricTransformation>,
    creation_time "creationTime" i64,
    log_group_name "logGroupName" String,
    apply_on_transformed_logs "applyOnTransformedLogs" bool,
    field_selection_criteria "fieldSelectionCriteria" String,
    emit_system_field_dimensions "emitSystemFieldDimensions" Vec<String>,
]
}

declare! { MetricFilterMatchRecord
  []
  [    event_number "eventNumber" i64,
    event_message "eventMessage" String,
    extracted_values "extractedValues" BTreeMap<String, String>,
]
}

declare! { MetricTransformation
  []
  [    metric_name "metricName" String,
    metric_namespace "metricNamespace" String,
    metric_value "metricValue" String,
    default_value "defaultValue" f64,
    dimensions "dimensions" BTreeMap<String, String>,
    unit "unit" String,
]
}

declare! { OutputLogEvent
  []
  [    timestamp "timestamp" i64,
    message "message" String,
    ingestion_time "ingestionTime" i64,
]
}

declare! { PutLogEventsRequest
  [    log_group_name "logGroupName" String,
    log_stream_name "logStreamName" String,
    log_events "logEvents" Vec<InputLogEvent>,
]
  [    sequence_token "sequenceToken" String,
    entity "entity" Entity,
]
}

declare! { PutLogEventsResponse
  []
  [    next_sequence_token "nextSequenceToken" String,
    rejected_log_events_info "rejectedLogEventsInfo" RejectedLogEventsInfo,
    rejected_entity_info "rejectedEntityInfo" RejectedEntityInfo,
]
}

declare! { PutLogGroupDeletionProtectionRequest
  [    log_group_identifier "logGroupIdentifier" String,
    deletion_protection_enabled "deletionProtectionEnabled" bool,
]
  []
}

declare! { PutMetricFilterRequest
  [    log_group_name "logGroupName" String,
    filter_name "filterName" String,
    filter_pattern "filterPattern" String,
    metric_transformations "metricTransformations" Vec<MetricTransformation>,
]
  [    apply_on_transformed_logs "applyOnTransformedLogs" bool,
    field_selection_criteria "fieldSelectionCriteria" String,
    emit_system_field_dimensions "emitSystemFieldDimensions" Vec<String>,
]
}

declare! { PutResourcePolicyRequest
  []
  [    policy_name "policyName" String,
    policy_document "policyDocument" String,
    resource_arn "resourceArn" String,
    expected_revision_id "expectedRevisionId" String,
]
}

declare! { PutResourcePolicyResponse
  []
  [    resource_policy "resourcePolicy" ResourcePolicy,
    revision_id "revisionId" String,
]
}

declare! { PutRetentionPolicyRequest
  [    log_group_name "logGroupName" String,
    retention_in_days "retentionInDays" i32,
]
  []
}

declare! { PutSubscriptionFilterRequest
  [    log_group_name "logGroupName" String,
    filter_name "filterName" String,
    filter_pattern "filterPattern" String,
    destination_arn "destinationArn" String,
]
  [    role_arn "roleArn" String,
    distribution "distribution" String,
    apply_on_transformed_logs "applyOnTransformedLogs" bool,
    field_selection_criteria "fieldSelectionCriteria" String,
    emit_system_fields "emitSystemFields" Vec<String>,
]
}

declare! { QueryInfo
  []
  [    query_language "queryLanguage" String,
    query_id "queryId" String,
    query_string "queryString" String,
    status "status" String,
    create_time "createTime" i64,
    log_group_name "logGroupName" String,
    query_duration "queryDuration" i64,
    bytes_scanned "bytesScanned" f64,
    user_identity "userIdentity" String,
]
}

declare! { QueryStatistics
  []
  [    records_matched "recordsMatched" f64,
    records_scanned "recordsScanned" f64,
    estimated_records_skipped "estimatedRecordsSkipped" f64,
    bytes_scanned "bytesScanned" f64,
    estimated_bytes_skipped "estimatedBytesSkipped" f64,
    log_groups_scanned "logGroupsScanned" f64,
    result_count "resultCount" f64,
]
}

declare! { RejectedEntityInfo
  []
  [    error_type "errorType" String,
]
}

declare! { RejectedLogEventsInfo
  []
  [    too_new_log_event_start_index "tooNewLogEventStartIndex" i32,
    too_old_log_event_end_index "tooOldLogEventEndIndex" i32,
    expired_log_event_end_index "expiredLogEventEndIndex" i32,
]
}

declare! { ResourcePolicy
  []
  [    policy_name "policyName" String,
    policy_document "policyDocument" String,
    last_updated_time "lastUpdatedTime" i64,
    policy_scope "policyScope" String,
    resource_arn "resourceArn" String,
    revision_id "revisionId" String,
]
}

declare! { ResultField
  []
  [    field "field" String,
    value "value" String,
]
}

declare! { SearchedLogStream
  []
  [    log_stream_name "logStreamName" String,
    searched_completely "searchedCompletely" bool,
]
}

declare! { SessionStreamingException
  []
  [    message "message" String,
]
}

declare! { SessionTimeoutException
  []
  [    message "message" String,
]
}

declare! { StartLiveTailRequest
  [    log_group_identifiers "logGroupIdentifiers" Vec<String>,
]
  [    log_stream_names "logStreamNames" Vec<String>,
    log_stream_name_prefixes "logStreamNamePrefixes" Vec<String>,
    log_event_filter_pattern "logEventFilterPattern" String,
]
}

declare! { StartLiveTailResponse
  []
  [    response_stream "responseStream" StartLiveTailResponseStream,
]
}

declare! { StartLiveTailResponseStream
  []
  [    session_start "sessionStart" LiveTailSessionStart,
    session_update "sessionUpdate" LiveTailSessionUpdate,
    session_timeout_exception "SessionTimeoutException" SessionTimeoutException,
    session_streaming_exception "SessionStreamingException" SessionStreamingException,
]
}

declare! { StartQueryRequest
  [    start_time "startTime" i64,
    end_time "endTime" i64,
    query_string "queryString" String,
]
  [    query_language "queryLanguage" String,
    log_group_name "logGroupName" String,
    log_group_names "logGroupNames" Vec<String>,
    log_group_identifiers "logGroupIdentifiers" Vec<String>,
    limit "limit" i32,
]
}

declare! { StartQueryResponse
  []
  [    query_id "queryId" String,
]
}

declare! { StopQueryRequest
  [    query_id "queryId" String,
]
  []
}

declare! { StopQueryResponse
  []
  [    success "success" bool,
]
}

declare! { SubscriptionFilter
  []
  [    filter_name "filterName" String,
    log_group_name "logGroupName" String,
    filter_pattern "filterPattern" String,
    destination_arn "destinationArn" String,
    role_arn "roleArn" String,
    distribution "distribution" String,
    apply_on_transformed_logs "applyOnTransformedLogs" bool,
    creation_time "creationTime" i64,
    field_selection_criteria "fieldSelectionCriteria" String,
    emit_system_fields "emitSystemFields" Vec<String>,
]
}

declare! { TagFilter
  []
  [    key "key" String,
    values "values" Vec<String>,
]
}

declare! { TagLogGroupRequest
  [    log_group_name "logGroupName" String,
    tags "tags" BTreeMap<String, String>,
]
  []
}

declare! { TagResourceRequest
  [    resource_arn "resourceArn" String,
    tags "tags" BTreeMap<String, String>,
]
  []
}

declare! { TestMetricFilterRequest
  [    filter_pattern "filterPattern" String,
    log_event_messages "logEventMessages" Vec<String>,
]
  []
}

declare! { TestMetricFilterResponse
  []
  [    matches "matches" Vec<MetricFilterMatchRecord>,
]
}

declare! { UntagLogGroupRequest
  [    log_group_name "logGroupName" String,
    tags "tags" Vec<String>,
]
  []
}

declare! { UntagResourceRequest
  [    resource_arn "resourceArn" String,
    tag_keys "tagKeys" Vec<String>,
]
  []
}

#[rustfmt::skip]
static CREATE_LOG_GROUP: Operation = Operation { name: "CreateLogGroup", method: "POST", uri: "/", status: 200, input: &shapes::CREATE_LOG_GROUP_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateLogGroupRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_LOG_GROUP; type Output = (); }

#[rustfmt::skip]
static DELETE_LOG_GROUP: Operation = Operation { name: "DeleteLogGroup", method: "POST", uri: "/", status: 200, input: &shapes::DELETE_LOG_GROUP_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteLogGroupRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_LOG_GROUP; type Output = (); }

#[rustfmt::skip]
static DESCRIBE_LOG_GROUPS: Operation = Operation { name: "DescribeLogGroups", method: "POST", uri: "/", status: 200, input: &shapes::DESCRIBE_LOG_GROUPS_REQUEST, output: Some(&shapes::DESCRIBE_LOG_GROUPS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for DescribeLogGroupsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DESCRIBE_LOG_GROUPS; type Output = DescribeLogGroupsResponse; }

#[rustfmt::skip]
static CREATE_LOG_STREAM: Operation = Operation { name: "CreateLogStream", method: "POST", uri: "/", status: 200, input: &shapes::CREATE_LOG_STREAM_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateLogStreamRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_LOG_STREAM; type Output = (); }

#[rustfmt::skip]
static DELETE_LOG_STREAM: Operation = Operation { name: "DeleteLogStream", method: "POST", uri: "/", status: 200, input: &shapes::DELETE_LOG_STREAM_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteLogStreamRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_LOG_STREAM; type Output = (); }

#[rustfmt::skip]
static DESCRIBE_LOG_STREAMS: Operation = Operation { name: "DescribeLogStreams", method: "POST", uri: "/", status: 200, input: &shapes::DESCRIBE_LOG_STREAMS_REQUEST, output: Some(&shapes::DESCRIBE_LOG_STREAMS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for DescribeLogStreamsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DESCRIBE_LOG_STREAMS; type Output = DescribeLogStreamsResponse; }

#[rustfmt::skip]
static PUT_LOG_EVENTS: Operation = Operation { name: "PutLogEvents", method: "POST", uri: "/", status: 200, input: &shapes::PUT_LOG_EVENTS_REQUEST, output: Some(&shapes::PUT_LOG_EVENTS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for PutLogEventsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_LOG_EVENTS; type Output = PutLogEventsResponse; }

#[rustfmt::skip]
static GET_LOG_EVENTS: Operation = Operation { name: "GetLogEvents", method: "POST", uri: "/", status: 200, input: &shapes::GET_LOG_EVENTS_REQUEST, output: Some(&shapes::GET_LOG_EVENTS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetLogEventsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_LOG_EVENTS; type Output = GetLogEventsResponse; }

#[rustfmt::skip]
static FILTER_LOG_EVENTS: Operation = Operation { name: "FilterLogEvents", method: "POST", uri: "/", status: 200, input: &shapes::FILTER_LOG_EVENTS_REQUEST, output: Some(&shapes::FILTER_LOG_EVENTS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for FilterLogEventsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &FILTER_LOG_EVENTS; type Output = FilterLogEventsResponse; }

#[rustfmt::skip]
static PUT_RETENTION_POLICY: Operation = Operation { name: "PutRetentionPolicy", method: "POST", uri: "/", status: 200, input: &shapes::PUT_RETENTION_POLICY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for PutRetentionPolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_RETENTION_POLICY; type Output = (); }

#[rustfmt::skip]
static DELETE_RETENTION_POLICY: Operation = Operation { name: "DeleteRetentionPolicy", method: "POST", uri: "/", status: 200, input: &shapes::DELETE_RETENTION_POLICY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteRetentionPolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_RETENTION_POLICY; type Output = (); }

#[rustfmt::skip]
static TAG_RESOURCE: Operation = Operation { name: "TagResource", method: "POST", uri: "/", status: 200, input: &shapes::TAG_RESOURCE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for TagResourceRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &TAG_RESOURCE; type Output = (); }

#[rustfmt::skip]
static UNTAG_RESOURCE: Operation = Operation { name: "UntagResource", method: "POST", uri: "/", status: 200, input: &shapes::UNTAG_RESOURCE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for UntagResourceRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UNTAG_RESOURCE; type Output = (); }

#[rustfmt::skip]
static LIST_TAGS_FOR_RESOURCE: Operation = Operation { name: "ListTagsForResource", method: "POST", uri: "/", status: 200, input: &shapes::LIST_TAGS_FOR_RESOURCE_REQUEST, output: Some(&shapes::LIST_TAGS_FOR_RESOURCE_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for ListTagsForResourceRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_TAGS_FOR_RESOURCE; type Output = ListTagsForResourceResponse; }

#[rustfmt::skip]
static START_LIVE_TAIL: Operation = Operation { name: "StartLiveTail", method: "POST", uri: "/", status: 200, input: &shapes::START_LIVE_TAIL_REQUEST, output: Some(&shapes::START_LIVE_TAIL_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for StartLiveTailRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &START_LIVE_TAIL; type Output = StartLiveTailResponse; }

#[rustfmt::skip]
static START_QUERY: Operation = Operation { name: "StartQuery", method: "POST", uri: "/", status: 200, input: &shapes::START_QUERY_REQUEST, output: Some(&shapes::START_QUERY_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for StartQueryRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &START_QUERY; type Output = StartQueryResponse; }

#[rustfmt::skip]
static STOP_QUERY: Operation = Operation { name: "StopQuery", method: "POST", uri: "/", status: 200, input: &shapes::STOP_QUERY_REQUEST, output: Some(&shapes::STOP_QUERY_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for StopQueryRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &STOP_QUERY; type Output = StopQueryResponse; }

#[rustfmt::skip]
static GET_QUERY_RESULTS: Operation = Operation { name: "GetQueryResults", method: "POST", uri: "/", status: 200, input: &shapes::GET_QUERY_RESULTS_REQUEST, output: Some(&shapes::GET_QUERY_RESULTS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetQueryResultsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_QUERY_RESULTS; type Output = GetQueryResultsResponse; }

#[rustfmt::skip]
static DESCRIBE_QUERIES: Operation = Operation { name: "DescribeQueries", method: "POST", uri: "/", status: 200, input: &shapes::DESCRIBE_QUERIES_REQUEST, output: Some(&shapes::DESCRIBE_QUERIES_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for DescribeQueriesRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DESCRIBE_QUERIES; type Output = DescribeQueriesResponse; }

#[rustfmt::skip]
static GET_LOG_RECORD: Operation = Operation { name: "GetLogRecord", method: "POST", uri: "/", status: 200, input: &shapes::GET_LOG_RECORD_REQUEST, output: Some(&shapes::GET_LOG_RECORD_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetLogRecordRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_LOG_RECORD; type Output = GetLogRecordResponse; }

#[rustfmt::skip]
static GET_LOG_GROUP_FIELDS: Operation = Operation { name: "GetLogGroupFields", method: "POST", uri: "/", status: 200, input: &shapes::GET_LOG_GROUP_FIELDS_REQUEST, output: Some(&shapes::GET_LOG_GROUP_FIELDS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetLogGroupFieldsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_LOG_GROUP_FIELDS; type Output = GetLogGroupFieldsResponse; }

#[rustfmt::skip]
static LIST_LOG_GROUPS: Operation = Operation { name: "ListLogGroups", method: "POST", uri: "/", status: 200, input: &shapes::LIST_LOG_GROUPS_REQUEST, output: Some(&shapes::LIST_LOG_GROUPS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for ListLogGroupsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_LOG_GROUPS; type Output = ListLogGroupsResponse; }

#[rustfmt::skip]
static TAG_LOG_GROUP: Operation = Operation { name: "TagLogGroup", method: "POST", uri: "/", status: 200, input: &shapes::TAG_LOG_GROUP_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for TagLogGroupRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &TAG_LOG_GROUP; type Output = (); }

#[rustfmt::skip]
static UNTAG_LOG_GROUP: Operation = Operation { name: "UntagLogGroup", method: "POST", uri: "/", status: 200, input: &shapes::UNTAG_LOG_GROUP_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for UntagLogGroupRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UNTAG_LOG_GROUP; type Output = (); }

#[rustfmt::skip]
static LIST_TAGS_LOG_GROUP: Operation = Operation { name: "ListTagsLogGroup", method: "POST", uri: "/", status: 200, input: &shapes::LIST_TAGS_LOG_GROUP_REQUEST, output: Some(&shapes::LIST_TAGS_LOG_GROUP_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for ListTagsLogGroupRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_TAGS_LOG_GROUP; type Output = ListTagsLogGroupResponse; }

#[rustfmt::skip]
static PUT_METRIC_FILTER: Operation = Operation { name: "PutMetricFilter", method: "POST", uri: "/", status: 200, input: &shapes::PUT_METRIC_FILTER_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for PutMetricFilterRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_METRIC_FILTER; type Output = (); }

#[rustfmt::skip]
static DESCRIBE_METRIC_FILTERS: Operation = Operation { name: "DescribeMetricFilters", method: "POST", uri: "/", status: 200, input: &shapes::DESCRIBE_METRIC_FILTERS_REQUEST, output: Some(&shapes::DESCRIBE_METRIC_FILTERS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for DescribeMetricFiltersRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DESCRIBE_METRIC_FILTERS; type Output = DescribeMetricFiltersResponse; }

#[rustfmt::skip]
static DELETE_METRIC_FILTER: Operation = Operation { name: "DeleteMetricFilter", method: "POST", uri: "/", status: 200, input: &shapes::DELETE_METRIC_FILTER_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteMetricFilterRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_METRIC_FILTER; type Output = (); }

#[rustfmt::skip]
static TEST_METRIC_FILTER: Operation = Operation { name: "TestMetricFilter", method: "POST", uri: "/", status: 200, input: &shapes::TEST_METRIC_FILTER_REQUEST, output: Some(&shapes::TEST_METRIC_FILTER_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for TestMetricFilterRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &TEST_METRIC_FILTER; type Output = TestMetricFilterResponse; }

#[rustfmt::skip]
static PUT_SUBSCRIPTION_FILTER: Operation = Operation { name: "PutSubscriptionFilter", method: "POST", uri: "/", status: 200, input: &shapes::PUT_SUBSCRIPTION_FILTER_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for PutSubscriptionFilterRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_SUBSCRIPTION_FILTER; type Output = (); }

#[rustfmt::skip]
static DESCRIBE_SUBSCRIPTION_FILTERS: Operation = Operation { name: "DescribeSubscriptionFilters", method: "POST", uri: "/", status: 200, input: &shapes::DESCRIBE_SUBSCRIPTION_FILTERS_REQUEST, output: Some(&shapes::DESCRIBE_SUBSCRIPTION_FILTERS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for DescribeSubscriptionFiltersRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DESCRIBE_SUBSCRIPTION_FILTERS; type Output = DescribeSubscriptionFiltersResponse; }

#[rustfmt::skip]
static DELETE_SUBSCRIPTION_FILTER: Operation = Operation { name: "DeleteSubscriptionFilter", method: "POST", uri: "/", status: 200, input: &shapes::DELETE_SUBSCRIPTION_FILTER_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteSubscriptionFilterRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_SUBSCRIPTION_FILTER; type Output = (); }

#[rustfmt::skip]
static PUT_RESOURCE_POLICY: Operation = Operation { name: "PutResourcePolicy", method: "POST", uri: "/", status: 200, input: &shapes::PUT_RESOURCE_POLICY_REQUEST, output: Some(&shapes::PUT_RESOURCE_POLICY_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for PutResourcePolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_RESOURCE_POLICY; type Output = PutResourcePolicyResponse; }

#[rustfmt::skip]
static DESCRIBE_RESOURCE_POLICIES: Operation = Operation { name: "DescribeResourcePolicies", method: "POST", uri: "/", status: 200, input: &shapes::DESCRIBE_RESOURCE_POLICIES_REQUEST, output: Some(&shapes::DESCRIBE_RESOURCE_POLICIES_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for DescribeResourcePoliciesRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DESCRIBE_RESOURCE_POLICIES; type Output = DescribeResourcePoliciesResponse; }

#[rustfmt::skip]
static DELETE_RESOURCE_POLICY: Operation = Operation { name: "DeleteResourcePolicy", method: "POST", uri: "/", status: 200, input: &shapes::DELETE_RESOURCE_POLICY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteResourcePolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_RESOURCE_POLICY; type Output = (); }

#[rustfmt::skip]
static PUT_LOG_GROUP_DELETION_PROTECTION: Operation = Operation { name: "PutLogGroupDeletionProtection", method: "POST", uri: "/", status: 200, input: &shapes::PUT_LOG_GROUP_DELETION_PROTECTION_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for PutLogGroupDeletionProtectionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_LOG_GROUP_DELETION_PROTECTION; type Output = (); }

#[rustfmt::skip]
mod shapes {
#[allow(unused_imports, reason = "not every service has every kind")]
use crate::model::{Kind::{Blob, Boolean, Double, EventStream, Integer, List, Long, Map, Timestamp}, Location::{Body, Header, Query, Status, Uri}, Shape, member, range, shape, structure, text};
pub(super) static ACCOUNT_ID: Shape = shape("AccountId", text(&[], Some("^\\d{12}$"), range(Some(12), Some(12))));
pub(super) static ACCOUNT_IDS: Shape = shape("AccountIds", List(&ACCOUNT_ID, range(Some(0), Some(20))));
pub(super) static AMAZON_RESOURCE_NAME: Shape = shape("AmazonResourceName", text(&[], Some("[\\w+=/:,.@-]*"), range(Some(1), Some(1011))));
pub(super) static APPLY_ON_TRANSFORMED_LOGS: Shape = shape("ApplyOnTransformedLogs", Boolean);
pub(super) static ARN: Shape = shape("Arn", text(&[], None, range(None, None)));
pub(super) static BEARER_TOKEN_AUTHENTICATION_ENABLED: Shape = shape("BearerTokenAuthenticationEnabled", Boolean);
pub(super) static BYTES_SCANNED_VALUE: Shape = shape("BytesScannedValue", Double);
pub(super) static CREATE_LOG_GROUP_REQUEST: Shape = shape("CreateLogGroupRequest", structure(&[
    member("logGroupName", "logGroupName", Body, true, &LOG_GROUP_NAME),
    member("kmsKeyId", "kmsKeyId", Body, false, &KMS_KEY_ID),
    member("tags", "tags", Body, false, &TAGS),
    member("logGroupClass", "logGroupClass", Body, false, &LOG_GROUP_CLASS),
    member("deletionProtectionEnabled", "deletionProtectionEnabled", Body, false, &DELETION_PROTECTION_ENABLED),], None));
pub(super) static CREATE_LOG_STREAM_REQUEST: Shape = shape("CreateLogStreamRequest", structure(&[
    member("logGroupName", "logGroupName", Body, true, &LOG_GROUP_NAME),
    member("logStreamName", "logStreamName", Body, true, &LOG_STREAM_NAME),], None));
pub(super) static DATA_PROTECTION_STATUS: Shape = shape("DataProtectionStatus", text(&["ACTIVATED", "DELETED", "ARCHIVED", "DISABLED"], None, range(None, None)));
pub(super) static DATA_SOURCE_FILTER: Shape = shape("DataSourceFilter", structure(&[
    member("name", "name", Body, true, &DATA_SOURCE_NAME),
    member("type", "type", Body, false, &DATA_SOURCE_TYPE),], None));
pub(super) static DATA_SOURCE_FILTERS: Shape = shape("DataSourceFilters", List(&DATA_SOURCE_FILTER, range(Some(1), Some(5))));
pub(super) static DATA_SOURCE_NAME: Shape = shape("DataSourceName", text(&[], None, range(None, None)));
pub(super) static DATA_SOURCE_TYPE: Shape = shape("DataSourceType", text(&[], None, range(None, None)));
pub(super) static DAYS: Shape = shape("Days", Integer(range(None, None)));
pub(super) static DEFAULT_VALUE: Shape = shape("DefaultValue", Double);
pub(super) static DELETE_LOG_GROUP_REQUEST: Shape = shape("DeleteLogGroupRequest", structure(&[
    member("logGroupName", "logGroupName", Body, true, &LOG_GROUP_NAME),], None));
pub(super) static DELETE_LOG_STREAM_REQUEST: Shape = shape("DeleteLogStreamRequest", structure(&[
    member("logGroupName", "logGroupName", Body, true, &LOG_GROUP_NAME),
    member("logStreamName", "logStreamName", Body, true, &LOG_STREAM_NAME),], None));
pub(super) static DELETE_METRIC_FILTER_REQUEST: Shape = shape("DeleteMetricFilterRequest", structure(&[
    member("logGroupName", "logGroupName", Body, true, &LOG_GROUP_NAME),
    member("filterName", "filterName", Body, true, &FILTER_NAME),], None));
pub(super) static DELETE_RESOURCE_POLICY_REQUEST: Shape = shape("DeleteResourcePolicyRequest", structure(&[
    member("policyName", "policyName", Body, false, &POLICY_NAME),
    member("resourceArn", "resourceArn", Body, false, &ARN),
    member("expectedRevisionId", "expectedRevisionId", Body, false, &EXPECTED_REVISION_ID),], None));
pub(super) static DELETE_RETENTION_POLICY_REQUEST: Shape = shape("DeleteRetentionPolicyRequest", structure(&[
    member("logGroupName", "logGroupName", Body, true, &LOG_GROUP_NAME),], None));
pub(super) static DELETE_SUBSCRIPTION_FILTER_REQUEST: Shape = shape("DeleteSubscriptionFilterRequest", structure(&[
    member("logGroupName", "logGroupName", Body, true, &LOG_GROUP_NAME),
    member("filterName", "filterName", Body, true, &FILTER_NAME),], None));
pub(super) static DELETION_PROTECTION_ENABLED: Shape = shape("DeletionProtectionEnabled", Boolean);
pub(super) static DESCENDING: Shape = shape("Descending", Boolean);
pub(super) static DESCRIBE_LIMIT: Shape = shape("DescribeLimit", Integer(range(Some(1), Some(50))));
pub(super) static DESCRIBE_LOG_GROUPS_LOG_GROUP_IDENTIFIERS: Shape = shape("DescribeLogGroupsLogGroupIdentifiers", List(&LOG_GROUP_IDENTIFIER, range(Some(1), Some(50))));
pub(super) static DESCRIBE_LOG_GROUPS_REQUEST: Shape = shape("DescribeLogGroupsRequest", structure(&[
    member("accountIdentifiers", "accountIdentifiers", Body, false, &ACCOUNT_IDS),
    member("logGroupNamePrefix", "logGroupNamePrefix", Body, false, &LOG_GROUP_NAME),
    member("logGroupNamePattern", "logGroupNamePattern", Body, false, &LOG_GROUP_NAME_PATTERN),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),
    member("limit", "limit", Body, false, &DESCRIBE_LIMIT),
    member("includeLinkedAccounts", "includeLinkedAccounts", Body, false, &INCLUDE_LINKED_ACCOUNTS),
    member("logGroupClass", "logGroupClass", Body, false, &LOG_GROUP_CLASS),
    member("logGroupIdentifiers", "logGroupIdentifiers", Body, false, &DESCRIBE_LOG_GROUPS_LOG_GROUP_IDENTIFIERS),], None));
pub(super) static DESCRIBE_LOG_GROUPS_RESPONSE: Shape = shape("DescribeLogGroupsResponse", structure(&[
    member("logGroups", "logGroups", Body, false, &LOG_GROUPS),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),], None));
pub(super) static DESCRIBE_LOG_STREAMS_REQUEST: Shape = shape("DescribeLogStreamsRequest", structure(&[
    member("logGroupName", "logGroupName", Body, false, &LOG_GROUP_NAME),
    member("logGroupIdentifier", "logGroupIdentifier", Body, false, &LOG_GROUP_IDENTIFIER),
    member("logStreamNamePrefix", "logStreamNamePrefix", Body, false, &LOG_STREAM_NAME),
    member("orderBy", "orderBy", Body, false, &ORDER_BY),
    member("descending", "descending", Body, false, &DESCENDING),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),
    member("limit", "limit", Body, false, &DESCRIBE_LIMIT),], None));
pub(super) static DESCRIBE_LOG_STREAMS_RESPONSE: Shape = shape("DescribeLogStreamsResponse", structure(&[
    member("logStreams", "logStreams", Body, false, &LOG_STREAMS),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),], None));
pub(super) static DESCRIBE_METRIC_FILTERS_REQUEST: Shape = shape("DescribeMetricFiltersRequest", structure(&[
    member("logGroupName", "logGroupName", Body, false, &LOG_GROUP_NAME),
    member("filterNamePrefix", "filterNamePrefix", Body, false, &FILTER_NAME),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),
    member("limit", "limit", Body, false, &DESCRIBE_LIMIT),
    member("metricName", "metricName", Body, false, &METRIC_NAME),
    member("metricNamespace", "metricNamespace", Body, false, &METRIC_NAMESPACE),], None));
pub(super) static DESCRIBE_METRIC_FILTERS_RESPONSE: Shape = shape("DescribeMetricFiltersResponse", structure(&[
    member("metricFilters", "metricFilters", Body, false, &METRIC_FILTERS),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),], None));
pub(super) static DESCRIBE_QUERIES_MAX_RESULTS: Shape = shape("DescribeQueriesMaxResults", Integer(range(Some(1), Some(1000))));
pub(super) static DESCRIBE_QUERIES_REQUEST: Shape = shape("DescribeQueriesRequest", structure(&[
    member("logGroupName", "logGroupName", Body, false, &LOG_GROUP_NAME),
    member("status", "status", Body, false, &QUERY_STATUS),
    member("maxResults", "maxResults", Body, false, &DESCRIBE_QUERIES_MAX_RESULTS),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),
    member("queryLanguage", "queryLanguage", Body, false, &QUERY_LANGUAGE),], None));
pub(super) static DESCRIBE_QUERIES_RESPONSE: Shape = shape("DescribeQueriesResponse", structure(&[
    member("queries", "queries", Body, false, &QUERY_INFO_LIST),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),], None));
pub(super) static DESCRIBE_RESOURCE_POLICIES_REQUEST: Shape = shape("DescribeResourcePoliciesRequest", structure(&[
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),
    member("limit", "limit", Body, false, &DESCRIBE_LIMIT),
    member("resourceArn", "resourceArn", Body, false, &ARN),
    member("policyScope", "policyScope", Body, false, &POLICY_SCOPE),], None));
pub(super) static DESCRIBE_RESOURCE_POLICIES_RESPONSE: Shape = shape("DescribeResourcePoliciesResponse", structure(&[
    member("resourcePolicies", "resourcePolicies", Body, false, &RESOURCE_POLICIES),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),], None));
pub(super) static DESCRIBE_SUBSCRIPTION_FILTERS_REQUEST: Shape = shape("DescribeSubscriptionFiltersRequest", structure(&[
    member("logGroupName", "logGroupName", Body, true, &LOG_GROUP_NAME),
    member("filterNamePrefix", "filterNamePrefix", Body, false, &FILTER_NAME),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),
    member("limit", "limit", Body, false, &DESCRIBE_LIMIT),], None));
pub(super) static DESCRIBE_SUBSCRIPTION_FILTERS_RESPONSE: Shape = shape("DescribeSubscriptionFiltersResponse", structure(&[
    member("subscriptionFilters", "subscriptionFilters", Body, false, &SUBSCRIPTION_FILTERS),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),], None));
pub(super) static DESTINATION_ARN: Shape = shape("DestinationArn", text(&[], None, range(Some(1), None)));
pub(super) static DIMENSIONS: Shape = shape("Dimensions", Map(&DIMENSIONS_KEY, &DIMENSIONS_VALUE));
pub(super) static DIMENSIONS_KEY: Shape = shape("DimensionsKey", text(&[], None, range(None, Some(255))));
pub(super) static DIMENSIONS_VALUE: Shape = shape("DimensionsValue", text(&[], None, range(None, Some(255))));
pub(super) static DISTRIBUTION: Shape = shape("Distribution", text(&["Random", "ByLogStream"], None, range(None, None)));
pub(super) static EMIT_SYSTEM_FIELDS: Shape = shape("EmitSystemFields", List(&SYSTEM_FIELD, range(None, None)));
pub(super) static ENCRYPTION_KEY: Shape = shape("EncryptionKey", text(&[], None, range(None, Some(256))));
pub(super) static ENTITY: Shape = shape("Entity", structure(&[
    member("keyAttributes", "keyAttributes", Body, false, &ENTITY_KEY_ATTRIBUTES),
    member("attributes", "attributes", Body, false, &ENTITY_ATTRIBUTES),], None));
pub(super) static ENTITY_ATTRIBUTES: Shape = shape("EntityAttributes", Map(&ENTITY_ATTRIBUTES_KEY, &ENTITY_ATTRIBUTES_VALUE));
pub(super) static ENTITY_ATTRIBUTES_KEY: Shape = shape("EntityAttributesKey", text(&[], None, range(Some(1), Some(256))));
pub(super) static ENTITY_ATTRIBUTES_VALUE: Shape = shape("EntityAttributesValue", text(&[], None, range(Some(1), Some(512))));
pub(super) static ENTITY_KEY_ATTRIBUTES: Shape = shape("EntityKeyAttributes", Map(&ENTITY_KEY_ATTRIBUTES_KEY, &ENTITY_KEY_ATTRIBUTES_VALUE));
pub(super) static ENTITY_KEY_ATTRIBUTES_KEY: Shape = shape("EntityKeyAttributesKey", text(&[], None, range(Some(1), Some(32))));
pub(super) static ENTITY_KEY_ATTRIBUTES_VALUE: Shape = shape("EntityKeyAttributesValue", text(&[], None, range(Some(1), Some(512))));
pub(super) static ENTITY_REJECTION_ERROR_TYPE: Shape = shape("EntityRejectionErrorType", text(&["InvalidEntity", "InvalidTypeValue", "InvalidKeyAttributes", "InvalidAttributes", "EntitySizeTooLarge", "UnsupportedLogGroupType", "MissingRequiredFields"], None, range(None, None)));
pub(super) static EVENT_ID: Shape = shape("EventId", text(&[], None, range(None, None)));
pub(super) static EVENT_MESSAGE: Shape = shape("EventMessage", text(&[], None, range(Some(1), None)));
pub(super) static EVENT_NUMBER: Shape = shape("EventNumber", Long(range(None, None)));
pub(super) static EVENTS_LIMIT: Shape = shape("EventsLimit", Integer(range(Some(1), Some(10000))));
pub(super) static EVENTS_LIMIT_START_QUERY: Shape = shape("EventsLimitStartQuery", Integer(range(Some(1), Some(100000))));
pub(super) static EXPECTED_REVISION_ID: Shape = shape("ExpectedRevisionId", text(&[], None, range(Some(1), None)));
pub(super) static EXTRACTED_VALUES: Shape = shape("ExtractedValues", Map(&TOKEN, &VALUE));
pub(super) static FIELD: Shape = shape("Field", text(&[], None, range(None, None)));
pub(super) static FIELD_INDEX_NAME: Shape = shape("FieldIndexName", text(&[], Some("[\\.\\-_/#A-Za-z0-9]+"), range(Some(1), Some(512))));
pub(super) static FIELD_INDEX_NAMES: Shape = shape("FieldIndexNames", List(&FIELD_INDEX_NAME, range(Some(1), Some(20))));
pub(super) static FIELD_SELECTION_CRITERIA: Shape = shape("FieldSelectionCriteria", text(&[], None, range(Some(0), Some(2000))));
pub(super) static FILTER_COUNT: Shape = shape("FilterCount", Integer(range(None, None)));
pub(super) static FILTER_LOG_EVENTS_REQUEST: Shape = shape("FilterLogEventsRequest", structure(&[
    member("logGroupName", "logGroupName", Body, false, &LOG_GROUP_NAME),
    member("logGroupIdentifier", "logGroupIdentifier", Body, false, &LOG_GROUP_IDENTIFIER),
    member("logStreamNames", "logStreamNames", Body, false, &INPUT_LOG_STREAM_NAMES),
    member("logStreamNamePrefix", "logStreamNamePrefix", Body, false, &LOG_STREAM_NAME),
    member("startTime", "startTime", Body, false, &TIMESTAMP),
    member("endTime", "endTime", Body, false, &TIMESTAMP),
    member("filterPattern", "filterPattern", Body, false, &FILTER_PATTERN),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),
    member("limit", "limit", Body, false, &EVENTS_LIMIT),
    member("startFromHead", "startFromHead", Body, false, &START_FROM_HEAD),
    member("interleaved", "interleaved", Body, false, &INTERLEAVED),
    member("unmask", "unmask", Body, false, &UNMASK),], None));
pub(super) static FILTER_LOG_EVENTS_RESPONSE: Shape = shape("FilterLogEventsResponse", structure(&[
    member("events", "events", Body, false, &FILTERED_LOG_EVENTS),
    member("searchedLogStreams", "searchedLogStreams", Body, false, &SEARCHED_LOG_STREAMS),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),], None));
pub(super) static FILTER_NAME: Shape = shape("FilterName", text(&[], Some("[^:*]*"), range(Some(1), Some(512))));
pub(super) static FILTER_PATTERN: Shape = shape("FilterPattern", text(&[], None, range(Some(0), Some(1024))));
pub(super) static FILTERED_LOG_EVENT: Shape = shape("FilteredLogEvent", structure(&[
    member("logStreamName", "logStreamName", Body, false, &LOG_STREAM_NAME),
    member("timestamp", "timestamp", Body, false, &TIMESTAMP),
    member("message", "message", Body, false, &EVENT_MESSAGE),
    member("ingestionTime", "ingestionTime", Body, false, &TIMESTAMP),
    member("eventId", "eventId", Body, false, &EVENT_ID),], None));
pub(super) static FILTERED_LOG_EVENTS: Shape = shape("FilteredLogEvents", List(&FILTERED_LOG_EVENT, range(None, None)));
pub(super) static GET_LOG_EVENTS_REQUEST: Shape = shape("GetLogEventsRequest", structure(&[
    member("logGroupName", "logGroupName", Body, false, &LOG_GROUP_NAME),
    member("logGroupIdentifier", "logGroupIdentifier", Body, false, &LOG_GROUP_IDENTIFIER),
    member("logStreamName", "logStreamName", Body, true, &LOG_STREAM_NAME),
    member("startTime", "startTime", Body, false, &TIMESTAMP),
    member("endTime", "endTime", Body, false, &TIMESTAMP),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),
    member("limit", "limit", Body, false, &EVENTS_LIMIT),
    member("startFromHead", "startFromHead", Body, false, &START_FROM_HEAD),
    member("unmask", "unmask", Body, false, &UNMASK),], None));
pub(super) static GET_LOG_EVENTS_RESPONSE: Shape = shape("GetLogEventsResponse", structure(&[
    member("events", "events", Body, false, &OUTPUT_LOG_EVENTS),
    member("nextForwardToken", "nextForwardToken", Body, false, &NEXT_TOKEN),
    member("nextBackwardToken", "nextBackwardToken", Body, false, &NEXT_TOKEN),], None));
pub(super) static GET_LOG_GROUP_FIELDS_REQUEST: Shape = shape("GetLogGroupFieldsRequest", structure(&[
    member("logGroupName", "logGroupName", Body, false, &LOG_GROUP_NAME),
    member("time", "time", Body, false, &TIMESTAMP),
    member("logGroupIdentifier", "logGroupIdentifier", Body, false, &LOG_GROUP_IDENTIFIER),], None));
pub(super) static GET_LOG_GROUP_FIELDS_RESPONSE: Shape = shape("GetLogGroupFieldsResponse", structure(&[
    member("logGroupFields", "logGroupFields", Body, false, &LOG_GROUP_FIELD_LIST),], None));
pub(super) static GET_LOG_RECORD_REQUEST: Shape = shape("GetLogRecordRequest", structure(&[
    member("logRecordPointer", "logRecordPointer", Body, true, &LOG_RECORD_POINTER),
    member("unmask", "unmask", Body, false, &UNMASK),], None));
pub(super) static GET_LOG_RECORD_RESPONSE: Shape = shape("GetLogRecordResponse", structure(&[
    member("logRecord", "logRecord", Body, false, &LOG_RECORD),], None));
pub(super) static GET_QUERY_RESULTS_MAX_ITEMS: Shape = shape("GetQueryResultsMaxItems", Integer(range(Some(0), Some(10000))));
pub(super) static GET_QUERY_RESULTS_NEXT_TOKEN: Shape = shape("GetQueryResultsNextToken", text(&[], None, range(None, Some(1024))));
pub(super) static GET_QUERY_RESULTS_REQUEST: Shape = shape("GetQueryResultsRequest", structure(&[
    member("queryId", "queryId", Body, true, &QUERY_ID),
    member("nextToken", "nextToken", Body, false, &GET_QUERY_RESULTS_NEXT_TOKEN),
    member("maxItems", "maxItems", Body, false, &GET_QUERY_RESULTS_MAX_ITEMS),], None));
pub(super) static GET_QUERY_RESULTS_RESPONSE: Shape = shape("GetQueryResultsResponse", structure(&[
    member("queryLanguage", "queryLanguage", Body, false, &QUERY_LANGUAGE),
    member("results", "results", Body, false, &QUERY_RESULTS),
    member("statistics", "statistics", Body, false, &QUERY_STATISTICS),
    member("status", "status", Body, false, &QUERY_STATUS),
    member("encryptionKey", "encryptionKey", Body, false, &ENCRYPTION_KEY),
    member("nextToken", "nextToken", Body, false, &GET_QUERY_RESULTS_NEXT_TOKEN),], None));
pub(super) static INCLUDE_LINKED_ACCOUNTS: Shape = shape("IncludeLinkedAccounts", Boolean);
pub(super) static INHERITED_PROPERTIES: Shape = shape("InheritedProperties", List(&INHERITED_PROPERTY, range(None, None)));
pub(super) static INHERITED_PROPERTY: Shape = shape("InheritedProperty", text(&["ACCOUNT_DATA_PROTECTION"], None, range(None, None)));
pub(super) static INPUT_LOG_EVENT: Shape = shape("InputLogEvent", structure(&[
    member("timestamp", "timestamp", Body, true, &TIMESTAMP),
    member("message", "message", Body, true, &EVENT_MESSAGE),], None));
pub(super) static INPUT_LOG_EVENTS: Shape = shape("InputLogEvents", List(&INPUT_LOG_EVENT, range(Some(1), Some(10000))));
pub(super) static INPUT_LOG_STREAM_NAMES: Shape = shape("InputLogStreamNames", List(&LOG_STREAM_NAME, range(Some(1), Some(100))));
pub(super) static INTERLEAVED: Shape = shape("Interleaved", Boolean);
pub(super) static IS_SAMPLED: Shape = shape("IsSampled", Boolean);
pub(super) static KMS_KEY_ID: Shape = shape("KmsKeyId", text(&[], None, range(None, Some(256))));
pub(super) static LIST_LIMIT: Shape = shape("ListLimit", Integer(range(Some(1), Some(1000))));
pub(super) static LIST_LOG_GROUPS_REQUEST: Shape = shape("ListLogGroupsRequest", structure(&[
    member("logGroupNamePattern", "logGroupNamePattern", Body, false, &LOG_GROUP_NAME_REGEX_PATTERN),
    member("logGroupClass", "logGroupClass", Body, false, &LOG_GROUP_CLASS),
    member("includeLinkedAccounts", "includeLinkedAccounts", Body, false, &INCLUDE_LINKED_ACCOUNTS),
    member("accountIdentifiers", "accountIdentifiers", Body, false, &ACCOUNT_IDS),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),
    member("limit", "limit", Body, false, &LIST_LIMIT),
    member("dataSources", "dataSources", Body, false, &DATA_SOURCE_FILTERS),
    member("fieldIndexNames", "fieldIndexNames", Body, false, &FIELD_INDEX_NAMES),
    member("logGroupTags", "logGroupTags", Body, false, &TAG_FILTERS),], None));
pub(super) static LIST_LOG_GROUPS_RESPONSE: Shape = shape("ListLogGroupsResponse", structure(&[
    member("logGroups", "logGroups", Body, false, &LOG_GROUP_SUMMARIES),
    member("nextToken", "nextToken", Body, false, &NEXT_TOKEN),], None));
pub(super) static LIST_TAGS_FOR_RESOURCE_REQUEST: Shape = shape("ListTagsForResourceRequest", structure(&[
    member("resourceArn", "resourceArn", Body, true, &AMAZON_RESOURCE_NAME),], None));
pub(super) static LIST_TAGS_FOR_RESOURCE_RESPONSE: Shape = shape("ListTagsForResourceResponse", structure(&[
    member("tags", "tags", Body, false, &TAGS),], None));
pub(super) static LIST_TAGS_LOG_GROUP_REQUEST: Shape = shape("ListTagsLogGroupRequest", structure(&[
    member("logGroupName", "logGroupName", Body, true, &LOG_GROUP_NAME),], None));
pub(super) static LIST_TAGS_LOG_GROUP_RESPONSE: Shape = shape("ListTagsLogGroupResponse", structure(&[
    member("tags", "tags", Body, false, &TAGS),], None));
pub(super) static LIVE_TAIL_SESSION_LOG_EVENT: Shape = shape("LiveTailSessionLogEvent", structure(&[
    member("logStreamName", "logStreamName", Body, false, &LOG_STREAM_NAME),
    member("logGroupIdentifier", "logGroupIdentifier", Body, false, &LOG_GROUP_IDENTIFIER),
    member("message", "message", Body, false, &EVENT_MESSAGE),
    member("timestamp", "timestamp", Body, false, &TIMESTAMP),
    member("ingestionTime", "ingestionTime", Body, false, &TIMESTAMP),], None));
pub(super) static LIVE_TAIL_SESSION_METADATA: Shape = shape("LiveTailSessionMetadata", structure(&[
    member("sampled", "sampled", Body, false, &IS_SAMPLED),], None));
pub(super) static LIVE_TAIL_SESSION_RESULTS: Shape = shape("LiveTailSessionResults", List(&LIVE_TAIL_SESSION_LOG_EVENT, range(None, None)));
pub(super) static LIVE_TAIL_SESSION_START: Shape = shape("LiveTailSessionStart", structure(&[
    member("requestId", "requestId", Body, false, &REQUEST_ID),
    member("sessionId", "sessionId", Body, false, &SESSION_ID),
    member("logGroupIdentifiers", "logGroupIdentifiers", Body, false, &START_LIVE_TAIL_LOG_GROUP_IDENTIFIERS),
    member("logStreamNames", "logStreamNames", Body, false, &INPUT_LOG_STREAM_NAMES),
    member("logStreamNamePrefixes", "logStreamNamePrefixes", Body, false, &INPUT_LOG_STREAM_NAMES),
    member("logEventFilterPattern", "logEventFilterPattern", Body, false, &FILTER_PATTERN),], None));
pub(super) static LIVE_TAIL_SESSION_UPDATE: Shape = shape("LiveTailSessionUpdate", structure(&[
    member("sessionMetadata", "sessionMetadata", Body, false, &LIVE_TAIL_SESSION_METADATA),
    member("sessionResults", "sessionResults", Body, false, &LIVE_TAIL_SESSION_RESULTS),], None));
pub(super) static LOG_EVENT_INDEX: Shape = shape("LogEventIndex", Integer(range(None, None)));
pub(super) static LOG_GROUP: Shape = shape("LogGroup", structure(&[
    member("logGroupName", "logGroupName", Body, false, &LOG_GROUP_NAME),
    member("creationTime", "creationTime", Body, false, &TIMESTAMP),
    member("retentionInDays", "retentionInDays", Body, false, &DAYS),
    member("metricFilterCount", "metricFilterCount", Body, false, &FILTER_COUNT),
    member("arn", "arn", Body, false, &ARN),
    member("storedBytes", "storedBytes", Body, false, &STORED_BYTES),
    member("kmsKeyId", "kmsKeyId", Body, false, &KMS_KEY_ID),
    member("dataProtectionStatus", "dataProtectionStatus", Body, false, &DATA_PROTECTION_STATUS),
    member("inheritedProperties", "inheritedProperties", Body, false, &INHERITED_PROPERTIES),
    member("logGroupClass", "logGroupClass", Body, false, &LOG_GROUP_CLASS),
    member("logGroupArn", "logGroupArn", Body, false, &ARN),
    member("deletionProtectionEnabled", "deletionProtectionEnabled", Body, false, &DELETION_PROTECTION_ENABLED),
    member("bearerTokenAuthenticationEnabled", "bearerTokenAuthenticationEnabled", Body, false, &BEARER_TOKEN_AUTHENTICATION_ENABLED),
    member("retentionPolicyName", "retentionPolicyName", Body, false, &POLICY_NAME),], None));
pub(super) static LOG_GROUP_CLASS: Shape = shape("LogGroupClass", text(&["STANDARD", "INFREQUENT_ACCESS", "DELIVERY", "ESSENTIALS"], None, range(None, None)));
pub(super) static LOG_GROUP_FIELD: Shape = shape("LogGroupField", structure(&[
    member("name", "name", Body, false, &FIELD),
    member("percent", "percent", Body, false, &PERCENTAGE),], None));
pub(super) static LOG_GROUP_FIELD_LIST: Shape = shape("LogGroupFieldList", List(&LOG_GROUP_FIELD, range(None, None)));
pub(super) static LOG_GROUP_IDENTIFIER: Shape = shape("LogGroupIdentifier", text(&[], Some("[\\w#+=/:,.@-]*"), range(Some(1), Some(2048))));
pub(super) static LOG_GROUP_IDENTIFIERS: Shape = shape("LogGroupIdentifiers", List(&LOG_GROUP_IDENTIFIER, range(None, None)));
pub(super) static LOG_GROUP_NAME: Shape = shape("LogGroupName", text(&[], Some("[\\.\\-_/#A-Za-z0-9]+"), range(Some(1), Some(512))));
pub(super) static LOG_GROUP_NAME_PATTERN: Shape = shape("LogGroupNamePattern", text(&[], Some("[\\.\\-_/#A-Za-z0-9]*"), range(Some(0), Some(512))));
pub(super) static LOG_GROUP_NAME_REGEX_PATTERN: Shape = shape("LogGroupNameRegexPattern", text(&[], Some("(\\^?[\\.\\-_\\/#A-Za-z0-9]{3,24})(\\|\\^?[\\.\\-_\\/#A-Za-z0-9]{3,24}){0,4}"), range(Some(3), Some(129))));
pub(super) static LOG_GROUP_NAMES: Shape = shape("LogGroupNames", List(&LOG_GROUP_NAME, range(None, None)));
pub(super) static LOG_GROUP_SUMMARIES: Shape = shape("LogGroupSummaries", List(&LOG_GROUP_SUMMARY, range(None, None)));
pub(super) static LOG_GROUP_SUMMARY: Shape = shape("LogGroupSummary", structure(&[
    member("logGroupName", "logGroupName", Body, false, &LOG_GROUP_NAME),
    member("logGroupArn", "logGroupArn", Body, false, &ARN),
    member("logGroupClass", "logGroupClass", Body, false, &LOG_GROUP_CLASS),], None));
pub(super) static LOG_GROUPS: Shape = shape("LogGroups", List(&LOG_GROUP, range(None, None)));
pub(super) static LOG_RECORD: Shape = shape("LogRecord", Map(&FIELD, &VALUE));
pub(super) static LOG_RECORD_POINTER: Shape = shape("LogRecordPointer", text(&[], None, range(None, None)));
pub(super) static LOG_STREAM: Shape = shape("LogStream", structure(&[
    member("logStreamName", "logStreamName", Body, false, &LOG_STREAM_NAME),
    member("creationTime", "creationTime", Body, false, &TIMESTAMP),
    member("firstEventTimestamp", "firstEventTimestamp", Body, false, &TIMESTAMP),
    member("lastEventTimestamp", "lastEventTimestamp", Body, false, &TIMESTAMP),
    member("lastIngestionTime", "lastIngestionTime", Body, false, &TIMESTAMP),
    member("uploadSequenceToken", "uploadSequenceToken", Body, false, &SEQUENCE_TOKEN),
    member("arn", "arn", Body, false, &ARN),
    member("storedBytes", "storedBytes", Body, false, &STORED_BYTES),], None));
pub(super) static LOG_STREAM_NAME: Shape = shape("LogStreamName", text(&[], Some("[^:*]*"), range(Some(1), Some(512))));
pub(super) static LOG_STREAM_SEARCHED_COMPLETELY: Shape = shape("LogStreamSearchedCompletely", Boolean);
pub(super) static LOG_STREAMS: Shape = shape("LogStreams", List(&LOG_STREAM, range(None, None)));
pub(super) static MESSAGE: Shape = shape("Message", text(&[], None, range(None, None)));
pub(super) static METRIC_FILTER: Shape = shape("MetricFilter", structure(&[
    member("filterName", "filterName", Body, false, &FILTER_NAME),
    member("filterPattern", "filterPattern", Body, false, &FILTER_PATTERN),
    member("metricTransformations", "metricTransformations", Body, false, &METRIC_TRANSFORMATIONS),
    member("creationTime", "creationTime", Body, false, &TIMESTAMP),
    member("logGroupName", "logGroupName", Body, false, &LOG_GROUP_NAME),
    member("applyOnTransformedLogs", "applyOnTransformedLogs", Body, false, &APPLY_ON_TRANSFORMED_LOGS),
    member("fieldSelectionCriteria", "fieldSelectionCriteria", Body, false, &FIELD_SELECTION_CRITERIA),
    member("emitSystemFieldDimensions", "emitSystemFieldDimensions", Body, false, &EMIT_SYSTEM_FIELDS),], None));
pub(super) static METRIC_FILTER_MATCH_RECORD: Shape = shape("MetricFilterMatchRecord", structure(&[
    member("eventNumber", "eventNumber", Body, false, &EVENT_NUMBER),
    member("eventMessage", "eventMessage", Body, false, &EVENT_MESSAGE),
    member("extractedValues", "extractedValues", Body, false, &EXTRACTED_VALUES),], None));
pub(super) static METRIC_FILTER_MATCHES: Shape = shape("MetricFilterMatches", List(&METRIC_FILTER_MATCH_RECORD, range(None, None)));
pub(super) static METRIC_FILTERS: Shape = shape("MetricFilters", List(&METRIC_FILTER, range(None, None)));
pub(super) static METRIC_NAME: Shape = shape("MetricName", text(&[], Some("[^:*$]*"), range(None, Some(255))));
pub(super) static METRIC_NAMESPACE: Shape = shape("MetricNamespace", text(&[], Some("[^:*$]*"), range(None, Some(255))));
pub(super) static METRIC_TRANSFORMATION: Shape = shape("MetricTransformation", structure(&[
    member("metricName", "metricName", Body, true, &METRIC_NAME),
    member("metricNamespace", "metricNamespace", Body, true, &METRIC_NAMESPACE),
    member("metricValue", "metricValue", Body, true, &METRIC_VALUE),
    member("defaultValue", "defaultValue", Body, false, &DEFAULT_VALUE),
    member("dimensions", "dimensions", Body, false, &DIMENSIONS),
    member("unit", "unit", Body, false, &STANDARD_UNIT),], None));
pub(super) static METRIC_TRANSFORMATIONS: Shape = shape("MetricTransformations", List(&METRIC_TRANSFORMATION, range(Some(1), Some(1))));
pub(super) static METRIC_VALUE: Shape = shape("MetricValue", text(&[], None, range(None, Some(100))));
pub(super) static NEXT_TOKEN: Shape = shape("NextToken", text(&[], None, range(Some(1), None)));
pub(super) static ORDER_BY: Shape = shape("OrderBy", text(&["LogStreamName", "LastEventTime"], None, range(None, None)));
pub(super) static OUTPUT_LOG_EVENT: Shape = shape("OutputLogEvent", structure(&[
    member("timestamp", "timestamp", Body, false, &TIMESTAMP),
    member("message", "message", Body, false, &EVENT_MESSAGE),
    member("ingestionTime", "ingestionTime", Body, false, &TIMESTAMP),], None));
pub(super) static OUTPUT_LOG_EVENTS: Shape = shape("OutputLogEvents", List(&OUTPUT_LOG_EVENT, range(None, None)));
pub(super) static PERCENTAGE: Shape = shape("Percentage", Integer(range(Some(0), Some(100))));
pub(super) static POLICY_DOCUMENT: Shape = shape("PolicyDocument", text(&[], None, range(Some(1), Some(51200))));
pub(super) static POLICY_NAME: Shape = shape("PolicyName", text(&[], None, range(None, None)));
pub(super) static POLICY_SCOPE: Shape = shape("PolicyScope", text(&["ACCOUNT", "RESOURCE"], None, range(None, None)));
pub(super) static PUT_LOG_EVENTS_REQUEST: Shape = shape("PutLogEventsRequest", structure(&[
    member("logGroupName", "logGroupName", Body, true, &LOG_GROUP_NAME),
    member("logStreamName", "logStreamName", Body, true, &LOG_STREAM_NAME),
    member("logEvents", "logEvents", Body, true, &INPUT_LOG_EVENTS),
    member("sequenceToken", "sequenceToken", Body, false, &SEQUENCE_TOKEN),
    member("entity", "entity", Body, false, &ENTITY),], None));
pub(super) static PUT_LOG_EVENTS_RESPONSE: Shape = shape("PutLogEventsResponse", structure(&[
    member("nextSequenceToken", "nextSequenceToken", Body, false, &SEQUENCE_TOKEN),
    member("rejectedLogEventsInfo", "rejectedLogEventsInfo", Body, false, &REJECTED_LOG_EVENTS_INFO),
    member("rejectedEntityInfo", "rejectedEntityInfo", Body, false, &REJECTED_ENTITY_INFO),], None));
pub(super) static PUT_LOG_GROUP_DELETION_PROTECTION_REQUEST: Shape = shape("PutLogGroupDeletionProtectionRequest", structure(&[
    member("logGroupIdentifier", "logGroupIdentifier", Body, true, &LOG_GROUP_IDENTIFIER),
    member("deletionProtectionEnabled", "deletionProtectionEnabled", Body, true, &DELETION_PROTECTION_ENABLED),], None));
pub(super) static PUT_METRIC_FILTER_REQUEST: Shape = shape("PutMetricFilterRequest", structure(&[
    member("logGroupName", "logGroupName", Body, true, &LOG_GROUP_NAME),
    member("filterName", "filterName", Body, true, &FILTER_NAME),
    member("filterPattern", "filterPattern", Body, true, &FILTER_PATTERN),
    member("metricTransformations", "metricTransformations", Body, true, &METRIC_TRANSFORMATIONS),
    member("applyOnTransformedLogs", "applyOnTransformedLogs", Body, false, &APPLY_ON_TRANSFORMED_LOGS),
    member("fieldSelectionCriteria", "fieldSelectionCriteria", Body, false, &FIELD_SELECTION_CRITERIA),
    member("emitSystemFieldDimensions", "emitSystemFieldDimensions", Body, false, &EMIT_SYSTEM_FIELDS),], None));
pub(super) static PUT_RESOURCE_POLICY_REQUEST: Shape = shape("PutResourcePolicyRequest", structure(&[
    member("policyName", "policyName", Body, false, &POLICY_NAME),
    member("policyDocument", "policyDocument", Body, false, &POLICY_DOCUMENT),
    member("resourceArn", "resourceArn", Body, false, &ARN),
    member("expectedRevisionId", "expectedRevisionId", Body, false, &EXPECTED_REVISION_ID),], None));
pub(super) static PUT_RESOURCE_POLICY_RESPONSE: Shape = shape("PutResourcePolicyResponse", structure(&[
    member("resourcePolicy", "resourcePolicy", Body, false, &RESOURCE_POLICY),
    member("revisionId", "revisionId", Body, false, &EXPECTED_REVISION_ID),], None));
pub(super) static PUT_RETENTION_POLICY_REQUEST: Shape = shape("PutRetentionPolicyRequest", structure(&[
    member("logGroupName", "logGroupName", Body, true, &LOG_GROUP_NAME),
    member("retentionInDays", "retentionInDays", Body, true, &DAYS),], None));
pub(super) static PUT_SUBSCRIPTION_FILTER_REQUEST: Shape = shape("PutSubscriptionFilterRequest", structure(&[
    member("logGroupName", "logGroupName", Body, true, &LOG_GROUP_NAME),
    member("filterName", "filterName", Body, true, &FILTER_NAME),
    member("filterPattern", "filterPattern", Body, true, &FILTER_PATTERN),
    member("destinationArn", "destinationArn", Body, true, &DESTINATION_ARN),
    member("roleArn", "roleArn", Body, false, &ROLE_ARN),
    member("distribution", "distribution", Body, false, &DISTRIBUTION),
    member("applyOnTransformedLogs", "applyOnTransformedLogs", Body, false, &APPLY_ON_TRANSFORMED_LOGS),
    member("fieldSelectionCriteria", "fieldSelectionCriteria", Body, false, &FIELD_SELECTION_CRITERIA),
    member("emitSystemFields", "emitSystemFields", Body, false, &EMIT_SYSTEM_FIELDS),], None));
pub(super) static QUERY_DURATION: Shape = shape("QueryDuration", Long(range(None, None)));
pub(super) static QUERY_ID: Shape = shape("QueryId", text(&[], None, range(Some(1), Some(256))));
pub(super) static QUERY_INFO: Shape = shape("QueryInfo", structure(&[
    member("queryLanguage", "queryLanguage", Body, false, &QUERY_LANGUAGE),
    member("queryId", "queryId", Body, false, &QUERY_ID),
    member("queryString", "queryString", Body, false, &QUERY_STRING),
    member("status", "status", Body, false, &QUERY_STATUS),
    member("createTime", "createTime", Body, false, &TIMESTAMP),
    member("logGroupName", "logGroupName", Body, false, &LOG_GROUP_NAME),
    member("queryDuration", "queryDuration", Body, false, &QUERY_DURATION),
    member("bytesScanned", "bytesScanned", Body, false, &BYTES_SCANNED_VALUE),
    member("userIdentity", "userIdentity", Body, false, &USER_IDENTITY),], None));
pub(super) static QUERY_INFO_LIST: Shape = shape("QueryInfoList", List(&QUERY_INFO, range(None, None)));
pub(super) static QUERY_LANGUAGE: Shape = shape("QueryLanguage", text(&["CWLI", "SQL", "PPL"], None, range(None, None)));
pub(super) static QUERY_RESULTS: Shape = shape("QueryResults", List(&RESULT_ROWS, range(None, None)));
pub(super) static QUERY_STATISTICS: Shape = shape("QueryStatistics", structure(&[
    member("recordsMatched", "recordsMatched", Body, false, &STATS_VALUE),
    member("recordsScanned", "recordsScanned", Body, false, &STATS_VALUE),
    member("estimatedRecordsSkipped", "estimatedRecordsSkipped", Body, false, &STATS_VALUE),
    member("bytesScanned", "bytesScanned", Body, false, &STATS_VALUE),
    member("estimatedBytesSkipped", "estimatedBytesSkipped", Body, false, &STATS_VALUE),
    member("logGroupsScanned", "logGroupsScanned", Body, false, &STATS_VALUE),
    member("resultCount", "resultCount", Body, false, &STATS_VALUE),], None));
pub(super) static QUERY_STATUS: Shape = shape("QueryStatus", text(&["Scheduled", "Running", "Complete", "Failed", "Cancelled", "Timeout", "Unknown"], None, range(None, None)));
pub(super) static QUERY_STRING: Shape = shape("QueryString", text(&[], None, range(Some(0), Some(10000))));
pub(super) static REJECTED_ENTITY_INFO: Shape = shape("RejectedEntityInfo", structure(&[
    member("errorType", "errorType", Body, true, &ENTITY_REJECTION_ERROR_TYPE),], None));
pub(super) static REJECTED_LOG_EVENTS_INFO: Shape = shape("RejectedLogEventsInfo", structure(&[
    member("tooNewLogEventStartIndex", "tooNewLogEventStartIndex", Body, false, &LOG_EVENT_INDEX),
    member("tooOldLogEventEndIndex", "tooOldLogEventEndIndex", Body, false, &LOG_EVENT_INDEX),
    member("expiredLogEventEndIndex", "expiredLogEventEndIndex", Body, false, &LOG_EVENT_INDEX),], None));
pub(super) static REQUEST_ID: Shape = shape("RequestId", text(&[], None, range(Some(0), Some(256))));
pub(super) static RESOURCE_POLICIES: Shape = shape("ResourcePolicies", List(&RESOURCE_POLICY, range(None, None)));
pub(super) static RESOURCE_POLICY: Shape = shape("ResourcePolicy", structure(&[
    member("policyName", "policyName", Body, false, &POLICY_NAME),
    member("policyDocument", "policyDocument", Body, false, &POLICY_DOCUMENT),
    member("lastUpdatedTime", "lastUpdatedTime", Body, false, &TIMESTAMP),
    member("policyScope", "policyScope", Body, false, &POLICY_SCOPE),
    member("resourceArn", "resourceArn", Body, false, &ARN),
    member("revisionId", "revisionId", Body, false, &EXPECTED_REVISION_ID),], None));
pub(super) static RESULT_FIELD: Shape = shape("ResultField", structure(&[
    member("field", "field", Body, false, &FIELD),
    member("value", "value", Body, false, &VALUE),], None));
pub(super) static RESULT_ROWS: Shape = shape("ResultRows", List(&RESULT_FIELD, range(None, None)));
pub(super) static ROLE_ARN: Shape = shape("RoleArn", text(&[], None, range(Some(1), None)));
pub(super) static SEARCHED_LOG_STREAM: Shape = shape("SearchedLogStream", structure(&[
    member("logStreamName", "logStreamName", Body, false, &LOG_STREAM_NAME),
    member("searchedCompletely", "searchedCompletely", Body, false, &LOG_STREAM_SEARCHED_COMPLETELY),], None));
pub(super) static SEARCHED_LOG_STREAMS: Shape = shape("SearchedLogStreams", List(&SEARCHED_LOG_STREAM, range(None, None)));
pub(super) static SEQUENCE_TOKEN: Shape = shape("SequenceToken", text(&[], None, range(Some(1), None)));
pub(super) static SESSION_ID: Shape = shape("SessionId", text(&[], None, range(Some(0), Some(256))));
pub(super) static SESSION_STREAMING_EXCEPTION: Shape = shape("SessionStreamingException", structure(&[
    member("message", "message", Body, false, &MESSAGE),], None));
pub(super) static SESSION_TIMEOUT_EXCEPTION: Shape = shape("SessionTimeoutException", structure(&[
    member("message", "message", Body, false, &MESSAGE),], None));
pub(super) static STANDARD_UNIT: Shape = shape("StandardUnit", text(&["Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes", "Bits", "Kilobits", "Megabits", "Gigabits", "Terabits", "Percent", "Count", "Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second", "Terabytes/Second", "Bits/Second", "Kilobits/Second", "Megabits/Second", "Gigabits/Second", "Terabits/Second", "Count/Second", "None"], None, range(None, None)));
pub(super) static START_FROM_HEAD: Shape = shape("StartFromHead", Boolean);
pub(super) static START_LIVE_TAIL_LOG_GROUP_IDENTIFIERS: Shape = shape("StartLiveTailLogGroupIdentifiers", List(&LOG_GROUP_IDENTIFIER, range(Some(1), Some(10))));
pub(super) static START_LIVE_TAIL_REQUEST: Shape = shape("StartLiveTailRequest", structure(&[
    member("logGroupIdentifiers", "logGroupIdentifiers", Body, true, &START_LIVE_TAIL_LOG_GROUP_IDENTIFIERS),
    member("logStreamNames", "logStreamNames", Body, false, &INPUT_LOG_STREAM_NAMES),
    member("logStreamNamePrefixes", "logStreamNamePrefixes", Body, false, &INPUT_LOG_STREAM_NAMES),
    member("logEventFilterPattern", "logEventFilterPattern", Body, false, &FILTER_PATTERN),], None));
pub(super) static START_LIVE_TAIL_RESPONSE: Shape = shape("StartLiveTailResponse", structure(&[
    member("responseStream", "responseStream", Body, false, &START_LIVE_TAIL_RESPONSE_STREAM),], None));
pub(super) static START_LIVE_TAIL_RESPONSE_STREAM: Shape = shape("StartLiveTailResponseStream", EventStream(&[
    member("sessionStart", "sessionStart", Body, false, &LIVE_TAIL_SESSION_START),
    member("sessionUpdate", "sessionUpdate", Body, false, &LIVE_TAIL_SESSION_UPDATE),
    member("SessionTimeoutException", "SessionTimeoutException", Body, false, &SESSION_TIMEOUT_EXCEPTION),
    member("SessionStreamingException", "SessionStreamingException", Body, false, &SESSION_STREAMING_EXCEPTION),]));
pub(super) static START_QUERY_REQUEST: Shape = shape("StartQueryRequest", structure(&[
    member("queryLanguage", "queryLanguage", Body, false, &QUERY_LANGUAGE),
    member("logGroupName", "logGroupName", Body, false, &LOG_GROUP_NAME),
    member("logGroupNames", "logGroupNames", Body, false, &LOG_GROUP_NAMES),
    member("logGroupIdentifiers", "logGroupIdentifiers", Body, false, &LOG_GROUP_IDENTIFIERS),
    member("startTime", "startTime", Body, true, &TIMESTAMP),
    member("endTime", "endTime", Body, true, &TIMESTAMP),
    member("queryString", "queryString", Body, true, &QUERY_STRING),
    member("limit", "limit", Body, false, &EVENTS_LIMIT_START_QUERY),], None));
pub(super) static START_QUERY_RESPONSE: Shape = shape("StartQueryResponse", structure(&[
    member("queryId", "queryId", Body, false, &QUERY_ID),], None));
pub(super) static STATS_VALUE: Shape = shape("StatsValue", Double);
pub(super) static STOP_QUERY_REQUEST: Shape = shape("StopQueryRequest", structure(&[
    member("queryId", "queryId", Body, true, &QUERY_ID),], None));
pub(super) static STOP_QUERY_RESPONSE: Shape = shape("StopQueryResponse", structure(&[
    member("success", "success", Body, false, &SUCCESS),], None));
pub(super) static STORED_BYTES: Shape = shape("StoredBytes", Long(range(Some(0), None)));
pub(super) static SUBSCRIPTION_FILTER: Shape = shape("SubscriptionFilter", structure(&[
    member("filterName", "filterName", Body, false, &FILTER_NAME),
    member("logGroupName", "logGroupName", Body, false, &LOG_GROUP_NAME),
    member("filterPattern", "filterPattern", Body, false, &FILTER_PATTERN),
    member("destinationArn", "destinationArn", Body, false, &DESTINATION_ARN),
    member("roleArn", "roleArn", Body, false, &ROLE_ARN),
    member("distribution", "distribution", Body, false, &DISTRIBUTION),
    member("applyOnTransformedLogs", "applyOnTransformedLogs", Body, false, &APPLY_ON_TRANSFORMED_LOGS),
    member("creationTime", "creationTime", Body, false, &TIMESTAMP),
    member("fieldSelectionCriteria", "fieldSelectionCriteria", Body, false, &FIELD_SELECTION_CRITERIA),
    member("emitSystemFields", "emitSystemFields", Body, false, &EMIT_SYSTEM_FIELDS),], None));
pub(super) static SUBSCRIPTION_FILTERS: Shape = shape("SubscriptionFilters", List(&SUBSCRIPTION_FILTER, range(None, None)));
pub(super) static SUCCESS: Shape = shape("Success", Boolean);
pub(super) static SYSTEM_FIELD: Shape = shape("SystemField", text(&[], None, range(None, None)));
pub(super) static TAG_FILTER: Shape = shape("TagFilter", structure(&[
    member("key", "key", Body, true, &TAG_FILTER_KEY),
    member("values", "values", Body, false, &TAG_FILTER_VALUES),], None));
pub(super) static TAG_FILTER_KEY: Shape = shape("TagFilterKey", text(&[], Some("^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+)$"), range(Some(1), Some(128))));
pub(super) static TAG_FILTER_VALUE: Shape = shape("TagFilterValue", text(&[], Some("^!?\\*?([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)\\*?$"), range(Some(0), Some(259))));
pub(super) static TAG_FILTER_VALUES: Shape = shape("TagFilterValues", List(&TAG_FILTER_VALUE, range(Some(0), Some(5))));
pub(super) static TAG_FILTERS: Shape = shape("TagFilters", List(&TAG_FILTER, range(Some(1), Some(5))));
pub(super) static TAG_KEY: Shape = shape("TagKey", text(&[], Some("^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+)$"), range(Some(1), Some(128))));
pub(super) static TAG_KEY_LIST: Shape = shape("TagKeyList", List(&TAG_KEY, range(Some(0), Some(50))));
pub(super) static TAG_LIST: Shape = shape("TagList", List(&TAG_KEY, range(Some(1), None)));
pub(super) static TAG_LOG_GROUP_REQUEST: Shape = shape("TagLogGroupRequest", structure(&[
    member("logGroupName", "logGroupName", Body, true, &LOG_GROUP_NAME),
    member("tags", "tags", Body, true, &TAGS),], None));
pub(super) static TAG_RESOURCE_REQUEST: Shape = shape("TagResourceRequest", structure(&[
    member("resourceArn", "resourceArn", Body, true, &AMAZON_RESOURCE_NAME),
    member("tags", "tags", Body, true, &TAGS),], None));
pub(super) static TAG_VALUE: Shape = shape("TagValue", text(&[], Some("^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$"), range(None, Some(256))));
pub(super) static TAGS: Shape = shape("Tags", Map(&TAG_KEY, &TAG_VALUE));
pub(super) static TEST_EVENT_MESSAGES: Shape = shape("TestEventMessages", List(&EVENT_MESSAGE, range(Some(1), Some(50))));
pub(super) static TEST_METRIC_FILTER_REQUEST: Shape = shape("TestMetricFilterRequest", structure(&[
    member("filterPattern", "filterPattern", Body, true, &FILTER_PATTERN),
    member("logEventMessages", "logEventMessages", Body, true, &TEST_EVENT_MESSAGES),], None));
pub(super) static TEST_METRIC_FILTER_RESPONSE: Shape = shape("TestMetricFilterResponse", structure(&[
    member("matches", "matches", Body, false, &METRIC_FILTER_MATCHES),], None));
pub(super) static TIMESTAMP: Shape = shape("Timestamp", Long(range(Some(0), None)));
pub(super) static TOKEN: Shape = shape("Token", text(&[], None, range(None, None)));
pub(super) static UNMASK: Shape = shape("Unmask", Boolean);
pub(super) static UNTAG_LOG_GROUP_REQUEST: Shape = shape("UntagLogGroupRequest", structure(&[
    member("logGroupName", "logGroupName", Body, true, &LOG_GROUP_NAME),
    member("tags", "tags", Body, true, &TAG_LIST),], None));
pub(super) static UNTAG_RESOURCE_REQUEST: Shape = shape("UntagResourceRequest", structure(&[
    member("resourceArn", "resourceArn", Body, true, &AMAZON_RESOURCE_NAME),
    member("tagKeys", "tagKeys", Body, true, &TAG_KEY_LIST),], None));
pub(super) static USER_IDENTITY: Shape = shape("UserIdentity", text(&[], None, range(Some(1), Some(2048))));
pub(super) static VALUE: Shape = shape("Value", text(&[], None, range(None, None)));
}
