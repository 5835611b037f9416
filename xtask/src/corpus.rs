//! How well the doctor does at the corpus (`tests/corpus`): precision and recall, from the verdicts
//! that its own tests write of files, and the end-to-end tests of what is made by calls.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Where the tests write: a line for each finding, with the case's health, kind and name, the verdict
/// (`found`, `missed`, `false`, or `right` of a case without a finding) and the finding, tabs between.
fn folder(root: &Path) -> PathBuf {
    root.join("target/corpus")
}

/// Forgets the verdicts of former runs.
pub(crate) fn forget(root: &Path) -> Result<(), String> {
    let folder = folder(root);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// The table of the verdicts that this run wrote: a row a cause (the first digit of its rules), a row
/// a kind of deployment, and all.
pub(crate) fn table(root: &Path) -> Result<String, String> {
    let mut lines = String::new();
    for file in ["files.tsv", "live.tsv"] {
        let path = folder(root).join(file);
        match fs::read_to_string(&path) {
            Ok(text) => lines.push_str(&text),
            // Of a suite that was not run, or ended before.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(format!("cannot read {}: {error}", path.display())),
        }
    }
    of_verdicts(&lines)
}

fn of_verdicts(lines: &str) -> Result<String, String> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let [mut broken, mut healthy, mut alarmed] = [const { BTreeSet::new() }; 3];
    for line in lines.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [health, kind, case, verdict, finding] = columns[..] else {
            return Err(format!("no verdict on the corpus: {line:?}"));
        };
        match health {
            "broken" => broken.insert(case),
            _ => healthy.insert(case),
        };
        if health == "healthy" && verdict == "false" {
            alarmed.insert(case);
        }
        for row in [finding.get(..3).unwrap_or(kind), kind, "all"] {
            tallies.entry(row).or_default().count(verdict);
        }
    }
    let mut table = format!(
        "{} broken and {} healthy deployments, {} of the healthy ones with a false alarm\n\
         {:<16} {:>6} {:>6} {:>6} {:>6}   {:>9} {:>6}\n",
        broken.len(),
        healthy.len(),
        alarmed.len(),
        "",
        "there",
        "found",
        "false",
        "missed",
        "precision",
        "recall",
    );
    for (name, tally) in &tallies {
        tally.write_row(name, &mut table);
    }
    Ok(table)
}

/// What was right and wrong, of one cause or one kind of deployment.
#[derive(Default)]
struct Tally {
    found: usize,
    missed: usize,
    false_alarms: usize,
}

impl Tally {
    fn count(&mut self, verdict: &str) {
        match verdict {
            "found" => self.found += 1,
            "missed" => self.missed += 1,
            "false" => self.false_alarms += 1,
            _ => {}
        }
    }

    fn write_row(&self, name: &str, out: &mut String) {
        let _ = writeln!(
            out,
            "{name:<16} {:>6} {:>6} {:>6} {:>6}   {:>9} {:>6}",
            self.found + self.missed,
            self.found,
            self.false_alarms,
            self.missed,
            share(self.found, self.found + self.false_alarms),
            share(self.found, self.found + self.missed),
        );
    }
}

fn share(part: usize, whole: usize) -> String {
    let per_mille = (part * 1000).checked_div(whole).unwrap_or(1000);
    format!("{}.{} %", per_mille / 10, per_mille % 10)
}

#[cfg(test)]
mod tests {
    use super::of_verdicts;

    #[test]
    fn verdicts_come_to_precision_and_recall() {
        let lines = "broken\tsam\tsam-a\tfound\tGW101 prod GET /a\n\
                     broken\tsam\tsam-a\tmissed\tGW102 prod GET /a\n\
                     healthy\tlive\tlive-a\tfalse\tGW301 prod GET /a\n\
                     healthy\tlive\tlive-b\tright\t\n";
        let table = of_verdicts(lines).unwrap();
        let rows: Vec<Vec<&str>> = table
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert!(table.starts_with("1 broken and 2 healthy deployments, 1 of"));
        assert!(rows.contains(&vec!["GW1", "2", "1", "0", "1", "100.0", "%", "50.0", "%"]));
        assert!(rows.contains(&vec!["all", "2", "1", "1", "1", "50.0", "%", "50.0", "%"]));
        assert!(of_verdicts("found").is_err());
    }
}
