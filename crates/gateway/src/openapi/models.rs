//! Models: the document's schemas made into draft-04 models that refer to each other by API
//! Gateway's URIs.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use gatewright_wire::apigateway::Model;
use serde::Serialize;
use serde_json::ser::Formatter;
use serde_json::{Map, Value};

use super::document::{Document, text_at, unescape};
use super::{API_ID_PLACEHOLDER, Findings};
use crate::validation::check_schema;

/// Keywords of OpenAPI's schemas that a model may not hold.
const UNSUPPORTED: [&str; 8] = [
    "deprecated",
    "discriminator",
    "example",
    "externalDocs",
    "nullable",
    "readOnly",
    "writeOnly",
    "xml",
];

/// The models of a document: the named ones, and those that inline schemas become.
pub(super) struct Models {
    names: BTreeSet<String>,
    models: BTreeMap<String, Model>,
}

impl Models {
    /// From `definitions` or `components.schemas`.
    pub(super) fn read(document: Document<'_>, findings: &mut Findings) -> Self {
        let schemas = document.named("definitions", "schemas");
        let mut read = Self {
            names: schemas
                .into_iter()
                .flat_map(Map::keys)
                .filter(|name| is_name(name))
                .cloned()
                .collect(),
            models: BTreeMap::new(),
        };
        for (name, schema) in schemas.into_iter().flatten() {
            if is_name(name) {
                let model = read.model(name, schema, findings);
                read.models.insert(name.clone(), model);
            } else {
                findings.errors.push(format!(
                    "Unable to create model for '{name}': Model name must be alphanumeric: {name}"
                ));
            }
        }
        read
    }

    /// The model that a body's schema means: the one that it refers to, or a new one.
    pub(super) fn of_body(&mut self, schema: &Value, findings: &mut Findings) -> Option<String> {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let name = model_name(reference)?;
            if self.names.contains(&name) {
                return Some(name);
            }
            findings.unknown_model(&name);
            return None;
        }
        schema.as_object().filter(|schema| !schema.is_empty())?;
        let mut hasher = DefaultHasher::new();
        schema.to_string().hash(&mut hasher);
        let name = format!("MODEL{:06x}", hasher.finish() & 0x00ff_ffff);
        if !self.models.contains_key(&name) {
            let model = self.model(&name, schema, findings);
            self.models.insert(name.clone(), model);
        }
        Some(name)
    }

    /// All of them.
    pub(super) fn into_models(self) -> Vec<Model> {
        self.models.into_values().collect()
    }

    fn model(&self, name: &str, schema: &Value, findings: &mut Findings) -> Model {
        let rewritten = self.schema(schema, findings);
        if let Err(refused) = check_schema(&rewritten) {
            // AWS's importer mends some of what CreateModel refuses; which, is not recorded [C].
            findings.warn(format!("Unable to validate model '{name}': {refused}"));
        }
        Model {
            name: Some(name.to_owned()),
            description: schema.as_object().and_then(|it| text_at(it, "description")),
            content_type: Some("application/json".to_owned()),
            schema: Some(written(&rewritten)),
            ..Model::default()
        }
    }

    /// A schema without what models may not hold, its references rewritten.
    fn schema(&self, schema: &Value, findings: &mut Findings) -> Value {
        let Some(members) = schema.as_object() else {
            return schema.clone();
        };
        let mut rewritten = Map::new();
        for (keyword, value) in members {
            let value = match (keyword.as_str(), value) {
                ("$ref", Value::String(reference)) => match self.reference(reference, findings) {
                    Some(reference) => Value::String(reference),
                    None => continue,
                },
                ("properties" | "patternProperties" | "definitions", Value::Object(schemas)) => {
                    let schemas = schemas
                        .iter()
                        .map(|(name, schema)| (name.clone(), self.schema(schema, findings)));
                    Value::Object(schemas.collect())
                }
                ("allOf" | "anyOf" | "oneOf" | "items", Value::Array(schemas)) => {
                    let schemas = schemas.iter().map(|schema| self.schema(schema, findings));
                    Value::Array(schemas.collect())
                }
                ("items" | "additionalProperties" | "additionalItems" | "not", _) => {
                    self.schema(value, findings)
                }
                (keyword, _) if UNSUPPORTED.contains(&keyword) || keyword.starts_with("x-") => {
                    continue;
                }
                _ => value.clone(),
            };
            rewritten.insert(keyword.clone(), value);
        }
        Value::Object(rewritten)
    }

    fn reference(&self, reference: &str, findings: &mut Findings) -> Option<String> {
        let Some(name) = model_name(reference) else {
            return Some(reference.to_owned());
        };
        if !self.names.contains(&name) {
            findings.unknown_model(&name);
            return None;
        }
        Some(format!(
            "https://apigateway.amazonaws.com/restapis/{API_ID_PLACEHOLDER}/models/{name}"
        ))
    }
}

impl Findings {
    fn unknown_model(&mut self, name: &str) {
        self.warn(format!("Reference to model '{name}' not found. Ignoring."));
    }
}

/// `Pet` of `#/definitions/Pet`, `#/components/schemas/Pet` or the URI of a model.
fn model_name(reference: &str) -> Option<String> {
    let name = ["#/definitions/", "#/components/schemas/"]
        .iter()
        .find_map(|place| reference.strip_prefix(place))
        .or_else(|| {
            let rest = reference.strip_prefix("https://apigateway.amazonaws.com/restapis/")?;
            Some(rest.split_once("/models/")?.1)
        })?;
    (!name.contains('/')).then(|| unescape(name))
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A schema as AWS writes it out: Jackson's pretty print [C].
fn written(schema: &Value) -> String {
    let mut out = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, Jackson::default());
    let written = schema.serialize(&mut serializer);
    debug_assert!(written.is_ok(), "JSON written to memory: {written:?}");
    String::from_utf8(out).unwrap_or_default()
}

/// Objects over several lines with ` : `, arrays on one.
#[derive(Default)]
struct Jackson {
    depth: usize,
    empty: bool,
}

impl Jackson {
    fn line<W: io::Write + ?Sized>(&self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| writer.write_all(b"  "))
    }
}

impl Formatter for Jackson {
    fn begin_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b"[")
    }

    fn begin_array_value<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        writer.write_all(if first { b" " } else { b", " })
    }

    fn end_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b" ]")
    }

    fn begin_object<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.empty = true;
        writer.write_all(b"{")
    }

    fn begin_object_key<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if !first {
            writer.write_all(b",")?;
        }
        self.empty = false;
        self.line(writer)
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b" : ")
    }

    fn end_object<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.empty {
            self.empty = false;
            writer.write_all(b" }")
        } else {
            self.line(writer)?;
            writer.write_all(b"}")
        }
    }
}
