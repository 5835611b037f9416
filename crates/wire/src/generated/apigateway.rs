// Written by `cargo xtask codegen` from `crates/wire/models/apigateway.json` (botocore 1.44.5 data/apigateway/2015-07-09). Do not edit.
//! Amazon API Gateway.

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
    name: "apigateway",
    endpoint_prefix: "apigateway",
    api_version: "2015-07-09",
    protocol: Protocol::RestJson,
    operations: OPERATIONS,
    unshaped: UNSHAPED,
};

static OPERATIONS: &[&Operation] = &[
    &CREATE_API_KEY,
    &CREATE_AUTHORIZER,
    &CREATE_BASE_PATH_MAPPING,
    &CREATE_DEPLOYMENT,
    &CREATE_DOCUMENTATION_PART,
    &CREATE_DOCUMENTATION_VERSION,
    &CREATE_DOMAIN_NAME,
    &CREATE_DOMAIN_NAME_ACCESS_ASSOCIATION,
    &CREATE_MODEL,
    &CREATE_REQUEST_VALIDATOR,
    &CREATE_RESOURCE,
    &CREATE_REST_API,
    &CREATE_STAGE,
    &CREATE_USAGE_PLAN,
    &CREATE_USAGE_PLAN_KEY,
    &CREATE_VPC_LINK,
    &DELETE_API_KEY,
    &DELETE_AUTHORIZER,
    &DELETE_BASE_PATH_MAPPING,
    &DELETE_CLIENT_CERTIFICATE,
    &DELETE_DEPLOYMENT,
    &DELETE_DOCUMENTATION_PART,
    &DELETE_DOCUMENTATION_VERSION,
    &DELETE_DOMAIN_NAME,
    &DELETE_DOMAIN_NAME_ACCESS_ASSOCIATION,
    &DELETE_GATEWAY_RESPONSE,
    &DELETE_INTEGRATION,
    &DELETE_INTEGRATION_RESPONSE,
    &DELETE_METHOD,
    &DELETE_METHOD_RESPONSE,
    &DELETE_MODEL,
    &DELETE_REQUEST_VALIDATOR,
    &DELETE_RESOURCE,
    &DELETE_REST_API,
    &DELETE_STAGE,
    &DELETE_USAGE_PLAN,
    &DELETE_USAGE_PLAN_KEY,
    &DELETE_VPC_LINK,
    &FLUSH_STAGE_AUTHORIZERS_CACHE,
    &FLUSH_STAGE_CACHE,
    &GENERATE_CLIENT_CERTIFICATE,
    &GET_ACCOUNT,
    &GET_API_KEY,
    &GET_API_KEYS,
    &GET_AUTHORIZER,
    &GET_AUTHORIZERS,
    &GET_BASE_PATH_MAPPING,
    &GET_BASE_PATH_MAPPINGS,
    &GET_CLIENT_CERTIFICATE,
    &GET_CLIENT_CERTIFICATES,
    &GET_DEPLOYMENT,
    &GET_DEPLOYMENTS,
    &GET_DOCUMENTATION_PART,
    &GET_DOCUMENTATION_PARTS,
    &GET_DOCUMENTATION_VERSION,
    &GET_DOCUMENTATION_VERSIONS,
    &GET_DOMAIN_NAME,
    &GET_DOMAIN_NAME_ACCESS_ASSOCIATIONS,
    &GET_DOMAIN_NAMES,
    &GET_EXPORT,
    &GET_GATEWAY_RESPONSE,
    &GET_GATEWAY_RESPONSES,
    &GET_INTEGRATION,
    &GET_INTEGRATION_RESPONSE,
    &GET_METHOD,
    &GET_METHOD_RESPONSE,
    &GET_MODEL,
    &GET_MODEL_TEMPLATE,
    &GET_MODELS,
    &GET_REQUEST_VALIDATOR,
    &GET_REQUEST_VALIDATORS,
    &GET_RESOURCE,
    &GET_RESOURCES,
    &GET_REST_API,
    &GET_REST_APIS,
    &GET_SDK,
    &GET_SDK_TYPE,
    &GET_SDK_TYPES,
    &GET_STAGE,
    &GET_STAGES,
    &GET_TAGS,
    &GET_USAGE,
    &GET_USAGE_PLAN,
    &GET_USAGE_PLAN_KEY,
    &GET_USAGE_PLAN_KEYS,
    &GET_USAGE_PLANS,
    &GET_VPC_LINK,
    &GET_VPC_LINKS,
    &IMPORT_API_KEYS,
    &IMPORT_DOCUMENTATION_PARTS,
    &IMPORT_REST_API,
    &PUT_GATEWAY_RESPONSE,
    &PUT_INTEGRATION,
    &PUT_INTEGRATION_RESPONSE,
    &PUT_METHOD,
    &PUT_METHOD_RESPONSE,
    &PUT_REST_API,
    &REJECT_DOMAIN_NAME_ACCESS_ASSOCIATION,
    &TAG_RESOURCE,
    &TEST_INVOKE_AUTHORIZER,
    &TEST_INVOKE_METHOD,
    &UNTAG_RESOURCE,
    &UPDATE_ACCOUNT,
    &UPDATE_API_KEY,
    &UPDATE_AUTHORIZER,
    &UPDATE_BASE_PATH_MAPPING,
    &UPDATE_CLIENT_CERTIFICATE,
    &UPDATE_DEPLOYMENT,
    &UPDATE_DOCUMENTATION_PART,
    &UPDATE_DOCUMENTATION_VERSION,
    &UPDATE_DOMAIN_NAME,
    &UPDATE_GATEWAY_RESPONSE,
    &UPDATE_INTEGRATION,
    &UPDATE_INTEGRATION_RESPONSE,
    &UPDATE_METHOD,
    &UPDATE_METHOD_RESPONSE,
    &UPDATE_MODEL,
    &UPDATE_REQUEST_VALIDATOR,
    &UPDATE_RESOURCE,
    &UPDATE_REST_API,
    &UPDATE_STAGE,
    &UPDATE_USAGE,
    &UPDATE_USAGE_PLAN,
    &UPDATE_VPC_LINK,
];

#[rustfmt::skip]
static UNSHAPED: &[(&str, &str, &str)] = &[];

/// The service's modelled errors.
pub mod errors {
    use super::ErrorShape;
    /// AWS's `BadRequestException`.
#[rustfmt::skip]
pub static BAD_REQUEST: ErrorShape = ErrorShape { code: "BadRequestException", status: 400, message_key: "message", typed: false };
    /// AWS's `ConflictException`.
#[rustfmt::skip]
pub static CONFLICT: ErrorShape = ErrorShape { code: "ConflictException", status: 409, message_key: "message", typed: false };
    /// AWS's `LimitExceededException`.
#[rustfmt::skip]
pub static LIMIT_EXCEEDED: ErrorShape = ErrorShape { code: "LimitExceededException", status: 429, message_key: "message", typed: false };
    /// AWS's `NotFoundException`.
#[rustfmt::skip]
pub static NOT_FOUND: ErrorShape = ErrorShape { code: "NotFoundException", status: 404, message_key: "message", typed: false };
    /// AWS's `ServiceUnavailableException`.
#[rustfmt::skip]
pub static SERVICE_UNAVAILABLE: ErrorShape = ErrorShape { code: "ServiceUnavailableException", status: 503, message_key: "message", typed: false };
    /// AWS's `TooManyRequestsException`.
#[rustfmt::skip]
pub static TOO_MANY_REQUESTS: ErrorShape = ErrorShape { code: "TooManyRequestsException", status: 429, message_key: "message", typed: false };
    /// AWS's `UnauthorizedException`.
#[rustfmt::skip]
pub static UNAUTHORIZED: ErrorShape = ErrorShape { code: "UnauthorizedException", status: 401, message_key: "message", typed: false };
}

declare! { AccessLogSettings
  []
  [    format "format" String,
    destination_arn "destinationArn" String,
]
}

declare! { Account
  []
  [    cloudwatch_role_arn "cloudwatchRoleArn" String,
    throttle_settings "throttleSettings" ThrottleSettings,
    features "features" Vec<String>,
    api_key_version "apiKeyVersion" String,
]
}

declare! { ApiKey
  []
  [    id "id" String,
    value "value" String,
    name "name" String,
    customer_id "customerId" String,
    description "description" String,
    enabled "enabled" bool,
    created_date "createdDate" Timestamp,
    last_updated_date "lastUpdatedDate" Timestamp,
    stage_keys "stageKeys" Vec<String>,
    tags "tags" BTreeMap<String, String>,
]
}

declare! { ApiKeyIds
  []
  [    ids "ids" Vec<String>,
    warnings "warnings" Vec<String>,
]
}

declare! { ApiKeys
  []
  [    warnings "warnings" Vec<String>,
    position "position" String,
    items "items" Vec<ApiKey>,
]
}

declare! { ApiStage
  []
  [    api_id "apiId" String,
    stage "stage" String,
    throttle "throttle" BTreeMap<String, ThrottleSettings>,
]
}

declare! { Authorizer
  []
  [    id "id" String,
    name "name" String,
    r#type "type" String,
    provider_ar_ns "providerARNs" Vec<String>,
    auth_type "authType" String,
    authorizer_uri "authorizerUri" String,
    authorizer_credentials "authorizerCredentials" String,
    identity_source "identitySource" String,
    identity_validation_expression "identityValidationExpression" String,
    authorizer_result_ttl_in_seconds "authorizerResultTtlInSeconds" i32,
    jwt_configuration "jwtConfiguration" JwtConfiguration,
]
}

declare! { Authorizers
  []
  [    position "position" String,
    items "items" Vec<Authorizer>,
]
}

declare! { BasePathMapping
  []
  [    base_path "basePath" String,
    rest_api_id "restApiId" String,
    stage "stage" String,
]
}

declare! { BasePathMappings
  []
  [    position "position" String,
    items "items" Vec<BasePathMapping>,
]
}

declare! { CanarySettings
  []
  [    percent_traffic "percentTraffic" f64,
    deployment_id "deploymentId" String,
    stage_variable_overrides "stageVariableOverrides" BTreeMap<String, String>,
    use_stage_cache "useStageCache" bool,
]
}

declare! { ClientCertificate
  []
  [    client_certificate_id "clientCertificateId" String,
    description "description" String,
    pem_encoded_certificate "pemEncodedCertificate" String,
    created_date "createdDate" Timestamp,
    expiration_date "expirationDate" Timestamp,
    tags "tags" BTreeMap<String, String>,
]
}

declare! { ClientCertificates
  []
  [    position "position" String,
    items "items" Vec<ClientCertificate>,
]
}

declare! { CreateApiKeyRequest
  []
  [    name "name" String,
    description "description" String,
    enabled "enabled" bool,
    generate_distinct_id "generateDistinctId" bool,
    value "value" String,
    stage_keys "stageKeys" Vec<StageKey>,
    customer_id "customerId" String,
    tags "tags" BTreeMap<String, String>,
]
}

declare! { CreateAuthorizerRequest
  [    rest_api_id "restApiId" String,
    name "name" String,
    r#type "type" String,
]
  [    provider_ar_ns "providerARNs" Vec<String>,
    auth_type "authType" String,
    authorizer_uri "authorizerUri" String,
    authorizer_credentials "authorizerCredentials" String,
    identity_source "identitySource" String,
    identity_validation_expression "identityValidationExpression" String,
    authorizer_result_ttl_in_seconds "authorizerResultTtlInSeconds" i32,
    jwt_configuration "jwtConfiguration" JwtConfigurationInput,
]
}

declare! { CreateBasePathMappingRequest
  [    domain_name "domainName" String,
    rest_api_id "restApiId" String,
]
  [    domain_name_id "domainNameId" String,
    base_path "basePath" String,
    stage "stage" String,
]
}

declare! { CreateDeploymentRequest
  [    rest_api_id "restApiId" String,
]
  [    stage_name "stageName" String,
    stage_description "stageDescription" String,
    description "description" String,
    cache_cluster_enabled "cacheClusterEnabled" bool,
    cache_cluster_size "cacheClusterSize" String,
    variables "variables" BTreeMap<String, String>,
    canary_settings "canarySettings" DeploymentCanarySettings,
    tracing_enabled "tracingEnabled" bool,
]
}

declare! { CreateDocumentationPartRequest
  [    rest_api_id "restApiId" String,
    location "location" DocumentationPartLocation,
    properties "properties" String,
]
  []
}

declare! { CreateDocumentationVersionRequest
  [    rest_api_id "restApiId" String,
    documentation_version "documentationVersion" String,
]
  [    stage_name "stageName" String,
    description "description" String,
]
}

declare! { CreateDomainNameAccessAssociationRequest
  [    domain_name_arn "domainNameArn" String,
    access_association_source_type "accessAssociationSourceType" String,
    access_association_source "accessAssociationSource" String,
]
  [    tags "tags" BTreeMap<String, String>,
]
}

declare! { CreateDomainNameRequest
  [    domain_name "domainName" String,
]
  [    certificate_name "certificateName" String,
    certificate_body "certificateBody" String,
    certificate_private_key "certificatePrivateKey" String,
    certificate_chain "certificateChain" String,
    certificate_arn "certificateArn" String,
    regional_certificate_name "regionalCertificateName" String,
    regional_certificate_arn "regionalCertificateArn" String,
    endpoint_configuration "endpointConfiguration" EndpointConfiguration,
    tags "tags" BTreeMap<String, String>,
    security_policy "securityPolicy" String,
    endpoint_access_mode "endpointAccessMode" String,
    mutual_tls_authentication "mutualTlsAuthentication" MutualTlsAuthenticationInput,
    ownership_verification_certificate_arn "ownershipVerificationCertificateArn" String,
    policy "policy" String,
    routing_mode "routingMode" String,
]
}

declare! { CreateModelRequest
  [    rest_api_id "restApiId" String,
    name "name" String,
    content_type "contentType" String,
]
  [    description "description" String,
    schema "schema" String,
]
}

declare! { CreateRequestValidatorRequest
  [    rest_api_id "restApiId" String,
]
  [    name "name" String,
    validate_request_body "validateRequestBody" bool,
    validate_request_parameters "validateRequestParameters" bool,
]
}

declare! { CreateResourceRequest
  [    rest_api_id "restApiId" String,
    parent_id "parentId" String,
    path_part "pathPart" String,
]
  []
}

declare! { CreateRestApiRequest
  [    name "name" String,
]
  [    description "description" String,
    version "version" String,
    clone_from "cloneFrom" String,
    binary_media_types "binaryMediaTypes" Vec<String>,
    minimum_compression_size "minimumCompressionSize" i32,
    api_key_source "apiKeySource" String,
    endpoint_configuration "endpointConfiguration" EndpointConfiguration,
    policy "policy" String,
    tags "tags" BTreeMap<String, String>,
    disable_execute_api_endpoint "disableExecuteApiEndpoint" bool,
    security_policy "securityPolicy" String,
    endpoint_access_mode "endpointAccessMode" String,
]
}

declare! { CreateStageRequest
  [    rest_api_id "restApiId" String,
    stage_name "stageName" String,
    deployment_id "deploymentId" String,
]
  [    description "description" String,
    cache_cluster_enabled "cacheClusterEnabled" bool,
    cache_cluster_size "cacheClusterSize" String,
    variables "variables" BTreeMap<String, String>,
    documentation_version "documentationVersion" String,
    canary_settings "canarySettings" CanarySettings,
    tracing_enabled "tracingEnabled" bool,
    tags "tags" BTreeMap<String, String>,
]
}

declare! { CreateUsagePlanKeyRequest
  [    usage_plan_id "usagePlanId" String,
    key_id "keyId" String,
    key_type "keyType" String,
]
  []
}

declare! { CreateUsagePlanRequest
  [    name "name" String,
]
  [    description "description" String,
    api_stages "apiStages" Vec<ApiStage>,
    throttle "throttle" ThrottleSettings,
    quota "quota" QuotaSettings,
    tags "tags" BTreeMap<String, String>,
]
}

declare! { CreateVpcLinkRequest
  [    name "name" String,
    target_arns "targetArns" Vec<String>,
]
  [    description "description" String,
    tags "tags" BTreeMap<String, String>,
]
}

declare! { DeleteApiKeyRequest
  [    api_key "apiKey" String,
]
  []
}

declare! { DeleteAuthorizerRequest
  [    rest_api_id "restApiId" String,
    authorizer_id "authorizerId" String,
]
  []
}

declare! { DeleteBasePathMappingRequest
  [    domain_name "domainName" String,
    base_path "basePath" String,
]
  [    domain_name_id "domainNameId" String,
]
}

declare! { DeleteClientCertificateRequest
  [    client_certificate_id "clientCertificateId" String,
]
  []
}

declare! { DeleteDeploymentRequest
  [    rest_api_id "restApiId" String,
    deployment_id "deploymentId" String,
]
  []
}

declare! { DeleteDocumentationPartRequest
  [    rest_api_id "restApiId" String,
    documentation_part_id "documentationPartId" String,
]
  []
}

declare! { DeleteDocumentationVersionRequest
  [    rest_api_id "restApiId" String,
    documentation_version "documentationVersion" String,
]
  []
}

declare! { DeleteDomainNameAccessAssociationRequest
  [    domain_name_access_association_arn "domainNameAccessAssociationArn" String,
]
  []
}

declare! { DeleteDomainNameRequest
  [    domain_name "domainName" String,
]
  [    domain_name_id "domainNameId" String,
]
}

declare! { DeleteGatewayResponseRequest
  [    rest_api_id "restApiId" String,
    response_type "responseType" String,
]
  []
}

declare! { DeleteIntegrationRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
]
  []
}

declare! { DeleteIntegrationResponseRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
    status_code "statusCode" String,
]
  []
}

declare! { DeleteMethodRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
]
  []
}

declare! { DeleteMethodResponseRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
    status_code "statusCode" String,
]
  []
}

declare! { DeleteModelRequest
  [    rest_api_id "restApiId" String,
    model_name "modelName" String,
]
  []
}

declare! { DeleteRequestValidatorRequest
  [    rest_api_id "restApiId" String,
    request_validator_id "requestValidatorId" String,
]
  []
}

declare! { DeleteResourceRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
]
  []
}

declare! { DeleteRestApiRequest
  [    rest_api_id "restApiId" String,
]
  []
}

declare! { DeleteStageRequest
  [    rest_api_id "restApiId" String,
    stage_name "stageName" String,
]
  []
}

declare! { DeleteUsagePlanKeyRequest
  [    usage_plan_id "usagePlanId" String,
    key_id "keyId" String,
]
  []
}

declare! { DeleteUsagePlanRequest
  [    usage_plan_id "usagePlanId" String,
]
  []
}

declare! { DeleteVpcLinkRequest
  [    vpc_link_id "vpcLinkId" String,
]
  []
}

declare! { Deployment
  []
  [    id "id" String,
    description "description" String,
    created_date "createdDate" Timestamp,
    api_summary "apiSummary" BTreeMap<String, BTreeMap<String, MethodSnapshot>>,
]
}

declare! { DeploymentCanarySettings
  []
  [    percent_traffic "percentTraffic" f64,
    stage_variable_overrides "stageVariableOverrides" BTreeMap<String, String>,
    use_stage_cache "useStageCache" bool,
]
}

declare! { Deployments
  []
  [    position "position" String,
    items "items" Vec<Deployment>,
]
}

declare! { DocumentationPart
  []
  [    id "id" String,
    location "location" DocumentationPartLocation,
    properties "properties" String,
]
}

declare! { DocumentationPartIds
  []
  [    ids "ids" Vec<String>,
    warnings "warnings" Vec<String>,
]
}

declare! { DocumentationPartLocation
  []
  [    r#type "type" String,
    path "path" String,
    method "method" String,
    status_code "statusCode" String,
    name "name" String,
]
}

declare! { DocumentationParts
  []
  [    position "position" String,
    items "items" Vec<DocumentationPart>,
]
}

declare! { DocumentationVersion
  []
  [    version "version" String,
    created_date "createdDate" Timestamp,
    description "description" String,
]
}

declare! { DocumentationVersions
  []
  [    position "position" String,
    items "items" Vec<DocumentationVersion>,
]
}

declare! { DomainName
  []
  [    domain_name "domainName" String,
    domain_name_id "domainNameId" String,
    domain_name_arn "domainNameArn" String,
    certificate_name "certificateName" String,
    certificate_arn "certificateArn" String,
    certificate_upload_date "certificateUploadDate" Timestamp,
    regional_domain_name "regionalDomainName" String,
    regional_hosted_zone_id "regionalHostedZoneId" String,
    regional_certificate_name "regionalCertificateName" String,
    regional_certificate_arn "regionalCertificateArn" String,
    distribution_domain_name "distributionDomainName" String,
    distribution_hosted_zone_id "distributionHostedZoneId" String,
    endpoint_configuration "endpointConfiguration" EndpointConfiguration,
    domain_name_status "domainNameStatus" String,
    domain_name_status_message "domainNameStatusMessage" String,
    security_policy "securityPolicy" String,
    endpoint_access_mode "endpointAccessMode" String,
    tags "tags" BTreeMap<String, String>,
    mutual_tls_authentication "mutualTlsAuthentication" MutualTlsAuthentication,
    ownership_verification_certificate_arn "ownershipVerificationCertificateArn" String,
    management_policy "managementPolicy" String,
    policy "policy" String,
    routing_mode "routingMode" String,
]
}

