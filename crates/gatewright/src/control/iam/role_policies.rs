//! The policies of a role: inline ones, and managed ones attached to it.

use gatewright_wire::error::ServiceError;
use gatewright_wire::iam::{
    AttachRolePolicyRequest, DeleteRolePolicyRequest, DetachRolePolicyRequest,
    GetRolePolicyRequest, GetRolePolicyResponse, ListAttachedRolePoliciesRequest,
    ListAttachedRolePoliciesResponse, ListRolePoliciesRequest, ListRolePoliciesResponse,
    PutRolePolicyRequest,
};

use super::document::{load_role, update_role};
use super::grammar::check_identity_policy;
use super::granted::{Owner, check_attachable};
use crate::control::Scope;

/// PutRolePolicy.
pub async fn put(scope: &Scope, input: PutRolePolicyRequest) -> Result<(), ServiceError> {
    check_identity_policy(&input.policy_document)?;
    update_role(scope, &input.role_name, |role| {
        role.granted.put(
            Owner::Role,
            &input.role_name,
            &input.policy_name,
            &input.policy_document,
        )
    })
    .await
}

/// GetRolePolicy.
pub async fn get(
    scope: &Scope,
    input: GetRolePolicyRequest,
) -> Result<GetRolePolicyResponse, ServiceError> {
    let role = load_role(scope, &input.role_name)?.value;
    let document = role.granted.inline(Owner::Role, &input.policy_name)?;
    Ok(GetRolePolicyResponse {
        policy_document: Some(document),
        role_name: Some(input.role_name),
        policy_name: Some(input.policy_name),
    })
}

/// DeleteRolePolicy.
pub async fn delete(scope: &Scope, input: DeleteRolePolicyRequest) -> Result<(), ServiceError> {
    update_role(scope, &input.role_name, |role| {
        role.granted.remove(Owner::Role, &input.policy_name)
    })
    .await
}

/// ListRolePolicies: the names of the inline ones.
pub async fn list(
    scope: &Scope,
    input: ListRolePoliciesRequest,
) -> Result<ListRolePoliciesResponse, ServiceError> {
    let role = load_role(scope, &input.role_name)?.value;
    let (names, marker) = role.granted.names(input.marker.as_deref(), input.max_items);
    Ok(ListRolePoliciesResponse {
        policy_names: Some(names),
        is_truncated: Some(marker.is_some()),
        marker,
    })
}

/// AttachRolePolicy.
pub async fn attach(scope: &Scope, input: AttachRolePolicyRequest) -> Result<(), ServiceError> {
    check_attachable(scope, &input.policy_arn)?;
    update_role(scope, &input.role_name, |role| {
        role.granted.attach(Owner::Role, &input.policy_arn)
    })
    .await
}

/// DetachRolePolicy.
pub async fn detach(scope: &Scope, input: DetachRolePolicyRequest) -> Result<(), ServiceError> {
    update_role(scope, &input.role_name, |role| {
        role.granted.detach(&input.policy_arn)
    })
    .await
}

/// ListAttachedRolePolicies.
pub async fn list_attached(
    scope: &Scope,
    input: ListAttachedRolePoliciesRequest,
) -> Result<ListAttachedRolePoliciesResponse, ServiceError> {
    let role = load_role(scope, &input.role_name)?.value;
    let (attached, marker) = role.granted.attached(
        input.path_prefix.as_deref(),
        input.marker.as_deref(),
        input.max_items,
    );
    Ok(ListAttachedRolePoliciesResponse {
        attached_policies: Some(attached),
        is_truncated: Some(marker.is_some()),
        marker,
    })
}
