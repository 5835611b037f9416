//! The scanner: Velocity 1.7's lexical states and longest match (F§3). The language is defined by these states, so
//! they are kept as they are. Tokens come one by one, because the parser switches states between them.

use crate::source::{Cursor, Position};

/// What a token is. The names are those of Velocity's grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Eof,
    IndexLBracket,
    IndexRBracket,
    LBracket,
    RBracket,
    Comma,
    DoubleDot,
    Colon,
    LeftCurley,
    RightCurley,
    LParen,
    RParen,
    RefMod2RParen,
    EscapeDirective,
    SetDirective,
    SingleLineCommentStart,
    DoubleEscape,
    Escape,
    Text,
    SingleLineComment,
    FormalComment,
    MultiLineComment,
    TextBlock,
    Whitespace,
    StringLiteral,
    True,
    False,
    Minus,
    Plus,
    Multiply,
    Divide,
    Modulus,
    LogicalAnd,
    LogicalOr,
    LogicalLt,
    LogicalLe,
    LogicalGt,
    LogicalGe,
    LogicalEquals,
    LogicalNotEquals,
    LogicalNot,
    Equals,
    End,
    If,
    ElseIf,
    Else,
    Integer,
    Float,
    Word,
    BracketedWord,
    Identifier,
    Dot,
    LCurly,
    RCurly,
    EmptyIndex,
}

/// A token: its image is `source[start..end]`.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) position: Position,
    /// What is left to print of the `$` and `#` in front of it that turned out to start nothing.
    pub(crate) special: String,
}

/// No token fits; the whole template is refused.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LexicalError {
    pub(crate) at: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Default,
    PreDirective,
    Directive,
    Reference,
    RefModifier,
    RefMod2,
    RefIndex,
    SingleLineComment,
    FormalComment,
    MultiLineComment,
    TextBlock,
}

