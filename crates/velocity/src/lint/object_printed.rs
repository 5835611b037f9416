//! An object printed as `{a=b}` where JSON is meant.

use std::collections::{HashMap, HashSet};

use crate::json;
use crate::jsonpath::{JsonPath, Version};
use crate::lint::document::{Document, Role, constant};
use crate::lint::infer::Type;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::tree::{Expr, ExprKind, Reference, Step, StepKind};
use crate::value::Value;

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    if !document.options.output_json {
        return;
    }
    let sample = document
        .options
        .sample
        .and_then(|sample| json::parse(sample).ok());
    let objects = objects(document);
    for seen in &document.references {
        if seen.role != Role::Printed || seen.base != 0 {
            continue;
        }
        let span = seen.span;
        let text = document.text(span);
        let warn = |message: String| {
            Diagnostic::new(Lint::ObjectPrinted, Severity::Warning, span, message)
        };
        let reference = seen.reference;
        if let Some((path, arg)) = path_of(reference) {
            let is_object = match &sample {
                Some(sample) => JsonPath::compile(&path, Version::V2_9)
                    .ok()
                    .and_then(|path| path.read(sample).ok())
                    .is_some_and(|value| matches!(value, Value::Map(_))),
                // A body is an object unless it is told otherwise.
                None => path == "$",
            };
            if is_object {
                let argument = document.text(crate::lint::document::shift(arg.literal, seen.base));
                let instead = format!("$input.json({argument})");
                found.push(
                    warn(format!(
                        "`{text}` prints an object as `{{a=b}}`, not as JSON"
                    ))
                    .help(format!("write `{instead}`"))
                    .edit(span, instead, true),
                );
            }
        } else if is_parameters(reference) {
            found.push(
                warn(format!(
                    "`{text}` is a map, which prints as `{{a=b}}`, not as JSON"
                ))
                .help("write out its entries with `#foreach`, over its `keySet()`"),
            );
        } else if reference.steps.is_empty() && objects.contains(reference.root.as_str()) {
            found.push(
                warn(format!(
                    "`{text}` is a map, which prints as `{{a=b}}`, not as JSON"
                ))
                .help("write out its entries, or print `$input.json` of the part of the body"),
            );
        }
    }
}

/// The path and its place, of a reference that is `$input.path('…')` and no more.
fn path_of(reference: &Reference) -> Option<(String, &Expr)> {
    let [step] = reference.steps.as_slice() else {
        return None;
    };
    match &step.kind {
        StepKind::Method(name, args)
            if reference.root == "input" && name == "path" && args.len() == 1 =>
        {
            Some((constant(&args[0])?, &args[0]))
        }
        _ => None,
    }
}

/// Whether a reference is `$input.params()`, or the `path`, `querystring` or `header` of it.
fn is_parameters(reference: &Reference) -> bool {
    let is_map = |step: &Step| match &step.kind {
        StepKind::Property(name) => matches!(name.as_str(), "path" | "querystring" | "header"),
        StepKind::Method(name, args) => {
            matches!(args.as_slice(), [_])
                && name == "get"
                && constant(&args[0])
                    .is_some_and(|it| matches!(it.as_str(), "path" | "querystring" | "header"))
        }
        StepKind::Index(_) => false,
    };
    let Some((first, rest)) = reference.steps.split_first() else {
        return false;
    };
    let is_params =
        matches!(&first.kind, StepKind::Method(name, args) if name == "params" && args.is_empty());
    reference.root == "input" && is_params && rest.len() < 2 && rest.iter().all(is_map)
}

/// The variables that are set to maps only, or to the whole body only.
fn objects<'t>(document: &Document<'t>) -> HashSet<&'t str> {
    let mut objects = HashMap::new();
    for set in &document.sets {
        let target = set.node.target;
        if !target.steps.is_empty() {
            continue;
        }
        let is_body = match &set.node.value.kind {
            ExprKind::Reference(reference) => {
                document.options.sample.is_none()
                    && path_of(reference).is_some_and(|(path, _)| path == "$")
            }
            _ => false,
        };
        let is_object = is_body || document.variables.of_name(&target.root) == Type::Map;
        *objects.entry(target.root.as_str()).or_insert(true) &= is_object;
    }
    for seen in &document.references {
        if seen.role == Role::Named {
            objects.remove(seen.reference.root.as_str());
        }
    }
    objects
        .into_iter()
        .filter_map(|(name, is_object)| is_object.then_some(name))
        .collect()
}
