//! Who may call: the API's resource policy, the caller's signature and policies, the method's authorizer (F§3.2 #4, #5,
//! F§3.4).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gatewright_wire::auth::{Authorization as Signature, MalformedAuthorization};
use gatewright_wire::signature::{Rejected, Signed};
use http::Uri;
use ring::digest::{SHA256, digest};

use super::Engine;
use crate::authorizer::Kind;
use crate::context::Exchange;
use crate::fault::{Fault, SignatureProblem};
use crate::io::{Io, Signer};
use crate::permission::{
    Caller, Context, Decision, NamedPolicy, Policy, Request as Question, Verdict, evaluate,
};
use crate::request::Request;
use crate::snapshot::Authorization;
use crate::trace::Trace;

/// What is asked of policies.
const INVOKE: &str = "execute-api:Invoke";
/// What is asked of them where a kept response is to be replaced (F§3.12).
const INVALIDATE_CACHE: &str = "execute-api:InvalidateCache";
/// The longest ARN of a method that authorization takes (F§3.14).
const MAX_ARN: usize = 1600;

impl<I: Io> Engine<I> {
    /// What is decided before anything is logged: whether the API's resource policy lets the caller in, and who signed
    /// the request, if the method wants to know.
    pub(super) async fn admit(&self, exchange: &mut Exchange<'_>) -> Result<(), Fault> {
        let authorization = &exchange.method.authorization;
        if matches!(authorization, Authorization::Open) && exchange.snapshot.policy.is_none() {
            return Ok(());
        }
        let arn = method_arn(exchange);
        if arn.len() > MAX_ARN {
            return Err(Fault::UriTooLong);
        }
        match authorization {
            // With a resource policy, a caller whom nobody authenticated needs an explicit allow.
            Authorization::Open => {
                let now = self.io.now_ms();
                let allowed = by_policy(exchange, INVOKE, &arn, now);
                exchange.took.authorize = Some(self.io.now_ms() - now);
                allowed
            }
            Authorization::Iam => {
                let started = self.io.now_ms();
                let signer = Box::pin(self.signer(exchange)).await;
                let now = self.io.now_ms();
                exchange.took.authenticate = Some(now - started);
                let signer = signer?;
                let allowed = may_call(exchange, &signer, INVOKE, &arn, now);
                exchange.took.authorize = Some(self.io.now_ms() - now);
                // Who is not let in is known all the same.
                exchange.signer = Some(signer);
                allowed
            }
            // A deny holds whatever a function would say, which is then not asked. Tokens are looked at first.
            Authorization::Authorizer { authorizer, .. } => match &authorizer.kind {
                Kind::Function(_) => {
                    let now = self.io.now_ms();
                    let allowed = not_denied(exchange, &arn, now);
                    exchange.took.authorize = Some(self.io.now_ms() - now);
                    allowed
                }
                Kind::Issuers(_) => Ok(()),
            },
            Authorization::Broken(_) => Ok(()),
        }
    }

    /// Asks the method's authorizer, and notes what it tells of the caller.
    pub(super) async fn authorize(
        &self,
        exchange: &mut Exchange<'_>,
        trace: &mut Trace,
    ) -> Result<(), Fault> {
        let (authorizer, scopes) = match &exchange.method.authorization {
            Authorization::Open | Authorization::Iam => return Ok(()),
            Authorization::Broken(fault) => return Err(fault.clone()),
            Authorization::Authorizer { authorizer, scopes } => (authorizer, scopes),
        };
        let arn = method_arn(exchange);
        match &authorizer.kind {
            Kind::Function(function) => {
                let granted = self.granted(exchange, authorizer, function, &arn, trace);
                let (granted, latency) = Box::pin(granted).await?;
                let now = self.io.now_ms();
                let decision = decide(
                    &[(&granted.policy).into()],
                    &Caller::Anonymous,
                    INVOKE,
                    &arn,
                    &context(exchange.request, now),
                );
                // Who is not let in is told by what the function said of them, too.
                exchange.authorized = Some(granted.authorized(latency));
                // Either may allow: the deny of one wins, and the API's was looked for before.
                let is_denied = matches!(decision.verdict, Verdict::ExplicitlyDenied(_));
                let allows = || {
                    exchange.snapshot.policy.is_some()
                        && by_policy(exchange, INVOKE, &arn, now).is_ok()
                };
                let is_allowed = !is_denied && (decision.is_allowed() || allows());
                exchange.took.authorize = Some(self.io.now_ms() - now);
                if !is_allowed {
                    return Err(Fault::AuthorizerDenied {
                        authorizer: authorizer.id.clone(),
                        decision: Box::new(decision),
                    });
                }
            }
            Kind::Issuers(issuers) => {
                let started = self.io.now_ms();
                let accepted = self.accepted(exchange, authorizer, issuers, scopes, trace);
                let accepted = Box::pin(accepted).await;
                let now = self.io.now_ms();
                exchange.took.authorizer = Some(now - started);
                exchange.authorized = Some(accepted?);
                let allowed = by_policy(exchange, INVOKE, &arn, now);
                exchange.took.authorize = Some(self.io.now_ms() - now);
                allowed?;
            }
        }
        Ok(())
    }

