//! GW511: the endpoint's certificate is out of its time.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.findings(RuleCode::CertificateExpired, "/methodIntegration/uri"));
}
