//! One request: whose it is, whether it may pass, its body, and its answer.

use std::sync::Arc;

use bytes::Bytes;
use gatewright_gateway::fault::Fault;
use gatewright_gateway::rest::Rest;
use gatewright_wire::auth::Authorization;
use http::header::{COOKIE, HOST};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, Uri, Version};
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use serde_json::json;

use super::body::{Body, Following, Passing, read};
use super::destination::{
    Destination, ServiceName, StageAddress, destination, host_name, is_anybodys_host,
};
use super::{Peer, function_url, guard, own, stage};
use crate::control::caller::Unidentified;
use crate::control::{self, Caller, Frames, Scope};
use crate::domains::Led;
use crate::server::Server;
use crate::store;

/// The largest control-plane request: a 50 MB package in base64 with room to spare.
const MAX_CONTROL_BODY: usize = 80 * 1024 * 1024;

/// Answers one request. What is rarer than a request to a stage is boxed, so that the future of all is as small as that
/// of most.
pub(super) async fn answer(
    server: Arc<Server>,
    peer: Peer,
    request: Request<Incoming>,
) -> Response<Body> {
    let (server, peer) = (&server, &peer);
    let (mut parts, body) = request.into_parts();
    if parts.version == Version::HTTP_2 {
        rejoin_cookies(&mut parts.headers);
    }
    // Taken for every HTTP/1 request, used or not: they wait in the order of the requests.
    let spellings = match parts.version {
        Version::HTTP_10 | Version::HTTP_11 => peer.spellings.next(),
        _ => Vec::new(),
    };
    // Others on the way may have taken the other one (RFC 9112 §3.2).
    if parts.headers.get_all(HOST).iter().count() > 1 {
        return whole(message(
            StatusCode::BAD_REQUEST,
            "the request has two Host headers",
        ));
    }
    let host = host(&parts);
    let authorization = Authorization::of(&parts.headers, &parts.uri).ok().flatten();
    let scope = authorization.as_ref().map(|found| found.service.as_str());
    let (whose, page) = match by_domain(server, peer, &host, parts.uri.path()).await {
        Ok(Some(whose)) => (whose, false),
        Ok(None) => (
            destination(&parts, &host, scope),
            guard::makes_page_of_ours(&parts.headers, &host),
        ),
        Err(error) => {
            tracing::error!("{error}");
            return whole(message(
                StatusCode::INTERNAL_SERVER_ERROR,
                "the domain names cannot be read",
            ));
        }
    };
    let anybodys = match whose {
        Destination::Stage(address) => {
            Ok(stage::answer(server, peer, address, parts, &spellings, body).await)
        }
        Destination::Unmapped { domain, path } => {
            let shown = path.clone();
            let fault = Fault::NoBasePathMapping { domain, path };
            Ok(stage::nowhere(server, &parts, shown, fault))
        }
        Destination::Uncertified { domain, path } => {
            let problem = peer.problem(&domain);
            let fault = Fault::ClientCertificateRefused { domain, problem };
            Ok(stage::nowhere(server, &parts, path, fault))
        }
        Destination::HealthCheck => Ok(own::domain_health()),
        Destination::FunctionUrl(address) => {
            let signed = authorization.as_ref();
            let answer = function_url::answer(server, peer, address, parts, signed, body);
            Ok(Box::pin(answer).await)
        }
        ours => Err((ours, parts, body)),
    };
    let (whose, parts, body) = match anybodys {
        Ok(mut response) => {
            if page {
                guard::seclude(&mut response);
            }
            return whole(response);
        }
        Err(ours) => ours,
    };
    if let Err(refusal) = guard::check(&parts.headers, &host, peer.local.ip()) {
        return whole(message(StatusCode::FORBIDDEN, &refusal.to_string()));
    }
    let response = match whose {
        Destination::Service(service) => {
            let body = match read(&parts.headers, body, MAX_CONTROL_BODY).await {
                Ok(body) => body,
                Err(unread) => return whole(unread.response()),
            };
            let request = Request::from_parts(parts, body);
            let service = query_service(service, &request).table();
            let response = match acting(server, authorization.as_ref(), &request) {
                Ok(scope) => Box::pin(control::answer(&scope, service, &request)).await,
                Err(unidentified) => control::refuse(service, &unidentified),
            };
            if let Some(frames) = response.extensions().get::<Frames>().and_then(Frames::take) {
                return response
                    .map(|head| Either::Right(Either::Left(Following::new(head, frames))));
            }
            response.map(Full::new)
        }
        Destination::Own(path) => Box::pin(own::answer(server, &parts, &path)).await,
        Destination::LocalStackHealth => own::localstack_health(),
        Destination::Stage(_)
        | Destination::Unmapped { .. }
        | Destination::Uncertified { .. }
        | Destination::HealthCheck
        | Destination::FunctionUrl(_)
        | Destination::Unknown => message(
            StatusCode::NOT_FOUND,
            &format!(
                "gatewright serves no {} {}: it answers API Gateway, Lambda, CloudWatch Logs, IAM \
                 and STS requests, deployed stages (http://API.execute-api.localhost:{port}/STAGE/…), \
                 function URLs (http://ID.lambda-url.localhost:{port}/…) and its own endpoints under \
                 /_gatewright/",
                parts.method,
                parts.uri.path(),
                port = peer.local.port()
            ),
        ),
    };
    whole(response)
}

