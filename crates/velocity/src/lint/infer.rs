//! What kind of value an expression has, as far as the template alone tells. What is not certain stays unknown.

use std::collections::HashMap;

use crate::lint::document::{Document, Role};
use crate::tree::{Expr, ExprKind, Operator, Reference, StepKind};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// Nothing is known yet: the variable is being worked out.
    Unset,
    /// A string; also what has no value, which is the empty string.
    Text,
    Number,
    Bool,
    /// Never anything but `true`.
    True,
    List,
    Map,
    Unknown,
}

impl Type {
    fn join(self, other: Type) -> Type {
        match (self, other) {
            (Type::Unset, known) | (known, Type::Unset) => known,
            (a, b) if a == b => a,
            (Type::Bool | Type::True, Type::Bool | Type::True) => Type::Bool,
            _ => Type::Unknown,
        }
    }

    /// Whether no value of it is the Boolean false.
    pub(crate) fn is_never_false(self) -> bool {
        matches!(
            self,
            Type::Text | Type::Number | Type::True | Type::List | Type::Map
        )
    }
}

/// What API Gateway and Velocity define themselves.
pub(crate) const BUILT_IN: &[&str] = &[
    "input",
    "util",
    "context",
    "stageVariables",
    "foreach",
    "velocityCount",
    "velocityHasNext",
];

/// The variables that a template sets anywhere, with the kind that all their values share.
#[derive(Debug, Default)]
pub(crate) struct Variables<'t> {
    types: HashMap<&'t str, Type>,
}

