// Written by `cargo xtask codegen` from `crates/wire/models/elbv2.json` (botocore 1.44.5 data/elbv2/2015-12-01). Do not edit.
//! Elastic Load Balancing.

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
    name: "elbv2",
    endpoint_prefix: "elasticloadbalancing",
    api_version: "2015-12-01",
    protocol: Protocol::Query {
        xml_namespace: "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
    },
    operations: OPERATIONS,
    unshaped: UNSHAPED,
};

static OPERATIONS: &[&Operation] = &[
    &DESCRIBE_LISTENERS,
    &DESCRIBE_LOAD_BALANCERS,
    &DESCRIBE_TARGET_HEALTH,
];

#[rustfmt::skip]
static UNSHAPED: &[(&str, &str, &str)] = &[
("AddListenerCertificates", "POST", "/"), 
("AddTags", "POST", "/"), 
("AddTrustStoreRevocations", "POST", "/"), 
("CreateListener", "POST", "/"), 
("CreateLoadBalancer", "POST", "/"), 
("CreateRule", "POST", "/"), 
("CreateTargetGroup", "POST", "/"), 
("CreateTrustStore", "POST", "/"), 
("DeleteListener", "POST", "/"), 
("DeleteLoadBalancer", "POST", "/"), 
("DeleteRule", "POST", "/"), 
("DeleteSharedTrustStoreAssociation", "POST", "/"), 
("DeleteTargetGroup", "POST", "/"), 
("DeleteTrustStore", "POST", "/"), 
("DeregisterTargets", "POST", "/"), 
("DescribeAccountLimits", "POST", "/"), 
("DescribeCapacityReservation", "POST", "/"), 
("DescribeListenerAttributes", "POST", "/"), 
("DescribeListenerCertificates", "POST", "/"), 
("DescribeLoadBalancerAttributes", "POST", "/"), 
("DescribeRules", "POST", "/"), 
("DescribeSSLPolicies", "POST", "/"), 
("DescribeTags", "POST", "/"), 
("DescribeTargetGroupAttributes", "POST", "/"), 
("DescribeTargetGroups", "POST", "/"), 
("DescribeTrustStoreAssociations", "POST", "/"), 
("DescribeTrustStoreRevocations", "POST", "/"), 
("DescribeTrustStores", "POST", "/"), 
("GetResourcePolicy", "POST", "/"), 
("GetTrustStoreCaCertificatesBundle", "POST", "/"), 
("GetTrustStoreRevocationContent", "POST", "/"), 
("ModifyCapacityReservation", "POST", "/"), 
("ModifyIpPools", "POST", "/"), 
("ModifyListener", "POST", "/"), 
("ModifyListenerAttributes", "POST", "/"), 
("ModifyLoadBalancerAttributes", "POST", "/"), 
("ModifyRule", "POST", "/"), 
("ModifyTargetGroup", "POST", "/"), 
("ModifyTargetGroupAttributes", "POST", "/"), 
("ModifyTrustStore", "POST", "/"), 
("RegisterTargets", "POST", "/"), 
("RemoveListenerCertificates", "POST", "/"), 
("RemoveTags", "POST", "/"), 
("RemoveTrustStoreRevocations", "POST", "/"), 
("SetIpAddressType", "POST", "/"), 
("SetRulePriorities", "POST", "/"), 
("SetSecurityGroups", "POST", "/"), 
("SetSubnets", "POST", "/"), ];

