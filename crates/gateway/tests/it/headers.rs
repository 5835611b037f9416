//! The multi-map of headers.

use gatewright_gateway::headers::Headers;

fn sample() -> Headers {
    [("X-A", "1"), ("Host", "h"), ("x-a", "2"), ("X-A", "3")]
        .into_iter()
        .collect()
}

fn pairs(headers: &Headers) -> Vec<(&str, &str)> {
    headers.iter().collect()
}

#[test]
fn looks_names_up_with_and_without_case() {
    let headers = sample();
    assert_eq!(headers.get("x-A"), Some("3"));
    assert_eq!(headers.get_exact("x-a"), Some("2"));
    assert_eq!(headers.get_exact("x-A"), None);
    assert_eq!(headers.all("x-a").collect::<Vec<_>>(), ["1", "2", "3"]);
    assert_eq!(headers.all_exact("X-A").collect::<Vec<_>>(), ["1", "3"]);
    assert!(headers.contains("HOST"));
}

#[test]
fn set_replaces_every_spelling_in_place() {
    let mut headers = sample();
    headers.set("x-A", "new");
    assert_eq!(pairs(&headers), [("x-A", "new"), ("Host", "h")]);
    headers.set("Other", "o");
    headers.set_default("OTHER", "ignored");
    assert_eq!(headers.get("other"), Some("o"));
    assert_eq!(headers.len(), 3);
}

#[test]
fn remove_and_retain_keep_the_order_of_the_rest() {
    let mut headers = sample();
    headers.remove("HOST");
    assert_eq!(pairs(&headers), [("X-A", "1"), ("x-a", "2"), ("X-A", "3")]);
    headers.retain(|_, value| value != "2");
    assert_eq!(pairs(&headers), [("X-A", "1"), ("X-A", "3")]);
}
