//! GW110: a condition, principal or action of the policy is not what API Gateway shows.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::grant;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(grant::findings(checkup, RuleCode::PermissionConditionNotMet));
}
