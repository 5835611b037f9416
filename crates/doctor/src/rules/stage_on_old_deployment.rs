//! GW712: a stage serves an older deployment than the newest.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::fix::Fix;
use crate::rule::{Finding, Severity};
use crate::subject::Thing;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    let Some(newest) = &checkup.subject.newest_deployment else {
        return;
    };
    let served = |stage: &crate::subject::StageSubject| stage.stage.deployment_id.clone();
    let is_served = checkup.subject.stages.iter().any(|stage| served(stage) == Some(newest.clone()));
    for stage in &checkup.stages {
        let Some(deployment) = served(stage.stage).filter(|it| it != newest) else {
            continue;
        };
        let name = stage.stage.name().to_owned();
        let place = Thing::Stage(name.clone()).member("/deploymentId");
        let (severity, where_from) = if is_served {
            // Stages that follow one another are held back on purpose.
            (Severity::Note, "which another stage serves")
        } else {
            (Severity::Warning, "which no stage serves")
        };
        findings.push(
            Finding::new(
                RuleCode::StageOnOldDeployment,
                severity,
                place.clone(),
                format!("the stage '{name}' serves the deployment {deployment}, and not the newest, {newest}, {where_from}"),
            )
            .in_stage(stage)
            .remedy(
                format!("let '{name}' serve the newest deployment"),
                false,
                vec![Fix::set(place, newest.clone())],
            ),
        );
    }
}
