//! The Lambda proxy event, version 1.0, and the event of a REQUEST authorizer, which shares most of
//! it (F§3.4, F§3.8): written straight into a buffer, in AWS's order of keys.
//!
//! Inside `requestContext` and `identity` AWS's order is that of `java.util.HashMap`, which
//! explains every recorded order and says where the members belong that come and go.

use std::collections::{BTreeMap, HashMap};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::headers::Headers;
use crate::query::Query;

/// What an event is made of, borrowed from the request and what is known about it.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// The resource's path template: `/pets/{id}`.
    pub resource: &'a str,
    /// The request's path as sent, without the stage.
    pub path: &'a str,
    /// The request's verb.
    pub http_method: &'a str,
    /// The headers that the function shall see.
    pub headers: &'a Headers,
    /// The decoded query string.
    pub query: &'a Query<'a>,
    /// Path parameters in the path's order, not URL-decoded.
    pub path_parameters: &'a [(&'a str, &'a str)],
    /// The stage's variables.
    pub stage_variables: &'a BTreeMap<String, String>,
    /// The request context.
    pub context: RequestContext<'a>,
    /// The body.
    pub body: &'a [u8],
    /// Whether the request's `Content-Type` is a binary media type of the API: the body is then
    /// base64; otherwise text, with U+FFFD for what is no UTF-8 (F§3.6).
    pub binary: bool,
}

/// `requestContext`.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs, reason = "the members carry AWS's names (F§3.11)")]
pub struct RequestContext<'a> {
    pub resource_id: &'a str,
    /// Whatever the authorizer gave: `principalId`, `claims`, context keys; only if there was one.
    pub authorizer: Option<&'a serde_json::Map<String, Value>>,
    pub resource_path: &'a str,
    pub operation_name: Option<&'a str>,
    pub http_method: &'a str,
    pub extended_request_id: &'a str,
    /// Only if the stage has canary settings.
    pub is_canary_request: Option<bool>,
    /// When the request came, in milliseconds since the epoch: gives `requestTime` and
    /// `requestTimeEpoch`.
    pub received_ms: i64,
    /// The path with the stage, or with the base path of a custom domain.
    pub path: &'a str,
    pub account_id: &'a str,
    pub protocol: &'a str,
    pub stage: &'a str,
    pub domain_prefix: &'a str,
    pub request_id: &'a str,
    pub identity: Identity<'a>,
    pub domain_name: &'a str,
    pub deployment_id: &'a str,
    pub api_id: &'a str,
}

/// `requestContext.identity`: `null` for what is not known.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs, reason = "the members carry AWS's names (F§3.11)")]
pub struct Identity<'a> {
    pub cognito_identity_pool_id: Option<&'a str>,
    pub account_id: Option<&'a str>,
    pub cognito_identity_id: Option<&'a str>,
    pub caller: Option<&'a str>,
    pub source_ip: Option<&'a str>,
    pub principal_org_id: Option<&'a str>,
    pub access_key: Option<&'a str>,
    pub cognito_authentication_type: Option<&'a str>,
    pub cognito_authentication_provider: Option<&'a str>,
    pub user_arn: Option<&'a str>,
    pub user_agent: Option<&'a str>,
    pub user: Option<&'a str>,
    /// With `api_key_id`, only there if the request was identified by a key.
    pub api_key: Option<&'a str>,
    pub api_key_id: Option<&'a str>,
    /// Only there with mutual TLS.
    pub client_cert: Option<ClientCertificate<'a>>,
}

/// `requestContext.identity.clientCert`.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs, reason = "the members carry AWS's names (F§3.11)")]
pub struct ClientCertificate<'a> {
    pub client_cert_pem: &'a str,
    pub serial_number: &'a str,
    pub issuer_dn: &'a str,
    pub not_before: &'a str,
    pub not_after: &'a str,
    pub subject_dn: &'a str,
}

