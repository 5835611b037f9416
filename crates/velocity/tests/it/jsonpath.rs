//! Where Jayway 2.9 reads more than 2.0 (F§4.5), and what only 2.0 does.

use gatewright_velocity::json;
use gatewright_velocity::jsonpath::{JsonPath, ReadError, Version};

const STORE: &str = r#"{"store": {"book": [
    {"category": "reference", "title": "Sayings", "price": 8.95},
    {"category": "fiction", "title": "Sword", "price": 12.99},
    {"category": "fiction", "title": "Moby Dick", "isbn": "0-553", "price": 8.99}],
    "bicycle": {"color": "red"}}, "limit": 10, "tags": ["a", "b"], "none": null, "deep": [[1, 2], [3]]}"#;

/// What a path reads: JSON, `missing`, or `error`.
fn read(path: &str, version: Version) -> String {
    let Ok(document) = json::parse(STORE) else {
        return "no document".to_owned();
    };
    match JsonPath::compile(path, version).map(|path| path.read(&document)) {
        Ok(Ok(value)) => json::to_string(&value),
        Ok(Err(ReadError::NotFound)) => "missing".to_owned(),
        Ok(Err(ReadError::Invalid(_))) | Err(_) => "error".to_owned(),
    }
}

#[test]
fn the_later_version_reads_what_the_earlier_does_not() {
    let table = [
        // path, 2.9, 2.0
        (r#"$["store"]["bicycle"]["color"]"#, r#""red""#, "error"),
        ("$.store.book[-1].title", r#""Moby Dick""#, "missing"),
        (
            "$.store.book[0,2].title",
            r#"["Sayings","Moby Dick"]"#,
            r#"["Sayings","Moby Dick"]"#,
        ),
        ("$.store.book[0,9].title", r#"["Sayings"]"#, "missing"),
        ("$.store.book.length()", "3", "missing"),
        ("$..price.sum()", "30.93", "missing"),
        ("$..price.max()", "12.99", "missing"),
        ("$.store.keys()", r#"["book","bicycle"]"#, "missing"),
        (
            "$.store.book[?(@.category in ['reference'])].title",
            r#"["Sayings"]"#,
            "error",
        ),
        (
            "$.store.book[?(@.category nin ['reference'])].title",
            r#"["Sword","Moby Dick"]"#,
            "error",
        ),
        (
            "$.store.book[?(@.title contains 'wor')].title",
            r#"["Sword"]"#,
            "error",
        ),
        (
            "$.store.book[?(@.title size 5)].title",
            r#"["Sword"]"#,
            "error",
        ),
        (
            r#"$.store.book[?(@.category == "fiction")].title"#,
            r#"["Sword","Moby Dick"]"#,
            "[]",
        ),
        (
            "$.store.book[?(!@.isbn)].title",
            r#"["Sayings","Sword"]"#,
            r#"["Sayings","Sword"]"#,
        ),
        (
            "$.store.book[?(@.isbn != null)].title",
            r#"["Sayings","Sword","Moby Dick"]"#,
            r#"["Moby Dick"]"#,
        ),
        (
            "$.store.book[?(@.price > '10')].title",
            "[]",
            r#"["Sword"]"#,
        ),
        (
            "$.store.book[(@.length-1)].title",
            "error",
            r#""Moby Dick""#,
        ),
        ("$.store[0]", "missing", "error"),
        ("$.tags[?(@ == 'a')]", r#"["a"]"#, r#"["a"]"#),
        (
            "$.store.book[?(@.title =~ /s.*/i)].title",
            r#"["Sayings","Sword"]"#,
            r#"["Sayings","Sword"]"#,
        ),
    ];
    for (path, later, earlier) in table {
        assert_eq!(
            (
                read(path, Version::V2_9).as_str(),
                read(path, Version::V2_0).as_str()
            ),
            (later, earlier),
            "{path}"
        );
    }
}

#[test]
fn both_versions_agree() {
    let table = [
        ("$.limit", "10"),
        ("limit", "10"),
        ("$.none", "null"),
        ("$.none.x", "missing"),
        ("$.nosuch", "missing"),
        ("$..nosuch", "[]"),
        ("$.store.book[1:].title", r#"["Sword","Moby Dick"]"#),
        ("$.store.book[:-1].title", r#"["Sayings","Sword"]"#),
        ("$.store.book[*].isbn", r#"["0-553"]"#),
        ("$['limit','none']", r#"{"limit":10,"none":null}"#),
        ("$..color", r#"["red"]"#),
        ("$.store[?(@.color == 'red')]", "[]"),
        (
            "$.store.bicycle[?(@.color == 'red')]",
            r#"[{"color":"red"}]"#,
        ),
        ("$.deep[*][0]", "[1,3]"),
        ("$", &json::to_string(&json::parse(STORE).unwrap())),
        ("$.store .book", "error"),
        ("$store", "error"),
        ("$.", "error"),
        ("", "error"),
        ("$.store.book[", "error"),
        ("$.store.book[?(@.price < 10]", "error"),
    ];
    for (path, expected) in table {
        for version in [Version::V2_9, Version::V2_0] {
            assert_eq!(read(path, version), expected, "{path} in {version:?}");
        }
    }
}

#[test]
fn definiteness_decides_the_shape() {
    for (path, definite) in [
        ("$.a.b[0]", true),
        ("$.a[*]", false),
        ("$..a", false),
        ("$.a[0:1]", false),
        ("$['a','b']", true),
    ] {
        assert_eq!(
            JsonPath::compile(path, Version::V2_9)
                .unwrap()
                .is_definite(),
            definite,
            "{path}"
        );
    }
}

#[test]
fn the_later_version_groups_what_filters_test() {
    let path = "$.store.book[?(@.price < $.limit && (@.isbn || @.category == 'reference'))].title";
    assert_eq!(read(path, Version::V2_9), r#"["Sayings","Moby Dick"]"#);
}
