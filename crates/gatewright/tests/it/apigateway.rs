//! API Gateway's control plane, driven through its public path: a decoded HTTP request in, an
//! encoded response out. The cases are data (`tests/data/apigateway/*.txt`).
//!
//! A file holds cases. `== name` begins one, with a new API of its own in an empty server that
//! the whole file shares. Then come requests, each with what is expected of its answer:
//!
//! ```text
//! POST /restapis/<api>/resources/<root> {"pathPart": "pets"}
//! 201 {"id": "<id:pets>", "parentId": "<root>", "path": "/pets", "pathPart": "pets"}
//! DELETE /restapis/<api>/resources/none
//! 404 NotFoundException: Invalid Resource identifier specified
//! ```
//!
//! `<name>` stands for what was captured; `"<id:name>"` captures; `"<*>"` is anything. An answer
//! is compared whole. A number alone expects the status and nothing else.

use std::collections::BTreeMap;

use bytes::Bytes;
use gatewright::control::{IMPLEMENTED, Scope, answer};
use gatewright::server::{Server, Settings, Storage};
use gatewright_wire::apigateway::SERVICE;
use http::Request;
use proptest::prelude::*;
use serde_json::{Value, json};

const NLB: &str = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/known/1";

async fn scope() -> Scope {
    let settings = Settings {
        listen: ([127, 0, 0, 1], 4566).into(),
        account: "123456789012".to_owned(),
        region: "us-east-1".to_owned(),
        load_balancers: [(NLB.to_owned(), "127.0.0.1:9000".to_owned())].into(),
        path: "".into(),
    };
    Scope {
        account: settings.account.clone(),
        region: settings.region.clone(),
        request_id: "00000000-0000-0000-0000-000000000000".to_owned(),
        server: Server::start(settings, Storage::Memory).await.unwrap(),
    }
}

struct Answer {
    status: u16,
    error: Option<String>,
    body: Value,
}

async fn send(scope: &Scope, method: &str, path: &str, body: &str) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .body(Bytes::from(body.to_owned()))
        .unwrap();
    let response = answer(scope, &SERVICE, &request).await;
    Answer {
        status: response.status().as_u16(),
        error: response
            .headers()
            .get("x-amzn-errortype")
            .map(|code| code.to_str().unwrap().to_owned()),
        body: if response.body().is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(response.body()).unwrap()
        },
    }
}

