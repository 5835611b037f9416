//! Whether API Gateway may invoke an integration's function: by a role, or by the resource policy of
//! the very qualifier (F§4).

use super::Engine;
use crate::arn::FunctionArn;
use crate::fault::{Fault, InvokeRefusal, MissingFunction, RefusalReason, RoleProblem};
use crate::io::{FunctionLookup, Io, Role, Signer};
use crate::permission::{
    Caller, Context, Decision, INVOKE_FUNCTION, NamedPolicy, Request, Verdict, evaluate,
    may_assume, may_invoke, role_may_invoke,
};
use crate::snapshot::{Lambda, Substituted};

/// `credentials` that pass the caller's own on (F§3.4).
pub(super) const CALLERS_OWN: &str = "arn:aws:iam::*:user/*";

impl<I: Io> Engine<I> {
    /// The role that the integration invokes with, if API Gateway may assume it (F§2.2 #13).
    pub(super) async fn assume(&self, credentials: &Substituted) -> Result<(String, Role), Fault> {
        let arn = &credentials.text;
        let not_assumable = |problem| Fault::RoleNotAssumable {
            role: arn.clone(),
            problem,
        };
        if let Some(name) = &credentials.undefined {
            return Err(not_assumable(RoleProblem::UndefinedStageVariable(
                name.clone(),
            )));
        }
        if arn == CALLERS_OWN {
            return Err(Fault::NotSupported(
                "passing the caller's credentials to an integration".to_owned(),
            ));
        }
        let role = self
            .io
            .role(arn)
            .await
            .map_err(|failed| Fault::lookup(format!("the role '{arn}'"), failed))?
            .ok_or_else(|| not_assumable(RoleProblem::Missing))?;
        let decision = may_assume(&role.trust_policy, arn, &Context::default());
        if decision.is_allowed() {
            Ok((arn.clone(), role))
        } else {
            Err(not_assumable(RoleProblem::Trust(decision)))
        }
    }

