//! Which rules each lexical state has, and which of them wins: the longest, and among equals the first.

use super::State;
use super::reach::{
    bracketed_word, escape_directive, float, identifier, integer, line_end, newline, set_directive,
    string_literal, word,
};
use super::token::Kind;

/// What the longest match leads to.
#[derive(Clone, Copy)]
pub(super) enum Rule {
    Token(Kind),
    /// `$`, `$!`: the image goes on in state Reference.
    Dollar,
    /// `#`: the image goes on in state PreDirective.
    Hash,
    TextBlockStart,
    FormalCommentStart,
    MultiLineCommentStart,
    /// A character of a text block.
    TextBlockMore,
    /// A character of a comment.
    Skip,
    ReferenceTerminator,
    DirectiveTerminator,
}

/// The longest rule of a state that matches; the first in Velocity's grammar among equals.
pub(super) fn longest(state: State, rest: &str) -> Option<(Rule, usize)> {
    use State as S;
    let bytes = rest.as_bytes();
    let first = *bytes.first()?;
    let mut best: Option<(Rule, usize)> = None;
    let mut offer = |rule: Rule, length: usize| {
        if length > best.map_or(0, |(_, most)| most) {
            best = Some((rule, length));
        }
    };
    let one = |byte: u8| usize::from(first == byte);
    let literal = |text: &str| {
        if rest.starts_with(text) {
            text.len()
        } else {
            0
        }
    };

    let directive = state == S::Directive;
    if matches!(state, S::Reference | S::RefModifier) {
        offer(Rule::Token(Kind::IndexLBracket), one(b'['));
    }
    if state == S::RefIndex {
        offer(Rule::Token(Kind::IndexRBracket), one(b']'));
    }
    if directive || state == S::RefMod2 {
        offer(Rule::Token(Kind::LBracket), one(b'['));
        offer(Rule::Token(Kind::RBracket), one(b']'));
        offer(Rule::Token(Kind::Comma), one(b','));
        offer(Rule::Token(Kind::DoubleDot), literal(".."));
        offer(Rule::Token(Kind::Colon), one(b':'));
        offer(Rule::Token(Kind::LeftCurley), one(b'{'));
        offer(Rule::Token(Kind::RightCurley), one(b'}'));
    }
    if directive || state == S::RefModifier {
        offer(Rule::Token(Kind::LParen), one(b'('));
    }
    if directive && first == b')' {
        offer(Rule::Token(Kind::RParen), 1 + line_end(&bytes[1..]));
    }
    if state == S::RefMod2 {
        offer(Rule::Token(Kind::RefMod2RParen), one(b')'));
    }
    if state == S::Default {
        offer(Rule::Token(Kind::EscapeDirective), escape_directive(rest));
    }
    if matches!(
        state,
        S::Default | S::Reference | S::RefModifier | S::RefMod2
    ) {
        offer(Rule::Token(Kind::SetDirective), set_directive(rest));
    }

    offer_more(rest, &mut offer);

    if matches!(
        state,
        S::Default | S::PreDirective | S::Directive | S::Reference
    ) {
        offer(Rule::Token(Kind::SingleLineCommentStart), literal("##"));
    }
    match state {
        S::Default => {
            offer(Rule::Token(Kind::DoubleEscape), literal("\\\\"));
            offer(Rule::Token(Kind::Escape), one(b'\\'));
            offer(
                Rule::Token(Kind::Text),
                rest.find(['$', '#', '\\']).unwrap_or(rest.len()),
            );
        }
        S::SingleLineComment => offer(Rule::Token(Kind::SingleLineComment), newline(bytes)),
        S::FormalComment => offer(Rule::Token(Kind::FormalComment), literal("*#")),
        S::MultiLineComment => offer(Rule::Token(Kind::MultiLineComment), literal("*#")),
        S::TextBlock => offer(Rule::Token(Kind::TextBlock), literal("]]#")),
        _ => {}
    }
    let character = rest.chars().next().map_or(1, char::len_utf8);
    match state {
        S::SingleLineComment | S::FormalComment | S::MultiLineComment => {
            offer(Rule::Skip, character);
        }
        S::TextBlock => offer(Rule::TextBlockMore, character),
        _ => {}
    }
    if matches!(state, S::Directive | S::RefMod2 | S::RefIndex) {
        let blanks = bytes
            .iter()
            .take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r'))
            .count();
        offer(Rule::Token(Kind::Whitespace), blanks);
        offer(Rule::Token(Kind::StringLiteral), string_literal(bytes));
    }
    if matches!(
        state,
        S::Reference | S::Directive | S::RefModifier | S::RefMod2 | S::RefIndex
    ) {
        offer(Rule::Token(Kind::True), literal("true"));
        offer(Rule::Token(Kind::False), literal("false"));
    }
    if directive {
        for (text, kind) in OPERATORS {
            offer(Rule::Token(*kind), literal(text));
        }
    }
    if state == S::PreDirective {
        for (plain, bracketed, kind) in BLOCK_WORDS {
            let word = literal(plain).max(literal(bracketed));
            let gobbles = matches!(kind, Kind::End | Kind::Else) && word > 0;
            offer(
                Rule::Token(*kind),
                word + if gobbles { line_end(&bytes[word..]) } else { 0 },
            );
        }
    }
    if matches!(
        state,
        S::PreDirective | S::Directive | S::RefMod2 | S::RefIndex
    ) {
        offer(Rule::Token(Kind::Integer), integer(bytes));
        offer(Rule::Token(Kind::Float), float(bytes));
    }
    if matches!(state, S::PreDirective | S::Directive) {
        offer(Rule::Token(Kind::Word), word(bytes, true));
        offer(Rule::Token(Kind::BracketedWord), bracketed_word(bytes));
    }
    if matches!(state, S::Reference | S::RefModifier | S::RefMod2) {
        offer(Rule::Token(Kind::Identifier), identifier(bytes));
        let dot = first == b'.' && bytes.get(1).is_some_and(u8::is_ascii_alphabetic);
        offer(Rule::Token(Kind::Dot), if dot { 2 } else { 0 });
    }
    if matches!(state, S::Reference | S::RefModifier) {
        offer(Rule::Token(Kind::LCurly), one(b'{'));
        offer(Rule::Token(Kind::RCurly), one(b'}'));
        offer(Rule::ReferenceTerminator, character);
    }
    if state == S::PreDirective {
        offer(Rule::DirectiveTerminator, character);
    }
    if matches!(state, S::Default | S::Reference) {
        for text in ["$[", "$![", "$\\![", "$."] {
            offer(Rule::Token(Kind::EmptyIndex), literal(text));
        }
    }
    best
}

