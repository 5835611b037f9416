//! GW101: the function has no resource policy at all.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::grant;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for (stage, failure) in checkup.failures(RuleCode::LambdaPermissionMissing) {
        let finding = Finding::of_failure(stage, failure, "/methodIntegration/uri");
        findings.push(grant::granting(finding, stage, failure));
    }
}
