//! `AWS::Serverless::…`: what SAM makes of functions with events and of its APIs, permissions included.

use std::collections::BTreeMap;
use std::sync::Arc;

use gatewright_gateway::arn::FunctionArn;
use gatewright_gateway::openapi::Options;
use gatewright_wire::apigateway::{
    EndpointConfiguration, GatewayResponse, Integration, Method, Model,
};
use serde_json::json;

use super::access::{authorization, authorizers, cors};
use super::api::Apis;
use super::draft::{Draft, normal};
use super::functions::Around;
use super::physical::STACK;
use super::stages::stage;
use super::template::{Resource, Template};
use super::unseen::invoking;
use super::value::{At, Data, Value};
use super::written::{Form, Written};
use crate::subject::{StageSubject, Thing};

/// The API that SAM makes for events that name none.
pub(super) const IMPLICIT: &str = "ServerlessRestApi";
/// The stage of that API.
pub(super) const IMPLICIT_STAGE: &str = "Prod";

impl Template<'_> {
    /// A section of `Globals`, evaluated.
    pub(super) fn global(&self, section: &str) -> Option<Value> {
        let root = self.files.first()?.document.root();
        let node = root.child("Globals")?.child(section)?;
        let at = At::root(0).key("Globals").key(section);
        self.evaluate(node, &at)
    }

    /// The properties of a resource of SAM's, over its `Globals`.
    pub(super) fn serverless(
        &self,
        resource: &Resource<'_>,
        globals: Option<&Value>,
    ) -> Arc<Value> {
        let own = self.properties(resource);
        Arc::new(match globals {
            Some(globals) => own.over(globals),
            None => own,
        })
    }
}

/// SAM's APIs by their logical ids, with their properties; the implicit one with its stage's name, too.
pub(super) fn apis<'t>(template: &'t Template<'_>) -> Vec<(&'t str, Arc<Value>)> {
    let globals = template.global("Api");
    let of_kind = |kind: &'static str| {
        let resources = template.resources.iter();
        resources.filter(move |resource| resource.kind == kind)
    };
    let explicit = of_kind("AWS::Serverless::Api").map(|resource| {
        let properties = template.serverless(resource, globals.as_ref());
        (resource.logical, properties)
    });
    let mut found: Vec<_> = explicit.collect();
    let functions = template.global("Function");
    let has_implicit = of_kind("AWS::Serverless::Function").any(|resource| {
        let properties = template.serverless(resource, functions.as_ref());
        events(&properties).any(|event| event.api.is_none())
    });
    if has_implicit {
        found.push((IMPLICIT, implicit(globals)));
    }
    found
}

/// The properties of the implicit API.
fn implicit(globals: Option<Value>) -> Arc<Value> {
    let at = At::root(0);
    let mut properties = globals.unwrap_or_else(|| Value::empty(&at));
    if let Data::Map(entries) = &mut properties.data {
        let name = Value::text_at(IMPLICIT_STAGE, &at);
        entries.push(("StageName".to_owned(), name));
    }
    Arc::new(properties)
}

/// Adds what SAM makes to the APIs and to the world around them.
pub(super) fn read(template: &Template<'_>, found: &mut Apis, around: &mut Around) {
    let of_kind = |kind: &'static str| {
        let resources = template.resources.iter();
        resources.filter(move |resource| resource.kind == kind)
    };
    for (logical, properties) in apis(template) {
        if logical == IMPLICIT {
            implicit_api(template, found, around, &properties);
        } else {
            api(template, found, around, logical, &properties);
        }
    }
    let globals = template.global("Function");
    let functions: Vec<_> = of_kind("AWS::Serverless::Function")
        .map(|resource| (resource, template.serverless(resource, globals.as_ref())))
        .collect();
    for (resource, properties) in functions {
        function(template, found, around, resource, &properties);
    }
    // Last, when all paths are known.
    for draft in &mut found.drafts {
        let properties = api_properties(template, draft);
        if let Some(properties) = properties {
            cors(draft, &properties);
            finish_stages(template, draft);
        }
    }
}

