//! Mending an account: the fixes of findings as a plan of calls, and the round of applying them,
//! looking again, and mending what shows only then.

use gatewright_wire::client::Client;
use serde_json::Value;

use crate::checkup::Checkup;
use crate::fix::{Call, Fix};
use crate::grant::{POLICY_NEAR_LIMIT, STATEMENT, put_together};
use crate::rule::Finding;
use crate::rules::check;
use crate::source::live::{LoadError, Loaded, Options, load};
use crate::subject::{Place, Subject, Thing};

/// From so many permissions of one function for one API on, one for the whole API takes their place.
const HANDFUL: usize = 5;

/// How often it looks again at most; three times is the most that is known to be of use (a mend, what
/// it uncovers, and the last look).
const ROUNDS: usize = 8;

/// One change.
#[derive(Clone, Debug)]
pub struct Step {
    /// What is mended.
    pub fix: Fix,
    /// The call that does it.
    pub call: Call,
    /// What it replaces, as it was when it was looked at; none for what only adds.
    pub replaced: Option<Value>,
}

/// A change that was made, or failed.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The `aws` command that does the same.
    pub command: String,
    /// What it replaced.
    pub replaced: Option<Value>,
    /// Why it failed, if it did.
    pub error: Option<String>,
}

/// How to mend.
pub struct Mending<'a> {
    /// Whether fixes that want a second look are applied too.
    pub also_unsafe: bool,
    /// Which findings are to be mended.
    pub wanted: &'a (dyn Fn(&Finding) -> bool + Sync),
    /// The time in milliseconds since the epoch.
    pub now_ms: i64,
    /// Is told of each change.
    pub applied: &'a (dyn Fn(&Applied) + Sync),
}

/// The changes that mend findings of one API: no fix twice, permissions put together where there are
/// many, and each stage deployed once, at the end.
pub fn plan(subject: &Subject, findings: &[Finding], also_unsafe: bool) -> Vec<Step> {
    let mut fixes: Vec<Fix> = Vec::new();
    let mut deployments: Vec<Fix> = Vec::new();
    for finding in findings {
        let mut remedies = finding.remedies.iter();
        let remedy = remedies.find(|remedy| also_unsafe || remedy.safe);
        for fix in remedy.iter().flat_map(|remedy| &remedy.fixes) {
            let list = match fix {
                Fix::Redeploy { .. } => &mut deployments,
                _ => &mut fixes,
            };
            if !list.contains(fix) {
                list.push(fix.clone());
            }
        }
    }
    let mut fixes = together(subject, fixes);
    fixes.append(&mut deployments);
    let steps = fixes.into_iter().filter_map(|fix| {
        let call = fix.call(&subject.api).ok()?;
        let replaced = replaced(subject, &fix);
        Some(Step {
            fix,
            call,
            replaced,
        })
    });
    steps.collect()
}

/// Mends, and gives what was there at the last look: what remains, with its findings.
pub async fn mend(
    client: &Client,
    options: &Options<'_>,
    mending: &Mending<'_>,
) -> Result<(Loaded, Vec<Vec<Finding>>), LoadError> {
    let mut done: Vec<String> = Vec::new();
    for _ in 0..ROUNDS {
        let (loaded, findings) = look(client, options, mending.now_ms).await?;
        let mut progress = false;
        for (subject, findings) in loaded.subjects.iter().zip(&findings) {
            let wanted: Vec<Finding> = findings
                .iter()
                .filter(|finding| (mending.wanted)(finding))
                .cloned()
                .collect();
            // What was tried once is not tried again; a deployment follows only what was changed
            // now, or is the mend itself.
            let mut changed = false;
            // Nothing is taken away that was to be replaced, and was not.
            let mut not_granted: Vec<(String, Option<String>)> = Vec::new();
            for step in plan(subject, &wanted, mending.also_unsafe) {
                let command = step.call.command().to_string();
                let again = done.contains(&command);
                let deploys = matches!(step.fix, Fix::Redeploy { .. });
                if again && !(deploys && changed) {
                    continue;
                }
                let owner = match &step.fix {
                    Fix::GrantInvoke {
                        function,
                        qualifier,
                        ..
                    }
                    | Fix::RevokeInvoke {
                        function,
                        qualifier,
                        ..
                    } => Some((function.clone(), qualifier.clone())),
                    _ => None,
                };
                let revokes = matches!(step.fix, Fix::RevokeInvoke { .. });
                if revokes && owner.as_ref().is_some_and(|it| not_granted.contains(it)) {
                    continue;
                }
                let sent = step.call.send(client).await;
                not_granted.extend(owner.filter(|_| !revokes && sent.is_err()));
                changed |= sent.is_ok();
                progress |= sent.is_ok();
                (mending.applied)(&Applied {
                    command: command.clone(),
                    replaced: step.replaced,
                    error: sent.err().map(|error| error.to_string()),
                });
                done.push(command);
            }
        }
        if !progress {
            return Ok((loaded, findings));
        }
    }
    look(client, options, mending.now_ms).await
}

/// What is there, and what is wrong with each API.
pub async fn look(
    client: &Client,
    options: &Options<'_>,
    now_ms: i64,
) -> Result<(Loaded, Vec<Vec<Finding>>), LoadError> {
    let loaded = load(client, options).await?;
    let subjects = loaded.subjects.iter();
    let findings = subjects
        .map(|subject| check(&Checkup::new(subject, now_ms)))
        .collect();
    Ok((loaded, findings))
}

