//! An authorizer that takes the tokens of user pools or other issuers, checked by their keys (F§3.4).

use std::time::Duration;

use bytes::Bytes;
use http::Method as Verb;
use serde_json::{Map, Value};

use super::Engine;
use super::lambda_authorizer::{missing, read, start};
use crate::authorizer::{Authorizer, Issuer, Key, Token, read_keys, shown_claims};
use crate::context::{Authorized, Exchange};
use crate::fault::{Fault, TokenProblem};
use crate::headers::Headers;
use crate::io::{HttpCall, Io};
use crate::trace::{Event, Identity, Secret, Trace};

/// How long an issuer may take to tell its keys.
const TIMEOUT: Duration = Duration::from_secs(5);

impl<I: Io> Engine<I> {
    /// What the caller's token tells, if it passes.
    pub(super) async fn accepted(
        &self,
        exchange: &Exchange<'_>,
        authorizer: &Authorizer,
        issuers: &[Issuer],
        scopes: &[String],
        trace: &mut Trace,
    ) -> Result<Authorized, Fault> {
        start(exchange, authorizer, trace);
        let identity = authorizer.identity(|source| read(exchange, source));
        let Some(Identity::Token(Secret(token))) = identity else {
            return Err(missing(authorizer));
        };
        trace.data(|| Event::IncomingIdentity(Identity::Token(Secret(token.clone()))));
        let claims = self.claims(issuers, scopes, &token).await?;
        let mut shown = Map::new();
        shown.insert("claims".to_owned(), shown_claims(&claims).into());
        Ok(Authorized {
            shown,
            usage_identifier_key: None,
        })
    }

    /// The claims of a token that passes.
    pub(super) async fn claims(
        &self,
        issuers: &[Issuer],
        scopes: &[String],
        token: &str,
    ) -> Result<Map<String, Value>, Fault> {
        let now = self.io.now_ms();
        let token = Token::parse(token).map_err(Fault::TokenRejected)?;
        let mut known = issuers.iter();
        let issuer = known.find(|issuer| token.issuer() == Some(&issuer.name));
        let issuer = issuer.ok_or_else(|| {
            let what = "its issuer is none of the authorizer's";
            Fault::TokenRejected(TokenProblem::Invalid(what.to_owned()))
        })?;
        token
            .check_claims(issuer, now)
            .and_then(|()| token.check_scopes(issuer, scopes))
            .map_err(Fault::TokenRejected)?;
        let keys = self.keys(issuer, token.key_id.as_deref(), now).await?;
        token.check_signature(&keys).map_err(Fault::TokenRejected)?;
        Ok(token.claims)
    }

    /// The issuer's keys of an id, asked for if they are not known.
    async fn keys(&self, issuer: &Issuer, id: Option<&str>, now: i64) -> Result<Vec<Key>, Fault> {
        if let Some(known) = issuer.keys.candidates(id, now) {
            return Ok(known);
        }
        let unknown = |cause: String| Fault::IssuerKeys {
            issuer: issuer.name.clone(),
            cause,
        };
        let base = issuer.name.trim_end_matches('/');
        let url = if issuer.is_user_pool {
            format!("{base}/.well-known/jwks.json")
        } else {
            // An issuer says where its keys are (OpenID Connect Discovery).
            let url = format!("{base}/.well-known/openid-configuration");
            let told = self.get(&url).await.map_err(unknown)?;
            let told: Value = serde_json::from_slice(&told)
                .map_err(|error| unknown(format!("{url} is not JSON: {error}")))?;
            let keys = told.get("jwks_uri").and_then(Value::as_str);
            let keys = keys.ok_or_else(|| unknown(format!("{url} has no jwks_uri")))?;
            keys.to_owned()
        };
        let told = self.get(&url).await.map_err(unknown)?;
        let keys =
            read_keys(&told).map_err(|error| unknown(format!("{url} is no key set: {error}")))?;
        issuer.keys.keep(now, keys);
        Ok(issuer.keys.candidates(id, now).unwrap_or_default())
    }

    /// What stands at a URL.
    async fn get(&self, url: &str) -> Result<Bytes, String> {
        let mut headers = Headers::new();
        headers.append("Accept", "application/json");
        if let Some(host) = url
            .split("://")
            .nth(1)
            .and_then(|rest| rest.split('/').next())
        {
            headers.append("Host", host);
        }
        let call = HttpCall {
            method: Verb::GET,
            url,
            headers,
            body: Bytes::new(),
            timeout: TIMEOUT,
            insecure_skip_verification: false,
            connect_to: None,
            client_certificate: None,
            stream: false,
        };
        match self.io.http(call).await {
            Ok(reply) if reply.status == 200 => Ok(reply.body),
            Ok(reply) => Err(format!("{url} answers {}", reply.status)),
            Err(failure) => Err(format!("{url}: {failure}")),
        }
    }
}
