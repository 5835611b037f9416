//! A function's configuration: from a request to the document that every later answer shows.

use gatewright_wire::error::ServiceError;
use gatewright_wire::lambda::{
    CreateFunctionRequest, EnvironmentResponse, EphemeralStorage, FunctionConfiguration,
    LoggingConfig, RuntimeVersionConfig, SnapStart, SnapStartResponse, TracingConfigResponse,
    UpdateFunctionConfigurationRequest, VpcConfig, VpcConfigResponse, errors,
};

use super::name::Target;
use crate::control::Scope;

/// AWS's limit for all environment variables together, in bytes.
const MAX_ENVIRONMENT: usize = 4096;

/// AWS's limits for functions: of a run in seconds, of memory in megabytes. The shapes leave room for
/// functions on instances of one's own, which are not here.
const LIMITS: [(&str, i32); 2] = [("timeout", 900), ("memorySize", 10_240)];

/// Refuses more than [`LIMITS`], in the words for what a shape forbids.
fn check_limits(timeout: Option<i32>, memory_size: Option<i32>) -> Result<(), ServiceError> {
    let given = LIMITS.into_iter().zip([timeout, memory_size]);
    let broken: Vec<String> = given
        .filter_map(|((name, limit), value)| {
            let value = value.filter(|value| *value > limit)?;
            Some(format!(
                "Value '{value}' at '{name}' failed to satisfy constraint: Member must have value less than or equal to {limit}"
            ))
        })
        .collect();
    if broken.is_empty() {
        return Ok(());
    }
    let count = broken.len();
    let plural = if count == 1 { "error" } else { "errors" };
    Err(ServiceError::validation(format!(
        "{count} validation {plural} detected: {}",
        broken.join("; ")
    )))
}

/// What CreateFunction makes of its input, before the parts of the code and the layers.
pub(super) fn create(
    scope: &Scope,
    target: &Target,
    input: CreateFunctionRequest,
) -> Result<FunctionConfiguration, ServiceError> {
    if input.package_type.as_deref() == Some("Image") {
        return Err(errors::INVALID_PARAMETER_VALUE.with(
            "gatewright runs functions as processes from zip packages; container images (PackageType Image) are not supported",
        ));
    }
    if input.runtime.is_none() || input.handler.is_none() {
        return Err(errors::INVALID_PARAMETER_VALUE.with(
            "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
        ));
    }
    let variables = input
        .environment
        .and_then(|environment| environment.variables);
    check_environment(variables.as_ref())?;
    check_limits(input.timeout, input.memory_size)?;
    Ok(FunctionConfiguration {
        function_name: Some(target.name.clone()),
        function_arn: Some(target.arn.clone()),
        runtime: input.runtime.clone(),
        role: Some(input.role),
        handler: input.handler,
        description: Some(input.description.unwrap_or_default()),
        timeout: Some(input.timeout.unwrap_or(3)),
        memory_size: Some(input.memory_size.unwrap_or(128)),
        last_modified: Some(last_modified(scope)),
        version: Some("$LATEST".to_owned()),
        vpc_config: input.vpc_config.map(vpc),
        dead_letter_config: input
            .dead_letter_config
            .filter(|config| config.target_arn.is_some()),
        environment: variables.map(|variables| EnvironmentResponse {
            variables: Some(variables),
            error: None,
        }),
        kms_key_arn: input.kms_key_arn,
        tracing_config: Some(TracingConfigResponse {
            mode: Some(
                input
                    .tracing_config
                    .and_then(|tracing| tracing.mode)
                    .unwrap_or_else(|| "PassThrough".to_owned()),
            ),
        }),
        revision_id: Some(new_revision()),
        state: Some("Active".to_owned()),
        last_update_status: Some("Successful".to_owned()),
        file_system_configs: input.file_system_configs,
        package_type: Some("Zip".to_owned()),
        architectures: Some(
            input
                .architectures
                .unwrap_or_else(|| vec!["x86_64".to_owned()]),
        ),
        ephemeral_storage: Some(
            input
                .ephemeral_storage
                .unwrap_or(EphemeralStorage { size: Some(512) }),
        ),
        snap_start: Some(snap_start(input.snap_start)),
        runtime_version_config: Some(RuntimeVersionConfig {
            runtime_version_arn: Some(runtime_version_arn(scope)),
            error: None,
        }),
        logging_config: Some(logging(&target.name, input.logging_config)),
        ..FunctionConfiguration::default()
    })
}

