//! Roles.

use gatewright_wire::error::ServiceError;
use gatewright_wire::iam::{
    self, AttachedPermissionsBoundary, CreateRoleRequest, CreateRoleResponse,
    DeleteRolePermissionsBoundaryRequest, DeleteRoleRequest, GetRoleRequest, GetRoleResponse,
    ListInstanceProfilesForRoleRequest, ListInstanceProfilesForRoleResponse, ListRoleTagsRequest,
    ListRoleTagsResponse, ListRolesRequest, ListRolesResponse, PutRolePermissionsBoundaryRequest,
    RoleLastUsed, TagRoleRequest, UntagRoleRequest, UpdateAssumeRolePolicyRequest,
    UpdateRoleDescriptionRequest, UpdateRoleDescriptionResponse, UpdateRoleRequest,
    UpdateRoleResponse, errors,
};

use super::document::{
    Role, busy, changed, encoded, load_role, new_id, now, role_key, update_role,
};
use super::grammar::check_trust_policy;
use super::tags;
use crate::control::Scope;
use crate::control::internal;
use crate::store::{self, Batch, Page, Stored};

/// CreateRole.
pub async fn create(
    scope: &Scope,
    input: CreateRoleRequest,
) -> Result<CreateRoleResponse, ServiceError> {
    check_trust_policy(&input.assume_role_policy_document)?;
    let path = input.path.unwrap_or_else(|| "/".to_owned());
    let role = Role {
        role: iam::Role {
            arn: Some(format!(
                "arn:aws:iam::{}:role{path}{}",
                scope.account, input.role_name
            )),
            path: Some(path),
            role_name: Some(input.role_name.clone()),
            role_id: Some(new_id("AROA")),
            create_date: Some(now(scope)),
            assume_role_policy_document: Some(input.assume_role_policy_document),
            description: input.description,
            max_session_duration: Some(input.max_session_duration.unwrap_or(3600)),
            permissions_boundary: input.permissions_boundary.map(boundary),
            tags: tags::given(input.tags)?,
            role_last_used: None,
            source_role_template: None,
        },
        ..Role::default()
    };
    let key = role_key(&scope.account, &input.role_name);
    let batch = Batch::new().expect_absent(key.clone()).put(key, &role);
    match scope.server.store.commit(batch).await {
        Ok(_) => changed(scope),
        Err(store::Error::Conflict { .. }) => {
            return Err(errors::ENTITY_ALREADY_EXISTS.with(format!(
                "Role with name {} already exists.",
                input.role_name
            )));
        }
        Err(error) => return Err(internal(error)),
    }
    let mut shown = shown(role.role);
    shown.description = None;
    shown.max_session_duration = None;
    Ok(CreateRoleResponse { role: Some(shown) })
}

/// GetRole.
pub async fn get(scope: &Scope, input: GetRoleRequest) -> Result<GetRoleResponse, ServiceError> {
    let mut role = shown(load_role(scope, &input.role_name)?.value.role);
    role.role_last_used = Some(RoleLastUsed::default());
    Ok(GetRoleResponse { role: Some(role) })
}

fn shown(mut role: iam::Role) -> iam::Role {
    role.assume_role_policy_document = role.assume_role_policy_document.as_deref().map(encoded);
    role
}

/// ListRoles, by name; tags and boundary are not listed.
pub async fn list(
    scope: &Scope,
    input: ListRolesRequest,
) -> Result<ListRolesResponse, ServiceError> {
    let parent = format!("{}/global/roles", scope.account);
    let after = input.marker.map(|name| role_key(&scope.account, &name));
    let limit = input
        .max_items
        .map_or(100, |max| max.clamp(1, 1000) as usize);
    let mut stored: Vec<Stored<Role>> = scope
        .server
        .store
        .children(
            &parent,
            Page {
                after: after.as_deref(),
                limit: Some(limit + 1),
            },
        )
        .map_err(internal)?;
    let more = stored.len() > limit;
    stored.truncate(limit);
    let marker = stored
        .last()
        .filter(|_| more)
        .and_then(|stored| stored.value.role.role_name.clone());
    let prefix = input.path_prefix.unwrap_or_default();
    let roles = stored
        .into_iter()
        .map(|stored| stored.value.role)
        .filter(|role| {
            role.path
                .as_deref()
                .unwrap_or_default()
                .starts_with(&prefix)
        })
        .map(|role| iam::Role {
            tags: None,
            permissions_boundary: None,
            ..shown(role)
        })
        .collect();
    Ok(ListRolesResponse {
        roles: Some(roles),
        is_truncated: Some(more),
        marker,
    })
}

