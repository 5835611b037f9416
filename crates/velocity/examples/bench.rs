//! Times the templates of `tests/data/bench/bench.jsonl` (given as the only argument): what parsing the template, and
//! rendering it with its body (parsed anew each time), take at least, in microseconds.

use std::hint::black_box;
use std::time::{Duration, Instant};

use gatewright_velocity::{Params, Plain, Profile, Scope, Template, json};

/// The shortest of many runs.
fn shortest(mut run: impl FnMut()) -> Duration {
    let begun = Instant::now();
    let mut best = Duration::MAX;
    while begun.elapsed() < Duration::from_millis(1500) {
        let start = Instant::now();
        run();
        best = best.min(start.elapsed());
    }
    best
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: bench FILE")?;
    for line in std::fs::read_to_string(path)?.lines() {
        let case: serde_json::Value = serde_json::from_str(line)?;
        let text = |key: &str| case[key].as_str().unwrap_or("").to_owned();
        let body = text("body");
        let source = format!("#set($inputRoot = $input.path('$'))\n{}", text("template"));
        let template = Template::parse(&source, Profile::Aws)?;
        let bare = Template::parse(&text("template"), Profile::Aws)?;
        let root = Plain::from(&json::parse(&body)?);
        let parse = shortest(|| drop(black_box(Template::parse(&source, Profile::Aws))));
        let document = shortest(|| drop(black_box(json::parse(&body))));
        let serde = shortest(|| drop(black_box(serde_json::from_str::<serde_json::Value>(&body))));
        let whole = shortest(|| {
            let mut scope = Scope::new().with_input(&body, Params::default());
            let _ = black_box(template.render(&mut scope));
        });
        let mut scope = Scope::new().with_variable("inputRoot", &root);
        let render = shortest(|| drop(black_box(bare.render(&mut scope))));
        let length = bare.render(&mut scope)?.len();
        let result = serde_json::json!({
            "name": case["name"], "output_bytes": length, "parse_template_us": parse.as_secs_f64() * 1e6,
            "serde_json_us": serde.as_secs_f64() * 1e6, "parse_body_us": document.as_secs_f64() * 1e6, "render_us": render.as_secs_f64() * 1e6,
            "body_and_render_us": whole.as_secs_f64() * 1e6,
        });
        #[expect(clippy::print_stdout, reason = "the result of the program")]
        {
            println!("{result}");
        }
    }
    Ok(())
}
