//! awsQuery: `POST /` with a form whose `Action` is the operation, answered in XML.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response};
use serde_json::{Map, Value};

use crate::error::ServiceError;
use crate::model::{Kind, Operation, Service, Shape};
use crate::route::form;
use crate::scalar::{self, Mismatch, percent_encode};
use crate::xml::{self, Element};

/// Reads a form into a tree. A list is `Tags.member.1`, a map `M.entry.1.key`.
pub(crate) fn read_request(
    operation: &Operation,
    request: &Request<Bytes>,
) -> Result<Value, Mismatch> {
    // Of a parameter given twice the first counts.
    let mut parameters = BTreeMap::new();
    for (name, value) in form(request) {
        parameters.entry(name).or_insert(value);
    }
    let form = Form(parameters);
    let tree = form.read(operation.input, "")?;
    Ok(tree.unwrap_or_else(|| Value::Object(Map::new())))
}

struct Form(BTreeMap<String, String>);

impl Form {
    /// The value at a prefix, if any parameter is there.
    fn read(&self, shape: &Shape, at: &str) -> Result<Option<Value>, Mismatch> {
        if !self.has(at) {
            return Ok(None);
        }
        match &shape.kind {
            Kind::Structure(structure) => {
                let mut tree = Map::new();
                for member in structure.members {
                    if let Some(value) = self.read(member.shape, &join(at, member.wire_name))? {
                        tree.insert(member.name.to_owned(), value);
                    }
                }
                Ok(Some(Value::Object(tree)))
            }
            Kind::List(of, _) => {
                let mut values = Vec::new();
                while let Some(value) =
                    self.read(of, &format!("{at}.member.{}", values.len() + 1))?
                {
                    values.push(value);
                }
                Ok(Some(Value::Array(values)))
            }
            Kind::Map(_, of) => {
                let mut map = Map::new();
                for index in 1.. {
                    let entry = format!("{at}.entry.{index}");
                    let Some(key) = self.0.get(&format!("{entry}.key")) else {
                        break;
                    };
                    if let Some(value) = self.read(of, &format!("{entry}.value"))? {
                        map.insert(key.clone(), value);
                    }
                }
                Ok(Some(Value::Object(map)))
            }
            _ => match self.0.get(at) {
                Some(text) => scalar::read(shape, text),
                None => Ok(None),
            },
        }
    }

    /// Whether a parameter has that name or lies below it.
    fn has(&self, at: &str) -> bool {
        let below = format!("{at}.");
        at.is_empty()
            || self.0.contains_key(at)
            || self
                .0
                .range(below.clone()..)
                .next()
                .is_some_and(|(name, _)| name.starts_with(&below))
    }
}

fn join(at: &str, name: &str) -> String {
    if at.is_empty() {
        name.to_owned()
    } else {
        format!("{at}.{name}")
    }
}

/// Writes a request from a tree.
pub(crate) fn write_request(
    service: &Service,
    operation: &Operation,
    tree: Map<String, Value>,
) -> Result<Request<Bytes>, Mismatch> {
    let mut form = format!("Action={}&Version={}", operation.name, service.api_version);
    write_form(operation.input, &Value::Object(tree), "", &mut form);
    Request::builder()
        .method("POST")
        .uri("/")
        .header(
            CONTENT_TYPE,
            "application/x-www-form-urlencoded; charset=utf-8",
        )
        .body(form.into())
        .map_err(|error| Mismatch(error.to_string()))
}

fn write_form(shape: &Shape, value: &Value, at: &str, form: &mut String) {
    match (&shape.kind, value) {
        (_, Value::Null) => {}
        (Kind::Structure(structure), Value::Object(tree)) => {
            for member in structure.members {
                if let Some(value) = tree.get(member.name) {
                    write_form(member.shape, value, &join(at, member.wire_name), form);
                }
            }
        }
        (Kind::List(of, _), Value::Array(values)) => {
            if values.is_empty() {
                push(form, at, "");
            }
            for (index, value) in values.iter().enumerate() {
                write_form(of, value, &format!("{at}.member.{}", index + 1), form);
            }
        }
        (Kind::Map(_, of), Value::Object(map)) => {
            for (index, (key, value)) in map.iter().enumerate() {
                let entry = format!("{at}.entry.{}", index + 1);
                push(form, &format!("{entry}.key"), key);
                write_form(of, value, &format!("{entry}.value"), form);
            }
        }
        (_, value) => push(form, at, &scalar::write(shape, value)),
    }
}