async fn new_api(scope: &Scope) -> (String, String) {
    let created = send(scope, "POST", "/restapis", r#"{"name": "test"}"#).await;
    let text = |name: &str| created.body[name].as_str().unwrap().to_owned();
    (text("id"), text("rootResourceId"))
}

type Captured = BTreeMap<String, String>;

fn fill(text: &str, captured: &Captured) -> String {
    captured
        .iter()
        .fold(text.to_owned(), |text, (name, value)| {
            text.replace(&format!("<{name}>"), value)
        })
}

/// Whether the answer is what is expected; captures on the way.
fn fits(expected: &Value, actual: &Value, captured: &mut Captured) -> bool {
    match (expected, actual) {
        (Value::String(text), actual) if text == "<*>" => !actual.is_null(),
        (Value::String(text), Value::String(actual)) if text.starts_with("<id:") => {
            captured.insert(text[4..text.len() - 1].to_owned(), actual.clone());
            true
        }
        (Value::Object(expected), Value::Object(actual)) => {
            expected.len() == actual.len()
                && expected.iter().all(|(name, expected)| {
                    let name = fill(name, captured);
                    actual
                        .get(&name)
                        .is_some_and(|actual| fits(expected, actual, captured))
                })
        }
        (Value::Array(expected), Value::Array(actual)) => {
            expected.len() == actual.len()
                && expected
                    .iter()
                    .zip(actual)
                    .all(|(expected, actual)| fits(expected, actual, captured))
        }
        (expected, actual) => expected == actual,
    }
}

async fn run(file: &str, text: &str) {
    let scope = scope().await;
    let mut captured = Captured::new();
    let mut request: Option<String> = None;
    let mut case = String::new();
    let mut checked = 0;
    let mut failures = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if let Some(name) = line.strip_prefix("== ") {
            let (api, root) = new_api(&scope).await;
            captured = [("api".to_owned(), api), ("root".to_owned(), root)].into();
            for (name, text) in [("nlb", NLB), ("nl", "\n"), ("tab", "\t")] {
                captured.insert(name.to_owned(), text.to_owned());
            }
            name.clone_into(&mut case);
        } else if line.is_empty() || line.starts_with('#') {
        } else if let Some(sent) = request.take() {
            let mut parts = sent.splitn(3, ' ');
            let mut part = || parts.next().unwrap_or_default();
            let answer = send(&scope, part(), part(), part()).await;
            checked += 1;
            let (status, rest) = line.split_once(' ').unwrap_or((line, ""));
            let body_fits = if rest.is_empty() {
                true
            } else if rest.starts_with(['{', '[']) {
                let expected: Value = serde_json::from_str(&fill(rest, &captured))
                    .unwrap_or_else(|error| panic!("{file}, {case}: {error} in {rest}"));
                fits(&expected, &answer.body, &mut captured)
            } else {
                let (code, message) = rest.split_once(": ").unwrap();
                // A message may end in a space, which `_` stands for.
                let mut message = fill(message, &captured);
                if message.ends_with(" _") {
                    message.pop();
                }
                answer.error.as_deref() == Some(code)
                    && answer.body == json!({ "message": message })
            };
            if status != answer.status.to_string() || !body_fits {
                failures.push(format!(
                    "{file}, {case}:\n  {sent}\n  expected {}\n  answered {} {} {}",
                    fill(line, &captured),
                    answer.status,
                    answer.error.unwrap_or_default(),
                    answer.body
                ));
            }
        } else {
            request = Some(fill(line, &captured));
        }
    }
    assert!(
        request.is_none(),
        "{file}: the last request expects nothing"
    );
    assert!(checked > 0, "{file} checks nothing");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

macro_rules! files {
    ($($name:ident)*) => {
        $(#[tokio::test]
        async fn $name() {
            let file = concat!(stringify!($name), ".txt");
            run(file, include_str!(concat!("../data/apigateway/", stringify!($name), ".txt"))).await;
        })*
    };
}

files! {
    refusals
    rest_apis
    resources
    methods
    models
    gateway_responses
    imports
    deployments
    stages
    vpc_links
    account_and_tags
}

#[tokio::test]
async fn what_has_no_line_is_refused_by_name() {
    let scope = scope().await;
    let answer = send(&scope, "GET", "/domainnames", "").await;
    assert_eq!(answer.status, 501);
    assert_eq!(
        answer.body["message"],
        "gatewright does not implement apigateway GetDomainNames yet"
    );
    let implemented = IMPLEMENTED
        .iter()
        .filter(|(service, _)| *service == "apigateway");
    println!(
        "apigateway: {} of {} operations",
        implemented.count(),
        SERVICE.operations.len()
    );
}

#[test]
fn every_line_names_an_operation() {
    for (service, operation) in IMPLEMENTED {
        if *service == SERVICE.name {
            assert!(SERVICE.operation(operation).is_some(), "{operation}");
        }
    }
}

#[tokio::test]
async fn a_deployment_never_changes() {
    let scope = scope().await;
    let (api, root) = new_api(&scope).await;
    let method = format!("/restapis/{api}/resources/{root}/methods/GET");
    let body = r#"{"authorizationType": "NONE"}"#;
    assert_eq!(send(&scope, "PUT", &method, body).await.status, 201);
    let integration = format!("{method}/integration");
    let body = r#"{"type": "HTTP_PROXY", "httpMethod": "GET", "uri": "http://before.example"}"#;
    assert_eq!(send(&scope, "PUT", &integration, body).await.status, 201);
    let deployments = format!("/restapis/{api}/deployments");
    let body = r#"{"stageName": "prod"}"#;
    let deployed = send(&scope, "POST", &deployments, body).await.body;
    let id = deployed["id"].as_str().unwrap();

    let key = scope.key(&["restapis", &api, "deployments", id, "snapshot"]);
    let before: Value = scope.get(&key).unwrap().unwrap();
    assert_eq!(
        before["resources"][0]["resourceMethods"]["GET"]["methodIntegration"]["uri"],
        "http://before.example"
    );
    let body = r#"{"type": "HTTP_PROXY", "httpMethod": "GET", "uri": "http://after.example"}"#;
    assert_eq!(send(&scope, "PUT", &integration, body).await.status, 201);
    assert_eq!(send(&scope, "DELETE", &method, "").await.status, 204);
    let after: Value = scope.get(&key).unwrap().unwrap();
    assert_eq!(before, after);

    let summary = format!("{deployments}/{id}?embed=apisummary");
    let summary = send(&scope, "GET", &summary, "").await.body;
    assert_eq!(
        summary["apiSummary"],
        json!({"/": {"GET": {"authorizationType": "NONE", "apiKeyRequired": false}}})
    );
}

#[tokio::test]
async fn listings_come_in_pages() {
    let scope = scope().await;
    let (api, root) = new_api(&scope).await;
    for index in 0..30 {
        let body = json!({"pathPart": format!("part{index}")}).to_string();
        let path = format!("/restapis/{api}/resources/{root}");
        assert_eq!(send(&scope, "POST", &path, &body).await.status, 201);
    }
    for limit in ["", "limit=7&", "limit=500&"] {
        let mut found = Vec::new();
        let mut position = String::new();
        loop {
            let path = format!("/restapis/{api}/resources?{limit}{position}");
            let page = send(&scope, "GET", &path, "").await.body;
            for item in page["item"].as_array().unwrap() {
                found.push(item["id"].as_str().unwrap().to_owned());
            }
            match page["position"].as_str() {
                Some(next) => position = format!("position={next}"),
                None => break,
            }
        }
        found.sort();
        found.dedup();
        assert_eq!(found.len(), 31, "{limit}");
    }
}

#[tokio::test]
async fn concurrent_changes_of_one_resource_are_all_kept() {
    let scope = scope().await;
    let (api, root) = new_api(&scope).await;
    let verbs = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD"];
    let tasks: Vec<_> = verbs
        .iter()
        .map(|verb| {
            let scope = scope.clone();
            let path = format!("/restapis/{api}/resources/{root}/methods/{verb}");
            let body = r#"{"authorizationType": "NONE"}"#;
            tokio::spawn(async move { send(&scope, "PUT", &path, body).await.status })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), 201);
    }
    let path = format!("/restapis/{api}/resources/{root}");
    let root = send(&scope, "GET", &path, "").await.body;
    assert_eq!(root["resourceMethods"].as_object().unwrap().len(), 7);
}

#[tokio::test]
async fn one_of_two_resources_of_one_name_is_refused() {
    let scope = scope().await;
    let (api, root) = new_api(&scope).await;
    let tasks: Vec<_> = ["{a}", "{b}", "pets", "pets"]
        .into_iter()
        .map(|part| {
            let scope = scope.clone();
            let path = format!("/restapis/{api}/resources/{root}");
            let body = json!({ "pathPart": part }).to_string();
            tokio::spawn(async move { send(&scope, "POST", &path, &body).await.status })
        })
        .collect();
    let mut statuses = Vec::new();
    for task in tasks {
        statuses.push(task.await.unwrap());
    }
    statuses[..2].sort_unstable();
    statuses[2..].sort_unstable();
    assert_eq!(statuses, [201, 400, 201, 409]);
}

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
        .build()
        .unwrap();
    let scope = runtime.block_on(scope());
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
