//! GW210: a function that a method calls is not in the state Active.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        for method in stage.methods() {
            let Some(function) = method.function() else {
                continue;
            };
            let known = checkup.subject.world.function(function);
            let Some(configuration) = known.is().and_then(|known| known.configuration.is()) else {
                continue;
            };
            let state = configuration.state.as_deref().unwrap_or("Active");
            // An Inactive function becomes active when it is invoked.
            let severity = match state {
                "Failed" => Severity::Error,
                "Pending" => Severity::Warning,
                _ => continue,
            };
            let reason = configuration.state_reason.as_deref();
            let mut finding = Finding::new(
                RuleCode::FunctionNotActive,
                severity,
                method.thing().member("/methodIntegration/uri"),
                format!("the function {function} is in the state {state}"),
            )
            .in_stage(stage);
            finding.evidence.extend(reason.map(str::to_owned));
            findings.push(finding);
        }
    }
}
