//! Patches of stages: method settings, access logs, canaries and promotion, variables. Their
//! paths are looser than other documents', and AWS's words for wrong ones its own (F§5.3).

use std::str::FromStr;

use gatewright_gateway::access_log::{Destination, Format};
use gatewright_wire::apigateway::{CanarySettings, MethodSetting, PatchOperation, Stage};
use gatewright_wire::error::ServiceError;

use super::patch::{Op, Patch};
use super::refusals::bad_request;
use super::stages::{check_percent, check_variables, set_cache};

/// The paths as AWS lists them, with its own spacing and missing commas (F§5.3.1).
const PATHS: &str = "/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId, /accessLogSettings, /accessLogSettings/destinationArn, /accessLogSettings/format, /{resourcePath}/{httpMethod}/metrics/enabled, /{resourcePath}/{httpMethod}/logging/dataTrace, /{resourcePath}/{httpMethod}/logging/loglevel, /{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit/{resourcePath}/{httpMethod}/caching/ttlInSeconds, /{resourcePath}/{httpMethod}/caching/enabled, /{resourcePath}/{httpMethod}/caching/dataEncrypted, /{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl, /{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy, /*/*/metrics/enabled, /*/*/logging/dataTrace, /*/*/logging/loglevel, /*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds, /*/*/caching/enabled, /*/*/caching/dataEncrypted, /*/*/caching/requireAuthorizationForCacheControl, /*/*/caching/unauthorizedCacheControlHeaderStrategy, /variables/{variable_name}, /tracingEnabled";

/// Applies the operations in their order, up to the first that is refused. Whether deployments,
/// documentation versions and client certificates exist and logging is allowed is the caller's to check.
pub(super) fn apply(
    stage: &mut Stage,
    operations: Option<&[PatchOperation]>,
) -> Result<(), ServiceError> {
    for operation in operations.unwrap_or_default() {
        let patch = Patch::parse(operation)?;
        match patch.op {
            Op::Add | Op::Replace => set(stage, &patch)?,
            Op::Remove => remove(stage, &patch)?,
            Op::Copy => copy(stage, &patch)?,
            Op::Move | Op::Test => return Err(invalid_operation(&patch)),
        }
    }
    Ok(())
}

fn invalid_operation(patch: &Patch<'_>) -> ServiceError {
    bad_request(format!(
        "Invalid {} operation with path: {}",
        patch.op.as_str(),
        patch.path
    ))
}

fn invalid_path(patch: &Patch<'_>) -> ServiceError {
    bad_request(format!(
        "Invalid method setting path: {}. Must be one of: [{PATHS}]",
        patch.path
    ))
}

fn set(stage: &mut Stage, patch: &Patch<'_>) -> Result<(), ServiceError> {
    let segments: Vec<&str> = patch.segments.iter().map(String::as_str).collect();
    match segments.as_slice() {
        ["deploymentId"] => stage.deployment_id = patch.text(),
        ["description"] => stage.description = patch.text(),
        ["tracingEnabled"] => stage.tracing_enabled = Some(patch.flag()),
        ["cacheClusterEnabled"] => {
            let size = stage.cache_cluster_size.clone();
            set_cache(stage, patch.flag(), size.as_deref())?;
        }
        ["cacheClusterSize"] => {
            let enabled = stage.cache_cluster_enabled.unwrap_or(false);
            set_cache(stage, enabled, patch.value)?;
        }
        ["clientCertificateId"] => {
            stage.client_certificate_id = patch.text().filter(|id| !id.is_empty());
        }
        ["documentationVersion"] => {
            stage.documentation_version = patch.text().filter(|version| !version.is_empty());
        }
        ["variables", name] => {
            let value = patch.value.unwrap_or_default().to_owned();
            let one = [((*name).to_owned(), value)].into();
            check_variables(&one)?;
            stage.variables.get_or_insert_default().extend(one);
        }
        ["accessLogSettings", field] => set_access_log(stage, field, patch)?,
        ["canarySettings", ..] if patch.op == Op::Add => return Err(invalid_operation(patch)),
        ["canarySettings", rest @ ..] => set_canary(stage, rest, patch)?,
        [.., _, _, group, name] => set_method(stage, group, name, patch)?,
        _ => return Err(invalid_path(patch)),
    }
    Ok(())
}

