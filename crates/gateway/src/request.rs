//! What comes in and what goes out. Knows nothing of how it travelled.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::Method;

use crate::headers::Headers;
use crate::rest::Rest;
use crate::trace_header;

/// One request to a stage, as the listener understood it.
#[derive(Clone, Debug)]
pub struct Request {
    /// The client's verb.
    pub method: Method,
    /// What follows the stage, raw and undecoded; at least `/`.
    pub path: String,
    /// The path as the client sent it, whatever leads to the stage before it: what a signature is made of.
    pub raw_path: String,
    /// The path as `requestContext.path` shows it: with the stage, or with a custom domain's base
    /// path (F§3.8).
    pub context_path: String,
    /// The base path of the custom domain's mapping that led here, without slashes, empty for `(none)`; `None` at the
    /// API's own endpoint.
    pub base_path: Option<String>,
    /// The query string without its `?`, raw.
    pub query: String,
    /// The client's headers, spelled and ordered as it sent them.
    pub headers: Headers,
    /// The whole body.
    pub body: Bytes,
    /// The caller's address.
    pub source_ip: String,
    /// The certificate that the caller showed, where the domain name asks for one.
    pub client_certificate: Option<Arc<ClientCertificate>>,
    /// `HTTP/1.1` and the like.
    pub protocol: Cow<'static, str>,
    /// The host that was called.
    pub domain_name: String,
    /// Its first label.
    pub domain_prefix: String,
    /// When the request arrived, in milliseconds since the epoch.
    pub received_ms: i64,
    /// A UUID; `x-amzn-RequestId`.
    pub request_id: String,
    /// `x-amz-apigw-id`.
    pub extended_request_id: String,
    /// The trace's root, `1-5c755b5d-07b29b94e632d3da19d88789`: the client's, or a new one (F§3.6).
    pub trace_root: String,
}

/// A caller's certificate, as `identity.clientCert` shows it (F§3.11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientCertificate {
    /// The certificate as PEM.
    pub pem: String,
    /// Whose it is.
    pub subject_dn: String,
    /// Who says so.
    pub issuer_dn: String,
    /// Its number, in hexadecimal digits with colons.
    pub serial_number: String,
    /// From when it is valid: `May 28 12:30:02 2019 GMT`.
    pub not_before: String,
    /// Until when.
    pub not_after: String,
}

impl Request {
    /// The path as proxy events and logs show it: without the stage, but with a custom domain's base path (F§1.2).
    pub fn shown_path(&self) -> Cow<'_, str> {
        match self.base_path.as_deref() {
            None | Some("") => Cow::Borrowed(&self.path),
            Some(base) if self.path == "/" => Cow::Owned(format!("/{base}")),
            Some(base) => Cow::Owned(format!("/{base}{}", self.path)),
        }
    }

    /// Does what API Gateway's front end does to a client's headers before anything sees them
    /// (F§3.8): spells some its own way, adds the trace, and how the client came. `port` and
    /// `https` are those of the listener.
    pub fn add_front_end_headers(&mut self, port: u16, https: bool) {
        for name in ["Host", "Authorization", "User-Agent"] {
            self.headers.respell(name);
        }
        // Parent and sampling are for stages that trace: the engine takes them away from others.
        let trace = trace_header::kept(&self.trace_root, self.headers.get(trace_header::NAME));
        self.headers.set(trace_header::NAME, trace);
        let forwarded_for = match self.headers.get("X-Forwarded-For") {
            Some(before) => format!("{before}, {}", self.source_ip),
            None => self.source_ip.clone(),
        };
        self.headers.set("X-Forwarded-For", forwarded_for);
        self.headers.set("X-Forwarded-Port", port.to_string());
        self.headers
            .set("X-Forwarded-Proto", if https { "https" } else { "http" });
    }
}

/// The root of a request's trace: the client's, or a new one for a request that arrived at
/// `now_ms` (F§3.6).
pub fn trace_root(headers: &Headers, now_ms: i64) -> String {
    let sent = headers.get("X-Amzn-Trace-Id").unwrap_or_default();
    let mut parts = sent
        .split(';')
        .filter_map(|part| part.trim().split_once('='));
    match parts.find(|(key, _)| key.eq_ignore_ascii_case("Root")) {
        Some((_, root)) => root.to_owned(),
        None => new_trace_root(now_ms),
    }
}

/// A new `x-amzn-RequestId`.
pub fn new_request_id() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// A new `x-amz-apigw-id`: eleven random bytes in base64, as AWS's look.
pub fn new_extended_request_id() -> String {
    let random = uuid::Uuid::new_v4().into_bytes();
    STANDARD.encode(random.get(..11).unwrap_or(&random))
}

/// A new root of a trace for a request that arrived at `now_ms`.
pub fn new_trace_root(now_ms: i64) -> String {
    let mut random = uuid::Uuid::encode_buffer();
    let random = uuid::Uuid::new_v4().simple().encode_lower(&mut random);
    let mut root = String::with_capacity(35);
    // Writing to a text does not fail.
    let _ = write!(root, "1-{:08x}-{random:.24}", now_ms / 1000);
    root
}

/// The answer. The listener adds what belongs to the connection: `Date`, `Connection`,
/// `Content-Length`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The headers.
    pub headers: Headers,
    /// The body.
    pub body: Bytes,
    /// What follows of it as it comes.
    pub rest: Option<Rest>,
}
