//! Templates in files: which are found, where their findings stand, and what samples mean.

use std::io;
use std::path::Path;

use gatewright_doctor::document::Document;
use gatewright_doctor::report::Format;
use gatewright_doctor::template::{RenderProblem, Sample, check, find, render};
use serde_json::{Value as Json, json};

fn found(file: &str) -> Vec<String> {
    let document = Document::parse(file).unwrap();
    let found = find(&document);
    let templates = found.templates.iter().map(|it| {
        format!(
            "{:?} {} {:?} {}",
            it.side, it.content_type, it.backend, it.part.place
        )
    });
    let hidden = found.hidden.iter().map(|it| format!("hidden {}", it.place));
    templates.chain(hidden).collect()
}

#[test]
fn templates_are_found_where_aws_has_them() {
    let definition = "/Resources/Api/Properties/DefinitionBody/paths/~1pets/post/x-amazon-apigateway-integration";
    let method = "/Resources/Method/Properties/Integration";
    assert_eq!(
        found(include_str!("../data/sam.yaml")),
        [
            format!(
                "Request application/json Lambda {definition}/requestTemplates/application~1json"
            ),
            format!("Request application/json Mock {method}/RequestTemplates/application~1json"),
            format!(
                "Response application/json Mock {method}/IntegrationResponses/0/ResponseTemplates/application~1json"
            ),
        ]
    );
    assert_eq!(found(include_str!("../data/pets.yaml")).len(), 1);
    assert_eq!(found(include_str!("../data/pets.json")).len(), 1);
    let gateway_responses = "openapi: 3.0.1\nx-amazon-apigateway-gateway-responses:\n  DEFAULT_4XX:\n    responseTemplates:\n      application/json: '{\"m\": $context.error.messageString}'\n";
    assert!(found(gateway_responses).is_empty());
    let elsewhere = "Resources:\n  A:\n    Type: AWS::Serverless::Api\n    Properties:\n      DefinitionUri: api.yaml\n  B:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body:\n        Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://x/y}}\n  C:\n    Type: AWS::ApiGateway::Method\n    Properties:\n      Integration:\n        RequestTemplates: !If\n          - Yes\n          - text/a: !Ref Template\n          - text/b: !Sub '${!x}'\n";
    assert_eq!(
        found(elsewhere),
        [
            "Request text/b Other /Resources/C/Properties/Integration/RequestTemplates/2/text~1b",
            "hidden /Resources/A/Properties/DefinitionUri",
            "hidden /Resources/B/Properties/Body",
            "hidden /Resources/C/Properties/Integration/RequestTemplates/1/text~1a",
        ]
    );
}

fn nothing(_: &Path) -> io::Result<String> {
    Err(io::ErrorKind::NotFound.into())
}

/// The place and code of each finding, and the exit code.
fn checked(path: &str, text: &str, sample: Option<&str>) -> (Vec<(String, u64, u64)>, u8) {
    let sample = sample.map(|sample| Sample::parse(sample).unwrap());
    let report = check(
        vec![(path.to_owned(), text.to_owned())],
        sample.as_ref(),
        &nothing,
    )
    .unwrap();
    let json: Json = serde_json::from_str(&report.write(Format::Json, false)).unwrap();
    let findings = json["findings"].as_array().unwrap().iter().map(|finding| {
        let at = &finding["location"];
        (
            finding["rule"].as_str().unwrap().to_owned(),
            at["line"].as_u64().unwrap(),
            at["column"].as_u64().unwrap(),
        )
    });
    (findings.collect(), report.exit_code(false))
}

fn with_template(template: &str) -> String {
    include_str!("../data/sam.yaml").replace("{\"name\": \"$body.name\"}", template)
}

#[test]
fn findings_stand_where_the_template_is_written() {
    let broken = "#if($body.name == null)#end";
    let (findings, exit) = checked("sam.yaml", &with_template(broken), None);
    assert_eq!(exit, 1);
    assert!(
        findings
            .iter()
            .any(|(_, line, column)| (*line, *column) == (27, 39)),
        "{findings:?}"
    );
    let json = "{\"swagger\": \"2.0\", \"paths\": {\"/a\": {\"get\": {\"x-amazon-apigateway-integration\": {\"requestTemplates\": {\"a/b\":\n\"#set($x = 1)\\n\\u0023if($x == null)#end\"}}}}}}";
    let (findings, _) = checked("a.json", json, None);
    assert!(
        findings
            .iter()
            .any(|(_, line, column)| (*line, *column) == (2, 31)),
        "{findings:?}"
    );
    let (findings, exit) = checked("sam.yaml", include_str!("../data/sam.yaml"), None);
    assert_eq!((findings, exit), (vec![], 0));
}

