//! The world as the engine meets it: functions, roles, VPC links and backends, found in memory or
//! in the store and reached for real.

use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use gatewright_gateway::arn::FunctionArn;
use gatewright_gateway::io::{
    AwsCall, AwsFailure, FunctionLookup, HttpCall, HttpFailure, HttpReply, Io, KeyAsked, KeyLookup,
    KeyPlan, LambdaCall, LambdaFailure, LambdaReply, LookupFailed, Quota, Role, Signer,
    VpcLinkLookup,
};
use gatewright_gateway::request::new_request_id;
use gatewright_gateway::throttle::{Limit, Throttle};
use gatewright_lambda::{FunctionVersion, Invocation, InvokeError, Lambda, Outcome};
use gatewright_wire::client::ClientError;
use gatewright_wire::error::ServiceError;
use serde_json::json;
use tokio::time::{Sleep, sleep};

use crate::clock::Clock;
use crate::control;
use crate::control::lambda::invoke::check_payload;
use crate::control::lambda::refusal;
use crate::functions::{Functions, Unrunnable};
use crate::home::Home;
use crate::identities::Identities;
use crate::lambda_endpoint::{LambdaEndpoint, cannot_run_here};
use crate::limits::Limits;
use crate::outbound::Outbound;
use crate::passing::following;
use crate::plans::Plans;
use crate::roles::Roles;
use crate::services::Services;
use crate::signers::Signers;
use crate::store;
use crate::tasks::Tasks;
use crate::usage::Usage;
use crate::vpc_links::VpcLinks;

/// What the engine reaches.
pub struct World {
    /// The functions in memory.
    pub functions: Arc<Functions>,
    /// The roles in memory.
    pub roles: Arc<Roles>,
    /// Who signs, in memory.
    pub signers: Arc<Signers>,
    /// The usage plans in memory.
    pub plans: Arc<Plans>,
    /// What keys have used of them.
    pub usage: Arc<Usage>,
    /// The VPC links in memory.
    pub vpc_links: Arc<VpcLinks>,
    /// What runs the functions.
    pub lambda: Lambda,
    /// HTTP to backends.
    pub outbound: Outbound,
    /// What stages show to their backends.
    pub identities: Identities,
    /// Where functions run that do not run here.
    pub lambda_endpoint: Option<LambdaEndpoint>,
    /// AWS services.
    pub services: Services,
    /// Where asynchronous invocations run.
    pub tasks: Tasks,
    /// The time.
    pub clock: Clock,
    /// What limits count.
    pub limits: Limits,
    /// What each account may do in a region, if that is limited.
    pub account_throttle: Option<Throttle>,
    /// Where user pools are, instead of at AWS.
    pub user_pools: Option<String>,
    /// Where load balancers lead, by ARN.
    pub load_balancers: std::collections::BTreeMap<String, String>,
}

impl Io for World {
    fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    fn admit(&self, limit: &Limit) -> bool {
        self.limits.admit(limit)
    }

    async fn function(&self, target: &FunctionArn) -> Result<FunctionLookup, LookupFailed> {
        let qualifier = target.qualifier.as_deref();
        let known = self
            .functions
            .get(&target.account, &target.region, &target.name);
        let Some(known) = known.await.map_err(unseen)? else {
            return Ok(match self.lambda_endpoint {
                Some(_) => FunctionLookup::Unseen,
                None => FunctionLookup::NoFunction,
            });
        };
        let has = self.functions.has(&known, qualifier);
        Ok(if has.await.map_err(unseen)? {
            FunctionLookup::Found {
                policy: known.policy(qualifier),
            }
        } else {
            FunctionLookup::NoQualifier
        })
    }

    async fn role(&self, arn: &str) -> Result<Option<Role>, LookupFailed> {
        let role = self.roles.get(arn).await.map_err(unseen)?;
        Ok(role.map(Arc::unwrap_or_clone))
    }

    fn account_throttle(&self) -> Option<Throttle> {
        self.account_throttle
    }

