//! The evaluation of policies: explicit deny before allow before implicit deny.

use super::condition::{Condition, Context};
use super::decision::{Decision, Mismatch, NearMiss, StatementId, Verdict};
use super::policy::{Clause, Effect, Policy, Principal, Principals, Statement};
use super::variable;
use crate::arn::{arn_difference, arn_like, glob};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// An AWS service: `apigateway.amazonaws.com`.
    Service(String),
    /// A user, a role or a role's session.
    Aws {
        /// Its ARN.
        arn: String,
        /// Its account.
        account: String,
    },
    /// Nobody in particular.
    Anonymous,
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// Who asks.
    pub caller: &'a Caller,
    /// What is to be done: `lambda:InvokeFunction`.
    pub action: &'a str,
    /// What it is to be done to.
    pub resource: &'a str,
    /// What conditions look at.
    pub context: &'a Context,
}

/// A policy, with the name to call it by where there are several.
#[derive(Debug, Clone, Copy)]
pub struct NamedPolicy<'a> {
    /// The name, for a role's inline and attached policies.
    pub name: Option<&'a str>,
    /// The document.
    pub policy: &'a Policy,
}

impl<'a> From<&'a Policy> for NamedPolicy<'a> {
    fn from(policy: &'a Policy) -> Self {
        Self { name: None, policy }
    }
}

/// What the policies together say about a request. A statement without a principal, as in an identity policy, is for
/// any caller.
pub fn evaluate(policies: &[NamedPolicy<'_>], request: &Request<'_>) -> Decision {
    let mut allowed = None;
    let mut near_misses = Vec::new();
    for NamedPolicy { name, policy } in policies {
        for (index, statement) in policy.statements.iter().enumerate() {
            let id = || StatementId {
                policy: name.map(str::to_owned),
                index,
                sid: statement.sid.clone(),
            };
            match (statement.effect, first_mismatch(statement, request)) {
                (Effect::Deny, None) => {
                    return Decision {
                        verdict: Verdict::ExplicitlyDenied(id()),
                        near_misses: Vec::new(),
                    };
                }
                (Effect::Deny, Some(_)) => {}
                (Effect::Allow, None) => {
                    allowed.get_or_insert_with(id);
                }
                (Effect::Allow, Some(mismatch)) => near_misses.push(NearMiss {
                    statement: id(),
                    mismatch,
                }),
            }
        }
    }
    match allowed {
        Some(statement) => Decision {
            verdict: Verdict::Allowed(statement),
            near_misses: Vec::new(),
        },
        None => Decision {
            verdict: Verdict::NotAllowed,
            near_misses,
        },
    }
}

fn first_mismatch(statement: &Statement, request: &Request<'_>) -> Option<Mismatch> {
    let Statement {
        principals,
        actions,
        ..
    } = statement;
    if let Some(principals) = principals
        .as_ref()
        .filter(|principals| !principals.include(request.caller))
    {
        let wanted = principals.any_of.iter().map(ToString::to_string);
        return Some(Mismatch::Principal {
            wanted: not(principals.negated, wanted),
            sent: request.caller.name().to_owned(),
        });
    }
    // Actions are compared without regard to case, resources with.
    let action = request.action.to_ascii_lowercase();
    if !actions.includes(|pattern| glob(&pattern.to_ascii_lowercase(), &action)) {
        return Some(Mismatch::Action {
            wanted: actions.wanted(),
            sent: request.action.to_owned(),
        });
    }
    let resolved;
    let statement = if statement.has_variables {
        match variable::resolved(statement, request.context) {
            Ok(it) => {
                resolved = it;
                &resolved
            }
            Err(name) => return Some(Mismatch::Variable { name }),
        }
    } else {
        statement
    };
    if let Some(resources) = &statement.resources
        && !resources.includes(|pattern| arn_like(pattern, request.resource))
    {
        return Some(Mismatch::Resource {
            wanted: resources.wanted(),
            sent: request.resource.to_owned(),
        });
    }
    statement
        .conditions
        .iter()
        .find(|condition| !condition.holds(request.context))
        .map(|condition| failed(condition, request))
}

fn failed(condition: &Condition, request: &Request<'_>) -> Mismatch {
    let sent = request
        .context
        .get(&condition.key)
        .unwrap_or_default()
        .to_vec();
    let differs = match sent.as_slice() {
        [arn] if condition.compares_arns() => condition
            .values
            .iter()
            .filter_map(|pattern| arn_difference(pattern, arn))
            .max(),
        _ => None,
    };
    Mismatch::Condition {
        operator: condition.operator.to_string(),
        key: condition.key.clone(),
        wanted: condition.values.clone(),
        sent,
        differs,
    }
}

fn not(negated: bool, names: impl Iterator<Item = String>) -> Vec<String> {
    names
        .map(|name| if negated { format!("not {name}") } else { name })
        .collect()
}

impl Clause {
    fn includes(&self, matches: impl Fn(&str) -> bool) -> bool {
        self.patterns.iter().any(|pattern| matches(pattern)) != self.negated
    }

    fn wanted(&self) -> Vec<String> {
        not(self.negated, self.patterns.iter().cloned())
    }
}

impl Principals {
    fn include(&self, caller: &Caller) -> bool {
        self.any_of.iter().any(|principal| principal.is(caller)) != self.negated
    }
}

impl Principal {
    fn is(&self, caller: &Caller) -> bool {
        match (self, caller) {
            (Self::Everyone, _) => true,
            (Self::Service(name), Caller::Service(service)) => name == service,
            (Self::Aws(name), Caller::Aws { arn, account }) => {
                name == arn || name == account || is_root_of(name, account) || is_role_of(name, arn)
            }
            _ => false,
        }
    }
}

/// `arn:aws:iam::123456789012:root` stands for everybody in the account.
fn is_root_of(principal: &str, account: &str) -> bool {
    principal
        .strip_suffix(":root")
        .and_then(|arn| arn.rsplit(':').next())
        == Some(account)
        && principal.starts_with("arn:")
}

/// Whether `principal` is the role of the session `arn:aws:sts::{account}:assumed-role/{role}/{session}`, which
/// leaves out the role's path.
fn is_role_of(principal: &str, session: &str) -> bool {
    let role = principal
        .split_once(":iam::")
        .and_then(|(_, rest)| rest.split_once(":role/"));
    let session = session
        .split_once(":sts::")
        .and_then(|(_, rest)| rest.split_once(":assumed-role/"));
    match (role, session) {
        (Some((account, role)), Some((session_account, session))) => {
            account == session_account && role.rsplit('/').next() == session.split('/').next()
        }
        _ => false,
    }
}

impl Caller {
    /// The caller as messages name it.
    pub fn name(&self) -> &str {
        match self {
            Self::Service(name) => name,
            Self::Aws { arn, .. } => arn,
            Self::Anonymous => "anonymous",
        }
    }
}
