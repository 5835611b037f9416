//! Whether a signature counts.

use gatewright_wire::auth::Authorization;
use gatewright_wire::signature::{Rejected, Signed};
use http::HeaderMap;

/// Sun, 22 Nov 2026 12:00:00 GMT.
const NOON: i64 = 1_795_348_800;

/// What is wrong with a presigned request of noon that says that it counts for so long, some seconds later. Its
/// signature is none, so what is not refused before does not match.
fn checked(expires: Option<&str>, later: i64) -> Rejected {
    let mut query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261122T120000Z\
                     &X-Amz-Credential=AKIAME%2F20261122%2Fus-east-1%2Fexecute-api%2Faws4_request\
                     &X-Amz-SignedHeaders=host&X-Amz-Signature=43d9"
        .to_owned();
    if let Some(expires) = expires {
        query.push_str("&X-Amz-Expires=");
        query.push_str(expires);
    }
    let uri = format!("/?{query}").parse().unwrap();
    let authorization = Authorization::of(&HeaderMap::new(), &uri);
    let signed = Signed {
        method: "GET",
        path: "/",
        query: &query,
        headers: &[("host", "example.com")],
        body: b"",
    };
    let scope = ("us-east-1", "execute-api");
    signed
        .check(
            &authorization.unwrap().unwrap(),
            &["s3cret".to_owned()],
            scope,
            NOON + later,
        )
        .unwrap_err()
}

#[test]
fn a_presigned_request_counts_for_a_week_at_most() {
    let week = 604_800;
    assert_eq!(checked(Some("604800"), week), Rejected::Mismatch);
    assert_eq!(checked(Some("1"), 1), Rejected::Mismatch);
    assert_eq!(checked(None, 300), Rejected::Mismatch);
    for (expires, later) in [(Some("604800"), week + 1), (Some("1"), 2), (None, 301)] {
        assert!(
            matches!(checked(expires, later), Rejected::Expired { .. }),
            "{expires:?} {later}"
        );
    }
    for sent in ["0", "-1", "604801", "9223372036854775807", "1e3", ""] {
        let sent = sent.to_owned();
        assert_eq!(checked(Some(&sent), 0), Rejected::Lifetime { sent });
    }
}
