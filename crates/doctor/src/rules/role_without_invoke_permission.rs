//! GW112: the integration's role may not invoke the function.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.findings(RuleCode::RoleWithoutInvokePermission, "/methodIntegration/credentials"));
}
