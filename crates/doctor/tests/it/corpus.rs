//! The corpus: broken and healthy deployments as people write them (`tests/corpus` of the project),
//! with what must be found in each. What the doctor is known to get wrong is in `known.txt`, and
//! counts against it in the table that `cargo xtask test` prints of the verdicts. The cases that are
//! made by calls (`live-`) are judged on a server, by `tests/e2e/test_corpus.py`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use gatewright_doctor::checkup::Checkup;
use gatewright_doctor::rule::Severity;
use gatewright_doctor::rules::check;
use gatewright_doctor::source::file::load;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A deployment: a folder with one file, and beside it what must be found.
struct Case {
    /// `openapi`, `sam`, `cloudformation` or `terraform`.
    kind: String,
    name: String,
    file: PathBuf,
    /// `RULE STAGE METHOD PATH`, with `-` where one does not apply.
    expected: BTreeSet<String>,
}

/// The files that a case may consist of.
const FILES: &[&str] = &[
    "template.yaml",
    "template.json",
    "openapi.yaml",
    "swagger.json",
    "plan.json",
    "state.json",
    "terraform.tfstate",
];

fn cases(health: &str) -> Vec<Case> {
    let folder = root().join("tests/corpus").join(health);
    let entries = std::fs::read_dir(folder).unwrap();
    let folders = entries.map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = folders.filter(|folder| !is_live(folder)).collect();
    folders.sort();
    folders.iter().map(|folder| case(folder, health)).collect()
}

/// Whether a case is made by calls, not from a file.
fn is_live(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default();
    name.to_string_lossy().starts_with("live-")
}

fn case(folder: &Path, health: &str) -> Case {
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let files = FILES.iter().map(|file| folder.join(file));
    let files: Vec<PathBuf> = files.filter(|file| file.exists()).collect();
    let [file] = files.as_slice() else {
        panic!("{name} has {} of the files {FILES:?}", files.len());
    };
    let expected = std::fs::read_to_string(folder.join("expected.txt")).unwrap_or_default();
    assert_eq!(expected.is_empty(), health == "healthy", "{name}");
    Case {
        kind: name.split('-').next().unwrap_or_default().to_owned(),
        name,
        file: file.clone(),
        expected: expected.lines().map(str::to_owned).collect(),
    }
}

/// The errors and warnings of a file, in the words of `expected.txt`.
fn found(file: &Path) -> BTreeSet<String> {
    let loaded = load(file).unwrap();
    let mut found: BTreeSet<String> = loaded
        .troubles
        .iter()
        .map(|_| "GW711 - - -".to_owned())
        .collect();
    for part in &loaded.parts {
        for finding in check(&Checkup::new(&part.subject, 0)) {
            if finding.severity == Severity::Note {
                continue;
            }
            let (path, verb) = finding.method.unwrap_or(("-".into(), "-".into()));
            let stage = finding.stage.as_deref().unwrap_or("-");
            found.insert(format!("{} {stage} {verb} {path}", finding.rule));
        }
    }
    found
}

#[test]
fn the_corpus_is_judged_rightly() {
    // A line for each finding: health, kind, case, verdict, finding.
    let mut verdicts = String::new();
    let mut wrong = String::new();
    for health in ["broken", "healthy"] {
        for case in cases(health) {
            let found = found(&case.file);
            let mut judged: Vec<(&str, &str)> = Vec::new();
            for finding in found.union(&case.expected) {
                judged.push(
                    match (found.contains(finding), case.expected.contains(finding)) {
                        (true, true) => ("found", finding),
                        (true, false) => ("false", finding),
                        (false, _) => ("missed", finding),
                    },
                );
            }
            if judged.is_empty() {
                judged.push(("right", ""));
            }
            for (verdict, finding) in judged {
                let Case { kind, name, .. } = &case;
                writeln!(verdicts, "{health}\t{kind}\t{name}\t{verdict}\t{finding}").unwrap();
                match verdict {
                    "false" => writeln!(wrong, "{name}: false alarm: {finding}").unwrap(),
                    "missed" => writeln!(wrong, "{name}: missed: {finding}").unwrap(),
                    _ => {}
                }
            }
        }
    }
    let folder = root().join("target/corpus");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("files.tsv"), verdicts).unwrap();
    let known = std::fs::read_to_string(root().join("tests/corpus/known.txt")).unwrap_or_default();
    assert!(wrong == known, "{wrong}");
}
