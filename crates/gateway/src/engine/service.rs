//! AWS integrations with a service other than Lambda's Invoke: the request, whether the role may
//! send it, and the service's answer (F§1.3, F§3.7).

use bytes::Bytes;
use http::Method;

use super::http::{Outgoing, announce, failed, is_bodiless, uri_fault};
use super::map_request::{self, Parameters};
use super::permit::named_policies;
use super::{Engine, Outcome, java_map, map_response, shown, uri};
use crate::arn::IntegrationTarget;
use crate::context::Exchange;
use crate::fault::Fault;
use crate::header_rules::{self, IntegrationType};
use crate::headers::Headers;
use crate::io::{AwsCall, AwsFailure, HttpReply, Io, Role};
use crate::media;
use crate::permission::{Mismatch, Verdict, gateway_session, role_may};
use crate::query::Query;
use crate::request::new_request_id;
use crate::snapshot::Service;
use crate::templates::Session;
use crate::trace::{Event, Trace};

/// Services with JSON protocols for whose actions API Gateway sets `X-Amz-Target` itself: the name,
/// the target's prefix, the protocol's version. EventBridge is not one: there a mapping sets it (F§3.7).
const TARGETS: [(&str, &str, &str); 8] = [
    ("dynamodb", "DynamoDB_20120810", "1.0"),
    ("kinesis", "Kinesis_20131202", "1.1"),
    ("states", "AWSStepFunctions", "1.0"),
    ("firehose", "Firehose_20150804", "1.1"),
    ("secretsmanager", "secretsmanager", "1.1"),
    ("kms", "TrentService", "1.1"),
    ("logs", "Logs_20140328", "1.1"),
    ("cognito-idp", "AWSCognitoIdentityProviderService", "1.1"),
];

impl<I: Io> Engine<I> {
    pub(super) async fn call_service(
        &self,
        exchange: &Exchange<'_>,
        service: &Service,
        trace: &mut Trace,
    ) -> Result<Outcome, Fault> {
        let mut session = Session::default();
        let outgoing = outgoing(exchange, service, &mut session)?;
        let role = match &service.credentials {
            Some(credentials) => Some(self.assume(credentials).await?),
            None => None,
        };
        let started = self.io.now_ms();
        trace.at(started);
        announce(&outgoing, trace);
        let refusal = role
            .as_ref()
            .and_then(|(arn, role)| refusal(service, &outgoing, arn, role));
        let reply = if let Some(reply) = refusal {
            Ok(reply)
        } else {
            let call = AwsCall {
                account: &exchange.snapshot.account,
                uri: &service.uri,
                role: role.as_ref().map(|(arn, _)| arn.as_str()),
                method: outgoing.verb.clone(),
                url: &outgoing.url,
                headers: &outgoing.headers,
                body: outgoing.body.clone(),
                timeout: service.timeout,
            };
            self.io.aws(call).await
        };
        let now = self.io.now_ms();
        trace.at(now);
        let latency = u64::try_from(now - started).unwrap_or_default();
        match reply {
            Ok(reply) => answered(exchange, service, reply, latency, &mut session, trace),
            Err(AwsFailure::Http(failure)) => {
                Err(failed(&outgoing.url, None, None, service.timeout, failure))
            }
            Err(AwsFailure::NoCredentials(cause)) => Err(Fault::LookupFailed {
                what: match role {
                    Some((arn, _)) => format!("credentials of the role '{arn}'"),
                    None => "credentials".to_owned(),
                },
                cause,
            }),
        }
    }
}

