//! Tags of log groups, by ARN, and by name as the older operations have it.

use std::collections::BTreeMap;

use gatewright_wire::error::ServiceError;
use gatewright_wire::logs::{
    ListTagsForResourceRequest, ListTagsForResourceResponse, ListTagsLogGroupRequest,
    ListTagsLogGroupResponse, TagLogGroupRequest, TagResourceRequest, UntagLogGroupRequest,
    UntagResourceRequest,
};

use super::{owner, refusal};
use crate::control::Scope;

/// TagResource.
pub async fn tag(scope: &Scope, input: TagResourceRequest) -> Result<(), ServiceError> {
    add(scope, &input.resource_arn, input.tags).await
}

/// UntagResource.
pub async fn untag(scope: &Scope, input: UntagResourceRequest) -> Result<(), ServiceError> {
    remove(scope, &input.resource_arn, input.tag_keys).await
}

/// ListTagsForResource.
pub async fn list(
    scope: &Scope,
    input: ListTagsForResourceRequest,
) -> Result<ListTagsForResourceResponse, ServiceError> {
    Ok(ListTagsForResourceResponse {
        tags: Some(read(scope, &input.resource_arn).await?),
    })
}

/// TagLogGroup.
pub async fn tag_group(scope: &Scope, input: TagLogGroupRequest) -> Result<(), ServiceError> {
    add(scope, &input.log_group_name, input.tags).await
}

/// UntagLogGroup.
pub async fn untag_group(scope: &Scope, input: UntagLogGroupRequest) -> Result<(), ServiceError> {
    remove(scope, &input.log_group_name, input.tags).await
}

/// ListTagsLogGroup.
pub async fn list_group(
    scope: &Scope,
    input: ListTagsLogGroupRequest,
) -> Result<ListTagsLogGroupResponse, ServiceError> {
    Ok(ListTagsLogGroupResponse {
        tags: Some(read(scope, &input.log_group_name).await?),
    })
}

async fn add(
    scope: &Scope,
    group: &str,
    tags: BTreeMap<String, String>,
) -> Result<(), ServiceError> {
    let tagged = scope.server.logs.tag(&owner(scope), group, tags).await;
    tagged.map_err(refusal)
}

async fn remove(scope: &Scope, group: &str, keys: Vec<String>) -> Result<(), ServiceError> {
    let untagged = scope.server.logs.untag(&owner(scope), group, keys).await;
    untagged.map_err(refusal)
}

async fn read(scope: &Scope, group: &str) -> Result<BTreeMap<String, String>, ServiceError> {
    scope
        .server
        .logs
        .tags(&owner(scope), group)
        .await
        .map_err(refusal)
}
