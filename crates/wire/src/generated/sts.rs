// Written by `cargo xtask codegen` from `crates/wire/models/sts.json` (botocore 1.44.5 data/sts/2011-06-15). Do not edit.
//! AWS Security Token Service.

#![allow(
    missing_docs,
    reason = "members are documented by AWS under the same names"
)]
#![allow(clippy::large_stack_arrays, clippy::unreadable_literal)]

#[allow(unused_imports, reason = "not every service has every kind")]
use std::collections::BTreeMap;

use crate::model::{ErrorShape, Input, Operation, Protocol, Service, declare};
#[allow(unused_imports, reason = "not every service has every kind")]
use crate::values::{Blob, Timestamp};

/// The service's table.
pub static SERVICE: Service = Service {
    name: "sts",
    endpoint_prefix: "sts",
    api_version: "2011-06-15",
    protocol: Protocol::Query {
        xml_namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    },
    operations: OPERATIONS,
    unshaped: UNSHAPED,
};

static OPERATIONS: &[&Operation] = &[
    &GET_CALLER_IDENTITY,
    &ASSUME_ROLE,
    &GET_SESSION_TOKEN,
    &GET_ACCESS_KEY_INFO,
    &DECODE_AUTHORIZATION_MESSAGE,
];

#[rustfmt::skip]
static UNSHAPED: &[(&str, &str, &str)] = &[
("AssumeRoleWithSAML", "POST", "/"), 
("AssumeRoleWithWebIdentity", "POST", "/"), 
("AssumeRoot", "POST", "/"), 
("GetDelegatedAccessToken", "POST", "/"), 
("GetFederationToken", "POST", "/"), 
("GetWebIdentityToken", "POST", "/"), ];

/// The service's modelled errors.
pub mod errors {
    use super::ErrorShape;
    /// AWS's `ExpiredTokenException`.
#[rustfmt::skip]
pub static EXPIRED_TOKEN: ErrorShape = ErrorShape { code: "ExpiredTokenException", status: 400, message_key: "message", typed: false };
    /// AWS's `ExpiredTradeInTokenException`.
#[rustfmt::skip]
pub static EXPIRED_TRADE_IN_TOKEN: ErrorShape = ErrorShape { code: "ExpiredTradeInTokenException", status: 400, message_key: "message", typed: false };
    /// AWS's `IDPCommunicationErrorException`.
#[rustfmt::skip]
pub static IDP_COMMUNICATION_ERROR: ErrorShape = ErrorShape { code: "IDPCommunicationError", status: 400, message_key: "message", typed: false };
    /// AWS's `IDPRejectedClaimException`.
#[rustfmt::skip]
pub static IDP_REJECTED_CLAIM: ErrorShape = ErrorShape { code: "IDPRejectedClaim", status: 403, message_key: "message", typed: false };
    /// AWS's `InvalidAuthorizationMessageException`.
#[rustfmt::skip]
pub static INVALID_AUTHORIZATION_MESSAGE: ErrorShape = ErrorShape { code: "InvalidAuthorizationMessageException", status: 400, message_key: "message", typed: false };
    /// AWS's `InvalidIdentityTokenException`.
#[rustfmt::skip]
pub static INVALID_IDENTITY_TOKEN: ErrorShape = ErrorShape { code: "InvalidIdentityToken", status: 400, message_key: "message", typed: false };
    /// AWS's `JWTPayloadSizeExceededException`.
#[rustfmt::skip]
pub static JWT_PAYLOAD_SIZE_EXCEEDED: ErrorShape = ErrorShape { code: "JWTPayloadSizeExceededException", status: 400, message_key: "message", typed: false };
    /// AWS's `MalformedPolicyDocumentException`.
#[rustfmt::skip]
pub static MALFORMED_POLICY_DOCUMENT: ErrorShape = ErrorShape { code: "MalformedPolicyDocument", status: 400, message_key: "message", typed: false };
    /// AWS's `OutboundWebIdentityFederationDisabledException`.
#[rustfmt::skip]
pub static OUTBOUND_WEB_IDENTITY_FEDERATION_DISABLED: ErrorShape = ErrorShape { code: "OutboundWebIdentityFederationDisabledException", status: 403, message_key: "message", typed: false };
    /// AWS's `PackedPolicyTooLargeException`.
#[rustfmt::skip]
pub static PACKED_POLICY_TOO_LARGE: ErrorShape = ErrorShape { code: "PackedPolicyTooLarge", status: 400, message_key: "message", typed: false };
    /// AWS's `RegionDisabledException`.
#[rustfmt::skip]
pub static REGION_DISABLED: ErrorShape = ErrorShape { code: "RegionDisabledException", status: 403, message_key: "message", typed: false };
    /// AWS's `SessionDurationEscalationException`.
#[rustfmt::skip]
pub static SESSION_DURATION_ESCALATION: ErrorShape = ErrorShape { code: "SessionDurationEscalationException", status: 403, message_key: "message", typed: false };
}

