//! AWS and AWS_PROXY integrations with a function: the invocation and its answer (F§1.3, F§2.2,
//! F§3.9).

use bytes::Bytes;

use super::map_request::{self, Parameters};
use super::permit::{CALLERS_OWN, missing_qualifier};
use super::{Engine, Outcome, complete, java_map, map_response};
use crate::context::Exchange;
use crate::fault::{Fault, FunctionError, MissingFunction};
use crate::header_rules::{self, IntegrationType};
use crate::headers::Headers;
use crate::io::{Io, LambdaCall, LambdaFailure, LambdaReply};
use crate::proxy::event::Event as ProxyEvent;
use crate::proxy::metadata::{NoMetadata, metadata};
use crate::proxy::response::{self, Malformed, ProxyResponseError};
use crate::request::new_request_id;
use crate::rest::Rest;
use crate::routing::with_one_leading_slash;
use crate::snapshot::{Lambda, LambdaExchange, Substituted, Transformation};
use crate::templates::Session;
use crate::trace::{Body, Class, Event, Trace};

/// What Lambda's front end answers to anything but POST (F§2.2 #5).
const NOT_POST: &str = "<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be \
                        authorized</Message>\n</AccessDeniedException>\n";

/// How a function is to be invoked.
struct Invocation {
    kind: InvocationType,
    client_context: Option<String>,
    payload: Bytes,
    /// What mappings and overrides add to the request's headers.
    headers: Headers,
}

/// `X-Amz-Invocation-Type`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum InvocationType {
    RequestResponse,
    Event,
    DryRun,
}

impl<I: Io> Engine<I> {
    pub(super) async fn invoke(
        &self,
        exchange: &Exchange<'_>,
        lambda: &Lambda,
        trace: &mut Trace,
    ) -> Result<Outcome, Fault> {
        let mut session = Session::default();
        let invocation = match &lambda.exchange {
            LambdaExchange::Proxy => proxy_invocation(exchange),
            LambdaExchange::Mapped {
                parameters,
                transformation,
            } => {
                let mut parameters = Parameters::map(exchange, IntegrationType::Aws, parameters)?;
                let body = map_request::body(exchange, transformation, &mut session)?;
                parameters.override_with(&session, IntegrationType::Aws)?;
                mapped_invocation(parameters, body.into_bytes())
            }
        };
        let passes = |credentials: &Substituted| credentials.text == CALLERS_OWN;
        let role = match &lambda.credentials {
            Some(credentials) if !passes(credentials) => Some(self.assume(credentials).await?),
            _ => None,
        };
        let started = self.io.now_ms();
        trace.at(started);
        announce(exchange, lambda, &invocation, started, trace);
        if lambda.verb != "POST" {
            return Err(not_post(lambda, started, trace));
        }
        let function = if lambda.credentials.as_ref().is_some_and(passes) {
            let signer = exchange.signer.as_ref();
            self.permitted_to_caller(lambda, signer).await?
        } else {
            self.permitted(lambda, role.as_ref()).await?
        };
        let reply = if invocation.kind == InvocationType::DryRun {
            Ok(LambdaReply {
                status: 204,
                request_id: new_request_id(),
                ..LambdaReply::default()
            })
        } else {
            let call = LambdaCall {
                function,
                payload: invocation.payload,
                asynchronous: invocation.kind == InvocationType::Event,
                client_context: invocation.client_context.as_deref(),
                trace_id: &exchange.trace_id(),
                timeout: lambda.timeout,
                stream: lambda.stream,
            };
            self.io.invoke_lambda(call).await
        };
        let now = self.io.now_ms();
        trace.at(now);
        let latency = u64::try_from(now - started).unwrap_or_default();
        trace.waited(latency);
        match reply {
            Ok(mut reply) => {
                received(exchange, &reply, latency, now, trace);
                let request_id = reply.request_id.clone();
                let rest = match reply.rest.take() {
                    Some(rest) => {
                        let (metadata, rest) =
                            metadata(rest).await.map_err(|missing| match missing {
                                NoMetadata::Missing => {
                                    Fault::MalformedProxyResponse(Malformed::NotJson)
                                }
                                NoMetadata::Cut(cut) => Fault::NetworkError {
                                    detail: None,
                                    cause: cut.to_string(),
                                },
                            })?;
                        reply.payload = metadata;
                        Some(rest)
                    }
                    None => None,
                };
                let mut outcome = match &lambda.exchange {
                    LambdaExchange::Proxy => proxy_outcome(exchange, lambda, &reply, rest, trace)?,
                    LambdaExchange::Mapped { transformation, .. } => {
                        mapped_outcome(exchange, transformation, &reply, now, &mut session, trace)?
                    }
                };
                outcome.integration_request_id = Some(request_id);
                Ok(outcome)
            }
            Err(failure) => Err(failed(lambda, failure, latency, now, trace)),
        }
    }
}

