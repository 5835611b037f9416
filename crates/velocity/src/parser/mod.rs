//! The parser: Velocity 1.7's grammar by recursive descent, with the look-ahead that decides what it accepts.

mod directive;
mod expression;
mod reference;
mod statement;

use std::collections::HashSet;

use crate::error::ParseError;
use crate::limits;
use crate::look::{Look, Stop};
use crate::profile::Profile;
use crate::scanner::{Kind, LexicalError, Scanner, Token};
use crate::source::{Position, Span};
use crate::tree::Block;

use self::reference::own_image;

/// Parses a whole template.
pub(crate) fn parse(source: &str, profile: Profile) -> Result<Block, ParseError> {
    let mut parser = Parser {
        source,
        profile,
        scanner: Scanner::new(source),
        tokens: Vec::new(),
        next: 0,
        depth: 0,
        macros: HashSet::new(),
        recordings: Vec::new(),
    };
    let block = parser.statements()?;
    match parser.peek()? {
        Kind::Eof => Ok(block),
        _ => parser.unexpected(),
    }
}

type Result<T, E = ParseError> = std::result::Result<T, E>;

pub(crate) struct Parser<'a> {
    source: &'a str,
    profile: Profile,
    scanner: Scanner<'a>,
    /// Tokens scanned so far that may still be looked at.
    tokens: Vec<Token>,
    next: usize,
    depth: u32,
    /// Names of the macros defined above, which an escape in front of them recognises.
    macros: HashSet<String>,
    /// The texts of directives and blocks that are still open.
    recordings: Vec<Recording>,
}

/// The text of the tokens read since it began, as Velocity puts it together again.
struct Recording {
    text: String,
    /// With stray `$` and `#` and without comments (`#literal`); else the bare images (an unknown directive).
    whole: bool,
}

impl<'a> Parser<'a> {
    /// The token that many places after the next one.
    pub(crate) fn token(&mut self, ahead: usize) -> Result<&Token, LexicalError> {
        while self.tokens.len() <= self.next + ahead {
            let token = self.scanner.next()?;
            self.tokens.push(token);
        }
        Ok(&self.tokens[self.next + ahead])
    }

    fn peek(&mut self) -> Result<Kind> {
        match self.token(0) {
            Ok(token) => Ok(token.kind),
            Err(error) => Err(lexical(error)),
        }
    }

    fn look(
        &mut self,
        limit: usize,
        scan: impl FnOnce(&mut Look<'_, 'a>) -> Result<(), Stop>,
    ) -> Result<bool> {
        match scan(&mut Look::new(self, limit)) {
            Ok(()) | Err(Stop::Enough) => Ok(true),
            Err(Stop::Mismatch) => Ok(false),
            Err(Stop::Lexical(error)) => Err(lexical(error)),
        }
    }

    fn advance(&mut self) -> Result<Token> {
        self.peek()?;
        let token = self.tokens[self.next].clone();
        self.next += 1;
        let image = match token.kind {
            Kind::Dot => ".",
            Kind::Identifier | Kind::LCurly => own_image(&self.source[token.start..token.end]),
            _ => &self.source[token.start..token.end],
        };
        for recording in &mut self.recordings {
            if recording.whole {
                recording.text.push_str(&token.special);
            }
            if !(recording.whole && token.kind == Kind::MultiLineComment) {
                recording.text.push_str(image);
            }
        }
        if self.next > 64 {
            // Only the last token and those after it are looked at.
            self.tokens.drain(..self.next - 1);
            self.next = 1;
        }
        Ok(token)
    }

    fn expect(&mut self, kind: Kind) -> Result<Token> {
        if self.peek()? == kind {
            self.advance()
        } else {
            self.unexpected()
        }
    }

    fn accept(&mut self, kind: Kind) -> Result<bool> {
        let found = self.peek()? == kind;
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    fn skip_whitespace(&mut self) -> Result<()> {
        self.accept(Kind::Whitespace).map(drop)
    }

    fn image(&self, token: &Token) -> &str {
        &self.source[token.start..token.end]
    }

    fn unexpected<T>(&mut self) -> Result<T> {
        let token = match self.token(0) {
            Ok(token) => token.clone(),
            Err(error) => return Err(lexical(error)),
        };
        let found = match token.kind {
            Kind::Eof => "end of the template".to_owned(),
            _ => format!("{:?}", self.image(&token)),
        };
        Err(ParseError {
            class: "TemplateParseException",
            message: format!("unexpected {found}"),
            position: token.position,
            span: Span {
                start: token.start,
                end: token.end,
            },
        })
    }

    fn macro_error<T>(token: &Token, position: Position, message: &str) -> Result<T> {
        Err(ParseError {
            class: "MacroParseException",
            message: message.to_owned(),
            position,
            span: Span {
                start: token.start,
                end: token.end,
            },
        })
    }

    /// Runs one level of nesting.
    fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth >= limits::DEPTH {
            return self.too_deep();
        }
        self.depth += 1;
        let result = parse(self);
        self.depth -= 1;
        result
    }

    fn too_deep<T>(&mut self) -> Result<T> {
        let start = self
            .tokens
            .get(self.next)
            .map_or(self.source.len(), |token| token.start);
        Err(ParseError {
            class: "LimitExceeded",
            message: "the template nests too deeply".to_owned(),
            position: Position::UNKNOWN,
            span: Span { start, end: start },
        })
    }

    fn previous_end(&self) -> usize {
        self.next
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(0, |token| token.end)
    }
}

fn lexical(error: LexicalError) -> ParseError {
    ParseError {
        class: "ParseException",
        message: "no token of the language starts here".to_owned(),
        position: Position::UNKNOWN,
        span: Span {
            start: error.at,
            end: error.at,
        },
    }
}
