//! The policies of a user: inline ones, and managed ones attached to it.

use gatewright_wire::error::ServiceError;
use gatewright_wire::iam::{
    AttachUserPolicyRequest, DeleteUserPolicyRequest, DetachUserPolicyRequest,
    GetUserPolicyRequest, GetUserPolicyResponse, ListAttachedUserPoliciesRequest,
    ListAttachedUserPoliciesResponse, ListUserPoliciesRequest, ListUserPoliciesResponse,
    PutUserPolicyRequest,
};

use super::document::{load_user, update_user};
use super::grammar::check_identity_policy;
use super::granted::{Owner, check_attachable};
use crate::control::Scope;

/// PutUserPolicy.
pub async fn put(scope: &Scope, input: PutUserPolicyRequest) -> Result<(), ServiceError> {
    check_identity_policy(&input.policy_document)?;
    update_user(scope, &input.user_name, |user| {
        user.granted.put(
            Owner::User,
            &input.user_name,
            &input.policy_name,
            &input.policy_document,
        )
    })
    .await
}

/// GetUserPolicy.
pub async fn get(
    scope: &Scope,
    input: GetUserPolicyRequest,
) -> Result<GetUserPolicyResponse, ServiceError> {
    let user = load_user(scope, &input.user_name)?.value;
    let document = user.granted.inline(Owner::User, &input.policy_name)?;
    Ok(GetUserPolicyResponse {
        policy_document: Some(document),
        user_name: Some(input.user_name),
        policy_name: Some(input.policy_name),
    })
}

/// DeleteUserPolicy.
pub async fn delete(scope: &Scope, input: DeleteUserPolicyRequest) -> Result<(), ServiceError> {
    update_user(scope, &input.user_name, |user| {
        user.granted.remove(Owner::User, &input.policy_name)
    })
    .await
}

/// ListUserPolicies: the names of the inline ones.
pub async fn list(
    scope: &Scope,
    input: ListUserPoliciesRequest,
) -> Result<ListUserPoliciesResponse, ServiceError> {
    let user = load_user(scope, &input.user_name)?.value;
    let (names, marker) = user.granted.names(input.marker.as_deref(), input.max_items);
    Ok(ListUserPoliciesResponse {
        policy_names: Some(names),
        is_truncated: Some(marker.is_some()),
        marker,
    })
}

/// AttachUserPolicy.
pub async fn attach(scope: &Scope, input: AttachUserPolicyRequest) -> Result<(), ServiceError> {
    check_attachable(scope, &input.policy_arn)?;
    update_user(scope, &input.user_name, |user| {
        user.granted.attach(Owner::User, &input.policy_arn)
    })
    .await
}

/// DetachUserPolicy.
pub async fn detach(scope: &Scope, input: DetachUserPolicyRequest) -> Result<(), ServiceError> {
    update_user(scope, &input.user_name, |user| {
        user.granted.detach(&input.policy_arn)
    })
    .await
}

/// ListAttachedUserPolicies.
pub async fn list_attached(
    scope: &Scope,
    input: ListAttachedUserPoliciesRequest,
) -> Result<ListAttachedUserPoliciesResponse, ServiceError> {
    let user = load_user(scope, &input.user_name)?.value;
    let (attached, marker) = user.granted.attached(
        input.path_prefix.as_deref(),
        input.marker.as_deref(),
        input.max_items,
    );
    Ok(ListAttachedUserPoliciesResponse {
        attached_policies: Some(attached),
        is_truncated: Some(marker.is_some()),
        marker,
    })
}
