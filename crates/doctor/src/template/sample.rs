//! A sample request: what `$input`, `$context` and `$stageVariables` are made of.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gatewright_velocity::{Params, Plain, Scope};
use serde_json::Value as Json;

use super::find::Side;
use crate::document::{Document, Lines, Mapping, Node, ReadError, Span};

/// A request, as a template sees it.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    body: String,
    /// What the integration answered.
    response: Option<String>,
    params: Params,
    context: Plain,
    stage_variables: Plain,
}

/// A file that is no sample request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct SampleError {
    line: usize,
    column: usize,
    what: Wrong,
    /// What to do about it.
    pub hint: String,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
enum Wrong {
    #[error("{0}")]
    Unreadable(ReadError),
    #[error("a sample request is an object")]
    NoObject,
    #[error("unknown key '{0}'")]
    UnknownKey(String),
    #[error("'{0}' is an object of names and texts")]
    NotTexts(&'static str),
    #[error("'{0}' is an object")]
    NotObject(&'static str),
    #[error(
        "this is the event of an HTTP API (payload format 2.0), which has no mapping templates"
    )]
    HttpApi,
    #[error("the body is not base64 of a text, though isBase64Encoded is true")]
    NotBase64,
}

const KEYS: [&str; 5] = ["body", "params", "context", "stageVariables", "response"];
const PARAMS: [&str; 3] = ["path", "querystring", "header"];
const SHAPE: &str = "a sample request has the keys body, params (path, querystring, header), context, stageVariables and response, all optional; or it is a Lambda proxy event";

impl Sample {
    /// Reads a sample request, or the event of a Lambda proxy integration, which is turned into one.
    pub fn parse(text: &str) -> Result<Self, SampleError> {
        let document = Document::parse(text).map_err(|error| {
            let hint = "a sample request is JSON".to_owned();
            wrong(text, error.span(), Wrong::Unreadable(error), hint)
        })?;
        let reader = Reader { text };
        let root = document.root();
        if root.as_mapping().is_none() {
            return Err(reader.wrong(root.span, Wrong::NoObject));
        }
        if root.child("version").and_then(Node::text) == Some("2.0")
            && root.child("requestContext").is_some()
        {
            return Err(reader.wrong(root.span, Wrong::HttpApi));
        }
        if root.child("requestContext").is_some() && root.child("httpMethod").is_some() {
            return reader.event(root);
        }
        reader.sample(root)
    }

    /// Whether it says what the integration answered.
    pub fn has_response(&self) -> bool {
        self.response.is_some()
    }

    /// What a template sees: of the request the body, or for a response template what the integration
    /// answered, if the sample says; the rest is the request's for both.
    pub fn scope(&self, side: Side) -> Scope {
        let response = self.response.as_ref().filter(|_| side == Side::Response);
        Scope::new()
            .with_input(response.unwrap_or(&self.body), self.params.clone())
            .with_context(&self.context)
            .with_stage_variables(&self.stage_variables)
    }
}

fn wrong(text: &str, span: Span, what: Wrong, hint: String) -> SampleError {
    let at = Lines::new(text).position(span.start);
    SampleError {
        line: at.line,
        column: at.column,
        what,
        hint,
    }
}

struct Reader<'t> {
    text: &'t str,
}

