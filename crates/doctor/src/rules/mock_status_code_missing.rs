//! GW406: a MOCK integration's template gives no status code.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.findings(RuleCode::MockStatusCodeMissing, "/methodIntegration/requestTemplates"));
}