declare! { AssumeRoleRequest
  [    role_arn "RoleArn" String,
    role_session_name "RoleSessionName" String,
]
  [    policy_arns "PolicyArns" Vec<PolicyDescriptorType>,
    policy "Policy" String,
    duration_seconds "DurationSeconds" i32,
    tags "Tags" Vec<Tag>,
    transitive_tag_keys "TransitiveTagKeys" Vec<String>,
    external_id "ExternalId" String,
    serial_number "SerialNumber" String,
    token_code "TokenCode" String,
    source_identity "SourceIdentity" String,
    provided_contexts "ProvidedContexts" Vec<ProvidedContext>,
    minimum_session_token_size "MinimumSessionTokenSize" i32,
]
}

declare! { AssumeRoleResponse
  []
  [    credentials "Credentials" Credentials,
    assumed_role_user "AssumedRoleUser" AssumedRoleUser,
    packed_policy_size "PackedPolicySize" i32,
    source_identity "SourceIdentity" String,
    session_token_utilization "SessionTokenUtilization" i32,
    session_token_size "SessionTokenSize" i32,
]
}

declare! { AssumedRoleUser
  []
  [    assumed_role_id "AssumedRoleId" String,
    arn "Arn" String,
]
}

declare! { Credentials
  []
  [    access_key_id "AccessKeyId" String,
    secret_access_key "SecretAccessKey" String,
    session_token "SessionToken" String,
    expiration "Expiration" Timestamp,
]
}

declare! { DecodeAuthorizationMessageRequest
  [    encoded_message "EncodedMessage" String,
]
  []
}

declare! { DecodeAuthorizationMessageResponse
  []
  [    decoded_message "DecodedMessage" String,
]
}

declare! { GetAccessKeyInfoRequest
  [    access_key_id "AccessKeyId" String,
]
  []
}

declare! { GetAccessKeyInfoResponse
  []
  [    account "Account" String,
]
}

declare! { GetCallerIdentityRequest
  []
  []
}

declare! { GetCallerIdentityResponse
  []
  [    user_id "UserId" String,
    account "Account" String,
    arn "Arn" String,
]
}

declare! { GetSessionTokenRequest
  []
  [    duration_seconds "DurationSeconds" i32,
    serial_number "SerialNumber" String,
    token_code "TokenCode" String,
    minimum_session_token_size "MinimumSessionTokenSize" i32,
]
}

declare! { GetSessionTokenResponse
  []
  [    credentials "Credentials" Credentials,
    session_token_utilization "SessionTokenUtilization" i32,
    session_token_size "SessionTokenSize" i32,
]
}

declare! { PolicyDescriptorType
  []
  [    arn "arn" String,
]
}

declare! { ProvidedContext
  []
  [    provider_arn "ProviderArn" String,
    context_assertion "ContextAssertion" String,
]
}

declare! { Tag
  []
  [    key "Key" String,
    value "Value" String,
]
}

#[rustfmt::skip]
static GET_CALLER_IDENTITY: Operation = Operation { name: "GetCallerIdentity", method: "POST", uri: "/", status: 200, input: &shapes::GET_CALLER_IDENTITY_REQUEST, output: Some(&shapes::GET_CALLER_IDENTITY_RESPONSE), result_wrapper: Some("GetCallerIdentityResult") };
#[rustfmt::skip]
impl Input for GetCallerIdentityRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_CALLER_IDENTITY; type Output = GetCallerIdentityResponse; }

#[rustfmt::skip]
static ASSUME_ROLE: Operation = Operation { name: "AssumeRole", method: "POST", uri: "/", status: 200, input: &shapes::ASSUME_ROLE_REQUEST, output: Some(&shapes::ASSUME_ROLE_RESPONSE), result_wrapper: Some("AssumeRoleResult") };
#[rustfmt::skip]
impl Input for AssumeRoleRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &ASSUME_ROLE; type Output = AssumeRoleResponse; }

