//! What a function may answer: every row of F§3.9.

use gatewright_gateway::proxy::response::parse;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    payload: String,
    #[serde(default)]
    accepts_binary: bool,
    error: Option<String>,
    status: Option<u16>,
    #[serde(default)]
    headers: Vec<(String, String)>,
    #[serde(default)]
    body: String,
}

#[test]
fn answers_are_read_or_refused() {
    let rows: Vec<Row> = serde_json::from_str(include_str!("../data/proxy_response.json")).unwrap();
    for row in rows {
        match parse(row.payload.as_bytes(), row.accepts_binary) {
            Err(error) => assert_eq!(Some(error.to_string()), row.error, "{}", row.payload),
            Ok(response) => {
                assert_eq!(None, row.error, "{}", row.payload);
                assert_eq!(Some(response.status), row.status, "{}", row.payload);
                assert_eq!(response.headers, row.headers.into_iter().collect());
                assert_eq!(response.body, row.body);
            }
        }
    }
}

proptest! {
    #[test]
    fn any_payload_is_read_or_refused(payload in prop::collection::vec(any::<u8>(), 0..64), decode: bool) {
        let _ = parse(&payload, decode);
    }
}
