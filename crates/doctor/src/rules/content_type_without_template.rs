//! GW411: no template is for JSON, and passthrough is off.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.findings(RuleCode::ContentTypeWithoutTemplate, "/methodIntegration/requestTemplates"));
}
