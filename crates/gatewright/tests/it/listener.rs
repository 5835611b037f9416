//! What the listener makes of connections and requests before an API sees them, spoken to byte by byte.

use std::convert::Infallible;
use std::net::SocketAddr;

use bytes::Bytes;
use gatewright::control::Scope;
use gatewright::listener;
use gatewright_wire::apigateway::SERVICE;
use http::{Request, Version};
use http_body_util::{BodyExt as _, Empty};
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde_json::json;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::control;

/// A server with the API `abc123`, whose `GET /` is a MOCK that answers with what a template shows.
struct Bed {
    address: SocketAddr,
    scope: Scope,
    _folder: TempDir,
}

impl Bed {
    async fn new(listen: &str, shows: &str, endpoint: &str) -> Self {
        let (scope, folder) = control::scope();
        let listener = TcpListener::bind(listen).await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = scope.server.clone();
        tokio::spawn(listener::serve(listener, server, std::future::pending()));
        let bed = Self {
            address,
            scope,
            _folder: folder,
        };
        let created = json!({
            "name": "test",
            "tags": {"_custom_id_": "abc123"},
            "endpointConfiguration": {"types": [endpoint]},
        });
        bed.control("POST", "/restapis", &created.to_string()).await;
        let mock = json!({
            "type": "mock",
            "requestTemplates": {"application/json": "{\"statusCode\": 200}"},
            "responses": {"default": {"statusCode": "200", "responseTemplates": {"application/json": shows}}},
        });
        let document = json!({
            "swagger": "2.0",
            "info": {"title": "test", "version": "1"},
            "paths": {"/": {"get": {
                "responses": {"200": {"description": "ok"}},
                "x-amazon-apigateway-integration": mock,
            }}},
        });
        bed.control("PUT", "/restapis/abc123", &document.to_string())
            .await;
        let deployment = json!({"stageName": "prod"}).to_string();
        bed.control("POST", "/restapis/abc123/deployments", &deployment)
            .await;
        bed
    }

    async fn control(&self, verb: &str, path: &str, body: &str) {
        let answer = control::send(&self.scope, &SERVICE, verb, path, body).await;
        assert!(answer.status < 300, "{verb} {path}: {}", answer.body);
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(("127.0.0.1", self.address.port()))
            .await
            .unwrap()
    }

    /// The status and all else that answers a `GET` with these headers, each with its line's end.
    async fn get(&self, query: &str, headers: &str) -> (u16, String) {
        let mut stream = self.connect().await;
        let request = format!(
            "GET /prod/{query} HTTP/1.1\r\nHost: abc123.execute-api.localhost\r\n{headers}Connection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let (_, status) = answer.split_once(' ').unwrap();
        (status[..3].parse().unwrap(), answer)
    }
}

#[tokio::test]
async fn a_socket_for_both_families_shows_ipv4_callers_as_what_they_are() {
    let bed = Bed::new("[::]:0", "$context.identity.sourceIp", "REGIONAL").await;
    let (_, answer) = bed.get("", "").await;
    assert!(answer.ends_with("\r\n\r\n127.0.0.1"), "{answer}");
}

#[tokio::test]
async fn cookies_of_http2_are_one_header() {
    let bed = Bed::new("127.0.0.1:0", "$input.params('cookie')", "REGIONAL").await;
    let stream = TokioIo::new(bed.connect().await);
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), stream)
            .await
            .unwrap();
    tokio::spawn(connection);
    let request = Request::get("http://abc123.execute-api.localhost/prod/")
        .version(Version::HTTP_2)
        .header("cookie", "a=1")
        .header("cookie", "b=2; c=3")
        .header("cookie", "d=4")
        .body(Empty::<Bytes>::new().map_err(|never: Infallible| never))
        .unwrap();
    let answer = sender.send_request(request).await.unwrap();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(body, "a=1; b=2; c=3; d=4");
}

/// F§3.8: the API sees CloudFront, and so does the client; of a regional one neither.
#[tokio::test]
async fn cloudfront_stands_before_an_edge_optimised_api() {
    let shows = "$input.params('Via')|$input.params('CloudFront-Viewer-Country')|$input.params('CloudFront-Forwarded-Proto')";
    let edge = Bed::new("127.0.0.1:0", shows, "EDGE").await;
    let sent = "Via: 1.0 proxy\r\nCloudFront-Viewer-Country: XX\r\n";
    let (_, answer) = edge.get("", sent).await;
    let own = "1.1 abc123.cloudfront.net (CloudFront)";
    assert!(
        answer.ends_with(&format!("1.0 proxy, {own}|US|http")),
        "{answer}"
    );
    for header in [
        format!("via: {own}\r\n"),
        "x-cache: Miss from cloudfront\r\n".to_owned(),
        "x-amz-cf-pop: ".to_owned(),
        "x-amz-cf-id: ".to_owned(),
    ] {
        assert!(answer.contains(&header), "{header}: {answer}");
    }
    let (_, answer) = edge.get("nowhere", "").await;
    assert!(
        answer.contains("x-cache: Error from cloudfront"),
        "{answer}"
    );
    let regional = Bed::new("127.0.0.1:0", shows, "REGIONAL").await;
    let (_, answer) = regional.get("", "").await;
    assert!(answer.ends_with("||"), "{answer}");
    assert!(!answer.contains("cloudfront"), "{answer}");
}

/// F§3.14 and AWS's quotas for URLs; how many headers there are does not matter.
#[tokio::test]
async fn a_head_is_limited_by_what_it_weighs() {
    let regional = Bed::new("127.0.0.1:0", "ok", "REGIONAL").await;
    let edge = Bed::new("127.0.0.1:0", "ok", "EDGE").await;
    let many = |count: usize| "x-a: y\r\n".repeat(count);
    let heavy = |weight: usize| format!("x: {}\r\n", "y".repeat(weight));
    let url = |length: usize| format!("?{}", "q".repeat(length - "/prod/?".len()));
    let cases = [
        (&regional, String::new(), many(300), 200),
        (&regional, String::new(), heavy(10_000), 200),
        (&regional, String::new(), heavy(10_240), 431),
        (&regional, url(10_240), String::new(), 200),
        (&regional, url(10_241), String::new(), 414),
        (&edge, url(8_192), String::new(), 200),
        (&edge, url(8_193), String::new(), 414),
    ];
    for (bed, query, headers, expected) in cases {
        let (status, answer) = bed.get(&query, &headers).await;
        let weight = (query.len(), headers.len());
        assert_eq!(status, expected, "{weight:?}: {answer}");
    }
}
