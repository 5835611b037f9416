//! GW822: an authorizer cannot work as it is set up.

use gatewright_gateway::arn::IntegrationUri;
use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::problem::ProblemKind;
use gatewright_wire::apigateway::Authorizer;

use crate::checkup::{Checkup, StageCheckup};
use crate::known::Known;
use crate::rule::{Finding, Severity};
use crate::subject::Thing;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    let code = RuleCode::AuthorizerMisconfigured;
    findings.extend(checkup.problems(code, Severity::Error, |kind| {
        matches!(kind, ProblemKind::UnknownAuthorizer(_))
    }));
    for stage in &checkup.stages {
        for authorizer in &stage.api.authorizers {
            let wrong = wrong(authorizer).or_else(|| missing(checkup, stage, authorizer));
            let Some((member, what)) = wrong else {
                continue;
            };
            let name = authorizer.name.clone().unwrap_or_default();
            let message = format!("the authorizer '{name}' {what}");
            let place = Thing::Authorizer(name).member(member);
            findings.push(Finding::new(code, Severity::Error, place, message).in_stage(stage));
        }
    }
}

/// Whether the function that an authorizer asks is not there.
fn missing(
    checkup: &Checkup<'_>,
    stage: &StageCheckup<'_>,
    authorizer: &Authorizer,
) -> Option<(&'static str, String)> {
    let function = stage.authorizer_function(authorizer)?;
    let what = match checkup.subject.world.function(&function) {
        Known::Absent => format!("asks the function {function}, which does not exist"),
        Known::Is(known) if known.qualifier(function.qualifier.as_deref()).is_absent() => {
            let qualifier = function.qualifier.as_deref().unwrap_or_default();
            format!("asks the function {function}, which has no alias or version '{qualifier}'")
        }
        Known::Is(_) | Known::Unseen => return None,
    };
    Some(("/authorizerUri", what))
}

/// What is wrong with an authorizer, and where.
fn wrong(authorizer: &Authorizer) -> Option<(&'static str, String)> {
    let is_set = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
    match authorizer.r#type.as_deref()? {
        "TOKEN" | "REQUEST" => {
            let uri = authorizer.authorizer_uri.as_deref().unwrap_or_default();
            if uri.is_empty() {
                return Some(("", "has no authorizerUri".to_owned()));
            }
            // A stage variable may make it whole.
            if !uri.contains("${") {
                let function = uri.parse::<IntegrationUri>().map_err(|it| it.to_string());
                let function = function.and_then(|uri| uri.function().map_err(|it| it.to_string()));
                if let Err(error) = function {
                    return Some(("/authorizerUri", format!("names no function: {error}")));
                }
            }
            let caches = authorizer.authorizer_result_ttl_in_seconds != Some(0);
            let is_token = authorizer.r#type.as_deref() == Some("TOKEN");
            (!is_set(&authorizer.identity_source) && (is_token || caches))
                .then(|| ("", "has no identity source".to_owned()))
        }
        "COGNITO_USER_POOLS" => authorizer
            .provider_ar_ns
            .as_ref()
            .is_none_or(Vec::is_empty)
            .then(|| ("", "names no user pool".to_owned())),
        _ => None,
    }
}
