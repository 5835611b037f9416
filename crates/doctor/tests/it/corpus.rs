//! The corpus: broken and healthy deployments as people write them (`tests/corpus` of the project),
//! with what must be found in each, and how well the doctor does: precision and recall. What it is
//! known to get wrong is in `known.txt`, and counts against it.

use std::collections::{BTreeMap, BTreeSet};
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
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders.iter().map(|folder| case(folder, health)).collect()
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

/// What was right and wrong, of one cause or one kind of file.
#[derive(Default)]
struct Tally {
    true_positives: usize,
    false_positives: usize,
    false_negatives: usize,
}

impl Tally {
    fn row(&self, name: &str) -> String {
        let found = self.true_positives + self.false_positives;
        let there = self.true_positives + self.false_negatives;
        format!(
            "{name:<16} {there:>6} {:>6} {:>6} {:>6}   {:>9} {:>6}\n",
            self.true_positives,
            self.false_positives,
            self.false_negatives,
            share(self.true_positives, found),
            share(self.true_positives, there),
        )
    }
}

fn share(part: usize, whole: usize) -> String {
    let per_mille = (part * 1000).checked_div(whole).unwrap_or(1000);
    format!("{}.{} %", per_mille / 10, per_mille % 10)
}

#[test]
fn the_corpus_is_judged_rightly() {
    let (broken, healthy) = (cases("broken"), cases("healthy"));
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut alarmed = 0;
    let mut wrong = String::new();
    for case in broken.iter().chain(&healthy) {
        let found = found(&case.file);
        alarmed += usize::from(case.expected.is_empty() && !found.is_empty());
        for finding in found.union(&case.expected) {
            // A cause is the first digit of its rules.
            let cause = finding.get(..3).unwrap_or_default().to_owned();
            let (is_found, is_there) = (found.contains(finding), case.expected.contains(finding));
            for row in [cause, case.kind.clone(), "all".to_owned()] {
                let tally = tallies.entry(row).or_default();
                tally.true_positives += usize::from(is_found && is_there);
                tally.false_positives += usize::from(is_found && !is_there);
                tally.false_negatives += usize::from(!is_found && is_there);
            }
            if is_found != is_there {
                let what = if is_found { "false alarm" } else { "missed" };
                writeln!(wrong, "{}: {what}: {finding}", case.name).unwrap();
            }
        }
    }
    let mut table = format!(
        "{} broken and {} healthy deployments, {alarmed} of the healthy ones with a false alarm\n\
         {:<16} {:>6} {:>6} {:>6} {:>6}   {:>9} {:>6}\n",
        broken.len(),
        healthy.len(),
        "",
        "there",
        "found",
        "false",
        "missed",
        "precision",
        "recall",
    );
    for (name, tally) in &tallies {
        table.push_str(&tally.row(name));
    }
    let target = root().join("target");
    std::fs::create_dir_all(&target).unwrap();
    std::fs::write(target.join("corpus.txt"), &table).unwrap();
    let known = std::fs::read_to_string(root().join("tests/corpus/known.txt")).unwrap_or_default();
    assert!(wrong == known, "{wrong}\n{table}");
}
