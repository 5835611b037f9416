//! What a file says is to be ignored: a finding is made at a mark in the text, `«`, and is ignored or not.

use gatewright_doctor::document::{Document, Span};
use gatewright_doctor::ignore::{Ignores, apply};
use gatewright_doctor::named::Named;
use gatewright_doctor::report::{Entry, File, Location, Report, Spot};
use gatewright_doctor::rule::Severity;
use gatewright_doctor::template::check;
use gatewright_gateway::fault::RuleCode;

/// A report with a finding of GW101 at each mark, after the file has had its say.
fn told(marked: &str) -> Report {
    let mut text = String::new();
    let mut findings = Vec::new();
    for (number, part) in marked.split('«').enumerate() {
        if number > 0 {
            let mut entry = Entry::new(
                RuleCode::LambdaPermissionMissing,
                Severity::Error,
                number.to_string(),
            );
            entry.location = Some(Location {
                file: 0,
                spot: Spot::Bytes(Span::new(text.len(), text.len() + 1)),
            });
            findings.push(entry);
        }
        text.push_str(part);
    }
    let document = Document::parse(&text).unwrap();
    let mut report = Report {
        findings,
        files: vec![File::new("a.yaml".to_owned(), text, Some(document))],
        ..Report::default()
    };
    apply(&mut report, &|it| matches!(it, Named::Rule(_)));
    report
}

/// The numbers of the findings that are left, and the codes of what was added.
fn left(marked: &str) -> Vec<String> {
    let findings = told(marked).findings.into_iter();
    findings
        .map(|it| match &*it.rule.code {
            "GW101" => it.message,
            other => other.to_owned(),
        })
        .collect()
}

#[test]
fn comments_and_members_cover_what_they_stand_at() {
    for (what, text, expected) in [
        (
            "at the end of the line",
            "a:\n  b: «1 # gatewright: ignore GW101\n  c: «2\n",
            &["2"][..],
        ),
        (
            "on the line above",
            "a:\n  # gatewright: ignore GW101\n  b: «1\n  c: «2\n",
            &["2"],
        ),
        (
            "above other comments",
            "a:\n  # gatewright: ignore GW101\n\n  # because\n  b: «1\n",
            &[],
        ),
        (
            "at a parent's key",
            "a: # gatewright: ignore lambda-permission-missing\n  b:\n    c: «1\nd: «2\n",
            &["2"],
        ),
        (
            "above a parent's key",
            "# gatewright: ignore gw101\na:\n  b:\n    c: «1\nd: «2\n",
            &["2"],
        ),
        (
            "at an item",
            "a:\n  - «b: 1 # gatewright: ignore GW101\n    c: «2\n  - «d: 3\n",
            &["3"],
        ),
        (
            "in brackets",
            "a: {b: «1, c: [«2]} # gatewright: ignore GW101\nd: «3\n",
            &["3"],
        ),
        (
            "several rules",
            "a: «1 # gatewright: ignore GW705, GW101\n",
            &["GW901"],
        ),
        (
            "with a reason",
            "a: «1 # gatewright: ignore GW101 -- GW705 is not meant\n",
            &[],
        ),
        (
            "a key on one line, its value on the next",
            "a:\n  \"«1\" # gatewright: ignore GW101\n",
            &[],
        ),
        (
            "behind a block's header",
            "a: «| # gatewright: ignore GW101\n  text\n",
            &[],
        ),
        (
            "nothing there",
            "a: 1 # gatewright: ignore GW101\nb: «1\n",
            &["1", "GW901"],
        ),
        (
            "no such rule",
            "a: «1 # gatewright: ignore GW1O1\n",
            &["1", "GW902"],
        ),
        ("no rule", "a: «1 # gatewright: ignore\n", &["1", "GW902"]),
        (
            "another word",
            "a: «1 # gatewright: ignroe GW101\n",
            &["1", "GW902"],
        ),
        (
            "another comment",
            "a: «1 # gatewright is told to ignore GW101\n",
            &["1"],
        ),
        (
            "a lint, which is looked for elsewhere",
            "a: 1 # gatewright: ignore GW440\n",
            &[],
        ),
        (
            "text of a block",
            "a: |\n  # gatewright: ignore GW101\n  «1\n",
            &["1"],
        ),
        (
            "an alias",
            "a: &x # gatewright: ignore GW101\n  b: «1\nc: *x\nd: «2\n",
            &["2"],
        ),
        (
            "a member of JSON",
            "{\"paths\": {\"/a\": {\"x-gatewright-ignore\": [\"GW101\"], \"get\": {\"uri\": «1}}, \"/b\": «2}}",
            &["2"],
        ),
        (
            "a member that is one text",
            "{\"x-gatewright-ignore\": \"GW101\", \"a\": «1}",
            &[],
        ),
        (
            "a member that names nothing",
            "{\"a\": {\"x-gatewright-ignore\": [1, {}]}}",
            &["GW902", "GW902"],
        ),
        (
            "a resource's metadata",
            "Resources:\n  A:\n    Metadata:\n      gatewright:\n        ignore: [GW101]\n    Type: «1\n  B: «2\n",
            &["2"],
        ),
        (
            "a whole template's",
            "{\"Metadata\": {\"gatewright\": {\"ignore\": [\"GW101\"]}}, \"a\": «1}",
            &[],
        ),
        (
            "a template in a block",
            "a: |\n  ## gatewright: ignore GW101\n  $a«1\n  $b«2\n",
            &["2"],
        ),
        (
            "a template in quotes",
            "{\"a\": \"$a«1 ## gatewright: ignore GW101\\n$b«2\"}",
            &["2"],
        ),
    ] {
        assert_eq!(left(text), expected, "{what}: {text}");
    }
}

