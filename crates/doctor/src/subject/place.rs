//! Where something is wrong, in the API's own terms. A source knows what of its file a place is; it
//! becomes a span only when a finding is rendered.

use std::fmt;

/// A place: a thing, and a member of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The thing.
    pub thing: Thing,
    /// The member of its document, as a JSON pointer in AWS's own names: `/methodIntegration/uri`
    /// of a method. Empty for the whole thing. A source that has no such member takes the nearest
    /// above.
    pub pointer: String,
}

/// A thing that has a document of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// The REST API.
    Api,
    /// A resource, by its path.
    Resource(String),
    /// A method, by its resource's path and its verb (or `ANY`).
    Method {
        /// The resource's path.
        path: String,
        /// The verb.
        verb: String,
    },
    /// A stage, by name.
    Stage(String),
    /// A model, by name.
    Model(String),
    /// An authorizer, by name.
    Authorizer(String),
    /// A gateway response, by type.
    GatewayResponse(String),
    /// The deployment of a stage.
    Deployment(String),
    /// A function, by its unqualified ARN.
    Function(String),
    /// A permission of a function: its ARN with the qualifier that the permission is for, and the
    /// statement's id.
    Permission {
        /// The function.
        function: String,
        /// The statement.
        statement: String,
    },
    /// A role, by ARN.
    Role(String),
    /// A VPC link, by id.
    VpcLink(String),
    /// The account's API Gateway settings.
    Account,
}

impl Thing {
    /// The place of the whole thing.
    pub fn whole(self) -> Place {
        self.member("")
    }

    /// The place of a member, by JSON pointer.
    pub fn member(self, pointer: impl Into<String>) -> Place {
        Place {
            thing: self,
            pointer: pointer.into(),
        }
    }

    /// A method.
    pub fn method(path: impl Into<String>, verb: impl Into<String>) -> Self {
        Self::Method {
            path: path.into(),
            verb: verb.into(),
        }
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api => f.write_str("the API"),
            Self::Resource(path) => write!(f, "resource {path}"),
            Self::Method { path, verb } => write!(f, "{verb} {path}"),
            Self::Stage(name) => write!(f, "stage {name}"),
            Self::Model(name) => write!(f, "model {name}"),
            Self::Authorizer(name) => write!(f, "authorizer {name}"),
            Self::GatewayResponse(kind) => write!(f, "gateway response {kind}"),
            Self::Deployment(stage) => write!(f, "the deployment of stage {stage}"),
            Self::Function(arn) => write!(f, "function {arn}"),
            Self::Permission {
                function,
                statement,
            } => write!(f, "permission {statement} of {function}"),
            Self::Role(arn) => write!(f, "role {arn}"),
            Self::VpcLink(id) => write!(f, "VPC link {id}"),
            Self::Account => f.write_str("the account's settings"),
        }
    }
}

/// A name as a segment of a JSON pointer.
pub fn segment(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
