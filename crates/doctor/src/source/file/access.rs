//! Who may call SAM's APIs: their authorizers, and the answers to browsers that ask first.

use std::collections::BTreeMap;
use std::sync::Arc;

use gatewright_wire::apigateway::{
    Authorizer, Integration, IntegrationResponse, Method, MethodResponse,
};

use super::draft::Draft;
use super::functions::Around;
use super::sam::{entries, statement};
use super::template::Template;
use super::unseen::invoking;
use super::value::Value;
use super::written::{Form, Written};
use crate::subject::Thing;

/// `Auth.Authorizers`, with the permissions that SAM gives their functions.
pub(super) fn authorizers(
    template: &Template<'_>,
    draft: &mut Draft,
    around: &mut Around,
    properties: &Value,
) {
    let own = template.surroundings;
    let Some(auth) = properties.get("Auth") else {
        return;
    };
    for (name, authorizer) in entries(auth, "Authorizers") {
        let identity = authorizer.get("Identity");
        let header = identity.and_then(|identity| identity.text("Header"));
        let pools = authorizer.texts("UserPoolArn");
        let kind = if pools.is_some() {
            "COGNITO_USER_POOLS".to_owned()
        } else {
            authorizer
                .text("FunctionPayloadType")
                .map_or_else(|| "TOKEN".to_owned(), |kind| kind.to_ascii_uppercase())
        };
        let function = authorizer
            .text("FunctionArn")
            .and_then(|arn| own.function_named(&arn));
        let role = authorizer
            .text("FunctionInvokeRole")
            .filter(|role| role != "NONE");
        let source = if kind == "REQUEST" {
            identity.map(request_sources)
        } else {
            let header = header.unwrap_or_else(|| "Authorization".to_owned());
            Some(format!("method.request.header.{header}"))
        };
        if let Some(function) = &function
            && role.is_none()
            && authorizer.flag("DisableFunctionDefaultPermissions") != Some(true)
        {
            let source = format!(
                "arn:{}:execute-api:{}:{}:{}/authorizers/*",
                own.partition,
                own.region,
                own.account,
                draft.api.id()
            );
            let statement = statement(
                &format!("{}{name}AuthorizerPermission", draft.name),
                &source,
            );
            let written = Written::new(&Arc::new(authorizer.clone()), Form::Made);
            around.permission(function, statement, written);
        }
        draft.api.authorizers.push(Authorizer {
            id: Some(format!("{}.{name}", draft.api.id())),
            name: Some(name.clone()),
            r#type: Some(kind),
            provider_ar_ns: pools,
            authorizer_uri: function.as_ref().map(invoking),
            authorizer_credentials: role.map(|role| own.whole_role(&role)),
            identity_source: source,
            identity_validation_expression: identity
                .and_then(|identity| identity.text("ValidationExpression")),
            authorizer_result_ttl_in_seconds: identity
                .and_then(|identity| identity.integer("ReauthorizeEvery")),
            ..Authorizer::default()
        });
        let written = Written::new(&Arc::new(authorizer.clone()), Form::Made);
        draft.places.put(Thing::Authorizer(name.clone()), written);
    }
}

fn request_sources(identity: &Value) -> String {
    let groups = [
        ("Headers", "method.request.header."),
        ("QueryStrings", "method.request.querystring."),
        ("StageVariables", "stageVariables."),
        ("Context", "context."),
    ];
    let sources = groups.iter().flat_map(|(key, prefix)| {
        let names = identity.texts(key).unwrap_or_default();
        names.into_iter().map(move |name| format!("{prefix}{name}"))
    });
    sources.collect::<Vec<_>>().join(", ")
}

/// The authorization of methods that name an authorizer, or `AWS_IAM` or `NONE`: its type, and the
/// authorizer's id.
pub(super) fn authorization(draft: &Draft, name: &str) -> (&'static str, Option<String>) {
    let mut authorizers = draft.api.authorizers.iter();
    let named = authorizers.find(|it| it.name.as_deref() == Some(name));
    let kind = match (name, named) {
        ("NONE", _) => return ("NONE", None),
        ("AWS_IAM", _) => return ("AWS_IAM", None),
        (_, Some(named)) if named.r#type.as_deref() == Some("COGNITO_USER_POOLS") => {
            "COGNITO_USER_POOLS"
        }
        _ => "CUSTOM",
    };
    (kind, named.and_then(|it| it.id.clone()))
}

