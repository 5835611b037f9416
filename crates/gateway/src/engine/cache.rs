//! The step before the integration: a response that the stage keeps answers instead (F§3.2 #7, F§3.12).

use http::Method as Verb;

use super::authorize::may_invalidate;
use super::map_request::RequestLookup;
use super::{Engine, Outcome, complete};
use crate::caching::{Caching, Invalidation, Kept, Key, Unauthorized};
use crate::context::Exchange;
use crate::fault::Fault;
use crate::io::Io;
use crate::mapping::BodyNotJson;
use crate::request::Request;
use crate::trace::Trace;
use crate::trace_header;

/// The `Warning` of a response to a caller who may not have it replaced \[C\].
const IGNORED: &str = "199 Cache-control headers were ignored because the caller was unauthorized.";

impl<I: Io> Engine<I> {
    /// The kept response, or the integration's, which is kept then.
    pub(super) async fn answer(
        &self,
        exchange: &Exchange<'_>,
        trace: &mut Trace,
    ) -> Result<Outcome, Fault> {
        let (Some(cache), Some(caching)) = (&exchange.snapshot.cache, &exchange.method.caching)
        else {
            return self.integrate(exchange, trace).await;
        };
        if !(caching.any_verb || exchange.request.method == Verb::GET) {
            return self.integrate(exchange, trace).await;
        }
        let asked = self.replacement(exchange, caching)?;
        let key = key(exchange, caching)?;
        let kept = match asked {
            Replacement::Granted => None,
            Replacement::NotAsked | Replacement::Ignored(_) => cache.get(&key, self.io.now_ms()),
        };
        trace.looked_in_cache(kept.is_some());
        let mut outcome = if let Some(kept) = kept {
            let content_type = kept.headers.get("Content-Type");
            let binary = exchange.snapshot.binary_media_types.contains(content_type);
            let mut headers = kept.headers.clone();
            // A trace is of one request.
            if headers.contains(trace_header::NAME) {
                headers.set(trace_header::NAME, exchange.response_trace_id());
            }
            complete(trace, &headers, &kept.body, binary);
            Outcome {
                status: kept.status,
                headers,
                body: kept.body.clone(),
                rest: None,
                integration_request_id: None,
            }
        } else {
            let outcome = self.integrate(exchange, trace).await?;
            // What passes as it comes is never there as a whole.
            let is_whole = outcome.rest.is_none();
            if is_whole
                && let Some(kept) = Kept::of(outcome.status, &outcome.headers, &outcome.body)
            {
                cache.put(key, self.io.now_ms() + caching.ttl_ms, kept);
            }
            outcome
        };
        if matches!(asked, Replacement::Ignored(Unauthorized::Warn)) {
            outcome.headers.append("Warning", IGNORED);
        }
        Ok(outcome)
    }

    /// Whether the caller wants a kept response replaced, and gets it.
    fn replacement(
        &self,
        exchange: &Exchange<'_>,
        caching: &Caching,
    ) -> Result<Replacement, Fault> {
        if !wants_fresh(exchange.request) {
            return Ok(Replacement::NotAsked);
        }
        let Invalidation::Authorized(otherwise) = caching.invalidation else {
            return Ok(Replacement::Granted);
        };
        match (may_invalidate(exchange, self.io.now_ms()), otherwise) {
            (Ok(()), _) => Ok(Replacement::Granted),
            (
                Err(Fault::AccessDenied {
                    user,
                    method_arn,
                    decision,
                    ..
                }),
                Unauthorized::Fail,
            ) => Err(Fault::CacheInvalidationDenied {
                user,
                method_arn,
                decision,
            }),
            (Err(Fault::AccessDenied { .. }), _) => Ok(Replacement::Ignored(otherwise)),
            (Err(fault), _) => Err(fault),
        }
    }
}

/// What becomes of a wish for a fresh response.
enum Replacement {
    NotAsked,
    Granted,
    Ignored(Unauthorized),
}

/// Whether the client sent `Cache-Control: max-age=0`.
fn wants_fresh(request: &Request) -> bool {
    let directives = request.headers.all("Cache-Control");
    let mut directives = directives.flat_map(|value| value.split(','));
    directives.any(|directive| directive.trim().eq_ignore_ascii_case("max-age=0"))
}

fn key(exchange: &Exchange<'_>, caching: &Caching) -> Result<Key, Fault> {
    let lookup = RequestLookup(exchange);
    let mut values = Vec::with_capacity(caching.parameters.len());
    for source in &caching.parameters {
        let mapped = source
            .evaluate(&lookup)
            .map_err(|BodyNotJson| Fault::RequestBodyNotJson)?;
        let mapped = mapped.into_values().into_iter();
        values.push(mapped.map(std::borrow::Cow::into_owned).collect());
    }
    Ok(Key {
        namespace: caching.namespace.clone(),
        verb: exchange.request.method.clone(),
        values,
    })
}
