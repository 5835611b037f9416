//! Custom domain names (F§5.2). Certificates are ACM's, which this server is not: of those that
//! domain names name it checks the ARN's form and region alone.

use gatewright_gateway::arn::Arn;
use gatewright_wire::apigateway::{
    CreateDomainNameRequest, DeleteDomainNameRequest, DomainName, DomainNames,
    GetDomainNameRequest, GetDomainNamesRequest, MutualTlsAuthentication, UpdateDomainNameRequest,
};
use gatewright_wire::error::ServiceError;

use super::api_keys::now;
use super::documents::{found, new_id, page, transact};
use super::patch::{Op, Otherwise, Rule, Rules, Wording, Words};
use super::refusals::{bad_request, conflict, not_found};
use super::rest_apis::{ENDPOINT_TYPES, endpoint, policy};
use super::tags;
use crate::control::Scope;
use crate::store::{Batch, Stored};

/// Where Route 53 finds API Gateway's regional endpoints, as the AWS General Reference lists them.
const HOSTED_ZONES: &[(&str, &str)] = &[
    ("us-east-1", "Z1UJRXOUMOOFQ8"),
    ("us-east-2", "ZOJJZC49E0EPZ"),
    ("us-west-1", "Z2MUQ32089INYE"),
    ("us-west-2", "Z2OJLYMUO9EFXC"),
    ("ap-northeast-1", "Z1YSHQZHG15GKL"),
    ("ap-northeast-2", "Z20JF4UZKIW1U8"),
    ("ap-south-1", "Z3VO1THU9YC4UR"),
    ("ap-southeast-1", "ZL327KTPIQFUL"),
    ("ap-southeast-2", "Z2RPCDW04V8134"),
    ("ca-central-1", "Z19DQILCV0OWEC"),
    ("eu-central-1", "Z1U9ULNL0V5AJ3"),
    ("eu-north-1", "Z3UWIKFBOOGXPP"),
    ("eu-west-1", "ZLY8HYME6SFDD"),
    ("eu-west-2", "ZJ5UAJN8Y3Z2Q"),
    ("eu-west-3", "Z3KY65QIEKYHQQ"),
    ("sa-east-1", "ZCMLWB8V5SYIT"),
];
/// CloudFront's, of all edge-optimized domain names.
const CLOUDFRONT_ZONE: &str = "Z2FDTNDATAQYW2";
/// Where an edge-optimized domain name's certificate has to be.
const EDGE_REGION: &str = "us-east-1";

/// The key of a domain name: its name, and, for private ones, of which several may have the same, a
/// plus sign and its id, as in its ARN.
pub(super) fn key(scope: &Scope, name: &str) -> String {
    scope.key(&["domainnames", name])
}

/// The key of the domain name that a request names.
pub(super) fn named(scope: &Scope, name: &str, id: Option<&str>) -> String {
    match id {
        Some(id) => key(scope, &format!("{name}+{id}")),
        None => key(scope, name),
    }
}

pub(super) fn no_domain_name() -> ServiceError {
    not_found("Invalid domain name identifier specified")
}

/// Whether it has that type of endpoint.
pub(super) fn has_type(domain: &DomainName, kind: &str) -> bool {
    let types = domain
        .endpoint_configuration
        .as_ref()
        .and_then(|it| it.types.as_deref());
    types.unwrap_or_default().iter().any(|it| it == kind)
}

/// Refuses what is no host name; a first label may be a star. The words are not recorded \[C\].
fn check_name(name: &str) -> Result<(), ServiceError> {
    let rest = name.strip_prefix("*.").unwrap_or(name);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    if rest.len() <= 253 && rest.contains('.') && rest.split('.').all(is_label) {
        return Ok(());
    }
    Err(bad_request(format!(
        "Invalid domain name specified: {name}"
    )))
}

/// A certificate is one of ACM in the region. Users report the words about the region \[B\].
fn check_certificate(arn: &str, region: &str) -> Result<(), ServiceError> {
    let parsed: Option<Arn> = arn.parse().ok();
    let parsed = parsed.filter(|it| {
        matches!(&*it.service, "acm" | "iam" | "acm-pca") && it.resource.contains("certificate/")
    });
    match parsed {
        None => Err(bad_request(format!("Invalid certificate ARN: {arn}."))),
        Some(it) if it.service == "acm" && it.region != region => Err(bad_request(format!(
            "Invalid certificate ARN: {arn}. Certificate must be in '{region}'."
        ))),
        Some(_) => Ok(()),
    }
}

