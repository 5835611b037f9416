//! A function's code: from a request's zip to the blob beside the function's document.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use gatewright_lambda::{Package, PackageError};
use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    FunctionCode, FunctionConfiguration, UpdateFunctionCodeRequest, errors,
};
use gatewright_wire::values::Blob;

use super::configuration::{check_revision, touch};
use super::document::update;
use super::name::Target;
use super::{layers, versions};
use crate::control::Scope;

/// AWS's limit for a zip uploaded with the request.
pub(super) const MAX_ZIP: usize = 52_428_800;

/// The package in a request, or that it says lies in S3, checked.
pub async fn package(scope: &Scope, code: FunctionCode) -> Result<Package, ServiceError> {
    if code.image_uri.is_some() {
        return Err(errors::INVALID_PARAMETER_VALUE.with(
            "gatewright runs functions as processes from zip packages; container images are not supported",
        ));
    }
    let object = code.s3_bucket.zip(code.s3_key);
    source(scope, code.zip_file, object, code.s3_object_version)
        .await?
        .ok_or_else(|| {
            errors::INVALID_PARAMETER_VALUE.with("Please provide a source for function code.")
        })
}

/// The package that came with a request or that it names in S3, by bucket and key; `None` if it does
/// neither.
pub(super) async fn source(
    scope: &Scope,
    zip: Option<Blob>,
    object: Option<(String, String)>,
    version: Option<String>,
) -> Result<Option<Package>, ServiceError> {
    let zip = match (zip, object) {
        (Some(_), Some(_)) => {
            return Err(errors::INVALID_PARAMETER_VALUE.with(
                "Please do not provide other FunctionCode parameters when providing a ZipFile.",
            ));
        }
        (Some(Blob(zip)), None) if zip.len() > MAX_ZIP => {
            return Err(errors::REQUEST_TOO_LARGE
                .with(format!("Zipped size must be smaller than {MAX_ZIP} bytes")));
        }
        (Some(Blob(zip)), None) => zip,
        (None, Some((bucket, key))) => scope
            .server
            .objects
            .get(&bucket, &key, version.as_deref())
            .await
            .map_err(|error| errors::INVALID_PARAMETER_VALUE.with(error.to_string()))?,
        (None, None) => return Ok(None),
    };
    check(zip).await.map(Some)
}

/// Reads a zip through; hashing and listing a large one is no work for an async thread.
async fn check(zip: Bytes) -> Result<Package, ServiceError> {
    tokio::task::spawn_blocking(move || Package::new(zip))
        .await
        .map_err(crate::control::internal)?
        .map_err(|error| {
            errors::INVALID_PARAMETER_VALUE.with(match error {
                PackageError::Empty => "Uploaded file must be a non-empty zip".to_owned(),
                error => format!(
                    "Could not unzip uploaded file. Please check your file, then try to upload again. ({error})"
                ),
            })
        })
}

/// What the code adds to a configuration.
pub fn describe(configuration: &mut FunctionConfiguration, package: &Package) {
    configuration.code_size = Some(package.zip().len() as i64);
    configuration.code_sha256 = Some(STANDARD.encode(package.sha256()));
}

/// UpdateFunctionCode.
pub async fn update_code(
    scope: &Scope,
    input: UpdateFunctionCodeRequest,
) -> Result<FunctionConfiguration, ServiceError> {
    let target = Target::parse(scope, &input.function_name, None)?;
    let code = FunctionCode {
        zip_file: input.zip_file,
        s3_bucket: input.s3_bucket,
        s3_key: input.s3_key,
        s3_object_version: input.s3_object_version,
        image_uri: input.image_uri,
        ..FunctionCode::default()
    };
    let package = package(scope, code).await?;
    let (publish, dry_run) = (input.publish == Some(true), input.dry_run == Some(true));
    let mut changed = update(scope, &target, |stored, batch| {
        let configuration = &mut stored.value.configuration;
        check_revision(
            input.revision_id.as_deref(),
            configuration.revision_id.as_deref(),
            "GetFunction/GetAlias",
        )?;
        let before = configuration.clone();
        describe(configuration, &package);
        let of_layers = configuration.layers.as_deref().unwrap_or_default();
        layers::check_size(package.unzipped(), layers::unzipped(scope, of_layers)?)?;
        if let Some(architectures) = &input.architectures {
            configuration.architectures = Some(architectures.clone());
        }
        if dry_run {
            let shown = std::mem::replace(configuration, before);
            return Ok((shown, batch));
        }
        touch(scope, configuration);
        let shown = configuration.clone();
        stored.value.code_unzipped = package.unzipped();
        let batch = batch.put_blob(stored.key.clone(), package.zip().clone());
        Ok((shown, batch))
    })
    .await?;
    if publish && !dry_run {
        return versions::publish_latest(scope, &target, None, None, None).await;
    }
    changed.last_update_status = Some("InProgress".to_owned());
    changed.last_update_status_reason = Some("The function is being created.".to_owned());
    changed.last_update_status_reason_code = Some("Creating".to_owned());
    Ok(changed)
}
