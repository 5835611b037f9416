//! STS: who calls, and temporary credentials for roles.

use gatewright_gateway::arn::Arn;
use gatewright_gateway::permission::{
    self, Caller as Principal, Context, Policy, Request, evaluate,
};
use gatewright_wire::error::ServiceError;
use gatewright_wire::sts::{
    AssumeRoleRequest, AssumeRoleResponse, AssumedRoleUser, Credentials,
    DecodeAuthorizationMessageRequest, DecodeAuthorizationMessageResponse, GetAccessKeyInfoRequest,
    GetAccessKeyInfoResponse, GetCallerIdentityRequest, GetCallerIdentityResponse,
    GetSessionTokenRequest, GetSessionTokenResponse, errors,
};
use gatewright_wire::values::Timestamp;

use super::caller::Caller;
use super::iam::{self, Role};
use super::{Scope, internal};
use crate::sessions::{Session, Sessions};

/// How long a session of a role lasts unless asked otherwise, and the most for one that a role's
/// session asks for, in seconds.
const HOUR: i32 = 3600;
/// How long GetSessionToken's credentials last unless asked otherwise, in seconds.
const HALF_DAY: i32 = 12 * HOUR;

/// GetCallerIdentity.
pub async fn get_caller_identity(
    scope: &Scope,
    _: GetCallerIdentityRequest,
) -> Result<GetCallerIdentityResponse, ServiceError> {
    let caller = &scope.caller;
    Ok(GetCallerIdentityResponse {
        user_id: Some(caller.user_id.clone()),
        account: Some(caller.account.clone()),
        arn: Some(caller.arn.clone()),
    })
}

/// AssumeRole: the role's trust policy decides, as on AWS; the caller's own policies are not asked.
/// That there is no such role is told to nobody. Session policies and tags are taken, and act on
/// nothing here.
pub async fn assume_role(
    scope: &Scope,
    input: AssumeRoleRequest,
) -> Result<AssumeRoleResponse, ServiceError> {
    if let Some(policy) = &input.policy {
        iam::check_identity_policy(policy)
            .map_err(|error| errors::MALFORMED_POLICY_DOCUMENT.with(error.message))?;
    }
    let arn: Arn = input.role_arn.parse().map_err(|_| {
        ServiceError::unmodelled(
            "ValidationError",
            400,
            format!("{} is invalid", input.role_arn),
        )
    })?;
    let denied = || {
        ServiceError::unmodelled(
            "AccessDenied",
            403,
            format!(
                "User: {} is not authorized to perform: sts:AssumeRole on resource: {}",
                scope.caller.arn, input.role_arn
            ),
        )
    };
    let role = iam::role_by_arn(&scope.server.store, &input.role_arn)
        .map_err(internal)?
        .filter(|role| role.role.arn.as_deref() == Some(&input.role_arn))
        .filter(|role| trusts(role, scope, &input))
        .ok_or_else(denied)?;
    let duration = input.duration_seconds.unwrap_or(HOUR);
    if scope.caller.is_session() && duration > HOUR {
        return Err(invalid(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
        ));
    }
    if duration > role.role.max_session_duration.unwrap_or(HOUR) {
        return Err(invalid(
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        ));
    }
    let session = &input.role_session_name;
    let role_id = role.role.role_id.unwrap_or_default();
    let role_name = role.role.role_name.unwrap_or_default();
    let caller = Caller {
        user_id: format!("{role_id}:{session}"),
        arn: format!(
            "arn:aws:sts::{}:assumed-role/{role_name}/{session}",
            arn.account
        ),
        account: arn.account,
    };
    Ok(AssumeRoleResponse {
        credentials: Some(credentials(scope, &caller, duration)),
        assumed_role_user: Some(AssumedRoleUser {
            assumed_role_id: Some(caller.user_id),
            arn: Some(caller.arn),
        }),
        source_identity: input.source_identity,
        ..AssumeRoleResponse::default()
    })
}

