//! Resources: the tree of paths.
//!
//! Beside its document each resource but the root has a small one that holds its place among its
//! siblings, `siblings/{parent}/{name}` with `{}` for the name of any path variable. It makes a
//! name unique below its parent and finds a parent's children without reading the whole API.

use std::collections::BTreeMap;

use gatewright_wire::apigateway::{
    CreateResourceRequest, DeleteResourceRequest, GetResourceRequest, GetResourcesRequest, Method,
    Resource, Resources, UpdateResourceRequest,
};
use gatewright_wire::error::ServiceError;
use serde::{Deserialize, Serialize};

use super::documents::{api_key, found, new_id, page_below, resource_key, transact};
use super::patch::{Rule, Rules, Wording};
use super::refusals::{bad_request, conflict, no_resource};
use super::snapshot::put_resource;
use crate::control::Scope;
use crate::store::{Batch, Page, Stored};

/// A resource's place among its siblings.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Sibling {
    id: String,
    path_part: String,
}

/// The key and document of a resource's place; the root has none.
pub(super) fn sibling(
    scope: &Scope,
    api_id: &str,
    resource: &Resource,
) -> Option<(String, Sibling)> {
    let parent = resource.parent_id.as_deref()?;
    let part = resource.path_part.as_deref()?;
    let place = Sibling {
        id: resource.id.clone().unwrap_or_default(),
        path_part: part.to_owned(),
    };
    Some((place_key(scope, api_id, parent, part), place))
}

fn place_key(scope: &Scope, api_id: &str, parent: &str, part: &str) -> String {
    let name = if part.starts_with('{') { "{}" } else { part };
    api_key(scope, api_id, &["siblings", parent, name])
}

fn places(scope: &Scope, api_id: &str, parent: &str) -> Result<Vec<Stored<Sibling>>, ServiceError> {
    let key = api_key(scope, api_id, &["siblings", parent]);
    scope.children_page(&key, Page::default())
}

/// CreateResource.
pub async fn create(scope: &Scope, input: CreateResourceRequest) -> Result<Resource, ServiceError> {
    let api_id = &input.rest_api_id;
    transact(scope, || {
        let parent_key = resource_key(scope, api_id, &input.parent_id);
        let parent: Stored<Resource> = found(scope, &parent_key, no_resource)?;
        let resource = Resource {
            id: Some(new_id(6)),
            parent_id: Some(input.parent_id.clone()),
            path: Some(child_path(&parent.value, &input.path_part)),
            path_part: Some(input.path_part.clone()),
            resource_methods: None,
        };
        let place_key = free_place(scope, api_id, &parent.value, &resource)?;
        let id = resource.id.as_deref().unwrap_or_default();
        // The parent must not be gone; that its methods changed meanwhile is tried again.
        let batch = Batch::new()
            .expect_revision(parent_key, parent.revision)
            .expect_absent(resource_key(scope, api_id, id))
            .expect_absent(place_key);
        Ok((put_resource(scope, batch, api_id, &resource), resource))
    })
    .await
}

fn child_path(parent: &Resource, part: &str) -> String {
    match parent.path.as_deref() {
        None | Some("/") => format!("/{part}"),
        Some(path) => format!("{path}/{part}"),
    }
}

/// The place of a new or moved resource below its parent, if AWS lets it be there (F§5.3).
fn free_place(
    scope: &Scope,
    api_id: &str,
    parent: &Resource,
    resource: &Resource,
) -> Result<String, ServiceError> {
    let part = resource.path_part.as_deref().unwrap_or_default();
    check_part(part)?;
    if let Some(greedy) = parent.path_part.as_deref().filter(|part| is_greedy(part)) {
        return Err(no_child_of_greedy(greedy));
    }
    let parent_id = parent.id.as_deref().unwrap_or_default();
    let key = place_key(scope, api_id, parent_id, part);
    match scope.get::<Sibling>(&key)? {
        Some(taken) if taken.id == resource.id.as_deref().unwrap_or_default() => Ok(key),
        Some(taken) if taken.path_part == part => Err(conflict(format!(
            "Another resource with the same parent already has this name: {part}"
        ))),
        Some(taken) => Err(bad_request(format!(
            "A sibling ({}) of this resource already has a variable path part -- only one is allowed",
            taken.path_part
        ))),
        None => Ok(key),
    }
}

