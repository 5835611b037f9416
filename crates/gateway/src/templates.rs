//! Mapping templates: compiled once, chosen by content type, rendered with `$input`, `$context`,
//! `$stageVariables` and `$util` (F§3.6, F§3.10). The one place that knows the `velocity` crate.

use gatewright_velocity::{Params, Plain, Profile, Scope, Template, Value, json};
use serde_json::Value as Json;

use crate::by_name::folded;
use crate::context::Exchange;
use crate::header_rules::{self, IntegrationType};
use crate::proxy::event::request_time;
use crate::proxy::response::FINAL;
use crate::trace_header;

/// The templates of an integration or of an integration response, in their order.
#[derive(Debug, Default)]
pub(crate) struct Templates(Vec<(String, Compiled)>);

/// A compiled template with what it needs of the request.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// The template, or why it cannot be used: it deploys all the same, and fails when it runs
    /// (V§4.4).
    template: Result<Template, String>,
    /// Whether the text mentions `context`, `params` or `stageVariables` at all. Velocity reaches
    /// none of them in any other way, so what is not mentioned need not be built.
    context: bool,
    params: bool,
    stage_variables: bool,
}

impl Compiled {
    fn new(text: &str) -> Self {
        Self {
            template: Template::parse(text, Profile::Aws).map_err(|error| error.to_string()),
            context: text.contains("context"),
            params: text.contains("params") || text.contains("Params"),
            stage_variables: text.contains("stageVariables"),
        }
    }
}

impl Templates {
    /// Compiles content types and texts; what does not parse comes back with its content type.
    pub(crate) fn compile<'t>(
        texts: impl Iterator<Item = (&'t String, &'t String)>,
    ) -> (Self, Vec<(String, String)>) {
        let mut errors = Vec::new();
        let templates = texts.map(|(content_type, text)| {
            let compiled = Compiled::new(text);
            if let Err(error) = &compiled.template {
                errors.push((content_type.clone(), error.clone()));
            }
            (content_type.clone(), compiled)
        });
        let templates = Self(templates.collect());
        (templates, errors)
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The template for a request's media type, or the one for `$default`.
    pub(crate) fn for_request(&self, content_type: &str) -> Option<&Compiled> {
        self.of(content_type).or_else(|| self.of("$default"))
    }

    /// The template for the first media type of a request's `Accept`; else JSON's, else the first.
    pub(crate) fn for_response(&self, accept: Option<&str>) -> Option<&Compiled> {
        accept
            .and_then(|accept| self.of(accept))
            .or_else(|| self.of("application/json"))
            .or_else(|| self.0.first().map(|(_, template)| template))
    }

    fn of(&self, content_type: &str) -> Option<&Compiled> {
        self.0
            .iter()
            .find(|(key, _)| key == content_type)
            .map(|(_, template)| template)
    }
}

/// What the templates of one exchange share: `$context` as they leave it, so that what a request
/// template sets reaches the response template (F§3.6).
#[derive(Debug, Default)]
pub(crate) struct Session {
    context: Plain,
}

impl Session {
    /// Renders a template over a body; the error is for people, the log says nothing of it.
    pub(crate) fn render(
        &mut self,
        exchange: &Exchange<'_>,
        template: &Compiled,
        body: &str,
    ) -> Result<String, String> {
        let program = template.template.as_ref().map_err(Clone::clone)?;
        let params = if template.params {
            params(exchange)
        } else {
            Params::default()
        };
        let mut scope = Scope::new().with_input(body, params);
        if template.context {
            if self.context == Plain::Null {
                self.context = context(exchange);
            }
            scope = scope.with_context(&self.context);
        }
        if template.stage_variables {
            let variables = exchange.snapshot.variables.iter();
            let variables =
                variables.map(|(name, value)| (name.clone(), Plain::Str(value.clone())));
            scope = scope.with_stage_variables(&Plain::Map(variables.collect()));
        }
        let rendered = program
            .render(&mut scope)
            .map_err(|error| error.to_string())?;
        if template.context {
            self.context = scope.context();
        }
        Ok(rendered)
    }

    /// What templates set on `$context.{which}.{place}`: names, each with its values.
    pub(crate) fn overrides(&self, which: &str, place: &str) -> Vec<(String, Vec<String>)> {
        let Some(Plain::Map(entries)) = self.context.get(which).and_then(|part| part.get(place))
        else {
            return Vec::new();
        };
        let values = |value: &Plain| match value {
            Plain::List(items) => items.iter().filter_map(text).collect(),
            single => Vec::from_iter(text(single)),
        };
        entries
            .iter()
            .map(|(name, value)| (name.clone(), values(value)))
            .collect()
    }

    /// `$context.responseOverride.status`, unless it is no status that ends a request (F§3.6 \[C\]).
    pub(crate) fn status_override(&self) -> Option<u16> {
        match self.context.get("responseOverride")?.get("status")? {
            Plain::Int(status) => u16::try_from(*status)
                .ok()
                .filter(|status| FINAL.contains(status)),
            _ => None,
        }
    }
}

fn text(value: &Plain) -> Option<String> {
    match value {
        Plain::Null | Plain::List(_) | Plain::Map(_) => None,
        Plain::Bool(value) => Some(value.to_string()),
        Plain::Int(value) => Some(value.to_string()),
        Plain::Double(value) => Some(value.to_string()),
        Plain::Str(value) => Some(value.clone()),
    }
}