fn set_access_log(stage: &mut Stage, field: &str, patch: &Patch<'_>) -> Result<(), ServiceError> {
    let value = || {
        patch
            .value
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
            .ok_or_else(|| bad_request("Access Log value must not be empty"))
    };
    let settings = &mut stage.access_log_settings;
    match field {
        "destinationArn" => {
            let arn = value()?;
            // What AWS says of an ARN of anything else is not recorded [C].
            let destination: Result<Destination, _> = arn.parse();
            destination
                .map_err(|error| bad_request(format!("Invalid Access Log destination: {error}")))?;
            settings.get_or_insert_default().destination_arn = Some(arn);
        }
        "format" => {
            let format = value()?;
            Format::check(&format).map_err(|error| bad_request(error.to_string()))?;
            settings.get_or_insert_default().format = Some(format);
        }
        _ => {
            return Err(bad_request(
                "Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]",
            ));
        }
    }
    Ok(())
}

fn set_canary(stage: &mut Stage, rest: &[&str], patch: &Patch<'_>) -> Result<(), ServiceError> {
    if !matches!(
        rest,
        ["percentTraffic" | "deploymentId" | "useStageCache"] | ["stageVariableOverrides", _]
    ) {
        return Err(invalid_path(patch));
    }
    let base = &stage.deployment_id;
    let canary = stage.canary_settings.get_or_insert_with(|| CanarySettings {
        deployment_id: base.clone(),
        percent_traffic: Some(0.0),
        use_stage_cache: Some(false),
        stage_variable_overrides: None,
    });
    match rest {
        ["percentTraffic"] => {
            let percent = number(patch)?;
            check_percent(Some(percent))?;
            canary.percent_traffic = Some(percent);
        }
        ["deploymentId"] => canary.deployment_id = patch.text(),
        ["useStageCache"] => canary.use_stage_cache = Some(patch.flag()),
        [_, name] => {
            let value = patch.value.unwrap_or_default().to_owned();
            let one = [((*name).to_owned(), value)].into();
            check_variables(&one)?;
            canary
                .stage_variable_overrides
                .get_or_insert_default()
                .extend(one);
        }
        _ => {}
    }
    Ok(())
}

/// A value that has to be a number.
fn number<N: FromStr>(patch: &Patch<'_>) -> Result<N, ServiceError> {
    let value = patch.value.unwrap_or("null");
    value
        .parse()
        .map_err(|_| invalid_value(patch, "a number in range"))
}

/// A value that a setting does not take. AWS's words are not recorded for any of them, `loglevel`
/// included \[C\].
fn invalid_value(patch: &Patch<'_>, wanted: &str) -> ServiceError {
    bad_request(format!(
        "Invalid value '{}' for {}. It must be {wanted}",
        patch.value.unwrap_or("null"),
        patch.path
    ))
}

/// The key of a method's settings: the path as it was addressed, without the setting
/// (`~1pets/GET` or `pets/GET`, `*/*`), which is what AWS's own example shows.
fn method_key<'a>(patch: &Patch<'a>, setting: usize) -> &'a str {
    let path = patch.path.strip_prefix('/').unwrap_or(patch.path);
    path.rsplitn(setting + 1, '/').last().unwrap_or(path)
}

