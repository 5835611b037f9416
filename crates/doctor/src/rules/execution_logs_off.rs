//! GW705: a stage writes no execution log.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::fix::Fix;
use crate::rule::{Finding, Severity};
use crate::subject::{Origin, Thing};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    // What a file does not say may be set elsewhere.
    if checkup.subject.origin != Origin::Live {
        return;
    }
    for stage in &checkup.stages {
        let mut settings = stage.stage.stage.method_settings.iter().flatten();
        let logs = settings.any(|(_, setting)| {
            let level = setting.logging_level.as_deref();
            level.is_some_and(|level| level != "OFF")
        });
        if logs {
            continue;
        }
        let place = Thing::Stage(stage.stage.name().to_owned());
        let level = place.clone().member("/methodSettings/*~1*/loggingLevel");
        findings.push(
            Finding::new(
                RuleCode::ExecutionLogsOff,
                Severity::Note,
                place.whole(),
                format!("the stage '{}' writes no execution log", stage.stage.name()),
            )
            .in_stage(stage)
            // Logs cost money, and hold what callers send.
            .remedy("log failures", false, vec![Fix::set(level, "ERROR")]),
        );
    }
}
