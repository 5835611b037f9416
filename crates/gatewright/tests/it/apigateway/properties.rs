//! What holds whatever is sent: patches and imports are taken or refused as the caller's fault, and
//! leave what can be read.

use gatewright::control::Scope;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{NLB, new_api, scope, send};

/// An API with one of everything that can be patched, and the paths of these.
async fn everything(scope: &Scope) -> Vec<String> {
    let (api, root) = new_api(scope).await;
    let api = format!("/restapis/{api}");
    let post = async |path: &str, body: &str| {
        let answer = send(scope, "POST", &format!("{api}{path}"), body).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.body["id"].as_str().unwrap_or_default().to_owned()
    };
    let put = async |path: &str, body: &str| {
        let answer = send(scope, "PUT", &format!("{api}{path}"), body).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
    };
    let resource = post(&format!("/resources/{root}"), r#"{"pathPart": "pets"}"#).await;
    let method = format!("/resources/{resource}/methods/GET");
    put(&method, r#"{"authorizationType": "NONE"}"#).await;
    put(
        &format!("{method}/integration"),
        r#"{"type": "HTTP", "httpMethod": "GET", "uri": "http://example.com"}"#,
    )
    .await;
    put(&format!("{method}/responses/200"), "{}").await;
    put(&format!("{method}/integration/responses/200"), "{}").await;
    let validator = post("/requestvalidators", r#"{"name": "v"}"#).await;
    let deployment = post("/deployments", r#"{"stageName": "prod"}"#).await;
    let link = json!({"name": "link", "targetArns": [NLB]}).to_string();
    let link = send(scope, "POST", "/vpclinks", &link).await.body;
    vec![
        api.clone(),
        format!("{api}/resources/{resource}"),
        format!("{api}{method}"),
        format!("{api}{method}/integration"),
        format!("{api}{method}/responses/200"),
        format!("{api}{method}/integration/responses/200"),
        format!("{api}/models/Empty"),
        format!("{api}/requestvalidators/{validator}"),
        format!("{api}/gatewayresponses/DEFAULT_4XX"),
        format!("{api}/deployments/{deployment}"),
        format!("{api}/stages/prod"),
        format!("/vpclinks/{}", link["id"].as_str().unwrap()),
        "/account".to_owned(),
    ]
}

fn segment() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,8}",
        any::<String>(),
        prop::sample::select(vec![
            "*",
            "~1",
            "~01",
            "logging",
            "loglevel",
            "throttling",
            "rateLimit",
            "burstLimit",
            "caching",
            "ttlInSeconds",
            "variables",
            "canarySettings",
            "percentTraffic",
            "stageVariableOverrides",
            "accessLogSettings",
            "format",
            "name",
            "description",
            "parentId",
            "pathPart",
            "requestParameters",
            "requestTemplates",
            "responseParameters",
            "responseTemplates",
            "responseModels",
            "requestModels",
            "timeoutInMillis",
            "uri",
            "binaryMediaTypes",
            "endpointConfiguration",
            "types",
            "EDGE",
            "policy",
            "schema",
            "minimumCompressionSize",
            "statusCode",
            "cacheKeyParameters",
            "deploymentId",
            "authorizationScopes",
            "method.request.path.x",
            "application~1json",
            "GET",
        ])
        .prop_map(str::to_owned),
    ]
}

fn operation() -> impl Strategy<Value = Value> {
    let op = prop::sample::select(vec!["add", "remove", "replace", "move", "copy", "test"]);
    let path = prop::collection::vec(segment(), 0..6).prop_map(|segments| {
        let mut path = String::new();
        for segment in segments {
            path.push('/');
            path.push_str(&segment);
        }
        path
    });
    let path = prop_oneof![4 => path, 1 => any::<String>()];
    let value = prop::option::of(prop_oneof![
        any::<String>(),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| number.to_string()),
        prop::sample::select(vec!["true", "INFO", "PRIVATE", "{}", "/", "", "~"])
            .prop_map(str::to_owned),
    ]);
    let from = prop::option::of(prop::sample::select(vec![
        "/canarySettings/deploymentId",
        "/canarySettings/stageVariableOverrides",
        "",
    ]));
    (op, path, value, from).prop_map(|(op, path, value, from)| {
        let mut operation = json!({"op": op, "path": path});
        if let Some(value) = value {
            operation["value"] = value.into();
        }
        if let Some(from) = from {
            operation["from"] = from.into();
        }
        operation
    })
}

