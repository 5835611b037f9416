//! Counts the instructions of a render, a parse of a body and a parse of a template, for the templates of
//! `tests/data/bench/bench.jsonl`. `cargo xtask bench velocity` runs it: `gungraun` needs valgrind and its runner.

#![expect(missing_docs, reason = "the macros make public items")]
#![expect(
    clippy::unwrap_used,
    reason = "the file is there and its templates render"
)]

use std::hint::black_box;

use gatewright_velocity::{Plain, Profile, Scope, Template, Value, json};
use gungraun::{library_benchmark, library_benchmark_group, main};

const EXAMPLES: &str = include_str!("../tests/data/bench/bench.jsonl");

/// A text of the example of this name.
fn text(name: &str, key: &str) -> String {
    let mut examples = EXAMPLES
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let example = examples.find(|example| example["name"] == name).unwrap();
    example[key].as_str().unwrap().to_owned()
}

/// A template that has been rendered before, and its variables.
fn ready(name: &str) -> (Template, Scope) {
    let template = Template::parse(&text(name, "template"), Profile::Aws).unwrap();
    let root = Plain::from(&json::parse(&text(name, "body")).unwrap());
    let mut scope = Scope::new().with_variable("inputRoot", &root);
    template.render(&mut scope).unwrap();
    (template, scope)
}

fn body(name: &str) -> String {
    text(name, "body")
}

fn source(name: &str) -> String {
    text(name, "template")
}

#[library_benchmark]
#[bench::simple5(ready("simple5"))]
#[bench::photos20(ready("photos20"))]
#[bench::foreach1000(ready("foreach1000"))]
fn render((template, mut scope): (Template, Scope)) -> (String, Template, Scope) {
    let text = black_box(template.render(&mut scope).unwrap());
    // What was there before is let go of outside.
    (text, template, scope)
}

#[library_benchmark]
#[bench::simple5(body("simple5"))]
#[bench::photos20(body("photos20"))]
#[bench::foreach1000(body("foreach1000"))]
fn parse_body(body: String) -> (Value, String) {
    (black_box(json::parse(&body).unwrap()), body)
}

#[library_benchmark]
#[bench::simple5(source("simple5"))]
#[bench::photos20(source("photos20"))]
#[bench::foreach1000(source("foreach1000"))]
fn parse_template(source: String) -> (Template, String) {
    let template = Template::parse(&source, Profile::Aws).unwrap();
    (black_box(template), source)
}

library_benchmark_group!(
    name = velocity,
    benchmarks = [render, parse_body, parse_template]
);
main!(library_benchmark_groups = velocity);
