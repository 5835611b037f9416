//! Importing OpenAPI: a whole API from a document, or a document into an API. How the document is
//! read is the gateway's knowledge; here are ids, and what becomes of what was there.

use std::collections::BTreeMap;

use gatewright_gateway::api::Api;
use gatewright_gateway::gateway_response::ResponseType;
use gatewright_gateway::openapi::documentation::Documentation;
use gatewright_gateway::openapi::{self, Imported, ImportedResource, Options};
use gatewright_wire::apigateway::{
    Authorizer, EndpointConfiguration, GatewayResponse, ImportRestApiRequest, Model,
    PutRestApiRequest, RequestValidator, Resource, RestApi,
};
use gatewright_wire::error::ServiceError;
use gatewright_wire::values::Timestamp;

use super::documents::{api_key, new_id, transact};
use super::refusals::bad_request;
use super::rest_apis::{
    answered, answered_alone, claim, endpoint, is_label, policy, vacant_id, write_out_policy,
};
use super::snapshot::{freeze, put_contents};
use super::{documentation_parts, documentation_versions, documents, integrations, models};
use crate::control::Scope;
use crate::store::Batch;

fn read(
    body: &[u8],
    parameters: Option<&BTreeMap<String, String>>,
    fail_on_warnings: Option<bool>,
) -> Result<Imported, ServiceError> {
    let none = BTreeMap::new();
    let options = Options::new(
        parameters.unwrap_or(&none),
        fail_on_warnings.unwrap_or(false),
    );
    let imported =
        openapi::import(body, &options).map_err(|error| bad_request(error.to_string()))?;
    check_names(&imported)?;
    Ok(imported)
}

/// What an import names has to be a name that the operation of its own takes.
fn check_names(imported: &Imported) -> Result<(), ServiceError> {
    let mut errors = Vec::new();
    for model in &imported.models {
        let name = model.name.as_deref().unwrap_or_default();
        if let Err(error) = models::check_name(name) {
            errors.push(format!(
                "\n\tUnable to create model '{name}': {}",
                error.message
            ));
        }
    }
    for response in &imported.gateway_responses {
        let kind = response.response_type.as_deref().unwrap_or_default();
        if kind.parse::<ResponseType>().is_err() {
            errors.push(format!(
                "\n\tUnable to put gateway response '{kind}': Invalid response type"
            ));
        }
    }
    if imported.rest_api.name.as_deref().is_none_or(str::is_empty) {
        errors.push("\n\tUnable to create REST API: Name cannot be empty".to_owned());
    }
    all_refused(&errors)
}

/// The refusal of an import with its reasons; the reasons that are not AWS's own are worded after
/// its own \[C\].
fn all_refused(errors: &[String]) -> Result<(), ServiceError> {
    if errors.is_empty() {
        Ok(())
    } else {
        Err(bad_request(format!(
            "Errors found during import:{}",
            errors.concat()
        )))
    }
}

/// ImportRestApi.
pub async fn import(scope: &Scope, input: ImportRestApiRequest) -> Result<RestApi, ServiceError> {
    let imported = read(
        &input.body.0,
        input.parameters.as_ref(),
        input.fail_on_warnings,
    )?;
    transact(scope, || {
        let id = vacant_id(scope, imported.id.as_deref())?;
        let blank = Api {
            account: scope.account.clone(),
            region: scope.region.clone(),
            rest_api: RestApi {
                id: Some(id.clone()),
                api_key_source: Some("HEADER".to_owned()),
                created_date: Some(Timestamp::from_millis(scope.now_ms() / 1000 * 1000)),
                disable_execute_api_endpoint: Some(false),
                root_resource_id: Some(new_id(10)),
                ..RestApi::default()
            },
            ..Api::default()
        };
        let mut contents = overwritten(blank, imported.clone())?;
        write_out_policy(scope, &mut contents.rest_api);
        let batch = put_contents(scope, claim(scope, &id), &contents);
        let batch = put_documentation(scope, batch, &id, imported.documentation.as_ref(), true)?;
        let warnings = imported.warnings.clone();
        Ok((batch, with_warnings(answered(contents.rest_api), warnings)))
    })
    .await
}

