//! No pasted text makes reading a log panic or hang.

#![no_main]

use gatewright_doctor::why::{Line, Told, by_request, read, sample};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let lines = read(text);
    let told = Told::by(&lines);
    for rule in lines.iter().flat_map(Line::rules) {
        told.looks(*rule);
    }
    sample(&lines);
    let count = lines.len();
    assert_eq!(by_request(lines).iter().map(Vec::len).sum::<usize>(), count);
});
