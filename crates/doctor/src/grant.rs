//! Permissions to invoke, as a remedy: what statement is wanted, and how it is named.

use gatewright_gateway::arn::{FunctionArn, SourceArn, SourceTarget};
use gatewright_gateway::snapshot::Integration;

use crate::checkup::{Failure, StageCheckup};
use crate::fix::Fix;
use crate::rule::Finding;

/// A finding with the remedy that lets API Gateway invoke the method's function: for this very
/// method in every stage.
pub(crate) fn granting(
    finding: Finding,
    stage: &StageCheckup<'_>,
    failure: &Failure<'_>,
) -> Finding {
    let compiled = stage
        .methods()
        .find(|(path, verb, ..)| *path == failure.path && *verb == failure.verb)
        .map(|(_, _, _, compiled)| compiled);
    let Some(Integration::Lambda(lambda)) = compiled.map(|compiled| &compiled.integration) else {
        return finding;
    };
    let Ok(function) = &lambda.function else {
        return finding;
    };
    finding
        .evidence(format!("API Gateway calls {}", lambda.arn))
        .evidence(format!("and shows the source ARN {}", lambda.source))
        .remedy(
            format!("let API Gateway invoke {} for this method", shown(function)),
            true,
            vec![grant(function, &lambda.source)],
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
