//! The variables of a stage's access log (F§3.11): those of the request, and those that only its end tells.

use std::borrow::Cow;

use crate::access_log::AccessLog;
use crate::context::{Exchange, request_variable};
use crate::fault::Fault;
use crate::gateway_response::{ResponseType, error_variable};
use crate::request::{Request, Response};
use crate::snapshot::{Authorization, Integration, LambdaExchange, Snapshot};
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
            // Of an answer that passes as it comes nobody knows yet \[C\].
            "responseLength" if self.response.rest.is_some() => None,
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
                Some(exchange) => {
                    let decided = match path.split_once('.') {
                        Some((phase, name)) => self.decided(exchange, phase, name),
                        None => None,
                    };
                    decided.or_else(|| exchange.variable(path))
                }
                None => request_variable(self.snapshot, self.request, path),
            },
        }
    }

    /// `authenticate`, `authorize` and `authorizer`: who looked at the caller, and what came of it. Which failure
    /// belongs to which of them is not recorded \[C\]: a signature is authenticated, a policy authorizes, and what an
    /// authorizer cannot use or does not get is its own.
    fn decided(&self, exchange: &Exchange<'_>, phase: &str, name: &str) -> Option<Cow<'_, str>> {
        let authorization = &exchange.method.authorization;
        let signed = matches!(authorization, Authorization::Iam);
        let by_authorizer = matches!(authorization, Authorization::Authorizer { .. });
        let failed_in = self.fault.map(phase_of).unwrap_or_default();
        let reached = match phase {
            "authenticate" => signed,
            "authorizer" => by_authorizer,
            // Who was not recognised is not looked at.
            "authorize" => match failed_in {
                "authorize" => true,
                "authenticate" | "authorizer" => false,
                _ => signed || by_authorizer,
            },
            _ => false,
        };
        if !reached {
            return None;
        }
        let failed = self.fault.filter(|_| failed_in == phase);
        let call = self.trace.authorizer();
        let number = |number: u64| Cow::Owned(number.to_string());
        let took = |took: Option<i64>| Some(Cow::Owned(took?.max(0).to_string()));
        match (phase, name) {
            (_, "status") => Some(number(
                failed.map_or(200, |fault| fault.response().status.into()),
            )),
            (_, "error") => failed?.response().message.map(Cow::Owned),
            ("authenticate", "latency") => took(exchange.took.authenticate),
            ("authorize", "latency") => took(exchange.took.authorize),
            ("authorizer", "latency") if exchange.took.authorizer.is_some() => {
                took(exchange.took.authorizer)
            }
            // What was remembered took no time, which its own variable says.
            ("authorizer", "latency" | "integrationLatency") => match call {
                Some(call) => Some(number(call.latency)),
                None => exchange
                    .variable("authorizer.integrationLatency")
                    .map(|known| Cow::Owned(known.into_owned())),
            },
            ("authorizer", "integrationStatus") => Some(number(call?.status.into())),
            ("authorizer", "requestId") => Some(Cow::Borrowed(&*call?.request_id)),
            _ => None,
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

/// The phase that refused the caller; empty for a fault of another kind.
fn phase_of(fault: &Fault) -> &'static str {
    match fault {
        Fault::Signature(_) => "authenticate",
        Fault::AccessDenied { .. } | Fault::AuthorizerDenied { .. } => "authorize",
        Fault::IdentityMissing { .. }
        | Fault::AuthorizerUnauthorized { .. }
        | Fault::AuthorizerRefused(_)
        | Fault::AuthorizerRoleNotAssumable { .. }
        | Fault::AuthorizerOutput(_)
        | Fault::AuthorizerFailure { .. }
        | Fault::TokenRejected(_) => "authorizer",
        _ => "",
    }
}