#[test]
fn what_fn_sub_fills_in_is_not_judged() {
    let file = |text: &str| {
        format!(
            "Resources:\n  M:\n    Type: AWS::ApiGateway::Method\n    Properties:\n      Integration:\n        RequestTemplates:\n          a/b: !Sub |\n            {text}\n"
        )
    };
    assert_eq!(
        checked("t.yaml", &file("{\"a\": \"${Table}\"}"), None),
        (vec![], 0)
    );
    assert_eq!(
        checked("t.yaml", &file("#if($a == ${Table})#end"), None).1,
        3
    );
    let (findings, exit) = checked(
        "t.yaml",
        &file("\"${Table}\" ${!x} #if($a == null)#end"),
        None,
    );
    assert_eq!(exit, 1);
    assert!(
        findings
            .iter()
            .any(|(_, line, column)| (*line, *column) == (8, 40)),
        "{findings:?}"
    );
}

#[test]
fn a_sample_shows_what_a_backend_would_not_take() {
    let sample = r#"{"body": {"name": "Rex"}}"#;
    let rules = |file: &str| -> Vec<String> {
        let (findings, _) = checked("sam.yaml", file, Some(sample));
        findings.into_iter().map(|(rule, _, _)| rule).collect()
    };
    assert!(rules(include_str!("../data/sam.yaml")).is_empty());
    let found = rules(&with_template("{\"name\": $body.name}"));
    assert!(found.contains(&"GW412".to_owned()), "{found:?}");
    let mock =
        include_str!("../data/sam.yaml").replace("'{\"statusCode\": 200}'", "'{\"status\": 200}'");
    assert!(rules(&mock).contains(&"GW406".to_owned()));
}

fn rendered(template: &str, sample: &str) -> String {
    let sample = Sample::parse(sample).unwrap();
    render("t.vtl", template, None, &sample, false)
        .unwrap()
        .output
}

#[test]
fn samples_are_what_templates_see() {
    let template = "$input.json('$')|$input.params('a')|$input.params().header.b|$context.stage|$stageVariables.v|$input.params('q')";
    let own = r#"{"body": {"x": 1.50}, "params": {"path": {"a": 7}, "header": {"b": "h"}, "querystring": {"q": ["1", "2"]}}, "context": {"stage": "prod"}, "stageVariables": {"v": "w"}}"#;
    assert_eq!(rendered(template, own), "{\"x\":1.5}|7|h|prod|w|2");
    let event = r#"{"resource": "/{a}", "httpMethod": "GET", "body": "eyJ4IjoxfQ==", "isBase64Encoded": true,
        "pathParameters": {"a": "7"}, "headers": null, "multiValueHeaders": {"b": ["g", "h"]},
        "queryStringParameters": {"q": "2"}, "requestContext": {"stage": "prod"}, "stageVariables": {"v": "w"}}"#;
    assert_eq!(rendered(template, event), "{\"x\":1}|7|h|prod|w|2");
    assert_eq!(rendered(template, "{}"), "{}|||||");
    assert_eq!(
        rendered("$input.body", r#"{"body": "raw text"}"#),
        "raw text"
    );
}