/// The service's modelled errors.
pub mod errors {
    use super::ErrorShape;
    /// AWS's `ALPNPolicyNotSupportedException`.
#[rustfmt::skip]
pub static ALPN_POLICY_NOT_SUPPORTED: ErrorShape = ErrorShape { code: "ALPNPolicyNotFound", status: 400, message_key: "message", typed: false };
    /// AWS's `AllocationIdNotFoundException`.
#[rustfmt::skip]
pub static ALLOCATION_ID_NOT_FOUND: ErrorShape = ErrorShape { code: "AllocationIdNotFound", status: 400, message_key: "message", typed: false };
    /// AWS's `AvailabilityZoneNotSupportedException`.
#[rustfmt::skip]
pub static AVAILABILITY_ZONE_NOT_SUPPORTED: ErrorShape = ErrorShape { code: "AvailabilityZoneNotSupported", status: 400, message_key: "message", typed: false };
    /// AWS's `CaCertificatesBundleNotFoundException`.
#[rustfmt::skip]
pub static CA_CERTIFICATES_BUNDLE_NOT_FOUND: ErrorShape = ErrorShape { code: "CaCertificatesBundleNotFound", status: 400, message_key: "message", typed: false };
    /// AWS's `CapacityDecreaseRequestsLimitExceededException`.
#[rustfmt::skip]
pub static CAPACITY_DECREASE_REQUESTS_LIMIT_EXCEEDED: ErrorShape = ErrorShape { code: "CapacityDecreaseRequestLimitExceeded", status: 400, message_key: "message", typed: false };
    /// AWS's `CapacityReservationPendingException`.
#[rustfmt::skip]
pub static CAPACITY_RESERVATION_PENDING: ErrorShape = ErrorShape { code: "CapacityReservationPending", status: 400, message_key: "message", typed: false };
    /// AWS's `CapacityUnitsLimitExceededException`.
#[rustfmt::skip]
pub static CAPACITY_UNITS_LIMIT_EXCEEDED: ErrorShape = ErrorShape { code: "CapacityUnitsLimitExceeded", status: 400, message_key: "message", typed: false };
    /// AWS's `CertificateNotFoundException`.
#[rustfmt::skip]
pub static CERTIFICATE_NOT_FOUND: ErrorShape = ErrorShape { code: "CertificateNotFound", status: 400, message_key: "message", typed: false };
    /// AWS's `DeleteAssociationSameAccountException`.
#[rustfmt::skip]
pub static DELETE_ASSOCIATION_SAME_ACCOUNT: ErrorShape = ErrorShape { code: "DeleteAssociationSameAccount", status: 400, message_key: "message", typed: false };
    /// AWS's `DuplicateListenerException`.
#[rustfmt::skip]
pub static DUPLICATE_LISTENER: ErrorShape = ErrorShape { code: "DuplicateListener", status: 400, message_key: "message", typed: false };
    /// AWS's `DuplicateLoadBalancerNameException`.
#[rustfmt::skip]
pub static DUPLICATE_LOAD_BALANCER_NAME: ErrorShape = ErrorShape { code: "DuplicateLoadBalancerName", status: 400, message_key: "message", typed: false };
    /// AWS's `DuplicateTagKeysException`.
#[rustfmt::skip]
pub static DUPLICATE_TAG_KEYS: ErrorShape = ErrorShape { code: "DuplicateTagKeys", status: 400, message_key: "message", typed: false };
    /// AWS's `DuplicateTargetGroupNameException`.
#[rustfmt::skip]
pub static DUPLICATE_TARGET_GROUP_NAME: ErrorShape = ErrorShape { code: "DuplicateTargetGroupName", status: 400, message_key: "message", typed: false };
    /// AWS's `DuplicateTrustStoreNameException`.
#[rustfmt::skip]
pub static DUPLICATE_TRUST_STORE_NAME: ErrorShape = ErrorShape { code: "DuplicateTrustStoreName", status: 400, message_key: "message", typed: false };
    /// AWS's `HealthUnavailableException`.
#[rustfmt::skip]
pub static HEALTH_UNAVAILABLE: ErrorShape = ErrorShape { code: "HealthUnavailable", status: 500, message_key: "message", typed: false };
    /// AWS's `IncompatibleProtocolsException`.
#[rustfmt::skip]
pub static INCOMPATIBLE_PROTOCOLS: ErrorShape = ErrorShape { code: "IncompatibleProtocols", status: 400, message_key: "message", typed: false };
    /// AWS's `InsufficientCapacityException`.
#[rustfmt::skip]
pub static INSUFFICIENT_CAPACITY: ErrorShape = ErrorShape { code: "InsufficientCapacity", status: 500, message_key: "message", typed: false };
    /// AWS's `InvalidCaCertificatesBundleException`.
#[rustfmt::skip]
pub static INVALID_CA_CERTIFICATES_BUNDLE: ErrorShape = ErrorShape { code: "InvalidCaCertificatesBundle", status: 400, message_key: "message", typed: false };
    /// AWS's `InvalidConfigurationRequestException`.
#[rustfmt::skip]
pub static INVALID_CONFIGURATION_REQUEST: ErrorShape = ErrorShape { code: "InvalidConfigurationRequest", status: 400, message_key: "message", typed: false };
    /// AWS's `InvalidLoadBalancerActionException`.
#[rustfmt::skip]
pub static INVALID_LOAD_BALANCER_ACTION: ErrorShape = ErrorShape { code: "InvalidLoadBalancerAction", status: 400, message_key: "message", typed: false };
    /// AWS's `InvalidRevocationContentException`.
#[rustfmt::skip]
pub static INVALID_REVOCATION_CONTENT: ErrorShape = ErrorShape { code: "InvalidRevocationContent", status: 400, message_key: "message", typed: false };
    /// AWS's `InvalidSchemeException`.
#[rustfmt::skip]
pub static INVALID_SCHEME: ErrorShape = ErrorShape { code: "InvalidScheme", status: 400, message_key: "message", typed: false };
    /// AWS's `InvalidSecurityGroupException`.
#[rustfmt::skip]
pub static INVALID_SECURITY_GROUP: ErrorShape = ErrorShape { code: "InvalidSecurityGroup", status: 400, message_key: "message", typed: false };
    /// AWS's `InvalidSubnetException`.
#[rustfmt::skip]
pub static INVALID_SUBNET: ErrorShape = ErrorShape { code: "InvalidSubnet", status: 400, message_key: "message", typed: false };
    /// AWS's `InvalidTargetException`.
#[rustfmt::skip]
pub static INVALID_TARGET: ErrorShape = ErrorShape { code: "InvalidTarget", status: 400, message_key: "message", typed: false };
    /// AWS's `ListenerNotFoundException`.
#[rustfmt::skip]
pub static LISTENER_NOT_FOUND: ErrorShape = ErrorShape { code: "ListenerNotFound", status: 400, message_key: "message", typed: false };
    /// AWS's `LoadBalancerNotFoundException`.
#[rustfmt::skip]
pub static LOAD_BALANCER_NOT_FOUND: ErrorShape = ErrorShape { code: "LoadBalancerNotFound", status: 400, message_key: "message", typed: false };
    /// AWS's `OperationNotPermittedException`.
#[rustfmt::skip]
pub static OPERATION_NOT_PERMITTED: ErrorShape = ErrorShape { code: "OperationNotPermitted", status: 400, message_key: "message", typed: false };
    /// AWS's `PriorRequestNotCompleteException`.
#[rustfmt::skip]
pub static PRIOR_REQUEST_NOT_COMPLETE: ErrorShape = ErrorShape { code: "PriorRequestNotComplete", status: 429, message_key: "message", typed: false };
    /// AWS's `PriorityInUseException`.
#[rustfmt::skip]
pub static PRIORITY_IN_USE: ErrorShape = ErrorShape { code: "PriorityInUse", status: 400, message_key: "message", typed: false };
    /// AWS's `ResourceInUseException`.
#[rustfmt::skip]
pub static RESOURCE_IN_USE: ErrorShape = ErrorShape { code: "ResourceInUse", status: 400, message_key: "message", typed: false };
    /// AWS's `ResourceNotFoundException`.
#[rustfmt::skip]
pub static RESOURCE_NOT_FOUND: ErrorShape = ErrorShape { code: "ResourceNotFound", status: 400, message_key: "message", typed: false };
    /// AWS's `RevocationContentNotFoundException`.
#[rustfmt::skip]
pub static REVOCATION_CONTENT_NOT_FOUND: ErrorShape = ErrorShape { code: "RevocationContentNotFound", status: 400, message_key: "message", typed: false };
    /// AWS's `RevocationIdNotFoundException`.
#[rustfmt::skip]
pub static REVOCATION_ID_NOT_FOUND: ErrorShape = ErrorShape { code: "RevocationIdNotFound", status: 400, message_key: "message", typed: false };
    /// AWS's `RuleNotFoundException`.
#[rustfmt::skip]
pub static RULE_NOT_FOUND: ErrorShape = ErrorShape { code: "RuleNotFound", status: 400, message_key: "message", typed: false };
    /// AWS's `SSLPolicyNotFoundException`.
#[rustfmt::skip]
pub static SSL_POLICY_NOT_FOUND: ErrorShape = ErrorShape { code: "SSLPolicyNotFound", status: 400, message_key: "message", typed: false };
    /// AWS's `SubnetNotFoundException`.
#[rustfmt::skip]
pub static SUBNET_NOT_FOUND: ErrorShape = ErrorShape { code: "SubnetNotFound", status: 400, message_key: "message", typed: false };
    /// AWS's `TargetGroupAssociationLimitException`.
#[rustfmt::skip]
pub static TARGET_GROUP_ASSOCIATION_LIMIT: ErrorShape = ErrorShape { code: "TargetGroupAssociationLimit", status: 400, message_key: "message", typed: false };
    /// AWS's `TargetGroupNotFoundException`.
#[rustfmt::skip]
pub static TARGET_GROUP_NOT_FOUND: ErrorShape = ErrorShape { code: "TargetGroupNotFound", status: 400, message_key: "message", typed: false };
    /// AWS's `TooManyActionsException`.
#[rustfmt::skip]
pub static TOO_MANY_ACTIONS: ErrorShape = ErrorShape { code: "TooManyActions", status: 400, message_key: "message", typed: false };
    /// AWS's `TooManyCertificatesException`.
#[rustfmt::skip]
pub static TOO_MANY_CERTIFICATES: ErrorShape = ErrorShape { code: "TooManyCertificates", status: 400, message_key: "message", typed: false };
    /// AWS's `TooManyListenersException`.
#[rustfmt::skip]
pub static TOO_MANY_LISTENERS: ErrorShape = ErrorShape { code: "TooManyListeners", status: 400, message_key: "message", typed: false };
    /// AWS's `TooManyLoadBalancersException`.
#[rustfmt::skip]
pub static TOO_MANY_LOAD_BALANCERS: ErrorShape = ErrorShape { code: "TooManyLoadBalancers", status: 400, message_key: "message", typed: false };
    /// AWS's `TooManyRegistrationsForTargetIdException`.
#[rustfmt::skip]
pub static TOO_MANY_REGISTRATIONS_FOR_TARGET_ID: ErrorShape = ErrorShape { code: "TooManyRegistrationsForTargetId", status: 400, message_key: "message", typed: false };
    /// AWS's `TooManyRulesException`.
#[rustfmt::skip]
pub static TOO_MANY_RULES: ErrorShape = ErrorShape { code: "TooManyRules", status: 400, message_key: "message", typed: false };
    /// AWS's `TooManyTagsException`.
#[rustfmt::skip]
pub static TOO_MANY_TAGS: ErrorShape = ErrorShape { code: "TooManyTags", status: 400, message_key: "message", typed: false };
    /// AWS's `TooManyTargetGroupsException`.
#[rustfmt::skip]
pub static TOO_MANY_TARGET_GROUPS: ErrorShape = ErrorShape { code: "TooManyTargetGroups", status: 400, message_key: "message", typed: false };
    /// AWS's `TooManyTargetsException`.
#[rustfmt::skip]
pub static TOO_MANY_TARGETS: ErrorShape = ErrorShape { code: "TooManyTargets", status: 400, message_key: "message", typed: false };
    /// AWS's `TooManyTrustStoreRevocationEntriesException`.
#[rustfmt::skip]
pub static TOO_MANY_TRUST_STORE_REVOCATION_ENTRIES: ErrorShape = ErrorShape { code: "TooManyTrustStoreRevocationEntries", status: 400, message_key: "message", typed: false };
    /// AWS's `TooManyTrustStoresException`.
#[rustfmt::skip]
pub static TOO_MANY_TRUST_STORES: ErrorShape = ErrorShape { code: "TooManyTrustStores", status: 400, message_key: "message", typed: false };
    /// AWS's `TooManyUniqueTargetGroupsPerLoadBalancerException`.
#[rustfmt::skip]
pub static TOO_MANY_UNIQUE_TARGET_GROUPS_PER_LOAD_BALANCER: ErrorShape = ErrorShape { code: "TooManyUniqueTargetGroupsPerLoadBalancer", status: 400, message_key: "message", typed: false };
    /// AWS's `TrustStoreAssociationNotFoundException`.
#[rustfmt::skip]
pub static TRUST_STORE_ASSOCIATION_NOT_FOUND: ErrorShape = ErrorShape { code: "AssociationNotFound", status: 400, message_key: "message", typed: false };
    /// AWS's `TrustStoreInUseException`.
#[rustfmt::skip]
pub static TRUST_STORE_IN_USE: ErrorShape = ErrorShape { code: "TrustStoreInUse", status: 400, message_key: "message", typed: false };
    /// AWS's `TrustStoreNotFoundException`.
#[rustfmt::skip]
pub static TRUST_STORE_NOT_FOUND: ErrorShape = ErrorShape { code: "TrustStoreNotFound", status: 400, message_key: "message", typed: false };
    /// AWS's `TrustStoreNotReadyException`.
#[rustfmt::skip]
pub static TRUST_STORE_NOT_READY: ErrorShape = ErrorShape { code: "TrustStoreNotReady", status: 400, message_key: "message", typed: false };
    /// AWS's `UnsupportedProtocolException`.
#[rustfmt::skip]
pub static UNSUPPORTED_PROTOCOL: ErrorShape = ErrorShape { code: "UnsupportedProtocol", status: 400, message_key: "message", typed: false };
}

