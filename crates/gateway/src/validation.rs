//! Request validation: required parameters and bodies against models, with what the client is told
//! and what the execution log says (F§1.7, F§3.3).

mod violation;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt;

use jsonschema::{Draft, Retrieve, Uri, Validator};
use serde_json::Value;

/// Up to this many bytes of body all violations are looked for. Of a longer one the first is told alone \[C\]: the
/// validator collects them all, and each is a hundred times larger than the two bytes that can cause it.
const ALL_VIOLATIONS: usize = 65_536;
/// Keywords of which the validator collects the violations of every alternative, even for the first one.
const ALTERNATIVES: [&str; 2] = ["anyOf", "oneOf"];
/// What is told of a longer body whose model has alternatives \[C\].
const UNTOLD: &str = "instance is too long for its violations to be told";

/// Where a method parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// `method.request.header.X`.
    Header,
    /// `method.request.path.X`.
    Path,
    /// `method.request.querystring.X`.
    Querystring,
}

/// The parameters that a method requires.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequiredParameters {
    /// Sorted by the whole key: `header.*`, `path.*`, `querystring.*`.
    parameters: Vec<(Place, Box<str>)>,
}

impl RequiredParameters {
    /// From the method's `requestParameters`: those that are `true`.
    pub fn new(request_parameters: &BTreeMap<String, bool>) -> Self {
        let read = |key: &str| {
            let (place, name) = key.strip_prefix("method.request.")?.split_once('.')?;
            let place = match place {
                "header" | "multivalueheader" => Place::Header,
                "path" => Place::Path,
                "querystring" | "multivaluequerystring" => Place::Querystring,
                _ => return None,
            };
            Some((place, name.into()))
        };
        let parameters = request_parameters
            .iter()
            .filter(|(_, required)| **required)
            .filter_map(|(key, _)| read(key))
            .collect();
        Self { parameters }
    }

    /// Checks a request: each parameter must be there and not blank. `value` looks names up
    /// case-sensitively.
    pub fn check<'v>(
        &self,
        value: impl Fn(Place, &str) -> Option<Cow<'v, str>>,
    ) -> Result<(), MissingParameters> {
        let missing: Vec<_> = self
            .parameters
            .iter()
            .filter(|(place, name)| value(*place, name).is_none_or(|it| it.trim().is_empty()))
            .map(|(_, name)| name.to_string())
            .collect();
        if missing.is_empty() {
            Ok(())
        } else {
            Err(MissingParameters { names: missing })
        }
    }
}

/// Required parameters that a request lacks. `Display` is what the client is told (400).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingParameters {
    /// Bare names, sorted by the whole key.
    pub names: Vec<String>,
}

impl fmt::Display for MissingParameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.names.join(", ");
        write!(f, "Missing required request parameters: [{names}]")
    }
}

impl Error for MissingParameters {}

/// A model's schema that cannot be compiled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSchema {
    /// Not JSON.
    #[error("schema is not JSON: {0}")]
    NotJson(String),
    /// Not a draft-04 schema, or it refers to a model that is not there.
    #[error("schema cannot be used: {0}")]
    Unusable(String),
}

/// Why API Gateway takes no model of a schema. `Display` is its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefusedSchema {
    /// No schema of draft 4.
    #[error("{}[Invalid model schema specified]", VALIDATION)]
    Schema,
    /// A reference that is neither into the schema nor a model's URI.
    #[error(
        "{}[Invalid model schema specified, Model reference must be in canonical form]",
        VALIDATION
    )]
    Reference,
}

const VALIDATION: &str = "Invalid model specified: Validation Result: warnings : [], errors : ";
/// How the URI of a model begins.
const MODELS: &str = "https://apigateway.amazonaws.com/restapis/";

/// The name in the URI of a model.
fn model_of(uri: &str) -> Option<&str> {
    let (_, name) = uri.strip_prefix(MODELS)?.split_once("/models/")?;
    Some(name)
}

/// Whether a list has an item twice.
fn repeats(list: &Value) -> bool {
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut seen = BTreeSet::new();
    !items.iter().all(|item| seen.insert(item.to_string()))
}

