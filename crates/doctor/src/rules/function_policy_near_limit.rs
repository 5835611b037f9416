//! GW116: a function's resource policy is close to the largest that Lambda takes.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::known::Known;
use crate::rule::{Finding, Severity};
use crate::subject::Thing;

/// What Lambda takes, in bytes (F§4).
const LIMIT: usize = 20_480;
/// From where on it is worth saying: room for some ten more statements.
const NEAR: usize = 17_000;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for (arn, function) in &checkup.subject.world.functions {
        let Known::Is(function) = function else {
            continue;
        };
        for (qualifier, policy) in &function.policies {
            let Some(policy) = policy.is().filter(|policy| policy.length >= NEAR) else {
                continue;
            };
            let owner = match qualifier {
                Some(qualifier) => format!("{arn}:{qualifier}"),
                None => arn.clone(),
            };
            let statements = policy.policy.statements.len();
            let message = format!(
                "the resource policy of {owner} has {} of {LIMIT} bytes, in {statements} statements",
                policy.length
            );
            findings.push(Finding::new(
                RuleCode::FunctionPolicyNearLimit,
                Severity::Warning,
                Thing::Function(arn.clone()).whole(),
                message,
            ));
        }
    }
}
