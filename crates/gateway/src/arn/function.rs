//! The ARN of a Lambda function, with its qualifier.

use std::fmt;
use std::str::FromStr;

use super::{Arn, ArnError};

/// `arn:{partition}:lambda:{region}:{account}:function:{name}[:{qualifier}]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionArn {
    /// `aws`, `aws-cn`, …
    pub partition: String,
    /// The function's region.
    pub region: String,
    /// The function's account.
    pub account: String,
    /// The function's name, without a qualifier.
    pub name: String,
    /// An alias, a version or `$LATEST`; `None` for the unqualified function.
    pub qualifier: Option<String>,
}

/// Why a text is not a function's ARN. The rules are those of Lambda's `functionName` pattern (F§4.5).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FunctionArnError {
    /// Not an ARN at all.
    #[error(transparent)]
    Arn(#[from] ArnError),
    /// An ARN of another service.
    #[error("a function's ARN names the service 'lambda', not '{0}'")]
    Service(String),
    /// A Lambda ARN of something else.
    #[error("a function's ARN has 'function:' after the account")]
    Kind,
    /// No region.
    #[error("a function's ARN names its region")]
    Region,
    /// The account is not twelve digits.
    #[error("an account is twelve digits, not '{0}'")]
    Account(String),
    /// Nothing where the name belongs: what an undefined stage variable leaves behind (F§2.2.1).
    #[error("the function's name is empty")]
    EmptyName,
    /// A character that no function name has.
    #[error("'{0}' is not a function's name: letters, digits, '-', '_' and '.' only")]
    Name(String),
    /// A colon with nothing behind it: what an undefined stage variable leaves behind (F§2.2.1).
    #[error("the qualifier after the function's name is empty")]
    EmptyQualifier,
    /// Not an alias, a version or `$LATEST`.
    #[error("'{0}' is not an alias, a version or $LATEST")]
    Qualifier(String),
}

impl FunctionArn {
    /// The same function without its qualifier.
    #[must_use]
    pub fn unqualified(&self) -> Self {
        Self {
            qualifier: None,
            ..self.clone()
        }
    }

    /// The function as its resource policies are kept: one for the unqualified function, which `$LATEST` shares
    /// (it cannot have one of its own), and one for every alias and version (F§4.3).
    #[must_use]
    pub fn policy_owner(&self) -> Self {
        if self.qualifier.as_deref() == Some("$LATEST") {
            self.unqualified()
        } else {
            self.clone()
        }
    }

    /// Whether the qualifier is a version's number, rather than an alias.
    pub fn is_version(&self) -> bool {
        self.qualifier
            .as_deref()
            .is_some_and(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))
    }
}

impl FromStr for FunctionArn {
    type Err = FunctionArnError;

    fn from_str(text: &str) -> Result<Self, FunctionArnError> {
        let Arn {
            partition,
            service,
            region,
            account,
            resource,
        } = text.parse()?;
        if service != "lambda" {
            return Err(FunctionArnError::Service(service));
        }
        if region.is_empty() {
            return Err(FunctionArnError::Region);
        }
        if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(FunctionArnError::Account(account));
        }
        let function = resource
            .strip_prefix("function:")
            .ok_or(FunctionArnError::Kind)?;
        let (name, qualifier) = match function.split_once(':') {
            Some((name, qualifier)) => (name, Some(qualifier)),
            None => (function, None),
        };
        if name.is_empty() {
            return Err(FunctionArnError::EmptyName);
        }
        if !name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        {
            return Err(FunctionArnError::Name(name.to_owned()));
        }
        if let Some(qualifier) = qualifier {
            check_qualifier(qualifier)?;
        }
        Ok(Self {
            partition,
            region,
            account,
            name: name.to_owned(),
            qualifier: qualifier.map(str::to_owned),
        })
    }
}

fn check_qualifier(qualifier: &str) -> Result<(), FunctionArnError> {
    match qualifier {
        "" => Err(FunctionArnError::EmptyQualifier),
        "$LATEST" | "$LATEST.PUBLISHED" => Ok(()),
        other
            if other
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) =>
        {
            Ok(())
        }
        other => Err(FunctionArnError::Qualifier(other.to_owned())),
    }
}

impl fmt::Display for FunctionArn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            partition,
            region,
            account,
            name,
            qualifier,
        } = self;
        write!(
            f,
            "arn:{partition}:lambda:{region}:{account}:function:{name}"
        )?;
        match qualifier {
            Some(qualifier) => write!(f, ":{qualifier}"),
            None => Ok(()),
        }
    }
}
