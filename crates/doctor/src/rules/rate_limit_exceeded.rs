//! GW816: requests failed because they came faster than a limit allows.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.logged(RuleCode::RateLimitExceeded, ""));
}
