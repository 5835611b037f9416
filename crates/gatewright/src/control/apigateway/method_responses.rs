//! Method responses: what a method declares to answer, status by status.

use std::collections::BTreeMap;

use gatewright_wire::apigateway::{
    DeleteMethodResponseRequest, GetMethodResponseRequest, MethodResponse,
    PutMethodResponseRequest, UpdateMethodResponseRequest,
};
use gatewright_wire::error::ServiceError;

use super::methods::{check_models, edit_method, method};
use super::patch::{Rule, Rules, Wording};
use super::refusals::{conflict, no_content_type, no_parameter, no_status_code};
use crate::control::Scope;

/// PutMethodResponse.
pub async fn put(
    scope: &Scope,
    input: PutMethodResponseRequest,
) -> Result<MethodResponse, ServiceError> {
    let api_id = &input.rest_api_id;
    let response = MethodResponse {
        status_code: Some(input.status_code.clone()),
        response_parameters: input.response_parameters,
        response_models: input.response_models,
    };
    edit_method(
        scope,
        api_id,
        &input.resource_id,
        &input.http_method,
        |method| {
            let responses = method.method_responses.get_or_insert_default();
            if responses.contains_key(&input.status_code) {
                return Err(conflict("Response already exists for this resource"));
            }
            check_models(scope, api_id, response.response_models.as_ref())?;
            responses.insert(input.status_code.clone(), response.clone());
            Ok(response.clone())
        },
    )
    .await
}

/// GetMethodResponse.
pub async fn get(
    scope: &Scope,
    input: GetMethodResponseRequest,
) -> Result<MethodResponse, ServiceError> {
    method(
        scope,
        &input.rest_api_id,
        &input.resource_id,
        &input.http_method,
    )?
    .method_responses
    .and_then(|mut responses| responses.remove(&input.status_code))
    .ok_or_else(no_status_code)
}

const RULES: Rules<MethodResponse> = Rules {
    wording: Wording::Plain,
    rules: &[
        Rule::flags("/responseParameters/{}", no_parameter, |it| {
            &mut it.response_parameters
        }),
        Rule::texts("/responseModels/{}", no_content_type, |it| {
            &mut it.response_models
        }),
    ],
};

/// UpdateMethodResponse.
pub async fn update(
    scope: &Scope,
    input: UpdateMethodResponseRequest,
) -> Result<MethodResponse, ServiceError> {
    let api_id = &input.rest_api_id;
    edit_method(
        scope,
        api_id,
        &input.resource_id,
        &input.http_method,
        |method| {
            let response = method
                .method_responses
                .as_mut()
                .and_then(|responses| responses.get_mut(&input.status_code))
                .ok_or_else(no_status_code)?;
            RULES.apply(response, input.patch_operations.as_deref())?;
            check_models(scope, api_id, response.response_models.as_ref())?;
            Ok(response.clone())
        },
    )
    .await
}

/// DeleteMethodResponse.
pub async fn delete(scope: &Scope, input: DeleteMethodResponseRequest) -> Result<(), ServiceError> {
    edit_method(
        scope,
        &input.rest_api_id,
        &input.resource_id,
        &input.http_method,
        |method| {
            let responses = method.method_responses.as_mut();
            responses
                .and_then(|responses| responses.remove(&input.status_code))
                .ok_or_else(no_status_code)?;
            if method
                .method_responses
                .as_ref()
                .is_some_and(BTreeMap::is_empty)
            {
                method.method_responses = None;
            }
            Ok(())
        },
    )
    .await
}
