//! GW302: requests failed because of the form of the function's answer.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.logged(RuleCode::MalformedProxyResponse, "/methodIntegration/uri"));
}
