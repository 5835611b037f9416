//! GW304: the integration's URI holds a character that no URI has.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.findings(RuleCode::IntegrationUriIllegalCharacter, "/methodIntegration/uri"));
}
