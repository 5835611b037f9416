//! A request to a function's URL: from HTTP to the function and back.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use gatewright_gateway::arn::FunctionArn;
use gatewright_gateway::headers::Headers;
use gatewright_gateway::request::{new_request_id, trace_root};
use gatewright_gateway::rest::Rest;
use gatewright_lambda::{FunctionVersion, Invocation, InvokeError, Outcome, REQUEST_LIMIT};
use gatewright_wire::auth::Authorization;
use gatewright_wire::lambda::{FunctionUrlConfig, SERVICE};
use gatewright_wire::server::encode_error;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, Version};
use http_body_util::Full;
use hyper::body::Incoming;
use tokio::time::sleep;

use super::Peer;
use super::body::{Unread, read};
use super::destination::UrlAddress;
use super::dispatch::session_token;
use crate::control::Caller;
use crate::control::lambda::refusal;
use crate::control::lambda::urls::{self, Leads};
use crate::function_url::answer::{self, Answer, Malformed};
use crate::function_url::event::{Call, event};
use crate::function_url::{Visitor, cors, may_call};
use crate::functions::Known;
use crate::passing::following;
use crate::server::Server;
use crate::sessions::Sessions;

/// How long any function may take.
const LONGEST: Duration = Duration::from_mins(15);

/// Answers a request to a function's URL.
pub(super) async fn answer(
    server: &Arc<Server>,
    peer: &Peer,
    address: UrlAddress,
    parts: Parts,
    signed: Option<&Authorization>,
    body: Incoming,
) -> Response<Full<Bytes>> {
    let request_id = new_request_id();
    let found = match find(server, &address.id).await {
        Ok(Some(found)) => found,
        // [C]: AWS's answer to an id that it does not know is not recorded in the facts.
        Ok(None) => {
            return refused(
                StatusCode::NOT_FOUND,
                r#"{"Message":null}"#,
                "ResourceNotFoundException",
                &request_id,
            );
        }
        Err(error) => {
            tracing::error!("{error}");
            return broken(&request_id);
        }
    };
    let sharing = found.config.cors.as_ref();
    if let Some(sharing) = sharing
        && cors::is_preflight(&parts.method, &parts.headers)
    {
        let mut response = response(
            Answer {
                status: 200,
                ..Answer::default()
            },
            &request_id,
        );
        cors::apply(sharing, &parts.headers, true, response.headers_mut());
        return response;
    }
    let mut response = invoke(
        server,
        peer,
        &found,
        address,
        &parts,
        signed,
        body,
        &request_id,
    )
    .await;
    if let Some(sharing) = sharing {
        cors::apply(sharing, &parts.headers, false, response.headers_mut());
    }
    response
}

/// What a URL leads to.
struct Found {
    leads: Leads,
    function: Arc<Known>,
    config: FunctionUrlConfig,
}

async fn find(server: &Server, id: &str) -> Result<Option<Found>, crate::store::Error> {
    let key = urls::key(id);
    if id.is_empty() {
        return Ok(None);
    }
    let Some(leads) = server.store.get::<Leads>(&key)? else {
        return Ok(None);
    };
    let leads = leads.value;
    let functions = &server.functions;
    let function = functions
        .get(&leads.account, &leads.region, &leads.function)
        .await?;
    Ok(function.and_then(|function| {
        let qualifier = leads.qualifier.as_deref().unwrap_or_default();
        let config = function.document.urls.get(qualifier)?.clone();
        Some(Found {
            leads,
            function,
            config,
        })
    }))
}

#[allow(clippy::too_many_arguments, reason = "one request in its parts")]
async fn invoke(
    server: &Arc<Server>,
    peer: &Peer,
    found: &Found,
    address: UrlAddress,
    parts: &Parts,
    signed: Option<&Authorization>,
    body: Incoming,
    request_id: &str,
) -> Response<Full<Bytes>> {
    let Found {
        leads,
        function,
        config,
    } = found;
    let arn = FunctionArn {
        partition: "aws".to_owned(),
        region: leads.region.clone(),
        account: leads.account.clone(),
        name: leads.function.clone(),
        qualifier: leads.qualifier.clone(),
    };
    let auth_type = config.auth_type.as_deref().unwrap_or("AWS_IAM");
    let visitor = match auth_type {
        "NONE" => Visitor::Anonymous,
        _ => visitor(server, parts, signed),
    };
    let policy = function.policy(leads.qualifier.as_deref());
    if !may_call(
        auth_type,
        &visitor,
        &arn.to_string(),
        &leads.account,
        policy.as_deref(),
    ) {
        return refused(
            StatusCode::FORBIDDEN,
            r#"{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}"#,
            "AccessDeniedException",
            request_id,
        );
    }
    let body = match read(&parts.headers, body, REQUEST_LIMIT).await {
        Ok(body) => body,
        Err(Unread::TooLong { .. }) => {
            return refused(
                StatusCode::PAYLOAD_TOO_LARGE,
                r#"{"Message":"Request Entity Too Large"}"#,
                "RequestEntityTooLargeException",
                request_id,
            );
        }
        Err(unread) => return unread.response(),
    };
    let now = server.clock.now_ms();
    let trace = trace(&parts.headers, now);
    let headers = front_end_headers(parts, peer, &trace);
    let payload = event(&Call {
        id: &address.id,
        region: &leads.region,
        method: parts.method.as_str(),
        path: &address.path,
        query: parts.uri.query().unwrap_or_default(),
        headers: &headers,
        body: &body,
        protocol: match parts.version {
            Version::HTTP_10 => "HTTP/1.0",
            Version::HTTP_2 => "HTTP/2.0",
            _ => "HTTP/1.1",
        },
        source_ip: &peer.source_ip,
        received_ms: now,
        request_id,
        visitor: &visitor,
    });
    let invocation = Invocation {
        payload,
        invoked_arn: arn.to_string(),
        client_context: None,
        trace_id: Some(trace),
        log_tail: false,
    };
    let qualifier = leads.qualifier.as_deref();
    let version = match server.functions.runnable(function, qualifier).await {
        Ok(version) => version,
        Err(error) => {
            tracing::warn!(function = %arn, "a function URL cannot run its function: {error}");
            return broken(request_id);
        }
    };
    let streams = config.invoke_mode.as_deref() == Some("RESPONSE_STREAM");
    match answered(server, &version, invocation, streams).await {
        Ok((answer, rest)) => {
            let mut response = response(answer, request_id);
            if let Some(rest) = rest {
                response.extensions_mut().insert(rest);
            }
            response
        }
        Err(Unanswered::Failed) => broken(request_id),
        Err(Unanswered::Malformed(malformed)) => {
            tracing::warn!(function = %arn, "{malformed}");
            broken(request_id)
        }
        Err(Unanswered::Refused(error)) => {
            tracing::warn!(function = %arn, "a function URL's function did not run: {error}");
            let refusal = refusal(&error);
            if refusal.status == 429 {
                encode_error(&SERVICE, &refusal, request_id).map(Full::new)
            } else {
                broken(request_id)
            }
        }
    }
}

