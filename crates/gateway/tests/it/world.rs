//! A world made of a row's `world` member: functions, HTTP replies, VPC links and roles.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use gatewright_gateway::arn::FunctionArn;
use gatewright_gateway::headers::Headers;
use gatewright_gateway::io::{
    AwsCall, AwsFailure, FunctionLookup, HttpCall, HttpFailure, HttpReply, Io, KeyAsked, KeyLookup,
    KeyPlan, LambdaCall, LambdaFailure, LambdaReply, LookupFailed, Period, Quota, Role, Signer,
    VpcLinkLookup,
};
use gatewright_gateway::permission::Policy;
use gatewright_gateway::throttle::{Bucket, Limit, Throttle};
use serde::Deserialize;
use serde_json::Value;

/// Tue, 26 Feb 2019 15:29:33 GMT.
pub(crate) const NOW: i64 = 1_551_194_973_000;
/// What a call takes.
pub(crate) const LATENCY: i64 = 40;
pub(crate) const LAMBDA_REQUEST_ID: &str = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct World {
    functions: BTreeMap<String, Function>,
    http: Http,
    vpc_links: BTreeMap<String, Link>,
    roles: BTreeMap<String, RoleDocuments>,
    signers: BTreeMap<String, Known>,
    /// By value; none where the stage is in no plan.
    keys: Option<BTreeMap<String, Key>>,
    #[serde(skip)]
    counted: AtomicI64,
    lookups_fail: Option<String>,
    /// Why no request to an AWS service can be signed.
    no_credentials: Option<String>,
    /// The buckets that are empty from the start.
    exhausted: Vec<String>,
    #[serde(skip)]
    buckets: Mutex<BTreeMap<String, Bucket>>,
    #[serde(skip)]
    clock: AtomicI64,
    #[serde(skip)]
    pub(crate) sent: Mutex<Vec<Sent>>,
}

