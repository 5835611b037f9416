//! GW106: the permission's source ARN names another resource.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::grant;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(grant::findings(checkup, RuleCode::PermissionForOtherPath));
}
