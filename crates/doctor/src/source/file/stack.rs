//! What a file deploys: its APIs as documents that API Gateway imports, and every other resource with
//! its properties as they come to, SAM's as the resources that they stand for. Names and ids that are
//! made up at the deployment are still texts of their own, each `stack.` and a logical id.

use std::collections::BTreeMap;
use std::sync::Arc;

use gatewright_gateway::openapi::export::{ExportType, Extensions, export};
use gatewright_wire::apigateway::Stage;
use serde_json::{Value as Json, json};

use super::draft::Draft;
use super::physical::STACK;
use super::template::{Resource, Template};
use super::unread::{self, Unread};
use super::value::{Data, Value};
use super::{beside, sam, span_of};
use crate::document::{Node, Span};

/// What begins the text that stands for the name or id of a resource that the file does not name.
pub const MADE: &str = STACK;

/// What a file deploys.
#[derive(Clone, Debug, Default)]
pub struct Stack {
    /// Its APIs.
    pub apis: Vec<StackApi>,
    /// Its other resources, in the file's order.
    pub resources: Vec<StackResource>,
    /// What of it is not read.
    pub unread: Vec<Unread>,
    /// Who may invoke its functions.
    pub permissions: Vec<StackPermission>,
}

/// An API with its stages.
#[derive(Clone, Debug)]
pub struct StackApi {
    /// What the file calls it.
    pub logical: String,
    /// The text that stands for its id.
    pub id: String,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
    /// The API as OpenAPI with API Gateway's extensions.
    pub document: Json,
    /// Its stages, with settings and variables.
    pub stages: Vec<Stage>,
}

/// A resource.
#[derive(Clone, Debug)]
pub struct StackResource {
    /// What the file calls it.
    pub logical: String,
    /// CloudFormation's type; for an event of SAM's that is none of an API, what it is.
    pub kind: String,
    /// What `Ref` gives: its name, or the text that stands for its id.
    pub reference: String,
    /// Its properties.
    pub properties: Json,
    /// The file or folder that its code comes from, beside the file.
    pub asset: Option<String>,
    /// What it mentions that the file does not say.
    pub unknown: Vec<String>,
    /// Where it stands in the first file.
    pub span: Span,
}

/// A permission.
#[derive(Clone, Debug)]
pub struct StackPermission {
    /// The function, with the alias or version whose policy it belongs to.
    pub function: String,
    /// Its statement.
    pub statement: Json,
}

/// Kinds that are part of an API's document, of a permission, or of the resource that they belong to.
const INCLUDED: [&str; 12] = [
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGateway::Resource",
    "AWS::ApiGateway::Method",
    "AWS::ApiGateway::Model",
    "AWS::ApiGateway::RequestValidator",
    "AWS::ApiGateway::Authorizer",
    "AWS::ApiGateway::GatewayResponse",
    "AWS::ApiGateway::Deployment",
    "AWS::ApiGateway::Stage",
    "AWS::Lambda::Permission",
    "AWS::Serverless::Api",
    "AWS::CDK::Metadata",
];

/// The APIs that a file makes; one that it only adds to is somebody else's.
pub(super) fn apis(template: &Template<'_>, drafts: &[Draft]) -> Vec<StackApi> {
    let made = drafts.iter().filter(|draft| draft.id().starts_with(STACK));
    made.map(|draft| {
        let everything = Extensions::parse("apigateway");
        let mut document = export(
            &draft.api,
            &Stage::default(),
            ExportType::OpenApi3,
            everything,
        );
        show(template, &mut document);
        if let Some(id) = &draft.chosen_id {
            document["info"]["x-gatewright-id"] = json!(id);
        }
        // What the file does not choose has a text of its own until it is made.
        for resource in &draft.api.resources {
            let id = resource.id.as_deref().unwrap_or_default();
            let path = resource.path.as_deref().unwrap_or_default();
            let is_chosen = !id.is_empty() && !id.starts_with(STACK);
            if let Some(item) = document["paths"].get_mut(path).filter(|_| is_chosen) {
                item["x-gatewright-id"] = json!(id);
            }
        }
        let stages = draft.stages.iter().map(|stage| stage.stage.clone());
        StackApi {
            logical: draft.name.clone(),
            id: draft.id(),
            tags: draft.api.rest_api.tags.clone().unwrap_or_default(),
            document,
            stages: stages.collect(),
        }
    })
    .collect()
}

/// An OpenAPI file's API, which has the stage that people expect of one.
pub(super) fn of_document(body: &Value) -> StackApi {
    StackApi {
        logical: "api".to_owned(),
        id: format!("{STACK}api"),
        tags: BTreeMap::new(),
        document: body.to_json(),
        stages: vec![Stage {
            stage_name: Some("prod".to_owned()),
            ..Stage::default()
        }],
    }
}

