//! Documentation parts: what people wrote about an API's entities. Which entities there are, and
//! where, is the gateway's knowledge; a place has one part at most.

use gatewright_gateway::openapi::documentation::{
    self, Documentation, check_location, covers, locations, place,
};
use gatewright_wire::apigateway::{
    CreateDocumentationPartRequest, DeleteDocumentationPartRequest, DocumentationPart,
    DocumentationPartIds, DocumentationPartLocation, DocumentationParts,
    GetDocumentationPartRequest, GetDocumentationPartsRequest, ImportDocumentationPartsRequest,
    RestApi, UpdateDocumentationPartRequest,
};
use gatewright_wire::error::ServiceError;
use serde_json::Value;

use super::documents::{
    after_position, api, api_key, found, new_id, page_length, page_where, patch, position_after,
    transact,
};
use super::patch::{Rule, Rules, Wording};
use super::refusals::{bad_request, conflict, not_found};
use super::snapshot::freeze;
use crate::control::Scope;
use crate::store::{Batch, Stored};

/// The kind of document.
const PARTS: &str = "documentationparts";
/// The kind of document that makes a place unique, and says whose it is.
const PLACES: &str = "documentationplaces";

fn key(scope: &Scope, api_id: &str, id: &str) -> String {
    api_key(scope, api_id, &[PARTS, id])
}

fn place_key(scope: &Scope, api_id: &str, location: &DocumentationPartLocation) -> String {
    api_key(scope, api_id, &[PLACES, &place(location)])
}

fn no_part() -> ServiceError {
    not_found("Invalid Documentation part identifier specified")
}

/// Properties are a JSON object. The words are not recorded \[C\].
fn check_properties(properties: Option<&str>) -> Result<(), ServiceError> {
    match serde_json::from_str(properties.unwrap_or_default()) {
        Ok(Value::Object(_)) => Ok(()),
        _ => Err(bad_request(
            "Documentation part properties must be a JSON object",
        )),
    }
}

/// All parts of an API, by id.
pub(super) fn all(scope: &Scope, api_id: &str) -> Result<Vec<DocumentationPart>, ServiceError> {
    scope.children(&api_key(scope, api_id, &[PARTS]))
}

fn put(scope: &Scope, batch: Batch, api_id: &str, part: &DocumentationPart) -> Batch {
    let id = part.id.as_deref().unwrap_or_default();
    let location = part.location.clone().unwrap_or_default();
    batch
        .put(key(scope, api_id, id), part)
        .put(place_key(scope, api_id, &location), id)
}

/// CreateDocumentationPart.
pub async fn create(
    scope: &Scope,
    input: CreateDocumentationPartRequest,
) -> Result<DocumentationPart, ServiceError> {
    let api_id = &input.rest_api_id;
    check_location(&input.location).map_err(|error| bad_request(error.to_string()))?;
    check_properties(Some(&input.properties))?;
    transact(scope, || {
        let parent = api(scope, api_id)?;
        let index = place_key(scope, api_id, &input.location);
        if scope.get::<String>(&index)?.is_some() {
            // [C]: the status is the API reference's, the words are not recorded.
            return Err(conflict(
                "Documentation part already exists for the specified location",
            ));
        }
        let part = DocumentationPart {
            id: Some(new_id(6)),
            location: Some(input.location.clone()),
            properties: Some(input.properties.clone()),
        };
        let batch = Batch::new()
            .expect_revision(parent.key, parent.revision)
            .expect_absent(index);
        Ok((put(scope, batch, api_id, &part), part))
    })
    .await
}

/// GetDocumentationPart.
pub async fn get(
    scope: &Scope,
    input: GetDocumentationPartRequest,
) -> Result<DocumentationPart, ServiceError> {
    let key = key(scope, &input.rest_api_id, &input.documentation_part_id);
    let stored: Stored<DocumentationPart> = found(scope, &key, no_part)?;
    Ok(stored.value)
}

/// GetDocumentationParts: those that there are, or, with `locationStatus=UNDOCUMENTED`, the places
/// of the API's entities that have none. `path` is how a path begins \[C\], `nameQuery` how a name
/// does \[C\].
pub async fn list(
    scope: &Scope,
    input: GetDocumentationPartsRequest,
) -> Result<DocumentationParts, ServiceError> {
    let api_id = &input.rest_api_id;
    api(scope, api_id)?;
    let wanted = |location: &DocumentationPartLocation| {
        let begins = |query: &Option<String>, text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default();
            query.as_deref().is_none_or(|query| text.starts_with(query))
        };
        input
            .r#type
            .as_ref()
            .is_none_or(|kind| location.r#type.as_ref() == Some(kind))
            && begins(&input.path, &location.path)
            && begins(&input.name_query, &location.name)
    };
    if input.location_status.as_deref() == Some("UNDOCUMENTED") {
        return undocumented(scope, &input, wanted);
    }
    let (items, position) = page_where(
        scope,
        &api_key(scope, api_id, &[PARTS]),
        input.position.as_deref(),
        input.limit,
        |part: &DocumentationPart| Ok(part.location.as_ref().is_some_and(wanted)),
    )?;
    Ok(DocumentationParts {
        position,
        items: Some(items),
    })
}

