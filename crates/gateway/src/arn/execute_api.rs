//! The source ARN: how API Gateway tells Lambda on whose behalf it calls.

use std::fmt;
use std::str::FromStr;

use super::{Arn, ArnError};

/// The stage that `TestInvokeMethod` and the console's test show in the source ARN (F§4.1).
pub const TEST_INVOKE_STAGE: &str = "test-invoke-stage";

/// `arn:{partition}:execute-api:{region}:{account}:{api}/…` as it reaches Lambda in `AWS:SourceArn` (F§4.1).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SourceArn {
    /// `aws`, `aws-cn`, …
    pub partition: String,
    /// The **function's** region, also where the API is in another.
    pub region: String,
    /// The API's account.
    pub account: String,
    /// The API's id.
    pub api: String,
    /// The method or the authorizer that calls.
    pub target: SourceTarget,
}

/// What of an API calls a function.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SourceTarget {
    /// A method's integration.
    Method {
        /// The stage, or [`TEST_INVOKE_STAGE`].
        stage: String,
        /// The configured method: an `ANY` method stays `ANY`.
        method: String,
        /// The resource's path as configured: `/pets/{id}`, unexpanded; the root is `/`.
        path: String,
    },
    /// A Lambda authorizer; the same for its test.
    Authorizer(String),
}

/// Why a text is not a source ARN.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceArnError {
    /// Not an ARN.
    #[error(transparent)]
    Arn(#[from] ArnError),
    /// An ARN of another service.
    #[error("a source ARN names the service 'execute-api', not '{0}'")]
    Service(String),
    /// Neither `api/stage/METHOD/path` nor `api/authorizers/id`.
    #[error("a source ARN ends with 'api/stage/METHOD/path' or 'api/authorizers/id'")]
    Target,
}

impl FromStr for SourceArn {
    type Err = SourceArnError;

    fn from_str(text: &str) -> Result<Self, SourceArnError> {
        let Arn {
            partition,
            service,
            region,
            account,
            resource,
        } = text.parse()?;
        if service != "execute-api" {
            return Err(SourceArnError::Service(service));
        }
        let parts: Vec<&str> = resource.splitn(4, '/').collect();
        let (api, target) = match *parts.as_slice() {
            [api, "authorizers", id] => (api, SourceTarget::Authorizer(id.to_owned())),
            [api, stage, method, path] => (
                api,
                SourceTarget::Method {
                    stage: stage.to_owned(),
                    method: method.to_owned(),
                    path: format!("/{path}"),
                },
            ),
            _ => return Err(SourceArnError::Target),
        };
        Ok(Self {
            partition,
            region,
            account,
            api: api.to_owned(),
            target,
        })
    }
}

impl fmt::Display for SourceArn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "arn:{}:execute-api:{}:{}:{}/",
            self.partition, self.region, self.account, self.api
        )?;
        match &self.target {
            SourceTarget::Method {
                stage,
                method,
                path,
            } => write!(f, "{stage}/{method}{path}"),
            SourceTarget::Authorizer(id) => write!(f, "authorizers/{id}"),
        }
    }
}