/// `$input.params()`: the last value of each name; headers that never reach an integration are not
/// among them (F§3.6).
fn params(exchange: &Exchange<'_>) -> Params {
    let headers = exchange.request.headers.iter();
    Params {
        path: last_values(exchange.path_parameters.iter().copied()),
        querystring: last_values(exchange.query.iter()),
        header: last_values(headers.filter(|(name, value)| {
            header_rules::reaches_integration(IntegrationType::Aws, name, value)
        })),
    }
}

fn last_values<'p>(pairs: impl Iterator<Item = (&'p str, &'p str)>) -> Vec<(String, String)> {
    folded(pairs, |last, value| value.clone_into(last))
}

/// `$context`: with the overrides that a [`Scope`] adds, the eighteen keys and the twelve of
/// `identity` that were recorded (V§4.3); what is not known is null.
fn context(exchange: &Exchange<'_>) -> Plain {
    let context = exchange.request_context();
    let known = |text: &str| Plain::Str(text.to_owned());
    let maybe = |text: Option<&str>| text.map_or(Plain::Null, known);
    let identity = context.identity;
    let mut identities = vec![
        ("accessKey", maybe(identity.access_key)),
        ("accountId", maybe(identity.account_id)),
        ("caller", maybe(identity.caller)),
        (
            "cognitoAuthenticationProvider",
            maybe(identity.cognito_authentication_provider),
        ),
        (
            "cognitoAuthenticationType",
            maybe(identity.cognito_authentication_type),
        ),
        ("cognitoIdentityId", maybe(identity.cognito_identity_id)),
        (
            "cognitoIdentityPoolId",
            maybe(identity.cognito_identity_pool_id),
        ),
        ("principalOrgId", maybe(identity.principal_org_id)),
        ("sourceIp", maybe(identity.source_ip)),
        ("user", maybe(identity.user)),
        ("userAgent", maybe(identity.user_agent)),
        ("userArn", maybe(identity.user_arn)),
    ];
    if identity.api_key.is_some() {
        identities.push(("apiKey", maybe(identity.api_key)));
        identities.push(("apiKeyId", maybe(identity.api_key_id)));
    }
    if let Some(certificate) = identity.client_cert {
        let validity = vec![
            ("notBefore", known(certificate.not_before)),
            ("notAfter", known(certificate.not_after)),
        ];
        let certificate = vec![
            ("clientCertPem", known(certificate.client_cert_pem)),
            ("issuerDN", known(certificate.issuer_dn)),
            ("serialNumber", known(certificate.serial_number)),
            ("subjectDN", known(certificate.subject_dn)),
            ("validity", map(validity)),
        ];
        identities.push(("clientCert", map(certificate)));
    }
    let mut entries = vec![
        ("accountId", known(context.account_id)),
        ("apiId", known(context.api_id)),
        ("deploymentId", known(context.deployment_id)),
        ("domainName", known(context.domain_name)),
        ("domainPrefix", known(context.domain_prefix)),
        ("extendedRequestId", known(context.extended_request_id)),
        ("httpMethod", known(context.http_method)),
        ("identity", map(identities)),
        ("path", known(context.path)),
        ("protocol", known(context.protocol)),
        ("requestId", known(context.request_id)),
        ("requestTime", known(&request_time(context.received_ms))),
        ("requestTimeEpoch", Plain::Int(context.received_ms)),
        ("resourceId", known(context.resource_id)),
        ("resourcePath", known(context.resource_path)),
        ("stage", known(context.stage)),
    ];
    if let Some(authorizer) = context.authorizer {
        let authorizer = authorizer
            .iter()
            .map(|(name, value)| (&**name, plain(value)));
        entries.push(("authorizer", map(authorizer.collect())));
    }
    if let Some(name) = context.operation_name {
        entries.push(("operationName", known(name)));
    }
    if let Some(canary) = context.is_canary_request {
        entries.push(("isCanaryRequest", Plain::Bool(canary)));
    }
    if exchange.snapshot.tracing {
        let id = trace_header::of_root(&exchange.request.trace_root);
        entries.push(("xrayTraceId", Plain::Str(id)));
    }
    map(entries)
}

/// What an authorizer told, as a template reads it.
fn plain(value: &Json) -> Plain {
    match value {
        Json::Null => Plain::Null,
        Json::Bool(it) => Plain::Bool(*it),
        Json::Number(it) => it
            .as_i64()
            .map_or_else(|| Plain::Str(it.to_string()), Plain::Int),
        Json::String(it) => Plain::Str(it.clone()),
        Json::Array(items) => Plain::List(items.iter().map(plain).collect()),
        Json::Object(members) => {
            let members = members.iter();
            map(members
                .map(|(name, value)| (&**name, plain(value)))
                .collect())
        }
    }
}

fn map(entries: Vec<(&str, Plain)>) -> Plain {
    Plain::Map(
        entries
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// The integer `statusCode` of what a MOCK's template gave, read as leniently as AWS reads it
/// (F§3.7).
pub(crate) fn status_code(text: &str) -> Option<u16> {
    let Value::Map(members) = json::parse(text).ok()? else {
        return None;
    };
    match members.get_str("statusCode")? {
        Value::Int(status) => u16::try_from(status).ok(),
        _ => None,
    }
}
