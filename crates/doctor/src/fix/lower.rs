//! A fix as the call of AWS's API that makes it.

use gatewright_gateway::api::Api;
use gatewright_wire::apigateway::{
    CreateDeploymentRequest, IntegrationResponse, MethodResponse, PatchOperation,
    PutIntegrationRequest, PutIntegrationResponseRequest, PutMethodResponseRequest,
    UpdateAccountRequest, UpdateAuthorizerRequest, UpdateGatewayResponseRequest,
    UpdateIntegrationRequest, UpdateIntegrationResponseRequest, UpdateMethodRequest,
    UpdateMethodResponseRequest, UpdateRestApiRequest, UpdateStageRequest,
};
use gatewright_wire::lambda::{AddPermissionRequest, RemovePermissionRequest};
use serde_json::Value;

use super::{Call, Fix, PRINCIPAL};
use crate::subject::{Place, Thing};

/// Why a fix is no call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoCall {
    /// The API has no such thing.
    #[error("the API has no {0}")]
    NoThing(Thing),
    /// No operation changes this member.
    #[error("no operation changes {} of {}", .0.pointer, .0.thing)]
    NoOperation(Place),
}

/// What is done to a member.
enum Change<'a> {
    Set(&'a Value),
    Remove,
}

impl Fix {
    /// The call that makes the mend in an account; `api` is the API as it stands there.
    pub fn call(&self, api: &Api) -> Result<Call, NoCall> {
        Ok(match self {
            Self::GrantInvoke {
                function,
                qualifier,
                statement_id,
                source_arn,
            } => Call::of(&AddPermissionRequest {
                function_name: function.clone(),
                qualifier: qualifier.clone(),
                statement_id: statement_id.clone(),
                action: "lambda:InvokeFunction".to_owned(),
                principal: PRINCIPAL.to_owned(),
                source_arn: Some(source_arn.clone()),
                ..AddPermissionRequest::default()
            }),
            Self::RevokeInvoke {
                function,
                qualifier,
                statement_id,
            } => Call::of(&RemovePermissionRequest {
                function_name: function.clone(),
                qualifier: qualifier.clone(),
                statement_id: statement_id.clone(),
                ..RemovePermissionRequest::default()
            }),
            Self::ProxyToFunction { path, verb, uri } => Call::of(&PutIntegrationRequest {
                rest_api_id: api.id().to_owned(),
                resource_id: resource_id(api, path, verb)?,
                http_method: verb.clone(),
                r#type: "AWS_PROXY".to_owned(),
                // Lambda is invoked by POST, whatever the client's method is (F§2.2 #5).
                integration_http_method: Some("POST".to_owned()),
                uri: Some(uri.clone()),
                ..PutIntegrationRequest::default()
            }),
            Self::Set { place, value } => change(api, place, &Change::Set(value))?,
            Self::Remove { place } => change(api, place, &Change::Remove)?,
            Self::Redeploy { stage } => Call::of(&CreateDeploymentRequest {
                rest_api_id: api.id().to_owned(),
                stage_name: Some(stage.clone()),
                ..CreateDeploymentRequest::default()
            }),
        })
    }
}

fn change(api: &Api, place: &Place, change: &Change<'_>) -> Result<Call, NoCall> {
    let no_operation = || NoCall::NoOperation(place.clone());
    let no_thing = || NoCall::NoThing(place.thing.clone());
    let rest_api_id = api.id().to_owned();
    let patch = |path: String, exists: bool| Some(vec![patch(path, exists, change)]);
    let pointer = place.pointer.as_str();
    Ok(match &place.thing {
        Thing::Method { path, verb } => return method(api, place, (path, verb), change),
        Thing::Stage(stage_name) => Call::of(&UpdateStageRequest {
            rest_api_id,
            stage_name: stage_name.clone(),
            patch_operations: patch(stage_path(pointer).ok_or_else(no_operation)?, true),
        }),
        Thing::Api => Call::of(&UpdateRestApiRequest {
            rest_api_id,
            patch_operations: patch(pointer.to_owned(), has(&api.rest_api, pointer)),
        }),
        Thing::GatewayResponse(kind) => {
            let mut responses = api.gateway_responses.iter();
            let response =
                responses.find(|response| response.response_type.as_deref() == Some(kind));
            Call::of(&UpdateGatewayResponseRequest {
                rest_api_id,
                response_type: kind.clone(),
                patch_operations: patch(pointer.to_owned(), has(&response, pointer)),
            })
        }
        Thing::Authorizer(name) => {
            let mut authorizers = api.authorizers.iter();
            let authorizer = authorizers
                .find(|authorizer| authorizer.name.as_deref() == Some(name))
                .ok_or_else(no_thing)?;
            Call::of(&UpdateAuthorizerRequest {
                rest_api_id,
                authorizer_id: authorizer.id.clone().ok_or_else(no_thing)?,
                patch_operations: patch(pointer.to_owned(), has(authorizer, pointer)),
            })
        }
        Thing::Account => Call::of(&UpdateAccountRequest {
            patch_operations: patch(pointer.to_owned(), true),
        }),
        _ => return Err(no_operation()),
    })
}