/// Everything else that a template makes.
pub(super) fn resources(template: &Template<'_>) -> Vec<StackResource> {
    let mut found = Vec::new();
    for resource in &template.resources {
        match resource.kind {
            "AWS::Serverless::Function" => function(template, resource, &mut found),
            "AWS::Serverless::LayerVersion" => {
                let properties = template.serverless(resource, None);
                let asset = properties.text("ContentUri").filter(|uri| is_local(uri));
                found.push(StackResource {
                    asset,
                    ..made(
                        template,
                        resource,
                        "AWS::Lambda::LayerVersion",
                        properties.to_json(),
                    )
                });
            }
            kind if INCLUDED.contains(&kind) => {}
            kind => {
                let properties = template.properties(resource).to_json();
                found.push(StackResource {
                    asset: asset(template, resource),
                    ..made(template, resource, kind, properties)
                });
            }
        }
    }
    for beside in beside::read(template) {
        let mut properties = beside.properties;
        let unknown = show(template, &mut properties);
        found.push(StackResource {
            reference: format!("{STACK}{}", beside.logical),
            logical: beside.logical,
            kind: beside.kind.to_owned(),
            properties,
            asset: None,
            unknown,
            span: span_of(template.files, &beside.at),
        });
    }
    found
}

/// A function of SAM's as Lambda's function, with its role, its alias and what else it brings.
fn function(template: &Template<'_>, resource: &Resource<'_>, found: &mut Vec<StackResource>) {
    let globals = template.global("Function");
    let properties = template.serverless(resource, globals.as_ref());
    let logical = resource.logical;
    let mut lambda = properties.to_json();
    let code = properties.get("CodeUri");
    let uri = code.and_then(Value::as_text);
    if let Some(text) = properties.text("InlineCode") {
        lambda["Code"] = json!({ "ZipFile": text });
    } else if let Some(Data::Map(_)) = code.map(|code| &code.data) {
        let part = |key: &str| code.and_then(|code| code.text(key));
        lambda["Code"] = json!({ "S3Bucket": part("Bucket"), "S3Key": part("Key") });
    }
    if let Some(mode) = properties.text("Tracing") {
        lambda["TracingConfig"] = json!({ "Mode": mode });
    }
    if let Some(queue) = properties.get("DeadLetterQueue") {
        lambda["DeadLetterConfig"] = json!({ "TargetArn": queue.text("TargetArn") });
    }
    if properties.get("Role").is_none() {
        let role = template.reference(&format!("{logical}Role"));
        lambda["Role"] = json!(template.iam("role", &role));
        found.push(role_of(template, resource, &properties, role));
    }
    found.push(StackResource {
        asset: uri.filter(|uri| is_local(uri)),
        ..made(template, resource, "AWS::Lambda::Function", lambda)
    });
    let arn = template.function(resource).to_string();
    let part = |logical: String, kind: &str, properties: Json| StackResource {
        reference: format!("{STACK}{logical}"),
        logical,
        ..made(template, resource, kind, properties)
    };
    if let Some(alias) = template.published(resource) {
        let mut alias = json!({ "FunctionName": arn, "Name": alias });
        if let Some(provisioned) = properties.get("ProvisionedConcurrencyConfig") {
            alias["ProvisionedConcurrencyConfig"] = provisioned.to_json();
        }
        found.push(part(format!("{logical}Alias"), "AWS::Lambda::Alias", alias));
    }
    let qualifier = template.published(resource);
    for (key, kind, target) in [
        ("FunctionUrlConfig", "AWS::Lambda::Url", "TargetFunctionArn"),
        (
            "EventInvokeConfig",
            "AWS::Lambda::EventInvokeConfig",
            "FunctionName",
        ),
    ] {
        if let Some(config) = properties.get(key) {
            let mut config = config.to_json();
            config[target] = json!(arn);
            if let Some(qualifier) = &qualifier {
                config["Qualifier"] = json!(qualifier);
            }
            found.push(part(format!("{logical}{key}"), kind, config));
        }
    }
    for (name, event) in sam::entries(&properties, "Events") {
        let kind = event.text("Type").unwrap_or_default();
        if kind != "Api" {
            let logical = format!("{logical}{name}");
            found.push(part(logical, &format!("event of type {kind}"), json!({})));
        }
    }
}

