//! Expressions: literals, lists, maps and ranges, and the operators between them.

#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method's path is not general enough in its lifetimes for `look` and `nested`"
)]

use crate::limits;
use crate::scanner::{Kind, Token};
use crate::source::Span;
use crate::tree::{Expr, ExprKind, Operator};

use super::reference::depth_of_steps;
use super::{Parser, Result, lexical};

impl Parser<'_> {
    /// A literal or a reference.
    pub(super) fn operand(&mut self) -> Result<Expr> {
        match self.peek()? {
            Kind::Identifier | Kind::LCurly => {
                let reference = self.reference()?;
                return Ok(Expr {
                    position: reference.position,
                    literal: reference.span,
                    depth: 1 + depth_of_steps(&reference.steps),
                    kind: ExprKind::Reference(Box::new(reference)),
                });
            }
            Kind::LBracket if self.look(usize::MAX, |look| look.range_start())? => {
                return self.range();
            }
            _ => {}
        }
        match self.peek()? {
            Kind::LBracket => self.list(),
            Kind::LeftCurley => self.map(),
            kind @ (Kind::StringLiteral
            | Kind::Integer
            | Kind::Float
            | Kind::True
            | Kind::False) => {
                let token = self.advance()?;
                let image = self.image(&token).to_owned();
                Ok(leaf(
                    &token,
                    match kind {
                        Kind::StringLiteral => ExprKind::String(image),
                        Kind::Integer => ExprKind::Integer(image),
                        Kind::Float => ExprKind::Float(image),
                        kind => ExprKind::Bool(kind == Kind::True),
                    },
                ))
            }
            _ => self.unexpected(),
        }
    }

    pub(super) fn parameter(&mut self) -> Result<Expr> {
        self.nested(|parser| {
            parser.skip_whitespace()?;
            let parameter = parser.operand()?;
            parser.skip_whitespace()?;
            Ok(parameter)
        })
    }

    fn range(&mut self) -> Result<Expr> {
        let open = self.expect(Kind::LBracket)?;
        self.skip_whitespace()?;
        let from = self.range_end()?;
        self.skip_whitespace()?;
        self.expect(Kind::DoubleDot)?;
        self.skip_whitespace()?;
        let to = self.range_end()?;
        self.skip_whitespace()?;
        self.expect(Kind::RBracket)?;
        let depth = 1 + from.depth.max(to.depth);
        Ok(self.since(&open, depth, ExprKind::Range(Box::new(from), Box::new(to))))
    }

    fn range_end(&mut self) -> Result<Expr> {
        match self.peek()? {
            Kind::Identifier | Kind::LCurly | Kind::Integer => {
                self.nested(|parser| parser.operand())
            }
            _ => self.unexpected(),
        }
    }

    fn list(&mut self) -> Result<Expr> {
        let open = self.expect(Kind::LBracket)?;
        let mut items = Vec::new();
        if self.peek()? != Kind::RBracket {
            items.push(self.parameter()?);
            while self.accept(Kind::Comma)? {
                items.push(self.parameter()?);
            }
        }
        self.expect(Kind::RBracket)?;
        let depth = 1 + items.iter().map(|item| item.depth).max().unwrap_or(0);
        Ok(self.since(&open, depth, ExprKind::List(items)))
    }

    fn map(&mut self) -> Result<Expr> {
        let open = self.expect(Kind::LeftCurley)?;
        let mut entries = Vec::new();
        if self.look(2, |look| {
            look.parameter()?;
            look.token(Kind::Colon)
        })? {
            loop {
                let key = self.parameter()?;
                self.expect(Kind::Colon)?;
                entries.push((key, self.parameter()?));
                if !self.accept(Kind::Comma)? {
                    break;
                }
            }
        } else {
            self.skip_whitespace()?;
        }
        match self.peek()? {
            Kind::RightCurley | Kind::RCurly => self.advance()?,
            _ => return self.unexpected(),
        };
        let depth = 1 + entries
            .iter()
            .map(|(key, value)| key.depth.max(value.depth))
            .max()
            .unwrap_or(0);
        Ok(self.since(&open, depth, ExprKind::Map(entries)))
    }

    fn since(&self, open: &Token, depth: u32, kind: ExprKind) -> Expr {
        Expr {
            position: open.position,
            literal: Span {
                start: open.start,
                end: self.previous_end(),
            },
            depth,
            kind,
        }
    }

    pub(super) fn expression(&mut self) -> Result<Expr> {
        self.nested(|parser| parser.binary(0))
    }

    /// Binary operators of at least a level of precedence, all left-associative.
    fn binary(&mut self, least: usize) -> Result<Expr> {
        let mut left = self.unary()?;
        loop {
            let kind = self.peek()?;
            let found = OPERATORS
                .iter()
                .find(|(token, level, _)| *token == kind && *level >= least);
            let Some((_, level, operator)) = found else {
                return Ok(left);
            };
            self.advance()?;
            let start = self.token(0).map_err(lexical)?.start;
            let right = self.binary(level + 1)?;
            let depth = 1 + left.depth.max(right.depth);
            if depth > limits::DEPTH * 2 {
                return self.too_deep();
            }
            left = Expr {
                position: right.position,
                literal: Span {
                    start,
                    end: self.previous_end(),
                },
                depth,
                kind: ExprKind::Binary(*operator, Box::new(left), Box::new(right)),
            };
        }
    }

    fn unary(&mut self) -> Result<Expr> {
        if !self.look(2, |look| look.negation())? {
            return self.primary();
        }
        self.skip_whitespace()?;
        let token = self.expect(Kind::LogicalNot)?;
        let inner = self.nested(Self::unary)?;
        let depth = 1 + inner.depth;
        Ok(self.since(&token, depth, ExprKind::Not(Box::new(inner))))
    }

    fn primary(&mut self) -> Result<Expr> {
        self.skip_whitespace()?;
        let primary = if self.peek()? == Kind::LParen {
            self.advance()?;
            let start = self.token(0).map_err(lexical)?.start;
            let inner = self.expression()?;
            let literal = Span {
                start,
                end: self.previous_end(),
            };
            self.expect(Kind::RParen)?;
            Expr {
                position: inner.position,
                literal,
                depth: 1 + inner.depth,
                kind: ExprKind::Parenthesized(Box::new(inner)),
            }
        } else {
            self.nested(|parser| parser.operand())?
        };
        self.skip_whitespace()?;
        Ok(primary)
    }
}

/// Operators with their precedence, loosest first.
const OPERATORS: &[(Kind, usize, Operator)] = &[
    (Kind::LogicalOr, 0, Operator::Or),
    (Kind::LogicalAnd, 1, Operator::And),
    (Kind::LogicalEquals, 2, Operator::Equal),
    (Kind::LogicalNotEquals, 2, Operator::NotEqual),
    (Kind::LogicalLt, 3, Operator::Less),
    (Kind::LogicalGt, 3, Operator::Greater),
    (Kind::LogicalLe, 3, Operator::LessOrEqual),
    (Kind::LogicalGe, 3, Operator::GreaterOrEqual),
    (Kind::Plus, 4, Operator::Add),
    (Kind::Minus, 4, Operator::Subtract),
    (Kind::Multiply, 5, Operator::Multiply),
    (Kind::Divide, 5, Operator::Divide),
    (Kind::Modulus, 5, Operator::Modulo),
];

pub(super) fn leaf(token: &Token, kind: ExprKind) -> Expr {
    Expr {
        position: token.position,
        literal: Span {
            start: token.start,
            end: token.end,
        },
        depth: 1,
        kind,
    }
}
