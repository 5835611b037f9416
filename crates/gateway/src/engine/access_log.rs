//! The variables of a stage's access log (F§3.11): those of the request, and those that only its end tells.

use std::borrow::Cow;

use crate::access_log::AccessLog;
use crate::context::{Exchange, request_variable};
use crate::fault::Fault;
use crate::gateway_response::{ResponseType, error_variable};
use crate::request::{Request, Response};
use crate::snapshot::{Integration, LambdaExchange, Snapshot};
use crate::trace::{Class, Trace};

/// A request that was answered.
pub(super) struct Answered<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) request: &'a Request,
    /// None if no method serves it.
    pub(super) exchange: Option<&'a Exchange<'a>>,
    pub(super) response: &'a Response,
    pub(super) fault: Option<&'a Fault>,
    pub(super) trace: &'a Trace,
    /// When it was answered, in milliseconds since the epoch.
    pub(super) now_ms: i64,
}

impl Answered<'_> {
    /// The line of the access log.
    pub(super) fn line(&self, log: &AccessLog) -> String {
        log.format.line(|path| self.variable(path))
    }

    fn variable(&self, path: &str) -> Option<Cow<'_, str>> {
        if let Some(name) = path.strip_prefix("error.") {
            return error_variable(&self.fault?.response(), name).map(Cow::Owned);
        }
        let call = self.trace.integration();
        let number = |number: Option<u64>| number.map(|number| Cow::Owned(number.to_string()));
        match path {
            "status" => number(Some(self.response.status.into())),
            "responseLength" => number(u64::try_from(self.response.body.len()).ok()),
            "responseLatency" => number(u64::try_from(self.now_ms - self.request.received_ms).ok()),
            "integrationLatency" | "integration.latency" => number(call.latency),
            "integrationStatus" | "integration.integrationStatus" => {
                number(call.status.map(u64::from))
            }
            "integration.status" => number(self.integration_status().map(u64::from)),
            "integration.requestId" | "awsEndpointRequestId" => {
                self.trace.integration_request_id().map(Cow::Borrowed)
            }
            "integrationErrorMessage" | "integration.error" => {
                self.integration_error().map(Cow::Owned)
            }
            "endpointType" => self.snapshot.endpoint_type.as_deref().map(Cow::Borrowed),
            "customDomain.basePathMatched" => {
                let base_path = self.request.base_path.as_deref()?;
                (!base_path.is_empty()).then_some(Cow::Borrowed(base_path))
            }
            _ => match self.exchange {
                Some(exchange) => exchange.variable(path),
                None => request_variable(self.snapshot, self.request, path),
            },
        }
    }

    /// What the function itself said where it is a proxy integration's, else what the service did.
    fn integration_status(&self) -> Option<u16> {
        let call = self.trace.integration();
        match &self.exchange?.method.integration {
            Integration::Lambda(lambda) if matches!(lambda.exchange, LambdaExchange::Proxy) => {
                (call.status.is_some() && self.fault.is_none()).then_some(self.response.status)
            }
            _ => call.status,
        }
    }

    /// The line of the execution log that tells of the integration's failure (F§2.2 #12).
    fn integration_error(&self) -> Option<String> {
        let fault = self.fault?;
        let of_integration = matches!(
            fault.response().response_type,
            ResponseType::Default5xx
                | ResponseType::ApiConfigurationError
                | ResponseType::IntegrationFailure
                | ResponseType::IntegrationTimeout
        );
        if !of_integration {
            return None;
        }
        let mut lines = fault.lines(&self.request.request_id).into_iter();
        let line = lines.find(|event| event.class() == Class::Failure)?;
        Some(line.line())
    }
}