/// PutRestApi: merges a document into an API, or makes the API what the document says.
pub async fn put(scope: &Scope, input: PutRestApiRequest) -> Result<RestApi, ServiceError> {
    let api_id = &input.rest_api_id;
    let overwrite = input.mode.as_deref() == Some("overwrite");
    let imported = || {
        read(
            &input.body.0,
            input.parameters.as_ref(),
            input.fail_on_warnings,
        )
    };
    transact(scope, || {
        let key = api_key(scope, api_id, &[]);
        let stored = documents::api(scope, api_id)?;
        let imported = imported()?;
        let warnings = imported.warnings.clone();
        let documentation = imported.documentation.clone();
        let before = freeze(scope, api_id)?;
        let mut contents = if overwrite {
            overwritten(before, imported)?
        } else {
            merged(before, imported)?
        };
        write_out_policy(scope, &mut contents.rest_api);
        let mut batch = Batch::new().expect_revision(key, stored.revision);
        for kind in [
            "resources",
            "siblings",
            "models",
            "authorizers",
            "requestvalidators",
            "gatewayresponses",
        ] {
            batch = batch.delete_tree(api_key(scope, api_id, &[kind]));
        }
        batch = put_contents(scope, batch, &contents);
        let batch = put_documentation(scope, batch, api_id, documentation.as_ref(), overwrite)?;
        Ok((
            batch,
            with_warnings(answered_alone(contents.rest_api), warnings),
        ))
    })
    .await
}

/// Puts what the document says about the API's entities, and keeps it under the version that it
/// names, if that is a new one. A document without documentation leaves what is there, unless it
/// overwrites.
fn put_documentation(
    scope: &Scope,
    batch: Batch,
    api_id: &str,
    documentation: Option<&Documentation>,
    overwrite: bool,
) -> Result<Batch, ServiceError> {
    let nothing = Documentation::default();
    let documentation = documentation.unwrap_or(&nothing);
    let (batch, _) =
        documentation_parts::put_imported(scope, batch, api_id, documentation, overwrite)?;
    let Some(name) = documentation.version.as_deref() else {
        return Ok(batch);
    };
    if documentation_versions::exists(scope, api_id, name)? {
        return Ok(batch);
    }
    let version = documentation_versions::new(scope, name, documentation.description.as_deref());
    let parts = &documentation.parts;
    Ok(documentation_versions::put(
        scope, batch, api_id, &version, parts,
    ))
}

fn with_warnings(api: RestApi, warnings: Vec<String>) -> RestApi {
    RestApi {
        warnings: Some(warnings).filter(|warnings| !warnings.is_empty()),
        ..api
    }
}

/// The API with nothing but what the document says; ids stay where paths and names do, the root's
/// above all (F§8). The default models stay as well \[C\].
fn overwritten(before: Api, mut imported: Imported) -> Result<Api, ServiceError> {
    let api_id = before.id().to_owned();
    imported.set_api_id(&api_id);
    let new = imported.rest_api;
    let old = before.rest_api;
    let rest_api = RestApi {
        name: new.name.or(old.name),
        description: new.description.filter(|text| !text.is_empty()),
        version: new.version,
        binary_media_types: new.binary_media_types,
        minimum_compression_size: new.minimum_compression_size,
        api_key_source: new.api_key_source.or(old.api_key_source),
        endpoint_configuration: Some(joined_endpoint(
            old.endpoint_configuration,
            new.endpoint_configuration,
        )?),
        policy: new.policy.as_deref().map(policy).transpose()?.flatten(),
        disable_execute_api_endpoint: new
            .disable_execute_api_endpoint
            .or(old.disable_execute_api_endpoint),
        security_policy: new.security_policy.or(old.security_policy),
        endpoint_access_mode: new.endpoint_access_mode.or(old.endpoint_access_mode),
        id: old.id,
        created_date: old.created_date,
        tags: old.tags,
        root_resource_id: old.root_resource_id,
        ..RestApi::default()
    };
    let mut contents = Api {
        account: before.account,
        region: before.region,
        rest_api,
        models: replaced(
            models::defaults().into(),
            kept_ids(imported.models, &before.models),
        ),
        authorizers: kept_ids(imported.authorizers, &before.authorizers),
        request_validators: kept_ids(imported.request_validators, &before.request_validators),
        gateway_responses: imported.gateway_responses.into_iter().map(filled).collect(),
        resources: Vec::new(),
    };
    let mut tree: BTreeMap<String, Resource> = by_path(before.resources);
    for resource in tree.values_mut() {
        resource.resource_methods = None;
    }
    let wanted: Vec<String> = imported
        .resources
        .iter()
        .map(|resource| resource.path.clone())
        .collect();
    place(&mut contents, &mut tree, imported.resources)?;
    tree.retain(|path, _| path == "/" || wanted.contains(path));
    contents.resources = tree.into_values().collect();
    Ok(contents)
}

