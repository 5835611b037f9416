//! Managed policies: the account's own, and those of AWS's that concern API Gateway and Lambda.

use gatewright_wire::error::ServiceError;
use gatewright_wire::iam::{
    CreatePolicyRequest, CreatePolicyResponse, DeletePolicyRequest, GetPolicyRequest,
    GetPolicyResponse, GetPolicyVersionRequest, GetPolicyVersionResponse,
    ListPolicyVersionsRequest, ListPolicyVersionsResponse, Policy, PolicyVersion, errors,
};

use super::document::{
    ManagedPolicy, Role, changed, check_document, encoded, new_id, now, parse_policy_arn,
    policy_key,
};
use crate::control::Scope;
use crate::control::internal;
use crate::store::{self, Batch};

/// The document of one of AWS's own policies.
pub fn aws_managed(arn: &str) -> Option<&'static str> {
    let name = arn.strip_prefix("arn:aws:iam::aws:policy/")?;
    Some(match name {
        "AdministratorAccess" => {
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#
        }
        "PowerUserAccess" => {
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":["iam:*","organizations:*","account:*"],"Resource":"*"}]}"#
        }
        "AWSLambda_FullAccess" => {
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"lambda:*","Resource":"*"}]}"#
        }
        "service-role/AWSLambdaRole" => {
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["lambda:InvokeFunction"],"Resource":["*"]}]}"#
        }
        "service-role/AWSLambdaBasicExecutionRole" => {
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}"#
        }
        "service-role/AmazonAPIGatewayPushToCloudWatchLogs" => {
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:DescribeLogGroups","logs:DescribeLogStreams","logs:PutLogEvents","logs:GetLogEvents","logs:FilterLogEvents"],"Resource":"*"}]}"#
        }
        "AmazonAPIGatewayInvokeFullAccess" => {
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["execute-api:Invoke","execute-api:ManageConnections"],"Resource":"arn:aws:execute-api:*:*:*"}]}"#
        }
        _ => return None,
    })
}

/// The policy of that ARN, or AWS's "was not found".
pub fn load(scope: &Scope, arn: &str) -> Result<ManagedPolicy, ServiceError> {
    let not_found = || errors::NO_SUCH_ENTITY.with(format!("Policy {arn} was not found."));
    if let Some(document) = aws_managed(arn) {
        return Ok(of_aws(arn, document));
    }
    let (account, name) = parse_policy_arn(arn).ok_or_else(not_found)?;
    if account != scope.account {
        return Err(not_found());
    }
    scope
        .get(&policy_key(&account, &name))?
        .ok_or_else(not_found)
}

fn of_aws(arn: &str, document: &str) -> ManagedPolicy {
    let path = arn.trim_start_matches("arn:aws:iam::aws:policy");
    let (path, name) = path.rsplit_once('/').unwrap_or(("", path));
    ManagedPolicy {
        policy: Policy {
            policy_name: Some(name.to_owned()),
            arn: Some(arn.to_owned()),
            path: Some(format!("{path}/")),
            default_version_id: Some("v1".to_owned()),
            is_attachable: Some(true),
            ..Policy::default()
        },
        versions: vec![PolicyVersion {
            document: Some(document.to_owned()),
            version_id: Some("v1".to_owned()),
            is_default_version: Some(true),
            create_date: None,
        }],
    }
}