fn set_method(
    stage: &mut Stage,
    group: &str,
    name: &str,
    patch: &Patch<'_>,
) -> Result<(), ServiceError> {
    let key = method_key(patch, 2).to_owned();
    let settings = stage.method_settings.get_or_insert_default();
    let known = settings.get(&key).cloned();
    let mut setting = known.unwrap_or_else(untouched);
    match (group, name) {
        ("metrics", "enabled") => setting.metrics_enabled = Some(patch.flag()),
        ("logging", "dataTrace") => setting.data_trace_enabled = Some(patch.flag()),
        ("logging", "loglevel") => match patch.value {
            Some("OFF" | "ERROR" | "INFO") => setting.logging_level = patch.text(),
            _ => return Err(invalid_value(patch, "one of OFF, ERROR, INFO")),
        },
        ("throttling", "burstLimit") => setting.throttling_burst_limit = Some(number(patch)?),
        ("throttling", "rateLimit") => {
            let rate: f64 = number(patch)?;
            if !rate.is_finite() {
                return Err(invalid_value(patch, "a number in range"));
            }
            setting.throttling_rate_limit = Some(rate);
        }
        ("caching", "enabled") => setting.caching_enabled = Some(patch.flag()),
        ("caching", "ttlInSeconds") => match number(patch)? {
            seconds @ 0..=3600 => setting.cache_ttl_in_seconds = Some(seconds),
            _ => return Err(invalid_value(patch, "between 0 and 3600")),
        },
        ("caching", "dataEncrypted") => setting.cache_data_encrypted = Some(patch.flag()),
        ("caching", "requireAuthorizationForCacheControl") => {
            setting.require_authorization_for_cache_control = Some(patch.flag());
        }
        ("caching", "unauthorizedCacheControlHeaderStrategy") => match patch.value {
            Some(
                "FAIL_WITH_403"
                | "SUCCEED_WITH_RESPONSE_HEADER"
                | "SUCCEED_WITHOUT_RESPONSE_HEADER",
            ) => setting.unauthorized_cache_control_header_strategy = patch.text(),
            _ => {
                return Err(invalid_value(
                    patch,
                    "one of FAIL_WITH_403, SUCCEED_WITH_RESPONSE_HEADER, SUCCEED_WITHOUT_RESPONSE_HEADER",
                ));
            }
        },
        // Below a method AWS lists the settings alone, with its own spacing.
        _ => {
            return Err(bad_request(format!(
                "Invalid method setting path: {group}/{name}. Must be one of: [.../metrics/enabled, .../logging/dataTrace, .../logging/loglevel,.../throttling/burstLimit, .../throttling/rateLimit, .../caching/ttlInSeconds, .../caching/enabled, .../caching/dataEncrypted, .../caching/requireAuthorizationForCacheControl, .../caching/unauthorizedCacheControlHeaderStrategy]"
            )));
        }
    }
    settings.insert(key, setting);
    Ok(())
}

/// A method's settings before anything is set; the level is absent until it is (F§3.5).
fn untouched() -> MethodSetting {
    MethodSetting {
        metrics_enabled: Some(false),
        logging_level: None,
        data_trace_enabled: Some(false),
        throttling_burst_limit: Some(5000),
        throttling_rate_limit: Some(10_000.0),
        caching_enabled: Some(false),
        cache_ttl_in_seconds: Some(300),
        cache_data_encrypted: Some(false),
        require_authorization_for_cache_control: Some(true),
        unauthorized_cache_control_header_strategy: Some("SUCCEED_WITH_RESPONSE_HEADER".to_owned()),
    }
}

fn remove(stage: &mut Stage, patch: &Patch<'_>) -> Result<(), ServiceError> {
    let segments: Vec<&str> = patch.segments.iter().map(String::as_str).collect();
    match segments.as_slice() {
        ["description"] => stage.description = None,
        ["clientCertificateId"] => stage.client_certificate_id = None,
        ["documentationVersion"] => stage.documentation_version = None,
        ["accessLogSettings"] => stage.access_log_settings = None,
        ["canarySettings"] => stage.canary_settings = None,
        ["canarySettings", "stageVariableOverrides", name] => {
            let overrides = stage
                .canary_settings
                .as_mut()
                .and_then(|canary| canary.stage_variable_overrides.as_mut());
            if let Some(overrides) = overrides {
                overrides.remove(*name);
            }
        }
        ["variables", name] => {
            if let Some(variables) = &mut stage.variables {
                variables.remove(*name);
            }
        }
        _ => {
            let key = method_key(patch, 0);
            let settings = stage.method_settings.get_or_insert_default();
            if settings.remove(key).is_none() {
                return Err(bad_request(format!(
                    "Cannot remove method setting {key} because there is no method setting for this method "
                )));
            }
        }
    }
    Ok(())
}

/// Promotion: a canary's deployment or variables become the stage's own.
fn copy(stage: &mut Stage, patch: &Patch<'_>) -> Result<(), ServiceError> {
    let from = patch.from.unwrap_or("null");
    let pair = (patch.path, from);
    let promotes = [
        ("/deploymentId", "/canarySettings/deploymentId"),
        ("/variables", "/canarySettings/stageVariableOverrides"),
    ];
    if !promotes.contains(&pair) {
        return Err(bad_request(format!(
            "Invalid copy operation with path: {} and from {from}. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]",
            patch.path
        )));
    }
    let canary = stage
        .canary_settings
        .as_ref()
        .ok_or_else(|| bad_request("Promotion not available. Canary does not exist."))?;
    if patch.path == "/deploymentId" {
        stage.deployment_id.clone_from(&canary.deployment_id);
    } else if let Some(overrides) = canary.stage_variable_overrides.clone() {
        stage.variables.get_or_insert_default().extend(overrides);
    }
    Ok(())
}
