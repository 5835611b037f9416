//! GW301: a Lambda integration whose HTTP method is not POST.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::fix::Fix;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for (stage, failure) in checkup.failures(RuleCode::LambdaMethodNotPost) {
        let member = failure.thing().member("/methodIntegration/httpMethod");
        findings.push(
            Finding::of_failure(stage, failure, "/methodIntegration/httpMethod").remedy(
                "invoke the function by POST",
                true,
                stage.with_redeploy(vec![Fix::set(member, "POST")]),
            ),
        );
    }
}
