//! Import of OpenAPI 3.0 and Swagger 2.0 with API Gateway's extensions, from JSON or YAML, into
//! plain documents without ids, and from there into an [`Api`](crate::api::Api). Knows no store:
//! whoever holds the API gives out ids and keeps them.

mod apply;
mod document;
pub mod documentation;
pub mod export;
mod integration;
mod methods;
mod models;
mod security;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use gatewright_wire::apigateway::{
    Authorizer, EndpointConfiguration, GatewayResponse, Method, Model, RequestValidator, RestApi,
};
use serde_json::{Map, Value};

use crate::integration_check::check_gateway_response;
pub use apply::{Mode, apply};
use document::{Dialect, Document, flag, integer, map_at, text, text_at, texts_at};
use documentation::Documentation;
use methods::Reader;
use models::Models;
use security::Security;
pub use source::SourceError;

/// Stands in a model's references where the API's id belongs; [`Imported::set_api_id`] fills it in.
pub const API_ID_PLACEHOLDER: &str = "{restApiId}";

/// How many segments a path may have: far more than fit into the URLs that reach API Gateway.
const MAX_SEGMENTS: usize = 200;

/// What becomes of the base path (`basepath`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BasePath {
    /// It is not there.
    #[default]
    Ignore,
    /// It comes before every path.
    Prepend,
    /// So it does, without its first segment, which the stage or the custom domain stands for.
    Split,
}

/// How to import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// `basepath`.
    pub base_path: BasePath,
    /// `endpointConfigurationTypes`: wins over what the document says.
    pub endpoint_types: Option<Vec<String>>,
    /// Whether a warning fails the import.
    pub fail_on_warnings: bool,
}

impl Options {
    /// From the `parameters` of ImportRestApi and PutRestApi; unknown ones are ignored.
    pub fn new(parameters: &BTreeMap<String, String>, fail_on_warnings: bool) -> Self {
        let base_path = match parameters.get("basepath").map(String::as_str) {
            Some("prepend") => BasePath::Prepend,
            Some("split") => BasePath::Split,
            _ => BasePath::Ignore,
        };
        let endpoint_types = parameters
            .get("endpointConfigurationTypes")
            .map(|types| types.split(',').map(|it| it.trim().to_owned()).collect());
        Self {
            base_path,
            endpoint_types,
            fail_on_warnings,
        }
    }
}

/// What a document says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// The id that `x-gatewright-id` on `info` chooses.
    pub id: Option<String>,
    /// Name, description, version and settings: what the document leaves open is `None`.
    pub rest_api: RestApi,
    /// The resources, parents before children, the root and all that lie between included.
    pub resources: Vec<ImportedResource>,
    /// The models. The default ones, `Empty` and `Error`, are only here if the document has them.
    pub models: Vec<Model>,
    /// The authorizers, known by their names.
    pub authorizers: Vec<Authorizer>,
    /// The request validators, known by their names.
    pub request_validators: Vec<RequestValidator>,
    /// The customised gateway responses.
    pub gateway_responses: Vec<GatewayResponse>,
    /// What it says about the API's entities (`x-amazon-apigateway-documentation`).
    pub documentation: Option<Documentation>,
    /// What was left out, in AWS's words where they are known.
    pub warnings: Vec<String>,
}

/// A resource of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedResource {
    /// The id that `x-gatewright-id` on the path item chooses.
    pub id: Option<String>,
    /// `/pets/{id}`.
    pub path: String,
    /// The path of its parent; `None` for the root.
    pub parent: Option<String>,
    /// The last segment; empty for the root.
    pub path_part: String,
    /// By verb.
    pub methods: BTreeMap<String, ImportedMethod>,
}

/// A method of a document. Its authorizer and validator have no id yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedMethod {
    /// With its integration and responses; without `authorizerId`, `requestValidatorId` and, unless
    /// the document sets it, the integration's `cacheNamespace`, which is the resource's id.
    pub method: Method,
    /// The name of its authorizer.
    pub authorizer: Option<String>,
    /// The name of its request validator.
    pub request_validator: Option<String>,
}

