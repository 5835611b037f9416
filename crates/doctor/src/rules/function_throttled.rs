//! GW207: requests failed because Lambda had no room for another instance.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.logged(RuleCode::FunctionThrottled, "/methodIntegration/uri"));
}
