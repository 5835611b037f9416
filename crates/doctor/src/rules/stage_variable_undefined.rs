//! GW601: an integration uses a stage variable that the stage does not define.

use std::collections::BTreeSet;

use gatewright_gateway::fault::{Fault, RuleCode};
use gatewright_gateway::problem::ProblemKind;
use gatewright_gateway::stage_variables::references;

use crate::checkup::{CheckedMethod, Checkup, StageCheckup};
use crate::rule::{Finding, Severity};
use crate::subject::{Thing, segment};

pub(super) fn check(checkup: &Checkup<'_>, findings: &mut Vec<Finding>) {
    for stage in &checkup.stages {
        if stage.stage.variables_unseen {
            continue;
        }
        for problem in &stage.problems {
            let ProblemKind::UndefinedStageVariable(name) = &problem.kind else {
                continue;
            };
            let (Some(path), Some(verb)) = (&problem.place.resource, &problem.place.method) else {
                continue;
            };
            let place = Thing::method(path, verb).member(&problem.place.pointer);
            let message = format!(
                "the stage '{}' does not define the variable '{name}'",
                stage.stage.name()
            );
            let variable = Thing::Stage(stage.stage.name().to_owned())
                .member(format!("/variables/{}", segment(name)));
            let mut finding = Finding::new(
                RuleCode::StageVariableUndefined,
                Severity::Error,
                place,
                message,
            )
            .in_stage(stage);
            finding.predicted = stage
                .failures
                .iter()
                .find(|failure| {
                    failure.path == path && failure.verb == verb && is_for_want_of_it(&failure.fault)
                })
                .map(|failure| failure.predicted.clone());
            finding
                .related
                .push((variable, "the variable is wanted here".to_owned()));
            findings.push(finding);
        }
        findings.extend(of_authorizers(stage));
        findings.extend(stage.methods().flat_map(|method| read_in(stage, &method)));
    }
}

/// Authorizers that are called by a variable: all their methods answer 500.
fn of_authorizers(stage: &StageCheckup<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for authorizer in &stage.api.authorizers {
        let texts = [
            ("/authorizerUri", &authorizer.authorizer_uri),
            ("/authorizerCredentials", &authorizer.authorizer_credentials),
        ];
        for (member, text) in texts {
            let text = text.as_deref().unwrap_or_default();
            for name in references(text).map(|reference| reference.name) {
                if stage.snapshot.variables.contains_key(name) {
                    continue;
                }
                let authorizer = authorizer.name.clone().unwrap_or_default();
                let message = format!(
                    "the authorizer '{authorizer}' uses the variable '{name}', which the stage '{}' does not define",
                    stage.stage.name()
                );
                let place = Thing::Authorizer(authorizer).member(member);
                let code = RuleCode::StageVariableUndefined;
                findings.push(Finding::new(code, Severity::Error, place, message).in_stage(stage));
            }
        }
    }
    findings
}

/// Variables that mappings and templates read: what is not defined is left out, or empty.
fn read_in(stage: &StageCheckup<'_>, method: &CheckedMethod<'_>) -> Vec<Finding> {
    let Some(integration) = &method.document.method_integration else {
        return Vec::new();
    };
    // A proxy of a function has no use for mappings and templates.
    if integration.r#type.as_deref() == Some("AWS_PROXY") {
        return Vec::new();
    }
    let at = "/methodIntegration";
    let mut read: Vec<(String, &str)> = Vec::new();
    let mut texts = vec![
        (format!("{at}/requestParameters"), &integration.request_parameters, true),
        (format!("{at}/requestTemplates"), &integration.request_templates, false),
    ];
    for (key, response) in integration.integration_responses.iter().flatten() {
        let at = format!("{at}/integrationResponses/{}", segment(key));
        texts.push((format!("{at}/responseParameters"), &response.response_parameters, true));
        texts.push((format!("{at}/responseTemplates"), &response.response_templates, false));
    }
    for (at, texts, is_mapping) in texts {
        for (key, text) in texts.iter().flatten() {
            let pointer = format!("{at}/{}", segment(key));
            if is_mapping {
                read.extend(text.strip_prefix("stageVariables.").map(|name| (pointer, name)));
            } else {
                read.extend(in_template(text).map(|name| (pointer.clone(), name)));
            }
        }
    }
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    for (pointer, name) in read {
        let is_defined = stage.snapshot.variables.contains_key(name);
        if is_defined || !told.insert((pointer.clone(), name.to_owned())) {
            continue;
        }
        let message = format!(
            "the stage '{}' does not define the variable '{name}', which is empty here",
            stage.stage.name()
        );
        let place = method.thing().member(pointer);
        let code = RuleCode::StageVariableUndefined;
        findings.push(Finding::new(code, Severity::Warning, place, message).in_stage(stage));
    }
    findings
}

/// The variables that a template reads by their names: `$stageVariables.name`,
/// `$stageVariables['name']`, `$stageVariables.get("name")`.
fn in_template(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("stageVariables").filter_map(|(at, word)| {
        // `$!stageVariables`, and a comparison with null or the like, want no value.
        let before = text.get(..at)?;
        if before.ends_with('!') || before.ends_with("!{") {
            return None;
        }
        let rest = text.get(at + word.len()..)?;
        let quoted = ["['", "[\"", ".get('", ".get(\""];
        let name = if let Some(rest) = quoted.iter().find_map(|open| rest.strip_prefix(open)) {
            rest.split(['\'', '"']).next()?
        } else {
            let rest = rest.strip_prefix('.')?;
            let end = rest.find(|it: char| !it.is_ascii_alphanumeric() && it != '_');
            let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
            // A method of the map: `$stageVariables.keySet()`.
            if after.starts_with('(') {
                return None;
            }
            name
        };
        (!name.is_empty() && !name.contains('$')).then_some(name)
    })
}

/// Whether a fault comes of an undefined variable.
fn is_for_want_of_it(fault: &Fault) -> bool {
    fault.rule() == RuleCode::StageVariableUndefined
}
