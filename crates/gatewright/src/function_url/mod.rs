//! Function URLs: who may call one, the event that its function gets (payload format 2.0), and what
//! its answer means in HTTP. Knows no sockets.

pub mod answer;
pub mod cors;
pub mod event;

use gatewright_gateway::permission::{Caller as Principal, Context, Policy, Request, evaluate};

use crate::control::Caller;

/// Who calls a function URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visitor {
    /// Nobody in particular: the request is not signed.
    Anonymous,
    /// The caller of these credentials.
    Signed {
        /// Who it is.
        caller: Caller,
        /// The access key id that it signed with.
        access_key: String,
    },
}

/// Whether a visitor may call a URL. `auth_type` is the URL's, `function_arn` that of the function
/// with the URL's qualifier, of `account`; `policy` that qualifier's resource policy.
///
/// Without authentication the policy must allow `lambda:InvokeFunctionUrl` to everybody. With
/// `AWS_IAM` callers of the function's own account may (their own policies are not asked), others if
/// the policy lets them. `lambda:InvokeFunction`, which AWS wants beside it of URLs made since
/// October 2025, is not asked for.
pub fn may_call(
    auth_type: &str,
    visitor: &Visitor,
    function_arn: &str,
    account: &str,
    policy: Option<&Policy>,
) -> bool {
    let principal = match visitor {
        _ if auth_type == "NONE" => Principal::Anonymous,
        Visitor::Anonymous => return false,
        Visitor::Signed { caller, .. } if caller.account == account => return true,
        Visitor::Signed { caller, .. } => Principal::Aws {
            arn: caller.arn.clone(),
            account: caller.account.clone(),
        },
    };
    let context = Context::default().with("lambda:FunctionUrlAuthType", auth_type);
    let request = Request {
        caller: &principal,
        action: "lambda:InvokeFunctionUrl",
        resource: function_arn,
        context: &context,
    };
    policy.is_some_and(|policy| evaluate(&[policy.into()], &request).is_allowed())
}
