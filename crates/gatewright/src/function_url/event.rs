//! The event of a function URL: payload format 2.0 ("Request payload format" in Lambda's guide).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::HeaderMap;
use http::header::COOKIE;
use serde_json::{Map, Value, json};

use super::Visitor;

/// What an event is made of.
#[derive(Debug)]
pub struct Call<'a> {
    /// The URL's id.
    pub id: &'a str,
    /// The function's region.
    pub region: &'a str,
    /// The request's verb.
    pub method: &'a str,
    /// Its path, raw.
    pub path: &'a str,
    /// Its query string, raw.
    pub query: &'a str,
    /// Its headers, those of AWS's front end among them.
    pub headers: &'a HeaderMap,
    /// Its body.
    pub body: &'a [u8],
    /// `HTTP/1.1`.
    pub protocol: &'a str,
    /// The client's address.
    pub source_ip: &'a str,
    /// When it came, epoch milliseconds.
    pub received_ms: i64,
    /// Its id.
    pub request_id: &'a str,
    /// Who calls, where the URL asks for that.
    pub visitor: &'a Visitor,
}

/// The event as JSON.
pub fn event(call: &Call<'_>) -> Bytes {
    let domain = format!("{}.lambda-url.{}.on.aws", call.id, call.region);
    let mut event = Map::new();
    let mut set = |name: &str, value: Value| event.insert(name.to_owned(), value);
    set("version", json!("2.0"));
    set("routeKey", json!("$default"));
    set("rawPath", json!(call.path));
    set("rawQueryString", json!(call.query));
    let cookies = cookies(call.headers);
    if !cookies.is_empty() {
        set("cookies", json!(cookies));
    }
    set("headers", headers(call.headers));
    let parameters = parameters(call.query);
    if !parameters.is_empty() {
        set("queryStringParameters", Value::Object(parameters));
    }
    set("requestContext", context(call, &domain));
    let text = is_text(call.headers)
        .then(|| std::str::from_utf8(call.body).ok())
        .flatten();
    if !call.body.is_empty() {
        set(
            "body",
            match text {
                Some(text) => json!(text),
                None => json!(STANDARD.encode(call.body)),
            },
        );
    }
    set(
        "isBase64Encoded",
        json!(!call.body.is_empty() && text.is_none()),
    );
    Value::Object(event).to_string().into()
}

fn context(call: &Call<'_>, domain: &str) -> Value {
    let at = jiff::Timestamp::from_millisecond(call.received_ms).unwrap_or_default();
    let agent = call.headers.get("user-agent");
    let mut context = json!({ "accountId": "anonymous", "apiId": call.id });
    if let Visitor::Signed { caller, access_key } = call.visitor {
        context["accountId"] = json!(caller.account);
        context["authorizer"] = json!({
            "iam": {
                "accessKey": access_key,
                "accountId": caller.account,
                "callerId": caller.user_id,
                "cognitoIdentity": null,
                "principalOrgId": null,
                "userArn": caller.arn,
                "userId": caller.user_id,
            },
        });
    }
    context["domainName"] = json!(domain);
    context["domainPrefix"] = json!(call.id);
    context["http"] = json!({
        "method": call.method,
        "path": call.path,
        "protocol": call.protocol,
        "sourceIp": call.source_ip,
        "userAgent": agent.map(text),
    });
    context["requestId"] = json!(call.request_id);
    context["routeKey"] = json!("$default");
    context["stage"] = json!("$default");
    context["time"] = json!(at.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string());
    context["timeEpoch"] = json!(call.received_ms);
    context
}

/// The headers by lower-case name, several of one name with commas between. Cookies stand apart.
fn headers(headers: &HeaderMap) -> Value {
    let mut found = Map::new();
    for name in headers.keys().filter(|name| **name != COOKIE) {
        let values: Vec<String> = headers.get_all(name).iter().map(text).collect();
        found.insert(name.as_str().to_owned(), json!(values.join(",")));
    }
    Value::Object(found)
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    let all: Vec<String> = headers.get_all(COOKIE).iter().map(text).collect();
    all.iter()
        .flat_map(|header| header.split(';'))
        .map(|cookie| cookie.trim().to_owned())
        .filter(|cookie| !cookie.is_empty())
        .collect()
}

/// The decoded parameters, several of one name with commas between.
fn parameters(query: &str) -> Map<String, Value> {
    let mut found: Map<String, Value> = Map::new();
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let (name, value) = (decoded(name), decoded(value));
        let joined = match found.get(&name).and_then(Value::as_str) {
            Some(before) => format!("{before},{value}"),
            None => value,
        };
        found.insert(name, json!(joined));
    }
    found
}

fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_encoding::percent_decode_str(&text)
        .decode_utf8_lossy()
        .into_owned()
}

/// Bytes beyond UTF-8 are Latin-1, as in HTTP of old.
fn text(value: &http::HeaderValue) -> String {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => text.to_owned(),
        Err(_) => value
            .as_bytes()
            .iter()
            .map(|byte| char::from(*byte))
            .collect(),
    }
}

/// Whether the body is text by its media type; the others, forms among them, are base64. A body of no
/// type is text if it can be [C].
fn is_text(headers: &HeaderMap) -> bool {
    let Some(media_type) = headers.get(http::header::CONTENT_TYPE).map(text) else {
        return true;
    };
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    let media_type = media_type.to_ascii_lowercase();
    media_type.starts_with("text/")
        || matches!(
            media_type.as_str(),
            "application/json" | "application/xml" | "application/javascript"
        )
        || media_type.ends_with("+json")
        || media_type.ends_with("+xml")
}
