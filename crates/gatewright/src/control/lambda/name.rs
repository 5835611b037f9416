//! The forms in which callers name a function: `name`, `name:qualifier`, a partial or a full ARN,
//! with a qualifier beside it.

use gatewright_gateway::arn::FunctionArn;
use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::errors;

use crate::control::Scope;

/// A function as an operation was asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The unqualified ARN.
    pub arn: String,
    /// The name.
    pub name: String,
    /// Version, alias or `$LATEST`, if one was named.
    pub qualifier: Option<String>,
}

impl Target {
    /// Reads the function's name (any form) and the qualifier beside it. The model's pattern has
    /// been checked.
    pub(super) fn parse(
        scope: &Scope,
        name: &str,
        qualifier: Option<&str>,
    ) -> Result<Self, ServiceError> {
        let named = if name.starts_with("arn:") {
            // [C]: the pattern lets a few malformed ARNs pass; the words for them are ours.
            name.parse::<FunctionArn>()
                .map_err(|error| errors::INVALID_PARAMETER_VALUE.with(error.to_string()))?
        } else {
            named(scope, name)
        };
        if named.region != scope.region {
            return Err(errors::RESOURCE_NOT_FOUND
                .with(format!(
                    "Functions from '{}' are not reachable in this region ('{}')",
                    named.region, scope.region
                ))
                .member("Type", "User"));
        }
        if named.account != scope.account {
            return Err(ServiceError::access_denied(format!(
                "User: {} is not authorized to perform this operation on a function of account {}",
                scope.caller.arn, named.account
            )));
        }
        if let (Some(own), Some(beside)) = (named.qualifier.as_deref(), qualifier)
            && own != beside
        {
            return Err(errors::INVALID_PARAMETER_VALUE.with(
                "The derived qualifier from the function name does not match the specified qualifier.",
            ));
        }
        Ok(Self {
            arn: arn(scope, &named.name),
            name: named.name,
            qualifier: named.qualifier.or_else(|| qualifier.map(str::to_owned)),
        })
    }

    /// The ARN with the qualifier, if there is one.
    pub(super) fn qualified_arn(&self) -> String {
        match &self.qualifier {
            Some(qualifier) => format!("{}:{qualifier}", self.arn),
            None => self.arn.clone(),
        }
    }

    /// AWS's answer for a function that is not there.
    pub(super) fn not_found(&self) -> ServiceError {
        errors::RESOURCE_NOT_FOUND.with(format!("Function not found: {}", self.qualified_arn()))
    }

    /// AWS's answer for an alias that is not there.
    pub(super) fn alias_not_found(&self) -> ServiceError {
        errors::RESOURCE_NOT_FOUND.with(format!("Cannot find alias arn: {}", self.qualified_arn()))
    }
}

/// `[account:][function:]name[:qualifier]`, of the scope's account unless it names one.
fn named(scope: &Scope, text: &str) -> FunctionArn {
    let (account, rest) = match text.split_once(':') {
        Some((account, rest)) if is_account(account) => (account, rest),
        _ => (scope.account.as_str(), text),
    };
    let rest = rest.strip_prefix("function:").unwrap_or(rest);
    let (name, qualifier) = match rest.split_once(':') {
        Some((name, qualifier)) => (name, Some(qualifier.to_owned())),
        None => (rest, None),
    };
    FunctionArn {
        partition: "aws".to_owned(),
        region: scope.region.clone(),
        account: account.to_owned(),
        name: name.to_owned(),
        qualifier,
    }
}

/// The unqualified ARN of a function of the scope's account and region.
pub(super) fn arn(scope: &Scope, name: &str) -> String {
    format!(
        "arn:aws:lambda:{}:{}:function:{name}",
        scope.region, scope.account
    )
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a qualifier names a published version.
pub(super) fn is_version(qualifier: &str) -> bool {
    !qualifier.is_empty() && qualifier.bytes().all(|byte| byte.is_ascii_digit())
}