fn no_child_of_greedy(part: &str) -> ServiceError {
    bad_request(format!(
        "Cannot create a child of a resource with a greedy path variable: {part}"
    ))
}

fn is_greedy(part: &str) -> bool {
    part.ends_with("+}")
}

/// The words are the older ones; a colon is allowed now (F§5.2).
fn check_part(part: &str) -> Result<(), ServiceError> {
    let is_word = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._-:".contains(&byte))
    };
    let name = match part
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
    {
        Some(variable) => variable.strip_suffix('+').unwrap_or(variable),
        None => part,
    };
    if is_word(name) {
        Ok(())
    } else {
        Err(bad_request(
            "Resource's path part only allow a-zA-Z0-9._- and curly braces at the beginning and the end and an optional plus sign before the closing brace.",
        ))
    }
}

/// A resource as it is answered: without `embed=methods` each method is an empty object (F§8).
fn answered(mut resource: Resource, embed: Option<&[String]>) -> Resource {
    let embedded = embed
        .unwrap_or_default()
        .iter()
        .any(|name| name == "methods");
    if !embedded && let Some(methods) = &mut resource.resource_methods {
        for method in methods.values_mut() {
            *method = Method::default();
        }
    }
    resource
}

/// GetResource.
pub async fn get(scope: &Scope, input: GetResourceRequest) -> Result<Resource, ServiceError> {
    let key = resource_key(scope, &input.rest_api_id, &input.resource_id);
    let stored: Stored<Resource> = found(scope, &key, no_resource)?;
    Ok(answered(stored.value, input.embed.as_deref()))
}

/// GetResources.
pub async fn list(scope: &Scope, input: GetResourcesRequest) -> Result<Resources, ServiceError> {
    let after = input.position.as_deref();
    let (items, position) = page_below(scope, &input.rest_api_id, "resources", after, input.limit)?;
    let embed = input.embed.as_deref();
    Ok(Resources {
        position,
        items: Some(
            items
                .into_iter()
                .map(|resource| answered(resource, embed))
                .collect(),
        ),
    })
}

const RULES: Rules<Resource> = Rules {
    wording: Wording::ListsPaths,
    rules: &[
        Rule::with("/parentId", |resource, patch| {
            if resource.parent_id.is_none() {
                return Err(bad_request("Root resource cannot update its parentId."));
            }
            resource.parent_id = Some(patch.value.unwrap_or_default().to_owned());
            Ok(())
        }),
        Rule::with("/pathPart", |resource, patch| {
            if resource.parent_id.is_none() {
                return Err(bad_request("Root resource cannot update its pathPart."));
            }
            resource.path_part = Some(patch.value.unwrap_or_default().to_owned());
            Ok(())
        }),
    ],
};

