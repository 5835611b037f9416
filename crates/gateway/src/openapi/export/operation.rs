//! A method as an operation, its integration as `x-amazon-apigateway-integration`.

use std::collections::{BTreeMap, BTreeSet};

use gatewright_wire::apigateway::{
    Integration, IntegrationResponse, Method, MethodResponse, Resource,
};
use serde_json::{Map, Value, json};

use super::components::{API_KEY, SIGV4, reference};
use super::{ExportType, Extensions, members, plain, some};
use crate::api::Api;

/// The key of an operation in its path item.
pub(super) fn operation_key(verb: &str) -> String {
    match verb {
        "ANY" => "x-amazon-apigateway-any-method".to_owned(),
        verb => verb.to_ascii_lowercase(),
    }
}

/// What operations are written with.
pub(super) struct Operations<'a> {
    pub(super) api: &'a Api,
    pub(super) kind: ExportType,
    pub(super) extensions: Extensions,
}

impl Operations<'_> {
    pub(super) fn operation(&self, resource: &Resource, method: &Method) -> Value {
        let mut operation = members([("operationId", plain(&method.operation_name))]);
        let swagger = self.kind == ExportType::Swagger2;
        if swagger {
            operation.extend(media_types(method));
        }
        let mut parameters = self.parameters(resource, method);
        let models = method.request_models.iter().flatten();
        if swagger {
            // Swagger has one body, whatever its media type.
            parameters.extend(models.take(1).map(|(_, model)| {
                let schema = json!({"$ref": reference(self.kind, model)});
                json!({"in": "body", "name": model, "required": true, "schema": schema})
            }));
        } else if let Some(content) = self.content(method.request_models.as_ref()) {
            let body = json!({"content": content, "required": true});
            operation.insert("requestBody".to_owned(), body);
        }
        if !parameters.is_empty() {
            operation.insert("parameters".to_owned(), Value::Array(parameters));
        }
        let responses = method.method_responses.iter().flatten();
        let responses = responses.map(|(status, it)| (status.clone(), self.response(status, it)));
        if let Some(responses) = some(responses.collect()) {
            operation.insert("responses".to_owned(), responses);
        }
        let security = self.security(method);
        if !security.is_empty() {
            operation.insert("security".to_owned(), Value::Array(security));
        }
        if self.extensions.everything {
            let validators = self.api.request_validators.iter();
            let validator = validators
                .filter(|it| it.id.is_some() && it.id == method.request_validator_id)
                .find_map(|it| it.name.clone());
            operation.extend(members([(
                "x-amazon-apigateway-request-validator",
                plain(&validator),
            )]));
        }
        if let (true, Some(integration)) =
            (self.extensions.integrations, &method.method_integration)
        {
            let resource_id = resource.id.as_deref();
            operation.insert(
                "x-amazon-apigateway-integration".to_owned(),
                Value::Object(extension(integration, resource_id)),
            );
        }
        Value::Object(operation)
    }

    /// The declared parameters, and those of the path that are not.
    fn parameters(&self, resource: &Resource, method: &Method) -> Vec<Value> {
        let mut parameters = Vec::new();
        let mut of_path = BTreeSet::new();
        for (name, required) in method.request_parameters.iter().flatten() {
            let Some((place, name)) = name
                .strip_prefix("method.request.")
                .and_then(|name| name.split_once('.'))
            else {
                continue;
            };
            let place = match place {
                "querystring" | "multivaluequerystring" => "query",
                "header" | "multivalueheader" => "header",
                _ => "path",
            };
            if place == "path" {
                of_path.insert(name.to_owned());
            }
            parameters.push(self.parameter(place, name, *required || place == "path"));
        }
        let path = resource.path.as_deref().unwrap_or_default();
        for segment in path.split('/') {
            let name = segment
                .strip_prefix('{')
                .and_then(|it| it.strip_suffix('}'));
            let Some(name) = name.map(|name| name.strip_suffix('+').unwrap_or(name)) else {
                continue;
            };
            // OpenAPI wants every parameter of a path; on import it would become a declared one.
            if self.extensions == Extensions::default() && of_path.insert(name.to_owned()) {
                parameters.push(self.parameter("path", name, true));
            }
        }
        parameters
    }

    fn parameter(&self, place: &str, name: &str, required: bool) -> Value {
        let mut parameter = members([
            ("name", Some(json!(name))),
            ("in", Some(json!(place))),
            ("required", required.then_some(json!(true))),
        ]);
        parameter.extend(self.text());
        Value::Object(parameter)
    }

    /// What a parameter or header is: a text.
    fn text(&self) -> Map<String, Value> {
        match self.kind {
            ExportType::OpenApi3 => members([("schema", Some(json!({"type": "string"})))]),
            ExportType::Swagger2 => members([("type", Some(json!("string")))]),
        }
    }

    fn content(&self, models: Option<&BTreeMap<String, String>>) -> Option<Value> {
        let content = models.into_iter().flatten().map(|(media_type, model)| {
            let schema = json!({"$ref": reference(self.kind, model)});
            (media_type.clone(), json!({"schema": schema}))
        });
        some(content.collect())
    }

    fn response(&self, status: &str, response: &MethodResponse) -> Value {
        let headers = response.response_parameters.iter().flatten();
        let headers = headers.filter_map(|(name, _)| {
            let name = name.strip_prefix("method.response.header.")?;
            Some((name.to_owned(), Value::Object(self.text())))
        });
        let mut written = members([
            ("description", Some(json!(format!("{status} response")))),
            ("headers", some(headers.collect())),
        ]);
        let models = response.response_models.as_ref();
        written.extend(match self.kind {
            ExportType::OpenApi3 => members([("content", self.content(models))]),
            ExportType::Swagger2 => {
                let model = models.and_then(|models| models.values().next());
                let schema = model.map(|model| json!({"$ref": reference(self.kind, model)}));
                members([("schema", schema)])
            }
        });
        Value::Object(written)
    }

    fn security(&self, method: &Method) -> Vec<Value> {
        let scopes = method.authorization_scopes.clone().unwrap_or_default();
        let mut authorizers = self.api.authorizers.iter();
        let authorizer = method.authorizer_id.as_ref().and_then(|id| {
            authorizers
                .find(|it| it.id.as_ref() == Some(id))
                .and_then(|it| it.name.as_deref())
        });
        let kind = method.authorization_type.as_deref();
        let required = [
            (kind == Some("AWS_IAM")).then(|| json!({SIGV4: []})),
            authorizer.map(|name| json!({name: scopes})),
            (method.api_key_required == Some(true)).then(|| json!({API_KEY: []})),
        ];
        required.into_iter().flatten().collect()
    }
}