/// The API of events that name none.
fn implicit_api(
    template: &Template<'_>,
    apis: &mut Apis,
    around: &mut Around,
    properties: &Arc<Value>,
) {
    let id = format!("{STACK}{IMPLICIT}");
    let mut draft = Draft::new(template.surroundings, &id, IMPLICIT);
    draft.takes_events = true;
    settings(&mut draft, IMPLICIT, properties);
    draft
        .places
        .put(Thing::Api, Written::new(properties, Form::Made));
    authorizers(template, &mut draft, around, properties);
    let stage = serverless_stage(template, &draft, IMPLICIT_STAGE, properties);
    draft.stages.push(stage);
    apis.drafts.push(draft);
}

/// What SAM's API of a draft says.
fn api_properties(template: &Template<'_>, draft: &Draft) -> Option<Arc<Value>> {
    let logical = draft.api.id().strip_prefix(STACK)?;
    let globals = template.global("Api");
    if logical == IMPLICIT {
        return Some(implicit(globals));
    }
    let resource = template.resource(logical)?;
    (resource.kind == "AWS::Serverless::Api")
        .then(|| template.serverless(resource, globals.as_ref()))
}

/// Stage variables fit the methods that came with the functions.
fn finish_stages(template: &Template<'_>, draft: &mut Draft) {
    let names: Vec<String> = draft
        .stages
        .iter()
        .map(|stage| stage.name().to_owned())
        .collect();
    let Some(properties) = api_properties(template, draft) else {
        return;
    };
    draft.stages = names
        .iter()
        .map(|name| serverless_stage(template, draft, name, &properties))
        .collect();
    for name in names {
        let written = Written::new(&properties, Form::Properties);
        draft.places.put(Thing::Stage(name), written);
    }
}

fn serverless_stage(
    template: &Template<'_>,
    draft: &Draft,
    name: &str,
    properties: &Value,
) -> StageSubject {
    let mut stage = stage(template.surroundings, draft, name, properties);
    // Its description is the API's.
    stage.stage.description = None;
    stage
}

/// `AWS::Serverless::Api`.
fn api(
    template: &Template<'_>,
    apis: &mut Apis,
    around: &mut Around,
    logical: &str,
    properties: &Arc<Value>,
) {
    let id = template.reference(logical);
    let mut draft = Draft::new(template.surroundings, &id, logical);
    draft
        .places
        .put(Thing::Api, Written::new(properties, Form::Properties));
    let (inline, elsewhere) = (
        properties.get("DefinitionBody"),
        properties.get("DefinitionUri"),
    );
    draft.takes_events = inline.is_none() && elsewhere.is_none();
    let has_body = !draft.takes_events;
    apis.drafts.push(draft);
    match apis.body(template, inline, elsewhere, logical) {
        Some(body) => apis.import(template, &id, &body, &Options::default()),
        None if has_body => {
            if let Some(draft) = apis.find(&id) {
                draft.certain = false;
            }
        }
        None => {}
    }
    let Some(draft) = apis.find(&id) else {
        return;
    };
    settings(draft, logical, properties);
    authorizers(template, draft, around, properties);
    let name = properties.text("StageName").unwrap_or_default();
    let stage = serverless_stage(template, draft, &name, properties);
    draft.stages.push(stage);
}