    /// The function, if API Gateway may invoke it: by the resource policy of its very qualifier, or
    /// by the role (F§4).
    pub(super) async fn permitted<'l>(
        &self,
        lambda: &'l Lambda,
        role: Option<&(String, Role)>,
    ) -> Result<&'l FunctionArn, Fault> {
        let refused = |reason| {
            Fault::InvokeRefused(Box::new(InvokeRefusal {
                function: lambda.arn.clone(),
                source_arn: role.is_none().then(|| lambda.source.to_string()),
                reason,
            }))
        };
        let function = lambda
            .function
            .as_ref()
            .map_err(|reason| refused(reason.clone()))?;
        if let Some((arn, role)) = role {
            let policies = named_policies(role);
            let function_policy = match self.look_up(function).await? {
                FunctionLookup::Found { policy } => policy,
                // What there is not, Lambda says itself to whoever may invoke it.
                _ => None,
            };
            let decision = role_may_invoke(
                &role.trust_policy,
                &policies,
                function_policy.as_deref(),
                arn,
                function,
                &Context::default(),
            );
            return if let Some(denied) = decision.denied_by_function {
                Err(refused(RefusalReason::Policy(denied)))
            } else if decision.invoke.is_allowed() {
                Ok(function)
            } else {
                Err(refused(RefusalReason::Role {
                    role: arn.clone(),
                    decision: decision.invoke,
                }))
            };
        }
        let reason = match self.look_up(function).await? {
            FunctionLookup::Unseen => return Ok(function),
            // Nothing that does not exist has a policy that could allow it (F§2.2.1 [C]).
            FunctionLookup::NoFunction => RefusalReason::Missing(MissingFunction::Function),
            FunctionLookup::NoQualifier => RefusalReason::Missing(missing_qualifier(function)),
            FunctionLookup::Found {
                policy: Some(policy),
            } => {
                let decision = may_invoke(Some(&policy), function, &lambda.source);
                if decision.is_allowed() {
                    return Ok(function);
                }
                RefusalReason::Policy(decision)
            }
            FunctionLookup::Found { policy: None } => match &function.policy_owner().qualifier {
                None => RefusalReason::NoPolicy,
                Some(qualifier) => RefusalReason::QualifierWithoutPolicy {
                    qualifier: qualifier.clone(),
                    function_allows: self.function_allows(function, lambda).await?,
                },
            },
        };
        Err(refused(reason))
    }

    /// The function, if the caller, whose credentials are passed on, may invoke it: by its own policies or, within an
    /// account, by the function's. Nobody is who did not sign \[C\].
    pub(super) async fn permitted_to_caller<'l>(
        &self,
        lambda: &'l Lambda,
        signer: Option<&Signer>,
    ) -> Result<&'l FunctionArn, Fault> {
        let refused = |reason| {
            Fault::InvokeRefused(Box::new(InvokeRefusal {
                function: lambda.arn.clone(),
                source_arn: None,
                reason,
            }))
        };
        let function = lambda
            .function
            .as_ref()
            .map_err(|reason| refused(reason.clone()))?;
        let by_caller = |caller: &str, decision| {
            refused(RefusalReason::PassedCaller {
                caller: caller.to_owned(),
                decision,
            })
        };
        let Some(signer) = signer else {
            return Err(by_caller("anonymous", Decision::none()));
        };
        let caller = Caller::Aws {
            arn: signer.arn.clone(),
            account: signer.account.clone(),
        };
        let context = Context::default()
            .with_principal(&signer.arn, &signer.account)
            .with("aws:userid", &signer.user_id);
        let decide = |policies: &[NamedPolicy<'_>], resource: &str| {
            let question = Request {
                caller: &caller,
                action: INVOKE_FUNCTION,
                resource,
                context: &context,
            };
            evaluate(policies, &question)
        };
        let own = signer.policies.as_ref().map(|policies| {
            let named = policies.iter().map(|(name, policy)| NamedPolicy {
                name: Some(name),
                policy,
            });
            decide(&named.collect::<Vec<_>>(), &function.to_string())
        });
        let of_function = match self.look_up(function).await? {
            FunctionLookup::Found {
                policy: Some(policy),
            } => {
                let resource = function.policy_owner().to_string();
                Some(decide(&[(&*policy).into()], &resource))
            }
            // What there is not, Lambda says itself to whoever may invoke it.
            _ => None,
        };
        let is_denied = |it: &Decision| matches!(it.verdict, Verdict::ExplicitlyDenied(_));
        if let Some(denied) = of_function.clone().filter(is_denied) {
            return Err(refused(RefusalReason::Policy(denied)));
        }
        let function_allows = of_function.as_ref().is_some_and(Decision::is_allowed);
        let is_of_account = signer.account == function.account;
        match own {
            // An account's root may all in it.
            None if is_of_account || function_allows => Ok(function),
            None => Err(by_caller(
                &signer.arn,
                of_function.unwrap_or_else(Decision::none),
            )),
            Some(own) if is_denied(&own) => Err(by_caller(&signer.arn, own)),
            Some(own) => {
                let is_allowed = if is_of_account {
                    own.is_allowed() || function_allows
                } else {
                    own.is_allowed() && function_allows
                };
                if is_allowed {
                    Ok(function)
                } else {
                    Err(by_caller(&signer.arn, own))
                }
            }
        }
    }

    /// Whether the unqualified function's policy would have allowed it: for whoever explains.
    async fn function_allows(
        &self,
        function: &FunctionArn,
        lambda: &Lambda,
    ) -> Result<bool, Fault> {
        let function = function.unqualified();
        Ok(match self.look_up(&function).await? {
            FunctionLookup::Found {
                policy: Some(policy),
            } => may_invoke(Some(&policy), &function, &lambda.source).is_allowed(),
            _ => false,
        })
    }

    async fn look_up(&self, function: &FunctionArn) -> Result<FunctionLookup, Fault> {
        let found = self.io.function(function).await;
        found.map_err(|failed| Fault::lookup(format!("the function '{function}'"), failed))
    }
}

/// A role's policies with their names.
pub(super) fn named_policies(role: &Role) -> Vec<NamedPolicy<'_>> {
    let policies = role.policies.iter();
    policies
        .map(|(name, policy)| NamedPolicy {
            name: Some(name),
            policy,
        })
        .collect()
}

/// The alias or version that a function's ARN names.
pub(super) fn missing_qualifier(function: &FunctionArn) -> MissingFunction {
    let qualifier = function.qualifier.clone().unwrap_or_default();
    if function.is_version() {
        MissingFunction::Version(qualifier)
    } else {
        MissingFunction::Alias(qualifier)
    }
}
