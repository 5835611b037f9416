//! An index, or a range of characters, that is not there: Java throws.

use std::collections::HashMap;

use crate::lint::document::{Document, Role, constant};
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::text;
use crate::tree::{Expr, ExprKind, StepKind};

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

/// How many items or characters a variable has, if that is certain.
#[derive(Clone, Copy)]
enum Size {
    Items(usize),
    Characters(usize),
}

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let sizes = sizes(document);
    for seen in &document.references {
        let Some(step) = seen.reference.steps.first() else {
            continue;
        };
        let size = sizes.get(seen.reference.root.as_str()).copied().flatten();
        let span = seen.step(step);
        let error = |message: String| {
            Diagnostic::new(Lint::IndexOutOfRange, Severity::Error, span, message)
        };
        match (&step.kind, size) {
            (StepKind::Index(index), Some(Size::Items(items))) => {
                if let Some(index) = whole(index)
                    && (index >= items as i64 || index < -(items as i64))
                {
                    found.push(error(format!(
                        "the list has {items} items, and none at {index}"
                    )));
                }
            }
            (StepKind::Method(name, args), Some(Size::Items(items)))
                if name == "get" && args.len() == 1 =>
            {
                if let Some(index) = whole(&args[0])
                    && !(0..items as i64).contains(&index)
                {
                    found.push(error(format!(
                        "the list has {items} items, and none at {index}"
                    )));
                }
            }
            (StepKind::Method(name, args), Some(Size::Characters(length)))
                if name == "substring" =>
            {
                let bounds: Option<Vec<i64>> = args.iter().map(whole).collect();
                let Some(bounds) = bounds else { continue };
                let end = bounds.get(1).copied().unwrap_or(length as i64);
                let start = bounds.first().copied().unwrap_or(0);
                if start < 0 || end > length as i64 || start > end {
                    found.push(error(format!(
                        "the text has {length} characters, which this range exceeds"
                    )));
                }
            }
            _ => {}
        }
        // A parameter that is missing is empty, and has no characters to cut.
        if let ("input", [params, cut]) = (
            seen.reference.root.as_str(),
            seen.reference.steps.as_slice(),
        ) && matches!(&params.kind, StepKind::Method(name, _) if name == "params")
            && let StepKind::Method(name, args) = &cut.kind
            && name == "substring"
            && args.iter().filter_map(whole).any(|bound| bound > 0)
        {
            found.push(
                Diagnostic::new(
                    Lint::IndexOutOfRange,
                    Severity::Note,
                    seen.step(cut),
                    "a parameter that is missing or shorter makes `substring` fail, and API Gateway answer 500",
                )
                .help("test its `length()` first"),
            );
        }
    }
}

/// Variables that are set once, outside all blocks, and never changed or handed on.
fn sizes<'t>(document: &Document<'t>) -> HashMap<&'t str, Option<Size>> {
    let mut sizes: HashMap<&str, Option<Size>> = HashMap::new();
    for set in &document.sets {
        let name = set.node.target.root.as_str();
        let size = if !set.node.target.steps.is_empty() || set.block != 0 {
            None
        } else {
            match &set.node.value.kind {
                ExprKind::List(items) => Some(Size::Items(items.len())),
                ExprKind::String(_) => {
                    constant(set.node.value).map(|value| Size::Characters(text::length(&value)))
                }
                _ => None,
            }
        };
        sizes
            .entry(name)
            .and_modify(|known| *known = None)
            .or_insert(size);
    }
    for seen in &document.references {
        let reads = seen.role == Role::Printed;
        let only_reads = reads
            && matches!(
                seen.reference.steps.first().map(|step| &step.kind),
                None | Some(StepKind::Index(_))
            );
        let harmless = match seen.reference.steps.first().map(|step| &step.kind) {
            Some(StepKind::Method(name, _)) => {
                matches!(
                    name.as_str(),
                    "size"
                        | "get"
                        | "isEmpty"
                        | "contains"
                        | "indexOf"
                        | "substring"
                        | "length"
                        | "toString"
                )
            }
            Some(StepKind::Index(_)) => true,
            None => seen.role == Role::Target,
            Some(StepKind::Property(_)) => false,
        };
        if !(only_reads || harmless)
            && let Some(size @ Some(Size::Items(_))) = sizes.get_mut(seen.reference.root.as_str())
        {
            *size = None;
        }
        if seen.role == Role::Named {
            sizes.insert(&seen.reference.root, None);
        }
    }
    sizes
}

fn whole(expr: &Expr) -> Option<i64> {
    match &expr.kind {
        ExprKind::Integer(image) => image.parse().ok(),
        _ => None,
    }
}
