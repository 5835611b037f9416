//! GW707: a stage logs whole requests and responses.

use gatewright_gateway::fault::RuleCode;

use crate::checkup::{Checkup, StageCheckup};
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
            let secrets = secrets(stage);
            let (severity, what) = match secrets.as_slice() {
                [] => (Severity::Note, String::new()),
                secrets => (Severity::Warning, format!(", {} among them", secrets.join(", "))),
            };
            findings.push(
                Finding::new(
                    RuleCode::DataTraceOn,
                    severity,
                    place.clone(),
                    format!("requests of '{method}' are logged with their headers and bodies{what}"),
                )
                .in_stage(stage)
                .remedy("turn the data trace off", false, vec![Fix::set(place, false)]),
            );
        }
    }
}

/// Headers that carry what callers keep secret, and that methods of the stage take. API Gateway hides
/// keys and `Authorization` of signed requests in the log, and writes the rest.
fn secrets(stage: &StageCheckup<'_>) -> Vec<String> {
    const SECRET: [&str; 4] = ["authorization", "cookie", "proxy-authorization", "x-csrf-token"];
    let authorizers = stage.api.authorizers.iter();
    let sources = authorizers.filter_map(|authorizer| authorizer.identity_source.as_deref());
    let sources = sources.flat_map(|source| source.split(','));
    let declared = stage.methods().flat_map(|method| {
        let parameters = method.document.request_parameters.iter().flatten();
        parameters.map(|(name, _)| name.as_str()).collect::<Vec<_>>()
    });
    let headers = sources.chain(declared).filter_map(|name| {
        let (_, header) = name.trim().split_once("method.request.header.")?;
        let is_of_authorizer = stage.api.authorizers.iter().any(|authorizer| {
            let source = authorizer.identity_source.as_deref().unwrap_or_default();
            source.split(',').any(|source| source.trim() == name.trim())
        });
        let is_secret = SECRET.contains(&&*header.to_ascii_lowercase());
        (is_secret || is_of_authorizer).then(|| header.to_owned())
    });
    let mut headers: Vec<String> = headers.collect();
    headers.sort();
    headers.dedup();
    headers
}