#[rustfmt::skip]
static GET_SESSION_TOKEN: Operation = Operation { name: "GetSessionToken", method: "POST", uri: "/", status: 200, input: &shapes::GET_SESSION_TOKEN_REQUEST, output: Some(&shapes::GET_SESSION_TOKEN_RESPONSE), result_wrapper: Some("GetSessionTokenResult") };
#[rustfmt::skip]
impl Input for GetSessionTokenRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_SESSION_TOKEN; type Output = GetSessionTokenResponse; }

#[rustfmt::skip]
static GET_ACCESS_KEY_INFO: Operation = Operation { name: "GetAccessKeyInfo", method: "POST", uri: "/", status: 200, input: &shapes::GET_ACCESS_KEY_INFO_REQUEST, output: Some(&shapes::GET_ACCESS_KEY_INFO_RESPONSE), result_wrapper: Some("GetAccessKeyInfoResult") };
#[rustfmt::skip]
impl Input for GetAccessKeyInfoRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_ACCESS_KEY_INFO; type Output = GetAccessKeyInfoResponse; }

#[rustfmt::skip]
static DECODE_AUTHORIZATION_MESSAGE: Operation = Operation { name: "DecodeAuthorizationMessage", method: "POST", uri: "/", status: 200, input: &shapes::DECODE_AUTHORIZATION_MESSAGE_REQUEST, output: Some(&shapes::DECODE_AUTHORIZATION_MESSAGE_RESPONSE), result_wrapper: Some("DecodeAuthorizationMessageResult") };
#[rustfmt::skip]
impl Input for DecodeAuthorizationMessageRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DECODE_AUTHORIZATION_MESSAGE; type Output = DecodeAuthorizationMessageResponse; }