/// What CreateDomainName and UpdateDomainName check of the whole domain name. Which certificate
/// a type of endpoint needs is the API reference's; the words are not recorded \[C\].
fn check(scope: &Scope, domain: &DomainName) -> Result<(), ServiceError> {
    let regional = has_type(domain, "REGIONAL");
    let own = domain.certificate_arn.as_deref();
    let regional_arn = domain.regional_certificate_arn.as_deref();
    if regional && regional_arn.is_none() && domain.regional_certificate_name.is_none() {
        return Err(bad_request(
            "A regional certificate must be specified for the REGIONAL endpoint type",
        ));
    }
    if (has_type(domain, "EDGE") || has_type(domain, "PRIVATE"))
        && own.is_none()
        && domain.certificate_name.is_none()
    {
        return Err(bad_request(
            "A certificate must be specified for the EDGE and PRIVATE endpoint types",
        ));
    }
    let edge = has_type(domain, "EDGE");
    if regional && !edge && own.is_some() {
        return Err(bad_request(
            "Cannot import certificates for EDGE while REGIONAL is active.",
        ));
    }
    let region = if edge { EDGE_REGION } else { &scope.region };
    own.map_or(Ok(()), |arn| check_certificate(arn, region))?;
    regional_arn.map_or(Ok(()), |arn| check_certificate(arn, &scope.region))?;
    if let Some(mutual) = &domain.mutual_tls_authentication {
        if !regional {
            return Err(bad_request(
                "Mutual TLS authentication is only supported for REGIONAL domain names",
            ));
        }
        let uri = mutual.truststore_uri.as_deref().unwrap_or_default();
        // A file of this machine's is ours: not everybody has an S3.
        if !uri.starts_with("s3://") && !uri.starts_with("file:///") {
            return Err(bad_request(format!("Invalid truststore URI: {uri}")));
        }
    }
    Ok(())
}

/// Gives a domain name the addresses that its types of endpoint have, and takes the others.
fn set_addresses(scope: &Scope, domain: &mut DomainName) {
    if has_type(domain, "REGIONAL") {
        domain.regional_domain_name.get_or_insert_with(|| {
            format!(
                "d-{}.execute-api.{}.amazonaws.com",
                new_id(10),
                scope.region
            )
        });
        let zone = HOSTED_ZONES
            .iter()
            .find(|(region, _)| *region == scope.region);
        domain.regional_hosted_zone_id = zone.map(|(_, zone)| (*zone).to_owned());
    } else {
        domain.regional_domain_name = None;
        domain.regional_hosted_zone_id = None;
    }
    if has_type(domain, "EDGE") {
        domain
            .distribution_domain_name
            .get_or_insert_with(|| format!("d{}.cloudfront.net", new_id(13)));
        domain.distribution_hosted_zone_id = Some(CLOUDFRONT_ZONE.to_owned());
    } else {
        domain.distribution_domain_name = None;
        domain.distribution_hosted_zone_id = None;
    }
}