/// The API with what the document says on top: the document wins method by method and name by
/// name, and nothing is lost.
fn merged(before: Api, mut imported: Imported) -> Result<Api, ServiceError> {
    let api_id = before.id().to_owned();
    imported.set_api_id(&api_id);
    let new = imported.rest_api;
    let old = before.rest_api;
    let rest_api = RestApi {
        name: new.name.or(old.name),
        description: new
            .description
            .filter(|text| !text.is_empty())
            .or(old.description),
        version: new.version.or(old.version),
        binary_media_types: union(old.binary_media_types, new.binary_media_types),
        minimum_compression_size: new
            .minimum_compression_size
            .or(old.minimum_compression_size),
        api_key_source: new.api_key_source.or(old.api_key_source),
        endpoint_configuration: Some(joined_endpoint(
            old.endpoint_configuration,
            new.endpoint_configuration,
        )?),
        policy: match new.policy.as_deref() {
            Some(text) => policy(text)?,
            None => old.policy,
        },
        disable_execute_api_endpoint: new
            .disable_execute_api_endpoint
            .or(old.disable_execute_api_endpoint),
        security_policy: new.security_policy.or(old.security_policy),
        endpoint_access_mode: new.endpoint_access_mode.or(old.endpoint_access_mode),
        ..old
    };
    let imported_models = kept_ids(imported.models, &before.models);
    let authorizers = kept_ids(imported.authorizers, &before.authorizers);
    let validators = kept_ids(imported.request_validators, &before.request_validators);
    let responses = imported.gateway_responses.into_iter().map(filled).collect();
    let mut contents = Api {
        account: before.account,
        region: before.region,
        rest_api,
        models: replaced(before.models, imported_models),
        authorizers: replaced(before.authorizers, authorizers),
        request_validators: replaced(before.request_validators, validators),
        gateway_responses: replaced(before.gateway_responses, responses),
        resources: Vec::new(),
    };
    let mut tree = by_path(before.resources);
    place(&mut contents, &mut tree, imported.resources)?;
    contents.resources = tree.into_values().collect();
    Ok(contents)
}

fn joined_endpoint(
    old: Option<EndpointConfiguration>,
    new: Option<EndpointConfiguration>,
) -> Result<EndpointConfiguration, ServiceError> {
    let old = old.unwrap_or_default();
    let new = new.unwrap_or_default();
    // Another type brings its own kind of address.
    let address_type = old.ip_address_type.filter(|_| new.types.is_none());
    endpoint(Some(EndpointConfiguration {
        types: new.types.or(old.types),
        ip_address_type: new.ip_address_type.or(address_type),
        vpc_endpoint_ids: new.vpc_endpoint_ids.or(old.vpc_endpoint_ids),
    }))
}

