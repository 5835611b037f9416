//! Our own endpoints, under `/_gatewright/`.

use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderValue, Method, Response, StatusCode};
use http_body_util::Full;
use serde_json::{Value, json};

use super::dispatch::message;
use crate::otlp::Traces;
use crate::requests::KEPT;
use crate::server::Server;
use crate::store::BlobId;

/// Answers a request to `/_gatewright/{path}`.
pub(super) async fn answer(
    server: &Arc<Server>,
    parts: &Parts,
    path: &str,
) -> Response<Full<Bytes>> {
    match (&parts.method, path) {
        (&Method::GET, "health") => json(
            StatusCode::OK,
            &json!({
                "status": "ok",
                "version": env!("CARGO_PKG_VERSION"),
                "droppedLogLines": {
                    "store": server.logs.writer().dropped(),
                    "files": server.access_logs.dropped(),
                },
                "droppedTraces": server.traces.as_ref().map_or(0, Traces::dropped),
            }),
        ),
        (&Method::GET, "authority.pem") => match server.tls.get() {
            Some(endpoint) => pem(endpoint.authority.pem()),
            None => message(
                StatusCode::NOT_FOUND,
                "this server speaks no TLS; start it with --tls-listen ADDRESS:PORT",
            ),
        },
        (&Method::POST, "reset") => match server.reset().await {
            Ok(()) => json(StatusCode::OK, &json!({ "status": "empty" })),
            Err(error) => message(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        },
        (&Method::GET, "requests") => json(StatusCode::OK, &server.requests.list()),
        (&Method::GET, path) if path.starts_with("requests/") => {
            let id = path.strip_prefix("requests/").unwrap_or_default();
            match server.requests.get(id) {
                Some(found) => json(StatusCode::OK, &found),
                None => message(
                    StatusCode::NOT_FOUND,
                    &format!(
                        "no request with the id {id} is kept; GET /_gatewright/requests lists the \
                         last {KEPT}"
                    ),
                ),
            }
        }
        (&Method::GET, "metrics") => {
            let mut response = Response::new(Full::new(server.metrics.prometheus().into()));
            response.headers_mut().insert(
                CONTENT_TYPE,
                HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8"),
            );
            response
        }
        (&Method::GET, path) if path.starts_with("metrics/") => {
            let stage = path.strip_prefix("metrics/").unwrap_or_default();
            let found = stage
                .split_once('/')
                .and_then(|(api, stage)| server.metrics.json(api, stage));
            match found {
                Some(metrics) => json(StatusCode::OK, &metrics),
                None => message(
                    StatusCode::NOT_FOUND,
                    &format!(
                        "the stage {stage} was not called since the server's start; \
                         GET /_gatewright/metrics shows those that were"
                    ),
                ),
            }
        }
        (&Method::GET, path) if path.starts_with("packages/") => {
            let server = Arc::clone(server);
            let segments: Vec<String> = path.split('/').skip(1).map(str::to_owned).collect();
            let found = tokio::task::spawn_blocking(move || package(&server, &segments)).await;
            found
                .ok()
                .flatten()
                .unwrap_or_else(|| message(StatusCode::NOT_FOUND, "there is no such package"))
        }
        (&Method::GET, path) if path.starts_with("layers/") => {
            let server = Arc::clone(server);
            let segments: Vec<String> = path.split('/').skip(1).map(str::to_owned).collect();
            let found = tokio::task::spawn_blocking(move || layer(&server, &segments)).await;
            found
                .ok()
                .flatten()
                .unwrap_or_else(|| message(StatusCode::NOT_FOUND, "there is no such layer"))
        }
        (method, path) => message(
            StatusCode::NOT_FOUND,
            &format!(
                "there is no {method} /_gatewright/{path}; there are GET health, GET authority.pem, GET requests, \
                 GET requests/ID, GET metrics, GET metrics/API/STAGE, POST reset, GET packages/ACCOUNT/REGION/FUNCTION/VERSION and \
                 GET layers/ACCOUNT/REGION/LAYER/VERSION"
            ),
        ),
    }
}

/// The certificate of the local authority.
fn pem(certificate: &str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(certificate.to_owned().into()));
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/x-pem-file"),
    );
    response
}

/// What AWS's own health check of a domain name gets \[C\]: the facts know its paths alone (F§3.1).
pub(super) fn domain_health() -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(b"healthy")));
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    response
}

/// A function's code, as GetFunction's `Code.Location` leads to it.
fn package(server: &Server, segments: &[String]) -> Option<Response<Full<Bytes>>> {
    let [account, region, name, version] = segments else {
        return None;
    };
    let key = match version.as_str() {
        "$LATEST" => crate::control::lambda::key(account, region, name),
        version => crate::control::lambda::version_key(account, region, name, version),
    };
    let stored: crate::store::Stored<Value> = server.store.get(&key).ok()??;
    zip(server, stored.blob?)
}

/// A layer's content, as GetLayerVersion's `Content.Location` leads to it.
fn layer(server: &Server, segments: &[String]) -> Option<Response<Full<Bytes>>> {
    let [account, region, name, version] = segments else {
        return None;
    };
    let arn = format!("arn:aws:lambda:{region}:{account}:layer:{name}:{version}");
    let blob = crate::control::lambda::layer_blob(&server.store, &arn).ok()??;
    zip(server, blob)
}

fn zip(server: &Server, blob: BlobId) -> Option<Response<Full<Bytes>>> {
    let zip = server.store.blob(&blob).ok()??;
    let mut response = Response::new(Full::new(zip.into()));
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    Some(response)
}

/// What scripts that wait for LocalStack want to read.
pub(super) fn localstack_health() -> Response<Full<Bytes>> {
    json(
        StatusCode::OK,
        &json!({
            "services": {
                "apigateway": "running",
                "iam": "running",
                "lambda": "running",
                "logs": "running",
                "sts": "running",
            },
            "edition": "gatewright",
            "version": env!("CARGO_PKG_VERSION"),
        }),
    )
}

/// A JSON answer.
pub(super) fn json(status: StatusCode, body: &Value) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body.to_string().into()));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
