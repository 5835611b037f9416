//! GW414: a parameter mapping cannot be read, or maps what the method does not declare.

use std::collections::BTreeMap;

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::mapping::{MappingError, ValidationResult, validate_request, validate_response};
use gatewright_gateway::problem::ProblemKind;
use gatewright_wire::apigateway::Method;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};
use crate::subject::segment;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    let code = RuleCode::MappingInvalid;
    findings.extend(checkup.problems(code, Severity::Error, |kind| {
        matches!(kind, ProblemKind::Mapping(_))
    }));
    for stage in &checkup.stages {
        for method in stage.methods() {
            for (pointer, message) in undeclared(method.document) {
                let place = method.thing().member(pointer);
                findings.push(Finding::new(code, Severity::Error, place, message).in_stage(stage));
            }
        }
    }
}

/// The mappings that use what the method does not declare: AWS refuses them when they are put, and
/// leaves them when the declaration is taken away (F§5.2).
fn undeclared(method: &Method) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let Some(integration) = &method.method_integration else {
        return found;
    };
    // A proxy of a function has no use for mappings.
    if integration.r#type.as_deref() == Some("AWS_PROXY") {
        return found;
    }
    let nothing = BTreeMap::new();
    let declared = method.request_parameters.as_ref().unwrap_or(&nothing);
    for (key, expression) in integration.request_parameters.iter().flatten() {
        let alone = BTreeMap::from([(key.clone(), expression.clone())]);
        if let Err(name) = declares(validate_request(&alone, declared)) {
            found.push((
                format!("/methodIntegration/requestParameters/{}", segment(key)),
                format!("the mapping uses {name}, which the method's request parameters do not declare"),
            ));
        }
    }
    for (key, response) in integration.integration_responses.iter().flatten() {
        let status = response.status_code.as_deref().unwrap_or(key);
        let mut responses = method.method_responses.iter().flatten();
        let Some((_, of_method)) = responses.find(|(key, response)| {
            response.status_code.as_deref().unwrap_or(key) == status
        }) else {
            // That it is not there is a finding by itself.
            continue;
        };
        let declared = of_method.response_parameters.as_ref().unwrap_or(&nothing);
        for (name, expression) in response.response_parameters.iter().flatten() {
            let alone = BTreeMap::from([(name.clone(), expression.clone())]);
            if let Err(name) = declares(validate_response(&alone, declared)) {
                let pointer = format!(
                    "/methodIntegration/integrationResponses/{}/responseParameters/{}",
                    segment(key),
                    segment(&name)
                );
                found.push((
                    pointer,
                    format!("the mapping sets {name}, which the method response {status} does not declare"),
                ));
            }
        }
    }
    found
}

/// The parameter that is not declared, if that is what is wrong.
fn declares(result: Result<(), ValidationResult>) -> Result<(), String> {
    let errors = result.err().map(|result| result.errors).unwrap_or_default();
    let undeclared = errors.into_iter().find_map(|error| match error {
        MappingError::Undeclared(name) => Some(name),
        _ => None,
    });
    undeclared.map_or(Ok(()), Err)
}
