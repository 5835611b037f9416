//! Who may call: the API's resource policy, the method's authorization (F§3.2 #4, #5).

use super::{Exchange, Fault};
use crate::permission::{Caller, Context, Request, evaluate};
use crate::snapshot::Authorization;

/// Checks the method's authorization; what is not built yet refuses, it never lets anybody in.
pub(super) fn authorize(exchange: &Exchange<'_>) -> Result<(), Fault> {
    if let Authorization::Type(name) = &exchange.method.authorization {
        return Err(Fault::NotSupported(format!(
            "the authorization type '{name}'"
        )));
    }
    Ok(())
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
