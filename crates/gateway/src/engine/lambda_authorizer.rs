//! A Lambda authorizer: its function is shown who calls, and answers with a policy (F§2.3, F§3.4).

use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Value, json};

use super::lambda::request_headers;
use super::{Engine, java_map};
use crate::authorizer::{Authorizer, Function, Granted, Place, Source, remembered_by};
use crate::context::{Authorized, Exchange};
use crate::fault::{AuthorizerOutputProblem, Fault};
use crate::header_rules::{self, IntegrationType};
use crate::io::{Io, LambdaCall, LambdaFailure};
use crate::proxy::event::Event as ProxyEvent;
use crate::routing::with_one_leading_slash;
use crate::trace::{AuthorizerCall, Body, Class, Event, Identity, Secret, Trace};

impl<I: Io> Engine<I> {
    /// What the function grants the caller, remembered or asked now, and how long that took in milliseconds.
    pub(super) async fn granted(
        &self,
        exchange: &Exchange<'_>,
        authorizer: &Authorizer,
        function: &Function,
        method_arn: &str,
        trace: &mut Trace,
    ) -> Result<(Arc<Granted>, i64), Fault> {
        start(exchange, authorizer, trace);
        let identity = authorizer
            .identity(|source| read(exchange, source))
            .ok_or_else(|| missing(authorizer))?;
        let now = self.io.now_ms();
        let key = (function.ttl_ms > 0).then(|| remembered_by(&identity));
        let known = key
            .as_ref()
            .and_then(|key| function.remembered.get(key, now));
        if let Some(known) = known {
            trace.data(|| Event::IncomingIdentity(identity));
            finish(&known, trace);
            return Ok((known, 0));
        }
        let granted = self
            .ask(exchange, authorizer, function, identity, method_arn, trace)
            .await?;
        let granted = Arc::new(granted);
        let done = self.io.now_ms();
        if let Some(key) = key {
            let until = done.saturating_add(function.ttl_ms);
            function
                .remembered
                .put(key, done, until, Arc::clone(&granted));
        }
        Ok((granted, done - now))
    }

    /// Calls the function and reads what it answers.
    pub(super) async fn ask(
        &self,
        exchange: &Exchange<'_>,
        authorizer: &Authorizer,
        function: &Function,
        identity: Identity,
        method_arn: &str,
        trace: &mut Trace,
    ) -> Result<Granted, Fault> {
        let lambda = &function.lambda;
        let payload = event(exchange, &identity, method_arn);
        trace.data(|| Event::IncomingIdentity(identity));
        let role = match &lambda.credentials {
            Some(credentials) => Some(self.assume(credentials).await.map_err(of_authorizer)?),
            None => None,
        };
        let trace_id = exchange.trace_id();
        trace.data(|| Event::EndpointRequestUri(lambda.url.clone()));
        trace.data(|| {
            let (id, api) = (&exchange.request.request_id, &exchange.snapshot.api_id);
            let now = self.io.now_ms();
            let headers = request_headers(id, api, lambda, trace_id.as_str(), now);
            Event::EndpointRequestHeaders(java_map(headers.iter()))
        });
        trace.data(|| Event::EndpointRequestBody(Body::Text(payload.clone())));
        if trace.wants(Class::Milestone) {
            trace.emit(Event::SendingRequest(lambda.url.clone()));
        }
        let target = self
            .permitted(lambda, role.as_ref())
            .await
            .map_err(of_authorizer)?;
        let call = LambdaCall {
            function: target,
            payload,
            asynchronous: false,
            client_context: None,
            trace_id: &trace_id,
            stream: false,
            timeout: lambda.timeout,
        };
        let started = self.io.now_ms();
        let reply = self.io.invoke_lambda(call).await;
        let now = self.io.now_ms();
        trace.at(now);
        let reply = reply.map_err(|failure| Fault::AuthorizerFailure {
            cause: match failure {
                LambdaFailure::Refused { message, .. } => message,
                other => other.to_string(),
            },
        })?;
        trace.authorizer_answered(AuthorizerCall {
            status: reply.status,
            latency: u64::try_from(now - started).unwrap_or_default(),
            request_id: reply.request_id,
        });
        trace.data(|| Event::AuthorizerResultBody(Body::Text(reply.payload.clone())));
        if reply.function_error.is_some() {
            return Err(function_error(authorizer, &reply.payload));
        }
        let granted = Granted::read(&reply.payload).map_err(Fault::AuthorizerOutput)?;
        finish(&granted, trace);
        Ok(granted)
    }
}

