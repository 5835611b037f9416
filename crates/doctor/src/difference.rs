//! What differs between an API as it is deployed and as it stands, in words, with both values. Compared is what an
//! export carries; ids, dates and documents that the deployed form does not have are not.

use std::collections::{BTreeMap, BTreeSet};

use gatewright_gateway::api::Api;
use gatewright_wire::apigateway::{Integration, Method};
use serde_json::{Value, json};

/// The differences, in the order of paths and verbs: what is new, what is gone, what is different.
pub(crate) fn differences(deployed: &Api, current: &Api) -> Vec<String> {
    let mut told = of_documents(
        "gateway response",
        &gateway_responses(deployed),
        &gateway_responses(current),
    );
    told.extend(of_documents(
        "authorizer",
        &authorizers(deployed),
        &authorizers(current),
    ));
    let (before, after) = (methods(deployed), methods(current));
    let mut keys: BTreeSet<&(String, String)> = before.keys().collect();
    keys.extend(after.keys());
    for key in keys {
        let (path, verb) = key;
        match (before.get(key), after.get(key)) {
            (None, Some(_)) => told.push(format!("{verb} {path} is new")),
            (Some(_), None) => told.push(format!("{verb} {path} is gone")),
            (Some(before), Some(after)) => {
                told.extend(
                    changed("", before, after)
                        .into_iter()
                        .map(|change| format!("{verb} {path}: {change}")),
                );
            }
            (None, None) => {}
        }
    }
    told
}

/// What differs between documents of one kind that both have, or one has not, by their names.
fn of_documents(
    kind: &str,
    before: &BTreeMap<String, Value>,
    after: &BTreeMap<String, Value>,
) -> Vec<String> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let of_name = |name: &String| match (before.get(name), after.get(name)) {
        (None, _) => vec![format!("the {kind} {name} is new")],
        (_, None) => vec![format!("the {kind} {name} is gone")],
        (Some(before), Some(after)) => changed("", before, after)
            .into_iter()
            .map(|change| format!("the {kind} {name}: {change}"))
            .collect(),
    };
    names.into_iter().flat_map(of_name).collect()
}

fn gateway_responses(api: &Api) -> BTreeMap<String, Value> {
    let responses = api.gateway_responses.iter().filter_map(|response| {
        let mut document = response.clone();
        let kind = document.response_type.take()?;
        document.default_response = None;
        let mut value = serde_json::to_value(document).ok()?;
        without_nothing(&mut value);
        Some((kind, value))
    });
    responses.collect()
}

/// What of the authorizers every export carries. One that no method uses is in none, and does
/// nothing.
fn authorizers(api: &Api) -> BTreeMap<String, Value> {
    let used: BTreeSet<&str> = api
        .methods()
        .filter_map(|(_, _, method)| method.authorizer_id.as_deref())
        .collect();
    let authorizers = api.authorizers.iter().filter_map(|authorizer| {
        used.contains(authorizer.id.as_deref()?).then_some(())?;
        let document = json!({
            "authorizerUri": authorizer.authorizer_uri,
            "authorizerCredentials": authorizer.authorizer_credentials,
            "identitySource": authorizer.identity_source,
            "identityValidationExpression": authorizer.identity_validation_expression,
            "providerARNs": authorizer.provider_ar_ns,
        });
        let mut value = document;
        without_nothing(&mut value);
        Some((authorizer.name.clone()?, value))
    });
    authorizers.collect()
}

fn methods(api: &Api) -> BTreeMap<(String, String), Value> {
    let methods = api.methods().map(|(resource, verb, method)| {
        let path = resource.path.clone().unwrap_or_default();
        (
            (path, verb.to_owned()),
            comparable(method, resource.id.as_deref()),
        )
    });
    methods.collect()
}

/// The method without what an export leaves out or spells otherwise.
fn comparable(method: &Method, resource_id: Option<&str>) -> Value {
    let mut method = method.clone();
    method.authorizer_id = None;
    method.request_validator_id = None;
    method.api_key_required = method.api_key_required.filter(|required| *required);
    for (_, response) in method.method_responses.iter_mut().flatten() {
        // Whether a header is required is nothing that OpenAPI says.
        for (_, required) in response.response_parameters.iter_mut().flatten() {
            *required = false;
        }
    }
    if let Some(integration) = &mut method.method_integration {
        plain(integration, resource_id);
    }
    let mut value = serde_json::to_value(method).unwrap_or_default();
    without_nothing(&mut value);
    value
}

fn plain(integration: &mut Integration, resource_id: Option<&str>) {
    let namespace = integration.cache_namespace.take();
    integration.cache_namespace = namespace.filter(|it| Some(it.as_str()) != resource_id);
    let connection = integration.connection_type.take();
    integration.connection_type = connection.filter(|it| it != "INTERNET");
    let timeout = integration.timeout_in_millis.take();
    integration.timeout_in_millis = timeout.filter(|it| *it != 29_000);
    let passthrough = integration.passthrough_behavior.take();
    integration.passthrough_behavior = passthrough.filter(|it| it != "WHEN_NO_MATCH");
    let transfer = integration.response_transfer_mode.take();
    integration.response_transfer_mode = transfer.filter(|it| it != "BUFFERED");
}

/// Takes out members that are not set: null, and empty lists, maps and texts.
fn without_nothing(value: &mut Value) {
    let Value::Object(members) = value else {
        return;
    };
    members.retain(|_, value| {
        without_nothing(value);
        match value {
            Value::Null => false,
            Value::Array(items) => !items.is_empty(),
            // A response without anything is one all the same.
            Value::Object(_) | Value::Bool(_) | Value::Number(_) => true,
            Value::String(text) => !text.is_empty(),
        }
    });
    members.retain(|name, value| {
        let is_map =
            name.ends_with("Parameters") || name.ends_with("Templates") || name.ends_with("Models");
        !(is_map && value.as_object().is_some_and(serde_json::Map::is_empty))
    });
}

/// How much of a value is shown, in characters.
const SHOWN: usize = 60;

/// A value on one line, cut where it is long.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The members that differ, as far down as both have them, with their values.
fn changed(member: &str, before: &Value, after: &Value) -> Vec<String> {
    match (before, after) {
        (Value::Object(one), Value::Object(other)) => {
            let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            let below = names.into_iter().flat_map(|name| {
                let member = if member.is_empty() {
                    name.clone()
                } else {
                    format!("{member}.{name}")
                };
                let nothing = Value::Null;
                let of = |object: &serde_json::Map<String, Value>| object.get(name).cloned();
                changed(
                    &member,
                    &of(one).unwrap_or_else(|| nothing.clone()),
                    &of(other).unwrap_or(nothing),
                )
            });
            below.collect()
        }
        _ if before == after => Vec::new(),
        (Value::Null, _) => vec![format!("{member} is {}, and is not deployed", shown(after))],
        (_, Value::Null) => vec![format!(
            "{member} is gone, and deployed is {}",
            shown(before)
        )],
        _ => {
            let (before, after) = (shown(before), shown(after));
            vec![format!("{member} is {after}, and deployed is {before}")]
        }
    }
}
