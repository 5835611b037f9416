//! `$a-1` and `$a-$b`, in which the hyphen is part of the name.

use crate::diagnose::Refused;
use crate::lint::document::{Document, Role};
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::source::Span;
use crate::tree::StepKind;

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: Some(name),
};

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for seen in &document.references {
        let root = seen.reference.root.as_str();
        if !matches!(seen.role, Role::Printed | Role::Operand) {
            continue;
        }
        if root == "foreach"
            && let Some(step) = seen.reference.steps.first()
            && let StepKind::Property(name) = &step.kind
            && let Some((known, rest)) = name.split_once('-')
            && matches!(known, "index" | "count")
        {
            let message = format!(
                "the hyphen belongs to the name: this is the property `{name}`, which does not exist"
            );
            found.push(
                Diagnostic::new(
                    Lint::HyphenInName,
                    Severity::Warning,
                    seen.step(step),
                    message,
                )
                .help(instead(seen.role, &format!("foreach.{known}"), rest)),
            );
            continue;
        }
        if document.variables.is_known(root) {
            continue;
        }
        let cut = root
            .match_indices('-')
            .map(|(at, _)| at)
            .rfind(|at| document.variables.is_known(&root[..*at]));
        let Some(cut) = cut else { continue };
        let (known, rest) = (&root[..cut], &root[cut + 1..]);
        let text = document.text(seen.span);
        let braced = text.starts_with("${") || text.starts_with("$!{");
        let name_start = seen.span.start + text.find(root).unwrap_or(1);
        let mut diagnostic = Diagnostic::new(
            Lint::HyphenInName,
            Severity::Warning,
            Span {
                start: seen.span.start,
                end: name_start + root.len(),
            },
            format!(
                "the hyphen belongs to the name: this is the variable `{root}`, which is never set"
            ),
        )
        .help(instead(seen.role, known, rest));
        if seen.role == Role::Printed && !braced {
            diagnostic = diagnostic.edit(
                Span {
                    start: name_start,
                    end: name_start + root.len(),
                },
                format!("{{{known}}}-{rest}"),
                true,
            );
        }
        found.push(diagnostic);
    }
}

/// `$a-$b` in an expression: a reference cannot follow another.
fn name(refused: &Refused<'_>) -> Option<Diagnostic> {
    let place = refused.place();
    if !refused.rest().starts_with('$') {
        return None;
    }
    let minus = place.start.checked_sub(1)?;
    let before = refused.before().strip_suffix('-')?;
    let is_of_name = |it: char| it.is_ascii_alphanumeric() || it == '_';
    let known = &before[before.trim_end_matches(is_of_name).len()..];
    let start = minus.checked_sub(known.len() + 1)?;
    if known.is_empty() || !before[..minus - known.len()].ends_with('$') {
        return None;
    }
    let span = Span {
        start,
        end: place.start,
    };
    let message = format!(
        "the hyphen belongs to the name: this is the variable `{known}-`, and no reference may follow it"
    );
    Some(
        Diagnostic::new(Lint::HyphenInName, Severity::Error, span, message)
            .help("put blanks around the minus")
            .edit(
                Span {
                    start: minus,
                    end: place.start,
                },
                " - ",
                true,
            ),
    )
}

fn instead(role: Role, known: &str, rest: &str) -> String {
    if role == Role::Printed {
        format!("write `${{{known}}}-{rest}`")
    } else if rest.is_empty() {
        format!("put blanks around the minus: `${known} - `")
    } else {
        let sign = if rest.starts_with(|c: char| c.is_ascii_digit()) {
            ""
        } else {
            "$"
        };
        format!("put blanks around the minus: `${known} - {sign}{rest}`")
    }
}
