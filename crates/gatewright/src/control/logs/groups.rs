//! Log groups and their retention.

use gatewright_wire::error::ServiceError;
use gatewright_wire::logs::{
    CreateLogGroupRequest, DeleteLogGroupRequest, DeleteRetentionPolicyRequest,
    DescribeLogGroupsRequest, DescribeLogGroupsResponse, ListLogGroupsRequest,
    ListLogGroupsResponse, LogGroup, LogGroupSummary, PutLogGroupDeletionProtectionRequest,
    PutRetentionPolicyRequest,
};

use super::{owner, refusal};
use crate::control::Scope;
use crate::logs::{self, DescribeGroups, NewGroup};

/// CreateLogGroup.
pub async fn create(scope: &Scope, input: CreateLogGroupRequest) -> Result<(), ServiceError> {
    let group = NewGroup {
        name: input.log_group_name,
        class: input.log_group_class,
        kms_key_id: input.kms_key_id,
        deletion_protection_enabled: input.deletion_protection_enabled == Some(true),
        tags: input.tags.unwrap_or_default(),
    };
    let created = scope.server.logs.create_group(&owner(scope), group).await;
    created.map_err(refusal)
}

/// DeleteLogGroup.
pub async fn delete(scope: &Scope, input: DeleteLogGroupRequest) -> Result<(), ServiceError> {
    let deleted = scope
        .server
        .logs
        .delete_group(&owner(scope), &input.log_group_name)
        .await;
    deleted.map_err(refusal)
}

/// DescribeLogGroups.
pub async fn describe(
    scope: &Scope,
    input: DescribeLogGroupsRequest,
) -> Result<DescribeLogGroupsResponse, ServiceError> {
    let request = DescribeGroups {
        prefix: input.log_group_name_prefix,
        pattern: input.log_group_name_pattern,
        class: input.log_group_class,
        identifiers: input.log_group_identifiers.unwrap_or_default(),
        limit: input.limit.map(i64::from),
        next_token: input.next_token,
    };
    let described = scope
        .server
        .logs
        .describe_groups(&owner(scope), request)
        .await;
    let (groups, next_token) = described.map_err(refusal)?;
    Ok(DescribeLogGroupsResponse {
        log_groups: Some(groups.into_iter().map(shown).collect()),
        next_token,
    })
}

/// ListLogGroups: as DescribeLogGroups, by alternatives of what names contain or, after `^`, begin
/// with.
pub async fn list(
    scope: &Scope,
    input: ListLogGroupsRequest,
) -> Result<ListLogGroupsResponse, ServiceError> {
    let limit = input
        .limit
        .map_or(50, |limit| limit.clamp(1, 1000) as usize);
    let pattern = input.log_group_name_pattern.as_deref();
    let suits = |name: &str| {
        pattern.is_none_or(|pattern| {
            pattern.split('|').any(|one| match one.strip_prefix('^') {
                Some(prefix) => name.starts_with(prefix),
                None => name.contains(one),
            })
        })
    };
    let mut found: Vec<LogGroupSummary> = Vec::new();
    let mut token = input.next_token;
    loop {
        let request = DescribeGroups {
            class: input.log_group_class.clone(),
            next_token: token,
            ..DescribeGroups::default()
        };
        let logs = &scope.server.logs;
        let described = logs.describe_groups(&owner(scope), request).await;
        let (groups, next) = described.map_err(refusal)?;
        for group in groups.into_iter().filter(|group| suits(&group.name)) {
            if found.len() == limit {
                let last = found.last().and_then(|last| last.log_group_name.as_deref());
                return Ok(ListLogGroupsResponse {
                    next_token: last.map(DescribeGroups::token_after),
                    log_groups: Some(found),
                });
            }
            found.push(LogGroupSummary {
                log_group_name: Some(group.name),
                log_group_arn: Some(group.arn),
                log_group_class: Some(group.class),
            });
        }
        token = next;
        if token.is_none() {
            return Ok(ListLogGroupsResponse {
                log_groups: Some(found),
                next_token: None,
            });
        }
    }
}

/// PutLogGroupDeletionProtection.
pub async fn put_deletion_protection(
    scope: &Scope,
    input: PutLogGroupDeletionProtectionRequest,
) -> Result<(), ServiceError> {
    let set = scope
        .server
        .logs
        .set_deletion_protection(
            &owner(scope),
            &input.log_group_identifier,
            input.deletion_protection_enabled,
        )
        .await;
    set.map_err(refusal)
}

fn shown(group: logs::LogGroup) -> LogGroup {
    LogGroup {
        log_group_name: Some(group.name),
        creation_time: Some(group.creation_time),
        retention_in_days: group.retention_in_days.map(|days| days as i32),
        metric_filter_count: i32::try_from(group.metric_filter_count).ok(),
        arn: Some(format!("{}:*", group.arn)),
        stored_bytes: Some(group.stored_bytes.cast_signed()),
        kms_key_id: group.kms_key_id,
        log_group_class: Some(group.class),
        log_group_arn: Some(group.arn),
        deletion_protection_enabled: Some(group.deletion_protection_enabled),
        ..LogGroup::default()
    }
}

/// PutRetentionPolicy.
pub async fn put_retention(
    scope: &Scope,
    input: PutRetentionPolicyRequest,
) -> Result<(), ServiceError> {
    set_retention(
        scope,
        &input.log_group_name,
        Some(input.retention_in_days.into()),
    )
    .await
}

/// DeleteRetentionPolicy.
pub async fn delete_retention(
    scope: &Scope,
    input: DeleteRetentionPolicyRequest,
) -> Result<(), ServiceError> {
    set_retention(scope, &input.log_group_name, None).await
}

async fn set_retention(scope: &Scope, name: &str, days: Option<i64>) -> Result<(), ServiceError> {
    let set = scope
        .server
        .logs
        .set_retention(&owner(scope), name, days)
        .await;
    set.map_err(refusal)
}