impl Granted {
    /// What the exchange keeps of it; `latency` is what the function took, in milliseconds.
    pub(super) fn authorized(&self, latency: i64) -> Authorized {
        Authorized {
            shown: self.shown(latency),
            usage_identifier_key: self.usage_identifier_key.clone(),
        }
    }
}

/// The first line of an authorizer.
pub(super) fn start(exchange: &Exchange<'_>, authorizer: &Authorizer, trace: &mut Trace) {
    if trace.wants(Class::Milestone) {
        trace.emit(Event::StartingAuthorizer {
            authorizer: authorizer.id.clone(),
            request_id: exchange.request.request_id.clone(),
        });
    }
}

fn finish(granted: &Granted, trace: &mut Trace) {
    if trace.wants(Class::Milestone) {
        let principal = Secret(granted.principal.clone());
        trace.emit(Event::UsingAuthorizerPolicy(principal));
        trace.emit(Event::AuthorizerCompleted);
    }
}

/// The value of an identity source.
pub(super) fn read(exchange: &Exchange<'_>, source: &Source) -> Option<String> {
    match &source.place {
        Place::Header(name) => exchange.request.headers.get(name).map(str::to_owned),
        Place::Querystring(name) => exchange.query.get(name).map(str::to_owned),
        Place::StageVariable(name) => exchange.snapshot.variables.get(name).cloned(),
        Place::Context(path) => exchange.variable(path).map(std::borrow::Cow::into_owned),
        Place::Nowhere => None,
    }
}

/// Nothing tells who calls, or nothing that the authorizer takes.
pub(super) fn missing(authorizer: &Authorizer) -> Fault {
    Fault::IdentityMissing {
        authorizer: authorizer.id.clone(),
    }
}

/// What the function is shown.
fn event(exchange: &Exchange<'_>, identity: &Identity, method_arn: &str) -> Bytes {
    if let Identity::Token(Secret(token)) = identity {
        let event = json!({
            "type": "TOKEN",
            "authorizationToken": token,
            "methodArn": method_arn,
        });
        return event.to_string().into();
    }
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
        body: &[],
        binary: false,
    };
    let mut payload = Vec::new();
    event.write_for_authorizer(method_arn, &mut payload);
    payload.into()
}

/// What is wrong with invoking a function is told of authorizers in words of their own.
fn of_authorizer(fault: Fault) -> Fault {
    match fault {
        Fault::InvokeRefused(refusal) => Fault::AuthorizerRefused(refusal),
        Fault::RoleNotAssumable { role, problem } => {
            Fault::AuthorizerRoleNotAssumable { role, problem }
        }
        other => Fault::AuthorizerFailure {
            cause: other.to_string(),
        },
    }
}

/// What a function's error means: `Unauthorized`, or a wrong answer (F§2.3).
fn function_error(authorizer: &Authorizer, payload: &[u8]) -> Fault {
    let error: Value = serde_json::from_slice(payload).unwrap_or_default();
    match error.get("errorMessage").and_then(Value::as_str) {
        Some("Unauthorized") => Fault::AuthorizerUnauthorized {
            authorizer: authorizer.id.clone(),
        },
        message => Fault::AuthorizerOutput(AuthorizerOutputProblem::FunctionError(
            message.unwrap_or_default().to_owned(),
        )),
    }
}
