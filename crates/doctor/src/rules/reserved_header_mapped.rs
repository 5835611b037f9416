//! GW408: a mapping sets a header that is API Gateway's own.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.findings(RuleCode::ReservedHeaderMapped, "/methodIntegration/requestParameters"));
}
