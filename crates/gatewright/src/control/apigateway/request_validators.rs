//! Request validators: which parts of a request are checked before the integration is called.

use gatewright_wire::apigateway::{
    CreateRequestValidatorRequest, DeleteRequestValidatorRequest, GetRequestValidatorRequest,
    GetRequestValidatorsRequest, RequestValidator, RequestValidators,
    UpdateRequestValidatorRequest,
};
use gatewright_wire::error::ServiceError;

use super::documents::{api_key, create_below, edit, found, new_id, page_below, remove};
use super::patch::{Rule, Rules, Wording};
use super::refusals::{bad_request, not_found};
use crate::control::Scope;
use crate::store::Stored;

fn key(scope: &Scope, api_id: &str, id: &str) -> String {
    api_key(scope, api_id, &["requestvalidators", id])
}

fn no_validator() -> ServiceError {
    not_found("Invalid Request Validator identifier specified")
}

fn check_name(name: Option<&str>) -> Result<(), ServiceError> {
    if name == Some("") {
        Err(bad_request("Request Validator name cannot be blank"))
    } else {
        Ok(())
    }
}

/// No two validators of an API have one name. That AWS says so is reported; how its text goes on, and
/// its status, are an authorizer's \[C\].
fn check_unique(
    scope: &Scope,
    api_id: &str,
    validator: &RequestValidator,
) -> Result<(), ServiceError> {
    let Some(name) = &validator.name else {
        return Ok(());
    };
    let all: Vec<RequestValidator> =
        scope.children(&api_key(scope, api_id, &["requestvalidators"]))?;
    let is_same = |it: &RequestValidator| it.name.as_ref() == Some(name) && it.id != validator.id;
    if !all.iter().any(is_same) {
        return Ok(());
    }
    Err(bad_request(format!(
        "Request Validator name must be unique. Request Validator {name} already exists in this RestApi."
    )))
}

/// CreateRequestValidator.
pub async fn create(
    scope: &Scope,
    input: CreateRequestValidatorRequest,
) -> Result<RequestValidator, ServiceError> {
    let api_id = &input.rest_api_id;
    let no_api = || bad_request("Invalid REST API identifier specified");
    create_below(scope, api_id, no_api, || {
        check_name(input.name.as_deref())?;
        let id = new_id(6);
        let key = key(scope, api_id, &id);
        let validator = RequestValidator {
            id: Some(id),
            name: input.name.clone(),
            validate_request_body: Some(input.validate_request_body.unwrap_or(false)),
            validate_request_parameters: Some(input.validate_request_parameters.unwrap_or(false)),
        };
        check_unique(scope, api_id, &validator)?;
        Ok((key, validator))
    })
    .await
}

/// GetRequestValidator.
pub async fn get(
    scope: &Scope,
    input: GetRequestValidatorRequest,
) -> Result<RequestValidator, ServiceError> {
    let key = key(scope, &input.rest_api_id, &input.request_validator_id);
    let stored: Stored<RequestValidator> = found(scope, &key, no_validator)?;
    Ok(stored.value)
}

/// GetRequestValidators.
pub async fn list(
    scope: &Scope,
    input: GetRequestValidatorsRequest,
) -> Result<RequestValidators, ServiceError> {
    let after = input.position.as_deref();
    let (items, position) = page_below(
        scope,
        &input.rest_api_id,
        "requestvalidators",
        after,
        input.limit,
    )?;
    Ok(RequestValidators {
        position,
        items: Some(items),
    })
}

const RULES: Rules<RequestValidator> = Rules {
    wording: Wording::ListsPaths,
    rules: &[
        Rule::with("/name", |validator, patch| {
            let name = patch.value.unwrap_or_default();
            check_name(Some(name))?;
            validator.name = Some(name.to_owned());
            Ok(())
        }),
        Rule::flag("/validateRequestParameters", |it| {
            &mut it.validate_request_parameters
        }),
        Rule::flag("/validateRequestBody", |it| &mut it.validate_request_body),
    ],
};

/// UpdateRequestValidator.
pub async fn update(
    scope: &Scope,
    input: UpdateRequestValidatorRequest,
) -> Result<RequestValidator, ServiceError> {
    let key = key(scope, &input.rest_api_id, &input.request_validator_id);
    edit(scope, &key, no_validator, |it: &mut RequestValidator| {
        RULES.apply(it, input.patch_operations.as_deref())?;
        check_unique(scope, &input.rest_api_id, it)?;
        Ok(it.clone())
    })
    .await
}

/// DeleteRequestValidator.
pub async fn delete(
    scope: &Scope,
    input: DeleteRequestValidatorRequest,
) -> Result<(), ServiceError> {
    let key = key(scope, &input.rest_api_id, &input.request_validator_id);
    remove::<RequestValidator>(scope, &key, no_validator).await
}
