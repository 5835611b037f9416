//! A request to a deployed stage: from HTTP to the engine and back, its log lines on their way.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use gatewright_gateway::access_log::Destination;
use gatewright_gateway::fault::Fault;
use gatewright_gateway::headers::Headers;
use gatewright_gateway::io::LookupFailed;
use gatewright_gateway::request::{
    self, Request, new_extended_request_id, new_request_id, trace_root,
};
use gatewright_gateway::routing::with_one_leading_slash;
use gatewright_gateway::snapshot::Snapshot;
use gatewright_gateway::trace::{Trace, TraceRecord, log_stream};
use http::header::{CONNECTION, CONTENT_LENGTH, DATE, TRANSFER_ENCODING};
use http::request::Parts;
use http::{HeaderName, HeaderValue, Response, StatusCode, Version};
use http_body_util::Full;
use hyper::body::Incoming;

use super::Peer;
use super::body::{Unread, read};
use super::destination::{StageAddress, host_name};
use super::edge;
use super::spelling::{Spellings, spelled};
use crate::access_logs::Line;
use crate::header_names::on_the_wire;
use crate::home::Home;
use crate::metrics::Measured;
use crate::otlp::Span;
use crate::requests::Answered;
use crate::server::Server;
use crate::store::LogEvent;

/// The largest body that API Gateway takes (F§3.14).
const MAX_BODY: usize = 10 * 1024 * 1024;

/// What a request's headers may weigh together, names and values (F§3.14).
const MAX_HEADERS: usize = 10_240;
/// How long a URL may be behind its host, in bytes: at regional and private endpoints, and at edge-optimised ones
/// (AWS's quotas for REST APIs).
const MAX_URL: usize = 10_240;
const MAX_EDGE_URL: usize = 8_192;

/// Answers a request to a stage.
pub(super) async fn answer(
    server: &Arc<Server>,
    peer: &Peer,
    address: StageAddress,
    parts: Parts,
    spellings: &Spellings,
    body: Incoming,
) -> Response<Full<Bytes>> {
    let deployed = match server.stages.get(&address.api, &address.stage).await {
        Ok(Some(deployed)) => deployed,
        Ok(None) => {
            let stage = address.stage.clone();
            return raised(server, address, &parts, Fault::NoStage { stage });
        }
        Err(error) => {
            tracing::error!("{error}");
            let failed = LookupFailed(error.to_string());
            let what = format!("the stage '{}'", address.stage);
            return raised(server, address, &parts, Fault::lookup(what, failed));
        }
    };
    // Every address of ours is the default endpoint, but for custom domains.
    if deployed.snapshot.default_endpoint_disabled && address.base_path.is_none() {
        return raised(server, address, &parts, Fault::DefaultEndpointDisabled);
    }
    let now = server.clock.now_ms();
    let body = match oversized(&deployed.snapshot, &parts) {
        Some(fault) => Err(fault),
        None => match read(&parts.headers, body, MAX_BODY).await {
            Ok(body) => Ok(body),
            Err(Unread::TooLong { .. }) => Err(Fault::RequestTooLarge),
            Err(unread) => return unread.response(),
        },
    };
    let body = match body {
        Ok(body) => body,
        Err(fault) => {
            let measured = Measured {
                status: fault.response().status,
                latency: elapsed(server, now),
                integration_latency: None,
                cache_hit: None,
            };
            deployed.metrics.observe(measured, None);
            return raised(server, address, &parts, fault);
        }
    };
    let snapshot = deployed.draw();
    let request = request(snapshot, peer, address, &parts, spellings, body, now);
    let mut trace = Trace::new(request.request_id.as_str(), now, false);
    let answer = server.engine.explain(snapshot, &request, &mut trace).await;
    let latency = elapsed(server, now);
    if let Some(traces) = &server.traces {
        traces.push(Span {
            trace_root: request.trace_root.clone(),
            api: deployed.api.to_string(),
            stage: deployed.stage.to_string(),
            method: request.method.to_string(),
            path: request.path.clone(),
            route: answer.method.map(|method| method.resource_path.clone()),
            request_id: trace.request_id().to_owned(),
            started_ms: now,
            latency_ms: latency,
            integration_latency_ms: trace.integration().latency,
            status: answer.response.status,
            fault: answer.fault.as_ref().map(|fault| fault.rule().name()),
        });
    }
    let method = answer.method.filter(|method| method.metrics_enabled);
    let measured = Measured {
        status: answer.response.status,
        latency,
        integration_latency: trace.integration().latency,
        cache_hit: trace.cache_hit(),
    };
    let method = method.map(|method| (&*method.resource_path, &*method.http_method));
    deployed.metrics.observe(measured, method);
    // Access logs are delivered before execution logs (F§1.1).
    if let (Some(log), Some(text)) = (&snapshot.access_log, answer.access_log) {
        let destination = &log.destination;
        let to_group = matches!(destination, Destination::LogGroup { .. });
        // Only log groups need the account's role.
        if deployed.may_log || !to_group {
            server.access_logs.write(Line {
                destination,
                stream: &log_stream(&snapshot.api_id, &snapshot.stage, trace.request_id()),
                timestamp: now,
                text,
            });
        }
    }
    let record = trace.record();
    if deployed.may_log {
        write_log(server, snapshot, &record);
    }
    server.requests.push(Answered {
        api: Arc::clone(&deployed.api),
        stage: Arc::clone(&deployed.stage),
        method: request.method,
        path: request.path,
        status: answer.response.status,
        latency_ms: i64::try_from(latency).unwrap_or(i64::MAX),
        fault: answer.fault,
        record,
    });
    let status = answer.response.status;
    let mut response = http_response(answer.response);
    if is_edge(snapshot) {
        let id = &request.request_id;
        edge::mark(response.headers_mut(), &snapshot.api_id, id, status);
    }
    response
}

