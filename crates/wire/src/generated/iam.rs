// Written by `cargo xtask codegen` from `crates/wire/models/iam.json` (botocore 1.44.5 data/iam/2010-05-08). Do not edit.
//! AWS Identity and Access Management.

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
    name: "iam",
    endpoint_prefix: "iam",
    api_version: "2010-05-08",
    protocol: Protocol::Query {
        xml_namespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    },
    operations: OPERATIONS,
    unshaped: UNSHAPED,
};

static OPERATIONS: &[&Operation] = &[
    &CREATE_ROLE,
    &GET_ROLE,
    &DELETE_ROLE,
    &LIST_ROLES,
    &UPDATE_ASSUME_ROLE_POLICY,
    &PUT_ROLE_POLICY,
    &GET_ROLE_POLICY,
    &DELETE_ROLE_POLICY,
    &LIST_ROLE_POLICIES,
    &ATTACH_ROLE_POLICY,
    &DETACH_ROLE_POLICY,
    &LIST_ATTACHED_ROLE_POLICIES,
    &CREATE_POLICY,
    &GET_POLICY,
    &GET_POLICY_VERSION,
    &DELETE_POLICY,
    &LIST_POLICY_VERSIONS,
    &LIST_INSTANCE_PROFILES_FOR_ROLE,
    &TAG_ROLE,
    &UNTAG_ROLE,
    &LIST_ROLE_TAGS,
    &UPDATE_ROLE,
    &CREATE_USER,
    &GET_USER,
    &DELETE_USER,
    &LIST_USERS,
    &CREATE_ACCESS_KEY,
    &DELETE_ACCESS_KEY,
    &LIST_ACCESS_KEYS,
    &PUT_USER_POLICY,
    &ATTACH_USER_POLICY,
    &LIST_POLICIES,
    &CREATE_POLICY_VERSION,
    &DELETE_POLICY_VERSION,
    &GET_USER_POLICY,
    &DELETE_USER_POLICY,
    &LIST_USER_POLICIES,
    &DETACH_USER_POLICY,
    &LIST_ATTACHED_USER_POLICIES,
    &UPDATE_USER,
    &UPDATE_ACCESS_KEY,
    &SET_DEFAULT_POLICY_VERSION,
    &LIST_ENTITIES_FOR_POLICY,
    &TAG_USER,
    &UNTAG_USER,
    &LIST_USER_TAGS,
    &TAG_POLICY,
    &UNTAG_POLICY,
    &LIST_POLICY_TAGS,
    &UPDATE_ROLE_DESCRIPTION,
    &PUT_ROLE_PERMISSIONS_BOUNDARY,
    &DELETE_ROLE_PERMISSIONS_BOUNDARY,
    &LIST_GROUPS_FOR_USER,
];

#[rustfmt::skip]
static UNSHAPED: &[(&str, &str, &str)] = &[
("AcceptDelegationRequest", "POST", "/"), 
("AcquireRole", "POST", "/"), 
("AddClientIDToOpenIDConnectProvider", "POST", "/"), 
("AddRoleToInstanceProfile", "POST", "/"), 
("AddUserToGroup", "POST", "/"), 
("AssociateDelegationRequest", "POST", "/"), 
("AttachGroupPolicy", "POST", "/"), 
("ChangePassword", "POST", "/"), 
("CreateAccountAlias", "POST", "/"), 
("CreateDelegationRequest", "POST", "/"), 
("CreateGroup", "POST", "/"), 
("CreateInstanceProfile", "POST", "/"), 
("CreateLoginProfile", "POST", "/"), 
("CreateOpenIDConnectProvider", "POST", "/"), 
("CreateSAMLProvider", "POST", "/"), 
("CreateServiceLinkedRole", "POST", "/"), 
("CreateServiceSpecificCredential", "POST", "/"), 
("CreateVirtualMFADevice", "POST", "/"), 
("DeactivateMFADevice", "POST", "/"), 
("DeleteAccountAlias", "POST", "/"), 
("DeleteAccountPasswordPolicy", "POST", "/"), 
("DeleteGroup", "POST", "/"), 
("DeleteGroupPolicy", "POST", "/"), 
("DeleteInstanceProfile", "POST", "/"), 
("DeleteLoginProfile", "POST", "/"), 
("DeleteOpenIDConnectProvider", "POST", "/"), 
("DeleteSAMLProvider", "POST", "/"), 
("DeleteSSHPublicKey", "POST", "/"), 
("DeleteServerCertificate", "POST", "/"), 
("DeleteServiceLinkedRole", "POST", "/"), 
("DeleteServiceSpecificCredential", "POST", "/"), 
("DeleteSigningCertificate", "POST", "/"), 
("DeleteUserPermissionsBoundary", "POST", "/"), 
("DeleteVirtualMFADevice", "POST", "/"), 
("DetachGroupPolicy", "POST", "/"), 
("DisableOrganizationsRootCredentialsManagement", "POST", "/"), 
("DisableOrganizationsRootSessions", "POST", "/"), 
("DisableOutboundWebIdentityFederation", "POST", "/"), 
("EnableMFADevice", "POST", "/"), 
("EnableOrganizationsRootCredentialsManagement", "POST", "/"), 
("EnableOrganizationsRootSessions", "POST", "/"), 
("EnableOutboundWebIdentityFederation", "POST", "/"), 
("GenerateCredentialReport", "POST", "/"), 
("GenerateOrganizationsAccessReport", "POST", "/"), 
("GenerateServiceLastAccessedDetails", "POST", "/"), 
("GetAccessKeyLastUsed", "POST", "/"), 
("GetAccountAuthorizationDetails", "POST", "/"), 
("GetAccountPasswordPolicy", "POST", "/"), 
("GetAccountProperties", "POST", "/"), 
("GetAccountSummary", "POST", "/"), 
("GetContextKeysForCustomPolicy", "POST", "/"), 
("GetContextKeysForPrincipalPolicy", "POST", "/"), 
("GetCredentialReport", "POST", "/"), 
("GetDelegationRequest", "POST", "/"), 
("GetGroup", "POST", "/"), 
("GetGroupPolicy", "POST", "/"), 
("GetHumanReadableSummary", "POST", "/"), 
("GetInstanceProfile", "POST", "/"), 
("GetLoginProfile", "POST", "/"), 
("GetMFADevice", "POST", "/"), 
("GetOpenIDConnectProvider", "POST", "/"), 
("GetOrganizationsAccessReport", "POST", "/"), 
("GetOutboundWebIdentityFederationInfo", "POST", "/"), 
("GetRoleTemplateVersion", "POST", "/"), 
("GetSAMLProvider", "POST", "/"), 
("GetSSHPublicKey", "POST", "/"), 
("GetServerCertificate", "POST", "/"), 
("GetServiceLastAccessedDetails", "POST", "/"), 
("GetServiceLastAccessedDetailsWithEntities", "POST", "/"), 
("GetServiceLinkedRoleDeletionStatus", "POST", "/"), 
("ListAccountAliases", "POST", "/"), 
("ListAttachedGroupPolicies", "POST", "/"), 
("ListDelegationRequests", "POST", "/"), 
("ListGroupPolicies", "POST", "/"), 
("ListGroups", "POST", "/"), 
("ListInstanceProfileTags", "POST", "/"), 
("ListInstanceProfiles", "POST", "/"), 
("ListMFADeviceTags", "POST", "/"), 
("ListMFADevices", "POST", "/"), 
("ListOpenIDConnectProviderTags", "POST", "/"), 
("ListOpenIDConnectProviders", "POST", "/"), 
("ListOrganizationsFeatures", "POST", "/"), 
("ListPoliciesGrantingServiceAccess", "POST", "/"), 
("ListSAMLProviderTags", "POST", "/"), 
("ListSAMLProviders", "POST", "/"), 
("ListSSHPublicKeys", "POST", "/"), 
("ListServerCertificateTags", "POST", "/"), 
("ListServerCertificates", "POST", "/"), 
("ListServiceSpecificCredentials", "POST", "/"), 
("ListSigningCertificates", "POST", "/"), 
("ListVirtualMFADevices", "POST", "/"), 
("PutAccountProperties", "POST", "/"), 
("PutGroupPolicy", "POST", "/"), 
("PutUserPermissionsBoundary", "POST", "/"), 
("RejectDelegationRequest", "POST", "/"), 
("RemoveClientIDFromOpenIDConnectProvider", "POST", "/"), 
("RemoveRoleFromInstanceProfile", "POST", "/"), 
("RemoveUserFromGroup", "POST", "/"), 
("ResetServiceSpecificCredential", "POST", "/"), 
("ResyncMFADevice", "POST", "/"), 
("SendDelegationToken", "POST", "/"), 
("SetSecurityTokenServicePreferences", "POST", "/"), 
("SimulateCustomPolicy", "POST", "/"), 
("SimulatePrincipalPolicy", "POST", "/"), 
("TagInstanceProfile", "POST", "/"), 
("TagMFADevice", "POST", "/"), 
("TagOpenIDConnectProvider", "POST", "/"), 
("TagSAMLProvider", "POST", "/"), 
("TagServerCertificate", "POST", "/"), 
("UntagInstanceProfile", "POST", "/"), 
("UntagMFADevice", "POST", "/"), 
("UntagOpenIDConnectProvider", "POST", "/"), 
("UntagSAMLProvider", "POST", "/"), 
("UntagServerCertificate", "POST", "/"), 
("UpdateAccountPasswordPolicy", "POST", "/"), 
("UpdateDelegationRequest", "POST", "/"), 
("UpdateGroup", "POST", "/"), 
("UpdateLoginProfile", "POST", "/"), 
("UpdateOpenIDConnectProviderThumbprint", "POST", "/"), 
("UpdateSAMLProvider", "POST", "/"), 
("UpdateSSHPublicKey", "POST", "/"), 
("UpdateServerCertificate", "POST", "/"), 
("UpdateServiceSpecificCredential", "POST", "/"), 
("UpdateSigningCertificate", "POST", "/"), 
("UploadSSHPublicKey", "POST", "/"), 
("UploadServerCertificate", "POST", "/"), 
("UploadSigningCertificate", "POST", "/"), ];

