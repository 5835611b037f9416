//! Layers: packages that functions find at `/opt`. A layer is a document (`layers/{name}`), each of
//! its versions another below it, with the package attached.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gatewright_gateway::arn::Arn;
use gatewright_gateway::permission::{Caller, Context, Policy, Request, evaluate};
use gatewright_lambda::UNZIPPED_LIMIT;
use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    DeleteLayerVersionRequest, GetLayerVersionByArnRequest, GetLayerVersionRequest,
    GetLayerVersionResponse, Layer, LayerVersionContentOutput, LayerVersionsListItem,
    LayersListItem, ListLayerVersionsRequest, ListLayerVersionsResponse, ListLayersRequest,
    ListLayersResponse, PublishLayerVersionRequest, PublishLayerVersionResponse, errors,
};
use serde::{Deserialize, Serialize};

use super::code::source;
use super::configuration::last_modified;
use super::document::ResourcePolicy;
use super::functions::page_size;
use crate::control::Scope;
use crate::store::{self, Batch, BlobId, Page, Store, Stored};

/// How many layers a function may have.
const MAX_LAYERS: usize = 5;

/// What a layer's own document holds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Numbers {
    /// The number of the version published last; numbers are never used again.
    last_version: i64,
}

/// A version of a layer.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct LayerVersion {
    /// As GetLayerVersion shows it, but for the content's location.
    shown: GetLayerVersionResponse,
    /// What its files take unpacked, in bytes.
    unzipped: u64,
    /// Who else may use it.
    pub(super) policy: ResourcePolicy,
    /// Whether it was deleted: functions that have it go on having it, as on AWS.
    deleted: bool,
}

/// Which layer, and whose.
pub(super) struct Named {
    account: String,
    region: String,
    name: String,
}

impl Named {
    /// A layer by its name or its ARN. The model's pattern has been checked.
    pub(super) fn parse(scope: &Scope, text: &str) -> Result<Self, ServiceError> {
        if !text.starts_with("arn:") {
            return Ok(Self {
                account: scope.account.clone(),
                region: scope.region.clone(),
                name: text.to_owned(),
            });
        }
        let invalid = || errors::INVALID_PARAMETER_VALUE.with(format!("{text} is no layer's ARN"));
        let arn: Arn = text.parse().map_err(|_| invalid())?;
        let name = arn.resource.strip_prefix("layer:").ok_or_else(invalid)?;
        Ok(Self {
            name: name.to_owned(),
            account: arn.account,
            region: arn.region,
        })
    }

    fn key(&self) -> String {
        let Self {
            account,
            region,
            name,
        } = self;
        format!("{account}/{region}/{}", store::path(&["layers", name]))
    }

    fn version_key(&self, version: i64) -> String {
        format!("{}/versions/{version}", self.key())
    }

    fn arn(&self) -> String {
        let Self {
            account,
            region,
            name,
        } = self;
        format!("arn:aws:lambda:{region}:{account}:layer:{name}")
    }

    pub(super) fn version_arn(&self, version: i64) -> String {
        format!("{}:{version}", self.arn())
    }

    /// A version that is there and not deleted.
    pub(super) fn find(
        &self,
        scope: &Scope,
        version: i64,
    ) -> Result<Option<Stored<LayerVersion>>, ServiceError> {
        let found: Option<Stored<LayerVersion>> = scope.find(&self.version_key(version))?;
        Ok(found.filter(|stored| !stored.value.deleted))
    }

    /// The versions that are not deleted, newest first.
    fn versions(&self, scope: &Scope) -> Result<Vec<LayerVersion>, ServiceError> {
        let mut versions: Vec<LayerVersion> =
            scope.children(&format!("{}/versions", self.key()))?;
        versions.retain(|version| !version.deleted);
        versions.sort_by_key(|version| std::cmp::Reverse(version.shown.version));
        Ok(versions)
    }
}

/// `arn:aws:lambda:us-east-1:123456789012:layer:name:3` to the layer and its version's number.
fn parse_version_arn(arn: &str) -> Option<(Named, i64)> {
    let arn: Arn = arn.parse().ok()?;
    let (name, version) = arn.resource.strip_prefix("layer:")?.rsplit_once(':')?;
    let named = Named {
        name: name.to_owned(),
        account: arn.account,
        region: arn.region,
    };
    Some((named, version.parse().ok()?))
}

/// The package of a layer's version, deleted or not, by its ARN.
pub fn layer_blob(store: &Store, arn: &str) -> Result<Option<BlobId>, store::Error> {
    let Some((layer, version)) = parse_version_arn(arn) else {
        return Ok(None);
    };
    let stored = store.get::<LayerVersion>(&layer.version_key(version))?;
    Ok(stored.and_then(|stored| stored.blob))
}

