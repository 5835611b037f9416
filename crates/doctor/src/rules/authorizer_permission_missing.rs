//! GW114: API Gateway may not invoke an authorizer's function.

use gatewright_gateway::arn::{SourceArn, SourceTarget};
use gatewright_gateway::fault::RuleCode;
use gatewright_gateway::permission::may_invoke;
use gatewright_wire::apigateway::Authorizer;

use crate::checkup::{Checkup, StageCheckup};
use crate::grant;
use crate::known::Known;
use crate::rule::{Finding, Severity};
use crate::subject::Thing;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        for authorizer in &stage.api.authorizers {
            findings.extend(refused(checkup, stage, authorizer));
        }
    }
}

fn refused(
    checkup: &Checkup<'_>,
    stage: &StageCheckup<'_>,
    authorizer: &Authorizer,
) -> Option<Finding> {
    // A role decides instead of the resource policy.
    if authorizer.authorizer_credentials.is_some() {
        return None;
    }
    let function = stage.authorizer_function(authorizer)?;
    let source = SourceArn {
        partition: function.partition.clone(),
        region: function.region.clone(),
        account: stage.api.account.clone(),
        api: stage.api.id().to_owned(),
        target: SourceTarget::Authorizer(authorizer.id.clone()?),
    };
    let known = checkup.subject.world.function(&function);
    let policy = match known {
        Known::Is(known) => known.policy(function.qualifier.as_deref()),
        Known::Absent | Known::Unseen => Known::Unseen,
    };
    let policy = match policy {
        Known::Is(policy) => Some(&*policy.policy),
        Known::Absent => None,
        Known::Unseen => return None,
    };
    let decision = may_invoke(policy, &function, &source);
    if decision.is_allowed() {
        return None;
    }
    let name = authorizer.name.clone().unwrap_or_default();
    let message = format!("API Gateway may not invoke {function} for the authorizer '{name}'");
    let finding = Finding::new(
        RuleCode::AuthorizerPermissionMissing,
        Severity::Error,
        Thing::Authorizer(name).member("/authorizerUri"),
        message,
    )
    .in_stage(stage)
    .evidence(decision.to_string());
    Some(grant::remedy(finding, &function, &source))
}
