//! GW405: an integration response names a status that the method does not have.

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::problem::ProblemKind;
use serde_json::json;

use crate::checkup::Checkup;
use crate::fix::Fix;
use crate::rule::{Finding, Severity};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        for problem in &stage.problems {
            let ProblemKind::NoMethodResponse(status) = &problem.kind else {
                continue;
            };
            let Some(finding) =
                stage.finding(RuleCode::MethodResponseMissing, Severity::Error, problem)
            else {
                continue;
            };
            let response = finding
                .place
                .thing
                .clone()
                .member(format!("/methodResponses/{status}"));
            let fix = Fix::set(response, json!({}));
            findings.push(finding.remedy(
                format!("add a method response for {status}"),
                true,
                stage.with_redeploy(vec![fix]),
            ));
        }
    }
}