fn proxy_invocation(exchange: &Exchange<'_>) -> Invocation {
    let request = exchange.request;
    let mut headers = request.headers.clone();
    headers.retain(|name, value| {
        header_rules::reaches_integration(IntegrationType::AwsProxy, name, value)
    });
    let path = request.shown_path();
    let event = ProxyEvent {
        resource: &exchange.method.resource_path,
        path: with_one_leading_slash(&path),
        http_method: request.method.as_str(),
        headers: &headers,
        query: &exchange.query,
        path_parameters: &exchange.path_parameters,
        stage_variables: &exchange.snapshot.variables,
        context: exchange.request_context(),
        body: &exchange.body,
        binary: exchange.is_binary(),
    };
    let mut payload = Vec::new();
    event.write(&mut payload);
    Invocation {
        kind: InvocationType::RequestResponse,
        client_context: None,
        payload: payload.into(),
        headers: Headers::default(),
    }
}

fn mapped_invocation(parameters: Parameters, body: Bytes) -> Invocation {
    let headers = parameters.headers;
    Invocation {
        kind: match headers.get("X-Amz-Invocation-Type") {
            Some("Event") => InvocationType::Event,
            Some("DryRun") => InvocationType::DryRun,
            _ => InvocationType::RequestResponse,
        },
        client_context: headers.get("X-Amz-Client-Context").map(str::to_owned),
        // Lambda reads no payload as an empty object [C].
        payload: if body.is_empty() {
            Bytes::from_static(b"{}")
        } else {
            body
        },
        headers,
    }
}

/// The lines before the request. `Authorization` and `X-Amz-Security-Token` are not among the
/// headers: nothing is signed here.
fn announce(
    exchange: &Exchange<'_>,
    lambda: &Lambda,
    invocation: &Invocation,
    now: i64,
    trace: &mut Trace,
) {
    trace.data(|| Event::EndpointRequestUri(lambda.url.clone()));
    trace.data(|| {
        let request_id = &exchange.request.request_id;
        let api_id = &exchange.snapshot.api_id;
        let mut headers = request_headers(request_id, api_id, lambda, exchange.trace_id(), now);
        for (name, value) in invocation.headers.iter() {
            headers.set(name.to_owned(), value);
        }
        Event::EndpointRequestHeaders(java_map(headers.iter()))
    });
    trace.data(|| Event::EndpointRequestBody(Body::Text(invocation.payload.clone())));
    if trace.wants(Class::Milestone) {
        trace.emit(Event::SendingRequest(lambda.url.clone()));
    }
}

