//! The scanner: Velocity 1.7's lexical states and longest match (F§3). The language is defined by these states, so
//! they are kept as they are. Tokens come one by one, because the parser switches states between them.

mod reach;
mod rules;
mod token;

use crate::source::Cursor;

use self::rules::{Rule, longest};
pub(crate) use self::token::{Kind, LexicalError, Token};

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
