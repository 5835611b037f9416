//! Lines of logs in the forms that people have them.

use std::fmt::Write as _;

use gatewright_doctor::why::{Line, Told, by_request, read, sample};
use gatewright_gateway::fault::RuleCode;
use serde_json::{Value, json};

const LINE: &str =
    "(c6af9ac6) Execution failed due to configuration error: Malformed Lambda proxy response";

#[test]
fn a_line_is_known_in_every_form() {
    let bare = LINE.split_once(") ").unwrap().1;
    for text in [
        LINE.to_owned(),
        bare.to_owned(),
        format!("2026-01-02T03:04:05.678000+00:00 0123456789abcdef {LINE}"),
        format!("EVENTS\t3852\t1767323045678\tstream\t{LINE}\t1767323045678"),
        format!("Thu Jun 08 15:09:51 UTC 2023 : {bare}"),
        format!("  \"{LINE}\","),
        json!({"events": [{"message": LINE, "timestamp": 1}]}).to_string(),
        json!([[{"field": "@message", "value": LINE}]]).to_string(),
        json!({"status": 502, "log": format!("Execution log for request c6\n{bare}\n")})
            .to_string(),
        format!(
            "{}\n{}",
            json!({"message": "other"}),
            json!({"message": LINE})
        ),
    ] {
        let lines = read(&text);
        let rules: Vec<RuleCode> = lines.iter().flat_map(Line::rules).copied().collect();
        assert_eq!(
            rules,
            [RuleCode::MalformedProxyResponse],
            "{text}: {lines:?}"
        );
    }
}

/// How people paste: each case of `pasted.txt` is a name, the text, and what is read of it. `␛` stands
/// for the escape character, `␍` for a carriage return.
#[test]
fn lines_are_read_as_people_paste_them() {
    let file = include_str!("../data/pasted.txt");
    let mut wrong = String::new();
    for case in file.split("\n========\n") {
        let parts: Vec<&str> = case.split("\n--------\n").collect();
        let [name, text, expected] = parts.as_slice() else {
            panic!("three parts: {case}");
        };
        let text = text.replace('␛', "\u{1b}").replace('␍', "\r");
        let mut found = String::new();
        for (number, lines) in by_request(read(&text)).iter().enumerate() {
            for line in lines {
                let rules: Vec<String> = line.rules().iter().map(ToString::to_string).collect();
                let rules = match rules.as_slice() {
                    [] => String::new(),
                    [first] => format!(" = {first}"),
                    [first, ..] => format!(" = {first}…"),
                };
                let what = match line {
                    Line::Known { request_id, event } => {
                        let id = request_id.as_deref().unwrap_or("-");
                        format!("({id}) {}", event.line())
                    }
                    Line::Answer(message) => format!("answer {message}"),
                    Line::Unknown(text) => format!("? {text}"),
                };
                writeln!(found, "{} {what}{rules}", number + 1).unwrap();
            }
        }
        if found.trim_end() != expected.trim_end() {
            writeln!(wrong, "==== {name}\n{found}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What the gateway answers leads back to the rule of the fault that it answers to.
#[test]
fn answers_lead_to_their_rules() {
    let file = include_str!("../../../gateway/tests/data/faults.jsonl");
    let mut seen = 0;
    for line in file.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let body = match row["body"].as_str() {
            Some(body) => body,
            None if row["status"].as_u64() >= Some(500) => {
                "{\"message\": \"Internal server error\"}"
            }
            None => continue,
        };
        let lines = read(body);
        let [Line::Answer(_)] = lines.as_slice() else {
            panic!("{body}: {lines:?}");
        };
        let rules: Vec<String> = lines[0].rules().iter().map(ToString::to_string).collect();
        let rule = row["rule"].as_str().unwrap();
        assert!(
            rules.iter().any(|it| it == rule),
            "{body}: {rule} is not in {rules:?}"
        );
        seen += 1;
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn other_lines_are_unknown() {
    let lines = read("START RequestId: 1\n\nmy dog\n");
    let unknown = ["START RequestId: 1", "my dog"];
    let unknown: Vec<Line> = unknown.map(|it| Line::Unknown(it.to_owned())).into();
    assert_eq!(lines, unknown);
}

#[test]
fn lines_tell_what_to_look_at() {
    let lines = read(
        "(a) Verifying Usage Plan for request: a. API Key:  API Stage: abc123/prod\n\
         (a) HTTP Method: GET, Resource Path: /pets\n\
         (a) Sending request to https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:pets:live/invocations\n",
    );
    let told = Told::by(&lines);
    assert_eq!(
        told.looks(RuleCode::LambdaPermissionMissing),
        [
            "aws lambda get-policy --function-name arn:aws:lambda:us-east-1:123456789012:function:pets:live"
        ]
    );
    assert_eq!(
        told.looks(RuleCode::StageVariableUndefined),
        ["aws apigateway get-stage --rest-api-id abc123 --stage-name prod"]
    );
    assert_eq!(
        told.looks(RuleCode::FunctionError),
        ["aws logs tail /aws/lambda/pets --since 1h"]
    );
}

#[test]
fn a_data_trace_has_the_request() {
    let lines = read(
        "(r1) Method request path: {id=7}\n\
         (r1) Method request query string: {}\n\
         (r1) Method request headers: {Accept=*/*, X-Kind=dog}\n\
         (r1) Method request body before transformations: {\"name\": \"Rex\"}",
    );
    assert_eq!(
        sample(&lines),
        Some(json!({
            "body": "{\"name\": \"Rex\"}",
            "params": {
                "path": {"id": "7"},
                "querystring": {},
                "header": {"Accept": "*/*", "X-Kind": "dog"},
            },
        }))
    );
    let whole = read(
        "(r1) Starting execution for request: r1\n\
         (r1) HTTP Method: POST, Resource Path: /pets\n\
         (r1) Method request body before transformations: {}\n\
         (r1) Endpoint response body before transformations: {\"id\": 7}",
    );
    assert_eq!(
        sample(&whole),
        Some(json!({
            "body": "{}",
            "params": {},
            "context": {"requestId": "r1", "httpMethod": "POST"},
            "response": "{\"id\": 7}",
        }))
    );
    assert_eq!(sample(&read("Successfully completed execution")), None);
}
