//! GW501: the endpoint's host name does not resolve.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.findings(RuleCode::EndpointUnresolvable, "/methodIntegration/uri"));
}
