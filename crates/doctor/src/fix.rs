//! Mends, each stated once in domain terms and lowered to the calls of AWS's API that make it.
//! [`Call::command`] writes a call as the `aws` command that makes the same, and [`apply`] makes it:
//! the text that people read and what is done for them come from one value.

use gatewright_wire::apigateway::{
    CreateDeploymentRequest, PatchOperation, PutIntegrationRequest, UpdateIntegrationRequest,
    UpdateStageRequest,
};
use gatewright_wire::client::{Client, ClientError};
use gatewright_wire::lambda::AddPermissionRequest;
use gatewright_wire::model::{Input, Operation, Service};
use serde_json::Value;

/// The principal that API Gateway invokes functions as.
pub const PRINCIPAL: &str = "apigateway.amazonaws.com";

/// A mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// Lets API Gateway invoke a function, or one alias or version of it.
    GrantInvoke {
        /// The function's name.
        function: String,
        /// The alias or version that the integration calls.
        qualifier: Option<String>,
        /// The new statement's id.
        statement_id: String,
        /// The methods that may invoke it: `arn:aws:execute-api:…:abc123/*/GET/my-resource`.
        source_arn: String,
    },
    /// Replaces a method's integration by a proxy integration with a function. As `PutIntegration`
    /// does, it drops the integration's templates and responses, which a proxy has no use for.
    ProxyToFunction {
        /// The method.
        method: MethodKey,
        /// The integration's URI, which names the function.
        uri: String,
    },
    /// Replaces the URI of a method's integration.
    SetUri {
        /// The method.
        method: MethodKey,
        /// The new URI.
        uri: String,
    },
    /// Replaces one of a method's request templates.
    SetRequestTemplate {
        /// The method.
        method: MethodKey,
        /// The template's content type.
        content_type: String,
        /// The new template.
        template: String,
    },
    /// Defines or changes a stage variable.
    SetStageVariable {
        /// The API's id.
        api: String,
        /// The stage's name.
        stage: String,
        /// The variable's name.
        name: String,
        /// Its value.
        value: String,
    },
    /// Deploys the API to a stage, without which no change of its methods shows.
    Redeploy {
        /// The API's id.
        api: String,
        /// The stage's name.
        stage: String,
    },
}

/// Which method is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodKey {
    /// The API's id.
    pub api: String,
    /// The resource's id.
    pub resource: String,
    /// The verb, or `ANY`.
    pub verb: String,
}

/// One call of an AWS operation.
#[derive(Debug, Clone)]
pub struct Call {
    pub(crate) service: &'static Service,
    pub(crate) operation: &'static Operation,
    /// The input as a tree, with the members that are set.
    pub(crate) input: Value,
}

impl Fix {
    /// The call that makes the mend.
    pub fn call(&self) -> Call {
        match self.clone() {
            Self::GrantInvoke {
                function,
                qualifier,
                statement_id,
                source_arn,
            } => Call::of(&AddPermissionRequest {
                function_name: function,
                qualifier,
                statement_id,
                action: "lambda:InvokeFunction".to_owned(),
                principal: PRINCIPAL.to_owned(),
                source_arn: Some(source_arn),
                ..AddPermissionRequest::default()
            }),
            Self::ProxyToFunction { method, uri } => Call::of(&PutIntegrationRequest {
                rest_api_id: method.api,
                resource_id: method.resource,
                http_method: method.verb,
                r#type: "AWS_PROXY".to_owned(),
                // Lambda is invoked by POST, whatever the client's method is (F§2.2 #5).
                integration_http_method: Some("POST".to_owned()),
                uri: Some(uri),
                ..PutIntegrationRequest::default()
            }),
            Self::SetUri { method, uri } => method.update("/uri".to_owned(), uri),
            Self::SetRequestTemplate {
                method,
                content_type,
                template,
            } => method.update(
                format!("/requestTemplates/{}", escape(&content_type)),
                template,
            ),
            Self::SetStageVariable {
                api,
                stage,
                name,
                value,
            } => Call::of(&UpdateStageRequest {
                rest_api_id: api,
                stage_name: stage,
                patch_operations: Some(vec![replace(
                    format!("/variables/{}", escape(&name)),
                    value,
                )]),
            }),
            Self::Redeploy { api, stage } => Call::of(&CreateDeploymentRequest {
                rest_api_id: api,
                stage_name: Some(stage),
                ..CreateDeploymentRequest::default()
            }),
        }
    }
}

/// Applies a mend: makes its call.
pub async fn apply(fix: &Fix, client: &Client) -> Result<(), ClientError> {
    let call = fix.call();
    let sent = client.send(call.service, call.operation, call.input);
    sent.await.map(drop)
}

impl MethodKey {
    fn update(self, path: String, value: String) -> Call {
        Call::of(&UpdateIntegrationRequest {
            rest_api_id: self.api,
            resource_id: self.resource,
            http_method: self.verb,
            patch_operations: Some(vec![replace(path, value)]),
        })
    }
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
}

fn replace(path: String, value: String) -> PatchOperation {
    PatchOperation {
        op: Some("replace".to_owned()),
        path: Some(path),
        value: Some(value),
        from: None,
    }
}

/// A name as a segment of a JSON pointer.
fn escape(segment: &str) -> String {
    segment.replace('~', "~0").replace('/', "~1")
}
