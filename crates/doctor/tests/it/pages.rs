//! A rule's page is its test: what stands in it as found is found, and in what stands as fine
//! nothing is.
//!
//! An example is a fenced block of YAML, or of JSON for a plan of Terraform. The block of text behind it has what the rule finds, a
//! line each: place and message. An example without one is fine.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use gatewright_doctor::checkup::Checkup;
use gatewright_doctor::document::Lines;
use gatewright_doctor::rule::Rule;
use gatewright_doctor::rules::RULES;
use gatewright_doctor::source::file::read;

/// Rules about what only a live API shows: functions' states, what backends and VPC links do, what
/// was deployed, what is set for an account, what requests came to.
const LIVE: [u16; 23] = [
    108, 109, 116, 201, 203, 205, 206, 207, 210, 302, 501, 504, 505, 506, 507, 509, 511, 704, 705,
    706, 712, 816, 817,
];

/// The examples of a page: the template, and what is found in it.
fn examples(page: &str) -> Vec<(&str, Option<&str>)> {
    let mut examples: Vec<(&str, Option<&str>)> = Vec::new();
    let mut parts = page.split("\n```");
    parts.next();
    // Every other part is the inside of a fence.
    while let Some(block) = parts.next() {
        let (kind, content) = block.split_once('\n').unwrap_or((block, ""));
        match (kind, examples.last_mut()) {
            ("yaml" | "json plan", _) => examples.push((content, None)),
            ("text", Some((_, found))) => *found = Some(content),
            _ => {}
        }
        parts.next();
    }
    examples
}

/// What a rule finds in a template, a line each.
fn found(rule: &Rule, template: &str) -> String {
    let reader = |path: &Path| match path.file_name() {
        Some(name) if name == "template.yaml" => Ok(template.to_owned()),
        _ => Err(io::Error::from(io::ErrorKind::NotFound)),
    };
    let loaded = match read(Path::new("template.yaml"), &reader) {
        Ok(loaded) => loaded,
        Err(error) => return error.to_string(),
    };
    let mut lines = String::new();
    for trouble in &loaded.troubles {
        writeln!(lines, "the template is refused: {}", trouble.message).unwrap();
    }
    for part in &loaded.parts {
        let mut findings = Vec::new();
        (rule.check)(&Checkup::new(&part.subject, 0), &mut findings);
        for finding in findings {
            let spot = loaded.spot(part, &finding.place);
            let text = loaded.files[spot.file].document.text();
            let at = Lines::new(text).position(spot.span.start);
            let message = loaded.say(&finding.message);
            writeln!(lines, "{}:{} {message}", at.line, at.column).unwrap();
        }
    }
    lines.trim_end().to_owned()
}

#[test]
fn a_page_finds_what_it_says() {
    let mut wrong = String::new();
    for rule in RULES {
        for (template, expected) in examples(rule.page) {
            let found = found(rule, template);
            if found != expected.unwrap_or_default() {
                writeln!(wrong, "==== {}\n{template}\n---- finds\n{found}", rule.code).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_page_has_an_example_and_a_near_miss() {
    for rule in RULES {
        let code = rule.code;
        assert!(
            rule.page
                .starts_with(&format!("# {code} {}\n", code.name())),
            "{code}"
        );
        let examples = examples(rule.page);
        let fires = examples.iter().any(|(_, found)| found.is_some());
        let is_fine = examples.iter().any(|(_, found)| found.is_none());
        let shown = fires && is_fine;
        assert_eq!(shown, !LIVE.contains(&code.number()), "{code}");
    }
}
