//! A JsonPath that Jayway refuses, or that its quotes cut in two.

use crate::diagnose::Refused;
use crate::jsonpath::{JsonPath, Version};
use crate::lint::document::{Document, constant, shift};
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::scanner::Kind;
use crate::source::Span;
use crate::tree::StepKind;

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: Some(name),
};

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for seen in &document.references {
        if seen.reference.root != "input" || document.variables.is_set("input") {
            continue;
        }
        let Some(StepKind::Method(name, args)) =
            seen.reference.steps.first().map(|step| &step.kind)
        else {
            continue;
        };
        let ([arg], "path" | "json") = (args.as_slice(), name.as_str()) else {
            continue;
        };
        let Some(path) = constant(arg) else { continue };
        // Which Jayway API Gateway runs is not known (F§4.5 [G]): what one of them takes passes.
        let refused = |version| JsonPath::compile(&path, version).err();
        if let (Some(problem), Some(_)) = (refused(Version::V2_9), refused(Version::V2_0)) {
            found.push(Diagnostic::new(
                Lint::InvalidJsonPath,
                Severity::Error,
                shift(arg.literal, seen.base),
                format!("this is no JsonPath: {}", problem.problem),
            ));
        }
    }
}

/// `$input.path('$['a']')`: the inner quote ends the string.
fn name(refused: &Refused<'_>) -> Option<Diagnostic> {
    let open = *refused.brackets().iter().rev().find(|open| {
        refused.tokens[**open].kind == Kind::LParen
            && open
                .checked_sub(1)
                .is_some_and(|name| matches!(refused.text(&refused.tokens[name]), "path" | "json"))
    })?;
    let string = refused
        .tokens
        .get(open + 1)
        .filter(|token| token.kind == Kind::StringLiteral)?;
    let text = refused.text(string);
    let cut = text
        .get(..text.len() - 1)
        .is_some_and(|text| text.ends_with(['[', '(', '=', ' ', ',', '.', '~']));
    if open + 2 != refused.at || !cut {
        return None;
    }
    let place = Span {
        start: string.end - 1,
        end: string.end,
    };
    Some(
        Diagnostic::new(
            Lint::InvalidJsonPath,
            Severity::Error,
            place,
            "this quote ends the JsonPath's string",
        )
        .label(
            Span {
                start: string.start,
                end: string.start + 1,
            },
            "the string starts here",
        )
        .help("double each quote inside, `''`, or put the path in double quotes"),
    )
}
