//! GW505: requests failed because the endpoint took longer than the integration's time-out.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.logged(RuleCode::EndpointTimeout, "/methodIntegration/timeoutInMillis"));
}
