//! Payloads that Lambda refuses, in Jackson's words.

use gatewright_gateway::payload::check_json;
use proptest::prelude::*;
use serde_json::Value;

#[test]
fn payloads_that_are_no_json() {
    for line in include_str!("../data/payloads.jsonl").lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let error = check_json(row["payload"].as_str().unwrap().as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), row["message"].as_str().unwrap(), "{row}");
    }
    let not_text = check_json(b"[\"\x97\"]").unwrap_err().to_string();
    assert!(
        not_text.contains("Invalid UTF-8 start byte 0x97\n at ["),
        "{not_text}"
    );
    let control = check_json(b"\x9b+").unwrap_err().to_string();
    assert!(
        control.contains("Unexpected character ((CTRL-CHAR, code 155)): expected a valid value"),
        "{control}"
    );
    // Deeper than a recursive reader would go.
    let deep = [vec![b'['; 100_000], vec![b']'; 100_000]].concat();
    check_json(&deep).unwrap();
}

proptest! {
    /// As another reader of JSON decides, whatever is sent.
    #[test]
    fn payloads_are_json_or_not(
        text in prop_oneof![
            "[\\[\\]{}:,\"\\\\a-f0-9eE.+ \nutrlsn-]{0,12}",
            "\\PC{0,20}",
        ],
        bytes in prop::collection::vec(any::<u8>(), 0..12),
    ) {
        let is_json = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
        prop_assert_eq!(check_json(text.as_bytes()).is_ok(), is_json, "{}", text);
        let _ = check_json(&bytes);
    }

    #[test]
    fn json_is_json(depth in 0..4usize, numbers in prop::collection::vec(any::<f64>(), 0..4), text in ".*") {
        let mut value = serde_json::json!([numbers, text, null, true, false, {}]);
        for _ in 0..depth {
            value = serde_json::json!({ text.clone(): [value] });
        }
        check_json(value.to_string().as_bytes()).unwrap();
        check_json(serde_json::to_string_pretty(&value).unwrap().as_bytes()).unwrap();
    }
}