const OPERATORS: &[(&str, Kind)] = &[
    ("-", Kind::Minus),
    ("+", Kind::Plus),
    ("*", Kind::Multiply),
    ("/", Kind::Divide),
    ("%", Kind::Modulus),
    ("&&", Kind::LogicalAnd),
    ("and", Kind::LogicalAnd),
    ("||", Kind::LogicalOr),
    ("or", Kind::LogicalOr),
    ("<", Kind::LogicalLt),
    ("lt", Kind::LogicalLt),
    ("<=", Kind::LogicalLe),
    ("le", Kind::LogicalLe),
    (">", Kind::LogicalGt),
    ("gt", Kind::LogicalGt),
    (">=", Kind::LogicalGe),
    ("ge", Kind::LogicalGe),
    ("==", Kind::LogicalEquals),
    ("eq", Kind::LogicalEquals),
    ("!=", Kind::LogicalNotEquals),
    ("ne", Kind::LogicalNotEquals),
    ("!", Kind::LogicalNot),
    ("not", Kind::LogicalNot),
    ("=", Kind::Equals),
];

const BLOCK_WORDS: &[(&str, &str, Kind)] = &[
    ("end", "{end}", Kind::End),
    ("if", "{if}", Kind::If),
    ("elseif", "{elseif}", Kind::ElseIf),
    ("else", "{else}", Kind::Else),
];

/// The rules that may match in any state and whose image goes on.
fn offer_more(rest: &str, offer: &mut impl FnMut(Rule, usize)) {
    let after = rest.trim_start_matches('\\');
    let slashes = rest.len() - after.len();
    if let Some(after) = after.strip_prefix('$') {
        offer(Rule::Dollar, slashes + 1);
        let bang = after.trim_start_matches('\\');
        if bang.starts_with('!') {
            offer(Rule::Dollar, rest.len() - bang.len() + 1);
        }
    }
    if rest.starts_with('#') {
        if rest.starts_with("#[[") {
            offer(Rule::TextBlockStart, 3);
        }
        let formal = rest
            .strip_prefix("#**")
            .and_then(|after| after.chars().next());
        if let Some(next) = formal.filter(|next| *next != '#') {
            offer(Rule::FormalCommentStart, 3 + next.len_utf8());
        }
        if rest.starts_with("#*") {
            offer(Rule::MultiLineCommentStart, 2);
        }
        offer(Rule::Hash, 1);
    }
}
