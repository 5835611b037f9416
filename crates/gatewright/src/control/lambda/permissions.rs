//! Resource policies, one a qualifier (F§4.3 to F§4.5).

use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    AddPermissionRequest, AddPermissionResponse, GetPolicyRequest, GetPolicyResponse,
    RemovePermissionRequest, errors,
};
use serde_json::{Map, Value, json};

use super::configuration::new_revision;
use super::document::{Function, ResourcePolicy, load, update};
use super::name::{Target, is_version};
use crate::control::Scope;
use crate::control::iam::is_service;

/// AWS's limit for a resource policy, in bytes.
const MAX_POLICY: usize = 20_480;

/// AddPermission.
pub async fn add(
    scope: &Scope,
    input: AddPermissionRequest,
) -> Result<AddPermissionResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, input.qualifier.as_deref())?;
    if target.qualifier.as_deref() == Some("$LATEST") {
        return Err(errors::INVALID_PARAMETER_VALUE
            .with("We currently do not support adding policies for $LATEST."));
    }
    let statement = statement(&target, &input)?;
    update(scope, &target, |stored, batch| {
        check_qualifier(scope, &target, &stored.value)?;
        let policy = stored
            .value
            .policies
            .entry(target.qualifier.clone().unwrap_or_default())
            .or_default();
        check_revision(input.revision_id.as_deref(), policy)?;
        if find(policy, &input.statement_id).is_some() {
            return Err(errors::RESOURCE_CONFLICT.with(format!(
                "The statement id ({}) provided already exists. Please provide a new statement id, or remove the existing statement.",
                input.statement_id
            )));
        }
        policy.statements.push(statement.clone());
        policy.revision_id = new_revision();
        let size = policy.document().len();
        if size > MAX_POLICY {
            return Err(errors::POLICY_LENGTH_EXCEEDED.with(format!(
                "The final policy size ({size}) is bigger than the limit ({MAX_POLICY})."
            )));
        }
        Ok(((), batch))
    })
    .await?;
    Ok(AddPermissionResponse {
        statement: Some(statement.to_string()),
    })
}

/// RemovePermission.
pub async fn remove(scope: &Scope, input: RemovePermissionRequest) -> Result<(), ServiceError> {
    let target = Target::parse(scope, &input.function_name, input.qualifier.as_deref())?;
    if load(scope, &target).is_err() {
        return Err(errors::RESOURCE_NOT_FOUND
            .with(format!("No policy found for: {}", target.qualified_arn())));
    }
    update(scope, &target, |stored, batch| {
        let qualifier = target.qualifier.clone().unwrap_or_default();
        let policy = stored.value.policies.get_mut(&qualifier).ok_or_else(|| {
            errors::RESOURCE_NOT_FOUND.with("No policy is associated with the given resource.")
        })?;
        let index = find(policy, &input.statement_id).ok_or_else(|| {
            errors::RESOURCE_NOT_FOUND.with(format!(
                "Statement {} is not found in resource policy.",
                input.statement_id
            ))
        })?;
        check_revision(input.revision_id.as_deref(), policy)?;
        policy.statements.remove(index);
        policy.revision_id = new_revision();
        if policy.statements.is_empty() {
            stored.value.policies.remove(&qualifier);
        }
        Ok(((), batch))
    })
    .await
}

/// GetPolicy.
pub async fn get(
    scope: &Scope,
    input: GetPolicyRequest,
) -> Result<GetPolicyResponse, ServiceError> {
    let target = Target::parse(scope, &input.function_name, input.qualifier.as_deref())?;
    let none = || errors::RESOURCE_NOT_FOUND.with("The resource you requested does not exist.");
    let function = load(scope, &target).map_err(|_| none())?.value;
    let qualifier = target.qualifier.unwrap_or_default();
    let policy = function.policies.get(&qualifier).ok_or_else(none)?;
    Ok(GetPolicyResponse {
        policy: Some(policy.document()),
        revision_id: Some(policy.revision_id.clone()),
    })
}

/// The statement that the input describes, its keys in AWS's order (F§4.4).
fn statement(target: &Target, input: &AddPermissionRequest) -> Result<Value, ServiceError> {
    let mut equals = Map::new();
    if let Some(account) = &input.source_account {
        equals.insert("AWS:SourceAccount".to_owned(), json!(account));
    }
    if let Some(auth_type) = &input.function_url_auth_type {
        equals.insert("lambda:FunctionUrlAuthType".to_owned(), json!(auth_type));
    }
    if let Some(organization) = &input.principal_org_id {
        equals.insert("aws:PrincipalOrgID".to_owned(), json!(organization));
    }
    if let Some(token) = &input.event_source_token {
        equals.insert("lambda:EventSourceToken".to_owned(), json!(token));
    }
    let mut condition = Map::new();
    if !equals.is_empty() {
        condition.insert("StringEquals".to_owned(), Value::Object(equals));
    }
    if let Some(via_url) = input.invoked_via_function_url {
        condition.insert(
            "Bool".to_owned(),
            json!({ "lambda:InvokedViaFunctionUrl": via_url.to_string() }),
        );
    }
    if let Some(arn) = &input.source_arn {
        condition.insert("ArnLike".to_owned(), json!({ "AWS:SourceArn": arn }));
    }
    let mut statement = Map::new();
    statement.insert("Sid".to_owned(), json!(input.statement_id));
    statement.insert("Effect".to_owned(), json!("Allow"));
    statement.insert("Principal".to_owned(), principal(&input.principal)?);
    statement.insert("Action".to_owned(), json!(input.action));
    statement.insert("Resource".to_owned(), json!(target.qualified_arn()));
    if !condition.is_empty() {
        statement.insert("Condition".to_owned(), Value::Object(condition));
    }
    Ok(Value::Object(statement))
}

pub(super) fn principal(text: &str) -> Result<Value, ServiceError> {
    let account = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if text == "*" {
        Ok(json!("*"))
    } else if account {
        Ok(json!({ "AWS": format!("arn:aws:iam::{text}:root") }))
    } else if text.starts_with("arn:") {
        Ok(json!({ "AWS": text }))
    } else if is_service(text) {
        Ok(json!({ "Service": text }))
    } else {
        Err(errors::INVALID_PARAMETER_VALUE
            .with("The provided principal was invalid. Please check the principal and try again."))
    }
}

/// The version or alias that the policy is of must exist.
fn check_qualifier(
    scope: &Scope,
    target: &Target,
    function: &Function,
) -> Result<(), ServiceError> {
    let Some(qualifier) = target.qualifier.as_deref() else {
        return Ok(());
    };
    if is_version(qualifier) || qualifier.contains('$') {
        super::document::configuration(scope, target, function).map(drop)
    } else if function.aliases.contains_key(qualifier) {
        Ok(())
    } else {
        Err(target.alias_not_found())
    }
}

pub(super) fn check_revision(
    wanted: Option<&str>,
    policy: &ResourcePolicy,
) -> Result<(), ServiceError> {
    let current = (!policy.revision_id.is_empty()).then_some(policy.revision_id.as_str());
    super::configuration::check_revision(wanted, current, "GetPolicy")
}

pub(super) fn find(policy: &ResourcePolicy, sid: &str) -> Option<usize> {
    policy
        .statements
        .iter()
        .position(|statement| statement["Sid"].as_str() == Some(sid))
}
