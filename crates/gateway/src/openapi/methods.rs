//! Paths, operations, parameters and responses.

use std::collections::BTreeMap;

use gatewright_wire::apigateway::{Method, MethodResponse};
use serde_json::{Map, Value};

use super::document::{Dialect, Document, flag, text_at, texts_at};
use super::models::Models;
use super::security::Security;
use super::{Findings, ImportedMethod, integration};
use crate::integration_check;

/// Keys of a path item that are operations, and their verbs.
const OPERATIONS: [(&str, &str); 8] = [
    ("delete", "DELETE"),
    ("get", "GET"),
    ("head", "HEAD"),
    ("options", "OPTIONS"),
    ("patch", "PATCH"),
    ("post", "POST"),
    ("put", "PUT"),
    ("x-amazon-apigateway-any-method", "ANY"),
];

/// What operations are read with.
pub(super) struct Reader<'d, 'r> {
    pub(super) document: Document<'d>,
    pub(super) models: &'r mut Models,
    pub(super) security: &'r Security<'d>,
    pub(super) findings: &'r mut Findings,
}

impl<'d> Reader<'d, '_> {
    /// The methods of a path item.
    pub(super) fn methods(
        &mut self,
        path: &str,
        item: &'d Map<String, Value>,
    ) -> BTreeMap<String, ImportedMethod> {
        let mut methods = BTreeMap::new();
        for (key, verb) in OPERATIONS {
            if let Some(operation) = self.document.object(item.get(key)) {
                let method = self.method(path, verb, item, operation);
                methods.insert(verb.to_owned(), method);
            }
        }
        if item.contains_key("trace") {
            self.findings.warn(format!(
                "Unsupported method 'TRACE' on resource at path '{path}'. Ignoring."
            ));
        }
        methods
    }

    fn method(
        &mut self,
        path: &str,
        verb: &str,
        item: &'d Map<String, Value>,
        operation: &'d Map<String, Value>,
    ) -> ImportedMethod {
        let mut method = Method {
            http_method: Some(verb.to_owned()),
            operation_name: text_at(operation, "operationId"),
            ..Method::default()
        };
        let authorizer = self.security.apply(operation, &mut method);
        let request_validator = text_at(operation, "x-amazon-apigateway-request-validator")
            .or_else(|| text_at(self.document.root, "x-amazon-apigateway-request-validator"));

        let mut parameters = BTreeMap::new();
        let mut models = BTreeMap::new();
        for holder in [item, operation] {
            for parameter in holder
                .get("parameters")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                self.parameter(operation, parameter, &mut parameters, &mut models);
            }
        }
        if let Some(body) = self.document.object(operation.get("requestBody")) {
            models.extend(self.content(body));
        }
        method.request_parameters = (!parameters.is_empty()).then_some(parameters);
        method.request_models = (!models.is_empty()).then_some(models);
        method.method_responses = self.responses(operation);
        self.integration(path, verb, operation, &mut method);
        ImportedMethod {
            method,
            authorizer,
            request_validator,
        }
    }

    fn parameter(
        &mut self,
        operation: &'d Map<String, Value>,
        parameter: &'d Value,
        parameters: &mut BTreeMap<String, bool>,
        models: &mut BTreeMap<String, String>,
    ) {
        let Some(parameter) = self.document.object(Some(parameter)) else {
            let reference = parameter
                .get("$ref")
                .and_then(Value::as_str)
                .unwrap_or_default();
            self.findings.warn(format!(
                "Reference to parameter '{reference}' not found. Ignoring."
            ));
            return;
        };
        let name = text_at(parameter, "name").unwrap_or_default();
        let required = parameter.get("required").and_then(flag).unwrap_or(false);
        let place = match text_at(parameter, "in").unwrap_or_default().as_str() {
            "path" => "path",
            "query" => "querystring",
            "header" => "header",
            "body" => {
                let model = parameter
                    .get("schema")
                    .and_then(|schema| self.models.of_body(schema, self.findings));
                if let Some(model) = model {
                    let types = self.media_types(operation, "consumes");
                    models.extend(types.into_iter().map(|kind| (kind, model.clone())));
                }
                return;
            }
            other => {
                self.findings.warn(format!(
                    "Unsupported parameter location '{other}' of parameter '{name}'. Ignoring."
                ));
                return;
            }
        };
        parameters.insert(
            format!("method.request.{place}.{name}"),
            required || place == "path",
        );
    }

    /// `consumes` or `produces`, of the operation or else of the document.
    fn media_types(&self, operation: &Map<String, Value>, key: &str) -> Vec<String> {
        texts_at(operation, key)
            .or_else(|| texts_at(self.document.root, key))
            .filter(|types| !types.is_empty())
            .unwrap_or_else(|| vec![crate::media::DEFAULT.to_owned()])
    }

    /// OpenAPI 3's `content`: models by media type.
    fn content(&mut self, holder: &'d Map<String, Value>) -> BTreeMap<String, String> {
        let content = holder.get("content").and_then(Value::as_object);
        let mut models = BTreeMap::new();
        for (kind, media) in content.into_iter().flatten() {
            let model = media
                .get("schema")
                .and_then(|schema| self.models.of_body(schema, self.findings));
            if let Some(model) = model {
                models.insert(kind.clone(), model);
            }
        }
        models
    }

    fn responses(
        &mut self,
        operation: &'d Map<String, Value>,
    ) -> Option<BTreeMap<String, MethodResponse>> {
        let responses = operation.get("responses")?.as_object()?;
        let mut read = BTreeMap::new();
        for (status, response) in responses {
            let is_status = status.len() == 3 && status.bytes().all(|byte| byte.is_ascii_digit());
            let Some(response) = self.document.object(Some(response)).filter(|_| is_status) else {
                continue;
            };
            let headers: BTreeMap<String, bool> = response
                .get("headers")
                .and_then(Value::as_object)
                .into_iter()
                .flat_map(Map::keys)
                .map(|name| (format!("method.response.header.{name}"), false))
                .collect();
            let models = match self.document.dialect {
                Dialect::OpenApi3 => self.content(response),
                Dialect::Swagger2 => response
                    .get("schema")
                    .and_then(|schema| self.models.of_body(schema, self.findings))
                    .into_iter()
                    .flat_map(|model| {
                        let types = self.media_types(operation, "produces");
                        types.into_iter().map(move |kind| (kind, model.clone()))
                    })
                    .collect(),
            };
            let method_response = MethodResponse {
                status_code: Some(status.clone()),
                response_parameters: (!headers.is_empty()).then_some(headers),
                response_models: (!models.is_empty()).then_some(models),
            };
            read.insert(status.clone(), method_response);
        }
        (!read.is_empty()).then_some(read)
    }

    fn integration(
        &mut self,
        path: &str,
        verb: &str,
        operation: &'d Map<String, Value>,
        method: &mut Method,
    ) {
        let extension = operation.get("x-amazon-apigateway-integration");
        let Some(extension) = self.document.object(extension) else {
            return;
        };
        let integration = integration::read(self.document, extension);
        let declared = method.request_parameters.as_ref();
        // Which type the API is of may not be said here.
        if let Err(error) = integration_check::check(&integration, declared, true) {
            self.findings.errors.push(format!(
                "Unable to put integration on '{verb}' for resource at path '{path}': {error}"
            ));
        }
        for (status, response) in integration.integration_responses.iter().flatten() {
            let declared = method
                .method_responses
                .as_ref()
                .and_then(|responses| responses.get(status));
            if let Err(error) = integration_check::check_response(response, declared) {
                self.findings.errors.push(format!(
                    "Unable to put integration response on '{verb}' for resource at path '{path}': {error}"
                ));
            }
        }
        method.method_integration = Some(integration);
    }
}