/// UpdateResource: renames or moves a resource, with all below it.
pub async fn update(scope: &Scope, input: UpdateResourceRequest) -> Result<Resource, ServiceError> {
    let api_id = &input.rest_api_id;
    transact(scope, || {
        let key = resource_key(scope, api_id, &input.resource_id);
        let stored: Stored<Resource> = found(scope, &key, no_resource)?;
        let mut resource = stored.value.clone();
        RULES.apply(&mut resource, input.patch_operations.as_deref())?;
        let mut batch = Batch::new().expect_revision(&*key, stored.revision);
        if resource == stored.value {
            return Ok((batch, answered(resource, None)));
        }
        let parent_id = resource.parent_id.clone().unwrap_or_default();
        let parent_key = resource_key(scope, api_id, &parent_id);
        let parent: Stored<Resource> = found(scope, &parent_key, no_resource)?;
        if is_at_or_below(scope, api_id, &parent.value, &input.resource_id)? {
            return Err(bad_request("Resources cannot be cyclical."));
        }
        let place_key = free_place(scope, api_id, &parent.value, &resource)?;
        let part = resource.path_part.clone().unwrap_or_default();
        resource.path = Some(child_path(&parent.value, &part));
        if is_greedy(&part) && !places(scope, api_id, &input.resource_id)?.is_empty() {
            return Err(no_child_of_greedy(&part));
        }
        batch = batch.expect_revision(parent_key, parent.revision);
        if let Some((old, _)) =
            sibling(scope, api_id, &stored.value).filter(|old| old.0 != place_key)
        {
            batch = batch.expect_absent(&*place_key).delete(old);
        }
        batch = put_resource(scope, batch, api_id, &resource);
        for mut below in descendants(scope, api_id, &input.resource_id)? {
            let old = stored.value.path.as_deref().unwrap_or_default();
            let rest = below
                .value
                .path
                .as_deref()
                .and_then(|path| path.strip_prefix(old));
            below.value.path = Some(format!(
                "{}{}",
                resource.path.as_deref().unwrap_or_default(),
                rest.unwrap_or_default()
            ));
            batch = batch
                .expect_revision(&*below.key, below.revision)
                .put(below.key, &below.value);
        }
        Ok((batch, answered(resource, None)))
    })
    .await
}

fn is_at_or_below(
    scope: &Scope,
    api_id: &str,
    resource: &Resource,
    ancestor: &str,
) -> Result<bool, ServiceError> {
    let mut current = resource.clone();
    loop {
        if current.id.as_deref() == Some(ancestor) {
            return Ok(true);
        }
        let Some(parent) = &current.parent_id else {
            return Ok(false);
        };
        let key = resource_key(scope, api_id, parent);
        current = found::<Resource>(scope, &key, no_resource)?.value;
    }
}

/// All resources below one, parents before their children.
fn descendants(
    scope: &Scope,
    api_id: &str,
    id: &str,
) -> Result<Vec<Stored<Resource>>, ServiceError> {
    let mut all = Vec::new();
    let mut waiting = vec![id.to_owned()];
    while let Some(parent) = waiting.pop() {
        for place in places(scope, api_id, &parent)? {
            let key = resource_key(scope, api_id, &place.value.id);
            all.extend(scope.find(&key)?);
            waiting.push(place.value.id);
        }
    }
    Ok(all)
}

/// DeleteResource, with all below it.
pub async fn delete(scope: &Scope, input: DeleteResourceRequest) -> Result<(), ServiceError> {
    let api_id = &input.rest_api_id;
    transact(scope, || {
        let key = resource_key(scope, api_id, &input.resource_id);
        let stored: Stored<Resource> = found(scope, &key, no_resource)?;
        if stored.value.parent_id.is_none() {
            // [C]: no recording of this text.
            return Err(bad_request("Root resource cannot be deleted"));
        }
        let mut batch = Batch::new();
        for resource in
            std::iter::once(stored).chain(descendants(scope, api_id, &input.resource_id)?)
        {
            let id = resource.value.id.as_deref().unwrap_or_default();
            if let Some((place, _)) = sibling(scope, api_id, &resource.value) {
                batch = batch.delete(place);
            }
            batch = batch
                .expect_revision(&*resource.key, resource.revision)
                .delete(resource.key)
                .delete_tree(api_key(scope, api_id, &["siblings", id]));
        }
        Ok((batch, ()))
    })
    .await
}

/// The methods of a resource, to change.
pub(super) fn methods_mut(resource: &mut Resource) -> &mut BTreeMap<String, Method> {
    resource.resource_methods.get_or_insert_default()
}
