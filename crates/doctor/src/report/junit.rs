//! JUnit's XML, which most build servers read: a suite a file (or the account), a case a finding. Only
//! what makes the run fail is a failure.

use super::{Entry, Report, fails, name as severity, subject};

pub(super) fn write(report: &Report, deny_warnings: bool) -> String {
    let mut suites: Vec<(&str, Vec<&Entry>)> = report
        .files
        .iter()
        .map(|file| (file.path.as_str(), vec![]))
        .collect();
    for finding in &report.findings {
        let path = report
            .place(finding)
            .map_or(report.target.as_str(), |it| it.file.path.as_str());
        match suites.iter_mut().find(|(name, _)| *name == path) {
            Some((_, findings)) => findings.push(finding),
            None => suites.push((path, vec![finding])),
        }
    }
    let failures = report
        .findings
        .iter()
        .filter(|it| fails(it, deny_warnings))
        .count();
    let tests: usize = suites
        .iter()
        .map(|(_, findings)| findings.len().max(1))
        .sum();
    let skipped = report.unseen.len();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!(
        "<testsuites name=\"gatewright\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">\n",
        tests + skipped
    ));
    for (name, findings) in &suites {
        let failures = findings
            .iter()
            .filter(|it| fails(it, deny_warnings))
            .count();
        out.push_str(&format!(
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">\n",
            escape(name),
            findings.len().max(1)
        ));
        if findings.is_empty() {
            let name = escape(name);
            out.push_str(&format!(
                "    <testcase name=\"no findings\" classname=\"{name}\"/>\n"
            ));
        }
        for finding in findings {
            out.push_str(&case(report, finding, name, deny_warnings));
        }
        out.push_str("  </testsuite>\n");
    }
    if skipped > 0 {
        out.push_str(&format!(
            "  <testsuite name=\"not checked\" tests=\"{skipped}\" failures=\"0\" errors=\"0\" skipped=\"{skipped}\">\n"
        ));
        for unseen in &report.unseen {
            out.push_str(&format!(
                "    <testcase name=\"{}\" classname=\"not checked\"><skipped message=\"{}\"/></testcase>\n",
                escape(&unseen.what),
                escape(&unseen.why)
            ));
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn case(report: &Report, finding: &Entry, suite: &str, deny_warnings: bool) -> String {
    let place = report.place(finding);
    let position = place.as_ref().map(|it| it.start);
    let place = match position {
        Some(at) => format!("{suite}:{}:{}", at.line, at.column),
        None => subject(finding).unwrap_or_else(|| suite.to_owned()),
    };
    let rule = &finding.rule;
    let mut details = format!("{place}: {}", finding.message);
    for more in [&finding.why, &finding.help].into_iter().flatten() {
        details.push('\n');
        details.push_str(more);
    }
    let line = position.map_or(String::new(), |at| format!(" line=\"{}\"", at.line));
    let name = format!("{} {} at {place}", rule.code, rule.name);
    let open = format!(
        "    <testcase name=\"{}\" classname=\"{}\" file=\"{}\"{line}>",
        escape(&name),
        escape(suite),
        escape(suite)
    );
    let inner = if fails(finding, deny_warnings) {
        format!(
            "<failure type=\"{}\" message=\"{}\">{}</failure>",
            rule.code,
            escape(&finding.message),
            escape(&details)
        )
    } else {
        let details = format!("{}: {details}", severity(finding.severity));
        format!("<system-out>{}</system-out>", escape(&details))
    };
    format!("{open}{inner}</testcase>\n")
}

/// Text for XML: markup escaped, and characters that XML has no way to write replaced.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(it),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            it => escaped.push(it),
        }
    }
    escaped
}
