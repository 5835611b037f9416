//! Each resource of Terraform in the words of CloudFormation.

mod api;
mod argument;
mod functions;
mod made;
mod roles;
mod words;

use std::collections::BTreeMap;

use self::functions::qualified;
use self::made::list;
use self::words::{KINDS, word};
use super::Translated;
use super::plan::{Plan, Resource};
use crate::document::{Document, Entry, Node};

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
        never_renewed: maker.never_renewed(),
    }
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

    /// Whether a node refers to a resource.
    fn means(node: &Node, resource: &Resource<'p>) -> bool {
        if let Some(logical) = node.child("Ref").and_then(Node::as_str) {
            return logical == resource.logical;
        }
        let name = resource.text("name").or(resource.text("id"));
        node.as_str().is_some() && node.as_str() == name
    }
}