/// What of a request's head is more than API Gateway takes.
fn oversized(snapshot: &Snapshot, parts: &Parts) -> Option<Fault> {
    let url = parts
        .uri
        .path_and_query()
        .map_or(0, |url| url.as_str().len());
    let weigh = |(name, value): (&HeaderName, &HeaderValue)| name.as_str().len() + value.len();
    if url > MAX_EDGE_URL && (url > MAX_URL || is_edge(snapshot)) {
        Some(Fault::UriTooLong)
    } else if parts.headers.iter().map(weigh).sum::<usize>() > MAX_HEADERS {
        Some(Fault::HeadersTooLarge)
    } else {
        None
    }
}

/// Whether CloudFront stands before the API.
fn is_edge(snapshot: &Snapshot) -> bool {
    snapshot.endpoint_type.as_deref() == Some("EDGE")
}

/// Milliseconds since `then`.
fn elapsed(server: &Server, then: i64) -> u64 {
    u64::try_from(server.clock.now_ms() - then).unwrap_or_default()
}

fn request(
    snapshot: &Snapshot,
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
    // HTTP/2 has no Host header; API Gateway adds it (F§3.8).
    if let Some(authority) = parts.uri.authority() {
        headers.set_default("Host", authority.as_str());
    }
    let trace_root = trace_root(&headers, now);
    let request_id = request_id(&headers);
    // Only a custom domain asks for one.
    let host = address.domain_name.as_deref();
    let certificate = host.and_then(|host| peer.certificate(host)).cloned();
    let domain_name = match address.domain_name {
        Some(host) => host_name(&host).to_owned(),
        None => [
            &address.api,
            ".execute-api.",
            &snapshot.region,
            ".amazonaws.com",
        ]
        .concat(),
    };
    let mut request = Request {
        method: parts.method.clone(),
        context_path: match address.base_path {
            None => ["/", &address.stage, &address.path].concat(),
            // As the client sent it (F§3.8), the stage among it where the mapping names none.
            Some(_) => with_one_leading_slash(parts.uri.path()).to_owned(),
        },
        raw_path: parts.uri.path().to_owned(),
        path: address.path,
        base_path: address.base_path,
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers,
        body,
        source_ip: peer.source_ip.to_string(),
        client_certificate: certificate,
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
    };
    let https = peer.secured.is_some();
    request.add_front_end_headers(peer.local.port(), https);
    if is_edge(snapshot) {
        let (headers, id) = (&mut request.headers, &request.request_id);
        edge::announce(headers, &snapshot.api_id, id, https);
    }
    request
}