/// Checks the schema of a model; gives the names of the models that it refers to.
pub fn check_schema(schema: &Value) -> Result<Vec<&str>, RefusedSchema> {
    let mut names = Vec::new();
    let mut waiting = vec![schema];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    // The validator's own schema of schemas lets this pass; AWS does not (aws-cdk#18715).
                    if key == "enum" && repeats(value) {
                        return Err(RefusedSchema::Schema);
                    }
                    match value.as_str().filter(|_| key == "$ref") {
                        Some(local) if local.starts_with('#') => {}
                        Some(uri) => names.push(model_of(uri).ok_or(RefusedSchema::Reference)?),
                        None => waiting.push(value),
                    }
                }
            }
            Value::Array(items) => waiting.extend(items),
            _ => {}
        }
    }
    if jsonschema::draft4::meta::is_valid(schema) {
        Ok(names)
    } else {
        Err(RefusedSchema::Schema)
    }
}

/// A model's JSON schema (draft 4), compiled.
#[derive(Debug)]
pub struct BodySchema {
    validator: Validator,
    /// Whether it, or a model that it may refer to, has alternatives.
    has_alternatives: bool,
}

impl BodySchema {
    /// Compiles a schema. `models` are the API's models by name: a `$ref` to
    /// `https://apigateway.amazonaws.com/restapis/{api}/models/{name}` means one of them.
    pub fn compile(schema: &str, models: &BTreeMap<String, String>) -> Result<Self, InvalidSchema> {
        let texts = models.values().map(String::as_str);
        let mut texts = texts.chain([schema]);
        let has_alternatives =
            texts.any(|text| ALTERNATIVES.iter().any(|keyword| text.contains(keyword)));
        let schema = read_schema(schema)?;
        let models = models
            .iter()
            .filter_map(|(name, schema)| Some((name.clone(), read_schema(schema).ok()?)))
            .collect();
        jsonschema::options()
            .with_draft(Draft::Draft4)
            .with_retriever(Models(models))
            .build(&schema)
            .map(|validator| Self {
                validator,
                has_alternatives,
            })
            .map_err(|error| InvalidSchema::Unusable(error.to_string()))
    }

    /// Checks a body. An empty one counts as `{}` (F§3.3).
    pub fn check(&self, body: &[u8]) -> Result<(), InvalidBody> {
        let body: &[u8] = if body.is_empty() { b"{}" } else { body };
        let length = body.len();
        let body: Value = serde_json::from_slice(body).map_err(|_| InvalidBody::Unparsable)?;
        if self.validator.is_valid(&body) {
            return Ok(());
        }
        let texts = if length <= ALL_VIOLATIONS {
            violation::texts(self.validator.iter_errors(&body))
        } else if self.has_alternatives {
            vec![UNTOLD.to_owned()]
        } else {
            violation::texts(self.validator.validate(&body).err().into_iter())
        };
        Err(InvalidBody::Violations(texts))
    }
}

/// A body that fails validation. `Display` is the bracket text of the execution log and of
/// `$context.error.validationErrorString`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InvalidBody {
    /// Not JSON.
    Unparsable,
    /// What it violates, as the validator that AWS uses words it.
    Violations(Vec<String>),
}

impl InvalidBody {
    /// The line of the execution log (F§1.7).
    pub fn log_line(&self, content_type: &str) -> String {
        format!("Request body does not match model schema for content type {content_type}: {self}")
    }
}

impl fmt::Display for InvalidBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unparsable => f.write_str("[Unknown error parsing request body]"),
            Self::Violations(texts) => write!(f, "[{}]", texts.join(", ")),
        }
    }
}

impl Error for InvalidBody {}

/// The dialect is draft 4 whatever `$schema` says.
fn read_schema(schema: &str) -> Result<Value, InvalidSchema> {
    let mut schema: Value =
        serde_json::from_str(schema).map_err(|error| InvalidSchema::NotJson(error.to_string()))?;
    if let Some(object) = schema.as_object_mut() {
        object.remove("$schema");
    }
    Ok(schema)
}

struct Models(BTreeMap<String, Value>);

impl Retrieve for Models {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn Error + Send + Sync>> {
        model_of(uri.as_str())
            .and_then(|name| self.0.get(name))
            .cloned()
            .ok_or_else(|| format!("{uri} is not a model of this API").into())
    }
}
