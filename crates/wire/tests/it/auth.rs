//! What a signed request says about itself.

use gatewright_wire::auth::{Authorization, MalformedAuthorization};
use http::{HeaderMap, Uri};

fn of(header: Option<&str>, uri: &str) -> Result<Option<Authorization>, MalformedAuthorization> {
    let mut headers = HeaderMap::new();
    if let Some(header) = header {
        headers.insert("authorization", header.parse().unwrap());
    }
    Authorization::of(&headers, &uri.parse::<Uri>().unwrap())
}

fn expected(presigned: bool) -> Authorization {
    Authorization {
        access_key_id: "123456789012".to_owned(),
        date: "20261122".to_owned(),
        region: "eu-west-1".to_owned(),
        service: "apigateway".to_owned(),
        signed_headers: vec!["host".to_owned(), "x-amz-date".to_owned()],
        signature: "43d9".to_owned(),
        presigned,
    }
}

#[test]
fn the_header_and_the_presigned_query_say_the_same() {
    let scope = "123456789012/20261122/eu-west-1/apigateway/aws4_request";
    // With and without the space after the comma: both are sent.
    for comma in [", ", ","] {
        let header = format!(
            "AWS4-HMAC-SHA256 Credential={scope}{comma}SignedHeaders=host;x-amz-date{comma}Signature=43d9"
        );
        assert_eq!(of(Some(&header), "/"), Ok(Some(expected(false))));
    }
    let query = format!(
        "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={}&X-Amz-SignedHeaders=host%3Bx-amz-date&X-Amz-Signature=43d9",
        scope.replace('/', "%2F")
    );
    assert_eq!(of(None, &query), Ok(Some(expected(true))));
    assert_eq!(expected(false).account(), Some("123456789012"));
}

#[test]
fn unsigned_requests_have_none_and_broken_ones_say_why() {
    use MalformedAuthorization::{Algorithm, Credential, Missing};
    assert_eq!(of(None, "/?a=b"), Ok(None));
    let cases = [
        ("Bearer x", Algorithm("Bearer".to_owned())),
        ("", Algorithm(String::new())),
        ("AWS4-HMAC-SHA256", Missing("Credential")),
        (
            "AWS4-HMAC-SHA256 Credential=a/b/c",
            Credential("a/b/c".to_owned()),
        ),
        (
            "AWS4-HMAC-SHA256 Credential=a/d/r/s/aws4_request",
            Missing("SignedHeaders"),
        ),
        (
            "AWS4-HMAC-SHA256 Credential=a/d/r/s/aws4_request, SignedHeaders=host",
            Missing("Signature"),
        ),
    ];
    for (header, error) in cases {
        assert_eq!(of(Some(header), "/"), Err(error));
    }
}