declare! { DomainNameAccessAssociation
  []
  [    domain_name_access_association_arn "domainNameAccessAssociationArn" String,
    domain_name_arn "domainNameArn" String,
    access_association_source_type "accessAssociationSourceType" String,
    access_association_source "accessAssociationSource" String,
    tags "tags" BTreeMap<String, String>,
]
}

declare! { DomainNameAccessAssociations
  []
  [    position "position" String,
    items "items" Vec<DomainNameAccessAssociation>,
]
}

declare! { DomainNames
  []
  [    position "position" String,
    items "items" Vec<DomainName>,
]
}

declare! { EndpointConfiguration
  []
  [    types "types" Vec<String>,
    ip_address_type "ipAddressType" String,
    vpc_endpoint_ids "vpcEndpointIds" Vec<String>,
]
}

declare! { ExportResponse
  []
  [    content_type "contentType" String,
    content_disposition "contentDisposition" String,
    body "body" Blob,
]
}

declare! { FlushStageAuthorizersCacheRequest
  [    rest_api_id "restApiId" String,
    stage_name "stageName" String,
]
  []
}

declare! { FlushStageCacheRequest
  [    rest_api_id "restApiId" String,
    stage_name "stageName" String,
]
  []
}

declare! { GatewayResponse
  []
  [    response_type "responseType" String,
    status_code "statusCode" String,
    response_parameters "responseParameters" BTreeMap<String, String>,
    response_templates "responseTemplates" BTreeMap<String, String>,
    default_response "defaultResponse" bool,
]
}

declare! { GatewayResponses
  []
  [    position "position" String,
    items "items" Vec<GatewayResponse>,
]
}

declare! { GenerateClientCertificateRequest
  []
  [    description "description" String,
    tags "tags" BTreeMap<String, String>,
]
}

declare! { GetAccountRequest
  []
  []
}

declare! { GetApiKeyRequest
  [    api_key "apiKey" String,
]
  [    include_value "includeValue" bool,
]
}

declare! { GetApiKeysRequest
  []
  [    position "position" String,
    limit "limit" i32,
    name_query "nameQuery" String,
    customer_id "customerId" String,
    include_values "includeValues" bool,
]
}

declare! { GetAuthorizerRequest
  [    rest_api_id "restApiId" String,
    authorizer_id "authorizerId" String,
]
  []
}

declare! { GetAuthorizersRequest
  [    rest_api_id "restApiId" String,
]
  [    position "position" String,
    limit "limit" i32,
]
}

declare! { GetBasePathMappingRequest
  [    domain_name "domainName" String,
    base_path "basePath" String,
]
  [    domain_name_id "domainNameId" String,
]
}

declare! { GetBasePathMappingsRequest
  [    domain_name "domainName" String,
]
  [    domain_name_id "domainNameId" String,
    position "position" String,
    limit "limit" i32,
]
}

declare! { GetClientCertificateRequest
  [    client_certificate_id "clientCertificateId" String,
]
  []
}

declare! { GetClientCertificatesRequest
  []
  [    position "position" String,
    limit "limit" i32,
]
}

declare! { GetDeploymentRequest
  [    rest_api_id "restApiId" String,
    deployment_id "deploymentId" String,
]
  [    embed "embed" Vec<String>,
]
}

declare! { GetDeploymentsRequest
  [    rest_api_id "restApiId" String,
]
  [    position "position" String,
    limit "limit" i32,
]
}

declare! { GetDocumentationPartRequest
  [    rest_api_id "restApiId" String,
    documentation_part_id "documentationPartId" String,
]
  []
}

declare! { GetDocumentationPartsRequest
  [    rest_api_id "restApiId" String,
]
  [    r#type "type" String,
    name_query "nameQuery" String,
    path "path" String,
    position "position" String,
    limit "limit" i32,
    location_status "locationStatus" String,
]
}

declare! { GetDocumentationVersionRequest
  [    rest_api_id "restApiId" String,
    documentation_version "documentationVersion" String,
]
  []
}

declare! { GetDocumentationVersionsRequest
  [    rest_api_id "restApiId" String,
]
  [    position "position" String,
    limit "limit" i32,
]
}

declare! { GetDomainNameAccessAssociationsRequest
  []
  [    position "position" String,
    limit "limit" i32,
    resource_owner "resourceOwner" String,
]
}

declare! { GetDomainNameRequest
  [    domain_name "domainName" String,
]
  [    domain_name_id "domainNameId" String,
]
}

declare! { GetDomainNamesRequest
  []
  [    position "position" String,
    limit "limit" i32,
    resource_owner "resourceOwner" String,
]
}

declare! { GetExportRequest
  [    rest_api_id "restApiId" String,
    stage_name "stageName" String,
    export_type "exportType" String,
]
  [    parameters "parameters" BTreeMap<String, String>,
    accepts "accepts" String,
]
}

declare! { GetGatewayResponseRequest
  [    rest_api_id "restApiId" String,
    response_type "responseType" String,
]
  []
}

declare! { GetGatewayResponsesRequest
  [    rest_api_id "restApiId" String,
]
  [    position "position" String,
    limit "limit" i32,
]
}

declare! { GetIntegrationRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
]
  []
}

declare! { GetIntegrationResponseRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
    status_code "statusCode" String,
]
  []
}

declare! { GetMethodRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
]
  []
}

declare! { GetMethodResponseRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
    status_code "statusCode" String,
]
  []
}

declare! { GetModelRequest
  [    rest_api_id "restApiId" String,
    model_name "modelName" String,
]
  [    flatten "flatten" bool,
]
}

declare! { GetModelTemplateRequest
  [    rest_api_id "restApiId" String,
    model_name "modelName" String,
]
  []
}

declare! { GetModelsRequest
  [    rest_api_id "restApiId" String,
]
  [    position "position" String,
    limit "limit" i32,
]
}

declare! { GetRequestValidatorRequest
  [    rest_api_id "restApiId" String,
    request_validator_id "requestValidatorId" String,
]
  []
}

declare! { GetRequestValidatorsRequest
  [    rest_api_id "restApiId" String,
]
  [    position "position" String,
    limit "limit" i32,
]
}

declare! { GetResourceRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
]
  [    embed "embed" Vec<String>,
]
}

declare! { GetResourcesRequest
  [    rest_api_id "restApiId" String,
]
  [    position "position" String,
    limit "limit" i32,
    embed "embed" Vec<String>,
]
}

declare! { GetRestApiRequest
  [    rest_api_id "restApiId" String,
]
  []
}

declare! { GetRestApisRequest
  []
  [    position "position" String,
    limit "limit" i32,
]
}

declare! { GetSdkRequest
  [    rest_api_id "restApiId" String,
    stage_name "stageName" String,
    sdk_type "sdkType" String,
]
  [    parameters "parameters" BTreeMap<String, String>,
]
}

declare! { GetSdkTypeRequest
  [    id "id" String,
]
  []
}

declare! { GetSdkTypesRequest
  []
  [    position "position" String,
    limit "limit" i32,
]
}

declare! { GetStageRequest
  [    rest_api_id "restApiId" String,
    stage_name "stageName" String,
]
  []
}

declare! { GetStagesRequest
  [    rest_api_id "restApiId" String,
]
  [    deployment_id "deploymentId" String,
]
}

declare! { GetTagsRequest
  [    resource_arn "resourceArn" String,
]
  [    position "position" String,
    limit "limit" i32,
]
}

declare! { GetUsagePlanKeyRequest
  [    usage_plan_id "usagePlanId" String,
    key_id "keyId" String,
]
  []
}

declare! { GetUsagePlanKeysRequest
  [    usage_plan_id "usagePlanId" String,
]
  [    position "position" String,
    limit "limit" i32,
    name_query "nameQuery" String,
]
}

declare! { GetUsagePlanRequest
  [    usage_plan_id "usagePlanId" String,
]
  []
}

declare! { GetUsagePlansRequest
  []
  [    position "position" String,
    key_id "keyId" String,
    limit "limit" i32,
]
}

declare! { GetUsageRequest
  [    usage_plan_id "usagePlanId" String,
    start_date "startDate" String,
    end_date "endDate" String,
]
  [    key_id "keyId" String,
    position "position" String,
    limit "limit" i32,
]
}

declare! { GetVpcLinkRequest
  [    vpc_link_id "vpcLinkId" String,
]
  []
}

declare! { GetVpcLinksRequest
  []
  [    position "position" String,
    limit "limit" i32,
]
}

declare! { ImportApiKeysRequest
  [    body "body" Blob,
    format "format" String,
]
  [    fail_on_warnings "failOnWarnings" bool,
]
}

declare! { ImportDocumentationPartsRequest
  [    rest_api_id "restApiId" String,
    body "body" Blob,
]
  [    mode "mode" String,
    fail_on_warnings "failOnWarnings" bool,
]
}

declare! { ImportRestApiRequest
  [    body "body" Blob,
]
  [    fail_on_warnings "failOnWarnings" bool,
    parameters "parameters" BTreeMap<String, String>,
]
}

declare! { Integration
  []
  [    r#type "type" String,
    http_method "httpMethod" String,
    uri "uri" String,
    connection_type "connectionType" String,
    connection_id "connectionId" String,
    credentials "credentials" String,
    request_parameters "requestParameters" BTreeMap<String, String>,
    request_templates "requestTemplates" BTreeMap<String, String>,
    passthrough_behavior "passthroughBehavior" String,
    content_handling "contentHandling" String,
    timeout_in_millis "timeoutInMillis" i32,
    cache_namespace "cacheNamespace" String,
    cache_key_parameters "cacheKeyParameters" Vec<String>,
    integration_responses "integrationResponses" BTreeMap<String, IntegrationResponse>,
    tls_config "tlsConfig" TlsConfig,
    response_transfer_mode "responseTransferMode" String,
    integration_target "integrationTarget" String,
]
}

declare! { IntegrationResponse
  []
  [    status_code "statusCode" String,
    selection_pattern "selectionPattern" String,
    response_parameters "responseParameters" BTreeMap<String, String>,
    response_templates "responseTemplates" BTreeMap<String, String>,
    content_handling "contentHandling" String,
]
}

declare! { JwtAdditionalClaim
  []
  [    claim_name "claimName" String,
    format "format" String,
    required "required" bool,
    expected_values "expectedValues" Vec<String>,
]
}

declare! { JwtConfiguration
  []
  [    issuers "issuers" Vec<JwtIssuer>,
    default_algorithms "defaultAlgorithms" Vec<String>,
]
}

declare! { JwtConfigurationInput
  []
  [    issuers "issuers" Vec<JwtIssuerInput>,
    default_algorithms "defaultAlgorithms" Vec<String>,
]
}

declare! { JwtIssuer
  []
  [    issuer "issuer" String,
    audiences "audiences" Vec<String>,
    additional_claims "additionalClaims" Vec<JwtAdditionalClaim>,
    jwks_uri "jwksUri" String,
]
}

declare! { JwtIssuerInput
  []
  [    issuer "issuer" String,
    audiences "audiences" Vec<String>,
    additional_claims "additionalClaims" Vec<JwtAdditionalClaim>,
]
}

declare! { Method
  []
  [    http_method "httpMethod" String,
    authorization_type "authorizationType" String,
    authorizer_id "authorizerId" String,
    api_key_required "apiKeyRequired" bool,
    request_validator_id "requestValidatorId" String,
    operation_name "operationName" String,
    request_parameters "requestParameters" BTreeMap<String, bool>,
    request_models "requestModels" BTreeMap<String, String>,
    method_responses "methodResponses" BTreeMap<String, MethodResponse>,
    method_integration "methodIntegration" Integration,
    authorization_scopes "authorizationScopes" Vec<String>,
]
}

declare! { MethodResponse
  []
  [    status_code "statusCode" String,
    response_parameters "responseParameters" BTreeMap<String, bool>,
    response_models "responseModels" BTreeMap<String, String>,
]
}

declare! { MethodSetting
  []
  [    metrics_enabled "metricsEnabled" bool,
    logging_level "loggingLevel" String,
    data_trace_enabled "dataTraceEnabled" bool,
    throttling_burst_limit "throttlingBurstLimit" i32,
    throttling_rate_limit "throttlingRateLimit" f64,
    caching_enabled "cachingEnabled" bool,
    cache_ttl_in_seconds "cacheTtlInSeconds" i32,
    cache_data_encrypted "cacheDataEncrypted" bool,
    require_authorization_for_cache_control "requireAuthorizationForCacheControl" bool,
    unauthorized_cache_control_header_strategy "unauthorizedCacheControlHeaderStrategy" String,
]
}

declare! { MethodSnapshot
  []
  [    authorization_type "authorizationType" String,
    api_key_required "apiKeyRequired" bool,
]
}

declare! { Model
  []
  [    id "id" String,
    name "name" String,
    description "description" String,
    schema "schema" String,
    content_type "contentType" String,
]
}

declare! { Models
  []
  [    position "position" String,
    items "items" Vec<Model>,
]
}

declare! { MutualTlsAuthentication
  []
  [    truststore_uri "truststoreUri" String,
    truststore_version "truststoreVersion" String,
    truststore_warnings "truststoreWarnings" Vec<String>,
]
}

declare! { MutualTlsAuthenticationInput
  []
  [    truststore_uri "truststoreUri" String,
    truststore_version "truststoreVersion" String,
]
}

declare! { PatchOperation
  []
  [    op "op" String,
    path "path" String,
    value "value" String,
    from "from" String,
]
}

declare! { PutGatewayResponseRequest
  [    rest_api_id "restApiId" String,
    response_type "responseType" String,
]
  [    status_code "statusCode" String,
    response_parameters "responseParameters" BTreeMap<String, String>,
    response_templates "responseTemplates" BTreeMap<String, String>,
]
}

declare! { PutIntegrationRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
    r#type "type" String,
]
  [    integration_http_method "integrationHttpMethod" String,
    uri "uri" String,
    connection_type "connectionType" String,
    connection_id "connectionId" String,
    credentials "credentials" String,
    request_parameters "requestParameters" BTreeMap<String, String>,
    request_templates "requestTemplates" BTreeMap<String, String>,
    passthrough_behavior "passthroughBehavior" String,
    cache_namespace "cacheNamespace" String,
    cache_key_parameters "cacheKeyParameters" Vec<String>,
    content_handling "contentHandling" String,
    timeout_in_millis "timeoutInMillis" i32,
    tls_config "tlsConfig" TlsConfig,
    response_transfer_mode "responseTransferMode" String,
    integration_target "integrationTarget" String,
]
}

declare! { PutIntegrationResponseRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
    status_code "statusCode" String,
]
  [    selection_pattern "selectionPattern" String,
    response_parameters "responseParameters" BTreeMap<String, String>,
    response_templates "responseTemplates" BTreeMap<String, String>,
    content_handling "contentHandling" String,
]
}

declare! { PutMethodRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
    authorization_type "authorizationType" String,
]
  [    authorizer_id "authorizerId" String,
    api_key_required "apiKeyRequired" bool,
    operation_name "operationName" String,
    request_parameters "requestParameters" BTreeMap<String, bool>,
    request_models "requestModels" BTreeMap<String, String>,
    request_validator_id "requestValidatorId" String,
    authorization_scopes "authorizationScopes" Vec<String>,
]
}

declare! { PutMethodResponseRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
    status_code "statusCode" String,
]
  [    response_parameters "responseParameters" BTreeMap<String, bool>,
    response_models "responseModels" BTreeMap<String, String>,
]
}

declare! { PutRestApiRequest
  [    rest_api_id "restApiId" String,
    body "body" Blob,
]
  [    mode "mode" String,
    fail_on_warnings "failOnWarnings" bool,
    parameters "parameters" BTreeMap<String, String>,
]
}

declare! { QuotaSettings
  []
  [    limit "limit" i32,
    offset "offset" i32,
    period "period" String,
]
}

declare! { RejectDomainNameAccessAssociationRequest
  [    domain_name_access_association_arn "domainNameAccessAssociationArn" String,
    domain_name_arn "domainNameArn" String,
]
  []
}

declare! { RequestValidator
  []
  [    id "id" String,
    name "name" String,
    validate_request_body "validateRequestBody" bool,
    validate_request_parameters "validateRequestParameters" bool,
]
}

declare! { RequestValidators
  []
  [    position "position" String,
    items "items" Vec<RequestValidator>,
]
}

declare! { Resource
  []
  [    id "id" String,
    parent_id "parentId" String,
    path_part "pathPart" String,
    path "path" String,
    resource_methods "resourceMethods" BTreeMap<String, Method>,
]
}

declare! { Resources
  []
  [    position "position" String,
    items "items" Vec<Resource>,
]
}

declare! { RestApi
  []
  [    id "id" String,
    name "name" String,
    description "description" String,
    created_date "createdDate" Timestamp,
    version "version" String,
    warnings "warnings" Vec<String>,
    binary_media_types "binaryMediaTypes" Vec<String>,
    minimum_compression_size "minimumCompressionSize" i32,
    api_key_source "apiKeySource" String,
    endpoint_configuration "endpointConfiguration" EndpointConfiguration,
    policy "policy" String,
    tags "tags" BTreeMap<String, String>,
    disable_execute_api_endpoint "disableExecuteApiEndpoint" bool,
    root_resource_id "rootResourceId" String,
    security_policy "securityPolicy" String,
    endpoint_access_mode "endpointAccessMode" String,
    api_status "apiStatus" String,
    api_status_message "apiStatusMessage" String,
]
}

declare! { RestApis
  []
  [    position "position" String,
    items "items" Vec<RestApi>,
]
}

declare! { SdkConfigurationProperty
  []
  [    name "name" String,
    friendly_name "friendlyName" String,
    description "description" String,
    required "required" bool,
    default_value "defaultValue" String,
]
}

declare! { SdkResponse
  []
  [    content_type "contentType" String,
    content_disposition "contentDisposition" String,
    body "body" Blob,
]
}

declare! { SdkType
  []
  [    id "id" String,
    friendly_name "friendlyName" String,
    description "description" String,
    configuration_properties "configurationProperties" Vec<SdkConfigurationProperty>,
]
}

declare! { SdkTypes
  []
  [    position "position" String,
    items "items" Vec<SdkType>,
]
}

declare! { Stage
  []
  [    deployment_id "deploymentId" String,
    client_certificate_id "clientCertificateId" String,
    stage_name "stageName" String,
    description "description" String,
    cache_cluster_enabled "cacheClusterEnabled" bool,
    cache_cluster_size "cacheClusterSize" String,
    cache_cluster_status "cacheClusterStatus" String,
    method_settings "methodSettings" BTreeMap<String, MethodSetting>,
    variables "variables" BTreeMap<String, String>,
    documentation_version "documentationVersion" String,
    access_log_settings "accessLogSettings" AccessLogSettings,
    canary_settings "canarySettings" CanarySettings,
    tracing_enabled "tracingEnabled" bool,
    web_acl_arn "webAclArn" String,
    tags "tags" BTreeMap<String, String>,
    created_date "createdDate" Timestamp,
    last_updated_date "lastUpdatedDate" Timestamp,
]
}

declare! { StageKey
  []
  [    rest_api_id "restApiId" String,
    stage_name "stageName" String,
]
}

declare! { Stages
  []
  [    item "item" Vec<Stage>,
]
}

declare! { TagResourceRequest
  [    resource_arn "resourceArn" String,
    tags "tags" BTreeMap<String, String>,
]
  []
}

declare! { Tags
  []
  [    tags "tags" BTreeMap<String, String>,
]
}

declare! { Template
  []
  [    value "value" String,
]
}

declare! { TestInvokeAuthorizerRequest
  [    rest_api_id "restApiId" String,
    authorizer_id "authorizerId" String,
]
  [    headers "headers" BTreeMap<String, String>,
    multi_value_headers "multiValueHeaders" BTreeMap<String, Vec<String>>,
    path_with_query_string "pathWithQueryString" String,
    body "body" String,
    stage_variables "stageVariables" BTreeMap<String, String>,
    additional_context "additionalContext" BTreeMap<String, String>,
]
}

declare! { TestInvokeAuthorizerResponse
  []
  [    client_status "clientStatus" i32,
    log "log" String,
    latency "latency" i64,
    principal_id "principalId" String,
    policy "policy" String,
    authorization "authorization" BTreeMap<String, Vec<String>>,
    claims "claims" BTreeMap<String, String>,
]
}

declare! { TestInvokeMethodRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
]
  [    path_with_query_string "pathWithQueryString" String,
    body "body" String,
    headers "headers" BTreeMap<String, String>,
    multi_value_headers "multiValueHeaders" BTreeMap<String, Vec<String>>,
    client_certificate_id "clientCertificateId" String,
    stage_variables "stageVariables" BTreeMap<String, String>,
]
}

declare! { TestInvokeMethodResponse
  []
  [    status "status" i32,
    body "body" String,
    headers "headers" BTreeMap<String, String>,
    multi_value_headers "multiValueHeaders" BTreeMap<String, Vec<String>>,
    log "log" String,
    latency "latency" i64,
]
}

declare! { ThrottleSettings
  []
  [    burst_limit "burstLimit" i32,
    rate_limit "rateLimit" f64,
]
}

declare! { TlsConfig
  []
  [    insecure_skip_verification "insecureSkipVerification" bool,
]
}

declare! { UntagResourceRequest
  [    resource_arn "resourceArn" String,
    tag_keys "tagKeys" Vec<String>,
]
  []
}

