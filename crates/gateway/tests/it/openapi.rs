//! Import of OpenAPI and Swagger documents.

use std::collections::BTreeMap;
use std::fmt::Write;

use gatewright_gateway::api::Api;
use gatewright_gateway::openapi::{
    BasePath, ImportError, Imported, ImportedMethod, Mode, Options, SourceError, apply, import,
};
use gatewright_wire::apigateway::{Method, Model, Resource, RestApi};
use proptest::prelude::*;
use serde_json::{Value, json};

const SWAGGER: &[u8] = include_bytes!("../data/openapi_swagger2.yaml");
const OPENAPI: &[u8] = include_bytes!("../data/openapi_3.json");

fn imported(bytes: &[u8], options: &Options) -> Imported {
    import(bytes, options).unwrap()
}

fn paths(imported: &Imported) -> Vec<&str> {
    imported
        .resources
        .iter()
        .map(|it| it.path.as_str())
        .collect()
}

fn method<'i>(imported: &'i Imported, path: &str, verb: &str) -> &'i ImportedMethod {
    let resource = imported
        .resources
        .iter()
        .find(|it| it.path == path)
        .unwrap();
    &resource.methods[verb]
}

fn document(method: &ImportedMethod) -> Value {
    serde_json::to_value(&method.method).unwrap()
}

fn schema(imported: &Imported, name: &str) -> String {
    let model = imported
        .models
        .iter()
        .find(|it| it.name.as_deref() == Some(name));
    model.unwrap().schema.clone().unwrap()
}

#[test]
fn settings_of_the_api() {
    let api = imported(SWAGGER, &Options::default());
    assert_eq!(api.id.as_deref(), Some("pets123456"));
    assert_eq!(
        serde_json::to_value(&api.rest_api).unwrap(),
        json!({
            "name": "Pets", "description": "All the pets", "version": "1.0.0",
            "binaryMediaTypes": ["image/png", "*/*"], "minimumCompressionSize": 1024,
            "apiKeySource": "HEADER", "disableExecuteApiEndpoint": true,
            "endpointConfiguration": {"types": ["PRIVATE"], "vpcEndpointIds": ["vpce-1"]},
            "policy": r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}"#,
        })
    );
    assert_eq!(
        serde_json::to_value(&api.request_validators).unwrap(),
        json!([
            {"name": "all", "validateRequestBody": true, "validateRequestParameters": true},
            {"name": "params-only", "validateRequestBody": false, "validateRequestParameters": true},
        ])
    );
    assert_eq!(
        serde_json::to_value(&api.gateway_responses).unwrap(),
        json!([{
            "responseType": "DEFAULT_4XX", "statusCode": "418", "defaultResponse": false,
            "responseParameters": {"gatewayresponse.header.Access-Control-Allow-Origin": "'*'"},
            "responseTemplates": {"application/json": "{\"m\":$context.error.messageString}"},
        }])
    );
    let given = Options {
        endpoint_types: Some(vec!["REGIONAL".to_owned()]),
        ..Options::default()
    };
    let configuration = imported(OPENAPI, &given)
        .rest_api
        .endpoint_configuration
        .unwrap();
    assert_eq!(configuration.types, Some(vec!["REGIONAL".to_owned()]));
    assert_eq!(
        configuration.vpc_endpoint_ids,
        Some(vec!["vpce-2".to_owned()])
    );
}

