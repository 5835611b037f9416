//! Functions, permissions, roles, VPC links: what a template says of the world around its APIs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gatewright_gateway::arn::FunctionArn;
use gatewright_gateway::io::Role;
use gatewright_gateway::permission::Policy;
use gatewright_wire::apigateway::{Account, VpcLink};
use gatewright_wire::lambda::FunctionConfiguration;
use serde_json::{Value as Json, json};

use super::stack::StackPermission;
use super::template::{Resource, Template};
use super::value::Value;
use super::written::{Form, Written};
use super::{balancers, inline, plans};
use crate::known::Known;
use crate::subject::{Function, ResourcePolicy, Thing, World};

/// The world as a template makes it.
#[derive(Default)]
pub(super) struct Around {
    pub(super) world: World,
    pub(super) places: BTreeMap<Thing, Written>,
    functions: BTreeMap<String, Function>,
    statements: BTreeMap<(String, Option<String>), Vec<Json>>,
}

impl Around {
    /// A function of the template.
    pub(super) fn function(
        &mut self,
        function: &FunctionArn,
        properties: &Value,
        written: Written,
    ) {
        let arn = function.unqualified().to_string();
        let configuration = FunctionConfiguration {
            function_name: Some(function.name.clone()),
            function_arn: Some(arn.clone()),
            runtime: properties.text("Runtime"),
            role: properties.text("Role"),
            handler: properties.text("Handler"),
            timeout: properties.integer("Timeout").or(Some(3)),
            memory_size: properties.integer("MemorySize"),
            package_type: properties.text("PackageType"),
            ..FunctionConfiguration::default()
        };
        let known = self.functions.entry(arn.clone()).or_default();
        let code = properties
            .text("CodeUri")
            .or_else(|| properties.text("Code"));
        // A layer may wrap the handler, or bring it.
        known.folder = code.filter(|_| properties.get("Layers").is_none());
        known.configuration = Known::Is(configuration);
        self.places.insert(Thing::Function(arn), written);
    }

    /// An alias or a version of a function of the template.
    pub(super) fn qualifier(&mut self, function: &FunctionArn) {
        let (Some(known), Some(qualifier)) = (
            self.functions.get_mut(&function.unqualified().to_string()),
            &function.qualifier,
        ) else {
            return;
        };
        known.qualifiers.insert(qualifier.clone(), Known::Is(()));
    }

    /// A permission, as a statement without its `Resource`.
    pub(super) fn permission(&mut self, function: &FunctionArn, statement: Json, written: Written) {
        let owner = function.policy_owner();
        let id = statement.get("Sid").and_then(Json::as_str);
        let thing = Thing::Permission {
            function: owner.to_string(),
            statement: id.unwrap_or_default().to_owned(),
        };
        self.places.insert(thing, written);
        let mut statement = statement;
        if let Json::Object(members) = &mut statement {
            members.insert("Resource".to_owned(), Json::String(owner.to_string()));
        }
        let key = (owner.unqualified().to_string(), owner.qualifier);
        self.statements.entry(key).or_default().push(statement);
    }

    /// The permissions so far.
    fn permissions(&self) -> Vec<StackPermission> {
        let all = self
            .statements
            .iter()
            .flat_map(|((function, qualifier), all)| {
                let qualifier = qualifier.iter().map(|qualifier| format!(":{qualifier}"));
                let function = format!("{function}{}", qualifier.collect::<String>());
                all.iter().map(move |statement| StackPermission {
                    function: function.clone(),
                    statement: statement.clone(),
                })
            });
        all.collect()
    }

