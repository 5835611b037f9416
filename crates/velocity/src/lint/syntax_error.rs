//! The mistakes that no other lint names.

use crate::diagnose::Refused;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::scanner::{Kind, Token};
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    accepted: None,
    refused: None,
};

/// Says what the strict parser says, with what the tokens around suggest.
pub(super) fn fallback(refused: &Refused<'_>) -> Diagnostic {
    let place = refused.place();
    let error =
        |message: String| Diagnostic::new(Lint::SyntaxError, Severity::Error, place, message);
    let rest = refused.rest();
    if refused.is_lexical() {
        let unread = refused.tokens.last().map_or(0, |token| token.end);
        let unread = refused.source.get(unread..).unwrap_or("");
        if rest.is_empty() && unread.starts_with("#[[") {
            return error("what `#[[` opens is never closed".to_owned())
                .help("close it with `]]#`");
        }
        if let Some(sign @ ('&' | '|')) = rest.chars().next() {
            return error(format!("`{sign}` is no operator")).help(format!("write `{sign}{sign}`"));
        }
        if let Some(quote @ ('"' | '\'')) = rest.chars().next() {
            return error("this string is never closed".to_owned())
                .help(format!("close it with `{quote}`"));
        }
        let first = rest.chars().next().unwrap_or(' ');
        let diagnostic = error(format!("nothing can start with `{first}` here"));
        return match first {
            '?' => diagnostic.help("Velocity has no `… ? … : …`: write `#if(…)…#else…#end`"),
            _ => diagnostic,
        };
    }
    if let Some(found) = refused.found() {
        let previous = refused.previous();
        let parenthesis = refused.brackets().last().map(|open| &refused.tokens[*open]);
        if let Some(previous) =
            previous.filter(|token| matches!(token.kind, Kind::If | Kind::ElseIf))
        {
            let word = refused.text(previous).trim();
            return error(format!("`{word}` needs its condition in parentheses"))
                .help(format!("write `{word}(…)`"));
        }
        if let Some(diagnostic) = misfit(refused, found, previous, parenthesis, &error) {
            return diagnostic;
        }
        match found.kind {
            Kind::Equals => {
                return error("a condition compares with `==`".to_owned()).edit(place, "==", true);
            }
            Kind::LogicalEquals if previous.is_some_and(|token| token.kind == Kind::Identifier) => {
                return error("`#set` assigns with `=`".to_owned()).edit(place, "=", true);
            }
            Kind::Eof
            | Kind::RParen
            | Kind::Text
            | Kind::Word
            | Kind::BracketedWord
            | Kind::LeftCurley
            | Kind::LCurly
            | Kind::If
            | Kind::End
            | Kind::SetDirective => {
                if let Some(open) = parenthesis {
                    let span = Span {
                        start: open.start,
                        end: open.end,
                    };
                    let close = closing(open.kind);
                    let what = match close {
                        "]" => "bracket",
                        "}" => "brace",
                        _ => "parenthesis",
                    };
                    return error(format!("a closing `{close}` is missing before this"))
                        .label(span, format!("the {what} that is open"));
                }
            }
            _ => {}
        }
    }
    let help = match refused.error.class {
        "MacroParseException" => Some("a directive takes variables with their `$`"),
        "NullPointerException" => {
            Some("put what the directive takes in parentheses, and close it with `#end`")
        }
        _ => None,
    };
    let mut diagnostic = error(refused.error.message.clone());
    if !matches!(
        refused.error.class,
        "TemplateParseException" | "ParseException"
    ) {
        diagnostic.span = refused.error.span;
    }
    diagnostic.help = help.map(str::to_owned);
    diagnostic
}

/// Mistakes that two neighbouring tokens, or a token and the bracket that is open, give away.
fn misfit(
    refused: &Refused<'_>,
    found: &Token,
    previous: Option<&Token>,
    open: Option<&Token>,
    error: &impl Fn(String) -> Diagnostic,
) -> Option<Diagnostic> {
    let (place, text) = (refused.place(), refused.text(found).trim());
    let previous = previous?;
    let before = refused.text(previous).trim();
    if (previous.kind, found.kind) == (Kind::LogicalEquals, Kind::Equals) {
        let span = Span {
            start: previous.start,
            end: found.end,
        };
        return Some(error("`===` is no operator".to_owned()).edit(span, "==", true));
    }
    if is_operator(previous.kind) && (is_operator(found.kind) || closed_by(found.kind).is_some()) {
        return Some(error(format!("`{before}` lacks its right side")));
    }
    if previous.kind == Kind::SetDirective && is_name(text) {
        let variable = format!("${text}");
        return Some(
            error(format!("`#set` assigns to a variable: `{variable}`"))
                .edit(place, variable, true),
        );
    }
    let open = open?;
    let is_list = matches!(open.kind, Kind::LBracket | Kind::LeftCurley);
    let close = closing(open.kind);
    // One that closes something further out shows that this one is not closed at all.
    let closes_another = |found: &str| {
        let mut brackets = refused.brackets().into_iter();
        brackets.any(|at| closing(refused.tokens[at].kind) == found)
    };
    if closed_by(found.kind).is_some_and(|found| found != close && !closes_another(found)) {
        let span = Span {
            start: open.start,
            end: open.end,
        };
        return Some(
            error(format!(
                "what is open here is closed by `{close}`, not by `{text}`"
            ))
            .label(span, "this is open"),
        );
    }
    if open.kind == Kind::LeftCurley
        && matches!(previous.kind, Kind::LeftCurley | Kind::Comma)
        && is_name(text)
    {
        return Some(error("the key of a map is a string".to_owned()).edit(
            place,
            format!("\"{text}\""),
            true,
        ));
    }
    if is_list && ends_value(previous.kind) && starts_value(found.kind) {
        return Some(
            error("a `,` is missing before this".to_owned()).help("items are parted by commas"),
        );
    }
    None
}

fn is_operator(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::LogicalAnd
            | Kind::LogicalOr
            | Kind::LogicalLt
            | Kind::LogicalLe
            | Kind::LogicalGt
            | Kind::LogicalGe
            | Kind::LogicalEquals
            | Kind::LogicalNotEquals
            | Kind::Plus
            | Kind::Minus
            | Kind::Multiply
            | Kind::Divide
            | Kind::Modulus
    )
}

/// What closes a bracket.
fn closing(open: Kind) -> &'static str {
    match open {
        Kind::LBracket | Kind::IndexLBracket => "]",
        Kind::LeftCurley | Kind::LCurly => "}",
        _ => ")",
    }
}

/// The bracket that a token closes with, if it does.
fn closed_by(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::RParen | Kind::RefMod2RParen => Some(")"),
        Kind::RBracket | Kind::IndexRBracket => Some("]"),
        Kind::RightCurley | Kind::RCurly => Some("}"),
        _ => None,
    }
}

fn ends_value(kind: Kind) -> bool {
    closed_by(kind).is_some() || kind == Kind::Identifier || starts_value(kind)
}

fn starts_value(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::StringLiteral | Kind::Integer | Kind::Float | Kind::True | Kind::False
    )
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
