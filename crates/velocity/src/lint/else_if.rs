//! `#else if(…)`, `#elsif(…)` and the like.

use crate::diagnose::Refused;
use crate::lint::document::Document;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::scanner::{Kind, Token};
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    accepted: Some(check),
    refused: Some(name),
};

fn check(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(
        document
            .tokens
            .iter()
            .filter_map(|token| two_words(document.source, token, Severity::Warning)),
    );
    for directive in &document.directives {
        let name = directive.node.name.as_str();
        if !is_misspelt(name) || !directive.node.has_parentheses {
            continue;
        }
        let start = directive.base + directive.node.span.start;
        let span = Span {
            start,
            end: start + 1 + name.len(),
        };
        found.push(misspelt(document.text(span), span, Severity::Warning));
    }
}

/// One `#if` too many was meant, so that an `#end` is left over; or the condition is no argument of an unknown word.
fn name(refused: &Refused<'_>) -> Option<Diagnostic> {
    let found = refused.found()?;
    for open in refused.brackets() {
        let mut before = refused.tokens[..open].iter().rev();
        let word = before.find(|token| token.kind != Kind::Whitespace)?;
        let span = Span {
            start: word.start,
            end: word.end,
        };
        if refused
            .text(word)
            .strip_prefix('#')
            .is_some_and(is_misspelt)
        {
            return Some(misspelt(refused.text(word), span, Severity::Error));
        }
    }
    if !matches!(found.kind, Kind::End | Kind::Else | Kind::ElseIf) {
        return None;
    }
    let mut before = refused.tokens[..refused.at].iter().rev();
    before.find_map(|token| two_words(refused.source, token, Severity::Error))
}

fn is_misspelt(name: &str) -> bool {
    matches!(
        name,
        "elsif" | "elif" | "elseIf" | "elsIf" | "ElseIf" | "ELSEIF"
    )
}

fn misspelt(word: &str, span: Span, severity: Severity) -> Diagnostic {
    Diagnostic::new(
        Lint::ElseIf,
        severity,
        span,
        format!("`{word}` is no directive"),
    )
    .help("write `#elseif`")
    .edit(span, "#elseif", true)
}

fn two_words(source: &str, token: &Token, severity: Severity) -> Option<Diagnostic> {
    if token.kind != Kind::Else || source.get(token.start..token.end)?.ends_with('\n') {
        return None;
    }
    let rest = source.get(token.end..)?;
    let word = rest.trim_start_matches([' ', '\t']);
    let after = word.strip_prefix("if")?;
    if !after.trim_start_matches([' ', '\t']).starts_with('(') {
        return None;
    }
    let span = Span {
        start: token.start,
        end: source.len() - after.len(),
    };
    Some(
        Diagnostic::new(
            Lint::ElseIf,
            severity,
            span,
            "this is `#else` and the text `if`, not a condition",
        )
        .help("write `#elseif`, with one `#end` for the whole")
        .edit(span, "#elseif", severity == Severity::Warning),
    )
}
