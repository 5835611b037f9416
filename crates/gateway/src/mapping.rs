//! Parameter mapping expressions: `integration.request.header.X` = `method.request.path.Y` and
//! their kin, in requests, responses and gateway responses (F§3.6, F§3.7).
//!
//! Parsed once with AWS's validation texts (F§5.2), evaluated against what a [`Lookup`] hands over.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use gatewright_velocity::jsonpath::{JsonPath, Version};
use gatewright_velocity::{Value, json};

/// Which grammar an expression follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// `integration.request.*` from `method.request.*`.
    Request,
    /// `method.response.header.*` from `integration.response.*`.
    Response,
    /// `gatewayresponse.header.*` from `method.request.*`; request parameters, stage variables,
    /// context and static values (F§2.6).
    GatewayResponse,
}

/// What is wrong with one mapping, in AWS's words (F§5.2).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// The value is no expression.
    #[error("Invalid mapping expression specified: {0}")]
    Expression(String),
    /// A method parameter is used that the method does not declare.
    #[error("Invalid mapping expression parameter specified: {0}")]
    Undeclared(String),
    /// The key is not a place that can be mapped onto.
    #[error("Invalid mapping identifier specified")]
    Identifier(String),
}

/// All that is wrong with the mappings of one integration or integration response. Its `Display`
/// is AWS's, before which the caller puts `Invalid mapping expression specified: ` (F§5.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationResult {
    /// In the order of the keys.
    pub errors: Vec<MappingError>,
}

impl fmt::Display for ValidationResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Validation Result: warnings : [], errors : [")?;
        for (index, error) in self.errors.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{error}")?;
        }
        f.write_str("]")
    }
}

impl std::error::Error for ValidationResult {}

/// Where a value goes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// `integration.request.header.X`, `method.response.header.X`, `gatewayresponse.header.X`.
    Header(String),
    /// `integration.request.querystring.X`.
    Querystring(String),
    /// `integration.request.path.X`.
    Path(String),
}

impl Target {
    /// Reads the key of a mapping.
    pub fn parse(key: &str, side: Side) -> Result<Self, MappingError> {
        let prefix = match side {
            Side::Request => "integration.request.",
            Side::Response => "method.response.",
            Side::GatewayResponse => "gatewayresponse.",
        };
        key.strip_prefix(prefix)
            .and_then(|rest| rest.split_once('.'))
            .filter(|(_, name)| is_name(name))
            .and_then(|(place, name)| match (place, side) {
                ("header", _) => Some(Self::Header(name.to_owned())),
                // A gateway response has neither to give, yet AWS documents their keys and SAM writes them.
                ("querystring", Side::Request | Side::GatewayResponse) => {
                    Some(Self::Querystring(name.to_owned()))
                }
                ("path", Side::Request | Side::GatewayResponse) => {
                    Some(Self::Path(name.to_owned()))
                }
                _ => None,
            })
            .ok_or_else(|| match side {
                // A gateway response's key is named like a value (aws-cli#2879).
                Side::GatewayResponse => MappingError::Expression(key.to_owned()),
                Side::Request | Side::Response => MappingError::Identifier(key.to_owned()),
            })
    }
}

/// The JsonPath of `….body.JSONPATH`, compiled.
#[derive(Clone, Debug)]
pub struct BodyPath {
    /// With the `$.` that the expression leaves out.
    text: String,
    compiled: JsonPath,
}

impl BodyPath {
    fn new(path: &str) -> Option<Self> {
        let text = format!("$.{path}");
        let compiled = JsonPath::compile(&text, Version::default()).ok()?;
        Some(Self { text, compiled })
    }

    /// What it says, from the `$` on.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The value in a body as text: strings as they are, the rest as JSON; `None` where the path
    /// leads nowhere or to `null`, and in a body that does not [look like JSON](looks_like_json).
    pub fn read(&self, body: &str) -> Result<Option<String>, BodyNotJson> {
        if !looks_like_json(body) {
            return Ok(None);
        }
        let document = json::parse(body).map_err(|_| BodyNotJson)?;
        Ok(match self.compiled.read(&document) {
            Ok(Value::Null) | Err(_) => None,
            Ok(Value::Str(text)) => Some(text.to_string()),
            Ok(value) => Some(json::to_string(&value)),
        })
    }
}

