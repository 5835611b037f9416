//! Base path mappings: which API a domain name leads to below which first segment of its paths.

use gatewright_wire::apigateway::{
    BasePathMapping, BasePathMappings, CreateBasePathMappingRequest, DeleteBasePathMappingRequest,
    DomainName, GetBasePathMappingRequest, GetBasePathMappingsRequest, RestApi, Stage,
    UpdateBasePathMappingRequest,
};
use gatewright_wire::error::ServiceError;

use super::documents::{api_key, found, page, remove, transact};
use super::domain_names::{named, no_domain_name};
use super::patch::{Rule, Rules, Wording};
use super::refusals::{bad_request, conflict, not_found};
use super::stages::stage_key;
use crate::control::Scope;
use crate::domains::NONE;
use crate::store::{self, Batch, Page, Stored};

fn no_mapping() -> ServiceError {
    not_found("Invalid base path mapping identifier specified")
}

fn parent(scope: &Scope, name: &str, id: Option<&str>) -> String {
    format!("{}/basepathmappings", named(scope, name, id))
}

fn key(parent: &str, base_path: &str) -> String {
    format!("{parent}/{}", store::path(&[base_path]))
}

/// A base path as it is kept; the empty one is none. The words about slashes are AWS's as people
/// quote them \[B\], those about other characters are not recorded \[C\].
fn base_path(text: Option<&str>) -> Result<&str, ServiceError> {
    let path = text.filter(|path| !path.is_empty()).unwrap_or(NONE);
    if path.contains('/') {
        return Err(bad_request(
            "API Gateway V1 doesn't support the slash character (/) in base path mappings. To create a multi-level base path mapping, use API Gateway V2.",
        ));
    }
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"$-_.+!*'()~".contains(&byte);
    if !path.bytes().all(fits) {
        return Err(bad_request(format!("Invalid base path specified: {path}")));
    }
    Ok(path)
}

/// The API and the stage that a mapping names are there; the batch, if they stay. The words are
/// those of others that name an API or a stage \[C\].
fn expect_target(
    scope: &Scope,
    mut batch: Batch,
    mapping: &BasePathMapping,
) -> Result<Batch, ServiceError> {
    let api = mapping.rest_api_id.as_deref().unwrap_or_default();
    let stored: Stored<RestApi> = found(scope, &api_key(scope, api, &[]), || {
        bad_request("Invalid REST API identifier specified")
    })?;
    batch = batch.expect_revision(stored.key, stored.revision);
    if let Some(stage) = &mapping.stage {
        let stage: Stored<Stage> = found(scope, &stage_key(scope, api, stage), || {
            bad_request("Invalid stage identifier specified")
        })?;
        batch = batch.expect_revision(stage.key, stage.revision);
    }
    Ok(batch)
}

fn taken() -> ServiceError {
    conflict("Base path already exists for this domain name")
}

/// Refuses to take an API away that a domain name leads to. The words are AWS's as users report them
/// \[C\].
pub(super) fn check_unmapped(scope: &Scope, api_id: &str) -> Result<(), ServiceError> {
    let domains: Vec<Stored<DomainName>> =
        scope.children_page(&scope.key(&["domainnames"]), Page::default())?;
    for domain in domains {
        let mappings: Vec<BasePathMapping> =
            scope.children(&format!("{}/basepathmappings", domain.key))?;
        if mappings
            .iter()
            .any(|mapping| mapping.rest_api_id.as_deref() == Some(api_id))
        {
            return Err(bad_request(
                "Please remove all base path mappings related to the domain name in your account.",
            ));
        }
    }
    Ok(())
}

