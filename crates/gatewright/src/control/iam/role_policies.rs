//! The policies of a role: inline ones, and managed ones attached to it.

use gatewright_wire::error::ServiceError;
use gatewright_wire::iam::{
    AttachRolePolicyRequest, AttachedPolicy, DeleteRolePolicyRequest, DetachRolePolicyRequest,
    GetRolePolicyRequest, GetRolePolicyResponse, ListAttachedRolePoliciesRequest,
    ListAttachedRolePoliciesResponse, ListRolePoliciesRequest, ListRolePoliciesResponse,
    PutRolePolicyRequest, errors,
};

use super::document::{check_document, encoded, load_role, page, parse_policy_arn, update_role};
use super::policies;
use crate::control::Scope;

/// PutRolePolicy.
pub async fn put(scope: &Scope, input: PutRolePolicyRequest) -> Result<(), ServiceError> {
    check_document(&input.policy_document)?;
    update_role(scope, &input.role_name, |role| {
        role.inline
            .insert(input.policy_name.clone(), input.policy_document.clone());
        Ok(())
    })
    .await
}

/// GetRolePolicy.
pub async fn get(
    scope: &Scope,
    input: GetRolePolicyRequest,
) -> Result<GetRolePolicyResponse, ServiceError> {
    let role = load_role(scope, &input.role_name)?.value;
    let document = role
        .inline
        .get(&input.policy_name)
        .ok_or_else(|| not_inline(&input.policy_name))?;
    Ok(GetRolePolicyResponse {
        policy_document: Some(encoded(document)),
        role_name: Some(input.role_name),
        policy_name: Some(input.policy_name),
    })
}

/// DeleteRolePolicy.
pub async fn delete(scope: &Scope, input: DeleteRolePolicyRequest) -> Result<(), ServiceError> {
    update_role(scope, &input.role_name, |role| {
        match role.inline.remove(&input.policy_name) {
            Some(_) => Ok(()),
            None => Err(not_inline(&input.policy_name)),
        }
    })
    .await
}

/// ListRolePolicies: the names of the inline ones.
pub async fn list(
    scope: &Scope,
    input: ListRolePoliciesRequest,
) -> Result<ListRolePoliciesResponse, ServiceError> {
    let role = load_role(scope, &input.role_name)?.value;
    let names = role.inline.into_keys().collect();
    let (names, marker) = page(names, input.marker.as_deref(), input.max_items, |name| name);
    Ok(ListRolePoliciesResponse {
        policy_names: Some(names),
        is_truncated: Some(marker.is_some()),
        marker,
    })
}

/// AttachRolePolicy. A policy of AWS's that is not known here can be attached, and grants nothing.
pub async fn attach(scope: &Scope, input: AttachRolePolicyRequest) -> Result<(), ServiceError> {
    let (account, _) = parse_policy_arn(&input.policy_arn).ok_or_else(|| {
        errors::INVALID_INPUT.with(format!("ARN {} is not valid.", input.policy_arn))
    })?;
    if account != "aws" {
        policies::load(scope, &input.policy_arn)?;
    }
    update_role(scope, &input.role_name, |role| {
        role.attached.insert(input.policy_arn.clone());
        Ok(())
    })
    .await
}

/// DetachRolePolicy.
pub async fn detach(scope: &Scope, input: DetachRolePolicyRequest) -> Result<(), ServiceError> {
    update_role(scope, &input.role_name, |role| {
        if role.attached.remove(&input.policy_arn) {
            Ok(())
        } else {
            Err(errors::NO_SUCH_ENTITY.with(format!("Policy {} was not found.", input.policy_arn)))
        }
    })
    .await
}

/// ListAttachedRolePolicies.
pub async fn list_attached(
    scope: &Scope,
    input: ListAttachedRolePoliciesRequest,
) -> Result<ListAttachedRolePoliciesResponse, ServiceError> {
    let role = load_role(scope, &input.role_name)?.value;
    let arns = role.attached.into_iter().collect();
    let (arns, marker) = page(arns, input.marker.as_deref(), input.max_items, |arn| arn);
    let attached = arns
        .into_iter()
        .map(|arn| AttachedPolicy {
            policy_name: arn.rsplit('/').next().map(str::to_owned),
            policy_arn: Some(arn),
        })
        .collect();
    Ok(ListAttachedRolePoliciesResponse {
        attached_policies: Some(attached),
        is_truncated: Some(marker.is_some()),
        marker,
    })
}

fn not_inline(name: &str) -> ServiceError {
    errors::NO_SUCH_ENTITY.with(format!("The role policy with name {name} cannot be found."))
}