impl Imported {
    /// Puts the API's id into the models' references to each other.
    pub fn set_api_id(&mut self, api_id: &str) {
        let placed = format!("/restapis/{API_ID_PLACEHOLDER}/models/");
        for model in &mut self.models {
            if let Some(schema) = &mut model.schema {
                *schema = schema.replace(&placed, &format!("/restapis/{api_id}/models/"));
            }
        }
    }
}

/// Why an import fails. `Display` is AWS's message (400 BadRequestException).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Neither JSON nor YAML.
    #[error("Invalid OpenAPI input.")]
    Source(#[source] SourceError),
    /// No OpenAPI 3.0 and no Swagger 2.0.
    #[error("Invalid OpenAPI input.")]
    NotOpenApi,
    /// Neither JSON nor YAML, where documentation was to be read.
    #[error("Unable to build importer with provided input.")]
    Documentation(#[source] SourceError),
    /// No OpenAPI 3.0 and no Swagger 2.0, where documentation was to be read.
    #[error("Unable to build importer with provided input.")]
    NoDocumentation,
    /// Parts that API Gateway refuses.
    #[error("Errors found during import:{}{}", Lines(.errors), Additionally(.warnings))]
    Errors {
        /// One each.
        errors: Vec<String>,
        /// What else was found.
        warnings: Vec<String>,
    },
    /// Warnings, and these were to fail the import.
    #[error("Warnings found during import:{}", Lines(.0))]
    Warnings(Vec<String>),
}

struct Lines<'a>(&'a [String]);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|line| write!(f, "\n\t{line}"))
    }
}

struct Additionally<'a>(&'a [String]);

impl fmt::Display for Additionally<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        write!(
            f,
            "\nAdditionally, these warnings were found:{}",
            Lines(self.0)
        )
    }
}

/// What is wrong with a document, gathered while it is read.
#[derive(Default)]
struct Findings {
    errors: Vec<String>,
    warnings: Vec<String>,
    /// What `warnings` holds.
    warned: BTreeSet<String>,
}

impl Findings {
    /// Notes a warning, once: a path item's parameters are read with each of its operations.
    fn warn(&mut self, warning: String) {
        if self.warned.insert(warning.clone()) {
            self.warnings.push(warning);
        }
    }
}

/// Reads a document.
pub fn import(bytes: &[u8], options: &Options) -> Result<Imported, ImportError> {
    let value = source::read(bytes).map_err(ImportError::Source)?;
    let document = Document::new(&value).ok_or(ImportError::NotOpenApi)?;
    let mut findings = Findings::default();
    let documentation = documentation::read(document, &mut findings);
    let mut models = Models::read(document, &mut findings);
    let security = Security::read(document, &mut findings);

    let info = document.object(document.root.get("info"));
    let mut imported = Imported {
        id: info.and_then(|info| text_at(info, "x-gatewright-id")),
        rest_api: rest_api(document, info, options),
        request_validators: request_validators(document),
        gateway_responses: gateway_responses(document, &mut findings),
        documentation,
        ..Imported::default()
    };
    let reader = Reader {
        document,
        models: &mut models,
        security: &security,
        findings: &mut findings,
    };
    imported.resources = resources(reader, options);
    check_resources(
        imported.resources.iter().map(|it| it.path.as_str()),
        &mut findings,
    );
    check_validators(&imported, &mut findings);
    imported.models = models.into_models();
    imported.authorizers = security.into_authorizers();

    if !findings.errors.is_empty() {
        Err(ImportError::Errors {
            errors: findings.errors,
            warnings: findings.warnings,
        })
    } else if options.fail_on_warnings && !findings.warnings.is_empty() {
        Err(ImportError::Warnings(findings.warnings))
    } else {
        imported.warnings = findings.warnings;
        Ok(imported)
    }
}

