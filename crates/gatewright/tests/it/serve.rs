//! `gatewright serve`, the program itself: what it prints when it is ready, what it keeps, and how
//! it ends.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use bytes::Bytes;
use gatewright_wire::apigateway::{
    CreateDeploymentRequest, CreateRestApiRequest, PutIntegrationRequest,
    PutIntegrationResponseRequest, PutMethodRequest, PutMethodResponseRequest,
};
use gatewright_wire::client::{Client, Credentials, SharedCredentialsProvider};
use gatewright_wire::transport::Transport;
use http::Request;
use rustix::process::{Pid, Signal, kill_process};

/// A running server; ended by [`Serving::stop`], or when dropped.
pub(crate) struct Serving {
    child: Child,
    /// What it printed: so many lines as were waited for.
    lines: Vec<String>,
}

impl Serving {
    pub(crate) fn start(data: &Path, lines: usize) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gatewright"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let lines = output.lines().take(lines).map(Result::unwrap).collect();
        Self { child, lines }
    }

    pub(crate) fn endpoint(&self) -> &str {
        let line = self.lines.first().unwrap();
        line.strip_prefix("gatewright is ready at ").unwrap()
    }

    fn stop(mut self) -> ExitStatus {
        kill_process(Pid::from_child(&self.child), Signal::INT).unwrap();
        self.child.wait().unwrap()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It has ended already where the test went well.
        let _ = self.child.kill();
    }
}

/// A MOCK at the root of the API `pets`, deployed to `live`.
async fn deploy(endpoint: &str) {
    let credentials = Credentials::new("any", "any", None, None, "test");
    let client = Client::new("us-east-1", SharedCredentialsProvider::new(credentials))
        .with_endpoint(endpoint.parse().unwrap());
    let (api, verb) = ("pets".to_owned(), "GET".to_owned());
    let created = CreateRestApiRequest {
        name: "pets".to_owned(),
        tags: Some([("_custom_id_".to_owned(), api.clone())].into()),
        ..CreateRestApiRequest::default()
    };
    let created = client.call(&created).await.unwrap();
    let root = created.root_resource_id.unwrap();
    client
        .call(&PutMethodRequest {
            rest_api_id: api.clone(),
            resource_id: root.clone(),
            http_method: verb.clone(),
            authorization_type: "NONE".to_owned(),
            ..PutMethodRequest::default()
        })
        .await
        .unwrap();
    let template = (
        "application/json".to_owned(),
        "{\"statusCode\": 200}".to_owned(),
    );
    client
        .call(&PutIntegrationRequest {
            rest_api_id: api.clone(),
            resource_id: root.clone(),
            http_method: verb.clone(),
            r#type: "MOCK".to_owned(),
            request_templates: Some([template].into()),
            ..PutIntegrationRequest::default()
        })
        .await
        .unwrap();
    client
        .call(&PutMethodResponseRequest {
            rest_api_id: api.clone(),
            resource_id: root.clone(),
            http_method: verb.clone(),
            status_code: "200".to_owned(),
            ..PutMethodResponseRequest::default()
        })
        .await
        .unwrap();
    client
        .call(&PutIntegrationResponseRequest {
            rest_api_id: api.clone(),
            resource_id: root,
            http_method: verb,
            status_code: "200".to_owned(),
            ..PutIntegrationResponseRequest::default()
        })
        .await
        .unwrap();
    client
        .call(&CreateDeploymentRequest {
            rest_api_id: api,
            stage_name: Some("live".to_owned()),
            ..CreateDeploymentRequest::default()
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn prints_where_its_stages_are_called() {
    let data = tempfile::tempdir().unwrap();
    let first = Serving::start(data.path(), 1);
    deploy(first.endpoint()).await;
    assert_eq!(first.stop().code(), Some(0));

    let second = Serving::start(data.path(), 2);
    let port = second.endpoint().rsplit(':').next().unwrap();
    let url = second.lines[1].trim();
    assert_eq!(
        url,
        format!("http://pets.execute-api.localhost:{port}/live/")
    );
    let request = Request::get(url).body(Bytes::new()).unwrap();
    let transport = Transport::default();
    let answer = transport.send(request, Duration::from_secs(30)).await;
    assert_eq!(answer.unwrap().status(), 200);
    assert_eq!(second.stop().code(), Some(0));
}