impl Event<'_> {
    /// Writes the event of an `AWS_PROXY` integration.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.reserve(2048 + self.body.len());
        let mut event = Object::open(out);
        self.write_request(&mut event);
        match (self.body.is_empty(), self.binary) {
            (true, _) => event.null("body"),
            (false, true) => {
                event.key("body");
                event.out.push(b'"');
                let mut encoded = String::with_capacity(self.body.len().div_ceil(3) * 4);
                STANDARD.encode_string(self.body, &mut encoded);
                event.out.extend_from_slice(encoded.as_bytes());
                event.out.push(b'"');
            }
            (false, false) => event.text("body", &String::from_utf8_lossy(self.body)),
        }
        event.bool("isBase64Encoded", !self.body.is_empty() && self.binary);
        event.close();
    }
    /// Writes the event of a REQUEST authorizer: with the method's ARN and without a body (F§3.4).
    pub fn write_for_authorizer(&self, method_arn: &str, out: &mut Vec<u8>) {
        out.reserve(2048);
        let mut event = Object::open(out);
        event.text("type", "REQUEST");
        event.text("methodArn", method_arn);
        self.write_request(&mut event);
        event.close();
    }

    /// What both have.
    fn write_request(&self, event: &mut Object<'_>) {
        event.text("resource", self.resource);
        event.text("path", self.path);
        event.text("httpMethod", self.http_method);
        event.multi_map("headers", "multiValueHeaders", self.headers.iter());
        event.multi_map(
            "queryStringParameters",
            "multiValueQueryStringParameters",
            self.query.iter(),
        );
        event.map("pathParameters", self.path_parameters.iter().copied());
        event.map(
            "stageVariables",
            self.stage_variables
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        );
        event.key("requestContext");
        self.context.write(event.out);
    }
}

impl RequestContext<'_> {
    fn write(&self, out: &mut Vec<u8>) {
        let mut context = Object::open(out);
        context.text("resourceId", self.resource_id);
        if let Some(authorizer) = self.authorizer {
            context.key("authorizer");
            write_value(authorizer, context.out);
        }
        context.text("resourcePath", self.resource_path);
        context.text_if("operationName", self.operation_name);
        context.text("httpMethod", self.http_method);
        context.text("extendedRequestId", self.extended_request_id);
        if let Some(canary) = self.is_canary_request {
            context.bool("isCanaryRequest", canary);
        }
        context.text("requestTime", &request_time(self.received_ms));
        context.text("path", self.path);
        context.text("accountId", self.account_id);
        context.text("protocol", self.protocol);
        context.text("stage", self.stage);
        context.text("domainPrefix", self.domain_prefix);
        context.key("requestTimeEpoch");
        write_value(&self.received_ms, context.out);
        context.text("requestId", self.request_id);
        context.key("identity");
        self.identity.write(context.out);
        context.text("domainName", self.domain_name);
        context.text("deploymentId", self.deployment_id);
        context.text("apiId", self.api_id);
        context.close();
    }
}

impl Identity<'_> {
    fn write(&self, out: &mut Vec<u8>) {
        let mut identity = Object::open(out);
        identity.text_or_null("cognitoIdentityPoolId", self.cognito_identity_pool_id);
        // More than twelve members make the hash map twice as large and its order another one.
        if self.api_key.is_some() || self.api_key_id.is_some() || self.client_cert.is_some() {
            identity.text_or_null("cognitoIdentityId", self.cognito_identity_id);
            if let Some(certificate) = &self.client_cert {
                identity.key("clientCert");
                certificate.write(identity.out);
            }
            identity.text_or_null("principalOrgId", self.principal_org_id);
            identity.text_if("apiKey", self.api_key);
            identity.text_or_null(
                "cognitoAuthenticationType",
                self.cognito_authentication_type,
            );
            identity.text_or_null("userArn", self.user_arn);
            identity.text_if("apiKeyId", self.api_key_id);
            identity.text_or_null("userAgent", self.user_agent);
            identity.text_or_null("accountId", self.account_id);
            identity.text_or_null("caller", self.caller);
            identity.text_or_null("sourceIp", self.source_ip);
            identity.text_or_null("accessKey", self.access_key);
            identity.text_or_null(
                "cognitoAuthenticationProvider",
                self.cognito_authentication_provider,
            );
        } else {
            identity.text_or_null("accountId", self.account_id);
            identity.text_or_null("cognitoIdentityId", self.cognito_identity_id);
            identity.text_or_null("caller", self.caller);
            identity.text_or_null("sourceIp", self.source_ip);
            identity.text_or_null("principalOrgId", self.principal_org_id);
            identity.text_or_null("accessKey", self.access_key);
            identity.text_or_null(
                "cognitoAuthenticationType",
                self.cognito_authentication_type,
            );
            identity.text_or_null(
                "cognitoAuthenticationProvider",
                self.cognito_authentication_provider,
            );
            identity.text_or_null("userArn", self.user_arn);
            identity.text_or_null("userAgent", self.user_agent);
        }
        identity.text_or_null("user", self.user);
        identity.close();
    }
}

