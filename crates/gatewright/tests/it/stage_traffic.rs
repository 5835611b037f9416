//! What a stage does with its traffic: a canary release takes a part of it, limits refuse what is too much. Settings act
//! at once.

use std::time::Duration;

use bytes::Bytes;
use gatewright::control::Scope;
use gatewright::listener;
use gatewright_wire::apigateway::SERVICE;
use gatewright_wire::logs;
use gatewright_wire::transport::Transport;
use http::Request;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::control;

/// A server with the API `abc123`, whose root has a MOCK for GET and one for POST.
struct Bed {
    scope: Scope,
    root: String,
    base: String,
    transport: Transport,
    _folder: TempDir,
}

impl Bed {
    async fn new() -> Self {
        let (scope, folder) = control::scope();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/restapis", listener.local_addr().unwrap());
        let server = scope.server.clone();
        tokio::spawn(listener::serve(listener, server, std::future::pending()));
        let mut bed = Self {
            scope,
            root: String::new(),
            base,
            transport: Transport::default(),
            _folder: folder,
        };
        let created = json!({"name": "test", "tags": {"_custom_id_": "abc123"}});
        let created = bed.control("POST", "/restapis", &created).await;
        created["rootResourceId"]
            .as_str()
            .unwrap()
            .clone_into(&mut bed.root);
        for verb in ["GET", "POST"] {
            let open = json!({"authorizationType": "NONE"});
            bed.method("PUT", verb, "", &open).await;
            let mock = json!({"type": "MOCK", "requestTemplates": {"application/json": "{\"statusCode\": 200}"}});
            bed.method("PUT", verb, "/integration", &mock).await;
            bed.method("PUT", verb, "/responses/200", &json!({})).await;
            bed.answer_with(verb, "ok").await;
        }
        bed
    }

    async fn refused(&self, verb: &str, path: &str, body: &Value) -> String {
        let answer = control::send(&self.scope, &SERVICE, verb, path, &body.to_string()).await;
        assert_eq!(answer.status, 400, "{verb} {path}: {}", answer.body);
        answer.body["message"].as_str().unwrap().to_owned()
    }

    async fn control(&self, verb: &str, path: &str, body: &Value) -> Value {
        let answer = control::send(&self.scope, &SERVICE, verb, path, &body.to_string()).await;
        assert!(answer.status < 300, "{verb} {path}: {}", answer.body);
        answer.body
    }

    async fn method(&self, verb: &str, method: &str, part: &str, body: &Value) {
        let path = format!(
            "/restapis/abc123/resources/{}/methods/{method}{part}",
            self.root
        );
        self.control(verb, &path, body).await;
    }

    /// Changes what a method answers with once it is deployed.
    async fn answer_with(&self, method: &str, template: &str) {
        let templates = json!({"responseTemplates": {"application/json": template}});
        self.method("PUT", method, "/integration/responses/200", &templates)
            .await;
    }

    async fn deploy(&self, input: &Value) -> String {
        let path = "/restapis/abc123/deployments";
        let deployed = self.control("POST", path, input).await;
        deployed["id"].as_str().unwrap().to_owned()
    }

    async fn patch(&self, operations: &[(&str, &str)]) {
        let operations = operations
            .iter()
            .map(|(path, value)| json!({"op": "replace", "path": path, "value": value}));
        self.patch_with(operations.collect()).await;
    }

    async fn patch_with(&self, operations: Value) {
        let stage = "/restapis/abc123/stages/prod";
        self.control("PATCH", stage, &json!({"patchOperations": operations}))
            .await;
    }

    async fn call(&self, verb: &str) -> (u16, String) {
        let uri = format!("{}/abc123/prod/_user_request_/", self.base);
        let request = Request::builder().method(verb).uri(uri);
        let request = request.body(Bytes::new()).unwrap();
        let sent = self.transport.send(request, Duration::from_secs(30));
        let answer = sent.await.unwrap();
        let body = String::from_utf8_lossy(answer.body()).into_owned();
        (answer.status().as_u16(), body)
    }

    /// What so many calls answer, and how often.
    async fn calls(&self, count: usize) -> Vec<(String, usize)> {
        let mut answers: Vec<(String, usize)> = Vec::new();
        for _ in 0..count {
            let (status, body) = self.call("GET").await;
            assert_eq!(status, 200, "{body}");
            match answers.iter_mut().find(|(answer, _)| *answer == body) {
                Some((_, times)) => *times += 1,
                None => answers.push((body, 1)),
            }
        }
        answers.sort();
        answers
    }

    async fn log_groups(&self) -> Vec<String> {
        self.scope.server.logs.writer().flush().await;
        let request = Request::post("/")
            .header("x-amz-target", "Logs_20140328.DescribeLogGroups")
            .body(Bytes::from(
                r#"{"logGroupNamePrefix": "API-Gateway-Execution-Logs_"}"#,
            ))
            .unwrap();
        let answer = gatewright::control::answer(&self.scope, &logs::SERVICE, &request).await;
        let groups: Value = serde_json::from_slice(answer.body()).unwrap();
        let groups = groups["logGroups"].as_array().unwrap().iter();
        groups
            .map(|group| group["logGroupName"].as_str().unwrap().to_owned())
            .collect()
    }
}

