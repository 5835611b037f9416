//! GW509: the VPC link is not AVAILABLE.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.findings(RuleCode::VpcLinkNotAvailable, "/methodIntegration/connectionId"));
}