fn settings(draft: &mut Draft, logical: &str, properties: &Value) {
    let settings = &mut draft.api.rest_api;
    settings.tags = properties
        .flag("PropagateTags")
        .filter(|propagate| *propagate)
        .and_then(|_| properties.tags());
    settings.description = properties
        .text("Description")
        .or(settings.description.take());
    settings.name = properties
        .text("Name")
        .or(settings.name.take())
        .or_else(|| Some(logical.to_owned()));
    let types = properties.texts("BinaryMediaTypes");
    settings.binary_media_types = types
        .map(|types| types.iter().map(|it| it.replace("~1", "/")).collect())
        .or(settings.binary_media_types.take());
    settings.minimum_compression_size = properties
        .integer("MinimumCompressionSize")
        .or(settings.minimum_compression_size);
    settings.api_key_source = properties
        .text("ApiKeySourceType")
        .or(settings.api_key_source.take());
    settings.disable_execute_api_endpoint = properties
        .flag("DisableExecuteApiEndpoint")
        .or(settings.disable_execute_api_endpoint);
    if let Some(endpoint) = properties.get("EndpointConfiguration") {
        let types = endpoint.as_text().or_else(|| endpoint.text("Type"));
        settings.endpoint_configuration = Some(EndpointConfiguration {
            types: types.map(|kind| vec![kind]),
            vpc_endpoint_ids: endpoint.texts("VPCEndpointIds"),
            ..EndpointConfiguration::default()
        });
    }
    for (kind, response) in entries(properties, "GatewayResponses") {
        let parameters = response.get("ResponseParameters").map(|parameters| {
            let mut found = BTreeMap::new();
            for (group, place) in [
                ("Headers", "header"),
                ("Paths", "path"),
                ("QueryStrings", "querystring"),
            ] {
                for (name, value) in parameters.text_map(group).unwrap_or_default() {
                    found.insert(format!("gatewayresponse.{place}.{name}"), value);
                }
            }
            found
        });
        draft.api.gateway_responses.push(GatewayResponse {
            response_type: Some(kind.clone()),
            status_code: response.text("StatusCode"),
            response_parameters: parameters,
            response_templates: response.text_map("ResponseTemplates"),
            default_response: Some(false),
        });
        let written = Written::new(&Arc::new(response.clone()), Form::Properties);
        draft
            .places
            .put(Thing::GatewayResponse(kind.clone()), written);
    }
    for (name, schema) in entries(properties, "Models") {
        draft.api.models.push(Model {
            id: Some(name.to_ascii_lowercase()),
            name: Some(name.clone()),
            content_type: Some("application/json".to_owned()),
            schema: Some(schema.to_json().to_string()),
            ..Model::default()
        });
        let written = Written::new(&Arc::new(schema.clone()), Form::Made);
        draft.places.put(Thing::Model(name.clone()), written);
    }
}

pub(super) fn entries<'v>(properties: &'v Value, key: &str) -> &'v [(String, Value)] {
    properties.get(key).map(Value::entries).unwrap_or_default()
}

/// The permission that SAM makes for a source ARN.
pub(super) fn statement(sid: &str, source: &str) -> serde_json::Value {
    json!({
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": "apigateway.amazonaws.com"},
        "Action": "lambda:InvokeFunction",
        "Condition": {"ArnLike": {"AWS:SourceArn": source}},
    })
}

/// An event of type `Api`.
pub(super) struct Event<'v> {
    pub(super) name: &'v str,
    pub(super) value: &'v Value,
    path: String,
    verb: String,
    api: Option<String>,
}

pub(super) fn events(properties: &Value) -> impl Iterator<Item = Event<'_>> {
    let events = entries(properties, "Events").iter();
    events.filter_map(|(name, value)| {
        if value.text("Type")? != "Api" {
            return None;
        }
        let properties = value.get("Properties")?;
        let verb = properties.text("Method")?.to_ascii_uppercase();
        Some(Event {
            name,
            value,
            path: properties.text("Path")?,
            verb: if verb == "*" { "ANY".to_owned() } else { verb },
            api: properties.text("RestApiId"),
        })
    })
}