declare! { UpdateAccountRequest
  []
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateApiKeyRequest
  [    api_key "apiKey" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateAuthorizerRequest
  [    rest_api_id "restApiId" String,
    authorizer_id "authorizerId" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateBasePathMappingRequest
  [    domain_name "domainName" String,
    base_path "basePath" String,
]
  [    domain_name_id "domainNameId" String,
    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateClientCertificateRequest
  [    client_certificate_id "clientCertificateId" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateDeploymentRequest
  [    rest_api_id "restApiId" String,
    deployment_id "deploymentId" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateDocumentationPartRequest
  [    rest_api_id "restApiId" String,
    documentation_part_id "documentationPartId" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateDocumentationVersionRequest
  [    rest_api_id "restApiId" String,
    documentation_version "documentationVersion" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateDomainNameRequest
  [    domain_name "domainName" String,
]
  [    domain_name_id "domainNameId" String,
    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateGatewayResponseRequest
  [    rest_api_id "restApiId" String,
    response_type "responseType" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateIntegrationRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateIntegrationResponseRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
    status_code "statusCode" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateMethodRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateMethodResponseRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
    http_method "httpMethod" String,
    status_code "statusCode" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateModelRequest
  [    rest_api_id "restApiId" String,
    model_name "modelName" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateRequestValidatorRequest
  [    rest_api_id "restApiId" String,
    request_validator_id "requestValidatorId" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateResourceRequest
  [    rest_api_id "restApiId" String,
    resource_id "resourceId" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateRestApiRequest
  [    rest_api_id "restApiId" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateStageRequest
  [    rest_api_id "restApiId" String,
    stage_name "stageName" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateUsagePlanRequest
  [    usage_plan_id "usagePlanId" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateUsageRequest
  [    usage_plan_id "usagePlanId" String,
    key_id "keyId" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { UpdateVpcLinkRequest
  [    vpc_link_id "vpcLinkId" String,
]
  [    patch_operations "patchOperations" Vec<PatchOperation>,
]
}

declare! { Usage
  []
  [    usage_plan_id "usagePlanId" String,
    start_date "startDate" String,
    end_date "endDate" String,
    position "position" String,
    items "items" BTreeMap<String, Vec<Vec<i64>>>,
]
}

declare! { UsagePlan
  []
  [    id "id" String,
    name "name" String,
    description "description" String,
    api_stages "apiStages" Vec<ApiStage>,
    throttle "throttle" ThrottleSettings,
    quota "quota" QuotaSettings,
    product_code "productCode" String,
    tags "tags" BTreeMap<String, String>,
]
}

declare! { UsagePlanKey
  []
  [    id "id" String,
    r#type "type" String,
    value "value" String,
    name "name" String,
]
}

declare! { UsagePlanKeys
  []
  [    position "position" String,
    items "items" Vec<UsagePlanKey>,
]
}

declare! { UsagePlans
  []
  [    position "position" String,
    items "items" Vec<UsagePlan>,
]
}

declare! { VpcLink
  []
  [    id "id" String,
    name "name" String,
    description "description" String,
    target_arns "targetArns" Vec<String>,
    status "status" String,
    status_message "statusMessage" String,
    tags "tags" BTreeMap<String, String>,
]
}

declare! { VpcLinks
  []
  [    position "position" String,
    items "items" Vec<VpcLink>,
]
}

#[rustfmt::skip]
static CREATE_API_KEY: Operation = Operation { name: "CreateApiKey", method: "POST", uri: "/apikeys", status: 201, input: &shapes::CREATE_API_KEY_REQUEST, output: Some(&shapes::API_KEY), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateApiKeyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_API_KEY; type Output = ApiKey; }

#[rustfmt::skip]
static CREATE_AUTHORIZER: Operation = Operation { name: "CreateAuthorizer", method: "POST", uri: "/restapis/{restapi_id}/authorizers", status: 201, input: &shapes::CREATE_AUTHORIZER_REQUEST, output: Some(&shapes::AUTHORIZER), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateAuthorizerRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_AUTHORIZER; type Output = Authorizer; }

#[rustfmt::skip]
static CREATE_BASE_PATH_MAPPING: Operation = Operation { name: "CreateBasePathMapping", method: "POST", uri: "/domainnames/{domain_name}/basepathmappings", status: 201, input: &shapes::CREATE_BASE_PATH_MAPPING_REQUEST, output: Some(&shapes::BASE_PATH_MAPPING), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateBasePathMappingRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_BASE_PATH_MAPPING; type Output = BasePathMapping; }

#[rustfmt::skip]
static CREATE_DEPLOYMENT: Operation = Operation { name: "CreateDeployment", method: "POST", uri: "/restapis/{restapi_id}/deployments", status: 201, input: &shapes::CREATE_DEPLOYMENT_REQUEST, output: Some(&shapes::DEPLOYMENT), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateDeploymentRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_DEPLOYMENT; type Output = Deployment; }

#[rustfmt::skip]
static CREATE_DOCUMENTATION_PART: Operation = Operation { name: "CreateDocumentationPart", method: "POST", uri: "/restapis/{restapi_id}/documentation/parts", status: 201, input: &shapes::CREATE_DOCUMENTATION_PART_REQUEST, output: Some(&shapes::DOCUMENTATION_PART), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateDocumentationPartRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_DOCUMENTATION_PART; type Output = DocumentationPart; }

#[rustfmt::skip]
static CREATE_DOCUMENTATION_VERSION: Operation = Operation { name: "CreateDocumentationVersion", method: "POST", uri: "/restapis/{restapi_id}/documentation/versions", status: 201, input: &shapes::CREATE_DOCUMENTATION_VERSION_REQUEST, output: Some(&shapes::DOCUMENTATION_VERSION), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateDocumentationVersionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_DOCUMENTATION_VERSION; type Output = DocumentationVersion; }

#[rustfmt::skip]
static CREATE_DOMAIN_NAME: Operation = Operation { name: "CreateDomainName", method: "POST", uri: "/domainnames", status: 201, input: &shapes::CREATE_DOMAIN_NAME_REQUEST, output: Some(&shapes::DOMAIN_NAME), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateDomainNameRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_DOMAIN_NAME; type Output = DomainName; }

#[rustfmt::skip]
static CREATE_DOMAIN_NAME_ACCESS_ASSOCIATION: Operation = Operation { name: "CreateDomainNameAccessAssociation", method: "POST", uri: "/domainnameaccessassociations", status: 201, input: &shapes::CREATE_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST, output: Some(&shapes::DOMAIN_NAME_ACCESS_ASSOCIATION), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateDomainNameAccessAssociationRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_DOMAIN_NAME_ACCESS_ASSOCIATION; type Output = DomainNameAccessAssociation; }

#[rustfmt::skip]
static CREATE_MODEL: Operation = Operation { name: "CreateModel", method: "POST", uri: "/restapis/{restapi_id}/models", status: 201, input: &shapes::CREATE_MODEL_REQUEST, output: Some(&shapes::MODEL), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateModelRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_MODEL; type Output = Model; }

#[rustfmt::skip]
static CREATE_REQUEST_VALIDATOR: Operation = Operation { name: "CreateRequestValidator", method: "POST", uri: "/restapis/{restapi_id}/requestvalidators", status: 201, input: &shapes::CREATE_REQUEST_VALIDATOR_REQUEST, output: Some(&shapes::REQUEST_VALIDATOR), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateRequestValidatorRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_REQUEST_VALIDATOR; type Output = RequestValidator; }

#[rustfmt::skip]
static CREATE_RESOURCE: Operation = Operation { name: "CreateResource", method: "POST", uri: "/restapis/{restapi_id}/resources/{parent_id}", status: 201, input: &shapes::CREATE_RESOURCE_REQUEST, output: Some(&shapes::RESOURCE), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateResourceRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_RESOURCE; type Output = Resource; }

#[rustfmt::skip]
static CREATE_REST_API: Operation = Operation { name: "CreateRestApi", method: "POST", uri: "/restapis", status: 201, input: &shapes::CREATE_REST_API_REQUEST, output: Some(&shapes::REST_API), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateRestApiRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_REST_API; type Output = RestApi; }

#[rustfmt::skip]
static CREATE_STAGE: Operation = Operation { name: "CreateStage", method: "POST", uri: "/restapis/{restapi_id}/stages", status: 201, input: &shapes::CREATE_STAGE_REQUEST, output: Some(&shapes::STAGE), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateStageRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_STAGE; type Output = Stage; }

#[rustfmt::skip]
static CREATE_USAGE_PLAN: Operation = Operation { name: "CreateUsagePlan", method: "POST", uri: "/usageplans", status: 201, input: &shapes::CREATE_USAGE_PLAN_REQUEST, output: Some(&shapes::USAGE_PLAN), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateUsagePlanRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_USAGE_PLAN; type Output = UsagePlan; }

#[rustfmt::skip]
static CREATE_USAGE_PLAN_KEY: Operation = Operation { name: "CreateUsagePlanKey", method: "POST", uri: "/usageplans/{usageplanId}/keys", status: 201, input: &shapes::CREATE_USAGE_PLAN_KEY_REQUEST, output: Some(&shapes::USAGE_PLAN_KEY), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateUsagePlanKeyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_USAGE_PLAN_KEY; type Output = UsagePlanKey; }

#[rustfmt::skip]
static CREATE_VPC_LINK: Operation = Operation { name: "CreateVpcLink", method: "POST", uri: "/vpclinks", status: 202, input: &shapes::CREATE_VPC_LINK_REQUEST, output: Some(&shapes::VPC_LINK), result_wrapper: None };
#[rustfmt::skip]
impl Input for CreateVpcLinkRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &CREATE_VPC_LINK; type Output = VpcLink; }

#[rustfmt::skip]
static DELETE_API_KEY: Operation = Operation { name: "DeleteApiKey", method: "DELETE", uri: "/apikeys/{api_Key}", status: 202, input: &shapes::DELETE_API_KEY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteApiKeyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_API_KEY; type Output = (); }

#[rustfmt::skip]
static DELETE_AUTHORIZER: Operation = Operation { name: "DeleteAuthorizer", method: "DELETE", uri: "/restapis/{restapi_id}/authorizers/{authorizer_id}", status: 202, input: &shapes::DELETE_AUTHORIZER_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteAuthorizerRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_AUTHORIZER; type Output = (); }

#[rustfmt::skip]
static DELETE_BASE_PATH_MAPPING: Operation = Operation { name: "DeleteBasePathMapping", method: "DELETE", uri: "/domainnames/{domain_name}/basepathmappings/{base_path}", status: 202, input: &shapes::DELETE_BASE_PATH_MAPPING_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteBasePathMappingRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_BASE_PATH_MAPPING; type Output = (); }

#[rustfmt::skip]
static DELETE_CLIENT_CERTIFICATE: Operation = Operation { name: "DeleteClientCertificate", method: "DELETE", uri: "/clientcertificates/{clientcertificate_id}", status: 202, input: &shapes::DELETE_CLIENT_CERTIFICATE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteClientCertificateRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_CLIENT_CERTIFICATE; type Output = (); }

#[rustfmt::skip]
static DELETE_DEPLOYMENT: Operation = Operation { name: "DeleteDeployment", method: "DELETE", uri: "/restapis/{restapi_id}/deployments/{deployment_id}", status: 202, input: &shapes::DELETE_DEPLOYMENT_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteDeploymentRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_DEPLOYMENT; type Output = (); }

#[rustfmt::skip]
static DELETE_DOCUMENTATION_PART: Operation = Operation { name: "DeleteDocumentationPart", method: "DELETE", uri: "/restapis/{restapi_id}/documentation/parts/{part_id}", status: 202, input: &shapes::DELETE_DOCUMENTATION_PART_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteDocumentationPartRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_DOCUMENTATION_PART; type Output = (); }

#[rustfmt::skip]
static DELETE_DOCUMENTATION_VERSION: Operation = Operation { name: "DeleteDocumentationVersion", method: "DELETE", uri: "/restapis/{restapi_id}/documentation/versions/{doc_version}", status: 202, input: &shapes::DELETE_DOCUMENTATION_VERSION_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteDocumentationVersionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_DOCUMENTATION_VERSION; type Output = (); }

#[rustfmt::skip]
static DELETE_DOMAIN_NAME: Operation = Operation { name: "DeleteDomainName", method: "DELETE", uri: "/domainnames/{domain_name}", status: 202, input: &shapes::DELETE_DOMAIN_NAME_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteDomainNameRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_DOMAIN_NAME; type Output = (); }

#[rustfmt::skip]
static DELETE_DOMAIN_NAME_ACCESS_ASSOCIATION: Operation = Operation { name: "DeleteDomainNameAccessAssociation", method: "DELETE", uri: "/domainnameaccessassociations/{domain_name_access_association_arn}", status: 202, input: &shapes::DELETE_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteDomainNameAccessAssociationRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_DOMAIN_NAME_ACCESS_ASSOCIATION; type Output = (); }

#[rustfmt::skip]
static DELETE_GATEWAY_RESPONSE: Operation = Operation { name: "DeleteGatewayResponse", method: "DELETE", uri: "/restapis/{restapi_id}/gatewayresponses/{response_type}", status: 202, input: &shapes::DELETE_GATEWAY_RESPONSE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteGatewayResponseRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_GATEWAY_RESPONSE; type Output = (); }

#[rustfmt::skip]
static DELETE_INTEGRATION: Operation = Operation { name: "DeleteIntegration", method: "DELETE", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration", status: 204, input: &shapes::DELETE_INTEGRATION_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteIntegrationRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_INTEGRATION; type Output = (); }

#[rustfmt::skip]
static DELETE_INTEGRATION_RESPONSE: Operation = Operation { name: "DeleteIntegrationResponse", method: "DELETE", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}", status: 204, input: &shapes::DELETE_INTEGRATION_RESPONSE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteIntegrationResponseRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_INTEGRATION_RESPONSE; type Output = (); }

#[rustfmt::skip]
static DELETE_METHOD: Operation = Operation { name: "DeleteMethod", method: "DELETE", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}", status: 204, input: &shapes::DELETE_METHOD_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteMethodRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_METHOD; type Output = (); }

#[rustfmt::skip]
static DELETE_METHOD_RESPONSE: Operation = Operation { name: "DeleteMethodResponse", method: "DELETE", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}", status: 204, input: &shapes::DELETE_METHOD_RESPONSE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteMethodResponseRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_METHOD_RESPONSE; type Output = (); }

#[rustfmt::skip]
static DELETE_MODEL: Operation = Operation { name: "DeleteModel", method: "DELETE", uri: "/restapis/{restapi_id}/models/{model_name}", status: 202, input: &shapes::DELETE_MODEL_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteModelRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_MODEL; type Output = (); }

#[rustfmt::skip]
static DELETE_REQUEST_VALIDATOR: Operation = Operation { name: "DeleteRequestValidator", method: "DELETE", uri: "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}", status: 202, input: &shapes::DELETE_REQUEST_VALIDATOR_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteRequestValidatorRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_REQUEST_VALIDATOR; type Output = (); }

#[rustfmt::skip]
static DELETE_RESOURCE: Operation = Operation { name: "DeleteResource", method: "DELETE", uri: "/restapis/{restapi_id}/resources/{resource_id}", status: 202, input: &shapes::DELETE_RESOURCE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteResourceRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_RESOURCE; type Output = (); }

#[rustfmt::skip]
static DELETE_REST_API: Operation = Operation { name: "DeleteRestApi", method: "DELETE", uri: "/restapis/{restapi_id}", status: 202, input: &shapes::DELETE_REST_API_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteRestApiRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_REST_API; type Output = (); }

#[rustfmt::skip]
static DELETE_STAGE: Operation = Operation { name: "DeleteStage", method: "DELETE", uri: "/restapis/{restapi_id}/stages/{stage_name}", status: 202, input: &shapes::DELETE_STAGE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteStageRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_STAGE; type Output = (); }

#[rustfmt::skip]
static DELETE_USAGE_PLAN: Operation = Operation { name: "DeleteUsagePlan", method: "DELETE", uri: "/usageplans/{usageplanId}", status: 202, input: &shapes::DELETE_USAGE_PLAN_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteUsagePlanRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_USAGE_PLAN; type Output = (); }

#[rustfmt::skip]
static DELETE_USAGE_PLAN_KEY: Operation = Operation { name: "DeleteUsagePlanKey", method: "DELETE", uri: "/usageplans/{usageplanId}/keys/{keyId}", status: 202, input: &shapes::DELETE_USAGE_PLAN_KEY_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteUsagePlanKeyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_USAGE_PLAN_KEY; type Output = (); }

#[rustfmt::skip]
static DELETE_VPC_LINK: Operation = Operation { name: "DeleteVpcLink", method: "DELETE", uri: "/vpclinks/{vpclink_id}", status: 202, input: &shapes::DELETE_VPC_LINK_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for DeleteVpcLinkRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DELETE_VPC_LINK; type Output = (); }

#[rustfmt::skip]
static FLUSH_STAGE_AUTHORIZERS_CACHE: Operation = Operation { name: "FlushStageAuthorizersCache", method: "DELETE", uri: "/restapis/{restapi_id}/stages/{stage_name}/cache/authorizers", status: 202, input: &shapes::FLUSH_STAGE_AUTHORIZERS_CACHE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for FlushStageAuthorizersCacheRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &FLUSH_STAGE_AUTHORIZERS_CACHE; type Output = (); }

#[rustfmt::skip]
static FLUSH_STAGE_CACHE: Operation = Operation { name: "FlushStageCache", method: "DELETE", uri: "/restapis/{restapi_id}/stages/{stage_name}/cache/data", status: 202, input: &shapes::FLUSH_STAGE_CACHE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for FlushStageCacheRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &FLUSH_STAGE_CACHE; type Output = (); }

#[rustfmt::skip]
static GENERATE_CLIENT_CERTIFICATE: Operation = Operation { name: "GenerateClientCertificate", method: "POST", uri: "/clientcertificates", status: 201, input: &shapes::GENERATE_CLIENT_CERTIFICATE_REQUEST, output: Some(&shapes::CLIENT_CERTIFICATE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GenerateClientCertificateRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GENERATE_CLIENT_CERTIFICATE; type Output = ClientCertificate; }

#[rustfmt::skip]
static GET_ACCOUNT: Operation = Operation { name: "GetAccount", method: "GET", uri: "/account", status: 200, input: &shapes::GET_ACCOUNT_REQUEST, output: Some(&shapes::ACCOUNT), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetAccountRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_ACCOUNT; type Output = Account; }

#[rustfmt::skip]
static GET_API_KEY: Operation = Operation { name: "GetApiKey", method: "GET", uri: "/apikeys/{api_Key}", status: 200, input: &shapes::GET_API_KEY_REQUEST, output: Some(&shapes::API_KEY), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetApiKeyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_API_KEY; type Output = ApiKey; }

#[rustfmt::skip]
static GET_API_KEYS: Operation = Operation { name: "GetApiKeys", method: "GET", uri: "/apikeys", status: 200, input: &shapes::GET_API_KEYS_REQUEST, output: Some(&shapes::API_KEYS), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetApiKeysRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_API_KEYS; type Output = ApiKeys; }

#[rustfmt::skip]
static GET_AUTHORIZER: Operation = Operation { name: "GetAuthorizer", method: "GET", uri: "/restapis/{restapi_id}/authorizers/{authorizer_id}", status: 200, input: &shapes::GET_AUTHORIZER_REQUEST, output: Some(&shapes::AUTHORIZER), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetAuthorizerRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_AUTHORIZER; type Output = Authorizer; }

#[rustfmt::skip]
static GET_AUTHORIZERS: Operation = Operation { name: "GetAuthorizers", method: "GET", uri: "/restapis/{restapi_id}/authorizers", status: 200, input: &shapes::GET_AUTHORIZERS_REQUEST, output: Some(&shapes::AUTHORIZERS), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetAuthorizersRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_AUTHORIZERS; type Output = Authorizers; }

#[rustfmt::skip]
static GET_BASE_PATH_MAPPING: Operation = Operation { name: "GetBasePathMapping", method: "GET", uri: "/domainnames/{domain_name}/basepathmappings/{base_path}", status: 200, input: &shapes::GET_BASE_PATH_MAPPING_REQUEST, output: Some(&shapes::BASE_PATH_MAPPING), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetBasePathMappingRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_BASE_PATH_MAPPING; type Output = BasePathMapping; }

#[rustfmt::skip]
static GET_BASE_PATH_MAPPINGS: Operation = Operation { name: "GetBasePathMappings", method: "GET", uri: "/domainnames/{domain_name}/basepathmappings", status: 200, input: &shapes::GET_BASE_PATH_MAPPINGS_REQUEST, output: Some(&shapes::BASE_PATH_MAPPINGS), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetBasePathMappingsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_BASE_PATH_MAPPINGS; type Output = BasePathMappings; }

#[rustfmt::skip]
static GET_CLIENT_CERTIFICATE: Operation = Operation { name: "GetClientCertificate", method: "GET", uri: "/clientcertificates/{clientcertificate_id}", status: 200, input: &shapes::GET_CLIENT_CERTIFICATE_REQUEST, output: Some(&shapes::CLIENT_CERTIFICATE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetClientCertificateRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_CLIENT_CERTIFICATE; type Output = ClientCertificate; }

#[rustfmt::skip]
static GET_CLIENT_CERTIFICATES: Operation = Operation { name: "GetClientCertificates", method: "GET", uri: "/clientcertificates", status: 200, input: &shapes::GET_CLIENT_CERTIFICATES_REQUEST, output: Some(&shapes::CLIENT_CERTIFICATES), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetClientCertificatesRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_CLIENT_CERTIFICATES; type Output = ClientCertificates; }

#[rustfmt::skip]
static GET_DEPLOYMENT: Operation = Operation { name: "GetDeployment", method: "GET", uri: "/restapis/{restapi_id}/deployments/{deployment_id}", status: 200, input: &shapes::GET_DEPLOYMENT_REQUEST, output: Some(&shapes::DEPLOYMENT), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetDeploymentRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_DEPLOYMENT; type Output = Deployment; }

#[rustfmt::skip]
static GET_DEPLOYMENTS: Operation = Operation { name: "GetDeployments", method: "GET", uri: "/restapis/{restapi_id}/deployments", status: 200, input: &shapes::GET_DEPLOYMENTS_REQUEST, output: Some(&shapes::DEPLOYMENTS), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetDeploymentsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_DEPLOYMENTS; type Output = Deployments; }

#[rustfmt::skip]
static GET_DOCUMENTATION_PART: Operation = Operation { name: "GetDocumentationPart", method: "GET", uri: "/restapis/{restapi_id}/documentation/parts/{part_id}", status: 200, input: &shapes::GET_DOCUMENTATION_PART_REQUEST, output: Some(&shapes::DOCUMENTATION_PART), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetDocumentationPartRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_DOCUMENTATION_PART; type Output = DocumentationPart; }

#[rustfmt::skip]
static GET_DOCUMENTATION_PARTS: Operation = Operation { name: "GetDocumentationParts", method: "GET", uri: "/restapis/{restapi_id}/documentation/parts", status: 200, input: &shapes::GET_DOCUMENTATION_PARTS_REQUEST, output: Some(&shapes::DOCUMENTATION_PARTS), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetDocumentationPartsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_DOCUMENTATION_PARTS; type Output = DocumentationParts; }

#[rustfmt::skip]
static GET_DOCUMENTATION_VERSION: Operation = Operation { name: "GetDocumentationVersion", method: "GET", uri: "/restapis/{restapi_id}/documentation/versions/{doc_version}", status: 200, input: &shapes::GET_DOCUMENTATION_VERSION_REQUEST, output: Some(&shapes::DOCUMENTATION_VERSION), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetDocumentationVersionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_DOCUMENTATION_VERSION; type Output = DocumentationVersion; }

#[rustfmt::skip]
static GET_DOCUMENTATION_VERSIONS: Operation = Operation { name: "GetDocumentationVersions", method: "GET", uri: "/restapis/{restapi_id}/documentation/versions", status: 200, input: &shapes::GET_DOCUMENTATION_VERSIONS_REQUEST, output: Some(&shapes::DOCUMENTATION_VERSIONS), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetDocumentationVersionsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_DOCUMENTATION_VERSIONS; type Output = DocumentationVersions; }

#[rustfmt::skip]
static GET_DOMAIN_NAME: Operation = Operation { name: "GetDomainName", method: "GET", uri: "/domainnames/{domain_name}", status: 200, input: &shapes::GET_DOMAIN_NAME_REQUEST, output: Some(&shapes::DOMAIN_NAME), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetDomainNameRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_DOMAIN_NAME; type Output = DomainName; }

#[rustfmt::skip]
static GET_DOMAIN_NAME_ACCESS_ASSOCIATIONS: Operation = Operation { name: "GetDomainNameAccessAssociations", method: "GET", uri: "/domainnameaccessassociations", status: 200, input: &shapes::GET_DOMAIN_NAME_ACCESS_ASSOCIATIONS_REQUEST, output: Some(&shapes::DOMAIN_NAME_ACCESS_ASSOCIATIONS), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetDomainNameAccessAssociationsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_DOMAIN_NAME_ACCESS_ASSOCIATIONS; type Output = DomainNameAccessAssociations; }

#[rustfmt::skip]
static GET_DOMAIN_NAMES: Operation = Operation { name: "GetDomainNames", method: "GET", uri: "/domainnames", status: 200, input: &shapes::GET_DOMAIN_NAMES_REQUEST, output: Some(&shapes::DOMAIN_NAMES), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetDomainNamesRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_DOMAIN_NAMES; type Output = DomainNames; }

#[rustfmt::skip]
static GET_EXPORT: Operation = Operation { name: "GetExport", method: "GET", uri: "/restapis/{restapi_id}/stages/{stage_name}/exports/{export_type}", status: 200, input: &shapes::GET_EXPORT_REQUEST, output: Some(&shapes::EXPORT_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetExportRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_EXPORT; type Output = ExportResponse; }

#[rustfmt::skip]
static GET_GATEWAY_RESPONSE: Operation = Operation { name: "GetGatewayResponse", method: "GET", uri: "/restapis/{restapi_id}/gatewayresponses/{response_type}", status: 200, input: &shapes::GET_GATEWAY_RESPONSE_REQUEST, output: Some(&shapes::GATEWAY_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetGatewayResponseRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_GATEWAY_RESPONSE; type Output = GatewayResponse; }

#[rustfmt::skip]
static GET_GATEWAY_RESPONSES: Operation = Operation { name: "GetGatewayResponses", method: "GET", uri: "/restapis/{restapi_id}/gatewayresponses", status: 200, input: &shapes::GET_GATEWAY_RESPONSES_REQUEST, output: Some(&shapes::GATEWAY_RESPONSES), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetGatewayResponsesRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_GATEWAY_RESPONSES; type Output = GatewayResponses; }

#[rustfmt::skip]
static GET_INTEGRATION: Operation = Operation { name: "GetIntegration", method: "GET", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration", status: 200, input: &shapes::GET_INTEGRATION_REQUEST, output: Some(&shapes::INTEGRATION), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetIntegrationRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_INTEGRATION; type Output = Integration; }

#[rustfmt::skip]
static GET_INTEGRATION_RESPONSE: Operation = Operation { name: "GetIntegrationResponse", method: "GET", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}", status: 200, input: &shapes::GET_INTEGRATION_RESPONSE_REQUEST, output: Some(&shapes::INTEGRATION_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetIntegrationResponseRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_INTEGRATION_RESPONSE; type Output = IntegrationResponse; }

#[rustfmt::skip]
static GET_METHOD: Operation = Operation { name: "GetMethod", method: "GET", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}", status: 200, input: &shapes::GET_METHOD_REQUEST, output: Some(&shapes::METHOD), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetMethodRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_METHOD; type Output = Method; }

#[rustfmt::skip]
static GET_METHOD_RESPONSE: Operation = Operation { name: "GetMethodResponse", method: "GET", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}", status: 200, input: &shapes::GET_METHOD_RESPONSE_REQUEST, output: Some(&shapes::METHOD_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetMethodResponseRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_METHOD_RESPONSE; type Output = MethodResponse; }

#[rustfmt::skip]
static GET_MODEL: Operation = Operation { name: "GetModel", method: "GET", uri: "/restapis/{restapi_id}/models/{model_name}", status: 200, input: &shapes::GET_MODEL_REQUEST, output: Some(&shapes::MODEL), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetModelRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_MODEL; type Output = Model; }

#[rustfmt::skip]
static GET_MODEL_TEMPLATE: Operation = Operation { name: "GetModelTemplate", method: "GET", uri: "/restapis/{restapi_id}/models/{model_name}/default_template", status: 200, input: &shapes::GET_MODEL_TEMPLATE_REQUEST, output: Some(&shapes::TEMPLATE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetModelTemplateRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_MODEL_TEMPLATE; type Output = Template; }

#[rustfmt::skip]
static GET_MODELS: Operation = Operation { name: "GetModels", method: "GET", uri: "/restapis/{restapi_id}/models", status: 200, input: &shapes::GET_MODELS_REQUEST, output: Some(&shapes::MODELS), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetModelsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_MODELS; type Output = Models; }

#[rustfmt::skip]
static GET_REQUEST_VALIDATOR: Operation = Operation { name: "GetRequestValidator", method: "GET", uri: "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}", status: 200, input: &shapes::GET_REQUEST_VALIDATOR_REQUEST, output: Some(&shapes::REQUEST_VALIDATOR), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetRequestValidatorRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_REQUEST_VALIDATOR; type Output = RequestValidator; }

#[rustfmt::skip]
static GET_REQUEST_VALIDATORS: Operation = Operation { name: "GetRequestValidators", method: "GET", uri: "/restapis/{restapi_id}/requestvalidators", status: 200, input: &shapes::GET_REQUEST_VALIDATORS_REQUEST, output: Some(&shapes::REQUEST_VALIDATORS), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetRequestValidatorsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_REQUEST_VALIDATORS; type Output = RequestValidators; }

#[rustfmt::skip]
static GET_RESOURCE: Operation = Operation { name: "GetResource", method: "GET", uri: "/restapis/{restapi_id}/resources/{resource_id}", status: 200, input: &shapes::GET_RESOURCE_REQUEST, output: Some(&shapes::RESOURCE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetResourceRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_RESOURCE; type Output = Resource; }

#[rustfmt::skip]
static GET_RESOURCES: Operation = Operation { name: "GetResources", method: "GET", uri: "/restapis/{restapi_id}/resources", status: 200, input: &shapes::GET_RESOURCES_REQUEST, output: Some(&shapes::RESOURCES), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetResourcesRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_RESOURCES; type Output = Resources; }

#[rustfmt::skip]
static GET_REST_API: Operation = Operation { name: "GetRestApi", method: "GET", uri: "/restapis/{restapi_id}", status: 200, input: &shapes::GET_REST_API_REQUEST, output: Some(&shapes::REST_API), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetRestApiRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_REST_API; type Output = RestApi; }

#[rustfmt::skip]
static GET_REST_APIS: Operation = Operation { name: "GetRestApis", method: "GET", uri: "/restapis", status: 200, input: &shapes::GET_REST_APIS_REQUEST, output: Some(&shapes::REST_APIS), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetRestApisRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_REST_APIS; type Output = RestApis; }

#[rustfmt::skip]
static GET_SDK: Operation = Operation { name: "GetSdk", method: "GET", uri: "/restapis/{restapi_id}/stages/{stage_name}/sdks/{sdk_type}", status: 200, input: &shapes::GET_SDK_REQUEST, output: Some(&shapes::SDK_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetSdkRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_SDK; type Output = SdkResponse; }

#[rustfmt::skip]
static GET_SDK_TYPE: Operation = Operation { name: "GetSdkType", method: "GET", uri: "/sdktypes/{sdktype_id}", status: 200, input: &shapes::GET_SDK_TYPE_REQUEST, output: Some(&shapes::SDK_TYPE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetSdkTypeRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_SDK_TYPE; type Output = SdkType; }

#[rustfmt::skip]
static GET_SDK_TYPES: Operation = Operation { name: "GetSdkTypes", method: "GET", uri: "/sdktypes", status: 200, input: &shapes::GET_SDK_TYPES_REQUEST, output: Some(&shapes::SDK_TYPES), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetSdkTypesRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_SDK_TYPES; type Output = SdkTypes; }

#[rustfmt::skip]
static GET_STAGE: Operation = Operation { name: "GetStage", method: "GET", uri: "/restapis/{restapi_id}/stages/{stage_name}", status: 200, input: &shapes::GET_STAGE_REQUEST, output: Some(&shapes::STAGE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetStageRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_STAGE; type Output = Stage; }

#[rustfmt::skip]
static GET_STAGES: Operation = Operation { name: "GetStages", method: "GET", uri: "/restapis/{restapi_id}/stages", status: 200, input: &shapes::GET_STAGES_REQUEST, output: Some(&shapes::STAGES), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetStagesRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_STAGES; type Output = Stages; }

#[rustfmt::skip]
static GET_TAGS: Operation = Operation { name: "GetTags", method: "GET", uri: "/tags/{resource_arn}", status: 200, input: &shapes::GET_TAGS_REQUEST, output: Some(&shapes::TAGS), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetTagsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_TAGS; type Output = Tags; }

#[rustfmt::skip]
static GET_USAGE: Operation = Operation { name: "GetUsage", method: "GET", uri: "/usageplans/{usageplanId}/usage", status: 200, input: &shapes::GET_USAGE_REQUEST, output: Some(&shapes::USAGE), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetUsageRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_USAGE; type Output = Usage; }

#[rustfmt::skip]
static GET_USAGE_PLAN: Operation = Operation { name: "GetUsagePlan", method: "GET", uri: "/usageplans/{usageplanId}", status: 200, input: &shapes::GET_USAGE_PLAN_REQUEST, output: Some(&shapes::USAGE_PLAN), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetUsagePlanRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_USAGE_PLAN; type Output = UsagePlan; }

#[rustfmt::skip]
static GET_USAGE_PLAN_KEY: Operation = Operation { name: "GetUsagePlanKey", method: "GET", uri: "/usageplans/{usageplanId}/keys/{keyId}", status: 200, input: &shapes::GET_USAGE_PLAN_KEY_REQUEST, output: Some(&shapes::USAGE_PLAN_KEY), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetUsagePlanKeyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_USAGE_PLAN_KEY; type Output = UsagePlanKey; }

#[rustfmt::skip]
static GET_USAGE_PLAN_KEYS: Operation = Operation { name: "GetUsagePlanKeys", method: "GET", uri: "/usageplans/{usageplanId}/keys", status: 200, input: &shapes::GET_USAGE_PLAN_KEYS_REQUEST, output: Some(&shapes::USAGE_PLAN_KEYS), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetUsagePlanKeysRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_USAGE_PLAN_KEYS; type Output = UsagePlanKeys; }

#[rustfmt::skip]
static GET_USAGE_PLANS: Operation = Operation { name: "GetUsagePlans", method: "GET", uri: "/usageplans", status: 200, input: &shapes::GET_USAGE_PLANS_REQUEST, output: Some(&shapes::USAGE_PLANS), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetUsagePlansRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_USAGE_PLANS; type Output = UsagePlans; }

#[rustfmt::skip]
static GET_VPC_LINK: Operation = Operation { name: "GetVpcLink", method: "GET", uri: "/vpclinks/{vpclink_id}", status: 200, input: &shapes::GET_VPC_LINK_REQUEST, output: Some(&shapes::VPC_LINK), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetVpcLinkRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_VPC_LINK; type Output = VpcLink; }

#[rustfmt::skip]
static GET_VPC_LINKS: Operation = Operation { name: "GetVpcLinks", method: "GET", uri: "/vpclinks", status: 200, input: &shapes::GET_VPC_LINKS_REQUEST, output: Some(&shapes::VPC_LINKS), result_wrapper: None };
#[rustfmt::skip]
impl Input for GetVpcLinksRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &GET_VPC_LINKS; type Output = VpcLinks; }

#[rustfmt::skip]
static IMPORT_API_KEYS: Operation = Operation { name: "ImportApiKeys", method: "POST", uri: "/apikeys?mode=import", status: 201, input: &shapes::IMPORT_API_KEYS_REQUEST, output: Some(&shapes::API_KEY_IDS), result_wrapper: None };
#[rustfmt::skip]
impl Input for ImportApiKeysRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &IMPORT_API_KEYS; type Output = ApiKeyIds; }

#[rustfmt::skip]
static IMPORT_DOCUMENTATION_PARTS: Operation = Operation { name: "ImportDocumentationParts", method: "PUT", uri: "/restapis/{restapi_id}/documentation/parts", status: 200, input: &shapes::IMPORT_DOCUMENTATION_PARTS_REQUEST, output: Some(&shapes::DOCUMENTATION_PART_IDS), result_wrapper: None };
#[rustfmt::skip]
impl Input for ImportDocumentationPartsRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &IMPORT_DOCUMENTATION_PARTS; type Output = DocumentationPartIds; }

#[rustfmt::skip]
static IMPORT_REST_API: Operation = Operation { name: "ImportRestApi", method: "POST", uri: "/restapis?mode=import", status: 201, input: &shapes::IMPORT_REST_API_REQUEST, output: Some(&shapes::REST_API), result_wrapper: None };
#[rustfmt::skip]
impl Input for ImportRestApiRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &IMPORT_REST_API; type Output = RestApi; }

#[rustfmt::skip]
static PUT_GATEWAY_RESPONSE: Operation = Operation { name: "PutGatewayResponse", method: "PUT", uri: "/restapis/{restapi_id}/gatewayresponses/{response_type}", status: 201, input: &shapes::PUT_GATEWAY_RESPONSE_REQUEST, output: Some(&shapes::GATEWAY_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for PutGatewayResponseRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_GATEWAY_RESPONSE; type Output = GatewayResponse; }

#[rustfmt::skip]
static PUT_INTEGRATION: Operation = Operation { name: "PutIntegration", method: "PUT", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration", status: 201, input: &shapes::PUT_INTEGRATION_REQUEST, output: Some(&shapes::INTEGRATION), result_wrapper: None };
#[rustfmt::skip]
impl Input for PutIntegrationRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_INTEGRATION; type Output = Integration; }

#[rustfmt::skip]
static PUT_INTEGRATION_RESPONSE: Operation = Operation { name: "PutIntegrationResponse", method: "PUT", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}", status: 201, input: &shapes::PUT_INTEGRATION_RESPONSE_REQUEST, output: Some(&shapes::INTEGRATION_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for PutIntegrationResponseRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_INTEGRATION_RESPONSE; type Output = IntegrationResponse; }

#[rustfmt::skip]
static PUT_METHOD: Operation = Operation { name: "PutMethod", method: "PUT", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}", status: 201, input: &shapes::PUT_METHOD_REQUEST, output: Some(&shapes::METHOD), result_wrapper: None };
#[rustfmt::skip]
impl Input for PutMethodRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_METHOD; type Output = Method; }

#[rustfmt::skip]
static PUT_METHOD_RESPONSE: Operation = Operation { name: "PutMethodResponse", method: "PUT", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}", status: 201, input: &shapes::PUT_METHOD_RESPONSE_REQUEST, output: Some(&shapes::METHOD_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for PutMethodResponseRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_METHOD_RESPONSE; type Output = MethodResponse; }

#[rustfmt::skip]
static PUT_REST_API: Operation = Operation { name: "PutRestApi", method: "PUT", uri: "/restapis/{restapi_id}", status: 200, input: &shapes::PUT_REST_API_REQUEST, output: Some(&shapes::REST_API), result_wrapper: None };
#[rustfmt::skip]
impl Input for PutRestApiRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &PUT_REST_API; type Output = RestApi; }

#[rustfmt::skip]
static REJECT_DOMAIN_NAME_ACCESS_ASSOCIATION: Operation = Operation { name: "RejectDomainNameAccessAssociation", method: "POST", uri: "/rejectdomainnameaccessassociations", status: 202, input: &shapes::REJECT_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for RejectDomainNameAccessAssociationRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &REJECT_DOMAIN_NAME_ACCESS_ASSOCIATION; type Output = (); }

#[rustfmt::skip]
static TAG_RESOURCE: Operation = Operation { name: "TagResource", method: "PUT", uri: "/tags/{resource_arn}", status: 204, input: &shapes::TAG_RESOURCE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for TagResourceRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &TAG_RESOURCE; type Output = (); }

#[rustfmt::skip]
static TEST_INVOKE_AUTHORIZER: Operation = Operation { name: "TestInvokeAuthorizer", method: "POST", uri: "/restapis/{restapi_id}/authorizers/{authorizer_id}", status: 200, input: &shapes::TEST_INVOKE_AUTHORIZER_REQUEST, output: Some(&shapes::TEST_INVOKE_AUTHORIZER_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for TestInvokeAuthorizerRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &TEST_INVOKE_AUTHORIZER; type Output = TestInvokeAuthorizerResponse; }

#[rustfmt::skip]
static TEST_INVOKE_METHOD: Operation = Operation { name: "TestInvokeMethod", method: "POST", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}", status: 200, input: &shapes::TEST_INVOKE_METHOD_REQUEST, output: Some(&shapes::TEST_INVOKE_METHOD_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for TestInvokeMethodRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &TEST_INVOKE_METHOD; type Output = TestInvokeMethodResponse; }

#[rustfmt::skip]
static UNTAG_RESOURCE: Operation = Operation { name: "UntagResource", method: "DELETE", uri: "/tags/{resource_arn}", status: 204, input: &shapes::UNTAG_RESOURCE_REQUEST, output: None, result_wrapper: None };
#[rustfmt::skip]
impl Input for UntagResourceRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UNTAG_RESOURCE; type Output = (); }

#[rustfmt::skip]
static UPDATE_ACCOUNT: Operation = Operation { name: "UpdateAccount", method: "PATCH", uri: "/account", status: 200, input: &shapes::UPDATE_ACCOUNT_REQUEST, output: Some(&shapes::ACCOUNT), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateAccountRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_ACCOUNT; type Output = Account; }

#[rustfmt::skip]
static UPDATE_API_KEY: Operation = Operation { name: "UpdateApiKey", method: "PATCH", uri: "/apikeys/{api_Key}", status: 200, input: &shapes::UPDATE_API_KEY_REQUEST, output: Some(&shapes::API_KEY), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateApiKeyRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_API_KEY; type Output = ApiKey; }

#[rustfmt::skip]
static UPDATE_AUTHORIZER: Operation = Operation { name: "UpdateAuthorizer", method: "PATCH", uri: "/restapis/{restapi_id}/authorizers/{authorizer_id}", status: 200, input: &shapes::UPDATE_AUTHORIZER_REQUEST, output: Some(&shapes::AUTHORIZER), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateAuthorizerRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_AUTHORIZER; type Output = Authorizer; }

#[rustfmt::skip]
static UPDATE_BASE_PATH_MAPPING: Operation = Operation { name: "UpdateBasePathMapping", method: "PATCH", uri: "/domainnames/{domain_name}/basepathmappings/{base_path}", status: 200, input: &shapes::UPDATE_BASE_PATH_MAPPING_REQUEST, output: Some(&shapes::BASE_PATH_MAPPING), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateBasePathMappingRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_BASE_PATH_MAPPING; type Output = BasePathMapping; }

#[rustfmt::skip]
static UPDATE_CLIENT_CERTIFICATE: Operation = Operation { name: "UpdateClientCertificate", method: "PATCH", uri: "/clientcertificates/{clientcertificate_id}", status: 200, input: &shapes::UPDATE_CLIENT_CERTIFICATE_REQUEST, output: Some(&shapes::CLIENT_CERTIFICATE), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateClientCertificateRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_CLIENT_CERTIFICATE; type Output = ClientCertificate; }

#[rustfmt::skip]
static UPDATE_DEPLOYMENT: Operation = Operation { name: "UpdateDeployment", method: "PATCH", uri: "/restapis/{restapi_id}/deployments/{deployment_id}", status: 200, input: &shapes::UPDATE_DEPLOYMENT_REQUEST, output: Some(&shapes::DEPLOYMENT), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateDeploymentRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_DEPLOYMENT; type Output = Deployment; }

#[rustfmt::skip]
static UPDATE_DOCUMENTATION_PART: Operation = Operation { name: "UpdateDocumentationPart", method: "PATCH", uri: "/restapis/{restapi_id}/documentation/parts/{part_id}", status: 200, input: &shapes::UPDATE_DOCUMENTATION_PART_REQUEST, output: Some(&shapes::DOCUMENTATION_PART), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateDocumentationPartRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_DOCUMENTATION_PART; type Output = DocumentationPart; }

#[rustfmt::skip]
static UPDATE_DOCUMENTATION_VERSION: Operation = Operation { name: "UpdateDocumentationVersion", method: "PATCH", uri: "/restapis/{restapi_id}/documentation/versions/{doc_version}", status: 200, input: &shapes::UPDATE_DOCUMENTATION_VERSION_REQUEST, output: Some(&shapes::DOCUMENTATION_VERSION), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateDocumentationVersionRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_DOCUMENTATION_VERSION; type Output = DocumentationVersion; }

#[rustfmt::skip]
static UPDATE_DOMAIN_NAME: Operation = Operation { name: "UpdateDomainName", method: "PATCH", uri: "/domainnames/{domain_name}", status: 200, input: &shapes::UPDATE_DOMAIN_NAME_REQUEST, output: Some(&shapes::DOMAIN_NAME), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateDomainNameRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_DOMAIN_NAME; type Output = DomainName; }

#[rustfmt::skip]
static UPDATE_GATEWAY_RESPONSE: Operation = Operation { name: "UpdateGatewayResponse", method: "PATCH", uri: "/restapis/{restapi_id}/gatewayresponses/{response_type}", status: 200, input: &shapes::UPDATE_GATEWAY_RESPONSE_REQUEST, output: Some(&shapes::GATEWAY_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateGatewayResponseRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_GATEWAY_RESPONSE; type Output = GatewayResponse; }

#[rustfmt::skip]
static UPDATE_INTEGRATION: Operation = Operation { name: "UpdateIntegration", method: "PATCH", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration", status: 200, input: &shapes::UPDATE_INTEGRATION_REQUEST, output: Some(&shapes::INTEGRATION), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateIntegrationRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_INTEGRATION; type Output = Integration; }

#[rustfmt::skip]
static UPDATE_INTEGRATION_RESPONSE: Operation = Operation { name: "UpdateIntegrationResponse", method: "PATCH", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}", status: 200, input: &shapes::UPDATE_INTEGRATION_RESPONSE_REQUEST, output: Some(&shapes::INTEGRATION_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateIntegrationResponseRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_INTEGRATION_RESPONSE; type Output = IntegrationResponse; }

#[rustfmt::skip]
static UPDATE_METHOD: Operation = Operation { name: "UpdateMethod", method: "PATCH", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}", status: 200, input: &shapes::UPDATE_METHOD_REQUEST, output: Some(&shapes::METHOD), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateMethodRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_METHOD; type Output = Method; }

#[rustfmt::skip]
static UPDATE_METHOD_RESPONSE: Operation = Operation { name: "UpdateMethodResponse", method: "PATCH", uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}", status: 201, input: &shapes::UPDATE_METHOD_RESPONSE_REQUEST, output: Some(&shapes::METHOD_RESPONSE), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateMethodResponseRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_METHOD_RESPONSE; type Output = MethodResponse; }

#[rustfmt::skip]
static UPDATE_MODEL: Operation = Operation { name: "UpdateModel", method: "PATCH", uri: "/restapis/{restapi_id}/models/{model_name}", status: 200, input: &shapes::UPDATE_MODEL_REQUEST, output: Some(&shapes::MODEL), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateModelRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_MODEL; type Output = Model; }

#[rustfmt::skip]
static UPDATE_REQUEST_VALIDATOR: Operation = Operation { name: "UpdateRequestValidator", method: "PATCH", uri: "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}", status: 200, input: &shapes::UPDATE_REQUEST_VALIDATOR_REQUEST, output: Some(&shapes::REQUEST_VALIDATOR), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateRequestValidatorRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_REQUEST_VALIDATOR; type Output = RequestValidator; }

#[rustfmt::skip]
static UPDATE_RESOURCE: Operation = Operation { name: "UpdateResource", method: "PATCH", uri: "/restapis/{restapi_id}/resources/{resource_id}", status: 200, input: &shapes::UPDATE_RESOURCE_REQUEST, output: Some(&shapes::RESOURCE), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateResourceRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_RESOURCE; type Output = Resource; }

#[rustfmt::skip]
static UPDATE_REST_API: Operation = Operation { name: "UpdateRestApi", method: "PATCH", uri: "/restapis/{restapi_id}", status: 200, input: &shapes::UPDATE_REST_API_REQUEST, output: Some(&shapes::REST_API), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateRestApiRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_REST_API; type Output = RestApi; }

#[rustfmt::skip]
static UPDATE_STAGE: Operation = Operation { name: "UpdateStage", method: "PATCH", uri: "/restapis/{restapi_id}/stages/{stage_name}", status: 200, input: &shapes::UPDATE_STAGE_REQUEST, output: Some(&shapes::STAGE), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateStageRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_STAGE; type Output = Stage; }

#[rustfmt::skip]
static UPDATE_USAGE: Operation = Operation { name: "UpdateUsage", method: "PATCH", uri: "/usageplans/{usageplanId}/keys/{keyId}/usage", status: 200, input: &shapes::UPDATE_USAGE_REQUEST, output: Some(&shapes::USAGE), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateUsageRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_USAGE; type Output = Usage; }

#[rustfmt::skip]
static UPDATE_USAGE_PLAN: Operation = Operation { name: "UpdateUsagePlan", method: "PATCH", uri: "/usageplans/{usageplanId}", status: 200, input: &shapes::UPDATE_USAGE_PLAN_REQUEST, output: Some(&shapes::USAGE_PLAN), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateUsagePlanRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_USAGE_PLAN; type Output = UsagePlan; }

#[rustfmt::skip]
static UPDATE_VPC_LINK: Operation = Operation { name: "UpdateVpcLink", method: "PATCH", uri: "/vpclinks/{vpclink_id}", status: 200, input: &shapes::UPDATE_VPC_LINK_REQUEST, output: Some(&shapes::VPC_LINK), result_wrapper: None };
#[rustfmt::skip]
impl Input for UpdateVpcLinkRequest { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &UPDATE_VPC_LINK; type Output = VpcLink; }

#[rustfmt::skip]
mod shapes {
#[allow(unused_imports, reason = "not every service has every kind")]
use crate::model::{Kind::{Blob, Boolean, Double, EventStream, Integer, List, Long, Map, Timestamp}, Location::{Body, Header, Query, Status, Uri}, Shape, member, range, shape, structure, text};
pub(super) static ACCESS_ASSOCIATION_SOURCE_TYPE: Shape = shape("AccessAssociationSourceType", text(&["VPCE"], None, range(None, None)));
pub(super) static ACCESS_LOG_SETTINGS: Shape = shape("AccessLogSettings", structure(&[
    member("format", "format", Body, false, &STRING),
    member("destinationArn", "destinationArn", Body, false, &STRING),], None));
pub(super) static ACCOUNT: Shape = shape("Account", structure(&[
    member("cloudwatchRoleArn", "cloudwatchRoleArn", Body, false, &STRING),
    member("throttleSettings", "throttleSettings", Body, false, &THROTTLE_SETTINGS),
    member("features", "features", Body, false, &LIST_OF_STRING),
    member("apiKeyVersion", "apiKeyVersion", Body, false, &STRING),], None));
pub(super) static API_KEY: Shape = shape("ApiKey", structure(&[
    member("id", "id", Body, false, &STRING),
    member("value", "value", Body, false, &STRING),
    member("name", "name", Body, false, &STRING),
    member("customerId", "customerId", Body, false, &STRING),
    member("description", "description", Body, false, &STRING),
    member("enabled", "enabled", Body, false, &BOOLEAN),
    member("createdDate", "createdDate", Body, false, &TIMESTAMP),
    member("lastUpdatedDate", "lastUpdatedDate", Body, false, &TIMESTAMP),
    member("stageKeys", "stageKeys", Body, false, &LIST_OF_STRING),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static API_KEY_IDS: Shape = shape("ApiKeyIds", structure(&[
    member("ids", "ids", Body, false, &LIST_OF_STRING),
    member("warnings", "warnings", Body, false, &LIST_OF_STRING),], None));
pub(super) static API_KEY_SOURCE_TYPE: Shape = shape("ApiKeySourceType", text(&["HEADER", "AUTHORIZER"], None, range(None, None)));
pub(super) static API_KEYS: Shape = shape("ApiKeys", structure(&[
    member("warnings", "warnings", Body, false, &LIST_OF_STRING),
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_API_KEY),], None));
pub(super) static API_KEYS_FORMAT: Shape = shape("ApiKeysFormat", text(&["csv"], None, range(None, None)));
pub(super) static API_STAGE: Shape = shape("ApiStage", structure(&[
    member("apiId", "apiId", Body, false, &STRING),
    member("stage", "stage", Body, false, &STRING),
    member("throttle", "throttle", Body, false, &MAP_OF_API_STAGE_THROTTLE_SETTINGS),], None));
pub(super) static API_STATUS: Shape = shape("ApiStatus", text(&["UPDATING", "AVAILABLE", "PENDING", "FAILED"], None, range(None, None)));
pub(super) static AUTHORIZER: Shape = shape("Authorizer", structure(&[
    member("id", "id", Body, false, &STRING),
    member("name", "name", Body, false, &STRING),
    member("type", "type", Body, false, &AUTHORIZER_TYPE),
    member("providerARNs", "providerARNs", Body, false, &LIST_OF_AR_NS),
    member("authType", "authType", Body, false, &STRING),
    member("authorizerUri", "authorizerUri", Body, false, &STRING),
    member("authorizerCredentials", "authorizerCredentials", Body, false, &STRING),
    member("identitySource", "identitySource", Body, false, &STRING),
    member("identityValidationExpression", "identityValidationExpression", Body, false, &STRING),
    member("authorizerResultTtlInSeconds", "authorizerResultTtlInSeconds", Body, false, &NULLABLE_INTEGER),
    member("jwtConfiguration", "jwtConfiguration", Body, false, &JWT_CONFIGURATION),], None));
pub(super) static AUTHORIZER_TYPE: Shape = shape("AuthorizerType", text(&["TOKEN", "REQUEST", "COGNITO_USER_POOLS", "JWT"], None, range(None, None)));
pub(super) static AUTHORIZERS: Shape = shape("Authorizers", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_AUTHORIZER),], None));
pub(super) static BASE_PATH_MAPPING: Shape = shape("BasePathMapping", structure(&[
    member("basePath", "basePath", Body, false, &STRING),
    member("restApiId", "restApiId", Body, false, &STRING),
    member("stage", "stage", Body, false, &STRING),], None));
pub(super) static BASE_PATH_MAPPINGS: Shape = shape("BasePathMappings", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_BASE_PATH_MAPPING),], None));
pub(super) static BLOB: Shape = shape("Blob", Blob);
pub(super) static BOOLEAN: Shape = shape("Boolean", Boolean);
pub(super) static CACHE_CLUSTER_SIZE: Shape = shape("CacheClusterSize", text(&["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"], None, range(None, None)));
pub(super) static CACHE_CLUSTER_STATUS: Shape = shape("CacheClusterStatus", text(&["CREATE_IN_PROGRESS", "AVAILABLE", "DELETE_IN_PROGRESS", "NOT_AVAILABLE", "FLUSH_IN_PROGRESS"], None, range(None, None)));
pub(super) static CANARY_SETTINGS: Shape = shape("CanarySettings", structure(&[
    member("percentTraffic", "percentTraffic", Body, false, &DOUBLE),
    member("deploymentId", "deploymentId", Body, false, &STRING),
    member("stageVariableOverrides", "stageVariableOverrides", Body, false, &MAP_OF_STRING_TO_STRING),
    member("useStageCache", "useStageCache", Body, false, &BOOLEAN),], None));
pub(super) static CLIENT_CERTIFICATE: Shape = shape("ClientCertificate", structure(&[
    member("clientCertificateId", "clientCertificateId", Body, false, &STRING),
    member("description", "description", Body, false, &STRING),
    member("pemEncodedCertificate", "pemEncodedCertificate", Body, false, &STRING),
    member("createdDate", "createdDate", Body, false, &TIMESTAMP),
    member("expirationDate", "expirationDate", Body, false, &TIMESTAMP),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static CLIENT_CERTIFICATES: Shape = shape("ClientCertificates", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_CLIENT_CERTIFICATE),], None));
pub(super) static CONNECTION_TYPE: Shape = shape("ConnectionType", text(&["INTERNET", "VPC_LINK"], None, range(None, None)));
pub(super) static CONTENT_HANDLING_STRATEGY: Shape = shape("ContentHandlingStrategy", text(&["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"], None, range(None, None)));
pub(super) static CREATE_API_KEY_REQUEST: Shape = shape("CreateApiKeyRequest", structure(&[
    member("name", "name", Body, false, &STRING),
    member("description", "description", Body, false, &STRING),
    member("enabled", "enabled", Body, false, &BOOLEAN),
    member("generateDistinctId", "generateDistinctId", Body, false, &BOOLEAN),
    member("value", "value", Body, false, &STRING),
    member("stageKeys", "stageKeys", Body, false, &LIST_OF_STAGE_KEYS),
    member("customerId", "customerId", Body, false, &STRING),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static CREATE_AUTHORIZER_REQUEST: Shape = shape("CreateAuthorizerRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("name", "name", Body, true, &STRING),
    member("type", "type", Body, true, &AUTHORIZER_TYPE),
    member("providerARNs", "providerARNs", Body, false, &LIST_OF_AR_NS),
    member("authType", "authType", Body, false, &STRING),
    member("authorizerUri", "authorizerUri", Body, false, &STRING),
    member("authorizerCredentials", "authorizerCredentials", Body, false, &STRING),
    member("identitySource", "identitySource", Body, false, &STRING),
    member("identityValidationExpression", "identityValidationExpression", Body, false, &STRING),
    member("authorizerResultTtlInSeconds", "authorizerResultTtlInSeconds", Body, false, &NULLABLE_INTEGER),
    member("jwtConfiguration", "jwtConfiguration", Body, false, &JWT_CONFIGURATION_INPUT),], None));
pub(super) static CREATE_BASE_PATH_MAPPING_REQUEST: Shape = shape("CreateBasePathMappingRequest", structure(&[
    member("domainName", "domain_name", Uri, true, &STRING),
    member("domainNameId", "domainNameId", Query, false, &STRING),
    member("basePath", "basePath", Body, false, &STRING),
    member("restApiId", "restApiId", Body, true, &STRING),
    member("stage", "stage", Body, false, &STRING),], None));
pub(super) static CREATE_DEPLOYMENT_REQUEST: Shape = shape("CreateDeploymentRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("stageName", "stageName", Body, false, &STRING),
    member("stageDescription", "stageDescription", Body, false, &STRING),
    member("description", "description", Body, false, &STRING),
    member("cacheClusterEnabled", "cacheClusterEnabled", Body, false, &NULLABLE_BOOLEAN),
    member("cacheClusterSize", "cacheClusterSize", Body, false, &CACHE_CLUSTER_SIZE),
    member("variables", "variables", Body, false, &MAP_OF_STRING_TO_STRING),
    member("canarySettings", "canarySettings", Body, false, &DEPLOYMENT_CANARY_SETTINGS),
    member("tracingEnabled", "tracingEnabled", Body, false, &NULLABLE_BOOLEAN),], None));
pub(super) static CREATE_DOCUMENTATION_PART_REQUEST: Shape = shape("CreateDocumentationPartRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("location", "location", Body, true, &DOCUMENTATION_PART_LOCATION),
    member("properties", "properties", Body, true, &STRING),], None));
pub(super) static CREATE_DOCUMENTATION_VERSION_REQUEST: Shape = shape("CreateDocumentationVersionRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("documentationVersion", "documentationVersion", Body, true, &STRING),
    member("stageName", "stageName", Body, false, &STRING),
    member("description", "description", Body, false, &STRING),], None));
pub(super) static CREATE_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST: Shape = shape("CreateDomainNameAccessAssociationRequest", structure(&[
    member("domainNameArn", "domainNameArn", Body, true, &STRING),
    member("accessAssociationSourceType", "accessAssociationSourceType", Body, true, &ACCESS_ASSOCIATION_SOURCE_TYPE),
    member("accessAssociationSource", "accessAssociationSource", Body, true, &STRING),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static CREATE_DOMAIN_NAME_REQUEST: Shape = shape("CreateDomainNameRequest", structure(&[
    member("domainName", "domainName", Body, true, &STRING),
    member("certificateName", "certificateName", Body, false, &STRING),
    member("certificateBody", "certificateBody", Body, false, &STRING),
    member("certificatePrivateKey", "certificatePrivateKey", Body, false, &STRING),
    member("certificateChain", "certificateChain", Body, false, &STRING),
    member("certificateArn", "certificateArn", Body, false, &STRING),
    member("regionalCertificateName", "regionalCertificateName", Body, false, &STRING),
    member("regionalCertificateArn", "regionalCertificateArn", Body, false, &STRING),
    member("endpointConfiguration", "endpointConfiguration", Body, false, &ENDPOINT_CONFIGURATION),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),
    member("securityPolicy", "securityPolicy", Body, false, &SECURITY_POLICY),
    member("endpointAccessMode", "endpointAccessMode", Body, false, &ENDPOINT_ACCESS_MODE),
    member("mutualTlsAuthentication", "mutualTlsAuthentication", Body, false, &MUTUAL_TLS_AUTHENTICATION_INPUT),
    member("ownershipVerificationCertificateArn", "ownershipVerificationCertificateArn", Body, false, &STRING),
    member("policy", "policy", Body, false, &STRING),
    member("routingMode", "routingMode", Body, false, &ROUTING_MODE),], None));
pub(super) static CREATE_MODEL_REQUEST: Shape = shape("CreateModelRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("name", "name", Body, true, &STRING),
    member("description", "description", Body, false, &STRING),
    member("schema", "schema", Body, false, &STRING),
    member("contentType", "contentType", Body, true, &STRING),], None));
pub(super) static CREATE_REQUEST_VALIDATOR_REQUEST: Shape = shape("CreateRequestValidatorRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("name", "name", Body, false, &STRING),
    member("validateRequestBody", "validateRequestBody", Body, false, &BOOLEAN),
    member("validateRequestParameters", "validateRequestParameters", Body, false, &BOOLEAN),], None));
pub(super) static CREATE_RESOURCE_REQUEST: Shape = shape("CreateResourceRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("parentId", "parent_id", Uri, true, &STRING),
    member("pathPart", "pathPart", Body, true, &STRING),], None));
pub(super) static CREATE_REST_API_REQUEST: Shape = shape("CreateRestApiRequest", structure(&[
    member("name", "name", Body, true, &STRING),
    member("description", "description", Body, false, &STRING),
    member("version", "version", Body, false, &STRING),
    member("cloneFrom", "cloneFrom", Body, false, &STRING),
    member("binaryMediaTypes", "binaryMediaTypes", Body, false, &LIST_OF_STRING),
    member("minimumCompressionSize", "minimumCompressionSize", Body, false, &NULLABLE_INTEGER),
    member("apiKeySource", "apiKeySource", Body, false, &API_KEY_SOURCE_TYPE),
    member("endpointConfiguration", "endpointConfiguration", Body, false, &ENDPOINT_CONFIGURATION),
    member("policy", "policy", Body, false, &STRING),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),
    member("disableExecuteApiEndpoint", "disableExecuteApiEndpoint", Body, false, &BOOLEAN),
    member("securityPolicy", "securityPolicy", Body, false, &SECURITY_POLICY),
    member("endpointAccessMode", "endpointAccessMode", Body, false, &ENDPOINT_ACCESS_MODE),], None));
pub(super) static CREATE_STAGE_REQUEST: Shape = shape("CreateStageRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("stageName", "stageName", Body, true, &STRING),
    member("deploymentId", "deploymentId", Body, true, &STRING),
    member("description", "description", Body, false, &STRING),
    member("cacheClusterEnabled", "cacheClusterEnabled", Body, false, &BOOLEAN),
    member("cacheClusterSize", "cacheClusterSize", Body, false, &CACHE_CLUSTER_SIZE),
    member("variables", "variables", Body, false, &MAP_OF_STRING_TO_STRING),
    member("documentationVersion", "documentationVersion", Body, false, &STRING),
    member("canarySettings", "canarySettings", Body, false, &CANARY_SETTINGS),
    member("tracingEnabled", "tracingEnabled", Body, false, &BOOLEAN),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static CREATE_USAGE_PLAN_KEY_REQUEST: Shape = shape("CreateUsagePlanKeyRequest", structure(&[
    member("usagePlanId", "usageplanId", Uri, true, &STRING),
    member("keyId", "keyId", Body, true, &STRING),
    member("keyType", "keyType", Body, true, &STRING),], None));
pub(super) static CREATE_USAGE_PLAN_REQUEST: Shape = shape("CreateUsagePlanRequest", structure(&[
    member("name", "name", Body, true, &STRING),
    member("description", "description", Body, false, &STRING),
    member("apiStages", "apiStages", Body, false, &LIST_OF_API_STAGE),
    member("throttle", "throttle", Body, false, &THROTTLE_SETTINGS),
    member("quota", "quota", Body, false, &QUOTA_SETTINGS),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static CREATE_VPC_LINK_REQUEST: Shape = shape("CreateVpcLinkRequest", structure(&[
    member("name", "name", Body, true, &STRING),
    member("description", "description", Body, false, &STRING),
    member("targetArns", "targetArns", Body, true, &LIST_OF_STRING),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static DELETE_API_KEY_REQUEST: Shape = shape("DeleteApiKeyRequest", structure(&[
    member("apiKey", "api_Key", Uri, true, &STRING),], None));
pub(super) static DELETE_AUTHORIZER_REQUEST: Shape = shape("DeleteAuthorizerRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("authorizerId", "authorizer_id", Uri, true, &STRING),], None));
pub(super) static DELETE_BASE_PATH_MAPPING_REQUEST: Shape = shape("DeleteBasePathMappingRequest", structure(&[
    member("domainName", "domain_name", Uri, true, &STRING),
    member("domainNameId", "domainNameId", Query, false, &STRING),
    member("basePath", "base_path", Uri, true, &STRING),], None));
pub(super) static DELETE_CLIENT_CERTIFICATE_REQUEST: Shape = shape("DeleteClientCertificateRequest", structure(&[
    member("clientCertificateId", "clientcertificate_id", Uri, true, &STRING),], None));
pub(super) static DELETE_DEPLOYMENT_REQUEST: Shape = shape("DeleteDeploymentRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("deploymentId", "deployment_id", Uri, true, &STRING),], None));
pub(super) static DELETE_DOCUMENTATION_PART_REQUEST: Shape = shape("DeleteDocumentationPartRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("documentationPartId", "part_id", Uri, true, &STRING),], None));
pub(super) static DELETE_DOCUMENTATION_VERSION_REQUEST: Shape = shape("DeleteDocumentationVersionRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("documentationVersion", "doc_version", Uri, true, &STRING),], None));
pub(super) static DELETE_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST: Shape = shape("DeleteDomainNameAccessAssociationRequest", structure(&[
    member("domainNameAccessAssociationArn", "domain_name_access_association_arn", Uri, true, &STRING),], None));
pub(super) static DELETE_DOMAIN_NAME_REQUEST: Shape = shape("DeleteDomainNameRequest", structure(&[
    member("domainName", "domain_name", Uri, true, &STRING),
    member("domainNameId", "domainNameId", Query, false, &STRING),], None));
pub(super) static DELETE_GATEWAY_RESPONSE_REQUEST: Shape = shape("DeleteGatewayResponseRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("responseType", "response_type", Uri, true, &GATEWAY_RESPONSE_TYPE),], None));
pub(super) static DELETE_INTEGRATION_REQUEST: Shape = shape("DeleteIntegrationRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),], None));
pub(super) static DELETE_INTEGRATION_RESPONSE_REQUEST: Shape = shape("DeleteIntegrationResponseRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),
    member("statusCode", "status_code", Uri, true, &STATUS_CODE),], None));
pub(super) static DELETE_METHOD_REQUEST: Shape = shape("DeleteMethodRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),], None));
pub(super) static DELETE_METHOD_RESPONSE_REQUEST: Shape = shape("DeleteMethodResponseRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),
    member("statusCode", "status_code", Uri, true, &STATUS_CODE),], None));
pub(super) static DELETE_MODEL_REQUEST: Shape = shape("DeleteModelRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("modelName", "model_name", Uri, true, &STRING),], None));
pub(super) static DELETE_REQUEST_VALIDATOR_REQUEST: Shape = shape("DeleteRequestValidatorRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("requestValidatorId", "requestvalidator_id", Uri, true, &STRING),], None));
pub(super) static DELETE_RESOURCE_REQUEST: Shape = shape("DeleteResourceRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),], None));
pub(super) static DELETE_REST_API_REQUEST: Shape = shape("DeleteRestApiRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),], None));
pub(super) static DELETE_STAGE_REQUEST: Shape = shape("DeleteStageRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("stageName", "stage_name", Uri, true, &STRING),], None));
pub(super) static DELETE_USAGE_PLAN_KEY_REQUEST: Shape = shape("DeleteUsagePlanKeyRequest", structure(&[
    member("usagePlanId", "usageplanId", Uri, true, &STRING),
    member("keyId", "keyId", Uri, true, &STRING),], None));
pub(super) static DELETE_USAGE_PLAN_REQUEST: Shape = shape("DeleteUsagePlanRequest", structure(&[
    member("usagePlanId", "usageplanId", Uri, true, &STRING),], None));
pub(super) static DELETE_VPC_LINK_REQUEST: Shape = shape("DeleteVpcLinkRequest", structure(&[
    member("vpcLinkId", "vpclink_id", Uri, true, &STRING),], None));
pub(super) static DEPLOYMENT: Shape = shape("Deployment", structure(&[
    member("id", "id", Body, false, &STRING),
    member("description", "description", Body, false, &STRING),
    member("createdDate", "createdDate", Body, false, &TIMESTAMP),
    member("apiSummary", "apiSummary", Body, false, &PATH_TO_MAP_OF_METHOD_SNAPSHOT),], None));
pub(super) static DEPLOYMENT_CANARY_SETTINGS: Shape = shape("DeploymentCanarySettings", structure(&[
    member("percentTraffic", "percentTraffic", Body, false, &DOUBLE),
    member("stageVariableOverrides", "stageVariableOverrides", Body, false, &MAP_OF_STRING_TO_STRING),
    member("useStageCache", "useStageCache", Body, false, &BOOLEAN),], None));
pub(super) static DEPLOYMENTS: Shape = shape("Deployments", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_DEPLOYMENT),], None));
pub(super) static DOCUMENTATION_PART: Shape = shape("DocumentationPart", structure(&[
    member("id", "id", Body, false, &STRING),
    member("location", "location", Body, false, &DOCUMENTATION_PART_LOCATION),
    member("properties", "properties", Body, false, &STRING),], None));
pub(super) static DOCUMENTATION_PART_IDS: Shape = shape("DocumentationPartIds", structure(&[
    member("ids", "ids", Body, false, &LIST_OF_STRING),
    member("warnings", "warnings", Body, false, &LIST_OF_STRING),], None));
pub(super) static DOCUMENTATION_PART_LOCATION: Shape = shape("DocumentationPartLocation", structure(&[
    member("type", "type", Body, true, &DOCUMENTATION_PART_TYPE),
    member("path", "path", Body, false, &STRING),
    member("method", "method", Body, false, &STRING),
    member("statusCode", "statusCode", Body, false, &DOCUMENTATION_PART_LOCATION_STATUS_CODE),
    member("name", "name", Body, false, &STRING),], None));
pub(super) static DOCUMENTATION_PART_LOCATION_STATUS_CODE: Shape = shape("DocumentationPartLocationStatusCode", text(&[], Some("^([1-5]\\d\\d|\\*|\\s*)$"), range(None, None)));
pub(super) static DOCUMENTATION_PART_TYPE: Shape = shape("DocumentationPartType", text(&["RESPONSE_BODY", "RESPONSE", "METHOD", "MODEL", "AUTHORIZER", "RESPONSE_HEADER", "RESOURCE", "PATH_PARAMETER", "REQUEST_BODY", "QUERY_PARAMETER", "API", "REQUEST_HEADER"], None, range(None, None)));
pub(super) static DOCUMENTATION_PARTS: Shape = shape("DocumentationParts", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_DOCUMENTATION_PART),], None));
pub(super) static DOCUMENTATION_VERSION: Shape = shape("DocumentationVersion", structure(&[
    member("version", "version", Body, false, &STRING),
    member("createdDate", "createdDate", Body, false, &TIMESTAMP),
    member("description", "description", Body, false, &STRING),], None));
pub(super) static DOCUMENTATION_VERSIONS: Shape = shape("DocumentationVersions", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_DOCUMENTATION_VERSION),], None));
pub(super) static DOMAIN_NAME: Shape = shape("DomainName", structure(&[
    member("domainName", "domainName", Body, false, &STRING),
    member("domainNameId", "domainNameId", Body, false, &STRING),
    member("domainNameArn", "domainNameArn", Body, false, &STRING),
    member("certificateName", "certificateName", Body, false, &STRING),
    member("certificateArn", "certificateArn", Body, false, &STRING),
    member("certificateUploadDate", "certificateUploadDate", Body, false, &TIMESTAMP),
    member("regionalDomainName", "regionalDomainName", Body, false, &STRING),
    member("regionalHostedZoneId", "regionalHostedZoneId", Body, false, &STRING),
    member("regionalCertificateName", "regionalCertificateName", Body, false, &STRING),
    member("regionalCertificateArn", "regionalCertificateArn", Body, false, &STRING),
    member("distributionDomainName", "distributionDomainName", Body, false, &STRING),
    member("distributionHostedZoneId", "distributionHostedZoneId", Body, false, &STRING),
    member("endpointConfiguration", "endpointConfiguration", Body, false, &ENDPOINT_CONFIGURATION),
    member("domainNameStatus", "domainNameStatus", Body, false, &DOMAIN_NAME_STATUS),
    member("domainNameStatusMessage", "domainNameStatusMessage", Body, false, &STRING),
    member("securityPolicy", "securityPolicy", Body, false, &SECURITY_POLICY),
    member("endpointAccessMode", "endpointAccessMode", Body, false, &ENDPOINT_ACCESS_MODE),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),
    member("mutualTlsAuthentication", "mutualTlsAuthentication", Body, false, &MUTUAL_TLS_AUTHENTICATION),
    member("ownershipVerificationCertificateArn", "ownershipVerificationCertificateArn", Body, false, &STRING),
    member("managementPolicy", "managementPolicy", Body, false, &STRING),
    member("policy", "policy", Body, false, &STRING),
    member("routingMode", "routingMode", Body, false, &ROUTING_MODE),], None));
pub(super) static DOMAIN_NAME_ACCESS_ASSOCIATION: Shape = shape("DomainNameAccessAssociation", structure(&[
    member("domainNameAccessAssociationArn", "domainNameAccessAssociationArn", Body, false, &STRING),
    member("domainNameArn", "domainNameArn", Body, false, &STRING),
    member("accessAssociationSourceType", "accessAssociationSourceType", Body, false, &ACCESS_ASSOCIATION_SOURCE_TYPE),
    member("accessAssociationSource", "accessAssociationSource", Body, false, &STRING),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static DOMAIN_NAME_ACCESS_ASSOCIATIONS: Shape = shape("DomainNameAccessAssociations", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_DOMAIN_NAME_ACCESS_ASSOCIATION),], None));
pub(super) static DOMAIN_NAME_STATUS: Shape = shape("DomainNameStatus", text(&["AVAILABLE", "UPDATING", "PENDING", "PENDING_CERTIFICATE_REIMPORT", "PENDING_OWNERSHIP_VERIFICATION", "FAILED"], None, range(None, None)));
pub(super) static DOMAIN_NAMES: Shape = shape("DomainNames", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_DOMAIN_NAME),], None));
pub(super) static DOUBLE: Shape = shape("Double", Double);
pub(super) static ENDPOINT_ACCESS_MODE: Shape = shape("EndpointAccessMode", text(&["BASIC", "STRICT"], None, range(None, None)));
pub(super) static ENDPOINT_CONFIGURATION: Shape = shape("EndpointConfiguration", structure(&[
    member("types", "types", Body, false, &LIST_OF_ENDPOINT_TYPE),
    member("ipAddressType", "ipAddressType", Body, false, &IP_ADDRESS_TYPE),
    member("vpcEndpointIds", "vpcEndpointIds", Body, false, &LIST_OF_STRING),], None));
pub(super) static ENDPOINT_TYPE: Shape = shape("EndpointType", text(&["PRIVATE", "EDGE", "REGIONAL"], None, range(None, None)));
pub(super) static EXPORT_RESPONSE: Shape = shape("ExportResponse", structure(&[
    member("contentType", "Content-Type", Header, false, &STRING),
    member("contentDisposition", "Content-Disposition", Header, false, &STRING),
    member("body", "body", Body, false, &BLOB),], Some("body")));
pub(super) static FLUSH_STAGE_AUTHORIZERS_CACHE_REQUEST: Shape = shape("FlushStageAuthorizersCacheRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("stageName", "stage_name", Uri, true, &STRING),], None));
pub(super) static FLUSH_STAGE_CACHE_REQUEST: Shape = shape("FlushStageCacheRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("stageName", "stage_name", Uri, true, &STRING),], None));
pub(super) static GATEWAY_RESPONSE: Shape = shape("GatewayResponse", structure(&[
    member("responseType", "responseType", Body, false, &GATEWAY_RESPONSE_TYPE),
    member("statusCode", "statusCode", Body, false, &STATUS_CODE),
    member("responseParameters", "responseParameters", Body, false, &MAP_OF_STRING_TO_STRING),
    member("responseTemplates", "responseTemplates", Body, false, &MAP_OF_STRING_TO_STRING),
    member("defaultResponse", "defaultResponse", Body, false, &BOOLEAN),], None));
pub(super) static GATEWAY_RESPONSE_TYPE: Shape = shape("GatewayResponseType", text(&["REQUEST_TOO_LARGE", "RESOURCE_NOT_FOUND", "AUTHORIZER_CONFIGURATION_ERROR", "MISSING_AUTHENTICATION_TOKEN", "BAD_REQUEST_BODY", "INVALID_SIGNATURE", "INVALID_API_KEY", "BAD_REQUEST_PARAMETERS", "AUTHORIZER_FAILURE", "UNAUTHORIZED", "INTEGRATION_TIMEOUT", "ACCESS_DENIED", "DEFAULT_4XX", "DEFAULT_5XX", "WAF_FILTERED", "QUOTA_EXCEEDED", "THROTTLED", "API_CONFIGURATION_ERROR", "UNSUPPORTED_MEDIA_TYPE", "INTEGRATION_FAILURE", "EXPIRED_TOKEN"], None, range(None, None)));
pub(super) static GATEWAY_RESPONSES: Shape = shape("GatewayResponses", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_GATEWAY_RESPONSE),], None));
pub(super) static GENERATE_CLIENT_CERTIFICATE_REQUEST: Shape = shape("GenerateClientCertificateRequest", structure(&[
    member("description", "description", Body, false, &STRING),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static GET_ACCOUNT_REQUEST: Shape = shape("GetAccountRequest", structure(&[], None));
pub(super) static GET_API_KEY_REQUEST: Shape = shape("GetApiKeyRequest", structure(&[
    member("apiKey", "api_Key", Uri, true, &STRING),
    member("includeValue", "includeValue", Query, false, &NULLABLE_BOOLEAN),], None));
pub(super) static GET_API_KEYS_REQUEST: Shape = shape("GetApiKeysRequest", structure(&[
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),
    member("nameQuery", "name", Query, false, &STRING),
    member("customerId", "customerId", Query, false, &STRING),
    member("includeValues", "includeValues", Query, false, &NULLABLE_BOOLEAN),], None));
pub(super) static GET_AUTHORIZER_REQUEST: Shape = shape("GetAuthorizerRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("authorizerId", "authorizer_id", Uri, true, &STRING),], None));
pub(super) static GET_AUTHORIZERS_REQUEST: Shape = shape("GetAuthorizersRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),], None));
pub(super) static GET_BASE_PATH_MAPPING_REQUEST: Shape = shape("GetBasePathMappingRequest", structure(&[
    member("domainName", "domain_name", Uri, true, &STRING),
    member("domainNameId", "domainNameId", Query, false, &STRING),
    member("basePath", "base_path", Uri, true, &STRING),], None));
pub(super) static GET_BASE_PATH_MAPPINGS_REQUEST: Shape = shape("GetBasePathMappingsRequest", structure(&[
    member("domainName", "domain_name", Uri, true, &STRING),
    member("domainNameId", "domainNameId", Query, false, &STRING),
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),], None));
pub(super) static GET_CLIENT_CERTIFICATE_REQUEST: Shape = shape("GetClientCertificateRequest", structure(&[
    member("clientCertificateId", "clientcertificate_id", Uri, true, &STRING),], None));
pub(super) static GET_CLIENT_CERTIFICATES_REQUEST: Shape = shape("GetClientCertificatesRequest", structure(&[
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),], None));
pub(super) static GET_DEPLOYMENT_REQUEST: Shape = shape("GetDeploymentRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("deploymentId", "deployment_id", Uri, true, &STRING),
    member("embed", "embed", Query, false, &LIST_OF_STRING),], None));
pub(super) static GET_DEPLOYMENTS_REQUEST: Shape = shape("GetDeploymentsRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),], None));
pub(super) static GET_DOCUMENTATION_PART_REQUEST: Shape = shape("GetDocumentationPartRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("documentationPartId", "part_id", Uri, true, &STRING),], None));
pub(super) static GET_DOCUMENTATION_PARTS_REQUEST: Shape = shape("GetDocumentationPartsRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("type", "type", Query, false, &DOCUMENTATION_PART_TYPE),
    member("nameQuery", "name", Query, false, &STRING),
    member("path", "path", Query, false, &STRING),
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),
    member("locationStatus", "locationStatus", Query, false, &LOCATION_STATUS_TYPE),], None));
pub(super) static GET_DOCUMENTATION_VERSION_REQUEST: Shape = shape("GetDocumentationVersionRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("documentationVersion", "doc_version", Uri, true, &STRING),], None));
pub(super) static GET_DOCUMENTATION_VERSIONS_REQUEST: Shape = shape("GetDocumentationVersionsRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),], None));
pub(super) static GET_DOMAIN_NAME_ACCESS_ASSOCIATIONS_REQUEST: Shape = shape("GetDomainNameAccessAssociationsRequest", structure(&[
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),
    member("resourceOwner", "resourceOwner", Query, false, &RESOURCE_OWNER),], None));
pub(super) static GET_DOMAIN_NAME_REQUEST: Shape = shape("GetDomainNameRequest", structure(&[
    member("domainName", "domain_name", Uri, true, &STRING),
    member("domainNameId", "domainNameId", Query, false, &STRING),], None));
pub(super) static GET_DOMAIN_NAMES_REQUEST: Shape = shape("GetDomainNamesRequest", structure(&[
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),
    member("resourceOwner", "resourceOwner", Query, false, &RESOURCE_OWNER),], None));
pub(super) static GET_EXPORT_REQUEST: Shape = shape("GetExportRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("stageName", "stage_name", Uri, true, &STRING),
    member("exportType", "export_type", Uri, true, &STRING),
    member("parameters", "parameters", Query, false, &MAP_OF_STRING_TO_STRING),
    member("accepts", "Accept", Header, false, &STRING),], None));
pub(super) static GET_GATEWAY_RESPONSE_REQUEST: Shape = shape("GetGatewayResponseRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("responseType", "response_type", Uri, true, &GATEWAY_RESPONSE_TYPE),], None));
pub(super) static GET_GATEWAY_RESPONSES_REQUEST: Shape = shape("GetGatewayResponsesRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),], None));
pub(super) static GET_INTEGRATION_REQUEST: Shape = shape("GetIntegrationRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),], None));
pub(super) static GET_INTEGRATION_RESPONSE_REQUEST: Shape = shape("GetIntegrationResponseRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),
    member("statusCode", "status_code", Uri, true, &STATUS_CODE),], None));
pub(super) static GET_METHOD_REQUEST: Shape = shape("GetMethodRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),], None));
pub(super) static GET_METHOD_RESPONSE_REQUEST: Shape = shape("GetMethodResponseRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),
    member("statusCode", "status_code", Uri, true, &STATUS_CODE),], None));
pub(super) static GET_MODEL_REQUEST: Shape = shape("GetModelRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("modelName", "model_name", Uri, true, &STRING),
    member("flatten", "flatten", Query, false, &BOOLEAN),], None));
pub(super) static GET_MODEL_TEMPLATE_REQUEST: Shape = shape("GetModelTemplateRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("modelName", "model_name", Uri, true, &STRING),], None));
pub(super) static GET_MODELS_REQUEST: Shape = shape("GetModelsRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),], None));
pub(super) static GET_REQUEST_VALIDATOR_REQUEST: Shape = shape("GetRequestValidatorRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("requestValidatorId", "requestvalidator_id", Uri, true, &STRING),], None));
pub(super) static GET_REQUEST_VALIDATORS_REQUEST: Shape = shape("GetRequestValidatorsRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),], None));
pub(super) static GET_RESOURCE_REQUEST: Shape = shape("GetResourceRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("embed", "embed", Query, false, &LIST_OF_STRING),], None));
pub(super) static GET_RESOURCES_REQUEST: Shape = shape("GetResourcesRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),
    member("embed", "embed", Query, false, &LIST_OF_STRING),], None));
pub(super) static GET_REST_API_REQUEST: Shape = shape("GetRestApiRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),], None));
pub(super) static GET_REST_APIS_REQUEST: Shape = shape("GetRestApisRequest", structure(&[
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),], None));
pub(super) static GET_SDK_REQUEST: Shape = shape("GetSdkRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("stageName", "stage_name", Uri, true, &STRING),
    member("sdkType", "sdk_type", Uri, true, &STRING),
    member("parameters", "parameters", Query, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static GET_SDK_TYPE_REQUEST: Shape = shape("GetSdkTypeRequest", structure(&[
    member("id", "sdktype_id", Uri, true, &STRING),], None));
pub(super) static GET_SDK_TYPES_REQUEST: Shape = shape("GetSdkTypesRequest", structure(&[
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),], None));
pub(super) static GET_STAGE_REQUEST: Shape = shape("GetStageRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("stageName", "stage_name", Uri, true, &STRING),], None));
pub(super) static GET_STAGES_REQUEST: Shape = shape("GetStagesRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("deploymentId", "deploymentId", Query, false, &STRING),], None));
pub(super) static GET_TAGS_REQUEST: Shape = shape("GetTagsRequest", structure(&[
    member("resourceArn", "resource_arn", Uri, true, &STRING),
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),], None));
pub(super) static GET_USAGE_PLAN_KEY_REQUEST: Shape = shape("GetUsagePlanKeyRequest", structure(&[
    member("usagePlanId", "usageplanId", Uri, true, &STRING),
    member("keyId", "keyId", Uri, true, &STRING),], None));
pub(super) static GET_USAGE_PLAN_KEYS_REQUEST: Shape = shape("GetUsagePlanKeysRequest", structure(&[
    member("usagePlanId", "usageplanId", Uri, true, &STRING),
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),
    member("nameQuery", "name", Query, false, &STRING),], None));
pub(super) static GET_USAGE_PLAN_REQUEST: Shape = shape("GetUsagePlanRequest", structure(&[
    member("usagePlanId", "usageplanId", Uri, true, &STRING),], None));
pub(super) static GET_USAGE_PLANS_REQUEST: Shape = shape("GetUsagePlansRequest", structure(&[
    member("position", "position", Query, false, &STRING),
    member("keyId", "keyId", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),], None));
pub(super) static GET_USAGE_REQUEST: Shape = shape("GetUsageRequest", structure(&[
    member("usagePlanId", "usageplanId", Uri, true, &STRING),
    member("keyId", "keyId", Query, false, &STRING),
    member("startDate", "startDate", Query, true, &STRING),
    member("endDate", "endDate", Query, true, &STRING),
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),], None));
pub(super) static GET_VPC_LINK_REQUEST: Shape = shape("GetVpcLinkRequest", structure(&[
    member("vpcLinkId", "vpclink_id", Uri, true, &STRING),], None));
pub(super) static GET_VPC_LINKS_REQUEST: Shape = shape("GetVpcLinksRequest", structure(&[
    member("position", "position", Query, false, &STRING),
    member("limit", "limit", Query, false, &NULLABLE_INTEGER),], None));
pub(super) static IMPORT_API_KEYS_REQUEST: Shape = shape("ImportApiKeysRequest", structure(&[
    member("body", "body", Body, true, &BLOB),
    member("format", "format", Query, true, &API_KEYS_FORMAT),
    member("failOnWarnings", "failonwarnings", Query, false, &BOOLEAN),], Some("body")));
pub(super) static IMPORT_DOCUMENTATION_PARTS_REQUEST: Shape = shape("ImportDocumentationPartsRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("mode", "mode", Query, false, &PUT_MODE),
    member("failOnWarnings", "failonwarnings", Query, false, &BOOLEAN),
    member("body", "body", Body, true, &BLOB),], Some("body")));
pub(super) static IMPORT_REST_API_REQUEST: Shape = shape("ImportRestApiRequest", structure(&[
    member("failOnWarnings", "failonwarnings", Query, false, &BOOLEAN),
    member("parameters", "parameters", Query, false, &MAP_OF_STRING_TO_STRING),
    member("body", "body", Body, true, &BLOB),], Some("body")));
pub(super) static INTEGER: Shape = shape("Integer", Integer(range(None, None)));
pub(super) static INTEGRATION: Shape = shape("Integration", structure(&[
    member("type", "type", Body, false, &INTEGRATION_TYPE),
    member("httpMethod", "httpMethod", Body, false, &STRING),
    member("uri", "uri", Body, false, &STRING),
    member("connectionType", "connectionType", Body, false, &CONNECTION_TYPE),
    member("connectionId", "connectionId", Body, false, &STRING),
    member("credentials", "credentials", Body, false, &STRING),
    member("requestParameters", "requestParameters", Body, false, &MAP_OF_STRING_TO_STRING),
    member("requestTemplates", "requestTemplates", Body, false, &MAP_OF_STRING_TO_STRING),
    member("passthroughBehavior", "passthroughBehavior", Body, false, &STRING),
    member("contentHandling", "contentHandling", Body, false, &CONTENT_HANDLING_STRATEGY),
    member("timeoutInMillis", "timeoutInMillis", Body, false, &INTEGER),
    member("cacheNamespace", "cacheNamespace", Body, false, &STRING),
    member("cacheKeyParameters", "cacheKeyParameters", Body, false, &LIST_OF_STRING),
    member("integrationResponses", "integrationResponses", Body, false, &MAP_OF_INTEGRATION_RESPONSE),
    member("tlsConfig", "tlsConfig", Body, false, &TLS_CONFIG),
    member("responseTransferMode", "responseTransferMode", Body, false, &RESPONSE_TRANSFER_MODE),
    member("integrationTarget", "integrationTarget", Body, false, &STRING),], None));
pub(super) static INTEGRATION_RESPONSE: Shape = shape("IntegrationResponse", structure(&[
    member("statusCode", "statusCode", Body, false, &STATUS_CODE),
    member("selectionPattern", "selectionPattern", Body, false, &STRING),
    member("responseParameters", "responseParameters", Body, false, &MAP_OF_STRING_TO_STRING),
    member("responseTemplates", "responseTemplates", Body, false, &MAP_OF_STRING_TO_STRING),
    member("contentHandling", "contentHandling", Body, false, &CONTENT_HANDLING_STRATEGY),], None));
pub(super) static INTEGRATION_TYPE: Shape = shape("IntegrationType", text(&["HTTP", "MOCK", "AWS_PROXY", "HTTP_PROXY", "AWS"], None, range(None, None)));
pub(super) static IP_ADDRESS_TYPE: Shape = shape("IpAddressType", text(&["ipv4", "dualstack"], None, range(None, None)));
pub(super) static JWT_ADDITIONAL_CLAIM: Shape = shape("JwtAdditionalClaim", structure(&[
    member("claimName", "claimName", Body, true, &STRING),
    member("format", "format", Body, true, &JWT_CLAIM_FORMAT),
    member("required", "required", Body, false, &BOOLEAN),
    member("expectedValues", "expectedValues", Body, false, &LIST_OF_STRING),], None));
pub(super) static JWT_CLAIM_FORMAT: Shape = shape("JwtClaimFormat", text(&["SINGLE_STRING"], None, range(None, None)));
pub(super) static JWT_CONFIGURATION: Shape = shape("JwtConfiguration", structure(&[
    member("issuers", "issuers", Body, false, &LIST_OF_JWT_ISSUER),
    member("defaultAlgorithms", "defaultAlgorithms", Body, false, &LIST_OF_JWT_SIGNING_ALGORITHM),], None));
pub(super) static JWT_CONFIGURATION_INPUT: Shape = shape("JwtConfigurationInput", structure(&[
    member("issuers", "issuers", Body, true, &LIST_OF_JWT_ISSUER_INPUT),
    member("defaultAlgorithms", "defaultAlgorithms", Body, true, &LIST_OF_JWT_SIGNING_ALGORITHM),], None));
pub(super) static JWT_ISSUER: Shape = shape("JwtIssuer", structure(&[
    member("issuer", "issuer", Body, false, &STRING),
    member("audiences", "audiences", Body, false, &LIST_OF_STRING),
    member("additionalClaims", "additionalClaims", Body, false, &LIST_OF_JWT_ADDITIONAL_CLAIM),
    member("jwksUri", "jwksUri", Body, false, &STRING),], None));
pub(super) static JWT_ISSUER_INPUT: Shape = shape("JwtIssuerInput", structure(&[
    member("issuer", "issuer", Body, true, &STRING),
    member("audiences", "audiences", Body, true, &LIST_OF_STRING),
    member("additionalClaims", "additionalClaims", Body, false, &LIST_OF_JWT_ADDITIONAL_CLAIM),], None));
pub(super) static JWT_SIGNING_ALGORITHM: Shape = shape("JwtSigningAlgorithm", text(&["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"], None, range(None, None)));
pub(super) static LIST_OF_AR_NS: Shape = shape("ListOfARNs", List(&PROVIDER_ARN, range(None, None)));
pub(super) static LIST_OF_API_KEY: Shape = shape("ListOfApiKey", List(&API_KEY, range(None, None)));
pub(super) static LIST_OF_API_STAGE: Shape = shape("ListOfApiStage", List(&API_STAGE, range(None, None)));
pub(super) static LIST_OF_AUTHORIZER: Shape = shape("ListOfAuthorizer", List(&AUTHORIZER, range(None, None)));
pub(super) static LIST_OF_BASE_PATH_MAPPING: Shape = shape("ListOfBasePathMapping", List(&BASE_PATH_MAPPING, range(None, None)));
pub(super) static LIST_OF_CLIENT_CERTIFICATE: Shape = shape("ListOfClientCertificate", List(&CLIENT_CERTIFICATE, range(None, None)));
pub(super) static LIST_OF_DEPLOYMENT: Shape = shape("ListOfDeployment", List(&DEPLOYMENT, range(None, None)));
pub(super) static LIST_OF_DOCUMENTATION_PART: Shape = shape("ListOfDocumentationPart", List(&DOCUMENTATION_PART, range(None, None)));
pub(super) static LIST_OF_DOCUMENTATION_VERSION: Shape = shape("ListOfDocumentationVersion", List(&DOCUMENTATION_VERSION, range(None, None)));
pub(super) static LIST_OF_DOMAIN_NAME: Shape = shape("ListOfDomainName", List(&DOMAIN_NAME, range(None, None)));
pub(super) static LIST_OF_DOMAIN_NAME_ACCESS_ASSOCIATION: Shape = shape("ListOfDomainNameAccessAssociation", List(&DOMAIN_NAME_ACCESS_ASSOCIATION, range(None, None)));
pub(super) static LIST_OF_ENDPOINT_TYPE: Shape = shape("ListOfEndpointType", List(&ENDPOINT_TYPE, range(None, None)));
pub(super) static LIST_OF_GATEWAY_RESPONSE: Shape = shape("ListOfGatewayResponse", List(&GATEWAY_RESPONSE, range(None, None)));
pub(super) static LIST_OF_JWT_ADDITIONAL_CLAIM: Shape = shape("ListOfJwtAdditionalClaim", List(&JWT_ADDITIONAL_CLAIM, range(None, None)));
pub(super) static LIST_OF_JWT_ISSUER: Shape = shape("ListOfJwtIssuer", List(&JWT_ISSUER, range(None, None)));
pub(super) static LIST_OF_JWT_ISSUER_INPUT: Shape = shape("ListOfJwtIssuerInput", List(&JWT_ISSUER_INPUT, range(None, None)));
pub(super) static LIST_OF_JWT_SIGNING_ALGORITHM: Shape = shape("ListOfJwtSigningAlgorithm", List(&JWT_SIGNING_ALGORITHM, range(None, None)));
pub(super) static LIST_OF_LONG: Shape = shape("ListOfLong", List(&LONG, range(None, None)));
pub(super) static LIST_OF_MODEL: Shape = shape("ListOfModel", List(&MODEL, range(None, None)));
pub(super) static LIST_OF_PATCH_OPERATION: Shape = shape("ListOfPatchOperation", List(&PATCH_OPERATION, range(None, None)));
pub(super) static LIST_OF_REQUEST_VALIDATOR: Shape = shape("ListOfRequestValidator", List(&REQUEST_VALIDATOR, range(None, None)));
pub(super) static LIST_OF_RESOURCE: Shape = shape("ListOfResource", List(&RESOURCE, range(None, None)));
pub(super) static LIST_OF_REST_API: Shape = shape("ListOfRestApi", List(&REST_API, range(None, None)));
pub(super) static LIST_OF_SDK_CONFIGURATION_PROPERTY: Shape = shape("ListOfSdkConfigurationProperty", List(&SDK_CONFIGURATION_PROPERTY, range(None, None)));
pub(super) static LIST_OF_SDK_TYPE: Shape = shape("ListOfSdkType", List(&SDK_TYPE, range(None, None)));
pub(super) static LIST_OF_STAGE: Shape = shape("ListOfStage", List(&STAGE, range(None, None)));
pub(super) static LIST_OF_STAGE_KEYS: Shape = shape("ListOfStageKeys", List(&STAGE_KEY, range(None, None)));
pub(super) static LIST_OF_STRING: Shape = shape("ListOfString", List(&STRING, range(None, None)));
pub(super) static LIST_OF_USAGE: Shape = shape("ListOfUsage", List(&LIST_OF_LONG, range(None, None)));
pub(super) static LIST_OF_USAGE_PLAN: Shape = shape("ListOfUsagePlan", List(&USAGE_PLAN, range(None, None)));
pub(super) static LIST_OF_USAGE_PLAN_KEY: Shape = shape("ListOfUsagePlanKey", List(&USAGE_PLAN_KEY, range(None, None)));
pub(super) static LIST_OF_VPC_LINK: Shape = shape("ListOfVpcLink", List(&VPC_LINK, range(None, None)));
pub(super) static LOCATION_STATUS_TYPE: Shape = shape("LocationStatusType", text(&["DOCUMENTED", "UNDOCUMENTED"], None, range(None, None)));
pub(super) static LONG: Shape = shape("Long", Long(range(None, None)));
pub(super) static MAP_OF_API_STAGE_THROTTLE_SETTINGS: Shape = shape("MapOfApiStageThrottleSettings", Map(&STRING, &THROTTLE_SETTINGS));
pub(super) static MAP_OF_INTEGRATION_RESPONSE: Shape = shape("MapOfIntegrationResponse", Map(&STRING, &INTEGRATION_RESPONSE));
pub(super) static MAP_OF_KEY_USAGES: Shape = shape("MapOfKeyUsages", Map(&STRING, &LIST_OF_USAGE));
pub(super) static MAP_OF_METHOD: Shape = shape("MapOfMethod", Map(&STRING, &METHOD));
pub(super) static MAP_OF_METHOD_RESPONSE: Shape = shape("MapOfMethodResponse", Map(&STRING, &METHOD_RESPONSE));
pub(super) static MAP_OF_METHOD_SETTINGS: Shape = shape("MapOfMethodSettings", Map(&STRING, &METHOD_SETTING));
pub(super) static MAP_OF_METHOD_SNAPSHOT: Shape = shape("MapOfMethodSnapshot", Map(&STRING, &METHOD_SNAPSHOT));
pub(super) static MAP_OF_STRING_TO_BOOLEAN: Shape = shape("MapOfStringToBoolean", Map(&STRING, &NULLABLE_BOOLEAN));
pub(super) static MAP_OF_STRING_TO_LIST: Shape = shape("MapOfStringToList", Map(&STRING, &LIST_OF_STRING));
pub(super) static MAP_OF_STRING_TO_STRING: Shape = shape("MapOfStringToString", Map(&STRING, &STRING));
pub(super) static METHOD: Shape = shape("Method", structure(&[
    member("httpMethod", "httpMethod", Body, false, &STRING),
    member("authorizationType", "authorizationType", Body, false, &STRING),
    member("authorizerId", "authorizerId", Body, false, &STRING),
    member("apiKeyRequired", "apiKeyRequired", Body, false, &NULLABLE_BOOLEAN),
    member("requestValidatorId", "requestValidatorId", Body, false, &STRING),
    member("operationName", "operationName", Body, false, &STRING),
    member("requestParameters", "requestParameters", Body, false, &MAP_OF_STRING_TO_BOOLEAN),
    member("requestModels", "requestModels", Body, false, &MAP_OF_STRING_TO_STRING),
    member("methodResponses", "methodResponses", Body, false, &MAP_OF_METHOD_RESPONSE),
    member("methodIntegration", "methodIntegration", Body, false, &INTEGRATION),
    member("authorizationScopes", "authorizationScopes", Body, false, &LIST_OF_STRING),], None));
pub(super) static METHOD_RESPONSE: Shape = shape("MethodResponse", structure(&[
    member("statusCode", "statusCode", Body, false, &STATUS_CODE),
    member("responseParameters", "responseParameters", Body, false, &MAP_OF_STRING_TO_BOOLEAN),
    member("responseModels", "responseModels", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static METHOD_SETTING: Shape = shape("MethodSetting", structure(&[
    member("metricsEnabled", "metricsEnabled", Body, false, &BOOLEAN),
    member("loggingLevel", "loggingLevel", Body, false, &STRING),
    member("dataTraceEnabled", "dataTraceEnabled", Body, false, &BOOLEAN),
    member("throttlingBurstLimit", "throttlingBurstLimit", Body, false, &INTEGER),
    member("throttlingRateLimit", "throttlingRateLimit", Body, false, &DOUBLE),
    member("cachingEnabled", "cachingEnabled", Body, false, &BOOLEAN),
    member("cacheTtlInSeconds", "cacheTtlInSeconds", Body, false, &INTEGER),
    member("cacheDataEncrypted", "cacheDataEncrypted", Body, false, &BOOLEAN),
    member("requireAuthorizationForCacheControl", "requireAuthorizationForCacheControl", Body, false, &BOOLEAN),
    member("unauthorizedCacheControlHeaderStrategy", "unauthorizedCacheControlHeaderStrategy", Body, false, &UNAUTHORIZED_CACHE_CONTROL_HEADER_STRATEGY),], None));
pub(super) static METHOD_SNAPSHOT: Shape = shape("MethodSnapshot", structure(&[
    member("authorizationType", "authorizationType", Body, false, &STRING),
    member("apiKeyRequired", "apiKeyRequired", Body, false, &BOOLEAN),], None));
pub(super) static MODEL: Shape = shape("Model", structure(&[
    member("id", "id", Body, false, &STRING),
    member("name", "name", Body, false, &STRING),
    member("description", "description", Body, false, &STRING),
    member("schema", "schema", Body, false, &STRING),
    member("contentType", "contentType", Body, false, &STRING),], None));
pub(super) static MODELS: Shape = shape("Models", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_MODEL),], None));
pub(super) static MUTUAL_TLS_AUTHENTICATION: Shape = shape("MutualTlsAuthentication", structure(&[
    member("truststoreUri", "truststoreUri", Body, false, &STRING),
    member("truststoreVersion", "truststoreVersion", Body, false, &STRING),
    member("truststoreWarnings", "truststoreWarnings", Body, false, &LIST_OF_STRING),], None));
pub(super) static MUTUAL_TLS_AUTHENTICATION_INPUT: Shape = shape("MutualTlsAuthenticationInput", structure(&[
    member("truststoreUri", "truststoreUri", Body, false, &STRING),
    member("truststoreVersion", "truststoreVersion", Body, false, &STRING),], None));
pub(super) static NULLABLE_BOOLEAN: Shape = shape("NullableBoolean", Boolean);
pub(super) static NULLABLE_INTEGER: Shape = shape("NullableInteger", Integer(range(None, None)));
pub(super) static OP: Shape = shape("Op", text(&["add", "remove", "move", "test", "replace", "copy"], None, range(None, None)));
pub(super) static PATCH_OPERATION: Shape = shape("PatchOperation", structure(&[
    member("op", "op", Body, false, &OP),
    member("path", "path", Body, false, &STRING),
    member("value", "value", Body, false, &STRING),
    member("from", "from", Body, false, &STRING),], None));
pub(super) static PATH_TO_MAP_OF_METHOD_SNAPSHOT: Shape = shape("PathToMapOfMethodSnapshot", Map(&STRING, &MAP_OF_METHOD_SNAPSHOT));
pub(super) static PROVIDER_ARN: Shape = shape("ProviderARN", text(&[], None, range(None, None)));
pub(super) static PUT_GATEWAY_RESPONSE_REQUEST: Shape = shape("PutGatewayResponseRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("responseType", "response_type", Uri, true, &GATEWAY_RESPONSE_TYPE),
    member("statusCode", "statusCode", Body, false, &STATUS_CODE),
    member("responseParameters", "responseParameters", Body, false, &MAP_OF_STRING_TO_STRING),
    member("responseTemplates", "responseTemplates", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static PUT_INTEGRATION_REQUEST: Shape = shape("PutIntegrationRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),
    member("type", "type", Body, true, &INTEGRATION_TYPE),
    member("integrationHttpMethod", "httpMethod", Body, false, &STRING),
    member("uri", "uri", Body, false, &STRING),
    member("connectionType", "connectionType", Body, false, &CONNECTION_TYPE),
    member("connectionId", "connectionId", Body, false, &STRING),
    member("credentials", "credentials", Body, false, &STRING),
    member("requestParameters", "requestParameters", Body, false, &MAP_OF_STRING_TO_STRING),
    member("requestTemplates", "requestTemplates", Body, false, &MAP_OF_STRING_TO_STRING),
    member("passthroughBehavior", "passthroughBehavior", Body, false, &STRING),
    member("cacheNamespace", "cacheNamespace", Body, false, &STRING),
    member("cacheKeyParameters", "cacheKeyParameters", Body, false, &LIST_OF_STRING),
    member("contentHandling", "contentHandling", Body, false, &CONTENT_HANDLING_STRATEGY),
    member("timeoutInMillis", "timeoutInMillis", Body, false, &NULLABLE_INTEGER),
    member("tlsConfig", "tlsConfig", Body, false, &TLS_CONFIG),
    member("responseTransferMode", "responseTransferMode", Body, false, &RESPONSE_TRANSFER_MODE),
    member("integrationTarget", "integrationTarget", Body, false, &STRING),], None));
pub(super) static PUT_INTEGRATION_RESPONSE_REQUEST: Shape = shape("PutIntegrationResponseRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),
    member("statusCode", "status_code", Uri, true, &STATUS_CODE),
    member("selectionPattern", "selectionPattern", Body, false, &STRING),
    member("responseParameters", "responseParameters", Body, false, &MAP_OF_STRING_TO_STRING),
    member("responseTemplates", "responseTemplates", Body, false, &MAP_OF_STRING_TO_STRING),
    member("contentHandling", "contentHandling", Body, false, &CONTENT_HANDLING_STRATEGY),], None));
pub(super) static PUT_METHOD_REQUEST: Shape = shape("PutMethodRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),
    member("authorizationType", "authorizationType", Body, true, &STRING),
    member("authorizerId", "authorizerId", Body, false, &STRING),
    member("apiKeyRequired", "apiKeyRequired", Body, false, &BOOLEAN),
    member("operationName", "operationName", Body, false, &STRING),
    member("requestParameters", "requestParameters", Body, false, &MAP_OF_STRING_TO_BOOLEAN),
    member("requestModels", "requestModels", Body, false, &MAP_OF_STRING_TO_STRING),
    member("requestValidatorId", "requestValidatorId", Body, false, &STRING),
    member("authorizationScopes", "authorizationScopes", Body, false, &LIST_OF_STRING),], None));
pub(super) static PUT_METHOD_RESPONSE_REQUEST: Shape = shape("PutMethodResponseRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),
    member("statusCode", "status_code", Uri, true, &STATUS_CODE),
    member("responseParameters", "responseParameters", Body, false, &MAP_OF_STRING_TO_BOOLEAN),
    member("responseModels", "responseModels", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static PUT_MODE: Shape = shape("PutMode", text(&["merge", "overwrite"], None, range(None, None)));
pub(super) static PUT_REST_API_REQUEST: Shape = shape("PutRestApiRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("mode", "mode", Query, false, &PUT_MODE),
    member("failOnWarnings", "failonwarnings", Query, false, &BOOLEAN),
    member("parameters", "parameters", Query, false, &MAP_OF_STRING_TO_STRING),
    member("body", "body", Body, true, &BLOB),], Some("body")));
pub(super) static QUOTA_PERIOD_TYPE: Shape = shape("QuotaPeriodType", text(&["DAY", "WEEK", "MONTH"], None, range(None, None)));
pub(super) static QUOTA_SETTINGS: Shape = shape("QuotaSettings", structure(&[
    member("limit", "limit", Body, false, &INTEGER),
    member("offset", "offset", Body, false, &INTEGER),
    member("period", "period", Body, false, &QUOTA_PERIOD_TYPE),], None));
pub(super) static REJECT_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST: Shape = shape("RejectDomainNameAccessAssociationRequest", structure(&[
    member("domainNameAccessAssociationArn", "domainNameAccessAssociationArn", Query, true, &STRING),
    member("domainNameArn", "domainNameArn", Query, true, &STRING),], None));
pub(super) static REQUEST_VALIDATOR: Shape = shape("RequestValidator", structure(&[
    member("id", "id", Body, false, &STRING),
    member("name", "name", Body, false, &STRING),
    member("validateRequestBody", "validateRequestBody", Body, false, &BOOLEAN),
    member("validateRequestParameters", "validateRequestParameters", Body, false, &BOOLEAN),], None));
pub(super) static REQUEST_VALIDATORS: Shape = shape("RequestValidators", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_REQUEST_VALIDATOR),], None));
pub(super) static RESOURCE: Shape = shape("Resource", structure(&[
    member("id", "id", Body, false, &STRING),
    member("parentId", "parentId", Body, false, &STRING),
    member("pathPart", "pathPart", Body, false, &STRING),
    member("path", "path", Body, false, &STRING),
    member("resourceMethods", "resourceMethods", Body, false, &MAP_OF_METHOD),], None));
pub(super) static RESOURCE_OWNER: Shape = shape("ResourceOwner", text(&["SELF", "OTHER_ACCOUNTS"], None, range(None, None)));
pub(super) static RESOURCES: Shape = shape("Resources", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_RESOURCE),], None));
pub(super) static RESPONSE_TRANSFER_MODE: Shape = shape("ResponseTransferMode", text(&["BUFFERED", "STREAM"], None, range(None, None)));
pub(super) static REST_API: Shape = shape("RestApi", structure(&[
    member("id", "id", Body, false, &STRING),
    member("name", "name", Body, false, &STRING),
    member("description", "description", Body, false, &STRING),
    member("createdDate", "createdDate", Body, false, &TIMESTAMP),
    member("version", "version", Body, false, &STRING),
    member("warnings", "warnings", Body, false, &LIST_OF_STRING),
    member("binaryMediaTypes", "binaryMediaTypes", Body, false, &LIST_OF_STRING),
    member("minimumCompressionSize", "minimumCompressionSize", Body, false, &NULLABLE_INTEGER),
    member("apiKeySource", "apiKeySource", Body, false, &API_KEY_SOURCE_TYPE),
    member("endpointConfiguration", "endpointConfiguration", Body, false, &ENDPOINT_CONFIGURATION),
    member("policy", "policy", Body, false, &STRING),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),
    member("disableExecuteApiEndpoint", "disableExecuteApiEndpoint", Body, false, &BOOLEAN),
    member("rootResourceId", "rootResourceId", Body, false, &STRING),
    member("securityPolicy", "securityPolicy", Body, false, &SECURITY_POLICY),
    member("endpointAccessMode", "endpointAccessMode", Body, false, &ENDPOINT_ACCESS_MODE),
    member("apiStatus", "apiStatus", Body, false, &API_STATUS),
    member("apiStatusMessage", "apiStatusMessage", Body, false, &STRING),], None));
