//! GW212: a function's code cannot be started.

use gatewright_gateway::arn::FunctionArn;
use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};
use crate::subject::Thing;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    let code = RuleCode::FunctionCannotStart;
    findings.extend(checkup.logged(code, "/methodIntegration/uri"));
    let mut told = Vec::new();
    for stage in &checkup.stages {
        for method in stage.methods() {
            let Some(function) = method.function().map(FunctionArn::unqualified) else {
                continue;
            };
            let known = checkup.subject.world.function(&function);
            let Some(cannot) = known.is().and_then(|known| known.cannot_start.clone()) else {
                continue;
            };
            let function = function.to_string();
            let severity = if cannot.is_certain {
                Severity::Error
            } else {
                Severity::Warning
            };
            if told.contains(&function) {
                continue;
            }
            let message = format!("the function {function} cannot start: {}", cannot.why);
            let place = Thing::Function(function.clone()).member("/handler");
            let mut finding = Finding::new(code, severity, place, message);
            finding.related.push((
                method.thing().member("/methodIntegration/uri"),
                "it is called here".to_owned(),
            ));
            findings.push(finding);
            told.push(function);
        }
    }
}
