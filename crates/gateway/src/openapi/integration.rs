//! `x-amazon-apigateway-integration`.

use std::collections::BTreeMap;

use gatewright_wire::apigateway::{Integration, IntegrationResponse, TlsConfig};
use serde_json::{Map, Value};

use super::document::{Document, flag, integer, map_at, text_at, texts_at};

/// Reads the extension with AWS's defaults (F§5.1). Words may be in lower case.
pub(super) fn read(document: Document<'_>, extension: &Map<String, Value>) -> Integration {
    let kind = text_at(extension, "type").map(|kind| kind.to_uppercase());
    let is_http = matches!(kind.as_deref(), Some("HTTP" | "HTTP_PROXY"));
    Integration {
        http_method: text_at(extension, "httpMethod").map(|verb| match verb.as_str() {
            "x-amazon-apigateway-any-method" => "ANY".to_owned(),
            _ => verb.to_uppercase(),
        }),
        uri: text_at(extension, "uri"),
        connection_type: text_at(extension, "connectionType")
            .map(|kind| kind.to_uppercase())
            .or_else(|| is_http.then(|| "INTERNET".to_owned())),
        connection_id: text_at(extension, "connectionId"),
        credentials: text_at(extension, "credentials"),
        request_parameters: map_at(extension, "requestParameters"),
        request_templates: map_at(extension, "requestTemplates"),
        passthrough_behavior: Some(
            text_at(extension, "passthroughBehavior")
                .map_or_else(|| "WHEN_NO_MATCH".to_owned(), |word| word.to_uppercase()),
        ),
        content_handling: text_at(extension, "contentHandling").map(|word| word.to_uppercase()),
        timeout_in_millis: Some(
            extension
                .get("timeoutInMillis")
                .and_then(integer)
                .unwrap_or(29_000),
        ),
        cache_namespace: text_at(extension, "cacheNamespace"),
        cache_key_parameters: Some(texts_at(extension, "cacheKeyParameters").unwrap_or_default()),
        integration_responses: responses(document, extension),
        tls_config: extension
            .get("tlsConfig")
            .and_then(Value::as_object)
            .map(|tls| TlsConfig {
                insecure_skip_verification: tls.get("insecureSkipVerification").and_then(flag),
            }),
        response_transfer_mode: text_at(extension, "responseTransferMode"),
        integration_target: text_at(extension, "integrationTarget"),
        r#type: kind,
    }
}

/// `responses`: by selection pattern in the document, by status code in the integration. `default`
/// has no pattern.
fn responses(
    document: Document<'_>,
    extension: &Map<String, Value>,
) -> Option<BTreeMap<String, IntegrationResponse>> {
    let responses = document.object(extension.get("responses"))?;
    let read = responses.iter().filter_map(|(pattern, response)| {
        let response = document.object(Some(response))?;
        let status_code = text_at(response, "statusCode")
            .unwrap_or_else(|| if pattern == "default" { "200" } else { pattern }.to_owned());
        let read = IntegrationResponse {
            status_code: Some(status_code.clone()),
            selection_pattern: (pattern != "default").then(|| pattern.clone()),
            response_parameters: map_at(response, "responseParameters"),
            response_templates: map_at(response, "responseTemplates"),
            content_handling: text_at(response, "contentHandling").map(|word| word.to_uppercase()),
        };
        Some((status_code, read))
    });
    let read: BTreeMap<_, _> = read.collect();
    (!read.is_empty()).then_some(read)
}
