//! Who may: IAM policy documents, and decisions that say why.
//!
//! Evaluation is general (resource policies, trust policies, a role's identity policies, an authorizer's output); the
//! entry points for a Lambda function are [`may_invoke`] and [`role_may_invoke`].
//!
//! Knows policies and names; not whether a function, a role or an alias exists.

mod condition;
mod decision;
mod evaluate;
mod invoke;
mod policy;
mod variable;

pub use condition::{Condition, Context, Operator, UnknownOperator};
pub use decision::{Decision, Mismatch, NearMiss, StatementId, Verdict};
pub use evaluate::{Caller, NamedPolicy, Request, evaluate};
pub use invoke::{
    API_GATEWAY, INVOKE_FUNCTION, RoleDecision, SESSION, gateway_session, may_assume, may_invoke,
    role_may, role_may_invoke,
};
pub use policy::{
    Clause, Effect, Policy, PolicyError, Principal, Principals, Statement, write_out_abbreviations,
};
