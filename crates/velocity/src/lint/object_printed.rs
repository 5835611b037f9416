//! An object printed as `{a=b}` where JSON is meant.

use crate::json;
use crate::jsonpath::{JsonPath, Version};
use crate::lint::document::{Document, Role, Seen, constant};
use crate::lint::infer::Type;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::tree::{Expr, ExprKind, Reference, StepKind};
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
        } else if reference.steps.is_empty() && prints_object(document, seen) {
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

/// Whether a variable is set to maps or the whole body only.
fn prints_object(document: &Document<'_>, seen: &Seen<'_>) -> bool {
    let name = seen.reference.root.as_str();
    if !document.variables.is_set(name) {
        return false;
    }
    if document.variables.of_name(name) == Type::Map {
        return true;
    }
    let values = document
        .sets
        .iter()
        .filter(|set| set.node.target.root == name && set.node.target.steps.is_empty());
    let mut values = values.map(|set| match &set.node.value.kind {
        ExprKind::Reference(reference) => path_of(reference).is_some_and(|(path, _)| path == "$"),
        _ => false,
    });
    let named = document
        .references
        .iter()
        .any(|other| other.role == Role::Named && other.reference.root == name);
    !named
        && document.options.sample.is_none()
        && values.next() == Some(true)
        && values.all(|is_body| is_body)
}