/// HTTP/2 lets clients send each cookie in a field of its own; for all behind it they are one (RFC 9113 §8.2.3).
fn rejoin_cookies(headers: &mut HeaderMap) {
    let cookies = headers.get_all(COOKIE);
    if cookies.iter().nth(1).is_none() {
        return;
    }
    let cookies: Vec<&[u8]> = cookies.iter().map(HeaderValue::as_bytes).collect();
    // What is made of values is one.
    if let Ok(joined) = HeaderValue::from_bytes(&cookies.join(&b"; "[..])) {
        headers.insert(COOKIE, joined);
    }
}

/// Where a custom domain leads, if the host is one. A stage's own host is none.
async fn by_domain(
    server: &Server,
    peer: &Peer,
    host: &str,
    path: &str,
) -> Result<Option<Destination>, store::Error> {
    if is_anybodys_host(host) {
        return Ok(None);
    }
    let name = host_name(host);
    let vouched = || peer.certificate(name).is_some();
    let found = server.domains.find(name, path, vouched).await?;
    Ok(found.map(|led| match led {
        Led::Mapped(mapped) => Destination::Stage(StageAddress {
            api: mapped.api,
            stage: mapped.stage,
            path: mapped.path,
            domain_name: Some(name.to_owned()),
            base_path: Some(mapped.base_path),
        }),
        Led::Nowhere => Destination::Unmapped {
            domain: name.to_owned(),
            path: path.to_owned(),
        },
        Led::Refused => Destination::Uncertified {
            domain: name.to_owned(),
            path: path.to_owned(),
        },
        Led::HealthCheck => Destination::HealthCheck,
    }))
}

/// A response that is there as a whole, or whose rest comes.
fn whole(mut response: Response<Full<Bytes>>) -> Response<Body> {
    match response.extensions_mut().remove::<Rest>() {
        Some(rest) => response.map(|_| Either::Right(Either::Right(Passing(rest)))),
        None => response.map(Either::Left),
    }
}

/// The authority that was asked for.
fn host(parts: &Parts) -> String {
    parts
        .uri
        .authority()
        .map(|authority| authority.as_str().to_owned())
        .or_else(|| {
            let value = parts.headers.get(HOST)?;
            Some(value.to_str().ok()?.to_owned())
        })
        .unwrap_or_default()
}

/// The account and region that the caller's credentials select (design: "Accounts").
fn acting(
    server: &Arc<Server>,
    authorization: Option<&Authorization>,
    request: &Request<Bytes>,
) -> Result<Scope, Unidentified> {
    let settings = &server.settings;
    let token = session_token(request.headers(), request.uri());
    let caller = Caller::identify(server, authorization, token.as_deref())?;
    Ok(Scope {
        account: caller.account.clone(),
        caller,
        region: authorization
            .map(|found| found.region.as_str())
            .filter(|region| !region.is_empty())
            .unwrap_or(&settings.region)
            .to_owned(),
        request_id: uuid::Uuid::new_v4().to_string(),
        server: Arc::clone(server),
    })
}

/// The token that comes with temporary credentials, in a header or in a presigned query.
pub(super) fn session_token(headers: &HeaderMap, uri: &Uri) -> Option<String> {
    const NAME: &str = "x-amz-security-token";
    if let Some(token) = headers.get(NAME) {
        return token.to_str().ok().map(str::to_owned);
    }
    let mut parameters = uri.query()?.split('&');
    let value = parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.eq_ignore_ascii_case(NAME).then_some(value)
    })?;
    let token = percent_encoding::percent_decode_str(value).decode_utf8();
    token.ok().map(std::borrow::Cow::into_owned)
}

/// Unsigned query requests are told apart by their form's API version.
fn query_service(guess: ServiceName, request: &Request<Bytes>) -> ServiceName {
    let unsigned = request.headers().get(http::header::AUTHORIZATION).is_none();
    let iam_version = b"Version=2010-05-08";
    if guess == ServiceName::Sts
        && unsigned
        && request
            .body()
            .windows(iam_version.len())
            .any(|window| window == iam_version)
    {
        return ServiceName::Iam;
    }
    guess
}

/// An answer of ours, for people and programs.
pub(super) fn message(status: StatusCode, text: &str) -> Response<Full<Bytes>> {
    own::json(status, &json!({ "message": text }))
}