/// A function's layers, found.
#[derive(Default)]
pub(super) struct Resolved {
    layers: Vec<Layer>,
    /// What they take unpacked, in bytes.
    pub(super) unzipped: u64,
}

impl Resolved {
    /// As a function's configuration shows them.
    pub(super) fn shown(&self) -> Option<Vec<Layer>> {
        (!self.layers.is_empty()).then(|| self.layers.clone())
    }
}

/// Finds the layers that a function is to have.
pub(super) fn resolve(scope: &Scope, arns: &[String]) -> Result<Resolved, ServiceError> {
    let invalid = |text: String| Err(errors::INVALID_PARAMETER_VALUE.with(text));
    if arns.len() > MAX_LAYERS {
        return invalid(format!("Cannot reference more than {MAX_LAYERS} layers."));
    }
    let mut resolved = Resolved::default();
    let mut seen: Vec<(String, &String)> = Vec::new();
    for arn in arns {
        let found = match parse_version_arn(arn) {
            Some((layer, version)) => layer
                .find(scope, version)?
                .map(|stored| (layer, stored.value)),
            None => None,
        };
        let Some((layer, version)) = found else {
            return invalid(format!(
                "Layer version {arn} does not exist. (gatewright knows the layers that were published to it; one of another account is published with that account as the access key id.)"
            ));
        };
        if layer.region != scope.region {
            return invalid(format!(
                "Layers are not in the same region as the function. Layers are expected to be in region {}.",
                scope.region
            ));
        }
        if layer.account != scope.account && !is_shared(scope, &version.policy, arn) {
            return Err(ServiceError::access_denied(format!(
                "User: {} is not authorized to perform: lambda:GetLayerVersion on resource: {arn} because no resource-based policy allows the lambda:GetLayerVersion action",
                scope.caller.arn
            )));
        }
        if let Some((_, other)) = seen.iter().find(|(known, _)| *known == layer.arn()) {
            return invalid(format!(
                "Two different versions of the same layer are not allowed to be referenced in the same function. {other} and {arn} are versions of the same layer."
            ));
        }
        seen.push((layer.arn(), arn));
        resolved.unzipped += version.unzipped;
        resolved.layers.push(Layer {
            arn: Some(arn.clone()),
            code_size: version.shown.content.and_then(|content| content.code_size),
            ..Layer::default()
        });
    }
    Ok(resolved)
}

/// What the layers of a function take unpacked, in bytes.
pub(super) fn unzipped(scope: &Scope, layers: &[Layer]) -> Result<u64, ServiceError> {
    let mut sum = 0;
    for arn in layers.iter().filter_map(|layer| layer.arn.as_deref()) {
        if let Some((layer, version)) = parse_version_arn(arn)
            && let Some(version) = scope.get::<LayerVersion>(&layer.version_key(version))?
        {
            sum += version.unzipped;
        }
    }
    Ok(sum)
}

/// Refuses code and layers that are too large together, in unpacked bytes.
pub(super) fn check_size(code: u64, layers: u64) -> Result<(), ServiceError> {
    let size = code + layers;
    if size > UNZIPPED_LIMIT {
        return Err(errors::INVALID_PARAMETER_VALUE.with(format!(
            "Function code combined with layers exceeds the maximum allowed size of {UNZIPPED_LIMIT} bytes. The actual size is {size} bytes."
        )));
    }
    Ok(())
}

/// Whether the layer's policy lets the caller, who is of another account, use it.
fn is_shared(scope: &Scope, policy: &ResourcePolicy, arn: &str) -> bool {
    // What AddLayerVersionPermission wrote is a policy.
    let Ok(policy) = policy.document().parse::<Policy>() else {
        return false;
    };
    let caller = Caller::Aws {
        arn: scope.caller.arn.clone(),
        account: scope.account.clone(),
    };
    let request = Request {
        caller: &caller,
        action: "lambda:GetLayerVersion",
        resource: arn,
        context: &Context::default(),
    };
    evaluate(&[(&policy).into()], &request).is_allowed()
}

