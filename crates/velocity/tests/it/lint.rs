//! The linter: its pages are its tests, and templates as people write them are left in peace.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use gatewright_velocity::Span;
use gatewright_velocity::lint::{Diagnostic, Lint, Options, Place, Severity, check};
use proptest::prelude::*;

/// A fenced block of a page.
struct Fence<'p> {
    info: &'p str,
    text: String,
    section: &'p str,
}

fn fences(page: &str) -> Vec<Fence<'_>> {
    let mut fences: Vec<Fence<'_>> = Vec::new();
    let (mut section, mut open) = ("", false);
    for line in page.lines() {
        if let Some(info) = line.strip_prefix("```") {
            open = !open;
            if open {
                fences.push(Fence {
                    info,
                    text: String::new(),
                    section,
                });
            }
        } else if open {
            let Some(Fence { text, .. }) = fences.last_mut() else {
                continue;
            };
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line);
        } else if let Some(title) = line.strip_prefix("## ") {
            section = title;
        }
    }
    assert!(!open, "a fence is not closed");
    fences
}

fn options<'a>(info: &str, sample: Option<&'a str>) -> Options<'a> {
    Options {
        sample,
        output_json: info.split(' ').any(|word| word == "json"),
        place: if info.split(' ').any(|word| word == "response") {
            Place::Response
        } else {
            Place::Request
        },
    }
}

fn place(source: &str, span: Span) -> String {
    let before = &source[..span.start];
    let line = before.rsplit('\n').next().unwrap_or("");
    format!(
        "{}:{}",
        before.matches('\n').count() + 1,
        line.chars().count() + 1
    )
}

/// A diagnostic as the pages show it.
fn shown(source: &str, diagnostic: &Diagnostic) -> String {
    let mut out = format!(
        "{} {}: {}\n",
        place(source, diagnostic.span),
        diagnostic.severity.as_str(),
        diagnostic.message
    );
    for label in &diagnostic.labels {
        let _ = writeln!(out, "  {} {}", place(source, label.span), label.message);
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(out, "  help: {help}");
    }
    if let Some(edit) = &diagnostic.edit {
        let old = &source[edit.span.start..edit.span.end];
        let kind = if edit.safe { "fix" } else { "unsafe fix" };
        let _ = writeln!(out, "  {kind}: {old:?} becomes {:?}", edit.replacement);
    }
    out
}

fn apply(source: &str, found: &[Diagnostic]) -> String {
    let mut text = source.to_owned();
    let mut edits: Vec<_> = found
        .iter()
        .filter_map(|diagnostic| diagnostic.edit.as_ref())
        .filter(|edit| edit.safe)
        .collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    for edit in edits {
        text.replace_range(edit.span.start..edit.span.end, &edit.replacement);
    }
    text
}

