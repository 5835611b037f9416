//! GW115: API Gateway cannot assume an authorizer's role.

use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::permission::{Context, may_assume};

use crate::checkup::Checkup;
use crate::known::Known;
use crate::rule::{Finding, Severity};
use crate::subject::Thing;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        for authorizer in &stage.api.authorizers {
            let credentials = authorizer.authorizer_credentials.as_deref();
            let Some(arn) = credentials.filter(|role| !role.is_empty()) else {
                continue;
            };
            let Some(arn) = stage.substituted(arn) else {
                continue;
            };
            let why = match checkup.subject.world.role(&arn) {
                Known::Unseen => continue,
                Known::Absent => "it does not exist".to_owned(),
                Known::Is(role) => {
                    let decision = may_assume(&role.trust_policy, &arn, &Context::default());
                    if decision.is_allowed() {
                        continue;
                    }
                    format!("by its trust policy, {decision}")
                }
            };
            let name = authorizer.name.clone().unwrap_or_default();
            let message = format!(
                "API Gateway cannot assume the role {arn} of the authorizer '{name}': {why}"
            );
            let place = Thing::Authorizer(name).member("/authorizerCredentials");
            let code = RuleCode::AuthorizerRoleNotAssumable;
            findings.push(Finding::new(code, Severity::Error, place, message).in_stage(stage));
        }
    }
}
