//! GW102: the alias or version has no resource policy of its own.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::grant;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(grant::findings(checkup, RuleCode::PermissionOnFunctionNotAlias));
}
