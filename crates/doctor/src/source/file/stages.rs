//! Stages and deployments of a template's APIs.

use std::collections::BTreeMap;
use std::sync::Arc;

use gatewright_wire::apigateway::{AccessLogSettings, CanarySettings, MethodSetting, Stage};

use super::api::Apis;
use super::draft::Draft;
use super::template::Template;
use super::unseen::Surroundings;
use super::value::Value;
use super::written::{Form, Written};
use crate::known::Known;
use crate::subject::{Deployment, StageSubject, Thing};

/// A stage from the properties of a `Stage`, of a deployment's `StageDescription`, or of SAM's API.
pub(super) fn stage(
    surroundings: &Surroundings,
    draft: &Draft,
    name: &str,
    properties: &Value,
) -> StageSubject {
    let texts = Surroundings::texts_with_variables(&draft.api);
    let variables = properties.text_map("Variables").map(|variables| {
        let variables = variables.into_iter().map(|(name, value)| {
            let value = if surroundings.is_unseen(&value) {
                surroundings.variable_from(&name, &value, &texts)
            } else {
                value
            };
            (name, value)
        });
        variables.collect()
    });
    // Variables that come from a whole that is unknown.
    let variables_unseen = properties
        .get("Variables")
        .is_some_and(|variables| variables.as_text().is_some());
    let settings = properties.get("MethodSettings").map(Value::items);
    let settings = settings.map(|settings| {
        let settings = settings.iter().map(|setting| {
            let path = setting
                .text("ResourcePath")
                .unwrap_or_else(|| "/*".to_owned());
            let verb = setting.text("HttpMethod").unwrap_or_else(|| "*".to_owned());
            let path = path.strip_prefix('/').unwrap_or(&path).replace('/', "~1");
            (format!("{path}/{verb}"), method_setting(setting))
        });
        settings.collect()
    });
    let canary = properties
        .get("CanarySetting")
        .map(|canary| CanarySettings {
            percent_traffic: canary.decimal("PercentTraffic"),
            deployment_id: canary.text("DeploymentId"),
            stage_variable_overrides: canary.text_map("StageVariableOverrides"),
            use_stage_cache: canary.flag("UseStageCache"),
        });
    let log = properties
        .get("AccessLogSetting")
        .map(|log| AccessLogSettings {
            format: log.text("Format"),
            destination_arn: log.text("DestinationArn"),
        });
    let mut stage = Stage {
        deployment_id: properties.text("DeploymentId"),
        client_certificate_id: properties.text("ClientCertificateId"),
        stage_name: Some(name.to_owned()),
        description: properties.text("Description"),
        cache_cluster_enabled: properties.flag("CacheClusterEnabled"),
        cache_cluster_size: properties.text("CacheClusterSize"),
        method_settings: settings,
        variables,
        access_log_settings: log,
        canary_settings: canary,
        tracing_enabled: properties.flag("TracingEnabled"),
        tags: properties.tags(),
        ..Stage::default()
    };
    if variables_unseen {
        stage.variables = surroundings.stage_of(&draft.api).variables;
    }
    StageSubject {
        stage,
        deployed: Known::Unseen,
        variables_unseen,
    }
}

fn method_setting(setting: &Value) -> MethodSetting {
    MethodSetting {
        metrics_enabled: setting.flag("MetricsEnabled"),
        logging_level: setting.text("LoggingLevel"),
        data_trace_enabled: setting.flag("DataTraceEnabled"),
        throttling_burst_limit: setting.integer("ThrottlingBurstLimit"),
        throttling_rate_limit: setting.decimal("ThrottlingRateLimit"),
        caching_enabled: setting.flag("CachingEnabled"),
        cache_ttl_in_seconds: setting.integer("CacheTtlInSeconds"),
        cache_data_encrypted: setting.flag("CacheDataEncrypted"),
        ..MethodSetting::default()
    }
}

/// Reads stages and deployments. A stage serves what the template says; `made` are the methods by the
/// logical ids that make them, with their APIs.
pub(super) fn read(
    template: &Template<'_>,
    apis: &mut Apis,
    made: &BTreeMap<&str, (String, Thing)>,
) {
    let surroundings = template.surroundings;
    let of_kind = |kind: &'static str| {
        let resources = template.resources.iter();
        resources
            .filter(move |resource| resource.kind == kind)
            .map(|resource| (resource, Arc::new(template.properties(resource))))
    };
    // The stages of each deployment.
    let mut served: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (resource, properties) in of_kind("AWS::ApiGateway::Stage") {
        let Some(api) = properties.text("RestApiId") else {
            continue;
        };
        let draft = apis.of(surroundings, &api);
        let name = template.reference(resource.logical);
        if let Some(deployment) = properties.text("DeploymentId") {
            served.entry(deployment).or_default().push(name.clone());
        }
        let stage = stage(surroundings, draft, &name, &properties);
        draft.stages.push(stage);
        let written = Written::new(&properties, Form::Properties);
        draft.places.put(Thing::Stage(name), written);
    }
    for (resource, properties) in of_kind("AWS::ApiGateway::Deployment") {
        let Some(api) = properties.text("RestApiId") else {
            continue;
        };
        let draft = apis.of(surroundings, &api);
        let mut names = served
            .remove(&template.reference(resource.logical))
            .unwrap_or_default();
        if let Some(name) = properties.text("StageName") {
            let description = properties.get("StageDescription");
            let empty = Value::empty(&properties.at);
            let described = stage(surroundings, draft, &name, description.unwrap_or(&empty));
            draft.stages.push(described);
            let written = match description {
                Some(description) => Written::new(&Arc::new(description.clone()), Form::Properties),
                None => Written::new(&properties, Form::Made),
            };
            draft.places.put(Thing::Stage(name.clone()), written);
            names.push(name);
        }
        for name in &names {
            let written = Written::new(&properties, Form::Properties);
            draft.places.put(Thing::Deployment(name.clone()), written);
        }
        let before = template.before(resource.logical);
        let unawaited = made
            .iter()
            .filter(|(logical, (of, _))| *of == api && !before.contains(*logical))
            .map(|(_, (_, thing))| thing.clone());
        draft.deployments.push(Deployment {
            name: resource.logical.to_owned(),
            stages: names,
            unawaited: unawaited.collect(),
            never_renewed: false,
        });
    }
}
