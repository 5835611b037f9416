//! Mends, each stated once in domain terms; a source lowers them. For an account, and for a local
//! server, a fix is a [`Call`] of AWS's API ([`Fix::call`]), and [`Call::command`] writes it as the
//! `aws` command that makes the same: the text that people read and what is done for them come from
//! one value.

mod lower;

use gatewright_wire::client::{Client, ClientError};
use gatewright_wire::model::{Input, Operation, Service};
use serde_json::Value;

use crate::subject::Place;

pub use lower::NoCall;

/// The principal that API Gateway invokes functions as.
pub const PRINCIPAL: &str = "apigateway.amazonaws.com";

/// A mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// Lets API Gateway invoke a function, or one alias or version of it.
    GrantInvoke {
        /// The function's name, or its ARN without a qualifier.
        function: String,
        /// The alias or version that the integration calls.
        qualifier: Option<String>,
        /// The new statement's id.
        statement_id: String,
        /// The methods that may invoke it: `arn:aws:execute-api:…:abc123/*/GET/my-resource`.
        source_arn: String,
    },
    /// Takes a permission away.
    RevokeInvoke {
        /// The function's name, or its ARN without a qualifier.
        function: String,
        /// The alias or version whose policy has it.
        qualifier: Option<String>,
        /// The statement's id.
        statement_id: String,
    },
    /// Replaces a method's integration by a proxy integration with a function. As `PutIntegration`
    /// does, it drops the integration's templates and responses, which a proxy has no use for.
    ProxyToFunction {
        /// The resource's path.
        path: String,
        /// The method's verb, or `ANY`.
        verb: String,
        /// The integration's URI, which names the function.
        uri: String,
    },
    /// Gives a member a value: a text, number or truth value, or the whole document of a method
    /// response or integration response.
    Set {
        /// The member.
        place: Place,
        /// Its value.
        value: Value,
    },
    /// Takes a member away.
    Remove {
        /// The member.
        place: Place,
    },
    /// Deploys the API to a stage, without which no change of its methods shows.
    Redeploy {
        /// The stage's name.
        stage: String,
    },
}

impl Fix {
    /// Gives a member a value.
    pub fn set(place: Place, value: impl Into<Value>) -> Self {
        Self::Set {
            place,
            value: value.into(),
        }
    }
}

/// One call of an AWS operation.
#[derive(Debug, Clone)]
pub struct Call {
    pub(crate) service: &'static Service,
    pub(crate) operation: &'static Operation,
    /// The input as a tree, with the members that are set.
    pub(crate) input: Value,
}

impl Call {
    /// The call of an operation with its input.
    pub fn of<I: Input>(input: &I) -> Self {
        Self {
            service: I::SERVICE,
            operation: I::OPERATION,
            // Shapes are texts, numbers, lists and maps with text keys, all of which JSON has.
            input: serde_json::to_value(input).unwrap_or_default(),
        }
    }

    /// Makes it.
    pub async fn send(self, client: &Client) -> Result<(), ClientError> {
        let sent = client.send(self.service, self.operation, self.input);
        sent.await.map(drop)
    }
}
