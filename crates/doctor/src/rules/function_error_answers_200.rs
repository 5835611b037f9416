//! GW417: an error of the function reaches the client as a success, for want of a selection pattern.

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::snapshot::{Integration, LambdaExchange};

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        for method in stage.methods() {
            let Integration::Lambda(lambda) = &method.compiled.integration else {
                continue;
            };
            let LambdaExchange::Mapped { transformation, .. } = &lambda.exchange else {
                continue;
            };
            let [only] = transformation.responses.as_slice() else {
                continue;
            };
            if only.status >= 400 {
                continue;
            }
            findings.push(
                Finding::new(
                    RuleCode::FunctionErrorAnswers200,
                    Severity::Note,
                    method.thing().member("/methodIntegration/integrationResponses"),
                    format!(
                        "when the function fails, callers get {} with the error in the body",
                        only.status
                    ),
                )
                .in_stage(stage),
            );
        }
    }
}
