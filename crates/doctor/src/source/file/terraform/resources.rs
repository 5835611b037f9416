//! Each resource of Terraform in the words of CloudFormation.

use std::collections::{BTreeMap, BTreeSet};

use super::super::physical::STACK;
use super::Translated;
use super::plan::{Plan, Resource};
use super::reference::Target;
use crate::document::{Document, Entry, Mapping, Node, Span, Value};

/// Resources that are the same but for the spelling of their arguments.
const KINDS: [(&str, &str); 23] = [
    ("aws_api_gateway_rest_api", "AWS::ApiGateway::RestApi"),
    ("aws_api_gateway_resource", "AWS::ApiGateway::Resource"),
    ("aws_api_gateway_model", "AWS::ApiGateway::Model"),
    ("aws_api_gateway_authorizer", "AWS::ApiGateway::Authorizer"),
    (
        "aws_api_gateway_request_validator",
        "AWS::ApiGateway::RequestValidator",
    ),
    (
        "aws_api_gateway_gateway_response",
        "AWS::ApiGateway::GatewayResponse",
    ),
    ("aws_api_gateway_deployment", "AWS::ApiGateway::Deployment"),
    ("aws_api_gateway_stage", "AWS::ApiGateway::Stage"),
    ("aws_api_gateway_account", "AWS::ApiGateway::Account"),
    ("aws_api_gateway_vpc_link", "AWS::ApiGateway::VpcLink"),
    ("aws_api_gateway_usage_plan", "AWS::ApiGateway::UsagePlan"),
    (
        "aws_api_gateway_usage_plan_key",
        "AWS::ApiGateway::UsagePlanKey",
    ),
    ("aws_api_gateway_api_key", "AWS::ApiGateway::ApiKey"),
    ("aws_lambda_function", "AWS::Lambda::Function"),
    ("aws_lambda_alias", "AWS::Lambda::Alias"),
    ("aws_lambda_permission", "AWS::Lambda::Permission"),
    ("aws_iam_role", "AWS::IAM::Role"),
    ("aws_iam_policy", "AWS::IAM::ManagedPolicy"),
    ("aws_iam_role_policy", "AWS::IAM::RolePolicy"),
    ("aws_lb", "AWS::ElasticLoadBalancingV2::LoadBalancer"),
    ("aws_alb", "AWS::ElasticLoadBalancingV2::LoadBalancer"),
    ("aws_lb_listener", "AWS::ElasticLoadBalancingV2::Listener"),
    ("aws_alb_listener", "AWS::ElasticLoadBalancingV2::Listener"),
];

/// Arguments that CloudFormation calls otherwise: of a kind, or of any.
const WORDS: [(&str, &str, &str); 16] = [
    (
        "aws_api_gateway_rest_api",
        "api_key_source",
        "ApiKeySourceType",
    ),
    ("", "authorization", "AuthorizationType"),
    ("", "timeout_milliseconds", "TimeoutInMillis"),
    ("", "provider_arns", "ProviderARNs"),
    ("", "cloudwatch_role_arn", "CloudWatchRoleArn"),
    ("", "principal_org_id", "PrincipalOrgID"),
    ("", "xray_tracing_enabled", "TracingEnabled"),
    ("", "access_log_settings", "AccessLogSetting"),
    ("", "canary_settings", "CanarySetting"),
    ("", "quota_settings", "Quota"),
    ("", "throttle_settings", "Throttle"),
    ("", "assume_role_policy", "AssumeRolePolicyDocument"),
    ("", "load_balancer_type", "Type"),
    ("aws_api_gateway_usage_plan", "name", "UsagePlanName"),
    ("aws_iam_role", "name", "RoleName"),
    ("aws_iam_policy", "name", "ManagedPolicyName"),
];

/// Blocks that there is at most one of.
const SINGLE: [&str; 5] = [
    "endpoint_configuration",
    "access_log_settings",
    "canary_settings",
    "quota_settings",
    "throttle_settings",
];

