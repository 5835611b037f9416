//! Functions and the permissions to invoke them.

use super::Maker;
use super::made::{get, is_unseen, join, list};
use crate::document::{Entry, Node, Span};

impl Maker<'_> {
    /// Functions that an unknown permission may be for are in the hands of somebody else.
    pub(super) fn handed(&self) -> Option<Entry> {
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
pub(super) fn qualified(span: Span, properties: &mut Vec<Entry>) {
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
