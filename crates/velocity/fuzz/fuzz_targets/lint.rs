//! No text makes the linter panic, and its spans are ranges of the text.
#![no_main]

use gatewright_velocity::lint::{Options, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let options = Options { sample: Some(r#"{"a": [1]}"#), output_json: true, ..Options::default() };
    for found in check(text, &options) {
        assert!(text.get(found.span.start..found.span.end).is_some());
        for edit in found.edit {
            assert!(text.get(edit.span.start..edit.span.end).is_some());
        }
    }
});
