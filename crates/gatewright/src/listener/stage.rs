//! A request to a deployed stage: from HTTP to the engine and back, its log lines on their way.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use gatewright_gateway::fault::Fault;
use gatewright_gateway::headers::Headers;
use gatewright_gateway::request::{
    self, Request, new_extended_request_id, new_request_id, new_trace_root,
};
use gatewright_gateway::trace::{Trace, TraceRecord, log_group, log_stream};
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderName, HeaderValue, Response, StatusCode, Version};
use http_body_util::Full;
use hyper::body::Incoming;

use super::Peer;
use super::destination::{StageAddress, host_name};
use super::dispatch::{message, read};
use super::spelling::{Spellings, spelled};
use crate::logs;
use crate::requests::Answered;
use crate::server::Server;
use crate::stages::Deployed;
use crate::store::LogEvent;

/// The largest body that API Gateway takes (F§3.14).
const MAX_BODY: usize = 10 * 1024 * 1024;

/// Answers a request to a stage.
pub(super) async fn answer(
    server: &Arc<Server>,
    peer: &Peer,
    address: StageAddress,
    parts: Parts,
    spellings: &Spellings,
    body: Incoming,
) -> Response<Full<Bytes>> {
    let deployed = match server.stages.get(&address.api, &address.stage) {
        Ok(Some(deployed)) => deployed,
        Ok(None) => return no_such_stage(server, address, &parts),
        Err(error) => {
            tracing::error!("{error}");
            return message(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string());
        }
    };
    let now = server.clock.now_ms();
    let body = match read(body, MAX_BODY).await {
        Ok(body) => body,
        Err(response) => return response,
    };
    let (api, stage) = (address.api.clone(), address.stage.clone());
    let path = address.path.clone();
    let request = request(&deployed, peer, address, &parts, spellings, body, now);
    let mut trace = Trace::new(request.request_id.as_str(), now, false);
    let (response, fault) = server
        .engine
        .explain(&deployed.snapshot, request, &mut trace)
        .await;
    let record = trace.record();
    if deployed.may_log {
        write_log(server, &deployed, &record);
    }
    server.requests.push(Answered {
        api,
        stage,
        method: parts.method.to_string(),
        path,
        status: response.status,
        latency_ms: server.clock.now_ms() - now,
        fault,
        record,
    });
    http_response(response)
}

fn request(
    deployed: &Deployed,
    peer: &Peer,
    address: StageAddress,
    parts: &Parts,
    spellings: &Spellings,
    body: Bytes,
    now: i64,
) -> Request {
    let mut headers = Headers::with_capacity(parts.headers.len());
    for (name, value) in spelled(&parts.headers, spellings) {
        // Bytes beyond UTF-8 are Latin-1, as in HTTP of old.
        let value = match std::str::from_utf8(value.as_bytes()) {
            Ok(text) => text.to_owned(),
            Err(_) => value
                .as_bytes()
                .iter()
                .map(|byte| char::from(*byte))
                .collect(),
        };
        headers.append(name.to_owned(), value);
    }
    let trace_root = headers
        .get("X-Amzn-Trace-Id")
        .and_then(|value| {
            value
                .split(';')
                .find_map(|part| part.trim().strip_prefix("Root="))
        })
        .map_or_else(|| new_trace_root(now), str::to_owned);
    forwarded(&mut headers, peer, &trace_root);
    let request_id = request_id(&headers);
    let domain_name = address.domain_name.unwrap_or_else(|| {
        format!(
            "{}.execute-api.{}.amazonaws.com",
            address.api, deployed.snapshot.region
        )
    });
    let domain_name = host_name(&domain_name).to_owned();
    Request {
        method: parts.method.clone(),
        context_path: format!("/{}{}", address.stage, address.path),
        path: address.path,
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers,
        body,
        source_ip: peer.remote.ip().to_string(),
        protocol: Cow::Borrowed(match parts.version {
            Version::HTTP_10 => "HTTP/1.0",
            Version::HTTP_2 => "HTTP/2.0",
            _ => "HTTP/1.1",
        }),
        domain_prefix: domain_name.split('.').next().unwrap_or_default().to_owned(),
        domain_name,
        received_ms: now,
        request_id,
        extended_request_id: new_extended_request_id(),
        trace_root,
    }
}

