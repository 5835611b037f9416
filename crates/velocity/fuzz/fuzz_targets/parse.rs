//! No text makes the parser panic, in either profile.
#![no_main]

use gatewright_velocity::{Profile, Template};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = Template::parse(text, Profile::Aws);
    let _ = Template::parse(text, Profile::Stock);
});