/// What the longest match leads to.
#[derive(Clone, Copy)]
enum Rule {
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

struct Saved {
    state: State,
    lparen: u32,
    rparen: u32,
}

pub(crate) struct Scanner<'a> {
    source: &'a str,
    at: usize,
    state: State,
    stack: Vec<Saved>,
    lparen: u32,
    rparen: u32,
    in_comment: bool,
    in_set: bool,
    cursor: Cursor<'a>,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        Scanner {
            source,
            at: 0,
            state: State::Default,
            stack: Vec::new(),
            lparen: 0,
            rparen: 0,
            in_comment: false,
            in_set: false,
            cursor: Cursor::new(source),
        }
    }

    /// The parser has recognised a directive's name: its arguments follow.
    pub(crate) fn enter_directive(&mut self) {
        self.state = State::Directive;
    }

    /// The parser has seen that a directive's name has no arguments.
    pub(crate) fn leave_directive(&mut self) {
        self.pop();
    }

    /// The parser has finished a `#set`.
    pub(crate) fn leave_set(&mut self) {
        self.in_set = false;
    }

    /// Whether an opening parenthesis follows, after blanks and newlines.
    pub(crate) fn is_left_parenthesis(&self) -> bool {
        self.source[self.at..]
            .trim_start_matches([' ', '\n', '\r', '\t'])
            .starts_with('(')
    }

    fn pop(&mut self) -> bool {
        if let Some(saved) = self.stack.pop() {
            self.lparen = saved.lparen;
            self.rparen = saved.rparen;
            self.state = saved.state;
            true
        } else {
            self.lparen = 0;
            self.state = State::Default;
            false
        }
    }

    fn push(&mut self) {
        self.stack.push(Saved {
            state: self.state,
            lparen: self.lparen,
            rparen: self.rparen,
        });
        self.lparen = 0;
    }

    /// The next token.
    pub(crate) fn next(&mut self) -> Result<Token, LexicalError> {
        let mut special = String::new();
        loop {
            if self.at >= self.source.len() {
                let last = self
                    .source
                    .char_indices()
                    .next_back()
                    .map_or(0, |(at, _)| at);
                let position = self.cursor.position(last);
                let end = self.source.len();
                return Ok(Token {
                    kind: Kind::Eof,
                    start: end,
                    end,
                    position,
                    special,
                });
            }
            let start = self.at;
            loop {
                let rest = &self.source[self.at..];
                let Some((rule, length)) = longest(self.state, rest) else {
                    return Err(LexicalError { at: self.at });
                };
                self.at += length;
                match rule {
                    Rule::Token(kind) => {
                        let end = self.token_action(kind);
                        let position = self.cursor.position(start);
                        return Ok(Token {
                            kind,
                            start,
                            end,
                            position,
                            special,
                        });
                    }
                    Rule::ReferenceTerminator | Rule::DirectiveTerminator => {
                        append_special(&mut special, &self.source[start..self.at]);
                        self.at -= length;
                        self.pop();
                        break;
                    }
                    Rule::Skip => break,
                    more => self.more_action(more),
                }
            }
        }
    }

    fn more_action(&mut self, rule: Rule) {
        if self.in_comment {
            return;
        }
        match rule {
            Rule::Dollar => {
                if self.state == State::Reference {
                    self.pop();
                }
                self.push();
                self.state = State::Reference;
            }
            Rule::Hash => {
                if matches!(self.state, State::Reference | State::RefModifier) {
                    self.pop();
                }
                self.push();
                self.state = State::PreDirective;
            }
            Rule::TextBlockStart => self.comment(State::TextBlock),
            Rule::FormalCommentStart => {
                // The character after `#**` only told it from `#**#`.
                self.at = self.source[..self.at]
                    .char_indices()
                    .next_back()
                    .map_or(self.at, |(at, _)| at);
                self.comment(State::FormalComment);
            }
            Rule::MultiLineCommentStart => self.comment(State::MultiLineComment),
            _ => {}
        }
    }

    fn comment(&mut self, state: State) {
        self.in_comment = true;
        self.push();
        self.state = state;
    }

    /// What a token does to the state; returns the end of its image.
    fn token_action(&mut self, kind: Kind) -> usize {
        let end = self.at;
        match kind {
            Kind::IndexLBracket => {
                self.push();
                self.state = State::RefIndex;
            }
            Kind::IndexRBracket | Kind::RCurly | Kind::End | Kind::Else => {
                self.pop();
            }
            Kind::LParen => {
                if !self.in_comment {
                    self.lparen += 1;
                }
                if self.state == State::RefModifier {
                    self.state = State::RefMod2;
                }
            }
            Kind::RParen => self.close_parenthesis(),
            Kind::RefMod2RParen => self.state = State::Reference,
            Kind::SetDirective if !self.in_comment => {
                self.push();
                self.in_set = true;
                self.state = State::Directive;
                self.lparen += 1;
            }
            Kind::SingleLineCommentStart if !self.in_comment => {
                if self.state == State::Reference {
                    self.pop();
                }
                self.comment(State::SingleLineComment);
            }
            Kind::SingleLineComment
            | Kind::FormalComment
            | Kind::MultiLineComment
            | Kind::TextBlock => {
                self.in_comment = false;
                self.pop();
            }
            Kind::StringLiteral
                if self.state == State::Directive && !self.in_set && self.lparen == 0 =>
            {
                self.pop();
            }
            Kind::If | Kind::ElseIf => self.state = State::Directive,
            Kind::Integer | Kind::Float => {
                if kind == Kind::Integer && self.source[..end].ends_with("..") {
                    self.at -= 2;
                }
                let index = kind == Kind::Integer && self.state == State::RefIndex;
                if self.lparen == 0 && !self.in_set && self.state != State::RefMod2 && !index {
                    self.pop();
                }
                return self.at;
            }
            Kind::Dot => {
                self.at -= 1;
                self.state = State::RefModifier;
                return self.at;
            }
            _ => {}
        }
        end
    }

    /// Drops to the state below the one whose parenthesis this closes.
    fn close_parenthesis(&mut self) {
        if self.in_comment {
            return;
        }
        loop {
            if self.lparen > 0 {
                if self.lparen == self.rparen + 1 {
                    self.pop();
                } else {
                    self.rparen += 1;
                }
                return;
            }
            if !self.pop() {
                return;
            }
        }
    }
}

