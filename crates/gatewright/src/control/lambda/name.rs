//! The forms in which callers name a function: `name`, `name:qualifier`, a partial or a full ARN,
//! with a qualifier beside it.

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
        let (rest, account, region) = match name.strip_prefix("arn:") {
            Some(arn) => {
                // partition:lambda:region:account:function:name[:qualifier]
                let mut parts = arn.splitn(4, ':').skip(2);
                let region = parts.next().unwrap_or_default();
                let rest = parts.next().unwrap_or_default();
                let (account, rest) = rest.split_once(':').unwrap_or(("", rest));
                (rest, Some(account), Some(region))
            }
            None => match name.split_once(':') {
                Some((account, rest)) if is_account(account) => (rest, Some(account), None),
                _ => (name, None, None),
            },
        };
        if let Some(region) = region.filter(|region| *region != scope.region) {
            return Err(errors::RESOURCE_NOT_FOUND
                .with(format!(
                    "Functions from '{region}' are not reachable in this region ('{}')",
                    scope.region
                ))
                .member("Type", "User"));
        }
        if let Some(account) = account.filter(|account| *account != scope.account) {
            return Err(ServiceError::access_denied(format!(
                "User: arn:aws:iam::{}:root is not authorized to perform this operation on a function of account {account}",
                scope.account
            )));
        }
        let rest = rest.strip_prefix("function:").unwrap_or(rest);
        let (name, own) = match rest.split_once(':') {
            Some((name, own)) => (name, Some(own)),
            None => (rest, None),
        };
        if let (Some(own), Some(beside)) = (own, qualifier)
            && own != beside
        {
            return Err(errors::INVALID_PARAMETER_VALUE.with(
                "The derived qualifier from the function name does not match the specified qualifier.",
            ));
        }
        Ok(Self {
            arn: arn(scope, name),
            name: name.to_owned(),
            qualifier: own.or(qualifier).map(str::to_owned),
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
