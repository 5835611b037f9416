//! GW107: the permission is for another account's API.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::grant;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(grant::findings(checkup, RuleCode::PermissionForOtherAccount));
}
