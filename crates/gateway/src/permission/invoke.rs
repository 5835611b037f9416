//! Whether API Gateway may invoke a Lambda function (F§4).

use super::condition::Context;
use super::decision::{Decision, Verdict};
use super::evaluate::{Caller, NamedPolicy, Request, evaluate};
use super::policy::Policy;
use crate::arn::{FunctionArn, SourceArn};

/// API Gateway as a principal.
pub const API_GATEWAY: &str = "apigateway.amazonaws.com";

/// The action of invoking a function.
pub const INVOKE_FUNCTION: &str = "lambda:InvokeFunction";

/// Whether a function's resource policy lets API Gateway invoke it on behalf of `source`.
///
/// `policy` is the one of exactly this qualifier (F§4.3: [`FunctionArn::policy_owner`]); `None` where it has none.
pub fn may_invoke(policy: Option<&Policy>, function: &FunctionArn, source: &SourceArn) -> Decision {
    let caller = Caller::Service(API_GATEWAY.to_owned());
    let context = Context::default()
        .with("aws:SourceArn", source.to_string())
        .with("aws:SourceAccount", &source.account);
    let resource = function.policy_owner().to_string();
    let request = Request {
        caller: &caller,
        action: INVOKE_FUNCTION,
        resource: &resource,
        context: &context,
    };
    let policies: Vec<NamedPolicy<'_>> = policy.into_iter().map(NamedPolicy::from).collect();
    evaluate(&policies, &request)
}

/// The name under which API Gateway assumes an integration's role (F§4.1 [B]).
pub const SESSION: &str = "BackplaneAssumeRoleSession";

/// What became of an invocation through a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleDecision {
    /// Whether the trust policy lets API Gateway assume the role.
    pub assume: Decision,
    /// Whether the role's own policies let it invoke the function.
    pub invoke: Decision,
    /// The statement of the function's resource policy that denies it all the same; what that policy allows does not
    /// matter.
    pub denied_by_function: Option<Decision>,
}

impl RoleDecision {
    /// Whether role and function let it pass.
    pub fn is_allowed(&self) -> bool {
        self.assume.is_allowed() && self.invoke.is_allowed() && self.denied_by_function.is_none()
    }
}

/// Whether a role's trust policy lets API Gateway assume it. `context` is what API Gateway shows to STS; which keys
/// it shows is not recorded.
pub fn may_assume(trust: &Policy, role: &str, context: &Context) -> Decision {
    let caller = Caller::Service(API_GATEWAY.to_owned());
    let request = Request {
        caller: &caller,
        action: "sts:AssumeRole",
        resource: role,
        context,
    };
    evaluate(&[trust.into()], &request)
}

/// Whether API Gateway may invoke a function through a role: the trust policy lets it in, one of the role's policies
/// (inline and attached) allows the function with its very qualifier, and the qualifier's resource policy
/// (`function_policy`, `None` where it has none) does not deny it: a deny wins wherever it stands, an allow there is
/// not needed (F§4.1). No source ARN is shown.
pub fn role_may_invoke(
    trust: &Policy,
    identity: &[NamedPolicy<'_>],
    function_policy: Option<&Policy>,
    role: &str,
    function: &FunctionArn,
    context: &Context,
) -> RoleDecision {
    let account = account_of(role);
    // IAM itself adds these to every request; "deny all but this role" is written with the first.
    let session_context = context.clone().with_principal(role, &account);
    let decide = |arn: String, resource: String, policies: &[NamedPolicy<'_>]| {
        let caller = Caller::Aws {
            arn,
            account: account.clone(),
        };
        let request = Request {
            caller: &caller,
            action: INVOKE_FUNCTION,
            resource: &resource,
            context: &session_context,
        };
        evaluate(policies, &request)
    };
    RoleDecision {
        assume: may_assume(trust, role, context),
        invoke: decide(role.to_owned(), function.to_string(), identity),
        denied_by_function: function_policy
            .map(|policy| {
                let resource = function.policy_owner().to_string();
                decide(session_of(role, &account), resource, &[policy.into()])
            })
            .filter(|decision| matches!(decision.verdict, Verdict::ExplicitlyDenied(_))),
    }
}

/// Whether a role's own policies let its session do something.
pub fn role_may(
    identity: &[NamedPolicy<'_>],
    role: &str,
    action: &str,
    resource: &str,
) -> Decision {
    let account = account_of(role);
    let context = Context::default().with_principal(role, &account);
    let caller = Caller::Aws {
        arn: role.to_owned(),
        account,
    };
    let request = Request {
        caller: &caller,
        action,
        resource,
        context: &context,
    };
    evaluate(identity, &request)
}

/// The session that API Gateway has of a role, as services name it when they refuse it.
pub fn gateway_session(role: &str) -> String {
    session_of(role, &account_of(role))
}

fn account_of(arn: &str) -> String {
    arn.split(':').nth(4).unwrap_or_default().to_owned()
}

/// The session that API Gateway gets of a role, whose path is not part of it.
fn session_of(role: &str, account: &str) -> String {
    let partition = role.split(':').nth(1).unwrap_or("aws");
    let name = role.rsplit('/').next().unwrap_or_default();
    format!("arn:{partition}:sts::{account}:assumed-role/{name}/{SESSION}")
}