    /// Puts it all together. A function of the template that has no permission has none: the template
    /// owns it. But where somebody else is handed the function, or makes resources that the file does
    /// not show, nobody can say.
    fn finish(mut self, template: &Template<'_>) -> (World, BTreeMap<Thing, Written>) {
        let handed = handed(template);
        for (arn, function) in &mut self.functions {
            let name = arn.rsplit(':').next().unwrap_or_default();
            let is_handed = !template.macros.is_empty()
                || handed.iter().any(|text| text == name || text.contains(arn));
            if is_handed {
                continue;
            }
            let named = self.statements.keys();
            let named = named
                .filter(|(of, _)| of == arn)
                .map(|(_, qualifier)| qualifier.clone());
            // A permission for an alias that nobody knows may be for this one.
            let is_vague = self.statements.keys().any(|(of, qualifier)| {
                let unseen = |text: &String| template.surroundings.is_unseen(text);
                of == arn && qualifier.as_ref().is_some_and(unseen)
            });
            // Whoever permits an alias that the template does not make knows of it.
            let permitted = self.statements.keys().filter(|(of, _)| of == arn);
            for qualifier in permitted.filter_map(|(_, qualifier)| qualifier.as_ref()) {
                let known = function.qualifiers.entry(qualifier.clone());
                known.or_insert(Known::Unseen);
            }
            let mut names = function.qualifiers.keys();
            if !names.any(|name| template.surroundings.is_unseen(name)) {
                function.other_aliases = Known::Absent;
            }
            let qualifiers = function.qualifiers.keys().cloned().map(Some);
            let owners: Vec<_> = std::iter::once(None)
                .chain(qualifiers)
                .chain(named)
                .collect();
            for owner in owners {
                let statements = self.statements.get(&(arn.clone(), owner.clone()));
                let is_vague = is_vague && owner.is_some();
                let policy = match statements {
                    Some(statements) => policy(statements),
                    None if is_vague => Known::Unseen,
                    None => Known::Absent,
                };
                function.policies.insert(owner, policy);
            }
        }
        let functions = self.functions.into_iter();
        self.world.functions = functions
            .map(|(arn, function)| (arn, Known::Is(function)))
            .collect();
        (self.world, self.places)
    }
}

fn policy(statements: &[Json]) -> Known<ResourcePolicy> {
    let document = json!({"Version": "2012-10-17", "Id": "default", "Statement": statements});
    ResourcePolicy::of(&document.to_string()).map_or(Known::Unseen, Known::Is)
}

/// What nested stacks and custom resources are handed.
fn handed(template: &Template<'_>) -> Vec<String> {
    let mut texts = Vec::new();
    for resource in &template.resources {
        let others = [
            "AWS::CloudFormation::",
            "AWS::Serverless::Application",
            "Custom::",
        ];
        if others.iter().any(|kind| resource.kind.starts_with(kind)) {
            let properties = template.properties(resource);
            properties.each_text(&mut |text| texts.push(text.to_owned()));
        }
    }
    texts
}

/// Reads everything but the APIs; what SAM makes is in `around` already.
pub(super) fn read(
    template: &Template<'_>,
    mut around: Around,
    stageless: &BTreeSet<String>,
) -> (World, BTreeMap<Thing, Written>, Vec<StackPermission>) {
    let of_kind = |kind: &'static str| {
        let resources = template.resources.iter();
        resources
            .filter(move |resource| resource.kind == kind)
            .map(|resource| (resource, Arc::new(template.properties(resource))))
    };
    for (resource, properties) in of_kind("AWS::Lambda::Function") {
        let written = Written::new(&properties, Form::Properties);
        around.function(&template.function(resource), &properties, written);
    }
    for (resource, _) in of_kind("AWS::Lambda::Alias") {
        around.qualifier(&template.alias(resource));
    }
    for (resource, _) in of_kind("AWS::Lambda::Version") {
        around.qualifier(&template.version(resource));
    }
    for (resource, properties) in of_kind("AWS::Lambda::Permission") {
        let function = properties
            .text("FunctionName")
            .and_then(|name| template.surroundings.function_named(&name));
        let Some(function) = function else {
            continue;
        };
        let statement = statement(template, resource.logical, &properties, stageless);
        let written = Written::new(&properties, Form::Properties);
        around.permission(&function, statement, written);
    }
    for kind in ["AWS::Lambda::Function", "AWS::Serverless::Function"] {
        for (resource, properties) in of_kind(kind) {
            let arn = template.function(resource).to_string();
            if let Some(function) = around.functions.get_mut(&arn) {
                function.cannot_start = inline::cannot_start(template, &properties);
            }
        }
    }
    roles(template, &mut around);
    around.world.usage_plans = plans::read(template);
    around.world.load_balancers = balancers::read(template);
    for (resource, properties) in of_kind("AWS::ApiGateway::VpcLink") {
        let id = template.reference(resource.logical);
        let link = VpcLink {
            id: Some(id.clone()),
            name: properties.text("Name"),
            description: properties.text("Description"),
            target_arns: properties.texts("TargetArns"),
            ..VpcLink::default()
        };
        let written = Written::new(&properties, Form::Properties);
        around.places.insert(Thing::VpcLink(id.clone()), written);
        around.world.vpc_links.insert(id, Known::Is(link));
    }
    if let Some((_, properties)) = of_kind("AWS::ApiGateway::Account").next() {
        around.world.account = Known::Is(Account {
            cloudwatch_role_arn: properties.text("CloudWatchRoleArn"),
            ..Account::default()
        });
        let written = Written::new(&properties, Form::Properties);
        around.places.insert(Thing::Account, written);
    }
    let permissions = around.permissions();
    let (world, places) = around.finish(template);
    (world, places, permissions)
}

