//! Access associations: which VPC endpoints may reach a private domain name. The endpoint's account
//! makes and keeps them; the domain name's may reject them.

use gatewright_gateway::arn::Arn;
use gatewright_wire::apigateway::{
    CreateDomainNameAccessAssociationRequest, DeleteDomainNameAccessAssociationRequest, DomainName,
    DomainNameAccessAssociation, DomainNameAccessAssociations,
    GetDomainNameAccessAssociationsRequest, RejectDomainNameAccessAssociationRequest,
};
use gatewright_wire::error::ServiceError;

use super::documents::{found, page, transact};
use super::domain_names::{self, no_domain_name};
use super::refusals::{bad_request, conflict, not_found};
use super::tags;
use crate::control::Scope;
use crate::store::{Batch, Stored};

/// Where an account keeps its associations, by ARN.
const OWN: &str = "domainnameaccessassociations";
/// Where it keeps those of other accounts with its domain names.
const OF_OTHERS: &str = "accessbyotheraccounts";

/// The key of an account's association.
pub(super) fn key(scope: &Scope, arn: &str) -> String {
    scope.key(&[OWN, arn])
}

/// No words of this kind of document are recorded \[C\].
pub(super) fn no_association() -> ServiceError {
    not_found("Invalid domain name access association identifier specified")
}

/// An ARN of this service's, and the name behind its path.
fn named(arn: &str, path: &str) -> Result<(Arn, String), ServiceError> {
    let parsed: Option<Arn> = arn.parse().ok();
    parsed
        .filter(|it| it.service == "apigateway")
        .and_then(|it| {
            let name = it.resource.strip_prefix(path)?.to_owned();
            Some((it, name))
        })
        .ok_or_else(|| bad_request("Invalid ARN specified in the request"))
}

/// The same region in another account.
fn of(scope: &Scope, account: &str) -> Scope {
    Scope {
        account: account.to_owned(),
        ..scope.clone()
    }
}

/// The private domain name of that ARN, in its owner's account.
fn domain(scope: &Scope, arn: &str) -> Result<(Scope, Stored<DomainName>, String), ServiceError> {
    let (arn, name) = named(arn, "/domainnames/")?;
    let owner = of(scope, &arn.account);
    let stored: Stored<DomainName> =
        found(scope, &domain_names::key(&owner, &name), no_domain_name)?;
    if !domain_names::has_type(&stored.value, "PRIVATE") {
        return Err(bad_request(
            "Access associations are only supported for PRIVATE domain names",
        ));
    }
    Ok((owner, stored, name))
}

/// CreateDomainNameAccessAssociation.
pub async fn create(
    scope: &Scope,
    input: CreateDomainNameAccessAssociationRequest,
) -> Result<DomainNameAccessAssociation, ServiceError> {
    let source = &input.access_association_source;
    let id = source.strip_prefix("vpce-").unwrap_or_default();
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(bad_request(format!(
            "Invalid access association source specified: {source}"
        )));
    }
    transact(scope, || {
        let (owner, domain, name) = domain(scope, &input.domain_name_arn)?;
        let arn = format!(
            "arn:aws:apigateway:{}:{}:/domainnameaccessassociations/domainname/{name}/vpcesource/{source}",
            scope.region, scope.account
        );
        let key = key(scope, &arn);
        if scope.find::<DomainNameAccessAssociation>(&key)?.is_some() {
            return Err(conflict("Domain name access association already exists"));
        }
        let association = DomainNameAccessAssociation {
            domain_name_access_association_arn: Some(arn.clone()),
            domain_name_arn: Some(input.domain_name_arn.clone()),
            access_association_source_type: Some(input.access_association_source_type.clone()),
            access_association_source: Some(source.clone()),
            tags: tags::given(input.tags.clone())?,
        };
        let mut batch = Batch::new()
            .expect_revision(domain.key, domain.revision)
            .expect_absent(&*key)
            .put(key, &association);
        if owner.account != scope.account {
            batch = batch.put(owner.key(&[OF_OTHERS, &arn]), &association);
        }
        Ok((batch, association))
    })
    .await
}

/// GetDomainNameAccessAssociations.
pub async fn list(
    scope: &Scope,
    input: GetDomainNameAccessAssociationsRequest,
) -> Result<DomainNameAccessAssociations, ServiceError> {
    let kept = match input.resource_owner.as_deref() {
        Some("OTHER_ACCOUNTS") => OF_OTHERS,
        _ => OWN,
    };
    let parent = scope.key(&[kept]);
    let (items, position) = page(scope, &parent, input.position.as_deref(), input.limit)?;
    Ok(DomainNameAccessAssociations {
        position,
        items: Some(items),
    })
}

/// Takes an association away, from its account and from the domain name's.
async fn take(scope: &Scope, arn: &str, domain_arn: Option<&str>) -> Result<(), ServiceError> {
    let (parsed, _) = named(arn, "/domainnameaccessassociations/")?;
    let keeper = of(scope, &parsed.account);
    transact(scope, || {
        let key = key(&keeper, arn);
        let stored: Stored<DomainNameAccessAssociation> = found(scope, &key, no_association)?;
        let of_domain = stored.value.domain_name_arn.unwrap_or_default();
        if domain_arn.is_some_and(|arn| arn != of_domain) {
            return Err(no_association());
        }
        let (domain, _) = named(&of_domain, "/domainnames/")?;
        let batch = Batch::new()
            .expect_revision(&*key, stored.revision)
            .delete(key)
            .delete(of(scope, &domain.account).key(&[OF_OTHERS, arn]));
        Ok((batch, ()))
    })
    .await
}

/// DeleteDomainNameAccessAssociation, by the account that made it.
pub async fn delete(
    scope: &Scope,
    input: DeleteDomainNameAccessAssociationRequest,
) -> Result<(), ServiceError> {
    let arn = &input.domain_name_access_association_arn;
    let (parsed, _) = named(arn, "/domainnameaccessassociations/")?;
    if parsed.account != scope.account {
        return Err(no_association());
    }
    take(scope, arn, None).await
}

/// RejectDomainNameAccessAssociation, by the domain name's account.
pub async fn reject(
    scope: &Scope,
    input: RejectDomainNameAccessAssociationRequest,
) -> Result<(), ServiceError> {
    let (owner, _, _) = domain(scope, &input.domain_name_arn)?;
    if owner.account != scope.account {
        return Err(no_domain_name());
    }
    let arn = &input.domain_name_access_association_arn;
    take(scope, arn, Some(&input.domain_name_arn)).await
}
