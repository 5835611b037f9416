//! F§3.1, against data and against a naive reference.

use std::collections::BTreeMap;

use gatewright_gateway::routing::{ANY_VERBS, Router, with_one_leading_slash};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    name: String,
    methods: Vec<String>,
    /// Request, method that serves it, path parameters.
    requests: Vec<(String, Option<String>, BTreeMap<String, String>)>,
}

fn router(methods: &[String]) -> Router {
    let mut router = Router::new();
    for (index, method) in methods.iter().enumerate() {
        let (verb, path) = method.split_once(' ').unwrap();
        router.add(path, verb, index);
    }
    router
}

#[test]
fn the_first_candidate_with_the_verb_serves() {
    let rows: Vec<Row> = serde_json::from_str(include_str!("../data/routing.json")).unwrap();
    for row in rows {
        let router = router(&row.methods);
        for (request, expected, parameters) in row.requests {
            let (verb, path) = request.split_once(' ').unwrap();
            let found = router.find(path, verb);
            let method = found.as_ref().map(|found| &row.methods[found.method]);
            assert_eq!(method, expected.as_ref(), "{}: {request}", row.name);
            let found: BTreeMap<String, String> = found
                .map(|found| found.path_parameters)
                .unwrap_or_default()
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            assert_eq!(found, parameters, "{}: {request}", row.name);
        }
    }
}

#[test]
fn extra_slashes_behind_the_stage_count_as_one() {
    for (path, shown) in [("/x", "/x"), ("//x//y/", "/x//y/"), ("/", "/"), ("", "")] {
        assert_eq!(with_one_leading_slash(path), shown);
    }
}

/// Every template that matches, ranked segment by segment; the first with the verb.
fn reference(methods: &[String], request: &str) -> Option<(usize, Vec<(String, String)>)> {
    let (verb, path) = request.split_once(' ').unwrap();
    let path: Vec<&str> = match path.trim_matches('/') {
        "" => vec![],
        path => path.split('/').collect(),
    };
    let mut candidates = Vec::new();
    for (index, method) in methods.iter().enumerate() {
        let (own, template) = method.split_once(' ').unwrap();
        let exact = own == verb;
        let any = own == "ANY" && ANY_VERBS.contains(&verb);
        if !(exact || any) {
            continue;
        }
        let template: Vec<&str> = template.split('/').filter(|it| !it.is_empty()).collect();
        let mut ranks = Vec::new();
        let mut parameters = Vec::new();
        let mut at = 0;
        let mut matches = true;
        for segment in &template {
            let name = segment
                .strip_prefix('{')
                .and_then(|it| it.strip_suffix('}'));
            match (name, path.get(at)) {
                (_, None) => matches = false,
                (None, Some(actual)) => {
                    matches &= segment == actual;
                    ranks.push(0);
                    at += 1;
                }
                (Some(name), Some(actual)) => {
                    if let Some(name) = name.strip_suffix('+') {
                        parameters.push((name.to_owned(), path[at..].join("/")));
                        ranks.push(2);
                        at = path.len();
                    } else {
                        matches &= !actual.is_empty();
                        parameters.push((name.to_owned(), (*actual).to_owned()));
                        ranks.push(1);
                        at += 1;
                    }
                }
            }
        }
        if matches && at == path.len() {
            candidates.push((ranks, u8::from(!exact), index, parameters));
        }
    }
    candidates.sort();
    let (_, _, index, parameters) = candidates.into_iter().next()?;
    Some((index, parameters))
}

fn template() -> impl Strategy<Value = String> {
    let literal = prop::sample::select(vec!["a", "b", "{x}"]);
    (
        prop::collection::vec(literal, 0..4),
        prop::bool::weighted(0.3),
    )
        .prop_map(|(segments, greedy)| {
            let greedy = if greedy { "/{rest+}" } else { "" };
            format!("/{}{greedy}", segments.join("/")).replace("//", "/")
        })
}

proptest! {
    #[test]
    fn agrees_with_a_naive_reference(
        templates in prop::collection::btree_set((template(), prop::sample::select(vec!["GET", "POST", "ANY"])), 1..12),
        path in "(/[abc]{0,2}){0,5}/?",
        verb in prop::sample::select(vec!["GET", "POST", "PUT", "TRACE"]),
    ) {
        let methods: Vec<String> = templates
            .into_iter()
            .map(|(path, verb)| format!("{verb} {path}"))
            .collect();
        let router = router(&methods);
        let found = router.find(&path, verb).map(|found| {
            let parameters = found
                .path_parameters
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect::<Vec<_>>();
            (found.method, parameters)
        });
        prop_assert_eq!(found, reference(&methods, &format!("{verb} {path}")));
    }
}