/// PublishLayerVersion.
pub async fn publish(
    scope: &Scope,
    input: PublishLayerVersionRequest,
) -> Result<PublishLayerVersionResponse, ServiceError> {
    let layer = Named::parse(scope, &input.layer_name)?;
    if layer.account != scope.account || layer.region != scope.region {
        return Err(ServiceError::access_denied(format!(
            "User: {} is not authorized to perform: lambda:PublishLayerVersion on resource: {}",
            scope.caller.arn,
            layer.arn()
        )));
    }
    let content = input.content;
    let object = content.s3_bucket.zip(content.s3_key);
    let package = source(scope, content.zip_file, object, content.s3_object_version)
        .await?
        .ok_or_else(|| {
            errors::INVALID_PARAMETER_VALUE.with("Please provide a source for layer content.")
        })?;
    let shown = GetLayerVersionResponse {
        content: Some(LayerVersionContentOutput {
            code_sha256: Some(STANDARD.encode(package.sha256())),
            code_size: Some(package.zip().len() as i64),
            ..LayerVersionContentOutput::default()
        }),
        layer_arn: Some(layer.arn()),
        description: Some(input.description.unwrap_or_default()),
        created_date: Some(last_modified(scope)),
        compatible_architectures: input.compatible_architectures,
        compatible_runtimes: input.compatible_runtimes,
        license_info: input.license_info,
        ..GetLayerVersionResponse::default()
    };
    let busy = || {
        errors::RESOURCE_CONFLICT.with("The layer is being changed by other requests. Try again.")
    };
    let published = scope
        .transact(busy, || {
            let key = layer.key();
            let (mut numbers, mut batch) = match scope.find::<Numbers>(&key)? {
                Some(stored) => (
                    stored.value,
                    Batch::new().expect_revision(key.clone(), stored.revision),
                ),
                None => (Numbers::default(), Batch::new().expect_absent(key.clone())),
            };
            numbers.last_version += 1;
            let number = numbers.last_version;
            let version = LayerVersion {
                shown: GetLayerVersionResponse {
                    version: Some(number),
                    layer_version_arn: Some(layer.version_arn(number)),
                    ..shown.clone()
                },
                unzipped: package.unzipped(),
                ..LayerVersion::default()
            };
            let version_key = layer.version_key(number);
            batch = batch
                .put(key, &numbers)
                .put(version_key.clone(), &version)
                .put_blob(version_key, package.zip().clone());
            Ok((batch, version))
        })
        .await?;
    let shown = with_location(scope, &layer, published.shown);
    Ok(PublishLayerVersionResponse {
        content: shown.content,
        layer_arn: shown.layer_arn,
        layer_version_arn: shown.layer_version_arn,
        description: shown.description,
        created_date: shown.created_date,
        version: shown.version,
        compatible_architectures: shown.compatible_architectures,
        compatible_runtimes: shown.compatible_runtimes,
        license_info: shown.license_info,
    })
}

/// GetLayerVersion.
pub async fn get(
    scope: &Scope,
    input: GetLayerVersionRequest,
) -> Result<GetLayerVersionResponse, ServiceError> {
    let layer = Named::parse(scope, &input.layer_name)?;
    show(scope, &layer, input.version_number)
}

/// GetLayerVersionByArn.
pub async fn get_by_arn(
    scope: &Scope,
    input: GetLayerVersionByArnRequest,
) -> Result<GetLayerVersionResponse, ServiceError> {
    let (layer, version) = parse_version_arn(&input.arn).ok_or_else(not_there)?;
    show(scope, &layer, version)
}

fn show(
    scope: &Scope,
    layer: &Named,
    number: i64,
) -> Result<GetLayerVersionResponse, ServiceError> {
    let version = layer.find(scope, number)?.ok_or_else(not_there)?.value;
    let arn = layer.version_arn(number);
    if layer.account != scope.account && !is_shared(scope, &version.policy, &arn) {
        return Err(ServiceError::access_denied(format!(
            "User: {} is not authorized to perform: lambda:GetLayerVersion on resource: {arn} because no resource-based policy allows the lambda:GetLayerVersion action",
            scope.caller.arn
        )));
    }
    Ok(with_location(scope, layer, version.shown))
}

fn with_location(
    scope: &Scope,
    layer: &Named,
    mut shown: GetLayerVersionResponse,
) -> GetLayerVersionResponse {
    let location = format!(
        "http://{}/_gatewright/layers/{}/{}/{}/{}",
        scope.server.settings.listen,
        layer.account,
        layer.region,
        layer.name,
        shown.version.unwrap_or_default()
    );
    if let Some(content) = &mut shown.content {
        content.location = Some(location);
    }
    shown
}

/// DeleteLayerVersion: nobody finds it any more, but functions that have it go on having it. One that
/// is not there is deleted all the same.
pub async fn delete(scope: &Scope, input: DeleteLayerVersionRequest) -> Result<(), ServiceError> {
    change(scope, &input.layer_name, input.version_number, |version| {
        version.deleted = true;
        Ok(())
    })
    .await
    .map(|_| ())
}