/// Swagger's `consumes` and `produces`.
fn media_types(method: &Method) -> Map<String, Value> {
    let consumes: Vec<&String> = method
        .request_models
        .iter()
        .flatten()
        .map(|(it, _)| it)
        .collect();
    let responses = method.method_responses.iter().flatten();
    let produces: BTreeSet<&String> = responses
        .flat_map(|(_, response)| response.response_models.iter().flatten())
        .map(|(media_type, _)| media_type)
        .collect();
    members([
        ("consumes", (!consumes.is_empty()).then(|| json!(consumes))),
        ("produces", (!produces.is_empty()).then(|| json!(produces))),
    ])
}

/// Words are in lower case, as API Gateway exports them.
fn extension(integration: &Integration, resource_id: Option<&str>) -> Map<String, Value> {
    let word = |text: &Option<String>| text.as_ref().map(|text| json!(text.to_lowercase()));
    // The namespace that every integration has unless it is given one is the resource's id.
    let cache_namespace = integration.cache_namespace.clone();
    let cache_namespace = cache_namespace.filter(|it| Some(it.as_str()) != resource_id);
    let cache_key_parameters = integration.cache_key_parameters.clone();
    let connection_type = integration.connection_type.clone();
    members([
        ("type", word(&integration.r#type)),
        ("httpMethod", plain(&integration.http_method)),
        ("uri", plain(&integration.uri)),
        (
            "connectionType",
            plain(connection_type.filter(|it| it != "INTERNET")),
        ),
        ("connectionId", plain(&integration.connection_id)),
        ("credentials", plain(&integration.credentials)),
        (
            "responses",
            responses(integration.integration_responses.as_ref()),
        ),
        ("requestParameters", plain(&integration.request_parameters)),
        ("requestTemplates", plain(&integration.request_templates)),
        (
            "passthroughBehavior",
            word(&integration.passthrough_behavior),
        ),
        ("contentHandling", plain(&integration.content_handling)),
        (
            "timeoutInMillis",
            plain(integration.timeout_in_millis.filter(|it| *it != 29_000)),
        ),
        ("cacheNamespace", plain(&cache_namespace)),
        (
            "cacheKeyParameters",
            plain(cache_key_parameters.filter(|it| !it.is_empty())),
        ),
        ("tlsConfig", plain(&integration.tls_config)),
        (
            "responseTransferMode",
            plain(&integration.response_transfer_mode),
        ),
        ("integrationTarget", plain(&integration.integration_target)),
    ])
}

/// By selection pattern; `default` for the response without one.
fn responses(responses: Option<&BTreeMap<String, IntegrationResponse>>) -> Option<Value> {
    let written = responses.into_iter().flatten().map(|(status, response)| {
        let pattern = response
            .selection_pattern
            .as_deref()
            .filter(|it| !it.is_empty());
        let content = members([
            ("statusCode", Some(json!(status))),
            ("responseParameters", plain(&response.response_parameters)),
            ("responseTemplates", plain(&response.response_templates)),
            ("contentHandling", plain(&response.content_handling)),
        ]);
        (
            pattern.unwrap_or("default").to_owned(),
            Value::Object(content),
        )
    });
    some(written.collect())
}
