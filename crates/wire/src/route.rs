//! Which operation a request is: by method and path, by `X-Amz-Target`, or by `Action`.

use bytes::Bytes;
use http::Request;

use crate::error::ServiceError;
use crate::model::{Operation, Protocol, Service};
use crate::scalar::{parameters, percent_decode};

/// A request's operation, found but not decoded.
#[derive(Clone, Debug)]
pub struct Call {
    /// The service.
    pub service: &'static Service,
    /// The operation.
    pub operation: &'static Operation,
    /// The path's labels, by wire name, decoded.
    pub(crate) labels: Vec<(&'static str, String)>,
}

impl Call {
    /// What the path says for a label, by its wire name, decoded.
    pub fn label(&self, name: &str) -> Option<&str> {
        let mut labels = self.labels.iter();
        let (_, value) = labels.find(|(label, _)| *label == name)?;
        Some(value)
    }
}

/// Finds the operation of a request to `service`.
///
/// Errors: `NotImplementedException` for an operation that AWS has and whose shapes we do not
/// carry, `UnknownOperationException` (`InvalidAction` in the query protocol) for everything else.
pub fn route(service: &'static Service, request: &Request<Bytes>) -> Result<Call, ServiceError> {
    match service.protocol {
        Protocol::RestJson => by_path(service, request),
        Protocol::AwsJson { target_prefix } => {
            let target = request
                .headers()
                .get("x-amz-target")
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default();
            match target.split_once('.') {
                Some((prefix, name)) if prefix == target_prefix => by_name(service, name),
                _ => Err(ServiceError::unknown_operation(
                    400,
                    format!("{} has no target '{target}'", service.name),
                )),
            }
        }
        Protocol::Query { .. } => {
            let action = form(request)
                .into_iter()
                .find(|(name, _)| name == "Action")
                .map(|(_, value)| value)
                .unwrap_or_default();
            by_name(service, &action)
        }
    }
}

/// The parameters of a query-protocol request: the URL's, then the body's.
pub(crate) fn form(request: &Request<Bytes>) -> Vec<(String, String)> {
    let mut all = parameters(request.uri().query().unwrap_or_default());
    all.extend(parameters(&String::from_utf8_lossy(request.body())));
    all
}

fn by_name(service: &'static Service, name: &str) -> Result<Call, ServiceError> {
    if let Some(operation) = service.operation(name) {
        return Ok(Call {
            service,
            operation,
            labels: Vec::new(),
        });
    }
    if let Some((known, ..)) = service.unshaped.iter().find(|known| known.0 == name) {
        return Err(ServiceError::not_implemented(service.name, known));
    }
    Err(match service.protocol {
        Protocol::Query { .. } => ServiceError::unmodelled(
            "InvalidAction",
            400,
            format!(
                "Could not find operation {name} for version {}",
                service.api_version
            ),
        ),
        _ => ServiceError::unknown_operation(
            400,
            format!("{} has no operation '{name}'", service.name),
        ),
    })
}

fn by_path(service: &'static Service, request: &Request<Bytes>) -> Result<Call, ServiceError> {
    let method = request.method().as_str();
    let path = request.uri().path();
    let query = parameters(request.uri().query().unwrap_or_default());
    let shaped = service
        .operations
        .iter()
        .map(|operation| (operation.method, operation.uri, Ok(*operation)));
    let unshaped = service
        .unshaped
        .iter()
        .map(|(name, method, uri)| (*method, *uri, Err(*name)));
    let all = shaped.chain(unshaped);
    let mut best: Option<(Match, Result<&'static Operation, &'static str>)> = None;
    for (wanted, uri, found) in all.clone() {
        if wanted == method
            && let Some(matched) = match_template(uri, path, &query)
            && best.as_ref().is_none_or(|(so_far, _)| matched > *so_far)
        {
            best = Some((matched, found));
        }
    }
    match best {
        Some((_, Ok(operation))) => Ok(Call {
            service,
            operation,
            labels: labels(operation.uri, path),
        }),
        Some((_, Err(name))) => Err(ServiceError::not_implemented(service.name, name)),
        None => {
            let matches = |uri| match_template(uri, path, &query).is_some();
            let mut other_methods: Vec<&str> = all
                .filter(|(_, uri, _)| matches(uri))
                .map(|(wanted, ..)| wanted)
                .collect();
            other_methods.sort_unstable();
            other_methods.dedup();
            let hint = if other_methods.is_empty() {
                String::new()
            } else {
                format!(" (that path takes {})", other_methods.join(", "))
            };
            Err(ServiceError::unknown_operation(
                404,
                format!("{} has no operation {method} {path}{hint}", service.name),
            ))
        }
    }
}

/// How well a template matches; the greater matches better.
#[derive(PartialEq, PartialOrd)]
struct Match {
    queries: usize,
    literals: usize,
}

/// Matches a raw path, so that an encoded `/` stays inside its segment.
fn match_template(template: &'static str, path: &str, query: &[(String, String)]) -> Option<Match> {
    let mut literals = 0;
    let mut segments = segments(path);
    for wanted in segments_of(template) {
        match (label(wanted), segments.next()?) {
            (Some(_), "") => return None,
            (Some(_), _) => {}
            (None, segment) if segment == wanted => literals += 1,
            (None, _) => return None,
        }
    }
    if segments.next().is_some() {
        return None;
    }
    let mut queries = 0;
    let (_, literal_query) = template.split_once('?').unwrap_or_default();
    for pair in literal_query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if !query.iter().any(|(n, v)| n == name && v == value) {
            return None;
        }
        queries += 1;
    }
    Some(Match { queries, literals })
}

/// What a path that matches has for the template's labels, decoded.
fn labels(template: &'static str, path: &str) -> Vec<(&'static str, String)> {
    let pairs = segments_of(template).zip(segments(path));
    let label = |(wanted, segment)| Some((label(wanted)?, percent_decode(segment)));
    pairs.filter_map(label).collect()
}

fn label(segment: &'static str) -> Option<&'static str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// A path's segments. One trailing slash is tolerated.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    let shorter = path.strip_suffix('/').filter(|rest| !rest.is_empty());
    shorter.unwrap_or(path).split('/')
}

fn segments_of(template: &'static str) -> impl Iterator<Item = &'static str> {
    let path = template.split('?').next().unwrap_or_default();
    path.strip_suffix('/').unwrap_or(path).split('/')
}
