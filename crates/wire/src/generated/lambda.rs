// Written by `cargo xtask codegen` from `crates/wire/models/lambda.json` (botocore 1.44.5 data/lambda/2015-03-31). Do not edit.
//! AWS Lambda.

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
    name: "lambda",
    endpoint_prefix: "lambda",
    api_version: "2015-03-31",
    protocol: Protocol::RestJson,
    operations: OPERATIONS,
    unshaped: UNSHAPED,
};

static OPERATIONS: &[&Operation] = &[
    &CREATE_FUNCTION,
    &GET_FUNCTION,
    &GET_FUNCTION_CONFIGURATION,
    &UPDATE_FUNCTION_CODE,
    &UPDATE_FUNCTION_CONFIGURATION,
    &DELETE_FUNCTION,
    &LIST_FUNCTIONS,
    &INVOKE,
    &ADD_PERMISSION,
    &REMOVE_PERMISSION,
    &GET_POLICY,
    &PUBLISH_VERSION,
    &LIST_VERSIONS_BY_FUNCTION,
    &CREATE_ALIAS,
    &GET_ALIAS,
    &UPDATE_ALIAS,
    &DELETE_ALIAS,
    &LIST_ALIASES,
    &TAG_RESOURCE,
    &UNTAG_RESOURCE,
    &LIST_TAGS,
    &INVOKE_WITH_RESPONSE_STREAM,
    &INVOKE_ASYNC,
    &PUT_FUNCTION_CONCURRENCY,
    &GET_FUNCTION_CONCURRENCY,
    &DELETE_FUNCTION_CONCURRENCY,
    &GET_ACCOUNT_SETTINGS,
    &PUBLISH_LAYER_VERSION,
    &GET_LAYER_VERSION,
    &GET_LAYER_VERSION_BY_ARN,
    &DELETE_LAYER_VERSION,
    &LIST_LAYERS,
    &LIST_LAYER_VERSIONS,
    &ADD_LAYER_VERSION_PERMISSION,
    &GET_LAYER_VERSION_POLICY,
    &REMOVE_LAYER_VERSION_PERMISSION,
    &PUT_FUNCTION_EVENT_INVOKE_CONFIG,
    &GET_FUNCTION_EVENT_INVOKE_CONFIG,
    &UPDATE_FUNCTION_EVENT_INVOKE_CONFIG,
    &DELETE_FUNCTION_EVENT_INVOKE_CONFIG,
    &LIST_FUNCTION_EVENT_INVOKE_CONFIGS,
    &CREATE_FUNCTION_URL_CONFIG,
    &GET_FUNCTION_URL_CONFIG,
    &UPDATE_FUNCTION_URL_CONFIG,
    &DELETE_FUNCTION_URL_CONFIG,
    &LIST_FUNCTION_URL_CONFIGS,
    &PUT_PROVISIONED_CONCURRENCY_CONFIG,
    &GET_PROVISIONED_CONCURRENCY_CONFIG,
    &DELETE_PROVISIONED_CONCURRENCY_CONFIG,
    &LIST_PROVISIONED_CONCURRENCY_CONFIGS,
    &GET_FUNCTION_CODE_SIGNING_CONFIG,
    &GET_RUNTIME_MANAGEMENT_CONFIG,
    &PUT_RUNTIME_MANAGEMENT_CONFIG,
    &GET_FUNCTION_RECURSION_CONFIG,
    &PUT_FUNCTION_RECURSION_CONFIG,
];

#[rustfmt::skip]
static UNSHAPED: &[(&str, &str, &str)] = &[
("CheckpointDurableExecution", "POST", "/2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint"), 
("CreateCapacityProvider", "POST", "/2025-11-30/capacity-providers"), 
("CreateCodeSigningConfig", "POST", "/2020-04-22/code-signing-configs"), 
("CreateEventSourceMapping", "POST", "/2015-03-31/event-source-mappings"), 
("DeleteCapacityProvider", "DELETE", "/2025-11-30/capacity-providers/{CapacityProviderName}"), 
("DeleteCodeSigningConfig", "DELETE", "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}"), 
("DeleteDurableExecution", "DELETE", "/2025-12-01/durable-executions/{DurableExecutionArn}"), 
("DeleteEventSourceMapping", "DELETE", "/2015-03-31/event-source-mappings/{UUID}"), 
("DeleteFunctionCodeSigningConfig", "DELETE", "/2020-06-30/functions/{FunctionName}/code-signing-config"), 
("DeleteResourcePolicy", "DELETE", "/2026-07-09/resource-policy/{ResourceArn}"), 
("GetCapacityProvider", "GET", "/2025-11-30/capacity-providers/{CapacityProviderName}"), 
("GetCodeSigningConfig", "GET", "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}"), 
("GetDurableExecution", "GET", "/2025-12-01/durable-executions/{DurableExecutionArn}"), 
("GetDurableExecutionHistory", "GET", "/2025-12-01/durable-executions/{DurableExecutionArn}/history"), 
("GetDurableExecutionState", "GET", "/2025-12-01/durable-executions/{DurableExecutionArn}/state"), 
("GetEventSourceMapping", "GET", "/2015-03-31/event-source-mappings/{UUID}"), 
("GetFunctionScalingConfig", "GET", "/2025-11-30/functions/{FunctionName}/function-scaling-config"), 
("GetResourcePolicy", "GET", "/2026-07-09/resource-policy/{ResourceArn}"), 
("ListCapacityProviders", "GET", "/2025-11-30/capacity-providers"), 
("ListCodeSigningConfigs", "GET", "/2020-04-22/code-signing-configs"), 
("ListDurableExecutionsByFunction", "GET", "/2025-12-01/functions/{FunctionName}/durable-executions"), 
("ListEventSourceMappings", "GET", "/2015-03-31/event-source-mappings"), 
("ListFunctionVersionsByCapacityProvider", "GET", "/2025-11-30/capacity-providers/{CapacityProviderName}/function-versions"), 
("ListFunctionsByCodeSigningConfig", "GET", "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions"), 
("PauseDurableExecution", "POST", "/2025-12-01/durable-executions/{DurableExecutionArn}/pause"), 
("PutFunctionCodeSigningConfig", "PUT", "/2020-06-30/functions/{FunctionName}/code-signing-config"), 
("PutFunctionScalingConfig", "PUT", "/2025-11-30/functions/{FunctionName}/function-scaling-config"), 
("PutResourcePolicy", "PUT", "/2026-07-09/resource-policy/{ResourceArn}"), 
("ResumeDurableExecution", "POST", "/2025-12-01/durable-executions/{DurableExecutionArn}/resume"), 
("SendDurableExecutionCallbackFailure", "POST", "/2025-12-01/durable-execution-callbacks/{CallbackId}/fail"), 
("SendDurableExecutionCallbackHeartbeat", "POST", "/2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat"), 
("SendDurableExecutionCallbackSuccess", "POST", "/2025-12-01/durable-execution-callbacks/{CallbackId}/succeed"), 
("StopDurableExecution", "POST", "/2025-12-01/durable-executions/{DurableExecutionArn}/stop"), 
("UpdateCapacityProvider", "PUT", "/2025-11-30/capacity-providers/{CapacityProviderName}"), 
("UpdateCodeSigningConfig", "PUT", "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}"), 
("UpdateEventSourceMapping", "PUT", "/2015-03-31/event-source-mappings/{UUID}"), ];

/// The service's modelled errors.
pub mod errors {
    use super::ErrorShape;
    /// AWS's `AliasLimitExceededException`.
#[rustfmt::skip]
pub static ALIAS_LIMIT_EXCEEDED: ErrorShape = ErrorShape { code: "AliasLimitExceededException", status: 400, message_key: "message", typed: true };
    /// AWS's `CallbackTimeoutException`.
#[rustfmt::skip]
pub static CALLBACK_TIMEOUT: ErrorShape = ErrorShape { code: "CallbackTimeoutException", status: 400, message_key: "Message", typed: true };
    /// AWS's `CapacityProviderLimitExceededException`.
#[rustfmt::skip]
pub static CAPACITY_PROVIDER_LIMIT_EXCEEDED: ErrorShape = ErrorShape { code: "CapacityProviderLimitExceededException", status: 400, message_key: "message", typed: true };
    /// AWS's `CodeArtifactUserDeletedException`.
#[rustfmt::skip]
pub static CODE_ARTIFACT_USER_DELETED: ErrorShape = ErrorShape { code: "CodeArtifactUserDeletedException", status: 409, message_key: "message", typed: true };
    /// AWS's `CodeArtifactUserFailedException`.
#[rustfmt::skip]
pub static CODE_ARTIFACT_USER_FAILED: ErrorShape = ErrorShape { code: "CodeArtifactUserFailedException", status: 409, message_key: "message", typed: true };
    /// AWS's `CodeArtifactUserPendingException`.
#[rustfmt::skip]
pub static CODE_ARTIFACT_USER_PENDING: ErrorShape = ErrorShape { code: "CodeArtifactUserPendingException", status: 409, message_key: "message", typed: true };
    /// AWS's `CodeSigningConfigNotFoundException`.
#[rustfmt::skip]
pub static CODE_SIGNING_CONFIG_NOT_FOUND: ErrorShape = ErrorShape { code: "CodeSigningConfigNotFoundException", status: 404, message_key: "Message", typed: true };
    /// AWS's `CodeStorageExceededException`.
#[rustfmt::skip]
pub static CODE_STORAGE_EXCEEDED: ErrorShape = ErrorShape { code: "CodeStorageExceededException", status: 400, message_key: "message", typed: true };
    /// AWS's `CodeVerificationFailedException`.
#[rustfmt::skip]
pub static CODE_VERIFICATION_FAILED: ErrorShape = ErrorShape { code: "CodeVerificationFailedException", status: 400, message_key: "Message", typed: true };
    /// AWS's `DurableExecutionAlreadyStartedException`.
#[rustfmt::skip]
pub static DURABLE_EXECUTION_ALREADY_STARTED: ErrorShape = ErrorShape { code: "DurableExecutionAlreadyStartedException", status: 409, message_key: "Message", typed: true };
    /// AWS's `EC2AccessDeniedException`.
#[rustfmt::skip]
pub static EC2_ACCESS_DENIED: ErrorShape = ErrorShape { code: "EC2AccessDeniedException", status: 502, message_key: "Message", typed: true };
    /// AWS's `EC2ThrottledException`.
#[rustfmt::skip]
pub static EC2_THROTTLED: ErrorShape = ErrorShape { code: "EC2ThrottledException", status: 502, message_key: "Message", typed: true };
    /// AWS's `EC2UnexpectedException`.
#[rustfmt::skip]
pub static EC2_UNEXPECTED: ErrorShape = ErrorShape { code: "EC2UnexpectedException", status: 502, message_key: "Message", typed: true };
    /// AWS's `EFSIOException`.
#[rustfmt::skip]
pub static EFSIO: ErrorShape = ErrorShape { code: "EFSIOException", status: 410, message_key: "Message", typed: true };
    /// AWS's `EFSMountConnectivityException`.
#[rustfmt::skip]
pub static EFS_MOUNT_CONNECTIVITY: ErrorShape = ErrorShape { code: "EFSMountConnectivityException", status: 408, message_key: "Message", typed: true };
    /// AWS's `EFSMountFailureException`.
#[rustfmt::skip]
pub static EFS_MOUNT_FAILURE: ErrorShape = ErrorShape { code: "EFSMountFailureException", status: 403, message_key: "Message", typed: true };
    /// AWS's `EFSMountTimeoutException`.
#[rustfmt::skip]
pub static EFS_MOUNT_TIMEOUT: ErrorShape = ErrorShape { code: "EFSMountTimeoutException", status: 408, message_key: "Message", typed: true };
    /// AWS's `ENILimitReachedException`.
#[rustfmt::skip]
pub static ENI_LIMIT_REACHED: ErrorShape = ErrorShape { code: "ENILimitReachedException", status: 502, message_key: "Message", typed: true };
    /// AWS's `ENINotReadyException`.
#[rustfmt::skip]
pub static ENI_NOT_READY: ErrorShape = ErrorShape { code: "ENINotReadyException", status: 502, message_key: "Message", typed: true };
    /// AWS's `FunctionVersionsPerCapacityProviderLimitExceededException`.
#[rustfmt::skip]
pub static FUNCTION_VERSIONS_PER_CAPACITY_PROVIDER_LIMIT_EXCEEDED: ErrorShape = ErrorShape { code: "FunctionVersionsPerCapacityProviderLimitExceededException", status: 400, message_key: "message", typed: true };
    /// AWS's `InvalidCodeSignatureException`.
#[rustfmt::skip]
pub static INVALID_CODE_SIGNATURE: ErrorShape = ErrorShape { code: "InvalidCodeSignatureException", status: 400, message_key: "Message", typed: true };
    /// AWS's `InvalidParameterValueException`.
#[rustfmt::skip]
pub static INVALID_PARAMETER_VALUE: ErrorShape = ErrorShape { code: "InvalidParameterValueException", status: 400, message_key: "message", typed: true };
    /// AWS's `InvalidRequestContentException`.
#[rustfmt::skip]
pub static INVALID_REQUEST_CONTENT: ErrorShape = ErrorShape { code: "InvalidRequestContentException", status: 400, message_key: "message", typed: true };
    /// AWS's `InvalidRuntimeException`.
#[rustfmt::skip]
pub static INVALID_RUNTIME: ErrorShape = ErrorShape { code: "InvalidRuntimeException", status: 502, message_key: "Message", typed: true };
    /// AWS's `InvalidSecurityGroupIDException`.
#[rustfmt::skip]
pub static INVALID_SECURITY_GROUP_ID: ErrorShape = ErrorShape { code: "InvalidSecurityGroupIDException", status: 502, message_key: "Message", typed: true };
    /// AWS's `InvalidSubnetIDException`.
#[rustfmt::skip]
pub static INVALID_SUBNET_ID: ErrorShape = ErrorShape { code: "InvalidSubnetIDException", status: 502, message_key: "Message", typed: true };
    /// AWS's `InvalidZipFileException`.
#[rustfmt::skip]
pub static INVALID_ZIP_FILE: ErrorShape = ErrorShape { code: "InvalidZipFileException", status: 502, message_key: "Message", typed: true };
    /// AWS's `KMSAccessDeniedException`.
#[rustfmt::skip]
pub static KMS_ACCESS_DENIED: ErrorShape = ErrorShape { code: "KMSAccessDeniedException", status: 502, message_key: "Message", typed: true };
    /// AWS's `KMSDisabledException`.
#[rustfmt::skip]
pub static KMS_DISABLED: ErrorShape = ErrorShape { code: "KMSDisabledException", status: 502, message_key: "Message", typed: true };
    /// AWS's `KMSInvalidStateException`.
#[rustfmt::skip]
pub static KMS_INVALID_STATE: ErrorShape = ErrorShape { code: "KMSInvalidStateException", status: 502, message_key: "Message", typed: true };
    /// AWS's `KMSNotFoundException`.
#[rustfmt::skip]
pub static KMS_NOT_FOUND: ErrorShape = ErrorShape { code: "KMSNotFoundException", status: 502, message_key: "Message", typed: true };
    /// AWS's `ModeNotSupportedException`.
#[rustfmt::skip]
pub static MODE_NOT_SUPPORTED: ErrorShape = ErrorShape { code: "ModeNotSupportedException", status: 400, message_key: "message", typed: true };
    /// AWS's `NoPublishedVersionException`.
#[rustfmt::skip]
pub static NO_PUBLISHED_VERSION: ErrorShape = ErrorShape { code: "NoPublishedVersionException", status: 400, message_key: "Message", typed: true };
    /// AWS's `PolicyLengthExceededException`.
#[rustfmt::skip]
pub static POLICY_LENGTH_EXCEEDED: ErrorShape = ErrorShape { code: "PolicyLengthExceededException", status: 400, message_key: "message", typed: true };
    /// AWS's `PreconditionFailedException`.
#[rustfmt::skip]
pub static PRECONDITION_FAILED: ErrorShape = ErrorShape { code: "PreconditionFailedException", status: 412, message_key: "message", typed: true };
    /// AWS's `ProvisionedConcurrencyConfigNotFoundException`.
#[rustfmt::skip]
pub static PROVISIONED_CONCURRENCY_CONFIG_NOT_FOUND: ErrorShape = ErrorShape { code: "ProvisionedConcurrencyConfigNotFoundException", status: 404, message_key: "message", typed: true };
    /// AWS's `PublicPolicyException`.
#[rustfmt::skip]
pub static PUBLIC_POLICY: ErrorShape = ErrorShape { code: "PublicPolicyException", status: 400, message_key: "Message", typed: true };
    /// AWS's `RecursiveInvocationException`.
#[rustfmt::skip]
pub static RECURSIVE_INVOCATION: ErrorShape = ErrorShape { code: "RecursiveInvocationException", status: 400, message_key: "Message", typed: true };
    /// AWS's `RequestTooLargeException`.
#[rustfmt::skip]
pub static REQUEST_TOO_LARGE: ErrorShape = ErrorShape { code: "RequestTooLargeException", status: 413, message_key: "message", typed: true };
    /// AWS's `ResourceConflictException`.
#[rustfmt::skip]
pub static RESOURCE_CONFLICT: ErrorShape = ErrorShape { code: "ResourceConflictException", status: 409, message_key: "message", typed: true };
    /// AWS's `ResourceInUseException`.
#[rustfmt::skip]
pub static RESOURCE_IN_USE: ErrorShape = ErrorShape { code: "ResourceInUseException", status: 400, message_key: "Message", typed: true };
    /// AWS's `ResourceNotFoundException`.
#[rustfmt::skip]
pub static RESOURCE_NOT_FOUND: ErrorShape = ErrorShape { code: "ResourceNotFoundException", status: 404, message_key: "Message", typed: true };
    /// AWS's `ResourceNotReadyException`.
#[rustfmt::skip]
pub static RESOURCE_NOT_READY: ErrorShape = ErrorShape { code: "ResourceNotReadyException", status: 502, message_key: "message", typed: true };
    /// AWS's `RuntimeAliasDeletedException`.
#[rustfmt::skip]
pub static RUNTIME_ALIAS_DELETED: ErrorShape = ErrorShape { code: "RuntimeAliasDeletedException", status: 409, message_key: "message", typed: true };
    /// AWS's `RuntimeVersionDeletedException`.
#[rustfmt::skip]
pub static RUNTIME_VERSION_DELETED: ErrorShape = ErrorShape { code: "RuntimeVersionDeletedException", status: 409, message_key: "message", typed: true };
    /// AWS's `S3FilesMountConnectivityException`.
#[rustfmt::skip]
pub static S3_FILES_MOUNT_CONNECTIVITY: ErrorShape = ErrorShape { code: "S3FilesMountConnectivityException", status: 408, message_key: "Message", typed: true };
    /// AWS's `S3FilesMountFailureException`.
#[rustfmt::skip]
pub static S3_FILES_MOUNT_FAILURE: ErrorShape = ErrorShape { code: "S3FilesMountFailureException", status: 403, message_key: "Message", typed: true };
    /// AWS's `S3FilesMountTimeoutException`.
#[rustfmt::skip]
pub static S3_FILES_MOUNT_TIMEOUT: ErrorShape = ErrorShape { code: "S3FilesMountTimeoutException", status: 408, message_key: "Message", typed: true };
    /// AWS's `SerializedRequestEntityTooLargeException`.
#[rustfmt::skip]
pub static SERIALIZED_REQUEST_ENTITY_TOO_LARGE: ErrorShape = ErrorShape { code: "SerializedRequestEntityTooLargeException", status: 413, message_key: "message", typed: true };
    /// AWS's `ServiceException`.
#[rustfmt::skip]
pub static SERVICE: ErrorShape = ErrorShape { code: "ServiceException", status: 500, message_key: "Message", typed: true };
    /// AWS's `ServiceQuotaExceededException`.
#[rustfmt::skip]
pub static SERVICE_QUOTA_EXCEEDED: ErrorShape = ErrorShape { code: "ServiceQuotaExceededException", status: 402, message_key: "Message", typed: true };
    /// AWS's `SnapStartException`.
#[rustfmt::skip]
pub static SNAP_START: ErrorShape = ErrorShape { code: "SnapStartException", status: 400, message_key: "Message", typed: true };
    /// AWS's `SnapStartNotReadyException`.
#[rustfmt::skip]
pub static SNAP_START_NOT_READY: ErrorShape = ErrorShape { code: "SnapStartNotReadyException", status: 409, message_key: "Message", typed: true };
    /// AWS's `SnapStartRegenerationFailureException`.
#[rustfmt::skip]
pub static SNAP_START_REGENERATION_FAILURE: ErrorShape = ErrorShape { code: "SnapStartRegenerationFailureException", status: 409, message_key: "Message", typed: true };
    /// AWS's `SnapStartTimeoutException`.
#[rustfmt::skip]
pub static SNAP_START_TIMEOUT: ErrorShape = ErrorShape { code: "SnapStartTimeoutException", status: 408, message_key: "Message", typed: true };
    /// AWS's `SubnetIPAddressLimitReachedException`.
#[rustfmt::skip]
pub static SUBNET_IP_ADDRESS_LIMIT_REACHED: ErrorShape = ErrorShape { code: "SubnetIPAddressLimitReachedException", status: 502, message_key: "Message", typed: true };
    /// AWS's `TooManyRequestsException`.
#[rustfmt::skip]
pub static TOO_MANY_REQUESTS: ErrorShape = ErrorShape { code: "TooManyRequestsException", status: 429, message_key: "message", typed: true };
    /// AWS's `UnsupportedMediaTypeException`.
#[rustfmt::skip]
pub static UNSUPPORTED_MEDIA_TYPE: ErrorShape = ErrorShape { code: "UnsupportedMediaTypeException", status: 415, message_key: "message", typed: true };
}

