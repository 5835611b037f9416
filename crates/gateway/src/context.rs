//! One request on its way: the request, the method that serves it, and the variables that mapping
//! expressions, templates and gateway responses read of it (F§3.11).

use std::borrow::Cow;

use bytes::Bytes;
use http::Method as Verb;
use serde_json::{Map, Value};

use crate::io::Signer;
use crate::proxy::event::{self, Identity, RequestContext, request_time};
use crate::query::Query;
use crate::request::{ClientCertificate, Request};
use crate::snapshot::{Method, Snapshot};
use crate::trace_header;

/// A request that was routed to a method.
pub(crate) struct Exchange<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) method: &'a Method,
    /// As all behind the front end sees it: its verb is the overriding one.
    pub(crate) request: &'a Request,
    /// The verb that the client sent, which is what it signed.
    pub(crate) sent_verb: &'a Verb,
    /// The request's body, decoded.
    pub(crate) body: Bytes,
    pub(crate) query: Query<'a>,
    pub(crate) path_parameters: Vec<(&'a str, &'a str)>,
    /// The key that identified the caller.
    pub(crate) api_key: Option<ApiKey>,
    /// Who signed the request.
    pub(crate) signer: Option<Signer>,
    /// Whom the authorizer let in.
    pub(crate) authorized: Option<Authorized>,
    /// How long it took to find out.
    pub(crate) took: Took,
}

/// How long it took to find out who calls and whether they may, in milliseconds; none where nobody looked.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Took {
    /// Checking the signature.
    pub(crate) authenticate: Option<i64>,
    /// Checking a token, its issuer's keys included.
    pub(crate) authorizer: Option<i64>,
    /// Asking policies.
    pub(crate) authorize: Option<i64>,
}

/// What an authorizer told of the caller.
#[derive(Debug, Default)]
pub(crate) struct Authorized {
    /// `$context.authorizer`.
    pub(crate) shown: Map<String, Value>,
    /// The API key that the call counts for, where keys come from authorizers.
    pub(crate) usage_identifier_key: Option<String>,
}

/// An API key.
pub(crate) struct ApiKey {
    pub(crate) value: Cow<'static, str>,
    pub(crate) id: Cow<'static, str>,
}

impl<'a> Exchange<'a> {
    /// An exchange of which nobody knows yet who calls.
    pub(crate) fn new(
        snapshot: &'a Snapshot,
        method: &'a Method,
        request: &'a Request,
        path_parameters: Vec<(&'a str, &'a str)>,
    ) -> Self {
        Self {
            snapshot,
            method,
            request,
            sent_verb: &request.method,
            body: request.body.clone(),
            query: Query::parse(&request.query),
            path_parameters,
            api_key: None,
            signer: None,
            authorized: None,
            took: Took::default(),
        }
    }

    /// A path parameter, as sent.
    pub(crate) fn path_parameter(&self, name: &str) -> Option<&'a str> {
        let mut parameters = self.path_parameters.iter();
        parameters
            .find(|(other, _)| *other == name)
            .map(|(_, value)| *value)
    }

    /// The value of `X-Amzn-Trace-Id` to an integration (F§3.6). Where the stage does not trace, it has the root alone
    /// (F§3.14).
    pub(crate) fn trace_id(&self) -> String {
        match self.request.headers.get(trace_header::NAME) {
            Some(traced) if self.snapshot.tracing => traced.to_owned(),
            _ => trace_header::of_root(&self.request.trace_root),
        }
    }

    /// `X-Amzn-Trace-Id` of a response.
    pub(crate) fn response_trace_id(&self) -> String {
        let traced = self.request.headers.get(trace_header::NAME);
        let sampled = traced.and_then(|traced| trace_header::part(traced, "Sampled"));
        let sampled = sampled.filter(|_| self.snapshot.tracing).unwrap_or("0");
        format!("Root={};Sampled={sampled}", self.request.trace_root)
    }

    /// Whether the request's body is binary to this API.
    pub(crate) fn is_binary(&self) -> bool {
        self.snapshot
            .binary_media_types
            .contains(self.request.headers.get("Content-Type"))
    }

    /// Whether the client's first choice is binary to this API.
    pub(crate) fn accepts_binary(&self) -> bool {
        self.snapshot
            .binary_media_types
            .contains(self.request.headers.get("Accept"))
    }

    /// `$context` as a proxy event shows it.
    pub(crate) fn request_context(&self) -> RequestContext<'_> {
        let (snapshot, method, request) = (self.snapshot, self.method, self.request);
        let signer = self.signer.as_ref();
        RequestContext {
            resource_id: &method.resource_id,
            authorizer: self.authorized.as_ref().map(|it| &it.shown),
            resource_path: &method.resource_path,
            operation_name: method.operation_name.as_deref(),
            http_method: request.method.as_str(),
            extended_request_id: &request.extended_request_id,
            is_canary_request: snapshot.is_canary,
            received_ms: request.received_ms,
            path: &request.context_path,
            account_id: &snapshot.account,
            protocol: &request.protocol,
            stage: &snapshot.stage,
            domain_prefix: &request.domain_prefix,
            request_id: &request.request_id,
            identity: Identity {
                source_ip: Some(&request.source_ip),
                user_agent: request.headers.get("User-Agent"),
                api_key: self.api_key.as_ref().map(|key| &*key.value),
                api_key_id: self.api_key.as_ref().map(|key| &*key.id),
                account_id: signer.map(|signer| &*signer.account),
                caller: signer.map(|signer| &*signer.user_id),
                user: signer.map(|signer| &*signer.user_id),
                user_arn: signer.map(|signer| &*signer.arn),
                access_key: signer.map(|signer| &*signer.access_key_id),
                client_cert: request.client_certificate.as_deref().map(shown),
                ..Identity::default()
            },
            domain_name: &request.domain_name,
            deployment_id: &snapshot.deployment_id,
            api_id: &snapshot.api_id,
        }
    }

    /// A variable by its whole name, as gateway responses spell it.
    pub(crate) fn named(&self, name: &str) -> Option<Cow<'_, str>> {
        if let Some(path) = name.strip_prefix("context.") {
            self.variable(path)
        } else if let Some(name) = name.strip_prefix("method.request.path.") {
            self.path_parameter(name).map(Cow::Borrowed)
        } else {
            request_named(self.snapshot, self.request, name)
        }
    }

    /// A context variable by its path without `context.`.
    pub(crate) fn variable(&self, path: &str) -> Option<Cow<'_, str>> {
        if let Some(path) = path.strip_prefix("authorizer.") {
            return self.authorized.as_ref()?.variable(path);
        }
        let signer = |of: fn(&Signer) -> &str| self.signer.as_ref().map(of).map(Cow::Borrowed);
        match path {
            "identity.accountId" => signer(|it| &it.account),
            "identity.accessKey" => signer(|it| &it.access_key_id),
            "identity.caller" | "identity.user" => signer(|it| &it.user_id),
            "identity.userArn" => signer(|it| &it.arn),
            "identity.apiKey" => Some(Cow::Borrowed(&*self.api_key.as_ref()?.value)),
            "identity.apiKeyId" => Some(Cow::Borrowed(&*self.api_key.as_ref()?.id)),
            "resourceId" => Some(Cow::Borrowed(&*self.method.resource_id)),
            "resourcePath" => Some(Cow::Borrowed(&*self.method.resource_path)),
            "operationName" => self.method.operation_name.as_deref().map(Cow::Borrowed),
            _ => request_variable(self.snapshot, self.request, path),
        }
    }
}

