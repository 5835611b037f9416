//! API Gateway's control plane, driven through its public path: a decoded HTTP request in, an
//! encoded response out.

mod behaviour;
mod properties;
mod script;

use std::ffi::OsString;

use bytes::Bytes;
use gatewright::control::{Scope, answer};
use gatewright::server::{Server, Settings, Storage};
use gatewright_wire::apigateway::SERVICE;
use http::Request;
use serde_json::Value;
use tempfile::TempDir;

const NLB: &str = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/known/1";

/// A new server of its own, its state in a folder that is gone with it.
async fn scope() -> (Scope, TempDir) {
    let settings = Settings {
        listen: ([127, 0, 0, 1], 4566).into(),
        account: "123456789012".to_owned(),
        region: "us-east-1".to_owned(),
        load_balancers: [(NLB.to_owned(), "127.0.0.1:9000".to_owned())].into(),
        path: OsString::new(),
    };
    let folder = TempDir::new().unwrap();
    let scope = Scope {
        account: settings.account.clone(),
        region: settings.region.clone(),
        request_id: "00000000-0000-0000-0000-000000000000".to_owned(),
        server: Server::start(settings, Storage::Directory(folder.path().to_owned()))
            .await
            .unwrap(),
    };
    (scope, folder)
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