fn union(old: Option<Vec<String>>, new: Option<Vec<String>>) -> Option<Vec<String>> {
    let (Some(mut all), Some(new)) = (old.clone(), new.clone()) else {
        return old.or(new);
    };
    for one in new {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    Some(all)
}

/// What an API has several of, each under a name of its own.
trait Named {
    fn name(&self) -> Option<&str>;
    /// The id, where the kind has one beside its name.
    fn id(&mut self) -> Option<&mut Option<String>>;
}

macro_rules! named {
    ($($kind:ident)*) => {
        $(impl Named for $kind {
            fn name(&self) -> Option<&str> {
                self.name.as_deref()
            }
            fn id(&mut self) -> Option<&mut Option<String>> {
                Some(&mut self.id)
            }
        })*
    };
}

named!(Model Authorizer RequestValidator);

impl Named for GatewayResponse {
    fn name(&self) -> Option<&str> {
        self.response_type.as_deref()
    }
    fn id(&mut self) -> Option<&mut Option<String>> {
        None
    }
}

/// The imported ones, each with the id that its name has already, or a new one.
fn kept_ids<T: Named + Clone>(mut imported: Vec<T>, before: &[T]) -> Vec<T> {
    for one in &mut imported {
        let known = before.iter().find(|known| known.name() == one.name());
        let known = known.and_then(|known| known.clone().id().and_then(Option::take));
        if let Some(id) = one.id() {
            *id = Some(known.unwrap_or_else(|| new_id(6)));
        }
    }
    imported
}

/// The old ones, with the new ones in the place of those of the same name.
fn replaced<T: Named>(old: Vec<T>, new: Vec<T>) -> Vec<T> {
    let mut all: Vec<T> = old
        .into_iter()
        .filter(|old| new.iter().all(|new| new.name() != old.name()))
        .collect();
    all.extend(new);
    all
}

/// A gateway response as PutGatewayResponse would leave it.
fn filled(response: GatewayResponse) -> GatewayResponse {
    let kind = response.response_type.as_deref();
    let status = kind
        .and_then(|kind| kind.parse().ok())
        .and_then(ResponseType::default_status);
    GatewayResponse {
        status_code: response
            .status_code
            .or_else(|| status.map(|status| status.to_string())),
        response_parameters: Some(response.response_parameters.unwrap_or_default()),
        response_templates: Some(response.response_templates.unwrap_or_default()),
        default_response: Some(false),
        ..response
    }
}

fn by_path(resources: Vec<Resource>) -> BTreeMap<String, Resource> {
    resources
        .into_iter()
        .map(|resource| (resource.path.clone().unwrap_or_default(), resource))
        .collect()
}

/// Puts imported resources, parents before children, into the tree of an API whose authorizers
/// and validators are in place.
fn place(
    contents: &mut Api,
    tree: &mut BTreeMap<String, Resource>,
    imported: Vec<ImportedResource>,
) -> Result<(), ServiceError> {
    let ids = |name: Option<&str>, all: &[(Option<&str>, Option<&str>)]| {
        let name = name?;
        let (_, id) = all.iter().find(|(known, _)| *known == Some(name))?;
        id.map(str::to_owned)
    };
    let authorizers: Vec<_> = contents
        .authorizers
        .iter()
        .map(|it| (it.name.as_deref(), it.id.as_deref()))
        .collect();
    let validators: Vec<_> = contents
        .request_validators
        .iter()
        .map(|it| (it.name.as_deref(), it.id.as_deref()))
        .collect();
    for from in imported {
        let root = from.parent.is_none();
        let parent_id = from
            .parent
            .as_ref()
            .and_then(|parent| tree.get(parent))
            .and_then(|parent| parent.id.clone());
        let resource = tree.entry(from.path.clone()).or_insert_with(|| Resource {
            id: if root {
                contents.rest_api.root_resource_id.clone()
            } else {
                from.id.clone().or_else(|| Some(new_id(6)))
            },
            parent_id,
            path_part: (!root).then_some(from.path_part),
            path: Some(from.path),
            resource_methods: None,
        });
        let resource_id = resource.id.clone().unwrap_or_default();
        for (verb, imported) in from.methods {
            let mut method = imported.method;
            method.http_method = Some(verb.clone());
            method.authorizer_id = ids(imported.authorizer.as_deref(), &authorizers);
            method.request_validator_id = ids(imported.request_validator.as_deref(), &validators);
            if let Some(integration) = &mut method.method_integration {
                integrations::fill(integration, &resource_id);
            }
            resource
                .resource_methods
                .get_or_insert_default()
                .insert(verb, method);
        }
    }
    if tree.is_empty() {
        let root = Resource {
            id: contents.rest_api.root_resource_id.clone(),
            path: Some("/".to_owned()),
            ..Resource::default()
        };
        tree.insert("/".to_owned(), root);
    }
    check_tree(tree)
}

/// What a document and an API together can break, and neither alone: one variable below a parent,
/// nothing below a greedy one, one resource of an id.
fn check_tree(tree: &BTreeMap<String, Resource>) -> Result<(), ServiceError> {
    let mut variables: BTreeMap<&str, &str> = BTreeMap::new();
    let mut ids = BTreeMap::new();
    let mut errors = Vec::new();
    for (path, resource) in tree {
        let mut refuse = |why: String| {
            errors.push(format!(
                "\n\tUnable to create resource at path '{path}': {why}"
            ));
        };
        let id = resource.id.as_deref().unwrap_or_default();
        if !is_label(id) {
            refuse(format!(
                "A chosen id must be 1 to 63 characters of a-z, 0-9 and -, and not begin or end with -: {id}"
            ));
        }
        if let Some(other) = ids.insert(id, path) {
            refuse(format!("The id {id} is that of the resource at '{other}'"));
        }
        let (parent, part) = path.rsplit_once('/').unwrap_or_default();
        if let Some(greedy) = parent.rsplit('/').next().filter(|it| it.ends_with("+}")) {
            refuse(format!(
                "Cannot create a child of a resource with a greedy path variable: {greedy}"
            ));
        }
        if part.starts_with('{')
            && let Some(sibling) = variables.insert(parent, part)
        {
            refuse(format!(
                "A sibling ({sibling}) of this resource already has a variable path part -- only one is allowed"
            ));
        }
    }
    all_refused(&errors)
}
