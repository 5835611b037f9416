//! What happens to a request, in AWS's order (F§3.2): route, authorize, check the usage plan and the
//! limits, validate, map the request, integrate, map the response. Never fails: a [`Fault`] becomes a gateway response.

mod access_log;
mod authorize;
mod cache;
mod compress;
mod dry_run;
mod http;
mod lambda;
mod lambda_authorizer;
mod map_request;
mod map_response;
mod mock;
mod permit;
mod service;
mod test_authorizer;
mod test_invoke;
mod token_authorizer;
mod uri;
mod usage_plan;
mod validate;

pub use test_invoke::TestInvokeError;

use std::borrow::Cow;

use ::http::Method as Verb;
use bytes::Bytes;

use access_log::Answered;

use crate::by_name::folded;
use crate::context::{Exchange, request_named};
use crate::fault::Fault;
use crate::gateway_response::Applied;
use crate::headers::Headers;
use crate::io::Io;
use crate::request::{Request, Response};
use crate::rest::Rest;
use crate::snapshot::{Integration, Method, Snapshot};
use crate::trace::{Body, Class, Event, JavaMap, Secret, Trace};
use crate::trace_header;

/// The largest body that API Gateway takes (F§2.0).
const MAX_BODY: usize = 10_485_760;

/// Runs requests.
#[derive(Debug)]
pub struct Engine<I> {
    io: I,
}

/// An answer, and what else is to be told of the request.
#[derive(Debug)]
pub struct Answer<'s> {
    /// What the client gets.
    pub response: Response,
    /// The fault that the answer comes from, if it is API Gateway's own.
    pub fault: Option<Fault>,
    /// The method that served the request, if one did.
    pub method: Option<&'s Method>,
    /// The line of the stage's access log, if it keeps one.
    pub access_log: Option<String>,
}

/// What a request came to, before the headers that every response has.
struct Outcome {
    status: u16,
    headers: Headers,
    body: Bytes,
    /// What follows of it as it comes.
    rest: Option<Rest>,
    /// The request id that the integration's service gave.
    integration_request_id: Option<String>,
}

impl<I: Io> Engine<I> {
    /// An engine that reaches the world through `io`.
    pub fn new(io: I) -> Self {
        Self { io }
    }

    /// The world.
    pub fn io(&self) -> &I {
        &self.io
    }

    /// Answers a request to a stage.
    pub async fn execute(
        &self,
        snapshot: &Snapshot,
        request: Request,
        trace: &mut Trace,
    ) -> Response {
        self.explain(snapshot, &request, trace).await.response
    }

