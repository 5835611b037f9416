//! The kinds of client that GetSdk makes, and what each has to be told.

use gatewright_wire::apigateway::{
    GetSdkTypeRequest, GetSdkTypesRequest, SdkConfigurationProperty, SdkType, SdkTypes,
};
use gatewright_wire::error::ServiceError;

use super::documents::{after_position, page_length, position_after};
use super::refusals::not_found;
use crate::control::Scope;

/// A property: its name, what people call it, and whether it has to be there.
type Property = (&'static str, &'static str, bool);

/// A kind of client: its id, what people call it, and its properties. The properties are those that
/// the API reference gives for GetSdk's `parameters`, Ruby's are a guess \[C\]. AWS has the first six; `typescript` is ours:
/// the client for JavaScript as an ECMAScript module with its types.
const TYPES: &[(&str, &str, &[Property])] = &[
    (
        "android",
        "Android",
        &[
            ("groupId", "Group ID", true),
            ("artifactId", "Artifact ID", true),
            ("artifactVersion", "Artifact Version", true),
            ("invokerPackage", "Invoker Package", true),
        ],
    ),
    (
        "java",
        "Java SDK",
        &[
            ("serviceName", "Service Name", true),
            ("javaPackageName", "Java Package Name", true),
        ],
    ),
    ("javascript", "JavaScript", &[]),
    (
        "objectivec",
        "iOS (Objective-C)",
        &[("classPrefix", "Prefix", true)],
    ),
    ("ruby", "Ruby", &[("service.name", "Service Name", true)]),
    ("swift", "iOS (Swift)", &[("classPrefix", "Prefix", true)]),
    ("typescript", "TypeScript", &[]),
];

fn described(&(id, friendly, properties): &(&str, &str, &[Property])) -> SdkType {
    let properties = properties
        .iter()
        .map(|(name, friendly, required)| SdkConfigurationProperty {
            name: Some((*name).to_owned()),
            friendly_name: Some((*friendly).to_owned()),
            required: Some(*required),
            ..SdkConfigurationProperty::default()
        });
    SdkType {
        id: Some(id.to_owned()),
        friendly_name: Some(friendly.to_owned()),
        description: Some(format!("{friendly} client of a REST API")),
        configuration_properties: Some(properties.collect()),
    }
}

/// Whether there is such a kind of client.
pub(super) fn is_sdk_type(id: &str) -> bool {
    TYPES.iter().any(|(known, ..)| *known == id)
}

/// The words are not recorded \[C\].
fn no_sdk_type() -> ServiceError {
    not_found("Invalid SDK Type identifier specified")
}

/// GetSdkTypes.
pub async fn list(_: &Scope, input: GetSdkTypesRequest) -> Result<SdkTypes, ServiceError> {
    let after = input.position.as_deref().map(after_position).transpose()?;
    let limit = page_length(input.limit)?;
    let rest: Vec<_> = TYPES
        .iter()
        .filter(|(id, ..)| after.as_deref().is_none_or(|after| *id > after))
        .collect();
    let last = rest.get(limit).and_then(|_| rest.get(limit - 1));
    Ok(SdkTypes {
        position: last.map(|(id, ..)| position_after(id)),
        items: Some(rest.iter().take(limit).map(|it| described(it)).collect()),
    })
}

/// GetSdkType.
pub async fn get(_: &Scope, input: GetSdkTypeRequest) -> Result<SdkType, ServiceError> {
    TYPES
        .iter()
        .find(|(id, ..)| *id == input.id)
        .map(described)
        .ok_or_else(no_sdk_type)
}
