//! The policies of layers' versions: which other accounts may use them.

use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    AddLayerVersionPermissionRequest, AddLayerVersionPermissionResponse,
    GetLayerVersionPolicyRequest, GetLayerVersionPolicyResponse,
    RemoveLayerVersionPermissionRequest, errors,
};
use serde_json::json;

use super::configuration::new_revision;
use super::layers::{Named, change};
use super::permissions::{check_revision, find, principal};
use crate::control::Scope;

/// AddLayerVersionPermission.
pub async fn add(
    scope: &Scope,
    input: AddLayerVersionPermissionRequest,
) -> Result<AddLayerVersionPermissionResponse, ServiceError> {
    let arn = Named::parse(scope, &input.layer_name)?.version_arn(input.version_number);
    let mut statement = json!({
        "Sid": input.statement_id,
        "Effect": "Allow",
        "Principal": principal(&input.principal)?,
        "Action": input.action,
        "Resource": arn,
    });
    if let Some(organization) = &input.organization_id {
        statement["Condition"] = json!({ "StringEquals": { "aws:PrincipalOrgID": organization } });
    }
    let added = change(scope, &input.layer_name, input.version_number, |version| {
        let policy = &mut version.policy;
        check_revision(input.revision_id.as_deref(), policy)?;
        if find(policy, &input.statement_id).is_some() {
            return Err(errors::RESOURCE_CONFLICT.with(format!(
                "The statement id ({}) provided already exists. Please provide a new statement id, or remove the existing statement.",
                input.statement_id
            )));
        }
        policy.statements.push(statement.clone());
        policy.revision_id = new_revision();
        Ok(policy.revision_id.clone())
    })
    .await?;
    let revision = added.ok_or_else(|| does_not_exist(&arn))?;
    Ok(AddLayerVersionPermissionResponse {
        statement: Some(statement.to_string()),
        revision_id: Some(revision),
    })
}

/// GetLayerVersionPolicy.
pub async fn get(
    scope: &Scope,
    input: GetLayerVersionPolicyRequest,
) -> Result<GetLayerVersionPolicyResponse, ServiceError> {
    let layer = Named::parse(scope, &input.layer_name)?;
    let arn = layer.version_arn(input.version_number);
    let stored = layer
        .find(scope, input.version_number)?
        .ok_or_else(|| does_not_exist(&arn))?;
    let policy = stored.value.policy;
    if policy.statements.is_empty() {
        return Err(no_policy());
    }
    Ok(GetLayerVersionPolicyResponse {
        policy: Some(policy.document()),
        revision_id: Some(policy.revision_id),
    })
}

/// RemoveLayerVersionPermission.
pub async fn remove(
    scope: &Scope,
    input: RemoveLayerVersionPermissionRequest,
) -> Result<(), ServiceError> {
    let arn = Named::parse(scope, &input.layer_name)?.version_arn(input.version_number);
    let removed = change(scope, &input.layer_name, input.version_number, |version| {
        let policy = &mut version.policy;
        if policy.statements.is_empty() {
            return Err(no_policy());
        }
        let index = find(policy, &input.statement_id).ok_or_else(|| {
            errors::RESOURCE_NOT_FOUND.with(format!(
                "Statement {} is not found in resource policy.",
                input.statement_id
            ))
        })?;
        check_revision(input.revision_id.as_deref(), policy)?;
        policy.statements.remove(index);
        policy.revision_id = new_revision();
        Ok(())
    })
    .await?;
    removed.ok_or_else(|| does_not_exist(&arn))
}

fn does_not_exist(arn: &str) -> ServiceError {
    errors::RESOURCE_NOT_FOUND.with(format!("Layer version {arn} does not exist."))
}

fn no_policy() -> ServiceError {
    errors::RESOURCE_NOT_FOUND.with("No policy is associated with the given resource.")
}
