//! Models and security schemes.

use gatewright_wire::apigateway::Authorizer;
use serde_json::{Map, Value, json};

use super::{ExportType, Extensions, members, plain, some};
use crate::api::Api;

/// The scheme of methods that want an API key.
pub(super) const API_KEY: &str = "api_key";
/// The scheme of `AWS_IAM` methods.
pub(super) const SIGV4: &str = "sigv4";

/// What a model is referred to by.
pub(super) fn reference(kind: ExportType, model: &str) -> String {
    match kind {
        ExportType::OpenApi3 => format!("#/components/schemas/{model}"),
        ExportType::Swagger2 => format!("#/definitions/{model}"),
    }
}

/// The API's models. One whose schema is no JSON cannot be in a document.
pub(super) fn models(api: &Api, kind: ExportType) -> Option<Value> {
    let models = api.models.iter().filter_map(|model| {
        let mut schema: Value = serde_json::from_str(model.schema.as_deref()?).ok()?;
        localize(&mut schema, kind);
        if let Some(schema) = schema.as_object_mut() {
            schema.remove("$schema");
        }
        Some((model.name.clone()?, schema))
    });
    some(models.collect())
}

/// Makes references to other models ones within the document.
fn localize(schema: &mut Value, kind: ExportType) {
    match schema {
        Value::Object(members) => {
            for (keyword, value) in members {
                match value {
                    Value::String(target) if keyword == "$ref" => {
                        if let Some((_, model)) = target.rsplit_once("/models/") {
                            *target = reference(kind, model);
                        }
                    }
                    other => localize(other, kind),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| localize(item, kind)),
        _ => {}
    }
}

/// The schemes that the API's methods use.
pub(super) fn security_schemes(api: &Api, extensions: Extensions) -> Option<Value> {
    let uses = |wanted: fn(&gatewright_wire::apigateway::Method) -> bool| {
        api.methods().any(|(_, _, method)| wanted(method))
    };
    let header = |name: &str| json!({"type": "apiKey", "name": name, "in": "header"});
    let mut schemes = Map::new();
    if uses(|method| method.api_key_required == Some(true)) {
        schemes.insert(API_KEY.to_owned(), header("x-api-key"));
    }
    if uses(|method| method.authorization_type.as_deref() == Some("AWS_IAM")) {
        let mut scheme = header("Authorization");
        scheme["x-amazon-apigateway-authtype"] = json!("awsSigv4");
        schemes.insert(SIGV4.to_owned(), scheme);
    }
    for authorizer in &api.authorizers {
        let Some(name) = &authorizer.name else {
            continue;
        };
        // A REQUEST authorizer may read from anywhere; the header is a place holder then.
        let source = authorizer.identity_source.as_deref().unwrap_or_default();
        let source = source.strip_prefix("method.request.header.");
        let mut scheme = header(source.filter(|it| !it.contains(',')).unwrap_or("Unused"));
        if extensions.authorizers {
            if let Some(auth_type) = &authorizer.auth_type {
                scheme["x-amazon-apigateway-authtype"] = json!(auth_type);
            }
            scheme["x-amazon-apigateway-authorizer"] = Value::Object(extension(authorizer));
        }
        schemes.insert(name.clone(), scheme);
    }
    some(schemes)
}

fn extension(authorizer: &Authorizer) -> Map<String, Value> {
    let kind = authorizer.r#type.as_deref().map(str::to_lowercase);
    let is_request = kind.as_deref() == Some("request");
    let identity_source = authorizer.identity_source.as_ref().filter(|_| is_request);
    members([
        ("type", plain(&kind)),
        ("providerARNs", plain(&authorizer.provider_ar_ns)),
        ("authorizerUri", plain(&authorizer.authorizer_uri)),
        (
            "authorizerCredentials",
            plain(&authorizer.authorizer_credentials),
        ),
        ("identitySource", plain(identity_source)),
        (
            "identityValidationExpression",
            plain(&authorizer.identity_validation_expression),
        ),
        (
            "authorizerResultTtlInSeconds",
            plain(authorizer.authorizer_result_ttl_in_seconds),
        ),
        ("jwtConfiguration", plain(&authorizer.jwt_configuration)),
    ])
}
