//! `#endfoo` and `#elsefoo`, which are words of their own.

use crate::diagnose::Refused;
use crate::lint::document::Document;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::scanner::Kind;
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: Some(name),
};

fn name(refused: &Refused<'_>) -> Option<Diagnostic> {
    if refused.found()?.kind != Kind::Eof {
        return None;
    }
    let blocks = refused.blocks();
    let opener = blocks.unclosed()?;
    let word = blocks
        .misspelt
        .iter()
        .rev()
        .find(|word| word.start > opener.span.start)?;
    let text = refused.source.get(word.start..word.end)?;
    Some(
        joined(text, *word, "end", Severity::Error)?
            .label(opener.span, format!("this `{}` stays open", opener.name)),
    )
}

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for directive in &document.directives {
        let name = directive.node.name.as_str();
        let is_branch = document.blocks[directive.block].block != directive.block;
        let known = ["elseif", "elsif", "elseIf", "elsIf"].contains(&name);
        if is_branch && !known && !directive.node.has_parentheses {
            let start = directive.base + directive.node.span.start;
            let span = Span {
                start,
                end: start + 1 + name.len(),
            };
            let text = document.text(span);
            found.extend(joined(text, span, "else", Severity::Warning));
        }
    }
}

fn joined(text: &str, span: Span, word: &str, severity: Severity) -> Option<Diagnostic> {
    let rest = text.strip_prefix('#')?.strip_prefix(word)?;
    if rest.is_empty() || (word == "end" && rest == "if") {
        // `#endif` is a slip of another language: nothing is to follow.
        return (word == "end" && rest == "if").then(|| {
            Diagnostic::new(
                Lint::JoinedEnd,
                severity,
                span,
                "`#endif` is no directive: the block is closed by `#end`",
            )
            .edit(span, "#end", true)
        });
    }
    Some(
        Diagnostic::new(
            Lint::JoinedEnd,
            severity,
            span,
            format!("`{text}` is read as one word, not as `#{word}` and `{rest}`"),
        )
        .help(format!("write `#{{{word}}}{rest}`"))
        .edit(span, format!("#{{{word}}}{rest}"), true),
    )
}