/// The service's modelled errors.
pub mod errors {
    use super::ErrorShape;
    /// AWS's `AccountNotManagementOrDelegatedAdministratorException`.
#[rustfmt::skip]
pub static ACCOUNT_NOT_MANAGEMENT_OR_DELEGATED_ADMINISTRATOR: ErrorShape = ErrorShape { code: "AccountNotManagementOrDelegatedAdministratorException", status: 400, message_key: "message", typed: false };
    /// AWS's `CallerIsNotManagementAccountException`.
#[rustfmt::skip]
pub static CALLER_IS_NOT_MANAGEMENT_ACCOUNT: ErrorShape = ErrorShape { code: "CallerIsNotManagementAccountException", status: 400, message_key: "message", typed: false };
    /// AWS's `ConcurrentModificationException`.
#[rustfmt::skip]
pub static CONCURRENT_MODIFICATION: ErrorShape = ErrorShape { code: "ConcurrentModification", status: 409, message_key: "message", typed: false };
    /// AWS's `CredentialReportExpiredException`.
#[rustfmt::skip]
pub static CREDENTIAL_REPORT_EXPIRED: ErrorShape = ErrorShape { code: "ReportExpired", status: 410, message_key: "message", typed: false };
    /// AWS's `CredentialReportNotPresentException`.
#[rustfmt::skip]
pub static CREDENTIAL_REPORT_NOT_PRESENT: ErrorShape = ErrorShape { code: "ReportNotPresent", status: 410, message_key: "message", typed: false };
    /// AWS's `CredentialReportNotReadyException`.
#[rustfmt::skip]
pub static CREDENTIAL_REPORT_NOT_READY: ErrorShape = ErrorShape { code: "ReportInProgress", status: 404, message_key: "message", typed: false };
    /// AWS's `DeleteConflictException`.
#[rustfmt::skip]
pub static DELETE_CONFLICT: ErrorShape = ErrorShape { code: "DeleteConflict", status: 409, message_key: "message", typed: false };
    /// AWS's `DuplicateCertificateException`.
#[rustfmt::skip]
pub static DUPLICATE_CERTIFICATE: ErrorShape = ErrorShape { code: "DuplicateCertificate", status: 409, message_key: "message", typed: false };
    /// AWS's `DuplicateSSHPublicKeyException`.
#[rustfmt::skip]
pub static DUPLICATE_SSH_PUBLIC_KEY: ErrorShape = ErrorShape { code: "DuplicateSSHPublicKey", status: 400, message_key: "message", typed: false };
    /// AWS's `EntityAlreadyExistsException`.
#[rustfmt::skip]
pub static ENTITY_ALREADY_EXISTS: ErrorShape = ErrorShape { code: "EntityAlreadyExists", status: 409, message_key: "message", typed: false };
    /// AWS's `EntityTemporarilyUnmodifiableException`.
#[rustfmt::skip]
pub static ENTITY_TEMPORARILY_UNMODIFIABLE: ErrorShape = ErrorShape { code: "EntityTemporarilyUnmodifiable", status: 409, message_key: "message", typed: false };
    /// AWS's `FeatureDisabledException`.
#[rustfmt::skip]
pub static FEATURE_DISABLED: ErrorShape = ErrorShape { code: "FeatureDisabled", status: 404, message_key: "message", typed: false };
    /// AWS's `FeatureEnabledException`.
#[rustfmt::skip]
pub static FEATURE_ENABLED: ErrorShape = ErrorShape { code: "FeatureEnabled", status: 409, message_key: "message", typed: false };
    /// AWS's `InvalidAuthenticationCodeException`.
#[rustfmt::skip]
pub static INVALID_AUTHENTICATION_CODE: ErrorShape = ErrorShape { code: "InvalidAuthenticationCode", status: 403, message_key: "message", typed: false };
    /// AWS's `InvalidCertificateException`.
#[rustfmt::skip]
pub static INVALID_CERTIFICATE: ErrorShape = ErrorShape { code: "InvalidCertificate", status: 400, message_key: "message", typed: false };
    /// AWS's `InvalidInputException`.
#[rustfmt::skip]
pub static INVALID_INPUT: ErrorShape = ErrorShape { code: "InvalidInput", status: 400, message_key: "message", typed: false };
    /// AWS's `InvalidPublicKeyException`.
#[rustfmt::skip]
pub static INVALID_PUBLIC_KEY: ErrorShape = ErrorShape { code: "InvalidPublicKey", status: 400, message_key: "message", typed: false };
    /// AWS's `InvalidUserTypeException`.
#[rustfmt::skip]
pub static INVALID_USER_TYPE: ErrorShape = ErrorShape { code: "InvalidUserType", status: 400, message_key: "message", typed: false };
    /// AWS's `KeyPairMismatchException`.
#[rustfmt::skip]
pub static KEY_PAIR_MISMATCH: ErrorShape = ErrorShape { code: "KeyPairMismatch", status: 400, message_key: "message", typed: false };
    /// AWS's `LimitExceededException`.
#[rustfmt::skip]
pub static LIMIT_EXCEEDED: ErrorShape = ErrorShape { code: "LimitExceeded", status: 409, message_key: "message", typed: false };
    /// AWS's `MalformedCertificateException`.
#[rustfmt::skip]
pub static MALFORMED_CERTIFICATE: ErrorShape = ErrorShape { code: "MalformedCertificate", status: 400, message_key: "message", typed: false };
    /// AWS's `MalformedPolicyDocumentException`.
#[rustfmt::skip]
pub static MALFORMED_POLICY_DOCUMENT: ErrorShape = ErrorShape { code: "MalformedPolicyDocument", status: 400, message_key: "message", typed: false };
    /// AWS's `NameConflictException`.
#[rustfmt::skip]
pub static NAME_CONFLICT: ErrorShape = ErrorShape { code: "NameConflict", status: 409, message_key: "message", typed: false };
    /// AWS's `NoSuchEntityException`.
#[rustfmt::skip]
pub static NO_SUCH_ENTITY: ErrorShape = ErrorShape { code: "NoSuchEntity", status: 404, message_key: "message", typed: false };
    /// AWS's `OpenIdIdpCommunicationErrorException`.
#[rustfmt::skip]
pub static OPEN_ID_IDP_COMMUNICATION_ERROR: ErrorShape = ErrorShape { code: "OpenIdIdpCommunicationError", status: 400, message_key: "message", typed: false };
    /// AWS's `OrganizationNotFoundException`.
#[rustfmt::skip]
pub static ORGANIZATION_NOT_FOUND: ErrorShape = ErrorShape { code: "OrganizationNotFoundException", status: 400, message_key: "message", typed: false };
    /// AWS's `OrganizationNotInAllFeaturesModeException`.
#[rustfmt::skip]
pub static ORGANIZATION_NOT_IN_ALL_FEATURES_MODE: ErrorShape = ErrorShape { code: "OrganizationNotInAllFeaturesModeException", status: 400, message_key: "message", typed: false };
    /// AWS's `PasswordPolicyViolationException`.
#[rustfmt::skip]
pub static PASSWORD_POLICY_VIOLATION: ErrorShape = ErrorShape { code: "PasswordPolicyViolation", status: 400, message_key: "message", typed: false };
    /// AWS's `PolicyEvaluationException`.
#[rustfmt::skip]
pub static POLICY_EVALUATION: ErrorShape = ErrorShape { code: "PolicyEvaluation", status: 500, message_key: "message", typed: false };
    /// AWS's `PolicyNotAttachableException`.
#[rustfmt::skip]
pub static POLICY_NOT_ATTACHABLE: ErrorShape = ErrorShape { code: "PolicyNotAttachable", status: 400, message_key: "message", typed: false };
    /// AWS's `ReportGenerationLimitExceededException`.
#[rustfmt::skip]
pub static REPORT_GENERATION_LIMIT_EXCEEDED: ErrorShape = ErrorShape { code: "ReportGenerationLimitExceeded", status: 409, message_key: "message", typed: false };
    /// AWS's `RoleModifiedException`.
#[rustfmt::skip]
pub static ROLE_MODIFIED: ErrorShape = ErrorShape { code: "RoleModified", status: 409, message_key: "message", typed: false };
    /// AWS's `RoleTemplateDisabledException`.
#[rustfmt::skip]
pub static ROLE_TEMPLATE_DISABLED: ErrorShape = ErrorShape { code: "RoleTemplateDisabled", status: 400, message_key: "message", typed: false };
    /// AWS's `ServiceAccessNotEnabledException`.
#[rustfmt::skip]
pub static SERVICE_ACCESS_NOT_ENABLED: ErrorShape = ErrorShape { code: "ServiceAccessNotEnabledException", status: 400, message_key: "message", typed: false };
    /// AWS's `ServiceFailureException`.
#[rustfmt::skip]
pub static SERVICE_FAILURE: ErrorShape = ErrorShape { code: "ServiceFailure", status: 500, message_key: "message", typed: false };
    /// AWS's `ServiceNotSupportedException`.
#[rustfmt::skip]
pub static SERVICE_NOT_SUPPORTED: ErrorShape = ErrorShape { code: "NotSupportedService", status: 404, message_key: "message", typed: false };
    /// AWS's `UnmodifiableEntityException`.
#[rustfmt::skip]
pub static UNMODIFIABLE_ENTITY: ErrorShape = ErrorShape { code: "UnmodifiableEntity", status: 400, message_key: "message", typed: false };
    /// AWS's `UnrecognizedPublicKeyEncodingException`.
#[rustfmt::skip]
pub static UNRECOGNIZED_PUBLIC_KEY_ENCODING: ErrorShape = ErrorShape { code: "UnrecognizedPublicKeyEncoding", status: 400, message_key: "message", typed: false };
}

declare! { AccessKey
  []
  [    user_name "UserName" String,
    access_key_id "AccessKeyId" String,
    status "Status" String,
    secret_access_key "SecretAccessKey" String,
    create_date "CreateDate" Timestamp,
]
}

declare! { AccessKeyMetadata
  []
  [    user_name "UserName" String,
    access_key_id "AccessKeyId" String,
    status "Status" String,
    create_date "CreateDate" Timestamp,
]
}

declare! { AttachRolePolicyRequest
  [    role_name "RoleName" String,
    policy_arn "PolicyArn" String,
]
  []
}

declare! { AttachUserPolicyRequest
  [    user_name "UserName" String,
    policy_arn "PolicyArn" String,
]
  []
}

declare! { AttachedPermissionsBoundary
  []
  [    permissions_boundary_type "PermissionsBoundaryType" String,
    permissions_boundary_arn "PermissionsBoundaryArn" String,
]
}

declare! { AttachedPolicy
  []
  [    policy_name "PolicyName" String,
    policy_arn "PolicyArn" String,
]
}

declare! { CreateAccessKeyRequest
  []
  [    user_name "UserName" String,
]
}

declare! { CreateAccessKeyResponse
  []
  [    access_key "AccessKey" AccessKey,
]
}

declare! { CreatePolicyRequest
  [    policy_name "PolicyName" String,
    policy_document "PolicyDocument" String,
]
  [    path "Path" String,
    description "Description" String,
    tags "Tags" Vec<Tag>,
]
}

declare! { CreatePolicyResponse
  []
  [    policy "Policy" Policy,
]
}

declare! { CreatePolicyVersionRequest
  [    policy_arn "PolicyArn" String,
    policy_document "PolicyDocument" String,
]
  [    set_as_default "SetAsDefault" bool,
]
}

declare! { CreatePolicyVersionResponse
  []
  [    policy_version "PolicyVersion" PolicyVersion,
]
}

declare! { CreateRoleRequest
  [    role_name "RoleName" String,
    assume_role_policy_document "AssumeRolePolicyDocument" String,
]
  [    path "Path" String,
    description "Description" String,
    max_session_duration "MaxSessionDuration" i32,
    permissions_boundary "PermissionsBoundary" String,
    tags "Tags" Vec<Tag>,
]
}

declare! { CreateRoleResponse
  []
  [    role "Role" Role,
]
}

declare! { CreateUserRequest
  [    user_name "UserName" String,
]
  [    path "Path" String,
    permissions_boundary "PermissionsBoundary" String,
    tags "Tags" Vec<Tag>,
]
}

declare! { CreateUserResponse
  []
  [    user "User" User,
]
}

declare! { DeleteAccessKeyRequest
  [    access_key_id "AccessKeyId" String,
]
  [    user_name "UserName" String,
]
}

declare! { DeletePolicyRequest
  [    policy_arn "PolicyArn" String,
]
  []
}

declare! { DeletePolicyVersionRequest
  [    policy_arn "PolicyArn" String,
    version_id "VersionId" String,
]
  []
}

declare! { DeleteRolePermissionsBoundaryRequest
  [    role_name "RoleName" String,
]
  []
}

declare! { DeleteRolePolicyRequest
  [    role_name "RoleName" String,
    policy_name "PolicyName" String,
]
  []
}

declare! { DeleteRoleRequest
  [    role_name "RoleName" String,
]
  []
}

declare! { DeleteUserPolicyRequest
  [    user_name "UserName" String,
    policy_name "PolicyName" String,
]
  []
}

declare! { DeleteUserRequest
  [    user_name "UserName" String,
]
  []
}

declare! { DetachRolePolicyRequest
  [    role_name "RoleName" String,
    policy_arn "PolicyArn" String,
]
  []
}

declare! { DetachUserPolicyRequest
  [    user_name "UserName" String,
    policy_arn "PolicyArn" String,
]
  []
}

declare! { GetPolicyRequest
  [    policy_arn "PolicyArn" String,
]
  []
}

declare! { GetPolicyResponse
  []
  [    policy "Policy" Policy,
]
}

declare! { GetPolicyVersionRequest
  [    policy_arn "PolicyArn" String,
    version_id "VersionId" String,
]
  []
}

declare! { GetPolicyVersionResponse
  []
  [    policy_version "PolicyVersion" PolicyVersion,
]
}

declare! { GetRolePolicyRequest
  [    role_name "RoleName" String,
    policy_name "PolicyName" String,
]
  []
}

declare! { GetRolePolicyResponse
  []
  [    role_name "RoleName" String,
    policy_name "PolicyName" String,
    policy_document "PolicyDocument" String,
]
}

declare! { GetRoleRequest
  [    role_name "RoleName" String,
]
  []
}

