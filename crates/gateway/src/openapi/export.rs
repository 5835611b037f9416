//! Export: an API as OpenAPI 3.0 or Swagger 2.0 with API Gateway's extensions. What is exported
//! imports back to the same API, but for ids, and for permissions, which no document of an API has.

mod components;
mod operation;

use std::fmt;
use std::str::FromStr;

use gatewright_wire::apigateway::{Resource, Stage};
use serde_json::{Map, Value, json};

use crate::api::Api;
use components::{models, security_schemes};
use operation::{Operations, operation_key};

/// `exportType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportType {
    /// OpenAPI 3.0: `oas30`.
    OpenApi3,
    /// Swagger 2.0: `swagger`.
    Swagger2,
}

/// A text that is no export type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not an export type: oas30 or swagger")]
pub struct UnknownExportType(pub String);

impl FromStr for ExportType {
    type Err = UnknownExportType;

    fn from_str(text: &str) -> Result<Self, UnknownExportType> {
        match text {
            "oas30" => Ok(Self::OpenApi3),
            "swagger" => Ok(Self::Swagger2),
            other => Err(UnknownExportType(other.to_owned())),
        }
    }
}

impl fmt::Display for ExportType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OpenApi3 => "oas30",
            Self::Swagger2 => "swagger",
        })
    }
}

/// Which of API Gateway's extensions go along: the `extensions` parameter of GetExport.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extensions {
    /// `integrations`.
    pub integrations: bool,
    /// `authorizers`.
    pub authorizers: bool,
    /// `documentation`: the parts that the stage publishes, which [`super::documentation::insert`] adds.
    pub documentation: bool,
    /// `apigateway`: those, and everything else that API Gateway knows of the API.
    pub everything: bool,
}

impl Extensions {
    /// From the parameter's comma-separated words; others, `postman` among them, are passed over.
    pub fn parse(text: &str) -> Self {
        let has = |word: &str| text.split(',').any(|it| it.trim() == word);
        let everything = has("apigateway");
        Self {
            integrations: everything || has("integrations"),
            authorizers: everything || has("authorizers"),
            documentation: everything || has("documentation"),
            everything,
        }
    }
}

/// The document of an API in a stage.
pub fn export(api: &Api, stage: &Stage, kind: ExportType, extensions: Extensions) -> Value {
    let mut document = Map::new();
    let info = info(api, stage);
    let host = format!("{}.execute-api.{}.amazonaws.com", api.id(), api.region);
    let base_path = format!("/{}", stage.stage_name.as_deref().unwrap_or_default());
    match kind {
        ExportType::OpenApi3 => {
            document.insert("openapi".to_owned(), json!("3.0.1"));
            document.insert("info".to_owned(), info);
            let mut server = json!({
                "url": format!("https://{host}/{{basePath}}"),
                "variables": {"basePath": {"default": base_path}},
            });
            if let (true, Some(endpoint), Some(server)) =
                (extensions.everything, endpoint(api), server.as_object_mut())
            {
                server.insert(ENDPOINT.to_owned(), endpoint);
            }
            document.insert("servers".to_owned(), json!([server]));
        }
        ExportType::Swagger2 => {
            document.insert("swagger".to_owned(), json!("2.0"));
            document.insert("info".to_owned(), info);
            document.insert("host".to_owned(), json!(host));
            document.insert("basePath".to_owned(), json!(base_path));
            document.insert("schemes".to_owned(), json!(["https"]));
        }
    }
    let operations = Operations {
        api,
        kind,
        extensions,
    };
    let paths = api.resources.iter().filter_map(|resource| {
        let item = path_item(&operations, resource)?;
        Some((resource.path.clone().unwrap_or_default(), item))
    });
    let mut paths: Vec<(String, Value)> = paths.collect();
    paths.sort_by(|(one, _), (other, _)| one.cmp(other));
    document.insert(
        "paths".to_owned(),
        Value::Object(paths.into_iter().collect()),
    );

    let (models, schemes) = (models(api, kind), security_schemes(api, extensions));
    match kind {
        ExportType::OpenApi3 => {
            let components = members([("schemas", models), ("securitySchemes", schemes)]);
            document.insert("components".to_owned(), Value::Object(components));
        }
        ExportType::Swagger2 => {
            document.extend(members([
                ("securityDefinitions", schemes),
                ("definitions", models),
            ]));
        }
    }
    if extensions.everything {
        document.extend(settings(api, kind));
    }
    Value::Object(document)
}

/// A document as YAML.
pub fn to_yaml(document: &Value) -> String {
    // A tree of JSON's own kinds is always written.
    serde_saphyr::to_string(document).unwrap_or_default()
}

