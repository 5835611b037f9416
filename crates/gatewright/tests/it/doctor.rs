//! The doctor on a running server: it finds each fault, predicts what callers then really get, and
//! its safe fixes make the methods work.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use bytes::Bytes;
use gatewright_doctor::checkup::Checkup;
use gatewright_doctor::rule::Finding;
use gatewright_doctor::rules::check;
use gatewright_doctor::source::live::{Narrow, Options, load};
use gatewright_doctor::subject::Subject;
use gatewright_wire::apigateway::{
    CreateDeploymentRequest, CreateVpcLinkRequest, ImportRestApiRequest,
};
use gatewright_wire::client::{Client, Credentials, SharedCredentialsProvider};
use gatewright_wire::lambda::{
    CreateAliasRequest, CreateFunctionRequest, FunctionCode, PublishVersionRequest,
};
use gatewright_wire::transport::Transport;
use gatewright_wire::values::Blob;
use http::Request;
use serde_json::{Value, json};

use crate::serve::Serving;

const HANDLER: &str =
    "def handler(event, context):\n    return {'statusCode': 200, 'body': 'well'}\n";

fn arn(function: &str) -> String {
    format!("arn:aws:lambda:us-east-1:123456789012:function:{function}")
}

fn uri(function: &str) -> String {
    format!(
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{}/invocations",
        arn(function)
    )
}

fn proxy(function: &str) -> Value {
    json!({"type": "aws_proxy", "httpMethod": "POST", "uri": uri(function)})
}

fn mock(template: &str, responses: &Value) -> Value {
    json!({
        "type": "mock",
        "requestTemplates": {"application/json": template},
        "responses": responses,
    })
}