/// Velocity keeps `#`, `$` and the backslashes in front of a `$` of what came to nothing, and drops the rest.
fn append_special(special: &mut String, image: &str) {
    let mut rest = image;
    while let Some(c) = rest.chars().next() {
        if c == '\\' {
            let after = rest.trim_start_matches('\\');
            if let Some(after) = after.strip_prefix('$') {
                special.push_str(&rest[..rest.len() - after.len()]);
                // The character after is passed over.
                let mut after = after.chars();
                after.next();
                rest = after.as_str();
                continue;
            }
        } else if c == '#' || c == '$' {
            special.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
}

/// The longest rule of a state that matches; the first in Velocity's grammar among equals.
fn longest(state: State, rest: &str) -> Option<(Rule, usize)> {
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

fn newline(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

/// Blanks and one newline, if there is a newline.
fn line_end(bytes: &[u8]) -> usize {
    let blanks = bytes
        .iter()
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .count();
    match newline(&bytes[blanks..]) {
        0 => 0,
        length => blanks + length,
    }
}

fn set_directive(rest: &str) -> usize {
    let name = rest.trim_start_matches([' ', '\t']);
    let Some(after) = name
        .strip_prefix("#set")
        .or_else(|| name.strip_prefix("#{set}"))
    else {
        return 0;
    };
    match after.trim_start_matches(' ').strip_prefix('(') {
        Some(after) => rest.len() - after.len(),
        None => 0,
    }
}

fn escape_directive(rest: &str) -> usize {
    let name = rest.trim_start_matches('\\');
    let slashes = rest.len() - name.len();
    if slashes.is_multiple_of(2) || !name.starts_with('#') {
        return 0;
    }
    let bytes = &name.as_bytes()[1..];
    match word(bytes, true).max(bracketed_word(bytes)) {
        0 => 0,
        length => slashes + 1 + length,
    }
}

fn word(bytes: &[u8], at_sign_first: bool) -> usize {
    let first = |b: &u8| b.is_ascii_alphabetic() || *b == b'_' || (at_sign_first && *b == b'@');
    if !bytes.first().is_some_and(first) {
        return 0;
    }
    bytes
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'@'))
        .count()
}

fn bracketed_word(bytes: &[u8]) -> usize {
    if bytes.first() != Some(&b'{') {
        return 0;
    }
    match word(&bytes[1..], false) {
        0 => 0,
        length if bytes.get(length + 1) == Some(&b'}') => length + 2,
        _ => 0,
    }
}

fn identifier(bytes: &[u8]) -> usize {
    if !bytes
        .first()
        .is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_')
    {
        return 0;
    }
    bytes
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .count()
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_digit()).count()
}

/// An integer; the two points of a range count, so that `1..3` is not the number `1.`.
fn integer(bytes: &[u8]) -> usize {
    let sign = usize::from(bytes.first() == Some(&b'-'));
    match digits(&bytes[sign..]) {
        0 => 0,
        length => {
            sign + length
                + if bytes[sign + length..].starts_with(b"..") {
                    2
                } else {
                    0
                }
        }
    }
}

fn float(bytes: &[u8]) -> usize {
    let sign = usize::from(bytes.first() == Some(&b'-'));
    let whole = digits(&bytes[sign..]);
    let mut end = sign + whole;
    let mut fraction = None;
    if bytes.get(end) == Some(&b'.') {
        let length = digits(&bytes[end + 1..]);
        if whole > 0 || length > 0 {
            fraction = Some(length);
            end += 1 + length;
        }
    }
    let exponent = exponent(&bytes[end..]);
    if (whole == 0 && fraction.is_none()) || (fraction.is_none() && exponent == 0) {
        0
    } else {
        end + exponent
    }
}

fn exponent(bytes: &[u8]) -> usize {
    if !matches!(bytes.first(), Some(b'e' | b'E')) {
        return 0;
    }
    let sign = usize::from(matches!(bytes.get(1), Some(b'+' | b'-')));
    match digits(&bytes[1 + sign..]) {
        0 => 0,
        length => 1 + sign + length,
    }
}

/// A quoted string. A doubled quote stands for one; the longest match may so reach across what looks like two
/// strings, and a string that never closes falls back on the last quote that could close it.
fn string_literal(bytes: &[u8]) -> usize {
    let Some(quote) = bytes.first().filter(|b| matches!(b, b'"' | b'\'')) else {
        return 0;
    };
    let mut closed = 0;
    let mut at = 1;
    while let Some(length) = bytes[at..].iter().position(|b| b == quote) {
        at += length + 1;
        closed = at;
        if bytes.get(at) != Some(quote) {
            break;
        }
        at += 1;
    }
    closed
}
