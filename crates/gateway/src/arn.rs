//! Amazon resource names: the general form, and the three kinds that a request meets: the function that an
//! integration names, the integration URI itself, and the source that API Gateway shows to Lambda.
//!
//! Knows names only; never whether the thing that is named exists.

mod execute_api;
mod function;
mod integration;
mod pattern;

use std::fmt;
use std::str::FromStr;

pub use execute_api::{SourceArn, SourceArnError, SourceTarget, TEST_INVOKE_STAGE};
pub use function::{FunctionArn, FunctionArnError};
pub use integration::{FunctionUriError, IntegrationTarget, IntegrationUri, IntegrationUriError};
pub(crate) use pattern::literal;
pub use pattern::{ArnPart, arn_difference, arn_like, glob};

/// An ARN in its six colon-separated parts. Only the first part (`arn`) is fixed; any other may be empty, and the
/// last keeps whatever colons it holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Arn {
    /// `aws`, `aws-cn`, `aws-us-gov`, …
    pub partition: String,
    /// The service's namespace: `lambda`, `execute-api`, …
    pub service: String,
    /// The region, empty for global services.
    pub region: String,
    /// The account, empty where the service has none in its names.
    pub account: String,
    /// All that follows the fifth colon.
    pub resource: String,
}

/// Why a text is not an ARN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ArnError {
    /// It does not begin with `arn:`.
    #[error("an ARN begins with 'arn:'")]
    Prefix,
    /// It has fewer than six parts.
    #[error(
        "an ARN has six parts, arn:partition:service:region:account:resource, and this has {0}"
    )]
    Parts(usize),
    /// The partition or the service is empty.
    #[error("an ARN names its partition and its service")]
    Nameless,
}

impl FromStr for Arn {
    type Err = ArnError;

    fn from_str(text: &str) -> Result<Self, ArnError> {
        let rest = text.strip_prefix("arn:").ok_or(ArnError::Prefix)?;
        let parts: Vec<&str> = rest.splitn(5, ':').collect();
        let &[partition, service, region, account, resource] = parts.as_slice() else {
            return Err(ArnError::Parts(parts.len() + 1));
        };
        if partition.is_empty() || service.is_empty() {
            return Err(ArnError::Nameless);
        }
        Ok(Self {
            partition: partition.to_owned(),
            service: service.to_owned(),
            region: region.to_owned(),
            account: account.to_owned(),
            resource: resource.to_owned(),
        })
    }
}

impl fmt::Display for Arn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            partition,
            service,
            region,
            account,
            resource,
        } = self;
        write!(f, "arn:{partition}:{service}:{region}:{account}:{resource}")
    }
}
