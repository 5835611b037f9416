//! Whether API Gateway may invoke a Lambda function (F§4).

use super::condition::Context;
use super::decision::Decision;
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

/// What became of an invocation through a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleDecision {
    /// Whether the trust policy lets API Gateway assume the role.
    pub assume: Decision,
    /// Whether the role's own policies let it invoke the function.
    pub invoke: Decision,
}

impl RoleDecision {
    /// Whether both say yes.
    pub fn is_allowed(&self) -> bool {
        self.assume.is_allowed() && self.invoke.is_allowed()
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

/// Whether API Gateway may invoke a function through a role: the trust policy lets it in, and one of the role's
/// policies (inline and attached) allows the function with its very qualifier (F§4.1). The function's resource policy
/// is not asked, and no source ARN is shown.
pub fn role_may_invoke(
    trust: &Policy,
    identity: &[NamedPolicy<'_>],
    role: &str,
    function: &FunctionArn,
    context: &Context,
) -> RoleDecision {
    let caller = Caller::Aws {
        arn: role.to_owned(),
        account: account_of(role),
    };
    let resource = function.to_string();
    let request = Request {
        caller: &caller,
        action: INVOKE_FUNCTION,
        resource: &resource,
        context,
    };
    RoleDecision {
        assume: may_assume(trust, role, context),
        invoke: evaluate(identity, &request),
    }
}

fn account_of(arn: &str) -> String {
    arn.split(':').nth(4).unwrap_or_default().to_owned()
}