impl PartialEq for BodyPath {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for BodyPath {}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// `method.request.path.X`.
    Path(String),
    /// `method.request.querystring.X`: the last value.
    Querystring(String),
    /// `method.request.multivaluequerystring.X`: every value, each as a parameter of its own.
    MultivalueQuerystring(String),
    /// `method.request.header.X` or `integration.response.header.X`: the last value.
    Header(String),
    /// The `multivalueheader` forms: every value, joined with commas.
    MultivalueHeader(String),
    /// `method.request.body` or `integration.response.body`: the whole of it.
    Body,
    /// `….body.JSONPATH`.
    BodyPath(BodyPath),
    /// `stageVariables.X`.
    StageVariable(String),
    /// `context.X[.Y]`, without `context.`.
    Context(String),
    /// `'text'`.
    Static(String),
}

impl Source {
    /// Reads the value of a mapping.
    pub fn parse(expression: &str, side: Side) -> Result<Self, MappingError> {
        Self::read(expression, side).ok_or_else(|| MappingError::Expression(expression.to_owned()))
    }

    fn read(expression: &str, side: Side) -> Option<Self> {
        if let Some(rest) = expression.strip_prefix('\'') {
            return Some(Self::Static(rest.strip_suffix('\'')?.to_owned()));
        }
        if let Some(name) = expression.strip_prefix("stageVariables.") {
            return is_name(name).then(|| Self::StageVariable(name.to_owned()));
        }
        if let Some(path) = expression.strip_prefix("context.") {
            return is_name(path).then(|| Self::Context(path.to_owned()));
        }
        let prefix = match side {
            Side::Request | Side::GatewayResponse => "method.request.",
            Side::Response => "integration.response.",
        };
        let place = expression.strip_prefix(prefix)?;
        let Some((place, name)) = place.split_once('.') else {
            return (place == "body").then_some(Self::Body);
        };
        if place == "body" {
            return BodyPath::new(name).map(Self::BodyPath);
        }
        let source: fn(String) -> Self = match (place, side) {
            ("header", _) => Self::Header,
            ("multivalueheader", _) => Self::MultivalueHeader,
            (_, Side::Response) => return None,
            ("path", _) => Self::Path,
            ("querystring", _) => Self::Querystring,
            ("multivaluequerystring", _) => Self::MultivalueQuerystring,
            _ => return None,
        };
        is_name(name).then(|| source(name.to_owned()))
    }

    /// The value now, or [`Mapped::Absent`], in which case the parameter is left out (F§3.6).
    pub fn evaluate<'a>(&'a self, lookup: &'a impl Lookup) -> Result<Mapped<'a>, BodyNotJson> {
        let one = |value: Option<Cow<'a, str>>| value.map_or(Mapped::Absent, Mapped::One);
        Ok(match self {
            Self::Path(name) => one(lookup.path(name)),
            Self::Querystring(name) => one(lookup.querystring(name).pop()),
            Self::MultivalueQuerystring(name) => {
                let values = lookup.querystring(name);
                if values.is_empty() {
                    Mapped::Absent
                } else {
                    Mapped::Many(values)
                }
            }
            Self::Header(name) => one(lookup.header(name).pop()),
            Self::MultivalueHeader(name) => {
                let values = lookup.header(name);
                one((!values.is_empty()).then(|| Cow::Owned(values.join(","))))
            }
            Self::Body => one(lookup.body()),
            Self::BodyPath(path) => one(lookup.body_path(path)?),
            Self::StageVariable(name) => one(lookup.stage_variable(name)),
            Self::Context(path) => one(lookup.context(path)),
            Self::Static(text) => Mapped::One(Cow::Borrowed(text)),
        })
    }
}

/// What expressions read: a request at one time, an endpoint's response at another. Names are
/// looked up case-sensitively (F§3.1).
pub trait Lookup {
    /// A path parameter, as sent.
    fn path(&self, name: &str) -> Option<Cow<'_, str>>;
    /// Every value of a query parameter in order.
    fn querystring(&self, name: &str) -> Vec<Cow<'_, str>>;
    /// Every value of a header in order: the request's, or the endpoint's on the response side.
    fn header(&self, name: &str) -> Vec<Cow<'_, str>>;
    /// The body as text; `None` when there is none.
    fn body(&self) -> Option<Cow<'_, str>>;
    /// What the path finds in the body: [`BodyPath::read`].
    fn body_path(&self, path: &BodyPath) -> Result<Option<Cow<'_, str>>, BodyNotJson>;
    /// A stage variable.
    fn stage_variable(&self, name: &str) -> Option<Cow<'_, str>>;
    /// A context variable by its dotted path without `context.`: `identity.sourceIp`.
    fn context(&self, path: &str) -> Option<Cow<'_, str>>;
}

