//! Export: what is exported imports back to the same API.

use gatewright_gateway::api::Api;
use gatewright_gateway::openapi::export::{ExportType, Extensions, export, to_yaml};
use gatewright_gateway::openapi::{Mode, Options, apply, import};
use gatewright_wire::apigateway::{RestApi, Stage};
use serde_json::{Value, json};

const SWAGGER: &[u8] = include_bytes!("../data/openapi_swagger2.yaml");
const OPENAPI: &[u8] = include_bytes!("../data/openapi_3.json");

fn api_of(bytes: &[u8]) -> Api {
    let mut api = Api {
        account: "123456789012".to_owned(),
        region: "us-east-1".to_owned(),
        rest_api: RestApi {
            id: Some("abc123".to_owned()),
            ..RestApi::default()
        },
        ..Api::default()
    };
    let mut ids = 0;
    let imported = import(bytes, &Options::default()).unwrap();
    apply(imported, &mut api, Mode::Overwrite, || {
        ids += 1;
        format!("id{ids}")
    })
    .unwrap();
    api
}

/// The API without ids and dates, which an export does not carry, with everything that it has by
/// name in the order of names.
fn comparable(api: &Api) -> Value {
    let mut value = serde_json::to_value(api).unwrap();
    let name_of = |list: &Value, id: &Value| {
        let mut list = list.as_array().unwrap().iter();
        list.find(|it| it["id"] == *id).map(|it| it["name"].clone())
    };
    let authorizers = value["authorizers"].clone();
    let validators = value["requestValidators"].clone();
    for resource in value["resources"].as_array_mut().unwrap() {
        let id = resource.as_object_mut().unwrap().remove("id").unwrap();
        resource.as_object_mut().unwrap().remove("parentId");
        let methods = resource
            .get_mut("resourceMethods")
            .and_then(Value::as_object_mut);
        for (_, method) in methods.into_iter().flatten() {
            if let Some(id) = method.get("authorizerId").cloned() {
                method["authorizerId"] = name_of(&authorizers, &id).unwrap_or_default();
            }
            if let Some(id) = method.get("requestValidatorId").cloned() {
                method["requestValidatorId"] = name_of(&validators, &id).unwrap_or_default();
            }
            if let Some(integration) = method.get_mut("methodIntegration") {
                let integration = integration.as_object_mut().unwrap();
                // The resource's own id, unless the document says otherwise.
                integration.retain(|name, value| name != "cacheNamespace" || *value != id);
            }
        }
    }
    for kind in [
        "models",
        "authorizers",
        "requestValidators",
        "gatewayResponses",
    ] {
        let list = value[kind].as_array_mut().unwrap();
        for thing in list.iter_mut() {
            thing.as_object_mut().unwrap().remove("id");
            if let Some(schema) = thing.get("schema").and_then(Value::as_str) {
                thing["schema"] = serde_json::from_str(schema).unwrap();
                thing["schema"].as_object_mut().unwrap().remove("$schema");
            }
        }
        list.sort_by_key(|thing| thing["name"].to_string() + &thing["responseType"].to_string());
    }
    value["resources"]
        .as_array_mut()
        .unwrap()
        .sort_by_key(|resource| resource["path"].to_string());
    value["restApi"]
        .as_object_mut()
        .unwrap()
        .remove("rootResourceId");
    value
}

fn stage() -> Stage {
    Stage {
        stage_name: Some("prod".to_owned()),
        ..Stage::default()
    }
}

#[test]
fn an_export_imports_back_to_the_same_api() {
    for source in [SWAGGER, OPENAPI] {
        let api = api_of(source);
        // Each format is told apart by what it can say: Swagger has one model for all media types.
        let kind = if source == SWAGGER {
            ExportType::Swagger2
        } else {
            ExportType::OpenApi3
        };
        let document = export(&api, &stage(), kind, Extensions::parse("apigateway"));
        let json = serde_json::to_vec(&document).unwrap();
        assert_eq!(
            comparable(&api_of(&json)),
            comparable(&api),
            "{kind} as JSON"
        );
        let yaml = to_yaml(&document);
        assert_eq!(
            comparable(&api_of(yaml.as_bytes())),
            comparable(&api),
            "{kind} as YAML\n{yaml}"
        );
    }
}

#[test]
fn extensions_go_along_when_they_are_asked_for() {
    let api = api_of(OPENAPI);
    let text =
        |words: &str, kind| export(&api, &stage(), kind, Extensions::parse(words)).to_string();
    for kind in [ExportType::OpenApi3, ExportType::Swagger2] {
        let bare = text("", kind);
        assert!(!bare.contains("x-amazon-apigateway-integration"), "{bare}");
        assert!(
            !bare.contains("x-amazon-apigateway-request-validators"),
            "{bare}"
        );
        let integrations = text("integrations", kind);
        assert!(
            integrations.contains("x-amazon-apigateway-integration"),
            "{integrations}"
        );
        assert!(
            !integrations.contains("x-amazon-apigateway-authorizer\""),
            "{integrations}"
        );
        let both = text("integrations,authorizers", kind);
        assert!(both.contains("x-amazon-apigateway-authorizer\""), "{both}");
    }
}

#[test]
fn where_the_stage_is_stands_in_the_document() {
    let api = api_of(OPENAPI);
    let of = |kind| export(&api, &stage(), kind, Extensions::default());
    let openapi = of(ExportType::OpenApi3);
    assert_eq!(openapi["openapi"], "3.0.1");
    assert_eq!(
        openapi["servers"],
        json!([{
            "url": "https://abc123.execute-api.us-east-1.amazonaws.com/{basePath}",
            "variables": {"basePath": {"default": "/prod"}},
        }])
    );
    let swagger = of(ExportType::Swagger2);
    assert_eq!(swagger["swagger"], "2.0");
    assert_eq!(
        swagger["host"],
        "abc123.execute-api.us-east-1.amazonaws.com"
    );
    assert_eq!(swagger["basePath"], "/prod");
}
