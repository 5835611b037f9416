//! Putting an imported document into an API: ImportRestApi on a new one, PutRestApi on any.

use std::collections::{BTreeMap, BTreeSet};

use gatewright_wire::apigateway::{
    Authorizer, GatewayResponse, Integration, Method, Model, RequestValidator, Resource, RestApi,
};

use super::{Findings, ImportError, Imported, ImportedMethod, ImportedResource, check_resources};
use crate::api::Api;

/// The models that every API has and that no import takes away.
const DEFAULT_MODELS: [&str; 2] = ["Empty", "Error"];

/// PutRestApi's `mode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// What the document does not name stays.
    #[default]
    Merge,
    /// What the document does not name goes.
    Overwrite,
}

/// Puts the document into the API. Ids stay where a path or a name stays, and the root keeps its
/// own in any case (F§8); new things get theirs from `new_id`, resources that choose one excepted.
/// The API's own id is the caller's business: it must be set before. Fails, and leaves the API as
/// it was, if the document's resources and those that stay do not go together.
pub fn apply(
    mut imported: Imported,
    api: &mut Api,
    mode: Mode,
    mut new_id: impl FnMut() -> String,
) -> Result<(), ImportError> {
    if mode == Mode::Merge {
        check_merged(&imported, api)?;
    }
    imported.set_api_id(api.id());
    settings(imported.rest_api, &mut api.rest_api, mode);

    // What the methods refer to comes first.
    replace(&mut api.models, imported.models, mode, &mut new_id);
    replace(
        &mut api.authorizers,
        imported.authorizers,
        mode,
        &mut new_id,
    );
    replace(
        &mut api.request_validators,
        imported.request_validators,
        mode,
        &mut new_id,
    );
    replace(
        &mut api.gateway_responses,
        imported.gateway_responses,
        mode,
        &mut new_id,
    );
    resources(imported.resources, api, mode, &mut new_id);
    Ok(())
}

fn check_merged(imported: &Imported, api: &Api) -> Result<(), ImportError> {
    let mut findings = Findings::default();
    let old = api.resources.iter().filter_map(|it| it.path.as_deref());
    let new = imported.resources.iter().map(|it| it.path.as_str());
    check_resources(old.chain(new), &mut findings);
    if findings.errors.is_empty() {
        Ok(())
    } else {
        Err(ImportError::Errors {
            errors: findings.errors,
            warnings: imported.warnings.clone(),
        })
    }
}

/// The name and what the document says. Overwriting resets what it does not say, but for the
/// endpoint's configuration.
fn settings(new: RestApi, old: &mut RestApi, mode: Mode) {
    let keep = mode == Mode::Merge;
    let or = |new: Option<String>, old: Option<String>| new.or(old.filter(|_| keep));
    *old = RestApi {
        name: new.name.or(old.name.take()),
        description: or(new.description, old.description.take()),
        version: or(new.version, old.version.take()),
        policy: or(new.policy, old.policy.take()),
        api_key_source: or(new.api_key_source, old.api_key_source.take())
            .or_else(|| Some("HEADER".to_owned())),
        binary_media_types: new
            .binary_media_types
            .or(old.binary_media_types.take().filter(|_| keep)),
        minimum_compression_size: new
            .minimum_compression_size
            .or(old.minimum_compression_size.filter(|_| keep)),
        disable_execute_api_endpoint: new
            .disable_execute_api_endpoint
            .or(old.disable_execute_api_endpoint.filter(|_| keep)),
        endpoint_configuration: match (
            new.endpoint_configuration,
            old.endpoint_configuration.take(),
        ) {
            (Some(mut new), Some(old)) => {
                new.types = new.types.or(old.types);
                new.ip_address_type = new.ip_address_type.or(old.ip_address_type);
                Some(new)
            }
            (new, old) => new.or(old),
        },
        security_policy: new.security_policy.or(old.security_policy.take()),
        endpoint_access_mode: new.endpoint_access_mode.or(old.endpoint_access_mode.take()),
        ..std::mem::take(old)
    };
}

/// A thing that an API has at most one of by name.
trait Named {
    fn name(&self) -> Option<&str>;
    fn set_id(&mut self, id: Option<String>);
    fn id(&self) -> Option<String>;
}

