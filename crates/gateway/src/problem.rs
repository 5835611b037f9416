//! What `compile` finds wrong with an API: typed, with its place, for the doctor. Knows no severity
//! and no remedy.

use std::fmt;

use crate::arn::{FunctionUriError, IntegrationUriError};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: ProblemKind,
}

/// Where in an API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The resource's path; `None` for what belongs to the whole API or stage.
    pub resource: Option<String>,
    /// The method's verb; `None` for what belongs to the whole resource.
    pub method: Option<String>,
    /// The member of the document, as a JSON pointer below the method (or the API):
    /// `/methodIntegration/uri`.
    pub pointer: String,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// The method has no integration.
    #[error("the method has no integration")]
    NoIntegration,
    /// No such integration type.
    #[error("'{0}' is not an integration type")]
    UnknownIntegrationType(String),
    /// The integration needs a URI and has none.
    #[error("the integration has no uri")]
    NoUri,
    /// The stage does not define a variable that is used here.
    #[error("the stage does not define the variable '{0}'")]
    UndefinedStageVariable(String),
    /// The URI is no AWS integration's.
    #[error(transparent)]
    IntegrationUri(#[from] IntegrationUriError),
    /// The URI does not name a function.
    #[error(transparent)]
    FunctionUri(#[from] FunctionUriError),
    /// A Lambda integration that does not use POST.
    #[error("a Lambda function is invoked with POST, not {0}")]
    NotPost(String),
    /// A template that does not parse.
    #[error("the template does not parse: {0}")]
    Template(String),
    /// A selection pattern that is no regular expression.
    #[error("{0}")]
    SelectionPattern(String),
    /// A parameter mapping that does not parse.
    #[error("the mapping does not parse: {0}")]
    Mapping(String),
    /// A header that no mapping may set (F§2.2 #21).
    #[error("a mapping must not set the header '{0}'")]
    ReservedHeader(String),
    /// An integration response without its method response.
    #[error("there is no method response for status {0}")]
    NoMethodResponse(String),
    /// A status code that is no number.
    #[error("'{0}' is not a status code")]
    StatusCode(String),
    /// A model that is named and does not exist.
    #[error("there is no model '{0}'")]
    UnknownModel(String),
    /// A model's schema that cannot be used.
    #[error("the schema of the model '{0}' cannot be used: {1}")]
    Schema(String, String),
    /// A validator that is named and does not exist.
    #[error("there is no request validator '{0}'")]
    UnknownValidator(String),
    /// An authorizer that is named and does not exist.
    #[error("there is no authorizer '{0}'")]
    UnknownAuthorizer(String),
    /// A gateway response that cannot be used.
    #[error("the gateway response cannot be used: {0}")]
    GatewayResponse(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.place.resource, &self.place.method) {
            (Some(resource), Some(method)) => {
                write!(
                    f,
                    "{method} {resource}{}: {}",
                    self.place.pointer, self.kind
                )
            }
            (Some(resource), None) => write!(f, "{resource}{}: {}", self.place.pointer, self.kind),
            _ => write!(f, "{}: {}", self.place.pointer, self.kind),
        }
    }
}