declare! { Action
  []
  [    r#type "Type" String,
    target_group_arn "TargetGroupArn" String,
    authenticate_oidc_config "AuthenticateOidcConfig" AuthenticateOidcActionConfig,
    authenticate_cognito_config "AuthenticateCognitoConfig" AuthenticateCognitoActionConfig,
    order "Order" i32,
    redirect_config "RedirectConfig" RedirectActionConfig,
    fixed_response_config "FixedResponseConfig" FixedResponseActionConfig,
    forward_config "ForwardConfig" ForwardActionConfig,
    jwt_validation_config "JwtValidationConfig" JwtValidationActionConfig,
]
}

declare! { AdministrativeOverride
  []
  [    state "State" String,
    reason "Reason" String,
    description "Description" String,
]
}

declare! { AnomalyDetection
  []
  [    result "Result" String,
    mitigation_in_effect "MitigationInEffect" String,
]
}

declare! { AuthenticateCognitoActionConfig
  []
  [    user_pool_arn "UserPoolArn" String,
    user_pool_client_id "UserPoolClientId" String,
    user_pool_domain "UserPoolDomain" String,
    session_cookie_name "SessionCookieName" String,
    scope "Scope" String,
    session_timeout "SessionTimeout" i64,
    authentication_request_extra_params "AuthenticationRequestExtraParams" BTreeMap<String, String>,
    on_unauthenticated_request "OnUnauthenticatedRequest" String,
]
}

declare! { AuthenticateOidcActionConfig
  []
  [    issuer "Issuer" String,
    authorization_endpoint "AuthorizationEndpoint" String,
    token_endpoint "TokenEndpoint" String,
    user_info_endpoint "UserInfoEndpoint" String,
    client_id "ClientId" String,
    client_secret "ClientSecret" String,
    session_cookie_name "SessionCookieName" String,
    scope "Scope" String,
    session_timeout "SessionTimeout" i64,
    authentication_request_extra_params "AuthenticationRequestExtraParams" BTreeMap<String, String>,
    on_unauthenticated_request "OnUnauthenticatedRequest" String,
    use_existing_client_secret "UseExistingClientSecret" bool,
]
}

declare! { AvailabilityZone
  []
  [    zone_name "ZoneName" String,
    subnet_id "SubnetId" String,
    outpost_id "OutpostId" String,
    load_balancer_addresses "LoadBalancerAddresses" Vec<LoadBalancerAddress>,
    source_nat_ipv6_prefixes "SourceNatIpv6Prefixes" Vec<String>,
]
}

declare! { Certificate
  []
  [    certificate_arn "CertificateArn" String,
    is_default "IsDefault" bool,
]
}

declare! { DescribeListenersInput
  []
  [    load_balancer_arn "LoadBalancerArn" String,
    listener_arns "ListenerArns" Vec<String>,
    marker "Marker" String,
    page_size "PageSize" i32,
]
}

declare! { DescribeListenersOutput
  []
  [    listeners "Listeners" Vec<Listener>,
    next_marker "NextMarker" String,
]
}

declare! { DescribeLoadBalancersInput
  []
  [    load_balancer_arns "LoadBalancerArns" Vec<String>,
    names "Names" Vec<String>,
    marker "Marker" String,
    page_size "PageSize" i32,
]
}

declare! { DescribeLoadBalancersOutput
  []
  [    load_balancers "LoadBalancers" Vec<LoadBalancer>,
    next_marker "NextMarker" String,
]
}

declare! { DescribeTargetHealthInput
  [    target_group_arn "TargetGroupArn" String,
]
  [    targets "Targets" Vec<TargetDescription>,
    include "Include" Vec<String>,
]
}

declare! { DescribeTargetHealthOutput
  []
  [    target_health_descriptions "TargetHealthDescriptions" Vec<TargetHealthDescription>,
]
}

declare! { FixedResponseActionConfig
  []
  [    message_body "MessageBody" String,
    status_code "StatusCode" String,
    content_type "ContentType" String,
]
}

declare! { ForwardActionConfig
  []
  [    target_groups "TargetGroups" Vec<TargetGroupTuple>,
    target_group_stickiness_config "TargetGroupStickinessConfig" TargetGroupStickinessConfig,
]
}

declare! { IpamPools
  []
  [    ipv4_ipam_pool_id "Ipv4IpamPoolId" String,
]
}

declare! { JwtValidationActionAdditionalClaim
  []
  [    format "Format" String,
    name "Name" String,
    values "Values" Vec<String>,
]
}

declare! { JwtValidationActionConfig
  []
  [    jwks_endpoint "JwksEndpoint" String,
    issuer "Issuer" String,
    additional_claims "AdditionalClaims" Vec<JwtValidationActionAdditionalClaim>,
]
}

declare! { Listener
  []
  [    listener_arn "ListenerArn" String,
    load_balancer_arn "LoadBalancerArn" String,
    port "Port" i32,
    protocol "Protocol" String,
    certificates "Certificates" Vec<Certificate>,
    ssl_policy "SslPolicy" String,
    default_actions "DefaultActions" Vec<Action>,
    alpn_policy "AlpnPolicy" Vec<String>,
    mutual_authentication "MutualAuthentication" MutualAuthenticationAttributes,
]
}

declare! { LoadBalancer
  []
  [    load_balancer_arn "LoadBalancerArn" String,
    dns_name "DNSName" String,
    canonical_hosted_zone_id "CanonicalHostedZoneId" String,
    created_time "CreatedTime" Timestamp,
    load_balancer_name "LoadBalancerName" String,
    scheme "Scheme" String,
    vpc_id "VpcId" String,
    state "State" LoadBalancerState,
    r#type "Type" String,
    availability_zones "AvailabilityZones" Vec<AvailabilityZone>,
    security_groups "SecurityGroups" Vec<String>,
    ip_address_type "IpAddressType" String,
    customer_owned_ipv4_pool "CustomerOwnedIpv4Pool" String,
    enforce_security_group_inbound_rules_on_private_link_traffic "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic" String,
    enable_prefix_for_ipv6_source_nat "EnablePrefixForIpv6SourceNat" String,
    ipam_pools "IpamPools" IpamPools,
]
}