declare! { GetRoleResponse
  []
  [    role "Role" Role,
]
}

declare! { GetUserPolicyRequest
  [    user_name "UserName" String,
    policy_name "PolicyName" String,
]
  []
}

declare! { GetUserPolicyResponse
  []
  [    user_name "UserName" String,
    policy_name "PolicyName" String,
    policy_document "PolicyDocument" String,
]
}

declare! { GetUserRequest
  []
  [    user_name "UserName" String,
]
}

declare! { GetUserResponse
  []
  [    user "User" User,
]
}

declare! { Group
  []
  [    path "Path" String,
    group_name "GroupName" String,
    group_id "GroupId" String,
    arn "Arn" String,
    create_date "CreateDate" Timestamp,
]
}

declare! { InstanceProfile
  []
  [    path "Path" String,
    instance_profile_name "InstanceProfileName" String,
    instance_profile_id "InstanceProfileId" String,
    arn "Arn" String,
    create_date "CreateDate" Timestamp,
    roles "Roles" Vec<Role>,
    tags "Tags" Vec<Tag>,
]
}

declare! { ListAccessKeysRequest
  []
  [    user_name "UserName" String,
    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListAccessKeysResponse
  []
  [    access_key_metadata "AccessKeyMetadata" Vec<AccessKeyMetadata>,
    is_truncated "IsTruncated" bool,
    marker "Marker" String,
]
}

declare! { ListAttachedRolePoliciesRequest
  [    role_name "RoleName" String,
]
  [    path_prefix "PathPrefix" String,
    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListAttachedRolePoliciesResponse
  []
  [    attached_policies "AttachedPolicies" Vec<AttachedPolicy>,
    is_truncated "IsTruncated" bool,
    marker "Marker" String,
]
}

declare! { ListAttachedUserPoliciesRequest
  [    user_name "UserName" String,
]
  [    path_prefix "PathPrefix" String,
    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListAttachedUserPoliciesResponse
  []
  [    attached_policies "AttachedPolicies" Vec<AttachedPolicy>,
    is_truncated "IsTruncated" bool,
    marker "Marker" String,
]
}

declare! { ListEntitiesForPolicyRequest
  [    policy_arn "PolicyArn" String,
]
  [    entity_filter "EntityFilter" String,
    path_prefix "PathPrefix" String,
    policy_usage_filter "PolicyUsageFilter" String,
    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListEntitiesForPolicyResponse
  []
  [    policy_groups "PolicyGroups" Vec<PolicyGroup>,
    policy_users "PolicyUsers" Vec<PolicyUser>,
    policy_roles "PolicyRoles" Vec<PolicyRole>,
    is_truncated "IsTruncated" bool,
    marker "Marker" String,
]
}

declare! { ListGroupsForUserRequest
  [    user_name "UserName" String,
]
  [    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListGroupsForUserResponse
  []
  [    groups "Groups" Vec<Group>,
    is_truncated "IsTruncated" bool,
    marker "Marker" String,
]
}

declare! { ListInstanceProfilesForRoleRequest
  [    role_name "RoleName" String,
]
  [    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListInstanceProfilesForRoleResponse
  []
  [    instance_profiles "InstanceProfiles" Vec<InstanceProfile>,
    is_truncated "IsTruncated" bool,
    marker "Marker" String,
]
}

declare! { ListPoliciesRequest
  []
  [    scope "Scope" String,
    only_attached "OnlyAttached" bool,
    path_prefix "PathPrefix" String,
    policy_usage_filter "PolicyUsageFilter" String,
    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListPoliciesResponse
  []
  [    policies "Policies" Vec<Policy>,
    is_truncated "IsTruncated" bool,
    marker "Marker" String,
]
}

declare! { ListPolicyTagsRequest
  [    policy_arn "PolicyArn" String,
]
  [    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListPolicyTagsResponse
  []
  [    tags "Tags" Vec<Tag>,
    is_truncated "IsTruncated" bool,
    marker "Marker" String,
]
}

declare! { ListPolicyVersionsRequest
  [    policy_arn "PolicyArn" String,
]
  [    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListPolicyVersionsResponse
  []
  [    versions "Versions" Vec<PolicyVersion>,
    is_truncated "IsTruncated" bool,
    marker "Marker" String,
]
}

declare! { ListRolePoliciesRequest
  [    role_name "RoleName" String,
]
  [    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListRolePoliciesResponse
  []
  [    policy_names "PolicyNames" Vec<String>,
    is_truncated "IsTruncated" bool,
    marker "Marker" String,
]
}

declare! { ListRoleTagsRequest
  [    role_name "RoleName" String,
]
  [    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListRoleTagsResponse
  []
  [    tags "Tags" Vec<Tag>,
    is_truncated "IsTruncated" bool,
    marker "Marker" String,
]
}

declare! { ListRolesRequest
  []
  [    path_prefix "PathPrefix" String,
    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListRolesResponse
  []
  [    roles "Roles" Vec<Role>,
    is_truncated "IsTruncated" bool,
    marker "Marker" String,
]
}

declare! { ListUserPoliciesRequest
  [    user_name "UserName" String,
]
  [    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListUserPoliciesResponse
  []
  [    policy_names "PolicyNames" Vec<String>,
    is_truncated "IsTruncated" bool,
    marker "Marker" String,
]
}

declare! { ListUserTagsRequest
  [    user_name "UserName" String,
]
  [    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListUserTagsResponse
  []
  [    tags "Tags" Vec<Tag>,
    is_truncated "IsTruncated" bool,
    marker "Marker" String,
]
}

declare! { ListUsersRequest
  []
  [    path_prefix "PathPrefix" String,
    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListUsersResponse
  []
  [    users "Users" Vec<User>,
    is_truncated "IsTruncated" bool,
    marker "Marker" String,
]
}

declare! { Policy
  []
  [    policy_name "PolicyName" String,
    policy_id "PolicyId" String,
    arn "Arn" String,
    path "Path" String,
    default_version_id "DefaultVersionId" String,
    attachment_count "AttachmentCount" i32,
    permissions_boundary_usage_count "PermissionsBoundaryUsageCount" i32,
    is_attachable "IsAttachable" bool,
    description "Description" String,
    create_date "CreateDate" Timestamp,
    update_date "UpdateDate" Timestamp,
    tags "Tags" Vec<Tag>,
]
}

declare! { PolicyGroup
  []
  [    group_name "GroupName" String,
    group_id "GroupId" String,
]
}

declare! { PolicyRole
  []
  [    role_name "RoleName" String,
    role_id "RoleId" String,
]
}

declare! { PolicyUser
  []
  [    user_name "UserName" String,
    user_id "UserId" String,
]
}

declare! { PolicyVersion
  []
  [    document "Document" String,
    version_id "VersionId" String,
    is_default_version "IsDefaultVersion" bool,
    create_date "CreateDate" Timestamp,
]
}

declare! { PutRolePermissionsBoundaryRequest
  [    role_name "RoleName" String,
    permissions_boundary "PermissionsBoundary" String,
]
  []
}

declare! { PutRolePolicyRequest
  [    role_name "RoleName" String,
    policy_name "PolicyName" String,
    policy_document "PolicyDocument" String,
]
  []
}

declare! { PutUserPolicyRequest
  [    user_name "UserName" String,
    policy_name "PolicyName" String,
    policy_document "PolicyDocument" String,
]
  []
}

declare! { Role
  []
  [    path "Path" String,
    role_name "RoleName" String,
    role_id "RoleId" String,
    arn "Arn" String,
    create_date "CreateDate" Timestamp,
    assume_role_policy_document "AssumeRolePolicyDocument" String,
    description "Description" String,
    max_session_duration "MaxSessionDuration" i32,
    permissions_boundary "PermissionsBoundary" AttachedPermissionsBoundary,
    tags "Tags" Vec<Tag>,
    role_last_used "RoleLastUsed" RoleLastUsed,
    source_role_template "SourceRoleTemplate" SourceRoleTemplate,
]
}

declare! { RoleLastUsed
  []
  [    last_used_date "LastUsedDate" Timestamp,
    region "Region" String,
]
}

declare! { SetDefaultPolicyVersionRequest
  [    policy_arn "PolicyArn" String,
    version_id "VersionId" String,
]
  []
}

declare! { SourceRoleTemplate
  []
  [    template_arn "TemplateArn" String,
    template_minor_version "TemplateMinorVersion" i32,
]
}

declare! { Tag
  []
  [    key "Key" String,
    value "Value" String,
]
}

declare! { TagPolicyRequest
  [    policy_arn "PolicyArn" String,
    tags "Tags" Vec<Tag>,
]
  []
}

declare! { TagRoleRequest
  [    role_name "RoleName" String,
    tags "Tags" Vec<Tag>,
]
  []
}

declare! { TagUserRequest
  [    user_name "UserName" String,
    tags "Tags" Vec<Tag>,
]
  []
}

declare! { UntagPolicyRequest
  [    policy_arn "PolicyArn" String,
    tag_keys "TagKeys" Vec<String>,
]
  []
}

declare! { UntagRoleRequest
  [    role_name "RoleName" String,
    tag_keys "TagKeys" Vec<String>,
]
  []
}

declare! { UntagUserRequest
  [    user_name "UserName" String,
    tag_keys "TagKeys" Vec<String>,
]
  []
}

declare! { UpdateAccessKeyRequest
  [    access_key_id "AccessKeyId" String,
    status "Status" String,
]
  [    user_name "UserName" String,
]
}

declare! { UpdateAssumeRolePolicyRequest
  [    role_name "RoleName" String,
    policy_document "PolicyDocument" String,
]
  []
}

declare! { UpdateRoleDescriptionRequest
  [    role_name "RoleName" String,
    description "Description" String,
]
  []
}

declare! { UpdateRoleDescriptionResponse
  []
  [    role "Role" Role,
]
}

declare! { UpdateRoleRequest
  [    role_name "RoleName" String,
]
  [    description "Description" String,
    max_session_duration "MaxSessionDuration" i32,
]
}

declare! { UpdateRoleResponse
  []
  []
}

declare! { UpdateUserRequest
  [    user_name "UserName" String,
]
  [    new_path "NewPath" String,
    new_user_name "NewUserName" String,
]
}

declare! { User
  []
  [    path "Path" String,
    user_name "UserName" String,
    user_id "UserId" String,
    arn "Arn" String,
    create_date "CreateDate" Timestamp,
    password_last_used "PasswordLastUsed" Timestamp,
    permissions_boundary "PermissionsBoundary" AttachedPermissionsBoundary,
    tags "Tags" Vec<Tag>,
]
}

#[rustfmt::skip]
static CREATE_ROLE: Operation = Operation { name: "CreateRole", method: "POST", uri: "/", status: 200, input: &shapes::CREATE_ROLE_REQUEST, output: Some(&shapes::CREATE_ROLE_RESPONSE), result_wrapper: Some("CreateRoleResult") };
#[rustfmt::skip]
impl Input for CreateRoleRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_ROLE; type Output = CreateRoleResponse; }

#[rustfmt::skip]
static GET_ROLE: Operation = Operation { name: "GetRole", method: "POST", uri: "/", status: 200, input: &shapes::GET_ROLE_REQUEST, output: Some(&shapes::GET_ROLE_RESPONSE), result_wrapper: Some("GetRoleResult") };
#[rustfmt::skip]
impl Input for GetRoleRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_ROLE; type Output = GetRoleResponse; }

#[rustfmt::skip]
static DELETE_ROLE: Operation = Operation { name: "DeleteRole", method: "POST", uri: "/", status: 200, input: &shapes::DELETE_ROLE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteRoleRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_ROLE; type Output = (); }

#[rustfmt::skip]
static LIST_ROLES: Operation = Operation { name: "ListRoles", method: "POST", uri: "/", status: 200, input: &shapes::LIST_ROLES_REQUEST, output: Some(&shapes::LIST_ROLES_RESPONSE), result_wrapper: Some("ListRolesResult") };
#[rustfmt::skip]
impl Input for ListRolesRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_ROLES; type Output = ListRolesResponse; }

#[rustfmt::skip]
static UPDATE_ASSUME_ROLE_POLICY: Operation = Operation { name: "UpdateAssumeRolePolicy", method: "POST", uri: "/", status: 200, input: &shapes::UPDATE_ASSUME_ROLE_POLICY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateAssumeRolePolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_ASSUME_ROLE_POLICY; type Output = (); }

#[rustfmt::skip]
static PUT_ROLE_POLICY: Operation = Operation { name: "PutRolePolicy", method: "POST", uri: "/", status: 200, input: &shapes::PUT_ROLE_POLICY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for PutRolePolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_ROLE_POLICY; type Output = (); }

#[rustfmt::skip]
static GET_ROLE_POLICY: Operation = Operation { name: "GetRolePolicy", method: "POST", uri: "/", status: 200, input: &shapes::GET_ROLE_POLICY_REQUEST, output: Some(&shapes::GET_ROLE_POLICY_RESPONSE), result_wrapper: Some("GetRolePolicyResult") };
#[rustfmt::skip]
impl Input for GetRolePolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_ROLE_POLICY; type Output = GetRolePolicyResponse; }

#[rustfmt::skip]
static DELETE_ROLE_POLICY: Operation = Operation { name: "DeleteRolePolicy", method: "POST", uri: "/", status: 200, input: &shapes::DELETE_ROLE_POLICY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteRolePolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_ROLE_POLICY; type Output = (); }

#[rustfmt::skip]
static LIST_ROLE_POLICIES: Operation = Operation { name: "ListRolePolicies", method: "POST", uri: "/", status: 200, input: &shapes::LIST_ROLE_POLICIES_REQUEST, output: Some(&shapes::LIST_ROLE_POLICIES_RESPONSE), result_wrapper: Some("ListRolePoliciesResult") };
#[rustfmt::skip]
impl Input for ListRolePoliciesRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_ROLE_POLICIES; type Output = ListRolePoliciesResponse; }

#[rustfmt::skip]
static ATTACH_ROLE_POLICY: Operation = Operation { name: "AttachRolePolicy", method: "POST", uri: "/", status: 200, input: &shapes::ATTACH_ROLE_POLICY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for AttachRolePolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &ATTACH_ROLE_POLICY; type Output = (); }

#[rustfmt::skip]
static DETACH_ROLE_POLICY: Operation = Operation { name: "DetachRolePolicy", method: "POST", uri: "/", status: 200, input: &shapes::DETACH_ROLE_POLICY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DetachRolePolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DETACH_ROLE_POLICY; type Output = (); }

#[rustfmt::skip]
static LIST_ATTACHED_ROLE_POLICIES: Operation = Operation { name: "ListAttachedRolePolicies", method: "POST", uri: "/", status: 200, input: &shapes::LIST_ATTACHED_ROLE_POLICIES_REQUEST, output: Some(&shapes::LIST_ATTACHED_ROLE_POLICIES_RESPONSE), result_wrapper: Some("ListAttachedRolePoliciesResult") };
#[rustfmt::skip]
impl Input for ListAttachedRolePoliciesRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_ATTACHED_ROLE_POLICIES; type Output = ListAttachedRolePoliciesResponse; }

#[rustfmt::skip]
static CREATE_POLICY: Operation = Operation { name: "CreatePolicy", method: "POST", uri: "/", status: 200, input: &shapes::CREATE_POLICY_REQUEST, output: Some(&shapes::CREATE_POLICY_RESPONSE), result_wrapper: Some("CreatePolicyResult") };
#[rustfmt::skip]
impl Input for CreatePolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_POLICY; type Output = CreatePolicyResponse; }

#[rustfmt::skip]
static GET_POLICY: Operation = Operation { name: "GetPolicy", method: "POST", uri: "/", status: 200, input: &shapes::GET_POLICY_REQUEST, output: Some(&shapes::GET_POLICY_RESPONSE), result_wrapper: Some("GetPolicyResult") };
#[rustfmt::skip]
impl Input for GetPolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_POLICY; type Output = GetPolicyResponse; }

#[rustfmt::skip]
static GET_POLICY_VERSION: Operation = Operation { name: "GetPolicyVersion", method: "POST", uri: "/", status: 200, input: &shapes::GET_POLICY_VERSION_REQUEST, output: Some(&shapes::GET_POLICY_VERSION_RESPONSE), result_wrapper: Some("GetPolicyVersionResult") };
#[rustfmt::skip]
impl Input for GetPolicyVersionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_POLICY_VERSION; type Output = GetPolicyVersionResponse; }

#[rustfmt::skip]
static DELETE_POLICY: Operation = Operation { name: "DeletePolicy", method: "POST", uri: "/", status: 200, input: &shapes::DELETE_POLICY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeletePolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_POLICY; type Output = (); }

#[rustfmt::skip]
static LIST_POLICY_VERSIONS: Operation = Operation { name: "ListPolicyVersions", method: "POST", uri: "/", status: 200, input: &shapes::LIST_POLICY_VERSIONS_REQUEST, output: Some(&shapes::LIST_POLICY_VERSIONS_RESPONSE), result_wrapper: Some("ListPolicyVersionsResult") };
#[rustfmt::skip]
impl Input for ListPolicyVersionsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_POLICY_VERSIONS; type Output = ListPolicyVersionsResponse; }

#[rustfmt::skip]
static LIST_INSTANCE_PROFILES_FOR_ROLE: Operation = Operation { name: "ListInstanceProfilesForRole", method: "POST", uri: "/", status: 200, input: &shapes::LIST_INSTANCE_PROFILES_FOR_ROLE_REQUEST, output: Some(&shapes::LIST_INSTANCE_PROFILES_FOR_ROLE_RESPONSE), result_wrapper: Some("ListInstanceProfilesForRoleResult") };
#[rustfmt::skip]
impl Input for ListInstanceProfilesForRoleRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_INSTANCE_PROFILES_FOR_ROLE; type Output = ListInstanceProfilesForRoleResponse; }

#[rustfmt::skip]
static TAG_ROLE: Operation = Operation { name: "TagRole", method: "POST", uri: "/", status: 200, input: &shapes::TAG_ROLE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for TagRoleRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &TAG_ROLE; type Output = (); }

#[rustfmt::skip]
static UNTAG_ROLE: Operation = Operation { name: "UntagRole", method: "POST", uri: "/", status: 200, input: &shapes::UNTAG_ROLE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for UntagRoleRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UNTAG_ROLE; type Output = (); }

#[rustfmt::skip]
static LIST_ROLE_TAGS: Operation = Operation { name: "ListRoleTags", method: "POST", uri: "/", status: 200, input: &shapes::LIST_ROLE_TAGS_REQUEST, output: Some(&shapes::LIST_ROLE_TAGS_RESPONSE), result_wrapper: Some("ListRoleTagsResult") };
#[rustfmt::skip]
impl Input for ListRoleTagsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_ROLE_TAGS; type Output = ListRoleTagsResponse; }

#[rustfmt::skip]
static UPDATE_ROLE: Operation = Operation { name: "UpdateRole", method: "POST", uri: "/", status: 200, input: &shapes::UPDATE_ROLE_REQUEST, output: Some(&shapes::UPDATE_ROLE_RESPONSE), result_wrapper: Some("UpdateRoleResult") };
#[rustfmt::skip]
impl Input for UpdateRoleRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_ROLE; type Output = UpdateRoleResponse; }

#[rustfmt::skip]
static CREATE_USER: Operation = Operation { name: "CreateUser", method: "POST", uri: "/", status: 200, input: &shapes::CREATE_USER_REQUEST, output: Some(&shapes::CREATE_USER_RESPONSE), result_wrapper: Some("CreateUserResult") };
#[rustfmt::skip]
impl Input for CreateUserRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_USER; type Output = CreateUserResponse; }

#[rustfmt::skip]
static GET_USER: Operation = Operation { name: "GetUser", method: "POST", uri: "/", status: 200, input: &shapes::GET_USER_REQUEST, output: Some(&shapes::GET_USER_RESPONSE), result_wrapper: Some("GetUserResult") };
#[rustfmt::skip]
impl Input for GetUserRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_USER; type Output = GetUserResponse; }

