//! Reading and changing API Gateway's documents: the few ways in which every kind is created, changed,
//! listed and deleted, and new ids.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gatewright_wire::apigateway::{PatchOperation, RestApi};
use gatewright_wire::error::ServiceError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::patch::Rules;
use super::refusals::{bad_request, busy, no_api};
use crate::control::Scope;
use crate::store::{self, Batch, Page, Stored};

/// How many items a page has when the caller does not say, and at most.
const PAGE: (usize, usize) = (25, 500);

/// The key of a document of an API.
pub(super) fn api_key(scope: &Scope, api: &str, segments: &[&str]) -> String {
    let mut all = vec!["restapis", api];
    all.extend(segments);
    scope.key(&all)
}

/// The key of a resource.
pub(super) fn resource_key(scope: &Scope, api: &str, id: &str) -> String {
    api_key(scope, api, &["resources", id])
}

/// The document at `key`, or the refusal.
pub(super) fn found<T: DeserializeOwned>(
    scope: &Scope,
    key: &str,
    absent: impl FnOnce() -> ServiceError,
) -> Result<Stored<T>, ServiceError> {
    scope.find(key)?.ok_or_else(absent)
}

/// The API, or its refusal.
pub(super) fn api(scope: &Scope, id: &str) -> Result<Stored<RestApi>, ServiceError> {
    found(scope, &api_key(scope, id, &[]), || no_api(scope, id))
}

/// [`Scope::transact`] with API Gateway's answer to concurrent changes.
pub(super) async fn transact<R: Send>(
    scope: &Scope,
    attempt: impl Fn() -> Result<(Batch, R), ServiceError> + Send,
) -> Result<R, ServiceError> {
    scope.transact(busy, attempt).await
}

/// Changes one document: reads it, lets `change` at it, writes it if nobody else did meanwhile.
pub(super) async fn edit<T, R>(
    scope: &Scope,
    key: &str,
    absent: impl Fn() -> ServiceError + Send + Sync,
    change: impl Fn(&mut T) -> Result<R, ServiceError> + Send + Sync,
) -> Result<R, ServiceError>
where
    T: Serialize + DeserializeOwned,
    R: Send,
{
    transact(scope, || {
        let mut stored: Stored<T> = found(scope, key, &absent)?;
        let result = change(&mut stored.value)?;
        let batch = Batch::new()
            .expect_revision(key, stored.revision)
            .put(key, &stored.value);
        Ok((batch, result))
    })
    .await
}

/// Changes one document by a patch, whose rules are all that decides.
pub(super) async fn patch<T>(
    scope: &Scope,
    key: &str,
    absent: impl Fn() -> ServiceError + Send + Sync,
    rules: &Rules<T>,
    operations: Option<&[PatchOperation]>,
) -> Result<T, ServiceError>
where
    T: Serialize + DeserializeOwned + Clone + Send,
{
    edit(scope, key, absent, |document: &mut T| {
        rules.apply(document, operations)?;
        Ok(document.clone())
    })
    .await
}

/// Deletes one document that nothing else depends on.
pub(super) async fn remove<T: DeserializeOwned>(
    scope: &Scope,
    key: &str,
    absent: impl Fn() -> ServiceError + Send + Sync,
) -> Result<(), ServiceError> {
    transact(scope, || {
        let stored: Stored<T> = found(scope, key, &absent)?;
        let batch = Batch::new()
            .expect_revision(key, stored.revision)
            .delete(key);
        Ok((batch, ()))
    })
    .await
}

/// Creates a document below an API, which has to stay. `make` gives the document and its key, which
/// nobody may have.
pub(super) async fn create_below<T: Serialize + Send>(
    scope: &Scope,
    api_id: &str,
    no_api: impl Fn() -> ServiceError + Send + Sync,
    make: impl Fn() -> Result<(String, T), ServiceError> + Send + Sync,
) -> Result<T, ServiceError> {
    transact(scope, || {
        let parent: Stored<RestApi> = found(scope, &api_key(scope, api_id, &[]), &no_api)?;
        let (key, document) = make()?;
        let batch = Batch::new()
            .expect_revision(parent.key, parent.revision)
            .expect_absent(&*key)
            .put(key, &document);
        Ok((batch, document))
    })
    .await
}