/// CreateDomainName.
pub async fn create(
    scope: &Scope,
    input: CreateDomainNameRequest,
) -> Result<DomainName, ServiceError> {
    let name = input.domain_name;
    check_name(&name)?;
    let uploads = input.certificate_body.is_some();
    if uploads && input.certificate_private_key.is_none() {
        return Err(bad_request(
            "A certificate's private key must be specified with its body", // [C]
        ));
    }
    let mut domain = DomainName {
        domain_name: Some(name.clone()),
        certificate_name: input.certificate_name,
        certificate_upload_date: (uploads || input.certificate_arn.is_some()).then(|| now(scope)),
        certificate_arn: input.certificate_arn,
        regional_certificate_name: input.regional_certificate_name,
        regional_certificate_arn: input.regional_certificate_arn,
        endpoint_configuration: Some(endpoint(input.endpoint_configuration)?),
        domain_name_status: Some("AVAILABLE".to_owned()),
        security_policy: Some(
            input
                .security_policy
                .unwrap_or_else(|| "TLS_1_2".to_owned()),
        ),
        endpoint_access_mode: input.endpoint_access_mode,
        tags: tags::given(input.tags)?,
        mutual_tls_authentication: input.mutual_tls_authentication.map(|mutual| {
            MutualTlsAuthentication {
                truststore_uri: mutual.truststore_uri,
                truststore_version: mutual.truststore_version,
                truststore_warnings: None,
            }
        }),
        ownership_verification_certificate_arn: input.ownership_verification_certificate_arn,
        policy: input.policy.as_deref().map(policy).transpose()?.flatten(),
        routing_mode: Some(
            input
                .routing_mode
                .unwrap_or_else(|| "BASE_PATH_MAPPING_ONLY".to_owned()),
        ),
        ..DomainName::default()
    };
    let private = has_type(&domain, "PRIVATE");
    if domain.policy.is_some() && !private {
        return Err(bad_request(
            "A policy is only supported for PRIVATE domain names", // [C]
        ));
    }
    check(scope, &domain)?;
    set_addresses(scope, &mut domain);
    let result = transact(scope, || {
        let mut domain = domain.clone();
        let mut named_as = name.clone();
        if private {
            let id = new_id(10);
            named_as = format!("{name}+{id}");
            domain.domain_name_id = Some(id);
            domain.domain_name_arn = Some(format!(
                "arn:aws:apigateway:{}:{}:/domainnames/{named_as}",
                scope.region, scope.account
            ));
        }
        let key = key(scope, &named_as);
        if scope.find::<DomainName>(&key)?.is_some() {
            // Users report the words [B].
            return Err(conflict("The domain name you provided already exists."));
        }
        let batch = Batch::new().expect_absent(&*key).put(key, &domain);
        Ok((batch, domain))
    })
    .await?;
    scope.server.domains.forget();
    Ok(result)
}

/// GetDomainName.
pub async fn get(scope: &Scope, input: GetDomainNameRequest) -> Result<DomainName, ServiceError> {
    let key = named(scope, &input.domain_name, input.domain_name_id.as_deref());
    let stored: Stored<DomainName> = found(scope, &key, no_domain_name)?;
    Ok(stored.value)
}

/// GetDomainNames. Other accounts share none with this one: that is AWS RAM's, which is not here.
pub async fn list(
    scope: &Scope,
    input: GetDomainNamesRequest,
) -> Result<DomainNames, ServiceError> {
    let (items, position) = if input.resource_owner.as_deref() == Some("OTHER_ACCOUNTS") {
        (Vec::new(), None)
    } else {
        let parent = scope.key(&["domainnames"]);
        page(scope, &parent, input.position.as_deref(), input.limit)?
    };
    Ok(DomainNames {
        position,
        items: Some(items),
    })
}

const ROUTING_MODES: Words = Words {
    kind: "RoutingMode",
    words: &[
        "BASE_PATH_MAPPING_ONLY",
        "ROUTING_RULE_ONLY",
        "ROUTING_RULE_THEN_BASE_PATH_MAPPING",
    ],
};

const SECURITY_POLICIES: Words = Words {
    kind: "SecurityPolicy",
    words: &[
        "TLS_1_0",
        "TLS_1_2",
        "SecurityPolicy_TLS13_1_3_2025_09",
        "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
        "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_Ext2_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_Ext2_FIPS_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_2021_06",
        "SecurityPolicy_TLS13_2025_EDGE",
        "SecurityPolicy_TLS12_PFS_2025_EDGE",
        "SecurityPolicy_TLS12_2018_EDGE",
    ],
};

const ACCESS_MODES: Words = Words {
    kind: "EndpointAccessMode",
    words: &["BASIC", "STRICT"],
};