#[rustfmt::skip]
static DELETE_USER: Operation = Operation { name: "DeleteUser", method: "POST", uri: "/", status: 200, input: &shapes::DELETE_USER_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteUserRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_USER; type Output = (); }

#[rustfmt::skip]
static LIST_USERS: Operation = Operation { name: "ListUsers", method: "POST", uri: "/", status: 200, input: &shapes::LIST_USERS_REQUEST, output: Some(&shapes::LIST_USERS_RESPONSE), result_wrapper: Some("ListUsersResult") };
#[rustfmt::skip]
impl Input for ListUsersRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_USERS; type Output = ListUsersResponse; }

#[rustfmt::skip]
static CREATE_ACCESS_KEY: Operation = Operation { name: "CreateAccessKey", method: "POST", uri: "/", status: 200, input: &shapes::CREATE_ACCESS_KEY_REQUEST, output: Some(&shapes::CREATE_ACCESS_KEY_RESPONSE), result_wrapper: Some("CreateAccessKeyResult") };
#[rustfmt::skip]
impl Input for CreateAccessKeyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_ACCESS_KEY; type Output = CreateAccessKeyResponse; }

#[rustfmt::skip]
static DELETE_ACCESS_KEY: Operation = Operation { name: "DeleteAccessKey", method: "POST", uri: "/", status: 200, input: &shapes::DELETE_ACCESS_KEY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteAccessKeyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_ACCESS_KEY; type Output = (); }

#[rustfmt::skip]
static LIST_ACCESS_KEYS: Operation = Operation { name: "ListAccessKeys", method: "POST", uri: "/", status: 200, input: &shapes::LIST_ACCESS_KEYS_REQUEST, output: Some(&shapes::LIST_ACCESS_KEYS_RESPONSE), result_wrapper: Some("ListAccessKeysResult") };
#[rustfmt::skip]
impl Input for ListAccessKeysRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_ACCESS_KEYS; type Output = ListAccessKeysResponse; }

#[rustfmt::skip]
static PUT_USER_POLICY: Operation = Operation { name: "PutUserPolicy", method: "POST", uri: "/", status: 200, input: &shapes::PUT_USER_POLICY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for PutUserPolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_USER_POLICY; type Output = (); }

#[rustfmt::skip]
static ATTACH_USER_POLICY: Operation = Operation { name: "AttachUserPolicy", method: "POST", uri: "/", status: 200, input: &shapes::ATTACH_USER_POLICY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for AttachUserPolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &ATTACH_USER_POLICY; type Output = (); }

#[rustfmt::skip]
static LIST_POLICIES: Operation = Operation { name: "ListPolicies", method: "POST", uri: "/", status: 200, input: &shapes::LIST_POLICIES_REQUEST, output: Some(&shapes::LIST_POLICIES_RESPONSE), result_wrapper: Some("ListPoliciesResult") };
#[rustfmt::skip]
impl Input for ListPoliciesRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_POLICIES; type Output = ListPoliciesResponse; }

#[rustfmt::skip]
static CREATE_POLICY_VERSION: Operation = Operation { name: "CreatePolicyVersion", method: "POST", uri: "/", status: 200, input: &shapes::CREATE_POLICY_VERSION_REQUEST, output: Some(&shapes::CREATE_POLICY_VERSION_RESPONSE), result_wrapper: Some("CreatePolicyVersionResult") };
#[rustfmt::skip]
impl Input for CreatePolicyVersionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_POLICY_VERSION; type Output = CreatePolicyVersionResponse; }

#[rustfmt::skip]
static DELETE_POLICY_VERSION: Operation = Operation { name: "DeletePolicyVersion", method: "POST", uri: "/", status: 200, input: &shapes::DELETE_POLICY_VERSION_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeletePolicyVersionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_POLICY_VERSION; type Output = (); }

#[rustfmt::skip]
static GET_USER_POLICY: Operation = Operation { name: "GetUserPolicy", method: "POST", uri: "/", status: 200, input: &shapes::GET_USER_POLICY_REQUEST, output: Some(&shapes::GET_USER_POLICY_RESPONSE), result_wrapper: Some("GetUserPolicyResult") };
#[rustfmt::skip]
impl Input for GetUserPolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_USER_POLICY; type Output = GetUserPolicyResponse; }