pub(super) static REST_APIS: Shape = shape("RestApis", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_REST_API),], None));
pub(super) static ROUTING_MODE: Shape = shape("RoutingMode", text(&["BASE_PATH_MAPPING_ONLY", "ROUTING_RULE_ONLY", "ROUTING_RULE_THEN_BASE_PATH_MAPPING"], None, range(None, None)));
pub(super) static SDK_CONFIGURATION_PROPERTY: Shape = shape("SdkConfigurationProperty", structure(&[
    member("name", "name", Body, false, &STRING),
    member("friendlyName", "friendlyName", Body, false, &STRING),
    member("description", "description", Body, false, &STRING),
    member("required", "required", Body, false, &BOOLEAN),
    member("defaultValue", "defaultValue", Body, false, &STRING),], None));
pub(super) static SDK_RESPONSE: Shape = shape("SdkResponse", structure(&[
    member("contentType", "Content-Type", Header, false, &STRING),
    member("contentDisposition", "Content-Disposition", Header, false, &STRING),
    member("body", "body", Body, false, &BLOB),], Some("body")));
pub(super) static SDK_TYPE: Shape = shape("SdkType", structure(&[
    member("id", "id", Body, false, &STRING),
    member("friendlyName", "friendlyName", Body, false, &STRING),
    member("description", "description", Body, false, &STRING),
    member("configurationProperties", "configurationProperties", Body, false, &LIST_OF_SDK_CONFIGURATION_PROPERTY),], None));