fn rest_api(
    document: Document<'_>,
    info: Option<&Map<String, Value>>,
    options: &Options,
) -> RestApi {
    let root = document.root;
    let info_text = |key: &str| info.and_then(|info| text_at(info, key));
    // OpenAPI 3 has the extension on a server.
    let endpoint = document
        .object(root.get("x-amazon-apigateway-endpoint-configuration"))
        .or_else(|| {
            first_server(root)?
                .get("x-amazon-apigateway-endpoint-configuration")?
                .as_object()
        });
    let endpoint_texts = |key: &str| endpoint.and_then(|it| texts_at(it, key));
    let configuration = EndpointConfiguration {
        types: options
            .endpoint_types
            .clone()
            .or_else(|| endpoint_texts("types")),
        ip_address_type: endpoint.and_then(|it| text_at(it, "ipAddressType")),
        vpc_endpoint_ids: endpoint_texts("vpcEndpointIds"),
    };
    RestApi {
        name: info_text("title"),
        description: info_text("description"),
        version: info_text("version"),
        binary_media_types: texts_at(root, "x-amazon-apigateway-binary-media-types"),
        minimum_compression_size: root
            .get("x-amazon-apigateway-minimum-compression-size")
            .and_then(integer),
        api_key_source: text_at(root, "x-amazon-apigateway-api-key-source"),
        endpoint_configuration: (configuration != EndpointConfiguration::default())
            .then_some(configuration),
        disable_execute_api_endpoint: endpoint
            .and_then(|it| it.get("disableExecuteApiEndpoint"))
            .and_then(flag),
        policy: root
            .get("x-amazon-apigateway-policy")
            .filter(|policy| !policy.is_null())
            .map(|policy| text(policy).unwrap_or_else(|| policy.to_string())),
        security_policy: text_at(root, "x-amazon-apigateway-security-policy"),
        endpoint_access_mode: text_at(root, "x-amazon-apigateway-endpoint-access-mode"),
        ..RestApi::default()
    }
}

fn request_validators(document: Document<'_>) -> Vec<RequestValidator> {
    let validators = document.object(document.root.get("x-amazon-apigateway-request-validators"));
    let read = validators
        .into_iter()
        .flatten()
        .filter_map(|(name, validator)| {
            let validator = validator.as_object()?;
            let says = |key: &str| Some(validator.get(key).and_then(flag).unwrap_or(false));
            Some(RequestValidator {
                name: Some(name.clone()),
                validate_request_body: says("validateRequestBody"),
                validate_request_parameters: says("validateRequestParameters"),
                ..RequestValidator::default()
            })
        });
    read.collect()
}

fn gateway_responses(document: Document<'_>, findings: &mut Findings) -> Vec<GatewayResponse> {
    let responses = document.object(document.root.get("x-amazon-apigateway-gateway-responses"));
    let read = responses
        .into_iter()
        .flatten()
        .filter_map(|(kind, response)| {
            let response = document.object(Some(response))?;
            let response = GatewayResponse {
                response_type: Some(kind.clone()),
                status_code: text_at(response, "statusCode"),
                response_parameters: map_at(response, "responseParameters"),
                response_templates: map_at(response, "responseTemplates"),
                default_response: Some(false),
            };
            if let Err(error) = check_gateway_response(&response) {
                // [C]: worded after an integration's.
                let error = format!("Unable to put gateway response '{kind}': {error}");
                findings.errors.push(error);
            }
            Some(response)
        });
    read.collect()
}

fn first_server(root: &Map<String, Value>) -> Option<&Map<String, Value>> {
    root.get("servers")?.get(0)?.as_object()
}

/// The document's base path: Swagger's `basePath`; in OpenAPI 3 the variable of that name of a
/// server, or else the path of the first server's URL.
fn base_path(document: Document<'_>) -> String {
    let found = match document.dialect {
        Dialect::Swagger2 => text_at(document.root, "basePath"),
        Dialect::OpenApi3 => base_path_variable(document.root).or_else(|| {
            let url = text_at(first_server(document.root)?, "url")?;
            let behind_scheme = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
            Some(behind_scheme.split_once('/')?.1.to_owned())
        }),
    };
    found.unwrap_or_default()
}

fn base_path_variable(root: &Map<String, Value>) -> Option<String> {
    let servers = root.get("servers")?.as_array()?;
    servers
        .iter()
        .find_map(|server| server.get("variables")?.get("basePath")?.get("default"))
        .and_then(text)
}