const ENDPOINT: &str = "x-amazon-apigateway-endpoint-configuration";

fn info(api: &Api, stage: &Stage) -> Value {
    let rest_api = &api.rest_api;
    let created = || {
        let created = stage
            .created_date
            .as_ref()
            .or(rest_api.created_date.as_ref())?;
        let seconds = serde_json::to_value(created).ok()?.as_f64()?;
        #[expect(clippy::cast_possible_truncation, reason = "seconds of this age fit")]
        let at = jiff::Timestamp::from_second(seconds as i64).ok()?;
        Some(at.to_string())
    };
    let mut info = Map::new();
    info.insert("title".to_owned(), json!(rest_api.name));
    if let Some(description) = &rest_api.description {
        info.insert("description".to_owned(), json!(description));
    }
    let version = rest_api.version.clone().or_else(created);
    info.insert("version".to_owned(), json!(version.unwrap_or_default()));
    Value::Object(info)
}

fn path_item(operations: &Operations<'_>, resource: &Resource) -> Option<Value> {
    let methods = resource.resource_methods.as_ref()?;
    let operation = |(verb, method): (&String, _)| {
        let operation = operations.operation(resource, method);
        (operation_key(verb), operation)
    };
    let item: Map<String, Value> = methods.iter().map(operation).collect();
    (!item.is_empty()).then_some(Value::Object(item))
}

/// The extensions of the whole document.
fn settings(api: &Api, kind: ExportType) -> Map<String, Value> {
    let rest_api = &api.rest_api;
    let validators = api.request_validators.iter().filter_map(|validator| {
        let checks = json!({
            "validateRequestParameters": validator.validate_request_parameters.unwrap_or(false),
            "validateRequestBody": validator.validate_request_body.unwrap_or(false),
        });
        Some((validator.name.clone()?, checks))
    });
    let responses = api.gateway_responses.iter().filter_map(|response| {
        let content = members([
            ("statusCode", plain(&response.status_code)),
            ("responseParameters", plain(&response.response_parameters)),
            ("responseTemplates", plain(&response.response_templates)),
        ]);
        Some((response.response_type.clone()?, Value::Object(content)))
    });
    // A policy is a document itself, where it can be.
    let policy = rest_api.policy.as_deref();
    let policy = policy.map(|text| serde_json::from_str(text).unwrap_or_else(|_| json!(text)));
    members([
        (
            "x-amazon-apigateway-request-validators",
            some(validators.collect()),
        ),
        (
            "x-amazon-apigateway-gateway-responses",
            some(responses.collect()),
        ),
        ("x-amazon-apigateway-policy", policy),
        (
            "x-amazon-apigateway-binary-media-types",
            plain(&rest_api.binary_media_types),
        ),
        (
            "x-amazon-apigateway-minimum-compression-size",
            plain(rest_api.minimum_compression_size),
        ),
        (
            "x-amazon-apigateway-api-key-source",
            plain(&rest_api.api_key_source),
        ),
        (
            "x-amazon-apigateway-security-policy",
            plain(&rest_api.security_policy),
        ),
        (
            "x-amazon-apigateway-endpoint-access-mode",
            plain(&rest_api.endpoint_access_mode),
        ),
        (
            ENDPOINT,
            endpoint(api).filter(|_| kind == ExportType::Swagger2),
        ),
    ])
}

fn endpoint(api: &Api) -> Option<Value> {
    let configuration = api.rest_api.endpoint_configuration.as_ref();
    let members = members([
        ("types", configuration.and_then(|it| plain(&it.types))),
        (
            "ipAddressType",
            configuration.and_then(|it| plain(&it.ip_address_type)),
        ),
        (
            "vpcEndpointIds",
            configuration.and_then(|it| plain(&it.vpc_endpoint_ids)),
        ),
        (
            "disableExecuteApiEndpoint",
            plain(api.rest_api.disable_execute_api_endpoint),
        ),
    ]);
    some(members)
}

/// The members that there are.
pub(super) fn members<const N: usize>(members: [(&str, Option<Value>); N]) -> Map<String, Value> {
    members
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}

/// An object, unless it is empty.
fn some(members: Map<String, Value>) -> Option<Value> {
    (!members.is_empty()).then_some(Value::Object(members))
}

/// A member as the wire has it, unless it is not set.
pub(super) fn plain(value: impl serde::Serialize) -> Option<Value> {
    let value = serde_json::to_value(value).ok()?;
    (!value.is_null()).then_some(value)
}
