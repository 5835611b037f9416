//! Managed policies: the account's own, and those of AWS's that concern API Gateway and Lambda.

use std::collections::BTreeMap;

use gatewright_wire::error::ServiceError;
use gatewright_wire::iam::{
    CreatePolicyRequest, CreatePolicyResponse, CreatePolicyVersionRequest,
    CreatePolicyVersionResponse, DeletePolicyRequest, DeletePolicyVersionRequest, GetPolicyRequest,
    GetPolicyResponse, GetPolicyVersionRequest, GetPolicyVersionResponse,
    ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse, ListPoliciesRequest,
    ListPoliciesResponse, ListPolicyTagsRequest, ListPolicyTagsResponse, ListPolicyVersionsRequest,
    ListPolicyVersionsResponse, Policy, PolicyRole, PolicyUser, PolicyVersion,
    SetDefaultPolicyVersionRequest, TagPolicyRequest, UntagPolicyRequest, errors,
};

use super::document::{
    ManagedPolicy, Role, User, busy, changed, encoded, new_id, now, page, parse_policy_arn,
    policy_key, update,
};
use super::grammar::check_managed_policy;
use super::granted::Granted;
use super::tags;
use crate::control::Scope;
use crate::control::internal;
use crate::store::{self, Batch, Stored};

/// Those of AWS's own policies that concern API Gateway and Lambda: path and name, document.
const OF_AWS: &[(&str, &str)] = &[
    (
        "AdministratorAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#,
    ),
    (
        "AmazonAPIGatewayInvokeFullAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["execute-api:Invoke","execute-api:ManageConnections"],"Resource":"arn:aws:execute-api:*:*:*"}]}"#,
    ),
    (
        "AWSLambda_FullAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"lambda:*","Resource":"*"}]}"#,
    ),
    (
        "CloudWatchLogsFullAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:*","Resource":"*"}]}"#,
    ),
    (
        "PowerUserAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":["iam:*","organizations:*","account:*"],"Resource":"*"}]}"#,
    ),
    (
        "service-role/AmazonAPIGatewayPushToCloudWatchLogs",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:DescribeLogGroups","logs:DescribeLogStreams","logs:PutLogEvents","logs:GetLogEvents","logs:FilterLogEvents"],"Resource":"*"}]}"#,
    ),
    (
        "service-role/AWSLambdaBasicExecutionRole",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}"#,
    ),
    (
        "service-role/AWSLambdaRole",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["lambda:InvokeFunction"],"Resource":["*"]}]}"#,
    ),
];

/// How many versions a policy may have.
const MAX_VERSIONS: usize = 5;

/// The document of one of AWS's own policies.
pub fn aws_managed(arn: &str) -> Option<&'static str> {
    let name = arn.strip_prefix("arn:aws:iam::aws:policy/")?;
    let found = OF_AWS.iter().find(|(known, _)| *known == name)?;
    Some(found.1)
}

/// The policy of that ARN, or AWS's "was not found".
pub fn load(scope: &Scope, arn: &str) -> Result<ManagedPolicy, ServiceError> {
    let not_found = || errors::NO_SUCH_ENTITY.with(format!("Policy {arn} was not found."));
    if let Some(document) = aws_managed(arn) {
        return Ok(of_aws(arn, document));
    }
    find(scope, arn)?
        .map(|stored| stored.value)
        .ok_or_else(not_found)
}

/// A policy of the account's own. An ARN with another path is another policy's.
fn find(scope: &Scope, arn: &str) -> Result<Option<Stored<ManagedPolicy>>, ServiceError> {
    let Some((account, name)) = parse_policy_arn(arn) else {
        return Ok(None);
    };
    if account != scope.account {
        return Ok(None);
    }
    let found: Option<Stored<ManagedPolicy>> = scope.find(&policy_key(&account, &name))?;
    Ok(found.filter(|stored| stored.value.policy.arn.as_deref() == Some(arn)))
}

/// Changes a policy of the account's own; AWS's are not for changing.
async fn change<T: Send>(
    scope: &Scope,
    arn: &str,
    change: impl Fn(&mut ManagedPolicy) -> Result<T, ServiceError> + Send + Sync,
) -> Result<T, ServiceError> {
    if arn.starts_with("arn:aws:iam::aws:") {
        return Err(ServiceError::unmodelled(
            "AccessDenied",
            403,
            format!("Policy {arn} is AWS's own and cannot be changed."),
        ));
    }
    let load = || {
        find(scope, arn)?
            .ok_or_else(|| errors::NO_SUCH_ENTITY.with(format!("Policy {arn} was not found.")))
    };
    update(scope, load, change).await
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
        last_version: 1,
    }
}

