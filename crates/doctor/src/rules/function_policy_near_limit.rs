//! GW116: a function's resource policy is close to the largest that Lambda takes.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::grant;
use crate::known::Known;
use crate::rule::{Finding, Severity};
use crate::subject::Thing;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for (arn, function) in &checkup.subject.world.functions {
        let Known::Is(function) = function else {
            continue;
        };
        for (qualifier, policy) in &function.policies {
            let Some(policy) = policy.is().filter(|policy| policy.length >= grant::POLICY_NEAR_LIMIT) else {
                continue;
            };
            let owner = match qualifier {
                Some(qualifier) => format!("{arn}:{qualifier}"),
                None => arn.clone(),
            };
            let statements = policy.policy.statements.len();
            let message = format!(
                "the resource policy of {owner} has {} of {} bytes, in {statements} statements",
                policy.length,
                grant::POLICY_LIMIT
            );
            let mut finding = Finding::new(
                RuleCode::FunctionPolicyNearLimit,
                Severity::Warning,
                Thing::Function(arn.clone()).whole(),
                message,
            );
            let fixes = grant::put_together(checkup.subject, arn, qualifier.as_deref(), policy);
            if fixes.len() > 2 {
                finding = finding.remedy(
                    "put the statements of this API's methods together into one for the whole API",
                    // Methods that had no permission have one then.
                    false,
                    fixes,
                );
            }
            findings.push(finding);
        }
    }
}