declare! { AcceleratorConfig
  []
  [    accelerator_memory_size "AcceleratorMemorySize" i32,
]
}

declare! { AccountLimit
  []
  [    total_code_size "TotalCodeSize" i64,
    code_size_unzipped "CodeSizeUnzipped" i64,
    code_size_zipped "CodeSizeZipped" i64,
    concurrent_executions "ConcurrentExecutions" i32,
    unreserved_concurrent_executions "UnreservedConcurrentExecutions" i32,
]
}

declare! { AccountUsage
  []
  [    total_code_size "TotalCodeSize" i64,
    function_count "FunctionCount" i64,
]
}

declare! { AddLayerVersionPermissionRequest
  [    layer_name "LayerName" String,
    version_number "VersionNumber" i64,
    statement_id "StatementId" String,
    action "Action" String,
    principal "Principal" String,
]
  [    organization_id "OrganizationId" String,
    revision_id "RevisionId" String,
]
}

declare! { AddLayerVersionPermissionResponse
  []
  [    statement "Statement" String,
    revision_id "RevisionId" String,
]
}

declare! { AddPermissionRequest
  [    function_name "FunctionName" String,
    statement_id "StatementId" String,
    action "Action" String,
    principal "Principal" String,
]
  [    source_arn "SourceArn" String,
    function_url_auth_type "FunctionUrlAuthType" String,
    invoked_via_function_url "InvokedViaFunctionUrl" bool,
    source_account "SourceAccount" String,
    event_source_token "EventSourceToken" String,
    qualifier "Qualifier" String,
    revision_id "RevisionId" String,
    principal_org_id "PrincipalOrgID" String,
]
}

declare! { AddPermissionResponse
  []
  [    statement "Statement" String,
]
}

declare! { AliasConfiguration
  []
  [    alias_arn "AliasArn" String,
    name "Name" String,
    function_version "FunctionVersion" String,
    description "Description" String,
    routing_config "RoutingConfig" AliasRoutingConfiguration,
    revision_id "RevisionId" String,
]
}

declare! { AliasRoutingConfiguration
  []
  [    additional_version_weights "AdditionalVersionWeights" BTreeMap<String, f64>,
]
}

declare! { CapacityProviderConfig
  []
  [    lambda_managed_instances_capacity_provider_config "LambdaManagedInstancesCapacityProviderConfig" LambdaManagedInstancesCapacityProviderConfig,
]
}

declare! { Concurrency
  []
  [    reserved_concurrent_executions "ReservedConcurrentExecutions" i32,
]
}

declare! { Cors
  []
  [    allow_credentials "AllowCredentials" bool,
    allow_headers "AllowHeaders" Vec<String>,
    allow_methods "AllowMethods" Vec<String>,
    allow_origins "AllowOrigins" Vec<String>,
    expose_headers "ExposeHeaders" Vec<String>,
    max_age "MaxAge" i32,
]
}

declare! { CreateAliasRequest
  [    function_name "FunctionName" String,
    name "Name" String,
    function_version "FunctionVersion" String,
]
  [    description "Description" String,
    routing_config "RoutingConfig" AliasRoutingConfiguration,
]
}

declare! { CreateFunctionRequest
  [    function_name "FunctionName" String,
    role "Role" String,
    code "Code" FunctionCode,
]
  [    runtime "Runtime" String,
    handler "Handler" String,
    description "Description" String,
    timeout "Timeout" i32,
    memory_size "MemorySize" i32,
    publish "Publish" bool,
    publish_to "PublishTo" String,
    vpc_config "VpcConfig" VpcConfig,
    package_type "PackageType" String,
    dead_letter_config "DeadLetterConfig" DeadLetterConfig,
    environment "Environment" Environment,
    kms_key_arn "KMSKeyArn" String,
    tracing_config "TracingConfig" TracingConfig,
    tags "Tags" BTreeMap<String, String>,
    layers "Layers" Vec<String>,
    file_system_configs "FileSystemConfigs" Vec<FileSystemConfig>,
    code_signing_config_arn "CodeSigningConfigArn" String,
    image_config "ImageConfig" ImageConfig,
    architectures "Architectures" Vec<String>,
    ephemeral_storage "EphemeralStorage" EphemeralStorage,
    snap_start "SnapStart" SnapStart,
    logging_config "LoggingConfig" LoggingConfig,
    tenancy_config "TenancyConfig" TenancyConfig,
    capacity_provider_config "CapacityProviderConfig" CapacityProviderConfig,
    durable_config "DurableConfig" DurableConfig,
    runtime_config "RuntimeConfig" FunctionRuntimeConfig,
    accelerator_config "AcceleratorConfig" AcceleratorConfig,
]
}

declare! { CreateFunctionUrlConfigRequest
  [    function_name "FunctionName" String,
    auth_type "AuthType" String,
]
  [    qualifier "Qualifier" String,
    cors "Cors" Cors,
    invoke_mode "InvokeMode" String,
]
}

declare! { CreateFunctionUrlConfigResponse
  []
  [    function_url "FunctionUrl" String,
    function_arn "FunctionArn" String,
    auth_type "AuthType" String,
    cors "Cors" Cors,
    creation_time "CreationTime" String,
    invoke_mode "InvokeMode" String,
]
}

declare! { DeadLetterConfig
  []
  [    target_arn "TargetArn" String,
]
}

declare! { DeleteAliasRequest
  [    function_name "FunctionName" String,
    name "Name" String,
]
  []
}

declare! { DeleteFunctionConcurrencyRequest
  [    function_name "FunctionName" String,
]
  []
}

declare! { DeleteFunctionEventInvokeConfigRequest
  [    function_name "FunctionName" String,
]
  [    qualifier "Qualifier" String,
]
}

declare! { DeleteFunctionRequest
  [    function_name "FunctionName" String,
]
  [    qualifier "Qualifier" String,
]
}

declare! { DeleteFunctionResponse
  []
  [    status_code "StatusCode" i32,
]
}

declare! { DeleteFunctionUrlConfigRequest
  [    function_name "FunctionName" String,
]
  [    qualifier "Qualifier" String,
]
}

declare! { DeleteLayerVersionRequest
  [    layer_name "LayerName" String,
    version_number "VersionNumber" i64,
]
  []
}

declare! { DeleteProvisionedConcurrencyConfigRequest
  [    function_name "FunctionName" String,
    qualifier "Qualifier" String,
]
  []
}

declare! { DestinationConfig
  []
  [    on_success "OnSuccess" OnSuccess,
    on_failure "OnFailure" OnFailure,
]
}

declare! { DurableConfig
  []
  [    kms_key_arn "KMSKeyArn" String,
    retention_period_in_days "RetentionPeriodInDays" i32,
    execution_timeout "ExecutionTimeout" i32,
]
}

declare! { Environment
  []
  [    variables "Variables" BTreeMap<String, String>,
]
}

declare! { EnvironmentError
  []
  [    error_code "ErrorCode" String,
    message "Message" String,
]
}

declare! { EnvironmentResponse
  []
  [    variables "Variables" BTreeMap<String, String>,
    error "Error" EnvironmentError,
]
}

declare! { EphemeralStorage
  []
  [    size "Size" i32,
]
}

declare! { FileSystemConfig
  []
  [    arn "Arn" String,
    local_mount_path "LocalMountPath" String,
    s3_files_config "S3FilesConfig" S3FilesConfig,
]
}

declare! { FunctionCode
  []
  [    zip_file "ZipFile" Blob,
    s3_bucket "S3Bucket" String,
    s3_key "S3Key" String,
    s3_object_version "S3ObjectVersion" String,
    s3_object_storage_mode "S3ObjectStorageMode" String,
    image_uri "ImageUri" String,
    source_kms_key_arn "SourceKMSKeyArn" String,
]
}

declare! { FunctionCodeLocation
  []
  [    repository_type "RepositoryType" String,
    location "Location" String,
    image_uri "ImageUri" String,
    resolved_image_uri "ResolvedImageUri" String,
    resolved_s3_object "ResolvedS3Object" ResolvedS3Object,
    source_kms_key_arn "SourceKMSKeyArn" String,
    error "Error" FunctionCodeLocationError,
]
}

declare! { FunctionCodeLocationError
  []
  [    error_code "ErrorCode" String,
    message "Message" String,
]
}

declare! { FunctionConfiguration
  []
  [    function_name "FunctionName" String,
    function_arn "FunctionArn" String,
    runtime "Runtime" String,
    role "Role" String,
    handler "Handler" String,
    code_size "CodeSize" i64,
    description "Description" String,
    timeout "Timeout" i32,
    memory_size "MemorySize" i32,
    last_modified "LastModified" String,
    code_sha256 "CodeSha256" String,
    version "Version" String,
    vpc_config "VpcConfig" VpcConfigResponse,
    dead_letter_config "DeadLetterConfig" DeadLetterConfig,
    environment "Environment" EnvironmentResponse,
    kms_key_arn "KMSKeyArn" String,
    tracing_config "TracingConfig" TracingConfigResponse,
    master_arn "MasterArn" String,
    revision_id "RevisionId" String,
    layers "Layers" Vec<Layer>,
    state "State" String,
    state_reason "StateReason" String,
    state_reason_code "StateReasonCode" String,
    last_update_status "LastUpdateStatus" String,
    last_update_status_reason "LastUpdateStatusReason" String,
    last_update_status_reason_code "LastUpdateStatusReasonCode" String,
    file_system_configs "FileSystemConfigs" Vec<FileSystemConfig>,
    signing_profile_version_arn "SigningProfileVersionArn" String,
    signing_job_arn "SigningJobArn" String,
    package_type "PackageType" String,
    image_config_response "ImageConfigResponse" ImageConfigResponse,
    architectures "Architectures" Vec<String>,
    ephemeral_storage "EphemeralStorage" EphemeralStorage,
    snap_start "SnapStart" SnapStartResponse,
    runtime_version_config "RuntimeVersionConfig" RuntimeVersionConfig,
    logging_config "LoggingConfig" LoggingConfig,
    tenancy_config "TenancyConfig" TenancyConfig,
    capacity_provider_config "CapacityProviderConfig" CapacityProviderConfig,
    config_sha256 "ConfigSha256" String,
    durable_config "DurableConfig" DurableConfig,
    runtime_config "RuntimeConfig" FunctionRuntimeConfig,
    accelerator_config "AcceleratorConfig" AcceleratorConfig,
]
}

declare! { FunctionEventInvokeConfig
  []
  [    last_modified "LastModified" Timestamp,
    function_arn "FunctionArn" String,
    maximum_retry_attempts "MaximumRetryAttempts" i32,
    maximum_event_age_in_seconds "MaximumEventAgeInSeconds" i32,
    destination_config "DestinationConfig" DestinationConfig,
]
}

declare! { FunctionRuntimeConfig
  []
  [    runtime_arn "RuntimeArn" String,
    runtime_alias "RuntimeAlias" String,
]
}

declare! { FunctionUrlConfig
  []
  [    function_url "FunctionUrl" String,
    function_arn "FunctionArn" String,
    creation_time "CreationTime" String,
    last_modified_time "LastModifiedTime" String,
    cors "Cors" Cors,
    auth_type "AuthType" String,
    invoke_mode "InvokeMode" String,
]
}

declare! { GetAccountSettingsRequest
  []
  []
}

declare! { GetAccountSettingsResponse
  []
  [    account_limit "AccountLimit" AccountLimit,
    account_usage "AccountUsage" AccountUsage,
]
}

declare! { GetAliasRequest
  [    function_name "FunctionName" String,
    name "Name" String,
]
  []
}

declare! { GetFunctionCodeSigningConfigRequest
  [    function_name "FunctionName" String,
]
  []
}

declare! { GetFunctionCodeSigningConfigResponse
  []
  [    code_signing_config_arn "CodeSigningConfigArn" String,
    function_name "FunctionName" String,
]
}

declare! { GetFunctionConcurrencyRequest
  [    function_name "FunctionName" String,
]
  []
}

declare! { GetFunctionConcurrencyResponse
  []
  [    reserved_concurrent_executions "ReservedConcurrentExecutions" i32,
]
}

declare! { GetFunctionConfigurationRequest
  [    function_name "FunctionName" String,
]
  [    qualifier "Qualifier" String,
]
}

declare! { GetFunctionEventInvokeConfigRequest
  [    function_name "FunctionName" String,
]
  [    qualifier "Qualifier" String,
]
}

declare! { GetFunctionRecursionConfigRequest
  [    function_name "FunctionName" String,
]
  []
}

declare! { GetFunctionRecursionConfigResponse
  []
  [    recursive_loop "RecursiveLoop" String,
]
}

declare! { GetFunctionRequest
  [    function_name "FunctionName" String,
]
  [    qualifier "Qualifier" String,
]
}

declare! { GetFunctionResponse
  []
  [    configuration "Configuration" FunctionConfiguration,
    code "Code" FunctionCodeLocation,
    tags "Tags" BTreeMap<String, String>,
    tags_error "TagsError" TagsError,
    concurrency "Concurrency" Concurrency,
]
}

declare! { GetFunctionUrlConfigRequest
  [    function_name "FunctionName" String,
]
  [    qualifier "Qualifier" String,
]
}

declare! { GetFunctionUrlConfigResponse
  []
  [    function_url "FunctionUrl" String,
    function_arn "FunctionArn" String,
    auth_type "AuthType" String,
    cors "Cors" Cors,
    creation_time "CreationTime" String,
    last_modified_time "LastModifiedTime" String,
    invoke_mode "InvokeMode" String,
]
}

declare! { GetLayerVersionByArnRequest
  [    arn "Arn" String,
]
  []
}

declare! { GetLayerVersionPolicyRequest
  [    layer_name "LayerName" String,
    version_number "VersionNumber" i64,
]
  []
}

declare! { GetLayerVersionPolicyResponse
  []
  [    policy "Policy" String,
    revision_id "RevisionId" String,
]
}

declare! { GetLayerVersionRequest
  [    layer_name "LayerName" String,
    version_number "VersionNumber" i64,
]
  []
}

declare! { GetLayerVersionResponse
  []
  [    content "Content" LayerVersionContentOutput,
    layer_arn "LayerArn" String,
    layer_version_arn "LayerVersionArn" String,
    description "Description" String,
    created_date "CreatedDate" String,
    version "Version" i64,
    compatible_architectures "CompatibleArchitectures" Vec<String>,
    compatible_runtimes "CompatibleRuntimes" Vec<String>,
    license_info "LicenseInfo" String,
]
}

declare! { GetPolicyRequest
  [    function_name "FunctionName" String,
]
  [    qualifier "Qualifier" String,
]
}

declare! { GetPolicyResponse
  []
  [    policy "Policy" String,
    revision_id "RevisionId" String,
]
}

declare! { GetProvisionedConcurrencyConfigRequest
  [    function_name "FunctionName" String,
    qualifier "Qualifier" String,
]
  []
}

declare! { GetProvisionedConcurrencyConfigResponse
  []
  [    requested_provisioned_concurrent_executions "RequestedProvisionedConcurrentExecutions" i32,
    available_provisioned_concurrent_executions "AvailableProvisionedConcurrentExecutions" i32,
    allocated_provisioned_concurrent_executions "AllocatedProvisionedConcurrentExecutions" i32,
    status "Status" String,
    status_reason "StatusReason" String,
    last_modified "LastModified" String,
]
}

declare! { GetRuntimeManagementConfigRequest
  [    function_name "FunctionName" String,
]
  [    qualifier "Qualifier" String,
]
}

declare! { GetRuntimeManagementConfigResponse
  []
  [    update_runtime_on "UpdateRuntimeOn" String,
    function_arn "FunctionArn" String,
    runtime_version_arn "RuntimeVersionArn" String,
]
}

declare! { ImageConfig
  []
  [    entry_point "EntryPoint" Vec<String>,
    command "Command" Vec<String>,
    working_directory "WorkingDirectory" String,
]
}

declare! { ImageConfigError
  []
  [    error_code "ErrorCode" String,
    message "Message" String,
]
}

declare! { ImageConfigResponse
  []
  [    image_config "ImageConfig" ImageConfig,
    error "Error" ImageConfigError,
]
}

declare! { InvocationRequest
  [    function_name "FunctionName" String,
]
  [    invocation_type "InvocationType" String,
    log_type "LogType" String,
    client_context "ClientContext" String,
    durable_execution_name "DurableExecutionName" String,
    payload "Payload" Blob,
    qualifier "Qualifier" String,
    tenant_id "TenantId" String,
]
}

declare! { InvocationResponse
  []
  [    status_code "StatusCode" i32,
    function_error "FunctionError" String,
    log_result "LogResult" String,
    payload "Payload" Blob,
    executed_version "ExecutedVersion" String,
    durable_execution_arn "DurableExecutionArn" String,
]
}

declare! { InvokeAsyncRequest
  [    function_name "FunctionName" String,
    invoke_args "InvokeArgs" Blob,
]
  []
}

declare! { InvokeAsyncResponse
  []
  [    status "Status" i32,
]
}

declare! { InvokeResponseStreamUpdate
  []
  [    payload "Payload" Blob,
]
}

declare! { InvokeWithResponseStreamCompleteEvent
  []
  [    error_code "ErrorCode" String,
    error_details "ErrorDetails" String,
    log_result "LogResult" String,
]
}

declare! { InvokeWithResponseStreamRequest
  [    function_name "FunctionName" String,
]
  [    log_type "LogType" String,
    client_context "ClientContext" String,
    qualifier "Qualifier" String,
    payload "Payload" Blob,
    tenant_id "TenantId" String,
    invocation_type "InvocationType" String,
]
}

declare! { InvokeWithResponseStreamResponse
  []
  [    status_code "StatusCode" i32,
    executed_version "ExecutedVersion" String,
    event_stream "EventStream" InvokeWithResponseStreamResponseEvent,
    response_stream_content_type "ResponseStreamContentType" String,
]
}

declare! { InvokeWithResponseStreamResponseEvent
  []
  [    payload_chunk "PayloadChunk" InvokeResponseStreamUpdate,
    invoke_complete "InvokeComplete" InvokeWithResponseStreamCompleteEvent,
]
}

declare! { LambdaManagedInstancesCapacityProviderConfig
  []
  [    capacity_provider_arn "CapacityProviderArn" String,
    per_execution_environment_max_concurrency "PerExecutionEnvironmentMaxConcurrency" i32,
    execution_environment_memory_gi_b_per_v_cpu "ExecutionEnvironmentMemoryGiBPerVCpu" f64,
]
}

declare! { Layer
  []
  [    arn "Arn" String,
    code_size "CodeSize" i64,
    signing_profile_version_arn "SigningProfileVersionArn" String,
    signing_job_arn "SigningJobArn" String,
]
}

declare! { LayerVersionContentInput
  []
  [    s3_bucket "S3Bucket" String,
    s3_key "S3Key" String,
    s3_object_version "S3ObjectVersion" String,
    s3_object_storage_mode "S3ObjectStorageMode" String,
    zip_file "ZipFile" Blob,
]
}

declare! { LayerVersionContentOutput
  []
  [    location "Location" String,
    code_sha256 "CodeSha256" String,
    code_size "CodeSize" i64,
    signing_profile_version_arn "SigningProfileVersionArn" String,
    signing_job_arn "SigningJobArn" String,
    resolved_s3_object "ResolvedS3Object" ResolvedS3Object,
]
}

declare! { LayerVersionsListItem
  []
  [    layer_version_arn "LayerVersionArn" String,
    version "Version" i64,
    description "Description" String,
    created_date "CreatedDate" String,
    compatible_architectures "CompatibleArchitectures" Vec<String>,
    compatible_runtimes "CompatibleRuntimes" Vec<String>,
    license_info "LicenseInfo" String,
]
}

declare! { LayersListItem
  []
  [    layer_name "LayerName" String,
    layer_arn "LayerArn" String,
    latest_matching_version "LatestMatchingVersion" LayerVersionsListItem,
]
}

