//! GW601: an integration uses a stage variable that the stage does not define.

use gatewright_gateway::fault::{Fault, RuleCode};
use gatewright_gateway::problem::ProblemKind;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};
use crate::subject::{Thing, segment};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        if stage.stage.variables_unseen {
            continue;
        }
        for problem in &stage.problems {
            let ProblemKind::UndefinedStageVariable(name) = &problem.kind else {
                continue;
            };
            let (Some(path), Some(verb)) = (&problem.place.resource, &problem.place.method) else {
                continue;
            };
            let place = Thing::method(path, verb).member(&problem.place.pointer);
            let message = format!(
                "the stage '{}' does not define the variable '{name}'",
                stage.stage.name()
            );
            let variable = Thing::Stage(stage.stage.name().to_owned())
                .member(format!("/variables/{}", segment(name)));
            let mut finding = Finding::new(
                RuleCode::StageVariableUndefined,
                Severity::Error,
                place,
                message,
            )
            .in_stage(stage);
            finding.predicted = stage
                .failures
                .iter()
                .find(|failure| {
                    failure.path == path && failure.verb == verb && is_for_want_of_it(&failure.fault)
                })
                .map(|failure| failure.predicted.clone());
            finding
                .related
                .push((variable, "the variable is wanted here".to_owned()));
            findings.push(finding);
        }
    }
}

/// Whether a fault comes of an undefined variable.
fn is_for_want_of_it(fault: &Fault) -> bool {
    fault.rule() == RuleCode::StageVariableUndefined
}