/// `AWS::Serverless::Function`.
fn function(
    template: &Template<'_>,
    apis: &mut Apis,
    around: &mut Around,
    resource: &Resource<'_>,
    properties: &Arc<Value>,
) {
    let own = template.surroundings;
    let mut arn = template.function(resource);
    around.function(&arn, properties, Written::new(properties, Form::Properties));
    if let Some(alias) = properties.text("AutoPublishAlias") {
        for qualifier in ["1".to_owned(), alias] {
            arn.qualifier = Some(qualifier);
            around.qualifier(&arn);
        }
    }
    for event in events(properties) {
        let implicit = format!("{STACK}{IMPLICIT}");
        let id = event.api.clone().unwrap_or(implicit);
        let written = Written::new(&Arc::new(event.value.clone()), Form::Made);
        let Some(draft) = apis.find(&id) else {
            continue;
        };
        let verb = if event.verb == "ANY" {
            "*"
        } else {
            &event.verb
        };
        let path = normal(&event.path);
        let pattern: Vec<&str> = path
            .split('/')
            .map(|segment| {
                let is_parameter = segment.starts_with('{') && segment.ends_with('}');
                if is_parameter { "*" } else { segment }
            })
            .collect();
        let source = format!(
            "arn:{}:execute-api:{}:{}:{id}/*/{verb}{}",
            own.partition,
            own.region,
            own.account,
            pattern.join("/")
        );
        let sid = format!("{}{}Permission", resource.logical, event.name);
        around.permission(&arn, statement(&sid, &source), written.clone());
        if draft.takes_events && !draft.has_method(&path, &event.verb) {
            let globals = api_properties(template, draft);
            let auth = globals.as_ref().and_then(|globals| globals.get("Auth"));
            let method = method(template, draft, &event, &arn, auth);
            draft.method(&path, &event.verb, method, written);
        }
    }
}

fn method(
    template: &Template<'_>,
    draft: &Draft,
    event: &Event<'_>,
    function: &FunctionArn,
    api_auth: Option<&Value>,
) -> Method {
    let own = event.value.get("Properties").and_then(|it| it.get("Auth"));
    let setting = |key: &str| own.and_then(|own| own.get(key));
    let authorizer = setting("Authorizer")
        .or_else(|| api_auth?.get("DefaultAuthorizer"))
        .and_then(Value::as_text)
        .unwrap_or_else(|| "NONE".to_owned());
    let (kind, authorizer_id) = authorization(draft, &authorizer);
    let key_required = setting("ApiKeyRequired")
        .or_else(|| api_auth?.get("ApiKeyRequired"))
        .and_then(Value::as_flag);
    let role = setting("InvokeRole")
        .or_else(|| api_auth?.get("InvokeRole"))
        .and_then(Value::as_text);
    // Without a role of its own, SAM calls with the caller's credentials where the caller signs.
    let credentials = match role.as_deref() {
        None | Some("CALLER_CREDENTIALS") if kind == "AWS_IAM" => Some(format!(
            "arn:{}:iam::*:user/*",
            template.surroundings.partition
        )),
        Some(role) if kind == "AWS_IAM" && role != "NONE" => {
            Some(template.surroundings.whole_role(role))
        }
        _ => None,
    };
    let properties = event.value.get("Properties");
    let parameters = properties.and_then(|it| it.get("RequestParameters"));
    Method {
        http_method: Some(event.verb.clone()),
        authorization_type: Some(kind.to_owned()),
        authorizer_id,
        api_key_required: Some(key_required.unwrap_or(false)),
        authorization_scopes: own.and_then(|own| own.texts("AuthorizationScopes")),
        request_parameters: parameters.map(request_parameters),
        method_integration: Some(Integration {
            r#type: Some("AWS_PROXY".to_owned()),
            http_method: Some("POST".to_owned()),
            uri: Some(invoking(function)),
            credentials,
            passthrough_behavior: Some("WHEN_NO_MATCH".to_owned()),
            timeout_in_millis: properties.and_then(|it| it.integer("TimeoutInMillis")),
            ..Integration::default()
        }),
        ..Method::default()
    }
}

/// Names, or mappings from a name to its settings.
fn request_parameters(parameters: &Value) -> BTreeMap<String, bool> {
    let items = parameters.items().iter();
    let named = items.flat_map(|item| match &item.data {
        Data::Map(entries) => entries
            .iter()
            .map(|(name, settings)| (name.clone(), settings.flag("Required").unwrap_or_default()))
            .collect(),
        _ => item
            .as_text()
            .map(|name| vec![(name, false)])
            .unwrap_or_default(),
    });
    named.collect()
}
