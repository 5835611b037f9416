//! Resource policies: who else may write to the account's logs. They are kept and shown; nobody here
//! asks them.

use gatewright_wire::error::ServiceError;
use gatewright_wire::logs::{
    DeleteResourcePolicyRequest, DescribeResourcePoliciesRequest, DescribeResourcePoliciesResponse,
    PutResourcePolicyRequest, PutResourcePolicyResponse, ResourcePolicy, errors,
};

use crate::control::{Scope, iam};
use crate::store::{Batch, Page, Stored};

/// AWS's quota for an account and region.
const MAX_POLICIES: usize = 10;

/// PutResourcePolicy: of the account by name, or of one log group by ARN.
pub async fn put(
    scope: &Scope,
    input: PutResourcePolicyRequest,
) -> Result<PutResourcePolicyResponse, ServiceError> {
    let document = input
        .policy_document
        .ok_or_else(|| errors::INVALID_PARAMETER.with("policyDocument must be given."))?;
    iam::check_document(&document)
        .map_err(|error| errors::INVALID_PARAMETER.with(error.message))?;
    let name = name(input.policy_name, input.resource_arn.as_deref())?;
    let policy = ResourcePolicy {
        policy_name: Some(name.clone()),
        policy_document: Some(document),
        last_updated_time: Some(scope.now_ms()),
        policy_scope: Some(scope_of(input.resource_arn.as_deref()).to_owned()),
        resource_arn: input.resource_arn,
        revision_id: Some(uuid::Uuid::new_v4().simple().to_string()),
    };
    let key = scope.key(&["logs-resource-policies", &name]);
    scope
        .transact(busy, || {
            let stored: Option<Stored<ResourcePolicy>> = scope.find(&key)?;
            check_revision(input.expected_revision_id.as_deref(), stored.as_ref())?;
            let batch = match &stored {
                Some(stored) => Batch::new().expect_revision(key.clone(), stored.revision),
                None if all(scope)?.len() >= MAX_POLICIES => {
                    return Err(errors::LIMIT_EXCEEDED.with("Resource limit exceeded."));
                }
                None => Batch::new().expect_absent(key.clone()),
            };
            Ok((batch.put(key.clone(), &policy), ()))
        })
        .await?;
    Ok(PutResourcePolicyResponse {
        revision_id: policy.revision_id.clone(),
        resource_policy: Some(policy),
    })
}

/// DescribeResourcePolicies: those of the account unless asked for a resource's.
pub async fn describe(
    scope: &Scope,
    input: DescribeResourcePoliciesRequest,
) -> Result<DescribeResourcePoliciesResponse, ServiceError> {
    let wanted = input
        .policy_scope
        .as_deref()
        .unwrap_or_else(|| scope_of(input.resource_arn.as_deref()));
    let limit = input.limit.map_or(50, |limit| limit.clamp(1, 50) as usize);
    let mut policies: Vec<ResourcePolicy> = all(scope)?
        .into_iter()
        .filter(|policy| policy.policy_scope.as_deref() == Some(wanted))
        .filter(|policy| input.resource_arn.is_none() || policy.resource_arn == input.resource_arn)
        .filter(|policy| {
            let after = input.next_token.as_ref();
            after.is_none_or(|after| policy.policy_name.as_ref() > Some(after))
        })
        .take(limit + 1)
        .collect();
    let more = policies.len() > limit;
    policies.truncate(limit);
    let last = policies.last().filter(|_| more);
    Ok(DescribeResourcePoliciesResponse {
        next_token: last.and_then(|last| last.policy_name.clone()),
        resource_policies: Some(policies),
    })
}

/// DeleteResourcePolicy.
pub async fn delete(scope: &Scope, input: DeleteResourcePolicyRequest) -> Result<(), ServiceError> {
    let name = name(input.policy_name, input.resource_arn.as_deref())?;
    let key = scope.key(&["logs-resource-policies", &name]);
    scope
        .transact(busy, || {
            let stored: Stored<ResourcePolicy> = scope.find(&key)?.ok_or_else(|| {
                errors::RESOURCE_NOT_FOUND
                    .with(format!("Policy with name [{name}] does not exist."))
            })?;
            check_revision(input.expected_revision_id.as_deref(), Some(&stored))?;
            let batch = Batch::new()
                .expect_revision(key.clone(), stored.revision)
                .delete(key.clone());
            Ok((batch, ()))
        })
        .await
}

fn all(scope: &Scope) -> Result<Vec<ResourcePolicy>, ServiceError> {
    let parent = scope.key(&["logs-resource-policies"]);
    let stored: Vec<Stored<ResourcePolicy>> = scope.children_page(&parent, Page::default())?;
    Ok(stored.into_iter().map(|stored| stored.value).collect())
}

/// A policy of one resource is known by the resource.
fn name(name: Option<String>, resource: Option<&str>) -> Result<String, ServiceError> {
    resource
        .map(str::to_owned)
        .or(name)
        .ok_or_else(|| errors::INVALID_PARAMETER.with("policyName or resourceArn must be given."))
}

fn scope_of(resource: Option<&str>) -> &'static str {
    if resource.is_some() {
        "RESOURCE"
    } else {
        "ACCOUNT"
    }
}

fn check_revision(
    expected: Option<&str>,
    stored: Option<&Stored<ResourcePolicy>>,
) -> Result<(), ServiceError> {
    let actual = stored.and_then(|stored| stored.value.revision_id.as_deref());
    if expected.is_some() && expected != actual {
        // The text is ours [C].
        return Err(
            errors::CONFLICT.with("The policy has another revision than expectedRevisionId.")
        );
    }
    Ok(())
}

fn busy() -> ServiceError {
    errors::OPERATION_ABORTED.with(
        "A conflicting operation is currently in progress against this resource. Please try again.",
    )
}
