//! GW815: a method wants an API key, and the stage is in no usage plan.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::known::Known;
use crate::rule::{Finding, Severity};
use crate::subject::Origin;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    let Known::Is(plans) = &checkup.subject.world.usage_plans else {
        return;
    };
    for stage in &checkup.stages {
        let api = checkup.subject.api.id();
        if plans.iter().any(|plan| plan.may_be_of(api, stage.stage.name())) {
            continue;
        }
        let mut methods = stage.methods();
        let Some(method) = methods.find(|method| method.compiled.api_key_required) else {
            continue;
        };
        let others = methods.filter(|other| other.compiled.api_key_required).count();
        let wanting = match others {
            0 => "a method".to_owned(),
            others => format!("{} methods", others + 1),
        };
        let message = format!(
            "{wanting} of the stage '{}' want an API key, and it is in no usage plan: no key opens them",
            stage.stage.name()
        );
        let message = match others {
            0 => message.replace(" want ", " wants ").replace("opens them", "opens it"),
            _ => message,
        };
        // Another file may put the stage into a plan, where this one has none at all.
        let severity = match checkup.subject.origin {
            Origin::File if plans.is_empty() => Severity::Warning,
            _ => Severity::Error,
        };
        let place = method.thing().member("/apiKeyRequired");
        findings.push(
            Finding::new(RuleCode::StageWithoutPlan, severity, place, message).in_stage(stage),
        );
    }
}