fn push(form: &mut String, name: &str, value: &str) {
    form.push('&');
    form.push_str(&percent_encode(name));
    form.push('=');
    form.push_str(&percent_encode(value));
}

/// Writes a response from a tree.
pub(crate) fn write_response(
    xml_namespace: &str,
    operation: &Operation,
    tree: Map<String, Value>,
    request_id: &str,
) -> Response<Bytes> {
    let mut root = Element::new(format!("{}Response", operation.name));
    if let Some(output) = operation.output {
        let mut result = element(
            output,
            operation.result_wrapper.unwrap_or(output.name),
            &Value::Object(tree),
        );
        if operation.result_wrapper.is_some() {
            root.children.push(result);
        } else {
            root.children.append(&mut result.children);
        }
    }
    root.children
        .push(Element::new("ResponseMetadata").with(Element::text("RequestId", request_id)));
    let mut response = Response::new(root.document(xml_namespace).into());
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("text/xml"));
    response
}

/// Writes an error's document.
pub(crate) fn write_error(xml_namespace: &str, error: &ServiceError, request_id: &str) -> String {
    let kind = if error.is_callers() {
        "Sender"
    } else {
        "Receiver"
    };
    Element::new("ErrorResponse")
        .with(
            Element::new("Error")
                .with(Element::text("Type", kind))
                .with(Element::text("Code", &error.code))
                .with(Element::text("Message", &error.message)),
        )
        .with(Element::text("RequestId", request_id))
        .document(xml_namespace)
}

fn element(shape: &Shape, name: &str, value: &Value) -> Element {
    let mut element = Element::new(name);
    match (&shape.kind, value) {
        (Kind::Structure(structure), Value::Object(tree)) => {
            for member in structure.members {
                if let Some(value) = tree.get(member.name).filter(|value| !value.is_null()) {
                    let child = self::element(member.shape, member.wire_name, value);
                    element.children.push(child);
                }
            }
        }
        (Kind::List(of, _), Value::Array(values)) => {
            element.children = values
                .iter()
                .map(|value| self::element(of, "member", value))
                .collect();
        }
        (Kind::Map(key, of), Value::Object(map)) => {
            element.children = map
                .iter()
                .map(|(name, value)| {
                    Element::new("entry")
                        .with(self::element(key, "key", &Value::from(name.as_str())))
                        .with(self::element(of, "value", value))
                })
                .collect();
        }
        (_, value) => element.text = scalar::write(shape, value),
    }
    element
}

/// Reads a success into a tree.
pub(crate) fn read_response(
    operation: &Operation,
    output: &Shape,
    body: &[u8],
) -> Result<Value, Mismatch> {
    let root = xml::parse(body)?;
    let result = operation
        .result_wrapper
        .and_then(|wrapper| root.child(wrapper))
        .unwrap_or(&root);
    read_element(output, result)
}

/// Reads an error's code, message and whether the document is one.
pub(crate) fn read_error(body: &[u8]) -> Option<(String, String)> {
    let root = xml::parse(body).ok()?;
    let error = root.child("Error")?;
    let text = |name: &str| error.child(name).map(|child| child.text.clone());
    Some((text("Code")?, text("Message").unwrap_or_default()))
}

fn read_element(shape: &Shape, element: &Element) -> Result<Value, Mismatch> {
    match &shape.kind {
        Kind::Structure(structure) => {
            let mut tree = Map::new();
            for member in structure.members {
                if let Some(child) = element.child(member.wire_name) {
                    tree.insert(member.name.to_owned(), read_element(member.shape, child)?);
                }
            }
            Ok(Value::Object(tree))
        }
        Kind::List(of, _) => element
            .children
            .iter()
            .map(|child| read_element(of, child))
            .collect(),
        Kind::Map(_, of) => {
            let mut map = Map::new();
            for entry in &element.children {
                if let (Some(key), Some(value)) = (entry.child("key"), entry.child("value")) {
                    map.insert(key.text.clone(), read_element(of, value)?);
                }
            }
            Ok(Value::Object(map))
        }
        _ => Ok(scalar::read(shape, &element.text)?.unwrap_or(Value::Null)),
    }
}
