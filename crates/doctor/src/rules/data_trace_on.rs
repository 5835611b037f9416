//! GW707: a stage logs whole requests and responses.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::fix::Fix;
use crate::rule::{Finding, Severity};
use crate::subject::{Thing, segment};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        for (method, setting) in stage.stage.stage.method_settings.iter().flatten() {
            if setting.data_trace_enabled != Some(true) {
                continue;
            }
            let place = Thing::Stage(stage.stage.name().to_owned()).member(format!(
                "/methodSettings/{}/dataTraceEnabled",
                segment(method)
            ));
            findings.push(
                Finding::new(
                    RuleCode::DataTraceOn,
                    Severity::Note,
                    place.clone(),
                    format!("requests of '{method}' are logged with their headers and bodies"),
                )
                .in_stage(stage)
                .remedy("turn the data trace off", false, vec![Fix::set(place, false)]),
            );
        }
    }
}
