//! Documentation parts: what people wrote about the entities of an API, each with its place
//! (`x-amazon-apigateway-documentation`).

use std::collections::BTreeSet;

use gatewright_wire::apigateway::{
    DocumentationPart, DocumentationPartLocation, DocumentationVersion,
};
use serde_json::{Value, json};

use super::document::{Document, text_at};
use super::export::{members, plain};
use super::{Findings, ImportError, source};
use crate::api::Api;

/// The extension that holds an API's documentation.
const EXTENSION: &str = "x-amazon-apigateway-documentation";

/// What a document says about an API's entities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Documentation {
    /// The version that a snapshot of it is to be kept under.
    pub version: Option<String>,
    /// That version's description.
    pub description: Option<String>,
    /// The parts, without ids, one a place.
    pub parts: Vec<DocumentationPart>,
}

/// What is wrong with a part's place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLocation {
    /// No such kind of entity.
    #[error("Invalid location type specified: {0}")]
    Type(String),
    /// A member that the kind does not have.
    #[error("Location of type {kind} cannot have the field {field}")]
    Needless {
        /// The kind of entity.
        kind: String,
        /// The member.
        field: &'static str,
    },
    /// A name that the kind needs and that is not there.
    #[error("Location of type {0} must have a name")]
    Nameless(String),
}

/// Which members the place of a kind of entity has, by the API reference's words on
/// `DocumentationPartLocation`: path, method, status code and name, which is then needed.
const KINDS: &[(&str, [bool; 4])] = &[
    ("API", [false, false, false, false]),
    ("AUTHORIZER", [false, false, false, true]),
    ("MODEL", [false, false, false, true]),
    ("RESOURCE", [true, false, false, false]),
    ("METHOD", [true, true, false, false]),
    ("PATH_PARAMETER", [true, true, false, true]),
    ("QUERY_PARAMETER", [true, true, false, true]),
    ("REQUEST_HEADER", [true, true, false, true]),
    ("REQUEST_BODY", [true, true, false, false]),
    ("RESPONSE", [true, true, true, false]),
    ("RESPONSE_HEADER", [true, true, true, true]),
    ("RESPONSE_BODY", [true, true, true, false]),
];

/// Checks that a place has the members of its kind and no others. The words of the refusals are not
/// recorded \[C\].
pub fn check_location(location: &DocumentationPartLocation) -> Result<(), InvalidLocation> {
    let kind = location.r#type.as_deref().unwrap_or_default();
    let Some((_, has)) = KINDS.iter().find(|(known, _)| *known == kind) else {
        return Err(InvalidLocation::Type(kind.to_owned()));
    };
    let given = [
        ("path", &location.path),
        ("method", &location.method),
        ("statusCode", &location.status_code),
        ("name", &location.name),
    ];
    for ((field, value), has) in given.iter().zip(has) {
        if value.is_some() && !has {
            return Err(InvalidLocation::Needless {
                kind: kind.to_owned(),
                field,
            });
        }
    }
    let [.., needs_name] = has;
    if *needs_name && location.name.as_deref().is_none_or(str::is_empty) {
        return Err(InvalidLocation::Nameless(kind.to_owned()));
    }
    Ok(())
}

/// The documentation of a document, if it has any; what is no part is left out with a warning.
pub(super) fn read(document: Document<'_>, findings: &mut Findings) -> Option<Documentation> {
    let written = document.object(document.root.get(EXTENSION))?;
    let mut documentation = Documentation {
        version: text_at(written, "version").filter(|version| !version.is_empty()),
        description: text_at(written, "description"),
        parts: Vec::new(),
    };
    let mut places = BTreeSet::new();
    let parts = written.get("documentationParts").and_then(Value::as_array);
    for part in parts.into_iter().flatten() {
        let Some(location) = part.get("location").and_then(Value::as_object) else {
            findings.warn("A documentation part has no location. Ignoring.".to_owned());
            continue;
        };
        let location = DocumentationPartLocation {
            r#type: text_at(location, "type"),
            path: text_at(location, "path"),
            method: text_at(location, "method"),
            status_code: text_at(location, "statusCode"),
            name: text_at(location, "name"),
        };
        if let Err(error) = check_location(&location) {
            findings.warn(format!(
                "A documentation part is left out: {error}. Ignoring."
            ));
            continue;
        }
        if !places.insert(place(&location)) {
            findings.warn(format!(
                "Several documentation parts have the location {}. Ignoring all but the first.",
                place(&location)
            ));
            continue;
        }
        let properties = part.get("properties").filter(|it| it.is_object());
        documentation.parts.push(DocumentationPart {
            id: None,
            location: Some(location),
            properties: Some(properties.map_or_else(|| "{}".to_owned(), Value::to_string)),
        });
    }
    Some(documentation)
}