/// Changes a version of an own layer; `None` if there is none.
pub(super) async fn change<T: Send>(
    scope: &Scope,
    layer: &str,
    version: i64,
    change: impl Fn(&mut LayerVersion) -> Result<T, ServiceError> + Send + Sync,
) -> Result<Option<T>, ServiceError> {
    let layer = Named::parse(scope, layer)?;
    if layer.account != scope.account {
        return Err(ServiceError::access_denied(format!(
            "User: {} is not authorized to change {}",
            scope.caller.arn,
            layer.version_arn(version)
        )));
    }
    let busy = || {
        errors::RESOURCE_CONFLICT.with("The layer is being changed by other requests. Try again.")
    };
    scope
        .transact(busy, || {
            let Some(mut stored) = layer.find(scope, version)? else {
                return Ok((Batch::new(), None));
            };
            let result = change(&mut stored.value)?;
            let batch = Batch::new()
                .expect_revision(stored.key.clone(), stored.revision)
                .put(stored.key, &stored.value);
            Ok((batch, Some(result)))
        })
        .await
}

/// ListLayerVersions, newest first.
pub async fn list_versions(
    scope: &Scope,
    input: ListLayerVersionsRequest,
) -> Result<ListLayerVersionsResponse, ServiceError> {
    let layer = Named::parse(scope, &input.layer_name)?;
    let below: i64 = match &input.marker {
        Some(marker) => marker.parse().unwrap_or(0),
        None => i64::MAX,
    };
    let runtime = input.compatible_runtime.as_deref();
    let architecture = input.compatible_architecture.as_deref();
    let limit = page_size(input.max_items);
    let mut versions: Vec<LayerVersionsListItem> = layer
        .versions(scope)?
        .into_iter()
        .filter(|version| version.shown.version.is_some_and(|number| number < below))
        .filter(|version| suits(version, runtime, architecture))
        .take(limit + 1)
        .map(listed)
        .collect();
    let more = versions.len() > limit;
    versions.truncate(limit);
    let last = versions.last().filter(|_| more);
    Ok(ListLayerVersionsResponse {
        next_marker: last.and_then(|last| Some(last.version?.to_string())),
        layer_versions: Some(versions),
    })
}

/// ListLayers: those with a version that suits, by name, each with the newest such version.
pub async fn list(
    scope: &Scope,
    input: ListLayersRequest,
) -> Result<ListLayersResponse, ServiceError> {
    let parent = scope.key(&["layers"]);
    let after = input
        .marker
        .map(|name| format!("{parent}/{}", store::path(&[name])));
    let stored: Vec<Stored<Numbers>> = scope.children_page(
        &parent,
        Page {
            after: after.as_deref(),
            limit: None,
        },
    )?;
    let runtime = input.compatible_runtime.as_deref();
    let architecture = input.compatible_architecture.as_deref();
    let limit = page_size(input.max_items);
    let mut layers = Vec::new();
    let mut more = false;
    for stored in stored {
        let name = stored.key.rsplit('/').next().unwrap_or_default();
        let layer = Named::parse(scope, name)?;
        let versions = layer.versions(scope)?.into_iter();
        let Some(latest) = versions
            .filter(|version| suits(version, runtime, architecture))
            .map(listed)
            .next()
        else {
            continue;
        };
        if layers.len() == limit {
            more = true;
            break;
        }
        layers.push(LayersListItem {
            layer_arn: Some(layer.arn()),
            layer_name: Some(layer.name),
            latest_matching_version: Some(latest),
        });
    }
    let last = layers.last().filter(|_| more);
    Ok(ListLayersResponse {
        next_marker: last.and_then(|last| last.layer_name.clone()),
        layers: Some(layers),
    })
}

fn suits(version: &LayerVersion, runtime: Option<&str>, architecture: Option<&str>) -> bool {
    let has = |list: &Option<Vec<String>>, wanted: Option<&str>| {
        wanted.is_none_or(|wanted| {
            list.as_ref()
                .is_some_and(|list| list.iter().any(|one| one == wanted))
        })
    };
    has(&version.shown.compatible_runtimes, runtime)
        && has(&version.shown.compatible_architectures, architecture)
}

fn listed(version: LayerVersion) -> LayerVersionsListItem {
    let shown = version.shown;
    LayerVersionsListItem {
        layer_version_arn: shown.layer_version_arn,
        version: shown.version,
        description: shown.description,
        created_date: shown.created_date,
        compatible_architectures: shown.compatible_architectures,
        compatible_runtimes: shown.compatible_runtimes,
        license_info: shown.license_info,
    }
}

/// The bytes that all layers of the account and region take.
pub(super) fn code_size(scope: &Scope) -> Result<i64, ServiceError> {
    let layers: Vec<Stored<Numbers>> =
        scope.children_page(&scope.key(&["layers"]), Page::default())?;
    let mut sum = 0;
    for layer in layers {
        let name = layer.key.rsplit('/').next().unwrap_or_default();
        for version in Named::parse(scope, name)?.versions(scope)? {
            let content = version.shown.content;
            sum += content.and_then(|content| content.code_size).unwrap_or(0);
        }
    }
    Ok(sum)
}

fn not_there() -> ServiceError {
    errors::RESOURCE_NOT_FOUND.with("The resource you requested does not exist.")
}
