//! What would happen: the gateway's own engine, run against what is known instead of the world. A
//! prediction is what that engine answers and logs, so it cannot differ from what `serve` does.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use gatewright_gateway::arn::FunctionArn;
use gatewright_gateway::engine::Engine;
use gatewright_gateway::fault::Fault;
use gatewright_gateway::io::{
    AwsCall, AwsFailure, FunctionLookup, HttpCall, HttpFailure, HttpReply, Io, KeyAsked, KeyLookup,
    LambdaCall, LambdaFailure, LambdaReply, LookupFailed, Quota, Role, Signer, VpcLinkLookup,
};
use gatewright_gateway::payload::check_json;
use gatewright_gateway::permission::Policy;
use gatewright_gateway::request::{Request, Response, new_request_id};
use gatewright_gateway::snapshot::{Method, Snapshot};
use gatewright_gateway::throttle::{Bucket, Limit, Throttle};
use gatewright_gateway::trace::{Class, Trace};

use crate::known::Known;
use crate::subject::{Backend, World};

/// What callers of a method would get, and the execution log would hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicted {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: String,
    /// The log's line about the failure, without the request's id before it; none where AWS logs
    /// nothing.
    pub log: Option<String>,
}

/// Runs a method against what is known, and gives each fault that it would end in, with what that
/// looks like from outside: the one that a request meets now, and a want of permission behind it.
/// Nothing is called: a function or a backend of which no failure is known answers 200 with an empty
/// JSON object.
pub fn run(
    world: &World,
    snapshot: &Snapshot,
    method: &Method,
    request: &Request,
) -> Vec<(Fault, Predicted)> {
    let engine = Engine::new(Records {
        world,
        now_ms: request.received_ms,
    });
    let trace = || Trace::new(request.request_id.as_str(), request.received_ms, true);
    let mut faults = Vec::new();

    let mut first = trace();
    let outcome = at_once(engine.dry_run(snapshot, method, request, &mut first));
    if let Some((response, Some(fault))) = outcome {
        faults.push((fault, predicted(&response, &first)));
    }
    let mut behind = trace();
    let refused = engine.dry_run_permission(snapshot, method, request, &mut behind);
    if let Some((response, fault)) = at_once(refused).flatten()
        && faults.iter().all(|(first, _)| *first != fault)
    {
        faults.push((fault, predicted(&response, &behind)));
    }
    faults
}

fn predicted(response: &Response, trace: &Trace) -> Predicted {
    let failure = trace
        .events()
        .find(|(_, event)| event.class() == Class::Failure);
    Predicted {
        status: response.status,
        body: String::from_utf8_lossy(&response.body).into_owned(),
        log: failure.map(|(_, event)| event.line()),
    }
}

/// The outcome of a future that waits for nothing, as none does that asks [`Records`] alone.
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => Some(outcome),
        Poll::Pending => None,
    }
}

/// The world from what is known of it.
struct Records<'a> {
    world: &'a World,
    now_ms: i64,
}

impl Io for Records<'_> {
    fn now_ms(&self) -> i64 {
        self.now_ms
    }

    fn admit(&self, limit: &Limit) -> bool {
        // One request by itself finds every bucket full.
        Bucket::new(limit.throttle, Duration::ZERO).take(limit.throttle, Duration::ZERO)
    }

    async fn function(&self, function: &FunctionArn) -> Result<FunctionLookup, LookupFailed> {
        let qualifier = function.qualifier.as_deref();
        Ok(match self.world.function(function) {
            Known::Unseen => FunctionLookup::Unseen,
            Known::Absent => FunctionLookup::NoFunction,
            Known::Is(known) => match (known.qualifier(qualifier), known.policy(qualifier)) {
                (Known::Absent, _) => FunctionLookup::NoQualifier,
                // An alias of which nothing but its policy is known is one that exists.
                (_, Known::Is(policy)) => FunctionLookup::Found {
                    policy: Some(policy.policy.clone()),
                },
                (Known::Is(()), Known::Absent) => FunctionLookup::Found { policy: None },
                (Known::Unseen, _) | (_, Known::Unseen) => FunctionLookup::Unseen,
            },
        })
    }

    async fn role(&self, arn: &str) -> Result<Option<Role>, LookupFailed> {
        Ok(match self.world.role(arn) {
            Known::Is(role) => Some(role.clone()),
            Known::Absent => None,
            // Of a role that nobody saw, nothing is said.
            Known::Unseen => Some(Role {
                trust_policy: everything_allowed().into(),
                policies: vec![("unseen".into(), everything_allowed().into())],
            }),
        })
    }

    fn account_throttle(&self) -> Option<Throttle> {
        None
    }

    /// A dry run judges the configuration, not callers.
    async fn api_key(&self, _: KeyAsked<'_>) -> Result<KeyLookup, LookupFailed> {
        Err(nobody_calls())
    }

    fn count(&self, _: &Quota) -> bool {
        true
    }

    async fn signer(&self, _: &str, _: Option<&str>) -> Result<Option<Signer>, LookupFailed> {
        Err(nobody_calls())
    }

    async fn invoke_lambda(&self, call: LambdaCall<'_>) -> Result<LambdaReply, LambdaFailure> {
        check_json(&call.payload).map_err(|error| LambdaFailure::Refused {
            status: 400,
            message: error.to_string(),
            body: Bytes::new(),
            request_id: new_request_id(),
        })?;
        let payload: &[u8] = if call.stream {
            b"{\"statusCode\": 200}\0\0\0\0\0\0\0\0"
        } else {
            br#"{"statusCode": 200}"#
        };
        Ok(LambdaReply {
            status: 200,
            payload: Bytes::from_static(payload),
            ..LambdaReply::default()
        })
    }

    async fn http(&self, call: HttpCall<'_>) -> Result<HttpReply, HttpFailure> {
        // Through a VPC link the URL's host is a name only.
        if call.connect_to.is_none()
            && let Some(backend) = Backend::of(call.url, call.insecure_skip_verification)
            && let Some(endpoint) = self.world.endpoint(&backend)
        {
            endpoint.reached.clone()?;
        }
        Ok(HttpReply {
            status: 200,
            body: Bytes::from_static(b"{}"),
            ..HttpReply::default()
        })
    }

    async fn aws(&self, _: AwsCall<'_>) -> Result<HttpReply, AwsFailure> {
        Ok(HttpReply {
            status: 200,
            body: Bytes::from_static(b"{}"),
            ..HttpReply::default()
        })
    }

    async fn vpc_link(&self, id: &str) -> Result<VpcLinkLookup, LookupFailed> {
        Ok(match self.world.vpc_link(id) {
            Known::Is(link) => match link.status.as_deref() {
                Some("AVAILABLE") | None => VpcLinkLookup::Available {
                    connect_to: "unseen".to_owned(),
                },
                Some(status) => VpcLinkLookup::NotReady {
                    status: status.to_owned(),
                },
            },
            Known::Absent => VpcLinkLookup::Unknown,
            Known::Unseen => VpcLinkLookup::Available {
                connect_to: "unseen".to_owned(),
            },
        })
    }
}

fn everything_allowed() -> Policy {
    let statement = r#"{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*"}}"#;
    statement.parse().unwrap_or_default()
}

fn nobody_calls() -> LookupFailed {
    LookupFailed("nobody calls in a dry run".to_owned())
}
