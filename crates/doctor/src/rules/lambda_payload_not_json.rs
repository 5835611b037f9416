//! GW412: what a template makes for Lambda is not JSON.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.findings(RuleCode::LambdaPayloadNotJson, "/methodIntegration/requestTemplates"));
}
