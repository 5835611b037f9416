//! The findings of an earlier run, which are not told again. A finding is known by its rule, what it is
//! about and what it says, and by its file's name: not by its line, which moves.

use std::collections::BTreeMap;
use std::path::Path;

use gatewright_doctor::report::{Format, Report, identity};
use serde_json::Value;

use super::super::CannotRun;

/// How often each finding was there.
pub(super) struct Baseline(BTreeMap<String, usize>);

impl Baseline {
    /// Reads an earlier report in JSON.
    pub(super) fn read(path: &Path) -> Result<Self, CannotRun> {
        let cannot = |why: &dyn std::fmt::Display| {
            CannotRun::new(format!(
                "cannot read the baseline {}: {why}",
                path.display()
            ))
            .hint("make one with --write-baseline")
        };
        let text = std::fs::read_to_string(path).map_err(|error| cannot(&error))?;
        let report: Value = serde_json::from_str(&text).map_err(|error| cannot(&error))?;
        let findings = report.get("findings").and_then(Value::as_array);
        let findings = findings.ok_or_else(|| cannot(&"it has no findings"))?;
        let mut known = BTreeMap::new();
        for finding in findings {
            let text = |pointer: &str| {
                let value = finding.pointer(pointer).and_then(Value::as_str);
                value.unwrap_or_default()
            };
            let about = ["api", "stage", "resource", "method"];
            let about = about.map(|part| text(&format!("/subject/{part}")));
            let file = text("/location/file");
            let identity = identity(text("/rule"), about, file, text("/message"));
            *known.entry(identity).or_default() += 1;
        }
        Ok(Self(known))
    }

    /// Takes out of a report what was there before, as often as it was.
    pub(super) fn take_out(mut self, report: &mut Report) {
        let Report {
            findings, files, ..
        } = report;
        findings.retain(|finding| {
            let file = finding.location.as_ref();
            let file = file.and_then(|it| files.get(it.file));
            let path = file.map(|file| file.path.as_str());
            let left = self.0.get_mut(&finding.identity(path));
            match left {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    false
                }
                _ => true,
            }
        });
    }

    /// Writes a report for later runs.
    pub(super) fn write(path: &Path, report: &Report) -> Result<(), CannotRun> {
        std::fs::write(path, report.write(Format::Json, false))
            .map_err(|error| CannotRun::new(format!("cannot write {}: {error}", path.display())))
    }
}
