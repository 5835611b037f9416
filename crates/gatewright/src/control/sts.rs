//! STS, as far as scripts ask who they are.

use gatewright_wire::error::ServiceError;
use gatewright_wire::sts::{GetCallerIdentityRequest, GetCallerIdentityResponse};

use super::Scope;

/// GetCallerIdentity: any credentials are the root of the account that they select.
pub async fn get_caller_identity(
    scope: &Scope,
    _: GetCallerIdentityRequest,
) -> Result<GetCallerIdentityResponse, ServiceError> {
    Ok(GetCallerIdentityResponse {
        user_id: Some(scope.account.clone()),
        account: Some(scope.account.clone()),
        arn: Some(format!("arn:aws:iam::{}:root", scope.account)),
    })
}
