//! A stage's API as OpenAPI 3.0 or Swagger 2.0: what was deployed, whatever has changed since.

use gatewright_gateway::api::Api;
use gatewright_gateway::openapi::documentation;
use gatewright_gateway::openapi::export::{ExportType, Extensions, export, to_yaml};
use gatewright_wire::apigateway::{ExportResponse, GetExportRequest, Stage};
use gatewright_wire::error::ServiceError;
use gatewright_wire::values::Blob;

use super::documentation_versions;
use super::documents::api;
use super::refusals::{bad_request, no_stage};
use super::snapshot::snapshot_key;
use super::stages::stage_key;
use crate::control::Scope;

/// GetExport.
pub async fn get(scope: &Scope, input: GetExportRequest) -> Result<ExportResponse, ServiceError> {
    let api_id = &input.rest_api_id;
    api(scope, api_id)?;
    let stage: Stage = scope
        .get(&stage_key(scope, api_id, &input.stage_name))?
        .ok_or_else(no_stage)?;
    // The words are not recorded [C].
    let kind: ExportType = input.export_type.parse().map_err(|_| {
        bad_request(format!(
            "Invalid export type specified: {}",
            input.export_type
        ))
    })?;
    let deployment = stage.deployment_id.as_deref().unwrap_or_default();
    let deployed: Api = scope
        .get(&snapshot_key(scope, api_id, deployment))?
        .ok_or_else(no_stage)?;
    let extensions = input
        .parameters
        .as_ref()
        .and_then(|parameters| parameters.get("extensions"))
        .map(|words| Extensions::parse(words))
        .unwrap_or_default();
    let mut document = export(&deployed, &stage, kind, extensions);
    if extensions.documentation
        && let Some(version) = &stage.documentation_version
    {
        let (version, parts) = documentation_versions::frozen(scope, api_id, version)?;
        documentation::insert(&mut document, &version, &parts);
    }
    let (content_type, suffix, body) = match input.accepts.as_deref() {
        Some("application/yaml") => ("application/yaml", "yaml", to_yaml(&document)),
        // Every client that names no type accepts anything, or JSON.
        _ => (
            "application/json",
            "json",
            serde_json::to_string_pretty(&document).unwrap_or_default(),
        ),
    };
    let version = document.pointer("/info/version").and_then(|it| it.as_str());
    let version = version.unwrap_or_default();
    Ok(ExportResponse {
        content_type: Some(content_type.to_owned()),
        content_disposition: Some(format!(
            "attachment; filename=\"{kind}_{}.{suffix}\"",
            version.replace(
                |c: char| !c.is_ascii_alphanumeric() && !"-._".contains(c),
                "_"
            )
        )),
        body: Some(Blob(body.into())),
    })
}