/// A place as one text, by which places are the same or differ. What is left open stands for all.
pub fn place(location: &DocumentationPartLocation) -> String {
    let parts = [
        &location.r#type,
        &location.path,
        &location.method,
        &location.status_code,
        &location.name,
    ];
    parts
        .map(|part| part.as_deref().unwrap_or_default())
        .join(" ")
}

/// The documentation of an OpenAPI document, for ImportDocumentationParts, with warnings. The
/// error's text is AWS's for what it cannot read (F§5.3).
pub fn import(bytes: &[u8]) -> Result<(Documentation, Vec<String>), ImportError> {
    let value = source::read(bytes).map_err(ImportError::Documentation)?;
    let document = Document::new(&value).ok_or(ImportError::NoDocumentation)?;
    let mut findings = Findings::default();
    let documentation = read(document, &mut findings).unwrap_or_default();
    Ok((documentation, findings.warnings))
}

/// Adds documentation to an exported document, as the extension.
pub fn insert(document: &mut Value, version: &DocumentationVersion, parts: &[DocumentationPart]) {
    let parts = parts.iter().map(|part| {
        let properties = part.properties.as_deref().unwrap_or("{}");
        // Properties are a document themselves, where they can be.
        let properties: Value =
            serde_json::from_str(properties).unwrap_or_else(|_| json!(properties));
        json!({"location": part.location, "properties": properties})
    });
    let created = plain(version.created_date)
        .and_then(|seconds| jiff::Timestamp::from_second(seconds.as_i64()?).ok())
        .map(|created| json!(created.to_string()));
    let extension = members([
        ("version", plain(&version.version)),
        ("createdDate", created),
        ("description", plain(&version.description)),
        ("documentationParts", Some(parts.collect())),
    ]);
    if let Some(document) = document.as_object_mut() {
        document.insert(EXTENSION.to_owned(), Value::Object(extension));
    }
}

/// The place of everything in the API that can be documented.
pub fn locations(api: &Api) -> Vec<DocumentationPartLocation> {
    let new = |kind: &str| DocumentationPartLocation {
        r#type: Some(kind.to_owned()),
        ..DocumentationPartLocation::default()
    };
    let named = |kind: &str, name: &Option<String>| DocumentationPartLocation {
        name: name.clone(),
        ..new(kind)
    };
    let mut all = vec![new("API")];
    all.extend(
        api.authorizers
            .iter()
            .map(|it| named("AUTHORIZER", &it.name)),
    );
    all.extend(api.models.iter().map(|it| named("MODEL", &it.name)));
    all.extend(
        api.resources
            .iter()
            .map(|resource| DocumentationPartLocation {
                path: resource.path.clone(),
                ..new("RESOURCE")
            }),
    );
    for (resource, verb, method) in api.methods() {
        let of_method = |kind: &str, name: Option<&str>| DocumentationPartLocation {
            path: resource.path.clone(),
            method: Some(verb.to_owned()),
            name: name.map(str::to_owned),
            ..new(kind)
        };
        all.push(of_method("METHOD", None));
        for name in method
            .request_parameters
            .iter()
            .flatten()
            .map(|(name, _)| name)
        {
            for (prefix, kind) in [
                ("method.request.path.", "PATH_PARAMETER"),
                ("method.request.querystring.", "QUERY_PARAMETER"),
                ("method.request.header.", "REQUEST_HEADER"),
            ] {
                let name = name.strip_prefix(prefix);
                all.extend(name.map(|name| of_method(kind, Some(name))));
            }
        }
        if method.request_models.iter().flatten().next().is_some() {
            all.push(of_method("REQUEST_BODY", None));
        }
        for (status, response) in method.method_responses.iter().flatten() {
            let of_response = |kind: &str, name: Option<&str>| DocumentationPartLocation {
                status_code: Some(status.clone()),
                ..of_method(kind, name)
            };
            all.push(of_response("RESPONSE", None));
            let headers = response.response_parameters.iter().flatten();
            all.extend(headers.filter_map(|(name, _)| {
                let name = name.strip_prefix("method.response.header.")?;
                Some(of_response("RESPONSE_HEADER", Some(name)))
            }));
            if response.response_models.iter().flatten().next().is_some() {
                all.push(of_response("RESPONSE_BODY", None));
            }
        }
    }
    all
}

/// Whether a part of that place is about the entity at `of`: what a place leaves open, or gives as
/// `*`, is about all.
pub fn covers(place: &DocumentationPartLocation, of: &DocumentationPartLocation) -> bool {
    let covers = |mine: &Option<String>, its: &Option<String>| {
        mine.as_deref().is_none_or(|mine| mine == "*") || mine == its
    };
    place.r#type == of.r#type
        && (covers(&place.path, &of.path)
            // A place without a path is the root's.
            && (place.path.is_some() || of.path.as_deref().is_none_or(|path| path == "/")))
        && covers(&place.method, &of.method)
        && covers(&place.status_code, &of.status_code)
        && covers(&place.name, &of.name)
}
