//! Statements: text and its escapes, comments, references, `#if` and `#set`; other directives have their own module.

#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method's path is not general enough in its lifetimes for `look` and `nested`"
)]

use crate::scanner::{Kind, Token};
use crate::tree::{Block, Expr, Statement};

use super::{Parser, Result};

impl Parser<'_> {
    pub(super) fn statements(&mut self) -> Result<Block> {
        self.nested(|parser| {
            let mut block = Block::new();
            while parser.statement(&mut block)? {}
            Ok(block)
        })
    }

    /// One statement; false where none can start.
    fn statement(&mut self, block: &mut Block) -> Result<bool> {
        if self.peek()? == Kind::If {
            block.push(self.if_statement()?);
            return Ok(true);
        }
        if self.look(2, |look| look.reference())? {
            block.push(Statement::Reference(self.reference()?));
            return Ok(true);
        }
        match self.peek()? {
            Kind::SingleLineCommentStart => {
                self.comment(block)?;
                self.accept(Kind::SingleLineComment)?;
            }
            Kind::MultiLineComment | Kind::FormalComment => self.comment(block)?,
            Kind::TextBlock => {
                let token = self.advance()?;
                let text = format!("{}{}", token.special, self.image(&token));
                // Velocity cuts three characters at both ends, whatever they are.
                let text: Vec<char> = text.chars().collect();
                block.push(Statement::Text(
                    text.get(3..text.len().saturating_sub(3))
                        .unwrap_or(&[])
                        .iter()
                        .collect(),
                ));
            }
            Kind::SetDirective => block.push(self.set()?),
            Kind::EscapeDirective => {
                let token = self.advance()?;
                block.push(Statement::Text(self.escaped_directive(&token)));
            }
            Kind::DoubleEscape => self.escapes(block)?,
            Kind::Word | Kind::BracketedWord => block.push(self.directive()?),
            Kind::Text
            | Kind::Dot
            | Kind::RParen
            | Kind::LParen
            | Kind::Integer
            | Kind::Float
            | Kind::StringLiteral
            | Kind::Escape
            | Kind::LCurly
            | Kind::RCurly
            | Kind::EmptyIndex => {
                let token = self.advance()?;
                let image = if token.kind == Kind::Dot {
                    "."
                } else {
                    self.image(&token)
                };
                block.push(Statement::Text(format!("{}{image}", token.special)));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// What stands in front of a comment in the same token is printed.
    fn comment(&mut self, block: &mut Block) -> Result<()> {
        let token = self.advance()?;
        let image = self.image(&token);
        if let Some(start) = image.find("##").or_else(|| image.find("#*")) {
            block.push(Statement::Text(image[..start].to_owned()));
        }
        Ok(())
    }

    /// Pairs of backslashes: one each in front of a directive, both elsewhere.
    fn escapes(&mut self, block: &mut Block) -> Result<()> {
        let mut count = 0;
        while self.accept(Kind::DoubleEscape)? {
            count += 1;
        }
        let control = match self.peek()? {
            Kind::If | Kind::Else | Kind::ElseIf | Kind::End => true,
            _ => {
                let next = self.tokens[self.next].clone();
                let name = self.image(&next).get(1..).unwrap_or("");
                self.is_known(name)
            }
        };
        block.push(Statement::Text(
            if control { "\\" } else { "\\\\" }.repeat(count),
        ));
        Ok(())
    }

    fn is_known(&self, name: &str) -> bool {
        self.profile.has_directive(name) || self.macros.contains(name)
    }

    fn escaped_directive(&self, token: &Token) -> String {
        let image = self.image(token);
        let slashes = image.len() - image.trim_start_matches('\\').len();
        let directive = &image[slashes..];
        let name = directive[1..].trim_start_matches('{').trim_end_matches('}');
        if self.is_known(name) || matches!(name, "if" | "end" | "set" | "else" | "elseif") {
            format!("{}{directive}", &image[..(slashes - 1) / 2])
        } else {
            image.to_owned()
        }
    }

    fn if_statement(&mut self) -> Result<Statement> {
        let mut arms = Vec::new();
        let mut otherwise = None;
        self.advance()?;
        arms.push(self.arm()?);
        while self.accept(Kind::ElseIf)? {
            arms.push(self.arm()?);
        }
        if self.accept(Kind::Else)? {
            otherwise = Some(self.statements()?);
        }
        self.expect(Kind::End)?;
        Ok(Statement::If { arms, otherwise })
    }

    fn arm(&mut self) -> Result<(Expr, Block)> {
        self.skip_whitespace()?;
        self.expect(Kind::LParen)?;
        let condition = self.expression()?;
        self.expect(Kind::RParen)?;
        Ok((condition, self.statements()?))
    }

    fn set(&mut self) -> Result<Statement> {
        self.advance()?;
        self.skip_whitespace()?;
        let target = self.reference()?;
        self.skip_whitespace()?;
        self.expect(Kind::Equals)?;
        let value = self.expression()?;
        self.expect(Kind::RParen)?;
        self.scanner.leave_set();
        // Velocity looks for a newline token here, which fixes the state that the next token is read in.
        self.peek()?;
        Ok(Statement::Set { target, value })
    }
}
