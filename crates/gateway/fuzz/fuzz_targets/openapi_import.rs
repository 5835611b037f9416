//! No document makes the import panic, whatever the options.
//!
//! The input: one byte for the options, then the document.

#![no_main]

use gatewright_gateway::openapi::{BasePath, Options, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let [options, document @ ..] = data else {
        return;
    };
    let options = Options {
        base_path: match options % 3 {
            0 => BasePath::Ignore,
            1 => BasePath::Prepend,
            _ => BasePath::Split,
        },
        endpoint_types: None,
        fail_on_warnings: options & 0x80 != 0,
    };
    match import(document, &options) {
        Ok(mut imported) => imported.set_api_id("abc123"),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
