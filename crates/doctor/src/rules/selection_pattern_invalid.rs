//! GW413: a selection pattern is no regular expression.

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::problem::ProblemKind;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.problems(
        RuleCode::SelectionPatternInvalid,
        Severity::Error,
        |kind| matches!(kind, ProblemKind::SelectionPattern(_)),
    ));
}
