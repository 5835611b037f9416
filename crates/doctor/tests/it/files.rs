//! Files that people write, broken and healthy: what is found in them and where, and that the mends
//! that are written into them take it away.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use gatewright_doctor::checkup::Checkup;
use gatewright_doctor::document::Lines;
use gatewright_doctor::fix::Fix;
use gatewright_doctor::rule::Severity;
use gatewright_doctor::rules::check;
use gatewright_doctor::source::file::{Change, LoadError, Loaded, NoEdit, load, load_folder, read};
use gatewright_doctor::subject::{Place, Thing};
use gatewright_gateway::fault::RuleCode;
use proptest::prelude::*;
use serde_json::json;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/files")
}

fn named(name: &str) -> PathBuf {
    folder().join(name)
}

fn is_file_of_this_test(path: &Path) -> bool {
    path.extension()
        .is_some_and(|kind| kind == "yaml" || kind == "json")
}

fn files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| is_file_of_this_test(path));
    paths.sort();
    paths
}

/// The errors of a file, a line each, and what it does not show.
fn said(loaded: &Loaded) -> Vec<String> {
    let at = |file: usize, start: usize| {
        let file = &loaded.files[file];
        let position = Lines::new(file.document.text()).position(start);
        let place = format!("{}:{}", position.line, position.column);
        if std::ptr::eq(file, &raw const loaded.files[0]) {
            place
        } else {
            format!(
                "{}:{place}",
                file.path.file_name().unwrap().to_string_lossy()
            )
        }
    };
    let mut lines = Vec::new();
    for trouble in &loaded.troubles {
        let place = at(trouble.file, trouble.span.start);
        lines.push(format!("error {place} {}", trouble.message));
    }
    for unseen in &loaded.unseen {
        lines.push(format!("unseen {unseen}"));
    }
    for part in &loaded.parts {
        let checkup = Checkup::new(&part.subject, 0);
        let mut line = |rule: RuleCode, place: &Place, message: &str| {
            let spot = loaded.spot(part, place);
            let place = at(spot.file, spot.span.start);
            lines.push(format!("{rule} {place} {}", loaded.say(message)));
        };
        for finding in check(&checkup) {
            if finding.severity == Severity::Error {
                line(finding.rule, &finding.place, &finding.message);
            }
        }
    }
    lines.dedup();
    lines
}

