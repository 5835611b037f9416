//! GW708: API Gateway's own error responses have no CORS headers, where the API has them.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::{Checkup, StageCheckup};
use crate::fix::Fix;
use crate::rule::{Finding, Severity};
use crate::subject::Thing;

const ALLOW_ORIGIN: &str = "Access-Control-Allow-Origin";

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in checkup.stages.iter().filter(|stage| has_cors(stage)) {
        for family in ["DEFAULT_4XX", "DEFAULT_5XX"] {
            if allows_origin(stage, family) {
                continue;
            }
            findings.push(
                Finding::new(
                    RuleCode::ErrorsWithoutCors,
                    Severity::Note,
                    Thing::GatewayResponse(family.to_owned()).whole(),
                    format!(
                        "a browser cannot read API Gateway's own {} errors, though the API has CORS",
                        family.trim_start_matches("DEFAULT_").to_lowercase()
                    ),
                )
                .in_stage(stage)
                .remedy(
                    format!("let any page read the errors of {family}"),
                    // Which pages may read them is for the author to say.
                    false,
                    stage.with_redeploy(vec![Fix::set(
                        Thing::GatewayResponse(family.to_owned()).member(
                            "/responseParameters/gatewayresponse.header.Access-Control-Allow-Origin",
                        ),
                        "'*'",
                    )]),
                ),
            );
        }
    }
}

/// Whether an OPTIONS method answers preflights.
fn has_cors(stage: &StageCheckup<'_>) -> bool {
    stage.methods().any(|method| {
        let integration = method.document.method_integration.as_ref();
        let responses = integration.and_then(|it| it.integration_responses.as_ref());
        method.verb == "OPTIONS"
            && responses.into_iter().flatten().any(|(_, response)| {
                let mut parameters = response.response_parameters.iter().flatten();
                parameters.any(|(name, _)| ends_with_allow_origin(name))
            })
    })
}

fn allows_origin(stage: &StageCheckup<'_>, family: &str) -> bool {
    let mut responses = stage.api.gateway_responses.iter();
    responses.any(|response| {
        let mut parameters = response.response_parameters.iter().flatten();
        response.response_type.as_deref() == Some(family)
            && parameters.any(|(name, _)| ends_with_allow_origin(name))
    })
}

fn ends_with_allow_origin(name: &str) -> bool {
    name.rsplit('.')
        .next()
        .is_some_and(|name| name.eq_ignore_ascii_case(ALLOW_ORIGIN))
}
