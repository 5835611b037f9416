//! Nobody else's hands on the control plane: creating a function is running code, so a request
//! that a web page could have made is refused. Stages stay callable from anywhere.

use std::net::IpAddr;

use http::header::{CONTENT_SECURITY_POLICY, ORIGIN};
use http::{HeaderMap, HeaderValue, Response};

use super::destination::{host_name, is_anybodys_host};

/// Why a control-plane request was refused.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    /// The page that sent it is not ours.
    #[error("the request comes from a web page at {0}; the control plane answers none but its own")]
    ForeignOrigin(String),
    /// The browser says that another site caused it.
    #[error("the request was caused by another web site; the control plane answers none")]
    CrossSite,
    /// The name that was asked for is neither ours nor AWS's: a name that somebody else controls
    /// may point here (DNS rebinding).
    #[error(
        "the host {0:?} is neither an address of this server nor an AWS name; \
         call it by 127.0.0.1, localhost or its own address"
    )]
    ForeignHost(String),
}

/// Whether a control-plane request may pass. `host` is the authority asked for, `local` the
/// address on which the connection arrived.
pub(super) fn check(headers: &HeaderMap, host: &str, local: IpAddr) -> Result<(), Refusal> {
    let name = host_name(host);
    if !is_ours(name, local) {
        return Err(Refusal::ForeignHost(name.to_owned()));
    }
    if let Some(origin) = headers.get(ORIGIN) {
        let origin = String::from_utf8_lossy(origin.as_bytes());
        let authority = origin
            .strip_prefix("http://")
            .or_else(|| origin.strip_prefix("https://"));
        if authority != Some(host) {
            return Err(Refusal::ForeignOrigin(origin.into_owned()));
        }
    }
    // Plain cross-site GETs (an image, a link) carry no Origin, but say what they are.
    let site = headers
        .get("sec-fetch-site")
        .map(http::HeaderValue::as_bytes);
    if matches!(site, Some(b"cross-site" | b"same-site")) {
        return Err(Refusal::CrossSite);
    }
    Ok(())
}

/// What a page may do that has an origin of its own.
const SECLUDED: HeaderValue = HeaderValue::from_static(
    "sandbox allow-downloads allow-forms allow-modals allow-popups allow-scripts",
);

/// Whether a browser will make a page of the answer, and the page, which may be anybody's
/// (`HTTP_PROXY`), would be of one origin with the control plane: the stage is called at our own
/// address (`/_aws/execute-api/…`).
pub(super) fn makes_page_of_ours(headers: &HeaderMap, host: &str) -> bool {
    headers
        .get("sec-fetch-mode")
        .is_some_and(|mode| mode == "navigate")
        && !is_anybodys_host(host)
}

/// Tells the browser to give the page an origin of its own. What it then sends is refused, as any
/// page's.
pub(super) fn seclude<B>(response: &mut Response<B>) {
    response
        .headers_mut()
        .append(CONTENT_SECURITY_POLICY, SECLUDED);
}

fn is_ours(name: &str, local: IpAddr) -> bool {
    if let Ok(address) = name.parse::<IpAddr>() {
        return address.is_loopback() || address == local;
    }
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    [
        "localhost",
        "localhost.localstack.cloud",
        "amazonaws.com",
        "amazonaws.com.cn",
    ]
    .iter()
    .any(|known| {
        name.strip_suffix(known)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCAL: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    http::HeaderName::from_static(name),
                    http::HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    #[test]
    fn tools_pass() {
        for host in [
            "127.0.0.1:4566",
            "localhost:4566",
            "[::1]:4566",
            "lambda.us-east-1.amazonaws.com",
            "lambda.us-east-1.localhost.localstack.cloud:4566",
        ] {
            assert_eq!(check(&headers(&[]), host, LOCAL), Ok(()), "{host}");
        }
        let own = headers(&[
            ("origin", "http://localhost:4566"),
            ("sec-fetch-site", "same-origin"),
        ]);
        assert_eq!(check(&own, "localhost:4566", LOCAL), Ok(()));
    }

    #[test]
    fn web_pages_do_not() {
        let refused = |pairs: &[_], host| check(&headers(pairs), host, LOCAL).is_err();
        assert!(refused(
            &[("origin", "http://evil.example")],
            "localhost:4566"
        ));
        assert!(refused(&[("origin", "null")], "localhost:4566"));
        assert!(refused(
            &[("origin", "http://localhost:3000")],
            "localhost:4566"
        ));
        assert!(refused(
            &[("sec-fetch-site", "cross-site")],
            "localhost:4566"
        ));
        assert!(refused(&[], "evil.example:4566"));
        assert!(refused(&[], "notlocalhost:4566"));
        assert!(refused(&[], "169.254.169.254"));
    }
}
