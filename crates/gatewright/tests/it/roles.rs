//! The roles that integrations assume: what IAM is told acts at the next request.

use bytes::Bytes;
use gatewright::control::{Scope, answer};
use gatewright_wire::iam::SERVICE;
use http::Request;

use crate::control::scope;

pub(crate) const ROLE: &str = "arn:aws:iam::123456789012:role/gateway";
const POLICY: &str = "arn:aws:iam::123456789012:policy/invoke";
pub(crate) const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
const GRANT: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"*"}]}"#;

pub(crate) async fn call(scope: &Scope, action: &str, fields: &[(&str, &str)]) {
    let mut form = format!("Action={action}&Version=2010-05-08");
    for (name, value) in fields {
        let value =
            percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC);
        form.extend(["&", name, "="].into_iter().chain(value));
    }
    let request = Request::post("/")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Bytes::from(form))
        .unwrap();
    let response = answer(scope, &SERVICE, &request).await;
    assert_eq!(response.status(), 200, "{action}: {:?}", response.body());
}

async fn policies(scope: &Scope) -> Option<Vec<String>> {
    let role = scope.server.roles.get(ROLE).await.unwrap()?;
    let names = role.policies.iter().map(|(name, _)| name.to_string());
    Some(names.collect())
}

#[tokio::test]
async fn a_change_of_a_role_acts_at_once() {
    let (scope, _folder) = scope();
    let role = ("RoleName", "gateway");
    let attached = [role, ("PolicyArn", POLICY)];
    let inline = [role, ("PolicyName", "inline"), ("PolicyDocument", GRANT)];
    assert_eq!(policies(&scope).await, None);

    call(
        &scope,
        "CreateRole",
        &[role, ("AssumeRolePolicyDocument", TRUST)],
    )
    .await;
    assert_eq!(policies(&scope).await, Some(vec![]));

    call(&scope, "PutRolePolicy", &inline).await;
    assert_eq!(policies(&scope).await, Some(vec!["inline".to_owned()]));

    let managed = [("PolicyName", "invoke"), ("PolicyDocument", GRANT)];
    call(&scope, "CreatePolicy", &managed).await;
    call(&scope, "AttachRolePolicy", &attached).await;
    let both = vec!["inline".to_owned(), POLICY.to_owned()];
    assert_eq!(policies(&scope).await, Some(both));

    call(&scope, "DeleteRolePolicy", &inline[..2]).await;
    call(&scope, "DetachRolePolicy", &attached).await;
    assert_eq!(policies(&scope).await, Some(vec![]));

    call(&scope, "DeleteRole", &[role]).await;
    assert_eq!(policies(&scope).await, None);

    call(
        &scope,
        "CreateRole",
        &[role, ("AssumeRolePolicyDocument", TRUST)],
    )
    .await;
    assert!(policies(&scope).await.is_some());
    scope.server.reset().await.unwrap();
    assert_eq!(policies(&scope).await, None);
}