/// The request to the service: parameters, body, URL and headers. Those of the signature come when
/// it is sent, and are in no log.
fn outgoing(
    exchange: &Exchange<'_>,
    service: &Service,
    session: &mut Session,
) -> Result<Outgoing, Fault> {
    let request = exchange.request;
    let verb = service.verb.clone();
    let verb = verb.unwrap_or_else(|| request.method.clone());
    let mut parameters = Parameters::map(exchange, IntegrationType::Aws, &service.parameters)?;
    let payload = map_request::body(exchange, &service.transformation, session)?;
    parameters.override_with(session, IntegrationType::Aws)?;

    let base = format!("https://{}/", service.uri.host());
    let target = match &service.uri.target {
        IntegrationTarget::Path(path) => path.trim_start_matches('/').to_owned(),
        IntegrationTarget::Action(action) => format!("?Action={action}"),
    };
    let mut url = uri::fill_path(&(base + &target), |name| parameters.path_value(name));
    for (name, value) in &parameters.querystring {
        uri::append_parameter(&mut url, name, value);
    }
    uri::check(&url).map_err(|fault| uri_fault(&url, None, fault))?;

    let mut headers = parameters.headers;
    if let IntegrationTarget::Action(action) = &service.uri.target
        && let Some((_, prefix, version)) = TARGETS
            .iter()
            .find(|(name, ..)| *name == service.uri.service)
    {
        let operation = action.split('&').next().unwrap_or_default();
        headers.set_default("X-Amz-Target", format!("{prefix}.{operation}"));
        headers.set_default("Content-Type", format!("application/x-amz-json-{version}"));
    }
    header_rules::complete_request(
        &mut headers,
        &exchange.snapshot.api_id,
        &exchange.trace_id(),
    );
    headers.set_default("Content-Type", media::DEFAULT);
    let body = if is_bodiless(&verb) {
        Bytes::new()
    } else {
        payload.into_bytes()
    };
    Ok(Outgoing {
        binary: exchange.is_binary(),
        verb,
        url,
        headers,
        body,
    })
}

/// From the service's answer, an error of its own included, to the method's: integration responses
/// are chosen by its status.
fn answered(
    exchange: &Exchange<'_>,
    service: &Service,
    reply: HttpReply,
    latency: u64,
    session: &mut Session,
    trace: &mut Trace,
) -> Result<Outcome, Fault> {
    let content_type = reply.headers.get("Content-Type");
    let binary = exchange.snapshot.binary_media_types.contains(content_type);
    trace.emit(Event::ReceivedResponse {
        status: Some(reply.status),
        latency,
    });
    trace.data(|| Event::EndpointResponseHeaders(java_map(reply.headers.iter())));
    trace.evidence(|| Event::EndpointResponseBody(shown(&reply.body, binary)));
    let request_id = reply
        .headers
        .get("x-amzn-RequestId")
        .or_else(|| reply.headers.get("x-amz-request-id"))
        .map(str::to_owned);
    let transformation = &service.transformation;
    let endpoint = map_response::Endpoint {
        integration: IntegrationType::Aws,
        status: reply.status,
        chosen: transformation.selector.by_status(reply.status),
        headers: &reply.headers,
        body: reply.body,
    };
    let mut outcome = map_response::map(exchange, transformation, endpoint, session, trace)?;
    outcome.integration_request_id = request_id;
    Ok(outcome)
}

/// The service's answer to a role that may not do this. The service itself need not know the role:
/// it may be an emulator that lets everybody do everything. What cannot be told of a request, its
/// action or what it is about, is left to the service.
fn refusal(
    service: &Service,
    outgoing: &Outgoing,
    role_arn: &str,
    role: &Role,
) -> Option<HttpReply> {
    let operation = operation(service, outgoing)?;
    let action = format!("{}:{operation}", service.uri.service);
    let resource = resource(service, outgoing);
    let subject = resource.as_deref().unwrap_or("*");
    let decision = role_may(&named_policies(role), role_arn, &action, subject);
    let about_another = |mismatch: &Mismatch| matches!(mismatch, Mismatch::Resource { .. });
    let allowed = decision.is_allowed()
        || (resource.is_none()
            && decision.verdict == Verdict::NotAllowed
            && decision
                .near_misses
                .iter()
                .any(|near| about_another(&near.mismatch)));
    if allowed {
        return None;
    }
    let because = match decision.verdict {
        Verdict::ExplicitlyDenied(_) => {
            "with an explicit deny in an identity-based policy".to_owned()
        }
        _ => format!("because no identity-based policy allows the {action} action"),
    };
    let message = format!(
        "User: {} is not authorized to perform: {action} on resource: {subject} {because}",
        gateway_session(role_arn)
    );
    Some(access_denied(service, outgoing, &message))
}

/// The error in the form of the protocol that was spoken; the forms are the services' documented
/// ones, the rest is our choice [C].
fn access_denied(service: &Service, outgoing: &Outgoing, message: &str) -> HttpReply {
    let request_id = new_request_id();
    let escaped = || {
        let message = message.replace('&', "&amp;");
        message.replace('<', "&lt;").replace('>', "&gt;")
    };
    let (status, content_type, body) = if outgoing.headers.get("X-Amz-Target").is_some() {
        let body = serde_json::json!({"__type": "AccessDeniedException", "Message": message});
        let content_type = outgoing.headers.get("Content-Type");
        (
            400,
            content_type.unwrap_or(media::DEFAULT),
            body.to_string(),
        )
    } else if service.uri.service == "s3" {
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>{}</Message><RequestId>{request_id}</RequestId></Error>",
            escaped()
        );
        (403, "application/xml", body)
    } else {
        let body = format!(
            "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>{}</Message></Error><RequestId>{request_id}</RequestId></ErrorResponse>",
            escaped()
        );
        (403, "text/xml", body)
    };
    let mut headers = Headers::new();
    headers.append("Content-Type", content_type);
    headers.append("Content-Length", body.len().to_string());
    headers.append("x-amzn-RequestId", request_id);
    HttpReply {
        status,
        headers,
        body: Bytes::from(body),
        rest: None,
    }
}