#[rustfmt::skip]
static DELETE_USER_POLICY: Operation = Operation { name: "DeleteUserPolicy", method: "POST", uri: "/", status: 200, input: &shapes::DELETE_USER_POLICY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteUserPolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_USER_POLICY; type Output = (); }

#[rustfmt::skip]
static LIST_USER_POLICIES: Operation = Operation { name: "ListUserPolicies", method: "POST", uri: "/", status: 200, input: &shapes::LIST_USER_POLICIES_REQUEST, output: Some(&shapes::LIST_USER_POLICIES_RESPONSE), result_wrapper: Some("ListUserPoliciesResult") };
#[rustfmt::skip]
impl Input for ListUserPoliciesRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_USER_POLICIES; type Output = ListUserPoliciesResponse; }

#[rustfmt::skip]
static DETACH_USER_POLICY: Operation = Operation { name: "DetachUserPolicy", method: "POST", uri: "/", status: 200, input: &shapes::DETACH_USER_POLICY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DetachUserPolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DETACH_USER_POLICY; type Output = (); }

#[rustfmt::skip]
static LIST_ATTACHED_USER_POLICIES: Operation = Operation { name: "ListAttachedUserPolicies", method: "POST", uri: "/", status: 200, input: &shapes::LIST_ATTACHED_USER_POLICIES_REQUEST, output: Some(&shapes::LIST_ATTACHED_USER_POLICIES_RESPONSE), result_wrapper: Some("ListAttachedUserPoliciesResult") };
#[rustfmt::skip]
impl Input for ListAttachedUserPoliciesRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_ATTACHED_USER_POLICIES; type Output = ListAttachedUserPoliciesResponse; }

#[rustfmt::skip]
static UPDATE_USER: Operation = Operation { name: "UpdateUser", method: "POST", uri: "/", status: 200, input: &shapes::UPDATE_USER_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateUserRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_USER; type Output = (); }

#[rustfmt::skip]
static UPDATE_ACCESS_KEY: Operation = Operation { name: "UpdateAccessKey", method: "POST", uri: "/", status: 200, input: &shapes::UPDATE_ACCESS_KEY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateAccessKeyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_ACCESS_KEY; type Output = (); }

#[rustfmt::skip]
static SET_DEFAULT_POLICY_VERSION: Operation = Operation { name: "SetDefaultPolicyVersion", method: "POST", uri: "/", status: 200, input: &shapes::SET_DEFAULT_POLICY_VERSION_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for SetDefaultPolicyVersionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &SET_DEFAULT_POLICY_VERSION; type Output = (); }

#[rustfmt::skip]
static LIST_ENTITIES_FOR_POLICY: Operation = Operation { name: "ListEntitiesForPolicy", method: "POST", uri: "/", status: 200, input: &shapes::LIST_ENTITIES_FOR_POLICY_REQUEST, output: Some(&shapes::LIST_ENTITIES_FOR_POLICY_RESPONSE), result_wrapper: Some("ListEntitiesForPolicyResult") };
#[rustfmt::skip]
impl Input for ListEntitiesForPolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_ENTITIES_FOR_POLICY; type Output = ListEntitiesForPolicyResponse; }

#[rustfmt::skip]
static TAG_USER: Operation = Operation { name: "TagUser", method: "POST", uri: "/", status: 200, input: &shapes::TAG_USER_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for TagUserRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &TAG_USER; type Output = (); }

#[rustfmt::skip]
static UNTAG_USER: Operation = Operation { name: "UntagUser", method: "POST", uri: "/", status: 200, input: &shapes::UNTAG_USER_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for UntagUserRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UNTAG_USER; type Output = (); }

#[rustfmt::skip]
static LIST_USER_TAGS: Operation = Operation { name: "ListUserTags", method: "POST", uri: "/", status: 200, input: &shapes::LIST_USER_TAGS_REQUEST, output: Some(&shapes::LIST_USER_TAGS_RESPONSE), result_wrapper: Some("ListUserTagsResult") };
#[rustfmt::skip]
impl Input for ListUserTagsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_USER_TAGS; type Output = ListUserTagsResponse; }

#[rustfmt::skip]
static TAG_POLICY: Operation = Operation { name: "TagPolicy", method: "POST", uri: "/", status: 200, input: &shapes::TAG_POLICY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for TagPolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &TAG_POLICY; type Output = (); }

#[rustfmt::skip]
static UNTAG_POLICY: Operation = Operation { name: "UntagPolicy", method: "POST", uri: "/", status: 200, input: &shapes::UNTAG_POLICY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for UntagPolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UNTAG_POLICY; type Output = (); }

#[rustfmt::skip]
static LIST_POLICY_TAGS: Operation = Operation { name: "ListPolicyTags", method: "POST", uri: "/", status: 200, input: &shapes::LIST_POLICY_TAGS_REQUEST, output: Some(&shapes::LIST_POLICY_TAGS_RESPONSE), result_wrapper: Some("ListPolicyTagsResult") };
#[rustfmt::skip]
impl Input for ListPolicyTagsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_POLICY_TAGS; type Output = ListPolicyTagsResponse; }

#[rustfmt::skip]
static UPDATE_ROLE_DESCRIPTION: Operation = Operation { name: "UpdateRoleDescription", method: "POST", uri: "/", status: 200, input: &shapes::UPDATE_ROLE_DESCRIPTION_REQUEST, output: Some(&shapes::UPDATE_ROLE_DESCRIPTION_RESPONSE), result_wrapper: Some("UpdateRoleDescriptionResult") };
#[rustfmt::skip]
impl Input for UpdateRoleDescriptionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_ROLE_DESCRIPTION; type Output = UpdateRoleDescriptionResponse; }

#[rustfmt::skip]
static PUT_ROLE_PERMISSIONS_BOUNDARY: Operation = Operation { name: "PutRolePermissionsBoundary", method: "POST", uri: "/", status: 200, input: &shapes::PUT_ROLE_PERMISSIONS_BOUNDARY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for PutRolePermissionsBoundaryRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_ROLE_PERMISSIONS_BOUNDARY; type Output = (); }

#[rustfmt::skip]
static DELETE_ROLE_PERMISSIONS_BOUNDARY: Operation = Operation { name: "DeleteRolePermissionsBoundary", method: "POST", uri: "/", status: 200, input: &shapes::DELETE_ROLE_PERMISSIONS_BOUNDARY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteRolePermissionsBoundaryRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_ROLE_PERMISSIONS_BOUNDARY; type Output = (); }

#[rustfmt::skip]
static LIST_GROUPS_FOR_USER: Operation = Operation { name: "ListGroupsForUser", method: "POST", uri: "/", status: 200, input: &shapes::LIST_GROUPS_FOR_USER_REQUEST, output: Some(&shapes::LIST_GROUPS_FOR_USER_RESPONSE), result_wrapper: Some("ListGroupsForUserResult") };
#[rustfmt::skip]
impl Input for ListGroupsForUserRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_GROUPS_FOR_USER; type Output = ListGroupsForUserResponse; }

