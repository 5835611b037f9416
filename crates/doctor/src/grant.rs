//! Permissions to invoke, as a remedy: what statement is wanted, and how it is named.

use gatewright_gateway::arn::{FunctionArn, SourceArn, SourceTarget};
use gatewright_gateway::fault::RuleCode;
use serde_json::Value;

use crate::checkup::Checkup;
use crate::fix::{Fix, PRINCIPAL};
use crate::rule::Finding;
use crate::subject::{ResourcePolicy, Subject};

/// What a resource policy may have, in bytes (F§4).
pub(crate) const POLICY_LIMIT: usize = 20_480;

/// How large a resource policy may become before permissions are put together: with room for some
/// more statements.
pub(crate) const POLICY_NEAR_LIMIT: usize = 17_000;

/// What a permission adds to a policy, roughly, in bytes.
pub(crate) const STATEMENT: usize = 400;

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
pub(crate) fn of_every_stage(source: &SourceArn) -> String {
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

/// Replaces the permissions that single methods of an API have in a policy by one for all of them.
/// The new statement comes first if there is room for it, so that no request is refused meanwhile.
pub(crate) fn put_together(
    subject: &Subject,
    function: &str,
    qualifier: Option<&str>,
    policy: &ResourcePolicy,
) -> Vec<Fix> {
    let of_account = format!("{}:{}", subject.api.region, subject.api.account);
    let api = format!(":execute-api:{of_account}:{}/", subject.api.id());
    let is_of_method = |statement: &Value| {
        let source = source_arn(statement).unwrap_or_default();
        source
            .split_once(&api)
            .is_some_and(|(_, rest)| !rest.starts_with("authorizers/"))
    };
    let ids = policy.written.iter();
    let ids: Vec<&String> = ids
        .filter(|(_, statement)| is_of_method(statement))
        .map(|(id, _)| id)
        .collect();
    let revoke = |id: &&String| Fix::RevokeInvoke {
        function: function.to_owned(),
        qualifier: qualifier.map(str::to_owned),
        statement_id: (*id).clone(),
    };
    let mut fixes: Vec<Fix> = ids.iter().map(revoke).collect();
    let partition = function.split(':').nth(1).unwrap_or("aws");
    let base = format!("apigateway-{}", subject.api.id());
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    let mut free = std::iter::once(base.clone()).chain(numbered);
    let whole = Fix::GrantInvoke {
        function: function.to_owned(),
        qualifier: qualifier.map(str::to_owned),
        statement_id: free
            .find(|id| !policy.written.contains_key(id))
            .unwrap_or(base),
        source_arn: format!("arn:{partition}{api}*/*"),
    };
    let has_room = policy.length + STATEMENT <= POLICY_LIMIT;
    fixes.insert(usize::from(!has_room).min(fixes.len()), whole);
    fixes
}

/// The source ARN of a statement that lets API Gateway in and has no other condition.
fn source_arn(statement: &Value) -> Option<&str> {
    let is_plain = statement.get("Effect")?.as_str()? == "Allow"
        && statement.pointer("/Principal/Service")?.as_str()? == PRINCIPAL
        && statement.get("Action")?.as_str()? == "lambda:InvokeFunction";
    let conditions = statement.get("Condition")?.as_object()?;
    let mut of_operators = conditions.values().filter_map(Value::as_object).flatten();
    let (key, value) = of_operators.next()?;
    let is_only = of_operators.next().is_none() && key.eq_ignore_ascii_case("aws:SourceArn");
    value.as_str().filter(|_| is_plain && is_only)
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
