//! Integrations: what stands behind a method.

use gatewright_wire::apigateway::{
    DeleteIntegrationRequest, GetIntegrationRequest, Integration, PutIntegrationRequest, TlsConfig,
    UpdateIntegrationRequest,
};
use gatewright_wire::error::ServiceError;

use super::integration_check::check;
use super::methods::{edit_method, method};
use super::patch::{Op, Otherwise, Rule, Rules, Wording};
use super::refusals::{bad_request, no_content_type, no_integration, no_parameter};
use crate::control::Scope;

/// PutIntegration: replaces what was there, with its responses.
pub async fn put(scope: &Scope, input: PutIntegrationRequest) -> Result<Integration, ServiceError> {
    let mut integration = Integration {
        r#type: Some(input.r#type),
        http_method: input.integration_http_method,
        uri: input.uri,
        connection_type: input.connection_type,
        connection_id: input.connection_id,
        credentials: input.credentials,
        request_parameters: input.request_parameters,
        request_templates: input.request_templates,
        passthrough_behavior: input.passthrough_behavior,
        content_handling: input.content_handling,
        timeout_in_millis: input.timeout_in_millis,
        cache_namespace: input.cache_namespace,
        cache_key_parameters: input.cache_key_parameters,
        tls_config: input.tls_config,
        response_transfer_mode: input.response_transfer_mode,
        integration_target: input.integration_target,
        integration_responses: None,
    };
    fill(&mut integration, &input.resource_id);
    edit_method(
        scope,
        &input.rest_api_id,
        &input.resource_id,
        &input.http_method,
        |method| {
            check(&integration, method, &scope.account)?;
            method.method_integration = Some(integration.clone());
            Ok(integration.clone())
        },
    )
    .await
}