/// The headers of every request to Lambda's Invoke API, without those of its signature.
pub(super) fn request_headers(
    request_id: &str,
    api_id: &str,
    lambda: &Lambda,
    trace_id: impl Into<String>,
    now: i64,
) -> Headers {
    let mut headers = Headers::new();
    headers.append("x-amzn-lambda-integration-tag", request_id);
    headers.append("X-Amz-Date", date(now, "%Y%m%dT%H%M%SZ"));
    headers.append("x-amzn-apigateway-api-id", api_id);
    if lambda.credentials.is_none() {
        headers.append("X-Amz-Source-Arn", lambda.source.to_string());
    }
    headers.append("Accept", "application/json");
    headers.append("User-Agent", format!("AmazonAPIGateway_{api_id}"));
    headers.append("X-Amzn-Trace-Id", trace_id.into());
    headers
}

fn received(
    exchange: &Exchange<'_>,
    reply: &LambdaReply,
    latency: u64,
    now: i64,
    trace: &mut Trace,
) {
    trace.emit(Event::ReceivedResponse {
        status: Some(reply.status),
        latency,
    });
    trace.data(|| {
        Event::EndpointResponseHeaders(java_map(reply_headers(exchange, reply, now).iter()))
    });
    // What passes as it comes is not kept for a log.
    if reply.rest.is_none() {
        trace.evidence(|| Event::EndpointResponseBody(Body::Text(reply.payload.clone())));
    }
}

/// The headers of Lambda's Invoke API: not those that the function gives (F§1.3).
fn reply_headers(exchange: &Exchange<'_>, reply: &LambdaReply, now: i64) -> Headers {
    let mut headers = service_headers(
        &reply.request_id,
        reply.payload.len(),
        "application/json",
        now,
    );
    if reply.rest.is_some() {
        headers.remove("Content-Length");
        headers.append("Transfer-Encoding", "chunked");
        headers.set("Content-Type", "application/vnd.amazon.eventstream");
    }
    if let Some(error) = &reply.function_error {
        headers.append("X-Amz-Function-Error", error.as_str());
    }
    headers.append("x-amzn-Remapped-Content-Length", "0");
    if let Some(version) = &reply.executed_version {
        headers.append("X-Amz-Executed-Version", version.as_str());
    }
    let sampled = u8::from(exchange.snapshot.tracing);
    headers.append(
        "X-Amzn-Trace-Id",
        format!("root={};sampled={sampled}", exchange.request.trace_root),
    );
    headers
}

/// What every answer of the service has.
fn service_headers(
    request_id: &str,
    length: usize,
    content_type: &'static str,
    now: i64,
) -> Headers {
    let mut headers = Headers::with_capacity(9);
    headers.append("Date", date(now, "%a, %d %b %Y %H:%M:%S GMT"));
    headers.append("Content-Type", content_type);
    headers.append("Content-Length", length.to_string());
    headers.append("Connection", "keep-alive");
    headers.append("x-amzn-RequestId", request_id);
    headers
}

fn not_post(lambda: &Lambda, started: i64, trace: &mut Trace) -> Fault {
    let request_id = new_request_id();
    let body = Bytes::from_static(NOT_POST.as_bytes());
    let headers = service_headers(&request_id, body.len(), "application/xml", started);
    refused(403, &headers, &body, 0, trace);
    Fault::LambdaNotPost {
        method: lambda.verb.clone(),
        lambda_request_id: request_id,
    }
}

/// The lines of an answer that is an error of the service.
fn refused(status: u16, headers: &Headers, body: &Bytes, latency: u64, trace: &mut Trace) {
    trace.emit(Event::ReceivedResponse {
        status: Some(status),
        latency,
    });
    trace.data(|| Event::EndpointResponseHeaders(java_map(headers.iter())));
    trace.evidence(|| Event::EndpointResponseBody(Body::Text(body.clone())));
}