/// CreateBasePathMapping.
pub async fn create(
    scope: &Scope,
    input: CreateBasePathMappingRequest,
) -> Result<BasePathMapping, ServiceError> {
    let (name, id) = (&input.domain_name, input.domain_name_id.as_deref());
    let path = base_path(input.base_path.as_deref())?;
    let result = transact(scope, || {
        let domain: Stored<DomainName> = found(scope, &named(scope, name, id), no_domain_name)?;
        let key = key(&parent(scope, name, id), path);
        if scope.find::<BasePathMapping>(&key)?.is_some() {
            return Err(taken());
        }
        let mapping = BasePathMapping {
            base_path: Some(path.to_owned()),
            rest_api_id: Some(input.rest_api_id.clone()),
            stage: input.stage.clone().filter(|stage| !stage.is_empty()),
        };
        let batch = Batch::new()
            .expect_revision(domain.key, domain.revision)
            .expect_absent(&*key);
        let batch = expect_target(scope, batch, &mapping)?.put(key, &mapping);
        Ok((batch, mapping))
    })
    .await?;
    scope.server.domains.forget();
    Ok(result)
}

/// GetBasePathMapping.
pub async fn get(
    scope: &Scope,
    input: GetBasePathMappingRequest,
) -> Result<BasePathMapping, ServiceError> {
    let parent = parent(scope, &input.domain_name, input.domain_name_id.as_deref());
    let key = key(&parent, base_path(Some(&input.base_path))?);
    let stored: Stored<BasePathMapping> = found(scope, &key, no_mapping)?;
    Ok(stored.value)
}

/// GetBasePathMappings.
pub async fn list(
    scope: &Scope,
    input: GetBasePathMappingsRequest,
) -> Result<BasePathMappings, ServiceError> {
    let (name, id) = (&input.domain_name, input.domain_name_id.as_deref());
    found::<DomainName>(scope, &named(scope, name, id), no_domain_name)?;
    let parent = parent(scope, name, id);
    let (items, position) = page(scope, &parent, input.position.as_deref(), input.limit)?;
    Ok(BasePathMappings {
        position,
        items: Some(items),
    })
}

/// The paths are those of the API reference's "Patch operations", spelling included.
const RULES: Rules<BasePathMapping> = Rules {
    wording: Wording::Plain,
    rules: &[
        Rule::with("/basePath", |mapping, patch| {
            mapping.base_path = Some(base_path(patch.value)?.to_owned());
            Ok(())
        }),
        Rule::text("/restapiId", |it| &mut it.rest_api_id),
        Rule::optional_text("/stage", |it| &mut it.stage),
    ],
};

/// UpdateBasePathMapping.
pub async fn update(
    scope: &Scope,
    input: UpdateBasePathMappingRequest,
) -> Result<BasePathMapping, ServiceError> {
    let parent = parent(scope, &input.domain_name, input.domain_name_id.as_deref());
    let before = key(&parent, base_path(Some(&input.base_path))?);
    let result = transact(scope, || {
        let stored: Stored<BasePathMapping> = found(scope, &before, no_mapping)?;
        let mut mapping = stored.value;
        RULES.apply(&mut mapping, input.patch_operations.as_deref())?;
        let mut batch = Batch::new().expect_revision(&*before, stored.revision);
        batch = expect_target(scope, batch, &mapping)?;
        let after = key(&parent, mapping.base_path.as_deref().unwrap_or(NONE));
        if after != before {
            if scope.find::<BasePathMapping>(&after)?.is_some() {
                return Err(taken());
            }
            batch = batch.expect_absent(&*after).delete(&*before);
        }
        Ok((batch.put(after, &mapping), mapping))
    })
    .await?;
    scope.server.domains.forget();
    Ok(result)
}

/// DeleteBasePathMapping.
pub async fn delete(
    scope: &Scope,
    input: DeleteBasePathMappingRequest,
) -> Result<(), ServiceError> {
    let parent = parent(scope, &input.domain_name, input.domain_name_id.as_deref());
    let key = key(&parent, base_path(Some(&input.base_path))?);
    remove::<BasePathMapping>(scope, &key, no_mapping).await?;
    scope.server.domains.forget();
    Ok(())
}