/// The statement that a permission makes. What is unknown in it lets more in, not less.
fn statement(
    template: &Template<'_>,
    logical: &str,
    properties: &Value,
    stageless: &BTreeSet<String>,
) -> Json {
    let own = template.surroundings;
    let known = |key: &str| properties.text(key).filter(|text| !own.is_unseen(text));
    let principal = match known("Principal") {
        Some(all) if all == "*" => json!("*"),
        Some(service) if service.contains(".amazonaws.com") => json!({ "Service": service }),
        Some(account) => json!({ "AWS": account }),
        None => json!("*"),
    };
    let mut statement = json!({
        "Sid": logical,
        "Effect": "Allow",
        "Principal": principal,
        "Action": known("Action").unwrap_or_else(|| "*".to_owned()),
    });
    let mut conditions = serde_json::Map::new();
    if let Some(source) = properties.text("SourceArn") {
        let source = of_any_stage(&own.pattern(&source), stageless);
        conditions.insert("ArnLike".to_owned(), json!({ "AWS:SourceArn": source }));
    }
    let equal = [
        ("AWS:SourceAccount", known("SourceAccount")),
        ("aws:PrincipalOrgID", known("PrincipalOrgID")),
        ("lambda:EventSourceToken", known("EventSourceToken")),
        ("lambda:FunctionUrlAuthType", known("FunctionUrlAuthType")),
    ];
    let equal: serde_json::Map<_, _> = equal
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), Json::String(value?))))
        .collect();
    if !equal.is_empty() {
        conditions.insert("StringEquals".to_owned(), Json::Object(equal));
    }
    if !conditions.is_empty()
        && let Json::Object(members) = &mut statement
    {
        members.insert("Condition".to_owned(), Json::Object(conditions));
    }
    statement
}

/// A source ARN for any stage, if the file does not say what stages its API has.
fn of_any_stage(source: &str, stageless: &BTreeSet<String>) -> String {
    let mut parts: Vec<&str> = source.splitn(4, '/').collect();
    let api = parts.first().and_then(|arn| arn.rsplit(':').next());
    let is_stageless = api.is_some_and(|api| stageless.contains(api));
    if let Some(stage) = parts.get_mut(1)
        && is_stageless
        && *stage != "authorizers"
    {
        *stage = "*";
    }
    parts.join("/")
}

