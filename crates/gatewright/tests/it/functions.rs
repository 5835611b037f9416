//! Lambda's operations on functions, versions, aliases and policies.

use std::io::{Cursor, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gatewright::control::Scope;
use gatewright_wire::lambda::SERVICE;

use crate::script::{self, Captured};

/// Each case has a function name and a package of its own.
async fn begin(_: &Scope, case: usize) -> Captured {
    [
        ("case".to_owned(), format!("function{case}")),
        ("zip".to_owned(), STANDARD.encode(package())),
    ]
    .into()
}

pub(crate) fn package() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("app.py", zip::write::SimpleFileOptions::default())
        .unwrap();
    zip.write_all(b"def handler(event, context): return event")
        .unwrap();
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn functions() {
    let text = include_str!("../data/lambda/functions.txt");
    script::run(&SERVICE, "functions.txt", text, begin).await;
}

#[tokio::test]
async fn permissions() {
    let text = include_str!("../data/lambda/permissions.txt");
    script::run(&SERVICE, "permissions.txt", text, begin).await;
}
