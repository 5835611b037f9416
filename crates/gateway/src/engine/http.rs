//! HTTP and HTTP_PROXY integrations, directly or through a VPC link (F§1.3, F§2.2, F§3.6, F§6).

use std::time::Duration;

use bytes::Bytes;
use http::Method;

use super::map_request::{self, Parameters};
use super::uri::{self, UriFault};
use super::{Engine, Outcome, complete, java_map, map_response, shown};
use crate::context::Exchange;
use crate::fault::{AddressProblem, Fault, LinkProblem};
use crate::header_rules::{self, IntegrationType};
use crate::headers::Headers;
use crate::io::{CertificateName, HttpCall, HttpFailure, HttpReply, Io, VpcLinkLookup};
use crate::media;
use crate::snapshot::{Http, Snapshot, Substituted};
use crate::templates::Session;
use crate::trace::{Class, Event, Trace};

/// The request to the backend.
pub(super) struct Outgoing {
    pub(super) verb: Method,
    pub(super) url: String,
    pub(super) headers: Headers,
    pub(super) body: Bytes,
    pub(super) binary: bool,
}

impl<I: Io> Engine<I> {
    pub(super) async fn call(
        &self,
        exchange: &Exchange<'_>,
        http: &Http,
        trace: &mut Trace,
    ) -> Result<Outcome, Fault> {
        let mut session = Session::default();
        let mut outgoing = outgoing(exchange, http, &mut session)?;
        let link = match &http.vpc_link {
            Some(link) => Some((link, self.link(link).await?)),
            None => None,
        };
        let started = self.io.now_ms();
        let connect_to = match &link {
            Some((_, Ok(connect_to))) => Some(connect_to.as_str()),
            Some((link, Err(problem))) => {
                trace.at(started);
                announce(&outgoing, trace);
                return Err(link_fault(link, problem.clone()));
            }
            None => None,
        };
        let headers = if trace.wants(Class::Data) {
            outgoing.headers.clone()
        } else {
            std::mem::take(&mut outgoing.headers)
        };
        let result = self
            .io
            .http(HttpCall {
                method: outgoing.verb.clone(),
                url: &outgoing.url,
                headers,
                body: outgoing.body.clone(),
                timeout: http.timeout,
                insecure_skip_verification: http.insecure_skip_verification,
                connect_to,
                client_certificate: certificate(exchange.snapshot),
                stream: http.stream,
            })
            .await;
        // AWS resolves the host before it logs the request: an address that cannot be called leaves
        // no line of it (F§2.2 #9), which is known only now.
        let called = !matches!(
            result,
            Err(HttpFailure::UnknownHost | HttpFailure::PrivateAddress(_))
        );
        if called || link.is_some() {
            trace.at(started);
            announce(&outgoing, trace);
        }
        let now = self.io.now_ms();
        trace.at(now);
        let latency = u64::try_from(now - started).unwrap_or_default();
        trace.waited(latency);
        match result {
            // Nothing may follow what switches protocols.
            Ok(reply) if reply.status < 200 => Err(Fault::NetworkError {
                detail: None,
                cause: format!(
                    "it answered with status {}, which ends no request",
                    reply.status
                ),
            }),
            Ok(reply) => answered(exchange, http, reply, latency, &mut session, trace),
            Err(failure) => Err(failed(
                &outgoing.url,
                http.uri.undefined.as_ref(),
                http.vpc_link.as_ref(),
                http.timeout,
                failure,
            )),
        }
    }

    /// Where the link leads, or why it does not; the fault is that nobody could tell.
    async fn link(&self, link: &Substituted) -> Result<Result<String, LinkProblem>, Fault> {
        if let Some(name) = &link.undefined {
            return Ok(Err(LinkProblem::UndefinedStageVariable(name.clone())));
        }
        let found = self.io.vpc_link(&link.text).await;
        let found = found
            .map_err(|failed| Fault::lookup(format!("the VPC link '{}'", link.text), failed))?;
        Ok(match found {
            VpcLinkLookup::Available { connect_to } => Ok(connect_to),
            VpcLinkLookup::NotReady { status } => Err(LinkProblem::Status(status)),
            VpcLinkLookup::Unknown => Err(LinkProblem::Missing),
        })
    }
}

