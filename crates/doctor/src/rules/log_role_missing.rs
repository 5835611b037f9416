//! GW706: a stage is to write an execution log, and the account has no role for it.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::known::Known;
use crate::rule::{Finding, Severity};
use crate::subject::Thing;

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    let Known::Is(account) = &checkup.subject.world.account else {
        return;
    };
    if account.cloudwatch_role_arn.is_some() {
        return;
    }
    let mut stages = checkup.stages.iter();
    let wanting = stages.find(|stage| {
        let mut settings = stage.stage.stage.method_settings.iter().flatten();
        settings.any(|(_, setting)| matches!(setting.logging_level.as_deref(), Some("ERROR" | "INFO")))
    });
    if let Some(stage) = wanting {
        findings.push(
            Finding::new(
                RuleCode::LogRoleMissing,
                Severity::Warning,
                Thing::Account.member("/cloudwatchRoleArn"),
                format!(
                    "the stage '{}' is to write an execution log, and API Gateway has no role to write with",
                    stage.stage.name()
                ),
            )
            .in_stage(stage),
        );
    }
}