/// A path with its integration, the rules that find it, and whether their safe fixes mend it.
type Case = (&'static str, Value, &'static [&'static str], bool);

/// What is wrong at each path. The stage's variable `link` is a VPC link that failed.
fn cases() -> Vec<Case> {
    let fine = json!({"default": {"statusCode": "200"}});
    let mut by_get = proxy("pets");
    by_get["httpMethod"] = json!("GET");
    vec![
        ("/fine", mock("{\"statusCode\": 200}", &fine), &[], true),
        ("/permission", proxy("pets"), &["GW101"], true),
        ("/alias", proxy("pets:live"), &["GW102"], true),
        ("/gone", proxy("gone"), &["GW201"], false),
        ("/no-alias", proxy("pets:none"), &["GW202"], false),
        ("/verb", by_get, &["GW101", "GW301"], true),
        ("/template", mock("#if(", &fine), &["GW401"], false),
        (
            "/no-default",
            mock(
                "{\"statusCode\": 200}",
                &json!({"5..": {"statusCode": "200"}}),
            ),
            &["GW404"],
            false,
        ),
        (
            "/no-response",
            mock(
                "{\"statusCode\": 200}",
                &json!({"default": {"statusCode": "201"}}),
            ),
            &["GW405"],
            true,
        ),
        ("/no-status", mock("{}", &fine), &["GW406"], false),
        (
            "/link",
            json!({
                "type": "http_proxy", "httpMethod": "GET", "uri": "http://inside/",
                "connectionType": "VPC_LINK", "connectionId": "${stageVariables.link}",
            }),
            &["GW509"],
            false,
        ),
        (
            "/variable",
            proxy("${stageVariables.function}"),
            &["GW601"],
            false,
        ),
    ]
}

async fn set_up(client: &Client) -> Vec<Case> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("app.py", zip::write::SimpleFileOptions::default())
        .unwrap();
    zip.write_all(HANDLER.as_bytes()).unwrap();
    let package = Bytes::from(zip.finish().unwrap().into_inner());
    let function = CreateFunctionRequest {
        function_name: "pets".to_owned(),
        role: "arn:aws:iam::123456789012:role/lambda".to_owned(),
        code: FunctionCode {
            zip_file: Some(Blob(package)),
            ..FunctionCode::default()
        },
        runtime: Some("python3.11".to_owned()),
        handler: Some("app.handler".to_owned()),
        ..CreateFunctionRequest::default()
    };
    client.call(&function).await.unwrap();
    let version = PublishVersionRequest {
        function_name: "pets".to_owned(),
        ..PublishVersionRequest::default()
    };
    client.call(&version).await.unwrap();
    let alias = CreateAliasRequest {
        function_name: "pets".to_owned(),
        name: "live".to_owned(),
        function_version: "1".to_owned(),
        ..CreateAliasRequest::default()
    };
    client.call(&alias).await.unwrap();
    let link = CreateVpcLinkRequest {
        name: "gone".to_owned(),
        target_arns: vec![
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/gone/0123456789abcdef"
                .to_owned(),
        ],
        ..CreateVpcLinkRequest::default()
    };
    let link = client.call(&link).await.unwrap().id.unwrap();
    let cases = cases();
    let paths: BTreeMap<&str, Value> = cases
        .iter()
        .map(|(path, integration, ..)| {
            let operation = json!({
                "responses": {"200": {"description": "ok"}},
                "x-amazon-apigateway-integration": integration,
            });
            (*path, json!({"get": operation}))
        })
        .collect();
    let document = json!({
        "swagger": "2.0",
        "info": {"title": "pets", "version": "1", "x-gatewright-id": "pets"},
        "paths": paths,
    });
    let import = ImportRestApiRequest {
        body: Blob(document.to_string().into()),
        ..ImportRestApiRequest::default()
    };
    client.call(&import).await.unwrap();
    let deployment = CreateDeploymentRequest {
        rest_api_id: "pets".to_owned(),
        stage_name: Some("prod".to_owned()),
        variables: Some(BTreeMap::from([("link".to_owned(), link)])),
        ..CreateDeploymentRequest::default()
    };
    client.call(&deployment).await.unwrap();
    cases
}

async fn examine(client: &Client) -> (Subject, Vec<Finding>) {
    let options = Options {
        narrow: Narrow::default(),
        reach: None,
        logs_until_ms: None,
        calls: None,
        progress: &|_, _, _| {},
    };
    let mut loaded = load(client, &options).await.unwrap();
    let subject = loaded.subjects.remove(0);
    let findings = check(&Checkup::new(&subject, 0));
    (subject, findings)
}

/// What a caller of a path gets.
async fn get(endpoint: &str, path: &str) -> (u16, String) {
    let url = format!("{endpoint}/restapis/pets/prod/_user_request_{path}");
    let request = Request::get(url).body(Bytes::new()).unwrap();
    let patience = std::time::Duration::from_secs(30);
    let response = Transport::default().send(request, patience).await.unwrap();
    let body = String::from_utf8_lossy(response.body()).into_owned();
    (response.status().as_u16(), body)
}

#[tokio::test]
async fn faults_are_found_predicted_and_mended() {
    let folder = tempfile::tempdir().unwrap();
    let server = Serving::start(folder.path(), 1);
    let credentials = Credentials::new("any", "any", None, None, "test");
    let client = Client::new("us-east-1", SharedCredentialsProvider::new(credentials))
        .with_endpoint(server.endpoint().parse().unwrap());
    let cases = set_up(&client).await;

    let (subject, findings) = examine(&client).await;
    for (path, _, rules, _) in &cases {
        let found: Vec<&Finding> = findings
            .iter()
            .filter(|finding| finding.method.as_ref().is_some_and(|(of, _)| of == path))
            .collect();
        let codes: Vec<String> = found
            .iter()
            .map(|finding| finding.rule.to_string())
            .collect();
        assert_eq!(codes, *rules, "{path}: {found:#?}");
        let (status, body) = get(server.endpoint(), path).await;
        match found.first() {
            None => assert_eq!(status, 200, "{path}: {body}"),
            Some(finding) => {
                let predicted = finding.predicted.as_ref().unwrap();
                assert_eq!(
                    (predicted.status, &predicted.body),
                    (status, &body),
                    "{path}"
                );
            }
        }
    }

    for finding in &findings {
        for remedy in finding.remedies.iter().filter(|remedy| remedy.safe) {
            for fix in &remedy.fixes {
                fix.call(&subject.api).unwrap().send(&client).await.unwrap();
            }
        }
    }
    let (_, left) = examine(&client).await;
    for (path, _, _, mended) in &cases {
        let found = left
            .iter()
            .any(|finding| finding.method.as_ref().is_some_and(|(of, _)| of == path));
        assert_eq!(!found, *mended, "{path}: {left:#?}");
        if *mended {
            let (status, body) = get(server.endpoint(), path).await;
            assert!(status < 300, "{path}: {body}");
        }
    }
}
