//! Who may call: the API's resource policy, the method's authorization, its API key (F§3.2 #4–#6).

use super::{Exchange, Fault};
use crate::permission::{Caller, Context, Request, evaluate};
use crate::snapshot::Authorization;
use crate::trace::{Class, Event, KeyRefusal, Secret, Trace};

/// Checks the method's authorization and API key; what is not built yet refuses, it never lets
/// anybody in.
pub(super) fn authorize(exchange: &Exchange<'_>, trace: &mut Trace) -> Result<(), Fault> {
    if let Authorization::Type(name) = &exchange.method.authorization {
        return Err(Fault::NotSupported(format!(
            "the authorization type '{name}'"
        )));
    }
    check_key(exchange, trace)
}

/// With a resource policy, a caller whom nobody authenticated needs an explicit allow (F§3.2 #4).
pub(super) fn check_policy(exchange: &Exchange<'_>) -> Result<(), Fault> {
    let (snapshot, request) = (exchange.snapshot, exchange.request);
    let (Some(policy), Authorization::Open) = (&snapshot.policy, &exchange.method.authorization)
    else {
        return Ok(());
    };
    let policy = policy
        .as_ref()
        .map_err(|error| Fault::NotSupported(format!("the API's resource policy: {error}")))?;
    let resource = format!(
        "arn:aws:execute-api:{}:{}:{}/{}/{}/{}",
        snapshot.region,
        snapshot.account,
        snapshot.api_id,
        snapshot.stage,
        request.method,
        request.path.trim_start_matches('/')
    );
    let context = Context::default().with("aws:SourceIp", request.source_ip.as_str());
    let decision = evaluate(
        &[policy.into()],
        &Request {
            caller: &Caller::Anonymous,
            action: "execute-api:Invoke",
            resource: &resource,
            context: &context,
        },
    );
    if decision.is_allowed() {
        return Ok(());
    }
    Err(Fault::AccessDenied {
        user: "anonymous".to_owned(),
        method_arn: resource,
        decision: Box::new(decision),
        by_resource_policy: true,
    })
}

/// API keys and usage plans are not built yet: no key is in any plan (F§1.5).
fn check_key(exchange: &Exchange<'_>, trace: &mut Trace) -> Result<(), Fault> {
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
