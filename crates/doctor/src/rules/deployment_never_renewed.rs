//! GW714: nothing makes a new deployment when the API changes.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};
use crate::subject::Thing;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for deployment in &checkup.subject.deployments {
        let Some(stage) = deployment.stages.first().filter(|_| deployment.never_renewed) else {
            continue;
        };
        // What is deployed now is right, and `replace_triggered_by` does not show.
        let mut finding = Finding::new(
            RuleCode::DeploymentNeverRenewed,
            Severity::Note,
            Thing::Deployment(stage.clone()).whole(),
            "the deployment has no triggers: later changes of the API will not be deployed",
        );
        finding.stage = Some(stage.clone());
        let evidence = "a plan does not show lifecycle.replace_triggered_by, which would do as well";
        findings.push(finding.evidence(evidence));
    }
}