/// Arguments that nothing but another resource's attribute is given to, with what that attribute is
/// where a reference does not say it.
const WHOLE: [(&str, &str); 23] = [
    ("rest_api_id", "id"),
    ("parent_id", "id"),
    ("resource_id", "id"),
    ("authorizer_id", "id"),
    ("request_validator_id", "id"),
    ("deployment_id", "id"),
    ("usage_plan_id", "id"),
    ("key_id", "id"),
    ("api_id", "id"),
    ("connection_id", "id"),
    ("stage_name", "stage_name"),
    ("stage", "stage_name"),
    ("function_name", "function_name"),
    ("qualifier", "name"),
    ("role", "name"),
    ("credentials", "arn"),
    ("authorizer_credentials", "arn"),
    ("cloudwatch_role_arn", "arn"),
    ("policy_arn", "arn"),
    ("load_balancer_arn", "arn"),
    ("target_arns", "arn"),
    ("uri", "invoke_arn"),
    ("authorizer_uri", "invoke_arn"),
];

/// A policy of which nothing is known: it allows all.
const ANYTHING: &str = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}"#;

/// What API, resource and verb a method or a part of one belongs to.
type Key = [String; 3];

struct Maker<'p> {
    plan: &'p Plan<'p>,
    /// Ids and ARNs that are known, with whose they are and how that is referred to.
    literals: BTreeMap<&'p str, (&'p str, &'static str)>,
    /// Ids of APIs, with their logical ids.
    apis: Vec<(&'p str, &'p str)>,
}

/// The template that a plan comes to.
pub(super) fn translate(document: &Document, plan: &Plan<'_>) -> Translated {
    let maker = Maker::new(plan);
    let mut made: Vec<Entry> = Vec::new();
    let mut names: BTreeMap<String, String> = plan
        .resources
        .iter()
        .map(|it| (it.logical.clone(), it.address.to_owned()))
        .collect();
    for resource in &plan.resources {
        if let Some((_, kind)) = KINDS.iter().find(|(kind, _)| *kind == resource.kind) {
            made.push(maker.resource(resource, kind, maker.properties(resource)));
        }
    }
    let methods = maker.methods(&mut made);
    if let Some(entry) = maker.handed() {
        names.insert(entry.key.clone(), "what the plan does not know".to_owned());
        made.push(entry);
    }
    let root = document.root().span;
    let entries = vec![Entry::made(
        "Resources",
        root,
        Node::made_mapping(made, root),
    )];
    Translated {
        document: document.taken_for(Node::made_mapping(entries, root)),
        addresses: names,
        methods,
    }
}

fn call(function: &str, argument: Node) -> Node {
    let span = argument.span;
    Node::made_mapping(vec![Entry::made(function, span, argument)], span)
}

fn refer(logical: &str, span: Span) -> Node {
    call("Ref", Node::made_text(logical, span))
}

fn list(items: Vec<Node>, span: Span) -> Node {
    Node::made(Value::Sequence(items), span)
}

fn get(logical: &str, attribute: &str, span: Span) -> Node {
    let parts = [logical, attribute].map(|part| Node::made_text(part, span));
    call("Fn::GetAtt", list(parts.into(), span))
}

fn unseen(name: &str, span: Span) -> Node {
    call("Fn::ImportValue", Node::made_text(name, span))
}

fn join(parts: Vec<Node>, span: Span) -> Node {
    let argument = vec![Node::made_text("", span), list(parts, span)];
    call("Fn::Join", list(argument, span))
}

fn is_unseen(node: &Node) -> bool {
    node.child("Fn::ImportValue").is_some()
}

/// The URI that invokes what has this ARN.
fn invoking(arn: Node, span: Span) -> Node {
    let text = |text: &str| Node::made_text(text, span);
    let parts = vec![
        text("arn:"),
        refer("AWS::Partition", span),
        text(":apigateway:"),
        refer("AWS::Region", span),
        text(":lambda:path/2015-03-31/functions/"),
        arn,
        text("/invocations"),
    ];
    join(parts, span)
}

/// `RestApiId` for `rest_api_id`.
fn word(kind: &str, name: &str) -> String {
    let mut words = WORDS.iter();
    let known = words.find(|(of, from, _)| (of.is_empty() || *of == kind) && *from == name);
    if let Some((_, _, to)) = known {
        return (*to).to_owned();
    }
    if name == "policy" && kind.starts_with("aws_iam_") {
        return "PolicyDocument".to_owned();
    }
    if kind == "aws_iam_role_policy" && name == "role" {
        return "RoleName".to_owned();
    }
    let mut upper = true;
    let mut made = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter == '_' {
            upper = true;
        } else if std::mem::take(&mut upper) {
            made.push(letter.to_ascii_uppercase());
        } else {
            made.push(letter);
        }
    }
    made
}