/// Why a function has no answer for a caller of its URL.
#[derive(Debug, thiserror::Error)]
enum Unanswered {
    #[error("the function failed")]
    Failed,
    #[error(transparent)]
    Malformed(#[from] Malformed),
    #[error(transparent)]
    Refused(#[from] InvokeError),
}

/// The function's answer, or, of one that streams, its head and what follows.
async fn answered(
    server: &Server,
    version: &FunctionVersion,
    invocation: Invocation,
    streams: bool,
) -> Result<(Answer, Option<Rest>), Unanswered> {
    let whole = |outcome: Outcome| match outcome.function_error {
        Some(_) => Err(Unanswered::Failed),
        None => Ok(outcome.payload),
    };
    if !streams {
        let payload = whole(server.lambda.invoke(version, invocation).await?)?;
        return Ok((answer::read(&payload)?, None));
    }
    let mut streaming = server.lambda.invoke_streaming(version, invocation)?;
    let Some(first) = streaming.next().await else {
        let payload = whole(streaming.outcome().await?)?;
        return Ok((answer::read_streamed(&payload)?, None));
    };
    let content_type = streaming.content_type.take();
    let rest = following(streaming, Box::pin(sleep(LONGEST))).after(first);
    let (head, rest) = answer::read_head(content_type.as_deref(), rest).await?;
    Ok((head, Some(rest)))
}

fn visitor(server: &Server, parts: &Parts, signed: Option<&Authorization>) -> Visitor {
    let Some(authorization) = signed else {
        return Visitor::Anonymous;
    };
    let token = session_token(&parts.headers, &parts.uri);
    // Nobody's, here as for a stage's `AWS_IAM`.
    if token
        .as_deref()
        .is_some_and(|token| !Sessions::is_ours(token))
    {
        return Visitor::Anonymous;
    }
    match Caller::identify(server, signed, token.as_deref()) {
        Ok(caller) => Visitor::Signed {
            caller,
            access_key: authorization.access_key_id.clone(),
        },
        Err(_) => Visitor::Anonymous,
    }
}

/// The caller's trace, or a new one.
fn trace(headers: &HeaderMap, now: i64) -> String {
    let mut sent = Headers::new();
    if let Some(trace) = headers.get("x-amzn-trace-id") {
        sent.append("X-Amzn-Trace-Id", String::from_utf8_lossy(trace.as_bytes()));
    }
    format!("Root={}", trace_root(&sent, now))
}

/// The request's headers with those that AWS's front end adds.
fn front_end_headers(parts: &Parts, peer: &Peer, trace: &str) -> HeaderMap {
    let mut headers = parts.headers.clone();
    // HTTP/2 has no Host header.
    if let Some(authority) = parts.uri.authority()
        && let Ok(host) = HeaderValue::from_str(authority.as_str())
    {
        headers.entry(http::header::HOST).or_insert(host);
    }
    let client = peer.source_ip.to_string();
    let forwarded = match headers.get("x-forwarded-for") {
        Some(before) => format!("{}, {client}", String::from_utf8_lossy(before.as_bytes())),
        None => client,
    };
    for (name, value) in [
        ("x-amzn-trace-id", trace),
        ("x-forwarded-for", &forwarded),
        ("x-forwarded-port", &peer.local.port().to_string()),
        ("x-forwarded-proto", peer.scheme()),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    headers
}

fn response(answer: Answer, request_id: &str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::BAD_GATEWAY);
    *response.headers_mut() = answer.headers;
    mark(&mut response, request_id);
    response
}

/// What a caller gets of a function that failed: none of its words.
fn broken(request_id: &str) -> Response<Full<Bytes>> {
    refused(
        StatusCode::BAD_GATEWAY,
        "Internal Server Error",
        "InternalServerErrorException",
        request_id,
    )
}

fn refused(
    status: StatusCode,
    body: &'static str,
    error_type: &'static str,
    request_id: &str,
) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(body.as_bytes())));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert("x-amzn-errortype", HeaderValue::from_static(error_type));
    mark(&mut response, request_id);
    response
}

fn mark(response: &mut Response<Full<Bytes>>, request_id: &str) {
    if let Ok(id) = HeaderValue::from_str(request_id) {
        response.headers_mut().insert("x-amzn-requestid", id);
    }
}
