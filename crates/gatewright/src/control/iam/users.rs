//! Users.

use gatewright_wire::error::ServiceError;
use gatewright_wire::iam::{
    self, CreateUserRequest, CreateUserResponse, DeleteUserRequest, GetUserRequest,
    GetUserResponse, ListGroupsForUserRequest, ListGroupsForUserResponse, ListUserTagsRequest,
    ListUserTagsResponse, ListUsersRequest, ListUsersResponse, TagUserRequest, UntagUserRequest,
    UpdateUserRequest, errors,
};

use super::access_keys::keys_of;
use super::document::{User, busy, changed, load_user, new_id, now, page, update_user, user_key};
use super::roles::boundary;
use super::tags;
use crate::control::Scope;
use crate::control::internal;
use crate::store::{self, Batch};

/// CreateUser.
pub async fn create(
    scope: &Scope,
    input: CreateUserRequest,
) -> Result<CreateUserResponse, ServiceError> {
    let path = input.path.unwrap_or_else(|| "/".to_owned());
    let user = User {
        user: iam::User {
            arn: Some(arn(scope, &path, &input.user_name)),
            path: Some(path),
            user_name: Some(input.user_name.clone()),
            user_id: Some(new_id("AIDA")),
            create_date: Some(now(scope)),
            permissions_boundary: input.permissions_boundary.map(boundary),
            tags: tags::given(input.tags)?,
            password_last_used: None,
        },
        ..User::default()
    };
    let key = user_key(&scope.account, &input.user_name);
    let batch = Batch::new().expect_absent(key.clone()).put(key, &user);
    match scope.server.store.commit(batch).await {
        Ok(_) => Ok(CreateUserResponse {
            user: Some(user.user),
        }),
        Err(store::Error::Conflict { .. }) => Err(already_exists(&input.user_name)),
        Err(error) => Err(internal(error)),
    }
}

/// GetUser: of the caller, if it names none.
pub async fn get(scope: &Scope, input: GetUserRequest) -> Result<GetUserResponse, ServiceError> {
    let name = match &input.user_name {
        Some(name) => name.clone(),
        None if scope.caller.user_id == scope.account => {
            // The root has no name.
            return Ok(GetUserResponse {
                user: Some(iam::User {
                    user_id: Some(scope.account.clone()),
                    arn: Some(scope.caller.arn.clone()),
                    ..iam::User::default()
                }),
            });
        }
        None => name_of_caller(scope)?,
    };
    Ok(GetUserResponse {
        user: Some(load_user(scope, &name)?.value.user),
    })
}

/// The name of the user who calls.
pub(super) fn name_of_caller(scope: &Scope) -> Result<String, ServiceError> {
    let name = scope.caller.user_name().ok_or_else(|| {
        ServiceError::unmodelled(
            "ValidationError",
            400,
            "Must specify userName when calling with non-User credentials",
        )
    })?;
    Ok(name.to_owned())
}

/// ListUsers, by name; tags and boundary are not listed.
pub async fn list(
    scope: &Scope,
    input: ListUsersRequest,
) -> Result<ListUsersResponse, ServiceError> {
    let prefix = input.path_prefix.as_deref().unwrap_or("/");
    let users: Vec<User> = scope.children(&format!("{}/global/users", scope.account))?;
    let mut users: Vec<iam::User> = users
        .into_iter()
        .map(|user| iam::User {
            tags: None,
            permissions_boundary: None,
            ..user.user
        })
        .filter(|user| {
            let path = user.path.as_deref().unwrap_or_default();
            path.starts_with(prefix)
        })
        .collect();
    users.sort_by(|one, other| one.user_name.cmp(&other.user_name));
    let (users, marker) = page(users, input.marker.as_deref(), input.max_items, |user| {
        user.user_name.as_deref().unwrap_or_default()
    });
    Ok(ListUsersResponse {
        users: Some(users),
        is_truncated: Some(marker.is_some()),
        marker,
    })
}

/// UpdateUser: another name, another path. The access keys go along.
pub async fn change(scope: &Scope, input: UpdateUserRequest) -> Result<(), ServiceError> {
    let new = input.new_user_name.as_ref().unwrap_or(&input.user_name);
    scope
        .transact(busy, || {
            let mut stored = load_user(scope, &input.user_name)?;
            let user = &mut stored.value.user;
            let path = match &input.new_path {
                Some(path) => path.clone(),
                None => user.path.clone().unwrap_or_else(|| "/".to_owned()),
            };
            user.arn = Some(arn(scope, &path, new));
            user.path = Some(path);
            user.user_name = Some(new.clone());
            let mut batch = Batch::new().expect_revision(stored.key.clone(), stored.revision);
            if *new == input.user_name {
                return Ok((batch.put(stored.key, &stored.value), ()));
            }
            let key = user_key(&scope.account, new);
            if scope.get::<User>(&key)?.is_some() {
                return Err(already_exists(new));
            }
            batch = batch
                .delete(stored.key)
                .expect_absent(key.clone())
                .put(key, &stored.value);
            for mut found in keys_of(scope, &input.user_name)? {
                found.value.shown.user_name = Some(new.clone());
                batch = batch
                    .expect_revision(found.key.clone(), found.revision)
                    .put(found.key, &found.value);
            }
            Ok((batch, ()))
        })
        .await
}

/// DeleteUser: only without policies and access keys.
pub async fn delete(scope: &Scope, input: DeleteUserRequest) -> Result<(), ServiceError> {
    scope
        .transact(busy, || {
            let stored = load_user(scope, &input.user_name)?;
            if !keys_of(scope, &input.user_name)?.is_empty() {
                return Err(errors::DELETE_CONFLICT
                    .with("Cannot delete entity, must delete access keys first."));
            }
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

/// ListGroupsForUser: none, since there are no groups.
pub async fn list_groups(
    scope: &Scope,
    input: ListGroupsForUserRequest,
) -> Result<ListGroupsForUserResponse, ServiceError> {
    load_user(scope, &input.user_name)?;
    Ok(ListGroupsForUserResponse {
        groups: Some(Vec::new()),
        is_truncated: Some(false),
        marker: None,
    })
}

/// TagUser.
pub async fn tag(scope: &Scope, input: TagUserRequest) -> Result<(), ServiceError> {
    update_user(scope, &input.user_name, |user| {
        tags::add(&mut user.user.tags, &input.tags)
    })
    .await
}

/// UntagUser.
pub async fn untag(scope: &Scope, input: UntagUserRequest) -> Result<(), ServiceError> {
    update_user(scope, &input.user_name, |user| {
        tags::remove(&mut user.user.tags, &input.tag_keys);
        Ok(())
    })
    .await
}

/// ListUserTags, by key.
pub async fn list_tags(
    scope: &Scope,
    input: ListUserTagsRequest,
) -> Result<ListUserTagsResponse, ServiceError> {
    let user = load_user(scope, &input.user_name)?.value.user;
    let (tags, marker) = tags::listed(user.tags, input.marker.as_deref(), input.max_items);
    Ok(ListUserTagsResponse {
        tags: Some(tags),
        is_truncated: Some(marker.is_some()),
        marker,
    })
}

fn arn(scope: &Scope, path: &str, name: &str) -> String {
    format!("arn:aws:iam::{}:user{path}{name}", scope.account)
}

fn already_exists(name: &str) -> ServiceError {
    errors::ENTITY_ALREADY_EXISTS.with(format!("User with name {name} already exists."))
}
