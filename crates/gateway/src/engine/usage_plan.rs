//! The usage-plan step: the caller's API key, then the limits (F§3.2 #6, F§3.5).

use super::{Engine, Exchange, Fault};
use crate::context::ApiKey;
use crate::io::{Io, KeyAsked, KeyLookup, KeyPlan};
use crate::snapshot::KeySource;
use crate::throttle::Limit;
use crate::trace::{Class, Event, KeyRefusal, MethodLimit, Secret, Trace};

impl<I: Io> Engine<I> {
    /// Identifies the caller by an API key, if the method wants one, and takes the request from what the limits allow.
    pub(super) async fn check_usage(
        &self,
        exchange: &mut Exchange<'_>,
        trace: &mut Trace,
    ) -> Result<(), Fault> {
        let (snapshot, method) = (exchange.snapshot, exchange.method);
        let key = match snapshot.key_source {
            KeySource::Header => exchange.request.headers.get("x-api-key"),
            KeySource::Authorizer => exchange
                .authorized
                .as_ref()
                .and_then(|it| it.usage_identifier_key.as_deref()),
        };
        let key = key.unwrap_or_default().to_owned();
        let stage = || format!("{}/{}", snapshot.api_id, snapshot.stage);
        let secret = || Secret(key.clone());
        if trace.wants(Class::Milestone) {
            trace.emit(Event::VerifyingUsagePlan {
                request_id: exchange.request.request_id.clone(),
                key: secret(),
                stage: stage(),
            });
        }
        let plan = if method.api_key_required {
            let plan = self.plan(exchange, &key).await?;
            let plan = plan.map_err(|reason| Fault::KeyRefused {
                key: secret(),
                method: method.title(),
                stage: stage(),
                reason,
            })?;
            exchange.api_key = Some(ApiKey {
                id: plan.key_id.clone().into(),
                value: key.clone().into(),
            });
            Some(plan)
        } else {
            None
        };
        // The line of a throttled request follows that of the verification at once (F§1.5).
        self.throttle(exchange, plan.as_ref())?;
        if trace.wants(Class::Milestone) {
            if plan.is_none() {
                trace.emit(Event::KeyNotRequired {
                    key: secret(),
                    method: method.title(),
                });
            }
            trace.emit(Event::UsagePlanCheckSucceeded {
                key: secret(),
                stage: stage(),
            });
        }
        Ok(())
    }

    /// What the key's usage plan grants it, or why the key opens nothing.
    async fn plan(
        &self,
        exchange: &Exchange<'_>,
        key: &str,
    ) -> Result<Result<KeyPlan, KeyRefusal>, Fault> {
        if key.is_empty() {
            return Ok(Err(KeyRefusal::NoKey));
        }
        let (snapshot, method) = (exchange.snapshot, exchange.method);
        let asked = KeyAsked {
            account: &snapshot.account,
            region: &snapshot.region,
            api: &snapshot.api_id,
            stage: &snapshot.stage,
            path: &method.resource_path,
            verb: &method.http_method,
            value: key,
        };
        let found = self.io.api_key(asked).await;
        Ok(
            match found.map_err(|failed| Fault::lookup("the API key", failed))? {
                KeyLookup::StageNotInPlan => Err(KeyRefusal::StageNotInPlan),
                KeyLookup::NotInPlan => Err(KeyRefusal::NoPlanForKey),
                KeyLookup::Opens(plan) => Ok(plan),
            },
        )
    }

    /// Takes the request from every bucket that limits it, in AWS's order (F§3.5): the key's usage plan, the method,
    /// the account; then from the plan's quota. What one bucket gave is not put back when a later one is empty \[C\].
    fn throttle(&self, exchange: &Exchange<'_>, plan: Option<&KeyPlan>) -> Result<(), Fault> {
        let (snapshot, method) = (exchange.snapshot, exchange.method);
        let of_account = self.io.account_throttle().map(|throttle| Limit {
            bucket: format!("{}/{}", snapshot.account, snapshot.region),
            throttle,
        });
        let of_plan = plan.and_then(|plan| plan.limit.as_ref());
        let limits = [of_plan, method.limit.as_ref(), of_account.as_ref()];
        let place = || {
            Box::new(MethodLimit {
                api: snapshot.api_id.clone(),
                stage: snapshot.stage.clone(),
                resource: method.resource_id.clone(),
                method: method.http_method.clone(),
            })
        };
        let mut limits = limits.into_iter().flatten();
        // The account's limit is told in the method's words \[C\].
        if let Some(Limit { throttle, .. }) = limits.find(|limit| !self.io.admit(limit)) {
            return Err(Fault::Throttled {
                method: place(),
                rate: throttle.rate,
                burst: throttle.burst,
            });
        }
        match plan.and_then(|plan| plan.quota.as_ref()) {
            Some(quota) if !self.io.count(quota) => Err(Fault::QuotaExceeded {
                method: place(),
                limit: quota.limit.into(),
            }),
            _ => Ok(()),
        }
    }
}
