//! GW306: an integration's type and the kind of its URI do not go together.

use gatewright_gateway::arn::{FunctionUriError, IntegrationUri};
use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        for method in stage.methods() {
            let Some(integration) = &method.document.method_integration else {
                continue;
            };
            let kind = integration.r#type.as_deref().unwrap_or_default();
            let uri = integration.uri.as_deref().unwrap_or_default();
            let Some(why) = mismatch(kind, uri) else {
                continue;
            };
            findings.push(
                Finding::new(
                    RuleCode::IntegrationTypeMismatch,
                    Severity::Error,
                    method.thing().member("/methodIntegration/type"),
                    format!("the type is {kind}, and {why}"),
                )
                .in_stage(stage),
            );
        }
    }
}

/// What the URI is instead of what the type calls.
fn mismatch(kind: &str, uri: &str) -> Option<String> {
    match kind {
        "HTTP" | "HTTP_PROXY" if uri.starts_with("arn:") => Some("the URI is an ARN".to_owned()),
        "AWS" | "AWS_PROXY" if uri.starts_with("http://") || uri.starts_with("https://") => {
            Some("the URI is a URL".to_owned())
        }
        "AWS_PROXY" => match uri.parse::<IntegrationUri>().ok()?.function() {
            Err(FunctionUriError::Service(service)) => {
                Some(format!("the URI calls {service}, not a Lambda function"))
            }
            _ => None,
        },
        _ => None,
    }
}
