//! Who may call: security schemes with API Gateway's extensions become authorizers, `AWS_IAM` and
//! API keys.

use std::collections::BTreeMap;

use gatewright_wire::apigateway::{Authorizer, JwtConfiguration, Method};
use serde_json::{Map, Value};

use super::Findings;
use super::document::{Document, integer, text_at, texts_at};

/// What a security scheme comes to.
enum Scheme {
    ApiKey,
    Iam,
    /// With its `authorizationType`: `CUSTOM`, `COGNITO_USER_POOLS`, `JWT`.
    Authorizer(&'static str),
}

/// The security schemes of a document.
pub(super) struct Security<'d> {
    schemes: BTreeMap<&'d str, Scheme>,
    authorizers: Vec<Authorizer>,
    /// The requirements of methods that state none.
    default: Option<&'d Value>,
}

impl<'d> Security<'d> {
    /// From `securityDefinitions` or `components.securitySchemes`.
    pub(super) fn read(document: Document<'d>, findings: &mut Findings) -> Self {
        let mut read = Self {
            schemes: BTreeMap::new(),
            authorizers: Vec::new(),
            default: document.root.get("security"),
        };
        let schemes = document.named("securityDefinitions", "securitySchemes");
        for (name, scheme) in schemes.into_iter().flatten() {
            let Some(scheme) = document.object(Some(scheme)) else {
                continue;
            };
            let extension = scheme.get("x-amazon-apigateway-authorizer");
            if let Some(extension) = document.object(extension) {
                let (authorizer, kind) = authorizer(name, scheme, extension);
                read.authorizers.push(authorizer);
                read.schemes.insert(name, Scheme::Authorizer(kind));
            } else if let Some(scheme) = plain(scheme) {
                read.schemes.insert(name, scheme);
            } else {
                let kind = text_at(scheme, "type").unwrap_or_default();
                findings.warn(format!(
                    "Unsupported security definition type '{kind}' for '{name}'. Ignoring."
                ));
            }
        }
        read
    }

    /// Sets how a method is authorized; gives the name of its authorizer.
    pub(super) fn apply(
        &self,
        operation: &Map<String, Value>,
        method: &mut Method,
    ) -> Option<String> {
        method.authorization_type = Some("NONE".to_owned());
        method.api_key_required = Some(false);
        let mut named = None;
        let requirements = operation.get("security").or(self.default);
        let requirements = requirements.and_then(Value::as_array).into_iter().flatten();
        for (name, scopes) in requirements.filter_map(Value::as_object).flatten() {
            match self.schemes.get(name.as_str()) {
                Some(Scheme::ApiKey) => method.api_key_required = Some(true),
                Some(Scheme::Iam) => method.authorization_type = Some("AWS_IAM".to_owned()),
                Some(Scheme::Authorizer(kind)) => {
                    method.authorization_type = Some((*kind).to_owned());
                    let scopes: Vec<String> = scopes
                        .as_array()
                        .into_iter()
                        .flatten()
                        .filter_map(super::document::text)
                        .collect();
                    method.authorization_scopes = (!scopes.is_empty()).then_some(scopes);
                    named = Some(name.clone());
                }
                None => {}
            }
        }
        if let Some(kind) = operation
            .get("x-amazon-apigateway-auth")
            .and_then(Value::as_object)
            .and_then(|auth| text_at(auth, "type"))
        {
            let kind = kind.to_uppercase();
            if kind == "NONE" || kind == "AWS_IAM" {
                named = None;
                method.authorization_scopes = None;
            }
            method.authorization_type = Some(kind);
        }
        named
    }

    /// All authorizers.
    pub(super) fn into_authorizers(self) -> Vec<Authorizer> {
        self.authorizers
    }
}

/// A scheme without an authorizer: SigV4, or an API key, which can only travel in `x-api-key`.
fn plain(scheme: &Map<String, Value>) -> Option<Scheme> {
    if text_at(scheme, "type")? != "apiKey" {
        return None;
    }
    let auth_type = text_at(scheme, "x-amazon-apigateway-authtype").unwrap_or_default();
    let name = text_at(scheme, "name").unwrap_or_default();
    if auth_type.eq_ignore_ascii_case("awsSigv4") {
        Some(Scheme::Iam)
    } else {
        name.eq_ignore_ascii_case("x-api-key")
            .then_some(Scheme::ApiKey)
    }
}

fn authorizer(
    name: &str,
    scheme: &Map<String, Value>,
    extension: &Map<String, Value>,
) -> (Authorizer, &'static str) {
    let kind = text_at(extension, "type")
        .unwrap_or_default()
        .to_uppercase();
    let authorization_type = match kind.as_str() {
        "COGNITO_USER_POOLS" => "COGNITO_USER_POOLS",
        "JWT" => "JWT",
        _ => "CUSTOM",
    };
    let header = text_at(scheme, "name").map(|name| format!("method.request.header.{name}"));
    let authorizer = Authorizer {
        name: Some(name.to_owned()),
        auth_type: text_at(scheme, "x-amazon-apigateway-authtype"),
        provider_ar_ns: texts_at(extension, "providerARNs"),
        authorizer_uri: text_at(extension, "authorizerUri"),
        authorizer_credentials: text_at(extension, "authorizerCredentials"),
        // A REQUEST authorizer states its sources; for the others the scheme names the header.
        identity_source: text_at(extension, "identitySource")
            .or_else(|| header.filter(|_| kind != "REQUEST")),
        identity_validation_expression: text_at(extension, "identityValidationExpression"),
        authorizer_result_ttl_in_seconds: extension
            .get("authorizerResultTtlInSeconds")
            .and_then(integer),
        jwt_configuration: extension
            .get("jwtConfiguration")
            .and_then(|jwt| serde_json::from_value::<JwtConfiguration>(jwt.clone()).ok()),
        r#type: Some(kind),
        ..Authorizer::default()
    };
    (authorizer, authorization_type)
}