/// The fault of an invocation that came to no answer of the function.
fn failed(
    lambda: &Lambda,
    failure: LambdaFailure,
    latency: u64,
    now: i64,
    trace: &mut Trace,
) -> Fault {
    match failure {
        LambdaFailure::TimedOut => Fault::IntegrationTimeout {
            timeout: u64::try_from(lambda.timeout.as_millis()).unwrap_or(u64::MAX),
        },
        LambdaFailure::Unreachable(cause) => Fault::NetworkError {
            detail: None,
            cause,
        },
        LambdaFailure::Refused {
            status,
            message,
            body,
            request_id,
        } => {
            let headers = service_headers(&request_id, body.len(), "application/json", now);
            refused(status, &headers, &body, latency, trace);
            let lambda_request_id = request_id;
            match status {
                429 => Fault::LambdaThrottled { lambda_request_id },
                503 => Fault::LambdaUnavailable { lambda_request_id },
                404 => Fault::FunctionNotFound {
                    what: match &lambda.function {
                        Ok(function) if function.qualifier.is_some() => missing_qualifier(function),
                        _ => MissingFunction::Function,
                    },
                    message,
                    lambda_request_id,
                },
                _ => Fault::LambdaRefused {
                    status,
                    message,
                    lambda_request_id,
                },
            }
        }
    }
}

fn proxy_outcome(
    exchange: &Exchange<'_>,
    lambda: &Lambda,
    reply: &LambdaReply,
    rest: Option<Rest>,
    trace: &mut Trace,
) -> Result<Outcome, Fault> {
    if reply.function_error.is_some() {
        return Err(function_error(reply));
    }
    let parsed = if lambda.stream {
        response::parse_streamed(&reply.payload)
    } else {
        response::parse(&reply.payload, exchange.accepts_binary())
    };
    let response = parsed.map_err(|error| match error {
        ProxyResponseError::NotBase64 => Fault::BodyNotBase64,
        ProxyResponseError::Malformed(malformed) => Fault::MalformedProxyResponse(malformed),
    })?;
    let mut headers = header_rules::for_client(IntegrationType::AwsProxy, response.headers);
    headers.set_default("X-Amzn-Trace-Id", exchange.response_trace_id());
    headers.set_default("Content-Type", "application/json");
    if rest.is_some() {
        trace.data(|| Event::MethodResponseHeaders(java_map(headers.iter())));
    } else {
        let binary = std::str::from_utf8(&response.body).is_err();
        complete(trace, &headers, &response.body, binary);
    }
    Ok(Outcome {
        status: response.status,
        headers,
        body: response.body,
        rest,
        integration_request_id: None,
    })
}

fn function_error(reply: &LambdaReply) -> Fault {
    let payload: serde_json::Value = serde_json::from_slice(&reply.payload).unwrap_or_default();
    let text = |key: &str| {
        payload
            .get(key)
            .and_then(|value| value.as_str())
            .map(str::to_owned)
    };
    Fault::FunctionError(Box::new(FunctionError {
        status: reply.status,
        message: text("errorMessage").unwrap_or_default(),
        error_type: text("errorType"),
        lambda_request_id: reply.request_id.clone(),
    }))
}

/// A function's error is an answer like any other here: patterns are matched with its message.
fn mapped_outcome(
    exchange: &Exchange<'_>,
    transformation: &Transformation,
    reply: &LambdaReply,
    now: i64,
    session: &mut Session,
    trace: &mut Trace,
) -> Result<Outcome, Fault> {
    let message = error_message(&reply.payload);
    let response = map_response::Endpoint {
        integration: IntegrationType::Aws,
        status: reply.status,
        chosen: transformation.selector.by_error_message(message.as_deref()),
        headers: &reply_headers(exchange, reply, now),
        body: reply.payload.clone(),
    };
    map_response::map(exchange, transformation, response, session, trace)
}

fn error_message(payload: &[u8]) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Failure {
        #[serde(rename = "errorMessage")]
        message: Option<String>,
    }
    // Most payloads are no errors; only an object can be one.
    payload.trim_ascii_start().starts_with(b"{").then_some(())?;
    serde_json::from_slice::<Failure>(payload).ok()?.message
}

fn date(millis: i64, format: &str) -> String {
    jiff::Timestamp::from_millisecond(millis)
        .unwrap_or_default()
        .strftime(format)
        .to_string()
}