declare! { ListAliasesRequest
  [    function_name "FunctionName" String,
]
  [    function_version "FunctionVersion" String,
    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListAliasesResponse
  []
  [    next_marker "NextMarker" String,
    aliases "Aliases" Vec<AliasConfiguration>,
]
}

declare! { ListFunctionEventInvokeConfigsRequest
  [    function_name "FunctionName" String,
]
  [    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListFunctionEventInvokeConfigsResponse
  []
  [    function_event_invoke_configs "FunctionEventInvokeConfigs" Vec<FunctionEventInvokeConfig>,
    next_marker "NextMarker" String,
]
}

declare! { ListFunctionUrlConfigsRequest
  [    function_name "FunctionName" String,
]
  [    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListFunctionUrlConfigsResponse
  []
  [    function_url_configs "FunctionUrlConfigs" Vec<FunctionUrlConfig>,
    next_marker "NextMarker" String,
]
}

declare! { ListFunctionsRequest
  []
  [    master_region "MasterRegion" String,
    function_version "FunctionVersion" String,
    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListFunctionsResponse
  []
  [    next_marker "NextMarker" String,
    functions "Functions" Vec<FunctionConfiguration>,
]
}

declare! { ListLayerVersionsRequest
  [    layer_name "LayerName" String,
]
  [    compatible_architecture "CompatibleArchitecture" String,
    compatible_runtime "CompatibleRuntime" String,
    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListLayerVersionsResponse
  []
  [    next_marker "NextMarker" String,
    layer_versions "LayerVersions" Vec<LayerVersionsListItem>,
]
}

declare! { ListLayersRequest
  []
  [    compatible_architecture "CompatibleArchitecture" String,
    compatible_runtime "CompatibleRuntime" String,
    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListLayersResponse
  []
  [    next_marker "NextMarker" String,
    layers "Layers" Vec<LayersListItem>,
]
}

declare! { ListProvisionedConcurrencyConfigsRequest
  [    function_name "FunctionName" String,
]
  [    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListProvisionedConcurrencyConfigsResponse
  []
  [    provisioned_concurrency_configs "ProvisionedConcurrencyConfigs" Vec<ProvisionedConcurrencyConfigListItem>,
    next_marker "NextMarker" String,
]
}

declare! { ListTagsRequest
  [    resource "Resource" String,
]
  []
}

declare! { ListTagsResponse
  []
  [    tags "Tags" BTreeMap<String, String>,
]
}

declare! { ListVersionsByFunctionRequest
  [    function_name "FunctionName" String,
]
  [    marker "Marker" String,
    max_items "MaxItems" i32,
]
}

declare! { ListVersionsByFunctionResponse
  []
  [    next_marker "NextMarker" String,
    versions "Versions" Vec<FunctionConfiguration>,
]
}

declare! { LoggingConfig
  []
  [    log_format "LogFormat" String,
    application_log_level "ApplicationLogLevel" String,
    system_log_level "SystemLogLevel" String,
    log_group "LogGroup" String,
]
}

declare! { OnFailure
  []
  [    destination "Destination" String,
]
}

declare! { OnSuccess
  []
  [    destination "Destination" String,
]
}

declare! { ProvisionedConcurrencyConfigListItem
  []
  [    function_arn "FunctionArn" String,
    requested_provisioned_concurrent_executions "RequestedProvisionedConcurrentExecutions" i32,
    available_provisioned_concurrent_executions "AvailableProvisionedConcurrentExecutions" i32,
    allocated_provisioned_concurrent_executions "AllocatedProvisionedConcurrentExecutions" i32,
    status "Status" String,
    status_reason "StatusReason" String,
    last_modified "LastModified" String,
]
}

declare! { PublishLayerVersionRequest
  [    layer_name "LayerName" String,
    content "Content" LayerVersionContentInput,
]
  [    description "Description" String,
    compatible_architectures "CompatibleArchitectures" Vec<String>,
    compatible_runtimes "CompatibleRuntimes" Vec<String>,
    license_info "LicenseInfo" String,
]
}

declare! { PublishLayerVersionResponse
  []
  [    content "Content" LayerVersionContentOutput,
    layer_arn "LayerArn" String,
    layer_version_arn "LayerVersionArn" String,
    description "Description" String,
    created_date "CreatedDate" String,
    version "Version" i64,
    compatible_architectures "CompatibleArchitectures" Vec<String>,
    compatible_runtimes "CompatibleRuntimes" Vec<String>,
    license_info "LicenseInfo" String,
]
}

declare! { PublishVersionRequest
  [    function_name "FunctionName" String,
]
  [    code_sha256 "CodeSha256" String,
    description "Description" String,
    revision_id "RevisionId" String,
    publish_to "PublishTo" String,
]
}

declare! { PutFunctionConcurrencyRequest
  [    function_name "FunctionName" String,
    reserved_concurrent_executions "ReservedConcurrentExecutions" i32,
]
  []
}

declare! { PutFunctionEventInvokeConfigRequest
  [    function_name "FunctionName" String,
]
  [    qualifier "Qualifier" String,
    maximum_retry_attempts "MaximumRetryAttempts" i32,
    maximum_event_age_in_seconds "MaximumEventAgeInSeconds" i32,
    destination_config "DestinationConfig" DestinationConfig,
]
}

declare! { PutFunctionRecursionConfigRequest
  [    function_name "FunctionName" String,
    recursive_loop "RecursiveLoop" String,
]
  []
}

declare! { PutFunctionRecursionConfigResponse
  []
  [    recursive_loop "RecursiveLoop" String,
]
}

declare! { PutProvisionedConcurrencyConfigRequest
  [    function_name "FunctionName" String,
    qualifier "Qualifier" String,
    provisioned_concurrent_executions "ProvisionedConcurrentExecutions" i32,
]
  []
}

declare! { PutProvisionedConcurrencyConfigResponse
  []
  [    requested_provisioned_concurrent_executions "RequestedProvisionedConcurrentExecutions" i32,
    allocated_provisioned_concurrent_executions "AllocatedProvisionedConcurrentExecutions" i32,
    available_provisioned_concurrent_executions "AvailableProvisionedConcurrentExecutions" i32,
    status "Status" String,
    status_reason "StatusReason" String,
    last_modified "LastModified" String,
]
}

declare! { PutRuntimeManagementConfigRequest
  [    function_name "FunctionName" String,
    update_runtime_on "UpdateRuntimeOn" String,
]
  [    qualifier "Qualifier" String,
    runtime_version_arn "RuntimeVersionArn" String,
]
}

declare! { PutRuntimeManagementConfigResponse
  []
  [    update_runtime_on "UpdateRuntimeOn" String,
    function_arn "FunctionArn" String,
    runtime_version_arn "RuntimeVersionArn" String,
]
}

declare! { RemoveLayerVersionPermissionRequest
  [    layer_name "LayerName" String,
    version_number "VersionNumber" i64,
    statement_id "StatementId" String,
]
  [    revision_id "RevisionId" String,
]
}

declare! { RemovePermissionRequest
  [    function_name "FunctionName" String,
    statement_id "StatementId" String,
]
  [    qualifier "Qualifier" String,
    revision_id "RevisionId" String,
]
}

declare! { ResolvedS3Object
  []
  [    s3_bucket "S3Bucket" String,
    s3_key "S3Key" String,
    s3_object_version "S3ObjectVersion" String,
]
}

declare! { RuntimeVersionConfig
  []
  [    runtime_version_arn "RuntimeVersionArn" String,
    error "Error" RuntimeVersionError,
]
}

declare! { RuntimeVersionError
  []
  [    error_code "ErrorCode" String,
    message "Message" String,
]
}

declare! { S3FilesConfig
  []
  [    direct_s3_read "DirectS3Read" String,
]
}

declare! { SnapStart
  []
  [    apply_on "ApplyOn" String,
]
}

declare! { SnapStartResponse
  []
  [    apply_on "ApplyOn" String,
    optimization_status "OptimizationStatus" String,
]
}

declare! { TagResourceRequest
  [    resource "Resource" String,
    tags "Tags" BTreeMap<String, String>,
]
  []
}

declare! { TagsError
  []
  [    error_code "ErrorCode" String,
    message "Message" String,
]
}

declare! { TenancyConfig
  []
  [    tenant_isolation_mode "TenantIsolationMode" String,
]
}

declare! { TracingConfig
  []
  [    mode "Mode" String,
]
}

declare! { TracingConfigResponse
  []
  [    mode "Mode" String,
]
}

declare! { UntagResourceRequest
  [    resource "Resource" String,
    tag_keys "TagKeys" Vec<String>,
]
  []
}

declare! { UpdateAliasRequest
  [    function_name "FunctionName" String,
    name "Name" String,
]
  [    function_version "FunctionVersion" String,
    description "Description" String,
    routing_config "RoutingConfig" AliasRoutingConfiguration,
    revision_id "RevisionId" String,
]
}

declare! { UpdateFunctionCodeRequest
  [    function_name "FunctionName" String,
]
  [    zip_file "ZipFile" Blob,
    s3_bucket "S3Bucket" String,
    s3_key "S3Key" String,
    s3_object_version "S3ObjectVersion" String,
    s3_object_storage_mode "S3ObjectStorageMode" String,
    image_uri "ImageUri" String,
    architectures "Architectures" Vec<String>,
    publish "Publish" bool,
    publish_to "PublishTo" String,
    dry_run "DryRun" bool,
    revision_id "RevisionId" String,
    source_kms_key_arn "SourceKMSKeyArn" String,
]
}

declare! { UpdateFunctionConfigurationRequest
  [    function_name "FunctionName" String,
]
  [    role "Role" String,
    handler "Handler" String,
    description "Description" String,
    timeout "Timeout" i32,
    memory_size "MemorySize" i32,
    vpc_config "VpcConfig" VpcConfig,
    environment "Environment" Environment,
    runtime "Runtime" String,
    dead_letter_config "DeadLetterConfig" DeadLetterConfig,
    kms_key_arn "KMSKeyArn" String,
    tracing_config "TracingConfig" TracingConfig,
    revision_id "RevisionId" String,
    layers "Layers" Vec<String>,
    file_system_configs "FileSystemConfigs" Vec<FileSystemConfig>,
    image_config "ImageConfig" ImageConfig,
    ephemeral_storage "EphemeralStorage" EphemeralStorage,
    snap_start "SnapStart" SnapStart,
    logging_config "LoggingConfig" LoggingConfig,
    capacity_provider_config "CapacityProviderConfig" CapacityProviderConfig,
    durable_config "DurableConfig" DurableConfig,
    runtime_config "RuntimeConfig" FunctionRuntimeConfig,
    accelerator_config "AcceleratorConfig" AcceleratorConfig,
]
}

declare! { UpdateFunctionEventInvokeConfigRequest
  [    function_name "FunctionName" String,
]
  [    qualifier "Qualifier" String,
    maximum_retry_attempts "MaximumRetryAttempts" i32,
    maximum_event_age_in_seconds "MaximumEventAgeInSeconds" i32,
    destination_config "DestinationConfig" DestinationConfig,
]
}

declare! { UpdateFunctionUrlConfigRequest
  [    function_name "FunctionName" String,
]
  [    qualifier "Qualifier" String,
    auth_type "AuthType" String,
    cors "Cors" Cors,
    invoke_mode "InvokeMode" String,
]
}

declare! { UpdateFunctionUrlConfigResponse
  []
  [    function_url "FunctionUrl" String,
    function_arn "FunctionArn" String,
    auth_type "AuthType" String,
    cors "Cors" Cors,
    creation_time "CreationTime" String,
    last_modified_time "LastModifiedTime" String,
    invoke_mode "InvokeMode" String,
]
}

declare! { VpcConfig
  []
  [    subnet_ids "SubnetIds" Vec<String>,
    security_group_ids "SecurityGroupIds" Vec<String>,
    ipv6_allowed_for_dual_stack "Ipv6AllowedForDualStack" bool,
]
}

declare! { VpcConfigResponse
  []
  [    subnet_ids "SubnetIds" Vec<String>,
    security_group_ids "SecurityGroupIds" Vec<String>,
    vpc_id "VpcId" String,
    ipv6_allowed_for_dual_stack "Ipv6AllowedForDualStack" bool,
]
}

#[rustfmt::skip]
static CREATE_FUNCTION: Operation = Operation { name: "CreateFunction", method: "POST", uri: "/2015-03-31/functions", status: 201, input: &shapes::CREATE_FUNCTION_REQUEST, output: Some(&shapes::FUNCTION_CONFIGURATION), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateFunctionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_FUNCTION; type Output = FunctionConfiguration; }

#[rustfmt::skip]
static GET_FUNCTION: Operation = Operation { name: "GetFunction", method: "GET", uri: "/2015-03-31/functions/{FunctionName}", status: 200, input: &shapes::GET_FUNCTION_REQUEST, output: Some(&shapes::GET_FUNCTION_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetFunctionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_FUNCTION; type Output = GetFunctionResponse; }

#[rustfmt::skip]
static GET_FUNCTION_CONFIGURATION: Operation = Operation { name: "GetFunctionConfiguration", method: "GET", uri: "/2015-03-31/functions/{FunctionName}/configuration", status: 200, input: &shapes::GET_FUNCTION_CONFIGURATION_REQUEST, output: Some(&shapes::FUNCTION_CONFIGURATION), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetFunctionConfigurationRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_FUNCTION_CONFIGURATION; type Output = FunctionConfiguration; }

#[rustfmt::skip]
static UPDATE_FUNCTION_CODE: Operation = Operation { name: "UpdateFunctionCode", method: "PUT", uri: "/2015-03-31/functions/{FunctionName}/code", status: 200, input: &shapes::UPDATE_FUNCTION_CODE_REQUEST, output: Some(&shapes::FUNCTION_CONFIGURATION), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateFunctionCodeRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_FUNCTION_CODE; type Output = FunctionConfiguration; }

#[rustfmt::skip]
static UPDATE_FUNCTION_CONFIGURATION: Operation = Operation { name: "UpdateFunctionConfiguration", method: "PUT", uri: "/2015-03-31/functions/{FunctionName}/configuration", status: 200, input: &shapes::UPDATE_FUNCTION_CONFIGURATION_REQUEST, output: Some(&shapes::FUNCTION_CONFIGURATION), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateFunctionConfigurationRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_FUNCTION_CONFIGURATION; type Output = FunctionConfiguration; }

#[rustfmt::skip]
static DELETE_FUNCTION: Operation = Operation { name: "DeleteFunction", method: "DELETE", uri: "/2015-03-31/functions/{FunctionName}", status: 200, input: &shapes::DELETE_FUNCTION_REQUEST, output: Some(&shapes::DELETE_FUNCTION_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteFunctionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_FUNCTION; type Output = DeleteFunctionResponse; }

#[rustfmt::skip]
static LIST_FUNCTIONS: Operation = Operation { name: "ListFunctions", method: "GET", uri: "/2015-03-31/functions", status: 200, input: &shapes::LIST_FUNCTIONS_REQUEST, output: Some(&shapes::LIST_FUNCTIONS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for ListFunctionsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_FUNCTIONS; type Output = ListFunctionsResponse; }

#[rustfmt::skip]
static INVOKE: Operation = Operation { name: "Invoke", method: "POST", uri: "/2015-03-31/functions/{FunctionName}/invocations", status: 200, input: &shapes::INVOCATION_REQUEST, output: Some(&shapes::INVOCATION_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for InvocationRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &INVOKE; type Output = InvocationResponse; }

#[rustfmt::skip]
static ADD_PERMISSION: Operation = Operation { name: "AddPermission", method: "POST", uri: "/2015-03-31/functions/{FunctionName}/policy", status: 201, input: &shapes::ADD_PERMISSION_REQUEST, output: Some(&shapes::ADD_PERMISSION_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for AddPermissionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &ADD_PERMISSION; type Output = AddPermissionResponse; }

#[rustfmt::skip]
static REMOVE_PERMISSION: Operation = Operation { name: "RemovePermission", method: "DELETE", uri: "/2015-03-31/functions/{FunctionName}/policy/{StatementId}", status: 204, input: &shapes::REMOVE_PERMISSION_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for RemovePermissionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &REMOVE_PERMISSION; type Output = (); }

#[rustfmt::skip]
static GET_POLICY: Operation = Operation { name: "GetPolicy", method: "GET", uri: "/2015-03-31/functions/{FunctionName}/policy", status: 200, input: &shapes::GET_POLICY_REQUEST, output: Some(&shapes::GET_POLICY_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetPolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_POLICY; type Output = GetPolicyResponse; }

#[rustfmt::skip]
static PUBLISH_VERSION: Operation = Operation { name: "PublishVersion", method: "POST", uri: "/2015-03-31/functions/{FunctionName}/versions", status: 201, input: &shapes::PUBLISH_VERSION_REQUEST, output: Some(&shapes::FUNCTION_CONFIGURATION), result_wrapper: None };
#[rustfmt::skip]
impl Input for PublishVersionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUBLISH_VERSION; type Output = FunctionConfiguration; }

#[rustfmt::skip]
static LIST_VERSIONS_BY_FUNCTION: Operation = Operation { name: "ListVersionsByFunction", method: "GET", uri: "/2015-03-31/functions/{FunctionName}/versions", status: 200, input: &shapes::LIST_VERSIONS_BY_FUNCTION_REQUEST, output: Some(&shapes::LIST_VERSIONS_BY_FUNCTION_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for ListVersionsByFunctionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_VERSIONS_BY_FUNCTION; type Output = ListVersionsByFunctionResponse; }

#[rustfmt::skip]
static CREATE_ALIAS: Operation = Operation { name: "CreateAlias", method: "POST", uri: "/2015-03-31/functions/{FunctionName}/aliases", status: 201, input: &shapes::CREATE_ALIAS_REQUEST, output: Some(&shapes::ALIAS_CONFIGURATION), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateAliasRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_ALIAS; type Output = AliasConfiguration; }

#[rustfmt::skip]
static GET_ALIAS: Operation = Operation { name: "GetAlias", method: "GET", uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}", status: 200, input: &shapes::GET_ALIAS_REQUEST, output: Some(&shapes::ALIAS_CONFIGURATION), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetAliasRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_ALIAS; type Output = AliasConfiguration; }

#[rustfmt::skip]
static UPDATE_ALIAS: Operation = Operation { name: "UpdateAlias", method: "PUT", uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}", status: 200, input: &shapes::UPDATE_ALIAS_REQUEST, output: Some(&shapes::ALIAS_CONFIGURATION), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateAliasRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_ALIAS; type Output = AliasConfiguration; }

#[rustfmt::skip]
static DELETE_ALIAS: Operation = Operation { name: "DeleteAlias", method: "DELETE", uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}", status: 204, input: &shapes::DELETE_ALIAS_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteAliasRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_ALIAS; type Output = (); }

#[rustfmt::skip]
static LIST_ALIASES: Operation = Operation { name: "ListAliases", method: "GET", uri: "/2015-03-31/functions/{FunctionName}/aliases", status: 200, input: &shapes::LIST_ALIASES_REQUEST, output: Some(&shapes::LIST_ALIASES_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for ListAliasesRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_ALIASES; type Output = ListAliasesResponse; }

#[rustfmt::skip]
static TAG_RESOURCE: Operation = Operation { name: "TagResource", method: "POST", uri: "/2017-03-31/tags/{Resource}", status: 204, input: &shapes::TAG_RESOURCE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for TagResourceRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &TAG_RESOURCE; type Output = (); }

#[rustfmt::skip]
static UNTAG_RESOURCE: Operation = Operation { name: "UntagResource", method: "DELETE", uri: "/2017-03-31/tags/{Resource}", status: 204, input: &shapes::UNTAG_RESOURCE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for UntagResourceRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UNTAG_RESOURCE; type Output = (); }

#[rustfmt::skip]
static LIST_TAGS: Operation = Operation { name: "ListTags", method: "GET", uri: "/2017-03-31/tags/{Resource}", status: 200, input: &shapes::LIST_TAGS_REQUEST, output: Some(&shapes::LIST_TAGS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for ListTagsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_TAGS; type Output = ListTagsResponse; }

#[rustfmt::skip]
static INVOKE_WITH_RESPONSE_STREAM: Operation = Operation { name: "InvokeWithResponseStream", method: "POST", uri: "/2021-11-15/functions/{FunctionName}/response-streaming-invocations", status: 200, input: &shapes::INVOKE_WITH_RESPONSE_STREAM_REQUEST, output: Some(&shapes::INVOKE_WITH_RESPONSE_STREAM_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for InvokeWithResponseStreamRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &INVOKE_WITH_RESPONSE_STREAM; type Output = InvokeWithResponseStreamResponse; }

#[rustfmt::skip]
static INVOKE_ASYNC: Operation = Operation { name: "InvokeAsync", method: "POST", uri: "/2014-11-13/functions/{FunctionName}/invoke-async", status: 202, input: &shapes::INVOKE_ASYNC_REQUEST, output: Some(&shapes::INVOKE_ASYNC_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for InvokeAsyncRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &INVOKE_ASYNC; type Output = InvokeAsyncResponse; }

#[rustfmt::skip]
static PUT_FUNCTION_CONCURRENCY: Operation = Operation { name: "PutFunctionConcurrency", method: "PUT", uri: "/2017-10-31/functions/{FunctionName}/concurrency", status: 200, input: &shapes::PUT_FUNCTION_CONCURRENCY_REQUEST, output: Some(&shapes::CONCURRENCY), result_wrapper: None };
#[rustfmt::skip]
impl Input for PutFunctionConcurrencyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_FUNCTION_CONCURRENCY; type Output = Concurrency; }

#[rustfmt::skip]
static GET_FUNCTION_CONCURRENCY: Operation = Operation { name: "GetFunctionConcurrency", method: "GET", uri: "/2019-09-30/functions/{FunctionName}/concurrency", status: 200, input: &shapes::GET_FUNCTION_CONCURRENCY_REQUEST, output: Some(&shapes::GET_FUNCTION_CONCURRENCY_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetFunctionConcurrencyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_FUNCTION_CONCURRENCY; type Output = GetFunctionConcurrencyResponse; }

#[rustfmt::skip]
static DELETE_FUNCTION_CONCURRENCY: Operation = Operation { name: "DeleteFunctionConcurrency", method: "DELETE", uri: "/2017-10-31/functions/{FunctionName}/concurrency", status: 204, input: &shapes::DELETE_FUNCTION_CONCURRENCY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteFunctionConcurrencyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_FUNCTION_CONCURRENCY; type Output = (); }

#[rustfmt::skip]
static GET_ACCOUNT_SETTINGS: Operation = Operation { name: "GetAccountSettings", method: "GET", uri: "/2016-08-19/account-settings", status: 200, input: &shapes::GET_ACCOUNT_SETTINGS_REQUEST, output: Some(&shapes::GET_ACCOUNT_SETTINGS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetAccountSettingsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_ACCOUNT_SETTINGS; type Output = GetAccountSettingsResponse; }

#[rustfmt::skip]
static PUBLISH_LAYER_VERSION: Operation = Operation { name: "PublishLayerVersion", method: "POST", uri: "/2018-10-31/layers/{LayerName}/versions", status: 201, input: &shapes::PUBLISH_LAYER_VERSION_REQUEST, output: Some(&shapes::PUBLISH_LAYER_VERSION_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for PublishLayerVersionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUBLISH_LAYER_VERSION; type Output = PublishLayerVersionResponse; }

#[rustfmt::skip]
static GET_LAYER_VERSION: Operation = Operation { name: "GetLayerVersion", method: "GET", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}", status: 200, input: &shapes::GET_LAYER_VERSION_REQUEST, output: Some(&shapes::GET_LAYER_VERSION_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetLayerVersionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_LAYER_VERSION; type Output = GetLayerVersionResponse; }

#[rustfmt::skip]
static GET_LAYER_VERSION_BY_ARN: Operation = Operation { name: "GetLayerVersionByArn", method: "GET", uri: "/2018-10-31/layers?find=LayerVersion", status: 200, input: &shapes::GET_LAYER_VERSION_BY_ARN_REQUEST, output: Some(&shapes::GET_LAYER_VERSION_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetLayerVersionByArnRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_LAYER_VERSION_BY_ARN; type Output = GetLayerVersionResponse; }

#[rustfmt::skip]
static DELETE_LAYER_VERSION: Operation = Operation { name: "DeleteLayerVersion", method: "DELETE", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}", status: 204, input: &shapes::DELETE_LAYER_VERSION_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteLayerVersionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_LAYER_VERSION; type Output = (); }

#[rustfmt::skip]
static LIST_LAYERS: Operation = Operation { name: "ListLayers", method: "GET", uri: "/2018-10-31/layers", status: 200, input: &shapes::LIST_LAYERS_REQUEST, output: Some(&shapes::LIST_LAYERS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for ListLayersRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_LAYERS; type Output = ListLayersResponse; }

#[rustfmt::skip]
static LIST_LAYER_VERSIONS: Operation = Operation { name: "ListLayerVersions", method: "GET", uri: "/2018-10-31/layers/{LayerName}/versions", status: 200, input: &shapes::LIST_LAYER_VERSIONS_REQUEST, output: Some(&shapes::LIST_LAYER_VERSIONS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for ListLayerVersionsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_LAYER_VERSIONS; type Output = ListLayerVersionsResponse; }

#[rustfmt::skip]
static ADD_LAYER_VERSION_PERMISSION: Operation = Operation { name: "AddLayerVersionPermission", method: "POST", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy", status: 201, input: &shapes::ADD_LAYER_VERSION_PERMISSION_REQUEST, output: Some(&shapes::ADD_LAYER_VERSION_PERMISSION_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for AddLayerVersionPermissionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &ADD_LAYER_VERSION_PERMISSION; type Output = AddLayerVersionPermissionResponse; }

#[rustfmt::skip]
static GET_LAYER_VERSION_POLICY: Operation = Operation { name: "GetLayerVersionPolicy", method: "GET", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy", status: 200, input: &shapes::GET_LAYER_VERSION_POLICY_REQUEST, output: Some(&shapes::GET_LAYER_VERSION_POLICY_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetLayerVersionPolicyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_LAYER_VERSION_POLICY; type Output = GetLayerVersionPolicyResponse; }

#[rustfmt::skip]
static REMOVE_LAYER_VERSION_PERMISSION: Operation = Operation { name: "RemoveLayerVersionPermission", method: "DELETE", uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}", status: 204, input: &shapes::REMOVE_LAYER_VERSION_PERMISSION_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for RemoveLayerVersionPermissionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &REMOVE_LAYER_VERSION_PERMISSION; type Output = (); }

#[rustfmt::skip]
static PUT_FUNCTION_EVENT_INVOKE_CONFIG: Operation = Operation { name: "PutFunctionEventInvokeConfig", method: "PUT", uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config", status: 200, input: &shapes::PUT_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST, output: Some(&shapes::FUNCTION_EVENT_INVOKE_CONFIG), result_wrapper: None };
#[rustfmt::skip]
impl Input for PutFunctionEventInvokeConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_FUNCTION_EVENT_INVOKE_CONFIG; type Output = FunctionEventInvokeConfig; }

#[rustfmt::skip]
static GET_FUNCTION_EVENT_INVOKE_CONFIG: Operation = Operation { name: "GetFunctionEventInvokeConfig", method: "GET", uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config", status: 200, input: &shapes::GET_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST, output: Some(&shapes::FUNCTION_EVENT_INVOKE_CONFIG), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetFunctionEventInvokeConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_FUNCTION_EVENT_INVOKE_CONFIG; type Output = FunctionEventInvokeConfig; }

#[rustfmt::skip]
static UPDATE_FUNCTION_EVENT_INVOKE_CONFIG: Operation = Operation { name: "UpdateFunctionEventInvokeConfig", method: "POST", uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config", status: 200, input: &shapes::UPDATE_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST, output: Some(&shapes::FUNCTION_EVENT_INVOKE_CONFIG), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateFunctionEventInvokeConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_FUNCTION_EVENT_INVOKE_CONFIG; type Output = FunctionEventInvokeConfig; }

#[rustfmt::skip]
static DELETE_FUNCTION_EVENT_INVOKE_CONFIG: Operation = Operation { name: "DeleteFunctionEventInvokeConfig", method: "DELETE", uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config", status: 204, input: &shapes::DELETE_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteFunctionEventInvokeConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_FUNCTION_EVENT_INVOKE_CONFIG; type Output = (); }

#[rustfmt::skip]
static LIST_FUNCTION_EVENT_INVOKE_CONFIGS: Operation = Operation { name: "ListFunctionEventInvokeConfigs", method: "GET", uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config/list", status: 200, input: &shapes::LIST_FUNCTION_EVENT_INVOKE_CONFIGS_REQUEST, output: Some(&shapes::LIST_FUNCTION_EVENT_INVOKE_CONFIGS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for ListFunctionEventInvokeConfigsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_FUNCTION_EVENT_INVOKE_CONFIGS; type Output = ListFunctionEventInvokeConfigsResponse; }

#[rustfmt::skip]
static CREATE_FUNCTION_URL_CONFIG: Operation = Operation { name: "CreateFunctionUrlConfig", method: "POST", uri: "/2021-10-31/functions/{FunctionName}/url", status: 201, input: &shapes::CREATE_FUNCTION_URL_CONFIG_REQUEST, output: Some(&shapes::CREATE_FUNCTION_URL_CONFIG_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateFunctionUrlConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_FUNCTION_URL_CONFIG; type Output = CreateFunctionUrlConfigResponse; }

#[rustfmt::skip]
static GET_FUNCTION_URL_CONFIG: Operation = Operation { name: "GetFunctionUrlConfig", method: "GET", uri: "/2021-10-31/functions/{FunctionName}/url", status: 200, input: &shapes::GET_FUNCTION_URL_CONFIG_REQUEST, output: Some(&shapes::GET_FUNCTION_URL_CONFIG_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetFunctionUrlConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_FUNCTION_URL_CONFIG; type Output = GetFunctionUrlConfigResponse; }

#[rustfmt::skip]
static UPDATE_FUNCTION_URL_CONFIG: Operation = Operation { name: "UpdateFunctionUrlConfig", method: "PUT", uri: "/2021-10-31/functions/{FunctionName}/url", status: 200, input: &shapes::UPDATE_FUNCTION_URL_CONFIG_REQUEST, output: Some(&shapes::UPDATE_FUNCTION_URL_CONFIG_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateFunctionUrlConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_FUNCTION_URL_CONFIG; type Output = UpdateFunctionUrlConfigResponse; }

#[rustfmt::skip]
static DELETE_FUNCTION_URL_CONFIG: Operation = Operation { name: "DeleteFunctionUrlConfig", method: "DELETE", uri: "/2021-10-31/functions/{FunctionName}/url", status: 204, input: &shapes::DELETE_FUNCTION_URL_CONFIG_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteFunctionUrlConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_FUNCTION_URL_CONFIG; type Output = (); }

#[rustfmt::skip]
static LIST_FUNCTION_URL_CONFIGS: Operation = Operation { name: "ListFunctionUrlConfigs", method: "GET", uri: "/2021-10-31/functions/{FunctionName}/urls", status: 200, input: &shapes::LIST_FUNCTION_URL_CONFIGS_REQUEST, output: Some(&shapes::LIST_FUNCTION_URL_CONFIGS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for ListFunctionUrlConfigsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_FUNCTION_URL_CONFIGS; type Output = ListFunctionUrlConfigsResponse; }

#[rustfmt::skip]
static PUT_PROVISIONED_CONCURRENCY_CONFIG: Operation = Operation { name: "PutProvisionedConcurrencyConfig", method: "PUT", uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency", status: 202, input: &shapes::PUT_PROVISIONED_CONCURRENCY_CONFIG_REQUEST, output: Some(&shapes::PUT_PROVISIONED_CONCURRENCY_CONFIG_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for PutProvisionedConcurrencyConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_PROVISIONED_CONCURRENCY_CONFIG; type Output = PutProvisionedConcurrencyConfigResponse; }

#[rustfmt::skip]
static GET_PROVISIONED_CONCURRENCY_CONFIG: Operation = Operation { name: "GetProvisionedConcurrencyConfig", method: "GET", uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency", status: 200, input: &shapes::GET_PROVISIONED_CONCURRENCY_CONFIG_REQUEST, output: Some(&shapes::GET_PROVISIONED_CONCURRENCY_CONFIG_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetProvisionedConcurrencyConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_PROVISIONED_CONCURRENCY_CONFIG; type Output = GetProvisionedConcurrencyConfigResponse; }

#[rustfmt::skip]
static DELETE_PROVISIONED_CONCURRENCY_CONFIG: Operation = Operation { name: "DeleteProvisionedConcurrencyConfig", method: "DELETE", uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency", status: 204, input: &shapes::DELETE_PROVISIONED_CONCURRENCY_CONFIG_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteProvisionedConcurrencyConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_PROVISIONED_CONCURRENCY_CONFIG; type Output = (); }

#[rustfmt::skip]
static LIST_PROVISIONED_CONCURRENCY_CONFIGS: Operation = Operation { name: "ListProvisionedConcurrencyConfigs", method: "GET", uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL", status: 200, input: &shapes::LIST_PROVISIONED_CONCURRENCY_CONFIGS_REQUEST, output: Some(&shapes::LIST_PROVISIONED_CONCURRENCY_CONFIGS_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for ListProvisionedConcurrencyConfigsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &LIST_PROVISIONED_CONCURRENCY_CONFIGS; type Output = ListProvisionedConcurrencyConfigsResponse; }

#[rustfmt::skip]
static GET_FUNCTION_CODE_SIGNING_CONFIG: Operation = Operation { name: "GetFunctionCodeSigningConfig", method: "GET", uri: "/2020-06-30/functions/{FunctionName}/code-signing-config", status: 200, input: &shapes::GET_FUNCTION_CODE_SIGNING_CONFIG_REQUEST, output: Some(&shapes::GET_FUNCTION_CODE_SIGNING_CONFIG_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetFunctionCodeSigningConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_FUNCTION_CODE_SIGNING_CONFIG; type Output = GetFunctionCodeSigningConfigResponse; }

#[rustfmt::skip]
static GET_RUNTIME_MANAGEMENT_CONFIG: Operation = Operation { name: "GetRuntimeManagementConfig", method: "GET", uri: "/2021-07-20/functions/{FunctionName}/runtime-management-config", status: 200, input: &shapes::GET_RUNTIME_MANAGEMENT_CONFIG_REQUEST, output: Some(&shapes::GET_RUNTIME_MANAGEMENT_CONFIG_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetRuntimeManagementConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_RUNTIME_MANAGEMENT_CONFIG; type Output = GetRuntimeManagementConfigResponse; }

#[rustfmt::skip]
static PUT_RUNTIME_MANAGEMENT_CONFIG: Operation = Operation { name: "PutRuntimeManagementConfig", method: "PUT", uri: "/2021-07-20/functions/{FunctionName}/runtime-management-config", status: 200, input: &shapes::PUT_RUNTIME_MANAGEMENT_CONFIG_REQUEST, output: Some(&shapes::PUT_RUNTIME_MANAGEMENT_CONFIG_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for PutRuntimeManagementConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_RUNTIME_MANAGEMENT_CONFIG; type Output = PutRuntimeManagementConfigResponse; }

#[rustfmt::skip]
static GET_FUNCTION_RECURSION_CONFIG: Operation = Operation { name: "GetFunctionRecursionConfig", method: "GET", uri: "/2024-08-31/functions/{FunctionName}/recursion-config", status: 200, input: &shapes::GET_FUNCTION_RECURSION_CONFIG_REQUEST, output: Some(&shapes::GET_FUNCTION_RECURSION_CONFIG_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetFunctionRecursionConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_FUNCTION_RECURSION_CONFIG; type Output = GetFunctionRecursionConfigResponse; }

#[rustfmt::skip]
static PUT_FUNCTION_RECURSION_CONFIG: Operation = Operation { name: "PutFunctionRecursionConfig", method: "PUT", uri: "/2024-08-31/functions/{FunctionName}/recursion-config", status: 200, input: &shapes::PUT_FUNCTION_RECURSION_CONFIG_REQUEST, output: Some(&shapes::PUT_FUNCTION_RECURSION_CONFIG_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for PutFunctionRecursionConfigRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_FUNCTION_RECURSION_CONFIG; type Output = PutFunctionRecursionConfigResponse; }

#[rustfmt::skip]
mod shapes {
#[allow(unused_imports, reason = "not every service has every kind")]
use crate::model::{Kind::{Blob, Boolean, Double, EventStream, Integer, List, Long, Map, Timestamp}, Location::{Body, Header, Query, Status, Uri}, Shape, member, range, shape, structure, text};
pub(super) static ACCELERATOR_CONFIG: Shape = shape("AcceleratorConfig", structure(&[
    member("AcceleratorMemorySize", "AcceleratorMemorySize", Body, true, &ACCELERATOR_MEMORY_GB),], None));
pub(super) static ACCELERATOR_MEMORY_GB: Shape = shape("AcceleratorMemoryGB", Integer(range(None, None)));
pub(super) static ACCOUNT_LIMIT: Shape = shape("AccountLimit", structure(&[
    member("TotalCodeSize", "TotalCodeSize", Body, false, &LONG),
    member("CodeSizeUnzipped", "CodeSizeUnzipped", Body, false, &LONG),
    member("CodeSizeZipped", "CodeSizeZipped", Body, false, &LONG),
    member("ConcurrentExecutions", "ConcurrentExecutions", Body, false, &INTEGER),
    member("UnreservedConcurrentExecutions", "UnreservedConcurrentExecutions", Body, false, &UNRESERVED_CONCURRENT_EXECUTIONS),], None));
pub(super) static ACCOUNT_USAGE: Shape = shape("AccountUsage", structure(&[
    member("TotalCodeSize", "TotalCodeSize", Body, false, &LONG),
    member("FunctionCount", "FunctionCount", Body, false, &LONG),], None));
pub(super) static ACTION: Shape = shape("Action", text(&[], Some("(lambda:[*]|lambda:[a-zA-Z]+|[*])"), range(Some(0), Some(10000))));
pub(super) static ADD_LAYER_VERSION_PERMISSION_REQUEST: Shape = shape("AddLayerVersionPermissionRequest", structure(&[
    member("LayerName", "LayerName", Uri, true, &LAYER_NAME_OR_ARN),
    member("VersionNumber", "VersionNumber", Uri, true, &LAYER_VERSION_NUMBER),
    member("StatementId", "StatementId", Body, true, &STATEMENT_ID),
    member("Action", "Action", Body, true, &LAYER_PERMISSION_ALLOWED_ACTION),
    member("Principal", "Principal", Body, true, &LAYER_PERMISSION_ALLOWED_PRINCIPAL),
    member("OrganizationId", "OrganizationId", Body, false, &ORGANIZATION_ID),
    member("RevisionId", "RevisionId", Query, false, &STRING),], None));
pub(super) static ADD_LAYER_VERSION_PERMISSION_RESPONSE: Shape = shape("AddLayerVersionPermissionResponse", structure(&[
    member("Statement", "Statement", Body, false, &STRING),
    member("RevisionId", "RevisionId", Body, false, &STRING),], None));
pub(super) static ADD_PERMISSION_REQUEST: Shape = shape("AddPermissionRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("StatementId", "StatementId", Body, true, &STATEMENT_ID),
    member("Action", "Action", Body, true, &ACTION),
    member("Principal", "Principal", Body, true, &PRINCIPAL),
    member("SourceArn", "SourceArn", Body, false, &ARN),
    member("FunctionUrlAuthType", "FunctionUrlAuthType", Body, false, &FUNCTION_URL_AUTH_TYPE),
    member("InvokedViaFunctionUrl", "InvokedViaFunctionUrl", Body, false, &INVOKED_VIA_FUNCTION_URL),
    member("SourceAccount", "SourceAccount", Body, false, &SOURCE_OWNER),
    member("EventSourceToken", "EventSourceToken", Body, false, &EVENT_SOURCE_TOKEN),
    member("Qualifier", "Qualifier", Query, false, &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),
    member("RevisionId", "RevisionId", Body, false, &STRING),
    member("PrincipalOrgID", "PrincipalOrgID", Body, false, &PRINCIPAL_ORG_ID),], None));
pub(super) static ADD_PERMISSION_RESPONSE: Shape = shape("AddPermissionResponse", structure(&[
    member("Statement", "Statement", Body, false, &STRING),], None));
pub(super) static ADDITIONAL_VERSION: Shape = shape("AdditionalVersion", text(&[], Some("[0-9]+"), range(Some(1), Some(1024))));
pub(super) static ADDITIONAL_VERSION_WEIGHTS: Shape = shape("AdditionalVersionWeights", Map(&ADDITIONAL_VERSION, &WEIGHT));
pub(super) static ALIAS: Shape = shape("Alias", text(&[], Some("(?!^[0-9]+$)([a-zA-Z0-9-_]+)"), range(Some(1), Some(128))));
pub(super) static ALIAS_CONFIGURATION: Shape = shape("AliasConfiguration", structure(&[
    member("AliasArn", "AliasArn", Body, false, &FUNCTION_ARN),
    member("Name", "Name", Body, false, &ALIAS),
    member("FunctionVersion", "FunctionVersion", Body, false, &VERSION),
    member("Description", "Description", Body, false, &DESCRIPTION),
    member("RoutingConfig", "RoutingConfig", Body, false, &ALIAS_ROUTING_CONFIGURATION),
    member("RevisionId", "RevisionId", Body, false, &STRING),], None));
pub(super) static ALIAS_LIST: Shape = shape("AliasList", List(&ALIAS_CONFIGURATION, range(None, None)));
pub(super) static ALIAS_ROUTING_CONFIGURATION: Shape = shape("AliasRoutingConfiguration", structure(&[
    member("AdditionalVersionWeights", "AdditionalVersionWeights", Body, false, &ADDITIONAL_VERSION_WEIGHTS),], None));
pub(super) static ALLOW_CREDENTIALS: Shape = shape("AllowCredentials", Boolean);
pub(super) static ALLOW_METHODS_LIST: Shape = shape("AllowMethodsList", List(&METHOD, range(Some(0), Some(6))));
pub(super) static ALLOW_ORIGINS_LIST: Shape = shape("AllowOriginsList", List(&ORIGIN, range(Some(0), Some(100))));
pub(super) static APPLICATION_LOG_LEVEL: Shape = shape("ApplicationLogLevel", text(&["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], None, range(None, None)));
pub(super) static ARCHITECTURE: Shape = shape("Architecture", text(&["x86_64", "arm64"], None, range(None, None)));
pub(super) static ARCHITECTURES_LIST: Shape = shape("ArchitecturesList", List(&ARCHITECTURE, range(Some(1), Some(1))));
pub(super) static ARN: Shape = shape("Arn", text(&[], Some("arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)"), range(Some(0), Some(10000))));
pub(super) static BLOB: Shape = shape("Blob", Blob);
pub(super) static BLOB_STREAM: Shape = shape("BlobStream", Blob);
pub(super) static BOOLEAN: Shape = shape("Boolean", Boolean);
pub(super) static CAPACITY_PROVIDER_ARN: Shape = shape("CapacityProviderArn", text(&[], Some("arn:aws[a-zA-Z-]*:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:capacity-provider:[a-zA-Z0-9-_]+"), range(Some(1), Some(140))));
pub(super) static CAPACITY_PROVIDER_CONFIG: Shape = shape("CapacityProviderConfig", structure(&[
    member("LambdaManagedInstancesCapacityProviderConfig", "LambdaManagedInstancesCapacityProviderConfig", Body, true, &LAMBDA_MANAGED_INSTANCES_CAPACITY_PROVIDER_CONFIG),], None));
pub(super) static CODE_SIGNING_CONFIG_ARN: Shape = shape("CodeSigningConfigArn", text(&[], Some("arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:code-signing-config:csc-[a-z0-9]{17}"), range(Some(0), Some(200))));
pub(super) static COMPATIBLE_ARCHITECTURES: Shape = shape("CompatibleArchitectures", List(&ARCHITECTURE, range(Some(0), Some(2))));
pub(super) static COMPATIBLE_RUNTIMES: Shape = shape("CompatibleRuntimes", List(&RUNTIME, range(Some(0), Some(15))));
pub(super) static CONCURRENCY: Shape = shape("Concurrency", structure(&[
    member("ReservedConcurrentExecutions", "ReservedConcurrentExecutions", Body, false, &RESERVED_CONCURRENT_EXECUTIONS),], None));
pub(super) static CORS: Shape = shape("Cors", structure(&[
    member("AllowCredentials", "AllowCredentials", Body, false, &ALLOW_CREDENTIALS),
    member("AllowHeaders", "AllowHeaders", Body, false, &HEADERS_LIST),
    member("AllowMethods", "AllowMethods", Body, false, &ALLOW_METHODS_LIST),
    member("AllowOrigins", "AllowOrigins", Body, false, &ALLOW_ORIGINS_LIST),
    member("ExposeHeaders", "ExposeHeaders", Body, false, &HEADERS_LIST),
    member("MaxAge", "MaxAge", Body, false, &MAX_AGE),], None));
pub(super) static CREATE_ALIAS_REQUEST: Shape = shape("CreateAliasRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_NAME),
    member("Name", "Name", Body, true, &ALIAS),
    member("FunctionVersion", "FunctionVersion", Body, true, &VERSION_WITH_LATEST_PUBLISHED),
    member("Description", "Description", Body, false, &DESCRIPTION),
    member("RoutingConfig", "RoutingConfig", Body, false, &ALIAS_ROUTING_CONFIGURATION),], None));
pub(super) static CREATE_FUNCTION_REQUEST: Shape = shape("CreateFunctionRequest", structure(&[
    member("FunctionName", "FunctionName", Body, true, &FUNCTION_NAME),
    member("Runtime", "Runtime", Body, false, &RUNTIME),
    member("Role", "Role", Body, true, &ROLE_ARN),
    member("Handler", "Handler", Body, false, &HANDLER),
    member("Code", "Code", Body, true, &FUNCTION_CODE),
    member("Description", "Description", Body, false, &DESCRIPTION),
    member("Timeout", "Timeout", Body, false, &TIMEOUT),
    member("MemorySize", "MemorySize", Body, false, &MEMORY_SIZE),
    member("Publish", "Publish", Body, false, &BOOLEAN),
    member("PublishTo", "PublishTo", Body, false, &FUNCTION_VERSION_LATEST_PUBLISHED),
    member("VpcConfig", "VpcConfig", Body, false, &VPC_CONFIG),
    member("PackageType", "PackageType", Body, false, &PACKAGE_TYPE),
    member("DeadLetterConfig", "DeadLetterConfig", Body, false, &DEAD_LETTER_CONFIG),
    member("Environment", "Environment", Body, false, &ENVIRONMENT),
    member("KMSKeyArn", "KMSKeyArn", Body, false, &KMS_KEY_ARN),
    member("TracingConfig", "TracingConfig", Body, false, &TRACING_CONFIG),
    member("Tags", "Tags", Body, false, &TAGS),
    member("Layers", "Layers", Body, false, &LAYER_LIST),
    member("FileSystemConfigs", "FileSystemConfigs", Body, false, &FILE_SYSTEM_CONFIG_LIST),
    member("CodeSigningConfigArn", "CodeSigningConfigArn", Body, false, &CODE_SIGNING_CONFIG_ARN),
    member("ImageConfig", "ImageConfig", Body, false, &IMAGE_CONFIG),
    member("Architectures", "Architectures", Body, false, &ARCHITECTURES_LIST),
    member("EphemeralStorage", "EphemeralStorage", Body, false, &EPHEMERAL_STORAGE),
    member("SnapStart", "SnapStart", Body, false, &SNAP_START),
    member("LoggingConfig", "LoggingConfig", Body, false, &LOGGING_CONFIG),
    member("TenancyConfig", "TenancyConfig", Body, false, &TENANCY_CONFIG),
    member("CapacityProviderConfig", "CapacityProviderConfig", Body, false, &CAPACITY_PROVIDER_CONFIG),
    member("DurableConfig", "DurableConfig", Body, false, &DURABLE_CONFIG),
    member("RuntimeConfig", "RuntimeConfig", Body, false, &FUNCTION_RUNTIME_CONFIG),
    member("AcceleratorConfig", "AcceleratorConfig", Body, false, &ACCELERATOR_CONFIG),], None));
pub(super) static CREATE_FUNCTION_URL_CONFIG_REQUEST: Shape = shape("CreateFunctionUrlConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_URL_FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, false, &FUNCTION_URL_QUALIFIER),
    member("AuthType", "AuthType", Body, true, &FUNCTION_URL_AUTH_TYPE),
    member("Cors", "Cors", Body, false, &CORS),
    member("InvokeMode", "InvokeMode", Body, false, &INVOKE_MODE),], None));
pub(super) static CREATE_FUNCTION_URL_CONFIG_RESPONSE: Shape = shape("CreateFunctionUrlConfigResponse", structure(&[
    member("FunctionUrl", "FunctionUrl", Body, true, &FUNCTION_URL),
    member("FunctionArn", "FunctionArn", Body, true, &FUNCTION_ARN),
    member("AuthType", "AuthType", Body, true, &FUNCTION_URL_AUTH_TYPE),
    member("Cors", "Cors", Body, false, &CORS),
    member("CreationTime", "CreationTime", Body, true, &TIMESTAMP),
    member("InvokeMode", "InvokeMode", Body, false, &INVOKE_MODE),], None));
pub(super) static DATE: Shape = shape("Date", Timestamp);
pub(super) static DEAD_LETTER_CONFIG: Shape = shape("DeadLetterConfig", structure(&[
    member("TargetArn", "TargetArn", Body, false, &RESOURCE_ARN),], None));
pub(super) static DELETE_ALIAS_REQUEST: Shape = shape("DeleteAliasRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_NAME),
    member("Name", "Name", Uri, true, &ALIAS),], None));
pub(super) static DELETE_FUNCTION_CONCURRENCY_REQUEST: Shape = shape("DeleteFunctionConcurrencyRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_NAME),], None));
pub(super) static DELETE_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST: Shape = shape("DeleteFunctionEventInvokeConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, false, &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),], None));
pub(super) static DELETE_FUNCTION_REQUEST: Shape = shape("DeleteFunctionRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, false, &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),], None));
pub(super) static DELETE_FUNCTION_RESPONSE: Shape = shape("DeleteFunctionResponse", structure(&[
    member("StatusCode", "StatusCode", Status, false, &INTEGER),], None));
pub(super) static DELETE_FUNCTION_URL_CONFIG_REQUEST: Shape = shape("DeleteFunctionUrlConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_URL_FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, false, &FUNCTION_URL_QUALIFIER),], None));
pub(super) static DELETE_LAYER_VERSION_REQUEST: Shape = shape("DeleteLayerVersionRequest", structure(&[
    member("LayerName", "LayerName", Uri, true, &LAYER_NAME_OR_ARN),
    member("VersionNumber", "VersionNumber", Uri, true, &LAYER_VERSION_NUMBER),], None));
pub(super) static DELETE_PROVISIONED_CONCURRENCY_CONFIG_REQUEST: Shape = shape("DeleteProvisionedConcurrencyConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, true, &QUALIFIER),], None));
pub(super) static DESCRIPTION: Shape = shape("Description", text(&[], None, range(Some(0), Some(256))));
pub(super) static DESTINATION_ARN: Shape = shape("DestinationArn", text(&[], Some("$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)"), range(Some(0), Some(350))));
pub(super) static DESTINATION_CONFIG: Shape = shape("DestinationConfig", structure(&[
    member("OnSuccess", "OnSuccess", Body, false, &ON_SUCCESS),
    member("OnFailure", "OnFailure", Body, false, &ON_FAILURE),], None));
pub(super) static DIRECT_S3_READ: Shape = shape("DirectS3Read", text(&["ENABLED", "DISABLED", "AUTO"], None, range(None, None)));
pub(super) static DURABLE_CONFIG: Shape = shape("DurableConfig", structure(&[
    member("KMSKeyArn", "KMSKeyArn", Body, false, &KMS_KEY_ARN),
    member("RetentionPeriodInDays", "RetentionPeriodInDays", Body, false, &RETENTION_PERIOD_IN_DAYS),
    member("ExecutionTimeout", "ExecutionTimeout", Body, false, &EXECUTION_TIMEOUT),], None));
pub(super) static DURABLE_EXECUTION_ARN: Shape = shape("DurableExecutionArn", text(&[], Some("arn:([a-zA-Z0-9-]+):lambda:([a-zA-Z0-9-]+):(\\d{12}):function:([a-zA-Z0-9_-]+):(\\$LATEST(?:\\.PUBLISHED)?|[0-9]+)/durable-execution/([a-zA-Z0-9_-]+)/([a-zA-Z0-9_-]+)"), range(Some(1), Some(1024))));
pub(super) static DURABLE_EXECUTION_NAME: Shape = shape("DurableExecutionName", text(&[], Some("[a-zA-Z0-9-_]+"), range(Some(1), Some(64))));
pub(super) static ENVIRONMENT: Shape = shape("Environment", structure(&[
    member("Variables", "Variables", Body, false, &ENVIRONMENT_VARIABLES),], None));
pub(super) static ENVIRONMENT_ERROR: Shape = shape("EnvironmentError", structure(&[
    member("ErrorCode", "ErrorCode", Body, false, &STRING),
    member("Message", "Message", Body, false, &SENSITIVE_STRING),], None));
pub(super) static ENVIRONMENT_RESPONSE: Shape = shape("EnvironmentResponse", structure(&[
    member("Variables", "Variables", Body, false, &ENVIRONMENT_VARIABLES),
    member("Error", "Error", Body, false, &ENVIRONMENT_ERROR),], None));
pub(super) static ENVIRONMENT_VARIABLE_NAME: Shape = shape("EnvironmentVariableName", text(&[], Some("[a-zA-Z]([a-zA-Z0-9_])+"), range(None, None)));
pub(super) static ENVIRONMENT_VARIABLE_VALUE: Shape = shape("EnvironmentVariableValue", text(&[], None, range(None, None)));
pub(super) static ENVIRONMENT_VARIABLES: Shape = shape("EnvironmentVariables", Map(&ENVIRONMENT_VARIABLE_NAME, &ENVIRONMENT_VARIABLE_VALUE));
pub(super) static EPHEMERAL_STORAGE: Shape = shape("EphemeralStorage", structure(&[
    member("Size", "Size", Body, true, &EPHEMERAL_STORAGE_SIZE),], None));
pub(super) static EPHEMERAL_STORAGE_SIZE: Shape = shape("EphemeralStorageSize", Integer(range(Some(512), Some(32768))));
pub(super) static EVENT_SOURCE_TOKEN: Shape = shape("EventSourceToken", text(&[], Some("[a-zA-Z0-9._\\-]+"), range(Some(0), Some(256))));
pub(super) static EXECUTION_ENVIRONMENT_MEMORY_GI_B_PER_V_CPU: Shape = shape("ExecutionEnvironmentMemoryGiBPerVCpu", Double);
pub(super) static EXECUTION_TIMEOUT: Shape = shape("ExecutionTimeout", Integer(range(Some(1), Some(31622400))));
pub(super) static FILE_SYSTEM_ARN: Shape = shape("FileSystemArn", text(&[], Some("arn:aws[a-zA-Z-]*:elasticfilesystem:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:access-point/fsap-[a-f0-9]{17}$|^arn:aws[-a-z]*:s3files:[0-9a-z-:]+:file-system/fs-[0-9a-f]{17,40}/access-point/fsap-[0-9a-f]{17,40}"), range(Some(0), Some(256))));
pub(super) static FILE_SYSTEM_CONFIG: Shape = shape("FileSystemConfig", structure(&[
    member("Arn", "Arn", Body, true, &FILE_SYSTEM_ARN),
    member("LocalMountPath", "LocalMountPath", Body, true, &LOCAL_MOUNT_PATH),
    member("S3FilesConfig", "S3FilesConfig", Body, false, &S3_FILES_CONFIG),], None));
pub(super) static FILE_SYSTEM_CONFIG_LIST: Shape = shape("FileSystemConfigList", List(&FILE_SYSTEM_CONFIG, range(Some(0), Some(1))));
pub(super) static FUNCTION_ARN: Shape = shape("FunctionArn", text(&[], Some("arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?"), range(Some(0), Some(10000))));
pub(super) static FUNCTION_CODE: Shape = shape("FunctionCode", structure(&[
    member("ZipFile", "ZipFile", Body, false, &BLOB),
    member("S3Bucket", "S3Bucket", Body, false, &S3_BUCKET),
    member("S3Key", "S3Key", Body, false, &S3_KEY),
    member("S3ObjectVersion", "S3ObjectVersion", Body, false, &S3_OBJECT_VERSION),
    member("S3ObjectStorageMode", "S3ObjectStorageMode", Body, false, &S3_OBJECT_STORAGE_MODE),
    member("ImageUri", "ImageUri", Body, false, &STRING),
    member("SourceKMSKeyArn", "SourceKMSKeyArn", Body, false, &KMS_KEY_ARN),], None));
pub(super) static FUNCTION_CODE_LOCATION: Shape = shape("FunctionCodeLocation", structure(&[
    member("RepositoryType", "RepositoryType", Body, false, &STRING),
    member("Location", "Location", Body, false, &SENSITIVE_STRING_ON_SERVER_ONLY),
    member("ImageUri", "ImageUri", Body, false, &STRING),
    member("ResolvedImageUri", "ResolvedImageUri", Body, false, &STRING),
    member("ResolvedS3Object", "ResolvedS3Object", Body, false, &RESOLVED_S3_OBJECT),
    member("SourceKMSKeyArn", "SourceKMSKeyArn", Body, false, &KMS_KEY_ARN),
    member("Error", "Error", Body, false, &FUNCTION_CODE_LOCATION_ERROR),], None));
pub(super) static FUNCTION_CODE_LOCATION_ERROR: Shape = shape("FunctionCodeLocationError", structure(&[
    member("ErrorCode", "ErrorCode", Body, false, &STRING),
    member("Message", "Message", Body, false, &SENSITIVE_STRING),], None));
pub(super) static FUNCTION_CONFIGURATION: Shape = shape("FunctionConfiguration", structure(&[
    member("FunctionName", "FunctionName", Body, false, &NAMESPACED_FUNCTION_NAME),
    member("FunctionArn", "FunctionArn", Body, false, &NAME_SPACED_FUNCTION_ARN),
    member("Runtime", "Runtime", Body, false, &RUNTIME),
    member("Role", "Role", Body, false, &ROLE_ARN),
    member("Handler", "Handler", Body, false, &HANDLER),
    member("CodeSize", "CodeSize", Body, false, &LONG),
    member("Description", "Description", Body, false, &DESCRIPTION),
    member("Timeout", "Timeout", Body, false, &TIMEOUT),
    member("MemorySize", "MemorySize", Body, false, &MEMORY_SIZE),
    member("LastModified", "LastModified", Body, false, &TIMESTAMP),
    member("CodeSha256", "CodeSha256", Body, false, &STRING),
    member("Version", "Version", Body, false, &VERSION),
    member("VpcConfig", "VpcConfig", Body, false, &VPC_CONFIG_RESPONSE),
    member("DeadLetterConfig", "DeadLetterConfig", Body, false, &DEAD_LETTER_CONFIG),
    member("Environment", "Environment", Body, false, &ENVIRONMENT_RESPONSE),
    member("KMSKeyArn", "KMSKeyArn", Body, false, &KMS_KEY_ARN),
    member("TracingConfig", "TracingConfig", Body, false, &TRACING_CONFIG_RESPONSE),
    member("MasterArn", "MasterArn", Body, false, &FUNCTION_ARN),
    member("RevisionId", "RevisionId", Body, false, &STRING),
    member("Layers", "Layers", Body, false, &LAYERS_REFERENCE_LIST),
    member("State", "State", Body, false, &STATE),
    member("StateReason", "StateReason", Body, false, &STATE_REASON),
    member("StateReasonCode", "StateReasonCode", Body, false, &STATE_REASON_CODE),
    member("LastUpdateStatus", "LastUpdateStatus", Body, false, &LAST_UPDATE_STATUS),
    member("LastUpdateStatusReason", "LastUpdateStatusReason", Body, false, &LAST_UPDATE_STATUS_REASON),
    member("LastUpdateStatusReasonCode", "LastUpdateStatusReasonCode", Body, false, &LAST_UPDATE_STATUS_REASON_CODE),
    member("FileSystemConfigs", "FileSystemConfigs", Body, false, &FILE_SYSTEM_CONFIG_LIST),
    member("SigningProfileVersionArn", "SigningProfileVersionArn", Body, false, &ARN),
    member("SigningJobArn", "SigningJobArn", Body, false, &ARN),
    member("PackageType", "PackageType", Body, false, &PACKAGE_TYPE),
    member("ImageConfigResponse", "ImageConfigResponse", Body, false, &IMAGE_CONFIG_RESPONSE),
    member("Architectures", "Architectures", Body, false, &ARCHITECTURES_LIST),
    member("EphemeralStorage", "EphemeralStorage", Body, false, &EPHEMERAL_STORAGE),
    member("SnapStart", "SnapStart", Body, false, &SNAP_START_RESPONSE),
    member("RuntimeVersionConfig", "RuntimeVersionConfig", Body, false, &RUNTIME_VERSION_CONFIG),
    member("LoggingConfig", "LoggingConfig", Body, false, &LOGGING_CONFIG),
    member("TenancyConfig", "TenancyConfig", Body, false, &TENANCY_CONFIG),
    member("CapacityProviderConfig", "CapacityProviderConfig", Body, false, &CAPACITY_PROVIDER_CONFIG),
    member("ConfigSha256", "ConfigSha256", Body, false, &STRING),
    member("DurableConfig", "DurableConfig", Body, false, &DURABLE_CONFIG),
    member("RuntimeConfig", "RuntimeConfig", Body, false, &FUNCTION_RUNTIME_CONFIG),
    member("AcceleratorConfig", "AcceleratorConfig", Body, false, &ACCELERATOR_CONFIG),], None));
pub(super) static FUNCTION_EVENT_INVOKE_CONFIG: Shape = shape("FunctionEventInvokeConfig", structure(&[
    member("LastModified", "LastModified", Body, false, &DATE),
    member("FunctionArn", "FunctionArn", Body, false, &FUNCTION_ARN),
    member("MaximumRetryAttempts", "MaximumRetryAttempts", Body, false, &MAXIMUM_RETRY_ATTEMPTS),
    member("MaximumEventAgeInSeconds", "MaximumEventAgeInSeconds", Body, false, &MAXIMUM_EVENT_AGE_IN_SECONDS),
    member("DestinationConfig", "DestinationConfig", Body, false, &DESTINATION_CONFIG),], None));
pub(super) static FUNCTION_EVENT_INVOKE_CONFIG_LIST: Shape = shape("FunctionEventInvokeConfigList", List(&FUNCTION_EVENT_INVOKE_CONFIG, range(None, None)));
pub(super) static FUNCTION_LIST: Shape = shape("FunctionList", List(&FUNCTION_CONFIGURATION, range(None, None)));
pub(super) static FUNCTION_NAME: Shape = shape("FunctionName", text(&[], Some("(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?"), range(Some(1), Some(140))));
pub(super) static FUNCTION_RUNTIME_ALIAS: Shape = shape("FunctionRuntimeAlias", text(&[], None, range(Some(1), Some(128))));
pub(super) static FUNCTION_RUNTIME_ARN: Shape = shape("FunctionRuntimeArn", text(&[], Some("arn:[a-z-]+:lambda:[a-z0-9-]+:\\d{12}:runtime/.+"), range(Some(48), Some(2048))));
pub(super) static FUNCTION_RUNTIME_CONFIG: Shape = shape("FunctionRuntimeConfig", structure(&[
    member("RuntimeArn", "RuntimeArn", Body, true, &FUNCTION_RUNTIME_ARN),
    member("RuntimeAlias", "RuntimeAlias", Body, true, &FUNCTION_RUNTIME_ALIAS),], None));
pub(super) static FUNCTION_URL: Shape = shape("FunctionUrl", text(&[], None, range(Some(40), Some(100))));
pub(super) static FUNCTION_URL_AUTH_TYPE: Shape = shape("FunctionUrlAuthType", text(&["NONE", "AWS_IAM"], None, range(None, None)));
pub(super) static FUNCTION_URL_CONFIG: Shape = shape("FunctionUrlConfig", structure(&[
    member("FunctionUrl", "FunctionUrl", Body, true, &FUNCTION_URL),
    member("FunctionArn", "FunctionArn", Body, true, &FUNCTION_ARN),
    member("CreationTime", "CreationTime", Body, true, &TIMESTAMP),
    member("LastModifiedTime", "LastModifiedTime", Body, true, &TIMESTAMP),
    member("Cors", "Cors", Body, false, &CORS),
    member("AuthType", "AuthType", Body, true, &FUNCTION_URL_AUTH_TYPE),
    member("InvokeMode", "InvokeMode", Body, false, &INVOKE_MODE),], None));
pub(super) static FUNCTION_URL_CONFIG_LIST: Shape = shape("FunctionUrlConfigList", List(&FUNCTION_URL_CONFIG, range(None, None)));
pub(super) static FUNCTION_URL_FUNCTION_NAME: Shape = shape("FunctionUrlFunctionName", text(&[], Some("(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]{1,64})(:((?!\\d+$)[0-9a-zA-Z-_]+))?"), range(Some(1), Some(140))));
pub(super) static FUNCTION_URL_QUALIFIER: Shape = shape("FunctionUrlQualifier", text(&[], Some("((?!^\\d+$)^[0-9a-zA-Z-_]+$)"), range(Some(1), Some(128))));
pub(super) static FUNCTION_VERSION: Shape = shape("FunctionVersion", text(&["ALL"], None, range(None, None)));
pub(super) static FUNCTION_VERSION_LATEST_PUBLISHED: Shape = shape("FunctionVersionLatestPublished", text(&["LATEST_PUBLISHED"], None, range(None, None)));
pub(super) static GET_ACCOUNT_SETTINGS_REQUEST: Shape = shape("GetAccountSettingsRequest", structure(&[], None));
pub(super) static GET_ACCOUNT_SETTINGS_RESPONSE: Shape = shape("GetAccountSettingsResponse", structure(&[
    member("AccountLimit", "AccountLimit", Body, false, &ACCOUNT_LIMIT),
    member("AccountUsage", "AccountUsage", Body, false, &ACCOUNT_USAGE),], None));
pub(super) static GET_ALIAS_REQUEST: Shape = shape("GetAliasRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_NAME),
    member("Name", "Name", Uri, true, &ALIAS),], None));
pub(super) static GET_FUNCTION_CODE_SIGNING_CONFIG_REQUEST: Shape = shape("GetFunctionCodeSigningConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),], None));
pub(super) static GET_FUNCTION_CODE_SIGNING_CONFIG_RESPONSE: Shape = shape("GetFunctionCodeSigningConfigResponse", structure(&[
    member("CodeSigningConfigArn", "CodeSigningConfigArn", Body, true, &CODE_SIGNING_CONFIG_ARN),
    member("FunctionName", "FunctionName", Body, true, &FUNCTION_NAME),], None));
pub(super) static GET_FUNCTION_CONCURRENCY_REQUEST: Shape = shape("GetFunctionConcurrencyRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_NAME),], None));
pub(super) static GET_FUNCTION_CONCURRENCY_RESPONSE: Shape = shape("GetFunctionConcurrencyResponse", structure(&[
    member("ReservedConcurrentExecutions", "ReservedConcurrentExecutions", Body, false, &RESERVED_CONCURRENT_EXECUTIONS),], None));
pub(super) static GET_FUNCTION_CONFIGURATION_REQUEST: Shape = shape("GetFunctionConfigurationRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, false, &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),], None));
pub(super) static GET_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST: Shape = shape("GetFunctionEventInvokeConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, false, &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),], None));
pub(super) static GET_FUNCTION_RECURSION_CONFIG_REQUEST: Shape = shape("GetFunctionRecursionConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &UNQUALIFIED_FUNCTION_NAME),], None));
pub(super) static GET_FUNCTION_RECURSION_CONFIG_RESPONSE: Shape = shape("GetFunctionRecursionConfigResponse", structure(&[
    member("RecursiveLoop", "RecursiveLoop", Body, false, &RECURSIVE_LOOP),], None));
pub(super) static GET_FUNCTION_REQUEST: Shape = shape("GetFunctionRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, false, &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),], None));
pub(super) static GET_FUNCTION_RESPONSE: Shape = shape("GetFunctionResponse", structure(&[
    member("Configuration", "Configuration", Body, false, &FUNCTION_CONFIGURATION),
    member("Code", "Code", Body, false, &FUNCTION_CODE_LOCATION),
    member("Tags", "Tags", Body, false, &TAGS),
    member("TagsError", "TagsError", Body, false, &TAGS_ERROR),
    member("Concurrency", "Concurrency", Body, false, &CONCURRENCY),], None));
pub(super) static GET_FUNCTION_URL_CONFIG_REQUEST: Shape = shape("GetFunctionUrlConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_URL_FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, false, &FUNCTION_URL_QUALIFIER),], None));
pub(super) static GET_FUNCTION_URL_CONFIG_RESPONSE: Shape = shape("GetFunctionUrlConfigResponse", structure(&[
    member("FunctionUrl", "FunctionUrl", Body, true, &FUNCTION_URL),
    member("FunctionArn", "FunctionArn", Body, true, &FUNCTION_ARN),
    member("AuthType", "AuthType", Body, true, &FUNCTION_URL_AUTH_TYPE),
    member("Cors", "Cors", Body, false, &CORS),
    member("CreationTime", "CreationTime", Body, true, &TIMESTAMP),
    member("LastModifiedTime", "LastModifiedTime", Body, true, &TIMESTAMP),
    member("InvokeMode", "InvokeMode", Body, false, &INVOKE_MODE),], None));
pub(super) static GET_LAYER_VERSION_BY_ARN_REQUEST: Shape = shape("GetLayerVersionByArnRequest", structure(&[
    member("Arn", "Arn", Query, true, &LAYER_VERSION_ARN),], None));
pub(super) static GET_LAYER_VERSION_POLICY_REQUEST: Shape = shape("GetLayerVersionPolicyRequest", structure(&[
    member("LayerName", "LayerName", Uri, true, &LAYER_NAME_OR_ARN),
    member("VersionNumber", "VersionNumber", Uri, true, &LAYER_VERSION_NUMBER),], None));
pub(super) static GET_LAYER_VERSION_POLICY_RESPONSE: Shape = shape("GetLayerVersionPolicyResponse", structure(&[
    member("Policy", "Policy", Body, false, &STRING),
    member("RevisionId", "RevisionId", Body, false, &STRING),], None));
pub(super) static GET_LAYER_VERSION_REQUEST: Shape = shape("GetLayerVersionRequest", structure(&[
    member("LayerName", "LayerName", Uri, true, &LAYER_NAME_OR_ARN),
    member("VersionNumber", "VersionNumber", Uri, true, &LAYER_VERSION_NUMBER),], None));
pub(super) static GET_LAYER_VERSION_RESPONSE: Shape = shape("GetLayerVersionResponse", structure(&[
    member("Content", "Content", Body, false, &LAYER_VERSION_CONTENT_OUTPUT),
    member("LayerArn", "LayerArn", Body, false, &LAYER_ARN),
    member("LayerVersionArn", "LayerVersionArn", Body, false, &LAYER_VERSION_ARN),
    member("Description", "Description", Body, false, &DESCRIPTION),
    member("CreatedDate", "CreatedDate", Body, false, &TIMESTAMP),
    member("Version", "Version", Body, false, &LAYER_VERSION_NUMBER),
    member("CompatibleArchitectures", "CompatibleArchitectures", Body, false, &COMPATIBLE_ARCHITECTURES),
    member("CompatibleRuntimes", "CompatibleRuntimes", Body, false, &COMPATIBLE_RUNTIMES),
    member("LicenseInfo", "LicenseInfo", Body, false, &LICENSE_INFO),], None));
pub(super) static GET_POLICY_REQUEST: Shape = shape("GetPolicyRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, false, &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),], None));
pub(super) static GET_POLICY_RESPONSE: Shape = shape("GetPolicyResponse", structure(&[
    member("Policy", "Policy", Body, false, &STRING),
    member("RevisionId", "RevisionId", Body, false, &STRING),], None));
pub(super) static GET_PROVISIONED_CONCURRENCY_CONFIG_REQUEST: Shape = shape("GetProvisionedConcurrencyConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, true, &QUALIFIER),], None));
pub(super) static GET_PROVISIONED_CONCURRENCY_CONFIG_RESPONSE: Shape = shape("GetProvisionedConcurrencyConfigResponse", structure(&[
    member("RequestedProvisionedConcurrentExecutions", "RequestedProvisionedConcurrentExecutions", Body, false, &POSITIVE_INTEGER),
    member("AvailableProvisionedConcurrentExecutions", "AvailableProvisionedConcurrentExecutions", Body, false, &NON_NEGATIVE_INTEGER),
    member("AllocatedProvisionedConcurrentExecutions", "AllocatedProvisionedConcurrentExecutions", Body, false, &NON_NEGATIVE_INTEGER),
    member("Status", "Status", Body, false, &PROVISIONED_CONCURRENCY_STATUS_ENUM),
    member("StatusReason", "StatusReason", Body, false, &STRING),
    member("LastModified", "LastModified", Body, false, &TIMESTAMP),], None));
pub(super) static GET_RUNTIME_MANAGEMENT_CONFIG_REQUEST: Shape = shape("GetRuntimeManagementConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, false, &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),], None));
pub(super) static GET_RUNTIME_MANAGEMENT_CONFIG_RESPONSE: Shape = shape("GetRuntimeManagementConfigResponse", structure(&[
    member("UpdateRuntimeOn", "UpdateRuntimeOn", Body, false, &UPDATE_RUNTIME_ON),
    member("FunctionArn", "FunctionArn", Body, false, &NAME_SPACED_FUNCTION_ARN),
    member("RuntimeVersionArn", "RuntimeVersionArn", Body, false, &RUNTIME_VERSION_ARN),], None));
pub(super) static HANDLER: Shape = shape("Handler", text(&[], Some("[^\\s]+"), range(Some(0), Some(128))));
pub(super) static HEADER: Shape = shape("Header", text(&[], Some(".*"), range(Some(0), Some(1024))));
pub(super) static HEADERS_LIST: Shape = shape("HeadersList", List(&HEADER, range(Some(0), Some(100))));
pub(super) static HTTP_STATUS: Shape = shape("HttpStatus", Integer(range(None, None)));
pub(super) static IMAGE_CONFIG: Shape = shape("ImageConfig", structure(&[
    member("EntryPoint", "EntryPoint", Body, false, &STRING_LIST),
    member("Command", "Command", Body, false, &STRING_LIST),
    member("WorkingDirectory", "WorkingDirectory", Body, false, &WORKING_DIRECTORY),], None));
pub(super) static IMAGE_CONFIG_ERROR: Shape = shape("ImageConfigError", structure(&[
    member("ErrorCode", "ErrorCode", Body, false, &STRING),
    member("Message", "Message", Body, false, &SENSITIVE_STRING),], None));
pub(super) static IMAGE_CONFIG_RESPONSE: Shape = shape("ImageConfigResponse", structure(&[
    member("ImageConfig", "ImageConfig", Body, false, &IMAGE_CONFIG),
    member("Error", "Error", Body, false, &IMAGE_CONFIG_ERROR),], None));
pub(super) static INTEGER: Shape = shape("Integer", Integer(range(None, None)));
pub(super) static INVOCATION_REQUEST: Shape = shape("InvocationRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("InvocationType", "X-Amz-Invocation-Type", Header, false, &INVOCATION_TYPE),
    member("LogType", "X-Amz-Log-Type", Header, false, &LOG_TYPE),
    member("ClientContext", "X-Amz-Client-Context", Header, false, &STRING),
    member("DurableExecutionName", "X-Amz-Durable-Execution-Name", Header, false, &DURABLE_EXECUTION_NAME),
    member("Payload", "Payload", Body, false, &BLOB),
    member("Qualifier", "Qualifier", Query, false, &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),
    member("TenantId", "X-Amz-Tenant-Id", Header, false, &TENANT_ID),], Some("Payload")));
pub(super) static INVOCATION_RESPONSE: Shape = shape("InvocationResponse", structure(&[
    member("StatusCode", "StatusCode", Status, false, &INTEGER),
    member("FunctionError", "X-Amz-Function-Error", Header, false, &STRING),
    member("LogResult", "X-Amz-Log-Result", Header, false, &STRING),
    member("Payload", "Payload", Body, false, &BLOB),
    member("ExecutedVersion", "X-Amz-Executed-Version", Header, false, &VERSION),
    member("DurableExecutionArn", "X-Amz-Durable-Execution-Arn", Header, false, &DURABLE_EXECUTION_ARN),], Some("Payload")));
pub(super) static INVOCATION_TYPE: Shape = shape("InvocationType", text(&["Event", "RequestResponse", "DryRun"], None, range(None, None)));
pub(super) static INVOKE_ASYNC_REQUEST: Shape = shape("InvokeAsyncRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("InvokeArgs", "InvokeArgs", Body, true, &BLOB_STREAM),], Some("InvokeArgs")));
pub(super) static INVOKE_ASYNC_RESPONSE: Shape = shape("InvokeAsyncResponse", structure(&[
    member("Status", "Status", Status, false, &HTTP_STATUS),], None));
pub(super) static INVOKE_MODE: Shape = shape("InvokeMode", text(&["BUFFERED", "RESPONSE_STREAM"], None, range(None, None)));
pub(super) static INVOKE_RESPONSE_STREAM_UPDATE: Shape = shape("InvokeResponseStreamUpdate", structure(&[
    member("Payload", "Payload", Body, false, &BLOB),], Some("Payload")));
pub(super) static INVOKE_WITH_RESPONSE_STREAM_COMPLETE_EVENT: Shape = shape("InvokeWithResponseStreamCompleteEvent", structure(&[
    member("ErrorCode", "ErrorCode", Body, false, &STRING),
    member("ErrorDetails", "ErrorDetails", Body, false, &STRING),
    member("LogResult", "LogResult", Body, false, &STRING),], None));
pub(super) static INVOKE_WITH_RESPONSE_STREAM_REQUEST: Shape = shape("InvokeWithResponseStreamRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("LogType", "X-Amz-Log-Type", Header, false, &LOG_TYPE),
    member("ClientContext", "X-Amz-Client-Context", Header, false, &STRING),
    member("Qualifier", "Qualifier", Query, false, &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),
    member("Payload", "Payload", Body, false, &BLOB),
    member("TenantId", "X-Amz-Tenant-Id", Header, false, &TENANT_ID),
    member("InvocationType", "X-Amz-Invocation-Type", Header, false, &RESPONSE_STREAMING_INVOCATION_TYPE),], Some("Payload")));
pub(super) static INVOKE_WITH_RESPONSE_STREAM_RESPONSE: Shape = shape("InvokeWithResponseStreamResponse", structure(&[
    member("StatusCode", "StatusCode", Status, false, &INTEGER),
    member("ExecutedVersion", "X-Amz-Executed-Version", Header, false, &VERSION),
    member("EventStream", "EventStream", Body, false, &INVOKE_WITH_RESPONSE_STREAM_RESPONSE_EVENT),
    member("ResponseStreamContentType", "Content-Type", Header, false, &STRING),], Some("EventStream")));
pub(super) static INVOKE_WITH_RESPONSE_STREAM_RESPONSE_EVENT: Shape = shape("InvokeWithResponseStreamResponseEvent", EventStream(&[
    member("PayloadChunk", "PayloadChunk", Body, false, &INVOKE_RESPONSE_STREAM_UPDATE),
    member("InvokeComplete", "InvokeComplete", Body, false, &INVOKE_WITH_RESPONSE_STREAM_COMPLETE_EVENT),]));
pub(super) static INVOKED_VIA_FUNCTION_URL: Shape = shape("InvokedViaFunctionUrl", Boolean);
pub(super) static KMS_KEY_ARN: Shape = shape("KMSKeyArn", text(&[], Some("(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()"), range(Some(0), Some(10000))));
pub(super) static LAMBDA_MANAGED_INSTANCES_CAPACITY_PROVIDER_CONFIG: Shape = shape("LambdaManagedInstancesCapacityProviderConfig", structure(&[
    member("CapacityProviderArn", "CapacityProviderArn", Body, true, &CAPACITY_PROVIDER_ARN),
    member("PerExecutionEnvironmentMaxConcurrency", "PerExecutionEnvironmentMaxConcurrency", Body, false, &PER_EXECUTION_ENVIRONMENT_MAX_CONCURRENCY),
    member("ExecutionEnvironmentMemoryGiBPerVCpu", "ExecutionEnvironmentMemoryGiBPerVCpu", Body, false, &EXECUTION_ENVIRONMENT_MEMORY_GI_B_PER_V_CPU),], None));
pub(super) static LAST_UPDATE_STATUS: Shape = shape("LastUpdateStatus", text(&["Successful", "Failed", "InProgress"], None, range(None, None)));
pub(super) static LAST_UPDATE_STATUS_REASON: Shape = shape("LastUpdateStatusReason", text(&[], None, range(None, None)));
pub(super) static LAST_UPDATE_STATUS_REASON_CODE: Shape = shape("LastUpdateStatusReasonCode", text(&["EniLimitExceeded", "InsufficientRolePermissions", "InvalidConfiguration", "InternalError", "SubnetOutOfIPAddresses", "InvalidSubnet", "InvalidSecurityGroup", "ImageDeleted", "ImageAccessDenied", "InvalidImage", "KMSKeyAccessDenied", "KMSKeyNotFound", "InvalidStateKMSKey", "DisabledKMSKey", "EFSIOError", "EFSMountConnectivityError", "EFSMountFailure", "EFSMountTimeout", "InvalidRuntime", "InvalidZipFileException", "FunctionError", "ServiceQuotaExceededException", "VcpuLimitExceeded", "CapacityProviderScalingLimitExceeded", "InsufficientCapacity", "EC2RequestLimitExceeded", "FunctionError.InitTimeout", "FunctionError.RuntimeInitError", "FunctionError.ExtensionInitError", "FunctionError.InvalidEntryPoint", "FunctionError.InvalidWorkingDirectory", "FunctionError.PermissionDenied", "FunctionError.TooManyExtensions", "FunctionError.InitResourceExhausted", "DisallowedByVpcEncryptionControl", "IncompatibleAcceleratorInstanceTypes", "DependencyError"], None, range(None, None)));
pub(super) static LAYER: Shape = shape("Layer", structure(&[
    member("Arn", "Arn", Body, false, &LAYER_VERSION_ARN),
    member("CodeSize", "CodeSize", Body, false, &LONG),
    member("SigningProfileVersionArn", "SigningProfileVersionArn", Body, false, &ARN),
    member("SigningJobArn", "SigningJobArn", Body, false, &ARN),], None));
pub(super) static LAYER_ARN: Shape = shape("LayerArn", text(&[], Some("arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+"), range(Some(1), Some(2048))));
pub(super) static LAYER_LIST: Shape = shape("LayerList", List(&LAYER_VERSION_ARN, range(None, None)));
pub(super) static LAYER_NAME: Shape = shape("LayerName", text(&[], Some("(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+"), range(Some(1), Some(140))));
pub(super) static LAYER_NAME_OR_ARN: Shape = shape("LayerNameOrArn", text(&[], Some("(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]{1,140}|[a-zA-Z0-9-_]{1,140})"), range(Some(1), Some(2048))));
pub(super) static LAYER_PERMISSION_ALLOWED_ACTION: Shape = shape("LayerPermissionAllowedAction", text(&[], Some("lambda:GetLayerVersion"), range(Some(0), Some(22))));
pub(super) static LAYER_PERMISSION_ALLOWED_PRINCIPAL: Shape = shape("LayerPermissionAllowedPrincipal", text(&[], Some("\\d{12}|\\*|arn:(aws[a-zA-Z-]*):iam::\\d{12}:root"), range(Some(0), Some(10000))));
pub(super) static LAYER_VERSION_ARN: Shape = shape("LayerVersionArn", text(&[], Some("((arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+))"), range(Some(1), Some(2048))));
pub(super) static LAYER_VERSION_CONTENT_INPUT: Shape = shape("LayerVersionContentInput", structure(&[
    member("S3Bucket", "S3Bucket", Body, false, &S3_BUCKET),
    member("S3Key", "S3Key", Body, false, &S3_KEY),
    member("S3ObjectVersion", "S3ObjectVersion", Body, false, &S3_OBJECT_VERSION),
    member("S3ObjectStorageMode", "S3ObjectStorageMode", Body, false, &S3_OBJECT_STORAGE_MODE),
    member("ZipFile", "ZipFile", Body, false, &BLOB),], None));
pub(super) static LAYER_VERSION_CONTENT_OUTPUT: Shape = shape("LayerVersionContentOutput", structure(&[
    member("Location", "Location", Body, false, &SENSITIVE_STRING_ON_SERVER_ONLY),
    member("CodeSha256", "CodeSha256", Body, false, &STRING),
    member("CodeSize", "CodeSize", Body, false, &LONG),
    member("SigningProfileVersionArn", "SigningProfileVersionArn", Body, false, &ARN),
    member("SigningJobArn", "SigningJobArn", Body, false, &ARN),
    member("ResolvedS3Object", "ResolvedS3Object", Body, false, &RESOLVED_S3_OBJECT),], None));
pub(super) static LAYER_VERSION_NUMBER: Shape = shape("LayerVersionNumber", Long(range(None, None)));
pub(super) static LAYER_VERSIONS_LIST: Shape = shape("LayerVersionsList", List(&LAYER_VERSIONS_LIST_ITEM, range(None, None)));
pub(super) static LAYER_VERSIONS_LIST_ITEM: Shape = shape("LayerVersionsListItem", structure(&[
    member("LayerVersionArn", "LayerVersionArn", Body, false, &LAYER_VERSION_ARN),
    member("Version", "Version", Body, false, &LAYER_VERSION_NUMBER),
    member("Description", "Description", Body, false, &DESCRIPTION),
    member("CreatedDate", "CreatedDate", Body, false, &TIMESTAMP),
    member("CompatibleArchitectures", "CompatibleArchitectures", Body, false, &COMPATIBLE_ARCHITECTURES),
    member("CompatibleRuntimes", "CompatibleRuntimes", Body, false, &COMPATIBLE_RUNTIMES),
    member("LicenseInfo", "LicenseInfo", Body, false, &LICENSE_INFO),], None));
pub(super) static LAYERS_LIST: Shape = shape("LayersList", List(&LAYERS_LIST_ITEM, range(None, None)));
pub(super) static LAYERS_LIST_ITEM: Shape = shape("LayersListItem", structure(&[
    member("LayerName", "LayerName", Body, false, &LAYER_NAME),
    member("LayerArn", "LayerArn", Body, false, &LAYER_ARN),
    member("LatestMatchingVersion", "LatestMatchingVersion", Body, false, &LAYER_VERSIONS_LIST_ITEM),], None));
pub(super) static LAYERS_REFERENCE_LIST: Shape = shape("LayersReferenceList", List(&LAYER, range(None, None)));
pub(super) static LICENSE_INFO: Shape = shape("LicenseInfo", text(&[], Some(".*"), range(Some(0), Some(512))));
pub(super) static LIST_ALIASES_REQUEST: Shape = shape("ListAliasesRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_NAME),
    member("FunctionVersion", "FunctionVersion", Query, false, &VERSION_WITH_LATEST_PUBLISHED),
    member("Marker", "Marker", Query, false, &STRING),
    member("MaxItems", "MaxItems", Query, false, &MAX_LIST_ITEMS),], None));
pub(super) static LIST_ALIASES_RESPONSE: Shape = shape("ListAliasesResponse", structure(&[
    member("NextMarker", "NextMarker", Body, false, &STRING),
    member("Aliases", "Aliases", Body, false, &ALIAS_LIST),], None));
pub(super) static LIST_FUNCTION_EVENT_INVOKE_CONFIGS_REQUEST: Shape = shape("ListFunctionEventInvokeConfigsRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("Marker", "Marker", Query, false, &STRING),
    member("MaxItems", "MaxItems", Query, false, &MAX_FUNCTION_EVENT_INVOKE_CONFIG_LIST_ITEMS),], None));
pub(super) static LIST_FUNCTION_EVENT_INVOKE_CONFIGS_RESPONSE: Shape = shape("ListFunctionEventInvokeConfigsResponse", structure(&[
    member("FunctionEventInvokeConfigs", "FunctionEventInvokeConfigs", Body, false, &FUNCTION_EVENT_INVOKE_CONFIG_LIST),
    member("NextMarker", "NextMarker", Body, false, &STRING),], None));
pub(super) static LIST_FUNCTION_URL_CONFIGS_REQUEST: Shape = shape("ListFunctionUrlConfigsRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_URL_FUNCTION_NAME),
    member("Marker", "Marker", Query, false, &STRING),
    member("MaxItems", "MaxItems", Query, false, &MAX_ITEMS),], None));
pub(super) static LIST_FUNCTION_URL_CONFIGS_RESPONSE: Shape = shape("ListFunctionUrlConfigsResponse", structure(&[
    member("FunctionUrlConfigs", "FunctionUrlConfigs", Body, true, &FUNCTION_URL_CONFIG_LIST),
    member("NextMarker", "NextMarker", Body, false, &STRING),], None));
pub(super) static LIST_FUNCTIONS_REQUEST: Shape = shape("ListFunctionsRequest", structure(&[
    member("MasterRegion", "MasterRegion", Query, false, &MASTER_REGION),
    member("FunctionVersion", "FunctionVersion", Query, false, &FUNCTION_VERSION),
    member("Marker", "Marker", Query, false, &STRING),
    member("MaxItems", "MaxItems", Query, false, &MAX_LIST_ITEMS),], None));
pub(super) static LIST_FUNCTIONS_RESPONSE: Shape = shape("ListFunctionsResponse", structure(&[
    member("NextMarker", "NextMarker", Body, false, &STRING),
    member("Functions", "Functions", Body, false, &FUNCTION_LIST),], None));
pub(super) static LIST_LAYER_VERSIONS_REQUEST: Shape = shape("ListLayerVersionsRequest", structure(&[
    member("CompatibleArchitecture", "CompatibleArchitecture", Query, false, &ARCHITECTURE),
    member("CompatibleRuntime", "CompatibleRuntime", Query, false, &RUNTIME),
    member("LayerName", "LayerName", Uri, true, &LAYER_NAME_OR_ARN),
    member("Marker", "Marker", Query, false, &STRING),
    member("MaxItems", "MaxItems", Query, false, &MAX_LAYER_LIST_ITEMS),], None));
pub(super) static LIST_LAYER_VERSIONS_RESPONSE: Shape = shape("ListLayerVersionsResponse", structure(&[
    member("NextMarker", "NextMarker", Body, false, &STRING),
    member("LayerVersions", "LayerVersions", Body, false, &LAYER_VERSIONS_LIST),], None));
pub(super) static LIST_LAYERS_REQUEST: Shape = shape("ListLayersRequest", structure(&[
    member("CompatibleArchitecture", "CompatibleArchitecture", Query, false, &ARCHITECTURE),
    member("CompatibleRuntime", "CompatibleRuntime", Query, false, &RUNTIME),
    member("Marker", "Marker", Query, false, &STRING),
    member("MaxItems", "MaxItems", Query, false, &MAX_LAYER_LIST_ITEMS),], None));
pub(super) static LIST_LAYERS_RESPONSE: Shape = shape("ListLayersResponse", structure(&[
    member("NextMarker", "NextMarker", Body, false, &STRING),
    member("Layers", "Layers", Body, false, &LAYERS_LIST),], None));
pub(super) static LIST_PROVISIONED_CONCURRENCY_CONFIGS_REQUEST: Shape = shape("ListProvisionedConcurrencyConfigsRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_NAME),
    member("Marker", "Marker", Query, false, &STRING),
    member("MaxItems", "MaxItems", Query, false, &MAX_PROVISIONED_CONCURRENCY_CONFIG_LIST_ITEMS),], None));
pub(super) static LIST_PROVISIONED_CONCURRENCY_CONFIGS_RESPONSE: Shape = shape("ListProvisionedConcurrencyConfigsResponse", structure(&[
    member("ProvisionedConcurrencyConfigs", "ProvisionedConcurrencyConfigs", Body, false, &PROVISIONED_CONCURRENCY_CONFIG_LIST),
    member("NextMarker", "NextMarker", Body, false, &STRING),], None));
pub(super) static LIST_TAGS_REQUEST: Shape = shape("ListTagsRequest", structure(&[
    member("Resource", "Resource", Uri, true, &TAGGABLE_RESOURCE),], None));
pub(super) static LIST_TAGS_RESPONSE: Shape = shape("ListTagsResponse", structure(&[
    member("Tags", "Tags", Body, false, &TAGS),], None));
pub(super) static LIST_VERSIONS_BY_FUNCTION_REQUEST: Shape = shape("ListVersionsByFunctionRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("Marker", "Marker", Query, false, &STRING),
    member("MaxItems", "MaxItems", Query, false, &MAX_LIST_ITEMS),], None));
pub(super) static LIST_VERSIONS_BY_FUNCTION_RESPONSE: Shape = shape("ListVersionsByFunctionResponse", structure(&[
    member("NextMarker", "NextMarker", Body, false, &STRING),
    member("Versions", "Versions", Body, false, &FUNCTION_LIST),], None));
pub(super) static LOCAL_MOUNT_PATH: Shape = shape("LocalMountPath", text(&[], Some("/mnt/[a-zA-Z0-9-_.]+"), range(Some(0), Some(160))));
pub(super) static LOG_FORMAT: Shape = shape("LogFormat", text(&["JSON", "Text"], None, range(None, None)));
pub(super) static LOG_GROUP: Shape = shape("LogGroup", text(&[], Some("[\\.\\-_/#A-Za-z0-9]+"), range(Some(1), Some(512))));
pub(super) static LOG_TYPE: Shape = shape("LogType", text(&["None", "Tail"], None, range(None, None)));
pub(super) static LOGGING_CONFIG: Shape = shape("LoggingConfig", structure(&[
    member("LogFormat", "LogFormat", Body, false, &LOG_FORMAT),
    member("ApplicationLogLevel", "ApplicationLogLevel", Body, false, &APPLICATION_LOG_LEVEL),
    member("SystemLogLevel", "SystemLogLevel", Body, false, &SYSTEM_LOG_LEVEL),
    member("LogGroup", "LogGroup", Body, false, &LOG_GROUP),], None));
pub(super) static LONG: Shape = shape("Long", Long(range(None, None)));
pub(super) static MASTER_REGION: Shape = shape("MasterRegion", text(&[], Some("ALL|(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}"), range(Some(1), Some(50))));
pub(super) static MAX_AGE: Shape = shape("MaxAge", Integer(range(Some(0), Some(86400))));
pub(super) static MAX_FUNCTION_EVENT_INVOKE_CONFIG_LIST_ITEMS: Shape = shape("MaxFunctionEventInvokeConfigListItems", Integer(range(Some(1), Some(50))));
pub(super) static MAX_ITEMS: Shape = shape("MaxItems", Integer(range(Some(1), Some(50))));
pub(super) static MAX_LAYER_LIST_ITEMS: Shape = shape("MaxLayerListItems", Integer(range(Some(1), Some(50))));
pub(super) static MAX_LIST_ITEMS: Shape = shape("MaxListItems", Integer(range(Some(1), Some(10000))));
pub(super) static MAX_PROVISIONED_CONCURRENCY_CONFIG_LIST_ITEMS: Shape = shape("MaxProvisionedConcurrencyConfigListItems", Integer(range(Some(1), Some(50))));
pub(super) static MAXIMUM_EVENT_AGE_IN_SECONDS: Shape = shape("MaximumEventAgeInSeconds", Integer(range(Some(60), Some(21600))));
pub(super) static MAXIMUM_RETRY_ATTEMPTS: Shape = shape("MaximumRetryAttempts", Integer(range(Some(0), Some(2))));
pub(super) static MEMORY_SIZE: Shape = shape("MemorySize", Integer(range(Some(128), Some(32768))));
pub(super) static METHOD: Shape = shape("Method", text(&[], Some(".*"), range(Some(0), Some(6))));
pub(super) static NAME_SPACED_FUNCTION_ARN: Shape = shape("NameSpacedFunctionArn", text(&[], Some("arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_\\.]+(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?"), range(Some(0), Some(10000))));
pub(super) static NAMESPACED_FUNCTION_NAME: Shape = shape("NamespacedFunctionName", text(&[], Some("(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?"), range(Some(1), Some(256))));
pub(super) static NAMESPACED_STATEMENT_ID: Shape = shape("NamespacedStatementId", text(&[], Some("([a-zA-Z0-9-_.]+)"), range(Some(1), Some(100))));
pub(super) static NON_NEGATIVE_INTEGER: Shape = shape("NonNegativeInteger", Integer(range(Some(0), None)));
pub(super) static NULLABLE_BOOLEAN: Shape = shape("NullableBoolean", Boolean);
pub(super) static NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER: Shape = shape("NumericLatestPublishedOrAliasQualifier", text(&[], Some("\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+"), range(Some(1), Some(128))));
pub(super) static ON_FAILURE: Shape = shape("OnFailure", structure(&[
    member("Destination", "Destination", Body, false, &DESTINATION_ARN),], None));
pub(super) static ON_SUCCESS: Shape = shape("OnSuccess", structure(&[
    member("Destination", "Destination", Body, false, &DESTINATION_ARN),], None));
pub(super) static ORGANIZATION_ID: Shape = shape("OrganizationId", text(&[], Some("o-[a-z0-9]{10,32}"), range(Some(0), Some(34))));
pub(super) static ORIGIN: Shape = shape("Origin", text(&[], Some(".*"), range(Some(1), Some(253))));
pub(super) static PACKAGE_TYPE: Shape = shape("PackageType", text(&["Zip", "Image"], None, range(None, None)));
pub(super) static PER_EXECUTION_ENVIRONMENT_MAX_CONCURRENCY: Shape = shape("PerExecutionEnvironmentMaxConcurrency", Integer(range(Some(1), Some(1600))));
pub(super) static POSITIVE_INTEGER: Shape = shape("PositiveInteger", Integer(range(Some(1), None)));
pub(super) static PRINCIPAL: Shape = shape("Principal", text(&[], Some("[^\\s]+"), range(Some(0), Some(2048))));
pub(super) static PRINCIPAL_ORG_ID: Shape = shape("PrincipalOrgID", text(&[], Some("o-[a-z0-9]{10,32}"), range(Some(12), Some(34))));
pub(super) static PROVISIONED_CONCURRENCY_CONFIG_LIST: Shape = shape("ProvisionedConcurrencyConfigList", List(&PROVISIONED_CONCURRENCY_CONFIG_LIST_ITEM, range(None, None)));
pub(super) static PROVISIONED_CONCURRENCY_CONFIG_LIST_ITEM: Shape = shape("ProvisionedConcurrencyConfigListItem", structure(&[
    member("FunctionArn", "FunctionArn", Body, false, &FUNCTION_ARN),
    member("RequestedProvisionedConcurrentExecutions", "RequestedProvisionedConcurrentExecutions", Body, false, &POSITIVE_INTEGER),
    member("AvailableProvisionedConcurrentExecutions", "AvailableProvisionedConcurrentExecutions", Body, false, &NON_NEGATIVE_INTEGER),
    member("AllocatedProvisionedConcurrentExecutions", "AllocatedProvisionedConcurrentExecutions", Body, false, &NON_NEGATIVE_INTEGER),
    member("Status", "Status", Body, false, &PROVISIONED_CONCURRENCY_STATUS_ENUM),
    member("StatusReason", "StatusReason", Body, false, &STRING),
    member("LastModified", "LastModified", Body, false, &TIMESTAMP),], None));
pub(super) static PROVISIONED_CONCURRENCY_STATUS_ENUM: Shape = shape("ProvisionedConcurrencyStatusEnum", text(&["IN_PROGRESS", "READY", "FAILED"], None, range(None, None)));
pub(super) static PUBLISH_LAYER_VERSION_REQUEST: Shape = shape("PublishLayerVersionRequest", structure(&[
    member("LayerName", "LayerName", Uri, true, &LAYER_NAME_OR_ARN),
    member("Description", "Description", Body, false, &DESCRIPTION),
    member("Content", "Content", Body, true, &LAYER_VERSION_CONTENT_INPUT),
    member("CompatibleArchitectures", "CompatibleArchitectures", Body, false, &COMPATIBLE_ARCHITECTURES),
    member("CompatibleRuntimes", "CompatibleRuntimes", Body, false, &COMPATIBLE_RUNTIMES),
    member("LicenseInfo", "LicenseInfo", Body, false, &LICENSE_INFO),], None));
pub(super) static PUBLISH_LAYER_VERSION_RESPONSE: Shape = shape("PublishLayerVersionResponse", structure(&[
    member("Content", "Content", Body, false, &LAYER_VERSION_CONTENT_OUTPUT),
    member("LayerArn", "LayerArn", Body, false, &LAYER_ARN),
    member("LayerVersionArn", "LayerVersionArn", Body, false, &LAYER_VERSION_ARN),
    member("Description", "Description", Body, false, &DESCRIPTION),
    member("CreatedDate", "CreatedDate", Body, false, &TIMESTAMP),
    member("Version", "Version", Body, false, &LAYER_VERSION_NUMBER),
    member("CompatibleArchitectures", "CompatibleArchitectures", Body, false, &COMPATIBLE_ARCHITECTURES),
    member("CompatibleRuntimes", "CompatibleRuntimes", Body, false, &COMPATIBLE_RUNTIMES),
    member("LicenseInfo", "LicenseInfo", Body, false, &LICENSE_INFO),], None));
pub(super) static PUBLISH_VERSION_REQUEST: Shape = shape("PublishVersionRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_NAME),
    member("CodeSha256", "CodeSha256", Body, false, &STRING),
    member("Description", "Description", Body, false, &DESCRIPTION),
    member("RevisionId", "RevisionId", Body, false, &STRING),
    member("PublishTo", "PublishTo", Body, false, &FUNCTION_VERSION_LATEST_PUBLISHED),], None));
pub(super) static PUT_FUNCTION_CONCURRENCY_REQUEST: Shape = shape("PutFunctionConcurrencyRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_NAME),
    member("ReservedConcurrentExecutions", "ReservedConcurrentExecutions", Body, true, &RESERVED_CONCURRENT_EXECUTIONS),], None));
pub(super) static PUT_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST: Shape = shape("PutFunctionEventInvokeConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, false, &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),
    member("MaximumRetryAttempts", "MaximumRetryAttempts", Body, false, &MAXIMUM_RETRY_ATTEMPTS),
    member("MaximumEventAgeInSeconds", "MaximumEventAgeInSeconds", Body, false, &MAXIMUM_EVENT_AGE_IN_SECONDS),
    member("DestinationConfig", "DestinationConfig", Body, false, &DESTINATION_CONFIG),], None));
pub(super) static PUT_FUNCTION_RECURSION_CONFIG_REQUEST: Shape = shape("PutFunctionRecursionConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &UNQUALIFIED_FUNCTION_NAME),
    member("RecursiveLoop", "RecursiveLoop", Body, true, &RECURSIVE_LOOP),], None));
pub(super) static PUT_FUNCTION_RECURSION_CONFIG_RESPONSE: Shape = shape("PutFunctionRecursionConfigResponse", structure(&[
    member("RecursiveLoop", "RecursiveLoop", Body, false, &RECURSIVE_LOOP),], None));
pub(super) static PUT_PROVISIONED_CONCURRENCY_CONFIG_REQUEST: Shape = shape("PutProvisionedConcurrencyConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, true, &QUALIFIER),
    member("ProvisionedConcurrentExecutions", "ProvisionedConcurrentExecutions", Body, true, &POSITIVE_INTEGER),], None));
pub(super) static PUT_PROVISIONED_CONCURRENCY_CONFIG_RESPONSE: Shape = shape("PutProvisionedConcurrencyConfigResponse", structure(&[
    member("RequestedProvisionedConcurrentExecutions", "RequestedProvisionedConcurrentExecutions", Body, false, &POSITIVE_INTEGER),
    member("AllocatedProvisionedConcurrentExecutions", "AllocatedProvisionedConcurrentExecutions", Body, false, &NON_NEGATIVE_INTEGER),
    member("AvailableProvisionedConcurrentExecutions", "AvailableProvisionedConcurrentExecutions", Body, false, &NON_NEGATIVE_INTEGER),
    member("Status", "Status", Body, false, &PROVISIONED_CONCURRENCY_STATUS_ENUM),
    member("StatusReason", "StatusReason", Body, false, &STRING),
    member("LastModified", "LastModified", Body, false, &TIMESTAMP),], None));
pub(super) static PUT_RUNTIME_MANAGEMENT_CONFIG_REQUEST: Shape = shape("PutRuntimeManagementConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, false, &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),
    member("UpdateRuntimeOn", "UpdateRuntimeOn", Body, true, &UPDATE_RUNTIME_ON),
    member("RuntimeVersionArn", "RuntimeVersionArn", Body, false, &RUNTIME_VERSION_ARN),], None));
pub(super) static PUT_RUNTIME_MANAGEMENT_CONFIG_RESPONSE: Shape = shape("PutRuntimeManagementConfigResponse", structure(&[
    member("UpdateRuntimeOn", "UpdateRuntimeOn", Body, true, &UPDATE_RUNTIME_ON),
    member("FunctionArn", "FunctionArn", Body, true, &FUNCTION_ARN),
    member("RuntimeVersionArn", "RuntimeVersionArn", Body, false, &RUNTIME_VERSION_ARN),], None));
pub(super) static QUALIFIER: Shape = shape("Qualifier", text(&[], Some("(|[a-zA-Z0-9$_-]+)"), range(Some(1), Some(128))));
pub(super) static RECURSIVE_LOOP: Shape = shape("RecursiveLoop", text(&["Allow", "Terminate"], None, range(None, None)));
pub(super) static REMOVE_LAYER_VERSION_PERMISSION_REQUEST: Shape = shape("RemoveLayerVersionPermissionRequest", structure(&[
    member("LayerName", "LayerName", Uri, true, &LAYER_NAME_OR_ARN),
    member("VersionNumber", "VersionNumber", Uri, true, &LAYER_VERSION_NUMBER),
    member("StatementId", "StatementId", Uri, true, &STATEMENT_ID),
    member("RevisionId", "RevisionId", Query, false, &STRING),], None));
pub(super) static REMOVE_PERMISSION_REQUEST: Shape = shape("RemovePermissionRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("StatementId", "StatementId", Uri, true, &NAMESPACED_STATEMENT_ID),
    member("Qualifier", "Qualifier", Query, false, &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),
    member("RevisionId", "RevisionId", Query, false, &STRING),], None));
pub(super) static RESERVED_CONCURRENT_EXECUTIONS: Shape = shape("ReservedConcurrentExecutions", Integer(range(Some(0), None)));
pub(super) static RESOLVED_S3_OBJECT: Shape = shape("ResolvedS3Object", structure(&[
    member("S3Bucket", "S3Bucket", Body, false, &S3_BUCKET),
    member("S3Key", "S3Key", Body, false, &S3_KEY),
    member("S3ObjectVersion", "S3ObjectVersion", Body, false, &S3_OBJECT_VERSION),], None));
pub(super) static RESOURCE_ARN: Shape = shape("ResourceArn", text(&[], Some("(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()"), range(Some(0), Some(10000))));
pub(super) static RESPONSE_STREAMING_INVOCATION_TYPE: Shape = shape("ResponseStreamingInvocationType", text(&["RequestResponse", "DryRun"], None, range(None, None)));
pub(super) static RETENTION_PERIOD_IN_DAYS: Shape = shape("RetentionPeriodInDays", Integer(range(Some(1), Some(90))));
pub(super) static ROLE_ARN: Shape = shape("RoleArn", text(&[], Some("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+"), range(Some(0), Some(10000))));
pub(super) static RUNTIME: Shape = shape("Runtime", text(&["nodejs", "nodejs4.3", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x", "nodejs16.x", "nodejs18.x", "nodejs20.x", "nodejs22.x", "nodejs24.x", "java8", "java8.al2", "java11", "java17", "java21", "java25", "python2.7", "python3.6", "python3.7", "python3.8", "python3.9", "python3.10", "python3.11", "python3.12", "python3.13", "python3.14", "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "dotnet6", "dotnet8", "dotnet10", "nodejs4.3-edge", "go1.x", "ruby2.5", "ruby2.7", "ruby3.2", "ruby3.3", "ruby3.4", "ruby4.0", "provided", "provided.al2", "provided.al2023", "nodejs26.x", "python3.15", "java8.al2023", "java11.al2023", "java17.al2023", "custom"], None, range(None, None)));
pub(super) static RUNTIME_VERSION_ARN: Shape = shape("RuntimeVersionArn", text(&[], Some("((arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}::runtime:.+)|(arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:runtime/[A-Za-z0-9_.-]{1,128}/version/[A-Za-z0-9_.-]{1,128}))"), range(Some(26), Some(2048))));
pub(super) static RUNTIME_VERSION_CONFIG: Shape = shape("RuntimeVersionConfig", structure(&[
    member("RuntimeVersionArn", "RuntimeVersionArn", Body, false, &RUNTIME_VERSION_ARN),
    member("Error", "Error", Body, false, &RUNTIME_VERSION_ERROR),], None));
pub(super) static RUNTIME_VERSION_ERROR: Shape = shape("RuntimeVersionError", structure(&[
    member("ErrorCode", "ErrorCode", Body, false, &STRING),
    member("Message", "Message", Body, false, &SENSITIVE_STRING),], None));
pub(super) static S3_BUCKET: Shape = shape("S3Bucket", text(&[], Some("[0-9A-Za-z\\.\\-_]*(?<!\\.)"), range(Some(3), Some(63))));
pub(super) static S3_FILES_CONFIG: Shape = shape("S3FilesConfig", structure(&[
    member("DirectS3Read", "DirectS3Read", Body, false, &DIRECT_S3_READ),], None));
pub(super) static S3_KEY: Shape = shape("S3Key", text(&[], Some(".*"), range(Some(1), Some(1024))));
pub(super) static S3_OBJECT_STORAGE_MODE: Shape = shape("S3ObjectStorageMode", text(&["COPY", "REFERENCE"], None, range(None, None)));
pub(super) static S3_OBJECT_VERSION: Shape = shape("S3ObjectVersion", text(&[], Some(".*"), range(Some(1), Some(1024))));
pub(super) static SECURITY_GROUP_ID: Shape = shape("SecurityGroupId", text(&[], Some("sg-[0-9a-zA-Z]*"), range(Some(0), Some(1024))));
pub(super) static SECURITY_GROUP_IDS: Shape = shape("SecurityGroupIds", List(&SECURITY_GROUP_ID, range(Some(0), Some(5))));
pub(super) static SENSITIVE_STRING: Shape = shape("SensitiveString", text(&[], None, range(None, None)));
pub(super) static SENSITIVE_STRING_ON_SERVER_ONLY: Shape = shape("SensitiveStringOnServerOnly", text(&[], None, range(Some(0), Some(10000))));
pub(super) static SNAP_START: Shape = shape("SnapStart", structure(&[
    member("ApplyOn", "ApplyOn", Body, false, &SNAP_START_APPLY_ON),], None));
pub(super) static SNAP_START_APPLY_ON: Shape = shape("SnapStartApplyOn", text(&["PublishedVersions", "None"], None, range(None, None)));
pub(super) static SNAP_START_OPTIMIZATION_STATUS: Shape = shape("SnapStartOptimizationStatus", text(&["On", "Off"], None, range(None, None)));
pub(super) static SNAP_START_RESPONSE: Shape = shape("SnapStartResponse", structure(&[
    member("ApplyOn", "ApplyOn", Body, false, &SNAP_START_APPLY_ON),
    member("OptimizationStatus", "OptimizationStatus", Body, false, &SNAP_START_OPTIMIZATION_STATUS),], None));
pub(super) static SOURCE_OWNER: Shape = shape("SourceOwner", text(&[], Some("\\d{12}"), range(Some(0), Some(12))));
pub(super) static STATE: Shape = shape("State", text(&["Pending", "Active", "Inactive", "Failed", "Deactivating", "Deactivated", "ActiveNonInvocable", "Deleting"], None, range(None, None)));
pub(super) static STATE_REASON: Shape = shape("StateReason", text(&[], None, range(None, None)));
pub(super) static STATE_REASON_CODE: Shape = shape("StateReasonCode", text(&["Idle", "Creating", "Restoring", "EniLimitExceeded", "InsufficientRolePermissions", "InvalidConfiguration", "InternalError", "SubnetOutOfIPAddresses", "InvalidSubnet", "InvalidSecurityGroup", "ImageDeleted", "ImageAccessDenied", "InvalidImage", "KMSKeyAccessDenied", "KMSKeyNotFound", "InvalidStateKMSKey", "DisabledKMSKey", "EFSIOError", "EFSMountConnectivityError", "EFSMountFailure", "EFSMountTimeout", "InvalidRuntime", "InvalidZipFileException", "FunctionError", "ServiceQuotaExceededException", "VcpuLimitExceeded", "CapacityProviderScalingLimitExceeded", "InsufficientCapacity", "EC2RequestLimitExceeded", "FunctionError.InitTimeout", "FunctionError.RuntimeInitError", "FunctionError.ExtensionInitError", "FunctionError.InvalidEntryPoint", "FunctionError.InvalidWorkingDirectory", "FunctionError.PermissionDenied", "FunctionError.TooManyExtensions", "FunctionError.InitResourceExhausted", "DisallowedByVpcEncryptionControl", "DrainingDurableExecutions", "IncompatibleAcceleratorInstanceTypes", "DependencyError"], None, range(None, None)));
pub(super) static STATEMENT_ID: Shape = shape("StatementId", text(&[], Some("([a-zA-Z0-9-_]+)"), range(Some(1), Some(100))));
pub(super) static STRING: Shape = shape("String", text(&[], None, range(None, None)));
pub(super) static STRING_LIST: Shape = shape("StringList", List(&STRING, range(Some(0), Some(1500))));
pub(super) static SUBNET_ID: Shape = shape("SubnetId", text(&[], Some("subnet-[0-9a-z]*"), range(Some(0), Some(1024))));
pub(super) static SUBNET_IDS: Shape = shape("SubnetIds", List(&SUBNET_ID, range(Some(0), Some(16))));
pub(super) static SYSTEM_LOG_LEVEL: Shape = shape("SystemLogLevel", text(&["DEBUG", "INFO", "WARN"], None, range(None, None)));
pub(super) static TAG_KEY: Shape = shape("TagKey", text(&[], Some("([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)"), range(Some(1), Some(128))));
pub(super) static TAG_KEY_LIST: Shape = shape("TagKeyList", List(&TAG_KEY, range(None, None)));
pub(super) static TAG_RESOURCE_REQUEST: Shape = shape("TagResourceRequest", structure(&[
    member("Resource", "Resource", Uri, true, &TAGGABLE_RESOURCE),
    member("Tags", "Tags", Body, true, &TAGS),], None));
pub(super) static TAG_VALUE: Shape = shape("TagValue", text(&[], Some("([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)"), range(Some(0), Some(256))));
pub(super) static TAGGABLE_RESOURCE: Shape = shape("TaggableResource", text(&[], Some("arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|(capacity-provider|network-connector):[a-zA-Z0-9-_]{1,64})"), range(Some(1), Some(10000))));
pub(super) static TAGS: Shape = shape("Tags", Map(&TAG_KEY, &TAG_VALUE));
pub(super) static TAGS_ERROR: Shape = shape("TagsError", structure(&[
    member("ErrorCode", "ErrorCode", Body, true, &TAGS_ERROR_CODE),
    member("Message", "Message", Body, true, &TAGS_ERROR_MESSAGE),], None));
pub(super) static TAGS_ERROR_CODE: Shape = shape("TagsErrorCode", text(&[], Some("[A-Za-z]+Exception"), range(Some(10), Some(21))));
pub(super) static TAGS_ERROR_MESSAGE: Shape = shape("TagsErrorMessage", text(&[], Some(".*"), range(Some(84), Some(1000))));
pub(super) static TENANCY_CONFIG: Shape = shape("TenancyConfig", structure(&[
    member("TenantIsolationMode", "TenantIsolationMode", Body, true, &TENANT_ISOLATION_MODE),], None));
pub(super) static TENANT_ID: Shape = shape("TenantId", text(&[], Some("[a-zA-Z0-9\\._:\\/=+\\-@ ]+"), range(Some(1), Some(256))));
pub(super) static TENANT_ISOLATION_MODE: Shape = shape("TenantIsolationMode", text(&["PER_TENANT"], None, range(None, None)));
pub(super) static TIMEOUT: Shape = shape("Timeout", Integer(range(Some(1), Some(5400))));
pub(super) static TIMESTAMP: Shape = shape("Timestamp", text(&[], Some(".*"), range(Some(0), Some(100))));
pub(super) static TRACING_CONFIG: Shape = shape("TracingConfig", structure(&[
    member("Mode", "Mode", Body, false, &TRACING_MODE),], None));
pub(super) static TRACING_CONFIG_RESPONSE: Shape = shape("TracingConfigResponse", structure(&[
    member("Mode", "Mode", Body, false, &TRACING_MODE),], None));
pub(super) static TRACING_MODE: Shape = shape("TracingMode", text(&["Active", "PassThrough"], None, range(None, None)));
pub(super) static UNQUALIFIED_FUNCTION_NAME: Shape = shape("UnqualifiedFunctionName", text(&[], Some("(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)"), range(Some(1), Some(140))));
pub(super) static UNRESERVED_CONCURRENT_EXECUTIONS: Shape = shape("UnreservedConcurrentExecutions", Integer(range(Some(0), None)));
pub(super) static UNTAG_RESOURCE_REQUEST: Shape = shape("UntagResourceRequest", structure(&[
    member("Resource", "Resource", Uri, true, &TAGGABLE_RESOURCE),
    member("TagKeys", "tagKeys", Query, true, &TAG_KEY_LIST),], None));
pub(super) static UPDATE_ALIAS_REQUEST: Shape = shape("UpdateAliasRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_NAME),
    member("Name", "Name", Uri, true, &ALIAS),
    member("FunctionVersion", "FunctionVersion", Body, false, &VERSION_WITH_LATEST_PUBLISHED),
    member("Description", "Description", Body, false, &DESCRIPTION),
    member("RoutingConfig", "RoutingConfig", Body, false, &ALIAS_ROUTING_CONFIGURATION),
    member("RevisionId", "RevisionId", Body, false, &STRING),], None));
pub(super) static UPDATE_FUNCTION_CODE_REQUEST: Shape = shape("UpdateFunctionCodeRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_NAME),
    member("ZipFile", "ZipFile", Body, false, &BLOB),
    member("S3Bucket", "S3Bucket", Body, false, &S3_BUCKET),
    member("S3Key", "S3Key", Body, false, &S3_KEY),
    member("S3ObjectVersion", "S3ObjectVersion", Body, false, &S3_OBJECT_VERSION),
    member("S3ObjectStorageMode", "S3ObjectStorageMode", Body, false, &S3_OBJECT_STORAGE_MODE),
    member("ImageUri", "ImageUri", Body, false, &STRING),
    member("Architectures", "Architectures", Body, false, &ARCHITECTURES_LIST),
    member("Publish", "Publish", Body, false, &BOOLEAN),
    member("PublishTo", "PublishTo", Body, false, &FUNCTION_VERSION_LATEST_PUBLISHED),
    member("DryRun", "DryRun", Body, false, &BOOLEAN),
    member("RevisionId", "RevisionId", Body, false, &STRING),
    member("SourceKMSKeyArn", "SourceKMSKeyArn", Body, false, &KMS_KEY_ARN),], None));
pub(super) static UPDATE_FUNCTION_CONFIGURATION_REQUEST: Shape = shape("UpdateFunctionConfigurationRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_NAME),
    member("Role", "Role", Body, false, &ROLE_ARN),
    member("Handler", "Handler", Body, false, &HANDLER),
    member("Description", "Description", Body, false, &DESCRIPTION),
    member("Timeout", "Timeout", Body, false, &TIMEOUT),
    member("MemorySize", "MemorySize", Body, false, &MEMORY_SIZE),
    member("VpcConfig", "VpcConfig", Body, false, &VPC_CONFIG),
    member("Environment", "Environment", Body, false, &ENVIRONMENT),
    member("Runtime", "Runtime", Body, false, &RUNTIME),
    member("DeadLetterConfig", "DeadLetterConfig", Body, false, &DEAD_LETTER_CONFIG),
    member("KMSKeyArn", "KMSKeyArn", Body, false, &KMS_KEY_ARN),
    member("TracingConfig", "TracingConfig", Body, false, &TRACING_CONFIG),
    member("RevisionId", "RevisionId", Body, false, &STRING),
    member("Layers", "Layers", Body, false, &LAYER_LIST),
    member("FileSystemConfigs", "FileSystemConfigs", Body, false, &FILE_SYSTEM_CONFIG_LIST),
    member("ImageConfig", "ImageConfig", Body, false, &IMAGE_CONFIG),
    member("EphemeralStorage", "EphemeralStorage", Body, false, &EPHEMERAL_STORAGE),
    member("SnapStart", "SnapStart", Body, false, &SNAP_START),
    member("LoggingConfig", "LoggingConfig", Body, false, &LOGGING_CONFIG),
    member("CapacityProviderConfig", "CapacityProviderConfig", Body, false, &CAPACITY_PROVIDER_CONFIG),
    member("DurableConfig", "DurableConfig", Body, false, &DURABLE_CONFIG),
    member("RuntimeConfig", "RuntimeConfig", Body, false, &FUNCTION_RUNTIME_CONFIG),
    member("AcceleratorConfig", "AcceleratorConfig", Body, false, &ACCELERATOR_CONFIG),], None));
pub(super) static UPDATE_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST: Shape = shape("UpdateFunctionEventInvokeConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &NAMESPACED_FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, false, &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER),
    member("MaximumRetryAttempts", "MaximumRetryAttempts", Body, false, &MAXIMUM_RETRY_ATTEMPTS),
    member("MaximumEventAgeInSeconds", "MaximumEventAgeInSeconds", Body, false, &MAXIMUM_EVENT_AGE_IN_SECONDS),
    member("DestinationConfig", "DestinationConfig", Body, false, &DESTINATION_CONFIG),], None));
pub(super) static UPDATE_FUNCTION_URL_CONFIG_REQUEST: Shape = shape("UpdateFunctionUrlConfigRequest", structure(&[
    member("FunctionName", "FunctionName", Uri, true, &FUNCTION_URL_FUNCTION_NAME),
    member("Qualifier", "Qualifier", Query, false, &FUNCTION_URL_QUALIFIER),
    member("AuthType", "AuthType", Body, false, &FUNCTION_URL_AUTH_TYPE),
    member("Cors", "Cors", Body, false, &CORS),
    member("InvokeMode", "InvokeMode", Body, false, &INVOKE_MODE),], None));
pub(super) static UPDATE_FUNCTION_URL_CONFIG_RESPONSE: Shape = shape("UpdateFunctionUrlConfigResponse", structure(&[
    member("FunctionUrl", "FunctionUrl", Body, true, &FUNCTION_URL),
    member("FunctionArn", "FunctionArn", Body, true, &FUNCTION_ARN),
    member("AuthType", "AuthType", Body, true, &FUNCTION_URL_AUTH_TYPE),
    member("Cors", "Cors", Body, false, &CORS),
    member("CreationTime", "CreationTime", Body, true, &TIMESTAMP),
    member("LastModifiedTime", "LastModifiedTime", Body, true, &TIMESTAMP),
    member("InvokeMode", "InvokeMode", Body, false, &INVOKE_MODE),], None));
pub(super) static UPDATE_RUNTIME_ON: Shape = shape("UpdateRuntimeOn", text(&["Auto", "Manual", "FunctionUpdate"], None, range(None, None)));
pub(super) static VERSION: Shape = shape("Version", text(&[], Some("(\\$LATEST|[0-9]+)"), range(Some(1), Some(1024))));
pub(super) static VERSION_WITH_LATEST_PUBLISHED: Shape = shape("VersionWithLatestPublished", text(&[], Some("(\\$LATEST(\\.PUBLISHED)?|[0-9]+)"), range(Some(1), Some(1024))));
pub(super) static VPC_CONFIG: Shape = shape("VpcConfig", structure(&[
    member("SubnetIds", "SubnetIds", Body, false, &SUBNET_IDS),
    member("SecurityGroupIds", "SecurityGroupIds", Body, false, &SECURITY_GROUP_IDS),
    member("Ipv6AllowedForDualStack", "Ipv6AllowedForDualStack", Body, false, &NULLABLE_BOOLEAN),], None));
pub(super) static VPC_CONFIG_RESPONSE: Shape = shape("VpcConfigResponse", structure(&[
    member("SubnetIds", "SubnetIds", Body, false, &SUBNET_IDS),
    member("SecurityGroupIds", "SecurityGroupIds", Body, false, &SECURITY_GROUP_IDS),
    member("VpcId", "VpcId", Body, false, &VPC_ID),
    member("Ipv6AllowedForDualStack", "Ipv6AllowedForDualStack", Body, false, &NULLABLE_BOOLEAN),], None));
pub(super) static VPC_ID: Shape = shape("VpcId", text(&[], None, range(None, None)));
pub(super) static WEIGHT: Shape = shape("Weight", Double);
pub(super) static WORKING_DIRECTORY: Shape = shape("WorkingDirectory", text(&[], None, range(Some(0), Some(1000))));
}
