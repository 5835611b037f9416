//! Metric filters.

use gatewright_wire::error::ServiceError;
use gatewright_wire::logs::{
    DeleteMetricFilterRequest, DescribeMetricFiltersRequest, DescribeMetricFiltersResponse,
    MetricFilter, MetricTransformation, PutMetricFilterRequest, errors,
};

use super::{owner, refusal};
use crate::control::Scope;
use crate::logs::{self, DescribeMetricFilters, GroupsMetricFilter};

/// PutMetricFilter.
pub async fn put(scope: &Scope, input: PutMetricFilterRequest) -> Result<(), ServiceError> {
    let transformations = input.metric_transformations.into_iter();
    let transformations = transformations
        .map(|metric| logs::MetricTransformation {
            name: metric.metric_name.unwrap_or_default(),
            namespace: metric.metric_namespace.unwrap_or_default(),
            value: metric.metric_value.unwrap_or_default(),
            default_value: metric.default_value,
            dimensions: metric.dimensions,
            unit: metric.unit,
        })
        .collect();
    let put = scope
        .server
        .logs
        .put_metric_filter(
            &owner(scope),
            &input.log_group_name,
            &input.filter_name,
            &input.filter_pattern,
            transformations,
        )
        .await;
    put.map_err(refusal)
}

/// DeleteMetricFilter.
pub async fn delete(scope: &Scope, input: DeleteMetricFilterRequest) -> Result<(), ServiceError> {
    let logs = &scope.server.logs;
    let deleted = logs
        .delete_metric_filter(&owner(scope), &input.log_group_name, &input.filter_name)
        .await;
    deleted.map_err(refusal)
}

/// DescribeMetricFilters.
pub async fn describe(
    scope: &Scope,
    input: DescribeMetricFiltersRequest,
) -> Result<DescribeMetricFiltersResponse, ServiceError> {
    let metric = match (input.metric_name, input.metric_namespace) {
        (Some(name), Some(namespace)) => Some((name, namespace)),
        (None, None) => None,
        _ => {
            // The text is ours [C].
            return Err(errors::INVALID_PARAMETER
                .with("metricName and metricNamespace must be given together."));
        }
    };
    let request = DescribeMetricFilters {
        group: input.log_group_name,
        prefix: input.filter_name_prefix,
        metric,
        limit: input.limit.map(i64::from),
        next_token: input.next_token,
    };
    let logs = &scope.server.logs;
    let described = logs.describe_metric_filters(&owner(scope), request).await;
    let (filters, next_token) = described.map_err(refusal)?;
    Ok(DescribeMetricFiltersResponse {
        metric_filters: Some(filters.into_iter().map(shown).collect()),
        next_token,
    })
}

fn shown((group, filter): GroupsMetricFilter) -> MetricFilter {
    let metric = |metric: logs::MetricTransformation| MetricTransformation {
        metric_name: Some(metric.name),
        metric_namespace: Some(metric.namespace),
        metric_value: Some(metric.value),
        default_value: metric.default_value,
        dimensions: metric.dimensions,
        unit: metric.unit,
    };
    MetricFilter {
        filter_name: Some(filter.name),
        filter_pattern: Some(filter.pattern),
        metric_transformations: Some(filter.transformations.into_iter().map(metric).collect()),
        creation_time: Some(filter.creation_time),
        log_group_name: Some(group),
        apply_on_transformed_logs: Some(false),
        ..MetricFilter::default()
    }
}