#[test]
fn what_is_wrong_is_shown_at_its_word() {
    let report = told("a:\n  b: 1 # gatewright: ignore GW705, lambda-permission-mising\n");
    let shown = report.findings.iter().map(|it| {
        let Some(Location {
            spot: Spot::Bytes(span),
            ..
        }) = &it.location
        else {
            unreachable!()
        };
        let word = report.files[0].text[span.range()].to_owned();
        (it.severity, word, it.message.clone())
    });
    let shown: Vec<_> = shown.collect();
    assert_eq!(
        shown,
        [
            (
                Severity::Note,
                "GW705".to_owned(),
                "there is no finding of execution-logs-off here to ignore".to_owned()
            ),
            (
                Severity::Warning,
                "lambda-permission-mising".to_owned(),
                "'lambda-permission-mising' is not a rule; did you mean 'lambda-permission-missing'?"
                    .to_owned()
            ),
        ]
    );
}

#[test]
fn template_check_heeds_comments_in_bare_templates() {
    let plain = "#if($a == null)x#end\n".to_owned();
    let reader = |path: &std::path::Path| std::fs::read_to_string(path);
    let found = check(vec![("a.vtl".to_owned(), plain.clone())], None, &reader).unwrap();
    let code = found.findings[0].rule.code.clone();
    let commented = format!("## gatewright: ignore {code} -- meant so\n{plain}");
    let found = check(vec![("a.vtl".to_owned(), commented)], None, &reader).unwrap();
    assert!(found.findings.is_empty(), "{:?}", found.findings);
    let useless = format!("## gatewright: ignore {code}\n$a\n");
    let found = check(vec![("a.vtl".to_owned(), useless)], None, &reader).unwrap();
    assert_eq!(found.findings[0].rule.code, "GW901");
}

proptest::proptest! {
    /// Whatever a template says, reading it for comments does not fail.
    #[test]
    fn any_text_is_read(text in "(##|#|gatewright:| ignore| GW101|,|\n|ü|--| ){0,40}") {
        let ignores = Ignores::of_template(&text);
        for at in 0..=text.len() {
            ignores.cover("GW101", Span::new(at, at));
        }
        ignores.findings(0, &|_| true);
        if let Ok(document) = Document::parse(&text) {
            Ignores::of(&document).findings(0, &|_| true);
        }
    }
}
