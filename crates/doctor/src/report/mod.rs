//! Findings for people and for programs: as text in the manner of rustc, as JSON, SARIF, GitHub's
//! annotations and JUnit's XML. Here symbolic places become lines and columns.

#![allow(
    clippy::format_push_string,
    reason = "`write!` would ask for the handling of errors that a string does not have"
)]

mod diff;
mod entry;
mod found;
mod github;
mod json;
mod junit;
mod sarif;
mod text;

use crate::document::{Position, Span};
use crate::rule::Severity;

pub use entry::{About, Described, Entry, File, Location, Mend, Spot, identity};

/// All that one run of the doctor found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was looked at, as it was asked for.
    pub target: String,
    /// How much was looked at.
    pub checked: Checked,
    /// What was found.
    pub findings: Vec<Entry>,
    /// The files that findings point into.
    pub files: Vec<File>,
    /// What could not be seen, though it was asked for.
    pub unseen: Vec<Unseen>,
}

/// How much was looked at; `None` where the run does not count such things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// REST APIs.
    pub apis: Option<usize>,
    /// Stages.
    pub stages: Option<usize>,
    /// Methods.
    pub methods: Option<usize>,
    /// Functions.
    pub functions: Option<usize>,
    /// Mapping templates.
    pub templates: Option<usize>,
}

/// Something that could not be seen.
#[derive(Clone, Debug)]
pub struct Unseen {
    /// What: a lower-case fragment.
    pub what: String,
    /// Why not, and how it could be.
    pub why: String,
    /// Where it is spoken of.
    pub location: Option<Location>,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people, with colours (ANSI) that the terminal's stream may strip.
    Text,
    /// The JSON that this project defines, version 1.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// GitHub's workflow commands.
    Github,
    /// JUnit's XML.
    Junit,
}

impl Report {
    /// Writes the report. `deny_warnings` says whether warnings count as errors.
    pub fn write(&self, format: Format, deny_warnings: bool) -> String {
        match format {
            Format::Text => text::write(self),
            Format::Json => json::write(self),
            Format::Sarif => sarif::write(self),
            Format::Github => github::write(self),
            Format::Junit => junit::write(self, deny_warnings),
        }
    }

    /// The program's exit code: 1 with a finding that is an error (or a warning, if those are denied),
    /// else 3 if something could not be seen, else 0.
    pub fn exit_code(&self, deny_warnings: bool) -> u8 {
        let fails = |finding: &Entry| fails(finding, deny_warnings);
        if self.findings.iter().any(fails) {
            1
        } else if self.unseen.is_empty() {
            0
        } else {
            3
        }
    }

    /// How many findings there are of a severity.
    fn count(&self, severity: Severity) -> usize {
        let found = self.findings.iter();
        found.filter(|finding| finding.severity == severity).count()
    }

    /// A location as people and programs know it.
    fn resolve(&self, location: &Location) -> Option<Resolved<'_>> {
        let file = self.files.get(location.file)?;
        let span = file.span(&location.spot)?;
        let (start, end) = file.lines().ends(span);
        Some(Resolved {
            file,
            span,
            start,
            end,
        })
    }

    /// Where a finding stands in a file, if it does.
    fn place(&self, finding: &Entry) -> Option<Resolved<'_>> {
        self.resolve(finding.location.as_ref()?)
    }
}

fn fails(finding: &Entry, deny_warnings: bool) -> bool {
    match finding.severity {
        Severity::Error => true,
        Severity::Warning => deny_warnings,
        Severity::Note => false,
    }
}

/// A place, ready to be shown.
struct Resolved<'r> {
    file: &'r File,
    span: Span,
    start: Position,
    end: Position,
}

/// The parts of a subject that are known, as people write them: `abc123 prod GET /pets`.
fn subject(finding: &Entry) -> Option<String> {
    let subject = finding.about.as_ref()?;
    let parts = [
        &subject.api,
        &subject.stage,
        &subject.method,
        &subject.resource,
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// `error`, `warning` or `note`.
fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
