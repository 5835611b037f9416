//! GW817: requests failed because a usage plan's quota was used up.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.logged(RuleCode::QuotaExceeded, ""));
}
