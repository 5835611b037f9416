//! CloudFront as it stands before an edge-optimised API (F§3.6, F§3.8, F§8): the headers that it adds on both ways. Where
//! its values say who or where somebody is, they are always the same: nothing here is anywhere.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;
use gatewright_gateway::headers::Headers;
use http::header::VIA;
use http::{HeaderMap, HeaderName, HeaderValue};

/// The edge location that answers.
const LOCATION: HeaderValue = HeaderValue::from_static("IAD89-P1");

/// What it tells of every viewer.
const VIEWER: [(&str, &str); 6] = [
    ("CloudFront-Is-Desktop-Viewer", "true"),
    ("CloudFront-Is-Mobile-Viewer", "false"),
    ("CloudFront-Is-SmartTV-Viewer", "false"),
    ("CloudFront-Is-Tablet-Viewer", "false"),
    ("CloudFront-Viewer-ASN", "16509"),
    ("CloudFront-Viewer-Country", "US"),
];

/// Adds what the API sees of it.
pub(super) fn announce(headers: &mut Headers, api: &str, request_id: &str, https: bool) {
    // What a client says of itself in CloudFront's name does not pass.
    headers.retain(|name, _| !is_cloudfronts(name));
    headers.append(
        "CloudFront-Forwarded-Proto",
        if https { "https" } else { "http" },
    );
    for (name, value) in VIEWER {
        headers.append(name, value);
    }
    let own = distribution(api);
    let via = match headers.get("Via") {
        Some(before) => format!("{before}, {own}"),
        None => own,
    };
    headers.set("Via", via);
    headers.append("X-Amz-Cf-Id", id(request_id));
}

/// Adds what the client sees of it.
pub(super) fn mark(headers: &mut HeaderMap, api: &str, request_id: &str, status: u16) {
    let cache = match status {
        400.. => "Error from cloudfront",
        _ => "Miss from cloudfront",
    };
    let (x_cache, pop) = const {
        (
            HeaderName::from_static("x-cache"),
            HeaderName::from_static("x-amz-cf-pop"),
        )
    };
    headers.append(x_cache, HeaderValue::from_static(cache));
    headers.append(pop, LOCATION);
    // An API's id and a request's are no text that a header cannot hold.
    if let Ok(via) = HeaderValue::try_from(distribution(api)) {
        headers.append(VIA, via);
    }
    if let Ok(id) = HeaderValue::try_from(id(request_id)) {
        headers.append(const { HeaderName::from_static("x-amz-cf-id") }, id);
    }
}

fn is_cloudfronts(name: &str) -> bool {
    let own = "cloudfront-";
    name.get(..own.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(own))
        || name.eq_ignore_ascii_case("x-amz-cf-id")
}

/// Its entry in `Via`; each API has a distribution.
fn distribution(api: &str) -> String {
    ["1.1 ", api, ".cloudfront.net (CloudFront)"].concat()
}

/// CloudFront's own id of a request, of the length of AWS's.
fn id(request_id: &str) -> String {
    URL_SAFE.encode([request_id, "edge"].concat())
}