fn method(
    api: &Api,
    place: &Place,
    (path, verb): (&str, &str),
    change: &Change<'_>,
) -> Result<Call, NoCall> {
    let no_operation = || NoCall::NoOperation(place.clone());
    let rest_api_id = api.id().to_owned();
    let resource_id = resource_id(api, path, verb)?;
    let http_method = verb.to_owned();
    let mut methods = api.methods();
    let document = methods
        .find(|(resource, other, _)| resource.path.as_deref() == Some(path) && *other == verb)
        .map(|(_, _, method)| method);
    let exists = has(&document, &place.pointer);
    let (first, below) = split(&place.pointer).ok_or_else(no_operation)?;
    let (second, rest) = split(below).unwrap_or_default();
    let patched = |path: &str| Some(vec![patch(path.to_owned(), exists, change)]);
    Ok(match (first, second) {
        ("methodIntegration", "integrationResponses") => {
            let (status, member) = split(rest).ok_or_else(no_operation)?;
            let status_code = status.to_owned();
            if member.is_empty() {
                let Change::Set(document) = change else {
                    return Err(no_operation());
                };
                let response: IntegrationResponse =
                    of_document(document).ok_or_else(no_operation)?;
                return Ok(Call::of(&PutIntegrationResponseRequest {
                    rest_api_id,
                    resource_id,
                    http_method,
                    status_code,
                    selection_pattern: response.selection_pattern,
                    response_parameters: response.response_parameters,
                    response_templates: response.response_templates,
                    content_handling: response.content_handling,
                }));
            }
            Call::of(&UpdateIntegrationResponseRequest {
                rest_api_id,
                resource_id,
                http_method,
                status_code,
                patch_operations: patched(member),
            })
        }
        ("methodIntegration", member) if !member.is_empty() => {
            Call::of(&UpdateIntegrationRequest {
                rest_api_id,
                resource_id,
                http_method,
                patch_operations: patched(below),
            })
        }
        ("methodResponses", status_code) if !status_code.is_empty() => {
            let status_code = status_code.to_owned();
            if rest.is_empty() {
                let Change::Set(document) = change else {
                    return Err(no_operation());
                };
                let response: MethodResponse = of_document(document).ok_or_else(no_operation)?;
                return Ok(Call::of(&PutMethodResponseRequest {
                    rest_api_id,
                    resource_id,
                    http_method,
                    status_code,
                    response_parameters: response.response_parameters,
                    response_models: response.response_models,
                }));
            }
            Call::of(&UpdateMethodResponseRequest {
                rest_api_id,
                resource_id,
                http_method,
                status_code,
                patch_operations: patched(rest),
            })
        }
        ("methodIntegration" | "methodResponses", _) => return Err(no_operation()),
        _ => Call::of(&UpdateMethodRequest {
            rest_api_id,
            resource_id,
            http_method,
            patch_operations: patched(&place.pointer),
        }),
    })
}

/// A document as AWS's shape of it.
fn of_document<D: serde::de::DeserializeOwned>(document: &Value) -> Option<D> {
    serde_json::from_value(document.clone()).ok()
}

fn resource_id(api: &Api, path: &str, verb: &str) -> Result<String, NoCall> {
    let mut resources = api.resources.iter();
    resources
        .find(|resource| resource.path.as_deref() == Some(path))
        .and_then(|resource| resource.id.clone())
        .ok_or_else(|| NoCall::NoThing(Thing::method(path, verb)))
}

/// The patch of one member. `add` makes what is not there yet; what is always there, or may be
/// replaced before it is, is replaced.
fn patch(path: String, exists: bool, change: &Change<'_>) -> PatchOperation {
    // Members of maps, `/requestTemplates/application~1json`, are added the first time.
    let of_map = path.matches('/').count() > 1;
    let (op, value) = match change {
        Change::Remove => ("remove", None),
        Change::Set(value) => (
            if exists || !of_map { "replace" } else { "add" },
            Some(match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            }),
        ),
    };
    PatchOperation {
        op: Some(op.to_owned()),
        path: Some(path),
        value,
        from: None,
    }
}

/// Whether a document has a member.
fn has(document: &impl serde::Serialize, pointer: &str) -> bool {
    serde_json::to_value(document).is_ok_and(|document| {
        document
            .pointer(pointer)
            .is_some_and(|value| !value.is_null())
    })
}

/// The first segment of a pointer, and the pointer below it.
fn split(pointer: &str) -> Option<(&str, &str)> {
    let inner = pointer.strip_prefix('/')?;
    let end = inner.find('/').unwrap_or(inner.len());
    Some(inner.split_at(end))
}

/// A stage's member as `UpdateStage` names it: `/methodSettings/*~1*/loggingLevel` is
/// `/*/*/logging/loglevel` there (F§5).
fn stage_path(pointer: &str) -> Option<String> {
    let Some(setting) = pointer.strip_prefix("/methodSettings/") else {
        return Some(pointer.to_owned());
    };
    let (method, member) = setting.split_once('/')?;
    let member = match member {
        "loggingLevel" => "logging/loglevel",
        "dataTraceEnabled" => "logging/dataTrace",
        "metricsEnabled" => "metrics/enabled",
        "throttlingBurstLimit" => "throttling/burstLimit",
        "throttlingRateLimit" => "throttling/rateLimit",
        _ => return None,
    };
    // The key's own slash separates path and verb; those of the path are escaped twice.
    Some(format!("/{}/{member}", unescape(method)))
}

/// A segment of a JSON pointer as the name that it stands for.
fn unescape(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}
