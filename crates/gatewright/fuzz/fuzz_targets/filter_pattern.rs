//! No filter pattern and no message makes the parser or the matcher panic; extraction and matching
//! agree.
#![no_main]

use gatewright::logs::filter::FilterPattern;

libfuzzer_sys::fuzz_target!(|input: (&str, &str)| {
    let (pattern, message) = input;
    if let Ok(pattern) = FilterPattern::parse(pattern) {
        assert_eq!(pattern.matches(message), pattern.extract(message).is_some());
    }
});