#[test]
fn a_slip_in_a_sample_is_named() {
    let message = |sample: &str| {
        let error = Sample::parse(sample).unwrap_err();
        format!("{error}; {}", error.hint)
    };
    let cases = [
        (
            r#"{"stageVariable": {}}"#,
            "line 1, column 2: unknown key 'stageVariable'; did you mean 'stageVariables'?",
        ),
        (
            "{\n \"headers\": {}}",
            "line 2, column 2: unknown key 'headers'; write \"params\": {\"header\": …}",
        ),
        (
            r#"{"params": {"query": {}}}"#,
            "unknown key 'query'; params has the keys path, querystring and header",
        ),
        (
            r#"{"querystring": {}}"#,
            "write \"params\": {\"querystring\": …}",
        ),
        (
            r#"{"params": {"path": {"a": {}}}}"#,
            "'path' is an object of names and texts",
        ),
        (r#"{"version": "2.0", "requestContext": {}}"#, "HTTP API"),
        ("[1]", "a sample request is an object"),
        ("{\"body\": ", "a sample request is JSON"),
    ];
    for (sample, expected) in cases {
        let message = message(sample);
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn one_of_several_templates_is_asked_for() {
    let file = include_str!("../data/sam.yaml");
    let sample = Sample::default();
    let problem = render("sam.yaml", file, None, &sample, false).unwrap_err();
    let RenderProblem::NoSingleTemplate { places, .. } = problem else {
        panic!("{problem:?}")
    };
    let output = render("sam.yaml", file, Some(&places[1]), &sample, false);
    assert_eq!(output.unwrap().output, "{\"statusCode\": 200}");
}

#[test]
fn a_trace_tells_values_branches_loops_and_what_is_missing() {
    let template = "#foreach($p in $input.path('$.p'))\n#if($p.a > 1)$p.a#end#end\n$context.stag";
    let sample = Sample::parse(r#"{"body": {"p": [{"a": 1}, {"a": 2}]}}"#).unwrap();
    let trace = render("t.vtl", template, None, &sample, true)
        .unwrap()
        .trace;
    for part in [
        "foreach $input.path('$.p')",
        "ran 2 times",
        "if $p.a > 1",
        "held 1 of 2 times",
        "= 1, then 2",
        "undefined",
    ] {
        assert!(trace.contains(part), "{part}\n{trace}");
    }
    assert!(
        trace
            .lines()
            .any(|line| line.contains("3:1") && line.contains("$context.stag")),
        "{trace}"
    );
}

#[test]
fn a_path_that_refers_to_another_is_followed_once() {
    let integration = "x-amazon-apigateway-integration: {requestTemplates: {text/a: x}}";
    let file = format!(
        "openapi: 3.0.1\npaths:\n  /a: {{$ref: '#/paths/~1b%7Bid%7D'}}\n  /c: {{$ref: '#/components/pathItems/p'}}\n  /d: {{$ref: '#/components/pathItems/p'}}\n  /e: {{$ref: other.yaml}}\n  /f: {{$ref: '#/nowhere'}}\n  '/b{{id}}':\n    get: {{}}\ncomponents:\n  pathItems:\n    p:\n      get:\n        {integration}\n"
    );
    assert_eq!(
        found(&file),
        [
            "Request text/a Other /components/pathItems/p/get/x-amazon-apigateway-integration/requestTemplates/text~1a",
            "hidden /paths/~1e/$ref",
            "hidden /paths/~1f/$ref",
        ]
    );
}

#[test]
fn definitions_in_other_files_are_checked_with_the_file_that_names_them() {
    let file = "Resources:\n  A:\n    Type: AWS::Serverless::Api\n    Properties:\n      DefinitionUri: ./api.yaml\n  B:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body:\n        Fn::Transform: {Name: AWS::Include, Parameters: {Location: ../api.yaml}}\n  C:\n    Type: AWS::Serverless::Api\n    Properties:\n      DefinitionUri: lost.yaml\n";
    let api = "openapi: 3.0.1\npaths:\n  /a:\n    get:\n      x-amazon-apigateway-integration:\n        requestTemplates:\n          text/a: '#set($x = null)'\n";
    let reader = |path: &Path| match path.to_str() {
        Some("infra/api.yaml" | "api.yaml") => Ok(api.to_owned()),
        _ => nothing(path),
    };
    let files = vec![("infra/./t.yaml".to_owned(), file.to_owned())];
    let report = check(files, None, &reader).unwrap();
    let report: Json = serde_json::from_str(&report.write(Format::Json, false)).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let places: Vec<_> = findings
        .map(|it| {
            (
                it["location"]["file"].as_str(),
                it["location"]["line"].as_u64(),
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            (Some("infra/api.yaml"), Some(7)),
            (Some("api.yaml"), Some(7))
        ]
    );
    assert_eq!(
        report["unseen"].as_array().map(Vec::len),
        Some(1),
        "{report}"
    );
}

#[test]
fn keys_that_are_no_content_types_are_refused_as_aws_does() {
    let file = "openapi: 3.0.1\npaths:\n  /a:\n    get:\n      x-amazon-apigateway-integration:\n        requestTemplates:\n          '123': x\n          text/plain; charset=utf-8: x\n          $default: x\n";
    assert_eq!(
        checked("a.yaml", file, None),
        (vec![("GW711".to_owned(), 7, 11)], 1)
    );
}

#[test]
fn response_templates_run_with_the_response_of_the_sample() {
    let file = |template: &str| {
        format!(
            "openapi: 3.0.1\npaths:\n  /a:\n    get:\n      x-amazon-apigateway-integration:\n        responses:\n          default:\n            responseTemplates:\n              application/json: '{template}'\n"
        )
    };
    let sample =
        r#"{"body": {"n": 0}, "response": {"n": [1, 2]}, "params": {"header": {"a": "b"}}}"#;
    let text = file("{\"n\": $input.path(\"$.n\").get(1), \"a\": \"$input.params(\"a\")\"}");
    let parsed = Sample::parse(sample).unwrap();
    let output = render("a.yaml", &text, None, &parsed, false)
        .unwrap()
        .output;
    assert_eq!(output, "{\"n\": 2, \"a\": \"b\"}");
    assert_eq!(checked("a.yaml", &text, Some(sample)), (vec![], 0));
    let fails = file("{\"n\": $input.path(\"$.n\").get(2)}");
    assert_eq!(checked("a.yaml", &fails, Some(sample)).0[0].0, "GW402");
    let no_json = file("{\"n\": $input.path(\"$.n\").size(), }");
    assert_eq!(checked("a.yaml", &no_json, Some(sample)).0[0].0, "GW457");
    // Without a response nothing is known of what it would run with.
    assert_eq!(
        checked("a.yaml", &fails, Some("{\"body\": {}}")),
        (vec![], 0)
    );
}

/// A plan's templates are JSON in JSON: what is wrong in one is found where the plan has it.
#[test]
fn templates_of_a_plan_are_checked_where_they_stand() {
    let template =
        "{\"id\": \"$input.params('id')\",\n #foreach($x in $input.path('$'))\n $x #end #end}";
    let integration = json!({
        "http_method": "GET", "type": "MOCK", "request_templates": {"application/json": template},
    });
    let resource = |kind: &str, values: &Json| {
        json!({
            "address": format!("{kind}.get"), "mode": "managed", "type": kind, "name": "get",
            "values": values,
        })
    };
    let ids = json!({"rest_api_id": "a1", "resource_id": "r1"});
    let with_ids = |mut values: Json| {
        values["rest_api_id"] = ids["rest_api_id"].clone();
        values["resource_id"] = ids["resource_id"].clone();
        values
    };
    let plan = json!({
        "format_version": "1.0", "terraform_version": "1.9.8",
        "values": {"root_module": {"resources": [
            resource("aws_api_gateway_rest_api", &json!({"id": "a1", "root_resource_id": "r1", "name": "pets"})),
            resource("aws_api_gateway_method", &with_ids(json!({"http_method": "GET", "authorization": "NONE"}))),
            resource("aws_api_gateway_integration", &with_ids(integration)),
        ]}},
    });
    let text = serde_json::to_string_pretty(&plan).unwrap();
    let report = check(vec![("state.json".to_owned(), text.clone())], None, &|_| {
        Err(std::io::ErrorKind::NotFound.into())
    })
    .unwrap();
    assert_eq!(report.checked.templates, Some(1));
    let [finding] = report.findings.as_slice() else {
        panic!("{:?}", report.findings);
    };
    assert_eq!(finding.rule.code, "GW448", "{}", finding.message);
    let span = report.files[0]
        .span(&finding.location.as_ref().unwrap().spot)
        .unwrap();
    assert_eq!(&text[span.range()], "#end");
    assert!(text[span.end..].starts_with("}\""));
    assert!(finding.mends.is_empty());
}

#[test]
fn a_bare_template_that_seems_to_write_json_is_judged_as_json() {
    let found = |template| checked("a.vtl", template, Some("{}")).0;
    assert_eq!(found("#set($x = 5)\n{\"a\": $x")[0].0, "GW457");
    assert_eq!(found("[#foreach($x in [1, 2])$x #end]")[0].0, "GW457");
    assert_eq!(found("#set($x = 5)\n<a>$x</a>"), []);
    assert_eq!(found("a=$x"), []);
}