/// Whether an argument is a resource's own name, by which others know it.
fn is_own_name(kind: &str, name: &str) -> bool {
    let names = [
        ("aws_lambda_function", "function_name"),
        ("aws_iam_role", "name"),
        ("aws_iam_policy", "name"),
        ("aws_lb", "name"),
        ("aws_alb", "name"),
        ("aws_api_gateway_rest_api", "name"),
    ];
    names.contains(&(kind, name))
}

impl<'p> Maker<'p> {
    fn new(plan: &'p Plan<'p>) -> Self {
        let (mut literals, mut apis) = (BTreeMap::new(), Vec::new());
        for resource in &plan.resources {
            let of = resource.logical.as_str();
            let mut put = |name: &str, attribute: &'static str| {
                if let Some(text) = resource.text(name) {
                    literals.entry(text).or_insert((of, attribute));
                }
            };
            match resource.kind {
                "aws_api_gateway_rest_api" => {
                    put("root_resource_id", "RootResourceId");
                    put("id", "");
                    apis.extend(resource.text("id").map(|id| (id, of)));
                }
                "aws_api_gateway_account" | "aws_api_gateway_stage" => {}
                "aws_lb" | "aws_alb" => put("arn", ""),
                kind if kind.starts_with("aws_api_gateway_") => put("id", ""),
                _ => {}
            }
        }
        Self {
            plan,
            literals,
            apis,
        }
    }

    fn resource(&self, resource: &Resource<'p>, kind: &str, properties: Vec<Entry>) -> Entry {
        let span = resource.span;
        let mut entries = vec![
            Entry::made("Type", span, Node::made_text(kind, span)),
            Entry::made("Properties", span, Node::made_mapping(properties, span)),
        ];
        let needs = self.plan.needs(resource);
        let needs = needs.or_else(|| {
            // What cannot be followed may be any of them.
            (resource.kind == "aws_api_gateway_deployment").then(|| {
                let all = self.plan.resources.iter();
                let all = all.filter(|it| it.kind != "aws_api_gateway_deployment");
                all.map(|it| it.logical.clone()).collect()
            })
        });
        let needs = needs.unwrap_or_default().into_iter();
        let needs = needs.map(|it| Node::made_text(it, span)).collect();
        entries.push(Entry::made("DependsOn", span, list(needs, span)));
        Entry::made(
            resource.logical.as_str(),
            span,
            Node::made_mapping(entries, span),
        )
    }

    /// Every argument of a resource, in CloudFormation's words.
    fn properties(&self, resource: &Resource<'p>) -> Vec<Entry> {
        let kind = resource.kind;
        let arguments = resource.arguments().into_iter();
        let mut properties: Vec<Entry> = arguments
            .filter_map(|name| {
                let (span, node) = self.argument(resource, name)?;
                Some(Entry::made(word(kind, name), span, node))
            })
            .collect();
        match kind {
            "aws_api_gateway_rest_api" => self.whole_api(resource, &mut properties),
            "aws_api_gateway_stage" => self.method_settings(resource, &mut properties),
            "aws_lambda_permission" => qualified(resource.span, &mut properties),
            "aws_iam_role" => self.attached(resource, &mut properties),
            _ => {}
        }
        properties
    }

    /// An argument, and where it is written.
    fn argument(&self, resource: &Resource<'p>, name: &str) -> Option<(Span, Node)> {
        let entry = |node: Option<&'p Node>| node?.as_mapping()?.entry(name);
        let value = entry(resource.values);
        let unknown = entry(resource.unknown);
        let expression = resource.expression(name);
        let is_unknown = unknown.is_some_and(|it| it.value.text() == Some("true"));
        if is_unknown && (expression.is_none() || is_own_name(resource.kind, name)) {
            return None;
        }
        let written = resource
            .block
            .and_then(|block| block.child("expressions"))
            .and_then(Node::as_mapping)
            .and_then(|expressions| expressions.entry(name));
        let span = value
            .filter(|_| !is_unknown)
            .or(written)
            .or(unknown)?
            .key_span;
        let node = self.value(
            resource,
            name,
            value.map(|it| &it.value),
            unknown.map(|it| &it.value),
            expression,
        )?;
        if node.text() == Some("") || node.as_sequence().is_some_and(<[Node]>::is_empty) {
            return None;
        }
        let is_policy = name == "policy" || name == "assume_role_policy";
        if is_policy && is_unseen(&node) {
            return Some((span, Node::made_text(ANYTHING, node.span)));
        }
        if SINGLE.contains(&name) {
            let block = node.as_sequence()?.first()?.clone();
            return Some((span, renamed(resource.kind, &block)));
        }
        if name == "api_stages" || name == "inline_policy" {
            let items = node.as_sequence()?.iter();
            let items = items.map(|item| renamed(resource.kind, item)).collect();
            return Some((span, list(items, node.span)));
        }
        if name == "body"
            && resource.kind == "aws_api_gateway_rest_api"
            && let Some(text) = node.as_str()
        {
            let read = Document::parse(text).ok();
            let read = read.map(|read| standing_at(read.root(), node.span));
            return Some((span, read.unwrap_or(node)));
        }
        Some((span, node))
    }

    fn value(
        &self,
        resource: &Resource<'p>,
        name: &str,
        value: Option<&'p Node>,
        unknown: Option<&'p Node>,
        expression: Option<&'p Node>,
    ) -> Option<Node> {
        if unknown.is_some_and(|it| it.text() == Some("true")) {
            let span = expression.or(unknown)?.span;
            let found = expression.and_then(|it| self.expressed(resource, name, it, span));
            return Some(
                found.unwrap_or_else(|| unseen(&format!("{}-{name}", resource.logical), span)),
            );
        }
        let node = value.or(unknown)?;
        if node.as_mapping().is_some() {
            let known = value.and_then(Node::as_mapping);
            let not = unknown.and_then(Node::as_mapping);
            let known = known.into_iter().flat_map(Mapping::iter);
            let known: Vec<&Entry> = known.collect();
            let names: BTreeSet<&str> = known.iter().map(|it| it.key.as_str()).collect();
            let others = not.into_iter().flat_map(Mapping::iter);
            let others = others.filter(|it| !names.contains(it.key.as_str()));
            let entries = known.iter().copied().chain(others).filter_map(|entry| {
                let key = entry.key.as_str();
                let below = |node: Option<&'p Node>| node?.child(key);
                let value = self.value(
                    resource,
                    key,
                    value.and_then(|it| it.child(key)),
                    below(unknown),
                    below(expression),
                )?;
                Some(Entry::made(key, entry.key_span, value))
            });
            return Some(Node::made_mapping(entries.collect(), node.span));
        }
        if let Some(items) = node.as_sequence() {
            let not = unknown.and_then(Node::as_sequence).unwrap_or_default();
            let count = items.len().max(not.len());
            let items = (0..count).filter_map(|number| {
                let below = |node: Option<&'p Node>| node?.as_sequence()?.get(number);
                // Of a list that is one expression, each item comes from that.
                let own = below(expression).or(expression);
                self.value(resource, name, below(value), below(unknown), own)
            });
            return Some(list(items.collect(), node.span));
        }
        if node.is_null() {
            return None;
        }
        let Some(text) = node.as_str() else {
            return Some(node.clone());
        };
        if let Some((logical, attribute)) = self.literals.get(text)
            && !is_own_name(resource.kind, name)
        {
            return Some(if attribute.is_empty() {
                refer(logical, node.span)
            } else {
                get(logical, attribute, node.span)
            });
        }
        if text.contains(":execute-api:") {
            let mut replaced = text.to_owned();
            for (id, logical) in &self.apis {
                replaced = replaced.replace(&format!(":{id}/"), &format!(":{STACK}{logical}/"));
            }
            return Some(Node::made_text(replaced, node.span));
        }
        Some(node.clone())
    }

    /// What an expression comes to, if what it refers to is all that it can be.
    fn expressed(
        &self,
        resource: &Resource<'p>,
        name: &str,
        expression: &'p Node,
        span: Span,
    ) -> Option<Node> {
        let targets = self.plan.targets(resource, expression);
        if name == "source_arn" {
            return self.source(&targets, span);
        }
        let (_, usual) = WHOLE.iter().find(|(argument, _)| *argument == name)?;
        if name == "target_arns" && expression.child("references").is_some() {
            let items = targets
                .iter()
                .map(|target| self.target(target.as_ref()?, usual, span));
            let items: Vec<Node> = items.collect::<Option<_>>()?;
            // An item of the list, or the list.
            return match items.as_slice() {
                [one] => Some(one.clone()),
                _ => None,
            };
        }
        let [Some(target)] = targets.as_slice() else {
            return None;
        };
        if let Target::Attribute(_, Some(attribute)) = target
            && name.ends_with("uri")
            && attribute != usual
        {
            // It is a part of the URI.
            return None;
        }
        let usual = if name == "role" && resource.kind == "aws_lambda_function" {
            "arn"
        } else {
            usual
        };
        self.target(target, usual, span)
    }

    fn target(&self, target: &Target<'p>, usual: &str, span: Span) -> Option<Node> {
        match target {
            Target::Constant(node) => Some(standing_at(node, span)),
            Target::Attribute(number, attribute) => {
                let of = self.plan.resources.get(*number)?;
                Self::attribute(of, attribute.as_deref().unwrap_or(usual), span)
            }
        }
    }

    /// A resource's attribute.
    fn attribute(of: &Resource<'p>, attribute: &str, span: Span) -> Option<Node> {
        let logical = of.logical.as_str();
        let node = match (of.kind, attribute) {
            ("aws_api_gateway_rest_api", "root_resource_id") => {
                get(logical, "RootResourceId", span)
            }
            ("aws_api_gateway_stage", "stage_name")
            | ("aws_lambda_function", "function_name" | "id")
            | ("aws_iam_role", "name" | "id")
            | ("aws_lambda_alias" | "aws_iam_policy" | "aws_lb" | "aws_alb", "arn" | "id") => {
                refer(logical, span)
            }
            ("aws_lambda_function" | "aws_iam_role", "arn") => get(logical, "Arn", span),
            ("aws_lambda_function", "invoke_arn") => invoking(get(logical, "Arn", span), span),
            ("aws_lambda_alias", "invoke_arn") => invoking(refer(logical, span), span),
            (kind, "id") if kind.starts_with("aws_api_gateway_") => refer(logical, span),
            _ => Node::made_text(of.text(attribute)?, span),
        };
        Some(node)
    }

    /// A source ARN: of its API, and of nobody knows which method.
    fn source(&self, targets: &[Option<Target<'p>>], span: Span) -> Option<Node> {
        let logical = targets.iter().flatten().find_map(|target| match target {
            Target::Attribute(number, attribute) => {
                let of = self.plan.resources.get(*number)?;
                let is_api = of.kind == "aws_api_gateway_rest_api";
                let is_arn = attribute
                    .as_deref()
                    .is_none_or(|it| it == "execution_arn" || it == "id");
                (is_api && is_arn).then_some(of.logical.as_str())
            }
            Target::Constant(_) => None,
        })?;
        let text = |text: &str| Node::made_text(text, span);
        let parts = vec![
            text("arn:"),
            refer("AWS::Partition", span),
            text(":execute-api:"),
            refer("AWS::Region", span),
            text(":"),
            refer("AWS::AccountId", span),
            text(&format!(":{STACK}{logical}/")),
            unseen("method", span),
        ];
        Some(join(parts, span))
    }

    /// A resource policy that stands by itself.
    fn whole_api(&self, api: &Resource<'p>, properties: &mut Vec<Entry>) {
        for policy in self.plan.of_kind("aws_api_gateway_rest_api_policy") {
            let of = self.argument(policy, "rest_api_id");
            if of.is_some_and(|(_, of)| Self::means(&of, api))
                && let Some((span, document)) = self.argument(policy, "policy")
            {
                properties.retain(|entry| entry.key != "Policy");
                properties.push(Entry::made("Policy", span, document));
            }
        }
    }

    /// Whether a node refers to a resource.
    fn means(node: &Node, resource: &Resource<'p>) -> bool {
        if let Some(logical) = node.child("Ref").and_then(Node::as_str) {
            return logical == resource.logical;
        }
        let name = resource.text("name").or(resource.text("id"));
        node.as_str().is_some() && node.as_str() == name
    }

    fn method_settings(&self, stage: &Resource<'p>, properties: &mut Vec<Entry>) {
        let plain = |resource: &Resource<'p>, name: &str| {
            let found = self.argument(resource, name);
            found.map(|(_, node)| node.to_json())
        };
        let mut items = Vec::new();
        for settings in self.plan.of_kind("aws_api_gateway_method_settings") {
            let is_own = ["rest_api_id", "stage_name"]
                .iter()
                .all(|name| plain(settings, name) == plain(stage, name))
                || settings.text("stage_name").is_none();
            let block = self.argument(settings, "settings");
            let block = block.and_then(|(_, node)| Some(node.as_sequence()?.first()?.clone()));
            let (Some(block), Some(way), true) = (block, settings.text("method_path"), is_own)
            else {
                continue;
            };
            let (path, verb) = way.rsplit_once('/').unwrap_or((way, "*"));
            let span = settings.span;
            let mut entries = vec![
                Entry::made(
                    "ResourcePath",
                    span,
                    Node::made_text(format!("/{path}"), span),
                ),
                Entry::made("HttpMethod", span, Node::made_text(verb, span)),
            ];
            let block = renamed(settings.kind, &block);
            let inner = block.as_mapping().into_iter().flat_map(Mapping::iter);
            entries.extend(inner.cloned());
            items.push(Node::made_mapping(entries, span));
        }
        if !items.is_empty() {
            let span = stage.span;
            properties.push(Entry::made("MethodSettings", span, list(items, span)));
        }
    }

    /// The policies that are attached to a role elsewhere.
    fn attached(&self, role: &Resource<'p>, properties: &mut Vec<Entry>) {
        let mut arns = Vec::new();
        let span = role.span;
        for kind in ["aws_iam_role_policy_attachment", "aws_iam_role_policy"] {
            for other in self.plan.of_kind(kind) {
                let of = self.argument(other, "role").map(|(_, node)| node);
                match of {
                    Some(of) if !is_unseen(&of) => {
                        if kind.ends_with("attachment") && Self::means(&of, role) {
                            let arn = self.argument(other, "policy_arn");
                            arns.push(arn.map_or_else(|| unseen("policy", span), |(_, it)| it));
                        }
                    }
                    // It may be this role's.
                    _ => arns.push(unseen("policy", span)),
                }
            }
        }
        if self
            .plan
            .of_kind("aws_iam_policy_attachment")
            .next()
            .is_some()
        {
            arns.push(unseen("policy", span));
        }
        for entry in properties.iter_mut().filter(|it| it.key == "InlinePolicy") {
            "Policies".clone_into(&mut entry.key);
        }
        let written = properties
            .iter()
            .position(|it| it.key == "ManagedPolicyArns");
        if let Some(written) = written.map(|number| properties.remove(number).value) {
            match written.as_sequence() {
                Some(items) => arns.extend(items.iter().cloned()),
                None => arns.push(written),
            }
        }
        if !arns.is_empty() {
            properties.push(Entry::made("ManagedPolicyArns", span, list(arns, span)));
        }
    }

    fn key(&self, resource: &Resource<'p>) -> Option<Key> {
        let part = |name: &str| {
            let (_, node) = self.argument(resource, name)?;
            (!is_unseen(&node)).then(|| node.to_json().to_string())
        };
        Some([
            part("rest_api_id")?,
            part("resource_id")?,
            part("http_method")?,
        ])
    }

    /// Methods with their integrations and responses. An integration comes after its method, so that
    /// whoever waits for it has waited for both: the method goes by its name.
    fn methods(&self, made: &mut Vec<Entry>) -> BTreeMap<String, String> {
        let mut names = BTreeMap::new();
        let mut vague = false;
        let mut parts: BTreeMap<(Key, &str), Vec<&Resource<'p>>> = BTreeMap::new();
        for kind in [
            "aws_api_gateway_integration",
            "aws_api_gateway_integration_response",
            "aws_api_gateway_method_response",
        ] {
            for part in self.plan.of_kind(kind) {
                match self.key(part) {
                    Some(key) => parts.entry((key, kind)).or_default().push(part),
                    None => vague = true,
                }
            }
        }
        for method in self.plan.of_kind("aws_api_gateway_method") {
            let key = self.key(method);
            if key.is_none() && vague {
                continue;
            }
            let of = |kind: &'static str| {
                let found = key.clone().and_then(|key| parts.get(&(key, kind)));
                found.map(Vec::as_slice).unwrap_or_default()
            };
            let mut properties = self.properties(method);
            let responses = |kind| -> Option<Node> {
                let items = of(kind)
                    .iter()
                    .map(|it| Node::made_mapping(self.properties(it), it.span));
                let items: Vec<Node> = items.collect();
                let span = items.first()?.span;
                Some(list(items, span))
            };
            if let Some(node) = responses("aws_api_gateway_method_response") {
                properties.push(Entry::made("MethodResponses", node.span, node));
            }
            let Some(integration) = of("aws_api_gateway_integration").first() else {
                if !vague {
                    made.push(self.resource(method, "AWS::ApiGateway::Method", properties));
                }
                continue;
            };
            let mut inner = self.properties(integration);
            if let Some(node) = responses("aws_api_gateway_integration_response") {
                inner.push(Entry::made("IntegrationResponses", node.span, node));
            }
            let inner = Node::made_mapping(inner, integration.span);
            properties.push(Entry::made("Integration", integration.span, inner));
            let entry = self.resource(integration, "AWS::ApiGateway::Method", properties);
            made.push(entry);
            names.insert(integration.logical.clone(), method.address.to_owned());
        }
        names
    }

    /// Functions that an unknown permission may be for are in the hands of somebody else.
    fn handed(&self) -> Option<Entry> {
        let mut permissions = self.plan.of_kind("aws_lambda_permission");
        let vague = permissions.find(|permission| {
            let function = self.argument(permission, "function_name");
            function.is_none_or(|(_, function)| is_unseen(&function))
        })?;
        let span = vague.span;
        let functions = self.plan.of_kind("aws_lambda_function");
        let arns = functions.map(|it| get(&it.logical, "Arn", span)).collect();
        let properties = vec![Entry::made("Functions", span, list(arns, span))];
        let entries = vec![
            Entry::made("Type", span, Node::made_text("Custom::Unknown", span)),
            Entry::made("Properties", span, Node::made_mapping(properties, span)),
        ];
        Some(Entry::made(
            "unknownPermission",
            span,
            Node::made_mapping(entries, span),
        ))
    }
}

