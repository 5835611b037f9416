//! Times the templates of `tests/data/bench/bench.jsonl`, beside `minijinja` and `serde_json`.
//!
//! `bench FILE [FOLDER]` prints one JSON object a template: what parsing the template, parsing its body, rendering it
//! with the parsed body at hand, and all of a request's work take at least, in microseconds. With a folder, it writes
//! what it rendered there.

use std::hint::black_box;
use std::time::{Duration, Instant};

use gatewright_velocity::{Params, Plain, Profile, Scope, Template, json};

/// The shortest of many runs.
fn shortest(mut run: impl FnMut()) -> f64 {
    let begun = Instant::now();
    let mut best = Duration::MAX;
    while begun.elapsed() < Duration::from_millis(1500) {
        let start = Instant::now();
        run();
        best = best.min(start.elapsed());
    }
    best.as_secs_f64() * 1e6
}

/// The same template in Jinja's language, as far as the templates of the benchmark need it.
fn jinja(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    // Whether the next `#end` is of a condition or of a loop.
    let mut open = Vec::new();
    while let Some(at) = rest.find(['$', '#']) {
        out.push_str(&rest[..at]);
        let tail = &rest[at + 1..];
        let length = tail
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
            .unwrap_or(tail.len());
        let (word, after) = tail.split_at(length);
        let in_parentheses = || after[1..].split_once(')').unwrap_or(("", ""));
        rest = if rest[at..].starts_with('$') {
            out.extend(["{{ ", &translated(word), " }}"]);
            after
        } else if word == "foreach" {
            let (head, after) = in_parentheses();
            out.extend(["{% for ", &translated(&head.replace('$', "")), " %}"]);
            open.push("{% endfor %}");
            after.strip_prefix('\n').unwrap_or(after)
        } else if word == "if" {
            let (head, after) = in_parentheses();
            out.extend(["{% if ", &translated(&head.replace('$', "")), " %}"]);
            open.push("{% endif %}");
            after
        } else {
            out.push_str(open.pop().unwrap_or(""));
            after.strip_prefix('\n').unwrap_or(after)
        };
    }
    out + rest
}

fn translated(path: &str) -> String {
    path.replace("foreach.hasNext", "not loop.last")
        .replace("foreach.count", "loop.index")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments.first().ok_or("usage: bench FILE [FOLDER]")?;
    for line in std::fs::read_to_string(path)?.lines() {
        let case: serde_json::Value = serde_json::from_str(line)?;
        let text = |key: &str| case[key].as_str().unwrap_or("").to_owned();
        let (name, body) = (text("name"), text("body"));
        let source = format!("#set($inputRoot = $input.path('$'))\n{}", text("template"));
        let template = Template::parse(&source, Profile::Aws)?;
        let bare = Template::parse(&text("template"), Profile::Aws)?;
        let root = Plain::from(&json::parse(&body)?);
        let mut scope = Scope::new().with_variable("inputRoot", &root);
        let parse = shortest(|| drop(black_box(Template::parse(&source, Profile::Aws))));
        let document = shortest(|| drop(black_box(json::parse(&body))));
        let serde = shortest(|| drop(black_box(serde_json::from_str::<serde_json::Value>(&body))));
        let whole = shortest(|| {
            let mut scope = Scope::new().with_input(&body, Params::default());
            let _ = black_box(template.render(&mut scope));
        });
        let render = shortest(|| drop(black_box(bare.render(&mut scope))));
        let rendered = bare.render(&mut scope)?;
        if let [_, folder] = arguments.as_slice() {
            std::fs::write(format!("{folder}/{name}.ours.txt"), &rendered)?;
        }

        let mut environment = minijinja::Environment::new();
        let mut syntax = minijinja::syntax::SyntaxConfig::builder();
        environment.set_syntax(syntax.keep_trailing_newline(true).build()?);
        let jinja_source = jinja(&text("template"));
        environment.add_template("template", &jinja_source)?;
        let peer = environment.get_template("template")?;
        let root: serde_json::Value = serde_json::from_str(&body)?;
        let context = minijinja::context! { inputRoot => minijinja::value::Serde(root) };
        // Truth prints as in Python.
        let peers = peer.render(context.clone())?.replace("True", "true");
        if peers != rendered {
            return Err(format!("{name}: minijinja renders something else: {peers}").into());
        }
        let minijinja = shortest(|| drop(black_box(peer.render(context.clone()))));

        let result = serde_json::json!({
            "name": name, "output_bytes": rendered.len(), "parse_template_us": parse, "parse_body_us": document,
            "serde_json_us": serde, "render_us": render, "minijinja_us": minijinja, "request_us": whole,
        });
        #[expect(clippy::print_stdout, reason = "the result of the program")]
        {
            println!("{result}");
        }
    }
    Ok(())
}
