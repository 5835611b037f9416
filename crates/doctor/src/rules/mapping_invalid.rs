//! GW414: a parameter mapping cannot be read.

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::problem::ProblemKind;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(
        checkup.problems(RuleCode::MappingInvalid, Severity::Error, |kind| {
            matches!(kind, ProblemKind::Mapping(_))
        }),
    );
}