/// A permission's `qualifier` is a part of CloudFormation's `FunctionName`.
fn qualified(span: Span, properties: &mut Vec<Entry>) {
    let mut take = |key: &str| {
        let number = properties.iter().position(|entry| entry.key == key)?;
        Some(properties.remove(number))
    };
    let qualifier = take("Qualifier");
    let function = take("FunctionName");
    if let (Some(qualifier), Some(function)) = (&qualifier, &function) {
        let parts = vec![
            function.value.clone(),
            Node::made_text(":", span),
            qualifier.value.clone(),
        ];
        let whole = join(parts, function.value.span);
        properties.push(Entry::made("FunctionName", function.key_span, whole));
    } else {
        properties.extend(function);
    }
}

/// A block with its arguments in CloudFormation's words.
fn renamed(kind: &str, block: &Node) -> Node {
    let entries = block.as_mapping().into_iter().flat_map(Mapping::iter);
    let entries = entries.map(|entry| {
        let key = match (kind, entry.key.as_str()) {
            ("aws_iam_role", "name") => "PolicyName".to_owned(),
            (_, name) => word(kind, name),
        };
        Entry::made(key, entry.key_span, entry.value.clone())
    });
    Node::made_mapping(entries.collect(), block.span)
}

/// A tree that stands in a text, all of it at that text's place.
fn standing_at(node: &Node, span: Span) -> Node {
    match &*node.value {
        Value::Scalar { .. } => Node::made((*node.value).clone(), span),
        Value::Sequence(items) => {
            list(items.iter().map(|it| standing_at(it, span)).collect(), span)
        }
        Value::Mapping(mapping) => {
            let entries = mapping.iter();
            let entries = entries
                .map(|it| Entry::made(it.key.as_str(), span, standing_at(&it.value, span)))
                .collect();
            Node::made_mapping(entries, span)
        }
    }
}
