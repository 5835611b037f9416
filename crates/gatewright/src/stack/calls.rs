//! Calls of operations by their names, and how to take back what they made.

use gatewright_wire::client::ClientError;
use gatewright_wire::model::{Operation, Service};
use gatewright_wire::{apigateway, iam, lambda, logs};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Deployment, Made};

/// A call that is yet to be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Call {
    pub(super) operation: String,
    input: Value,
}

/// Why a resource cannot be made.
#[derive(Debug, thiserror::Error)]
pub(super) enum MakeError {
    /// The server refused.
    #[error("{operation}: {error}")]
    Refused {
        operation: String,
        error: Box<ClientError>,
    },
    /// No such thing is served here.
    #[error("serve has no such resources")]
    NotServed,
    /// There is no code for a function.
    #[error("{0}")]
    NoCode(String),
    /// An answer lacks what it must have.
    #[error("the answer to {0} names no id")]
    NoId(String),
}

impl MakeError {
    /// Whether the server refused with this code.
    pub(super) fn is(&self, code: &str) -> bool {
        let Self::Refused { error, .. } = self else {
            return false;
        };
        matches!(&**error, ClientError::Service(error) if error.code == code)
    }
}

/// An operation is known by its name with its service's: `lambda CreateFunction`.
fn find(name: &str) -> Option<(&'static Service, &'static Operation)> {
    let (service, name) = name.split_once(' ')?;
    let services = [
        &apigateway::SERVICE,
        &lambda::SERVICE,
        &iam::SERVICE,
        &logs::SERVICE,
    ];
    let service = services.into_iter().find(|it| it.name == service)?;
    Some((service, service.operation(name)?))
}

impl Call {
    /// A call of an operation: `lambda CreateFunction`.
    pub(super) fn new(operation: &str, input: Value) -> Self {
        Self {
            operation: operation.to_owned(),
            input,
        }
    }
}

/// The table's entry of an operation.
pub(super) fn operation(name: &str) -> Result<&'static Operation, MakeError> {
    find(name)
        .map(|(_, operation)| operation)
        .ok_or(MakeError::NotServed)
}

impl Deployment<'_> {
    /// Calls an operation of this server.
    pub(super) async fn call(&self, operation: &str, input: Value) -> Result<Value, MakeError> {
        let (service, found) = find(operation).ok_or(MakeError::NotServed)?;
        let answer = self.deployer.client.send(service, found, input).await;
        answer.map_err(|error| MakeError::Refused {
            operation: found.name.to_owned(),
            error: Box::new(error),
        })
    }

    /// Removes what was made; what is gone already is no error.
    pub(super) async fn undo(&self, made: &Made) -> Result<(), MakeError> {
        for call in &made.undo {
            if call.operation == "apigateway DeleteUsagePlan" {
                self.detach(&call.input).await?;
            }
            match self.call(&call.operation, call.input.clone()).await {
                Err(error) if is_gone(&error) => {}
                result => {
                    result?;
                }
            }
        }
        Ok(())
    }

    /// Takes the stages out of a usage plan: one that has any is not deleted.
    async fn detach(&self, plan: &Value) -> Result<(), MakeError> {
        let found = match self.call("apigateway GetUsagePlan", plan.clone()).await {
            Err(error) if is_gone(&error) => return Ok(()),
            found => found?,
        };
        let stages = found["apiStages"].as_array().into_iter().flatten();
        let patch = stages.map(|stage| {
            let text = |key: &str| stage[key].as_str().unwrap_or_default();
            let value = format!("{}:{}", text("apiId"), text("stage"));
            json!({ "op": "remove", "path": "/apiStages", "value": value })
        });
        let mut update = plan.clone();
        update["patchOperations"] = patch.collect();
        self.call("apigateway UpdateUsagePlan", update).await?;
        Ok(())
    }
}

fn is_gone(error: &MakeError) -> bool {
    [
        "NotFoundException",
        "ResourceNotFoundException",
        "NoSuchEntity",
    ]
    .iter()
    .any(|code| error.is(code))
}
