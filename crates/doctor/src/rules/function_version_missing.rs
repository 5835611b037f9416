//! GW203: the function has no such version.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.findings(RuleCode::FunctionVersionMissing, "/methodIntegration/uri"));
}
