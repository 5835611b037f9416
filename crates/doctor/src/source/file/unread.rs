//! What of SAM's properties is read. A property that is not in the list is told to whoever deploys the
//! file, so that nothing is dropped silently: a reader that learns of a property adds it here.

use super::span_of;
use super::template::Template;
use super::value::Value;
use super::{sam, value::At};
use crate::document::Span;

/// A property that is not read.
#[derive(Clone, Debug)]
pub struct Unread {
    /// What the file calls the resource.
    pub logical: String,
    /// SAM's type of it.
    pub kind: &'static str,
    /// The property, below others: `Auth.ResourcePolicy`.
    pub property: String,
    /// Where the property stands in the first file.
    pub span: Span,
}

const API: &str = "AWS::Serverless::Api";
const FUNCTION: &str = "AWS::Serverless::Function";
const LAYER: &str = "AWS::Serverless::LayerVersion";

/// The members that are read, by what has them; those of what is not listed are passed on as they are.
const READ: &[(&str, &[&str])] = &[
    (
        API,
        &[
            "AccessLogSetting",
            // Every change is deployed, and in whatever version of OpenAPI it is.
            "AlwaysDeploy",
            "OpenApiVersion",
            "ApiKeySourceType",
            "Auth",
            "BinaryMediaTypes",
            "CacheClusterEnabled",
            "CacheClusterSize",
            "CanarySetting",
            "Cors",
            "DefinitionBody",
            "DefinitionUri",
            "Description",
            "DisableExecuteApiEndpoint",
            "Domain",
            "EndpointConfiguration",
            "GatewayResponses",
            "MethodSettings",
            "MinimumCompressionSize",
            "Models",
            "Name",
            "PropagateTags",
            "StageName",
            "Tags",
            "TracingEnabled",
            "Variables",
        ],
    ),
    (
        "AWS::Serverless::Api.Auth",
        &[
            "AddApiKeyRequiredToCorsPreflight",
            "AddDefaultAuthorizerToCorsPreflight",
            "ApiKeyRequired",
            "Authorizers",
            "DefaultAuthorizer",
            "InvokeRole",
            "UsagePlan",
        ],
    ),
    (
        "AWS::Serverless::Api.Auth.UsagePlan",
        &[
            "CreateUsagePlan",
            "Description",
            "Quota",
            "Tags",
            "Throttle",
            "UsagePlanName",
        ],
    ),
    (
        "AWS::Serverless::Api.Cors",
        &[
            "AllowCredentials",
            "AllowHeaders",
            "AllowMethods",
            "AllowOrigin",
            "MaxAge",
        ],
    ),
    (
        "AWS::Serverless::Api.Domain",
        &[
            "BasePath",
            "CertificateArn",
            "DomainName",
            "EndpointConfiguration",
            "MutualTlsAuthentication",
            "NormalizeBasePath",
            "OwnershipVerificationCertificateArn",
            "Route53",
            "SecurityPolicy",
        ],
    ),
    (
        "AWS::Serverless::Api.EndpointConfiguration",
        &["Type", "VPCEndpointIds"],
    ),
    (
        FUNCTION,
        &[
            "Architectures",
            "AssumeRolePolicyDocument",
            "AutoPublishAlias",
            "CodeUri",
            "DeadLetterQueue",
            "Description",
            "Environment",
            "EphemeralStorage",
            "EventInvokeConfig",
            "Events",
            "FileSystemConfigs",
            "FunctionName",
            "FunctionUrlConfig",
            "Handler",
            "InlineCode",
            "KmsKeyArn",
            "Layers",
            "LoggingConfig",
            "MemorySize",
            "PackageType",
            "Policies",
            "ProvisionedConcurrencyConfig",
            "ReservedConcurrentExecutions",
            "Role",
            "Runtime",
            "SnapStart",
            "Tags",
            "Timeout",
            "Tracing",
            "VpcConfig",
        ],
    ),
    (
        EVENT,
        &[
            "Auth",
            "Method",
            "Path",
            "RequestParameters",
            "RestApiId",
            "TimeoutInMillis",
        ],
    ),
    (
        "event.Auth",
        &[
            "ApiKeyRequired",
            "AuthorizationScopes",
            "Authorizer",
            "InvokeRole",
        ],
    ),
    (
        LAYER,
        &[
            "CompatibleArchitectures",
            "CompatibleRuntimes",
            "ContentUri",
            "Description",
            "LayerName",
            "LicenseInfo",
        ],
    ),
];

/// What has the properties of an event of type `Api`.
const EVENT: &str = "event";

/// Calls `see` with each member that is not read, by its path below `path`.
fn members<'v>(of: &str, path: &str, value: &'v Value, see: &mut impl FnMut(String, &'v At)) {
    let Some((_, read)) = READ.iter().find(|(kind, _)| *kind == of) else {
        return;
    };
    for (name, value) in value.entries() {
        let property = format!("{path}{name}");
        if read.contains(&name.as_str()) {
            let (of, path) = (format!("{of}.{name}"), format!("{property}."));
            members(&of, &path, value, see);
        } else {
            see(property, &value.at);
        }
    }
}

/// All of a template.
pub(super) fn read(template: &Template<'_>) -> Vec<Unread> {
    let mut found = Vec::new();
    for (logical, properties) in sam::apis(template) {
        members(API, "", &properties, &mut |property, at| {
            found.push(unread(template, logical, API, property, at));
        });
    }
    for (kind, section) in [(FUNCTION, Some("Function")), (LAYER, None)] {
        let globals = section.and_then(|section| template.global(section));
        let resources = template.resources.iter();
        for resource in resources.filter(|resource| resource.kind == kind) {
            let properties = template.serverless(resource, globals.as_ref());
            let mut see = |property, at: &At| {
                found.push(unread(template, resource.logical, kind, property, at));
            };
            members(kind, "", &properties, &mut see);
            for event in sam::events(&properties) {
                if let Some(properties) = event.value.get("Properties") {
                    let path = format!("Events.{}.", event.name);
                    members(EVENT, &path, properties, &mut see);
                }
            }
        }
    }
    found
}

fn unread(
    template: &Template<'_>,
    logical: &str,
    kind: &'static str,
    property: String,
    at: &At,
) -> Unread {
    Unread {
        logical: logical.to_owned(),
        kind,
        property,
        span: span_of(template.files, at),
    }
}
