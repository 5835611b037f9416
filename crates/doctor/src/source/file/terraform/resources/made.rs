//! Nodes of the template that no file has written: calls of CloudFormation's functions, at the place that they follow
//! from.

use crate::document::{Entry, Node, Span, Value};

pub(super) fn call(function: &str, argument: Node) -> Node {
    let span = argument.span;
    Node::made_mapping(vec![Entry::made(function, span, argument)], span)
}

pub(super) fn refer(logical: &str, span: Span) -> Node {
    call("Ref", Node::made_text(logical, span))
}

pub(super) fn list(items: Vec<Node>, span: Span) -> Node {
    Node::made(Value::Sequence(items), span)
}

pub(super) fn get(logical: &str, attribute: &str, span: Span) -> Node {
    let parts = [logical, attribute].map(|part| Node::made_text(part, span));
    call("Fn::GetAtt", list(parts.into(), span))
}

pub(super) fn unseen(name: &str, span: Span) -> Node {
    call("Fn::ImportValue", Node::made_text(name, span))
}

pub(super) fn join(parts: Vec<Node>, span: Span) -> Node {
    let argument = vec![Node::made_text("", span), list(parts, span)];
    call("Fn::Join", list(argument, span))
}

pub(super) fn is_unseen(node: &Node) -> bool {
    node.child("Fn::ImportValue").is_some()
}

/// The URI that invokes what has this ARN.
pub(super) fn invoking(arn: Node, span: Span) -> Node {
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

/// A tree that stands in a text, all of it at that text's place.
pub(super) fn standing_at(node: &Node, span: Span) -> Node {
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
