//! Tags of functions.

use std::collections::BTreeMap;

use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    ListTagsRequest, ListTagsResponse, TagResourceRequest, UntagResourceRequest, errors,
};

use super::document::{load, update};
use super::name::Target;
use crate::control::Scope;

/// AWS's limit.
const MAX_TAGS: usize = 50;

/// TagResource.
pub async fn tag(scope: &Scope, input: TagResourceRequest) -> Result<(), ServiceError> {
    change(scope, &input.resource, |tags| {
        tags.extend(input.tags.clone());
    })
    .await
}

/// UntagResource.
pub async fn untag(scope: &Scope, input: UntagResourceRequest) -> Result<(), ServiceError> {
    change(scope, &input.resource, |tags| {
        tags.retain(|name, _| !input.tag_keys.contains(name));
    })
    .await
}

/// ListTags.
pub async fn list(scope: &Scope, input: ListTagsRequest) -> Result<ListTagsResponse, ServiceError> {
    let target = Target::parse(scope, &input.resource, None)?;
    Ok(ListTagsResponse {
        tags: Some(load(scope, &target)?.value.tags),
    })
}

async fn change(
    scope: &Scope,
    resource: &str,
    change: impl Fn(&mut BTreeMap<String, String>) + Send + Sync,
) -> Result<(), ServiceError> {
    let target = Target::parse(scope, resource, None)?;
    if target.qualifier.is_some() {
        return Err(errors::INVALID_PARAMETER_VALUE.with(
            "Tags on function aliases and versions are not supported. Please specify a function ARN.",
        ));
    }
    update(scope, &target, |stored, batch| {
        change(&mut stored.value.tags);
        if stored.value.tags.len() > MAX_TAGS {
            return Err(
                errors::INVALID_PARAMETER_VALUE.with("Number of tags exceeds resource tag limit.")
            );
        }
        Ok(((), batch))
    })
    .await
}