fn roles(template: &Template<'_>, around: &mut Around) {
    let resources = template.resources.iter();
    let others = [
        "AWS::IAM::Policy",
        "AWS::IAM::ManagedPolicy",
        "AWS::IAM::RolePolicy",
    ];
    // Policies of their own, with the names of the roles that they are attached to.
    let mut apart: Vec<(String, Vec<String>, Arc<Policy>)> = Vec::new();
    for resource in resources.clone().filter(|it| others.contains(&it.kind)) {
        let properties = template.properties(resource);
        let Some(policy) = identity(template, properties.get("PolicyDocument")) else {
            continue;
        };
        let mut names = properties.texts("Roles").unwrap_or_default();
        names.extend(properties.text("RoleName"));
        apart.push((template.reference(resource.logical), names, policy));
    }
    for resource in resources.filter(|resource| resource.kind == "AWS::IAM::Role") {
        let properties = Arc::new(template.properties(resource));
        let role = role(template, resource, &properties, &apart);
        let arn = template.role(resource);
        let written = Written::new(&properties, Form::Properties);
        around.places.insert(Thing::Role(arn.clone()), written);
        around.world.roles.insert(arn, role);
    }
}

fn role(
    template: &Template<'_>,
    resource: &Resource<'_>,
    properties: &Value,
    apart: &[(String, Vec<String>, Arc<Policy>)],
) -> Known<Role> {
    let Some(trust) = trust(template, properties.get("AssumeRolePolicyDocument")) else {
        return Known::Unseen;
    };
    let name = template.reference(resource.logical);
    let mut policies: Vec<(Arc<str>, Arc<Policy>)> = Vec::new();
    for inline in properties
        .get("Policies")
        .map(Value::items)
        .unwrap_or_default()
    {
        let policy = identity(template, inline.get("PolicyDocument"));
        let name = inline.text("PolicyName").unwrap_or_default();
        policies.push((name.into(), policy.unwrap_or_else(everything)));
    }
    for (other, names, policy) in apart {
        if names.contains(&name) {
            policies.push((other.as_str().into(), Arc::clone(policy)));
        }
    }
    for managed in properties.texts("ManagedPolicyArns").unwrap_or_default() {
        let own = apart.iter().find(|(arn, _, _)| *arn == managed);
        // What a policy allows that the template does not have, nobody can say.
        let policy = own.map_or_else(everything, |(_, _, policy)| Arc::clone(policy));
        policies.push((managed.as_str().into(), policy));
    }
    Known::Is(Role {
        trust_policy: trust,
        policies,
    })
}

/// A policy of an identity. What is unknown in it allows more, and forbids nothing.
fn identity(template: &Template<'_>, document: Option<&Value>) -> Option<Arc<Policy>> {
    let mut document = document?.to_json();
    if let Json::String(text) = &document {
        document = serde_json::from_str(text).ok()?;
    }
    let own = template.surroundings;
    loosen(&mut document, &|text| own.pattern(text), &|text| {
        own.is_unseen(text)
    });
    Policy::try_from(&document).ok().map(Arc::new)
}

/// A trust policy; none if something unknown is in it.
fn trust(template: &Template<'_>, document: Option<&Value>) -> Option<Arc<Policy>> {
    let document = document?;
    let mut unseen = false;
    document.each_text(&mut |text| unseen |= template.surroundings.is_unseen(text));
    let mut json = document.to_json();
    if let Json::String(text) = &json {
        json = serde_json::from_str(text).ok()?;
    }
    if unseen {
        return Some(everything());
    }
    Policy::try_from(&json).ok().map(Arc::new)
}

fn loosen(value: &mut Json, pattern: &dyn Fn(&str) -> String, is_unseen: &dyn Fn(&str) -> bool) {
    match value {
        Json::String(text) => *text = pattern(text),
        Json::Array(items) => {
            items.retain(|item| !(is_denial(item) && is_unseen(&item.to_string())));
            for item in items {
                loosen(item, pattern, is_unseen);
            }
        }
        Json::Object(members) => {
            if members
                .get("Condition")
                .is_some_and(|condition| is_unseen(&condition.to_string()))
            {
                members.shift_remove("Condition");
            }
            for (_, value) in members {
                loosen(value, pattern, is_unseen);
            }
        }
        _ => {}
    }
}

fn is_denial(statement: &Json) -> bool {
    statement.get("Effect").and_then(Json::as_str) == Some("Deny")
}

fn everything() -> Arc<Policy> {
    let document = json!({"Statement": {
        "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*",
    }});
    Arc::new(Policy::try_from(&document).unwrap_or_default())
}
