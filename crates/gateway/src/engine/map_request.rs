//! From the method's request to the integration's: parameters, body, overrides (F§3.6).

use std::borrow::Cow;

use crate::context::Exchange;
use crate::fault::{Fault, TransformProblem};
use crate::header_rules::{self, IntegrationType};
use crate::headers::Headers;
use crate::mapping::{BodyNotJson, BodyPath, Lookup, Mapping, Target};
use crate::media::{self, Payload};
use crate::snapshot::{Passthrough, Transformation};
use crate::templates::Session;

/// What mappings and overrides set on the request to the integration.
#[derive(Default)]
pub(super) struct Parameters {
    pub(super) headers: Headers,
    pub(super) querystring: Vec<(String, String)>,
    pub(super) path: Vec<(String, String)>,
}

impl Parameters {
    /// Evaluates `requestParameters`; a parameter without a source value is left out.
    pub(super) fn map(
        exchange: &Exchange<'_>,
        integration: IntegrationType,
        mappings: &[Mapping],
    ) -> Result<Self, Fault> {
        let mut parameters = Self::default();
        let lookup = RequestLookup(exchange);
        for Mapping { target, source } in mappings {
            let mapped = source
                .evaluate(&lookup)
                .map_err(|BodyNotJson| Fault::RequestBodyNotJson)?;
            for value in mapped.into_values() {
                let value = value.into_owned();
                match target {
                    Target::Header(name) => parameters.append_header(integration, name, value)?,
                    Target::Querystring(name) => parameters.querystring.push((name.clone(), value)),
                    Target::Path(name) => parameters.path.push((name.clone(), value)),
                }
            }
        }
        Ok(parameters)
    }

    /// The value of a path parameter.
    pub(super) fn path_value(&self, name: &str) -> Option<&str> {
        let mut values = self.path.iter().filter(|(other, _)| other == name);
        values.next_back().map(|(_, value)| value.as_str())
    }

    fn append_header(
        &mut self,
        integration: IntegrationType,
        name: &str,
        value: String,
    ) -> Result<(), Fault> {
        match header_rules::mapped_onto_request(integration, name) {
            header_rules::Mapped::Sent => self.headers.append(name.to_owned(), value),
            header_rules::Mapped::Dropped => {}
            header_rules::Mapped::AlreadyPresent => {
                return Err(Fault::ReservedHeader(name.to_owned()));
            }
        }
        Ok(())
    }

    /// Applies `$context.requestOverride`, which wins over the mappings (F§3.6).
    pub(super) fn override_with(
        &mut self,
        session: &Session,
        integration: IntegrationType,
    ) -> Result<(), Fault> {
        for (name, values) in session.overrides("requestOverride", "header") {
            self.headers.remove(&name);
            self.append_header(integration, &name, values.join(","))?;
        }
        for (name, values) in session.overrides("requestOverride", "querystring") {
            self.querystring.retain(|(other, _)| *other != name);
            self.querystring
                .extend(values.into_iter().map(|value| (name.clone(), value)));
        }
        for (name, values) in session.overrides("requestOverride", "path") {
            self.path.retain(|(other, _)| *other != name);
            self.path.push((name, values.join(",")));
        }
        Ok(())
    }
}

/// The body that the integration gets: the template's, or the client's where it may pass.
pub(super) fn body(
    exchange: &Exchange<'_>,
    transformation: &Transformation,
    session: &mut Session,
) -> Result<Payload, Fault> {
    let request = exchange.request;
    let content_type = request
        .headers
        .get("Content-Type")
        .map_or(media::DEFAULT, media::mime);
    let converted = |exchange: &Exchange<'_>| {
        media::convert_request(
            exchange.body.clone(),
            exchange.is_binary(),
            transformation.content_handling,
        )
        .map_err(|media::NotBase64| Fault::BodyNotBase64)
    };
    let Some(template) = transformation.templates.for_request(content_type) else {
        let passes = match transformation.passthrough {
            Passthrough::WhenNoMatch => true,
            Passthrough::WhenNoTemplates => transformation.templates.is_empty(),
            Passthrough::Never => false,
        };
        return if passes {
            converted(exchange)
        } else {
            Err(Fault::UnsupportedMediaType {
                content_type: content_type.to_owned(),
            })
        };
    };
    let text = match converted(exchange)? {
        Payload::Text(text) => text,
        Payload::Binary(_) => return Err(Fault::RequestTransform(TransformProblem::BinaryBody)),
    };
    session
        .render(exchange, template, &text)
        .map(Payload::Text)
        .map_err(|error| Fault::RequestTransform(TransformProblem::Template(error)))
}

/// What request mappings read.
pub(super) struct RequestLookup<'a>(pub(super) &'a Exchange<'a>);

impl Lookup for RequestLookup<'_> {
    fn path(&self, name: &str) -> Option<Cow<'_, str>> {
        self.0.path_parameter(name).map(Cow::Borrowed)
    }

    fn querystring(&self, name: &str) -> Vec<Cow<'_, str>> {
        let pairs = self.0.query.iter().filter(|(other, _)| *other == name);
        pairs.map(|(_, value)| Cow::Borrowed(value)).collect()
    }

    fn header(&self, name: &str) -> Vec<Cow<'_, str>> {
        let headers = self
            .0
            .request
            .headers
            .iter()
            .filter(|(other, _)| *other == name);
        headers.map(|(_, value)| Cow::Borrowed(value)).collect()
    }

    fn body(&self) -> Option<Cow<'_, str>> {
        let body = &self.0.body;
        (!body.is_empty()).then(|| String::from_utf8_lossy(body))
    }

    fn body_path(&self, path: &BodyPath) -> Result<Option<Cow<'_, str>>, BodyNotJson> {
        let body = String::from_utf8_lossy(&self.0.body);
        path.read(&body).map(|value| value.map(Cow::Owned))
    }

    fn stage_variable(&self, name: &str) -> Option<Cow<'_, str>> {
        self.0
            .snapshot
            .variables
            .get(name)
            .map(|value| Cow::Borrowed(value.as_str()))
    }

    fn context(&self, path: &str) -> Option<Cow<'_, str>> {
        self.0.variable(path)
    }
}
