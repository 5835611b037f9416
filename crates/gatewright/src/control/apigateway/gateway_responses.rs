//! Gateway responses: what API Gateway itself answers, customised by type (F§2.6).

use std::collections::BTreeMap;

use gatewright_gateway::gateway_response::ResponseType;
use gatewright_gateway::integration_check::check_gateway_response;
use gatewright_wire::apigateway::{
    DeleteGatewayResponseRequest, GatewayResponse, GatewayResponses, GetGatewayResponseRequest,
    GetGatewayResponsesRequest, PutGatewayResponseRequest, UpdateGatewayResponseRequest,
};
use gatewright_wire::error::ServiceError;

use super::documents::{
    after_position, api, api_key, page_length, position_after, remove, transact,
};
use super::patch::{Op, Otherwise, Patch, Rule, Rules, Wording};
use super::refusals::{bad_request, invalid, no_parameter, not_found};
use crate::control::{Scope, internal};
use crate::store::Batch;

fn key(scope: &Scope, api_id: &str, kind: &str) -> String {
    api_key(scope, api_id, &["gatewayresponses", kind])
}

/// PutGatewayResponse.
pub async fn put(
    scope: &Scope,
    input: PutGatewayResponseRequest,
) -> Result<GatewayResponse, ServiceError> {
    let kind: ResponseType = input.response_type.parse().map_err(internal)?;
    let response = GatewayResponse {
        response_type: Some(input.response_type.clone()),
        status_code: input
            .status_code
            .or_else(|| kind.default_status().map(|status| status.to_string())),
        response_parameters: Some(input.response_parameters.unwrap_or_default()),
        response_templates: Some(input.response_templates.unwrap_or_default()),
        default_response: Some(false),
    };
    check_gateway_response(&response).map_err(invalid)?;
    transact(scope, || {
        let stored = api(scope, &input.rest_api_id)?;
        let key = key(scope, &input.rest_api_id, kind.as_str());
        let batch = Batch::new()
            .expect_revision(stored.key, stored.revision)
            .put(key, &response);
        Ok((batch, response.clone()))
    })
    .await
}

/// The response of a type as configured, else as its family is configured \[C\], else AWS's own.
fn current(
    scope: &Scope,
    api_id: &str,
    kind: ResponseType,
) -> Result<GatewayResponse, ServiceError> {
    let configured = |kind: ResponseType| scope.get(&key(scope, api_id, kind.as_str()));
    if let Some(response) = configured(kind)? {
        return Ok(response);
    }
    let family = kind.default_status().and_then(ResponseType::family);
    let inherited: Option<GatewayResponse> = match family {
        Some(family) => configured(family)?,
        None => None,
    };
    let own_template = || {
        let template = "{\"message\":$context.error.messageString}".to_owned();
        BTreeMap::from([("application/json".to_owned(), template)])
    };
    let inherited = inherited.unwrap_or_default();
    Ok(GatewayResponse {
        response_type: Some(kind.as_str().to_owned()),
        status_code: inherited
            .status_code
            .or_else(|| kind.default_status().map(|status| status.to_string())),
        response_parameters: Some(inherited.response_parameters.unwrap_or_default()),
        response_templates: Some(inherited.response_templates.unwrap_or_else(own_template)),
        default_response: Some(true),
    })
}

/// GetGatewayResponse.
pub async fn get(
    scope: &Scope,
    input: GetGatewayResponseRequest,
) -> Result<GatewayResponse, ServiceError> {
    api(scope, &input.rest_api_id)?;
    let kind = input.response_type.parse().map_err(internal)?;
    current(scope, &input.rest_api_id, kind)
}

/// GetGatewayResponses: all types, configured or not.
pub async fn list(
    scope: &Scope,
    input: GetGatewayResponsesRequest,
) -> Result<GatewayResponses, ServiceError> {
    api(scope, &input.rest_api_id)?;
    let after = input.position.as_deref().map(after_position).transpose()?;
    let limit = page_length(input.limit)?;
    let mut kinds = ResponseType::ALL
        .iter()
        .filter(|kind| after.as_deref().is_none_or(|after| kind.as_str() > after));
    let items: Vec<GatewayResponse> = kinds
        .by_ref()
        .take(limit)
        .map(|kind| current(scope, &input.rest_api_id, *kind))
        .collect::<Result<_, _>>()?;
    let last = items.last().and_then(|last| last.response_type.as_deref());
    let position = last.filter(|_| kinds.next().is_some()).map(position_after);
    Ok(GatewayResponses {
        position,
        items: Some(items),
    })
}

/// The value that an entry of a map has to have.
fn value(patch: &Patch<'_>, map: &str) -> Result<String, ServiceError> {
    let value = patch.value.unwrap_or_default();
    if patch.op != Op::Remove && value.is_empty() {
        return Err(bad_request(format!("Invalid null or empty value in {map}")));
    }
    Ok(value.to_owned())
}

const RULES: Rules<GatewayResponse> = Rules {
    wording: Wording::Plain,
    rules: &[
        Rule::<GatewayResponse>::text("/statusCode", |it| &mut it.status_code)
            .on(Op::REPLACE, Otherwise::NoPath),
        Rule::<GatewayResponse>::with("/responseParameters/{}", |response, patch| {
            let value = value(patch, "responseParameters")?;
            patch.entry(&mut response.response_parameters, value, no_parameter)
        })
        .on(Op::ADD_REMOVE_REPLACE, Otherwise::NoPath),
        Rule::<GatewayResponse>::with("/responseTemplates/{}", |response, patch| {
            let value = value(patch, "responseTemplates")?;
            patch.entry(&mut response.response_templates, value, no_parameter)
        })
        .on(Op::ADD_REMOVE_REPLACE, Otherwise::NoPath),
    ],
};

/// UpdateGatewayResponse: of a type that is not configured yet, starting from what it answers now.
pub async fn update(
    scope: &Scope,
    input: UpdateGatewayResponseRequest,
) -> Result<GatewayResponse, ServiceError> {
    let api_id = &input.rest_api_id;
    let kind: ResponseType = input.response_type.parse().map_err(internal)?;
    transact(scope, || {
        let parent = api(scope, api_id)?;
        let key = key(scope, api_id, kind.as_str());
        let batch = match scope.find::<GatewayResponse>(&key)? {
            Some(stored) => Batch::new().expect_revision(&*key, stored.revision),
            None => Batch::new().expect_absent(&*key),
        };
        let mut response = current(scope, api_id, kind)?;
        RULES.apply(&mut response, input.patch_operations.as_deref())?;
        check_gateway_response(&response).map_err(invalid)?;
        response.default_response = Some(false);
        let batch = batch
            .expect_revision(parent.key, parent.revision)
            .put(key, &response);
        Ok((batch, response))
    })
    .await
}

/// DeleteGatewayResponse: back to AWS's own.
pub async fn delete(
    scope: &Scope,
    input: DeleteGatewayResponseRequest,
) -> Result<(), ServiceError> {
    let api_id = &input.rest_api_id;
    api(scope, api_id)?;
    let key = key(scope, api_id, &input.response_type);
    remove::<GatewayResponse>(scope, &key, || {
        not_found("Gateway response type not defined on api")
    })
    .await
}
