//! GW704: the API was changed after the stage's deployment.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::difference::differences;
use crate::fix::Fix;
use crate::known::Known;
use crate::rule::{Finding, Severity};
use crate::subject::Thing;

/// How many differences are told.
const TOLD: usize = 5;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        let Known::Is(deployed) = &stage.stage.deployed else {
            continue;
        };
        let differences = differences(deployed, &checkup.subject.api);
        let name = stage.stage.name();
        let Some(first) = differences.first() else {
            continue;
        };
        let message = match differences.len() {
            1 => format!("the stage '{name}' does not serve this change: {first}"),
            count => format!("the stage '{name}' does not serve {count} changes"),
        };
        let mut finding = Finding::new(
            RuleCode::ChangeNotDeployed,
            Severity::Warning,
            Thing::Deployment(name.to_owned()).whole(),
            message,
        )
        .in_stage(stage)
        // What else was changed goes live with it.
        .remedy(
            format!("deploy the API to '{name}'"),
            false,
            vec![Fix::Redeploy {
                stage: name.to_owned(),
            }],
        );
        finding.evidence.extend(differences.iter().take(TOLD).cloned());
        if differences.len() > TOLD {
            let more = differences.len() - TOLD;
            finding.evidence.push(format!("and {more} more"));
        }
        findings.push(finding);
    }
}
