//! What the rules find in a subject that is written down by hand, and what they do not.

use gatewright_doctor::checkup::Checkup;
use gatewright_doctor::known::Known;
use gatewright_doctor::rule::Severity;
use gatewright_doctor::rules::check;
use gatewright_doctor::subject::{Function, Origin, StageSubject, Subject};
use gatewright_gateway::api::Api;
use serde_json::{Value, json};

const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:my-function";

fn uri(function: &str) -> String {
    format!("arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{function}/invocations")
}

/// A subject with one method `GET /pets/{id}` in the stage `prod`.
fn subject(integration: &Value) -> Subject {
    let api: Api = serde_json::from_value(json!({
        "account": "123456789012",
        "region": "us-east-1",
        "restApi": {"id": "abc123", "name": "pets"},
        "resources": [{
            "id": "def456",
            "path": "/pets/{id}",
            "resourceMethods": {"GET": {
                "httpMethod": "GET",
                "authorizationType": "NONE",
                "methodIntegration": integration,
            }}
        }]
    }))
    .unwrap();
    let stage = StageSubject {
        stage: serde_json::from_value(json!({"stageName": "prod", "variables": {"a": "b"}}))
            .unwrap(),
        deployed: Known::Is(api.clone()),
        variables_unseen: false,
    };
    Subject {
        name: "pets".to_owned(),
        api,
        stages: vec![stage],
        origin: Origin::Live,
        ..Subject::default()
    }
}

fn proxy(function: &str) -> Value {
    json!({"type": "AWS_PROXY", "httpMethod": "POST", "uri": uri(function)})
}

/// Everything found, as lines: the rule, the message, the prediction, the commands.
fn found(subject: &Subject) -> Vec<String> {
    let mut findings = check(&Checkup::new(subject, 0));
    // That the stage writes no log is worth a note in each of these.
    findings.retain(|finding| finding.severity != Severity::Note);
    let mut lines = Vec::new();
    for finding in findings {
        lines.push(format!("{} {}", finding.rule, finding.message));
        if let Some(predicted) = finding.predicted {
            lines.push(format!(
                "{} {} {}",
                predicted.status,
                predicted.body,
                predicted.log.unwrap_or_default()
            ));
        }
        for fix in finding.remedies.iter().flat_map(|remedy| &remedy.fixes) {
            lines.push(fix.call(&subject.api).unwrap().command().words().join(" "));
        }
    }
    lines
}

#[test]
fn a_function_without_a_policy_is_found_and_its_mend_is_exact() {
    let mut subject = subject(&proxy(FUNCTION));
    let function = Function {
        policies: [(None, Known::Absent)].into(),
        ..Function::default()
    };
    subject
        .world
        .functions
        .insert(FUNCTION.to_owned(), Known::Is(function));
    assert_eq!(
        found(&subject),
        [
            format!("GW101 API Gateway may not invoke {FUNCTION}: the function has no resource policy"),
            r#"500 {"message": "Internal server error"} Execution failed due to configuration error: Invalid permissions on Lambda function"#.to_owned(),
            format!(
                "aws lambda add-permission --function-name {FUNCTION} --statement-id apigateway-abc123-GET-pets-id \
                 --action lambda:InvokeFunction --principal apigateway.amazonaws.com \
                 --source-arn arn:aws:execute-api:us-east-1:123456789012:abc123/*/GET/pets/*"
            ),
        ]
    );
}

#[test]
fn what_nobody_saw_is_no_finding() {
    assert_eq!(found(&subject(&proxy(FUNCTION))), [""; 0]);
    let mut subject = subject(&proxy(&format!("{FUNCTION}:live")));
    subject
        .world
        .functions
        .insert(FUNCTION.to_owned(), Known::Is(Function::default()));
    assert_eq!(found(&subject), [""; 0]);
}

#[test]
fn a_wrong_verb_is_found_with_the_redeployment_that_shows_the_mend() {
    let mut integration = proxy(FUNCTION);
    integration["httpMethod"] = json!("GET");
    let found = found(&subject(&integration));
    assert_eq!(
        found[0],
        "GW301 Lambda is invoked by POST, and the integration's HTTP method is GET"
    );
    assert_eq!(
        found[2..],
        [
            r#"aws apigateway update-integration --rest-api-id abc123 --resource-id def456 --http-method GET --patch-operations [{"op":"replace","path":"/httpMethod","value":"POST"}]"#,
            "aws apigateway create-deployment --rest-api-id abc123 --stage-name prod",
        ]
    );
}

#[test]
fn undefined_variables_are_found_where_the_variables_are_known() {
    let mut subject = subject(&proxy(&format!("{FUNCTION}:${{stageVariables.alias}}")));
    assert_eq!(
        found(&subject)[0],
        "GW601 the stage 'prod' does not define the variable 'alias'"
    );
    subject.stages[0].variables_unseen = true;
    assert_eq!(found(&subject), [""; 0]);
}

#[test]
fn a_canary_is_examined_with_its_own_variables() {
    let mut subject = subject(&proxy(&format!("{FUNCTION}:${{stageVariables.alias}}")));
    subject.stages[0].stage = serde_json::from_value(json!({
        "stageName": "prod",
        "deploymentId": "d1",
        "variables": {"alias": "live"},
        "canarySettings": {
            "deploymentId": "d1",
            "percentTraffic": 5.0,
            "stageVariableOverrides": {"alias": "next"},
        },
    }))
    .unwrap();
    let qualifiers = [
        ("live".to_owned(), Known::Is(())),
        ("next".to_owned(), Known::Absent),
    ];
    let function = Function {
        qualifiers: qualifiers.into(),
        ..Function::default()
    };
    subject
        .world
        .functions
        .insert(FUNCTION.to_owned(), Known::Is(function));
    let mut findings = check(&Checkup::new(&subject, 0));
    findings.retain(|finding| finding.severity != Severity::Note);
    let [only] = findings.as_slice() else {
        panic!("{findings:?}");
    };
    assert_eq!(only.rule.to_string(), "GW202");
    assert_eq!(
        only.evidence,
        ["so it is in the stage's canary, which gets 5 % of the requests"]
    );

    // What another deployment holds that no stage serves, nobody shows.
    let canary = subject.stages[0].stage.canary_settings.as_mut().unwrap();
    canary.deployment_id = Some("d2".to_owned());
    assert_eq!(found(&subject), [""; 0]);
}

#[test]
fn a_stage_that_lags_behind_is_found() {
    let mut subject = subject(&proxy(FUNCTION));
    subject.stages[0].stage.deployment_id = Some("old".to_owned());
    subject.newest_deployment = Some("new".to_owned());
    assert_eq!(
        found(&subject),
        [
            "GW712 the stage 'prod' serves the deployment old, and not the newest, new, which no stage serves",
            r#"aws apigateway update-stage --rest-api-id abc123 --stage-name prod --patch-operations [{"op":"replace","path":"/deploymentId","value":"new"}]"#,
        ]
    );
    subject.newest_deployment = Some("old".to_owned());
    assert_eq!(found(&subject), [""; 0]);
}
