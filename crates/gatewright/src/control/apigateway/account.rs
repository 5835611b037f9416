//! The account's settings in a region: above all the role that lets API Gateway write logs
//! (F§1.1).

use gatewright_gateway::throttle::Throttle;
use gatewright_wire::apigateway::{
    Account, GetAccountRequest, ThrottleSettings, UpdateAccountRequest,
};
use gatewright_wire::error::ServiceError;
use serde_json::Value;

use super::documents::transact;
use super::integrations::role_owner;
use super::patch::{Op, Otherwise, Rule, Rules, Wording};
use super::refusals::bad_request;
use crate::control::iam::role_by_arn;
use crate::control::{Scope, internal};
use crate::home::Home;
use crate::logs::LogEvent;
use crate::store::Batch;

/// The principal that the role has to trust.
const PRINCIPAL: &str = "apigateway.amazonaws.com";

fn read(scope: &Scope) -> Result<Account, ServiceError> {
    Ok(scope.get(&scope.key(&["account"]))?.unwrap_or_default())
}

/// Whether the account lets API Gateway write to CloudWatch Logs.
pub(super) fn has_logs_role(scope: &Scope) -> Result<bool, ServiceError> {
    Ok(read(scope)?.cloudwatch_role_arn.is_some())
}

fn answered(account: Account) -> Account {
    Account {
        throttle_settings: Some(ThrottleSettings {
            burst_limit: i32::try_from(Throttle::ACCOUNT.burst).ok(),
            rate_limit: Some(Throttle::ACCOUNT.rate),
        }),
        features: Some(vec!["UsagePlans".to_owned()]),
        api_key_version: Some("4".to_owned()),
        ..account
    }
}

/// GetAccount.
pub async fn get(scope: &Scope, _input: GetAccountRequest) -> Result<Account, ServiceError> {
    Ok(answered(read(scope)?))
}

const RULES: Rules<Account> = Rules {
    wording: Wording::Plain,
    rules: &[Rule::<Account>::optional_text("/cloudwatchRoleArn", |it| {
        &mut it.cloudwatch_role_arn
    })
    .on(Op::ADD_REMOVE_REPLACE, Otherwise::ListsOps)],
};

/// UpdateAccount.
pub async fn update(scope: &Scope, input: UpdateAccountRequest) -> Result<Account, ServiceError> {
    let key = scope.key(&["account"]);
    let account = transact(scope, || {
        let stored = scope.find::<Account>(&key)?;
        let batch = match &stored {
            Some(stored) => Batch::new().expect_revision(&*key, stored.revision),
            None => Batch::new().expect_absent(&*key),
        };
        let before = stored.map(|stored| stored.value).unwrap_or_default();
        let mut account = before.clone();
        RULES.apply(&mut account, input.patch_operations.as_deref())?;
        if let Some(arn) = &account.cloudwatch_role_arn
            && account.cloudwatch_role_arn != before.cloudwatch_role_arn
            && !may_be_assumed(scope, arn)?
        {
            return Err(bad_request(
                "The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.",
            ));
        }
        Ok((batch.put(&*key, &account), account))
    })
    .await?;
    super::changed(scope, None);
    if account.cloudwatch_role_arn.is_some() {
        welcome(scope);
    }
    Ok(answered(account))
}

/// What AWS writes when the role is set (F§1.1 [B/C]; the stream's name is not recorded).
fn welcome(scope: &Scope) {
    let event = LogEvent {
        timestamp: scope.now_ms(),
        message: "Cloudwatch logs enabled for API Gateway".to_owned(),
    };
    scope.server.logs.writer().write(
        &Home::new(&*scope.account, &*scope.region),
        "/aws/apigateway/welcome",
        "welcome",
        vec![event],
    );
}

/// Whether API Gateway may assume a role: it is the ARN of one, and if the role exists here its
/// trust policy names API Gateway. A role that does not exist here is taken on trust, since the
/// account's real roles are elsewhere.
fn may_be_assumed(scope: &Scope, arn: &str) -> Result<bool, ServiceError> {
    if role_owner(arn).is_none() {
        return Ok(false);
    }
    let role = role_by_arn(&scope.server.store, arn).map_err(internal)?;
    Ok(role.is_none_or(|role| {
        let policy = role.role.assume_role_policy_document.unwrap_or_default();
        trusts(&serde_json::from_str(&policy).unwrap_or_default())
    }))
}

/// Whether a trust policy lets API Gateway assume the role.
fn trusts(policy: &Value) -> bool {
    let one_or_many = |value: &Value| match value {
        Value::Array(values) => values.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    };
    one_or_many(policy.get("Statement").unwrap_or(&Value::Null))
        .iter()
        .any(|statement| {
            let services = statement
                .get("Principal")
                .and_then(|principal| principal.get("Service"))
                .unwrap_or(&Value::Null);
            statement.get("Effect").and_then(Value::as_str) == Some("Allow")
                && one_or_many(services)
                    .iter()
                    .any(|service| service.as_str() == Some(PRINCIPAL))
        })
}
