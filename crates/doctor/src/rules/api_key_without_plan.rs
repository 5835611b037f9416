//! GW814: a stage whose methods want a key is in usage plans that have none.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::known::Known;
use crate::rule::{Finding, Severity};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    let Known::Is(plans) = &checkup.subject.world.usage_plans else {
        return;
    };
    for stage in &checkup.stages {
        let api = checkup.subject.api.id();
        let of_stage: Vec<_> = plans
            .iter()
            .filter(|plan| plan.may_be_of(api, stage.stage.name()))
            .collect();
        let Some(first) = of_stage.first() else {
            continue;
        };
        let has_none = |keys: &Known<Vec<String>>| keys.is().is_some_and(Vec::is_empty);
        if !of_stage.iter().all(|plan| has_none(&plan.keys)) {
            continue;
        }
        let mut methods = stage.methods();
        let Some(method) = methods.find(|method| method.compiled.api_key_required) else {
            continue;
        };
        let plan = &first.plan;
        let name = plan.name.as_deref().or(plan.id.as_deref()).unwrap_or_default();
        findings.push(
            Finding::new(
                RuleCode::ApiKeyWithoutPlan,
                Severity::Warning,
                method.thing().member("/apiKeyRequired"),
                format!(
                    "the method wants an API key, and the usage plan '{name}' of the stage '{}' has no key that is enabled",
                    stage.stage.name()
                ),
            )
            .in_stage(stage),
        );
    }
}
