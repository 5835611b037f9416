//! Functions that run elsewhere (`serve --lambda-endpoint URL`): invocations of those that this server
//! has not, or whose runtime it cannot run, are handed on to any endpoint that speaks as Lambda.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gatewright_lambda::{Invocation, InvokeError};
use gatewright_wire::client::{Client, ClientError, SharedCredentialsProvider};
use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{InvocationRequest, InvocationResponse};
use gatewright_wire::values::Blob;
use http::Uri;

/// Where functions run that do not run here.
#[derive(Clone, Debug)]
pub struct LambdaEndpoint(Client);

impl LambdaEndpoint {
    /// The Lambda at `endpoint`, called with the given credentials.
    pub fn new(endpoint: Uri, region: &str, credentials: SharedCredentialsProvider) -> Self {
        Self(Client::new(region, credentials).with_endpoint(endpoint))
    }

    /// Invokes a function there by its ARN; `asynchronous` waits for no answer.
    pub async fn invoke(
        &self,
        function: &str,
        invocation: Invocation,
        asynchronous: bool,
    ) -> Result<InvocationResponse, ClientError> {
        let kind = if asynchronous {
            "Event"
        } else {
            "RequestResponse"
        };
        let request = InvocationRequest {
            function_name: function.to_owned(),
            invocation_type: Some(kind.to_owned()),
            log_type: invocation.log_tail.then(|| "Tail".to_owned()),
            client_context: invocation.client_context.map(|text| STANDARD.encode(text)),
            payload: Some(Blob(invocation.payload)),
            ..InvocationRequest::default()
        };
        self.0.call(&request).await
    }
}

/// Whether an invocation failed because its runtime cannot run on this machine.
pub fn cannot_run_here(error: &InvokeError) -> bool {
    matches!(
        error,
        InvokeError::UnsupportedRuntime { .. } | InvokeError::InterpreterMissing { .. }
    )
}

/// What a caller here is told of an invocation there that failed: the error itself if the Lambda there
/// gave one.
pub fn told(error: ClientError) -> ServiceError {
    match error {
        ClientError::Service(error) => error,
        other => gatewright_wire::lambda::errors::SERVICE
            .with(format!("the Lambda endpoint gave no answer: {other}")),
    }
}