declare! { LoadBalancerAddress
  []
  [    ip_address "IpAddress" String,
    allocation_id "AllocationId" String,
    private_i_pv4_address "PrivateIPv4Address" String,
    i_pv6_address "IPv6Address" String,
]
}

declare! { LoadBalancerState
  []
  [    code "Code" String,
    reason "Reason" String,
]
}

declare! { MutualAuthenticationAttributes
  []
  [    mode "Mode" String,
    trust_store_arn "TrustStoreArn" String,
    ignore_client_certificate_expiry "IgnoreClientCertificateExpiry" bool,
    trust_store_association_status "TrustStoreAssociationStatus" String,
    advertise_trust_store_ca_names "AdvertiseTrustStoreCaNames" String,
]
}

declare! { RedirectActionConfig
  []
  [    protocol "Protocol" String,
    port "Port" String,
    host "Host" String,
    path "Path" String,
    query "Query" String,
    status_code "StatusCode" String,
]
}

declare! { TargetDescription
  []
  [    id "Id" String,
    port "Port" i32,
    availability_zone "AvailabilityZone" String,
    quic_server_id "QuicServerId" String,
]
}

declare! { TargetGroupStickinessConfig
  []
  [    enabled "Enabled" bool,
    duration_seconds "DurationSeconds" i32,
]
}

declare! { TargetGroupTuple
  []
  [    target_group_arn "TargetGroupArn" String,
    weight "Weight" i32,
]
}

declare! { TargetHealth
  []
  [    state "State" String,
    reason "Reason" String,
    description "Description" String,
]
}

declare! { TargetHealthDescription
  []
  [    target "Target" TargetDescription,
    health_check_port "HealthCheckPort" String,
    target_health "TargetHealth" TargetHealth,
    anomaly_detection "AnomalyDetection" AnomalyDetection,
    administrative_override "AdministrativeOverride" AdministrativeOverride,
]
}

#[rustfmt::skip]
static DESCRIBE_LISTENERS: Operation = Operation { name: "DescribeListeners", method: "POST", uri: "/", status: 200, input: &shapes::DESCRIBE_LISTENERS_INPUT, output: Some(&shapes::DESCRIBE_LISTENERS_OUTPUT), result_wrapper: Some("DescribeListenersResult") };
#[rustfmt::skip]
impl Input for DescribeListenersInput { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DESCRIBE_LISTENERS; type Output = DescribeListenersOutput; }

#[rustfmt::skip]
static DESCRIBE_LOAD_BALANCERS: Operation = Operation { name: "DescribeLoadBalancers", method: "POST", uri: "/", status: 200, input: &shapes::DESCRIBE_LOAD_BALANCERS_INPUT, output: Some(&shapes::DESCRIBE_LOAD_BALANCERS_OUTPUT), result_wrapper: Some("DescribeLoadBalancersResult") };
#[rustfmt::skip]
impl Input for DescribeLoadBalancersInput { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DESCRIBE_LOAD_BALANCERS; type Output = DescribeLoadBalancersOutput; }

#[rustfmt::skip]
static DESCRIBE_TARGET_HEALTH: Operation = Operation { name: "DescribeTargetHealth", method: "POST", uri: "/", status: 200, input: &shapes::DESCRIBE_TARGET_HEALTH_INPUT, output: Some(&shapes::DESCRIBE_TARGET_HEALTH_OUTPUT), result_wrapper: Some("DescribeTargetHealthResult") };
#[rustfmt::skip]
impl Input for DescribeTargetHealthInput { const SERVICE: &'static Service = &SERVICE; const OPERATION: &'static Operation = &DESCRIBE_TARGET_HEALTH; type Output = DescribeTargetHealthOutput; }

