//! The program's own HTTP client, as the credential chain wants one: no second TLS is built in.

use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use gatewright_wire::transport::{Transport, TransportError};

/// How long an answer may take where the chain does not say.
const PATIENCE: Duration = Duration::from_secs(30);

/// The client.
#[derive(Clone, Debug, Default)]
pub(super) struct Http(Transport);

impl HttpClient for Http {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let connecting = settings.connect_timeout().unwrap_or_default();
        let patience = settings.read_timeout().map(|reading| connecting + reading);
        SharedHttpConnector::new(Connector {
            transport: self.0.clone(),
            patience: patience.unwrap_or(PATIENCE),
        })
    }
}

#[derive(Debug)]
struct Connector {
    transport: Transport,
    patience: Duration,
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (transport, patience) = (self.transport.clone(), self.patience);
        HttpConnectorFuture::new(async move {
            let request = request
                .try_into_http1x()
                .map_err(|error| ConnectorError::user(error.into()))?;
            let request = request.map(|body| body.bytes().map(Bytes::copy_from_slice));
            let (parts, Some(body)) = request.into_parts() else {
                // The chain's requests are small and in memory.
                return Err(ConnectorError::user("the body is a stream".into()));
            };
            let request = http::Request::from_parts(parts, body);
            let response = transport.send(request, patience).await;
            let response = response.map_err(|error| match error {
                TransportError::TimedOut { .. } => ConnectorError::timeout(error.into()),
                error => ConnectorError::io(error.into()),
            })?;
            HttpResponse::try_from(response.map(SdkBody::from))
                .map_err(|error| ConnectorError::user(error.into()))
        })
    }
}
