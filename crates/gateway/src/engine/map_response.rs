//! From an endpoint's response to the method's, where the integration is no proxy: selection,
//! parameters, template, overrides (F§3.7).

use std::borrow::Cow;

use bytes::Bytes;

use super::{Outcome, complete};
use crate::context::Exchange;
use crate::fault::{Fault, TransformProblem};
use crate::header_rules::{self, IntegrationType};
use crate::headers::Headers;
use crate::mapping::{BodyNotJson, BodyPath, Lookup, Mapping, Target};
use crate::media::{self, Payload};
use crate::snapshot::Transformation;
use crate::templates::Session;
use crate::trace::Trace;

/// What the endpoint answered.
pub(super) struct Endpoint<'a> {
    pub(super) integration: IntegrationType,
    pub(super) status: u16,
    /// The integration response that was selected.
    pub(super) chosen: Option<usize>,
    pub(super) headers: &'a Headers,
    pub(super) body: Bytes,
}

pub(super) fn map(
    exchange: &Exchange<'_>,
    transformation: &Transformation,
    endpoint: Endpoint<'_>,
    session: &mut Session,
    trace: &mut Trace,
) -> Result<Outcome, Fault> {
    let chosen = endpoint
        .chosen
        .and_then(|index| transformation.responses.get(index));
    let chosen = chosen.ok_or(Fault::NoOutputMapping {
        status: endpoint.status,
    })?;
    if !chosen.declared {
        return Err(Fault::NoMethodResponse {
            status: chosen.status_code.clone(),
        });
    }

    let mut headers = Headers::with_capacity(chosen.parameters.len() + 2);
    let lookup = ResponseLookup {
        exchange,
        headers: endpoint.headers,
        body: &endpoint.body,
    };
    for Mapping { target, source } in &chosen.parameters {
        let Target::Header(name) = target else {
            continue;
        };
        let mapped = source
            .evaluate(&lookup)
            .map_err(|BodyNotJson| Fault::ResponseBodyNotJson)?;
        for value in mapped.into_values() {
            headers.append(name.clone(), value.into_owned());
        }
    }

    let payload = if endpoint.integration == IntegrationType::Mock {
        // A mock has no response: the body of its template is the request's affair.
        Payload::Text(String::new())
    } else {
        let content_type = endpoint.headers.get("Content-Type");
        media::convert_response(
            endpoint.body.clone(),
            exchange.snapshot.binary_media_types.contains(content_type),
            exchange.accepts_binary(),
            chosen.content_handling,
        )
        .map_err(|media::NotBase64| Fault::BodyNotBase64)?
    };
    let accept = exchange.request.headers.get("Accept").map(media::first);
    let (body, binary) = match (chosen.templates.for_response(accept), payload) {
        (None, Payload::Text(text)) => (Bytes::from(text), false),
        (None, Payload::Binary(bytes)) => (bytes, true),
        (Some(_), Payload::Binary(_)) => {
            return Err(Fault::ResponseTransform(TransformProblem::BinaryBody));
        }
        (Some(template), Payload::Text(text)) => {
            let text = session
                .render(exchange, template, &text)
                .map_err(|error| Fault::ResponseTransform(TransformProblem::Template(error)))?;
            (Bytes::from(text), false)
        }
    };

    let mut status = chosen.status;
    if let Some(overridden) = session.status_override() {
        status = overridden;
    }
    for (name, values) in session.overrides("responseOverride", "header") {
        headers.remove(&name);
        for value in values {
            headers.append(name.clone(), value);
        }
    }
    let mut headers = header_rules::for_client(endpoint.integration, headers);
    if endpoint.integration != IntegrationType::Mock {
        headers.set_default("X-Amzn-Trace-Id", exchange.response_trace_id());
    }
    headers.set_default("Content-Type", "application/json");
    complete(trace, &headers, &body, binary);
    Ok(Outcome {
        status,
        headers,
        body,
        rest: None,
        integration_request_id: None,
    })
}

/// What response mappings read.
struct ResponseLookup<'a> {
    exchange: &'a Exchange<'a>,
    headers: &'a Headers,
    body: &'a [u8],
}

impl Lookup for ResponseLookup<'_> {
    fn path(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }

    fn querystring(&self, _: &str) -> Vec<Cow<'_, str>> {
        Vec::new()
    }

    fn header(&self, name: &str) -> Vec<Cow<'_, str>> {
        // A backend's HTTP/2 names are lower-case and HTTP/1's are as it likes, so the case that
        // the mapping has cannot be asked of it [C].
        let headers = self
            .headers
            .iter()
            .filter(|(other, _)| other.eq_ignore_ascii_case(name));
        headers.map(|(_, value)| Cow::Borrowed(value)).collect()
    }

    fn body(&self) -> Option<Cow<'_, str>> {
        (!self.body.is_empty()).then(|| String::from_utf8_lossy(self.body))
    }

    fn body_path(&self, path: &BodyPath) -> Result<Option<Cow<'_, str>>, BodyNotJson> {
        path.read(&String::from_utf8_lossy(self.body))
            .map(|value| value.map(Cow::Owned))
    }

    fn stage_variable(&self, name: &str) -> Option<Cow<'_, str>> {
        self.exchange
            .snapshot
            .variables
            .get(name)
            .map(|value| Cow::Borrowed(value.as_str()))
    }

    fn context(&self, path: &str) -> Option<Cow<'_, str>> {
        self.exchange.variable(path)
    }
}
