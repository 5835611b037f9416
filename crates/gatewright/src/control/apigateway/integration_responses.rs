//! Integration responses: which answer of the endpoint becomes which of the method's, and how.

use std::collections::BTreeMap;

use gatewright_wire::apigateway::{
    DeleteIntegrationResponseRequest, GetIntegrationResponseRequest, IntegrationResponse, Method,
    PutIntegrationResponseRequest, UpdateIntegrationResponseRequest,
};
use gatewright_wire::error::ServiceError;

use gatewright_gateway::mapping;

use super::integration_check::{bad_mapping, check_content_types};
use super::integrations::content_handling;
use super::methods::{edit_method, method};
use super::patch::{Op, Otherwise, Rule, Rules, Wording};
use super::refusals::{no_content_type, no_integration, no_parameter, no_status_code};
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
    check_content_types(response.response_templates.as_ref())?;
    if let Some(parameters) = &response.response_parameters {
        let none = BTreeMap::new();
        let declared = declared.response_parameters.as_ref().unwrap_or(&none);
        mapping::validate_response(parameters, declared).map_err(bad_mapping)?;
    }
    Ok(())
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
        Rule {
            path: "/selectionPattern",
            ops: Op::REPLACE,
            otherwise: Otherwise::ListsOps,
            set: |response, patch| {
                response.selection_pattern = patch.text();
                Ok(())
            },
        },
        Rule {
            path: "/contentHandling",
            ops: Op::REPLACE,
            otherwise: Otherwise::ListsOps,
            set: |response, patch| {
                response.content_handling = content_handling(patch.text())?;
                Ok(())
            },
        },
        Rule {
            path: "/responseParameters/{}",
            ops: Op::ADD_REMOVE_REPLACE,
            otherwise: Otherwise::NoPath,
            set: |response, patch| {
                patch.text_entry(&mut response.response_parameters, no_parameter)
            },
        },
        Rule {
            path: "/responseTemplates/{}",
            ops: Op::ADD_REMOVE_REPLACE,
            otherwise: Otherwise::NoPath,
            set: |response, patch| {
                patch.text_entry(&mut response.response_templates, no_content_type)
            },
        },
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