impl<'t> Variables<'t> {
    pub(crate) fn infer(document: &Document<'t>) -> Variables<'t> {
        let mut variables = Variables::default();
        for seen in &document.references {
            if seen.role == Role::Named {
                variables.types.insert(&seen.reference.root, Type::Unknown);
            }
        }
        let sets: Vec<(&'t str, &'t Expr)> = document
            .sets
            .iter()
            .filter(|set| set.node.target.steps.is_empty())
            .map(|set| (set.node.target.target.as_str(), set.node.value))
            .collect();
        for (name, _) in &sets {
            variables.types.entry(name).or_insert(Type::Unset);
        }
        // Kinds only widen, so that this ends; what is not settled after some rounds is left unknown.
        for round in 0..8 {
            let mut changed = false;
            for (name, value) in &sets {
                let known = variables.types.get(name).copied().unwrap_or(Type::Unset);
                let joined = if round == 7 {
                    Type::Unknown
                } else {
                    known.join(variables.of(value))
                };
                if joined != known {
                    changed = true;
                    variables.types.insert(name, joined);
                }
            }
            if !changed {
                return variables;
            }
        }
        variables
    }

    /// Whether the template gives the variable a value somewhere.
    pub(crate) fn is_set(&self, name: &str) -> bool {
        self.types.contains_key(name)
    }

    /// Whether the variable is set somewhere, or API Gateway's.
    pub(crate) fn is_known(&self, name: &str) -> bool {
        self.is_set(name) || BUILT_IN.contains(&name)
    }

    /// The kind of a variable; what is set nowhere is the empty string (F§0.3).
    pub(crate) fn of_name(&self, name: &str) -> Type {
        self.types.get(name).copied().unwrap_or(Type::Text)
    }

    pub(crate) fn of(&self, expr: &Expr) -> Type {
        match &expr.kind {
            ExprKind::Word(_) => Type::Unknown,
            ExprKind::String(_) => Type::Text,
            ExprKind::Integer(_) | ExprKind::Float(_) => Type::Number,
            ExprKind::Bool(true) => Type::True,
            ExprKind::Bool(false) | ExprKind::Not(_) => Type::Bool,
            ExprKind::Range(..) | ExprKind::List(_) => Type::List,
            ExprKind::Map(_) => Type::Map,
            ExprKind::Parenthesized(inner) => self.of(inner),
            ExprKind::Reference(reference) => self.of_reference(reference),
            ExprKind::Binary(operator, left, right) => {
                let (left, right) = (self.of(left), self.of(right));
                match operator {
                    Operator::Add => match (left, right) {
                        (Type::Unset, _) | (_, Type::Unset) => Type::Unset,
                        (Type::Number, Type::Number) => Type::Number,
                        (Type::Text, _) | (_, Type::Text) => Type::Text,
                        _ => Type::Unknown,
                    },
                    Operator::Subtract
                    | Operator::Multiply
                    | Operator::Divide
                    | Operator::Modulo => match (left, right) {
                        (Type::Unset, _) | (_, Type::Unset) => Type::Unset,
                        (Type::Number, Type::Number) => Type::Number,
                        _ => Type::Unknown,
                    },
                    _ => Type::Bool,
                }
            }
        }
    }

    pub(crate) fn of_reference(&self, reference: &Reference) -> Type {
        let (mut kind, used) = self.of_root(reference);
        for step in reference.steps.iter().skip(used) {
            kind = match (&step.kind, kind) {
                (_, Type::Unset) => Type::Unset,
                (StepKind::Method(name, _), receiver) => of_method(name, receiver),
                _ => Type::Unknown,
            };
        }
        kind
    }

    /// The kind of what a reference starts with, and how many of its steps that takes.
    fn of_root(&self, reference: &Reference) -> (Type, usize) {
        let root = reference.root.as_str();
        if let Some(kind) = self.types.get(root) {
            return (*kind, 0);
        }
        let first = reference.steps.first().map(|step| &step.kind);
        match (root, first) {
            ("input", Some(StepKind::Method(name, args))) => match (name.as_str(), args.len()) {
                ("params" | "json", 1) | ("getBody", 0) => (Type::Text, 1),
                ("params", 0) => (Type::Map, 1),
                _ => (Type::Unknown, 1),
            },
            ("input", Some(StepKind::Property(name))) if name == "body" => (Type::Text, 1),
            ("util", Some(StepKind::Method(name, _))) => match name.as_str() {
                "escapeJavaScript" | "urlEncode" | "urlDecode" | "base64Encode"
                | "base64Decode" => (Type::Text, 1),
                _ => (Type::Unknown, 1),
            },
            ("context", Some(_)) => {
                let names = reference
                    .steps
                    .iter()
                    .take_while(|step| matches!(step.kind, StepKind::Property(_)))
                    .count();
                let is_object = matches!(first, Some(StepKind::Property(name)) if matches!(name.as_str(), "authorizer" | "identity" | "error" | "requestOverride" | "responseOverride"))
                    && names == 1;
                // Whether a template sees them as numbers is not known.
                let is_number = matches!(first, Some(StepKind::Property(name)) if matches!(name.as_str(), "requestTimeEpoch" | "connectedAt" | "status" | "responseLength" | "responseLatency" | "integrationLatency"));
                (
                    if names == 0 || is_object || is_number {
                        Type::Unknown
                    } else {
                        Type::Text
                    },
                    names.max(1),
                )
            }
            ("stageVariables", Some(StepKind::Property(_) | StepKind::Index(_))) => (Type::Text, 1),
            ("foreach", Some(StepKind::Property(name))) => match name.as_str() {
                "hasNext" | "first" | "last" => (Type::Bool, 1),
                "index" | "count" => (Type::Number, 1),
                _ => (Type::Unknown, 1),
            },
            ("velocityCount", None) => (Type::Number, 0),
            ("velocityHasNext", None) => (Type::Bool, 0),
            _ if BUILT_IN.contains(&root) => (Type::Unknown, 0),
            _ => (self.of_name(root), 0),
        }
    }
}

/// The kind of what a method gives, called on some kind of value.
fn of_method(name: &str, receiver: Type) -> Type {
    match (name, receiver) {
        (
            "equals" | "equalsIgnoreCase" | "contains" | "containsKey" | "containsValue"
            | "containsAll" | "isEmpty" | "isBlank" | "startsWith" | "endsWith" | "matches"
            | "contentEquals",
            _,
        ) => Type::Bool,
        ("size", Type::List | Type::Map) | ("length" | "indexOf" | "lastIndexOf", Type::Text) => {
            Type::Number
        }
        (
            "trim" | "toUpperCase" | "toLowerCase" | "replace" | "replaceAll" | "replaceFirst"
            | "substring" | "concat" | "toString" | "strip",
            Type::Text,
        )
        | ("toString", _) => Type::Text,
        _ => Type::Unknown,
    }
}

/// Whether a method never gives the Boolean false, whatever it is called on.
pub(crate) fn gives_no_boolean(name: &str) -> bool {
    matches!(
        name,
        "size"
            | "length"
            | "indexOf"
            | "lastIndexOf"
            | "trim"
            | "toUpperCase"
            | "toLowerCase"
            | "replaceAll"
            | "replaceFirst"
            | "substring"
            | "concat"
            | "toString"
            | "keySet"
            | "entrySet"
            | "values"
            | "split"
    )
}
