//! SARIF 2.1.0, which code hosts read.

use serde_json::{Value as Json, json};

use super::{Described, Entry, Report, Resolved, name, subject};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn write(report: &Report) -> String {
    let mut rules: Vec<&Described> = Vec::new();
    for finding in &report.findings {
        if !rules.iter().any(|rule| rule.code == finding.rule.code) {
            rules.push(&finding.rule);
        }
    }
    let described: Vec<Json> = rules.iter().map(|it| rule(it)).collect();
    let results = report.findings.iter().map(|finding| {
        let index = rules.iter().position(|rule| rule.code == finding.rule.code);
        result(report, finding, index.unwrap_or_default())
    });
    let results: Vec<Json> = results.collect();
    let unseen = report.unseen.iter().map(|unseen| {
        let place = unseen.location.as_ref().and_then(|it| report.resolve(it));
        let mut notification = json!({
            "level": "warning",
            "message": {"text": format!("not checked: {}: {}", unseen.what, unseen.why)},
        });
        if let Some(place) = place {
            notification["locations"] = json!([{"physicalLocation": physical(&place)}]);
        }
        notification
    });
    let unseen: Vec<Json> = unseen.collect();
    let json = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "gatewright",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": described,
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": unseen,
            }],
            "results": results,
        }],
    });
    format!("{json:#}\n")
}

fn rule(rule: &Described) -> Json {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "properties": {"cause": rule.cause},
    })
}

fn result(report: &Report, finding: &Entry, rule: usize) -> Json {
    let text = match &finding.why {
        Some(why) => format!("{}. {why}", finding.message),
        None => finding.message.clone(),
    };
    let file = finding.location.as_ref();
    let path = file.and_then(|it| report.files.get(it.file));
    let path = path.map(|file| file.path.as_str());
    let mut location = json!({});
    if let Some(place) = report.place(finding) {
        location["physicalLocation"] = physical(&place);
    }
    if let Some(subject) = subject(finding) {
        location["logicalLocations"] = json!([{"fullyQualifiedName": subject, "kind": "resource"}]);
    }
    let related = finding.related.iter().filter_map(|(location, message)| {
        let place = report.resolve(location)?;
        Some(json!({"physicalLocation": physical(&place), "message": {"text": message}}))
    });
    let related: Vec<Json> = related.collect();
    let fixes = finding.mends.iter().filter(|fix| !fix.edits.is_empty());
    let fixes = fixes.map(|fix| {
        let changes = fix.edits.iter().filter_map(|(number, splice)| {
            let file = report.files.get(*number)?;
            let (start, end) = file.lines().ends(splice.span);
            Some(json!({
                "artifactLocation": {"uri": uri(&file.path)},
                "replacements": [{
                    "deletedRegion": {
                        "startLine": start.line,
                        "startColumn": start.column,
                        "endLine": end.line,
                        "endColumn": end.column,
                    },
                    "insertedContent": {"text": splice.replacement},
                }],
            }))
        });
        let changes: Vec<Json> = changes.collect();
        json!({"description": {"text": fix.title}, "artifactChanges": changes})
    });
    let fixes: Vec<Json> = fixes.collect();
    let mut result = json!({
        "ruleId": finding.rule.code,
        "ruleIndex": rule,
        "level": name(finding.severity),
        "message": {"text": text},
        "locations": [location],
        "partialFingerprints": {"identity/v1": finding.identity(path)},
    });
    if result["locations"][0] == json!({}) {
        result["locations"] = json!([]);
    }
    if !related.is_empty() {
        result["relatedLocations"] = Json::from(related);
    }
    if !fixes.is_empty() {
        result["fixes"] = Json::from(fixes);
    }
    result
}

fn physical(place: &Resolved<'_>) -> Json {
    json!({
        "artifactLocation": {"uri": uri(&place.file.path)},
        "region": {
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
        },
    })
}

/// A path as a relative or absolute URI reference.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
