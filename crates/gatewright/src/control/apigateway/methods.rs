//! Methods: what a resource answers to a verb.

use std::collections::{BTreeMap, BTreeSet};

use gatewright_gateway::engine::TestInvokeError;
use gatewright_gateway::integration_check::check_verb;
use gatewright_wire::apigateway::{
    DeleteMethodRequest, GetMethodRequest, Method, PutMethodRequest, Resource,
    TestInvokeMethodRequest, TestInvokeMethodResponse, UpdateMethodRequest,
};
use gatewright_wire::error::ServiceError;
use serde_json::Value;

use super::documents::{api_key, edit, found, resource_key};
use super::patch::{Op, Otherwise, Rule, Rules, Wording, no_path};
use super::refusals::{
    bad_request, conflict, invalid, no_content_type, no_method, no_parameter, no_resource,
};
use super::resources::methods_mut;
use super::snapshot;
use crate::control::Scope;
use crate::store::Stored;

/// One method, read.
pub(super) fn method(
    scope: &Scope,
    api_id: &str,
    resource_id: &str,
    verb: &str,
) -> Result<Method, ServiceError> {
    let key = resource_key(scope, api_id, resource_id);
    let stored: Stored<Resource> = found(scope, &key, no_resource)?;
    stored
        .value
        .resource_methods
        .and_then(|mut methods| methods.remove(verb))
        .ok_or_else(no_method)
}

/// Changes one method of a resource.
pub(super) async fn edit_method<R: Send>(
    scope: &Scope,
    api_id: &str,
    resource_id: &str,
    verb: &str,
    change: impl Fn(&mut Method) -> Result<R, ServiceError> + Send + Sync,
) -> Result<R, ServiceError> {
    let key = resource_key(scope, api_id, resource_id);
    edit(scope, &key, no_resource, |resource: &mut Resource| {
        let method = methods_mut(resource).get_mut(verb).ok_or_else(no_method)?;
        change(method)
    })
    .await
}

/// PutMethod.
pub async fn put(scope: &Scope, input: PutMethodRequest) -> Result<Method, ServiceError> {
    check_verb(&input.http_method).map_err(invalid)?;
    let api_id = &input.rest_api_id;
    let method = Method {
        http_method: Some(input.http_method.clone()),
        authorization_type: Some(input.authorization_type),
        authorizer_id: input.authorizer_id,
        api_key_required: Some(input.api_key_required.unwrap_or(false)),
        request_validator_id: input.request_validator_id,
        operation_name: input.operation_name,
        request_parameters: input.request_parameters,
        request_models: input.request_models,
        authorization_scopes: input.authorization_scopes,
        ..Method::default()
    };
    let key = resource_key(scope, api_id, &input.resource_id);
    edit(scope, &key, no_resource, |resource: &mut Resource| {
        let methods = methods_mut(resource);
        if methods.contains_key(&input.http_method) {
            return Err(conflict("Method already exists for this resource"));
        }
        check(scope, api_id, &method)?;
        methods.insert(input.http_method.clone(), method.clone());
        Ok(method.clone())
    })
    .await
}

/// What PutMethod and UpdateMethod check of the whole method (F§5.3).
fn check(scope: &Scope, api_id: &str, method: &Method) -> Result<(), ServiceError> {
    let exists = |kind: &str, id: &str| -> Result<bool, ServiceError> {
        let key = api_key(scope, api_id, &[kind, id]);
        Ok(scope.find::<Value>(&key)?.is_some())
    };
    match method.authorization_type.as_deref() {
        Some("NONE" | "AWS_IAM") => {}
        Some("CUSTOM" | "COGNITO_USER_POOLS" | "JWT") => {
            let known = match &method.authorizer_id {
                Some(id) => exists("authorizers", id)?,
                None => false,
            };
            if !known {
                return Err(bad_request(
                    "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.",
                ));
            }
        }
        // [C]: no recording of this text.
        _ => {
            return Err(bad_request(
                "Invalid authorization type specified. Valid options are NONE,AWS_IAM,CUSTOM,COGNITO_USER_POOLS",
            ));
        }
    }
    if let Some(validator) = method
        .request_validator_id
        .as_deref()
        .filter(|id| !id.is_empty())
        && !exists("requestvalidators", validator)?
    {
        return Err(bad_request(
            "Invalid Request Validator identifier specified",
        ));
    }
    check_models(scope, api_id, method.request_models.as_ref())?;
    check_parameters(method.request_parameters.as_ref())
}

