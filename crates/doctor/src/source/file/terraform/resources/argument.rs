//! What an argument comes to: its value where the plan knows it, else what its expression in the configuration leads to.

use std::collections::BTreeSet;

use super::super::super::physical::STACK;
use super::super::plan::Resource;
use super::super::reference::Target;
use super::Maker;
use super::made::{get, invoking, is_unseen, join, list, refer, standing_at, unseen};
use super::words::{is_own_name, renamed};
use crate::document::{Document, Entry, Mapping, Node, Span};

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

impl<'p> Maker<'p> {
    /// An argument, and where it is written.
    pub(super) fn argument(&self, resource: &Resource<'p>, name: &str) -> Option<(Span, Node)> {
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
}
