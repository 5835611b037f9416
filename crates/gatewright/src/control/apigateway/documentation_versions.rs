//! Documentation versions: snapshots of an API's documentation parts, which stages may publish.

use gatewright_wire::apigateway::{
    CreateDocumentationVersionRequest, DeleteDocumentationVersionRequest, DocumentationPart,
    DocumentationVersion, DocumentationVersions, GetDocumentationVersionRequest,
    GetDocumentationVersionsRequest, Stage, UpdateDocumentationVersionRequest,
};
use gatewright_wire::error::ServiceError;

use super::documents::{api, api_key, found, page_below, patch, transact};
use super::patch::{Rule, Rules, Wording};
use super::refusals::{bad_request, conflict, no_stage, not_found};
use super::stages::stage_key;
use super::{api_keys, documentation_parts};
use crate::control::Scope;
use crate::store::{Batch, Page, Stored};

/// The kind of document.
const VERSIONS: &str = "documentationversions";

fn key(scope: &Scope, api_id: &str, version: &str) -> String {
    api_key(scope, api_id, &[VERSIONS, version])
}

/// The key of the parts that a version froze.
fn frozen_key(scope: &Scope, api_id: &str, version: &str) -> String {
    api_key(scope, api_id, &[VERSIONS, version, "parts"])
}

/// The refusal of a version that is not there. The words are not recorded \[C\].
pub(super) fn no_version(version: &str) -> ServiceError {
    not_found(format!(
        "Invalid Documentation version specified: {version}"
    ))
}

/// The batch, if the version is there and stays so; none needs nothing.
pub(super) fn expect(
    scope: &Scope,
    batch: Batch,
    api_id: &str,
    version: Option<&str>,
) -> Result<Batch, ServiceError> {
    let Some(version) = version else {
        return Ok(batch);
    };
    let stored: Stored<DocumentationVersion> =
        found(scope, &key(scope, api_id, version), || no_version(version))?;
    Ok(batch.expect_revision(stored.key, stored.revision))
}

/// Whether an API has that version.
pub(super) fn exists(scope: &Scope, api_id: &str, version: &str) -> Result<bool, ServiceError> {
    let version: Option<DocumentationVersion> = scope.get(&key(scope, api_id, version))?;
    Ok(version.is_some())
}

/// A version with its parts.
pub(super) fn frozen(
    scope: &Scope,
    api_id: &str,
    version: &str,
) -> Result<(DocumentationVersion, Vec<DocumentationPart>), ServiceError> {
    let stored: Stored<DocumentationVersion> =
        found(scope, &key(scope, api_id, version), || no_version(version))?;
    let parts = scope.get(&frozen_key(scope, api_id, version))?;
    Ok((stored.value, parts.unwrap_or_default()))
}

/// Keeps the parts under a new version.
pub(super) fn put(
    scope: &Scope,
    batch: Batch,
    api_id: &str,
    version: &DocumentationVersion,
    parts: &[DocumentationPart],
) -> Batch {
    let name = version.version.as_deref().unwrap_or_default();
    batch
        .put(key(scope, api_id, name), version)
        .put(frozen_key(scope, api_id, name), parts)
}

/// A new version of that name.
pub(super) fn new(scope: &Scope, name: &str, description: Option<&str>) -> DocumentationVersion {
    DocumentationVersion {
        version: Some(name.to_owned()),
        created_date: Some(api_keys::now(scope)),
        description: description.map(str::to_owned),
    }
}

/// CreateDocumentationVersion. With `stageName` the stage publishes it at once.
pub async fn create(
    scope: &Scope,
    input: CreateDocumentationVersionRequest,
) -> Result<DocumentationVersion, ServiceError> {
    let (api_id, name) = (&input.rest_api_id, &input.documentation_version);
    if name.is_empty() {
        return Err(bad_request("Documentation version must be non-empty")); // [C]
    }
    transact(scope, || {
        let parent = api(scope, api_id)?;
        let key = key(scope, api_id, name);
        if scope.find::<DocumentationVersion>(&key)?.is_some() {
            // [C]: the status is the API reference's, the words are not recorded.
            return Err(conflict("Documentation version already exists"));
        }
        let version = new(scope, name, input.description.as_deref());
        let parts = documentation_parts::all(scope, api_id)?;
        let mut batch = Batch::new()
            .expect_revision(parent.key, parent.revision)
            .expect_absent(key);
        batch = put(scope, batch, api_id, &version, &parts);
        if let Some(stage) = &input.stage_name {
            let mut stage: Stored<Stage> =
                found(scope, &stage_key(scope, api_id, stage), no_stage)?;
            stage.value.documentation_version = Some(name.clone());
            stage.value.last_updated_date = Some(api_keys::now(scope));
            batch = batch
                .expect_revision(&*stage.key, stage.revision)
                .put(stage.key, &stage.value);
        }
        Ok((batch, version))
    })
    .await
}

/// GetDocumentationVersion.
pub async fn get(
    scope: &Scope,
    input: GetDocumentationVersionRequest,
) -> Result<DocumentationVersion, ServiceError> {
    let version = &input.documentation_version;
    let key = key(scope, &input.rest_api_id, version);
    let stored: Stored<DocumentationVersion> = found(scope, &key, || no_version(version))?;
    Ok(stored.value)
}

/// GetDocumentationVersions.
pub async fn list(
    scope: &Scope,
    input: GetDocumentationVersionsRequest,
) -> Result<DocumentationVersions, ServiceError> {
    let after = input.position.as_deref();
    let (items, position) = page_below(scope, &input.rest_api_id, VERSIONS, after, input.limit)?;
    Ok(DocumentationVersions {
        position,
        items: Some(items),
    })
}

const RULES: Rules<DocumentationVersion> = Rules {
    wording: Wording::ListsPaths,
    rules: &[Rule::text("/description", |it| &mut it.description)],
};

/// UpdateDocumentationVersion: its description; what it froze never changes.
pub async fn update(
    scope: &Scope,
    input: UpdateDocumentationVersionRequest,
) -> Result<DocumentationVersion, ServiceError> {
    let version = &input.documentation_version;
    let key = key(scope, &input.rest_api_id, version);
    let operations = input.patch_operations.as_deref();
    patch(scope, &key, || no_version(version), &RULES, operations).await
}

/// DeleteDocumentationVersion, unless a stage publishes it \[C\].
pub async fn delete(
    scope: &Scope,
    input: DeleteDocumentationVersionRequest,
) -> Result<(), ServiceError> {
    let (api_id, version) = (&input.rest_api_id, &input.documentation_version);
    transact(scope, || {
        let key = key(scope, api_id, version);
        let stored: Stored<DocumentationVersion> = found(scope, &key, || no_version(version))?;
        let mut batch = Batch::new().expect_revision(&*key, stored.revision);
        let stages: Vec<Stored<Stage>> =
            scope.children_page(&api_key(scope, api_id, &["stages"]), Page::default())?;
        for stage in stages {
            if stage.value.documentation_version.as_ref() == Some(version) {
                return Err(conflict(format!(
                    "Cannot delete documentation version '{version}', is referenced in stage: {}",
                    stage.value.stage_name.as_deref().unwrap_or_default()
                )));
            }
            batch = batch.expect_revision(stage.key, stage.revision);
        }
        Ok((batch.delete_tree(key), ()))
    })
    .await
}
