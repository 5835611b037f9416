//! Usage plans and API keys of a template.

use std::collections::BTreeSet;

use gatewright_wire::apigateway::{ApiStage, QuotaSettings, ThrottleSettings, UsagePlan};

use super::beside;
use super::physical::STACK;
use super::template::Template;
use super::value::Value;
use crate::known::Known;
use crate::subject::Plan;

/// The usage plans that a template makes. Keys are often given out by hand: of a plan to which the
/// template gives none, nobody knows whether it has any.
pub(super) fn read(template: &Template<'_>) -> Known<Vec<Plan>> {
    if !template.macros.is_empty() {
        return Known::Unseen;
    }
    let of_kind = |kind: &'static str| {
        let resources = template.resources.iter();
        resources
            .filter(move |resource| resource.kind == kind)
            .map(|resource| (resource, template.properties(resource)))
    };
    let disabled: BTreeSet<String> = of_kind("AWS::ApiGateway::ApiKey")
        .filter(|(_, properties)| properties.flag("Enabled") == Some(false))
        .map(|(resource, _)| template.reference(resource.logical))
        .collect();
    let given: Vec<(String, String)> = of_kind("AWS::ApiGateway::UsagePlanKey")
        .filter_map(|(_, properties)| {
            Some((properties.text("UsagePlanId")?, properties.text("KeyId")?))
        })
        .collect();
    let mut plans: Vec<Plan> = of_kind("AWS::ApiGateway::UsagePlan")
        .map(|(resource, properties)| {
            let id = template.reference(resource.logical);
            let keys: Vec<&String> = given
                .iter()
                .filter(|(plan, _)| *plan == id)
                .map(|(_, key)| key)
                .collect();
            let enabled = keys.iter().filter(|key| !disabled.contains(**key));
            let enabled: Vec<String> = enabled.map(|key| (*key).clone()).collect();
            Plan {
                keys: if keys.is_empty() {
                    Known::Unseen
                } else {
                    Known::Is(enabled)
                },
                ..plan(template, id, resource.logical, &properties)
            }
        })
        .collect();
    plans.extend(of_sam(template));
    if plans.is_empty() && may_be_elsewhere(template) {
        return Known::Unseen;
    }
    Known::Is(plans)
}

fn plan(template: &Template<'_>, id: String, logical: &str, properties: &Value) -> Plan {
    let is_unseen = |text: &Option<String>| {
        let text = text.as_deref();
        text.is_none_or(|text| template.surroundings.is_unseen(text))
    };
    let written = properties.get("ApiStages");
    let stages: Vec<ApiStage> = written
        .map(Value::items)
        .unwrap_or_default()
        .iter()
        .map(|stage| ApiStage {
            api_id: stage.text("ApiId"),
            stage: stage.text("Stage"),
            throttle: None,
        })
        .collect();
    let is_whole = written.is_none_or(|written| written.as_text().is_none());
    let any_unseen = |stage: &ApiStage| is_unseen(&stage.api_id) || is_unseen(&stage.stage);
    Plan {
        stages_unseen: !is_whole || stages.iter().any(any_unseen),
        plan: UsagePlan {
            id: Some(id),
            name: properties
                .text("UsagePlanName")
                .or_else(|| Some(logical.to_owned())),
            api_stages: Some(stages),
            throttle: properties.get("Throttle").map(|throttle| ThrottleSettings {
                burst_limit: throttle.integer("BurstLimit"),
                rate_limit: throttle.decimal("RateLimit"),
            }),
            quota: properties.get("Quota").map(|quota| QuotaSettings {
                limit: quota.integer("Limit"),
                offset: quota.integer("Offset"),
                period: quota.text("Period"),
            }),
            ..UsagePlan::default()
        },
        keys: Known::Unseen,
    }
}

/// The plans that SAM makes for `Auth.UsagePlan`, each with one key.
fn of_sam(template: &Template<'_>) -> Vec<Plan> {
    let made = beside::read(template).into_iter();
    let plans = made.filter(|it| it.kind == "AWS::ApiGateway::UsagePlan");
    plans
        .map(|it| {
            let properties = Value::of_json(&it.properties, &it.at);
            let id = format!("{STACK}{}", it.logical);
            let key = id.replace("UsagePlan", "ApiKey");
            Plan {
                keys: Known::Is(vec![key]),
                ..plan(template, id, &it.logical, &properties)
            }
        })
        .collect()
}

/// Whether nested stacks or custom resources may make what the template does not show.
fn may_be_elsewhere(template: &Template<'_>) -> bool {
    template.resources.iter().any(|resource| {
        [
            "AWS::CloudFormation::",
            "AWS::Serverless::Application",
            "Custom::",
        ]
        .iter()
        .any(|kind| resource.kind.starts_with(kind))
    })
}
