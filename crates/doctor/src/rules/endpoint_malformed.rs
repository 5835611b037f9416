//! GW503: the endpoint's address has no valid host.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.findings(RuleCode::EndpointMalformed, "/methodIntegration/uri"));
}
