//! Subscription filters. Functions are delivered to; streams and destinations are not here.

use gatewright_gateway::arn::FunctionArn;
use gatewright_wire::error::ServiceError;
use gatewright_wire::logs::{
    DeleteSubscriptionFilterRequest, DescribeSubscriptionFiltersRequest,
    DescribeSubscriptionFiltersResponse, PutSubscriptionFilterRequest, SubscriptionFilter, errors,
};

use super::{owner, refusal};
use crate::control::Scope;
use crate::logs;
use crate::subscriptions::is_permitted;

/// PutSubscriptionFilter: of a function that lets CloudWatch Logs invoke it, and does not write to
/// the log group itself.
pub async fn put(scope: &Scope, input: PutSubscriptionFilterRequest) -> Result<(), ServiceError> {
    let group = &input.log_group_name;
    let function: FunctionArn = input.destination_arn.parse().map_err(|_| {
        errors::INVALID_PARAMETER.with(format!(
            "gatewright delivers log events to Lambda functions only; {} is none",
            input.destination_arn
        ))
    })?;
    if *group == format!("/aws/lambda/{}", function.name) {
        return Err(errors::INVALID_PARAMETER.with(
            "The log group provided is reserved for the function logs of the destination function.",
        ));
    }
    if !is_permitted(&scope.server.functions, &function, &owner(scope), group).await {
        return Err(errors::INVALID_PARAMETER.with(
            "Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.",
        ));
    }
    let filter = logs::SubscriptionFilter {
        name: input.filter_name,
        pattern: input.filter_pattern,
        destination: input.destination_arn,
        role: input.role_arn,
        distribution: input
            .distribution
            .unwrap_or_else(|| "ByLogStream".to_owned()),
        creation_time: 0,
    };
    let logs = &scope.server.logs;
    let put = logs
        .put_subscription_filter(&owner(scope), group, filter)
        .await;
    put.map_err(refusal)
}

/// DeleteSubscriptionFilter.
pub async fn delete(
    scope: &Scope,
    input: DeleteSubscriptionFilterRequest,
) -> Result<(), ServiceError> {
    let logs = &scope.server.logs;
    let deleted = logs
        .delete_subscription_filter(&owner(scope), &input.log_group_name, &input.filter_name)
        .await;
    deleted.map_err(refusal)
}

/// DescribeSubscriptionFilters.
pub async fn describe(
    scope: &Scope,
    input: DescribeSubscriptionFiltersRequest,
) -> Result<DescribeSubscriptionFiltersResponse, ServiceError> {
    let described = scope
        .server
        .logs
        .describe_subscription_filters(
            &owner(scope),
            &input.log_group_name,
            input.filter_name_prefix.as_deref(),
            input.limit.map(i64::from),
            input.next_token.as_deref(),
        )
        .await;
    let (filters, next_token) = described.map_err(refusal)?;
    let shown = |filter: logs::SubscriptionFilter| SubscriptionFilter {
        filter_name: Some(filter.name),
        log_group_name: Some(input.log_group_name.clone()),
        filter_pattern: Some(filter.pattern),
        destination_arn: Some(filter.destination),
        role_arn: filter.role,
        distribution: Some(filter.distribution),
        apply_on_transformed_logs: Some(false),
        creation_time: Some(filter.creation_time),
        ..SubscriptionFilter::default()
    };
    Ok(DescribeSubscriptionFiltersResponse {
        subscription_filters: Some(filters.into_iter().map(shown).collect()),
        next_token,
    })
}