    async fn api_key(&self, asked: KeyAsked<'_>) -> Result<KeyLookup, LookupFailed> {
        let home = Home::new(asked.account, asked.region);
        let stage = (asked.api, asked.stage);
        let method = (asked.path, asked.verb);
        let found = self.plans.look_up(&home, stage, method, asked.value).await;
        let found = found.map_err(unseen)?;
        if let KeyLookup::Opens(KeyPlan {
            quota: Some(quota), ..
        }) = &found
        {
            self.usage.load(&quota.counter).await.map_err(unseen)?;
        }
        Ok(found)
    }

    fn count(&self, quota: &Quota) -> bool {
        self.usage.admit(quota, self.clock.now_ms())
    }

    async fn signer(
        &self,
        access_key_id: &str,
        token: Option<&str>,
    ) -> Result<Option<Signer>, LookupFailed> {
        let now = self.clock.now_ms();
        let signer = self.signers.get(access_key_id, token, now);
        signer.await.map_err(unseen)
    }

    async fn invoke_lambda(&self, call: LambdaCall<'_>) -> Result<LambdaReply, LambdaFailure> {
        check_payload(&call.payload).map_err(|error| refused(&error))?;
        let invocation = Invocation {
            payload: call.payload,
            invoked_arn: call.function.to_string(),
            client_context: call.client_context.map(str::to_owned),
            trace_id: Some(call.trace_id.to_owned()),
            log_tail: false,
        };
        let invoked = async {
            let version = match (self.runnable(call.function).await, &self.lambda_endpoint) {
                (Err(LambdaFailure::Refused { status: 404, .. }), Some(endpoint)) => {
                    return Box::pin(elsewhere(endpoint, invocation, call.asynchronous)).await;
                }
                (version, _) => version?,
            };
            if call.asynchronous {
                return self.start(call.function, invocation);
            }
            let reply = if call.stream {
                let end = Box::pin(sleep(call.timeout));
                Box::pin(self.begin(&version, invocation.clone(), end)).await
            } else {
                let outcome = self.lambda.invoke(&version, invocation.clone()).await;
                outcome.map(whole)
            };
            match (reply, &self.lambda_endpoint) {
                (Err(error), Some(endpoint)) if cannot_run_here(&error) => {
                    Box::pin(elsewhere(endpoint, invocation, false)).await
                }
                (reply, _) => reply.map_err(|error| refused(&refusal(&error))),
            }
        };
        tokio::time::timeout(call.timeout, invoked)
            .await
            .unwrap_or(Err(LambdaFailure::TimedOut))
    }

    async fn http(&self, call: HttpCall<'_>) -> Result<HttpReply, HttpFailure> {
        let pools = self.user_pools.as_deref();
        let elsewhere = pools.and_then(|pools| {
            let rest = call.url.strip_prefix("https://cognito-idp.")?;
            let (host, path) = rest.split_once('/')?;
            let is_aws = host.ends_with(".amazonaws.com");
            is_aws.then(|| format!("{}/{path}", pools.trim_end_matches('/')))
        });
        let call = match &elsewhere {
            Some(url) => HttpCall { url, ..call },
            None => call,
        };
        let identity = match call.client_certificate {
            Some(name) => Some(Box::pin(self.identities.get(name)).await.map_err(|error| {
                tracing::error!("{error}");
                HttpFailure::Broken(error.to_string())
            })?),
            None => None,
        };
        self.outbound.send_as(call, identity.as_deref()).await
    }

    async fn aws(&self, call: AwsCall<'_>) -> Result<HttpReply, AwsFailure> {
        self.services.send(&self.outbound, call).await
    }

    async fn vpc_link(&self, id: &str) -> Result<VpcLinkLookup, LookupFailed> {
        let Some(link) = self.vpc_links.get(id).await.map_err(unseen)? else {
            return Ok(VpcLinkLookup::Unknown);
        };
        let target = link
            .target_arns
            .as_deref()
            .and_then(<[String]>::first)
            .and_then(|arn| self.load_balancers.get(arn));
        Ok(match (link.status.as_deref(), target) {
            (Some("AVAILABLE"), Some(target)) => VpcLinkLookup::Available {
                connect_to: target.clone(),
            },
            // An available link whose load balancer this server was not told of leads nowhere.
            (status, _) => VpcLinkLookup::NotReady {
                status: status.unwrap_or("FAILED").to_owned(),
            },
        })
    }
}

