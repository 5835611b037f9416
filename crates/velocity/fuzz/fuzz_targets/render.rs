//! No template makes the renderer panic.
#![no_main]

use gatewright_velocity::{Params, Plain, Profile, Scope, Template};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for profile in [Profile::Aws, Profile::Stock] {
        let Ok(template) = Template::parse(text, profile) else { continue };
        let params = Params { path: vec![("id".into(), "7".into())], ..Params::default() };
        let list = Plain::List(vec![Plain::Int(1), Plain::Str("aé😀".into()), Plain::Null]);
        let mut scope = Scope::new()
            .with_input(r#"{"a": [1, {"b": "x/y"}], "c": "😀é"}"#, params)
            .with_context(&Plain::Null)
            .with_stage_variables(&Plain::Null)
            .with_variable("l", &list)
            .with_variable("x", &Plain::Str("a😀b".into()));
        let _ = template.render(&mut scope);
        let _ = scope.context();
    }
});
