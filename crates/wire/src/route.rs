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
    let mut best: Option<(Match, Result<&'static Operation, &'static str>)> = None;
    let mut other_methods = Vec::new();
    for (wanted, uri, found) in shaped.chain(unshaped) {
        let Some(matched) = match_template(uri, path, &query) else {
            continue;
        };
        if wanted != method {
            other_methods.push(wanted);
        } else if best.as_ref().is_none_or(|(so_far, _)| {
            (matched.queries, matched.literals) > (so_far.queries, so_far.literals)
        }) {
            best = Some((matched, found));
        }
    }
    match best {
        Some((matched, Ok(operation))) => Ok(Call {
            service,
            operation,
            labels: matched.labels,
        }),
        Some((_, Err(name))) => Err(ServiceError::not_implemented(service.name, name)),
        None => {
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

struct Match {
    queries: usize,
    literals: usize,
    labels: Vec<(&'static str, String)>,
}

/// Matches a raw path, so that an encoded `/` stays inside its segment, and decodes the labels
/// after. One trailing slash is tolerated.
fn match_template(template: &'static str, path: &str, query: &[(String, String)]) -> Option<Match> {
    let (template, literal_query) = template.split_once('?').unwrap_or((template, ""));
    let mut matched = Match {
        queries: 0,
        literals: 0,
        labels: Vec::new(),
    };
    for pair in literal_query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if !query.iter().any(|(n, v)| n == name && v == value) {
            return None;
        }
        matched.queries += 1;
    }
    let path = path
        .strip_suffix('/')
        .filter(|rest| !rest.is_empty())
        .unwrap_or(path);
    let template = template.strip_suffix('/').unwrap_or(template);
    let mut segments = path.split('/');
    for wanted in template.split('/') {
        let segment = segments.next()?;
        match wanted
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        {
            Some(_) if segment.is_empty() => return None,
            Some(label) => matched.labels.push((label, percent_decode(segment))),
            None if segment == wanted => matched.literals += 1,
            None => return None,
        }
    }
    segments.next().is_none().then_some(matched)
}
