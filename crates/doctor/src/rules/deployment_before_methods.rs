//! GW713: a deployment does not wait for the methods that it is to contain.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};
use crate::subject::Thing;

/// How many methods are told.
const TOLD: usize = 5;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for deployment in &checkup.subject.deployments {
        let (Some(stage), Some(first)) = (deployment.stages.first(), deployment.unawaited.first())
        else {
            continue;
        };
        let what = match deployment.unawaited.len() {
            1 => format!("{first}, which it does not wait for"),
            count => format!("{count} methods, which it does not wait for"),
        };
        let mut finding = Finding::new(
            RuleCode::DeploymentBeforeMethods,
            Severity::Warning,
            Thing::Deployment(stage.clone()).whole(),
            format!("the deployment may be made before {what}"),
        );
        finding.stage = Some(stage.clone());
        if deployment.unawaited.len() > 1 {
            let told = deployment.unawaited.iter().take(TOLD);
            finding.evidence.extend(told.map(ToString::to_string));
            if deployment.unawaited.len() > TOLD {
                let more = deployment.unawaited.len() - TOLD;
                finding.evidence.push(format!("and {more} more"));
            }
        }
        findings.push(finding);
    }
}
