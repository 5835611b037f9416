//! Reports in every format, of one finding with all that a finding can have and one with nothing.

use gatewright_doctor::document::{Document, Edit, Place, Span};
use gatewright_doctor::dry_run::Predicted;
use gatewright_doctor::report::{
    About, Checked, Entry, File, Format, Location, Mend, Report, Spot, Unseen,
};
use gatewright_doctor::rule::Severity;
use gatewright_gateway::fault::RuleCode;
use serde_json::{Value as Json, json};

const FILE: &str = "paths:\n  /pets:\n    get:\n      uri: |\n        one\n        twö $x\n";

fn report() -> Report {
    let document = Document::parse(FILE).unwrap();
    let uri: Place = "/paths/~1pets/get/uri".parse().unwrap();
    let splice = document
        .splice(&Edit::Insert {
            mapping: "/paths/~1pets/get".parse().unwrap(),
            key: "httpMethod".to_owned(),
            value: "POST".into(),
        })
        .unwrap();
    let mut full = Entry::new(
        RuleCode::LambdaMethodNotPost,
        Severity::Error,
        "the integration's method is GET, & \"Lambda\" wants\nPOST",
    );
    full.why = Some("Lambda is invoked by POST".to_owned());
    full.label = Some("here".to_owned());
    full.about = Some(About {
        api: None,
        stage: Some("prod".to_owned()),
        resource: Some("/pets".to_owned()),
        method: Some("GET".to_owned()),
    });
    let value = document.get(&uri).unwrap().as_str().unwrap();
    let at = value.find("$x").unwrap();
    full.location = Some(Location {
        file: 0,
        spot: Spot::Within(uri, Span::new(at, at + 2)),
    });
    full.related = vec![(
        Location {
            file: 0,
            spot: Spot::Key("/paths/~1pets".parse().unwrap()),
        },
        "of this resource".to_owned(),
    )];
    full.evidence = vec!["seen in the log".to_owned()];
    full.predicted = Some(Predicted {
        status: 500,
        body: "{}".to_owned(),
        log: Some("Execution failed".to_owned()),
    });
    full.mends = vec![Mend {
        title: "Set the method".to_owned(),
        safe: true,
        commands: vec!["aws apigateway put-integration".to_owned()],
        edits: vec![(0, splice)],
    }];
    let mut live = Entry::new(RuleCode::StageMissing, Severity::Warning, "no such stage");
    live.about = Some(About {
        api: Some("abc123".to_owned()),
        ..About::default()
    });
    Report {
        target: "my api.yaml".to_owned(),
        checked: Checked {
            methods: Some(1),
            ..Checked::default()
        },
        findings: vec![full, live],
        files: vec![File {
            path: "my api.yaml".to_owned(),
            text: FILE.to_owned(),
            document: Some(document),
        }],
        unseen: vec![Unseen {
            what: "the definition".to_owned(),
            why: "it is elsewhere".to_owned(),
            location: None,
        }],
    }
}

fn parsed(format: Format) -> Json {
    serde_json::from_str(&report().write(format, false)).unwrap()
}

#[test]
fn exit_codes_are_those_of_the_command_line() {
    let mut all = report();
    assert_eq!(all.exit_code(false), 1);
    all.findings.remove(0);
    assert_eq!((all.exit_code(false), all.exit_code(true)), (3, 1));
    all.findings.clear();
    all.unseen.clear();
    assert_eq!(all.exit_code(true), 0);
}