impl ClientCertificate<'_> {
    fn write(&self, out: &mut Vec<u8>) {
        let mut certificate = Object::open(out);
        certificate.text("clientCertPem", self.client_cert_pem);
        certificate.text("serialNumber", self.serial_number);
        certificate.text("issuerDN", self.issuer_dn);
        certificate.key("validity");
        let mut validity = Object::open(certificate.out);
        validity.text("notBefore", self.not_before);
        validity.text("notAfter", self.not_after);
        validity.close();
        certificate.text("subjectDN", self.subject_dn);
        certificate.close();
    }
}

/// `requestTime`: `dd/MMM/yyyy:HH:mm:ss +0000` (F§3.8).
pub fn request_time(received_ms: i64) -> String {
    jiff::Timestamp::from_millisecond(received_ms)
        .unwrap_or_default()
        .strftime("%d/%b/%Y:%H:%M:%S +0000")
        .to_string()
}

/// A JSON object being written.
struct Object<'o> {
    out: &'o mut Vec<u8>,
    first: bool,
}

impl<'o> Object<'o> {
    fn open(out: &'o mut Vec<u8>) -> Self {
        out.push(b'{');
        Self { out, first: true }
    }

    fn close(self) {
        self.out.push(b'}');
    }

    fn key(&mut self, key: &str) {
        if !self.first {
            self.out.push(b',');
        }
        self.first = false;
        write_value(key, self.out);
        self.out.push(b':');
    }

    fn text(&mut self, key: &str, value: &str) {
        self.key(key);
        write_value(value, self.out);
    }

    fn text_if(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }

    fn text_or_null(&mut self, key: &str, value: Option<&str>) {
        match value {
            Some(value) => self.text(key, value),
            None => self.null(key),
        }
    }

    fn null(&mut self, key: &str) {
        self.key(key);
        self.out.extend_from_slice(b"null");
    }

    fn bool(&mut self, key: &str, value: bool) {
        self.key(key);
        self.out
            .extend_from_slice(if value { b"true" } else { b"false" });
    }

    /// `null` rather than an empty object (F§3.8).
    fn map<'a>(&mut self, key: &str, members: impl Iterator<Item = (&'a str, &'a str)>) {
        let mut members = members.peekable();
        if members.peek().is_none() {
            return self.null(key);
        }
        self.key(key);
        let mut object = Object::open(self.out);
        for (name, value) in members {
            object.text(name, value);
        }
        object.close();
    }

    /// The last value of each name under one key, all its values under the other; names in the
    /// order in which they first came.
    fn multi_map<'a>(
        &mut self,
        last: &str,
        all: &str,
        pairs: impl Iterator<Item = (&'a str, &'a str)>,
    ) {
        let mut places = HashMap::new();
        let mut names: Vec<(&str, Vec<&str>)> = Vec::new();
        for (name, value) in pairs {
            let place = *places.entry(name).or_insert(names.len());
            match names.get_mut(place) {
                Some((_, values)) => values.push(value),
                None => names.push((name, vec![value])),
            }
        }
        let lasts = names
            .iter()
            .filter_map(|(name, values)| Some((*name, *values.last()?)));
        self.map(last, lasts);
        if names.is_empty() {
            return self.null(all);
        }
        self.key(all);
        let mut object = Object::open(self.out);
        for (name, values) in names {
            object.key(name);
            write_value(&values, object.out);
        }
        object.close();
    }
}

/// Writing text, numbers and maps with text keys to memory cannot fail.
fn write_value(value: &(impl serde::Serialize + ?Sized), out: &mut Vec<u8>) {
    let written = serde_json::to_writer(out, value);
    debug_assert!(written.is_ok(), "JSON written to memory: {written:?}");
}
