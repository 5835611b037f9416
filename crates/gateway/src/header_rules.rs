//! Which headers API Gateway drops, renames, fills in and refuses to be overwritten, by integration
//! type and direction (F§3.6). Where a recording and the developer guide's table differ, the
//! recording wins; rows that only the guide has are taken from it.

use std::borrow::Cow;

use crate::headers::Headers;

/// AWS's integration types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IntegrationType {
    /// An HTTP endpoint behind mappings.
    Http,
    /// An HTTP endpoint that sees the request as it is.
    HttpProxy,
    /// An AWS service, Lambda included, behind mappings.
    Aws,
    /// A Lambda function that gets the request as an event.
    AwsProxy,
    /// No endpoint.
    Mock,
}

impl IntegrationType {
    /// From AWS's word: `HTTP`, `HTTP_PROXY`, `AWS`, `AWS_PROXY`, `MOCK`.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "HTTP" => Self::Http,
            "HTTP_PROXY" => Self::HttpProxy,
            "AWS" => Self::Aws,
            "AWS_PROXY" => Self::AwsProxy,
            "MOCK" => Self::Mock,
            _ => return None,
        })
    }

    /// AWS's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Http => "HTTP",
            Self::HttpProxy => "HTTP_PROXY",
            Self::Aws => "AWS",
            Self::AwsProxy => "AWS_PROXY",
            Self::Mock => "MOCK",
        }
    }

    /// Whether requests and responses pass without mappings.
    pub fn is_proxy(self) -> bool {
        matches!(self, Self::HttpProxy | Self::AwsProxy)
    }
}

/// What no mapping template, no Lambda event and no HTTP proxy backend ever sees of a request.
const NEVER_FORWARDED: [&str; 12] = [
    "Connection",
    "Content-Length",
    "Content-MD5",
    "Expect",
    "Max-Forwards",
    "Proxy-Authenticate",
    "Server",
    "TE",
    "Transfer-Encoding",
    "Trailer",
    "Upgrade",
    "WWW-Authenticate",
];

/// What `HTTP_PROXY` drops besides; `Host` is the endpoint's.
const NOT_TO_HTTP_BACKENDS: [&str; 3] = ["Content-Encoding", "Via", "Host"];

/// Whether a client's header reaches the integration as such: the backend of `HTTP_PROXY`, the
/// event of `AWS_PROXY`, or `$input.params()` of a template for the others. A SigV4
/// `Authorization` reaches none (the guide's table).
pub fn reaches_integration(integration: IntegrationType, name: &str, value: &str) -> bool {
    let dropped = is_one_of(name, &NEVER_FORWARDED)
        || (integration == IntegrationType::HttpProxy && is_one_of(name, &NOT_TO_HTTP_BACKENDS))
        || (name.eq_ignore_ascii_case("Authorization") && value.starts_with("AWS4-"));
    !dropped
}

/// What becomes of a header that a request mapping or override sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mapped {
    /// It is sent.
    Sent,
    /// It is silently left out.
    Dropped,
    /// The request fails: `Execution failed due to configuration error: {name} header already
    /// present` (F§2.2 #21).
    AlreadyPresent,
}

/// What becomes of a header that a mapping sets on the request to the integration.
pub fn mapped_onto_request(integration: IntegrationType, name: &str) -> Mapped {
    const RESERVED: [&str; 4] = [
        "Content-Length",
        "Transfer-Encoding",
        "X-Amzn-Trace-Id",
        "X-Amzn-Apigateway-Api-Id",
    ];
    const ONE_HOP: [&str; 4] = ["Connection", "Expect", "Proxy-Authenticate", "TE"];
    let signed = matches!(
        integration,
        IntegrationType::Aws | IntegrationType::AwsProxy
    );
    let one_hop = is_one_of(name, &ONE_HOP);
    if is_one_of(name, &RESERVED)
        || (signed && (one_hop || name.eq_ignore_ascii_case("Authorization")))
    {
        Mapped::AlreadyPresent
    } else if !signed && (one_hop || name.eq_ignore_ascii_case("Via")) {
        Mapped::Dropped
    } else {
        Mapped::Sent
    }
}

/// Fills in what API Gateway sends to every endpoint unless it is there already: `Accept`,
/// `User-Agent`, its own id, the trace. `trace` is the whole value of `X-Amzn-Trace-Id`.
pub fn complete_request(headers: &mut Headers, api_id: &str, trace: &str) {
    headers.set("x-amzn-apigateway-api-id", api_id);
    headers.set_default("Accept", "application/json");
    headers.set_default("User-Agent", format!("AmazonAPIGateway_{api_id}"));
    headers.set("X-Amzn-Trace-Id", trace);
}

/// What becomes of a header on its way from the integration to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage {
    /// It passes as it is.
    Pass,
    /// It passes under the name that [`remapped`] gives.
    Remap,
    /// It does not pass.
    Drop,
}

/// The passage of a response header: of the backend's or the function's own headers for the proxy
/// types, of the mapped ones for the others.
pub fn passage_to_client(integration: IntegrationType, name: &str) -> Passage {
    const REMAPPED: [&str; 4] = ["Connection", "Content-Length", "Date", "Server"];
    // Recorded for the mapped types; for the proxy types from the guide's table.
    const REMAPPED_BY_ALL: [&str; 5] = [
        "Authorization",
        "Content-MD5",
        "Max-Forwards",
        "User-Agent",
        "WWW-Authenticate",
    ];
    // The guide's table drops these; recorded, the mapped types rename them.
    const ONE_HOP: [&str; 5] = ["Expect", "Host", "Proxy-Authenticate", "Trailer", "Upgrade"];

    let proxy = integration.is_proxy();
    if name.eq_ignore_ascii_case("Transfer-Encoding") {
        Passage::Drop
    } else if is_one_of(name, &REMAPPED) || is_one_of(name, &REMAPPED_BY_ALL) {
        Passage::Remap
    } else if is_one_of(name, &ONE_HOP) {
        if proxy { Passage::Drop } else { Passage::Remap }
    } else if (proxy && is_one_of(name, &["TE", "Via"]))
        || (integration == IntegrationType::HttpProxy
            && name.eq_ignore_ascii_case("Content-Encoding"))
    {
        Passage::Drop
    } else if proxy && name.eq_ignore_ascii_case("x-amzn-RequestId") {
        // Recorded for HTTP_PROXY; AWS_PROXY by analogy [C].
        Passage::Remap
    } else {
        Passage::Pass
    }
}

/// The name under which a header passes that may not keep its own.
pub fn remapped(name: &str) -> Cow<'static, str> {
    Cow::Borrowed(match name {
        "Connection" => "x-amzn-Remapped-Connection",
        "Content-Length" => "x-amzn-Remapped-Content-Length",
        "Date" => "x-amzn-Remapped-Date",
        "Server" => "x-amzn-Remapped-Server",
        _ => return Cow::Owned(format!("x-amzn-Remapped-{name}")),
    })
}

/// Applies [`passage_to_client`] to all headers of a response.
#[must_use]
pub fn for_client(integration: IntegrationType, headers: Headers) -> Headers {
    headers.filter_rename(|name| match passage_to_client(integration, &name) {
        Passage::Pass => Some(name),
        Passage::Remap => Some(remapped(&name)),
        Passage::Drop => None,
    })
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}
