//! No path makes JsonPath panic.
#![no_main]

use gatewright_velocity::json;
use gatewright_velocity::jsonpath::{JsonPath, Version};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|path: &str| {
    let document = json::parse(r#"{"a": {"a": [1, {"b": "x", "c": null}], "b": [[0], true]}, "b": 2.5}"#);
    for version in [Version::V2_0, Version::V2_9] {
        if let (Ok(document), Ok(path)) = (&document, JsonPath::compile(path, version)) {
            let _ = path.read(document);
        }
    }
});