/// Random patches are taken or refused as the caller's fault, and what they leave can be read.
#[test]
fn patches_never_break_anything() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let (scope, _folder) = runtime.block_on(async { scope() });
    let paths = runtime.block_on(everything(&scope));
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(150));
    let patches = prop::collection::vec(operation(), 0..4);
    runner
        .run(&patches, |operations| {
            let body = json!({ "patchOperations": operations }).to_string();
            for path in &paths {
                let answer = runtime.block_on(send(&scope, "PATCH", path, &body));
                prop_assert!(
                    matches!(answer.status, 200..=201 | 400..=409),
                    "{path}: {} {}",
                    answer.status,
                    answer.body
                );
                let read = runtime.block_on(send(&scope, "GET", path, ""));
                prop_assert_eq!(read.status, 200, "{}: {}", path, read.body);
            }
            Ok(())
        })
        .unwrap();
}

fn document() -> impl Strategy<Value = Value> {
    let part = prop::sample::select(vec![
        "a", "b", "{x}", "{y}", "{z+}", "c:d", "", " ", "{", "}", "é", "%2F", "..",
    ]);
    let path = prop::collection::vec(part, 0..4).prop_map(|parts| format!("/{}", parts.join("/")));
    let id = prop::option::weighted(0.2, prop::sample::select(vec!["one", "two", "", "A"]));
    let method = prop::sample::select(vec![
        "get",
        "post",
        "x-amazon-apigateway-any-method",
        "wrong",
    ]);
    let integration = prop::sample::select(vec![
        json!({"type": "mock"}),
        json!({"type": "http", "httpMethod": "GET", "uri": "http://example.com"}),
        json!({"type": "aws_proxy"}),
        json!(null),
    ]);
    let item = (id, method, integration).prop_map(|(id, method, integration)| {
        let mut item = json!({method: {"x-amazon-apigateway-integration": integration}});
        if let Some(id) = id {
            item["x-gatewright-id"] = id.into();
        }
        item
    });
    let title = prop::sample::select(vec![json!("title"), json!(""), json!(1), json!(null)]);
    (title, prop::collection::btree_map(path, item, 0..5)).prop_map(
        |(title, paths)| json!({"swagger": "2.0", "info": {"title": title}, "paths": paths}),
    )
}

/// Whatever is put over an API is taken or refused as the caller's fault, and the tree that it
/// leaves is one: every path is its parent's and its own part, and no name is there twice.
#[test]
fn imports_leave_a_tree() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let (scope, _folder) = runtime.block_on(async { scope() });
    let (api, root) = runtime.block_on(new_api(&scope));
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(200));
    let put = (document(), prop::sample::select(vec!["merge", "overwrite"]));
    runner
        .run(&put, |(document, mode)| {
            let path = format!("/restapis/{api}?mode={mode}");
            let answer = runtime.block_on(send(&scope, "PUT", &path, &document.to_string()));
            prop_assert!(
                matches!(answer.status, 200 | 400),
                "{document}: {} {}",
                answer.status,
                answer.body
            );
            let path = format!("/restapis/{api}/resources?limit=500");
            let all = runtime.block_on(send(&scope, "GET", &path, "")).body;
            let all = all["item"].as_array().unwrap();
            let mut places = Vec::new();
            for resource in all {
                if resource["id"] == *root {
                    prop_assert_eq!(&resource["path"], "/");
                    continue;
                }
                let parent = all.iter().find(|it| it["id"] == resource["parentId"]);
                let parent = parent.unwrap()["path"].as_str().unwrap();
                let part = resource["pathPart"].as_str().unwrap();
                let path = format!("{}/{part}", parent.trim_end_matches('/'));
                prop_assert_eq!(&resource["path"], &path);
                places.push((parent, if part.starts_with('{') { "{}" } else { part }));
            }
            let count = places.len();
            places.sort_unstable();
            places.dedup();
            prop_assert_eq!(places.len(), count, "{:?}", all);
            Ok(())
        })
        .unwrap();
}