#[test]
fn authorizers_and_who_uses_them() {
    let api = imported(SWAGGER, &Options::default());
    assert_eq!(
        serde_json::to_value(&api.authorizers).unwrap(),
        json!([
            {"name": "token", "type": "TOKEN", "authType": "custom", "identitySource": "method.request.header.Auth",
             "authorizerUri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:auth/invocations",
             "authorizerResultTtlInSeconds": 60, "identityValidationExpression": "^x-[a-z]+"},
            {"name": "pool", "type": "COGNITO_USER_POOLS", "authType": "cognito_user_pools", "identitySource": "method.request.header.Authorization",
             "providerARNs": ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/p"]},
        ])
    );
    let pets = method(&api, "/pets", "GET");
    assert_eq!(pets.authorizer.as_deref(), Some("pool"));
    assert_eq!(pets.request_validator.as_deref(), Some("all"));
    assert_eq!(
        pets.method.authorization_scopes,
        Some(vec!["pets/read".to_owned()])
    );
    let post = method(&api, "/pets", "POST");
    assert_eq!(post.authorizer.as_deref(), Some("token"));
    assert_eq!(post.request_validator.as_deref(), Some("params-only"));
    for (path, verb, kind) in [
        ("/pets", "GET", "COGNITO_USER_POOLS"),
        ("/pets", "POST", "CUSTOM"),
        ("/pets", "OPTIONS", "NONE"),
        ("/pets/{id}/toys", "ANY", "AWS_IAM"),
    ] {
        let method = &method(&api, path, verb).method;
        assert_eq!(
            method.authorization_type.as_deref(),
            Some(kind),
            "{verb} {path}"
        );
    }

    let api = imported(OPENAPI, &Options::default());
    let names: Vec<_> = api
        .authorizers
        .iter()
        .map(|it| it.r#type.as_deref())
        .collect();
    assert_eq!(names, [Some("REQUEST"), Some("JWT")]);
    let sources = "method.request.header.A, method.request.querystring.b";
    assert_eq!(api.authorizers[0].identity_source.as_deref(), Some(sources));
    assert!(api.authorizers[1].jwt_configuration.is_some());
}

#[test]
fn the_default_security_is_an_api_key() {
    let bytes = br#"{"swagger": "2.0", "security": [{"k": []}],
        "securityDefinitions": {"k": {"type": "apiKey", "name": "X-API-Key", "in": "header"}},
        "paths": {"/a": {"get": {}, "post": {"security": []}}}}"#;
    let api = imported(bytes, &Options::default());
    assert_eq!(
        method(&api, "/a", "GET").method.api_key_required,
        Some(true)
    );
    assert_eq!(
        method(&api, "/a", "POST").method.api_key_required,
        Some(false)
    );
}

#[test]
fn methods_with_parameters_models_and_integrations() {
    let api = imported(SWAGGER, &Options::default());
    assert_eq!(
        document(method(&api, "/pets", "GET")),
        json!({
            "httpMethod": "GET", "authorizationType": "COGNITO_USER_POOLS", "apiKeyRequired": false,
            "operationName": "listPets", "authorizationScopes": ["pets/read"],
            "requestParameters": {"method.request.querystring.limit": false},
            "methodResponses": {"200": {
                "statusCode": "200",
                "responseParameters": {"method.response.header.X-Total": false},
                "responseModels": {"application/json": "Pets"},
            }},
            "methodIntegration": {
                "type": "HTTP_PROXY", "httpMethod": "ANY", "uri": "https://example.com/pets",
                "passthroughBehavior": "WHEN_NO_TEMPLATES", "timeoutInMillis": 5000,
                "tlsConfig": {"insecureSkipVerification": true}, "connectionType": "VPC_LINK",
                "connectionId": "${stageVariables.link}", "cacheNamespace": "pets",
                "cacheKeyParameters": ["method.request.querystring.limit"],
            },
        })
    );
    let post = document(method(&api, "/pets", "POST"));
    let inline = post["requestModels"]["application/json"].as_str().unwrap();
    assert!(inline.starts_with("MODEL"), "{inline}");
    assert_eq!(post["requestModels"]["application/xml"], inline);
    assert!(schema(&api, inline).contains("/models/Pet\""));
    assert_eq!(
        post["methodIntegration"],
        json!({
            "type": "AWS", "httpMethod": "POST", "passthroughBehavior": "WHEN_NO_MATCH", "timeoutInMillis": 29000,
            "uri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:${stageVariables.fn}/invocations",
            "credentials": "arn:aws:iam::123456789012:role/r", "contentHandling": "CONVERT_TO_TEXT",
            "requestParameters": {"integration.request.header.X-Static": "'a'"},
            "requestTemplates": {"application/json": "{\"a\": 1}\n"}, "cacheKeyParameters": [],
            "integrationResponses": {
                "200": {"statusCode": "200"},
                "400": {"statusCode": "400", "selectionPattern": ".*bad.*",
                        "responseTemplates": {"application/json": "$input.json('$')"}},
            },
        })
    );
    let options = document(method(&api, "/pets", "OPTIONS"));
    assert_eq!(
        options["methodIntegration"]["requestTemplates"],
        json!({"application/json": "{\"statusCode\":200}"})
    );
    let toys = document(method(&api, "/pets/{id}/toys", "ANY"));
    assert_eq!(
        toys["requestParameters"],
        json!({"method.request.path.id": true})
    );
    assert_eq!(toys.get("methodIntegration"), None);

    let api = imported(OPENAPI, &Options::default());
    let post = document(method(&api, "/orders/{proxy+}", "POST"));
    assert_eq!(
        post["requestParameters"],
        json!({"method.request.header.X-Trace": true})
    );
    assert_eq!(post["requestModels"], json!({"application/json": "Order"}));
    assert_eq!(
        post["methodResponses"]["201"]["responseModels"],
        json!({"application/json": "Order"})
    );
    assert_eq!(post["methodIntegration"]["type"], "AWS_PROXY");
    assert_eq!(post["methodIntegration"].get("connectionType"), None);
}

#[test]
fn models_refer_to_each_other_by_uri_and_hold_no_foreign_keywords() {
    let mut api = imported(SWAGGER, &Options::default());
    api.set_api_id("abc123");
    assert_eq!(
        schema(&api, "Pets"),
        "{\n  \"type\" : \"array\",\n  \"items\" : {\n    \"$ref\" : \"https://apigateway.amazonaws.com/restapis/abc123/models/Pet\"\n  }\n}"
    );
    let pet: Value = serde_json::from_str(&schema(&api, "Pet")).unwrap();
    assert_eq!(
        pet,
        json!({
            "type": "object", "description": "A pet", "required": ["id"],
            "properties": {
                "id": {"type": "integer"}, "example": {"type": "string"}, "owner": {},
                "kind": {"type": "string", "enum": ["cat", "dog"]},
            },
            "additionalProperties": {},
        })
    );
    assert!(schema(&api, "Pet").contains("\"enum\" : [ \"cat\", \"dog\" ]"));
    let model = api
        .models
        .iter()
        .find(|it| it.name.as_deref() == Some("Pet"))
        .unwrap();
    assert_eq!(model.description.as_deref(), Some("A pet"));
    assert_eq!(model.content_type.as_deref(), Some("application/json"));
    assert_eq!(
        api.warnings,
        [
            "Reference to model 'Gone' not found. Ignoring.",
            "Unsupported security definition type 'oauth2' for 'strange'. Ignoring.",
            "Reference to parameter '#/parameters/None' not found. Ignoring.",
            "Unsupported method 'TRACE' on resource at path '/pets'. Ignoring.",
            "Unsupported parameter location 'cookie' of parameter 'c'. Ignoring.",
        ]
    );
}

#[test]
fn base_paths_are_ignored_prepended_or_split() {
    let with = |base_path| Options {
        base_path,
        ..Options::default()
    };
    let api = imported(SWAGGER, &with(BasePath::Ignore));
    assert_eq!(paths(&api), ["/", "/pets", "/pets/{id}", "/pets/{id}/toys"]);
    assert_eq!(api.resources[1].id.as_deref(), Some("petsres"));
    assert_eq!(api.resources[0].parent, None);
    assert_eq!(api.resources[3].parent.as_deref(), Some("/pets/{id}"));
    assert_eq!(api.resources[3].path_part, "toys");
    assert_eq!(api.resources[1].parent.as_deref(), Some("/"));
    let api = imported(SWAGGER, &with(BasePath::Prepend));
    assert_eq!(
        paths(&api),
        [
            "/",
            "/a",
            "/a/b",
            "/a/b/pets",
            "/a/b/pets/{id}",
            "/a/b/pets/{id}/toys"
        ]
    );
    let api = imported(SWAGGER, &with(BasePath::Split));
    assert_eq!(
        paths(&api),
        ["/", "/b", "/b/pets", "/b/pets/{id}", "/b/pets/{id}/toys"]
    );
    let api = imported(OPENAPI, &with(BasePath::Prepend));
    assert_eq!(
        paths(&api),
        ["/", "/v1", "/v1/orders", "/v1/orders/{proxy+}"]
    );
    let url =
        br#"{"openapi": "3.0.0", "servers": [{"url": "https://h/x/y"}], "paths": {"/z": {}}}"#;
    assert_eq!(
        paths(&imported(url, &with(BasePath::Split))),
        ["/", "/y", "/y/z"]
    );
}

#[test]
fn options_come_from_the_parameters_of_the_operation() {
    let parameters = BTreeMap::from([
        ("basepath".to_owned(), "split".to_owned()),
        (
            "endpointConfigurationTypes".to_owned(),
            "EDGE,REGIONAL".to_owned(),
        ),
        ("ignore".to_owned(), "documentation".to_owned()),
    ]);
    assert_eq!(
        Options::new(&parameters, true),
        Options {
            base_path: BasePath::Split,
            endpoint_types: Some(vec!["EDGE".to_owned(), "REGIONAL".to_owned()]),
            fail_on_warnings: true,
        }
    );
}

#[test]
fn what_is_refused_is_refused_in_the_words_of_aws() {
    let table = include_str!("../data/openapi_errors.json");
    let table: Vec<Value> = serde_json::from_str(table).unwrap();
    for row in table {
        let mut document = json!({"swagger": "2.0", "info": {"title": "t"}});
        for (key, value) in row["document"].as_object().unwrap() {
            document[key] = value.clone();
        }
        let options = Options {
            fail_on_warnings: row["fail_on_warnings"] == true,
            ..Options::default()
        };
        let error = import(document.to_string().as_bytes(), &options).unwrap_err();
        assert_eq!(error.to_string(), row["error"], "{document}");
    }
}

#[test]
fn what_is_no_document_is_said_to_be_none() {
    let refused = |bytes: &[u8]| import(bytes, &Options::default()).unwrap_err();
    for bytes in [
        b"".as_slice(),
        b"[]",
        b"text",
        b"a: [",
        b"{\"a\": }",
        b"*a",
        b"\xff",
        b"swagger: 2.0\n\tbad",
    ] {
        assert_eq!(refused(bytes).to_string(), "Invalid OpenAPI input.");
    }
    let deep = "[".repeat(200) + &"]".repeat(200);
    assert_eq!(
        refused(deep.as_bytes()),
        ImportError::Source(SourceError::TooLarge)
    );
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let below = [format!("*a{}", level - 1).as_str(); 10].join(", ");
        writeln!(laughs, "a{level}: &a{level} [{below}]").unwrap();
    }
    assert_eq!(
        refused(laughs.as_bytes()),
        ImportError::Source(SourceError::TooLarge)
    );
}