#[test]
fn json_has_every_key_of_version_1() {
    let expected = json!({
        "version": 1,
        "target": "my api.yaml",
        "checked": {"apis": null, "stages": null, "methods": 1, "functions": null, "templates": null},
        "findings": [{
            "rule": "GW301", "name": "lambda-method-not-post", "cause": 3, "severity": "error",
            "message": "the integration's method is GET, & \"Lambda\" wants\nPOST",
            "why": "Lambda is invoked by POST",
            "subject": {"api": null, "stage": "prod", "resource": "/pets", "method": "GET"},
            "location": {"file": "my api.yaml", "line": 6, "column": 13, "end_line": 6, "end_column": 15},
            "evidence": ["seen in the log"],
            "predicted": {"status": 500, "body": "{}", "log": "Execution failed"},
            "fixes": [{
                "title": "Set the method", "safe": true,
                "commands": ["aws apigateway put-integration"],
                "diff": "--- my api.yaml\n+++ my api.yaml\n@@ -4,3 +4,4 @@\n       uri: |\n         one\n         twö $x\n+      httpMethod: POST\n",
            }],
        }, {
            "rule": "GW702", "name": "stage-missing", "cause": null, "severity": "warning",
            "message": "no such stage", "why": null,
            "subject": {"api": "abc123", "stage": null, "resource": null, "method": null},
            "location": null, "evidence": [], "predicted": null, "fixes": [],
        }],
        "unseen": [{"what": "the definition", "why": "it is elsewhere", "location": null}],
    });
    assert_eq!(parsed(Format::Json), expected);
}

/// The parts that SARIF 2.1.0 requires, and the ones that code hosts read.
#[test]
fn sarif_has_what_hosts_read() {
    let sarif = parsed(Format::Sarif);
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "gatewright");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(result["message"]["text"].is_string());
    }
    for rule in rules {
        assert!(rule["shortDescription"]["text"].is_string() && rule["help"]["text"].is_string());
    }
    let first = &run["results"][0];
    assert_eq!(
        first["locations"][0]["physicalLocation"],
        json!({
            "artifactLocation": {"uri": "my%20api.yaml"},
            "region": {"startLine": 6, "startColumn": 13, "endLine": 6, "endColumn": 15},
        })
    );
    assert_eq!(
        first["fixes"][0]["artifactChanges"][0]["replacements"][0],
        json!({
            "deletedRegion": {"startLine": 6, "startColumn": 15, "endLine": 6, "endColumn": 15},
            "insertedContent": {"text": "\n      httpMethod: POST"},
        })
    );
    let live = &run["results"][1]["locations"][0];
    assert_eq!(live["logicalLocations"][0]["fullyQualifiedName"], "abc123");
    assert!(live.get("physicalLocation").is_none());
    let unseen = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(
        unseen["message"]["text"],
        "not checked: the definition: it is elsewhere"
    );
}

#[test]
fn github_gets_one_escaped_line_for_each() {
    let text = report().write(Format::Github, false);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines,
        [
            "::error title=GW301 lambda-method-not-post,file=my api.yaml,line=6,endLine=6,col=13,endColumn=15::the integration's method is GET, & \"Lambda\" wants%0APOST%0ALambda is invoked by POST",
            "::warning title=GW702 stage-missing::abc123: no such stage",
            "::warning title=not checked::the definition: it is elsewhere",
        ]
    );
}

#[test]
fn junit_fails_for_what_fails_the_run() {
    let text = report().write(Format::Junit, false);
    assert!(
        text.contains("<testsuites name=\"gatewright\" tests=\"3\" failures=\"1\""),
        "{text}"
    );
    assert!(
        text.contains("GET, &amp; &quot;Lambda&quot; wants"),
        "{text}"
    );
    assert_eq!(text.matches("<failure").count(), 1);
    assert!(text.contains("<skipped message=\"it is elsewhere\"/>"));
    let denied = report().write(Format::Junit, true);
    assert_eq!(denied.matches("<failure").count(), 2);
}

#[test]
fn text_shows_the_place_the_reason_and_the_mend() {
    let text = report().write(Format::Text, false);
    let plain = anstream_free(&text);
    for part in [
        "error[GW301]: the integration's method is GET",
        "(lambda-method-not-post)",
        "--> my api.yaml:6:13",
        "twö $x",
        "^^ here",
        "of this resource",
        "note: in prod GET /pets",
        "note: Lambda is invoked by POST",
        "note: requests will get 500 {}",
        "note: the log will say: Execution failed",
        "help: Set the method",
        "+       httpMethod: POST",
        "aws apigateway put-integration",
        "warning[GW702]: no such stage (stage-missing)",
        "warning: not checked: the definition",
        "1 error and 1 warning in 1 method; 1 not checked",
    ] {
        assert!(plain.contains(part), "{part:?} is not in\n{plain}");
    }
}

/// Without colours.
fn anstream_free(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    plain
}
