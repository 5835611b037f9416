//! GW109: a statement of the function's resource policy denies the invocation.

use gatewright_gateway::fault::{Fault, RefusalReason, RuleCode};
use gatewright_gateway::permission::Verdict;

use crate::checkup::{Checkup, Failure};
use crate::fix::Fix;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for (stage, failure) in checkup.failures(RuleCode::PermissionExplicitlyDenied) {
        let mut finding = Finding::of_failure(stage, failure, "/methodIntegration/uri");
        if let Some((title, fix)) = revocation(failure) {
            // Somebody wrote the statement, and may have meant it.
            finding = finding.remedy(title, false, vec![fix]);
        }
        findings.push(finding);
    }
}

/// The removal of the statement that denies, where it has an id to remove it by.
fn revocation(failure: &Failure<'_>) -> Option<(String, Fix)> {
    let Fault::InvokeRefused(refusal) = &failure.fault else {
        return None;
    };
    let RefusalReason::Policy(decision) = &refusal.reason else {
        return None;
    };
    let Verdict::ExplicitlyDenied(statement) = &decision.verdict else {
        return None;
    };
    let statement_id = statement.sid.clone()?;
    let function = failure.calls.as_ref()?.0.policy_owner();
    let title = format!("remove the statement '{statement_id}'");
    let fix = Fix::RevokeInvoke {
        function: function.unqualified().to_string(),
        qualifier: function.qualifier,
        statement_id,
    };
    Some((title, fix))
}
