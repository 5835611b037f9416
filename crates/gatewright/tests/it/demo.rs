//! `gatewright demo --exit`, the program itself, with its output in a pipe.

use std::process::{Command, Stdio};

/// Each method: the guide's cause, the status and the rule of its failure, the line of its log, and
/// how its mend begins.
const EXPECTED: [(&str, &str, &str, &str, &str); 9] = [
    (
        "1",
        "500",
        "GW101",
        "Execution failed due to configuration error: Invalid permissions on Lambda function",
        "aws lambda add-permission --function-name my-function --statement-id",
    ),
    (
        "1",
        "500",
        "GW102",
        "Execution failed due to configuration error: Invalid permissions on Lambda function",
        "aws lambda add-permission --function-name my-function --qualifier prod",
    ),
    (
        "2",
        "500",
        "GW201",
        "Execution failed due to configuration error: Invalid permissions on Lambda function",
        "aws apigateway put-integration --rest-api-id abc123",
    ),
    (
        "3",
        "500",
        "GW301",
        "Lambda invocation failed with status: 403.",
        "aws apigateway put-integration --rest-api-id abc123",
    ),
    (
        "4",
        "500",
        "GW412",
        "Execution failed due to configuration error: Could not parse request body into json",
        "aws apigateway update-integration --rest-api-id abc123",
    ),
    (
        "4",
        "500",
        "GW401",
        "Execution failed due to configuration error: Unable to transform request",
        "aws apigateway update-integration --rest-api-id abc123",
    ),
    (
        "5",
        "504",
        "GW504",
        "Execution failed due to a network error communicating with endpoint",
        "aws apigateway update-integration --rest-api-id abc123",
    ),
    (
        "5",
        "500",
        "GW509",
        "Execution failed due to configuration error: There was an internal error",
        "aws apigateway update-stage --rest-api-id abc123 --stage-name prod",
    ),
    (
        "6",
        "500",
        "GW601",
        "Execution failed due to configuration error: Invalid permissions on Lambda function",
        "aws apigateway update-stage --rest-api-id abc123 --stage-name prod",
    ),
];

/// The rows of a block with that label, each with its continuation lines joined by a space.
fn rows(block: &str, label: &str) -> Vec<String> {
    let mut rows: Vec<(String, String)> = Vec::new();
    for line in block.lines().filter(|line| line.starts_with("   ")) {
        let (start, text) = line.split_at(line.len().min(11));
        let text = text.trim().trim_end_matches(" \\");
        match (start.trim(), rows.last_mut()) {
            ("", Some((_, row))) => {
                row.push(' ');
                row.push_str(text);
            }
            (label, _) => rows.push((label.to_owned(), text.to_owned())),
        }
    }
    let of_label = rows.into_iter().filter(|(name, _)| name == label);
    of_label.map(|(_, text)| text).collect()
}

#[test]
fn the_demo_mends_all_six_causes() {
    let output = Command::new(env!("CARGO_BIN_EXE_gatewright"))
        .args(["demo", "--exit"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{text}{errors}");
    assert_eq!(errors, "");
    assert!(!text.contains('\u{1b}'), "colours in a pipe: {text}");

    let blocks: Vec<&str> = text.split("\n\n").skip(1).collect();
    let (summary, cases) = blocks.split_last().unwrap();
    assert_eq!(cases.len(), EXPECTED.len(), "{text}");
    for (block, (cause, status, rule, log, mend)) in cases.iter().zip(EXPECTED) {
        assert!(block.starts_with(cause), "{block}");
        let answers = rows(block, "answer");
        assert_eq!(answers.len(), 2, "{block}");
        assert!(answers[0].starts_with(status), "{block}");
        assert!(answers[1].starts_with("200 {\"message\""), "{block}");
        let causes = rows(block, "cause");
        assert!(causes.len() == 1 && causes[0].starts_with(rule), "{block}");
        let lines = rows(block, "log");
        assert!(lines.iter().any(|line| line.starts_with(log)), "{block}");
        let mends = rows(block, "mend");
        assert!(mends.len() == 1 && mends[0].starts_with(mend), "{block}");
        for line in block.lines().filter(|line| !line.contains("--")) {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
    assert!(summary.starts_with("6 of 6 causes mended"), "{summary}");
}