/// The role that SAM makes for a function that has none.
fn role_of(
    template: &Template<'_>,
    resource: &Resource<'_>,
    properties: &Value,
    name: String,
) -> StackResource {
    let mut managed = vec![template_policy(
        template,
        "service-role/AWSLambdaBasicExecutionRole",
    )];
    let mut inline = Vec::new();
    let mut unknown = Vec::new();
    let given = properties.get("Policies");
    let several = given.map(Value::items).unwrap_or_default().iter();
    let one = given.filter(|it| !matches!(it.data, Data::List(_)));
    for policy in several.chain(one) {
        match policy.as_text() {
            Some(arn) if arn.starts_with("arn:") => managed.push(arn),
            Some(name) => managed.push(template_policy(template, &name)),
            None if policy.get("Statement").is_some() => inline.push(json!({
                "PolicyName": format!("{}RolePolicy{}", resource.logical, inline.len()),
                "PolicyDocument": policy.to_json(),
            })),
            None => {
                let names = policy.entries().iter();
                unknown.extend(names.map(|(name, _)| format!("the policy template {name}")));
            }
        }
    }
    if let Some(queue) = properties.get("DeadLetterQueue") {
        let is_topic = queue.text("Type").as_deref() == Some("SNS");
        let action = if is_topic {
            "sns:Publish"
        } else {
            "sqs:SendMessage"
        };
        inline.push(json!({
            "PolicyName": "DeadLetterQueuePolicy",
            "PolicyDocument": {"Version": "2012-10-17", "Statement": [{
                "Effect": "Allow",
                "Action": action,
                "Resource": queue.text("TargetArn"),
            }]},
        }));
    }
    let trust = json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": {"Service": "lambda.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }]});
    let role = json!({
        "RoleName": name,
        "AssumeRolePolicyDocument": properties
            .get("AssumeRolePolicyDocument")
            .map_or(trust, Value::to_json),
        "ManagedPolicyArns": managed,
        "Policies": inline,
    });
    let mut made = made(template, resource, "AWS::IAM::Role", role);
    made.unknown.extend(unknown);
    StackResource {
        logical: format!("{}Role", resource.logical),
        reference: name,
        ..made
    }
}

fn template_policy(template: &Template<'_>, name: &str) -> String {
    format!(
        "arn:{}:iam::aws:policy/{name}",
        template.surroundings.partition
    )
}

fn made(
    template: &Template<'_>,
    resource: &Resource<'_>,
    kind: &str,
    mut properties: Json,
) -> StackResource {
    let unknown = show(template, &mut properties);
    let reference = template.reference(resource.logical);
    let reference = if template.surroundings.is_unseen(&reference) {
        format!("{STACK}{}", resource.logical)
    } else {
        reference
    };
    StackResource {
        logical: resource.logical.to_owned(),
        kind: kind.to_owned(),
        reference,
        properties,
        asset: None,
        unknown,
        span: span_of(template.files, &resource.at),
    }
}

/// Puts names for what nobody knows; gives them.
fn show(template: &Template<'_>, value: &mut Json) -> Vec<String> {
    let own = template.surroundings;
    let mut unknown = Vec::new();
    let mut next = vec![value];
    while let Some(value) = next.pop() {
        match value {
            Json::String(text) if own.is_unseen(text) => {
                *text = own.shown(text);
                unknown.push(text.clone());
            }
            Json::Array(items) => next.extend(items),
            Json::Object(members) => next.extend(members.values_mut()),
            _ => {}
        }
    }
    unknown.sort();
    unknown.dedup();
    unknown
}

/// Where the code of a function or layer is: a path in the template as it stands before it is packaged,
/// or the folder that CDK put it into.
fn asset(template: &Template<'_>, resource: &Resource<'_>) -> Option<String> {
    let node = template.files.first()?.document.get(&resource.at.place)?;
    let metadata = node.child("Metadata");
    let asset = metadata.and_then(|metadata| metadata.child("aws:asset:path"));
    let property = |name: &str| resource.properties.and_then(|it| it.child(name));
    let written = ["Code", "Content", "Filename"]
        .into_iter()
        .find_map(property);
    asset
        .and_then(Node::as_str)
        .or_else(|| written.and_then(Node::as_str))
        .filter(|path| is_local(path))
        .map(str::to_owned)
}

fn is_local(path: &str) -> bool {
    !path.contains("://")
}

impl Stack {
    /// The body of a file that is an API itself.
    pub(super) fn of_document(body: &Arc<Value>) -> Self {
        Self {
            apis: vec![of_document(body)],
            ..Self::default()
        }
    }

    /// All that a template makes; `permissions` are the statements of its functions' policies.
    pub(super) fn of_template(
        template: &Template<'_>,
        drafts: &[Draft],
        permissions: Vec<StackPermission>,
    ) -> Self {
        Self {
            apis: apis(template, drafts),
            resources: resources(template),
            unread: unread::read(template),
            permissions,
        }
    }
}