/// What AWS's front end adds for whoever comes behind it (F§3.8).
fn forwarded(headers: &mut Headers, peer: &Peer, trace_root: &str) {
    let caller = peer.remote.ip().to_string();
    let chain = match headers.get("X-Forwarded-For") {
        Some(before) => format!("{before}, {caller}"),
        None => caller,
    };
    headers.set("X-Forwarded-For", chain);
    headers.set("X-Forwarded-Port", peer.local.port().to_string());
    headers.set("X-Forwarded-Proto", "http");
    headers.set_default("X-Amzn-Trace-Id", format!("Root={trace_root}"));
}

/// A fresh id, or the caller's `x-amzn-RequestId` if that is a UUID (F§3.6 [B]).
fn request_id(headers: &Headers) -> String {
    match headers.get("x-amzn-RequestId") {
        None => new_request_id(),
        Some(id) if uuid::Uuid::try_parse(id).is_ok() => id.to_owned(),
        Some(_) => format!("{}_REPLACED_INVALID_REQUEST_ID", new_request_id()),
    }
}

fn write_log(server: &Server, deployed: &Deployed, record: &TraceRecord) {
    if !record.is_logged() {
        return;
    }
    let snapshot = &deployed.snapshot;
    let events = record
        .log_events()
        .map(|(timestamp, message)| LogEvent { timestamp, message })
        .collect();
    server.logs.writer().write(
        &logs::Scope::new(snapshot.account.as_str(), snapshot.region.as_str()),
        &log_group(&snapshot.api_id, &snapshot.stage),
        &log_stream(&snapshot.api_id, &snapshot.stage, &record.request_id),
        events,
    );
}

fn http_response(response: request::Response) -> Response<Full<Bytes>> {
    let mut out = Response::new(Full::new(response.body));
    *out.status_mut() =
        StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in response.headers.iter() {
        // The length and the connection are hyper's to state.
        let ours = ["content-length", "connection", "transfer-encoding", "date"];
        if ours.iter().any(|ours| name.eq_ignore_ascii_case(ours)) {
            continue;
        }
        // What HTTP cannot carry is left out.
        if let (Ok(name), Ok(value)) = (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_bytes(value.as_bytes()),
        ) {
            out.headers_mut().append(name, value);
        }
    }
    out
}

/// An unknown API or stage: 403, as on AWS (F§2.4, F§8).
fn no_such_stage(server: &Server, address: StageAddress, parts: &Parts) -> Response<Full<Bytes>> {
    let request_id = new_request_id();
    server.requests.push(Answered {
        status: StatusCode::FORBIDDEN.as_u16(),
        method: parts.method.to_string(),
        path: address.path,
        latency_ms: 0,
        fault: Some(Fault::NoStage {
            stage: address.stage.clone(),
        }),
        record: TraceRecord {
            request_id: request_id.clone(),
            started: server.clock.now_ms(),
            lines: Vec::new(),
        },
        api: address.api,
        stage: address.stage,
    });
    let mut response = Response::new(Full::new(Bytes::from_static(
        b"{\"message\":\"Forbidden\"}",
    )));
    *response.status_mut() = StatusCode::FORBIDDEN;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(
        "x-amzn-errortype",
        HeaderValue::from_static("ForbiddenException"),
    );
    if let Ok(id) = HeaderValue::from_str(&request_id) {
        headers.insert("x-amzn-requestid", id);
    }
    if let Ok(id) = HeaderValue::from_str(&new_extended_request_id()) {
        headers.insert("x-amz-apigw-id", id);
    }
    response
}