/// What AWS fills in (F§5.1).
pub(super) fn fill(integration: &mut Integration, resource_id: &str) {
    let http = matches!(integration.r#type.as_deref(), Some("HTTP" | "HTTP_PROXY"));
    integration
        .passthrough_behavior
        .get_or_insert_with(|| "WHEN_NO_MATCH".to_owned());
    integration.timeout_in_millis.get_or_insert(29_000);
    integration
        .cache_namespace
        .get_or_insert_with(|| resource_id.to_owned());
    integration.cache_key_parameters.get_or_insert_default();
    if http {
        integration
            .connection_type
            .get_or_insert_with(|| "INTERNET".to_owned());
    }
}

/// GetIntegration.
pub async fn get(scope: &Scope, input: GetIntegrationRequest) -> Result<Integration, ServiceError> {
    method(
        scope,
        &input.rest_api_id,
        &input.resource_id,
        &input.http_method,
    )?
    .method_integration
    .ok_or_else(no_integration)
}

const RULES: Rules<Integration> = Rules {
    wording: Wording::Plain,
    rules: &[
        Rule {
            path: "/uri",
            ops: Op::REPLACE,
            otherwise: Otherwise::ListsOps,
            set: |integration, patch| {
                integration.uri = patch.text();
                Ok(())
            },
        },
        Rule {
            path: "/httpMethod",
            ops: Op::REPLACE,
            otherwise: Otherwise::ListsOps,
            set: |integration, patch| {
                integration.http_method = patch.text();
                Ok(())
            },
        },
        Rule {
            path: "/credentials",
            ops: Op::REPLACE,
            otherwise: Otherwise::ListsOps,
            set: |integration, patch| {
                integration.credentials = patch.text().filter(|role| !role.is_empty());
                Ok(())
            },
        },
        Rule {
            path: "/connectionType",
            ops: Op::REPLACE,
            otherwise: Otherwise::ListsOps,
            set: |integration, patch| match patch.value {
                Some("INTERNET" | "VPC_LINK") => {
                    integration.connection_type = patch.text();
                    Ok(())
                }
                // [C]: no recording of this text.
                _ => Err(bad_request(
                    "Invalid ConnectionType specified. Valid options are INTERNET,VPC_LINK",
                )),
            },
        },
        Rule {
            path: "/connectionId",
            ops: Op::REPLACE,
            otherwise: Otherwise::ListsOps,
            set: |integration, patch| {
                integration.connection_id = patch.text().filter(|id| !id.is_empty());
                Ok(())
            },
        },
        Rule {
            path: "/passthroughBehavior",
            ops: Op::REPLACE,
            otherwise: Otherwise::ListsOps,
            set: |integration, patch| match patch.value {
                Some("WHEN_NO_MATCH" | "WHEN_NO_TEMPLATES" | "NEVER") => {
                    integration.passthrough_behavior = patch.text();
                    Ok(())
                }
                // [C]: no recording of this text.
                _ => Err(bad_request(
                    "Invalid PassthroughBehavior specified. Valid options are WHEN_NO_MATCH,WHEN_NO_TEMPLATES,NEVER",
                )),
            },
        },
        Rule {
            path: "/contentHandling",
            ops: Op::REPLACE,
            otherwise: Otherwise::ListsOps,
            set: |integration, patch| {
                integration.content_handling = content_handling(patch.text())?;
                Ok(())
            },
        },
        Rule {
            path: "/timeoutInMillis",
            ops: Op::REPLACE,
            otherwise: Otherwise::ListsOps,
            set: |integration, patch| {
                // A value that is no number is out of range as well.
                let millis = patch.value.and_then(|value| value.parse().ok());
                integration.timeout_in_millis = Some(millis.unwrap_or(-1));
                Ok(())
            },
        },
        Rule {
            path: "/cacheNamespace",
            ops: Op::REPLACE,
            otherwise: Otherwise::ListsOps,
            set: |integration, patch| {
                integration.cache_namespace = patch.text();
                Ok(())
            },
        },
        Rule {
            path: "/responseTransferMode",
            ops: Op::REPLACE,
            otherwise: Otherwise::ListsOps,
            set: |integration, patch| {
                integration.response_transfer_mode = patch.text();
                Ok(())
            },
        },
        Rule {
            path: "/integrationTarget",
            ops: Op::REPLACE,
            otherwise: Otherwise::ListsOps,
            set: |integration, patch| {
                integration.integration_target = patch.text().filter(|arn| !arn.is_empty());
                Ok(())
            },
        },
        Rule {
            path: "/tlsConfig/insecureSkipVerification",
            ops: Op::REPLACE,
            otherwise: Otherwise::ListsOps,
            set: |integration, patch| {
                integration.tls_config = Some(TlsConfig {
                    insecure_skip_verification: Some(patch.flag()),
                });
                Ok(())
            },
        },
        Rule {
            path: "/cacheKeyParameters/{}",
            ops: Op::ADD_REMOVE,
            otherwise: Otherwise::NoPath,
            set: |integration, patch| {
                patch.member(&mut integration.cache_key_parameters, patch.name());
                Ok(())
            },
        },
        Rule {
            path: "/requestParameters/{}",
            ops: Op::ADD_REMOVE_REPLACE,
            otherwise: Otherwise::NoPath,
            set: |integration, patch| {
                patch.text_entry(&mut integration.request_parameters, no_parameter)
            },
        },
        Rule {
            path: "/requestTemplates/{}",
            ops: Op::ADD_REMOVE_REPLACE,
            otherwise: Otherwise::NoPath,
            set: |integration, patch| {
                patch.text_entry(&mut integration.request_templates, no_content_type)
            },
        },
    ],
};

/// How a body is converted; no value is none. The words are not recorded \[C\].
pub(super) fn content_handling(value: Option<String>) -> Result<Option<String>, ServiceError> {
    match value.as_deref() {
        None | Some("") => Ok(None),
        Some("CONVERT_TO_BINARY" | "CONVERT_TO_TEXT") => Ok(value),
        Some(_) => Err(bad_request(
            "Invalid ContentHandling specified. Valid options are CONVERT_TO_BINARY,CONVERT_TO_TEXT",
        )),
    }
}

/// UpdateIntegration.
pub async fn update(
    scope: &Scope,
    input: UpdateIntegrationRequest,
) -> Result<Integration, ServiceError> {
    edit_method(
        scope,
        &input.rest_api_id,
        &input.resource_id,
        &input.http_method,
        |method| {
            let mut integration = method
                .method_integration
                .take()
                .ok_or_else(no_integration)?;
            RULES.apply(&mut integration, input.patch_operations.as_deref())?;
            check(&integration, method, &scope.account)?;
            method.method_integration = Some(integration.clone());
            Ok(integration)
        },
    )
    .await
}

/// DeleteIntegration.
pub async fn delete(scope: &Scope, input: DeleteIntegrationRequest) -> Result<(), ServiceError> {
    edit_method(
        scope,
        &input.rest_api_id,
        &input.resource_id,
        &input.http_method,
        |method| {
            method
                .method_integration
                .take()
                .map(drop)
                .ok_or_else(no_integration)
        },
    )
    .await
}
