//! How much of the services' operations is built: `tests/data/operations.txt` against the table.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use gatewright::control::IMPLEMENTED;
use gatewright_wire::lambda;

use crate::control::{scope, send};

/// `lambda B InvokeAsync`: a service, what the operation is to the server, and the operation.
fn wanted() -> impl Iterator<Item = [&'static str; 3]> {
    include_str!("../data/operations.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let words: Vec<_> = line.split(' ').collect();
            words.try_into().unwrap()
        })
}

/// The coverage, for people: `apigateway 124 of 124`, and by marks what is missing. `cargo xtask
/// test` prints what this writes.
#[test]
fn all_of_api_gateway_is_built() {
    let built: BTreeSet<_> = IMPLEMENTED.iter().copied().collect();
    let services: BTreeSet<_> = wanted().map(|[service, ..]| service).collect();
    let mut table = String::new();
    for service in services {
        for mark in ["A", "B"] {
            let of_mark: Vec<_> = wanted()
                .filter(|[of, as_mark, _]| *of == service && *as_mark == mark)
                .collect();
            if of_mark.is_empty() {
                continue;
            }
            let missing: Vec<_> = of_mark
                .iter()
                .filter(|[service, _, operation]| !built.contains(&(*service, *operation)))
                .map(|[.., operation]| *operation)
                .collect();
            let mark = match service {
                "apigateway" => "",
                _ => [" A", " B"][usize::from(mark == "B")],
            };
            let count = of_mark.len() - missing.len();
            write!(table, "{service}{mark} {count} of {}", of_mark.len()).unwrap();
            if !missing.is_empty() {
                write!(table, ", without {}", missing.join(", ")).unwrap();
            }
            table.push('\n');
            if service == "apigateway" {
                assert_eq!(missing, [""; 0]);
            }
        }
    }
    println!("{table}");
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
    std::fs::create_dir_all(&target).unwrap();
    std::fs::write(target.join("operations.txt"), table).unwrap();
}

#[test]
fn no_operation_has_two_lines() {
    let all: BTreeSet<_> = IMPLEMENTED.iter().collect();
    assert_eq!(all.len(), IMPLEMENTED.len());
}

#[tokio::test]
async fn what_has_no_line_is_refused_by_name() {
    let (scope, _folder) = scope();
    let path = "/2020-04-22/code-signing-configs";
    let answer = send(&scope, &lambda::SERVICE, "POST", path, "{}").await;
    assert_eq!(answer.status, 501);
    let message = answer.body["message"].as_str();
    let message = message.or_else(|| answer.body["Message"].as_str());
    assert_eq!(
        message,
        Some("gatewright does not implement lambda CreateCodeSigningConfig yet")
    );
}
