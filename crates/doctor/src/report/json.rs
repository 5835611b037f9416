//! The project's own JSON, version 1. A key without a value is null, not left out.

use serde_json::{Value as Json, json};

use super::{Entry, Mend, Report, Resolved, diff, name};
use crate::document::Splice;

pub(super) fn write(report: &Report) -> String {
    let checked = report.checked;
    let findings: Vec<Json> = report
        .findings
        .iter()
        .map(|it| finding(report, it))
        .collect();
    let unseen = report.unseen.iter().map(|unseen| {
        let place = unseen.location.as_ref().and_then(|it| report.resolve(it));
        json!({"what": unseen.what, "why": unseen.why, "location": place.as_ref().map(location)})
    });
    let unseen: Vec<Json> = unseen.collect();
    let json = json!({
        "version": 1,
        "target": report.target,
        "checked": {
            "apis": checked.apis,
            "stages": checked.stages,
            "methods": checked.methods,
            "functions": checked.functions,
            "templates": checked.templates,
        },
        "findings": findings,
        "unseen": unseen,
    });
    format!("{json:#}\n")
}

fn finding(report: &Report, finding: &Entry) -> Json {
    let place = report.place(finding);
    let fixes: Vec<Json> = finding.mends.iter().map(|it| fix(report, it)).collect();
    json!({
        "rule": finding.rule.code,
        "name": finding.rule.name,
        "cause": finding.rule.cause,
        "severity": name(finding.severity),
        "message": finding.message,
        "why": finding.why,
        "subject": finding.about.as_ref().map(|about| json!({
            "api": about.api,
            "stage": about.stage,
            "resource": about.resource,
            "method": about.method,
        })),
        "location": place.as_ref().map(location),
        "evidence": finding.evidence,
        "predicted": finding.predicted.as_ref().map(|predicted| json!({
            "status": predicted.status,
            "body": predicted.body,
            "log": predicted.log,
        })),
        "fixes": fixes,
    })
}

fn location(place: &Resolved<'_>) -> Json {
    json!({
        "file": place.file.path,
        "line": place.start.line,
        "column": place.start.column,
        "end_line": place.end.line,
        "end_column": place.end.column,
    })
}

fn fix(report: &Report, fix: &Mend) -> Json {
    json!({
        "title": fix.title,
        "safe": fix.safe,
        "commands": fix.commands,
        "diff": diff_of(report, fix),
    })
}

/// The diff of all files that a fix changes, or none.
fn diff_of(report: &Report, fix: &Mend) -> Option<String> {
    let mut diffs = String::new();
    for (number, file) in report.files.iter().enumerate() {
        let edits = fix.edits.iter().filter(|(at, _)| *at == number);
        let splices: Vec<&Splice> = edits.map(|(_, splice)| splice).collect();
        if !splices.is_empty() {
            diffs.push_str(&diff::unified(&file.path, &file.text, &splices));
        }
    }
    (!diffs.is_empty()).then_some(diffs)
}