impl Reader<'_> {
    fn wrong(&self, span: Span, what: Wrong) -> SampleError {
        wrong(self.text, span, what, SHAPE.to_owned())
    }

    /// Refuses keys that mean nothing here: a slip would otherwise look like a template's fault.
    fn keys(&self, node: &Node, known: &[&str], hint: &str) -> Result<(), SampleError> {
        for entry in node.as_mapping().into_iter().flat_map(Mapping::iter) {
            let key = entry.key.as_str();
            if known.contains(&key) {
                continue;
            }
            let hint = match key {
                "headers" | "queryStringParameters" | "pathParameters" => format!(
                    "write \"params\": {{\"{}\": …}}; a whole Lambda proxy event is taken as well",
                    match key {
                        "headers" => "header",
                        "pathParameters" => "path",
                        _ => "querystring",
                    }
                ),
                "path" | "querystring" | "header" if known == KEYS => {
                    format!("write \"params\": {{\"{key}\": …}}")
                }
                _ => match nearest(key, known) {
                    Some(near) => format!("did you mean '{near}'?"),
                    None => hint.to_owned(),
                },
            };
            let unknown = Wrong::UnknownKey(key.to_owned());
            return Err(wrong(self.text, entry.key_span, unknown, hint));
        }
        Ok(())
    }

    fn sample(&self, root: &Node) -> Result<Sample, SampleError> {
        self.keys(root, &KEYS, SHAPE)?;
        let params = root.child("params").filter(|node| !node.is_null());
        if let Some(params) = params {
            if params.as_mapping().is_none() {
                return Err(self.wrong(params.span, Wrong::NotObject("params")));
            }
            let hint = "params has the keys path, querystring and header";
            self.keys(params, &PARAMS, hint)?;
        }
        let texts = |name| self.texts(params.and_then(|it| it.child(name)), name);
        let body = |key| {
            let body = root.child(key).filter(|node| !node.is_null())?;
            Some(match body.as_str() {
                Some(text) => text.to_owned(),
                None => body.to_json().to_string(),
            })
        };
        Ok(Sample {
            body: body("body").unwrap_or_default(),
            response: body("response"),
            params: Params {
                path: texts("path")?,
                querystring: texts("querystring")?,
                header: texts("header")?,
            },
            context: self.context(root.child("context"), "context")?,
            stage_variables: self.variables(root)?,
        })
    }

    /// The event that a Lambda proxy integration sends (payload format 1.0), read backwards.
    fn event(&self, root: &Node) -> Result<Sample, SampleError> {
        let text = |key: &str| root.child(key).and_then(Node::text);
        let mut body = text("body").unwrap_or_default().to_owned();
        if text("isBase64Encoded") == Some("true") {
            let bytes = STANDARD.decode(&body).ok();
            let decoded = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
            let span = root.child("body").map_or(root.span, |node| node.span);
            body = decoded.ok_or_else(|| self.wrong(span, Wrong::NotBase64))?;
        }
        // Of several values a template sees the last, which is the one that the plain keys have.
        let either = |single: &'static str, several: &'static str| {
            let node = root.child(single).filter(|node| !node.is_null());
            self.texts(node.or_else(|| root.child(several)), single)
        };
        Ok(Sample {
            body,
            response: None,
            params: Params {
                path: self.texts(root.child("pathParameters"), "pathParameters")?,
                querystring: either("queryStringParameters", "multiValueQueryStringParameters")?,
                header: either("headers", "multiValueHeaders")?,
            },
            context: self.context(root.child("requestContext"), "requestContext")?,
            stage_variables: self.variables(root)?,
        })
    }

    fn context(&self, node: Option<&Node>, name: &'static str) -> Result<Plain, SampleError> {
        let Some(node) = node.filter(|node| !node.is_null()) else {
            return Ok(Plain::Null);
        };
        if node.as_mapping().is_none() {
            return Err(self.wrong(node.span, Wrong::NotObject(name)));
        }
        Ok(plain(&node.to_json()))
    }

    fn variables(&self, root: &Node) -> Result<Plain, SampleError> {
        let variables = self.texts(root.child("stageVariables"), "stageVariables")?;
        let variables = variables.into_iter();
        Ok(Plain::Map(
            variables
                .map(|(name, value)| (name, Plain::Str(value)))
                .collect(),
        ))
    }

    /// Names and texts; of a list of texts the last counts, as it does in a request.
    fn texts(
        &self,
        node: Option<&Node>,
        name: &'static str,
    ) -> Result<Vec<(String, String)>, SampleError> {
        let Some(node) = node.filter(|node| !node.is_null()) else {
            return Ok(vec![]);
        };
        let wrong = |span| self.wrong(span, Wrong::NotTexts(name));
        let mapping = node.as_mapping().ok_or_else(|| wrong(node.span))?;
        let entries = mapping.iter().map(|entry| {
            let value = match entry.value.as_sequence() {
                Some(items) => items.last().and_then(Node::text),
                None => entry.value.text(),
            };
            let value = value.ok_or_else(|| wrong(entry.value.span))?;
            Ok((entry.key.clone(), value.to_owned()))
        });
        entries.collect()
    }
}

fn plain(json: &Json) -> Plain {
    match json {
        Json::Null => Plain::Null,
        Json::Bool(value) => Plain::Bool(*value),
        Json::Number(number) => match number.as_i64() {
            Some(integer) => Plain::Int(integer),
            None => number.as_f64().map_or(Plain::Null, Plain::Double),
        },
        Json::String(text) => Plain::Str(text.clone()),
        Json::Array(items) => Plain::List(items.iter().map(plain).collect()),
        Json::Object(members) => {
            let members = members.iter();
            Plain::Map(
                members
                    .map(|(key, value)| (key.clone(), plain(value)))
                    .collect(),
            )
        }
    }
}

/// The known word that a mistyped one is likely meant for.
fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = word.to_ascii_lowercase();
    let distance = |known: &str| strsim::osa_distance(&word, &known.to_ascii_lowercase());
    let nearest = known.iter().min_by_key(|known| distance(known))?;
    (distance(nearest) <= nearest.len().div_ceil(3)).then_some(nearest)
}
