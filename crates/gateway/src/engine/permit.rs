//! Whether API Gateway may invoke an integration's function: by a role, or by the resource policy of
//! the very qualifier (F§4).

use super::Engine;
use crate::arn::FunctionArn;
use crate::fault::{Fault, InvokeRefusal, MissingFunction, RefusalReason, RoleProblem};
use crate::io::{FunctionLookup, Io, Role};
use crate::permission::{Context, NamedPolicy, may_assume, may_invoke, role_may_invoke};
use crate::snapshot::{Lambda, Substituted};

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
        if arn == "arn:aws:iam::*:user/*" {
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
