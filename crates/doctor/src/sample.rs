//! A request that a method could get: every declared parameter present, and a body that its model
//! takes. What a dry run is run with.

use std::borrow::Cow;

use gatewright_gateway::api::Api;
use gatewright_gateway::headers::Headers;
use gatewright_gateway::request::{
    Request, new_extended_request_id, new_request_id, new_trace_root,
};
use gatewright_wire::apigateway::Method;
use serde_json::{Value, json};

/// What stands for a parameter's value.
const VALUE: &str = "sample";

/// How deep a sample body goes: models may refer to themselves.
const DEPTH: usize = 8;

/// A request for a method. `now_ms` is its time in milliseconds since the epoch.
pub(crate) fn request(api: &Api, path: &str, verb: &str, method: &Method, now_ms: i64) -> Request {
    let verb = if verb == "ANY" { "GET" } else { verb };
    let mut headers = Headers::default();
    headers.append(
        "Host",
        format!("{}.execute-api.{}.amazonaws.com", api.id(), api.region),
    );
    let mut query = Vec::new();
    for name in method
        .request_parameters
        .iter()
        .flatten()
        .map(|(name, _)| name)
    {
        if let Some(name) = name.strip_prefix("method.request.header.") {
            headers.set(name.to_owned(), VALUE);
        } else if let Some(name) = name.strip_prefix("method.request.querystring.") {
            query.push(format!("{name}={VALUE}"));
        }
    }
    let body = if matches!(verb, "GET" | "HEAD" | "OPTIONS" | "DELETE") {
        String::new()
    } else {
        headers.set("Content-Type", "application/json");
        body(api, method).to_string()
    };
    let path = filled(path);
    let mut request = Request {
        method: verb.parse().unwrap_or_default(),
        raw_path: path.clone(),
        context_path: path.clone(),
        base_path: None,
        path,
        query: query.join("&"),
        headers,
        body: body.into(),
        source_ip: "203.0.113.1".to_owned(),
        client_certificate: None,
        protocol: Cow::Borrowed("HTTP/1.1"),
        domain_name: format!("{}.execute-api.{}.amazonaws.com", api.id(), api.region),
        domain_prefix: api.id().to_owned(),
        received_ms: now_ms,
        request_id: new_request_id(),
        extended_request_id: new_extended_request_id(),
        trace_root: new_trace_root(now_ms),
    };
    request.add_front_end_headers(443, true);
    request
}

/// The same request with nothing in its body.
pub(crate) fn without_body(mut request: Request) -> Request {
    request.body = bytes::Bytes::new();
    request.headers.remove("Content-Length");
    request
}

/// A path with every parameter filled in.
fn filled(path: &str) -> String {
    let segments = path.split('/').map(|segment| {
        let is_parameter = segment.starts_with('{') && segment.ends_with('}');
        if is_parameter { VALUE } else { segment }
    });
    segments.collect::<Vec<_>>().join("/")
}

/// A body that the method's model takes; an empty object without a model.
fn body(api: &Api, method: &Method) -> Value {
    schema(api, method).map_or_else(
        || json!({}),
        |schema| of_schema(api, &schema, &schema, DEPTH),
    )
}

fn schema(api: &Api, method: &Method) -> Option<Value> {
    let models = method.request_models.as_ref()?;
    let name = models
        .get("application/json")
        .or_else(|| models.get("$default"))?;
    model(api, name)
}

fn model(api: &Api, name: &str) -> Option<Value> {
    let mut models = api.models.iter();
    let model = models.find(|model| model.name.as_deref() == Some(name))?;
    serde_json::from_str(model.schema.as_deref()?).ok()
}

/// A value that a schema of draft 4 takes, as far as types, enumerations and required properties
/// say; `root` is what `#/definitions/…` refers to.
fn of_schema(api: &Api, root: &Value, schema: &Value, depth: usize) -> Value {
    if depth == 0 {
        return Value::Null;
    }
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let found = match reference.strip_prefix('#') {
            Some(pointer) => root.pointer(pointer).cloned(),
            None => reference
                .rsplit('/')
                .next()
                .and_then(|name| model(api, name)),
        };
        return found.map_or(Value::Null, |found| of_schema(api, root, &found, depth - 1));
    }
    for given in ["example", "default"] {
        if let Some(value) = schema.get(given) {
            return value.clone();
        }
    }
    if let Some(first) = schema.pointer("/enum/0") {
        return first.clone();
    }
    for choice in ["/allOf/0", "/oneOf/0", "/anyOf/0"] {
        if let Some(first) = schema.pointer(choice) {
            return of_schema(api, root, first, depth - 1);
        }
    }
    let kind = schema.get("type");
    let kind = kind
        .and_then(Value::as_str)
        .or_else(|| kind?.get(0)?.as_str());
    match kind {
        Some("string") => json!(VALUE),
        Some("integer") => schema.get("minimum").cloned().unwrap_or(json!(1)),
        Some("number") => schema.get("minimum").cloned().unwrap_or(json!(1.5)),
        Some("boolean") => json!(true),
        Some("null") => Value::Null,
        Some("array") => match schema.get("items") {
            Some(items @ Value::Object(_)) => json!([of_schema(api, root, items, depth - 1)]),
            _ => json!([]),
        },
        _ => {
            let properties = schema.get("properties").and_then(Value::as_object);
            let sampled = properties
                .into_iter()
                .flatten()
                .map(|(name, schema)| (name.clone(), of_schema(api, root, schema, depth - 1)));
            Value::Object(sampled.collect())
        }
    }
}
