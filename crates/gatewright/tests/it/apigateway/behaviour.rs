//! What takes more than a request and its answer to show: snapshots, paging, concurrency,
//! the other services' part.

use gatewright::control::IMPLEMENTED;
use gatewright::control::iam::roles;
use gatewright::control::logs::events;
use gatewright_wire::apigateway::SERVICE;
use gatewright_wire::iam::CreateRoleRequest;
use gatewright_wire::logs::FilterLogEventsRequest;
use serde_json::{Value, json};

use super::{new_api, scope, send};

/// A region becomes part of keys and ARNs.
#[tokio::test]
async fn a_scope_that_names_no_region_is_refused() {
    let (mut scope, _folder) = scope();
    for region in ["..", "us-east-1/x", "US"] {
        region.clone_into(&mut scope.region);
        let answer = send(&scope, "GET", "/restapis", "").await;
        assert_eq!(answer.status, 403, "{region}");
        assert_eq!(answer.error.unwrap(), "InvalidSignatureException");
    }
}

#[test]
fn every_line_names_an_operation() {
    for (service, operation) in IMPLEMENTED {
        if *service == SERVICE.name {
            assert!(SERVICE.operation(operation).is_some(), "{operation}");
        }
    }
}

/// Too long for a line of a case's file (F§5.3).
#[tokio::test]
async fn an_api_keys_description_has_an_end() {
    let (scope, _folder) = scope();
    let long = "a".repeat(125_001);
    let body = json!({"name": "k", "description": long}).to_string();
    let refused = send(&scope, "POST", "/apikeys", &body).await;
    let body = json!({"name": "k"}).to_string();
    let key = send(&scope, "POST", "/apikeys", &body).await.body;
    let path = format!("/apikeys/{}", key["id"].as_str().unwrap());
    let operation = json!({"op": "replace", "path": "/description", "value": long});
    let body = json!({"patchOperations": [operation]}).to_string();
    let unchanged = send(&scope, "PATCH", &path, &body).await;
    for answer in [refused, unchanged] {
        assert_eq!(answer.status, 400);
        assert_eq!(answer.error.as_deref(), Some("BadRequestException"));
        assert_eq!(
            answer.body["message"],
            "Invalid API Key description specified."
        );
    }
}

/// Too long for lines of a case's file.
#[tokio::test]
async fn tags_have_limits() {
    let (scope, _folder) = scope();
    let (api, _) = new_api(&scope).await;
    let path = format!("/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2F{api}");
    let some = |count: usize, start: &str| {
        let tags = (0..count).map(|n| (format!("{start}{n}"), json!("")));
        Value::Object(tags.collect())
    };
    let cases = [
        (json!({ "k".repeat(128): "v".repeat(256) }), 204),
        (json!({ "k".repeat(129): "" }), 400),
        (json!({ "k": "v".repeat(257) }), 400),
        (some(51, "a"), 400),
        (some(49, "b"), 204),
        // They are counted with those that are there.
        (some(1, "c"), 400),
        (some(1, "b"), 204),
    ];
    for (tags, expected) in cases {
        let body = json!({ "tags": tags }).to_string();
        let answer = send(&scope, "PUT", &path, &body).await;
        assert_eq!(answer.status, expected, "{body}");
    }
}

/// A path and what it is asked are one thing to an account, and nothing to another.
#[tokio::test]
async fn what_an_account_keeps_no_other_sees() {
    let (scope, _folder) = scope();
    let other = gatewright::control::Scope {
        account: "210987654321".to_owned(),
        ..scope.clone()
    };
    let domain = json!({
        "domainName": "api.example.com",
        "certificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1",
    });
    let certificate = send(&scope, "POST", "/clientcertificates", "{}").await.body;
    let created = send(&scope, "POST", "/domainnames", &domain.to_string()).await;
    assert_eq!(created.status, 201);
    let id = certificate["clientCertificateId"].as_str().unwrap();
    for path in [
        "/domainnames/api.example.com".to_owned(),
        format!("/clientcertificates/{id}"),
    ] {
        assert_eq!(send(&scope, "GET", &path, "").await.status, 200);
        assert_eq!(send(&other, "GET", &path, "").await.status, 404);
        assert_eq!(send(&other, "DELETE", &path, "").await.status, 404);
    }
    let created = send(&other, "POST", "/domainnames", &domain.to_string()).await;
    assert_eq!(created.status, 201);
}

