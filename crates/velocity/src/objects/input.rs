//! `$input`: the request's body and parameters (F§4.2).

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::error::Thrown;
use crate::json;
use crate::jsonpath::{JsonPath, ReadError, Version};
use crate::methods::Called;
use crate::value::{Map, MapKind, Value};

/// The parameters of a request, in the order in which a template sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params {
    /// Path parameters.
    pub path: Vec<(String, String)>,
    /// Query string parameters.
    pub querystring: Vec<(String, String)>,
    /// Headers; names are case-sensitive to templates.
    pub header: Vec<(String, String)>,
}

/// `$input`
#[derive(Debug)]
pub struct Input {
    body: Rc<str>,
    params: Params,
    version: Version,
    /// The parsed body, shared by `path` and `json`: what a template sets on it stays set. `None`: not JSON at all.
    document: OnceCell<Option<Value>>,
    paths: RefCell<HashMap<Box<str>, Rc<JsonPath>>>,
}

impl Input {
    pub(crate) fn new(body: &str, params: Params, version: Version) -> Input {
        let body = if body.is_empty() { "{}" } else { body };
        Input {
            body: Rc::from(body),
            params,
            version,
            document: OnceCell::new(),
            paths: RefCell::default(),
        }
    }

    pub(crate) fn body(&self) -> Value {
        Value::Str(Rc::clone(&self.body))
    }

    pub(crate) fn body_length(&self) -> usize {
        self.body.len()
    }

    pub(crate) fn call(&self, name: &str, args: &[Value]) -> Result<Called, Thrown> {
        Ok(Called::Value(match (name, args) {
            ("getBody", []) => self.body(),
            ("path", [Value::Str(path)]) => self.read(path)?.unwrap_or_default(),
            // A path that leads nowhere gives two quotes (F§4.2 [G]).
            ("json", [Value::Str(path)]) => Value::from(
                self.read(path)?
                    .map_or_else(|| "\"\"".to_owned(), |found| json::to_string(&found)),
            ),
            ("path" | "json", [Value::Null]) => {
                return Err(Thrown::new(
                    "java.lang.IllegalArgumentException",
                    "path can not be null or empty",
                ));
            }
            ("params", []) => self.all_params(),
            ("params", [Value::Str(name)]) => self.param(name),
            ("params", [Value::Null]) => Value::from(""),
            _ => return Ok(Called::Missing),
        }))
    }

    fn read(&self, path: &str) -> Result<Option<Value>, Thrown> {
        let document = self.document.get_or_init(|| json::parse(&self.body).ok());
        let document = match document {
            Some(Value::Null) => {
                return Err(Thrown::new(
                    "java.lang.IllegalArgumentException",
                    "root can not be null",
                ));
            }
            document => document.as_ref(),
        };
        let known = self.paths.borrow().get(path).cloned();
        let compiled = if let Some(compiled) = known {
            compiled
        } else {
            let compiled = Rc::new(JsonPath::compile(path, self.version).map_err(|error| {
                Thrown::new(
                    "com.jayway.jsonpath.InvalidPathException",
                    error.to_string(),
                )
            })?);
            self.paths
                .borrow_mut()
                .insert(path.into(), Rc::clone(&compiled));
            compiled
        };
        let Some(document) = document else {
            return Ok(None);
        };
        match compiled.read(document) {
            Ok(value) => Ok(Some(value)),
            Err(ReadError::NotFound) => Ok(None),
            Err(error) => Err(Thrown::new(
                "com.jayway.jsonpath.InvalidPathException",
                error.to_string(),
            )),
        }
    }

    fn parts(&self) -> [(&'static str, &[(String, String)]); 3] {
        [
            ("path", self.params.path.as_slice()),
            ("querystring", self.params.querystring.as_slice()),
            ("header", self.params.header.as_slice()),
        ]
    }

    /// Path first, then query string, then header; missing gives the empty string.
    fn param(&self, name: &str) -> Value {
        let found = self
            .parts()
            .into_iter()
            .flat_map(|(_, part)| part)
            .find(|(key, _)| key == name);
        Value::from(found.map_or("", |(_, value)| value.as_str()))
    }

    fn all_params(&self) -> Value {
        let all = Map::new(MapKind::Linked);
        for (name, part) in self.parts() {
            let map = Map::new(MapKind::Linked);
            for (key, value) in part {
                map.put_str(key, Value::from(value.as_str()));
            }
            all.put_str(name, Value::Map(map));
        }
        Value::Map(all)
    }
}