#[test]
fn yaml_is_read_as_people_write_it() {
    let text = "openapi: 3.0.0\ninfo: &i {title: 0123, version: 1.0}\nx-a: &m {statusCode: 200}\n\
        paths:\n  /a:\n    get:\n      operationId: !!str 12\n      x-amazon-apigateway-integration:\n        type: mock\n        responses:\n          default:\n            <<: *m\n            contentHandling: CONVERT_TO_TEXT\n";
    let api = imported(text.as_bytes(), &Options::default());
    assert_eq!(api.rest_api.name.as_deref(), Some("0123"));
    let get = document(method(&api, "/a", "GET"));
    assert_eq!(get["operationName"], "12");
    assert_eq!(
        get["methodIntegration"]["integrationResponses"],
        json!({"200": {"statusCode": "200", "contentHandling": "CONVERT_TO_TEXT"}})
    );
}

fn counter() -> impl FnMut() -> String {
    let mut next = 0;
    move || {
        next += 1;
        format!("new{next}")
    }
}

/// What CreateRestApi makes.
fn fresh() -> Api {
    let model = |name: &str| Model {
        id: Some(format!("id{name}")),
        name: Some(name.to_owned()),
        ..Model::default()
    };
    Api {
        rest_api: RestApi {
            id: Some("abc123".to_owned()),
            name: Some("old".to_owned()),
            description: Some("old".to_owned()),
            root_resource_id: Some("root".to_owned()),
            ..RestApi::default()
        },
        resources: vec![Resource {
            id: Some("root".to_owned()),
            path: Some("/".to_owned()),
            ..Resource::default()
        }],
        models: vec![model("Empty"), model("Error")],
        ..Api::default()
    }
}