fn undocumented(
    scope: &Scope,
    input: &GetDocumentationPartsRequest,
    wanted: impl Fn(&DocumentationPartLocation) -> bool,
) -> Result<DocumentationParts, ServiceError> {
    let parts = all(scope, &input.rest_api_id)?;
    let after = input.position.as_deref().map(after_position).transpose()?;
    let limit = page_length(input.limit)?;
    let documented = |location: &DocumentationPartLocation| {
        let mut places = parts.iter().filter_map(|part| part.location.as_ref());
        places.any(|place| covers(place, location))
    };
    let mut places: Vec<_> = locations(&freeze(scope, &input.rest_api_id)?)
        .into_iter()
        .filter(|location| wanted(location) && !documented(location))
        .map(|location| (place(&location), location))
        .filter(|(place, _)| after.as_ref().is_none_or(|after| place > after))
        .collect();
    places.sort_by(|(one, _), (other, _)| one.cmp(other));
    let more = places.len() > limit;
    places.truncate(limit);
    let last = places.last().filter(|_| more);
    Ok(DocumentationParts {
        position: last.map(|(place, _)| position_after(place)),
        items: Some(
            places
                .into_iter()
                .map(|(_, location)| DocumentationPart {
                    location: Some(location),
                    ..DocumentationPart::default()
                })
                .collect(),
        ),
    })
}

const RULES: Rules<DocumentationPart> = Rules {
    wording: Wording::ListsPaths,
    rules: &[Rule::with("/properties", |part, patch| {
        check_properties(patch.value)?;
        part.properties = patch.text();
        Ok(())
    })],
};

/// UpdateDocumentationPart.
pub async fn update(
    scope: &Scope,
    input: UpdateDocumentationPartRequest,
) -> Result<DocumentationPart, ServiceError> {
    let key = key(scope, &input.rest_api_id, &input.documentation_part_id);
    let operations = input.patch_operations.as_deref();
    patch(scope, &key, no_part, &RULES, operations).await
}

/// DeleteDocumentationPart.
pub async fn delete(
    scope: &Scope,
    input: DeleteDocumentationPartRequest,
) -> Result<(), ServiceError> {
    let (api_id, id) = (&input.rest_api_id, &input.documentation_part_id);
    transact(scope, || {
        let key = key(scope, api_id, id);
        let stored: Stored<DocumentationPart> = found(scope, &key, no_part)?;
        let location = stored.value.location.unwrap_or_default();
        let batch = Batch::new()
            .expect_revision(&*key, stored.revision)
            .delete(key)
            .delete(place_key(scope, api_id, &location));
        Ok((batch, ()))
    })
    .await
}

/// Puts the parts of a document in the place of those that there are, or beside them: a place that
/// has a part keeps its id. Gives the ids.
pub(super) fn put_imported(
    scope: &Scope,
    mut batch: Batch,
    api_id: &str,
    documentation: &Documentation,
    overwrite: bool,
) -> Result<(Batch, Vec<String>), ServiceError> {
    let before = all(scope, api_id)?;
    if overwrite {
        batch = delete_all(scope, batch, api_id);
    }
    let mut ids = Vec::new();
    for part in &documentation.parts {
        let known = before.iter().find(|it| it.location == part.location);
        let id = known
            .and_then(|known| known.id.clone())
            .unwrap_or_else(|| new_id(6));
        let part = DocumentationPart {
            id: Some(id.clone()),
            ..part.clone()
        };
        batch = put(scope, batch, api_id, &part);
        ids.push(id);
    }
    Ok((batch, ids))
}

/// Deletes all parts of an API.
pub(super) fn delete_all(scope: &Scope, batch: Batch, api_id: &str) -> Batch {
    [PARTS, PLACES].into_iter().fold(batch, |batch, kind| {
        batch.delete_tree(api_key(scope, api_id, &[kind]))
    })
}

/// ImportDocumentationParts.
pub async fn import(
    scope: &Scope,
    input: ImportDocumentationPartsRequest,
) -> Result<DocumentationPartIds, ServiceError> {
    let api_id = &input.rest_api_id;
    let (documentation, warnings) =
        documentation::import(&input.body.0).map_err(|error| bad_request(error.to_string()))?;
    if input.fail_on_warnings == Some(true) && !warnings.is_empty() {
        return Err(bad_request(format!(
            "Warnings found during import:\n\t{}",
            warnings.join("\n\t")
        )));
    }
    let overwrite = input.mode.as_deref() == Some("overwrite");
    transact(scope, || {
        let parent: Stored<RestApi> = api(scope, api_id)?;
        let batch = Batch::new().expect_revision(parent.key, parent.revision);
        let (batch, ids) = put_imported(scope, batch, api_id, &documentation, overwrite)?;
        let warnings = Some(warnings.clone()).filter(|warnings| !warnings.is_empty());
        Ok((
            batch,
            DocumentationPartIds {
                ids: Some(ids),
                warnings,
            },
        ))
    })
    .await
}
