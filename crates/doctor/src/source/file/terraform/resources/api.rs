//! What Terraform has as resources of their own and CloudFormation as parts of others: an API's policy, a stage's
//! settings of methods, a method's integration and responses.

use std::collections::{BTreeMap, BTreeSet};

use super::super::plan::Resource;
use super::Maker;
use super::made::{is_unseen, list};
use super::words::renamed;
use crate::document::{Entry, Mapping, Node};

/// What API, resource and verb a method or a part of one belongs to.
type Key = [String; 3];

impl<'p> Maker<'p> {
    /// A resource policy that stands by itself.
    pub(super) fn whole_api(&self, api: &Resource<'p>, properties: &mut Vec<Entry>) {
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

    /// The settings of a stage's methods.
    pub(super) fn method_settings(&self, stage: &Resource<'p>, properties: &mut Vec<Entry>) {
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
    pub(super) fn methods(&self, made: &mut Vec<Entry>) -> BTreeMap<String, String> {
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

    /// The deployments that have none of the arguments whose changes replace them, by their logical ids.
    pub(super) fn never_renewed(&self) -> BTreeSet<String> {
        let deployments = self.plan.of_kind("aws_api_gateway_deployment");
        let plain = deployments.filter(|deployment| {
            let replaces = ["triggers", "variables", "stage_description"];
            let mut replaces = replaces.iter();
            replaces.all(|name| {
                self.argument(deployment, name).is_none() && deployment.expression(name).is_none()
            })
        });
        plain.map(|it| it.logical.clone()).collect()
    }
}
