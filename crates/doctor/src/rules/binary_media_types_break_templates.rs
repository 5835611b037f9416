//! GW416: the API treats JSON as binary, and a template is to read it.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::fix::Fix;
use crate::rule::{Finding, Severity};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        let types = stage.api.rest_api.binary_media_types.as_deref();
        let mut types = types.unwrap_or_default().iter();
        let Some(broad) = types.find(|it| matches!(it.as_str(), "*/*" | "application/json")) else {
            continue;
        };
        for method in stage.methods() {
            let Some(integration) = &method.document.method_integration else {
                continue;
            };
            let maps = matches!(integration.r#type.as_deref(), Some("MOCK" | "AWS" | "HTTP"));
            let has_template = integration
                .request_templates
                .as_ref()
                .is_some_and(|templates| !templates.is_empty());
            if !maps || !has_template || integration.content_handling.is_some() {
                continue;
            }
            let handling = method.thing().member("/methodIntegration/contentHandling");
            findings.push(
                Finding::new(
                    RuleCode::BinaryMediaTypesBreakTemplates,
                    Severity::Warning,
                    method.thing().member("/methodIntegration/requestTemplates"),
                    format!("the API's binary media type '{broad}' keeps bodies from this template"),
                )
                .in_stage(stage)
                .remedy(
                    "convert bodies to text before the template",
                    true,
                    stage.with_redeploy(vec![Fix::set(handling, "CONVERT_TO_TEXT")]),
                ),
            );
        }
    }
}
