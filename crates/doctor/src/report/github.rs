//! GitHub's workflow commands, which show findings beside the changed lines of a pull request.

use super::{Report, subject};
use crate::rule::Severity;

pub(super) fn write(report: &Report) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let title = format!("{} {}", finding.rule.code, finding.rule.name);
        let mut properties = vec![format!("title={}", property(&title))];
        let mut message = finding.message.clone();
        if let Some(place) = report.place(finding) {
            let (start, end) = (place.start, place.end);
            properties.push(format!("file={}", property(&place.file.path)));
            properties.push(format!("line={}", start.line));
            properties.push(format!("endLine={}", end.line));
            // GitHub takes columns within one line only.
            if start.line == end.line {
                properties.push(format!("col={}", start.column));
                properties.push(format!("endColumn={}", end.column));
            }
        } else if let Some(subject) = subject(finding) {
            message = format!("{subject}: {message}");
        }
        for more in [&finding.why, &finding.help].into_iter().flatten() {
            message = format!("{message}\n{more}");
        }
        out.push_str(&format!(
            "::{level} {}::{}\n",
            properties.join(","),
            data(&message)
        ));
    }
    for unseen in &report.unseen {
        let message = data(&format!("{}: {}", unseen.what, unseen.why));
        out.push_str(&format!("::warning title=not checked::{message}\n"));
    }
    out
}

/// A message, escaped as the runner unescapes it.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
