//! GW307: an integration does not say by which method its endpoint is called.

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::snapshot::Integration;

use crate::checkup::Checkup;
use crate::fix::Fix;
use crate::rule::{Finding, Severity};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        for method in stage.methods() {
            let Some(integration) = &method.document.method_integration else {
                continue;
            };
            let is_set = |text: &Option<String>| text.as_deref().is_some_and(|it| !it.is_empty());
            let kind = integration.r#type.as_deref().unwrap_or_default();
            let calls = matches!(kind, "AWS" | "AWS_PROXY" | "HTTP" | "HTTP_PROXY");
            if !calls || is_set(&integration.http_method) {
                continue;
            }
            let place = method.thing().member("/methodIntegration/httpMethod");
            let mut finding = Finding::new(
                RuleCode::IntegrationMethodMissing,
                Severity::Error,
                place.clone(),
                format!("the integration is of the type {kind} and has no HTTP method: AWS refuses it"),
            )
            .in_stage(stage);
            if matches!(method.compiled.integration, Integration::Lambda(_)) {
                finding = finding.remedy(
                    "invoke the function by POST",
                    true,
                    stage.with_redeploy(vec![Fix::set(place, "POST")]),
                );
            }
            findings.push(finding);
        }
    }
}
