//! GW401: a request template cannot be parsed or run.

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::problem::ProblemKind;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    let member = "/methodIntegration/requestTemplates";
    let code = RuleCode::RequestTemplateFails;
    let unreadable: Vec<Finding> = checkup
        .problems(code, Severity::Error, |kind| {
            matches!(kind, ProblemKind::Template(_))
        })
        .filter(|finding| finding.place.pointer.starts_with(member))
        .collect();
    // What runs and fails may do so for want of a real body.
    let failing = checkup.findings(code, member).filter(|finding| {
        let mut known = unreadable.iter();
        known.all(|known| known.method != finding.method || known.stage != finding.stage)
    });
    findings.extend(failing.map(|finding| Finding {
        severity: Severity::Warning,
        ..finding
    }));
    findings.extend(unreadable);
}