impl World {
    async fn runnable(&self, target: &FunctionArn) -> Result<Arc<FunctionVersion>, LambdaFailure> {
        let not_found = || {
            refused(
                &gatewright_wire::lambda::errors::RESOURCE_NOT_FOUND
                    .with(format!("Function not found: {target}")),
            )
        };
        let known = self
            .functions
            .get(&target.account, &target.region, &target.name)
            .await
            .map_err(|error| LambdaFailure::Unreachable(error.to_string()))?
            .ok_or_else(not_found)?;
        self.functions
            .runnable(&known, target.qualifier.as_deref())
            .await
            .map_err(|error| match error {
                Unrunnable::NoQualifier(_) => not_found(),
                Unrunnable::Package(error) => refused(
                    &gatewright_wire::lambda::errors::INVALID_ZIP_FILE.with(error.to_string()),
                ),
                error => LambdaFailure::Unreachable(error.to_string()),
            })
    }

    /// Invokes, and answers as soon as the function begins to.
    async fn begin(
        &self,
        version: &FunctionVersion,
        invocation: Invocation,
        end: Pin<Box<Sleep>>,
    ) -> Result<LambdaReply, InvokeError> {
        let mut streaming = self.lambda.invoke_streaming(version, invocation)?;
        let Some(first) = streaming.next().await else {
            return streaming.outcome().await.map(whole);
        };
        let reply = LambdaReply {
            status: 200,
            request_id: streaming.request_id.clone(),
            executed_version: Some(streaming.executed_version.clone()),
            ..LambdaReply::default()
        };
        Ok(LambdaReply {
            rest: Some(following(streaming, end).after(first)),
            ..reply
        })
    }

    /// Invokes without waiting.
    fn start(
        &self,
        function: &FunctionArn,
        invocation: Invocation,
    ) -> Result<LambdaReply, LambdaFailure> {
        let request_id = control::lambda::start(
            &self.functions,
            &self.lambda,
            &self.tasks,
            function.clone(),
            invocation,
        )
        .map_err(|error| refused(&refusal(&error)))?;
        Ok(LambdaReply {
            status: 202,
            request_id,
            ..LambdaReply::default()
        })
    }
}

/// The answer of a function that did not stream.
fn whole(outcome: Outcome) -> LambdaReply {
    LambdaReply {
        status: 200,
        function_error: outcome
            .function_error
            .map(|error| error.as_str().to_owned()),
        payload: outcome.payload,
        rest: None,
        request_id: outcome.request_id,
        executed_version: Some(outcome.executed_version),
    }
}

/// Invokes a function that does not run here.
async fn elsewhere(
    endpoint: &LambdaEndpoint,
    invocation: Invocation,
    asynchronous: bool,
) -> Result<LambdaReply, LambdaFailure> {
    let function = invocation.invoked_arn.clone();
    let answer = endpoint.invoke(&function, invocation, asynchronous).await;
    let answer = answer.map_err(|error| match error {
        ClientError::Service(error) => refused(&error),
        error => LambdaFailure::Unreachable(error.to_string()),
    })?;
    Ok(LambdaReply {
        status: if asynchronous { 202 } else { 200 },
        function_error: answer.function_error,
        rest: None,
        payload: answer.payload.map(|payload| payload.0).unwrap_or_default(),
        // The client does not tell the id that it has there.
        request_id: new_request_id(),
        executed_version: answer.executed_version,
    })
}

/// What the engine is told when the store fails; the server's own log says it too.
fn unseen(error: store::Error) -> LookupFailed {
    tracing::error!("{error}");
    LookupFailed(error.to_string())
}

/// A service error as the caller of Invoke sees it.
fn refused(error: &ServiceError) -> LambdaFailure {
    let mut body = serde_json::Map::new();
    body.extend(error.members.clone());
    body.insert(
        "Type".to_owned(),
        json!(if error.status < 500 {
            "User"
        } else {
            "Service"
        }),
    );
    body.insert(error.message_key.to_owned(), json!(error.message));
    LambdaFailure::Refused {
        status: error.status,
        message: error.message.clone(),
        body: Bytes::from(serde_json::Value::Object(body).to_string()),
        request_id: uuid::Uuid::new_v4().to_string(),
    }
}
