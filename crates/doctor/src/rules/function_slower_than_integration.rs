//! GW513: a function may run longer than the integration waits for it.

use std::time::Duration;

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::snapshot::Integration;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};
use crate::subject::Thing;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        for method in stage.methods() {
            let (Integration::Lambda(lambda), Some(function)) =
                (&method.compiled.integration, method.function())
            else {
                continue;
            };
            // It is called and not waited for.
            if is_asynchronous(&method) {
                continue;
            }
            let known = checkup.subject.world.function(function);
            let Some(seconds) = known
                .is()
                .and_then(|known| known.configuration.is()?.timeout)
                .and_then(|timeout| u64::try_from(timeout).ok())
            else {
                continue;
            };
            if Duration::from_secs(seconds) <= lambda.timeout {
                continue;
            }
            let waits = lambda.timeout.as_secs_f64();
            let message = format!(
                "the function {} may run for {seconds} s, and the integration waits {waits} s",
                function.name
            );
            let place = Thing::Function(function.unqualified().to_string()).member("/timeout");
            let mut finding = Finding::new(
                RuleCode::FunctionSlowerThanIntegration,
                // Only what takes so long fails, and it may never.
                Severity::Note,
                method.thing().member("/methodIntegration/timeoutInMillis"),
                message,
            )
            .in_stage(stage);
            finding.related.push((place, "the function's time-out".to_owned()));
            findings.push(finding);
        }
    }
}

fn is_asynchronous(method: &crate::checkup::CheckedMethod<'_>) -> bool {
    let integration = method.document.method_integration.as_ref();
    let parameters = integration.and_then(|it| it.request_parameters.as_ref());
    parameters.into_iter().flatten().any(|(name, value)| {
        name.eq_ignore_ascii_case("integration.request.header.X-Amz-Invocation-Type")
            && value.contains("Event")
    })
}