#[rustfmt::skip]
mod shapes {
#[allow(unused_imports, reason = "not every service has every kind")]
use crate::model::{Kind::{Blob, Boolean, Double, EventStream, Integer, List, Long, Map, Timestamp}, Location::{Body, Header, Query, Status, Uri}, Shape, member, range, shape, structure, text};
pub(super) static ACCESS_KEY: Shape = shape("AccessKey", structure(&[
    member("UserName", "UserName", Body, true, &USER_NAME_TYPE),
    member("AccessKeyId", "AccessKeyId", Body, true, &ACCESS_KEY_ID_TYPE),
    member("Status", "Status", Body, true, &STATUS_TYPE),
    member("SecretAccessKey", "SecretAccessKey", Body, true, &ACCESS_KEY_SECRET_TYPE),
    member("CreateDate", "CreateDate", Body, false, &DATE_TYPE),], None));
pub(super) static ACCESS_KEY_METADATA: Shape = shape("AccessKeyMetadata", structure(&[
    member("UserName", "UserName", Body, false, &USER_NAME_TYPE),
    member("AccessKeyId", "AccessKeyId", Body, false, &ACCESS_KEY_ID_TYPE),
    member("Status", "Status", Body, false, &STATUS_TYPE),
    member("CreateDate", "CreateDate", Body, false, &DATE_TYPE),], None));
pub(super) static ATTACH_ROLE_POLICY_REQUEST: Shape = shape("AttachRolePolicyRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("PolicyArn", "PolicyArn", Body, true, &ARN_TYPE),], None));
pub(super) static ATTACH_USER_POLICY_REQUEST: Shape = shape("AttachUserPolicyRequest", structure(&[
    member("UserName", "UserName", Body, true, &USER_NAME_TYPE),
    member("PolicyArn", "PolicyArn", Body, true, &ARN_TYPE),], None));
pub(super) static ATTACHED_PERMISSIONS_BOUNDARY: Shape = shape("AttachedPermissionsBoundary", structure(&[
    member("PermissionsBoundaryType", "PermissionsBoundaryType", Body, false, &PERMISSIONS_BOUNDARY_ATTACHMENT_TYPE),
    member("PermissionsBoundaryArn", "PermissionsBoundaryArn", Body, false, &ARN_TYPE),], None));
pub(super) static ATTACHED_POLICY: Shape = shape("AttachedPolicy", structure(&[
    member("PolicyName", "PolicyName", Body, false, &POLICY_NAME_TYPE),
    member("PolicyArn", "PolicyArn", Body, false, &ARN_TYPE),], None));
pub(super) static CREATE_ACCESS_KEY_REQUEST: Shape = shape("CreateAccessKeyRequest", structure(&[
    member("UserName", "UserName", Body, false, &EXISTING_USER_NAME_TYPE),], None));
pub(super) static CREATE_ACCESS_KEY_RESPONSE: Shape = shape("CreateAccessKeyResponse", structure(&[
    member("AccessKey", "AccessKey", Body, true, &ACCESS_KEY),], None));
pub(super) static CREATE_POLICY_REQUEST: Shape = shape("CreatePolicyRequest", structure(&[
    member("PolicyName", "PolicyName", Body, true, &POLICY_NAME_TYPE),
    member("Path", "Path", Body, false, &POLICY_PATH_TYPE),
    member("PolicyDocument", "PolicyDocument", Body, true, &POLICY_DOCUMENT_TYPE),
    member("Description", "Description", Body, false, &POLICY_DESCRIPTION_TYPE),
    member("Tags", "Tags", Body, false, &TAG_LIST_TYPE),], None));
pub(super) static CREATE_POLICY_RESPONSE: Shape = shape("CreatePolicyResponse", structure(&[
    member("Policy", "Policy", Body, false, &POLICY),], None));
pub(super) static CREATE_POLICY_VERSION_REQUEST: Shape = shape("CreatePolicyVersionRequest", structure(&[
    member("PolicyArn", "PolicyArn", Body, true, &ARN_TYPE),
    member("PolicyDocument", "PolicyDocument", Body, true, &POLICY_DOCUMENT_TYPE),
    member("SetAsDefault", "SetAsDefault", Body, false, &BOOLEAN_TYPE),], None));
pub(super) static CREATE_POLICY_VERSION_RESPONSE: Shape = shape("CreatePolicyVersionResponse", structure(&[
    member("PolicyVersion", "PolicyVersion", Body, false, &POLICY_VERSION),], None));
pub(super) static CREATE_ROLE_REQUEST: Shape = shape("CreateRoleRequest", structure(&[
    member("Path", "Path", Body, false, &PATH_TYPE),
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("AssumeRolePolicyDocument", "AssumeRolePolicyDocument", Body, true, &POLICY_DOCUMENT_TYPE),
    member("Description", "Description", Body, false, &ROLE_DESCRIPTION_TYPE),
    member("MaxSessionDuration", "MaxSessionDuration", Body, false, &ROLE_MAX_SESSION_DURATION_TYPE),
    member("PermissionsBoundary", "PermissionsBoundary", Body, false, &ARN_TYPE),
    member("Tags", "Tags", Body, false, &TAG_LIST_TYPE),], None));
pub(super) static CREATE_ROLE_RESPONSE: Shape = shape("CreateRoleResponse", structure(&[
    member("Role", "Role", Body, true, &ROLE),], None));
pub(super) static CREATE_USER_REQUEST: Shape = shape("CreateUserRequest", structure(&[
    member("Path", "Path", Body, false, &PATH_TYPE),
    member("UserName", "UserName", Body, true, &USER_NAME_TYPE),
    member("PermissionsBoundary", "PermissionsBoundary", Body, false, &ARN_TYPE),
    member("Tags", "Tags", Body, false, &TAG_LIST_TYPE),], None));
pub(super) static CREATE_USER_RESPONSE: Shape = shape("CreateUserResponse", structure(&[
    member("User", "User", Body, false, &USER),], None));
pub(super) static DELETE_ACCESS_KEY_REQUEST: Shape = shape("DeleteAccessKeyRequest", structure(&[
    member("UserName", "UserName", Body, false, &EXISTING_USER_NAME_TYPE),
    member("AccessKeyId", "AccessKeyId", Body, true, &ACCESS_KEY_ID_TYPE),], None));
pub(super) static DELETE_POLICY_REQUEST: Shape = shape("DeletePolicyRequest", structure(&[
    member("PolicyArn", "PolicyArn", Body, true, &ARN_TYPE),], None));
pub(super) static DELETE_POLICY_VERSION_REQUEST: Shape = shape("DeletePolicyVersionRequest", structure(&[
    member("PolicyArn", "PolicyArn", Body, true, &ARN_TYPE),
    member("VersionId", "VersionId", Body, true, &POLICY_VERSION_ID_TYPE),], None));
pub(super) static DELETE_ROLE_PERMISSIONS_BOUNDARY_REQUEST: Shape = shape("DeleteRolePermissionsBoundaryRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),], None));
pub(super) static DELETE_ROLE_POLICY_REQUEST: Shape = shape("DeleteRolePolicyRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("PolicyName", "PolicyName", Body, true, &POLICY_NAME_TYPE),], None));
pub(super) static DELETE_ROLE_REQUEST: Shape = shape("DeleteRoleRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),], None));
pub(super) static DELETE_USER_POLICY_REQUEST: Shape = shape("DeleteUserPolicyRequest", structure(&[
    member("UserName", "UserName", Body, true, &EXISTING_USER_NAME_TYPE),
    member("PolicyName", "PolicyName", Body, true, &POLICY_NAME_TYPE),], None));
pub(super) static DELETE_USER_REQUEST: Shape = shape("DeleteUserRequest", structure(&[
    member("UserName", "UserName", Body, true, &EXISTING_USER_NAME_TYPE),], None));
pub(super) static DETACH_ROLE_POLICY_REQUEST: Shape = shape("DetachRolePolicyRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("PolicyArn", "PolicyArn", Body, true, &ARN_TYPE),], None));
pub(super) static DETACH_USER_POLICY_REQUEST: Shape = shape("DetachUserPolicyRequest", structure(&[
    member("UserName", "UserName", Body, true, &USER_NAME_TYPE),
    member("PolicyArn", "PolicyArn", Body, true, &ARN_TYPE),], None));
pub(super) static ENTITY_TYPE: Shape = shape("EntityType", text(&["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"], None, range(None, None)));
pub(super) static GET_POLICY_REQUEST: Shape = shape("GetPolicyRequest", structure(&[
    member("PolicyArn", "PolicyArn", Body, true, &ARN_TYPE),], None));
pub(super) static GET_POLICY_RESPONSE: Shape = shape("GetPolicyResponse", structure(&[
    member("Policy", "Policy", Body, false, &POLICY),], None));
pub(super) static GET_POLICY_VERSION_REQUEST: Shape = shape("GetPolicyVersionRequest", structure(&[
    member("PolicyArn", "PolicyArn", Body, true, &ARN_TYPE),
    member("VersionId", "VersionId", Body, true, &POLICY_VERSION_ID_TYPE),], None));
pub(super) static GET_POLICY_VERSION_RESPONSE: Shape = shape("GetPolicyVersionResponse", structure(&[
    member("PolicyVersion", "PolicyVersion", Body, false, &POLICY_VERSION),], None));
pub(super) static GET_ROLE_POLICY_REQUEST: Shape = shape("GetRolePolicyRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("PolicyName", "PolicyName", Body, true, &POLICY_NAME_TYPE),], None));
pub(super) static GET_ROLE_POLICY_RESPONSE: Shape = shape("GetRolePolicyResponse", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("PolicyName", "PolicyName", Body, true, &POLICY_NAME_TYPE),
    member("PolicyDocument", "PolicyDocument", Body, true, &POLICY_DOCUMENT_TYPE),], None));
pub(super) static GET_ROLE_REQUEST: Shape = shape("GetRoleRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),], None));
pub(super) static GET_ROLE_RESPONSE: Shape = shape("GetRoleResponse", structure(&[
    member("Role", "Role", Body, true, &ROLE),], None));
pub(super) static GET_USER_POLICY_REQUEST: Shape = shape("GetUserPolicyRequest", structure(&[
    member("UserName", "UserName", Body, true, &EXISTING_USER_NAME_TYPE),
    member("PolicyName", "PolicyName", Body, true, &POLICY_NAME_TYPE),], None));
pub(super) static GET_USER_POLICY_RESPONSE: Shape = shape("GetUserPolicyResponse", structure(&[
    member("UserName", "UserName", Body, true, &EXISTING_USER_NAME_TYPE),
    member("PolicyName", "PolicyName", Body, true, &POLICY_NAME_TYPE),
    member("PolicyDocument", "PolicyDocument", Body, true, &POLICY_DOCUMENT_TYPE),], None));
pub(super) static GET_USER_REQUEST: Shape = shape("GetUserRequest", structure(&[
    member("UserName", "UserName", Body, false, &EXISTING_USER_NAME_TYPE),], None));
pub(super) static GET_USER_RESPONSE: Shape = shape("GetUserResponse", structure(&[
    member("User", "User", Body, true, &USER),], None));
pub(super) static GROUP: Shape = shape("Group", structure(&[
    member("Path", "Path", Body, true, &PATH_TYPE),
    member("GroupName", "GroupName", Body, true, &GROUP_NAME_TYPE),
    member("GroupId", "GroupId", Body, true, &ID_TYPE),
    member("Arn", "Arn", Body, true, &ARN_TYPE),
    member("CreateDate", "CreateDate", Body, true, &DATE_TYPE),], None));
pub(super) static INSTANCE_PROFILE: Shape = shape("InstanceProfile", structure(&[
    member("Path", "Path", Body, true, &PATH_TYPE),
    member("InstanceProfileName", "InstanceProfileName", Body, true, &INSTANCE_PROFILE_NAME_TYPE),
    member("InstanceProfileId", "InstanceProfileId", Body, true, &ID_TYPE),
    member("Arn", "Arn", Body, true, &ARN_TYPE),
    member("CreateDate", "CreateDate", Body, true, &DATE_TYPE),
    member("Roles", "Roles", Body, true, &ROLE_LIST_TYPE),
    member("Tags", "Tags", Body, false, &TAG_LIST_TYPE),], None));
pub(super) static LIST_ACCESS_KEYS_REQUEST: Shape = shape("ListAccessKeysRequest", structure(&[
    member("UserName", "UserName", Body, false, &EXISTING_USER_NAME_TYPE),
    member("Marker", "Marker", Body, false, &MARKER_TYPE),
    member("MaxItems", "MaxItems", Body, false, &MAX_ITEMS_TYPE),], None));
pub(super) static LIST_ACCESS_KEYS_RESPONSE: Shape = shape("ListAccessKeysResponse", structure(&[
    member("AccessKeyMetadata", "AccessKeyMetadata", Body, true, &ACCESS_KEY_METADATA_LIST_TYPE),
    member("IsTruncated", "IsTruncated", Body, false, &BOOLEAN_TYPE),
    member("Marker", "Marker", Body, false, &RESPONSE_MARKER_TYPE),], None));
pub(super) static LIST_ATTACHED_ROLE_POLICIES_REQUEST: Shape = shape("ListAttachedRolePoliciesRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("PathPrefix", "PathPrefix", Body, false, &POLICY_PATH_TYPE),
    member("Marker", "Marker", Body, false, &MARKER_TYPE),
    member("MaxItems", "MaxItems", Body, false, &MAX_ITEMS_TYPE),], None));
pub(super) static LIST_ATTACHED_ROLE_POLICIES_RESPONSE: Shape = shape("ListAttachedRolePoliciesResponse", structure(&[
    member("AttachedPolicies", "AttachedPolicies", Body, false, &ATTACHED_POLICIES_LIST_TYPE),
    member("IsTruncated", "IsTruncated", Body, false, &BOOLEAN_TYPE),
    member("Marker", "Marker", Body, false, &RESPONSE_MARKER_TYPE),], None));
pub(super) static LIST_ATTACHED_USER_POLICIES_REQUEST: Shape = shape("ListAttachedUserPoliciesRequest", structure(&[
    member("UserName", "UserName", Body, true, &USER_NAME_TYPE),
    member("PathPrefix", "PathPrefix", Body, false, &POLICY_PATH_TYPE),
    member("Marker", "Marker", Body, false, &MARKER_TYPE),
    member("MaxItems", "MaxItems", Body, false, &MAX_ITEMS_TYPE),], None));
pub(super) static LIST_ATTACHED_USER_POLICIES_RESPONSE: Shape = shape("ListAttachedUserPoliciesResponse", structure(&[
    member("AttachedPolicies", "AttachedPolicies", Body, false, &ATTACHED_POLICIES_LIST_TYPE),
    member("IsTruncated", "IsTruncated", Body, false, &BOOLEAN_TYPE),
    member("Marker", "Marker", Body, false, &RESPONSE_MARKER_TYPE),], None));
pub(super) static LIST_ENTITIES_FOR_POLICY_REQUEST: Shape = shape("ListEntitiesForPolicyRequest", structure(&[
    member("PolicyArn", "PolicyArn", Body, true, &ARN_TYPE),
    member("EntityFilter", "EntityFilter", Body, false, &ENTITY_TYPE),
    member("PathPrefix", "PathPrefix", Body, false, &PATH_TYPE),
    member("PolicyUsageFilter", "PolicyUsageFilter", Body, false, &POLICY_USAGE_TYPE),
    member("Marker", "Marker", Body, false, &MARKER_TYPE),
    member("MaxItems", "MaxItems", Body, false, &MAX_ITEMS_TYPE),], None));
pub(super) static LIST_ENTITIES_FOR_POLICY_RESPONSE: Shape = shape("ListEntitiesForPolicyResponse", structure(&[
    member("PolicyGroups", "PolicyGroups", Body, false, &POLICY_GROUP_LIST_TYPE),
    member("PolicyUsers", "PolicyUsers", Body, false, &POLICY_USER_LIST_TYPE),
    member("PolicyRoles", "PolicyRoles", Body, false, &POLICY_ROLE_LIST_TYPE),
    member("IsTruncated", "IsTruncated", Body, false, &BOOLEAN_TYPE),
    member("Marker", "Marker", Body, false, &RESPONSE_MARKER_TYPE),], None));
pub(super) static LIST_GROUPS_FOR_USER_REQUEST: Shape = shape("ListGroupsForUserRequest", structure(&[
    member("UserName", "UserName", Body, true, &EXISTING_USER_NAME_TYPE),
    member("Marker", "Marker", Body, false, &MARKER_TYPE),
    member("MaxItems", "MaxItems", Body, false, &MAX_ITEMS_TYPE),], None));
pub(super) static LIST_GROUPS_FOR_USER_RESPONSE: Shape = shape("ListGroupsForUserResponse", structure(&[
    member("Groups", "Groups", Body, true, &GROUP_LIST_TYPE),
    member("IsTruncated", "IsTruncated", Body, false, &BOOLEAN_TYPE),
    member("Marker", "Marker", Body, false, &RESPONSE_MARKER_TYPE),], None));
pub(super) static LIST_INSTANCE_PROFILES_FOR_ROLE_REQUEST: Shape = shape("ListInstanceProfilesForRoleRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("Marker", "Marker", Body, false, &MARKER_TYPE),
    member("MaxItems", "MaxItems", Body, false, &MAX_ITEMS_TYPE),], None));
pub(super) static LIST_INSTANCE_PROFILES_FOR_ROLE_RESPONSE: Shape = shape("ListInstanceProfilesForRoleResponse", structure(&[
    member("InstanceProfiles", "InstanceProfiles", Body, true, &INSTANCE_PROFILE_LIST_TYPE),
    member("IsTruncated", "IsTruncated", Body, false, &BOOLEAN_TYPE),
    member("Marker", "Marker", Body, false, &RESPONSE_MARKER_TYPE),], None));
pub(super) static LIST_POLICIES_REQUEST: Shape = shape("ListPoliciesRequest", structure(&[
    member("Scope", "Scope", Body, false, &POLICY_SCOPE_TYPE),
    member("OnlyAttached", "OnlyAttached", Body, false, &BOOLEAN_TYPE),
    member("PathPrefix", "PathPrefix", Body, false, &POLICY_PATH_TYPE),
    member("PolicyUsageFilter", "PolicyUsageFilter", Body, false, &POLICY_USAGE_TYPE),
    member("Marker", "Marker", Body, false, &MARKER_TYPE),
    member("MaxItems", "MaxItems", Body, false, &MAX_ITEMS_TYPE),], None));
pub(super) static LIST_POLICIES_RESPONSE: Shape = shape("ListPoliciesResponse", structure(&[
    member("Policies", "Policies", Body, false, &POLICY_LIST_TYPE),
    member("IsTruncated", "IsTruncated", Body, false, &BOOLEAN_TYPE),
    member("Marker", "Marker", Body, false, &RESPONSE_MARKER_TYPE),], None));
pub(super) static LIST_POLICY_TAGS_REQUEST: Shape = shape("ListPolicyTagsRequest", structure(&[
    member("PolicyArn", "PolicyArn", Body, true, &ARN_TYPE),
    member("Marker", "Marker", Body, false, &MARKER_TYPE),
    member("MaxItems", "MaxItems", Body, false, &MAX_ITEMS_TYPE),], None));
pub(super) static LIST_POLICY_TAGS_RESPONSE: Shape = shape("ListPolicyTagsResponse", structure(&[
    member("Tags", "Tags", Body, true, &TAG_LIST_TYPE),
    member("IsTruncated", "IsTruncated", Body, false, &BOOLEAN_TYPE),
    member("Marker", "Marker", Body, false, &RESPONSE_MARKER_TYPE),], None));
pub(super) static LIST_POLICY_VERSIONS_REQUEST: Shape = shape("ListPolicyVersionsRequest", structure(&[
    member("PolicyArn", "PolicyArn", Body, true, &ARN_TYPE),
    member("Marker", "Marker", Body, false, &MARKER_TYPE),
    member("MaxItems", "MaxItems", Body, false, &MAX_ITEMS_TYPE),], None));
pub(super) static LIST_POLICY_VERSIONS_RESPONSE: Shape = shape("ListPolicyVersionsResponse", structure(&[
    member("Versions", "Versions", Body, false, &POLICY_DOCUMENT_VERSION_LIST_TYPE),
    member("IsTruncated", "IsTruncated", Body, false, &BOOLEAN_TYPE),
    member("Marker", "Marker", Body, false, &RESPONSE_MARKER_TYPE),], None));
pub(super) static LIST_ROLE_POLICIES_REQUEST: Shape = shape("ListRolePoliciesRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("Marker", "Marker", Body, false, &MARKER_TYPE),
    member("MaxItems", "MaxItems", Body, false, &MAX_ITEMS_TYPE),], None));
