//! GW111: API Gateway cannot assume the integration's role.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.findings(RuleCode::RoleNotAssumable, "/methodIntegration/credentials"));
}