#[rustfmt::skip]
mod shapes {
#[allow(unused_imports, reason = "not every service has every kind")]
use crate::model::{Kind::{Blob, Boolean, Double, EventStream, Integer, List, Long, Map, Timestamp}, Location::{Body, Header, Query, Status, Uri}, Shape, member, range, shape, structure, text};
pub(super) static ACTION: Shape = shape("Action", structure(&[
    member("Type", "Type", Body, true, &ACTION_TYPE_ENUM),
    member("TargetGroupArn", "TargetGroupArn", Body, false, &TARGET_GROUP_ARN),
    member("AuthenticateOidcConfig", "AuthenticateOidcConfig", Body, false, &AUTHENTICATE_OIDC_ACTION_CONFIG),
    member("AuthenticateCognitoConfig", "AuthenticateCognitoConfig", Body, false, &AUTHENTICATE_COGNITO_ACTION_CONFIG),
    member("Order", "Order", Body, false, &ACTION_ORDER),
    member("RedirectConfig", "RedirectConfig", Body, false, &REDIRECT_ACTION_CONFIG),
    member("FixedResponseConfig", "FixedResponseConfig", Body, false, &FIXED_RESPONSE_ACTION_CONFIG),
    member("ForwardConfig", "ForwardConfig", Body, false, &FORWARD_ACTION_CONFIG),
    member("JwtValidationConfig", "JwtValidationConfig", Body, false, &JWT_VALIDATION_ACTION_CONFIG),], None));
pub(super) static ACTION_ORDER: Shape = shape("ActionOrder", Integer(range(Some(1), Some(50000))));
pub(super) static ACTION_TYPE_ENUM: Shape = shape("ActionTypeEnum", text(&["forward", "authenticate-oidc", "authenticate-cognito", "redirect", "fixed-response", "jwt-validation"], None, range(None, None)));
pub(super) static ACTIONS: Shape = shape("Actions", List(&ACTION, range(None, None)));
pub(super) static ADMINISTRATIVE_OVERRIDE: Shape = shape("AdministrativeOverride", structure(&[
    member("State", "State", Body, false, &TARGET_ADMINISTRATIVE_OVERRIDE_STATE_ENUM),
    member("Reason", "Reason", Body, false, &TARGET_ADMINISTRATIVE_OVERRIDE_REASON_ENUM),
    member("Description", "Description", Body, false, &DESCRIPTION),], None));
pub(super) static ADVERTISE_TRUST_STORE_CA_NAMES_ENUM: Shape = shape("AdvertiseTrustStoreCaNamesEnum", text(&["on", "off"], None, range(None, None)));
pub(super) static ALLOCATION_ID: Shape = shape("AllocationId", text(&[], None, range(None, None)));
pub(super) static ALPN_POLICY_NAME: Shape = shape("AlpnPolicyName", List(&ALPN_POLICY_VALUE, range(None, None)));
pub(super) static ALPN_POLICY_VALUE: Shape = shape("AlpnPolicyValue", text(&[], None, range(None, None)));
pub(super) static ANOMALY_DETECTION: Shape = shape("AnomalyDetection", structure(&[
    member("Result", "Result", Body, false, &ANOMALY_RESULT_ENUM),
    member("MitigationInEffect", "MitigationInEffect", Body, false, &MITIGATION_IN_EFFECT_ENUM),], None));
pub(super) static ANOMALY_RESULT_ENUM: Shape = shape("AnomalyResultEnum", text(&["anomalous", "normal"], None, range(None, None)));
pub(super) static AUTHENTICATE_COGNITO_ACTION_AUTHENTICATION_REQUEST_EXTRA_PARAMS: Shape = shape("AuthenticateCognitoActionAuthenticationRequestExtraParams", Map(&AUTHENTICATE_COGNITO_ACTION_AUTHENTICATION_REQUEST_PARAM_NAME, &AUTHENTICATE_COGNITO_ACTION_AUTHENTICATION_REQUEST_PARAM_VALUE));
pub(super) static AUTHENTICATE_COGNITO_ACTION_AUTHENTICATION_REQUEST_PARAM_NAME: Shape = shape("AuthenticateCognitoActionAuthenticationRequestParamName", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_COGNITO_ACTION_AUTHENTICATION_REQUEST_PARAM_VALUE: Shape = shape("AuthenticateCognitoActionAuthenticationRequestParamValue", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_COGNITO_ACTION_CONDITIONAL_BEHAVIOR_ENUM: Shape = shape("AuthenticateCognitoActionConditionalBehaviorEnum", text(&["deny", "allow", "authenticate"], None, range(None, None)));
pub(super) static AUTHENTICATE_COGNITO_ACTION_CONFIG: Shape = shape("AuthenticateCognitoActionConfig", structure(&[
    member("UserPoolArn", "UserPoolArn", Body, true, &AUTHENTICATE_COGNITO_ACTION_USER_POOL_ARN),
    member("UserPoolClientId", "UserPoolClientId", Body, true, &AUTHENTICATE_COGNITO_ACTION_USER_POOL_CLIENT_ID),
    member("UserPoolDomain", "UserPoolDomain", Body, true, &AUTHENTICATE_COGNITO_ACTION_USER_POOL_DOMAIN),
    member("SessionCookieName", "SessionCookieName", Body, false, &AUTHENTICATE_COGNITO_ACTION_SESSION_COOKIE_NAME),
    member("Scope", "Scope", Body, false, &AUTHENTICATE_COGNITO_ACTION_SCOPE),
    member("SessionTimeout", "SessionTimeout", Body, false, &AUTHENTICATE_COGNITO_ACTION_SESSION_TIMEOUT),
    member("AuthenticationRequestExtraParams", "AuthenticationRequestExtraParams", Body, false, &AUTHENTICATE_COGNITO_ACTION_AUTHENTICATION_REQUEST_EXTRA_PARAMS),
    member("OnUnauthenticatedRequest", "OnUnauthenticatedRequest", Body, false, &AUTHENTICATE_COGNITO_ACTION_CONDITIONAL_BEHAVIOR_ENUM),], None));
pub(super) static AUTHENTICATE_COGNITO_ACTION_SCOPE: Shape = shape("AuthenticateCognitoActionScope", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_COGNITO_ACTION_SESSION_COOKIE_NAME: Shape = shape("AuthenticateCognitoActionSessionCookieName", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_COGNITO_ACTION_SESSION_TIMEOUT: Shape = shape("AuthenticateCognitoActionSessionTimeout", Long(range(None, None)));
pub(super) static AUTHENTICATE_COGNITO_ACTION_USER_POOL_ARN: Shape = shape("AuthenticateCognitoActionUserPoolArn", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_COGNITO_ACTION_USER_POOL_CLIENT_ID: Shape = shape("AuthenticateCognitoActionUserPoolClientId", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_COGNITO_ACTION_USER_POOL_DOMAIN: Shape = shape("AuthenticateCognitoActionUserPoolDomain", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_OIDC_ACTION_AUTHENTICATION_REQUEST_EXTRA_PARAMS: Shape = shape("AuthenticateOidcActionAuthenticationRequestExtraParams", Map(&AUTHENTICATE_OIDC_ACTION_AUTHENTICATION_REQUEST_PARAM_NAME, &AUTHENTICATE_OIDC_ACTION_AUTHENTICATION_REQUEST_PARAM_VALUE));
pub(super) static AUTHENTICATE_OIDC_ACTION_AUTHENTICATION_REQUEST_PARAM_NAME: Shape = shape("AuthenticateOidcActionAuthenticationRequestParamName", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_OIDC_ACTION_AUTHENTICATION_REQUEST_PARAM_VALUE: Shape = shape("AuthenticateOidcActionAuthenticationRequestParamValue", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_OIDC_ACTION_AUTHORIZATION_ENDPOINT: Shape = shape("AuthenticateOidcActionAuthorizationEndpoint", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_OIDC_ACTION_CLIENT_ID: Shape = shape("AuthenticateOidcActionClientId", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_OIDC_ACTION_CLIENT_SECRET: Shape = shape("AuthenticateOidcActionClientSecret", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_OIDC_ACTION_CONDITIONAL_BEHAVIOR_ENUM: Shape = shape("AuthenticateOidcActionConditionalBehaviorEnum", text(&["deny", "allow", "authenticate"], None, range(None, None)));
pub(super) static AUTHENTICATE_OIDC_ACTION_CONFIG: Shape = shape("AuthenticateOidcActionConfig", structure(&[
    member("Issuer", "Issuer", Body, true, &AUTHENTICATE_OIDC_ACTION_ISSUER),
    member("AuthorizationEndpoint", "AuthorizationEndpoint", Body, true, &AUTHENTICATE_OIDC_ACTION_AUTHORIZATION_ENDPOINT),
    member("TokenEndpoint", "TokenEndpoint", Body, true, &AUTHENTICATE_OIDC_ACTION_TOKEN_ENDPOINT),
    member("UserInfoEndpoint", "UserInfoEndpoint", Body, true, &AUTHENTICATE_OIDC_ACTION_USER_INFO_ENDPOINT),
    member("ClientId", "ClientId", Body, true, &AUTHENTICATE_OIDC_ACTION_CLIENT_ID),
    member("ClientSecret", "ClientSecret", Body, false, &AUTHENTICATE_OIDC_ACTION_CLIENT_SECRET),
    member("SessionCookieName", "SessionCookieName", Body, false, &AUTHENTICATE_OIDC_ACTION_SESSION_COOKIE_NAME),
    member("Scope", "Scope", Body, false, &AUTHENTICATE_OIDC_ACTION_SCOPE),
    member("SessionTimeout", "SessionTimeout", Body, false, &AUTHENTICATE_OIDC_ACTION_SESSION_TIMEOUT),
    member("AuthenticationRequestExtraParams", "AuthenticationRequestExtraParams", Body, false, &AUTHENTICATE_OIDC_ACTION_AUTHENTICATION_REQUEST_EXTRA_PARAMS),
    member("OnUnauthenticatedRequest", "OnUnauthenticatedRequest", Body, false, &AUTHENTICATE_OIDC_ACTION_CONDITIONAL_BEHAVIOR_ENUM),
    member("UseExistingClientSecret", "UseExistingClientSecret", Body, false, &AUTHENTICATE_OIDC_ACTION_USE_EXISTING_CLIENT_SECRET),], None));
pub(super) static AUTHENTICATE_OIDC_ACTION_ISSUER: Shape = shape("AuthenticateOidcActionIssuer", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_OIDC_ACTION_SCOPE: Shape = shape("AuthenticateOidcActionScope", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_OIDC_ACTION_SESSION_COOKIE_NAME: Shape = shape("AuthenticateOidcActionSessionCookieName", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_OIDC_ACTION_SESSION_TIMEOUT: Shape = shape("AuthenticateOidcActionSessionTimeout", Long(range(None, None)));
pub(super) static AUTHENTICATE_OIDC_ACTION_TOKEN_ENDPOINT: Shape = shape("AuthenticateOidcActionTokenEndpoint", text(&[], None, range(None, None)));
pub(super) static AUTHENTICATE_OIDC_ACTION_USE_EXISTING_CLIENT_SECRET: Shape = shape("AuthenticateOidcActionUseExistingClientSecret", Boolean);
pub(super) static AUTHENTICATE_OIDC_ACTION_USER_INFO_ENDPOINT: Shape = shape("AuthenticateOidcActionUserInfoEndpoint", text(&[], None, range(None, None)));
pub(super) static AVAILABILITY_ZONE: Shape = shape("AvailabilityZone", structure(&[
    member("ZoneName", "ZoneName", Body, false, &ZONE_NAME),
    member("SubnetId", "SubnetId", Body, false, &SUBNET_ID),
    member("OutpostId", "OutpostId", Body, false, &OUTPOST_ID),
    member("LoadBalancerAddresses", "LoadBalancerAddresses", Body, false, &LOAD_BALANCER_ADDRESSES),
    member("SourceNatIpv6Prefixes", "SourceNatIpv6Prefixes", Body, false, &SOURCE_NAT_IPV6_PREFIXES),], None));
pub(super) static AVAILABILITY_ZONES: Shape = shape("AvailabilityZones", List(&AVAILABILITY_ZONE, range(None, None)));
pub(super) static CANONICAL_HOSTED_ZONE_ID: Shape = shape("CanonicalHostedZoneId", text(&[], None, range(None, None)));
pub(super) static CERTIFICATE: Shape = shape("Certificate", structure(&[
    member("CertificateArn", "CertificateArn", Body, false, &CERTIFICATE_ARN),
    member("IsDefault", "IsDefault", Body, false, &DEFAULT),], None));
pub(super) static CERTIFICATE_ARN: Shape = shape("CertificateArn", text(&[], None, range(None, None)));
pub(super) static CERTIFICATE_LIST: Shape = shape("CertificateList", List(&CERTIFICATE, range(None, None)));
pub(super) static CREATED_TIME: Shape = shape("CreatedTime", Timestamp);
pub(super) static CUSTOMER_OWNED_IPV4_POOL: Shape = shape("CustomerOwnedIpv4Pool", text(&[], Some("^(ipv4pool-coip-)[a-zA-Z0-9]+$"), range(None, Some(256))));
pub(super) static DNS_NAME: Shape = shape("DNSName", text(&[], None, range(None, None)));
pub(super) static DEFAULT: Shape = shape("Default", Boolean);
pub(super) static DESCRIBE_LISTENERS_INPUT: Shape = shape("DescribeListenersInput", structure(&[
    member("LoadBalancerArn", "LoadBalancerArn", Body, false, &LOAD_BALANCER_ARN),
    member("ListenerArns", "ListenerArns", Body, false, &LISTENER_ARNS),
    member("Marker", "Marker", Body, false, &MARKER),
    member("PageSize", "PageSize", Body, false, &PAGE_SIZE),], None));
pub(super) static DESCRIBE_LISTENERS_OUTPUT: Shape = shape("DescribeListenersOutput", structure(&[
    member("Listeners", "Listeners", Body, false, &LISTENERS),
    member("NextMarker", "NextMarker", Body, false, &MARKER),], None));
pub(super) static DESCRIBE_LOAD_BALANCERS_INPUT: Shape = shape("DescribeLoadBalancersInput", structure(&[
    member("LoadBalancerArns", "LoadBalancerArns", Body, false, &LOAD_BALANCER_ARNS),
    member("Names", "Names", Body, false, &LOAD_BALANCER_NAMES),
    member("Marker", "Marker", Body, false, &MARKER),
    member("PageSize", "PageSize", Body, false, &PAGE_SIZE),], None));
pub(super) static DESCRIBE_LOAD_BALANCERS_OUTPUT: Shape = shape("DescribeLoadBalancersOutput", structure(&[
    member("LoadBalancers", "LoadBalancers", Body, false, &LOAD_BALANCERS),
    member("NextMarker", "NextMarker", Body, false, &MARKER),], None));
pub(super) static DESCRIBE_TARGET_HEALTH_INPUT: Shape = shape("DescribeTargetHealthInput", structure(&[
    member("TargetGroupArn", "TargetGroupArn", Body, true, &TARGET_GROUP_ARN),
    member("Targets", "Targets", Body, false, &TARGET_DESCRIPTIONS),
    member("Include", "Include", Body, false, &LIST_OF_DESCRIBE_TARGET_HEALTH_INCLUDE_OPTIONS),], None));
pub(super) static DESCRIBE_TARGET_HEALTH_INPUT_INCLUDE_ENUM: Shape = shape("DescribeTargetHealthInputIncludeEnum", text(&["AnomalyDetection", "All"], None, range(None, None)));
pub(super) static DESCRIBE_TARGET_HEALTH_OUTPUT: Shape = shape("DescribeTargetHealthOutput", structure(&[
    member("TargetHealthDescriptions", "TargetHealthDescriptions", Body, false, &TARGET_HEALTH_DESCRIPTIONS),], None));
pub(super) static DESCRIPTION: Shape = shape("Description", text(&[], None, range(None, None)));
pub(super) static ENABLE_PREFIX_FOR_IPV6_SOURCE_NAT_ENUM: Shape = shape("EnablePrefixForIpv6SourceNatEnum", text(&["on", "off"], None, range(None, None)));
pub(super) static ENFORCE_SECURITY_GROUP_INBOUND_RULES_ON_PRIVATE_LINK_TRAFFIC: Shape = shape("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", text(&[], None, range(None, None)));
pub(super) static FIXED_RESPONSE_ACTION_CONFIG: Shape = shape("FixedResponseActionConfig", structure(&[
    member("MessageBody", "MessageBody", Body, false, &FIXED_RESPONSE_ACTION_MESSAGE),
    member("StatusCode", "StatusCode", Body, true, &FIXED_RESPONSE_ACTION_STATUS_CODE),
    member("ContentType", "ContentType", Body, false, &FIXED_RESPONSE_ACTION_CONTENT_TYPE),], None));
pub(super) static FIXED_RESPONSE_ACTION_CONTENT_TYPE: Shape = shape("FixedResponseActionContentType", text(&[], None, range(Some(0), Some(32))));
pub(super) static FIXED_RESPONSE_ACTION_MESSAGE: Shape = shape("FixedResponseActionMessage", text(&[], None, range(Some(0), Some(1024))));
pub(super) static FIXED_RESPONSE_ACTION_STATUS_CODE: Shape = shape("FixedResponseActionStatusCode", text(&[], Some("^(2|4|5)\\d\\d$"), range(None, None)));
pub(super) static FORWARD_ACTION_CONFIG: Shape = shape("ForwardActionConfig", structure(&[
    member("TargetGroups", "TargetGroups", Body, false, &TARGET_GROUP_LIST),
    member("TargetGroupStickinessConfig", "TargetGroupStickinessConfig", Body, false, &TARGET_GROUP_STICKINESS_CONFIG),], None));
pub(super) static HEALTH_CHECK_PORT: Shape = shape("HealthCheckPort", text(&[], None, range(None, None)));
pub(super) static I_PV6_ADDRESS: Shape = shape("IPv6Address", text(&[], None, range(None, None)));
pub(super) static IGNORE_CLIENT_CERTIFICATE_EXPIRY: Shape = shape("IgnoreClientCertificateExpiry", Boolean);
pub(super) static IP_ADDRESS: Shape = shape("IpAddress", text(&[], None, range(None, None)));
pub(super) static IP_ADDRESS_TYPE: Shape = shape("IpAddressType", text(&["ipv4", "dualstack", "dualstack-without-public-ipv4"], None, range(None, None)));
pub(super) static IPAM_POOL_ID: Shape = shape("IpamPoolId", text(&[], Some("^(ipam-pool-)[a-zA-Z0-9]+$"), range(None, Some(1000))));
pub(super) static IPAM_POOLS: Shape = shape("IpamPools", structure(&[
    member("Ipv4IpamPoolId", "Ipv4IpamPoolId", Body, false, &IPAM_POOL_ID),], None));
pub(super) static JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM: Shape = shape("JwtValidationActionAdditionalClaim", structure(&[
    member("Format", "Format", Body, true, &JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM_FORMAT_ENUM),
    member("Name", "Name", Body, true, &JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM_NAME),
    member("Values", "Values", Body, true, &JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM_VALUES),], None));
pub(super) static JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM_FORMAT_ENUM: Shape = shape("JwtValidationActionAdditionalClaimFormatEnum", text(&["single-string", "string-array", "space-separated-values"], None, range(None, None)));
pub(super) static JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM_NAME: Shape = shape("JwtValidationActionAdditionalClaimName", text(&[], None, range(None, None)));
pub(super) static JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM_VALUE: Shape = shape("JwtValidationActionAdditionalClaimValue", text(&[], None, range(None, None)));
pub(super) static JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM_VALUES: Shape = shape("JwtValidationActionAdditionalClaimValues", List(&JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM_VALUE, range(None, None)));
pub(super) static JWT_VALIDATION_ACTION_ADDITIONAL_CLAIMS: Shape = shape("JwtValidationActionAdditionalClaims", List(&JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM, range(None, None)));
pub(super) static JWT_VALIDATION_ACTION_CONFIG: Shape = shape("JwtValidationActionConfig", structure(&[
    member("JwksEndpoint", "JwksEndpoint", Body, true, &JWT_VALIDATION_ACTION_JWKS_ENDPOINT),
    member("Issuer", "Issuer", Body, true, &JWT_VALIDATION_ACTION_ISSUER),
    member("AdditionalClaims", "AdditionalClaims", Body, false, &JWT_VALIDATION_ACTION_ADDITIONAL_CLAIMS),], None));
pub(super) static JWT_VALIDATION_ACTION_ISSUER: Shape = shape("JwtValidationActionIssuer", text(&[], None, range(None, None)));
pub(super) static JWT_VALIDATION_ACTION_JWKS_ENDPOINT: Shape = shape("JwtValidationActionJwksEndpoint", text(&[], None, range(None, None)));
pub(super) static LIST_OF_DESCRIBE_TARGET_HEALTH_INCLUDE_OPTIONS: Shape = shape("ListOfDescribeTargetHealthIncludeOptions", List(&DESCRIBE_TARGET_HEALTH_INPUT_INCLUDE_ENUM, range(None, None)));
pub(super) static LISTENER: Shape = shape("Listener", structure(&[
    member("ListenerArn", "ListenerArn", Body, false, &LISTENER_ARN),
    member("LoadBalancerArn", "LoadBalancerArn", Body, false, &LOAD_BALANCER_ARN),
    member("Port", "Port", Body, false, &PORT),
    member("Protocol", "Protocol", Body, false, &PROTOCOL_ENUM),
    member("Certificates", "Certificates", Body, false, &CERTIFICATE_LIST),
    member("SslPolicy", "SslPolicy", Body, false, &SSL_POLICY_NAME),
    member("DefaultActions", "DefaultActions", Body, false, &ACTIONS),
    member("AlpnPolicy", "AlpnPolicy", Body, false, &ALPN_POLICY_NAME),
    member("MutualAuthentication", "MutualAuthentication", Body, false, &MUTUAL_AUTHENTICATION_ATTRIBUTES),], None));
pub(super) static LISTENER_ARN: Shape = shape("ListenerArn", text(&[], None, range(None, None)));
pub(super) static LISTENER_ARNS: Shape = shape("ListenerArns", List(&LISTENER_ARN, range(None, None)));
pub(super) static LISTENERS: Shape = shape("Listeners", List(&LISTENER, range(None, None)));
pub(super) static LOAD_BALANCER: Shape = shape("LoadBalancer", structure(&[
    member("LoadBalancerArn", "LoadBalancerArn", Body, false, &LOAD_BALANCER_ARN),
    member("DNSName", "DNSName", Body, false, &DNS_NAME),
    member("CanonicalHostedZoneId", "CanonicalHostedZoneId", Body, false, &CANONICAL_HOSTED_ZONE_ID),
    member("CreatedTime", "CreatedTime", Body, false, &CREATED_TIME),
    member("LoadBalancerName", "LoadBalancerName", Body, false, &LOAD_BALANCER_NAME),
    member("Scheme", "Scheme", Body, false, &LOAD_BALANCER_SCHEME_ENUM),
    member("VpcId", "VpcId", Body, false, &VPC_ID),
    member("State", "State", Body, false, &LOAD_BALANCER_STATE),
    member("Type", "Type", Body, false, &LOAD_BALANCER_TYPE_ENUM),
    member("AvailabilityZones", "AvailabilityZones", Body, false, &AVAILABILITY_ZONES),
    member("SecurityGroups", "SecurityGroups", Body, false, &SECURITY_GROUPS),
    member("IpAddressType", "IpAddressType", Body, false, &IP_ADDRESS_TYPE),
    member("CustomerOwnedIpv4Pool", "CustomerOwnedIpv4Pool", Body, false, &CUSTOMER_OWNED_IPV4_POOL),
    member("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", Body, false, &ENFORCE_SECURITY_GROUP_INBOUND_RULES_ON_PRIVATE_LINK_TRAFFIC),
    member("EnablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat", Body, false, &ENABLE_PREFIX_FOR_IPV6_SOURCE_NAT_ENUM),
    member("IpamPools", "IpamPools", Body, false, &IPAM_POOLS),], None));
pub(super) static LOAD_BALANCER_ADDRESS: Shape = shape("LoadBalancerAddress", structure(&[
    member("IpAddress", "IpAddress", Body, false, &IP_ADDRESS),
    member("AllocationId", "AllocationId", Body, false, &ALLOCATION_ID),
    member("PrivateIPv4Address", "PrivateIPv4Address", Body, false, &PRIVATE_I_PV4_ADDRESS),
    member("IPv6Address", "IPv6Address", Body, false, &I_PV6_ADDRESS),], None));
pub(super) static LOAD_BALANCER_ADDRESSES: Shape = shape("LoadBalancerAddresses", List(&LOAD_BALANCER_ADDRESS, range(None, None)));
pub(super) static LOAD_BALANCER_ARN: Shape = shape("LoadBalancerArn", text(&[], None, range(None, None)));
pub(super) static LOAD_BALANCER_ARNS: Shape = shape("LoadBalancerArns", List(&LOAD_BALANCER_ARN, range(None, None)));
pub(super) static LOAD_BALANCER_NAME: Shape = shape("LoadBalancerName", text(&[], None, range(None, None)));
pub(super) static LOAD_BALANCER_NAMES: Shape = shape("LoadBalancerNames", List(&LOAD_BALANCER_NAME, range(None, None)));
pub(super) static LOAD_BALANCER_SCHEME_ENUM: Shape = shape("LoadBalancerSchemeEnum", text(&["internet-facing", "internal"], None, range(None, None)));
pub(super) static LOAD_BALANCER_STATE: Shape = shape("LoadBalancerState", structure(&[
    member("Code", "Code", Body, false, &LOAD_BALANCER_STATE_ENUM),
    member("Reason", "Reason", Body, false, &STATE_REASON),], None));
pub(super) static LOAD_BALANCER_STATE_ENUM: Shape = shape("LoadBalancerStateEnum", text(&["active", "provisioning", "active_impaired", "failed"], None, range(None, None)));
pub(super) static LOAD_BALANCER_TYPE_ENUM: Shape = shape("LoadBalancerTypeEnum", text(&["application", "network", "gateway"], None, range(None, None)));
pub(super) static LOAD_BALANCERS: Shape = shape("LoadBalancers", List(&LOAD_BALANCER, range(None, None)));
pub(super) static MARKER: Shape = shape("Marker", text(&[], None, range(None, None)));
pub(super) static MITIGATION_IN_EFFECT_ENUM: Shape = shape("MitigationInEffectEnum", text(&["yes", "no"], None, range(None, None)));
pub(super) static MODE: Shape = shape("Mode", text(&[], None, range(None, None)));
pub(super) static MUTUAL_AUTHENTICATION_ATTRIBUTES: Shape = shape("MutualAuthenticationAttributes", structure(&[
    member("Mode", "Mode", Body, false, &MODE),
    member("TrustStoreArn", "TrustStoreArn", Body, false, &TRUST_STORE_ARN),
    member("IgnoreClientCertificateExpiry", "IgnoreClientCertificateExpiry", Body, false, &IGNORE_CLIENT_CERTIFICATE_EXPIRY),
    member("TrustStoreAssociationStatus", "TrustStoreAssociationStatus", Body, false, &TRUST_STORE_ASSOCIATION_STATUS_ENUM),
    member("AdvertiseTrustStoreCaNames", "AdvertiseTrustStoreCaNames", Body, false, &ADVERTISE_TRUST_STORE_CA_NAMES_ENUM),], None));
pub(super) static OUTPOST_ID: Shape = shape("OutpostId", text(&[], None, range(None, None)));
pub(super) static PAGE_SIZE: Shape = shape("PageSize", Integer(range(Some(1), Some(400))));
pub(super) static PORT: Shape = shape("Port", Integer(range(Some(1), Some(65535))));
pub(super) static PRIVATE_I_PV4_ADDRESS: Shape = shape("PrivateIPv4Address", text(&[], None, range(None, None)));
pub(super) static PROTOCOL_ENUM: Shape = shape("ProtocolEnum", text(&["HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE", "QUIC", "TCP_QUIC"], None, range(None, None)));
pub(super) static QUIC_SERVER_ID: Shape = shape("QuicServerId", text(&[], None, range(Some(1), Some(256))));
pub(super) static REDIRECT_ACTION_CONFIG: Shape = shape("RedirectActionConfig", structure(&[
    member("Protocol", "Protocol", Body, false, &REDIRECT_ACTION_PROTOCOL),
    member("Port", "Port", Body, false, &REDIRECT_ACTION_PORT),
    member("Host", "Host", Body, false, &REDIRECT_ACTION_HOST),
    member("Path", "Path", Body, false, &REDIRECT_ACTION_PATH),
    member("Query", "Query", Body, false, &REDIRECT_ACTION_QUERY),
    member("StatusCode", "StatusCode", Body, true, &REDIRECT_ACTION_STATUS_CODE_ENUM),], None));
pub(super) static REDIRECT_ACTION_HOST: Shape = shape("RedirectActionHost", text(&[], None, range(Some(1), Some(128))));
pub(super) static REDIRECT_ACTION_PATH: Shape = shape("RedirectActionPath", text(&[], None, range(Some(1), Some(128))));
pub(super) static REDIRECT_ACTION_PORT: Shape = shape("RedirectActionPort", text(&[], None, range(None, None)));
pub(super) static REDIRECT_ACTION_PROTOCOL: Shape = shape("RedirectActionProtocol", text(&[], Some("^(HTTPS?|#\\{protocol\\})$"), range(None, None)));
pub(super) static REDIRECT_ACTION_QUERY: Shape = shape("RedirectActionQuery", text(&[], None, range(Some(0), Some(128))));
pub(super) static REDIRECT_ACTION_STATUS_CODE_ENUM: Shape = shape("RedirectActionStatusCodeEnum", text(&["HTTP_301", "HTTP_302"], None, range(None, None)));
pub(super) static SECURITY_GROUP_ID: Shape = shape("SecurityGroupId", text(&[], None, range(None, None)));
pub(super) static SECURITY_GROUPS: Shape = shape("SecurityGroups", List(&SECURITY_GROUP_ID, range(None, None)));
pub(super) static SOURCE_NAT_IPV6_PREFIX: Shape = shape("SourceNatIpv6Prefix", text(&[], None, range(None, None)));
pub(super) static SOURCE_NAT_IPV6_PREFIXES: Shape = shape("SourceNatIpv6Prefixes", List(&SOURCE_NAT_IPV6_PREFIX, range(None, None)));
pub(super) static SSL_POLICY_NAME: Shape = shape("SslPolicyName", text(&[], None, range(None, None)));
pub(super) static STATE_REASON: Shape = shape("StateReason", text(&[], None, range(None, None)));
pub(super) static SUBNET_ID: Shape = shape("SubnetId", text(&[], None, range(None, None)));
pub(super) static TARGET_ADMINISTRATIVE_OVERRIDE_REASON_ENUM: Shape = shape("TargetAdministrativeOverrideReasonEnum", text(&["AdministrativeOverride.Unknown", "AdministrativeOverride.NoOverride", "AdministrativeOverride.ZonalShiftActive", "AdministrativeOverride.ZonalShiftDelegatedToDns"], None, range(None, None)));
pub(super) static TARGET_ADMINISTRATIVE_OVERRIDE_STATE_ENUM: Shape = shape("TargetAdministrativeOverrideStateEnum", text(&["unknown", "no_override", "zonal_shift_active", "zonal_shift_delegated_to_dns"], None, range(None, None)));
pub(super) static TARGET_DESCRIPTION: Shape = shape("TargetDescription", structure(&[
    member("Id", "Id", Body, true, &TARGET_ID),
    member("Port", "Port", Body, false, &PORT),
    member("AvailabilityZone", "AvailabilityZone", Body, false, &ZONE_NAME),
    member("QuicServerId", "QuicServerId", Body, false, &QUIC_SERVER_ID),], None));
pub(super) static TARGET_DESCRIPTIONS: Shape = shape("TargetDescriptions", List(&TARGET_DESCRIPTION, range(None, None)));
pub(super) static TARGET_GROUP_ARN: Shape = shape("TargetGroupArn", text(&[], None, range(None, None)));
pub(super) static TARGET_GROUP_LIST: Shape = shape("TargetGroupList", List(&TARGET_GROUP_TUPLE, range(None, None)));
pub(super) static TARGET_GROUP_STICKINESS_CONFIG: Shape = shape("TargetGroupStickinessConfig", structure(&[
    member("Enabled", "Enabled", Body, false, &TARGET_GROUP_STICKINESS_ENABLED),
    member("DurationSeconds", "DurationSeconds", Body, false, &TARGET_GROUP_STICKINESS_DURATION_SECONDS),], None));
pub(super) static TARGET_GROUP_STICKINESS_DURATION_SECONDS: Shape = shape("TargetGroupStickinessDurationSeconds", Integer(range(None, None)));
pub(super) static TARGET_GROUP_STICKINESS_ENABLED: Shape = shape("TargetGroupStickinessEnabled", Boolean);
pub(super) static TARGET_GROUP_TUPLE: Shape = shape("TargetGroupTuple", structure(&[
    member("TargetGroupArn", "TargetGroupArn", Body, false, &TARGET_GROUP_ARN),
    member("Weight", "Weight", Body, false, &TARGET_GROUP_WEIGHT),], None));
pub(super) static TARGET_GROUP_WEIGHT: Shape = shape("TargetGroupWeight", Integer(range(None, None)));
pub(super) static TARGET_HEALTH: Shape = shape("TargetHealth", structure(&[
    member("State", "State", Body, false, &TARGET_HEALTH_STATE_ENUM),
    member("Reason", "Reason", Body, false, &TARGET_HEALTH_REASON_ENUM),
    member("Description", "Description", Body, false, &DESCRIPTION),], None));
pub(super) static TARGET_HEALTH_DESCRIPTION: Shape = shape("TargetHealthDescription", structure(&[
    member("Target", "Target", Body, false, &TARGET_DESCRIPTION),
    member("HealthCheckPort", "HealthCheckPort", Body, false, &HEALTH_CHECK_PORT),
    member("TargetHealth", "TargetHealth", Body, false, &TARGET_HEALTH),
    member("AnomalyDetection", "AnomalyDetection", Body, false, &ANOMALY_DETECTION),
    member("AdministrativeOverride", "AdministrativeOverride", Body, false, &ADMINISTRATIVE_OVERRIDE),], None));
pub(super) static TARGET_HEALTH_DESCRIPTIONS: Shape = shape("TargetHealthDescriptions", List(&TARGET_HEALTH_DESCRIPTION, range(None, None)));
pub(super) static TARGET_HEALTH_REASON_ENUM: Shape = shape("TargetHealthReasonEnum", text(&["Elb.RegistrationInProgress", "Elb.InitialHealthChecking", "Target.ResponseCodeMismatch", "Target.Timeout", "Target.FailedHealthChecks", "Target.NotRegistered", "Target.NotInUse", "Target.DeregistrationInProgress", "Target.InvalidState", "Target.IpUnusable", "Target.HealthCheckDisabled", "Elb.InternalError"], None, range(None, None)));
pub(super) static TARGET_HEALTH_STATE_ENUM: Shape = shape("TargetHealthStateEnum", text(&["initial", "healthy", "unhealthy", "unhealthy.draining", "unused", "draining", "unavailable"], None, range(None, None)));
pub(super) static TARGET_ID: Shape = shape("TargetId", text(&[], None, range(None, None)));
pub(super) static TRUST_STORE_ARN: Shape = shape("TrustStoreArn", text(&[], None, range(None, None)));
pub(super) static TRUST_STORE_ASSOCIATION_STATUS_ENUM: Shape = shape("TrustStoreAssociationStatusEnum", text(&["active", "removed"], None, range(None, None)));
pub(super) static VPC_ID: Shape = shape("VpcId", text(&[], None, range(None, None)));
pub(super) static ZONE_NAME: Shape = shape("ZoneName", text(&[], None, range(None, None)));
}