/// The operation that a request calls, if it says so.
fn operation(service: &Service, outgoing: &Outgoing) -> Option<String> {
    if let Some(target) = outgoing.headers.get("X-Amz-Target") {
        return Some(target.rsplit('.').next()?.to_owned());
    }
    if let Some(action) = parameter(outgoing, "Action") {
        return Some(action);
    }
    if service.uri.service != "s3" {
        return None;
    }
    let (_, key) = s3_names(service, outgoing)?;
    let operation = match (&outgoing.verb, key) {
        (&Method::GET | &Method::HEAD, Some(_)) => "GetObject",
        (&Method::PUT | &Method::POST, Some(_)) => "PutObject",
        (&Method::DELETE, Some(_)) => "DeleteObject",
        (&Method::GET | &Method::HEAD, None) => "ListBucket",
        _ => return None,
    };
    // A subresource (`?acl`, `?uploads`) is another operation.
    (!outgoing.url.contains('?')).then(|| operation.to_owned())
}

/// The ARN of what a request is about, if it says so.
fn resource(service: &Service, outgoing: &Outgoing) -> Option<String> {
    let uri = &service.uri;
    let arn = |account: &str, name: &str| {
        format!(
            "arn:{}:{}:{}:{account}:{name}",
            uri.partition, uri.service, uri.region
        )
    };
    let json: serde_json::Value = serde_json::from_slice(&outgoing.body).unwrap_or_default();
    let text = |key: &str| Some(json.get(key)?.as_str()?.to_owned());
    let given = |key: &str| text(key).or_else(|| parameter(outgoing, key));
    match uri.service.as_str() {
        "s3" => {
            let (bucket, key) = s3_names(service, outgoing)?;
            let key = key.map(|key| format!("/{key}")).unwrap_or_default();
            Some(format!("arn:{}:s3:::{bucket}{key}", uri.partition))
        }
        "sqs" => {
            let url = given("QueueUrl");
            let path = match &url {
                Some(url) => url.rsplitn(3, '/').collect::<Vec<_>>(),
                None => path(outgoing).rsplitn(3, '/').collect(),
            };
            let [queue, account, ..] = path.as_slice() else {
                return None;
            };
            Some(arn(account, queue))
        }
        "sns" => given("TopicArn").or_else(|| given("TargetArn")),
        "states" => text("stateMachineArn"),
        "kinesis" => text("StreamARN"),
        _ => None,
    }
}

/// Bucket and key of a request to S3.
fn s3_names<'o>(
    service: &'o Service,
    outgoing: &'o Outgoing,
) -> Option<(&'o str, Option<&'o str>)> {
    let path = path(outgoing).trim_start_matches('/');
    let (bucket, key) = match &service.uri.subdomain {
        Some(bucket) => (bucket.as_str(), path),
        None => path.split_once('/').unwrap_or((path, "")),
    };
    (!bucket.is_empty()).then_some((bucket, (!key.is_empty()).then_some(key)))
}

/// The path of the URL, with its slash.
fn path(outgoing: &Outgoing) -> &str {
    let rest = outgoing.url.strip_prefix("https://").unwrap_or_default();
    let path = rest.find('/').and_then(|at| rest.get(at..));
    path.and_then(|path| path.split('?').next()).unwrap_or("/")
}

/// A parameter of the query string, or of a body that is a form.
fn parameter(outgoing: &Outgoing, name: &str) -> Option<String> {
    let query = outgoing.url.split_once('?').map_or("", |(_, query)| query);
    let find = |text: &str| Query::parse(text).get(name).map(str::to_owned);
    find(query).or_else(|| {
        let form = outgoing.headers.get("Content-Type").map(media::mime);
        let is_form = form == Some("application/x-www-form-urlencoded");
        is_form.then(|| find(std::str::from_utf8(&outgoing.body).ok()?))?
    })
}