#[tokio::test]
async fn a_canary_takes_its_share_until_it_is_promoted() {
    let bed = Bed::new().await;
    let role = json!([{"op": "replace", "path": "/cloudwatchRoleArn", "value": "arn:aws:iam::123456789012:role/logs"}]);
    bed.control("PATCH", "/account", &json!({"patchOperations": role}))
        .await;
    let shown = "$context.isCanaryRequest $stageVariables.color $stageVariables.shape";
    bed.answer_with("GET", &format!("old {shown}")).await;
    let base = bed
        .deploy(&json!({"stageName": "prod", "variables": {"color": "blue", "shape": "round"}}))
        .await;
    bed.patch(&[("/*/*/logging/loglevel", "INFO")]).await;
    assert_eq!(bed.calls(1).await, [("old  blue round".to_owned(), 1)]);

    bed.answer_with("GET", &format!("new {shown}")).await;
    let settings = json!({"percentTraffic": 0.0, "stageVariableOverrides": {"color": "red"}});
    let canary = json!({"stageName": "prod", "canarySettings": settings});
    let canary = bed.deploy(&canary).await;
    let stage = bed
        .control("GET", "/restapis/abc123/stages/prod", &Value::Null)
        .await;
    assert_eq!(stage["deploymentId"], *base);
    assert_eq!(stage["canarySettings"]["deploymentId"], *canary);
    let old = "old false blue round".to_owned();
    let new = "new true red round".to_owned();
    assert_eq!(bed.calls(30).await, [(old.clone(), 30)]);
    assert_eq!(
        bed.log_groups().await,
        ["API-Gateway-Execution-Logs_abc123/prod"]
    );

    let plain = bed
        .refused(
            "POST",
            "/restapis/abc123/deployments",
            &json!({"stageName": "prod"}),
        )
        .await;
    assert_eq!(
        plain,
        "Invalid deployment content specified.Non canary deployment not supported on stage prod because Canary is enabled. Provide CanarySettings in deploymentInput."
    );

    bed.patch(&[("/canarySettings/percentTraffic", "50")]).await;
    let answers = bed.calls(200).await;
    let names: Vec<_> = answers.iter().map(|(answer, _)| answer.clone()).collect();
    assert_eq!(names, [new.clone(), old.clone()]);
    // Fewer than 50 of 200 come once in 10^13.
    assert!(answers.iter().all(|(_, times)| *times > 50), "{answers:?}");
    assert_eq!(
        bed.log_groups().await,
        [
            "API-Gateway-Execution-Logs_abc123/prod",
            "API-Gateway-Execution-Logs_abc123/prod/Canary"
        ]
    );

    bed.patch(&[("/canarySettings/percentTraffic", "100")])
        .await;
    assert_eq!(bed.calls(30).await, [(new, 30)]);

    bed.patch_with(json!([
        {"op": "copy", "path": "/deploymentId", "from": "/canarySettings/deploymentId"},
        {"op": "copy", "path": "/variables", "from": "/canarySettings/stageVariableOverrides"},
        {"op": "replace", "path": "/canarySettings/percentTraffic", "value": "0"},
    ]))
    .await;
    assert_eq!(
        bed.calls(30).await,
        [("new false red round".to_owned(), 30)]
    );
    bed.patch_with(json!([{"op": "remove", "path": "/canarySettings"}]))
        .await;
    assert_eq!(bed.calls(30).await, [("new  red round".to_owned(), 30)]);
    bed.deploy(&json!({"stageName": "prod"})).await;
}

#[tokio::test]
async fn limits_act_at_once_and_count_on_through_other_changes() {
    let bed = Bed::new().await;
    bed.deploy(&json!({"stageName": "prod"})).await;
    let refused = (429, "{\"message\":\"Too Many Requests\"}".to_owned());
    let passed = (200, "ok".to_owned());

    bed.patch(&[
        ("/*/*/throttling/rateLimit", "0"),
        ("/*/*/throttling/burstLimit", "0"),
    ])
    .await;
    assert_eq!(bed.call("GET").await, refused);
    assert_eq!(bed.call("POST").await, refused);

    // The method's own settings count before those for all; 2 at once, and then one in a million seconds.
    bed.patch(&[
        ("/~1/GET/throttling/rateLimit", "0.000001"),
        ("/~1/GET/throttling/burstLimit", "2"),
    ])
    .await;
    assert_eq!(bed.call("POST").await, refused);
    assert_eq!(bed.call("GET").await, passed);
    assert_eq!(bed.call("GET").await, passed);
    assert_eq!(bed.call("GET").await, refused);

    bed.patch(&[
        ("/description", "changed"),
        ("/variables/a", "b"),
        ("/*/*/throttling/rateLimit", "1000"),
        ("/*/*/throttling/burstLimit", "1000"),
    ])
    .await;
    assert_eq!(bed.call("GET").await, refused);
    assert_eq!(bed.call("POST").await, passed);
    bed.deploy(&json!({"stageName": "prod"})).await;
    assert_eq!(bed.call("GET").await, refused);

    bed.patch(&[("/~1/GET/throttling/burstLimit", "3")]).await;
    assert_eq!(bed.call("GET").await, passed);
}
