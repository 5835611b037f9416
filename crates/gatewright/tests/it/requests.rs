//! `/_gatewright/requests`: what happened to recent requests, asked over HTTP.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use gatewright::control::{Caller, Scope, answer};
use gatewright::listener;
use gatewright::requests::KEPT;
use gatewright::server::{Server, Settings, Storage};
use gatewright_wire::apigateway::SERVICE;
use gatewright_wire::transport::Transport;
use http::{Request, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// A server with the API `abc123`: `/good` is a MOCK, `/bad` calls a function that is not there.
struct Bed {
    server: Arc<Server>,
    transport: Transport,
    base: String,
}

impl Bed {
    async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let listen = listener.local_addr().unwrap();
        let settings = Settings {
            listen,
            account: "123456789012".to_owned(),
            region: "us-east-1".to_owned(),
            load_balancers: [].into(),
            path: "".into(),
            s3: None,
            lambda_endpoint: None,
            otlp: None,
            elsewhere: gatewright::services::Elsewhere::default(),
            account_throttle: None,
            user_pools: None,
        };
        let server = Server::start(settings, Storage::Memory).unwrap();
        let serving = listener::serve(listener, Arc::clone(&server), std::future::pending());
        tokio::spawn(serving);
        let bed = Self {
            server,
            transport: Transport::default(),
            base: format!("http://{listen}"),
        };
        bed.deploy().await;
        bed
    }

    async fn deploy(&self) {
        let api = "/restapis/abc123";
        let created = json!({ "name": "test", "tags": { "_custom_id_": "abc123" } });
        let created = self.control("POST", "/restapis", &created).await;
        let root = created["rootResourceId"].as_str().unwrap();
        let function = "arn:aws:lambda:us-east-1:123456789012:function:gone";
        let bad = json!({
            "type": "AWS_PROXY",
            "httpMethod": "POST",
            "uri": format!("arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{function}/invocations"),
        });
        let good = json!({
            "type": "MOCK",
            "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
        });
        for (path, integration) in [("good", good), ("bad", bad)] {
            let resource = format!("{api}/resources/{root}");
            let part = json!({ "pathPart": path });
            let resource = self.control("POST", &resource, &part).await;
            let id = resource["id"].as_str().unwrap();
            let method = format!("{api}/resources/{id}/methods/GET");
            let open = json!({ "authorizationType": "NONE" });
            self.control("PUT", &method, &open).await;
            self.control("PUT", &format!("{method}/integration"), &integration)
                .await;
            self.control("PUT", &format!("{method}/responses/200"), &json!({}))
                .await;
            self.control(
                "PUT",
                &format!("{method}/integration/responses/200"),
                &json!({}),
            )
            .await;
        }
        let role = json!([{ "op": "replace", "path": "/cloudwatchRoleArn", "value": "arn:aws:iam::123456789012:role/logs" }]);
        self.control("PATCH", "/account", &json!({ "patchOperations": role }))
            .await;
        let deployments = format!("{api}/deployments");
        self.control("POST", &deployments, &json!({ "stageName": "prod" }))
            .await;
        let level = json!([{ "op": "replace", "path": "/*/*/logging/loglevel", "value": "ERROR" }]);
        let stage = format!("{api}/stages/prod");
        self.control("PATCH", &stage, &json!({ "patchOperations": level }))
            .await;
    }

    async fn control(&self, verb: &str, path: &str, body: &Value) -> Value {
        let scope = Scope {
            account: "123456789012".to_owned(),
            caller: Caller::root("123456789012"),
            region: "us-east-1".to_owned(),
            request_id: "00000000-0000-0000-0000-000000000000".to_owned(),
            server: Arc::clone(&self.server),
        };
        let request = Request::builder().method(verb).uri(path);
        let request = request.body(Bytes::from(body.to_string())).unwrap();
        let response = answer(&scope, &SERVICE, &request).await;
        let body = String::from_utf8_lossy(response.body()).into_owned();
        assert!(response.status().is_success(), "{verb} {path}: {body}");
        serde_json::from_str(&body).unwrap_or_default()
    }

    async fn get(&self, path: &str) -> Response<Bytes> {
        let uri = format!("{}{path}", self.base);
        let request = Request::get(uri).body(Bytes::new()).unwrap();
        let sent = self.transport.send(request, Duration::from_secs(30));
        sent.await.unwrap()
    }

    async fn json(&self, path: &str) -> Value {
        serde_json::from_slice(self.get(path).await.body()).unwrap()
    }

    /// Calls the stage; the request's id.
    async fn call(&self, stage: &str, path: &str) -> String {
        let path = format!("/_aws/execute-api/abc123/{stage}{path}");
        let response = self.get(&path).await;
        let id = response.headers().get("x-amzn-requestid").unwrap();
        id.to_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn tells_what_happened_newest_first() {
    let bed = Bed::new().await;
    assert_eq!(
        bed.json("/_gatewright/requests").await,
        json!({ "requests": [] })
    );
    let good = bed.call("prod", "/good").await;
    let bad = bed.call("prod", "/bad").await;
    let nowhere = bed.call("prod", "/nowhere").await;
    let no_stage = bed.call("none", "/good").await;

    let told = bed.json("/_gatewright/requests").await;
    let told = told["requests"].as_array().unwrap();
    let ids: Vec<_> = told.iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [&no_stage, &nowhere, &bad, &good]);
    let rules: Vec<_> = told.iter().map(|one| &one["fault"]["rule"]).collect();
    assert_eq!(
        rules,
        [
            &json!("GW702"),
            &json!("GW701"),
            &json!("GW201"),
            &Value::Null
        ]
    );
    for one in told {
        let time = one["time"].as_str().unwrap();
        assert!(time.len() == 24 && time.ends_with('Z'), "{time}");
        assert!(one["latency"].as_i64().unwrap() >= 0);
        assert_eq!(
            (&one["api"], &one["method"]),
            (&json!("abc123"), &json!("GET"))
        );
        assert_eq!(one.get("log"), None);
    }
    assert_eq!(told[3]["status"], 200);
    assert_eq!(told[3]["path"], "/good");

    let bad = bed.json(&format!("/_gatewright/requests/{bad}")).await;
    assert_eq!(bad["status"], 500);
    assert_eq!(
        bad["fault"],
        json!({
            "rule": "GW201",
            "name": "function-missing",
            "cause": 2,
            "summary": "The function does not exist.",
            "why": "API Gateway may not invoke arn:aws:lambda:us-east-1:123456789012:function:gone: the function does not exist",
        })
    );
    let logged: Vec<_> = bad["log"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["logged"] == true)
        .map(|line| line["text"].as_str().unwrap())
        .collect();
    let line =
        "Execution failed due to configuration error: Invalid permissions on Lambda function";
    assert!(logged.contains(&line), "{logged:?}");

    let health = bed.json("/_gatewright/health").await;
    assert_eq!(health["droppedLogLines"], json!({ "store": 0, "files": 0 }));
    let unknown = bed.get("/_gatewright/requests/none").await;
    assert_eq!(unknown.status(), 404);
    bed.server.reset().await.unwrap();
    assert_eq!(
        bed.json("/_gatewright/requests").await,
        json!({ "requests": [] })
    );
    bed.server.stop().await;
}

/// Settings of an API act with the next deployment, this one too.
#[tokio::test]
async fn a_disabled_default_endpoint_is_forbidden() {
    let bed = Bed::new().await;
    let path = "/_aws/execute-api/abc123/prod/good";
    let disable =
        json!([{ "op": "replace", "path": "/disableExecuteApiEndpoint", "value": "true" }]);
    let disable = json!({ "patchOperations": disable });
    bed.control("PATCH", "/restapis/abc123", &disable).await;
    assert_eq!(bed.get(path).await.status(), 200);
    let stage = json!({ "stageName": "prod" });
    bed.control("POST", "/restapis/abc123/deployments", &stage)
        .await;
    let answer = bed.get(path).await;
    assert_eq!(answer.status(), 403);
    assert_eq!(answer.body(), "{\"message\":\"Forbidden\"}");
    let told = bed.json("/_gatewright/requests").await;
    assert_eq!(told["requests"][0]["fault"]["rule"], "GW710");
    bed.server.stop().await;
}

#[tokio::test]
async fn no_text_that_is_kept_is_longer_than_a_line() {
    let bed = Bed::new().await;
    let path = format!("/{}", "x".repeat(5_000));
    let id = bed.call("prod", &path).await;
    let told = bed.json(&format!("/_gatewright/requests/{id}")).await;
    let cut = format!("/{} [TRUNCATED]", "x".repeat(1_023));
    assert_eq!(told["path"], cut);
    let why = told["fault"]["why"].as_str().unwrap();
    assert!(why.starts_with("no resource serves GET /xxx"), "{why}");
    assert_eq!(why.len(), 1_024 + " [TRUNCATED]".len());

    bed.call(&"x".repeat(20_000), "/").await;
    let told = bed.json("/_gatewright/requests").await;
    let stage = told["requests"][0]["stage"].as_str().unwrap();
    assert_eq!(stage.len(), 1_024 + " [TRUNCATED]".len());
    bed.server.stop().await;
}

#[tokio::test]
async fn keeps_so_many_and_no_more() {
    let bed = Bed::new().await;
    let first = bed.call("prod", "/good").await;
    for _ in 0..KEPT {
        bed.call("none", "/").await;
    }
    let told = bed.json("/_gatewright/requests").await;
    assert_eq!(told["requests"].as_array().unwrap().len(), KEPT);
    let gone = bed.get(&format!("/_gatewright/requests/{first}")).await;
    assert_eq!(gone.status(), 404);
    bed.server.stop().await;
}
