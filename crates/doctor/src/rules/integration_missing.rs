//! GW305: a method without an integration.

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::problem::ProblemKind;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    findings.extend(checkup.problems(
        RuleCode::IntegrationMissing,
        Severity::Error,
        |kind| matches!(kind, ProblemKind::NoIntegration),
    ));
}