/// The certificate that the stage shows to its backends.
fn certificate(snapshot: &Snapshot) -> Option<CertificateName<'_>> {
    snapshot
        .client_certificate
        .as_deref()
        .map(|id| CertificateName {
            account: &snapshot.account,
            region: &snapshot.region,
            id,
        })
}

/// From the backend's answer to the method's.
fn answered(
    exchange: &Exchange<'_>,
    http: &Http,
    reply: HttpReply,
    latency: u64,
    session: &mut Session,
    trace: &mut Trace,
) -> Result<Outcome, Fault> {
    let content_type = reply.headers.get("Content-Type");
    let binary = exchange.snapshot.binary_media_types.contains(content_type);
    trace.emit(Event::ReceivedResponse {
        status: Some(reply.status),
        latency,
    });
    trace.data(|| Event::EndpointResponseHeaders(java_map(reply.headers.iter())));
    // What passes as it comes is not kept for a log.
    if reply.rest.is_none() {
        trace.evidence(|| Event::EndpointResponseBody(shown(&reply.body, binary)));
    }
    let Some(transformation) = &http.transformation else {
        if reply.rest.is_some() {
            trace.data(|| Event::MethodResponseHeaders(java_map(reply.headers.iter())));
        } else {
            complete(trace, &reply.headers, &reply.body, binary);
        }
        let encoding = encoding(&reply.headers).map(str::to_owned);
        let mut headers = header_rules::for_client(IntegrationType::HttpProxy, reply.headers);
        if let Some(encoding) = encoding {
            headers.append("Content-Encoding", encoding);
        }
        headers.set_default("Content-Type", media::DEFAULT);
        return Ok(Outcome {
            status: reply.status,
            headers,
            body: reply.body,
            rest: reply.rest,
            integration_request_id: None,
        });
    };
    let response = map_response::Endpoint {
        integration: IntegrationType::Http,
        status: reply.status,
        chosen: transformation.selector.by_status(reply.status),
        headers: &reply.headers,
        body: reply.body,
    };
    map_response::map(exchange, transformation, response, session, trace)
}

/// The coding of a body that is really encoded. Recorded is that `Content-Encoding` does not pass
/// (F§3.6), of a body that was not encoded; an encoded one could not be read without it [C].
fn encoding(headers: &Headers) -> Option<&str> {
    let coding = headers.get("Content-Encoding")?;
    let known = ["gzip", "deflate", "br", "zstd"];
    known
        .iter()
        .any(|known| known.eq_ignore_ascii_case(coding.trim()))
        .then_some(coding)
}

/// The request to the backend: parameters, body, URL and headers.
fn outgoing(
    exchange: &Exchange<'_>,
    http: &Http,
    session: &mut Session,
) -> Result<Outgoing, Fault> {
    let request = exchange.request;
    let verb = http.verb.clone().unwrap_or_else(|| request.method.clone());
    let kind = match &http.transformation {
        Some(_) => IntegrationType::Http,
        None => IntegrationType::HttpProxy,
    };
    let mut parameters = Parameters::map(exchange, kind, &http.parameters)?;
    let mut headers = Headers::with_capacity(request.headers.len() + 8);
    let body = if let Some(transformation) = &http.transformation {
        let body = map_request::body(exchange, transformation, session)?.into_bytes();
        parameters.override_with(session, kind)?;
        body
    } else {
        for (name, value) in request.headers.entries() {
            if header_rules::reaches_integration(kind, name, value) {
                headers.append(name.clone(), value);
            }
        }
        exchange.body.clone()
    };

    let mut url = uri::fill_path(&http.uri.text, |name| parameters.path_value(name));
    if kind == IntegrationType::HttpProxy {
        uri::append_query(&mut url, &request.query);
    }
    for (name, value) in &parameters.querystring {
        uri::append_parameter(&mut url, name, value);
    }
    let host = uri::check(&url)
        .map_err(|fault| uri_fault(&url, http.uri.undefined.as_ref(), fault))?
        .to_owned();

    // A mapped header takes the client's place, every value of it.
    for (name, _) in parameters.headers.iter() {
        headers.remove(name);
    }
    headers.extend(parameters.headers);
    header_rules::complete_request(
        &mut headers,
        &exchange.snapshot.api_id,
        &exchange.trace_id(),
    );
    headers.set_default("Host", host);
    let body = if is_bodiless(&verb) {
        Bytes::new()
    } else {
        body
    };
    if kind == IntegrationType::Http {
        headers.set_default(
            "Content-Type",
            request
                .headers
                .get("Content-Type")
                .unwrap_or(media::DEFAULT),
        );
    }
    Ok(Outgoing {
        verb,
        url,
        headers,
        binary: exchange.is_binary(),
        body,
    })
}

