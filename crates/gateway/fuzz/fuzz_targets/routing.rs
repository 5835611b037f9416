//! No tree and no path makes routing panic, and what it finds was added for that verb or `ANY`.
//!
//! The input: a line with the verb and the path of the request, then a line a method.

#![no_main]

use gatewright_gateway::routing::Router;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let mut lines = data
        .lines()
        .map(|line| line.split_once(' ').unwrap_or((line, "")));
    let Some((verb, path)) = lines.next() else {
        return;
    };
    let methods: Vec<_> = lines.collect();
    let mut router = Router::new();
    for (index, (verb, path)) in methods.iter().enumerate() {
        router.add(path, verb, index);
    }
    if let Some(found) = router.find(path, verb) {
        let (found_verb, template) = methods[found.method];
        assert!(found_verb == verb || found_verb == "ANY");
        assert!(found.path_parameters.len() <= template.matches('{').count());
    }
});
