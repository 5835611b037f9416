//! GW503: the endpoint's address has no valid host.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::Finding;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for (stage, failure) in checkup.failures(RuleCode::EndpointMalformed) {
        let integration = failure.method.method_integration.as_ref();
        let kind = integration.and_then(|it| it.r#type.as_deref());
        let uri = integration.and_then(|it| it.uri.as_deref());
        // The ARNs of AWS's services are malformed in ways of their own (GW303), and the URI of an
        // endpoint of another kind is no malformed one (GW306).
        let is_of_others = matches!(kind, Some("AWS" | "AWS_PROXY"))
            || uri.is_some_and(|uri| uri.starts_with("arn:"));
        if !is_of_others {
            findings.push(Finding::of_failure(stage, failure, "/methodIntegration/uri"));
        }
    }
}