/// Whether a request of this verb is sent without a body (F§3.6).
pub(super) fn is_bodiless(verb: &Method) -> bool {
    matches!(*verb, Method::GET | Method::HEAD | Method::OPTIONS)
}

pub(super) fn announce(outgoing: &Outgoing, trace: &mut Trace) {
    trace.data(|| Event::EndpointRequestUri(outgoing.url.clone()));
    trace.data(|| Event::EndpointRequestHeaders(java_map(outgoing.headers.iter())));
    trace.data(|| Event::EndpointRequestBody(shown(&outgoing.body, outgoing.binary)));
    if trace.wants(Class::Milestone) {
        trace.emit(Event::SendingRequest(outgoing.url.clone()));
    }
}

pub(super) fn uri_fault(url: &str, undefined: Option<&String>, fault: UriFault) -> Fault {
    match fault {
        UriFault::NoHost => Fault::InvalidEndpointAddress {
            address: url.to_owned(),
            problem: match undefined {
                Some(name) => AddressProblem::UndefinedStageVariable(name.clone()),
                None => AddressProblem::Malformed,
            },
        },
        UriFault::Illegal(text) => Fault::IllegalUri(text),
    }
}

fn link_fault(link: &Substituted, problem: LinkProblem) -> Fault {
    Fault::VpcLink {
        link: link.text.clone(),
        problem,
    }
}

/// The fault of a call that came to no answer. `undefined` is the stage variable that left nothing in
/// its place in the URL.
pub(super) fn failed(
    url: &str,
    undefined: Option<&String>,
    link: Option<&Substituted>,
    timeout: Duration,
    failure: HttpFailure,
) -> Fault {
    let address = |problem| Fault::InvalidEndpointAddress {
        address: url.to_owned(),
        problem,
    };
    match (failure, link) {
        // The link's load balancer is gone (F§2.2 #10).
        (failure @ (HttpFailure::UnknownHost | HttpFailure::PrivateAddress(_)), Some(link)) => {
            link_fault(link, LinkProblem::Target(failure.to_string()))
        }
        (HttpFailure::UnknownHost, None) => address(match undefined {
            Some(name) => AddressProblem::UndefinedStageVariable(name.clone()),
            None => AddressProblem::Unresolvable,
        }),
        (HttpFailure::PrivateAddress(ip), None) => address(AddressProblem::Private(ip)),
        (failure @ (HttpFailure::Refused | HttpFailure::Broken(_)), _) => Fault::NetworkError {
            detail: None,
            cause: failure.to_string(),
        },
        (HttpFailure::TlsNameMismatch { host, subject }, _) => {
            Fault::CertificateHostMismatch { host, subject }
        }
        (HttpFailure::TooLarge { length }, _) => Fault::EndpointAnswerTooLarge { length },
        (failure @ HttpFailure::TlsUntrusted, _) => Fault::CertificateUntrusted {
            cause: failure.to_string(),
        },
        (failure @ HttpFailure::TlsExpired(_), _) => Fault::CertificateExpired {
            cause: failure.to_string(),
        },
        (HttpFailure::TimedOut, _) => Fault::IntegrationTimeout {
            timeout: u64::try_from(timeout.as_millis()).unwrap_or(u64::MAX),
        },
    }
}