pub(super) static SDK_TYPES: Shape = shape("SdkTypes", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_SDK_TYPE),], None));
pub(super) static SECURITY_POLICY: Shape = shape("SecurityPolicy", text(&["TLS_1_0", "TLS_1_2", "SecurityPolicy_TLS13_1_3_2025_09", "SecurityPolicy_TLS13_1_3_FIPS_2025_09", "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09", "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09", "SecurityPolicy_TLS13_1_2_Ext2_PQ_2025_09", "SecurityPolicy_TLS13_1_2_Ext2_FIPS_PQ_2025_09", "SecurityPolicy_TLS13_1_2_PQ_2025_09", "SecurityPolicy_TLS13_1_2_2021_06", "SecurityPolicy_TLS13_2025_EDGE", "SecurityPolicy_TLS12_PFS_2025_EDGE", "SecurityPolicy_TLS12_2018_EDGE"], None, range(None, None)));
pub(super) static STAGE: Shape = shape("Stage", structure(&[
    member("deploymentId", "deploymentId", Body, false, &STRING),
    member("clientCertificateId", "clientCertificateId", Body, false, &STRING),
    member("stageName", "stageName", Body, false, &STRING),
    member("description", "description", Body, false, &STRING),
    member("cacheClusterEnabled", "cacheClusterEnabled", Body, false, &BOOLEAN),
    member("cacheClusterSize", "cacheClusterSize", Body, false, &CACHE_CLUSTER_SIZE),
    member("cacheClusterStatus", "cacheClusterStatus", Body, false, &CACHE_CLUSTER_STATUS),
    member("methodSettings", "methodSettings", Body, false, &MAP_OF_METHOD_SETTINGS),
    member("variables", "variables", Body, false, &MAP_OF_STRING_TO_STRING),
    member("documentationVersion", "documentationVersion", Body, false, &STRING),
    member("accessLogSettings", "accessLogSettings", Body, false, &ACCESS_LOG_SETTINGS),
    member("canarySettings", "canarySettings", Body, false, &CANARY_SETTINGS),
    member("tracingEnabled", "tracingEnabled", Body, false, &BOOLEAN),
    member("webAclArn", "webAclArn", Body, false, &STRING),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),
    member("createdDate", "createdDate", Body, false, &TIMESTAMP),
    member("lastUpdatedDate", "lastUpdatedDate", Body, false, &TIMESTAMP),], None));
