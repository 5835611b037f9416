//! The control plane through its public path: a server of its own, a decoded HTTP request in, an
//! encoded response out.

use std::ffi::OsString;

use bytes::Bytes;
use gatewright::control::{Caller, Scope, answer};
use gatewright::server::{Server, Settings, Storage};
use gatewright_wire::model::Service;
use http::Request;
use serde_json::Value;
use tempfile::TempDir;

pub(crate) const NLB: &str =
    "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/known/1";

/// A new server of its own, its state in a folder that is gone with it. Within a tokio runtime.
pub(crate) fn scope() -> (Scope, TempDir) {
    let settings = Settings {
        listen: ([127, 0, 0, 1], 4566).into(),
        account: "123456789012".to_owned(),
        region: "us-east-1".to_owned(),
        load_balancers: [(NLB.to_owned(), "127.0.0.1:9000".to_owned())].into(),
        path: OsString::new(),
        s3: None,
        lambda_endpoint: None,
        otlp: None,
        elsewhere: gatewright::services::Elsewhere::default(),
        account_throttle: None,
        user_pools: None,
    };
    let folder = TempDir::new().unwrap();
    let scope = Scope {
        account: settings.account.clone(),
        caller: Caller::root(&settings.account),
        region: settings.region.clone(),
        request_id: "00000000-0000-0000-0000-000000000000".to_owned(),
        server: Server::start(settings, Storage::Directory(folder.path().to_owned())).unwrap(),
    };
    (scope, folder)
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) error: Option<String>,
    pub(crate) body: Value,
}

pub(crate) async fn send(
    scope: &Scope,
    service: &'static Service,
    method: &str,
    path: &str,
    body: &str,
) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .body(Bytes::from(body.to_owned()))
        .unwrap();
    let response = answer(scope, service, &request).await;
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
