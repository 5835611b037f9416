//! Plans of mends: nothing twice, permissions put together, one deployment at the end, and what each
//! change replaces.

use gatewright_doctor::checkup::Checkup;
use gatewright_doctor::known::Known;
use gatewright_doctor::mend::{Step, plan};
use gatewright_doctor::rules::check;
use gatewright_doctor::subject::{Function, Origin, ResourcePolicy, StageSubject, Subject};
use gatewright_gateway::api::Api;
use gatewright_gateway::fault::RuleCode;
use serde_json::{Value, json};

const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:pets";

/// An API whose methods `GET /{n}` call the function by a verb, in the stages `a` and `b`.
fn subject(methods: usize, verb: &str, policy: Option<&str>) -> Subject {
    let uri = format!(
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{FUNCTION}/invocations"
    );
    let resource = |number| {
        json!({
            "id": format!("r{number}"),
            "path": format!("/{number}"),
            "resourceMethods": {"GET": {
                "httpMethod": "GET",
                "authorizationType": "NONE",
                "methodIntegration": {"type": "AWS_PROXY", "httpMethod": verb, "uri": uri},
            }}
        })
    };
    let resources: Vec<Value> = (0..methods).map(resource).collect();
    let api: Api = serde_json::from_value(json!({
        "account": "123456789012",
        "region": "us-east-1",
        "restApi": {"id": "abc123", "name": "pets"},
        "resources": resources,
    }))
    .unwrap();
    let stage = |name: &str| StageSubject {
        stage: serde_json::from_value(json!({"stageName": name, "deploymentId": "old"})).unwrap(),
        deployed: Known::Is(api.clone()),
        ..StageSubject::default()
    };
    let policy = match policy {
        None => Known::Absent,
        Some(text) => Known::Is(ResourcePolicy::of(text).unwrap()),
    };
    let mut subject = Subject {
        stages: vec![stage("a"), stage("b")],
        api,
        origin: Origin::Live,
        ..Subject::default()
    };
    let function = Function {
        policies: [(None, policy)].into(),
        ..Function::default()
    };
    let functions = &mut subject.world.functions;
    functions.insert(FUNCTION.to_owned(), Known::Is(function));
    subject
}

fn planned(subject: &Subject) -> Vec<Step> {
    plan(subject, &check(&Checkup::new(subject, 0)), false)
}

fn commands(steps: &[Step]) -> Vec<String> {
    let words = |step: &Step| step.call.command().words().join(" ");
    steps.iter().map(words).collect()
}

fn grant(statement: &str, source: &str) -> String {
    format!(
        "aws lambda add-permission --function-name {FUNCTION} --statement-id {statement} \
         --action lambda:InvokeFunction --principal apigateway.amazonaws.com \
         --source-arn arn:aws:execute-api:us-east-1:123456789012:abc123/*/{source}"
    )
}

#[test]
fn a_few_permissions_stay_what_they_are() {
    let steps = planned(&subject(2, "POST", None));
    let expected = [
        grant("apigateway-abc123-GET-0", "GET/0"),
        grant("apigateway-abc123-GET-1", "GET/1"),
    ];
    assert_eq!(commands(&steps), expected);
}

#[test]
fn many_become_one_for_the_api() {
    let steps = planned(&subject(9, "POST", None));
    assert_eq!(commands(&steps), [grant("apigateway-abc123", "*")]);
}

#[test]
fn two_become_one_where_the_policy_has_no_room() {
    let statement = json!({
        "Sid": "x".repeat(17_000), "Effect": "Allow", "Resource": FUNCTION,
        "Principal": {"AWS": "123456789012"}, "Action": "lambda:InvokeFunction",
    });
    let policy = json!({"Statement": [statement]}).to_string();
    let steps = planned(&subject(2, "POST", Some(&policy)));
    assert_eq!(commands(&steps), [grant("apigateway-abc123", "*")]);
}

#[test]
fn a_statement_has_an_id_that_is_free() {
    let statement = json!({
        "Sid": "apigateway-abc123-GET-0", "Effect": "Allow", "Resource": FUNCTION,
        "Principal": {"AWS": "123456789012"}, "Action": "lambda:InvokeFunction",
    });
    let policy = json!({"Statement": [statement]}).to_string();
    let steps = planned(&subject(1, "POST", Some(&policy)));
    let expected = [grant("apigateway-abc123-GET-0-2", "GET/0")];
    assert_eq!(commands(&steps), expected);
}

#[test]
fn each_stage_is_deployed_once_at_the_end_and_the_old_values_are_kept() {
    let steps = planned(&subject(2, "GET", None));
    let update = |id: &str| {
        format!(
            "aws apigateway update-integration --rest-api-id abc123 --resource-id {id} \
             --http-method GET --patch-operations \
             [{{\"op\":\"replace\",\"path\":\"/httpMethod\",\"value\":\"POST\"}}]"
        )
    };
    let deploy = |stage: &str| {
        format!("aws apigateway create-deployment --rest-api-id abc123 --stage-name {stage}")
    };
    let all = commands(&steps);
    let expected = [update("r0"), update("r1"), deploy("a"), deploy("b")];
    assert_eq!(all[all.len() - 4..], expected, "{all:#?}");
    let replaced: Vec<_> = steps.iter().map(|step| step.replaced.clone()).collect();
    let [get, old] = ["GET", "old"].map(|text| Some(json!(text)));
    assert_eq!(
        replaced[replaced.len() - 4..],
        [get.clone(), get, old.clone(), old]
    );
}

#[test]
fn what_others_left_undeployed_is_not_deployed_along() {
    let mut subject = subject(1, "GET", None);
    // Somebody added a resource and has not deployed it.
    let added = json!({"id": "new", "path": "/new", "resourceMethods": {"GET": {
        "httpMethod": "GET", "authorizationType": "NONE", "methodIntegration": {"type": "MOCK"},
    }}});
    subject
        .api
        .resources
        .push(serde_json::from_value(added).unwrap());
    let findings = check(&Checkup::new(&subject, 0));
    let safe = commands(&plan(&subject, &findings, false));
    assert!(
        !safe.iter().any(|it| it.contains("create-deployment")),
        "{safe:#?}"
    );
    let not_post = findings
        .iter()
        .find(|it| it.rule == RuleCode::LambdaMethodNotPost);
    let titles: Vec<&str> = not_post
        .unwrap()
        .remedies
        .iter()
        .map(|it| &*it.title)
        .collect();
    assert_eq!(
        titles,
        ["invoke the function by POST, taking along what else was changed since 'a' was deployed"]
    );
    let all = commands(&plan(&subject, &findings, true));
    assert!(
        all.iter().any(|it| it.contains("create-deployment")),
        "{all:#?}"
    );
}
