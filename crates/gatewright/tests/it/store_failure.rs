//! Requests to stages while the store cannot be read: what is in memory is served on, and of what
//! is not, nothing is concluded.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use gatewright::control::Scope;
use gatewright::listener;
use gatewright_wire::transport::Transport;
use gatewright_wire::{apigateway, lambda};
use http::Request;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::control::{self, NLB};
use crate::functions::package;
use crate::roles::{self, ROLE, TRUST};

/// The paths of the API `abc123`, each of which needs another document.
const PATHS: [&str; 5] = ["mock", "function", "version", "role", "link"];

struct Bed {
    scope: Scope,
    base: String,
    transport: Transport,
    folder: TempDir,
}

impl Bed {
    async fn new() -> Self {
        let (scope, folder) = control::scope();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/restapis", listener.local_addr().unwrap());
        let server = scope.server.clone();
        tokio::spawn(listener::serve(listener, server, std::future::pending()));
        let bed = Self {
            scope,
            base,
            transport: Transport::default(),
            folder,
        };
        bed.deploy().await;
        bed
    }

    async fn deploy(&self) {
        let function = json!({
            "FunctionName": "f", "Runtime": "python3.12", "Role": ROLE, "Handler": "app.handler",
            "Publish": true, "Code": {"ZipFile": STANDARD.encode(package())},
        })
        .to_string();
        let functions = "/2015-03-31/functions";
        let created = control::send(&self.scope, &lambda::SERVICE, "POST", functions, &function);
        assert_eq!(created.await.status, 201);
        let role = [("RoleName", "gateway"), ("AssumeRolePolicyDocument", TRUST)];
        roles::call(&self.scope, "CreateRole", &role).await;
        let link = json!({"name": "link", "targetArns": [NLB]});
        let link = self.control("/vpclinks", &link).await;
        let lambda = |qualifier: &str| {
            format!(
                "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f{qualifier}/invocations"
            )
        };
        let integrations = [
            json!({"type": "mock", "requestTemplates": {"application/json": "{\"statusCode\": 200}"}, "responses": {"default": {"statusCode": "200"}}}),
            json!({"type": "aws_proxy", "httpMethod": "POST", "uri": lambda("")}),
            json!({"type": "aws_proxy", "httpMethod": "POST", "uri": lambda(":1")}),
            json!({"type": "aws_proxy", "httpMethod": "POST", "uri": lambda(""), "credentials": ROLE}),
            json!({"type": "http_proxy", "httpMethod": "GET", "uri": "http://a.example/", "connectionType": "VPC_LINK", "connectionId": link["id"]}),
        ];
        let mut paths = serde_json::Map::new();
        for (path, integration) in PATHS.iter().zip(integrations) {
            let get = json!({"responses": {"200": {"description": ""}}, "x-amazon-apigateway-integration": integration});
            paths.insert(format!("/{path}"), json!({ "get": get }));
        }
        let api = json!({
            "openapi": "3.0.1",
            "info": {"title": "test", "version": "1", "x-gatewright-id": "abc123"},
            "paths": paths,
        });
        self.control("/restapis?mode=import", &api).await;
        self.control(
            "/restapis/abc123/deployments",
            &json!({"stageName": "prod"}),
        )
        .await;
    }

    async fn control(&self, path: &str, body: &Value) -> Value {
        let service = &apigateway::SERVICE;
        let answer = control::send(&self.scope, service, "POST", path, &body.to_string()).await;
        assert!(answer.status < 300, "{path}: {}", answer.body);
        answer.body
    }

    /// What a call of each path answers: status, body, and the rule that explains it.
    async fn calls(&self) -> Vec<(u16, String, Value)> {
        let mut answers = Vec::new();
        for path in PATHS {
            let uri = format!("{}/abc123/prod/_user_request_/{path}", self.base);
            let request = Request::get(uri).body(Bytes::new()).unwrap();
            let sent = self.transport.send(request, Duration::from_secs(30));
            let answer = sent.await.unwrap();
            let body = String::from_utf8_lossy(answer.body()).into_owned();
            let rule = self.scope.server.requests.list()["requests"][0]["fault"]["rule"].clone();
            answers.push((answer.status().as_u16(), body, rule));
        }
        answers
    }

    /// Takes the documents away below the server's feet.
    fn break_store(&self) {
        let database = self.folder.path().join("gatewright.db");
        let database = rusqlite::Connection::open(database).unwrap();
        database
            .execute_batch("ALTER TABLE document RENAME TO gone")
            .unwrap();
    }
}

#[tokio::test]
async fn what_is_in_memory_is_served_without_the_store() {
    let bed = Bed::new().await;
    let before = bed.calls().await;
    let statuses: Vec<u16> = before.iter().map(|(status, ..)| *status).collect();
    assert_eq!(statuses[..4], [200, 500, 500, 500], "{before:?}");
    assert!(
        before.iter().all(|(.., rule)| rule != "GW709"),
        "{before:?}"
    );
    bed.break_store();
    assert_eq!(bed.calls().await, before);
}

#[tokio::test]
async fn what_cannot_be_looked_up_is_no_configuration_error() {
    let bed = Bed::new().await;
    bed.calls().await;
    bed.break_store();
    let server = &bed.scope.server;
    let failed = (
        500,
        "{\"message\": \"Internal server error\"}".to_owned(),
        json!("GW709"),
    );

    server.functions.forget_all();
    server.roles.forget_all();
    server.vpc_links.forget_all();
    let answers = bed.calls().await;
    assert_eq!(answers[0].0, 200);
    assert!(
        answers[1..].iter().all(|answer| *answer == failed),
        "{answers:?}"
    );

    server.stages.forget_all();
    let answers = bed.calls().await;
    assert!(
        answers.iter().all(|answer| *answer == failed),
        "{answers:?}"
    );
}
