//! `#name(arguments) block #end`, whatever the name: `#foreach`, `#define` and what Velocity does not know.

#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method's path is not general enough in its lifetimes for `look` and `nested`"
)]

use crate::scanner::Kind;
use crate::source::Span;
use crate::tree::{BlockText, Directive, Expr, ExprKind, Statement};

use super::expression::leaf;
use super::{Parser, Recording, Result, lexical};

impl Parser<'_> {
    pub(super) fn directive(&mut self) -> Result<Statement> {
        let first = self.advance()?;
        let image = self.image(&first).to_owned();
        let name = match first.kind {
            Kind::BracketedWord => image.get(2..image.len() - 1),
            _ => image.get(1..),
        };
        let name = name.unwrap_or("").to_owned();
        let known = self.profile.has_directive(&name);
        let is_macro = name == "macro";
        let is_block = matches!(name.as_str(), "foreach" | "macro" | "literal" | "define")
            || (!known && name.starts_with('@'));
        self.scanner.enter_directive();
        self.recordings.push(Recording {
            text: image,
            whole: false,
        });

        let mut args = Vec::new();
        // Velocity reports a directive's errors at the token after its name, if it has read one.
        let mut position = first.position;
        let has_parentheses = self.tokens.len() == self.next && self.scanner.is_left_parenthesis();
        if has_parentheses {
            position = self.token(0).map_err(lexical)?.position;
            self.skip_whitespace()?;
            self.expect(Kind::LParen)?;
            while self.look(2, |look| look.directive_argument())? {
                self.skip_whitespace()?;
                if self.accept(Kind::Comma)? {
                    self.skip_whitespace()?;
                }
                let arg = self.nested(Self::directive_argument)?;
                let is_word = matches!(arg.kind, ExprKind::Word(_));
                let index = args.len();
                if is_word
                    && known
                    && !(is_macro && index == 0)
                    && !(name == "foreach" && index == 1)
                {
                    return Self::macro_error(
                        &first,
                        position,
                        &format!("invalid argument {index} of #{name}"),
                    );
                }
                if !is_word && is_macro && index == 0 {
                    return Self::macro_error(
                        &first,
                        position,
                        "the first argument of #macro must be a bare word",
                    );
                }
                args.push(arg);
            }
            self.skip_whitespace()?;
            self.expect(Kind::RParen)?;
        } else {
            if is_macro {
                return Self::macro_error(&first, position, "a #macro needs at least a name");
            }
            self.scanner.leave_directive();
        }

        let mut block = None;
        let mut end = self.previous_end();
        if has_parentheses && is_block {
            self.recordings.push(Recording {
                text: String::new(),
                whole: true,
            });
            let statements = self.statements()?;
            let text = self
                .recordings
                .pop()
                .map(|recording| recording.text)
                .unwrap_or_default();
            self.expect(Kind::End)?;
            block = Some(BlockText {
                block: statements,
                text,
            });
            end = self.previous_end();
        }
        if is_macro {
            match args.first().map(|arg| &arg.kind) {
                Some(ExprKind::Word(name)) => self.macros.insert(name.clone()),
                _ => {
                    return Self::macro_error(
                        &first,
                        position,
                        "the first argument of #macro must be its name",
                    );
                }
            };
        }
        let literal = self
            .recordings
            .pop()
            .map(|recording| recording.text)
            .unwrap_or_default();
        Ok(Statement::Directive(Directive {
            span: Span {
                start: first.start,
                end,
            },
            position: first.position,
            name,
            literal,
            has_parentheses,
            args,
            block,
        }))
    }

    fn directive_argument(&mut self) -> Result<Expr> {
        match self.peek()? {
            Kind::Word => {
                let token = self.advance()?;
                let word = self.image(&token).to_owned();
                Ok(leaf(&token, ExprKind::Word(word)))
            }
            _ => self.operand(),
        }
    }
}