/// The paths are those of the API reference's "Patch operations".
const RULES: Rules<DomainName> = Rules {
    wording: Wording::Plain,
    rules: &[
        Rule::optional_text("/certificateName", |it| &mut it.certificate_name),
        Rule::optional_text("/certificateArn", |it| &mut it.certificate_arn),
        Rule::optional_text("/regionalCertificateName", |it| {
            &mut it.regional_certificate_name
        }),
        Rule::optional_text("/regionalCertificateArn", |it| {
            &mut it.regional_certificate_arn
        }),
        Rule::optional_text("/ownershipVerificationCertificateArn", |it| {
            &mut it.ownership_verification_certificate_arn
        }),
        Rule::word("/securityPolicy", SECURITY_POLICIES, |it| {
            &mut it.security_policy
        }),
        Rule::word("/endpointAccessMode", ACCESS_MODES, |it| {
            &mut it.endpoint_access_mode
        }),
        Rule::word("/routingMode", ROUTING_MODES, |it| &mut it.routing_mode),
        Rule::<DomainName>::with("/endpointConfiguration/types", |it, patch| {
            let kind = patch.value.unwrap_or_default();
            ENDPOINT_TYPES.check(kind)?;
            let types = &mut it.endpoint_configuration.get_or_insert_default().types;
            patch.member(types, kind);
            Ok(())
        })
        .on(Op::ADD_REMOVE, Otherwise::NoPath),
        Rule::<DomainName>::with("/endpointConfiguration/types/{}", |it, patch| {
            let kind = match patch.op {
                Op::Replace => patch.value.unwrap_or_default(),
                _ => patch.name(),
            };
            ENDPOINT_TYPES.check(kind)?;
            let types = &mut it.endpoint_configuration.get_or_insert_default().types;
            patch.member(types, patch.name());
            Ok(())
        })
        .on(&[Op::Remove, Op::Replace], Otherwise::NoPath),
        Rule::with("/endpointConfiguration/ipAddressType", |it, patch| {
            it.endpoint_configuration
                .get_or_insert_default()
                .ip_address_type = patch.text();
            Ok(())
        }),
        Rule::with("/mutualTlsAuthentication/truststoreUri", |it, patch| {
            let mutual = &mut it.mutual_tls_authentication;
            match patch.value {
                // The empty one switches it off, as the developer guide says.
                None | Some("") => *mutual = None,
                Some(_) => mutual.get_or_insert_default().truststore_uri = patch.text(),
            }
            Ok(())
        }),
        Rule::with("/mutualTlsAuthentication/truststoreVersion", |it, patch| {
            it.mutual_tls_authentication
                .get_or_insert_default()
                .truststore_version = patch.text();
            Ok(())
        }),
        Rule::with("/policy", |it, patch| {
            it.policy = policy(patch.value.unwrap_or_default())?;
            Ok(())
        }),
        Rule::with("/managementPolicy", |it, patch| {
            it.management_policy = policy(patch.value.unwrap_or_default())?;
            Ok(())
        }),
    ],
};

/// UpdateDomainName. A domain name may change between regional and edge-optimized, and is both while
/// it does; it never becomes private, and a private one stays so \[C\].
pub async fn update(
    scope: &Scope,
    input: UpdateDomainNameRequest,
) -> Result<DomainName, ServiceError> {
    let key = named(scope, &input.domain_name, input.domain_name_id.as_deref());
    let result = super::documents::edit(scope, &key, no_domain_name, |domain: &mut DomainName| {
        let private = has_type(domain, "PRIVATE");
        RULES.apply(domain, input.patch_operations.as_deref())?;
        let configuration = domain.endpoint_configuration.get_or_insert_default();
        let types = configuration.types.take().unwrap_or_default();
        let mixed = types.iter().any(|kind| (kind == "PRIVATE") != private);
        if types.is_empty() || mixed {
            return Err(bad_request("Invalid endpoint types for this domain name"));
        }
        // Each type alone goes with the kind of address.
        for kind in &types {
            let mut alone = configuration.clone();
            alone.types = Some(vec![kind.clone()]);
            endpoint(Some(alone))?;
        }
        configuration.types = Some(types);
        check(scope, domain)?;
        set_addresses(scope, domain);
        Ok(domain.clone())
    })
    .await?;
    scope.server.domains.forget();
    Ok(result)
}

/// DeleteDomainName, and with it its base path mappings.
pub async fn delete(scope: &Scope, input: DeleteDomainNameRequest) -> Result<(), ServiceError> {
    let key = named(scope, &input.domain_name, input.domain_name_id.as_deref());
    transact(scope, || {
        let stored: Stored<DomainName> = found(scope, &key, no_domain_name)?;
        let batch = Batch::new()
            .expect_revision(&*key, stored.revision)
            .delete_tree(&*key);
        Ok((batch, ()))
    })
    .await?;
    scope.server.domains.forget();
    Ok(())
}