/// Puts the permissions of one function for one API together where they are many, or the policy has
/// no room for them, and gives each a statement's id that is not taken.
fn together(subject: &Subject, fixes: Vec<Fix>) -> Vec<Fix> {
    let key = |fix: &Fix| match fix {
        Fix::GrantInvoke {
            function,
            qualifier,
            source_arn,
            ..
        } => {
            let api = source_arn.split('/').next().unwrap_or_default().to_owned();
            Some((function.clone(), qualifier.clone(), api))
        }
        _ => None,
    };
    let keys: Vec<_> = fixes.iter().map(key).collect();
    let mut out: Vec<Fix> = Vec::new();
    let mut merged = Vec::new();
    // Authorizers have permissions of their own.
    let api_end = format!(":{}", subject.api.id());
    for (fix, key) in fixes.into_iter().zip(&keys) {
        let Some(key) = key else {
            out.push(fix);
            continue;
        };
        let (function, qualifier, api) = key;
        let count = keys.iter().flatten().filter(|other| *other == key).count();
        let there = policy(subject, function, qualifier.as_deref());
        let length = there.map_or(0, |it| it.length);
        let is_full = length + count * STATEMENT > POLICY_NEAR_LIMIT;
        let mut fix = fix;
        if merged.contains(&key) {
            continue;
        }
        if let Some(there) = there.filter(|_| is_full && api.ends_with(&api_end)) {
            // What is there makes room for what is added.
            merged.push(key);
            for fix in put_together(subject, function, qualifier.as_deref(), there) {
                if !out.contains(&fix) {
                    out.push(fix);
                }
            }
            continue;
        }
        if count > HANDFUL || (count > 1 && is_full) {
            merged.push(key);
            fix = Fix::GrantInvoke {
                function: function.clone(),
                qualifier: qualifier.clone(),
                statement_id: format!("apigateway-{}", subject.api.id()),
                source_arn: format!("{api}/*/*"),
            };
        }
        let free = with_free_id(subject, &out, fix);
        out.push(free);
    }
    out
}

/// A permission whose statement's id nobody has.
fn with_free_id(subject: &Subject, planned: &[Fix], fix: Fix) -> Fix {
    let Fix::GrantInvoke {
        function,
        qualifier,
        statement_id,
        source_arn,
    } = fix
    else {
        return fix;
    };
    let is_taken = |id: &str| {
        let there = policy(subject, &function, qualifier.as_deref()).is_some_and(|there| {
            let mut statements = there.policy.statements.iter();
            statements.any(|statement| statement.sid.as_deref() == Some(id))
        });
        let planned = planned.iter().any(|other| {
            matches!(other, Fix::GrantInvoke { function: of, qualifier: at, statement_id: other, .. }
                if *of == function && *at == qualifier && other == id)
        });
        there || planned
    };
    let mut free = statement_id.clone();
    let mut number = 2;
    while is_taken(&free) {
        free = format!("{statement_id}-{number}");
        number += 1;
    }
    Fix::GrantInvoke {
        function,
        qualifier,
        statement_id: free,
        source_arn,
    }
}

fn policy<'s>(
    subject: &'s Subject,
    function: &str,
    qualifier: Option<&str>,
) -> Option<&'s crate::subject::ResourcePolicy> {
    let known = subject.world.functions.get(function)?.is()?;
    known.policies.get(&qualifier.map(str::to_owned))?.is()
}

/// What a fix replaces or takes away.
fn replaced(subject: &Subject, fix: &Fix) -> Option<Value> {
    match fix {
        Fix::Set { place, .. } | Fix::Remove { place } => member(subject, place),
        Fix::ProxyToFunction { path, verb, .. } => {
            let place = Thing::method(path, verb).member("/methodIntegration");
            member(subject, &place)
        }
        Fix::Redeploy { stage } => {
            let mut stages = subject.stages.iter();
            let stage = stages.find(|other| other.name() == stage)?;
            stage.stage.deployment_id.clone().map(Value::String)
        }
        Fix::RevokeInvoke {
            function,
            qualifier,
            statement_id,
        } => {
            let there = policy(subject, function, qualifier.as_deref());
            let statement = there
                .and_then(|there| there.written.get(statement_id))
                .cloned();
            statement.or_else(|| Some(Value::String(statement_id.clone())))
        }
        Fix::GrantInvoke { .. } => None,
    }
}

/// A member as it is.
fn member(subject: &Subject, place: &Place) -> Option<Value> {
    let api = &subject.api;
    let document = match &place.thing {
        Thing::Api => serde_json::to_value(&api.rest_api),
        Thing::Method { path, verb } => {
            let mut methods = api.methods();
            let (_, _, method) = methods.find(|(resource, other, _)| {
                resource.path.as_deref() == Some(path) && other == verb
            })?;
            serde_json::to_value(method)
        }
        Thing::Stage(name) => {
            let mut stages = subject.stages.iter();
            let stage = stages.find(|stage| stage.name() == name)?;
            serde_json::to_value(&stage.stage)
        }
        Thing::GatewayResponse(kind) => {
            let mut responses = api.gateway_responses.iter();
            let response = responses.find(|it| it.response_type.as_deref() == Some(kind))?;
            serde_json::to_value(response)
        }
        Thing::Authorizer(name) => {
            let mut authorizers = api.authorizers.iter();
            let authorizer = authorizers.find(|it| it.name.as_deref() == Some(name))?;
            serde_json::to_value(authorizer)
        }
        Thing::Account => serde_json::to_value(subject.world.account.is()?),
        _ => return None,
    };
    let value = document.ok()?.pointer(&place.pointer)?.clone();
    (!value.is_null()).then_some(value)
}
