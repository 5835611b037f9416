//! GW211: a function of another account, whose permissions nobody here can see.

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::snapshot::Integration;

use crate::checkup::Checkup;
use crate::grant;
use crate::known::Known;
use crate::rule::{Finding, Severity};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        for method in stage.methods() {
            let (Integration::Lambda(lambda), Some(function)) =
                (&method.compiled.integration, method.function())
            else {
                continue;
            };
            let own = &stage.api.account;
            let is_foreign = !own.is_empty() && function.account != *own;
            if !is_foreign || lambda.credentials.is_some() {
                continue;
            }
            let known = checkup.subject.world.function(function);
            let policy = match &known {
                Known::Is(known) => known.policy(function.qualifier.as_deref()),
                Known::Absent | Known::Unseen => Known::Unseen,
            };
            // What is seen, the other rules judge.
            if known.is_absent() || !matches!(policy, Known::Unseen) {
                continue;
            }
            let message = format!(
                "the function {function} is in the account {}, which alone can let the API in",
                function.account
            );
            findings.push(
                Finding::new(
                    RuleCode::FunctionInOtherAccount,
                    Severity::Note,
                    method.thing().member("/methodIntegration/uri"),
                    message,
                )
                .in_stage(stage)
                .evidence(format!("API Gateway shows the source ARN {}", lambda.source))
                .evidence(format!(
                    "its owner must have allowed {}",
                    grant::of_every_stage(&lambda.source)
                )),
            );
        }
    }
}