fn tree(api: &Api) -> Vec<(&str, &str, &str)> {
    api.resources
        .iter()
        .map(|it| {
            (
                it.path.as_deref().unwrap(),
                it.id.as_deref().unwrap(),
                it.parent_id.as_deref().unwrap_or_default(),
            )
        })
        .collect()
}

fn names(models: &[Model]) -> Vec<&str> {
    models.iter().filter_map(|it| it.name.as_deref()).collect()
}

#[test]
fn a_document_becomes_an_api() {
    let mut api = fresh();
    apply(
        imported(SWAGGER, &Options::default()),
        &mut api,
        Mode::Overwrite,
        counter(),
    )
    .unwrap();
    let [(_, root, _), (_, pets, parent), (_, id, _), (_, _, above)] = tree(&api)[..] else {
        panic!("four resources");
    };
    assert_eq!((root, pets, parent, above), ("root", "petsres", "root", id));
    assert_eq!(api.rest_api.name.as_deref(), Some("Pets"));
    assert_eq!(api.rest_api.id.as_deref(), Some("abc123"));
    let methods: BTreeMap<(&str, &str), &Method> = api
        .methods()
        .map(|(resource, verb, method)| ((resource.path.as_deref().unwrap(), verb), method))
        .collect();
    let get = methods[&("/pets", "GET")];
    let pool = api
        .authorizers
        .iter()
        .find(|it| it.name.as_deref() == Some("pool"));
    assert_eq!(get.authorizer_id, pool.unwrap().id);
    let all = api
        .request_validators
        .iter()
        .find(|it| it.name.as_deref() == Some("all"));
    assert_eq!(get.request_validator_id, all.unwrap().id);
    let namespace = |verb| {
        let integration = methods[&("/pets", verb)].method_integration.as_ref();
        integration.unwrap().cache_namespace.as_deref()
    };
    assert_eq!(
        (namespace("GET"), namespace("POST")),
        (Some("pets"), Some("petsres"))
    );
    let models = names(&api.models);
    assert_eq!(models[..2], ["Empty", "Error"]);
    assert!(api.models.iter().all(|it| it.id.is_some()));
    let pets = api
        .models
        .iter()
        .find(|it| it.name.as_deref() == Some("Pets"))
        .unwrap();
    assert!(
        pets.schema
            .as_ref()
            .unwrap()
            .contains("/restapis/abc123/models/Pet")
    );
    assert_eq!(api.gateway_responses.len(), 1);
}

