//! Subscription filters' way from the log service to functions: events go as AWS sends them, gzipped
//! and in base64, in asynchronous invocations.

use std::io::Write as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use gatewright_gateway::arn::FunctionArn;
use gatewright_gateway::permission::{Caller, Context, INVOKE_FUNCTION, Policy, Request, evaluate};
use gatewright_lambda::{Invocation, Lambda};
use serde_json::json;
use tokio::sync::mpsc;

use crate::control;
use crate::functions::Functions;
use crate::home::Home;
use crate::logs::Delivery;
use crate::tasks::Tasks;

/// Delivers until there is nothing more to come.
pub async fn deliver(
    mut deliveries: mpsc::Receiver<Delivery>,
    functions: Arc<Functions>,
    lambda: Lambda,
    tasks: Tasks,
) {
    while let Some(delivery) = deliveries.recv().await {
        let Ok(function) = delivery.destination.parse::<FunctionArn>() else {
            // PutSubscriptionFilter takes no other.
            continue;
        };
        let group = &delivery.group;
        if !is_permitted(&functions, &function, &delivery.home, group).await {
            tracing::warn!(%function, group, "the function does not let CloudWatch Logs invoke it");
            continue;
        }
        let payload = match payload(&delivery) {
            Ok(payload) => payload,
            Err(error) => {
                tracing::warn!(%function, group, "log lines are not delivered: {error}");
                continue;
            }
        };
        let invocation = Invocation {
            payload: payload.into(),
            invoked_arn: function.to_string(),
            ..Invocation::default()
        };
        let started =
            control::lambda::start(&functions, &lambda, &tasks, function.clone(), invocation);
        if let Err(error) = started {
            tracing::warn!(%function, group, "log lines are not delivered: {error}");
        }
    }
}

/// Whether there is such a function and its policy lets CloudWatch Logs invoke it for a log group.
pub async fn is_permitted(
    functions: &Functions,
    function: &FunctionArn,
    home: &Home,
    group: &str,
) -> bool {
    let known = functions
        .get(&function.account, &function.region, &function.name)
        .await;
    let Ok(Some(known)) = known else {
        return false;
    };
    let qualifier = function.qualifier.as_deref();
    known
        .policy(qualifier)
        .is_some_and(|policy| allows(&policy, function, home, group))
}

fn allows(policy: &Policy, function: &FunctionArn, home: &Home, group: &str) -> bool {
    let Home { account, region } = home;
    // Regional names of the service are older, and still written.
    let services = [
        "logs.amazonaws.com".to_owned(),
        format!("logs.{region}.amazonaws.com"),
    ];
    let context = Context::default()
        .with(
            "aws:SourceArn",
            format!("arn:aws:logs:{region}:{account}:log-group:{group}:*"),
        )
        .with("aws:SourceAccount", account);
    let resource = function.policy_owner().to_string();
    services.into_iter().any(|service| {
        let request = Request {
            caller: &Caller::Service(service),
            action: INVOKE_FUNCTION,
            resource: &resource,
            context: &context,
        };
        evaluate(&[policy.into()], &request).is_allowed()
    })
}

/// The event that the function gets ("Using subscription filters" in CloudWatch Logs' guide).
fn payload(delivery: &Delivery) -> std::io::Result<String> {
    let events: Vec<_> = delivery
        .events
        .iter()
        .map(|event| {
            let mut told = json!({
                "id": event.id,
                "timestamp": event.timestamp,
                "message": event.message,
            });
            if !event.extracted.is_empty() {
                told["extractedFields"] = json!(event.extracted);
            }
            told
        })
        .collect();
    let message = json!({
        "messageType": "DATA_MESSAGE",
        "owner": delivery.home.account,
        "logGroup": delivery.group,
        "logStream": delivery.stream,
        "subscriptionFilters": [delivery.filter],
        "logEvents": events,
    });
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(message.to_string().as_bytes())?;
    let data = STANDARD.encode(gzip.finish()?);
    Ok(json!({ "awslogs": { "data": data } }).to_string())
}
