//! GW508: the VPC link does not exist, or none is named.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::rule::{Finding, Severity};

const MEMBER: &str = "/methodIntegration/connectionId";

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    let code = RuleCode::VpcLinkMissing;
    let is_named = |finding: &Finding, unnamed: &[Finding]| {
        unnamed
            .iter()
            .all(|it| (&it.method, &it.stage) != (&finding.method, &finding.stage))
    };
    let mut unnamed = Vec::new();
    for stage in &checkup.stages {
        for method in stage.methods() {
            let Some(integration) = &method.document.method_integration else {
                continue;
            };
            let id = integration.connection_id.as_deref().unwrap_or_default();
            if integration.connection_type.as_deref() != Some("VPC_LINK") || !id.is_empty() {
                continue;
            }
            let message = "the connection is to go through a VPC link, and none is named: AWS refuses it";
            let place = method.thing().member(MEMBER);
            unnamed.push(Finding::new(code, Severity::Error, place, message).in_stage(stage));
        }
    }
    let missing = checkup.findings(code, MEMBER);
    findings.extend(missing.filter(|finding| is_named(finding, &unnamed)));
    findings.append(&mut unnamed);
}