/// Every model that a method or its responses name exists.
pub(super) fn check_models(
    scope: &Scope,
    api_id: &str,
    models: Option<&BTreeMap<String, String>>,
) -> Result<(), ServiceError> {
    for name in models.into_iter().flat_map(BTreeMap::values) {
        let key = api_key(scope, api_id, &["models", name]);
        if scope.find::<Value>(&key)?.is_none() {
            return Err(bad_request(format!(
                "Invalid model identifier specified: {name}"
            )));
        }
    }
    Ok(())
}

fn check_parameters(parameters: Option<&BTreeMap<String, bool>>) -> Result<(), ServiceError> {
    let mut names = BTreeSet::new();
    for parameter in parameters.into_iter().flat_map(BTreeMap::keys) {
        let name = parameter
            .strip_prefix("method.request.")
            .and_then(|rest| rest.split_once('.'))
            .filter(|(place, _)| ["header", "path", "querystring"].contains(place))
            .map(|(_, name)| name)
            .filter(|name| !name.is_empty())
            // [C]: the words that a mapping's bad left-hand side gets (F§5.2).
            .ok_or_else(|| {
                bad_request(
                    "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping identifier specified]",
                )
            })?;
        if !names.insert(name) {
            return Err(bad_request(
                "Parameter names must be unique across querystring, header and path",
            ));
        }
    }
    Ok(())
}

/// GetMethod.
pub async fn get(scope: &Scope, input: GetMethodRequest) -> Result<Method, ServiceError> {
    method(
        scope,
        &input.rest_api_id,
        &input.resource_id,
        &input.http_method,
    )
}

const RULES: Rules<Method> = Rules {
    wording: Wording::Plain,
    rules: &[
        Rule::with("/authorizationType", |method, patch| {
            method.authorization_type = patch.text();
            if matches!(patch.value, Some("NONE" | "AWS_IAM")) {
                method.authorizer_id = None;
            }
            Ok(())
        }),
        Rule::text("/authorizerId", |it| &mut it.authorizer_id),
        Rule::flag("/apiKeyRequired", |it| &mut it.api_key_required),
        Rule::text("/operationName", |it| &mut it.operation_name),
        Rule::optional_text("/requestValidatorId", |it| &mut it.request_validator_id),
        Rule::<Method>::with("/authorizationScopes", |method, patch| {
            let scope = patch.value.ok_or_else(|| no_path(patch.path))?;
            patch.member(&mut method.authorization_scopes, scope);
            Ok(())
        })
        .on(Op::ADD_REMOVE, Otherwise::ListsOps),
        Rule::flags("/requestParameters/{}", no_parameter, |it| {
            &mut it.request_parameters
        }),
        Rule::texts("/requestModels/{}", no_content_type, |it| {
            &mut it.request_models
        }),
    ],
};

/// UpdateMethod.
pub async fn update(scope: &Scope, input: UpdateMethodRequest) -> Result<Method, ServiceError> {
    let api_id = &input.rest_api_id;
    edit_method(
        scope,
        api_id,
        &input.resource_id,
        &input.http_method,
        |method| {
            let before = method.clone();
            RULES.apply(method, input.patch_operations.as_deref())?;
            // What is as it was is not looked at again: it may refer to what is gone [C].
            if method.request_validator_id == before.request_validator_id {
                let validator = method.request_validator_id.take();
                check(scope, api_id, method)?;
                method.request_validator_id = validator;
            } else {
                check(scope, api_id, method)?;
            }
            Ok(method.clone())
        },
    )
    .await
}

/// TestInvokeMethod: runs the method as it is now, deployed or not.
pub async fn test_invoke(
    scope: &Scope,
    input: TestInvokeMethodRequest,
) -> Result<TestInvokeMethodResponse, ServiceError> {
    let key = resource_key(scope, &input.rest_api_id, &input.resource_id);
    found::<Resource>(scope, &key, no_resource)?;
    let api = snapshot::freeze(scope, &input.rest_api_id)?;
    let tested = scope.server.engine.test_invoke(&api, &input).await;
    tested.map_err(|error| match error {
        TestInvokeError::UnknownResource => no_resource(),
        TestInvokeError::UnknownMethod => no_method(),
    })
}

/// DeleteMethod.
pub async fn delete(scope: &Scope, input: DeleteMethodRequest) -> Result<(), ServiceError> {
    let key = resource_key(scope, &input.rest_api_id, &input.resource_id);
    edit(scope, &key, no_resource, |resource: &mut Resource| {
        let methods = methods_mut(resource);
        methods.remove(&input.http_method).ok_or_else(no_method)?;
        if methods.is_empty() {
            resource.resource_methods = None;
        }
        Ok(())
    })
    .await
}
