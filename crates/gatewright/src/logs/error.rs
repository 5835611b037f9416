//! What the log service refuses, with AWS's codes and texts (F§7.1).

use super::filter::InvalidPattern;
use super::insights::Malformed;
use crate::store;

/// Why an operation was refused. `Display` is the message that AWS sends.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// There is no such log group.
    #[error("The specified log group does not exist.")]
    NoSuchGroup,
    /// There is no such log stream.
    #[error("The specified log stream does not exist.")]
    NoSuchStream,
    /// A log group of this name exists.
    #[error("The specified log group already exists")]
    GroupExists,
    /// A log stream of this name exists.
    #[error("The specified log stream already exists")]
    StreamExists,
    /// A parameter is wrong.
    #[error("{0}")]
    InvalidParameter(String),
    /// The log group may not be deleted (F§8 [C]: the text is ours).
    #[error("The log group is protected from deletion. Disable deletion protection first.")]
    Protected,
    /// More tags than a log group may have.
    #[error("The maximum number of tags for a resource is 50.")]
    TooManyTags,
    /// There is no such metric filter.
    #[error("The specified metric filter does not exist.")]
    NoSuchMetricFilter,
    /// There is no such subscription filter.
    #[error("The specified subscription filter does not exist.")]
    NoSuchSubscriptionFilter,
    /// A quota is used up.
    #[error("Resource limit exceeded.")]
    LimitExceeded,
    /// A text is no query of Logs Insights.
    #[error("{0}")]
    MalformedQuery(Malformed),
    /// There is no such query.
    #[error("The specified query does not exist.")]
    NoSuchQuery,
    /// The store failed.
    #[error("The service cannot complete the request: {0}")]
    Unavailable(store::Error),
}

impl LogError {
    /// AWS's name for the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchGroup
            | Self::NoSuchStream
            | Self::NoSuchMetricFilter
            | Self::NoSuchSubscriptionFilter
            | Self::NoSuchQuery => "ResourceNotFoundException",
            Self::MalformedQuery(_) => "MalformedQueryException",
            Self::LimitExceeded => "LimitExceededException",
            Self::GroupExists | Self::StreamExists => "ResourceAlreadyExistsException",
            Self::InvalidParameter(_) => "InvalidParameterException",
            Self::Protected => "ValidationException",
            Self::TooManyTags => "TooManyTagsException",
            Self::Unavailable(_) => "ServiceUnavailableException",
        }
    }

    /// The HTTP status: 400, also for what does not exist, but for our own failures.
    pub fn status(&self) -> u16 {
        match self {
            Self::Unavailable(_) => 500,
            _ => 400,
        }
    }
}

impl From<store::Error> for LogError {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NoSuchLogGroup(_) => Self::NoSuchGroup,
            store::Error::NoSuchLogStream(_) => Self::NoSuchStream,
            store::Error::LogGroupExists(_) => Self::GroupExists,
            store::Error::LogStreamExists(_) => Self::StreamExists,
            error => Self::Unavailable(error),
        }
    }
}

impl From<InvalidPattern> for LogError {
    fn from(invalid: InvalidPattern) -> Self {
        Self::InvalidParameter(invalid.to_string())
    }
}
