//! The page on what the doctor needs names every call that it makes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../../../../docs/usage/after-deployment.md");

/// The operations whose requests a file of the source builds or names.
fn operations(path: &Path) -> BTreeSet<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let words = text.split(|it: char| !it.is_alphanumeric());
    let requests = words.filter_map(|word| {
        word.strip_suffix("Request")
            .or_else(|| word.strip_suffix("Input"))
    });
    let verbs = [
        "Get", "List", "Describe", "Filter", "Add", "Remove", "Put", "Update", "Create", "Delete",
    ];
    requests
        .filter(|name| verbs.iter().any(|verb| name.starts_with(verb)))
        // The types of the two `GetPolicy` are told apart by their names.
        .map(|name| name.replace("FunctionPolicy", "Policy"))
        .collect()
}

#[test]
fn every_call_is_on_the_page_of_permissions() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![source.join("source/live.rs"), source.join("fix/lower.rs")];
    let live = std::fs::read_dir(source.join("source/live")).unwrap();
    files.extend(live.map(|entry| entry.unwrap().path()));
    let calls: BTreeSet<String> = files
        .iter()
        .flat_map(|it: &PathBuf| operations(it))
        .collect();
    assert!(calls.len() > 20, "{calls:?}");
    let missing = calls.iter().filter(|it| !PAGE.contains(&format!("`{it}`")));
    let missing: Vec<_> = missing.collect();
    assert!(missing.is_empty(), "not on the page: {missing:?}");
    // What the policy grants, the table names, and the other way round.
    let (table, policy) = PAGE.split_once("As a policy").unwrap();
    let policy = policy.split("```").nth(1).unwrap();
    let granted = policy
        .split('"')
        .filter(|it| it.contains(':') && !it.contains(' '));
    let granted: BTreeSet<_> = granted.filter(|it| !it.contains('\n')).collect();
    let named = table.split('`').filter(|it| {
        it.split_once(':').is_some_and(|(service, _)| {
            service.bytes().all(|it| it.is_ascii_lowercase()) && !service.is_empty()
        })
    });
    let named: BTreeSet<_> = named.filter(|it| !it.contains(['\n', ' ', '/'])).collect();
    assert_eq!(granted, named);
}