/// A page of the documents of one kind below an API.
pub(super) fn page_below<T: DeserializeOwned>(
    scope: &Scope,
    api_id: &str,
    kind: &str,
    position: Option<&str>,
    limit: Option<i32>,
) -> Result<(Vec<T>, Option<String>), ServiceError> {
    api(scope, api_id)?;
    page(scope, &api_key(scope, api_id, &[kind]), position, limit)
}

/// A page of a listing, and where the next one starts, if there is one. `position` is the
/// last key of the page before, made opaque.
pub(super) fn page<T: DeserializeOwned>(
    scope: &Scope,
    parent: &str,
    position: Option<&str>,
    limit: Option<i32>,
) -> Result<(Vec<T>, Option<String>), ServiceError> {
    let after = position.map(after_position).transpose()?;
    let after = after.map(|name| format!("{parent}/{name}"));
    let limit = page_length(limit)?;
    let items = scope.children_page(
        parent,
        Page {
            after: after.as_deref(),
            limit: Some(limit + 1),
        },
    )?;
    Ok(cut(items, limit))
}

/// Like [`page`], of the documents that `keep` wants. It reads all that follow `position`.
pub(super) fn page_where<T: DeserializeOwned>(
    scope: &Scope,
    parent: &str,
    position: Option<&str>,
    limit: Option<i32>,
    keep: impl Fn(&T) -> Result<bool, ServiceError>,
) -> Result<(Vec<T>, Option<String>), ServiceError> {
    let after = position.map(after_position).transpose()?;
    let after = after.map(|name| format!("{parent}/{name}"));
    let limit = page_length(limit)?;
    let all: Vec<Stored<T>> = scope.children_page(
        parent,
        Page {
            after: after.as_deref(),
            limit: None,
        },
    )?;
    let mut items = Vec::new();
    for item in all {
        if items.len() <= limit && keep(&item.value)? {
            items.push(item);
        }
    }
    Ok(cut(items, limit))
}

/// The first `limit` items, and the position that continues after them, if there are more.
fn cut<T>(mut items: Vec<Stored<T>>, limit: usize) -> (Vec<T>, Option<String>) {
    let more = items.len() > limit;
    items.truncate(limit);
    let position = items
        .last()
        .filter(|_| more)
        .and_then(|last| last.key.rsplit('/').next())
        .map(position_after);
    (
        items.into_iter().map(|stored| stored.value).collect(),
        position,
    )
}

/// The length of a page: 25 unless told, 500 at most. AWS's words for what is out of range are not
/// recorded \[C\].
pub(super) fn page_length(limit: Option<i32>) -> Result<usize, ServiceError> {
    let (usual, most) = PAGE;
    match limit.map(usize::try_from) {
        None => Ok(usual),
        Some(Ok(limit)) if (1..=most).contains(&limit) => Ok(limit),
        Some(_) => Err(bad_request(format!(
            "Invalid limit parameter specified. It must be between 1 and {most}"
        ))),
    }
}

/// The position that continues after the item of that name.
pub(super) fn position_after(name: &str) -> String {
    URL_SAFE_NO_PAD.encode(name)
}

/// The name that a position continues after. AWS's words for a bad one are not recorded.
pub(super) fn after_position(position: &str) -> Result<String, ServiceError> {
    URL_SAFE_NO_PAD
        .decode(position)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| bad_request("Invalid position parameter specified"))
}

/// A new id of `length` characters of `[a-z0-9]`.
pub(super) fn new_id(length: usize) -> String {
    const DIGITS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let mut bits = Uuid::new_v4().as_u128();
    (0..length)
        .map(|_| {
            let digit = DIGITS[(bits % 36) as usize];
            bits /= 36;
            char::from(digit)
        })
        .collect()
}

/// The key that makes an API's id unique in the server and says where it lives.
pub(super) fn global_api_key(id: &str) -> String {
    store::path(&["apis", id])
}
