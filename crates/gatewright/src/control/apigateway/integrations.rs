//! Integrations: what stands behind a method.

use gatewright_gateway::arn::Arn;
use gatewright_gateway::integration_check;
use gatewright_wire::apigateway::{
    DeleteIntegrationRequest, GetIntegrationRequest, Integration, Method, PutIntegrationRequest,
    UpdateIntegrationRequest,
};
use gatewright_wire::error::ServiceError;

use super::documents::api;
use super::methods::{edit_method, method};
use super::patch::{Patch, Rule, Rules, Wording, Words};
use super::refusals::{invalid, no_content_type, no_integration, no_parameter};
use crate::control::Scope;

/// PutIntegration: replaces what was there, with its responses.
pub async fn put(scope: &Scope, input: PutIntegrationRequest) -> Result<Integration, ServiceError> {
    // A plain string in the model; the other words are held there.
    if let Some(word) = &input.passthrough_behavior {
        PASSTHROUGH.check(word)?;
    }
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
            check(scope, &input.rest_api_id, &integration, method)?;
            method.method_integration = Some(integration.clone());
            Ok(integration.clone())
        },
    )
    .await
}

/// Checks a whole integration of a method.
fn check(
    scope: &Scope,
    api_id: &str,
    integration: &Integration,
    method: &Method,
) -> Result<(), ServiceError> {
    let endpoint = api(scope, api_id)?.value.endpoint_configuration;
    let types = endpoint.and_then(|it| it.types);
    let may_be_raised = !types.iter().flatten().any(|it| it == "EDGE");
    let declared = method.request_parameters.as_ref();
    integration_check::check(integration, declared, may_be_raised).map_err(invalid)?;
    // A role of another account cannot be passed (F§5.1 [B]).
    match integration.credentials.as_deref().and_then(role_owner) {
        Some(owner) if owner != scope.account && !owner.contains("${") => Err(
            ServiceError::access_denied("Cross-account pass role is not allowed."),
        ),
        _ => Ok(()),
    }
}

/// The account whose role an ARN names, if it is a role's.
pub(super) fn role_owner(arn: &str) -> Option<String> {
    let arn: Arn = arn.parse().ok()?;
    let is_role = arn.service == "iam" && arn.resource.starts_with("role/");
    is_role.then_some(arn.account)
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

const CONNECTION_TYPES: Words = Words {
    kind: "ConnectionType",
    words: &["INTERNET", "VPC_LINK"],
};

const TRANSFER_MODES: Words = Words {
    kind: "ResponseTransferMode",
    words: &["BUFFERED", "STREAM"],
};

const PASSTHROUGH: Words = Words {
    kind: "PassthroughBehavior",
    words: &["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"],
};

const RULES: Rules<Integration> = Rules {
    wording: Wording::Plain,
    rules: &[
        Rule::text("/uri", |it| &mut it.uri),
        Rule::text("/httpMethod", |it| &mut it.http_method),
        Rule::optional_text("/credentials", |it| &mut it.credentials),
        Rule::word("/connectionType", CONNECTION_TYPES, |it| {
            &mut it.connection_type
        }),
        Rule::optional_text("/connectionId", |it| &mut it.connection_id),
        Rule::word("/passthroughBehavior", PASSTHROUGH, |it| {
            &mut it.passthrough_behavior
        }),
        Rule::with("/contentHandling", |it, patch| {
            it.content_handling = content_handling(patch)?;
            Ok(())
        }),
        Rule::with("/timeoutInMillis", |it, patch| {
            // A value that is no number is out of range as well.
            let millis = patch.value.and_then(|value| value.parse().ok());
            it.timeout_in_millis = Some(millis.unwrap_or(-1));
            Ok(())
        }),
        Rule::text("/cacheNamespace", |it| &mut it.cache_namespace),
        Rule::word("/responseTransferMode", TRANSFER_MODES, |it| {
            &mut it.response_transfer_mode
        }),
        Rule::optional_text("/integrationTarget", |it| &mut it.integration_target),
        Rule::flag("/tlsConfig/insecureSkipVerification", |it| {
            let tls = it.tls_config.get_or_insert_default();
            &mut tls.insecure_skip_verification
        }),
        Rule::members("/cacheKeyParameters/{}", |it| &mut it.cache_key_parameters),
        Rule::texts("/requestParameters/{}", no_parameter, |it| {
            &mut it.request_parameters
        }),
        Rule::texts("/requestTemplates/{}", no_content_type, |it| {
            &mut it.request_templates
        }),
    ],
};

/// How a body is converted; no value is none.
pub(super) fn content_handling(patch: &Patch<'_>) -> Result<Option<String>, ServiceError> {
    const CONVERSIONS: Words = Words {
        kind: "ContentHandling",
        words: &["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"],
    };
    let conversion = patch.text().filter(|word| !word.is_empty());
    if let Some(word) = &conversion {
        CONVERSIONS.check(word)?;
    }
    Ok(conversion)
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
            check(scope, &input.rest_api_id, &integration, method)?;
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
