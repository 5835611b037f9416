//! A whole API as one document: what a deployment freezes, what a clone or an import writes.

use std::collections::BTreeMap;

use gatewright_gateway::api::Api;
use gatewright_wire::apigateway::Resource;
use gatewright_wire::error::ServiceError;

use super::documents::{api, api_key, new_id, resource_key};
use super::resources::sibling;
use crate::control::Scope;
use crate::store::Batch;

/// The API as it is now.
pub(super) fn freeze(scope: &Scope, api_id: &str) -> Result<Api, ServiceError> {
    let rest_api = api(scope, api_id)?.value;
    let below = |kind| api_key(scope, api_id, &[kind]);
    Ok(Api {
        account: scope.account.clone(),
        region: scope.region.clone(),
        rest_api,
        resources: scope.children(&below("resources"))?,
        models: scope.children(&below("models"))?,
        authorizers: scope.children(&below("authorizers"))?,
        request_validators: scope.children(&below("requestvalidators"))?,
        gateway_responses: scope.children(&below("gatewayresponses"))?,
    })
}

/// The key of a deployment's snapshot.
pub(super) fn snapshot_key(scope: &Scope, api_id: &str, deployment_id: &str) -> String {
    api_key(scope, api_id, &["deployments", deployment_id, "snapshot"])
}

/// Writes the documents of a whole API, whose ids are all in place.
pub(super) fn put_contents(scope: &Scope, mut batch: Batch, contents: &Api) -> Batch {
    let id = contents.id();
    batch = batch.put(api_key(scope, id, &[]), &contents.rest_api);
    for resource in &contents.resources {
        batch = put_resource(scope, batch, id, resource);
    }
    for model in &contents.models {
        let name = model.name.as_deref().unwrap_or_default();
        batch = batch.put(api_key(scope, id, &["models", name]), model);
    }
    for authorizer in &contents.authorizers {
        let key = authorizer.id.as_deref().unwrap_or_default();
        batch = batch.put(api_key(scope, id, &["authorizers", key]), authorizer);
    }
    for validator in &contents.request_validators {
        let key = validator.id.as_deref().unwrap_or_default();
        batch = batch.put(api_key(scope, id, &["requestvalidators", key]), validator);
    }
    for response in &contents.gateway_responses {
        let key = response.response_type.as_deref().unwrap_or_default();
        batch = batch.put(api_key(scope, id, &["gatewayresponses", key]), response);
    }
    batch
}

/// Writes a resource with its place among its siblings.
pub(super) fn put_resource(
    scope: &Scope,
    mut batch: Batch,
    api_id: &str,
    resource: &Resource,
) -> Batch {
    let id = resource.id.as_deref().unwrap_or_default();
    batch = batch.put(resource_key(scope, api_id, id), resource);
    match sibling(scope, api_id, resource) {
        Some((key, place)) => batch.put(key, &place),
        None => batch,
    }
}

/// Gives everything in a copied API ids of its own, and lets its models refer to each other.
pub(super) fn renew_ids(contents: &mut Api, api_id: &str) {
    let old = format!("/restapis/{}/models/", contents.id());
    let new = format!("/restapis/{api_id}/models/");
    let mut renewed = BTreeMap::new();
    let mut renew = |id: &mut Option<String>| {
        if let Some(id) = id {
            let new: &String = renewed
                .entry(id.clone())
                .or_insert_with(|| new_id(id.len()));
            id.clone_from(new);
        }
    };
    renew(&mut contents.rest_api.root_resource_id);
    for model in &mut contents.models {
        renew(&mut model.id);
        model.schema = model
            .schema
            .as_deref()
            .map(|schema| schema.replace(&old, &new));
    }
    for authorizer in &mut contents.authorizers {
        renew(&mut authorizer.id);
    }
    for validator in &mut contents.request_validators {
        renew(&mut validator.id);
    }
    for resource in &mut contents.resources {
        let old = resource.id.clone();
        renew(&mut resource.id);
        renew(&mut resource.parent_id);
        for (_, method) in resource.resource_methods.iter_mut().flatten() {
            renew(&mut method.authorizer_id);
            renew(&mut method.request_validator_id);
            if let Some(integration) = &mut method.method_integration
                && integration.cache_namespace == old
            {
                integration.cache_namespace.clone_from(&resource.id);
            }
        }
    }
}
