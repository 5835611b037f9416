//! `me@$host.com` and `$user.name($user.age)`: text that is taken for a property or a call.

use crate::lint::document::{Document, Role};
use crate::lint::infer::{BUILT_IN, Type};
use crate::lint::unknown_method::foreign;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::source::Span;
use crate::tree::{ExprKind, StepKind};

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: None,
};

/// Endings of host and file names.
const ENDINGS: &[&str] = &[
    "com", "org", "net", "io", "dev", "edu", "gov", "html", "json", "xml", "txt", "csv", "pdf",
    "png", "jpg", "js", "css",
];

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for seen in &document.references {
        let reference = seen.reference;
        let text = document.text(seen.span);
        let root = reference.root.as_str();
        if seen.role != Role::Printed
            || text.starts_with("${")
            || text.starts_with("$!{")
            || BUILT_IN.contains(&root)
        {
            continue;
        }
        let Some(step) = reference.steps.last() else {
            continue;
        };
        let span = seen.dotted(step);
        let braced = Span {
            start: seen.span.start,
            end: span.start,
        };
        let inner = document.text(braced);
        let (sign, inner) = match inner.strip_prefix("$!") {
            Some(inner) => ("$!", inner),
            None => ("$", inner.get(1..).unwrap_or("")),
        };
        let help = format!("put the reference in braces: `{sign}{{{inner}}}`");
        let (place, message) = match &step.kind {
            StepKind::Property(name)
                if reference.steps.len() == 1 && ENDINGS.contains(&name.as_str()) =>
            {
                let after_at = document
                    .source
                    .get(..seen.span.start)
                    .is_some_and(|before| before.ends_with('@'));
                if !after_at && document.variables.of_name(root) != Type::Text {
                    continue;
                }
                (
                    span,
                    format!("`.{name}` is read as a property of `${root}`, not as text"),
                )
            }
            StepKind::Method(name, args)
                if args.len() == 1 && !is_method(name) && foreign(name).is_none() =>
            {
                if !matches!(args[0].kind, ExprKind::Reference(_)) {
                    continue;
                }
                let start = seen.step(step).start;
                let place = Span {
                    start: start + name.len(),
                    end: span.end,
                };
                let help = format!("put what is printed in braces, `{sign}{{{inner}.{name}}}`");
                found.push(
                    Diagnostic::new(
                        Lint::TextReadAsReference,
                        Severity::Warning,
                        place,
                        format!("the parenthesis makes this a call of a method `{name}`, which no value has"),
                    )
                    .help(help)
                    .edit(
                        Span { start: seen.span.start, end: start + name.len() },
                        format!("{sign}{{{inner}.{name}}}"),
                        false,
                    ),
                );
                continue;
            }
            _ => continue,
        };
        found.push(
            Diagnostic::new(Lint::TextReadAsReference, Severity::Warning, place, message)
                .help(help)
                .edit(braced, format!("{sign}{{{inner}}}"), true),
        );
    }
}

/// Methods of one argument of the values that a template meets.
fn is_method(name: &str) -> bool {
    matches!(
        name,
        "add"
            | "addAll"
            | "appendElement"
            | "charAt"
            | "codePointAt"
            | "compareTo"
            | "compareToIgnoreCase"
            | "concat"
            | "contains"
            | "containsAll"
            | "containsKey"
            | "containsValue"
            | "contentEquals"
            | "endsWith"
            | "equals"
            | "equalsIgnoreCase"
            | "format"
            | "get"
            | "getBytes"
            | "indent"
            | "indexOf"
            | "join"
            | "lastIndexOf"
            | "matches"
            | "parseBoolean"
            | "parseDouble"
            | "parseInt"
            | "parseLong"
            | "putAll"
            | "remove"
            | "removeAll"
            | "repeat"
            | "retainAll"
            | "setValue"
            | "split"
            | "startsWith"
            | "substring"
            | "valueOf"
            | "toString"
            | "compare"
            | "max"
            | "min"
            | "abs"
            | "decode"
            | "copyValueOf"
            | "ensureCapacity"
            | "subSequence"
            | "sort"
            | "toArray"
            | "isDigit"
            | "isLetter"
            | "isLetterOrDigit"
            | "isUpperCase"
            | "isLowerCase"
            | "isWhitespace"
            | "isNaN"
            | "isFinite"
            | "isInfinite"
            | "toHexString"
            | "toBinaryString"
            | "toOctalString"
            | "bitCount"
            | "signum"
            | "reverse"
            | "getNumericValue"
            | "listIterator"
            | "forEach"
            | "subtract"
            | "multiply"
            | "divide"
            | "mod"
            | "pow"
            | "getOrDefault"
            | "toUpperCase"
            | "toLowerCase"
            | "strip"
            | "highestOneBit"
            | "lowestOneBit"
            | "numberOfLeadingZeros"
            | "numberOfTrailingZeros"
            | "isAlphabetic"
            | "isSpaceChar"
            | "toChars"
            | "removeIf"
            | "replaceAll"
            | "hashCode"
            | "toUnsignedString"
            | "parseUnsignedInt"
            | "floor"
            | "ceil"
            | "round"
    )
}
