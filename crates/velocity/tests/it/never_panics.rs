//! No input makes the parser, the renderer, JSON or JsonPath panic, and a template renders the same each time.

use gatewright_velocity::jsonpath::{JsonPath, Version};
use gatewright_velocity::{Params, Plain, Profile, RenderError, Scope, Template, Value, json};
use proptest::prelude::*;

/// Pieces of templates, so that arbitrary sequences of them often mean something.
const PIECES: &[&str] = &[
    "#if(",
    "#set(",
    "#foreach(",
    "#end",
    "#else",
    "#{else}",
    "#elseif(",
    "#define(",
    "#macro(m $a)",
    "#m(",
    "#stop",
    "#break",
    "#evaluate(",
    "#[[",
    "]]#",
    "#*",
    "*#",
    "##",
    "$",
    "$!",
    "${",
    "}",
    "{",
    "(",
    ")",
    "[",
    "]",
    "\\",
    "\"",
    "'",
    "''",
    "\"\"",
    "$x",
    "$input",
    ".path('$.a')",
    ".json('$')",
    ".params()",
    "$util",
    ".escapeJavaScript(",
    ".parseJson(",
    ".class",
    ".name",
    "$l",
    ".add(",
    ".get(",
    ".substring(",
    ".split(",
    ".replaceAll(",
    ".format(",
    "'%5d %s'",
    "'[a-z]+'",
    "'$1'",
    "1",
    "-1",
    "2.5",
    "1e9",
    "99999999999999999999",
    " ",
    "\n",
    "\t",
    ",",
    ":",
    "..",
    ".",
    " in ",
    "==",
    "!=",
    "<",
    "&&",
    "||",
    "!",
    "+",
    " - ",
    "*",
    "/",
    "%",
    "true",
    "false",
    "null",
    "text",
    "é",
    "😀",
    "\\u0041",
    "\\ud83d",
    "$foreach.index",
    "$velocityCount",
    "$context.requestOverride.header.x",
    "[-1]",
    "['k']",
    "= ",
    "#set($x = [1, 'a', {'k': $l}])",
    "#set($l = \"a$x\")",
];

/// Texts that often are templates.
pub(crate) fn templates_of_pieces() -> impl Strategy<Value = String> {
    joined(PIECES)
}

const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "'",
    "a",
    "1",
    "-",
    ".5",
    "1e400",
    "0.1234567890123456789",
    "null",
    "NaN",
    "tru",
    "\\",
    "\\u00e9",
    "\\ud83d",
    " ",
    "\n",
    "é",
    "\u{1a}",
    "\u{0}",
];

const PATHS: &[&str] = &[
    "$",
    "@",
    ".",
    "..",
    "*",
    "[",
    "]",
    "?",
    "(",
    ")",
    "'",
    "\"",
    "a",
    "b",
    "0",
    "-1",
    ":",
    ",",
    "==",
    "!=",
    "<",
    "=~",
    "/a.*/i",
    "in",
    "&&",
    "||",
    "!",
    " ",
    "length()",
    "sum()",
    "size",
    "é",
    "\\",
    "[?(@.a == 1)]",
    "[0:2]",
    "['a','b']",
    "(@.length-1)",
];

fn joined(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::collection::vec(prop::sample::select(pieces), 0..24).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// What a template comes to in a scope of its own, and what it leaves on `$context`.
fn render(template: &Template) -> (Result<String, RenderError>, Plain) {
    let params = Params {
        path: vec![("id".into(), "7".into())],
        ..Params::default()
    };
    let list = Plain::List(vec![Plain::Int(1), Plain::Str("aé😀".into()), Plain::Null]);
    let mut scope = Scope::new()
        .with_input(r#"{"a": [1, {"b": "x/y"}], "c": "😀é"}"#, params)
        .with_context(&Plain::Null)
        .with_stage_variables(&Plain::Null)
        .with_variable("l", &list)
        .with_variable("x", &Plain::Str("a😀b".into()));
    let rendered = template.render(&mut scope);
    (rendered, scope.context())
}

/// Arrays print their identity hash, which differs from time to time in Java, too.
fn without_hashes(outcome: &(Result<String, RenderError>, Plain)) -> String {
    let text = format!("{outcome:?}");
    let mut parts = text.split('@');
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        out.push('@');
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn templates(text in joined(PIECES)) {
        for profile in [Profile::Aws, Profile::Stock] {
            if let Ok(template) = Template::parse(&text, profile) {
                let (first, second) = (render(&template), render(&template));
                prop_assert_eq!(without_hashes(&first), without_hashes(&second));
            }
        }
    }

    #[test]
    fn json_and_paths(text in joined(JSON), path in joined(PATHS)) {
        let documents = [json::parse(&text), json::parse(r#"{"a": {"a": [1, {"b": "x"}], "b": null}, "b": [[0]]}"#)];
        for document in documents.into_iter().flatten() {
            let _ = json::to_string(&document);
            for version in [Version::V2_0, Version::V2_9] {
                if let Ok(path) = JsonPath::compile(&path, version) {
                    let _ = path.read(&document);
                }
            }
        }
    }

    #[test]
    fn written_json_reads_back(text in any::<String>()) {
        let list = Plain::List(vec![Plain::Str(text.clone()), Plain::Map(vec![(text, Plain::Double(0.5))])]);
        let value = Value::from(&list);
        prop_assert_eq!(Plain::from(&json::parse(&json::to_string(&value)).unwrap()), list);
    }
}
