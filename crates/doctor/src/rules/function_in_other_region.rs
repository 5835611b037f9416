//! GW204: the function is in another region than the one that is called.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.findings(RuleCode::FunctionInOtherRegion, "/methodIntegration/uri"));
}
