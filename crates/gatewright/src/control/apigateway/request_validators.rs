//! Request validators: which parts of a request are checked before the integration is called.

use gatewright_wire::apigateway::{
    CreateRequestValidatorRequest, DeleteRequestValidatorRequest, GetRequestValidatorRequest,
    GetRequestValidatorsRequest, RequestValidator, RequestValidators, RestApi,
    UpdateRequestValidatorRequest,
};
use gatewright_wire::error::ServiceError;

use super::documents::{api, api_key, edit, found, new_id, page, transact};
use super::patch::{Op, Otherwise, Rule, Rules, Wording};
use super::refusals::{bad_request, not_found};
use crate::control::Scope;
use crate::store::{Batch, Stored};

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

/// CreateRequestValidator.
pub async fn create(
    scope: &Scope,
    input: CreateRequestValidatorRequest,
) -> Result<RequestValidator, ServiceError> {
    let api_id = &input.rest_api_id;
    transact(scope, || {
        let parent: Stored<RestApi> = found(scope, &api_key(scope, api_id, &[]), || {
            bad_request("Invalid REST API identifier specified")
        })?;
        check_name(input.name.as_deref())?;
        let id = new_id(6);
        let validator = RequestValidator {
            id: Some(id.clone()),
            name: input.name.clone(),
            validate_request_body: Some(input.validate_request_body.unwrap_or(false)),
            validate_request_parameters: Some(input.validate_request_parameters.unwrap_or(false)),
        };
        let key = key(scope, api_id, &id);
        let batch = Batch::new()
            .expect_revision(parent.key, parent.revision)
            .expect_absent(&*key)
            .put(key, &validator);
        Ok((batch, validator))
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
    api(scope, &input.rest_api_id)?;
    let parent = api_key(scope, &input.rest_api_id, &["requestvalidators"]);
    let (items, position) = page(scope, &parent, input.position.as_deref(), input.limit)?;
    Ok(RequestValidators {
        position,
        items: Some(items),
    })
}

const RULES: Rules<RequestValidator> = Rules {
    wording: Wording::ListsPaths,
    rules: &[
        Rule {
            path: "/name",
            ops: Op::REPLACE,
            otherwise: Otherwise::NoPath,
            set: |validator, patch| {
                let name = patch.value.unwrap_or_default();
                check_name(Some(name))?;
                validator.name = Some(name.to_owned());
                Ok(())
            },
        },
        Rule {
            path: "/validateRequestParameters",
            ops: Op::REPLACE,
            otherwise: Otherwise::NoPath,
            set: |validator, patch| {
                validator.validate_request_parameters = Some(patch.flag());
                Ok(())
            },
        },
        Rule {
            path: "/validateRequestBody",
            ops: Op::REPLACE,
            otherwise: Otherwise::NoPath,
            set: |validator, patch| {
                validator.validate_request_body = Some(patch.flag());
                Ok(())
            },
        },
    ],
};

/// UpdateRequestValidator.
pub async fn update(
    scope: &Scope,
    input: UpdateRequestValidatorRequest,
) -> Result<RequestValidator, ServiceError> {
    let key = key(scope, &input.rest_api_id, &input.request_validator_id);
    edit(
        scope,
        &key,
        no_validator,
        |validator: &mut RequestValidator| {
            RULES.apply(validator, input.patch_operations.as_deref())?;
            Ok(validator.clone())
        },
    )
    .await
}

/// DeleteRequestValidator.
pub async fn delete(
    scope: &Scope,
    input: DeleteRequestValidatorRequest,
) -> Result<(), ServiceError> {
    let key = key(scope, &input.rest_api_id, &input.request_validator_id);
    transact(scope, || {
        let stored: Stored<RequestValidator> = found(scope, &key, no_validator)?;
        let batch = Batch::new()
            .expect_revision(&*key, stored.revision)
            .delete(&*key);
        Ok((batch, ()))
    })
    .await
}