pub(super) static LIST_ROLE_POLICIES_RESPONSE: Shape = shape("ListRolePoliciesResponse", structure(&[
    member("PolicyNames", "PolicyNames", Body, true, &POLICY_NAME_LIST_TYPE),
    member("IsTruncated", "IsTruncated", Body, false, &BOOLEAN_TYPE),
    member("Marker", "Marker", Body, false, &RESPONSE_MARKER_TYPE),], None));
pub(super) static LIST_ROLE_TAGS_REQUEST: Shape = shape("ListRoleTagsRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("Marker", "Marker", Body, false, &MARKER_TYPE),
    member("MaxItems", "MaxItems", Body, false, &MAX_ITEMS_TYPE),], None));
pub(super) static LIST_ROLE_TAGS_RESPONSE: Shape = shape("ListRoleTagsResponse", structure(&[
    member("Tags", "Tags", Body, true, &TAG_LIST_TYPE),
    member("IsTruncated", "IsTruncated", Body, false, &BOOLEAN_TYPE),
    member("Marker", "Marker", Body, false, &RESPONSE_MARKER_TYPE),], None));
pub(super) static LIST_ROLES_REQUEST: Shape = shape("ListRolesRequest", structure(&[
    member("PathPrefix", "PathPrefix", Body, false, &PATH_PREFIX_TYPE),
    member("Marker", "Marker", Body, false, &MARKER_TYPE),
    member("MaxItems", "MaxItems", Body, false, &MAX_ITEMS_TYPE),], None));
pub(super) static LIST_ROLES_RESPONSE: Shape = shape("ListRolesResponse", structure(&[
    member("Roles", "Roles", Body, true, &ROLE_LIST_TYPE),
    member("IsTruncated", "IsTruncated", Body, false, &BOOLEAN_TYPE),
    member("Marker", "Marker", Body, false, &RESPONSE_MARKER_TYPE),], None));
pub(super) static LIST_USER_POLICIES_REQUEST: Shape = shape("ListUserPoliciesRequest", structure(&[
    member("UserName", "UserName", Body, true, &EXISTING_USER_NAME_TYPE),
    member("Marker", "Marker", Body, false, &MARKER_TYPE),
    member("MaxItems", "MaxItems", Body, false, &MAX_ITEMS_TYPE),], None));
pub(super) static LIST_USER_POLICIES_RESPONSE: Shape = shape("ListUserPoliciesResponse", structure(&[
    member("PolicyNames", "PolicyNames", Body, true, &POLICY_NAME_LIST_TYPE),
    member("IsTruncated", "IsTruncated", Body, false, &BOOLEAN_TYPE),
    member("Marker", "Marker", Body, false, &RESPONSE_MARKER_TYPE),], None));
pub(super) static LIST_USER_TAGS_REQUEST: Shape = shape("ListUserTagsRequest", structure(&[
    member("UserName", "UserName", Body, true, &EXISTING_USER_NAME_TYPE),
    member("Marker", "Marker", Body, false, &MARKER_TYPE),
    member("MaxItems", "MaxItems", Body, false, &MAX_ITEMS_TYPE),], None));
pub(super) static LIST_USER_TAGS_RESPONSE: Shape = shape("ListUserTagsResponse", structure(&[
    member("Tags", "Tags", Body, true, &TAG_LIST_TYPE),
    member("IsTruncated", "IsTruncated", Body, false, &BOOLEAN_TYPE),
    member("Marker", "Marker", Body, false, &RESPONSE_MARKER_TYPE),], None));
pub(super) static LIST_USERS_REQUEST: Shape = shape("ListUsersRequest", structure(&[
    member("PathPrefix", "PathPrefix", Body, false, &PATH_PREFIX_TYPE),
    member("Marker", "Marker", Body, false, &MARKER_TYPE),
    member("MaxItems", "MaxItems", Body, false, &MAX_ITEMS_TYPE),], None));
pub(super) static LIST_USERS_RESPONSE: Shape = shape("ListUsersResponse", structure(&[
    member("Users", "Users", Body, true, &USER_LIST_TYPE),
    member("IsTruncated", "IsTruncated", Body, false, &BOOLEAN_TYPE),
    member("Marker", "Marker", Body, false, &RESPONSE_MARKER_TYPE),], None));
pub(super) static PERMISSIONS_BOUNDARY_ATTACHMENT_TYPE: Shape = shape("PermissionsBoundaryAttachmentType", text(&["PermissionsBoundaryPolicy"], None, range(None, None)));
pub(super) static POLICY: Shape = shape("Policy", structure(&[
    member("PolicyName", "PolicyName", Body, false, &POLICY_NAME_TYPE),
    member("PolicyId", "PolicyId", Body, false, &ID_TYPE),
    member("Arn", "Arn", Body, false, &ARN_TYPE),
    member("Path", "Path", Body, false, &POLICY_PATH_TYPE),
    member("DefaultVersionId", "DefaultVersionId", Body, false, &POLICY_VERSION_ID_TYPE),
    member("AttachmentCount", "AttachmentCount", Body, false, &ATTACHMENT_COUNT_TYPE),
    member("PermissionsBoundaryUsageCount", "PermissionsBoundaryUsageCount", Body, false, &ATTACHMENT_COUNT_TYPE),
    member("IsAttachable", "IsAttachable", Body, false, &BOOLEAN_TYPE),
    member("Description", "Description", Body, false, &POLICY_DESCRIPTION_TYPE),
    member("CreateDate", "CreateDate", Body, false, &DATE_TYPE),
    member("UpdateDate", "UpdateDate", Body, false, &DATE_TYPE),
    member("Tags", "Tags", Body, false, &TAG_LIST_TYPE),], None));
pub(super) static POLICY_GROUP: Shape = shape("PolicyGroup", structure(&[
    member("GroupName", "GroupName", Body, false, &GROUP_NAME_TYPE),
    member("GroupId", "GroupId", Body, false, &ID_TYPE),], None));
pub(super) static POLICY_GROUP_LIST_TYPE: Shape = shape("PolicyGroupListType", List(&POLICY_GROUP, range(None, None)));
pub(super) static POLICY_ROLE: Shape = shape("PolicyRole", structure(&[
    member("RoleName", "RoleName", Body, false, &ROLE_NAME_TYPE),
    member("RoleId", "RoleId", Body, false, &ID_TYPE),], None));
pub(super) static POLICY_ROLE_LIST_TYPE: Shape = shape("PolicyRoleListType", List(&POLICY_ROLE, range(None, None)));
pub(super) static POLICY_USAGE_TYPE: Shape = shape("PolicyUsageType", text(&["PermissionsPolicy", "PermissionsBoundary"], None, range(None, None)));
pub(super) static POLICY_USER: Shape = shape("PolicyUser", structure(&[
    member("UserName", "UserName", Body, false, &USER_NAME_TYPE),
    member("UserId", "UserId", Body, false, &ID_TYPE),], None));
pub(super) static POLICY_USER_LIST_TYPE: Shape = shape("PolicyUserListType", List(&POLICY_USER, range(None, None)));
pub(super) static POLICY_VERSION: Shape = shape("PolicyVersion", structure(&[
    member("Document", "Document", Body, false, &POLICY_DOCUMENT_TYPE),
    member("VersionId", "VersionId", Body, false, &POLICY_VERSION_ID_TYPE),
    member("IsDefaultVersion", "IsDefaultVersion", Body, false, &BOOLEAN_TYPE),
    member("CreateDate", "CreateDate", Body, false, &DATE_TYPE),], None));
pub(super) static PUT_ROLE_PERMISSIONS_BOUNDARY_REQUEST: Shape = shape("PutRolePermissionsBoundaryRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("PermissionsBoundary", "PermissionsBoundary", Body, true, &ARN_TYPE),], None));
pub(super) static PUT_ROLE_POLICY_REQUEST: Shape = shape("PutRolePolicyRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("PolicyName", "PolicyName", Body, true, &POLICY_NAME_TYPE),
    member("PolicyDocument", "PolicyDocument", Body, true, &POLICY_DOCUMENT_TYPE),], None));
pub(super) static PUT_USER_POLICY_REQUEST: Shape = shape("PutUserPolicyRequest", structure(&[
    member("UserName", "UserName", Body, true, &EXISTING_USER_NAME_TYPE),
    member("PolicyName", "PolicyName", Body, true, &POLICY_NAME_TYPE),
    member("PolicyDocument", "PolicyDocument", Body, true, &POLICY_DOCUMENT_TYPE),], None));
