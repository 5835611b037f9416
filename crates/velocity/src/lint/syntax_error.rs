//! The mistakes that no other lint names.

use crate::diagnose::Refused;
use crate::lint::{Diagnostic, Lint, Rule, Severity};
use crate::scanner::Kind;

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
        if rest.starts_with(['"', '\'']) {
            return error("this string is never closed".to_owned());
        }
        return error(format!(
            "nothing can start with `{}` here",
            rest.chars().next().unwrap_or(' ')
        ));
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
            | Kind::If
            | Kind::End
            | Kind::SetDirective => {
                if let Some(open) = parenthesis {
                    let span = crate::source::Span {
                        start: open.start,
                        end: open.end,
                    };
                    let (what, close) = match open.kind {
                        Kind::LBracket | Kind::IndexLBracket => ("bracket", "]"),
                        Kind::LeftCurley | Kind::LCurly => ("brace", "}"),
                        _ => ("parenthesis", ")"),
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