#[rustfmt::skip]
mod shapes {
#[allow(unused_imports, reason = "not every service has every kind")]
use crate::model::{Kind::{Blob, Boolean, Double, EventStream, Integer, List, Long, Map, Timestamp}, Location::{Body, Header, Query, Status, Uri}, Shape, member, range, shape, structure, text};
pub(super) static ASSUME_ROLE_REQUEST: Shape = shape("AssumeRoleRequest", structure(&[
    member("RoleArn", "RoleArn", Body, true, &ARN_TYPE),
    member("RoleSessionName", "RoleSessionName", Body, true, &ROLE_SESSION_NAME_TYPE),
    member("PolicyArns", "PolicyArns", Body, false, &POLICY_DESCRIPTOR_LIST_TYPE),
    member("Policy", "Policy", Body, false, &UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE),
    member("DurationSeconds", "DurationSeconds", Body, false, &ROLE_DURATION_SECONDS_TYPE),
    member("Tags", "Tags", Body, false, &TAG_LIST_TYPE),
    member("TransitiveTagKeys", "TransitiveTagKeys", Body, false, &TAG_KEY_LIST_TYPE),
    member("ExternalId", "ExternalId", Body, false, &EXTERNAL_ID_TYPE),
    member("SerialNumber", "SerialNumber", Body, false, &SERIAL_NUMBER_TYPE),
    member("TokenCode", "TokenCode", Body, false, &TOKEN_CODE_TYPE),
    member("SourceIdentity", "SourceIdentity", Body, false, &SOURCE_IDENTITY_TYPE),
    member("ProvidedContexts", "ProvidedContexts", Body, false, &PROVIDED_CONTEXTS_LIST_TYPE),
    member("MinimumSessionTokenSize", "MinimumSessionTokenSize", Body, false, &MINIMUM_SESSION_TOKEN_SIZE_TYPE),], None));
pub(super) static ASSUME_ROLE_RESPONSE: Shape = shape("AssumeRoleResponse", structure(&[
    member("Credentials", "Credentials", Body, false, &CREDENTIALS),
    member("AssumedRoleUser", "AssumedRoleUser", Body, false, &ASSUMED_ROLE_USER),
    member("PackedPolicySize", "PackedPolicySize", Body, false, &NON_NEGATIVE_INTEGER_TYPE),
    member("SourceIdentity", "SourceIdentity", Body, false, &SOURCE_IDENTITY_TYPE),
    member("SessionTokenUtilization", "SessionTokenUtilization", Body, false, &SESSION_TOKEN_UTILIZATION_TYPE),
    member("SessionTokenSize", "SessionTokenSize", Body, false, &SESSION_TOKEN_SIZE_TYPE),], None));
pub(super) static ASSUMED_ROLE_USER: Shape = shape("AssumedRoleUser", structure(&[
    member("AssumedRoleId", "AssumedRoleId", Body, true, &ASSUMED_ROLE_ID_TYPE),
    member("Arn", "Arn", Body, true, &ARN_TYPE),], None));
pub(super) static CREDENTIALS: Shape = shape("Credentials", structure(&[
    member("AccessKeyId", "AccessKeyId", Body, true, &ACCESS_KEY_ID_TYPE),
    member("SecretAccessKey", "SecretAccessKey", Body, true, &ACCESS_KEY_SECRET_TYPE),
    member("SessionToken", "SessionToken", Body, true, &TOKEN_TYPE),
    member("Expiration", "Expiration", Body, true, &DATE_TYPE),], None));
pub(super) static DECODE_AUTHORIZATION_MESSAGE_REQUEST: Shape = shape("DecodeAuthorizationMessageRequest", structure(&[
    member("EncodedMessage", "EncodedMessage", Body, true, &ENCODED_MESSAGE_TYPE),], None));
pub(super) static DECODE_AUTHORIZATION_MESSAGE_RESPONSE: Shape = shape("DecodeAuthorizationMessageResponse", structure(&[
    member("DecodedMessage", "DecodedMessage", Body, false, &DECODED_MESSAGE_TYPE),], None));
pub(super) static GET_ACCESS_KEY_INFO_REQUEST: Shape = shape("GetAccessKeyInfoRequest", structure(&[
    member("AccessKeyId", "AccessKeyId", Body, true, &ACCESS_KEY_ID_TYPE),], None));
pub(super) static GET_ACCESS_KEY_INFO_RESPONSE: Shape = shape("GetAccessKeyInfoResponse", structure(&[
    member("Account", "Account", Body, false, &ACCOUNT_TYPE),], None));
pub(super) static GET_CALLER_IDENTITY_REQUEST: Shape = shape("GetCallerIdentityRequest", structure(&[], None));
pub(super) static GET_CALLER_IDENTITY_RESPONSE: Shape = shape("GetCallerIdentityResponse", structure(&[
    member("UserId", "UserId", Body, false, &USER_ID_TYPE),
    member("Account", "Account", Body, false, &ACCOUNT_TYPE),
    member("Arn", "Arn", Body, false, &ARN_TYPE),], None));
pub(super) static GET_SESSION_TOKEN_REQUEST: Shape = shape("GetSessionTokenRequest", structure(&[
    member("DurationSeconds", "DurationSeconds", Body, false, &DURATION_SECONDS_TYPE),
    member("SerialNumber", "SerialNumber", Body, false, &SERIAL_NUMBER_TYPE),
    member("TokenCode", "TokenCode", Body, false, &TOKEN_CODE_TYPE),
    member("MinimumSessionTokenSize", "MinimumSessionTokenSize", Body, false, &MINIMUM_SESSION_TOKEN_SIZE_TYPE),], None));
pub(super) static GET_SESSION_TOKEN_RESPONSE: Shape = shape("GetSessionTokenResponse", structure(&[
    member("Credentials", "Credentials", Body, false, &CREDENTIALS),
    member("SessionTokenUtilization", "SessionTokenUtilization", Body, false, &SESSION_TOKEN_UTILIZATION_TYPE),
    member("SessionTokenSize", "SessionTokenSize", Body, false, &SESSION_TOKEN_SIZE_TYPE),], None));
pub(super) static POLICY_DESCRIPTOR_TYPE: Shape = shape("PolicyDescriptorType", structure(&[
    member("arn", "arn", Body, false, &ARN_TYPE),], None));
pub(super) static PROVIDED_CONTEXT: Shape = shape("ProvidedContext", structure(&[
    member("ProviderArn", "ProviderArn", Body, false, &ARN_TYPE),
    member("ContextAssertion", "ContextAssertion", Body, false, &CONTEXT_ASSERTION_TYPE),], None));
pub(super) static PROVIDED_CONTEXTS_LIST_TYPE: Shape = shape("ProvidedContextsListType", List(&PROVIDED_CONTEXT, range(Some(1), Some(5))));
pub(super) static TAG: Shape = shape("Tag", structure(&[
    member("Key", "Key", Body, true, &TAG_KEY_TYPE),
    member("Value", "Value", Body, true, &TAG_VALUE_TYPE),], None));
pub(super) static ACCESS_KEY_ID_TYPE: Shape = shape("accessKeyIdType", text(&[], Some("[\\w]*"), range(Some(16), Some(128))));
pub(super) static ACCESS_KEY_SECRET_TYPE: Shape = shape("accessKeySecretType", text(&[], None, range(None, None)));
pub(super) static ACCOUNT_TYPE: Shape = shape("accountType", text(&[], None, range(None, None)));
pub(super) static ARN_TYPE: Shape = shape("arnType", text(&[], Some("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+"), range(Some(20), Some(2048))));
pub(super) static ASSUMED_ROLE_ID_TYPE: Shape = shape("assumedRoleIdType", text(&[], Some("[\\w+=,.@:-]*"), range(Some(2), Some(193))));
pub(super) static CONTEXT_ASSERTION_TYPE: Shape = shape("contextAssertionType", text(&[], None, range(Some(4), Some(2048))));
pub(super) static DATE_TYPE: Shape = shape("dateType", Timestamp);
pub(super) static DECODED_MESSAGE_TYPE: Shape = shape("decodedMessageType", text(&[], None, range(None, None)));
pub(super) static DURATION_SECONDS_TYPE: Shape = shape("durationSecondsType", Integer(range(Some(900), Some(129600))));
pub(super) static ENCODED_MESSAGE_TYPE: Shape = shape("encodedMessageType", text(&[], None, range(Some(1), Some(10240))));
pub(super) static EXTERNAL_ID_TYPE: Shape = shape("externalIdType", text(&[], Some("[\\w+=,.@:\\/-]*"), range(Some(2), Some(1224))));
pub(super) static MINIMUM_SESSION_TOKEN_SIZE_TYPE: Shape = shape("minimumSessionTokenSizeType", Integer(range(Some(0), Some(4096))));
pub(super) static NON_NEGATIVE_INTEGER_TYPE: Shape = shape("nonNegativeIntegerType", Integer(range(Some(0), None)));
pub(super) static POLICY_DESCRIPTOR_LIST_TYPE: Shape = shape("policyDescriptorListType", List(&POLICY_DESCRIPTOR_TYPE, range(None, None)));
pub(super) static ROLE_DURATION_SECONDS_TYPE: Shape = shape("roleDurationSecondsType", Integer(range(Some(900), Some(43200))));
pub(super) static ROLE_SESSION_NAME_TYPE: Shape = shape("roleSessionNameType", text(&[], Some("[\\w+=,.@-]*"), range(Some(2), Some(64))));
pub(super) static SERIAL_NUMBER_TYPE: Shape = shape("serialNumberType", text(&[], Some("[\\w+=/:,.@-]*"), range(Some(9), Some(256))));
pub(super) static SESSION_TOKEN_SIZE_TYPE: Shape = shape("sessionTokenSizeType", Integer(range(Some(0), None)));
pub(super) static SESSION_TOKEN_UTILIZATION_TYPE: Shape = shape("sessionTokenUtilizationType", Integer(range(Some(0), None)));
pub(super) static SOURCE_IDENTITY_TYPE: Shape = shape("sourceIdentityType", text(&[], Some("[\\w+=,.@-]*"), range(Some(2), Some(64))));
pub(super) static TAG_KEY_LIST_TYPE: Shape = shape("tagKeyListType", List(&TAG_KEY_TYPE, range(None, Some(50))));
pub(super) static TAG_KEY_TYPE: Shape = shape("tagKeyType", text(&[], Some("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"), range(Some(1), Some(128))));
pub(super) static TAG_LIST_TYPE: Shape = shape("tagListType", List(&TAG, range(None, Some(50))));
pub(super) static TAG_VALUE_TYPE: Shape = shape("tagValueType", text(&[], Some("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*"), range(Some(0), Some(256))));
pub(super) static TOKEN_CODE_TYPE: Shape = shape("tokenCodeType", text(&[], Some("[\\d]*"), range(Some(6), Some(6))));
pub(super) static TOKEN_TYPE: Shape = shape("tokenType", text(&[], None, range(None, None)));
pub(super) static UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE: Shape = shape("unrestrictedSessionPolicyDocumentType", text(&[], Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"), range(Some(1), None)));
pub(super) static USER_ID_TYPE: Shape = shape("userIdType", text(&[], None, range(None, None)));
}