/// DeleteRole: only without policies.
pub async fn delete(scope: &Scope, input: DeleteRoleRequest) -> Result<(), ServiceError> {
    scope
        .transact(busy, || {
            let stored = load_role(scope, &input.role_name)?;
            stored.value.granted.check_empty()?;
            let batch = Batch::new()
                .expect_revision(stored.key.clone(), stored.revision)
                .delete(stored.key);
            Ok((batch, ()))
        })
        .await?;
    changed(scope);
    Ok(())
}

/// UpdateRole.
pub async fn change(
    scope: &Scope,
    input: UpdateRoleRequest,
) -> Result<UpdateRoleResponse, ServiceError> {
    update_role(scope, &input.role_name, |role| {
        if let Some(description) = &input.description {
            role.role.description = Some(description.clone());
        }
        if let Some(duration) = input.max_session_duration {
            role.role.max_session_duration = Some(duration);
        }
        Ok(UpdateRoleResponse::default())
    })
    .await
}

/// UpdateRoleDescription, the older form of UpdateRole.
pub async fn change_description(
    scope: &Scope,
    input: UpdateRoleDescriptionRequest,
) -> Result<UpdateRoleDescriptionResponse, ServiceError> {
    update_role(scope, &input.role_name, |role| {
        role.role.description = Some(input.description.clone());
        Ok(UpdateRoleDescriptionResponse {
            role: Some(shown(role.role.clone())),
        })
    })
    .await
}

/// PutRolePermissionsBoundary: kept and shown; what a boundary takes away is not taken away here.
pub async fn put_boundary(
    scope: &Scope,
    input: PutRolePermissionsBoundaryRequest,
) -> Result<(), ServiceError> {
    update_role(scope, &input.role_name, |role| {
        role.role.permissions_boundary = Some(boundary(input.permissions_boundary.clone()));
        Ok(())
    })
    .await
}

/// DeleteRolePermissionsBoundary.
pub async fn delete_boundary(
    scope: &Scope,
    input: DeleteRolePermissionsBoundaryRequest,
) -> Result<(), ServiceError> {
    update_role(scope, &input.role_name, |role| {
        role.role.permissions_boundary = None;
        Ok(())
    })
    .await
}

/// A permissions boundary as IAM shows it.
pub(super) fn boundary(arn: String) -> AttachedPermissionsBoundary {
    AttachedPermissionsBoundary {
        permissions_boundary_type: Some("Policy".to_owned()),
        permissions_boundary_arn: Some(arn),
    }
}

/// UpdateAssumeRolePolicy.
pub async fn change_trust(
    scope: &Scope,
    input: UpdateAssumeRolePolicyRequest,
) -> Result<(), ServiceError> {
    check_trust_policy(&input.policy_document)?;
    update_role(scope, &input.role_name, |role| {
        role.role.assume_role_policy_document = Some(input.policy_document.clone());
        Ok(())
    })
    .await
}

/// ListInstanceProfilesForRole: there are none, since there are no instances.
pub async fn list_instance_profiles(
    scope: &Scope,
    input: ListInstanceProfilesForRoleRequest,
) -> Result<ListInstanceProfilesForRoleResponse, ServiceError> {
    load_role(scope, &input.role_name)?;
    Ok(ListInstanceProfilesForRoleResponse {
        instance_profiles: Some(Vec::new()),
        is_truncated: Some(false),
        marker: None,
    })
}

/// TagRole.
pub async fn tag(scope: &Scope, input: TagRoleRequest) -> Result<(), ServiceError> {
    update_role(scope, &input.role_name, |role| {
        tags::add(&mut role.role.tags, &input.tags)
    })
    .await
}

/// UntagRole.
pub async fn untag(scope: &Scope, input: UntagRoleRequest) -> Result<(), ServiceError> {
    update_role(scope, &input.role_name, |role| {
        tags::remove(&mut role.role.tags, &input.tag_keys);
        Ok(())
    })
    .await
}

/// ListRoleTags, by key.
pub async fn list_tags(
    scope: &Scope,
    input: ListRoleTagsRequest,
) -> Result<ListRoleTagsResponse, ServiceError> {
    let role = load_role(scope, &input.role_name)?.value.role;
    let (tags, marker) = tags::listed(role.tags, input.marker.as_deref(), input.max_items);
    Ok(ListRoleTagsResponse {
        tags: Some(tags),
        is_truncated: Some(marker.is_some()),
        marker,
    })
}