pub(super) static STAGE_KEY: Shape = shape("StageKey", structure(&[
    member("restApiId", "restApiId", Body, false, &STRING),
    member("stageName", "stageName", Body, false, &STRING),], None));
pub(super) static STAGES: Shape = shape("Stages", structure(&[
    member("item", "item", Body, false, &LIST_OF_STAGE),], None));
pub(super) static STATUS_CODE: Shape = shape("StatusCode", text(&[], Some("[1-5]\\d\\d"), range(None, None)));
pub(super) static STRING: Shape = shape("String", text(&[], None, range(None, None)));
pub(super) static TAG_RESOURCE_REQUEST: Shape = shape("TagResourceRequest", structure(&[
    member("resourceArn", "resource_arn", Uri, true, &STRING),
    member("tags", "tags", Body, true, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static TAGS: Shape = shape("Tags", structure(&[
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static TEMPLATE: Shape = shape("Template", structure(&[
    member("value", "value", Body, false, &STRING),], None));
pub(super) static TEST_INVOKE_AUTHORIZER_REQUEST: Shape = shape("TestInvokeAuthorizerRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("authorizerId", "authorizer_id", Uri, true, &STRING),
    member("headers", "headers", Body, false, &MAP_OF_STRING_TO_STRING),
    member("multiValueHeaders", "multiValueHeaders", Body, false, &MAP_OF_STRING_TO_LIST),
    member("pathWithQueryString", "pathWithQueryString", Body, false, &STRING),
    member("body", "body", Body, false, &STRING),
    member("stageVariables", "stageVariables", Body, false, &MAP_OF_STRING_TO_STRING),
    member("additionalContext", "additionalContext", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static TEST_INVOKE_AUTHORIZER_RESPONSE: Shape = shape("TestInvokeAuthorizerResponse", structure(&[
    member("clientStatus", "clientStatus", Body, false, &INTEGER),
    member("log", "log", Body, false, &STRING),
    member("latency", "latency", Body, false, &LONG),
    member("principalId", "principalId", Body, false, &STRING),
    member("policy", "policy", Body, false, &STRING),
    member("authorization", "authorization", Body, false, &MAP_OF_STRING_TO_LIST),
    member("claims", "claims", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static TEST_INVOKE_METHOD_REQUEST: Shape = shape("TestInvokeMethodRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),
    member("pathWithQueryString", "pathWithQueryString", Body, false, &STRING),
    member("body", "body", Body, false, &STRING),
    member("headers", "headers", Body, false, &MAP_OF_STRING_TO_STRING),
    member("multiValueHeaders", "multiValueHeaders", Body, false, &MAP_OF_STRING_TO_LIST),
    member("clientCertificateId", "clientCertificateId", Body, false, &STRING),
    member("stageVariables", "stageVariables", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static TEST_INVOKE_METHOD_RESPONSE: Shape = shape("TestInvokeMethodResponse", structure(&[
    member("status", "status", Body, false, &INTEGER),
    member("body", "body", Body, false, &STRING),
    member("headers", "headers", Body, false, &MAP_OF_STRING_TO_STRING),
    member("multiValueHeaders", "multiValueHeaders", Body, false, &MAP_OF_STRING_TO_LIST),
    member("log", "log", Body, false, &STRING),
    member("latency", "latency", Body, false, &LONG),], None));
pub(super) static THROTTLE_SETTINGS: Shape = shape("ThrottleSettings", structure(&[
    member("burstLimit", "burstLimit", Body, false, &INTEGER),
    member("rateLimit", "rateLimit", Body, false, &DOUBLE),], None));
pub(super) static TIMESTAMP: Shape = shape("Timestamp", Timestamp);
pub(super) static TLS_CONFIG: Shape = shape("TlsConfig", structure(&[
    member("insecureSkipVerification", "insecureSkipVerification", Body, false, &BOOLEAN),], None));
pub(super) static UNAUTHORIZED_CACHE_CONTROL_HEADER_STRATEGY: Shape = shape("UnauthorizedCacheControlHeaderStrategy", text(&["FAIL_WITH_403", "SUCCEED_WITH_RESPONSE_HEADER", "SUCCEED_WITHOUT_RESPONSE_HEADER"], None, range(None, None)));
pub(super) static UNTAG_RESOURCE_REQUEST: Shape = shape("UntagResourceRequest", structure(&[
    member("resourceArn", "resource_arn", Uri, true, &STRING),
    member("tagKeys", "tagKeys", Query, true, &LIST_OF_STRING),], None));
pub(super) static UPDATE_ACCOUNT_REQUEST: Shape = shape("UpdateAccountRequest", structure(&[
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_API_KEY_REQUEST: Shape = shape("UpdateApiKeyRequest", structure(&[
    member("apiKey", "api_Key", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_AUTHORIZER_REQUEST: Shape = shape("UpdateAuthorizerRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("authorizerId", "authorizer_id", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_BASE_PATH_MAPPING_REQUEST: Shape = shape("UpdateBasePathMappingRequest", structure(&[
    member("domainName", "domain_name", Uri, true, &STRING),
    member("domainNameId", "domainNameId", Query, false, &STRING),
    member("basePath", "base_path", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_CLIENT_CERTIFICATE_REQUEST: Shape = shape("UpdateClientCertificateRequest", structure(&[
    member("clientCertificateId", "clientcertificate_id", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_DEPLOYMENT_REQUEST: Shape = shape("UpdateDeploymentRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("deploymentId", "deployment_id", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_DOCUMENTATION_PART_REQUEST: Shape = shape("UpdateDocumentationPartRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("documentationPartId", "part_id", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_DOCUMENTATION_VERSION_REQUEST: Shape = shape("UpdateDocumentationVersionRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("documentationVersion", "doc_version", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_DOMAIN_NAME_REQUEST: Shape = shape("UpdateDomainNameRequest", structure(&[
    member("domainName", "domain_name", Uri, true, &STRING),
    member("domainNameId", "domainNameId", Query, false, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_GATEWAY_RESPONSE_REQUEST: Shape = shape("UpdateGatewayResponseRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("responseType", "response_type", Uri, true, &GATEWAY_RESPONSE_TYPE),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_INTEGRATION_REQUEST: Shape = shape("UpdateIntegrationRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_INTEGRATION_RESPONSE_REQUEST: Shape = shape("UpdateIntegrationResponseRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),
    member("statusCode", "status_code", Uri, true, &STATUS_CODE),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_METHOD_REQUEST: Shape = shape("UpdateMethodRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_METHOD_RESPONSE_REQUEST: Shape = shape("UpdateMethodResponseRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("httpMethod", "http_method", Uri, true, &STRING),
    member("statusCode", "status_code", Uri, true, &STATUS_CODE),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_MODEL_REQUEST: Shape = shape("UpdateModelRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("modelName", "model_name", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_REQUEST_VALIDATOR_REQUEST: Shape = shape("UpdateRequestValidatorRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("requestValidatorId", "requestvalidator_id", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_RESOURCE_REQUEST: Shape = shape("UpdateResourceRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("resourceId", "resource_id", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_REST_API_REQUEST: Shape = shape("UpdateRestApiRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_STAGE_REQUEST: Shape = shape("UpdateStageRequest", structure(&[
    member("restApiId", "restapi_id", Uri, true, &STRING),
    member("stageName", "stage_name", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_USAGE_PLAN_REQUEST: Shape = shape("UpdateUsagePlanRequest", structure(&[
    member("usagePlanId", "usageplanId", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_USAGE_REQUEST: Shape = shape("UpdateUsageRequest", structure(&[
    member("usagePlanId", "usageplanId", Uri, true, &STRING),
    member("keyId", "keyId", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static UPDATE_VPC_LINK_REQUEST: Shape = shape("UpdateVpcLinkRequest", structure(&[
    member("vpcLinkId", "vpclink_id", Uri, true, &STRING),
    member("patchOperations", "patchOperations", Body, false, &LIST_OF_PATCH_OPERATION),], None));
pub(super) static USAGE: Shape = shape("Usage", structure(&[
    member("usagePlanId", "usagePlanId", Body, false, &STRING),
    member("startDate", "startDate", Body, false, &STRING),
    member("endDate", "endDate", Body, false, &STRING),
    member("position", "position", Body, false, &STRING),
    member("items", "values", Body, false, &MAP_OF_KEY_USAGES),], None));
pub(super) static USAGE_PLAN: Shape = shape("UsagePlan", structure(&[
    member("id", "id", Body, false, &STRING),
    member("name", "name", Body, false, &STRING),
    member("description", "description", Body, false, &STRING),
    member("apiStages", "apiStages", Body, false, &LIST_OF_API_STAGE),
    member("throttle", "throttle", Body, false, &THROTTLE_SETTINGS),
    member("quota", "quota", Body, false, &QUOTA_SETTINGS),
    member("productCode", "productCode", Body, false, &STRING),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static USAGE_PLAN_KEY: Shape = shape("UsagePlanKey", structure(&[
    member("id", "id", Body, false, &STRING),
    member("type", "type", Body, false, &STRING),
    member("value", "value", Body, false, &STRING),
    member("name", "name", Body, false, &STRING),], None));
pub(super) static USAGE_PLAN_KEYS: Shape = shape("UsagePlanKeys", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_USAGE_PLAN_KEY),], None));
pub(super) static USAGE_PLANS: Shape = shape("UsagePlans", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_USAGE_PLAN),], None));
pub(super) static VPC_LINK: Shape = shape("VpcLink", structure(&[
    member("id", "id", Body, false, &STRING),
    member("name", "name", Body, false, &STRING),
    member("description", "description", Body, false, &STRING),
    member("targetArns", "targetArns", Body, false, &LIST_OF_STRING),
    member("status", "status", Body, false, &VPC_LINK_STATUS),
    member("statusMessage", "statusMessage", Body, false, &STRING),
    member("tags", "tags", Body, false, &MAP_OF_STRING_TO_STRING),], None));
pub(super) static VPC_LINK_STATUS: Shape = shape("VpcLinkStatus", text(&["AVAILABLE", "PENDING", "DELETING", "FAILED"], None, range(None, None)));
pub(super) static VPC_LINKS: Shape = shape("VpcLinks", structure(&[
    member("position", "position", Body, false, &STRING),
    member("items", "item", Body, false, &LIST_OF_VPC_LINK),], None));
}
