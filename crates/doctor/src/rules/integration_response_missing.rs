//! GW404: no integration response is for what the endpoint answers, and none is the default.

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::selection::Selector;
use gatewright_gateway::snapshot::Integration;
use gatewright_wire::apigateway::Method;
use serde_json::json;

use crate::checkup::{CheckedMethod, Checkup};
use crate::fix::Fix;
use crate::rule::{Finding, Severity};
use crate::subject::Thing;

const MEMBER: &str = "/methodIntegration/integrationResponses";

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    let code = RuleCode::IntegrationResponseMissing;
    for (stage, failure) in checkup.failures(code) {
        let finding = Finding::of_failure(stage, failure, MEMBER);
        findings.push(match default(&failure.thing(), failure.method) {
            Some(fixes) => finding.remedy(
                "answer 200 by default",
                true,
                stage.with_redeploy(fixes),
            ),
            None => finding,
        });
    }
    for stage in &checkup.stages {
        for method in stage.methods() {
            let of_method = |path: &str, verb: &str| path == method.path && verb == method.verb;
            let mut failures = stage.failures.iter().filter(|it| of_method(it.path, it.verb));
            if failures.any(|failure| failure.fault.rule() == code) {
                continue;
            }
            let Some(left_out) = left_out(&method) else {
                continue;
            };
            findings.push(
                Finding::new(
                    code,
                    Severity::Warning,
                    method.thing().member(MEMBER),
                    format!("no integration response is the default, and none is for {left_out}: callers get 500"),
                )
                .in_stage(stage),
            );
        }
    }
}

/// A default response of status 200, where that status is free: it is for answers alone that have nowhere to go.
fn default(thing: &Thing, method: &Method) -> Option<Vec<Fix>> {
    const STATUS: &str = "200";
    let integration = method.method_integration.as_ref()?;
    let mut responses = integration.integration_responses.iter().flatten();
    if responses.any(|(status, _)| status == STATUS) {
        return None;
    }
    let mut declared = method.method_responses.iter().flatten();
    let declared = declared.any(|(status, _)| status == STATUS);
    let mut fixes = Vec::new();
    if !declared {
        let place = thing.clone().member(format!("/methodResponses/{STATUS}"));
        fixes.push(Fix::set(place, json!({})));
    }
    let place = thing.clone().member(format!("{MEMBER}/{STATUS}"));
    fixes.push(Fix::set(place, json!({})));
    Some(fixes)
}

/// An answer of the endpoint that no integration response is for.
fn left_out(method: &CheckedMethod<'_>) -> Option<String> {
    let integration = method.document.method_integration.as_ref()?;
    let responses = integration.integration_responses.as_ref()?;
    let (selector, _) = Selector::new(responses.iter().map(|(key, response)| {
        let status = response.status_code.as_deref().unwrap_or(key);
        (status, response.selection_pattern.as_deref())
    }));
    match &method.compiled.integration {
        Integration::Http(http) if http.transformation.is_some() => {
            // One of each family that an endpoint is likely to answer with.
            let mut statuses = [200, 400, 404, 500, 503].into_iter();
            let status = statuses.find(|status| selector.by_status(*status).is_none())?;
            Some(format!("the status {status}"))
        }
        Integration::Lambda(_) => {
            let message = "an error that nobody thought of";
            let is_left_out = selector.by_error_message(Some(message)).is_none();
            is_left_out.then(|| "errors of the function that no pattern matches".to_owned())
        }
        _ => None,
    }
}