macro_rules! named {
    ($($type:ty),*) => {
        $(impl Named for $type {
            fn name(&self) -> Option<&str> {
                self.name.as_deref()
            }
            fn set_id(&mut self, id: Option<String>) {
                self.id = id;
            }
            fn id(&self) -> Option<String> {
                self.id.clone()
            }
        })*
    };
}
named!(Model, Authorizer, RequestValidator);

/// Known by its type; it has no id.
impl Named for GatewayResponse {
    fn name(&self) -> Option<&str> {
        self.response_type.as_deref()
    }
    fn set_id(&mut self, _: Option<String>) {}
    fn id(&self) -> Option<String> {
        None
    }
}

fn replace<T: Named>(
    old: &mut Vec<T>,
    new: Vec<T>,
    mode: Mode,
    new_id: &mut impl FnMut() -> String,
) {
    let mut kept = BTreeSet::new();
    for mut thing in new {
        let place = old.iter().position(|other| other.name() == thing.name());
        let id = place.and_then(|place| old[place].id());
        thing.set_id(Some(id.unwrap_or_else(&mut *new_id)));
        kept.extend(thing.name().map(str::to_owned));
        match place {
            Some(place) => old[place] = thing,
            None => old.push(thing),
        }
    }
    if mode == Mode::Overwrite {
        old.retain(|thing| {
            thing
                .name()
                .is_some_and(|name| kept.contains(name) || DEFAULT_MODELS.contains(&name))
        });
    }
}

fn resources(
    imported: Vec<ImportedResource>,
    api: &mut Api,
    mode: Mode,
    new_id: &mut impl FnMut() -> String,
) {
    let mut old: BTreeMap<String, Resource> = std::mem::take(&mut api.resources)
        .into_iter()
        .map(|resource| (resource.path.clone().unwrap_or_default(), resource))
        .collect();
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    // Parents come before children, and so have their ids.
    for resource in imported {
        let before = old.remove(&resource.path);
        let is_root = resource.parent.is_none();
        let old_id = before.as_ref().and_then(|before| before.id.clone());
        let root_id = is_root
            .then(|| api.rest_api.root_resource_id.clone())
            .flatten();
        let id = root_id
            .or(resource.id)
            .or(old_id)
            .unwrap_or_else(&mut *new_id);
        if is_root {
            api.rest_api.root_resource_id = Some(id.clone());
        }
        let mut methods = before
            .and_then(|before| before.resource_methods)
            .filter(|_| mode == Mode::Merge)
            .unwrap_or_default();
        for (verb, imported) in resource.methods {
            let method = method(imported, &id, &api.authorizers, &api.request_validators);
            methods.insert(verb, method);
        }
        api.resources.push(Resource {
            id: Some(id.clone()),
            parent_id: resource.parent.and_then(|parent| ids.get(&parent).cloned()),
            path_part: (!is_root).then_some(resource.path_part),
            path: Some(resource.path.clone()),
            resource_methods: (!methods.is_empty()).then_some(methods),
        });
        ids.insert(resource.path, id);
    }
    if mode == Mode::Merge {
        for (path, mut resource) in old {
            // Its parent may have chosen another id.
            let parent = path.rsplit_once('/').map(|(above, _)| above);
            let parent = parent.map(|above| if above.is_empty() { "/" } else { above });
            if let Some(id) = parent.and_then(|parent| ids.get(parent)) {
                resource.parent_id = Some(id.clone());
            }
            api.resources.push(resource);
        }
    }
}

/// The method with the ids of what it names.
fn method(
    imported: ImportedMethod,
    resource_id: &str,
    authorizers: &[Authorizer],
    validators: &[RequestValidator],
) -> Method {
    let mut method = imported.method;
    method.authorizer_id = id_of(authorizers, imported.authorizer.as_deref());
    method.request_validator_id = id_of(validators, imported.request_validator.as_deref());
    if let Some(Integration {
        cache_namespace, ..
    }) = &mut method.method_integration
    {
        cache_namespace.get_or_insert_with(|| resource_id.to_owned());
    }
    method
}

fn id_of<T: Named>(things: &[T], name: Option<&str>) -> Option<String> {
    let name = name?;
    things.iter().find(|thing| thing.name() == Some(name))?.id()
}
