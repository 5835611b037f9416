//! GW418: no answer of the endpoint leads to an integration response.

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::selection::{SelectionPattern, Selector};
use gatewright_gateway::snapshot::Integration;
use gatewright_wire::apigateway::IntegrationResponse;

use crate::checkup::{CheckedMethod, Checkup};
use crate::rule::{Finding, Severity};
use crate::subject::segment;

/// What a pattern that is meant for statuses is written with.
const OF_DIGITS: &str = r"0123456789\d{}[]()|?,^$-";

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        for method in stage.methods() {
            for (key, why) in unreachable(&method) {
                let pointer = format!(
                    "/methodIntegration/integrationResponses/{}/selectionPattern",
                    segment(&key)
                );
                findings.push(
                    Finding::new(
                        RuleCode::SelectionPatternUnreachable,
                        Severity::Warning,
                        method.thing().member(pointer),
                        format!("the integration response {key} is never used: {why}"),
                    )
                    .in_stage(stage),
                );
            }
        }
    }
}

/// The integration responses that are never used, and why.
fn unreachable(method: &CheckedMethod<'_>) -> Vec<(String, String)> {
    let integration = method.document.method_integration.as_ref();
    let responses = integration.and_then(|it| it.integration_responses.as_ref());
    let responses: Vec<(&String, &IntegrationResponse)> = responses.into_iter().flatten().collect();
    let pattern_of = |index: usize| {
        let (_, response) = responses.get(index)?;
        response.selection_pattern.as_deref().filter(|it| !it.is_empty())
    };
    let found: Vec<(usize, String)> = match &method.compiled.integration {
        Integration::Http(http) if http.transformation.is_some() => by_status(&responses),
        Integration::Aws(_) => by_status(&responses),
        Integration::Lambda(_) => responses
            .iter()
            .enumerate()
            .filter_map(|(index, _)| Some((index, of_function(pattern_of(index)?)?)))
            .collect(),
        _ => Vec::new(),
    };
    found
        .into_iter()
        .filter_map(|(index, why)| Some(((*responses.get(index)?.0).clone(), why)))
        .collect()
}

/// Those that no status of an HTTP endpoint chooses.
fn by_status(responses: &[(&String, &IntegrationResponse)]) -> Vec<(usize, String)> {
    let (selector, invalid) = Selector::new(responses.iter().map(|(key, response)| {
        let status = response.status_code.as_deref().unwrap_or(key);
        (status, response.selection_pattern.as_deref())
    }));
    let mut chosen: Vec<usize> = (100..=599)
        .filter_map(|status| selector.by_status(status))
        .collect();
    chosen.dedup();
    let unused = responses.iter().enumerate().filter(|(index, _)| {
        !chosen.contains(index) && invalid.iter().all(|(invalid, _)| invalid != index)
    });
    let unused = unused.filter_map(|(index, (_, response))| {
        // A default that the patterns leave nothing for does no harm.
        let pattern = response.selection_pattern.as_deref().filter(|it| !it.is_empty())?;
        let is_matching = SelectionPattern::new(pattern)
            .is_ok_and(|it| (100..=599).any(|status: u16| it.matches(&status.to_string())));
        let why = if is_matching {
            format!("whatever its pattern '{pattern}' matches, another response is for")
        } else {
            format!("its pattern '{pattern}' matches no status as a whole")
        };
        Some((index, why))
    });
    unused.collect()
}

/// Why a pattern is for no error message of a function: it is one for a status.
fn of_function(pattern: &str) -> Option<String> {
    let is_of_digits = pattern.chars().all(|it| OF_DIGITS.contains(it));
    let compiled = SelectionPattern::new(pattern).ok()?;
    let matches = (100..=599).any(|status: u16| compiled.matches(&status.to_string()));
    (is_of_digits && matches).then(|| {
        format!(
            "its pattern '{pattern}' is compared with the whole error message of the function, not with a status"
        )
    })
}