fn trusts(role: &Role, scope: &Scope, input: &AssumeRoleRequest) -> bool {
    let trust = role.role.assume_role_policy_document.as_deref();
    let Some(Ok(trust)) = trust.map(str::parse::<Policy>) else {
        return false;
    };
    let caller = Principal::Aws {
        arn: scope.caller.arn.clone(),
        account: scope.account.clone(),
    };
    let mut context = Context::default()
        .with("aws:PrincipalArn", &scope.caller.arn)
        .with("aws:PrincipalAccount", &scope.account)
        .with("sts:RoleSessionName", &input.role_session_name);
    if let Some(id) = &input.external_id {
        context = context.with("sts:ExternalId", id);
    }
    if let Some(identity) = &input.source_identity {
        context = context.with("sts:SourceIdentity", identity);
    }
    let request = Request {
        caller: &caller,
        action: "sts:AssumeRole",
        resource: &input.role_arn,
        context: &context,
    };
    evaluate(&[(&trust).into()], &request).is_allowed()
}

/// GetSessionToken: temporary credentials for the caller itself.
pub async fn get_session_token(
    scope: &Scope,
    input: GetSessionTokenRequest,
) -> Result<GetSessionTokenResponse, ServiceError> {
    if scope.caller.is_session() {
        return Err(ServiceError::unmodelled(
            "AccessDenied",
            403,
            "Cannot call GetSessionToken with session credentials",
        ));
    }
    let longest = match scope.caller.user_name() {
        Some(_) => i32::MAX,
        // "If the duration is longer than one hour, the session for AWS account owners defaults to
        // one hour."
        None => HOUR,
    };
    let duration = input.duration_seconds.unwrap_or(HALF_DAY).min(longest);
    Ok(GetSessionTokenResponse {
        credentials: Some(credentials(scope, &scope.caller, duration)),
        ..GetSessionTokenResponse::default()
    })
}

/// GetAccessKeyInfo: the account is in the id. A key id that is a local account is that account's.
pub async fn get_access_key_info(
    _: &Scope,
    input: GetAccessKeyInfoRequest,
) -> Result<GetAccessKeyInfoResponse, ServiceError> {
    let id = input.access_key_id;
    let is_account = id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_digit());
    let account = if is_account {
        Some(id)
    } else {
        iam::account_of_key(&id)
    };
    // [C]: what AWS says to ids that it does not know is not recorded.
    let account =
        account.ok_or_else(|| invalid("The specified value for accessKeyId is invalid."))?;
    Ok(GetAccessKeyInfoResponse {
        account: Some(account),
    })
}

/// DecodeAuthorizationMessage: nothing here encodes one, so none is valid.
pub async fn decode_authorization_message(
    _: &Scope,
    _: DecodeAuthorizationMessageRequest,
) -> Result<DecodeAuthorizationMessageResponse, ServiceError> {
    Err(errors::INVALID_AUTHORIZATION_MESSAGE.with("Message is not valid"))
}

/// Credentials of a role for API Gateway, which expire at `expires` (epoch milliseconds); `role_id` is the
/// role's `AROA…`.
pub fn gateway_credentials(
    sessions: &Sessions,
    role: &str,
    role_id: &str,
    expires: i64,
) -> Credentials {
    let caller = Caller {
        account: role.split(':').nth(4).unwrap_or_default().to_owned(),
        user_id: format!("{role_id}:{}", permission::SESSION),
        arn: permission::gateway_session(role),
    };
    credentials_until(sessions, caller, expires)
}

fn credentials(scope: &Scope, caller: &Caller, seconds: i32) -> Credentials {
    let expires = scope.now_ms() / 1000 * 1000 + i64::from(seconds) * 1000;
    credentials_until(&scope.server.sessions, caller.clone(), expires)
}

fn credentials_until(sessions: &Sessions, caller: Caller, expires: i64) -> Credentials {
    let id = iam::new_access_key_id("ASIA", &caller.account);
    let session = Session {
        caller,
        expires,
        secret: iam::new_secret(),
    };
    Credentials {
        session_token: Some(sessions.token(&id, &session)),
        access_key_id: Some(id),
        secret_access_key: Some(session.secret),
        expiration: Some(Timestamp::from_millis(expires)),
    }
}

fn invalid(message: &str) -> ServiceError {
    ServiceError::unmodelled("ValidationError", 400, message)
}
