//! GW303: the integration's URI does not name what it should.

use gatewright_gateway::arn::FunctionArn;
use gatewright_gateway::fault::RuleCode;

use crate::checkup::{Checkup, Failure, StageCheckup};
use crate::fix::Fix;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    let code = RuleCode::IntegrationUriMalformed;
    findings.extend(checkup.findings(code, "/methodIntegration/uri"));
    for (stage, failure) in checkup.failures(RuleCode::EndpointMalformed) {
        findings.extend(of_service(stage, failure));
    }
}

/// A URI of an AWS integration that is no ARN of API Gateway's: the likeliest is a function's own.
fn of_service(stage: &StageCheckup<'_>, failure: &Failure<'_>) -> Option<Finding> {
    let integration = failure.method.method_integration.as_ref()?;
    let uri = integration.uri.as_deref().unwrap_or_default();
    let is_of_service = matches!(integration.r#type.as_deref(), Some("AWS" | "AWS_PROXY"));
    // A URL is of the wrong kind, and not malformed (GW306).
    if !is_of_service || uri.starts_with("http://") || uri.starts_with("https://") {
        return None;
    }
    let mut finding = Finding::of_failure(stage, failure, "/methodIntegration/uri");
    finding.rule = RuleCode::IntegrationUriMalformed;
    let Ok(function) = uri.parse::<FunctionArn>() else {
        finding.message = format!(
            "the integration's URI '{uri}' is not of the form arn:aws:apigateway:REGION:SERVICE:path/… or …:action/…"
        );
        return Some(finding);
    };
    finding.message = format!(
        "the integration's URI is the function's own ARN: it must be arn:{}:apigateway:{}:lambda:path/2015-03-31/functions/ARN/invocations",
        function.partition, function.region
    );
    let whole = format!(
        "arn:{}:apigateway:{}:lambda:path/2015-03-31/functions/{uri}/invocations",
        function.partition, function.region
    );
    let place = failure.thing().member("/methodIntegration/uri");
    Some(finding.remedy(
        "name Lambda's invocation of the function",
        true,
        stage.with_redeploy(vec![Fix::set(place, whole)]),
    ))
}
