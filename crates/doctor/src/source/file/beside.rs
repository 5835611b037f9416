//! What SAM makes beside an API: the usage plan with its key that `Auth` asks for, and the domain name
//! with its mappings.

use serde_json::{Value as Json, json};

use super::physical::STACK;
use super::sam;
use super::template::Template;
use super::value::{At, Value};

/// What begins the logical ids of what APIs share.
const SHARED: &str = "Serverless";

/// Kinds that take an API's tags.
const TAGGED: [&str; 3] = [
    "AWS::ApiGateway::UsagePlan",
    "AWS::ApiGateway::ApiKey",
    "AWS::ApiGateway::DomainName",
];

/// A resource that SAM makes of an API's properties.
pub(super) struct Beside {
    /// SAM's logical id for it; a domain name's, which SAM makes of a digest, is ours.
    pub(super) logical: String,
    /// CloudFormation's type.
    pub(super) kind: &'static str,
    pub(super) properties: Json,
    /// Where the API stands.
    pub(super) at: At,
}

/// All of them, in the order of the APIs.
pub(super) fn read(template: &Template<'_>) -> Vec<Beside> {
    let mut made = Vec::new();
    for (logical, properties) in sam::apis(template) {
        let stage = properties.text("StageName").unwrap_or_default();
        let api = json!({ "ApiId": format!("{STACK}{logical}"), "Stage": stage });
        let first = made.len();
        if let Some(auth) = properties.get("Auth") {
            usage_plan(logical, auth, &api, &mut made);
        }
        if let Some(domain) = properties.get("Domain") {
            domain_name(logical, domain, &api, &mut made);
        }
        if properties.flag("PropagateTags") == Some(true)
            && let Some(tags) = properties.tags()
        {
            for it in made
                .iter_mut()
                .skip(first)
                .filter(|it| TAGGED.contains(&it.kind))
            {
                let mut tags = tags.clone();
                tags.extend(
                    Value::of_json(&it.properties, &it.at)
                        .tags()
                        .unwrap_or_default(),
                );
                it.properties["Tags"] = json!(tags);
            }
        }
    }
    made
}

/// What begins the logical ids of the usage plan that `Auth` asks for, of its key and of the key's place
/// in it.
pub(super) fn plan_prefix(logical: &str, auth: &Value) -> Option<String> {
    match auth.get("UsagePlan")?.text("CreateUsagePlan")?.as_str() {
        "PER_API" => Some(logical.to_owned()),
        "SHARED" => Some(SHARED.to_owned()),
        _ => None,
    }
}

fn usage_plan(logical: &str, auth: &Value, api: &Json, made: &mut Vec<Beside>) {
    let Some((prefix, settings)) = plan_prefix(logical, auth).zip(auth.get("UsagePlan")) else {
        return;
    };
    let mut plan = copied(
        settings,
        &["Description", "Quota", "Throttle", "Tags", "UsagePlanName"],
    );
    let name = format!("{prefix}UsagePlan");
    if let Some(shared) = made.iter_mut().find(|it| it.logical == name) {
        // As SAM has it, the last API's settings are the plan's.
        plan["ApiStages"] = shared.properties["ApiStages"].take();
        if let Some(stages) = plan["ApiStages"].as_array_mut() {
            stages.push(api.clone());
        }
        shared.properties = plan;
        return;
    }
    plan["ApiStages"] = json!([api]);
    let key = format!("{prefix}ApiKey");
    let place = json!({
        "KeyId": format!("{STACK}{key}"),
        "KeyType": "API_KEY",
        "UsagePlanId": format!("{STACK}{name}"),
    });
    for (logical, kind, properties) in [
        (name, "AWS::ApiGateway::UsagePlan", plan),
        (key, "AWS::ApiGateway::ApiKey", json!({ "Enabled": true })),
        (
            format!("{prefix}UsagePlanKey"),
            "AWS::ApiGateway::UsagePlanKey",
            place,
        ),
    ] {
        let at = settings.at.clone();
        made.push(Beside {
            logical,
            kind,
            properties,
            at,
        });
    }
}

fn domain_name(logical: &str, domain: &Value, api: &Json, made: &mut Vec<Beside>) {
    let Some(name) = domain.text("DomainName") else {
        return;
    };
    // Another API may have brought it.
    let is_shared = made
        .iter()
        .any(|it| it.kind == "AWS::ApiGateway::DomainName" && it.properties["DomainName"] == *name);
    let mut push = |logical: String, kind: &'static str, properties: Json| {
        let at = domain.at.clone();
        made.push(Beside {
            logical,
            kind,
            properties,
            at,
        });
    };
    let kind = domain.text("EndpointConfiguration");
    let kind = kind.unwrap_or_else(|| "REGIONAL".to_owned());
    let mut properties = copied(
        domain,
        &[
            "MutualTlsAuthentication",
            "SecurityPolicy",
            "OwnershipVerificationCertificateArn",
        ],
    );
    properties["DomainName"] = json!(name);
    properties["EndpointConfiguration"] = json!({ "Types": [kind] });
    let certificate = if kind == "REGIONAL" {
        "RegionalCertificateArn"
    } else {
        "CertificateArn"
    };
    properties[certificate] = json!(domain.text("CertificateArn"));
    if !is_shared {
        let logical = format!("{logical}DomainName");
        push(logical, "AWS::ApiGateway::DomainName", properties);
    }
    let paths = domain
        .texts("BasePath")
        .unwrap_or_else(|| vec!["/".to_owned()]);
    for path in paths {
        let plain: String = path.chars().filter(char::is_ascii_alphanumeric).collect();
        let mut mapping = json!({
            "DomainName": name,
            "RestApiId": api["ApiId"],
            "Stage": api["Stage"],
        });
        let written = if domain.flag("NormalizeBasePath") == Some(false) {
            &path
        } else {
            &plain
        };
        if !plain.is_empty() {
            mapping["BasePath"] = json!(written);
        }
        let logical = format!("{logical}{plain}BasePathMapping");
        push(logical, "AWS::ApiGateway::BasePathMapping", mapping);
    }
    if domain.get("Route53").is_some() {
        let kind = "AWS::Route53::RecordSetGroup";
        push(format!("{logical}RecordSetGroup"), kind, json!({}));
    }
}

/// Some members of a mapping.
fn copied(value: &Value, keys: &[&str]) -> Json {
    let found = keys
        .iter()
        .filter_map(|key| Some(((*key).to_owned(), value.get(key)?.to_json())));
    Json::Object(found.collect())
}
