//! No text makes the JSON parser panic, and what it reads is written as JSON that it reads again.
#![no_main]

use gatewright_velocity::json;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(value) = json::parse(text) {
        let written = json::to_string(&value);
        assert!(json::parse(&written).is_ok(), "{written}");
    }
});