/// What the engine asked the world to do.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Sent {
    pub(crate) url: String,
    pub(crate) method: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct Function {
    policy: Value,
    reply: Reply,
    refuses: Option<Refusal>,
    fails: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct Reply {
    payload: Option<Value>,
    text: Option<String>,
    function_error: Option<String>,
}

#[derive(Default, Deserialize)]
struct Refusal {
    status: u16,
    message: String,
    body: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct Http {
    status: u16,
    headers: serde_json::Map<String, Value>,
    body: String,
    fails: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct Link {
    status: String,
    connect_to: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Known {
    secret: String,
    account: String,
    user_id: String,
    arn: String,
    policies: Option<Vec<Value>>,
}

#[derive(Deserialize)]
struct Key {
    id: String,
    burst: Option<u32>,
    quota: Option<u32>,
}

#[derive(Deserialize)]
struct RoleDocuments {
    trust: Value,
    policies: Vec<Value>,
}

impl World {
    /// Whether anything can be looked up.
    fn look_up(&self) -> Result<(), LookupFailed> {
        let fails = self.lookups_fail.clone();
        fails.map_or(Ok(()), |cause| Err(LookupFailed(cause)))
    }

    /// The endpoint's answer.
    fn answer(&self) -> Result<HttpReply, HttpFailure> {
        if let Some(failure) = &self.http.fails {
            return Err(match failure.as_str() {
                "unknownHost" => HttpFailure::UnknownHost,
                "privateAddress" => HttpFailure::PrivateAddress("10.0.0.1".to_owned()),
                "refused" => HttpFailure::Refused,
                "broken" => HttpFailure::Broken("reset".to_owned()),
                "tlsUntrusted" => HttpFailure::TlsUntrusted,
                "tlsExpired" => HttpFailure::TlsExpired("expired".to_owned()),
                "tlsNameMismatch" => HttpFailure::TlsNameMismatch {
                    host: "pets.example.com".to_owned(),
                    subject: "CN=X".to_owned(),
                },
                "timedOut" => HttpFailure::TimedOut,
                other => panic!("no such failure: {other}"),
            });
        }
        let mut headers = Headers::default();
        for (name, value) in &self.http.headers {
            match value {
                Value::Array(values) => {
                    for value in values {
                        headers.append(name.clone(), value.as_str().unwrap());
                    }
                }
                value => headers.append(name.clone(), value.as_str().unwrap()),
            }
        }
        Ok(HttpReply {
            status: self.http.status,
            headers,
            body: Bytes::from(self.http.body.clone()),
            rest: None,
        })
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, milliseconds: i64) {
        self.clock.fetch_add(milliseconds, Ordering::Relaxed);
    }

    fn take_time(&self) {
        self.clock.fetch_add(LATENCY, Ordering::Relaxed);
    }
}

fn policy(document: &Value) -> Arc<Policy> {
    Arc::new(document.to_string().parse().expect("a policy"))
}

pub(crate) fn pairs(headers: &Headers) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .collect()
}

impl Io for World {
    fn now_ms(&self) -> i64 {
        NOW + self.clock.load(Ordering::Relaxed)
    }

    fn admit(&self, limit: &Limit) -> bool {
        let now = Duration::from_millis(self.clock.load(Ordering::Relaxed).unsigned_abs());
        let mut buckets = self.buckets.lock().unwrap();
        let bucket = buckets.entry(limit.bucket.clone());
        let bucket = bucket.or_insert_with(|| Bucket::new(limit.throttle, now));
        !self.exhausted.contains(&limit.bucket) && bucket.take(limit.throttle, now)
    }

    fn account_throttle(&self) -> Option<Throttle> {
        Some(Throttle::ACCOUNT)
    }

    async fn api_key(&self, asked: KeyAsked<'_>) -> Result<KeyLookup, LookupFailed> {
        self.look_up()?;
        let Some(keys) = &self.keys else {
            return Ok(KeyLookup::StageNotInPlan);
        };
        let Some(key) = keys.get(asked.value) else {
            return Ok(KeyLookup::NotInPlan);
        };
        let place = format!(
            "{}/{}/{}/{}{}/{}",
            asked.account, asked.region, asked.api, asked.stage, asked.path, asked.verb
        );
        assert_eq!(place, "123456789012/us-east-1/abc123/prod/pets/POST");
        Ok(KeyLookup::Opens(KeyPlan {
            key_id: key.id.clone(),
            limit: key.burst.map(|burst| Limit {
                bucket: format!("plan/{}", key.id),
                throttle: Throttle { rate: 0.0, burst },
            }),
            quota: key.quota.map(|limit| Quota {
                counter: key.id.clone(),
                limit,
                period: Period::Day,
                offset: 0,
            }),
        }))
    }

    fn count(&self, quota: &Quota) -> bool {
        self.counted.fetch_add(1, Ordering::Relaxed) < i64::from(quota.limit)
    }

    async fn signer(
        &self,
        access_key_id: &str,
        _: Option<&str>,
    ) -> Result<Option<Signer>, LookupFailed> {
        self.look_up()?;
        let signer = self.signers.get(access_key_id);
        Ok(signer.map(|known| Signer {
            access_key_id: access_key_id.to_owned(),
            secrets: vec![known.secret.clone()],
            account: known.account.clone(),
            user_id: known.user_id.clone(),
            arn: known.arn.clone(),
            policies: known.policies.as_ref().map(|policies| {
                let named = policies.iter().enumerate();
                named
                    .map(|(number, document)| (format!("p{number}").into(), policy(document)))
                    .collect()
            }),
        }))
    }

    async fn function(&self, function: &FunctionArn) -> Result<FunctionLookup, LookupFailed> {
        self.look_up()?;
        Ok(match self.functions.get(&function.to_string()) {
            Some(known) => FunctionLookup::Found {
                policy: (!known.policy.is_null()).then(|| policy(&known.policy)),
            },
            None if self
                .functions
                .contains_key(&function.unqualified().to_string()) =>
            {
                FunctionLookup::NoQualifier
            }
            None => FunctionLookup::NoFunction,
        })
    }

    async fn role(&self, arn: &str) -> Result<Option<Role>, LookupFailed> {
        self.look_up()?;
        Ok(self.roles.get(arn).map(|role| Role {
            trust_policy: policy(&role.trust),
            policies: role
                .policies
                .iter()
                .map(|document| ("inline".into(), policy(document)))
                .collect(),
        }))
    }

    async fn invoke_lambda(&self, call: LambdaCall<'_>) -> Result<LambdaReply, LambdaFailure> {
        self.take_time();
        self.sent.lock().unwrap().push(Sent {
            url: call.function.to_string(),
            method: if call.asynchronous {
                "Event"
            } else {
                "RequestResponse"
            }
            .to_owned(),
            headers: Vec::new(),
            body: String::from_utf8_lossy(&call.payload).into_owned(),
        });
        let function = &self.functions[&call.function.to_string()];
        if let Some(refusal) = &function.refuses {
            return Err(LambdaFailure::Refused {
                status: refusal.status,
                message: refusal.message.clone(),
                body: refusal.body.clone().into(),
                request_id: LAMBDA_REQUEST_ID.to_owned(),
            });
        }
        if function.fails.is_some() {
            return Err(LambdaFailure::TimedOut);
        }
        if call.asynchronous {
            return Ok(LambdaReply {
                status: 202,
                request_id: LAMBDA_REQUEST_ID.to_owned(),
                ..LambdaReply::default()
            });
        }
        let payload = match (&function.reply.text, &function.reply.payload) {
            (Some(text), _) => text.clone(),
            (None, Some(payload)) => payload.to_string(),
            (None, None) => String::new(),
        };
        Ok(LambdaReply {
            status: 200,
            rest: None,
            function_error: function.reply.function_error.clone(),
            payload: payload.into(),
            request_id: LAMBDA_REQUEST_ID.to_owned(),
            executed_version: Some("$LATEST".to_owned()),
        })
    }

    async fn http(&self, call: HttpCall<'_>) -> Result<HttpReply, HttpFailure> {
        self.take_time();
        self.sent.lock().unwrap().push(Sent {
            url: call.url.to_owned(),
            method: call.method.to_string(),
            headers: pairs(&call.headers),
            body: String::from_utf8_lossy(&call.body).into_owned(),
        });
        self.answer()
    }

    async fn aws(&self, call: AwsCall<'_>) -> Result<HttpReply, AwsFailure> {
        self.take_time();
        if let Some(cause) = &self.no_credentials {
            return Err(AwsFailure::NoCredentials(cause.clone()));
        }
        let mut headers = pairs(call.headers);
        headers.push(("role".to_owned(), call.role.unwrap_or("-").to_owned()));
        self.sent.lock().unwrap().push(Sent {
            url: call.url.to_owned(),
            method: call.method.to_string(),
            headers,
            body: String::from_utf8_lossy(&call.body).into_owned(),
        });
        Ok(self.answer()?)
    }

    async fn vpc_link(&self, id: &str) -> Result<VpcLinkLookup, LookupFailed> {
        self.look_up()?;
        Ok(match self.vpc_links.get(id) {
            None => VpcLinkLookup::Unknown,
            Some(Link {
                connect_to: Some(connect_to),
                ..
            }) => VpcLinkLookup::Available {
                connect_to: connect_to.clone(),
            },
            Some(link) => VpcLinkLookup::NotReady {
                status: link.status.clone(),
            },
        })
    }
}