/// What UpdateFunctionConfiguration changes, but for the layers.
pub(super) fn update(
    scope: &Scope,
    input: &UpdateFunctionConfigurationRequest,
    configuration: &mut FunctionConfiguration,
) -> Result<(), ServiceError> {
    fn set<T: Clone>(target: &mut Option<T>, value: Option<&T>) {
        if let Some(value) = value {
            *target = Some(value.clone());
        }
    }
    check_limits(input.timeout, input.memory_size)?;
    set(&mut configuration.role, input.role.as_ref());
    set(&mut configuration.handler, input.handler.as_ref());
    set(&mut configuration.description, input.description.as_ref());
    set(&mut configuration.timeout, input.timeout.as_ref());
    set(&mut configuration.memory_size, input.memory_size.as_ref());
    set(&mut configuration.runtime, input.runtime.as_ref());
    set(&mut configuration.kms_key_arn, input.kms_key_arn.as_ref());
    set(
        &mut configuration.dead_letter_config,
        input.dead_letter_config.as_ref(),
    );
    set(
        &mut configuration.file_system_configs,
        input.file_system_configs.as_ref(),
    );
    set(
        &mut configuration.ephemeral_storage,
        input.ephemeral_storage.as_ref(),
    );
    if let Some(environment) = &input.environment {
        check_environment(environment.variables.as_ref())?;
        // An empty map takes the environment away.
        configuration.environment = environment
            .variables
            .clone()
            .filter(|variables| !variables.is_empty())
            .map(|variables| EnvironmentResponse {
                variables: Some(variables),
                error: None,
            });
    }
    if let Some(mode) = input
        .tracing_config
        .as_ref()
        .and_then(|tracing| tracing.mode.clone())
    {
        configuration.tracing_config = Some(TracingConfigResponse { mode: Some(mode) });
    }
    if let Some(config) = input.vpc_config.clone() {
        configuration.vpc_config = Some(vpc(config));
    }
    if input.snap_start.is_some() {
        configuration.snap_start = Some(snap_start(input.snap_start.clone()));
    }
    if input.logging_config.is_some() {
        let name = configuration.function_name.clone().unwrap_or_default();
        configuration.logging_config = Some(logging(&name, input.logging_config.clone()));
    }
    touch(scope, configuration);
    Ok(())
}

/// Marks a change.
pub(super) fn touch(scope: &Scope, configuration: &mut FunctionConfiguration) {
    configuration.last_modified = Some(last_modified(scope));
    configuration.revision_id = Some(new_revision());
}

/// The function's log group.
pub fn log_group(configuration: &FunctionConfiguration) -> String {
    configuration
        .logging_config
        .as_ref()
        .and_then(|logging| logging.log_group.clone())
        .unwrap_or_else(|| {
            format!(
                "/aws/lambda/{}",
                configuration.function_name.as_deref().unwrap_or_default()
            )
        })
}

/// A fresh revision id.
pub(super) fn new_revision() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// Refuses a revision other than the current one.
pub(super) fn check_revision(
    wanted: Option<&str>,
    current: Option<&str>,
    source: &str,
) -> Result<(), ServiceError> {
    match wanted {
        Some(wanted) if Some(wanted) != current => Err(errors::PRECONDITION_FAILED.with(format!(
            "The Revision Id provided does not match the latest Revision Id. Call the {source} API to retrieve the latest Revision Id"
        ))),
        _ => Ok(()),
    }
}

fn check_environment(
    variables: Option<&std::collections::BTreeMap<String, String>>,
) -> Result<(), ServiceError> {
    let Some(variables) = variables else {
        return Ok(());
    };
    let reserved: Vec<&str> = variables
        .keys()
        .map(String::as_str)
        .filter(|name| RESERVED.contains(name))
        .collect();
    if !reserved.is_empty() {
        return Err(errors::INVALID_PARAMETER_VALUE.with(format!(
            "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: {}",
            reserved.join(", ")
        )));
    }
    let size: usize = variables
        .iter()
        .map(|(name, value)| name.len() + value.len())
        .sum();
    if size > MAX_ENVIRONMENT {
        return Err(errors::INVALID_PARAMETER_VALUE.with(
            "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.",
        ));
    }
    Ok(())
}

/// The variables that Lambda sets itself.
const RESERVED: &[&str] = &[
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SECRET_KEY",
    "AWS_SESSION_TOKEN",
    "LAMBDA_RUNTIME_DIR",
    "LAMBDA_TASK_ROOT",
    "_HANDLER",
];

fn vpc(config: VpcConfig) -> VpcConfigResponse {
    VpcConfigResponse {
        subnet_ids: config.subnet_ids,
        security_group_ids: config.security_group_ids,
        vpc_id: None,
        ipv6_allowed_for_dual_stack: config.ipv6_allowed_for_dual_stack,
    }
}

fn snap_start(config: Option<SnapStart>) -> SnapStartResponse {
    SnapStartResponse {
        apply_on: Some(
            config
                .and_then(|config| config.apply_on)
                .unwrap_or_else(|| "None".to_owned()),
        ),
        optimization_status: Some("Off".to_owned()),
    }
}

fn logging(name: &str, config: Option<LoggingConfig>) -> LoggingConfig {
    let config = config.unwrap_or_default();
    LoggingConfig {
        log_format: Some(config.log_format.unwrap_or_else(|| "Text".to_owned())),
        log_group: Some(
            config
                .log_group
                .unwrap_or_else(|| format!("/aws/lambda/{name}")),
        ),
        ..config
    }
}

/// `2024-01-02T03:04:05.000+0000`.
pub(super) fn last_modified(scope: &Scope) -> String {
    jiff::Timestamp::from_millisecond(scope.now_ms())
        .unwrap_or_default()
        .strftime("%Y-%m-%dT%H:%M:%S.%3f+0000")
        .to_string()
}

/// AWS names the build of the runtime; ours is whatever interpreter is installed, so one fixed id
/// stands for "local".
pub(super) fn runtime_version_arn(scope: &Scope) -> String {
    format!(
        "arn:aws:lambda:{}::runtime:{}",
        scope.region,
        "0".repeat(64)
    )
}
