//! The URI of an `AWS` or `AWS_PROXY` integration, and of a Lambda authorizer.

use std::fmt;
use std::str::FromStr;

use super::{Arn, FunctionArn, FunctionArnError};

/// `arn:{partition}:apigateway:{region}:{[subdomain.]service}:{path|action}/{…}` (F§3.7).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IntegrationUri {
    /// `aws`, `aws-cn`, …
    pub partition: String,
    /// The region whose endpoint is called; empty where the service has none.
    pub region: String,
    /// The host name's first label where the service wants one, such as an S3 bucket.
    pub subdomain: Option<String>,
    /// The service's name in its host name: `lambda`, `sqs`, `dynamodb`, …
    pub service: String,
    /// What is called there.
    pub target: IntegrationTarget,
}

/// What of a service an integration calls.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum IntegrationTarget {
    /// `path/…`: a request to this path, without its leading slash.
    Path(String),
    /// `action/…`: an operation, with its parameters after `&`.
    Action(String),
}

/// Why a text is not an integration's URI. The first two are the two that `PutIntegration` tells apart (F§5.1).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntegrationUriError {
    /// Not an ARN: `Invalid ARN specified in the request`.
    #[error("an AWS integration's URI is an ARN: {0}")]
    NotAnArn(#[from] super::ArnError),
    /// An ARN without `path/` or `action/`: `AWS ARN for integration must contain path or action`.
    #[error("an AWS integration's URI has 'path/' or 'action/' after the service")]
    NoPathOrAction,
    /// An ARN of another service than `apigateway`, though it has a path or an action.
    #[error(
        "an AWS integration's URI begins with 'arn:aws:apigateway:', not with the ARN of '{0}' itself"
    )]
    NotApiGateway(String),
    /// Nothing where the called service's name belongs.
    #[error("the URI does not name the service to call")]
    NoService,
}

/// Why an integration's URI does not name a Lambda function.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FunctionUriError {
    /// Not an integration's URI.
    #[error(transparent)]
    Uri(#[from] IntegrationUriError),
    /// It calls another service.
    #[error("the URI calls '{0}', not Lambda")]
    Service(String),
    /// Lambda, but not `path/2015-03-31/functions/…/invocations`.
    #[error(
        "a Lambda integration's URI is '…:lambda:path/2015-03-31/functions/FUNCTION-ARN/invocations'"
    )]
    Path,
    /// The function's ARN in it is malformed.
    #[error("the function's ARN in the URI is malformed: {0}")]
    Function(#[from] FunctionArnError),
}

/// What stands around the function in the paths of Lambda's operations.
const INVOKE: (&str, &str) = ("2015-03-31/functions/", "/invocations");
const INVOKE_WITH_RESPONSE_STREAM: (&str, &str) =
    ("2021-11-15/functions/", "/response-streaming-invocations");

impl IntegrationUri {
    /// The function that the URI invokes, with its qualifier.
    pub fn function(&self) -> Result<FunctionArn, FunctionUriError> {
        Ok(self.function_text()?.parse()?)
    }

    /// What stands where the URI has the function's ARN: before stage variables are filled in it may be anything.
    pub fn function_text(&self) -> Result<&str, FunctionUriError> {
        if self.service != "lambda" || self.subdomain.is_some() {
            return Err(FunctionUriError::Service(self.service.clone()));
        }
        let IntegrationTarget::Path(path) = &self.target else {
            return Err(FunctionUriError::Path);
        };
        let path = path.strip_prefix('/').unwrap_or(path);
        [INVOKE, INVOKE_WITH_RESPONSE_STREAM]
            .iter()
            .find_map(|(before, after)| path.strip_prefix(before)?.strip_suffix(after))
            .ok_or(FunctionUriError::Path)
    }

    /// The host that is called: `[{subdomain}.]{service}.{region}.amazonaws.com` (F§1.3).
    pub fn host(&self) -> String {
        let mut host = String::new();
        for label in [
            self.subdomain.as_deref(),
            Some(self.service.as_str()),
            Some(self.region.as_str()),
        ] {
            if let Some(label) = label.filter(|label| !label.is_empty()) {
                host.push_str(label);
                host.push('.');
            }
        }
        host.push_str("amazonaws.com");
        if self.partition == "aws-cn" {
            host.push_str(".cn");
        }
        host
    }
}

impl FromStr for IntegrationUri {
    type Err = IntegrationUriError;

    fn from_str(text: &str) -> Result<Self, IntegrationUriError> {
        let Arn {
            partition,
            service,
            region,
            account,
            resource,
        } = text.parse()?;
        let target = if let Some(path) = resource.strip_prefix("path/") {
            IntegrationTarget::Path(path.to_owned())
        } else if let Some(action) = resource.strip_prefix("action/") {
            IntegrationTarget::Action(action.to_owned())
        } else {
            return Err(IntegrationUriError::NoPathOrAction);
        };
        if service != "apigateway" {
            return Err(IntegrationUriError::NotApiGateway(service));
        }
        let (subdomain, service) = match account.rsplit_once('.') {
            Some((subdomain, service)) => (Some(subdomain.to_owned()), service.to_owned()),
            None => (None, account),
        };
        if service.is_empty() || subdomain.as_deref() == Some("") {
            return Err(IntegrationUriError::NoService);
        }
        Ok(Self {
            partition,
            region,
            subdomain,
            service,
            target,
        })
    }
}

impl fmt::Display for IntegrationUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "arn:{}:apigateway:{}:", self.partition, self.region)?;
        if let Some(subdomain) = &self.subdomain {
            write!(f, "{subdomain}.")?;
        }
        match &self.target {
            IntegrationTarget::Path(path) => write!(f, "{}:path/{path}", self.service),
            IntegrationTarget::Action(action) => write!(f, "{}:action/{action}", self.service),
        }
    }
}