/// The answer to a request to a custom domain that leads nowhere.
pub(super) fn nowhere(
    server: &Server,
    parts: &Parts,
    path: String,
    fault: Fault,
) -> Response<Full<Bytes>> {
    let address = StageAddress {
        api: String::new(),
        stage: String::new(),
        path,
        domain_name: None,
        base_path: None,
    };
    raised(server, address, parts, fault)
}

/// A fresh id, or the caller's `x-amzn-RequestId` if that is a UUID (F§3.6 [B]).
fn request_id(headers: &Headers) -> String {
    match headers.get("x-amzn-RequestId") {
        None => new_request_id(),
        Some(id) if uuid::Uuid::try_parse(id).is_ok() => id.to_owned(),
        Some(_) => format!("{}_REPLACED_INVALID_REQUEST_ID", new_request_id()),
    }
}

fn write_log(server: &Server, snapshot: &Snapshot, record: &TraceRecord) {
    if !record.is_logged() {
        return;
    }
    let events = record
        .log_events()
        .map(|(timestamp, message)| LogEvent { timestamp, message })
        .collect();
    server.logs.writer().write(
        &Home::new(snapshot.account.as_str(), snapshot.region.as_str()),
        &snapshot.log_group(),
        &log_stream(&snapshot.api_id, &snapshot.stage, &record.request_id),
        events,
    );
}

fn http_response(response: request::Response) -> Response<Full<Bytes>> {
    let mut out = Response::new(Full::new(response.body));
    if let Some(rest) = response.rest {
        out.extensions_mut().insert(rest);
    }
    *out.status_mut() =
        StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = out.headers_mut();
    headers.reserve(response.headers.len());
    for (name, value) in response.headers {
        // What HTTP cannot carry is left out.
        let (Some(name), Ok(value)) = (on_the_wire(&name), HeaderValue::try_from(value)) else {
            continue;
        };
        // The length and the connection are hyper's to state.
        if ![CONTENT_LENGTH, CONNECTION, TRANSFER_ENCODING, DATE].contains(&name) {
            headers.append(name, value);
        }
    }
    out
}

/// The answer to a request that does not get as far as a stage: an unknown API or stage (403,
/// F§2.4, F§8) or one that cannot be read (500), a disabled endpoint (403), a body (413), headers (431) or a URL (414)
/// that are too large. No gateway response can be configured for any.
fn raised(
    server: &Server,
    address: StageAddress,
    parts: &Parts,
    fault: Fault,
) -> Response<Full<Bytes>> {
    let error = fault.response();
    let request_id = new_request_id();
    let mut headers = Headers::new();
    headers.append("Content-Type", error.content_type);
    headers.append("x-amzn-ErrorType", error.error_type);
    headers.append("x-amzn-RequestId", request_id.as_str());
    headers.append("x-amz-apigw-id", new_extended_request_id());
    server.requests.push(Answered {
        api: address.api.into(),
        stage: address.stage.into(),
        method: parts.method.clone(),
        path: address.path,
        status: error.status,
        latency_ms: 0,
        fault: Some(fault),
        record: TraceRecord {
            request_id,
            started: server.clock.now_ms(),
            lines: Vec::new(),
        },
    });
    http_response(request::Response {
        status: error.status,
        headers,
        body: error.body.into(),
        rest: None,
    })
}