/// CreatePolicy.
pub async fn create(
    scope: &Scope,
    input: CreatePolicyRequest,
) -> Result<CreatePolicyResponse, ServiceError> {
    check_document(&input.policy_document)?;
    let path = input.path.unwrap_or_else(|| "/".to_owned());
    let now = now(scope);
    let policy = Policy {
        arn: Some(format!(
            "arn:aws:iam::{}:policy{path}{}",
            scope.account, input.policy_name
        )),
        policy_name: Some(input.policy_name.clone()),
        policy_id: Some(new_id("ANPA")),
        path: Some(path),
        default_version_id: Some("v1".to_owned()),
        attachment_count: Some(0),
        permissions_boundary_usage_count: Some(0),
        is_attachable: Some(true),
        description: input.description,
        create_date: Some(now),
        update_date: Some(now),
        tags: input.tags.filter(|tags| !tags.is_empty()),
    };
    let managed = ManagedPolicy {
        policy: policy.clone(),
        versions: vec![PolicyVersion {
            document: Some(input.policy_document),
            version_id: Some("v1".to_owned()),
            is_default_version: Some(true),
            create_date: Some(now),
        }],
    };
    let key = policy_key(&scope.account, &input.policy_name);
    let batch = Batch::new().expect_absent(key.clone()).put(key, &managed);
    match scope.server.store.commit(batch).await {
        Ok(_) => {
            changed(scope);
            Ok(CreatePolicyResponse {
                policy: Some(Policy {
                    description: None,
                    ..policy
                }),
            })
        }
        Err(store::Error::Conflict { .. }) => Err(errors::ENTITY_ALREADY_EXISTS.with(format!(
            "A policy called {} already exists. Duplicate names are not allowed.",
            input.policy_name
        ))),
        Err(error) => Err(internal(error)),
    }
}

/// GetPolicy.
pub async fn get(
    scope: &Scope,
    input: GetPolicyRequest,
) -> Result<GetPolicyResponse, ServiceError> {
    let mut policy = load(scope, &input.policy_arn)?.policy;
    policy.attachment_count = Some(attachments(scope, &input.policy_arn)?);
    Ok(GetPolicyResponse {
        policy: Some(policy),
    })
}

/// GetPolicyVersion.
pub async fn get_version(
    scope: &Scope,
    input: GetPolicyVersionRequest,
) -> Result<GetPolicyVersionResponse, ServiceError> {
    let policy = load(scope, &input.policy_arn)?;
    let mut version = policy
        .versions
        .into_iter()
        .find(|version| version.version_id.as_deref() == Some(&input.version_id))
        .ok_or_else(|| {
            errors::NO_SUCH_ENTITY.with(format!(
                "Policy {} version {} does not exist or is not attachable.",
                input.policy_arn, input.version_id
            ))
        })?;
    version.document = version.document.as_deref().map(encoded);
    Ok(GetPolicyVersionResponse {
        policy_version: Some(version),
    })
}

/// ListPolicyVersions, newest first, without documents.
pub async fn list_versions(
    scope: &Scope,
    input: ListPolicyVersionsRequest,
) -> Result<ListPolicyVersionsResponse, ServiceError> {
    let versions = load(scope, &input.policy_arn)?
        .versions
        .into_iter()
        .rev()
        .map(|version| PolicyVersion {
            document: None,
            ..version
        })
        .collect();
    Ok(ListPolicyVersionsResponse {
        versions: Some(versions),
        is_truncated: Some(false),
        marker: None,
    })
}

/// DeletePolicy: only if nothing has it.
pub async fn delete(scope: &Scope, input: DeletePolicyRequest) -> Result<(), ServiceError> {
    load(scope, &input.policy_arn)?;
    let Some((account, name)) =
        parse_policy_arn(&input.policy_arn).filter(|(account, _)| *account == scope.account)
    else {
        return Err(ServiceError::access_denied(format!(
            "Policy {} is AWS's own and cannot be deleted.",
            input.policy_arn
        )));
    };
    if attachments(scope, &input.policy_arn)? > 0 {
        return Err(errors::DELETE_CONFLICT.with("Cannot delete a policy attached to entities."));
    }
    let batch = Batch::new().delete(policy_key(&account, &name));
    scope.server.store.commit(batch).await.map_err(internal)?;
    changed(scope);
    Ok(())
}

fn attachments(scope: &Scope, arn: &str) -> Result<i32, ServiceError> {
    let roles: Vec<Role> = scope.children(&format!("{}/global/roles", scope.account))?;
    Ok(roles
        .iter()
        .filter(|role| role.attached.contains(arn))
        .count() as i32)
}
