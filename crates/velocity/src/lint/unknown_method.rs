//! `.count()`, `.length` and other members that Java's lists and strings do not have.

use crate::lint::document::{Document, Role, Seen};
use crate::lint::infer::{BUILT_IN, Type};
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::source::Span;
use crate::tree::{Reference, StepKind};

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

/// Members that no value of a template has, with Java's.
const FOREIGN: &[(&str, &str)] = &[
    ("count", "size"),
    ("push", "add"),
    ("append", "add"),
    ("includes", "contains"),
    ("toLowercase", "toLowerCase"),
    ("toUppercase", "toUpperCase"),
    ("tolower", "toLowerCase"),
    ("toupper", "toUpperCase"),
    ("substr", "substring"),
    ("len", "size"),
    ("hasKey", "containsKey"),
    ("has", "containsKey"),
];

/// The Java name of a method that no value has.
pub(super) fn foreign(name: &str) -> Option<&'static str> {
    FOREIGN
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, java)| *java)
}

/// What `$input` has, each as it is called.
const INPUT: &[(&str, &str)] = &[
    ("path", "$input.path('$')"),
    ("json", "$input.json('$')"),
    ("params", "$input.params('name')"),
    ("body", "$input.body"),
];

/// A member that `$input` does not have.
fn of_input(seen: &Seen<'_>) -> Option<Diagnostic> {
    let step = seen.reference.steps.first()?;
    let (name, is_known) = match &step.kind {
        StepKind::Property(name) => (name, matches!(name.as_str(), "body" | "class")),
        StepKind::Method(name, _) => (
            name,
            matches!(
                name.as_str(),
                "path"
                    | "json"
                    | "params"
                    | "getBody"
                    | "getClass"
                    | "toString"
                    | "hashCode"
                    | "equals"
            ),
        ),
        StepKind::Index(_) => return None,
    };
    if is_known {
        return None;
    }
    let lower = name.to_lowercase();
    let near = INPUT
        .iter()
        .find(|(member, _)| member.starts_with(&lower) || lower.starts_with(member));
    let help = match near {
        Some((_, call)) => format!("write `{call}`"),
        None => "it has `path`, `json`, `params` and `body`".to_owned(),
    };
    let kind = match step.kind {
        StepKind::Method(..) => "method",
        _ => "property",
    };
    let message = format!("`$input` has no {kind} `{name}`, so that this is empty");
    let severity = Severity::Warning;
    Some(Diagnostic::new(Lint::UnknownMethod, severity, seen.step(step), message).help(help))
}

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for seen in &document.references {
        let reference = seen.reference;
        if seen.role == Role::Target {
            continue;
        }
        if reference.root == "input" && !document.variables.is_set("input") {
            found.extend(of_input(seen));
        }
        for (at, step) in reference.steps.iter().enumerate() {
            let owner = || before(document, reference, at);
            let span = seen.step(step);
            let (name, instead) = match &step.kind {
                StepKind::Method(..)
                    if at == 0 && matches!(reference.root.as_str(), "util" | "input") =>
                {
                    continue;
                }
                StepKind::Method(name, args) => match foreign(name) {
                    // An iterator's count is there, but nobody gets one by accident.
                    Some(java) if name != "count" || args.is_empty() => (name, format!("{java}(")),
                    _ if name == "length" && args.is_empty() && owner() == Type::List => {
                        (name, "size(".to_owned())
                    }
                    _ if name == "size" && args.is_empty() && owner() == Type::Text => {
                        (name, "length(".to_owned())
                    }
                    _ => continue,
                },
                StepKind::Property(name)
                    if matches!(name.as_str(), "size" | "length" | "count") =>
                {
                    match owner() {
                        Type::List => (name, "size()".to_owned()),
                        // Set to text, not only nowhere set.
                        Type::Text if document.variables.is_set(&reference.root) => {
                            (name, "length()".to_owned())
                        }
                        _ => continue,
                    }
                }
                _ => continue,
            };
            let is_call = matches!(step.kind, StepKind::Method(..));
            let end = span.start + name.len() + usize::from(is_call);
            let what = if is_call { "method" } else { "property" };
            let shown = instead.trim_end_matches(['(', ')']);
            found.push(
                Diagnostic::new(
                    Lint::UnknownMethod,
                    Severity::Warning,
                    Span {
                        start: span.start,
                        end: span.start + name.len(),
                    },
                    format!("there is no {what} `{name}` here, so that this is empty"),
                )
                .help(format!("Java's is `{shown}()`"))
                .edit(
                    Span {
                        start: span.start,
                        end,
                    },
                    instead,
                    true,
                ),
            );
            break;
        }
    }
}

/// The kind of what stands in front of a step.
fn before(document: &Document<'_>, reference: &Reference, at: usize) -> Type {
    // The members of API Gateway's own objects are other lints' business.
    if at > 0 || BUILT_IN.contains(&reference.root.as_str()) {
        return Type::Unknown;
    }
    document.variables.of_name(&reference.root)
}
