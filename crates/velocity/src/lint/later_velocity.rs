//! Syntax that Velocity 2 added.

use crate::diagnose::Refused;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::scanner::Kind;

pub(super) const RULE: Rule = Rule {
    accepted: None,
    refused: Some(name),
};

fn name(refused: &Refused<'_>) -> Option<Diagnostic> {
    let found = refused.found();
    let place = refused.place();
    let error =
        |message: &str| Diagnostic::new(Lint::LaterVelocity, Severity::Error, place, message);
    let in_braces = refused
        .brackets()
        .last()
        .is_some_and(|open| refused.tokens[*open].kind == Kind::LCurly);
    if in_braces && refused.rest().starts_with('|') {
        let mut diagnostic = error(
            "default values, `${name|'default'}`, came with Velocity 2; API Gateway runs 1.7",
        )
        .help("test the value: `#if($name != \"\")$name#{else}default#end`");
        diagnostic.span.end = diagnostic.span.start + 1;
        return Some(diagnostic);
    }
    let found = found?;
    if matches!(found.kind, Kind::Else | Kind::ElseIf)
        && let Some(opener) = refused.blocks().open.last()
        && opener.name == "#foreach"
    {
        return Some(
            error("`#else` in a `#foreach` came with Velocity 2; API Gateway runs 1.7")
                .label(opener.span, "the `#foreach`")
                .help("test the list before the loop, with `$list.isEmpty()`"),
        );
    }
    if found.kind == Kind::Minus && !refused.takes_plain_values_only() {
        return Some(
            error("a minus in front of a reference or a parenthesis came with Velocity 2; API Gateway runs 1.7")
                .help("subtract from zero: `0 - $x`")
                .edit(place, "0 - ", true),
        );
    }
    if found.kind == Kind::Equals
        && refused
            .source
            .get(..found.start)?
            .rsplit('#')
            .next()?
            .starts_with("macro")
    {
        return Some(error(
            "default values of macro arguments came with Velocity 2; API Gateway allows no macros",
        ));
    }
    None
}