/// CreatePolicy.
pub async fn create(
    scope: &Scope,
    input: CreatePolicyRequest,
) -> Result<CreatePolicyResponse, ServiceError> {
    check_managed_policy(&input.policy_document)?;
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
        tags: tags::given(input.tags)?,
    };
    let managed = ManagedPolicy {
        policy: policy.clone(),
        versions: vec![PolicyVersion {
            document: Some(input.policy_document),
            version_id: Some("v1".to_owned()),
            is_default_version: Some(true),
            create_date: Some(now),
        }],
        last_version: 1,
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
    let attached = attachments(scope)?.get(&input.policy_arn).copied();
    policy.attachment_count = Some(attached.unwrap_or(0));
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
        .ok_or_else(|| no_version(&input.policy_arn, &input.version_id))?;
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

/// CreatePolicyVersion.
pub async fn create_version(
    scope: &Scope,
    input: CreatePolicyVersionRequest,
) -> Result<CreatePolicyVersionResponse, ServiceError> {
    check_managed_policy(&input.policy_document)?;
    let now = now(scope);
    let default = input.set_as_default == Some(true);
    change(scope, &input.policy_arn, |policy| {
        if policy.versions.len() >= MAX_VERSIONS {
            return Err(errors::LIMIT_EXCEEDED.with(format!(
                "A managed policy can have up to {MAX_VERSIONS} versions. Before you create a new version, you must delete an existing version."
            )));
        }
        policy.last_version = policy.last_version.max(1) + 1;
        let id = format!("v{}", policy.last_version);
        let version = PolicyVersion {
            document: Some(input.policy_document.clone()),
            version_id: Some(id.clone()),
            is_default_version: Some(default),
            create_date: Some(now),
        };
        policy.versions.push(version.clone());
        if default {
            make_default(policy, &id);
        }
        policy.policy.update_date = Some(now);
        Ok(CreatePolicyVersionResponse {
            policy_version: Some(PolicyVersion {
                document: None,
                ..version
            }),
        })
    })
    .await
}

/// DeletePolicyVersion: any but the default one.
pub async fn delete_version(
    scope: &Scope,
    input: DeletePolicyVersionRequest,
) -> Result<(), ServiceError> {
    change(scope, &input.policy_arn, |policy| {
        let index = position(policy, &input.policy_arn, &input.version_id)?;
        if policy.policy.default_version_id.as_ref() == Some(&input.version_id) {
            return Err(
                errors::DELETE_CONFLICT.with("Cannot delete the default version of a policy.")
            );
        }
        policy.versions.remove(index);
        Ok(())
    })
    .await
}

/// SetDefaultPolicyVersion.
pub async fn set_default_version(
    scope: &Scope,
    input: SetDefaultPolicyVersionRequest,
) -> Result<(), ServiceError> {
    change(scope, &input.policy_arn, |policy| {
        position(policy, &input.policy_arn, &input.version_id)?;
        make_default(policy, &input.version_id);
        Ok(())
    })
    .await
}

fn position(policy: &ManagedPolicy, arn: &str, version: &str) -> Result<usize, ServiceError> {
    policy
        .versions
        .iter()
        .position(|known| known.version_id.as_deref() == Some(version))
        .ok_or_else(|| no_version(arn, version))
}

fn no_version(arn: &str, version: &str) -> ServiceError {
    errors::NO_SUCH_ENTITY.with(format!(
        "Policy {arn} version {version} does not exist or is not attachable."
    ))
}

fn make_default(policy: &mut ManagedPolicy, version: &str) {
    for known in &mut policy.versions {
        known.is_default_version = Some(known.version_id.as_deref() == Some(version));
    }
    policy.policy.default_version_id = Some(version.to_owned());
}

/// ListPolicies: the account's own by name, then AWS's.
pub async fn list(
    scope: &Scope,
    input: ListPoliciesRequest,
) -> Result<ListPoliciesResponse, ServiceError> {
    let wanted = input.scope.as_deref().unwrap_or("All");
    let mut policies: Vec<Policy> = Vec::new();
    if wanted != "AWS" {
        let own: Vec<ManagedPolicy> =
            scope.children(&format!("{}/global/policies", scope.account))?;
        policies.extend(own.into_iter().map(|policy| Policy {
            tags: None,
            description: None,
            ..policy.policy
        }));
    }
    if wanted != "Local" {
        policies.extend(OF_AWS.iter().map(|(name, document)| {
            of_aws(&format!("arn:aws:iam::aws:policy/{name}"), document).policy
        }));
    }
    let counts = attachments(scope)?;
    for policy in &mut policies {
        let arn = policy.arn.as_deref().unwrap_or_default();
        policy.attachment_count = Some(counts.get(arn).copied().unwrap_or(0));
    }
    let prefix = input.path_prefix.as_deref().unwrap_or("/");
    policies.retain(|policy| {
        let path = policy.path.as_deref().unwrap_or_default();
        path.starts_with(prefix)
            && (input.only_attached != Some(true) || policy.attachment_count != Some(0))
            // No boundary is counted as a use: none acts here.
            && input.policy_usage_filter.as_deref() != Some("PermissionsBoundary")
    });
    policies.sort_by(|one, other| one.arn.cmp(&other.arn));
    let (policies, marker) = page(
        policies,
        input.marker.as_deref(),
        input.max_items,
        |policy| policy.arn.as_deref().unwrap_or_default(),
    );
    Ok(ListPoliciesResponse {
        policies: Some(policies),
        is_truncated: Some(marker.is_some()),
        marker,
    })
}

/// ListEntitiesForPolicy, in one page. There are no groups.
pub async fn list_entities(
    scope: &Scope,
    input: ListEntitiesForPolicyRequest,
) -> Result<ListEntitiesForPolicyResponse, ServiceError> {
    load(scope, &input.policy_arn)?;
    let prefix = input.path_prefix.as_deref().unwrap_or("/");
    let below = |path: Option<&String>| path.is_some_and(|path| path.starts_with(prefix));
    let wants = |kind: &str| {
        input
            .entity_filter
            .as_deref()
            .is_none_or(|filter| filter == kind)
    };
    let has = |granted: &Granted| granted.attached.contains(&input.policy_arn);
    let mut roles: Vec<Role> = scope.children(&format!("{}/global/roles", scope.account))?;
    roles.retain(|role| wants("Role") && has(&role.granted) && below(role.role.path.as_ref()));
    let mut users: Vec<User> = scope.children(&format!("{}/global/users", scope.account))?;
    users.retain(|user| wants("User") && has(&user.granted) && below(user.user.path.as_ref()));
    let role = |role: Role| PolicyRole {
        role_name: role.role.role_name,
        role_id: role.role.role_id,
    };
    let user = |user: User| PolicyUser {
        user_name: user.user.user_name,
        user_id: user.user.user_id,
    };
    Ok(ListEntitiesForPolicyResponse {
        policy_groups: Some(Vec::new()),
        policy_users: Some(users.into_iter().map(user).collect()),
        policy_roles: Some(roles.into_iter().map(role).collect()),
        is_truncated: Some(false),
        marker: None,
    })
}

/// TagPolicy.
pub async fn tag(scope: &Scope, input: TagPolicyRequest) -> Result<(), ServiceError> {
    change(scope, &input.policy_arn, |policy| {
        tags::add(&mut policy.policy.tags, &input.tags)
    })
    .await
}

/// UntagPolicy.
pub async fn untag(scope: &Scope, input: UntagPolicyRequest) -> Result<(), ServiceError> {
    change(scope, &input.policy_arn, |policy| {
        tags::remove(&mut policy.policy.tags, &input.tag_keys);
        Ok(())
    })
    .await
}

/// ListPolicyTags, by key.
pub async fn list_tags(
    scope: &Scope,
    input: ListPolicyTagsRequest,
) -> Result<ListPolicyTagsResponse, ServiceError> {
    let policy = load(scope, &input.policy_arn)?.policy;
    let (tags, marker) = tags::listed(policy.tags, input.marker.as_deref(), input.max_items);
    Ok(ListPolicyTagsResponse {
        tags: Some(tags),
        is_truncated: Some(marker.is_some()),
        marker,
    })
}

/// DeletePolicy: only if nothing has it, and with no version but the default.
pub async fn delete(scope: &Scope, input: DeletePolicyRequest) -> Result<(), ServiceError> {
    let arn = &input.policy_arn;
    if aws_managed(arn).is_some() {
        return Err(ServiceError::unmodelled(
            "AccessDenied",
            403,
            format!("Policy {arn} is AWS's own and cannot be deleted."),
        ));
    }
    scope
        .transact(busy, || {
            let stored = find(scope, arn)?.ok_or_else(|| {
                errors::NO_SUCH_ENTITY.with(format!("Policy {arn} was not found."))
            })?;
            let conflict = |message: &str| Err(errors::DELETE_CONFLICT.with(message));
            if attachments(scope)?.contains_key(arn) {
                return conflict("Cannot delete a policy attached to entities.");
            }
            if stored.value.versions.len() > 1 {
                return conflict(
                    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
                );
            }
            let batch = Batch::new()
                .expect_revision(stored.key.clone(), stored.revision)
                .delete(stored.key);
            Ok((batch, ()))
        })
        .await?;
    changed(scope);
    Ok(())
}

/// How many roles and users have each attached policy, by ARN.
fn attachments(scope: &Scope) -> Result<BTreeMap<String, i32>, ServiceError> {
    let roles: Vec<Role> = scope.children(&format!("{}/global/roles", scope.account))?;
    let users: Vec<User> = scope.children(&format!("{}/global/users", scope.account))?;
    let of_roles = roles.into_iter().map(|role| role.granted);
    let of_users = users.into_iter().map(|user| user.granted);
    let mut counts = BTreeMap::new();
    for granted in of_roles.chain(of_users) {
        for arn in granted.attached {
            *counts.entry(arn).or_default() += 1;
        }
    }
    Ok(counts)
}
