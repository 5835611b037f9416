//! GW303: the integration's URI does not name what it should.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.findings(RuleCode::IntegrationUriMalformed, "/methodIntegration/uri"));
}
