//! No mapping, stage variable reference or selection pattern makes reading panic.
//!
//! The input: a line each for the key, the expression, the pattern, then a text.

#![no_main]

use gatewright_gateway::mapping::{Side, Source, Target};
use gatewright_gateway::selection::SelectionPattern;
use gatewright_gateway::stage_variables::{references, substitute};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let mut lines = data.splitn(4, '\n');
    let mut next = || lines.next().unwrap_or_default();
    let (key, expression, pattern, text) = (next(), next(), next(), next());
    for side in [Side::Request, Side::Response, Side::GatewayResponse] {
        let _ = Target::parse(key, side);
        let _ = Source::parse(expression, side);
    }
    if let Ok(pattern) = SelectionPattern::new(pattern) {
        let _ = pattern.matches(text);
    }
    for reference in references(text) {
        assert!(text[reference.span].ends_with('}'));
    }
    let _ = substitute(text, |name| (name.len() > 3).then_some("value"));
});