impl Authorized {
    /// A variable by its path without `authorizer.`. What holds others is none itself (F§3.4).
    fn variable(&self, path: &str) -> Option<Cow<'_, str>> {
        let value = match path.split_once('.') {
            Some(("claims", claim)) => self.shown.get("claims")?.get(claim)?,
            _ => self.shown.get(path)?,
        };
        match value {
            Value::Null | Value::Array(_) | Value::Object(_) => None,
            Value::String(text) => Some(Cow::Borrowed(text)),
            Value::Bool(_) | Value::Number(_) => Some(Cow::Owned(value.to_string())),
        }
    }
}

fn shown(certificate: &ClientCertificate) -> event::ClientCertificate<'_> {
    event::ClientCertificate {
        client_cert_pem: &certificate.pem,
        serial_number: &certificate.serial_number,
        issuer_dn: &certificate.issuer_dn,
        not_before: &certificate.not_before,
        not_after: &certificate.not_after,
        subject_dn: &certificate.subject_dn,
    }
}

/// A variable of a request that no method serves, by its whole name as gateway responses spell it:
/// `context.requestId`, `stageVariables.color`, `method.request.header.Origin` (F§2.6).
pub(crate) fn request_named<'a>(
    snapshot: &'a Snapshot,
    request: &'a Request,
    name: &str,
) -> Option<Cow<'a, str>> {
    if let Some(path) = name.strip_prefix("context.") {
        return request_variable(snapshot, request, path);
    }
    if let Some(variable) = name.strip_prefix("stageVariables.") {
        return snapshot
            .variables
            .get(variable)
            .map(|value| Cow::Borrowed(value.as_str()));
    }
    match name.strip_prefix("method.request.")?.split_once('.')? {
        ("header", name) => request.headers.get_exact(name).map(Cow::Borrowed),
        ("querystring", name) => {
            let query = Query::parse(&request.query);
            query.get(name).map(|value| Cow::Owned(value.to_owned()))
        }
        _ => None,
    }
}

/// A context variable that is known before a request is routed.
pub(crate) fn request_variable<'a>(
    snapshot: &'a Snapshot,
    request: &'a Request,
    path: &str,
) -> Option<Cow<'a, str>> {
    if let Some(name) = path.strip_prefix("identity.clientCert.") {
        let certificate = request.client_certificate.as_deref()?;
        return Some(Cow::Borrowed(match name {
            "clientCertPem" => &certificate.pem,
            "subjectDN" => &certificate.subject_dn,
            "issuerDN" => &certificate.issuer_dn,
            "serialNumber" => &certificate.serial_number,
            "validity.notBefore" => &certificate.not_before,
            "validity.notAfter" => &certificate.not_after,
            _ => return None,
        }));
    }
    let text: &str = match path {
        "accountId" => &snapshot.account,
        "apiId" => &snapshot.api_id,
        "stage" => &snapshot.stage,
        "deploymentId" => &snapshot.deployment_id,
        "domainName" => &request.domain_name,
        "domainPrefix" => &request.domain_prefix,
        "extendedRequestId" => &request.extended_request_id,
        "httpMethod" => request.method.as_str(),
        "identity.sourceIp" => &request.source_ip,
        "identity.userAgent" => request.headers.get("User-Agent")?,
        "path" => &request.context_path,
        "protocol" => &request.protocol,
        "requestId" => &request.request_id,
        "isCanaryRequest" => return Some(Cow::Owned(snapshot.is_canary?.to_string())),
        "requestTime" => return Some(Cow::Owned(request_time(request.received_ms))),
        "requestTimeEpoch" => return Some(Cow::Owned(request.received_ms.to_string())),
        "xrayTraceId" if snapshot.tracing => {
            return Some(Cow::Owned(trace_header::of_root(&request.trace_root)));
        }
        _ => return None,
    };
    Some(Cow::Borrowed(text))
}
