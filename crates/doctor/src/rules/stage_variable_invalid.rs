//! GW602: a stage variable has a name or a value that API Gateway does not take.

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::stage_variables;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};
use crate::subject::{Thing, segment};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in checkup.stages.iter().filter(|it| !it.stage.variables_unseen) {
        for (name, value) in stage.stage.stage.variables.iter().flatten() {
            let Err(invalid) = stage_variables::check(name, value) else {
                continue;
            };
            let place = Thing::Stage(stage.stage.name().to_owned())
                .member(format!("/variables/{}", segment(name)));
            findings.push(
                Finding::new(
                    RuleCode::StageVariableInvalid,
                    Severity::Error,
                    place,
                    invalid.to_string(),
                )
                .in_stage(stage),
            );
        }
    }
}
