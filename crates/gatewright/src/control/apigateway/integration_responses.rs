//! Integration responses: which answer of the endpoint becomes which of the method's, and how.

use std::collections::BTreeMap;

use gatewright_gateway::integration_check::check_response;
use gatewright_wire::apigateway::{
    DeleteIntegrationResponseRequest, GetIntegrationResponseRequest, IntegrationResponse, Method,
    PutIntegrationResponseRequest, UpdateIntegrationResponseRequest,
};
use gatewright_wire::error::ServiceError;

use super::integrations::content_handling;
use super::methods::{edit_method, method};
use super::patch::{Rule, Rules, Wording};
use super::refusals::{invalid, no_content_type, no_integration, no_parameter, no_status_code};
use crate::control::Scope;

/// PutIntegrationResponse. The method has to declare the status.
pub async fn put(
    scope: &Scope,
    input: PutIntegrationResponseRequest,
) -> Result<IntegrationResponse, ServiceError> {
    let response = IntegrationResponse {
        status_code: Some(input.status_code.clone()),
        selection_pattern: input.selection_pattern,
        response_parameters: input.response_parameters,
        response_templates: input.response_templates,
        content_handling: input.content_handling,
    };
    edit_method(
        scope,
        &input.rest_api_id,
        &input.resource_id,
        &input.http_method,
        |method| {
            if method.method_integration.is_none() {
                return Err(no_integration());
            }
            check(&response, method)?;
            let responses = method
                .method_integration
                .get_or_insert_default()
                .integration_responses
                .get_or_insert_default();
            responses.insert(input.status_code.clone(), response.clone());
            Ok(response.clone())
        },
    )
    .await
}

fn check(response: &IntegrationResponse, method: &Method) -> Result<(), ServiceError> {
    let status = response.status_code.as_deref().unwrap_or_default();
    let declared = method
        .method_responses
        .as_ref()
        .and_then(|responses| responses.get(status))
        .ok_or_else(no_status_code)?;
    check_response(response, Some(declared)).map_err(invalid)
}

/// GetIntegrationResponse.
pub async fn get(
    scope: &Scope,
    input: GetIntegrationResponseRequest,
) -> Result<IntegrationResponse, ServiceError> {
    method(
        scope,
        &input.rest_api_id,
        &input.resource_id,
        &input.http_method,
    )?
    .method_integration
    .ok_or_else(no_integration)?
    .integration_responses
    .and_then(|mut responses| responses.remove(&input.status_code))
    .ok_or_else(no_status_code)
}

const RULES: Rules<IntegrationResponse> = Rules {
    wording: Wording::Plain,
    rules: &[
        Rule::text("/selectionPattern", |it| &mut it.selection_pattern),
        Rule::with("/contentHandling", |it, patch| {
            it.content_handling = content_handling(patch)?;
            Ok(())
        }),
        Rule::texts("/responseParameters/{}", no_parameter, |it| {
            &mut it.response_parameters
        }),
        Rule::texts("/responseTemplates/{}", no_content_type, |it| {
            &mut it.response_templates
        }),
    ],
};

/// UpdateIntegrationResponse.
pub async fn update(
    scope: &Scope,
    input: UpdateIntegrationResponseRequest,
) -> Result<IntegrationResponse, ServiceError> {
    edit_method(
        scope,
        &input.rest_api_id,
        &input.resource_id,
        &input.http_method,
        |method| {
            let mut response = method
                .method_integration
                .as_mut()
                .ok_or_else(no_integration)?
                .integration_responses
                .as_mut()
                .and_then(|responses| responses.remove(&input.status_code))
                .ok_or_else(no_status_code)?;
            RULES.apply(&mut response, input.patch_operations.as_deref())?;
            check(&response, method)?;
            let integration = method.method_integration.get_or_insert_default();
            integration
                .integration_responses
                .get_or_insert_default()
                .insert(input.status_code.clone(), response.clone());
            Ok(response)
        },
    )
    .await
}

/// DeleteIntegrationResponse.
pub async fn delete(
    scope: &Scope,
    input: DeleteIntegrationResponseRequest,
) -> Result<(), ServiceError> {
    edit_method(
        scope,
        &input.rest_api_id,
        &input.resource_id,
        &input.http_method,
        |method| {
            let integration = method
                .method_integration
                .as_mut()
                .ok_or_else(no_integration)?;
            let responses = integration.integration_responses.as_mut();
            responses
                .and_then(|responses| responses.remove(&input.status_code))
                .ok_or_else(no_status_code)?;
            let left = integration.integration_responses.as_ref();
            if left.is_some_and(BTreeMap::is_empty) {
                integration.integration_responses = None;
            }
            Ok(())
        },
    )
    .await
}