pub(super) static ROLE: Shape = shape("Role", structure(&[
    member("Path", "Path", Body, true, &PATH_TYPE),
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("RoleId", "RoleId", Body, true, &ID_TYPE),
    member("Arn", "Arn", Body, true, &ARN_TYPE),
    member("CreateDate", "CreateDate", Body, true, &DATE_TYPE),
    member("AssumeRolePolicyDocument", "AssumeRolePolicyDocument", Body, false, &POLICY_DOCUMENT_TYPE),
    member("Description", "Description", Body, false, &ROLE_DESCRIPTION_TYPE),
    member("MaxSessionDuration", "MaxSessionDuration", Body, false, &ROLE_MAX_SESSION_DURATION_TYPE),
    member("PermissionsBoundary", "PermissionsBoundary", Body, false, &ATTACHED_PERMISSIONS_BOUNDARY),
    member("Tags", "Tags", Body, false, &TAG_LIST_TYPE),
    member("RoleLastUsed", "RoleLastUsed", Body, false, &ROLE_LAST_USED),
    member("SourceRoleTemplate", "SourceRoleTemplate", Body, false, &SOURCE_ROLE_TEMPLATE),], None));
pub(super) static ROLE_LAST_USED: Shape = shape("RoleLastUsed", structure(&[
    member("LastUsedDate", "LastUsedDate", Body, false, &DATE_TYPE),
    member("Region", "Region", Body, false, &STRING_TYPE),], None));
pub(super) static SET_DEFAULT_POLICY_VERSION_REQUEST: Shape = shape("SetDefaultPolicyVersionRequest", structure(&[
    member("PolicyArn", "PolicyArn", Body, true, &ARN_TYPE),
    member("VersionId", "VersionId", Body, true, &POLICY_VERSION_ID_TYPE),], None));
pub(super) static SOURCE_ROLE_TEMPLATE: Shape = shape("SourceRoleTemplate", structure(&[
    member("TemplateArn", "TemplateArn", Body, true, &ARN_TYPE),
    member("TemplateMinorVersion", "TemplateMinorVersion", Body, true, &INTEGER_TYPE),], None));
pub(super) static TAG: Shape = shape("Tag", structure(&[
    member("Key", "Key", Body, true, &TAG_KEY_TYPE),
    member("Value", "Value", Body, true, &TAG_VALUE_TYPE),], None));
pub(super) static TAG_POLICY_REQUEST: Shape = shape("TagPolicyRequest", structure(&[
    member("PolicyArn", "PolicyArn", Body, true, &ARN_TYPE),
    member("Tags", "Tags", Body, true, &TAG_LIST_TYPE),], None));
pub(super) static TAG_ROLE_REQUEST: Shape = shape("TagRoleRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("Tags", "Tags", Body, true, &TAG_LIST_TYPE),], None));
pub(super) static TAG_USER_REQUEST: Shape = shape("TagUserRequest", structure(&[
    member("UserName", "UserName", Body, true, &EXISTING_USER_NAME_TYPE),
    member("Tags", "Tags", Body, true, &TAG_LIST_TYPE),], None));
pub(super) static UNTAG_POLICY_REQUEST: Shape = shape("UntagPolicyRequest", structure(&[
    member("PolicyArn", "PolicyArn", Body, true, &ARN_TYPE),
    member("TagKeys", "TagKeys", Body, true, &TAG_KEY_LIST_TYPE),], None));
pub(super) static UNTAG_ROLE_REQUEST: Shape = shape("UntagRoleRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("TagKeys", "TagKeys", Body, true, &TAG_KEY_LIST_TYPE),], None));
pub(super) static UNTAG_USER_REQUEST: Shape = shape("UntagUserRequest", structure(&[
    member("UserName", "UserName", Body, true, &EXISTING_USER_NAME_TYPE),
    member("TagKeys", "TagKeys", Body, true, &TAG_KEY_LIST_TYPE),], None));
pub(super) static UPDATE_ACCESS_KEY_REQUEST: Shape = shape("UpdateAccessKeyRequest", structure(&[
    member("UserName", "UserName", Body, false, &EXISTING_USER_NAME_TYPE),
    member("AccessKeyId", "AccessKeyId", Body, true, &ACCESS_KEY_ID_TYPE),
    member("Status", "Status", Body, true, &STATUS_TYPE),], None));
pub(super) static UPDATE_ASSUME_ROLE_POLICY_REQUEST: Shape = shape("UpdateAssumeRolePolicyRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("PolicyDocument", "PolicyDocument", Body, true, &POLICY_DOCUMENT_TYPE),], None));
pub(super) static UPDATE_ROLE_DESCRIPTION_REQUEST: Shape = shape("UpdateRoleDescriptionRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("Description", "Description", Body, true, &ROLE_DESCRIPTION_TYPE),], None));
pub(super) static UPDATE_ROLE_DESCRIPTION_RESPONSE: Shape = shape("UpdateRoleDescriptionResponse", structure(&[
    member("Role", "Role", Body, false, &ROLE),], None));
pub(super) static UPDATE_ROLE_REQUEST: Shape = shape("UpdateRoleRequest", structure(&[
    member("RoleName", "RoleName", Body, true, &ROLE_NAME_TYPE),
    member("Description", "Description", Body, false, &ROLE_DESCRIPTION_TYPE),
    member("MaxSessionDuration", "MaxSessionDuration", Body, false, &ROLE_MAX_SESSION_DURATION_TYPE),], None));
pub(super) static UPDATE_ROLE_RESPONSE: Shape = shape("UpdateRoleResponse", structure(&[], None));
pub(super) static UPDATE_USER_REQUEST: Shape = shape("UpdateUserRequest", structure(&[
    member("UserName", "UserName", Body, true, &EXISTING_USER_NAME_TYPE),
    member("NewPath", "NewPath", Body, false, &PATH_TYPE),
    member("NewUserName", "NewUserName", Body, false, &USER_NAME_TYPE),], None));
pub(super) static USER: Shape = shape("User", structure(&[
    member("Path", "Path", Body, true, &PATH_TYPE),
    member("UserName", "UserName", Body, true, &USER_NAME_TYPE),
    member("UserId", "UserId", Body, true, &ID_TYPE),
    member("Arn", "Arn", Body, true, &ARN_TYPE),
    member("CreateDate", "CreateDate", Body, true, &DATE_TYPE),
    member("PasswordLastUsed", "PasswordLastUsed", Body, false, &DATE_TYPE),
    member("PermissionsBoundary", "PermissionsBoundary", Body, false, &ATTACHED_PERMISSIONS_BOUNDARY),
    member("Tags", "Tags", Body, false, &TAG_LIST_TYPE),], None));
pub(super) static ACCESS_KEY_ID_TYPE: Shape = shape("accessKeyIdType", text(&[], Some("[\\w]+"), range(Some(16), Some(128))));
pub(super) static ACCESS_KEY_METADATA_LIST_TYPE: Shape = shape("accessKeyMetadataListType", List(&ACCESS_KEY_METADATA, range(None, None)));
pub(super) static ACCESS_KEY_SECRET_TYPE: Shape = shape("accessKeySecretType", text(&[], None, range(None, None)));
pub(super) static ARN_TYPE: Shape = shape("arnType", text(&[], None, range(Some(20), Some(2048))));
pub(super) static ATTACHED_POLICIES_LIST_TYPE: Shape = shape("attachedPoliciesListType", List(&ATTACHED_POLICY, range(None, None)));
pub(super) static ATTACHMENT_COUNT_TYPE: Shape = shape("attachmentCountType", Integer(range(None, None)));
pub(super) static BOOLEAN_TYPE: Shape = shape("booleanType", Boolean);
pub(super) static DATE_TYPE: Shape = shape("dateType", Timestamp);
pub(super) static EXISTING_USER_NAME_TYPE: Shape = shape("existingUserNameType", text(&[], Some("[\\w+=,.@-]+"), range(Some(1), Some(128))));
pub(super) static GROUP_LIST_TYPE: Shape = shape("groupListType", List(&GROUP, range(None, None)));
pub(super) static GROUP_NAME_TYPE: Shape = shape("groupNameType", text(&[], Some("[\\w+=,.@-]+"), range(Some(1), Some(128))));
pub(super) static ID_TYPE: Shape = shape("idType", text(&[], Some("[\\w]+"), range(Some(16), Some(128))));
pub(super) static INSTANCE_PROFILE_LIST_TYPE: Shape = shape("instanceProfileListType", List(&INSTANCE_PROFILE, range(None, None)));
pub(super) static INSTANCE_PROFILE_NAME_TYPE: Shape = shape("instanceProfileNameType", text(&[], Some("[\\w+=,.@-]+"), range(Some(1), Some(128))));
pub(super) static INTEGER_TYPE: Shape = shape("integerType", Integer(range(None, None)));
pub(super) static MARKER_TYPE: Shape = shape("markerType", text(&[], Some("[\\u0020-\\u00FF]+"), range(Some(1), Some(320))));
pub(super) static MAX_ITEMS_TYPE: Shape = shape("maxItemsType", Integer(range(Some(1), Some(1000))));
pub(super) static PATH_PREFIX_TYPE: Shape = shape("pathPrefixType", text(&[], Some("\\u002F[\\u0021-\\u007F]*"), range(Some(1), Some(512))));
pub(super) static PATH_TYPE: Shape = shape("pathType", text(&[], Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"), range(Some(1), Some(512))));
pub(super) static POLICY_DESCRIPTION_TYPE: Shape = shape("policyDescriptionType", text(&[], None, range(None, Some(1000))));
pub(super) static POLICY_DOCUMENT_TYPE: Shape = shape("policyDocumentType", text(&[], Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"), range(Some(1), Some(131072))));
pub(super) static POLICY_DOCUMENT_VERSION_LIST_TYPE: Shape = shape("policyDocumentVersionListType", List(&POLICY_VERSION, range(None, None)));
pub(super) static POLICY_LIST_TYPE: Shape = shape("policyListType", List(&POLICY, range(None, None)));
pub(super) static POLICY_NAME_LIST_TYPE: Shape = shape("policyNameListType", List(&POLICY_NAME_TYPE, range(None, None)));
pub(super) static POLICY_NAME_TYPE: Shape = shape("policyNameType", text(&[], Some("[\\w+=,.@-]+"), range(Some(1), Some(128))));
pub(super) static POLICY_PATH_TYPE: Shape = shape("policyPathType", text(&[], Some("((/[A-Za-z0-9\\.,\\+@=_-]+)*)/"), range(Some(1), Some(512))));
pub(super) static POLICY_SCOPE_TYPE: Shape = shape("policyScopeType", text(&["All", "AWS", "Local"], None, range(None, None)));
pub(super) static POLICY_VERSION_ID_TYPE: Shape = shape("policyVersionIdType", text(&[], Some("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?"), range(None, None)));
pub(super) static RESPONSE_MARKER_TYPE: Shape = shape("responseMarkerType", text(&[], None, range(None, None)));
pub(super) static ROLE_DESCRIPTION_TYPE: Shape = shape("roleDescriptionType", text(&[], Some("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*"), range(None, Some(1000))));
pub(super) static ROLE_LIST_TYPE: Shape = shape("roleListType", List(&ROLE, range(None, None)));
pub(super) static ROLE_MAX_SESSION_DURATION_TYPE: Shape = shape("roleMaxSessionDurationType", Integer(range(Some(3600), Some(43200))));
pub(super) static ROLE_NAME_TYPE: Shape = shape("roleNameType", text(&[], Some("[\\w+=,.@-]+"), range(Some(1), Some(64))));
pub(super) static STATUS_TYPE: Shape = shape("statusType", text(&["Active", "Inactive", "Expired"], None, range(None, None)));
pub(super) static STRING_TYPE: Shape = shape("stringType", text(&[], None, range(None, None)));
pub(super) static TAG_KEY_LIST_TYPE: Shape = shape("tagKeyListType", List(&TAG_KEY_TYPE, range(None, Some(50))));
pub(super) static TAG_KEY_TYPE: Shape = shape("tagKeyType", text(&[], Some("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"), range(Some(1), Some(128))));
pub(super) static TAG_LIST_TYPE: Shape = shape("tagListType", List(&TAG, range(None, Some(50))));
pub(super) static TAG_VALUE_TYPE: Shape = shape("tagValueType", text(&[], Some("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*"), range(Some(0), Some(256))));
pub(super) static USER_LIST_TYPE: Shape = shape("userListType", List(&USER, range(None, None)));
pub(super) static USER_NAME_TYPE: Shape = shape("userNameType", text(&[], Some("[\\w+=,.@-]+"), range(Some(1), Some(64))));
}