    /// Who signed the request.
    async fn signer(&self, exchange: &Exchange<'_>) -> Result<Signer, Fault> {
        let request = exchange.request;
        let rejected = |problem| Fault::Signature(problem);
        let signature = signature(request)
            .map_err(rejected)?
            .ok_or(Fault::Signature(SignatureProblem::Missing))?;
        let token = request
            .headers
            .get("X-Amz-Security-Token")
            .map(str::to_owned);
        let token = token.or_else(|| {
            let token = exchange.query.get("X-Amz-Security-Token");
            token.map(str::to_owned)
        });
        let id = &signature.access_key_id;
        let signer = self
            .io
            .signer(id, token.as_deref())
            .await
            .map_err(|failed| Fault::lookup(format!("the access key '{id}'"), failed))?
            .ok_or(Fault::Signature(SignatureProblem::UnknownToken))?;
        let headers: Vec<(&str, &str)> = request.headers.iter().collect();
        let signed = Signed {
            method: exchange.sent_verb.as_str(),
            path: &request.raw_path,
            query: &request.query,
            headers: &headers,
            body: &request.body,
        };
        let scope = (exchange.snapshot.region.as_str(), "execute-api");
        let now = self.io.now_ms().div_euclid(1000);
        signed
            .check(&signature, &signer.secrets, scope, now)
            .map_err(|problem| {
                let message = problem.to_string();
                Fault::Signature(match problem {
                    Rejected::Mismatch => SignatureProblem::Mismatch,
                    Rejected::NoDate | Rejected::Lifetime { .. } => {
                        SignatureProblem::Incomplete { message }
                    }
                    Rejected::Expired { .. } | Rejected::NotYet { .. } | Rejected::Scope { .. } => {
                        SignatureProblem::Expired { message }
                    }
                })
            })?;
        Ok(signer)
    }
}

/// What a request says of its signature; none where it has neither header nor parameters.
fn signature(request: &Request) -> Result<Option<Signature>, SignatureProblem> {
    let mut headers = http::HeaderMap::new();
    if let Some(value) = request.headers.get("Authorization") {
        let Ok(value) = value.parse() else {
            return Err(incomplete(value));
        };
        headers.insert(http::header::AUTHORIZATION, value);
    }
    let uri: Uri = format!("/?{}", request.query).parse().unwrap_or_default();
    Signature::of(&headers, &uri).map_err(|problem| match problem {
        MalformedAuthorization::Missing(part) => SignatureProblem::Incomplete {
            message: format!("Authorization header requires '{part}' parameter."),
        },
        MalformedAuthorization::Algorithm(_) | MalformedAuthorization::Credential(_) => {
            incomplete(request.headers.get("Authorization").unwrap_or_default())
        }
    })
}

/// A header that is none of SigV4's, in AWS's words (F§2.4).
fn incomplete(header: &str) -> SignatureProblem {
    let hash = STANDARD.encode(digest(&SHA256, header.as_bytes()));
    SignatureProblem::Incomplete {
        message: format!(
            "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '{hash}'."
        ),
    }
}

/// The problem of a request that no method serves, if it carries an `Authorization` that is no signature: AWS's front
/// looks at that first (F§2.4).
pub(super) fn malformed(request: &Request) -> Option<SignatureProblem> {
    request.headers.get("Authorization")?;
    signature(request).err()
}

/// The ARN of what is called: the request's own verb and path.
fn method_arn(exchange: &Exchange<'_>) -> String {
    let (snapshot, request) = (exchange.snapshot, exchange.request);
    format!(
        "arn:aws:execute-api:{}:{}:{}/{}/{}/{}",
        snapshot.region,
        snapshot.account,
        snapshot.api_id,
        snapshot.stage,
        request.method,
        request.path.trim_start_matches('/')
    )
}

/// What conditions may look at. Callers reach AWS by TLS alone; here, what stands for it.
fn context(request: &Request, now_ms: i64) -> Context {
    let time = jiff::Timestamp::from_millisecond(now_ms).unwrap_or_default();
    let mut context = Context::default()
        .with("aws:SourceIp", request.source_ip.as_str())
        .with("aws:SecureTransport", "true")
        .with(
            "aws:CurrentTime",
            time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        )
        .with("aws:EpochTime", time.as_second().to_string());
    for (key, header) in [("aws:UserAgent", "User-Agent"), ("aws:Referer", "Referer")] {
        if let Some(value) = request.headers.get(header) {
            context = context.with(key, value);
        }
    }
    context
}

