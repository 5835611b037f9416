//! What the execution log gets: F§2.2, F§2.3, F§1.5 and F§1.7.

use super::Fault;
use crate::gateway_response::Applied;
use crate::trace::{ConfigurationError as C, Event, ExecutionFailure};

impl Fault {
    /// The lines of the fault, in order, to be emitted after those of the steps that were reached. `applied` is the
    /// answer that the client gets.
    ///
    /// A configured gateway response adds its line, and `Method completed` closes with the final status (F§2.2.0
    /// [C]). Neither follows where the request failed before the execution (F§1.6), or in the authorizer (F§1.2).
    pub fn log_events(&self, request_id: &str, applied: &Applied) -> Vec<Event> {
        let (mut events, completed) = self.own_events(request_id);
        if events.is_empty() && !completed {
            return events;
        }
        if let Some(response_type) = applied.configured {
            events.push(Event::GatewayResponse {
                response_type,
                status: applied.status,
            });
        }
        if completed {
            events.push(Event::MethodCompleted(applied.status));
        }
        events
    }

    /// The fault's own lines alone.
    pub(crate) fn lines(&self, request_id: &str) -> Vec<Event> {
        self.own_events(request_id).0
    }

    /// The fault's own lines, and whether `Method completed` follows.
    fn own_events(&self, request_id: &str) -> (Vec<Event>, bool) {
        let configuration = |error: C| (vec![Event::ConfigurationError(error)], true);
        let execution = |failure| (vec![Event::ExecutionFailed(failure)], true);
        let refused_by_lambda = |status, id: &String, error: Option<C>| {
            let failed = Event::LambdaInvocationFailed {
                status,
                lambda_request_id: id.clone(),
            };
            let lines = std::iter::once(failed).chain(error.map(Event::ConfigurationError));
            (lines.collect(), true)
        };
        let authorizer = |errors: [C; 2]| {
            (
                errors.into_iter().map(Event::ConfigurationError).collect(),
                false,
            )
        };
        match self {
            Self::InvokeRefused(_) => configuration(C::InvalidLambdaPermissions),
            Self::MalformedProxyResponse(_) => configuration(C::MalformedProxyResponse),
            Self::FunctionError(error) => {
                let event = Event::LambdaExecutionFailed {
                    status: error.status,
                    message: error.message.clone(),
                    lambda_request_id: error.lambda_request_id.clone(),
                };
                (vec![event], true)
            }
            Self::LambdaThrottled { lambda_request_id } => {
                refused_by_lambda(429, lambda_request_id, Some(C::RateExceeded))
            }
            Self::LambdaNotPost {
                lambda_request_id, ..
            } => refused_by_lambda(403, lambda_request_id, Some(C::Empty)),
            Self::LambdaUnavailable { lambda_request_id } => {
                refused_by_lambda(503, lambda_request_id, None)
            }
            Self::FunctionNotFound {
                message,
                lambda_request_id,
                ..
            } => refused_by_lambda(404, lambda_request_id, Some(C::Other(message.clone()))),
            Self::LambdaRefused {
                status,
                message,
                lambda_request_id,
            } => refused_by_lambda(*status, lambda_request_id, Some(C::Other(message.clone()))),
            Self::IntegrationTimeout { .. } => execution(ExecutionFailure::Timeout),
            Self::NetworkError { detail, .. } => {
                execution(ExecutionFailure::Network(detail.clone()))
            }
            Self::EndpointAnswerTooLarge { length } => configuration(C::AnswerTooLarge(*length)),
            Self::LookupFailed { .. } => execution(ExecutionFailure::Internal),
            Self::InvalidEndpointAddress { .. } => configuration(C::InvalidEndpointAddress),
            Self::VpcLink { .. } => configuration(C::InternalError),
            Self::CertificateHostMismatch { host, subject } => {
                configuration(C::CertificateHostMismatch {
                    host: host.clone(),
                    subject: subject.clone(),
                })
            }
            Self::CertificateUntrusted { .. } => configuration(C::CertificateUntrusted),
            Self::CertificateExpired { .. } => configuration(C::CertificateExpired),
            Self::RoleNotAssumable { role, .. } => {
                configuration(C::CannotAssumeRole(Some(role.clone())))
            }
            Self::NoOutputMapping { status } => configuration(C::NoOutputMapping(*status)),
            Self::NoMethodResponse { status } => configuration(C::NoMethodResponse(status.clone())),
            Self::RequestTransform(_) => configuration(C::UnableToTransformRequest),
            // [C] for a body that is not JSON, whose line is not recorded (F§2.1).
            Self::ResponseTransform(_) | Self::ResponseBodyNotJson => {
                configuration(C::UnableToTransformResponse)
            }
            Self::BodyNotBase64 => configuration(C::UnableToDecodeBody),
            Self::NoMockStatusCode { .. } => configuration(C::UnableToParseStatusCode),
            Self::IllegalUri(text) => (vec![configuration_error(text)], true),
            Self::NotSupported(_) => (vec![configuration_error(&self.to_string())], true),
            Self::ReservedHeader(name) => configuration(C::HeaderAlreadyPresent(name.clone())),

            Self::MissingParameters(names) => {
                (vec![Event::MissingRequestParameters(names.clone())], true)
            }
            Self::InvalidBody {
                content_type,
                invalid,
            } => {
                let (content_type, violations) = (content_type.clone(), invalid.to_string());
                (
                    vec![Event::BodyDoesNotMatchModel {
                        content_type,
                        violations,
                    }],
                    true,
                )
            }
            // No line of their own is recorded (F§2.4); the execution has begun, so it completes [C].
            Self::RequestBodyNotJson
            | Self::UnsupportedMediaType { .. }
            | Self::CacheInvalidationDenied { .. } => (Vec::new(), true),

            Self::IdentityMissing { .. }
            | Self::AuthorizerUnauthorized { .. }
            | Self::TokenRejected(_) => (
                vec![Event::UnauthorizedRequest(request_id.to_owned())],
                false,
            ),
            Self::AuthorizerDenied { .. } => (vec![Event::ClientNotAuthorized], false),
            Self::AuthorizerRefused(_) => {
                authorizer([C::InvalidLambdaPermissions, C::AuthorizerError])
            }
            Self::AuthorizerRoleNotAssumable { role, .. } => {
                authorizer([C::CannotAssumeRole(Some(role.clone())), C::AuthorizerError])
            }
            Self::AuthorizerOutput(problem) => {
                let invalid = Event::ConfigurationError(C::InvalidAuthorizerJson(problem.logged()));
                (
                    vec![invalid, Event::AuthorizerConfigurationException],
                    false,
                )
            }
            Self::AuthorizerFailure { .. } | Self::IssuerKeys { .. } => {
                (vec![Event::ConfigurationError(C::AuthorizerError)], false)
            }

            Self::KeyRefused {
                key,
                method,
                stage,
                reason,
            } => {
                let event = Event::KeyRefused {
                    key: key.clone(),
                    method: method.clone(),
                    stage: stage.clone(),
                    reason: reason.clone(),
                };
                (vec![event], true)
            }
            Self::Throttled {
                method,
                rate,
                burst,
            } => (
                vec![Event::ThrottleLimitExceeded {
                    method: method.clone(),
                    rate: *rate,
                    burst: *burst,
                }],
                true,
            ),
            Self::QuotaExceeded { method, limit } => (
                vec![Event::QuotaLimitExceeded {
                    method: method.clone(),
                    limit: *limit,
                }],
                true,
            ),

            // Before the execution, and so in no log (F§1.6).
            Self::NoRoute { .. }
            | Self::NoStage { .. }
            | Self::NoBasePathMapping { .. }
            | Self::DefaultEndpointDisabled
            | Self::Signature(_)
            | Self::AccessDenied { .. }
            | Self::ContentEncoding { .. }
            | Self::ClientCertificateRefused { .. }
            | Self::RequestTooLarge
            | Self::HeadersTooLarge
            | Self::UriTooLong => (Vec::new(), false),
        }
    }
}

/// A configuration error from its whole text.
fn configuration_error(text: &str) -> Event {
    let Ok(error) = text.parse();
    Event::ConfigurationError(error)
}
