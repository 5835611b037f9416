//! Which configured gateway response applies to an error, and what it makes of it (F§2.6).

use std::collections::BTreeMap;

use super::{RaisedError, ResponseType};

/// A gateway response as configured on an API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GatewayResponse {
    /// The status to answer with instead of the error's own.
    pub status: Option<u16>,
    /// `gatewayresponse.header.{name}` to an expression: `'literal'`, `method.request.{position}.{name}`,
    /// `context.{name}` or `stageVariables.{name}`.
    pub parameters: BTreeMap<String, String>,
    /// Content type to template, in the configured order.
    pub templates: Vec<(String, String)>,
}

/// The configured gateway responses of one deployment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GatewayResponses {
    configured: BTreeMap<ResponseType, GatewayResponse>,
}

/// What the client gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The final status.
    pub status: u16,
    /// The configured response that was applied; `None` for AWS's own.
    pub configured: Option<ResponseType>,
    /// `Content-Type`, `x-amzn-ErrorType` and the configured headers, in this order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl FromIterator<(ResponseType, GatewayResponse)> for GatewayResponses {
    fn from_iter<I: IntoIterator<Item = (ResponseType, GatewayResponse)>>(responses: I) -> Self {
        Self {
            configured: responses.into_iter().collect(),
        }
    }
}

impl GatewayResponses {
    /// The configured response for an error: its own type's, else its family's, else none.
    pub fn find(&self, error: &RaisedError) -> Option<(ResponseType, &GatewayResponse)> {
        let of = |kind| {
            self.configured
                .get_key_value(&kind)
                .map(|(kind, response)| (*kind, response))
        };
        of(error.response_type).or_else(|| of(ResponseType::family(error.status)?))
    }

    /// The answer to an error.
    ///
    /// `accept` is the request's `Accept` header, which picks among several templates. `variable` answers for a
    /// name without its `$`: `context.requestId`, `stageVariables.color`, `method.request.header.Origin`;
    /// `context.error.*` is answered here. A response without a status of its own leaves the error's (F§2.6).
    pub fn apply(
        &self,
        error: &RaisedError,
        accept: Option<&str>,
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Applied {
        let error_type = ("x-amzn-ErrorType".to_owned(), error.error_type.to_owned());
        let Some((kind, response)) = self.find(error) else {
            return Applied {
                status: error.status,
                configured: None,
                headers: vec![
                    ("Content-Type".to_owned(), error.content_type.to_owned()),
                    error_type,
                ],
                body: error.body.clone(),
            };
        };
        let lookup = |name: &str| match name.strip_prefix("context.error.") {
            Some(name) => error_variable(error, name),
            None => variable(name),
        };
        let (content_type, body) = match response.template(accept) {
            Some((content_type, template)) => (content_type, substitute(template, &lookup)),
            None => (error.content_type, error.body.clone()),
        };
        let mut headers = vec![
            ("Content-Type".to_owned(), content_type.to_owned()),
            error_type,
        ];
        for (target, expression) in &response.parameters {
            let Some(header) = target.strip_prefix("gatewayresponse.header.") else {
                continue;
            };
            let value = match expression
                .strip_prefix('\'')
                .and_then(|rest| rest.strip_suffix('\''))
            {
                Some(literal) => Some(literal.to_owned()),
                None => lookup(expression),
            };
            if let Some(value) = value {
                headers.retain(|(name, _)| {
                    !(header.eq_ignore_ascii_case("content-type") && name == "Content-Type")
                });
                headers.push((header.to_owned(), value));
            }
        }
        Applied {
            status: response.status.unwrap_or(error.status),
            configured: Some(kind),
            headers,
            body,
        }
    }
}

impl GatewayResponse {
    /// The template for a request's `Accept`: its first media type's, else JSON's, else the first.
    fn template(&self, accept: Option<&str>) -> Option<(&str, &str)> {
        let of = |wanted: &str| {
            self.templates
                .iter()
                .find(|(content_type, _)| content_type == wanted)
        };
        accept
            .and_then(|accept| accept.split([',', ';']).next())
            .and_then(|media_type| of(media_type.trim()))
            .or_else(|| of("application/json"))
            .or_else(|| self.templates.first())
            .map(|(content_type, template)| (content_type.as_str(), template.as_str()))
    }
}

/// A variable of an error by its path without `context.error.`.
pub(crate) fn error_variable(error: &RaisedError, name: &str) -> Option<String> {
    match name {
        "message" => Some(error.message.clone().unwrap_or_else(|| "null".to_owned())),
        "messageString" => Some(
            error
                .message
                .as_deref()
                .map_or_else(|| "null".to_owned(), quoted),
        ),
        "responseType" => Some(error.response_type.to_string()),
        "validationErrorString" => error.validation_error.clone(),
        _ => None,
    }
}

/// A text as a JSON string, quotes included.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Replaces `$context.…`, `$stageVariables.…` and `$method.request.…` by their values, an unset one by nothing
/// (F§2.6; what AWS prints for an unset one is not recorded). All else is text: these templates are not Velocity.
fn substitute(template: &str, lookup: &dyn Fn(&str) -> Option<String>) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('$') {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let after = from.get(1..).unwrap_or_default();
        let name = variable_name(after);
        if name.is_empty() {
            text.push('$');
            rest = after;
        } else {
            text.push_str(&lookup(name).unwrap_or_default());
            rest = after.get(name.len()..).unwrap_or_default();
        }
    }
    text.push_str(rest);
    text
}

/// The variable's name at the start of `text`; empty where there is none. A dot or a hyphen belongs to a name only
/// where another character of the name follows, so that a sentence may end after a variable; a hyphen only in the
/// names that clients choose.
fn variable_name(text: &str) -> &str {
    let starts = |scope: &str| text.starts_with(scope);
    let hyphens = starts("method.request.");
    if !(hyphens || starts("context.") || starts("stageVariables.")) {
        return "";
    }
    let of_name =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_') || (c == '-' && hyphens);
    let end = text.find(|c| !of_name(c)).unwrap_or(text.len());
    text.get(..end)
        .unwrap_or_default()
        .trim_end_matches(['.', '-'])
}
