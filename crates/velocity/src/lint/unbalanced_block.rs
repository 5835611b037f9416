//! A block without its `#end`, or an `#end` without its block.

use crate::diagnose::Refused;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::scanner::Kind;
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    accepted: None,
    refused: Some(name),
};

fn name(refused: &Refused<'_>) -> Option<Diagnostic> {
    let found = refused.found()?;
    let blocks = refused.blocks();
    let error = |span: Span, message: String| {
        Diagnostic::new(Lint::UnbalancedBlock, Severity::Error, span, message)
    };
    let place = Span {
        start: found.start,
        end: found.start + refused.text(found).trim_end().len(),
    };
    match found.kind {
        Kind::Eof => {
            let opener = blocks.unclosed()?;
            Some(
                error(
                    place,
                    format!(
                        "the template ends, and `{}` still lacks its `#end`",
                        opener.name
                    ),
                )
                .label(opener.span, format!("this `{}` is not closed", opener.name))
                .help("close it with `#end`; where letters follow, with `#{end}`"),
            )
        }
        Kind::End if blocks.open.is_empty() && refused.brackets().is_empty() => Some(
            error(
                place,
                "this `#end` closes nothing: every block before it is closed already".to_owned(),
            )
            .help("remove it, or find the block that it was to close: `\\#if` and `#If` open none")
            .edit(
                Span {
                    start: found.start,
                    end: found.end,
                },
                "",
                false,
            ),
        ),
        Kind::Else | Kind::ElseIf if refused.brackets().is_empty() => {
            let word = refused.text(found).trim();
            match blocks.open.last() {
                None => Some(
                    error(place, format!("this `{word}` belongs to no `#if`"))
                        .help("begin with `#if(…)`; a further condition is `#elseif(…)`, one word"),
                ),
                Some(opener) if opener.name == "#if" => Some(
                    error(
                        place,
                        format!("this `{word}` comes after the `#else` of its `#if`"),
                    )
                    .label(opener.span, "the `#if`")
                    .help("an `#if` has one `#else`, as its last branch"),
                ),
                Some(_) => None,
            }
        }
        _ => None,
    }
}
