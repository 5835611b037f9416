//! GW202: the function has no such alias.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};
use crate::subject::Origin;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    let code = RuleCode::FunctionAliasMissing;
    findings.extend(checkup.findings(code, "/methodIntegration/uri").map(|mut finding| {
        if checkup.subject.origin == Origin::File {
            // Whoever deploys the function may make its aliases too.
            finding.severity = Severity::Warning;
            finding.message.push_str(" (the file makes none of this name)");
        }
        finding
    }));
}
