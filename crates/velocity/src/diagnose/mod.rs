//! What a refused template's mistake is, for people: the strict parser says where, the tokens around say what.
//!
//! Knows tokens and the strict parser's error; the lints of `lint/` ask it and put the words.

mod blocks;
mod tokens;

use crate::error::ParseError;
use crate::scanner::{Kind, Token};
use crate::source::Span;

pub(crate) use blocks::Blocks;
pub(crate) use tokens::tokens;

/// A template that the strict parser refuses, with its tokens as far as they go.
pub(crate) struct Refused<'a> {
    pub(crate) source: &'a str,
    pub(crate) error: &'a ParseError,
    pub(crate) tokens: &'a [Token],
    /// Which token is the one that does not fit; their number if no token starts there.
    pub(crate) at: usize,
}

impl<'a> Refused<'a> {
    pub(crate) fn new(source: &'a str, error: &'a ParseError, tokens: &'a [Token]) -> Refused<'a> {
        let at = tokens.partition_point(|token| token.start < error.span.start);
        Refused {
            source,
            error,
            tokens,
            at,
        }
    }

    /// Whether no token starts where the parser stopped.
    pub(crate) fn is_lexical(&self) -> bool {
        self.error.class == "ParseException"
    }

    /// The token that does not fit.
    pub(crate) fn found(&self) -> Option<&'a Token> {
        if self.is_lexical() {
            return None;
        }
        self.tokens.get(self.at)
    }

    /// The last token but blanks in front of the one that does not fit.
    pub(crate) fn previous(&self) -> Option<&'a Token> {
        self.tokens[..self.at]
            .iter()
            .rev()
            .find(|token| token.kind != Kind::Whitespace)
    }

    /// The last token in front of the one that does not fit, blanks too.
    pub(crate) fn directly_before(&self) -> Option<&'a Token> {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at))
    }

    pub(crate) fn text(&self, token: &Token) -> &'a str {
        self.source.get(token.start..token.end).unwrap_or("")
    }

    /// The template from where the parser stopped.
    pub(crate) fn rest(&self) -> &'a str {
        self.source.get(self.error.span.start..).unwrap_or("")
    }

    /// The template up to where the parser stopped.
    pub(crate) fn before(&self) -> &'a str {
        self.source.get(..self.place().start).unwrap_or("")
    }

    /// Where the parser stopped.
    pub(crate) fn place(&self) -> Span {
        if let Some(token) = self.found() {
            Span {
                start: token.start,
                end: token.end,
            }
        } else {
            let length = self.rest().chars().next().map_or(0, char::len_utf8);
            Span {
                start: self.error.span.start,
                end: self.error.span.start + length,
            }
        }
    }

    /// The brackets that are open where the parser stopped, outermost first, as indices of tokens.
    pub(crate) fn brackets(&self) -> Vec<usize> {
        let mut open = Vec::new();
        for (at, token) in self.tokens[..self.at].iter().enumerate() {
            match token.kind {
                Kind::LParen
                | Kind::SetDirective
                | Kind::LBracket
                | Kind::LeftCurley
                | Kind::IndexLBracket
                | Kind::LCurly => open.push(at),
                Kind::RParen
                | Kind::RefMod2RParen
                | Kind::RBracket
                | Kind::RightCurley
                | Kind::IndexRBracket
                | Kind::RCurly => {
                    open.pop();
                }
                _ => {}
            }
        }
        open
    }

    /// Whether the parser stopped inside the arguments of a method or the items of a list or map, where operators
    /// are no part of the language.
    pub(crate) fn takes_plain_values_only(&self) -> bool {
        let Some(open) = self.brackets().last().copied() else {
            return false;
        };
        match self.tokens[open].kind {
            Kind::LBracket | Kind::LeftCurley | Kind::IndexLBracket => true,
            Kind::LParen => open
                .checked_sub(1)
                .is_some_and(|before| self.tokens[before].kind == Kind::Identifier),
            _ => false,
        }
    }

    /// The block structure in front of where the parser stopped.
    pub(crate) fn blocks(&self) -> Blocks {
        Blocks::read(self.source, &self.tokens[..self.at])
    }
}