#[tokio::test]
async fn a_deployment_never_changes() {
    let (scope, _folder) = scope();
    let (api, root) = new_api(&scope).await;
    let method = format!("/restapis/{api}/resources/{root}/methods/GET");
    let body = r#"{"authorizationType": "NONE"}"#;
    assert_eq!(send(&scope, "PUT", &method, body).await.status, 201);
    let integration = format!("{method}/integration");
    let body = r#"{"type": "HTTP_PROXY", "httpMethod": "GET", "uri": "http://before.example"}"#;
    assert_eq!(send(&scope, "PUT", &integration, body).await.status, 201);
    let deployments = format!("/restapis/{api}/deployments");
    let body = r#"{"stageName": "prod"}"#;
    let deployed = send(&scope, "POST", &deployments, body).await.body;
    let id = deployed["id"].as_str().unwrap();

    let key = scope.key(&["restapis", &api, "deployments", id, "snapshot"]);
    let before: Value = scope.get(&key).unwrap().unwrap();
    assert_eq!(
        before["resources"][0]["resourceMethods"]["GET"]["methodIntegration"]["uri"],
        "http://before.example"
    );
    let body = r#"{"type": "HTTP_PROXY", "httpMethod": "GET", "uri": "http://after.example"}"#;
    assert_eq!(send(&scope, "PUT", &integration, body).await.status, 201);
    assert_eq!(send(&scope, "DELETE", &method, "").await.status, 204);
    let after: Value = scope.get(&key).unwrap().unwrap();
    assert_eq!(before, after);

    let summary = format!("{deployments}/{id}?embed=apisummary");
    let summary = send(&scope, "GET", &summary, "").await.body;
    assert_eq!(
        summary["apiSummary"],
        json!({"/": {"GET": {"authorizationType": "NONE", "apiKeyRequired": false}}})
    );
}

#[tokio::test]
async fn listings_come_in_pages() {
    let (scope, _folder) = scope();
    let (api, root) = new_api(&scope).await;
    for index in 0..30 {
        let body = json!({"pathPart": format!("part{index}")}).to_string();
        let path = format!("/restapis/{api}/resources/{root}");
        assert_eq!(send(&scope, "POST", &path, &body).await.status, 201);
    }
    for limit in ["", "limit=7&", "limit=500&"] {
        let mut found = Vec::new();
        let mut position = String::new();
        loop {
            let path = format!("/restapis/{api}/resources?{limit}{position}");
            let page = send(&scope, "GET", &path, "").await.body;
            for item in page["item"].as_array().unwrap() {
                found.push(item["id"].as_str().unwrap().to_owned());
            }
            match page["position"].as_str() {
                Some(next) => position = format!("position={next}"),
                None => break,
            }
        }
        found.sort();
        found.dedup();
        assert_eq!(found.len(), 31, "{limit}");
    }
}

#[tokio::test]
async fn concurrent_changes_of_one_resource_are_all_kept() {
    let (scope, _folder) = scope();
    let (api, root) = new_api(&scope).await;
    let verbs = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD"];
    let tasks: Vec<_> = verbs
        .iter()
        .map(|verb| {
            let scope = scope.clone();
            let path = format!("/restapis/{api}/resources/{root}/methods/{verb}");
            let body = r#"{"authorizationType": "NONE"}"#;
            tokio::spawn(async move { send(&scope, "PUT", &path, body).await.status })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), 201);
    }
    let path = format!("/restapis/{api}/resources/{root}");
    let root = send(&scope, "GET", &path, "").await.body;
    assert_eq!(root["resourceMethods"].as_object().unwrap().len(), 7);
}

#[tokio::test]
async fn one_of_two_resources_of_one_name_is_refused() {
    let (scope, _folder) = scope();
    let (api, root) = new_api(&scope).await;
    let tasks: Vec<_> = ["{a}", "{b}", "pets", "pets"]
        .into_iter()
        .map(|part| {
            let scope = scope.clone();
            let path = format!("/restapis/{api}/resources/{root}");
            let body = json!({ "pathPart": part }).to_string();
            tokio::spawn(async move { send(&scope, "POST", &path, &body).await.status })
        })
        .collect();
    let mut statuses = Vec::new();
    for task in tasks {
        statuses.push(task.await.unwrap());
    }
    statuses[..2].sort_unstable();
    statuses[2..].sort_unstable();
    assert_eq!(statuses, [201, 400, 201, 409]);
}

/// The role that lets API Gateway write logs has to trust it, where the role is known (F§1.1).
#[tokio::test]
async fn a_known_role_has_to_trust_api_gateway() {
    let (scope, _folder) = scope();
    let role = |name: &str, service: &str| CreateRoleRequest {
        role_name: name.to_owned(),
        assume_role_policy_document: json!({
            "Version": "2012-10-17",
            "Statement": {
                "Effect": "Allow",
                "Principal": {"Service": service},
                "Action": "sts:AssumeRole"
            }
        })
        .to_string(),
        ..CreateRoleRequest::default()
    };
    for (name, service) in [
        ("right", "apigateway.amazonaws.com"),
        ("wrong", "lambda.amazonaws.com"),
    ] {
        roles::create(&scope, role(name, service)).await.unwrap();
    }
    for (name, status) in [("wrong", 400), ("right", 200), ("elsewhere", 200)] {
        let body = json!({"patchOperations": [{
            "op": "replace",
            "path": "/cloudwatchRoleArn",
            "value": format!("arn:aws:iam::123456789012:role/{name}")
        }]});
        let answer = send(&scope, "PATCH", "/account", &body.to_string()).await;
        assert_eq!(answer.status, status, "{name}: {}", answer.body);
    }
    scope.server.logs.writer().flush().await;
    let welcome = FilterLogEventsRequest {
        log_group_name: Some("/aws/apigateway/welcome".to_owned()),
        ..FilterLogEventsRequest::default()
    };
    let events = events::filter(&scope, welcome).await.unwrap().events;
    assert_eq!(
        events.unwrap()[0].message.as_deref(),
        Some("Cloudwatch logs enabled for API Gateway")
    );
}
