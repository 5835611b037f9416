//! restJson1: members in the path, the query string, headers and a JSON body; or one member that
//! is the whole body.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use serde_json::{Map, Value};

use crate::event_stream;
use crate::json;
use crate::model::{Kind, Location, Member, Operation, Shape, Structure};
use crate::scalar::{self, Mismatch, parameters, percent_encode};

/// A structure's table; every input and output is one.
pub(crate) fn structure(shape: &Shape) -> Result<&Structure, Mismatch> {
    match &shape.kind {
        Kind::Structure(structure) => Ok(structure),
        _ => Err(Mismatch(format!("{} is no structure", shape.name))),
    }
}

/// Reads a request into a tree.
pub(crate) fn read_request(
    operation: &Operation,
    labels: &[(&'static str, String)],
    request: &Request<Bytes>,
) -> Result<Value, Mismatch> {
    let input = structure(operation.input)?;
    let query = parameters(request.uri().query().unwrap_or_default());
    let mut tree = read_body(input, request.body())?;
    for member in input.members {
        let value = match member.location {
            Location::Uri => match labels.iter().find(|(name, _)| *name == member.wire_name) {
                Some((_, text)) => scalar::read(member.shape, text)?,
                None => None,
            },
            Location::Query => read_query(operation, input, member, &query)?,
            Location::Header => read_header(member, request.headers())?,
            Location::Body | Location::Status => None,
        };
        if let Some(value) = value {
            tree.insert(member.name.to_owned(), value);
        }
    }
    Ok(Value::Object(tree))
}

/// Reads a response into a tree.
pub(crate) fn read_response(output: &Shape, response: &Response<Bytes>) -> Result<Value, Mismatch> {
    let output = structure(output)?;
    let mut tree = read_body(output, response.body())?;
    for member in output.members {
        let value = match member.location {
            Location::Header => read_header(member, response.headers())?,
            Location::Status => Some(Value::from(response.status().as_u16())),
            Location::Body | Location::Uri | Location::Query => None,
        };
        if let Some(value) = value {
            tree.insert(member.name.to_owned(), value);
        }
    }
    Ok(Value::Object(tree))
}

fn read_body(structure: &Structure, body: &Bytes) -> Result<Map<String, Value>, Mismatch> {
    if let Some(payload) = structure.payload.and_then(|name| structure.member(name)) {
        let mut tree = Map::new();
        if let Kind::Blob = payload.shape.kind
            && !body.is_empty()
        {
            tree.insert(payload.name.to_owned(), Value::from(STANDARD.encode(body)));
        }
        return Ok(tree);
    }
    if !has_body(structure) {
        return Ok(Map::new());
    }
    json::read_members(structure, json::fields(json::parse(body)?)?)
}

fn has_body(structure: &Structure) -> bool {
    structure
        .members
        .iter()
        .any(|member| member.location == Location::Body)
}

fn read_query(
    operation: &Operation,
    input: &Structure,
    member: &Member,
    query: &[(String, String)],
) -> Result<Option<Value>, Mismatch> {
    let values = || {
        query
            .iter()
            .filter(|(name, _)| name == member.wire_name)
            .map(|(_, value)| value)
    };
    match &member.shape.kind {
        Kind::List(of, _) => {
            let read: Vec<Value> = values()
                .filter_map(|text| scalar::read(of, text).transpose())
                .collect::<Result<_, _>>()?;
            Ok((!read.is_empty()).then_some(Value::Array(read)))
        }
        Kind::Map(_, of) => {
            let named = |name: &str| {
                literal_query(operation).any(|(literal, _)| literal == name)
                    || input
                        .members
                        .iter()
                        .any(|other| other.location == Location::Query && other.wire_name == name)
            };
            let mut map = Map::new();
            for (name, text) in query.iter().filter(|(name, _)| !named(name)) {
                if let Some(value) = scalar::read(of, text)? {
                    map.insert(name.clone(), value);
                }
            }
            Ok((!map.is_empty()).then_some(Value::Object(map)))
        }
        _ => match values().next() {
            Some(text) => scalar::read(member.shape, text),
            None => Ok(None),
        },
    }
}

fn read_header(member: &Member, headers: &HeaderMap) -> Result<Option<Value>, Mismatch> {
    match headers.get(member.wire_name) {
        Some(value) => scalar::read(member.shape, &String::from_utf8_lossy(value.as_bytes())),
        None => Ok(None),
    }
}

/// The parameters that are part of the operation's URI (`mode=import`).
fn literal_query(operation: &Operation) -> impl Iterator<Item = (&'static str, &'static str)> {
    let query = operation.uri.split_once('?').map_or("", |(_, query)| query);
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// Writes a request from a tree; its URI is a path with its query.
pub(crate) fn write_request(
    operation: &Operation,
    tree: Map<String, Value>,
) -> Result<Request<Bytes>, Mismatch> {
    let input = structure(operation.input)?;
    let uri = write_uri(operation, input, &tree)?;
    let mut headers = HeaderMap::new();
    // Without it API Gateway answers HAL (wire.md); GetExport has a member for it.
    if !input
        .members
        .iter()
        .any(|member| member.wire_name == ACCEPT)
    {
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    }
    write_headers(input, &tree, &mut headers)?;
    let body = write_body(input, tree)?;
    if !body.is_empty() && input.payload.is_none() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    let mut request = Request::builder()
        .method(operation.method)
        .uri(uri)
        .body(body)
        .map_err(|error| Mismatch(error.to_string()))?;
    *request.headers_mut() = headers;
    Ok(request)
}

fn write_uri(
    operation: &Operation,
    input: &Structure,
    tree: &Map<String, Value>,
) -> Result<String, Mismatch> {
    let path = operation
        .uri
        .split_once('?')
        .map_or(operation.uri, |(path, _)| path);
    let mut uri = String::new();
    for segment in path.split('/').skip(1) {
        uri.push('/');
        let Some(label) = segment
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        else {
            uri.push_str(segment);
            continue;
        };
        let text = input
            .members
            .iter()
            .find(|member| member.location == Location::Uri && member.wire_name == label)
            .and_then(|member| Some(scalar::write(member.shape, tree.get(member.name)?)))
            .filter(|text| !text.is_empty())
            .ok_or_else(|| Mismatch(format!("{} needs a value for {label}", operation.name)))?;
        uri.push_str(&percent_encode(&text));
    }
    let mut query: Vec<(String, String)> = literal_query(operation)
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    for member in input.members {
        if member.location != Location::Query {
            continue;
        }
        match (&member.shape.kind, tree.get(member.name)) {
            (_, None | Some(Value::Null)) => {}
            (Kind::List(of, _), Some(Value::Array(values))) => query.extend(
                values
                    .iter()
                    .map(|value| (member.wire_name.to_owned(), scalar::write(of, value))),
            ),
            (Kind::Map(_, of), Some(Value::Object(map))) => query.extend(
                map.iter()
                    .map(|(name, value)| (name.clone(), scalar::write(of, value))),
            ),
            (_, Some(value)) => query.push((
                member.wire_name.to_owned(),
                scalar::write(member.shape, value),
            )),
        }
    }
    for (index, (name, value)) in query.iter().enumerate() {
        uri.push(if index == 0 { '?' } else { '&' });
        uri.push_str(&percent_encode(name));
        uri.push('=');
        uri.push_str(&percent_encode(value));
    }
    Ok(uri)
}

/// Writes a response from a tree.
pub(crate) fn write_response(
    operation: &Operation,
    tree: Map<String, Value>,
) -> Result<Response<Bytes>, Mismatch> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = StatusCode::from_u16(operation.status).unwrap_or_default();
    let Some(output) = operation.output else {
        return Ok(response);
    };
    let output = structure(output)?;
    for member in output.members {
        let status = tree.get(member.name).and_then(Value::as_u64);
        if member.location == Location::Status
            && let Some(status) = status.and_then(|status| u16::try_from(status).ok())
        {
            *response.status_mut() = StatusCode::from_u16(status)
                .map_err(|_| Mismatch(format!("{status} is no HTTP status")))?;
        }
    }
    if operation.events().is_some() {
        response
            .headers_mut()
            .insert(CONTENT_TYPE, event_stream::MEDIA_TYPE);
    } else if response.status() != StatusCode::NO_CONTENT {
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    write_headers(output, &tree, response.headers_mut())?;
    if response.status() != StatusCode::NO_CONTENT {
        *response.body_mut() = write_body(output, tree)?;
    }
    Ok(response)
}

fn write_headers(
    structure: &Structure,
    tree: &Map<String, Value>,
    headers: &mut HeaderMap,
) -> Result<(), Mismatch> {
    for member in structure.members {
        let Some(value) = tree.get(member.name).filter(|value| !value.is_null()) else {
            continue;
        };
        if member.location == Location::Header {
            let text = scalar::write(member.shape, value);
            let bad = || Mismatch(format!("{} can not travel in a header", member.name));
            headers.insert(
                HeaderName::from_bytes(member.wire_name.as_bytes()).map_err(|_| bad())?,
                HeaderValue::from_bytes(text.as_bytes()).map_err(|_| bad())?,
            );
        }
    }
    Ok(())
}

fn write_body(structure: &Structure, tree: Map<String, Value>) -> Result<Bytes, Mismatch> {
    if let Some(payload) = structure.payload {
        return write_payload(payload, &tree);
    }
    if !has_body(structure) {
        return Ok(Bytes::new());
    }
    Ok(Value::Object(json::write_members(structure, tree))
        .to_string()
        .into())
}

/// The member that is the whole body. The tables know bytes there, and event streams, which
/// follow after.
pub(crate) fn write_payload(name: &str, tree: &Map<String, Value>) -> Result<Bytes, Mismatch> {
    match tree.get(name) {
        Some(Value::String(text)) => STANDARD
            .decode(text)
            .map(Bytes::from)
            .map_err(|_| Mismatch(format!("{name} is no base64 text"))),
        _ => Ok(Bytes::new()),
    }
}
