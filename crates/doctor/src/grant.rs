//! Permissions to invoke, as a remedy: what statement is wanted, and how it is named.

use gatewright_gateway::arn::{FunctionArn, SourceArn, SourceTarget};
use gatewright_gateway::fault::RuleCode;

use crate::checkup::Checkup;
use crate::fix::Fix;
use crate::rule::Finding;

/// The failures that a rule explains and a permission mends, each with the permission for this very
/// method in every stage.
pub(crate) fn findings(checkup: &Checkup<'_>, code: RuleCode) -> impl Iterator<Item = Finding> {
    checkup.failures(code).map(|(stage, failure)| {
        let finding = Finding::of_failure(stage, failure, "/methodIntegration/uri");
        match &failure.calls {
            Some((function, source)) => remedy(finding, function, source),
            None => finding,
        }
    })
}

/// A finding with the permission that mends it.
pub(crate) fn remedy(finding: Finding, function: &FunctionArn, source: &SourceArn) -> Finding {
    finding
        .evidence(format!("API Gateway calls {function}"))
        .evidence(format!("and shows the source ARN {source}"))
        .remedy(
            format!("let API Gateway invoke {}", shown(function)),
            true,
            vec![grant(function, source)],
        )
}

/// The permission for a method in every stage.
fn grant(function: &FunctionArn, source: &SourceArn) -> Fix {
    let owner = function.policy_owner();
    Fix::GrantInvoke {
        function: owner.unqualified().to_string(),
        qualifier: owner.qualifier,
        statement_id: statement_id(source),
        source_arn: of_every_stage(source),
    }
}

/// The source ARN with `*` for the stage: a permission that a new stage needs not be added to. Path
/// parameters become `*` too, as AWS's own console writes them.
fn of_every_stage(source: &SourceArn) -> String {
    match &source.target {
        SourceTarget::Authorizer(_) => source.to_string(),
        SourceTarget::Method { method, path, .. } => {
            let verb = if method == "ANY" { "*" } else { method };
            let segments = path.split('/').map(|segment| {
                let is_parameter = segment.starts_with('{') && segment.ends_with('}');
                if is_parameter { "*" } else { segment }
            });
            format!(
                "arn:{}:execute-api:{}:{}:{}/*/{verb}{}",
                source.partition,
                source.region,
                source.account,
                source.api,
                segments.collect::<Vec<_>>().join("/"),
            )
        }
    }
}

/// A statement's id that tells what it is for: letters, digits, `-` and `_`, at most a hundred.
fn statement_id(source: &SourceArn) -> String {
    let what = match &source.target {
        SourceTarget::Method { method, path, .. } => format!("{method}{path}"),
        SourceTarget::Authorizer(id) => format!("authorizer-{id}"),
    };
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let id: String = format!("apigateway-{}-{what}", source.api)
        .chars()
        .map(plain)
        .collect();
    let mut words: Vec<&str> = id.split('-').filter(|word| !word.is_empty()).collect();
    while words.join("-").len() > 100 {
        words.pop();
    }
    words.join("-")
}

/// A function as people name it.
fn shown(function: &FunctionArn) -> String {
    match &function.qualifier {
        Some(qualifier) => format!("{}:{qualifier}", function.name),
        None => function.name.clone(),
    }
}