#[test]
fn overwriting_removes_and_merging_keeps() {
    let first = br#"{"swagger": "2.0", "info": {"title": "a", "description": "kept"},
        "x-amazon-apigateway-binary-media-types": ["image/png"],
        "definitions": {"A": {"type": "object"}, "B": {"type": "object"}},
        "paths": {"/a": {"get": {"operationId": "one"}, "put": {}}, "/b/c": {"get": {}}}}"#;
    let second = br#"{"swagger": "2.0", "info": {"title": "b"},
        "definitions": {"B": {"type": "string"}},
        "paths": {"/a": {"get": {"operationId": "two"}}, "/d": {"x-gatewright-id": "dd", "get": {}}}}"#;
    let mut ids = counter();
    let mut before = fresh();
    apply(
        imported(first, &Options::default()),
        &mut before,
        Mode::Merge,
        &mut ids,
    )
    .unwrap();
    let id = |api: &Api, path: &str| {
        let found = tree(api).into_iter().find(|(other, ..)| *other == path);
        found.map(|(_, id, _)| id.to_owned())
    };
    let verbs = |api: &Api, path: &str| -> Vec<String> {
        let resource = api
            .resources
            .iter()
            .find(|it| it.path.as_deref() == Some(path));
        resource
            .unwrap()
            .resource_methods
            .iter()
            .flatten()
            .map(|(verb, _)| verb.clone())
            .collect()
    };

    let mut merged = before.clone();
    apply(
        imported(second, &Options::default()),
        &mut merged,
        Mode::Merge,
        &mut ids,
    )
    .unwrap();
    assert_eq!(merged.rest_api.name.as_deref(), Some("b"));
    assert_eq!(merged.rest_api.description.as_deref(), Some("kept"));
    assert!(merged.rest_api.binary_media_types.is_some());
    assert_eq!(names(&merged.models), ["Empty", "Error", "A", "B"]);
    assert_eq!(verbs(&merged, "/a"), ["GET", "PUT"]);
    for path in ["/", "/a", "/b", "/b/c"] {
        assert_eq!(id(&merged, path), id(&before, path), "{path}");
    }
    assert_eq!(id(&merged, "/d").as_deref(), Some("dd"));

    let mut overwritten = before.clone();
    apply(
        imported(second, &Options::default()),
        &mut overwritten,
        Mode::Overwrite,
        &mut ids,
    )
    .unwrap();
    assert_eq!(overwritten.rest_api.description, None);
    assert_eq!(overwritten.rest_api.binary_media_types, None);
    assert_eq!(
        overwritten.rest_api.api_key_source.as_deref(),
        Some("HEADER")
    );
    assert_eq!(names(&overwritten.models), ["Empty", "Error", "B"]);
    assert_eq!(overwritten.models[2].id, before.models[3].id);
    let found: Vec<&str> = tree(&overwritten)
        .into_iter()
        .map(|(path, ..)| path)
        .collect();
    assert_eq!(found, ["/", "/a", "/d"]);
    assert_eq!(verbs(&overwritten, "/a"), ["GET"]);
    assert_eq!(id(&overwritten, "/a"), id(&before, "/a"));
    let get = overwritten
        .methods()
        .find(|(resource, ..)| resource.path.as_deref() == Some("/a"));
    assert_eq!(get.unwrap().2.operation_name.as_deref(), Some("two"));
}