/// All resources: those of the document, and the ones above them.
fn resources(mut reader: Reader<'_, '_>, options: &Options) -> Vec<ImportedResource> {
    let document = reader.document;
    let base = base_path(document);
    let base_segments = base.split('/').filter(|it| !it.is_empty());
    let mut prefix: Vec<&str> = match options.base_path {
        BasePath::Ignore => vec![],
        BasePath::Prepend => base_segments.collect(),
        BasePath::Split => base_segments.skip(1).collect(),
    };
    prefix.truncate(MAX_SEGMENTS);
    let mut resources = BTreeMap::new();
    with_parents(&prefix, &mut resources);
    let paths = document.object(document.root.get("paths"));
    for (path, item) in paths.into_iter().flatten() {
        let Some(item) = document
            .object(Some(item))
            .filter(|_| path.starts_with('/'))
        else {
            continue;
        };
        let segments = path.split('/').filter(|it| !it.is_empty());
        let segments: Vec<&str> = prefix.iter().copied().chain(segments).collect();
        if segments.len() > MAX_SEGMENTS {
            reader.findings.errors.push(format!(
                "Unable to create resource at path '{path}': a path has at most {MAX_SEGMENTS} segments"
            ));
            continue;
        }
        let methods = reader.methods(path, item);
        let resource = with_parents(&segments, &mut resources);
        resource.id = text_at(item, "x-gatewright-id");
        resource.methods.extend(methods);
    }
    resources.into_values().collect()
}

/// The resource of that path, made together with those above it. Sorted by their segments, parents
/// come first.
fn with_parents<'r>(
    segments: &[&str],
    resources: &'r mut BTreeMap<Vec<String>, ImportedResource>,
) -> &'r mut ImportedResource {
    let key = |length: usize| -> Vec<String> {
        segments[..length].iter().map(|&it| it.to_owned()).collect()
    };
    for length in 0..segments.len() {
        resources
            .entry(key(length))
            .or_insert_with(|| new_resource(&segments[..length]));
    }
    resources
        .entry(key(segments.len()))
        .or_insert_with(|| new_resource(segments))
}

fn new_resource(segments: &[&str]) -> ImportedResource {
    let path_of = |segments: &[&str]| format!("/{}", segments.join("/"));
    let (last, above) = match segments.split_last() {
        Some((last, above)) => (*last, Some(path_of(above))),
        None => ("", None),
    };
    ImportedResource {
        path: path_of(segments),
        parent: above,
        path_part: last.to_owned(),
        ..ImportedResource::default()
    }
}

/// What CreateResource refuses (F§5.2, F§5.3) about resources of these paths together.
fn check_resources<'p>(paths: impl Iterator<Item = &'p str>, findings: &mut Findings) {
    let mut variables: BTreeMap<&str, &str> = BTreeMap::new();
    for path in paths {
        let Some((parent, part)) = path.rsplit_once('/').filter(|(_, part)| !part.is_empty())
        else {
            continue;
        };
        let problem = if !is_path_part(part) {
            Some("Resource's path part only allow a-zA-Z0-9._- and curly braces at the beginning and the end and an optional plus sign before the closing brace.".to_owned())
        } else if let Some(greedy) = parent.rsplit('/').next().filter(|it| it.ends_with("+}")) {
            Some(format!(
                "Cannot create a child of a resource with a greedy path variable: {greedy}"
            ))
        } else if part.starts_with('{') {
            variables.insert(parent, part).filter(|sibling| *sibling != part).map(|sibling| {
                format!("A sibling ({sibling}) of this resource already has a variable path part -- only one is allowed")
            })
        } else {
            None
        };
        if let Some(problem) = problem {
            findings.errors.push(format!(
                "Unable to create resource at path '{path}': {problem}"
            ));
        }
    }
}

fn is_path_part(part: &str) -> bool {
    let name = part
        .strip_prefix('{')
        .and_then(|inner| inner.strip_suffix('}'))
        .map_or(part, |inner| inner.strip_suffix('+').unwrap_or(inner));
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-:".contains(&byte))
}

/// A method may name only validators that there are.
fn check_validators(imported: &Imported, findings: &mut Findings) {
    for resource in &imported.resources {
        for (verb, method) in &resource.methods {
            let known = |name: &String| {
                imported
                    .request_validators
                    .iter()
                    .any(|validator| validator.name.as_ref() == Some(name))
            };
            if method
                .request_validator
                .as_ref()
                .is_some_and(|name| !known(name))
            {
                findings.errors.push(format!(
                    "Unable to put method '{verb}' on resource at path '{}': Invalid Request Validator identifier specified",
                    resource.path
                ));
            }
        }
    }
}
