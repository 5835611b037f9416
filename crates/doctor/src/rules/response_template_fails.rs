//! GW402: a response template cannot be parsed or run.

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::problem::ProblemKind;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    let member = "/methodIntegration/integrationResponses";
    let unreadable = checkup.problems(
        RuleCode::ResponseTemplateFails,
        Severity::Error,
        |kind| matches!(kind, ProblemKind::Template(_)),
    );
    findings.extend(unreadable.filter(|finding| finding.place.pointer.starts_with(member)));
}
