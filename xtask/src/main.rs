//! The project's own tasks: `cargo xtask codegen`, `cargo xtask docs`, `cargo xtask test`, `cargo xtask bench`.

#![allow(clippy::print_stderr, reason = "a task speaks to the terminal")]

mod bench;
mod cargo;
mod codegen;
mod corpus;
mod docs;
mod test;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."));
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["codegen"] => codegen::run(root, false),
        ["codegen", "--check"] => codegen::run(root, true),
        ["docs"] => docs::run(root, false),
        ["docs", "--check"] => docs::run(root, true),
        ["test"] => test::run(root, &test::Suite::ALL).map_err(Into::into),
        ["test", "--only", suite] => {
            let run = |suite| test::run(root, &[suite]);
            test::Suite::named(suite).and_then(run).map_err(Into::into)
        }
        ["bench"] | ["bench", "serve"] => bench::serve::run(root),
        ["bench", "velocity"] => bench::velocity::run(root),
        ["bench", "control"] => bench::control::run(root),
        ["bench", "doctor"] => bench::doctor::run(root),
        ["bench", "functions"] => bench::functions::run(root),
        ["bench", "hostile"] => bench::hostile::run(root),
        ["bench", "proxy"] => bench::proxy::run(root),
        ["bench", "soak"] => bench::soak::run(root, 600),
        ["bench", "soak", seconds] => match seconds.parse() {
            Ok(seconds) => bench::soak::run(root, seconds),
            Err(_) => Err(format!("{seconds:?} is no number of seconds").into()),
        },
        ["measured", words @ ..] => bench::doctor::measured(words),
        _ => Err(
            "usage: cargo xtask codegen [--check] | cargo xtask docs [--check] | \
                  cargo xtask test [--only unit|e2e] | cargo xtask bench [control|doctor|functions|hostile|proxy|serve|soak|velocity]"
                .into(),
        ),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