    /// Answers a request to a stage, and hands over what else is to be told of it: for whoever
    /// explains, logs or measures it.
    pub async fn explain<'s>(
        &self,
        snapshot: &'s Snapshot,
        request: &Request,
        trace: &mut Trace,
    ) -> Answer<'s> {
        let sent_verb = &request.method;
        let seen = seen(snapshot, request);
        let request = seen.as_deref().unwrap_or(request);
        let routed = if request.body.len() > MAX_BODY {
            Err(Fault::RequestTooLarge)
        } else {
            route(snapshot, request, sent_verb).ok_or_else(|| no_route(request))
        };
        let (method, exchange, (mut response, fault)) = match routed {
            Ok((method, mut exchange)) => {
                let answer = self.serve(&mut exchange, trace).await;
                (Some(method), Some(exchange), answer)
            }
            Err(fault) => (None, None, refuse(snapshot, request, fault)),
        };
        if fault.is_none() {
            compress::encode(snapshot, request, &mut response);
        }
        let headers = &mut response.headers;
        headers.append("x-amzn-RequestId", request.request_id.as_str());
        headers.append("x-amz-apigw-id", request.extended_request_id.as_str());
        // What is too large is in no log (F§1.6).
        let log = snapshot.access_log.as_ref();
        let log = log.filter(|_| !matches!(fault, Some(Fault::RequestTooLarge)));
        let access_log = log.map(|log| {
            let answered = Answered {
                snapshot,
                request,
                exchange: exchange.as_ref(),
                response: &response,
                fault: fault.as_ref(),
                trace,
                now_ms: self.io.now_ms(),
            };
            answered.line(log)
        });
        Answer {
            response,
            fault,
            method,
            access_log,
        }
    }

    async fn serve(
        &self,
        exchange: &mut Exchange<'_>,
        trace: &mut Trace,
    ) -> (Response, Option<Fault>) {
        trace.set_logging(exchange.method.logging);
        trace.at(self.io.now_ms());
        if let Err(fault) = self.admit(exchange).await {
            return finish(exchange, Err(fault), trace);
        }
        if trace.wants(Class::Opening) {
            trace.emit(Event::ExtendedRequestId(
                exchange.request.extended_request_id.clone(),
            ));
        }
        let passed = match self.authorize(exchange, trace).await {
            Ok(()) => self.check_usage(exchange, trace).await,
            Err(fault) => Err(fault),
        };
        let decoded = passed.and_then(|()| compress::decode(exchange));
        let outcome = match decoded {
            Ok(()) => self.perform(exchange, trace).await,
            Err(fault) => Err(fault),
        };
        let answer = finish(exchange, outcome, trace);
        if exchange.snapshot.tracing && trace.wants(Class::Milestone) {
            let id = trace_header::of_root(&exchange.request.trace_root);
            trace.emit(Event::XrayTracingId(id));
        }
        answer
    }

    /// The part that `TestInvokeMethod` runs too: from `Starting execution` on.
    async fn perform(&self, exchange: &Exchange<'_>, trace: &mut Trace) -> Result<Outcome, Fault> {
        start(exchange, trace);
        validate::validate(exchange)?;
        self.answer(exchange, trace).await
    }

    /// What the method's integration makes of the request. Boxed is what takes so long that it does not show: a request's
    /// future is moved about, and so is to be small.
    async fn integrate(
        &self,
        exchange: &Exchange<'_>,
        trace: &mut Trace,
    ) -> Result<Outcome, Fault> {
        match &exchange.method.integration {
            Integration::Mock(transformation) => mock::answer(exchange, transformation, trace),
            Integration::Lambda(lambda) => Box::pin(self.invoke(exchange, lambda, trace)).await,
            Integration::Http(http) => self.call(exchange, http, trace).await,
            Integration::Aws(service) => {
                Box::pin(self.call_service(exchange, service, trace)).await
            }
            Integration::Broken(fault) => Err(fault.clone()),
        }
    }
}

/// The request as all behind the front end sees it, if that is not how it came.
///
/// `X-HTTP-Method-Override` is its verb (F§3.1): what is routed by it is authorized, shown to the integration, kept and
/// logged by it too \[C\]; what is no verb overrides none. Its trace has a parent and says whether it is sampled where
/// the stage traces (F§3.6), and the root alone where it does not (F§3.14).
fn seen(snapshot: &Snapshot, request: &Request) -> Option<Box<Request>> {
    let verb = request.headers.get("X-HTTP-Method-Override");
    let verb = verb.and_then(|verb| verb.parse().ok());
    let sent = request.headers.get(trace_header::NAME);
    let trace = match (snapshot.tracing, sent) {
        (true, sent) => {
            let sent = sent.unwrap_or_default();
            Some(trace_header::traced(&request.trace_root, sent))
        }
        (false, Some(sent)) if sent.contains(';') => {
            Some(trace_header::of_root(&request.trace_root))
        }
        (false, _) => None,
    };
    if verb.is_none() && trace.is_none() {
        return None;
    }
    let mut seen = Box::new(request.clone());
    if let Some(verb) = verb {
        seen.method = verb;
    }
    if let Some(trace) = trace {
        seen.headers.set(trace_header::NAME, trace);
    }
    Some(seen)
}

/// Finds the method that serves the request.
fn route<'a, 's: 'a>(
    snapshot: &'s Snapshot,
    request: &'a Request,
    sent_verb: &'a Verb,
) -> Option<(&'s Method, Exchange<'a>)> {
    let found = snapshot
        .router
        .find(&request.path, request.method.as_str())?;
    let method = snapshot.methods.get(found.method)?;
    let exchange = Exchange {
        sent_verb,
        ..Exchange::new(snapshot, method, request, found.path_parameters)
    };
    Some((method, exchange))
}