#[test]
fn merging_refuses_what_does_not_go_together() {
    let document = |path: &str| {
        let document = json!({"swagger": "2.0", "paths": {path: {"get": {}}}});
        imported(document.to_string().as_bytes(), &Options::default())
    };
    let mut api = fresh();
    apply(document("/{a}"), &mut api, Mode::Merge, counter()).unwrap();
    apply(document("/{a}/x"), &mut api, Mode::Merge, counter()).unwrap();
    let before = api.clone();
    let error = apply(document("/{b}"), &mut api, Mode::Merge, counter()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Errors found during import:\n\tUnable to create resource at path '/{b}': A sibling ({a}) of this resource already has a variable path part -- only one is allowed"
    );
    assert_eq!(api, before);
    apply(document("/{b}"), &mut api, Mode::Overwrite, counter()).unwrap();
    assert_eq!(tree(&api).len(), 2);
}

fn any_json() -> impl Strategy<Value = Value> {
    let key = prop::sample::select(vec![
        "swagger",
        "openapi",
        "info",
        "paths",
        "/a",
        "/{b+}",
        "get",
        "parameters",
        "$ref",
        "in",
        "name",
        "schema",
        "responses",
        "200",
        "headers",
        "x-amazon-apigateway-integration",
        "type",
        "uri",
        "default",
        "definitions",
        "A",
        "items",
        "components",
        "schemas",
        "security",
        "requestBody",
        "content",
        "application/json",
        "servers",
        "url",
        "variables",
        "basePath",
        "securityDefinitions",
        "x-amazon-apigateway-authorizer",
        "x-amazon-apigateway-request-validators",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(vec![
            "2.0",
            "3.0.1",
            "#/definitions/A",
            "#/paths",
            "#/",
            "body",
            "query",
            "mock",
            "http",
            "",
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..6).prop_map(|members| {
                Value::Object(
                    members
                        .into_iter()
                        .map(|(key, value)| (key.to_owned(), value))
                        .collect(),
                )
            }),
        ]
    })
}

proptest! {
    #[test]
    fn json_means_the_same_to_the_yaml_reader(value in any_json()) {
        // The reader is not public; what it read shows in the policy.
        let document = json!({"swagger": "2.0", "x-amazon-apigateway-policy": {"p": value}});
        let api = imported(document.to_string().as_bytes(), &Options::default());
        let policy: Value = serde_json::from_str(&api.rest_api.policy.unwrap()).unwrap();
        prop_assert_eq!(&policy["p"], &document["x-amazon-apigateway-policy"]["p"]);
    }

    #[test]
    fn documents_of_any_shape_are_imported_or_refused(mut value in any_json()) {
        if let Some(document) = value.as_object_mut() {
            document.insert("swagger".to_owned(), "2.0".into());
        }
        let _ = import(value.to_string().as_bytes(), &Options::default());
    }

    #[test]
    fn any_text_is_imported_or_refused(text in "[ -~\n\t]{0,200}") {
        let _ = import(text.as_bytes(), &Options::default());
    }
}