/// `Cors`: an OPTIONS method for every path that has none.
pub(super) fn cors(draft: &mut Draft, properties: &Arc<Value>) {
    let Some(cors) = properties.get("Cors") else {
        return;
    };
    let setting = |key: &str| cors.text(key);
    let origin = cors
        .as_text()
        .or_else(|| setting("AllowOrigin"))
        .unwrap_or_else(|| "'*'".to_owned());
    let paths: Vec<(String, String)> = draft
        .api
        .resources
        .iter()
        .filter_map(|resource| {
            let verbs = resource.resource_methods.as_ref()?;
            let verbs: Vec<&str> = verbs.keys().map(String::as_str).collect();
            let all = "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT".to_owned();
            let verbs = match verbs.as_slice() {
                verbs if verbs.contains(&"OPTIONS") => return None,
                verbs if verbs.contains(&"ANY") => all,
                verbs => format!("{},OPTIONS", verbs.join(",")),
            };
            Some((resource.path.clone()?, verbs))
        })
        .collect();
    let written = Written::at(properties, &["Cors"], Form::Made);
    // SAM asks preflights for what other requests need, unless it is told not to.
    let auth = |setting: &str, unless: &str| {
        let auth = properties.get("Auth")?;
        let is_off = auth.flag(unless) == Some(false);
        auth.get(setting).filter(|_| !is_off)
    };
    let authorizer = auth("DefaultAuthorizer", "AddDefaultAuthorizerToCorsPreflight");
    let authorizer = authorizer.and_then(Value::as_text);
    let (kind, authorizer_id) = authorization(draft, authorizer.as_deref().unwrap_or("NONE"));
    let key = auth("ApiKeyRequired", "AddApiKeyRequiredToCorsPreflight");
    let key_required = key.and_then(Value::as_flag).unwrap_or(false);
    for (path, verbs) in paths {
        let verbs = setting("AllowMethods").unwrap_or_else(|| format!("'{verbs}'"));
        let mut headers = BTreeMap::from([
            ("Access-Control-Allow-Origin", origin.clone()),
            ("Access-Control-Allow-Methods", verbs),
        ]);
        headers.extend(setting("AllowHeaders").map(|it| ("Access-Control-Allow-Headers", it)));
        headers.extend(setting("MaxAge").map(|it| ("Access-Control-Max-Age", it)));
        if cors.flag("AllowCredentials") == Some(true) {
            headers.insert("Access-Control-Allow-Credentials", "'true'".to_owned());
        }
        let parameters = headers
            .iter()
            .map(|(name, value)| (format!("method.response.header.{name}"), value.clone()));
        let response = IntegrationResponse {
            status_code: Some("200".to_owned()),
            response_parameters: Some(parameters.collect()),
            response_templates: Some(BTreeMap::from([(
                "application/json".to_owned(),
                "{}\n".to_owned(),
            )])),
            ..IntegrationResponse::default()
        };
        let declared = headers
            .keys()
            .map(|name| (format!("method.response.header.{name}"), false));
        let method_response = MethodResponse {
            status_code: Some("200".to_owned()),
            response_parameters: Some(declared.collect()),
            ..MethodResponse::default()
        };
        let method = Method {
            http_method: Some("OPTIONS".to_owned()),
            authorization_type: Some(kind.to_owned()),
            authorizer_id: authorizer_id.clone(),
            api_key_required: Some(key_required),
            method_responses: Some(BTreeMap::from([("200".to_owned(), method_response)])),
            method_integration: Some(Integration {
                r#type: Some("MOCK".to_owned()),
                passthrough_behavior: Some("WHEN_NO_MATCH".to_owned()),
                request_templates: Some(BTreeMap::from([(
                    "application/json".to_owned(),
                    "{\n  \"statusCode\" : 200\n}\n".to_owned(),
                )])),
                integration_responses: Some(BTreeMap::from([("200".to_owned(), response)])),
                ..Integration::default()
            }),
            ..Method::default()
        };
        draft.method(&path, "OPTIONS", method, written.clone());
    }
}
