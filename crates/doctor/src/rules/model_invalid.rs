//! GW415: a model that a method uses does not exist, or cannot be used.

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::problem::ProblemKind;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(
        checkup.problems(RuleCode::ModelInvalid, Severity::Warning, |kind| {
            matches!(
                kind,
                ProblemKind::UnknownModel(_) | ProblemKind::Schema(..) | ProblemKind::UnknownValidator(_)
            )
        }),
    );
}