#[test]
fn what_is_found_in_files() {
    let mut wrong = String::new();
    for path in files() {
        let found = match load(&path) {
            Ok(loaded) => said(&loaded),
            Err(error) => vec![error.to_string()],
        };
        let found = found.join("\n") + if found.is_empty() { "" } else { "\n" };
        let expected = path.with_extension("found");
        if std::fs::read_to_string(&expected).unwrap_or_default() != found {
            write!(wrong, "==== {}\n{found}", expected.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}====");
}

/// The first remedy that a file can take of what is found in it, with what it would change.
fn next_mend(loaded: &Loaded) -> Option<Result<Vec<Change>, NoEdit>> {
    for part in &loaded.parts {
        for finding in check(&Checkup::new(&part.subject, 0)) {
            let mut remedies = finding.remedies.iter();
            let is_error = finding.severity == Severity::Error;
            let remedy = remedies.find(|remedy| remedy.safe && is_error);
            if let Some(remedy) = remedy {
                return Some(loaded.mend(part, &remedy.fixes));
            }
        }
    }
    None
}

/// A file with all its mends, and the diff of each.
fn mended(path: &Path) -> (Loaded, String) {
    let mut texts: Vec<(PathBuf, String)> = Vec::new();
    let mut diffs = String::new();
    loop {
        let reader = |path: &Path| {
            let kept = texts.iter().rev().find(|(other, _)| other == path);
            kept.map_or_else(
                || std::fs::read_to_string(path),
                |(_, text)| Ok(text.clone()),
            )
        };
        let loaded = read(path, &reader).unwrap();
        let changes = match next_mend(&loaded) {
            None => return (loaded, diffs),
            Some(Err(error)) => {
                writeln!(diffs, "cannot: {}", loaded.say(&error.to_string())).unwrap();
                return (loaded, diffs);
            }
            Some(Ok(changes)) => changes,
        };
        assert!(
            !changes.is_empty(),
            "{}: a mend without a change",
            path.display()
        );
        for change in changes {
            let diff = change.diff();
            diffs.push_str(&diff.replace(&format!("{}/", folder().display())[1..], ""));
            let after = change.after();
            texts.push((change.path, after));
        }
        assert!(
            texts.len() < 20,
            "{}: mends without end\n{diffs}",
            path.display()
        );
    }
}

#[test]
fn mends_are_written_into_files_and_take_away_what_was_found() {
    let mut wrong = String::new();
    for path in files() {
        if !matches!(load(&path), Ok(loaded) if next_mend(&loaded).is_some()) {
            continue;
        }
        let (_, diffs) = mended(&path);
        let expected = path.with_extension("diff");
        if std::fs::read_to_string(&expected).unwrap_or_default() != diffs {
            write!(wrong, "==== {}\n{diffs}", expected.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}====");
}

#[test]
fn a_folder_gives_what_is_understood_in_it() {
    let (loaded, broken) = load_folder(&folder(), &|_| false).unwrap();
    assert!(broken.is_empty(), "{broken:?}");
    let names: Vec<String> = loaded
        .iter()
        .map(|one| {
            one.files[0]
                .path
                .file_name()
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert!(names.contains(&"sam-hello.yaml".to_owned()));
    assert!(names.contains(&"swagger2.json".to_owned()));
    // It is a part of others.
    assert!(!names.contains(&"orders.yaml".to_owned()), "{names:?}");
}

#[test]
fn a_file_that_is_nothing_of_it_says_what_is_understood() {
    let reader = |_: &Path| Ok("kind: Deployment\n".to_owned());
    let error = read(Path::new("k8s.yaml"), &reader).unwrap_err();
    assert_eq!(
        error.to_string(),
        "k8s.yaml is no API definition: understood are OpenAPI 3.0 and Swagger 2.0, CloudFormation \
         and SAM templates, in YAML or JSON, and what `terraform show -json` writes"
    );
    let reader = |_: &Path| Ok("Resources: [\n".to_owned());
    let error = read(Path::new("broken.yaml"), &reader).unwrap_err();
    assert!(matches!(error, LoadError::Syntax { .. }), "{error}");
}

#[test]
fn a_deployment_says_which_methods_it_does_not_wait_for() {
    let loaded = load(&named("cfn-race.yaml")).unwrap();
    let deployment = &loaded.parts[0].subject.deployments[0];
    assert_eq!(deployment.stages, ["prod"]);
    assert_eq!(deployment.unawaited.len(), 1);
    let loaded = load(&named("cdk.template.json")).unwrap();
    assert_eq!(loaded.parts[0].subject.deployments[0].unawaited, []);
}

/// A mend of a small template, as a diff without its head, or why there is none.
fn mend_of(template: &str, fixes: &[Fix]) -> String {
    let loaded = read(Path::new("t.yaml"), &|_| Ok(template.to_owned())).unwrap();
    match loaded.mend(&loaded.parts[0], fixes) {
        Err(error) => loaded.say(&error.to_string()),
        Ok(changes) => {
            let diffs: Vec<String> = changes.iter().map(Change::diff).collect();
            let lines = diffs.iter().flat_map(|diff| diff.lines().skip(3));
            let changed = lines.filter(|line| line.starts_with(['+', '-']));
            changed.collect::<Vec<_>>().join("\n")
        }
    }
}

const TEMPLATE: &str = "\
Parameters:
  Verb: {Type: String, Default: GET}
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: pets
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: AWS
        IntegrationHttpMethod: !Ref Verb
        Uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations
        IntegrationResponses:
          - StatusCode: 200
      MethodResponses:
        - StatusCode: 200
  Worker:
    Type: AWS::Lambda::Function
    Condition: Always
    Properties:
      FunctionName: worker
  Old:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Worker
      Principal: apigateway.amazonaws.com
      SourceArn: arn:aws:execute-api:us-east-1:123456789012:gone/*
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      StageName: prod
";

#[test]
fn fixes_become_edits_in_the_files_own_words() {
    let member = |pointer: &str| Thing::method("/", "GET").member(pointer);
    let worker = "arn:aws:lambda:us-east-1:123456789012:function:worker";
    let cases: Vec<(Fix, &str)> = vec![
        (
            Fix::set(member("/methodIntegration/timeoutInMillis"), 5000),
            "+        TimeoutInMillis: 5000",
        ),
        (
            Fix::set(member("/methodIntegration/type"), "AWS_PROXY"),
            "-        Type: AWS\n+        Type: AWS_PROXY",
        ),
        (
            Fix::set(member("/methodIntegration/httpMethod"), "POST"),
            "the value at line 17 comes from Ref, and what that refers to is to be changed",
        ),
        (
            Fix::set(
                member("/methodResponses/500"),
                json!({"statusCode": "500", "responseModels": {"application/json": "Error"}}),
            ),
            "+        - StatusCode: \"500\"\n+          ResponseModels:\n+            application/json: Error",
        ),
        (
            Fix::set(
                member("/methodIntegration/requestTemplates/application~1json"),
                "{}",
            ),
            "+        RequestTemplates:\n+          application/json: \"{}\"",
        ),
        (
            Fix::set(
                Thing::Stage("prod".to_owned()).member("/variables/alias"),
                "live",
            ),
            "+      Variables:\n+        alias: live",
        ),
        (
            Fix::set(
                Thing::Stage("prod".to_owned()).member("/methodSettings/*~1*/loggingLevel"),
                "ERROR",
            ),
            "+      MethodSettings:\n+        - ResourcePath: /*\n+          HttpMethod: \"*\"\n+          LoggingLevel: ERROR",
        ),
        (
            Fix::set(Thing::Api.member("/binaryMediaTypes"), json!(["image/png"])),
            "+      BinaryMediaTypes:\n+        - image/png",
        ),
        (
            Fix::Remove {
                place: member("/methodIntegration/integrationResponses"),
            },
            "-        IntegrationResponses:\n-          - StatusCode: 200",
        ),
        (
            Fix::RevokeInvoke {
                function: worker.to_owned(),
                qualifier: None,
                statement_id: "Old".to_owned(),
            },
            "-  Old:\n-    Type: AWS::Lambda::Permission\n-    Properties:\n\
             -      Action: lambda:InvokeFunction\n-      FunctionName: !Ref Worker\n\
             -      Principal: apigateway.amazonaws.com\n\
             -      SourceArn: arn:aws:execute-api:us-east-1:123456789012:gone/*",
        ),
        (
            Fix::GrantInvoke {
                function: worker.to_owned(),
                qualifier: None,
                statement_id: "any".to_owned(),
                source_arn: "arn:aws:execute-api:us-east-1:123456789012:stack.Api/*/*/*".to_owned(),
            },
            "+  WorkerPermissionAny:\n+    Type: AWS::Lambda::Permission\n+    Condition: Always\n\
             +    Properties:\n+      Action: lambda:InvokeFunction\n\
             +      FunctionName: !GetAtt Worker.Arn\n+      Principal: apigateway.amazonaws.com\n\
             +      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/*/*",
        ),
        (
            Fix::GrantInvoke {
                function: worker.replace("worker", "other"),
                qualifier: None,
                statement_id: "any".to_owned(),
                source_arn: "arn:aws:execute-api:us-east-1:123456789012:stack.Api/*/*/*".to_owned(),
            },
            "arn:aws:lambda:us-east-1:123456789012:function:other is no resource of the template, \
             and its permissions belong where it is made",
        ),
        (
            Fix::ProxyToFunction {
                path: "/".to_owned(),
                verb: "GET".to_owned(),
                uri: format!(
                    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{worker}/invocations"
                ),
            },
            "the value at line 17 comes from Ref, and what that refers to is to be changed",
        ),
        (
            Fix::Redeploy {
                stage: "prod".to_owned(),
            },
            "",
        ),
    ];
    for (fix, expected) in cases {
        assert_eq!(
            mend_of(TEMPLATE, std::slice::from_ref(&fix)),
            expected,
            "{fix:?}"
        );
    }
}

#[test]
fn an_integration_becomes_a_proxy_in_a_template() {
    let fix = Fix::ProxyToFunction {
        path: "/".to_owned(),
        verb: "GET".to_owned(),
        uri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:worker/invocations".to_owned(),
    };
    let template = TEMPLATE.replace("!Ref Verb", "GET");
    assert_eq!(
        mend_of(&template, &[fix]),
        "-        Type: AWS\n-        IntegrationHttpMethod: GET\n\
         -        Uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations\n\
         -        IntegrationResponses:\n-          - StatusCode: 200\n\
         +        Type: AWS_PROXY\n+        IntegrationHttpMethod: POST\n\
         +        Uri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations"
    );
}

#[test]
fn an_openapi_definition_takes_what_it_can_say() {
    let definition = "\
openapi: 3.0.1
info: {title: pets, version: '1'}
paths:
  /pets:
    get:
      responses:
        '200': {description: all}
      x-amazon-apigateway-integration:
        type: aws
        httpMethod: POST
        uri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:pets/invocations
        responses:
          default: {statusCode: 200}
";
    let member = |pointer: &str| Thing::method("/pets", "GET").member(pointer);
    let cases = [
        (
            Fix::set(member("/methodResponses/404"), json!({"statusCode": "404"})),
            "+        \"404\":\n+          description: \"404 response\"",
        ),
        (
            Fix::set(
                member("/methodIntegration/integrationResponses/404"),
                json!({"statusCode": "404", "selectionPattern": "404"}),
            ),
            "+          \"404\":\n+            statusCode: \"404\"",
        ),
        (
            Fix::GrantInvoke {
                function: "pets".to_owned(),
                qualifier: None,
                statement_id: "x".to_owned(),
                source_arn: "arn:aws:execute-api:us-east-1:123456789012:api/*".to_owned(),
            },
            "an OpenAPI definition says nothing of a function's permissions",
        ),
    ];
    for (fix, expected) in cases {
        assert_eq!(
            mend_of(definition, std::slice::from_ref(&fix)),
            expected,
            "{fix:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_text_makes_it_panic(
        number in 0_usize..64,
        at in 0.0_f64..1.0,
        length in 0_usize..40,
        insertion in prop_oneof![
            Just(String::new()),
            "[ -~\n]{0,12}",
            Just("!Sub '${".to_owned()),
            Just("!If [A, ".to_owned()),
            Just("{Ref: Api}".to_owned()),
            Just("Fn::GetAtt: [Api, Arn]".to_owned()),
            Just("*x".to_owned()),
        ],
    ) {
        let paths = files();
        let path = &paths[number % paths.len()];
        let text = std::fs::read_to_string(path).unwrap();
        let boundary = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = boundary((at * text.len() as f64) as usize);
        let end = boundary(start + length);
        let mutated = format!("{}{insertion}{}", &text[..start], &text[end.max(start)..]);
        let reader = |other: &Path| {
            if other == path { Ok(mutated.clone()) } else { std::fs::read_to_string(other) }
        };
        if let Ok(loaded) = read(path, &reader) {
            said(&loaded);
            if let Some(Ok(changes)) = next_mend(&loaded) {
                for change in changes {
                    change.diff();
                }
            }
        }
    }
}

#[test]
fn a_handler_is_looked_for_where_the_code_is() {
    let template = |handler: &str| {
        format!(
            "Transform: AWS::Serverless-2016-10-31\n\
             Resources:\n\
             \x20 Pets:\n\
             \x20   Type: AWS::Serverless::Function\n\
             \x20   Properties:\n\
             \x20     Runtime: python3.13\n\
             \x20     Handler: {handler}\n\
             \x20     CodeUri: src\n\
             \x20     Events: {{Get: {{Type: Api, Properties: {{Path: /, Method: get}}}}}}\n"
        )
    };
    let found = |handler: &str, code: &[&str]| {
        let text = template(handler);
        let reader = |path: &Path| {
            let files = code.iter().map(|name| Path::new("src").join(name));
            if path == Path::new("template.yaml") {
                Ok(text.clone())
            } else if files.clone().any(|file| file == path) {
                Ok(String::new())
            } else if files.clone().any(|file| file.starts_with(path)) {
                Err(std::io::ErrorKind::IsADirectory.into())
            } else {
                Err(std::io::ErrorKind::NotFound.into())
            }
        };
        let loaded = read(Path::new("template.yaml"), &reader).unwrap();
        let findings = check(&Checkup::new(&loaded.parts[0].subject, 0));
        let mut found = findings
            .into_iter()
            .filter(|finding| finding.rule == RuleCode::FunctionCannotStart);
        found.next().map(|finding| finding.message)
    };
    let message = found("app.handler", &["index.py"]).unwrap();
    let said = "its handler 'app.handler' is in the file app.py, which src does not have";
    assert!(message.ends_with(said), "{message}");
    for (handler, code) in [
        ("app.handler", &["app.py"][..]),
        ("pets.app.handler", &["pets/app.py"]),
        ("pets.handler", &["pets/__init__.py"]),
        ("app.handler", &["Makefile"]),
        // Code that is not here yet.
        ("app.handler", &[]),
    ] {
        assert_eq!(found(handler, code), None, "{handler} {code:?}");
    }
}