fn decide(
    policies: &[NamedPolicy<'_>],
    caller: &Caller,
    action: &str,
    resource: &str,
    context: &Context,
) -> Decision {
    let question = Question {
        caller,
        action,
        resource,
        context,
    };
    evaluate(policies, &question)
}

/// The API's resource policy, if it has one.
fn policy<'e>(exchange: &Exchange<'e>) -> Result<Option<&'e Policy>, Fault> {
    let policy = exchange.snapshot.policy.as_ref().map(Result::as_ref);
    policy
        .transpose()
        .map_err(|error| Fault::NotSupported(format!("the API's resource policy: {error}")))
}

fn denied(user: &str, arn: &str, decision: Decision, by_resource_policy: bool) -> Fault {
    Fault::AccessDenied {
        user: user.to_owned(),
        method_arn: arn.to_owned(),
        decision: Box::new(decision),
        by_resource_policy,
    }
}

/// Refuses who needs an allow of the API's resource policy and has none.
fn by_policy(exchange: &Exchange<'_>, action: &str, arn: &str, now: i64) -> Result<(), Fault> {
    let Some(policy) = policy(exchange)? else {
        return Ok(());
    };
    let context = context(exchange.request, now).with("aws:PrincipalType", "Anonymous");
    let decision = decide(&[policy.into()], &Caller::Anonymous, action, arn, &context);
    if decision.is_allowed() {
        Ok(())
    } else {
        Err(denied("anonymous", arn, decision, true))
    }
}

/// Refuses whom the API's resource policy denies.
fn not_denied(exchange: &Exchange<'_>, arn: &str, now: i64) -> Result<(), Fault> {
    match by_policy(exchange, INVOKE, arn, now) {
        Err(Fault::AccessDenied { decision, .. })
            if !matches!(decision.verdict, Verdict::ExplicitlyDenied(_)) =>
        {
            Ok(())
        }
        other => other,
    }
}

/// Whether a signer's own policies and the API's let it call: either may allow within an account, both have to across
/// accounts, and the deny of one wins (F§3.4).
fn may_call(
    exchange: &Exchange<'_>,
    signer: &Signer,
    action: &str,
    arn: &str,
    now: i64,
) -> Result<(), Fault> {
    let caller = Caller::Aws {
        arn: signer.arn.clone(),
        account: signer.account.clone(),
    };
    let context = context(exchange.request, now)
        .with_principal(&signer.arn, &signer.account)
        .with("aws:userid", &signer.user_id);
    let own = signer.policies.as_ref().map(|policies| {
        let named = policies.iter().map(|(name, policy)| NamedPolicy {
            name: Some(name),
            policy,
        });
        decide(&named.collect::<Vec<_>>(), &caller, action, arn, &context)
    });
    let of_api =
        policy(exchange)?.map(|policy| decide(&[policy.into()], &caller, action, arn, &context));
    let is_denied = |it: &Decision| matches!(it.verdict, Verdict::ExplicitlyDenied(_));
    if let Some(decision) = own.as_ref().filter(|it| is_denied(it)) {
        return Err(denied(&signer.arn, arn, decision.clone(), false));
    }
    if let Some(decision) = of_api.as_ref().filter(|it| is_denied(it)) {
        return Err(denied(&signer.arn, arn, decision.clone(), true));
    }
    // An account's root may all.
    let own_allows = own.as_ref().is_none_or(Decision::is_allowed);
    let api_allows = of_api.as_ref().is_some_and(Decision::is_allowed);
    let is_allowed = if signer.account == exchange.snapshot.account {
        own_allows || api_allows
    } else {
        own_allows && api_allows
    };
    if is_allowed {
        return Ok(());
    }
    let (decision, by_resource_policy) = match (own, of_api) {
        (Some(own), _) if !own_allows => (own, false),
        (_, Some(of_api)) => (of_api, true),
        (own, None) => (own.unwrap_or_else(Decision::none), true),
    };
    Err(denied(&signer.arn, arn, decision, by_resource_policy))
}

/// Whether the caller may have a kept response replaced. What an authorizer's function says of it is not asked \[C\].
pub(super) fn may_invalidate(exchange: &Exchange<'_>, now: i64) -> Result<(), Fault> {
    let arn = method_arn(exchange);
    if let Some(signer) = &exchange.signer {
        may_call(exchange, signer, INVALIDATE_CACHE, &arn, now)
    } else if exchange.snapshot.policy.is_some() {
        by_policy(exchange, INVALIDATE_CACHE, &arn, now)
    } else {
        Err(denied("anonymous", &arn, Decision::none(), false))
    }
}