#[test]
fn pages_say_what_lints_do() {
    let mut problems = String::new();
    for lint in Lint::ALL {
        let page = lint.page();
        let title = format!("# {} {}", lint.code(), lint.name());
        assert_eq!(page.lines().next(), Some(title.as_str()));
        let fences = fences(page);
        let mut sample = None;
        let (mut fires, mut misses) = (0, 0);
        for (at, fence) in fences.iter().enumerate() {
            match fence.info.split(' ').next() {
                Some("json") => sample = Some(fence.text.as_str()),
                Some("vtl") => {
                    let options = options(fence.info, sample.take());
                    let found: Vec<_> = check(&fence.text, &options)
                        .into_iter()
                        .filter(|diagnostic| diagnostic.lint == *lint)
                        .collect();
                    let actual: String = found
                        .iter()
                        .map(|diagnostic| shown(&fence.text, diagnostic))
                        .collect();
                    let expected = fences
                        .get(at + 1)
                        .filter(|next| next.info == "text")
                        .map_or("", |next| next.text.as_str());
                    if actual.trim_end() != expected {
                        let _ = writeln!(
                            problems,
                            "{} example {at}:\n{}\n--- expected\n{expected}\n--- found\n{actual}---",
                            lint.name(),
                            fence.text
                        );
                    }
                    match fence.section {
                        "Fires" if !found.is_empty() => fires += 1,
                        "Does not fire" if found.is_empty() => misses += 1,
                        _ => {
                            let _ = writeln!(
                                problems,
                                "{} example {at} is in the wrong section",
                                lint.name()
                            );
                        }
                    }
                    // Safe fixes mend: after as many rounds as there are mistakes, none is left to fix.
                    let mut mended = fence.text.clone();
                    for _ in 0..8 {
                        let found = check(&mended, &options);
                        mended = apply(&mended, &found);
                    }
                    let left = check(&mended, &options);
                    if left
                        .iter()
                        .any(|one| one.edit.as_ref().is_some_and(|edit| edit.safe))
                    {
                        let _ = writeln!(problems, "{}: the fixes leave {mended:?}", lint.name());
                    }
                }
                _ => {}
            }
        }
        // A template of 300 KB does not fit on a page.
        if *lint != Lint::TemplateTooLarge && (fires == 0 || misses == 0) {
            let _ = writeln!(problems, "{} lacks examples", lint.name());
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

#[test]
fn codes_and_names_are_given_once() {
    for (at, lint) in Lint::ALL.iter().enumerate() {
        assert_eq!(lint.code(), format!("GW{}", 440 + at));
        assert!(
            lint.name()
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit())
        );
        assert!(
            Lint::ALL[..at]
                .iter()
                .all(|other| other.name() != lint.name())
        );
    }
}

#[test]
fn a_large_template_is_too_large() {
    let line = "#if($x == 1)$x.y#else\"$input.json('$.a')\"#end\n";
    let template = line.repeat(307_200 / line.len() + 1);
    let found = check(&template, &Options::default());
    assert!(
        found
            .iter()
            .any(|one| one.lint == Lint::TemplateTooLarge && one.severity == Severity::Error)
    );
    let found = check(&template[..line.len() * 100], &Options::default());
    assert!(found.iter().all(|one| one.lint != Lint::TemplateTooLarge));
}

#[test]
fn healthy_templates_are_left_in_peace() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/healthy");
    let mut problems = String::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let template = fs::read_to_string(&path).unwrap();
        count += 1;
        for output_json in [true, false] {
            for place in [Place::Request, Place::Response] {
                if place == Place::Response && template.contains("requestOverride") {
                    // It is meant for requests.
                    continue;
                }
                let options = Options {
                    output_json,
                    place,
                    ..Options::default()
                };
                for one in check(&template, &options) {
                    if one.severity != Severity::Note {
                        let name = path.file_name().unwrap_or_default().display();
                        let _ = writeln!(
                            problems,
                            "{name} ({}) {}",
                            one.lint.name(),
                            shown(&template, &one)
                        );
                    }
                }
            }
        }
    }
    assert!(count >= 40, "{count} templates");
    assert!(problems.is_empty(), "{problems}");
}

fn holds(text: &str) {
    for sample in [None, Some(r#"{"a": [1, {"b": "x"}]}"#)] {
        let options = Options {
            sample,
            output_json: true,
            place: Place::Request,
        };
        let found = check(text, &options);
        let refused =
            gatewright_velocity::Template::parse(text, gatewright_velocity::Profile::Aws).is_err();
        if refused {
            assert_eq!(found.len(), 1, "{text:?}");
            assert_eq!(found[0].severity, Severity::Error);
        }
        for one in found {
            let spans = std::iter::once(one.span)
                .chain(one.labels.iter().map(|label| label.span))
                .chain(one.edit.iter().map(|edit| edit.span));
            for span in spans {
                assert!(text.get(span.start..span.end).is_some(), "{text:?} {one:?}");
            }
        }
    }
}

#[test]
fn every_case_can_be_linted() {
    for line in include_str!("../data/cases.jsonl").lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        holds(case["template"].as_str().unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in crate::never_panics::templates_of_pieces()) {
        holds(&text);
    }
}