/// The body begins like JSON, is none, and an expression reads a part of it: 400 `Invalid JSON in
/// request body` (F§2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("body is not valid JSON")]
pub struct BodyNotJson;

/// Whether an expression that reads a part of the body parses it (F§3.6 [B]).
pub fn looks_like_json(body: &str) -> bool {
    body.starts_with(['{', '[', '"', '\''])
}

/// What an expression gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mapped<'a> {
    /// Nothing: the parameter is left out.
    Absent,
    /// One value.
    One(Cow<'a, str>),
    /// Several values, each its own parameter.
    Many(Vec<Cow<'a, str>>),
}

impl<'a> Mapped<'a> {
    /// The values, none to many.
    pub fn into_values(self) -> Vec<Cow<'a, str>> {
        match self {
            Self::Absent => Vec::new(),
            Self::One(value) => vec![value],
            Self::Many(values) => values,
        }
    }
}

/// One parameter mapping, compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// Where the value goes.
    pub target: Target,
    /// Where it comes from.
    pub source: Source,
}

/// Compiles a `requestParameters` or `responseParameters` map; what cannot be read comes back
/// with its key, the rest is usable.
pub fn compile(
    parameters: &BTreeMap<String, String>,
    side: Side,
) -> (Vec<Mapping>, Vec<(String, MappingError)>) {
    let mut mappings = Vec::with_capacity(parameters.len());
    let mut errors = Vec::new();
    for (key, expression) in parameters {
        match read(key, expression, side) {
            Ok(mapping) => mappings.push(mapping),
            Err(error) => errors.push((key.clone(), error)),
        }
    }
    (mappings, errors)
}

fn read(key: &str, expression: &str, side: Side) -> Result<Mapping, MappingError> {
    Ok(Mapping {
        target: Target::parse(key, side)?,
        source: Source::parse(expression, side)?,
    })
}

/// What PutIntegration checks of `requestParameters`: every expression reads, and every method
/// parameter in it is declared on the method (`declared`: the method's `requestParameters`).
pub fn validate_request(
    parameters: &BTreeMap<String, String>,
    declared: &BTreeMap<String, bool>,
) -> Result<(), ValidationResult> {
    validate(parameters, Side::Request, |_, expression, source| {
        let equivalent = match source {
            Source::Path(_) | Source::Header(_) | Source::Querystring(_) => expression.to_owned(),
            // [C]: the multi-value form reads the parameter that was declared in the plain form.
            Source::MultivalueQuerystring(name) => format!("method.request.querystring.{name}"),
            Source::MultivalueHeader(name) => format!("method.request.header.{name}"),
            _ => return Ok(()),
        };
        if declared.contains_key(expression) || declared.contains_key(&equivalent) {
            Ok(())
        } else {
            Err(MappingError::Undeclared(expression.to_owned()))
        }
    })
}

/// What PutIntegrationResponse checks of `responseParameters`: every expression reads, and every
/// header on the left is declared in the method response (`declared`: its `responseParameters`).
pub fn validate_response(
    parameters: &BTreeMap<String, String>,
    declared: &BTreeMap<String, bool>,
) -> Result<(), ValidationResult> {
    validate(parameters, Side::Response, |key, _, _| {
        if declared.contains_key(key) {
            Ok(())
        } else {
            Err(MappingError::Undeclared(key.to_owned()))
        }
    })
}

/// What PutGatewayResponse checks of `responseParameters`: every header and every expression reads.
pub fn validate_gateway_response(
    parameters: &BTreeMap<String, String>,
) -> Result<(), ValidationResult> {
    validate(parameters, Side::GatewayResponse, |_, _, _| Ok(()))
}

fn validate(
    parameters: &BTreeMap<String, String>,
    side: Side,
    check: impl Fn(&str, &str, &Source) -> Result<(), MappingError>,
) -> Result<(), ValidationResult> {
    let errors: Vec<_> = parameters
        .iter()
        .filter_map(|(key, expression)| {
            read(key, expression, side)
                .and_then(|mapping| check(key, expression, &mapping.source))
                .err()
        })
        .collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(ValidationResult { errors })
    }
}

/// `^[a-zA-Z0-9._$-]+$` (F§3.6).
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._$-".contains(&byte))
}
