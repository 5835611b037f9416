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
        files: vec![File::new(
            "my api.yaml".to_owned(),
            FILE.to_owned(),
            Some(document),
        )],
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

/// What a schema has against a report.
fn against(schema: &str, report: &Json) -> Vec<String> {
    // The standard's pattern for languages has a bracket too much, which regular expressions of JSON
    // schemas may not have.
    let schema = schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$");
    let schema: Json = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors = validator.iter_errors(report);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

const JSON_SCHEMA: &str = include_str!("../../../../docs/doctor.schema.json");
const SARIF_SCHEMA: &str = include_str!("../data/schemas/sarif-schema-2.1.0.json");

#[test]
fn json_is_as_its_schema_says() {
    let json = parsed(Format::Json);
    assert_eq!(against(JSON_SCHEMA, &json), [""; 0]);
    let empty = Report::default().write(Format::Json, false);
    let empty = serde_json::from_str(&empty).unwrap();
    assert_eq!(against(JSON_SCHEMA, &empty), [""; 0]);
    for pointer in [
        "",
        "/findings/0",
        "/findings/0/location",
        "/findings/0/fixes/0",
    ] {
        let mut less = json.clone();
        let object = less.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
        let key = object.keys().next().unwrap().clone();
        object.remove(&key);
        assert!(!against(JSON_SCHEMA, &less).is_empty(), "{pointer}/{key}");
    }
}

#[test]
fn sarif_is_as_the_standards_schema_says() {
    let sarif = parsed(Format::Sarif);
    assert_eq!(against(SARIF_SCHEMA, &sarif), [""; 0]);
    let empty = Report::default().write(Format::Sarif, false);
    let empty = serde_json::from_str(&empty).unwrap();
    assert_eq!(against(SARIF_SCHEMA, &empty), [""; 0]);
    let mut wrong = sarif;
    wrong["runs"][0]["results"][0]["level"] = json!("fatal");
    assert!(!against(SARIF_SCHEMA, &wrong).is_empty());
}

/// A finding is the same one after its lines have moved.
#[test]
fn sarif_knows_a_finding_again() {
    let before = parsed(Format::Sarif);
    let mut moved = report();
    moved.files[0].text.insert_str(0, "# a new line\n");
    moved.files[0].document = Some(Document::parse(&moved.files[0].text).unwrap());
    let after: Json = serde_json::from_str(&moved.write(Format::Sarif, false)).unwrap();
    let of = |sarif: &Json, what: &str| sarif["runs"][0]["results"][0][what].clone();
    assert_ne!(of(&before, "locations"), of(&after, "locations"));
    let fingerprints = of(&before, "partialFingerprints");
    assert!(fingerprints.is_object());
    assert_eq!(fingerprints, of(&after, "partialFingerprints"));
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

/// Elements and attributes are those of the schema that build servers share (Jenkins' `junit-10.xsd`),
/// with `file` and `line`, which GitLab and CircleCI add; and the numbers add up.
#[test]
fn junit_is_as_build_servers_read_it() {
    use quick_xml::events::Event;
    let allowed: [(&str, &str, &[&str]); 6] = [
        (
            "",
            "testsuites",
            &["name", "tests", "failures", "errors", "skipped"],
        ),
        (
            "testsuites",
            "testsuite",
            &["name", "tests", "failures", "errors", "skipped"],
        ),
        (
            "testsuite",
            "testcase",
            &["name", "classname", "file", "line"],
        ),
        ("testcase", "failure", &["type", "message"]),
        ("testcase", "skipped", &["message"]),
        ("testcase", "system-out", &[]),
    ];
    let mut hostile = report();
    hostile.findings[1].message = "]]> <b> \u{1}\u{85} & 'x' \"y\" %0A".to_owned();
    for text in [
        report().write(Format::Junit, true),
        hostile.write(Format::Junit, true),
    ] {
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut open: Vec<String> = Vec::new();
        let (mut counted, mut stated) = ([0; 3], [0; 3]);
        loop {
            let event = reader.read_event().unwrap();
            let (start, stays) = match &event {
                Event::Start(start) => (start, true),
                Event::Empty(start) => (start, false),
                Event::End(_) => {
                    open.pop();
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            let name = start.name().as_ref().to_owned();
            let parent = open.last().map_or("", String::as_str);
            let known = allowed.iter().find(|it| (it.0, it.1) == (parent, &name));
            let (_, _, attributes) = known.unwrap_or_else(|| panic!("{name} in '{parent}'"));
            for attribute in start.attributes() {
                let attribute = attribute.unwrap();
                let key = attribute.key.as_ref().to_owned();
                assert!(attributes.contains(&&*key), "{name} {key}");
                let value = attribute.value.to_string();
                let of_suite = ["tests", "failures", "skipped"];
                let number = of_suite.iter().position(|it| *it == key);
                if let Some(number) = number.filter(|_| name == "testsuites") {
                    stated[number] = value.parse::<usize>().unwrap();
                }
            }
            let counts = ["testcase", "failure", "skipped"];
            if let Some(number) = counts.iter().position(|it| *it == name) {
                counted[number] += 1;
            }
            if stays {
                open.push(name);
            }
        }
        assert!(open.is_empty());
        assert_eq!(counted, stated);
    }
}

#[test]
fn github_escapes_what_its_runner_would_read() {
    let mut odd = report();
    odd.files[0].path = "100%, a:b\n.yaml".to_owned();
    odd.findings[0].message = "50% of\r\n::error::x".to_owned();
    let text = odd.write(Format::Github, false);
    let first = text.lines().next().unwrap();
    assert!(
        first.contains("file=100%25%2C a%3Ab%0A.yaml,line=6"),
        "{first}"
    );
    assert!(
        first.contains("::50%25 of%0D%0A::error::x%0ALambda"),
        "{first}"
    );
    assert_eq!(text.lines().count(), 3);
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