fn no_route(request: &Request) -> Fault {
    if let Some(problem) = authorize::malformed(request) {
        return Fault::Signature(problem);
    }
    Fault::NoRoute {
        method: request.method.to_string(),
        path: request.path.clone(),
    }
}

/// The lines with which an execution starts.
fn start(exchange: &Exchange<'_>, trace: &mut Trace) {
    let request = exchange.request;
    if trace.wants(Class::Milestone) {
        trace.emit(Event::StartingExecution(request.request_id.clone()));
        trace.emit(Event::HttpMethod {
            method: request.method.to_string(),
            path: request.shown_path().into_owned(),
        });
        if let Some(key) = &exchange.api_key {
            trace.emit(Event::ApiKey(Secret(key.value.to_string())));
            trace.emit(Event::ApiKeyId(key.id.to_string()));
        }
    }
    trace.data(|| Event::MethodRequestPath(java_map(exchange.path_parameters.iter().copied())));
    trace.data(|| Event::MethodRequestQuery(java_map(exchange.query.iter())));
    trace.data(|| Event::MethodRequestHeaders(java_map(request.headers.iter())));
    trace.data(|| Event::MethodRequestBody(shown(&exchange.body, exchange.is_binary())));
}

/// Closes an execution: the response, or the gateway response of its fault.
fn finish(
    exchange: &Exchange<'_>,
    outcome: Result<Outcome, Fault>,
    trace: &mut Trace,
) -> (Response, Option<Fault>) {
    match outcome {
        Ok(outcome) => {
            trace.emit(Event::SuccessfullyCompleted);
            trace.emit(Event::MethodCompleted(outcome.status));
            if let Some(id) = outcome.integration_request_id {
                trace.emit(Event::IntegrationRequestId(id));
            }
            let response = Response {
                status: outcome.status,
                headers: outcome.headers,
                body: outcome.body,
                rest: outcome.rest,
            };
            (response, None)
        }
        Err(fault) => {
            let variable = |name: &str| exchange.named(name).map(Cow::into_owned);
            let applied = apply(exchange.snapshot, exchange.request, &fault, &variable);
            for event in fault.log_events(&exchange.request.request_id, &applied) {
                trace.emit(event);
            }
            (response(applied), Some(fault))
        }
    }
}

/// The answer to a request that no method serves: it leaves no line (F§1.6).
fn refuse(snapshot: &Snapshot, request: &Request, fault: Fault) -> (Response, Option<Fault>) {
    let variable = |name: &str| request_named(snapshot, request, name).map(Cow::into_owned);
    let applied = apply(snapshot, request, &fault, &variable);
    (response(applied), Some(fault))
}

fn apply(
    snapshot: &Snapshot,
    request: &Request,
    fault: &Fault,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Applied {
    let accept = request.headers.get("Accept");
    snapshot
        .gateway_responses
        .apply(&fault.response(), accept, variable)
}

fn response(applied: Applied) -> Response {
    Response {
        status: applied.status,
        headers: applied.headers.into_iter().collect(),
        body: applied.body.into(),
        rest: None,
    }
}

/// The lines of a response that is ready.
fn complete(trace: &mut Trace, headers: &Headers, body: &Bytes, binary: bool) {
    trace.data(|| Event::MethodResponseBody(shown(body, binary)));
    trace.data(|| Event::MethodResponseHeaders(java_map(headers.iter())));
}

/// Parameters as a log shows them: several values of one name joined.
fn java_map<'p>(pairs: impl Iterator<Item = (&'p str, &'p str)>) -> JavaMap {
    JavaMap(folded(pairs, |values, value| {
        values.push(',');
        values.push_str(value);
    }))
}

/// A body as a log shows it.
fn shown(body: &Bytes, binary: bool) -> Body {
    if binary && !body.is_empty() {
        Body::Binary
    } else {
        Body::Text(body.clone())
    }
}
