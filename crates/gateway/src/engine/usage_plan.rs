//! The usage-plan step: the caller's API key, then the limits (F§3.2 #6).

use super::{Engine, Exchange, Fault};
use crate::io::Io;
use crate::trace::{Class, Event, KeyRefusal, MethodLimit, Secret, Trace};

impl<I: Io> Engine<I> {
    /// Checks the API key, and takes the request from what the limits allow. API keys and usage plans are not built
    /// yet: no key is in any plan (F§1.5).
    pub(super) fn check_usage(
        &self,
        exchange: &Exchange<'_>,
        trace: &mut Trace,
    ) -> Result<(), Fault> {
        let method = exchange.method;
        let key = exchange
            .request
            .headers
            .get("x-api-key")
            .unwrap_or_default();
        let stage = || format!("{}/{}", exchange.snapshot.api_id, exchange.snapshot.stage);
        let secret = || Secret(key.to_owned());
        if trace.wants(Class::Milestone) {
            trace.emit(Event::VerifyingUsagePlan {
                request_id: exchange.request.request_id.clone(),
                key: secret(),
                stage: stage(),
            });
        }
        if method.api_key_required {
            return Err(Fault::KeyRefused {
                key: secret(),
                method: method.title(),
                stage: stage(),
                reason: if key.is_empty() {
                    KeyRefusal::NoKey
                } else {
                    KeyRefusal::NoPlanForKey
                },
            });
        }
        // The line of a throttled request follows that of the verification at once (F§1.5).
        self.throttle(exchange)?;
        if trace.wants(Class::Milestone) {
            trace.emit(Event::KeyNotRequired {
                key: secret(),
                method: method.title(),
            });
            trace.emit(Event::UsagePlanCheckSucceeded {
                key: secret(),
                stage: stage(),
            });
        }
        Ok(())
    }

    /// Takes the request from every bucket that limits it, in AWS's order (F§3.5): the limits of the key's usage plan,
    /// of which there are none yet, come first, then the method's, then the account's. What one bucket gave is not
    /// put back when a later one is empty \[C\].
    fn throttle(&self, exchange: &Exchange<'_>) -> Result<(), Fault> {
        let (snapshot, method) = (exchange.snapshot, exchange.method);
        let limits = [method.limit.as_ref(), Some(&snapshot.account_limit)];
        let exceeded = limits
            .into_iter()
            .flatten()
            .find(|limit| !self.io.admit(limit));
        match exceeded {
            None => Ok(()),
            // The account's limit is told in the method's words \[C\].
            Some(limit) => Err(Fault::Throttled {
                method: Box::new(MethodLimit {
                    api: snapshot.api_id.clone(),
                    stage: snapshot.stage.clone(),
                    resource: method.resource_id.clone(),
                    method: method.http_method.clone(),
                }),
                rate: limit.throttle.rate,
                burst: limit.throttle.burst,
            }),
        }
    }
}
